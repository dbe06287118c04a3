"""Who says what is told: sentences of our own, read by the bundled models. States by ISO code, others by name."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest
from telling import told

from kg.records import Event

with (Path(__file__).parent / "sources.csv").open(encoding="utf-8", newline="") as _file:
    ROWS = list(csv.DictReader(_file))

CLAIMS = [
    pytest.param(
        number,
        id=f"{number}-{row['trigger']}",
        marks=[pytest.mark.xfail(reason=row["gap"], strict=True)] if row["gap"] else [],
    )
    for number, row in enumerate(ROWS)
]


@cache
def found() -> list[list[Event]]:
    return told([row["text"] for row in ROWS])


@pytest.mark.parametrize("number", CLAIMS)
def test_sources_of_a_claim(number: int) -> None:
    row = ROWS[number]
    sources = [
        event.attributed_to
        for event in found()[number]
        if event.type == row["type"] and event.trigger.label.endswith(row["trigger"])
    ]
    assert sources == [tuple(filter(None, row["sources"].split("|")))]
