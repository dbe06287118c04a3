"""Every lemma of the lexicon in a sentence of our own, read by the bundled models.

``examples.csv`` has for each row of ``triggers.csv``, and for senses told by their arguments, a sentence, the word in
it that evokes the event, and who takes part: states by their ISO code, others by name. A row with a ``gap`` is one
that is still read wrongly, and the gap says what is wrong.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest
from telling import told

from kg.ontology import folder
from kg.records import Event

with (Path(__file__).parent / "examples.csv").open(encoding="utf-8", newline="") as _file:
    ROWS = list(csv.DictReader(_file))
EXAMPLES = [
    pytest.param(
        number,
        id=f"{row['type']}-{row['trigger']}-{number}",
        marks=[pytest.mark.xfail(reason=row["gap"], strict=True)] if row["gap"] else [],
    )
    for number, row in enumerate(ROWS)
]


@cache
def found() -> list[list[Event]]:
    return told([row["text"] for row in ROWS])


@pytest.mark.parametrize("number", EXAMPLES)
def test_a_lemma_tells_its_event(number: int) -> None:
    row = ROWS[number]
    begin = row["text"].index(row["word"])
    wanted = (row["type"], begin, _names(row["actors"]), _names(row["recipients"]))
    assert wanted in [(one.type, one.trigger.begin, one.actors, one.recipients) for one in found()[number]]


def test_every_trigger_has_an_example() -> None:
    with (folder() / "triggers.csv").open(encoding="utf-8", newline="") as file:
        rows = {(row["lemma"], row["trigger"], row["type"]) for row in csv.DictReader(file)}
    assert len(rows) >= 400
    assert rows <= {(row["lemma"], row["trigger"], row["type"]) for row in ROWS}


def test_every_sense_with_a_type_has_an_example() -> None:
    with (folder() / "senses.csv").open(encoding="utf-8", newline="") as file:
        rows = {(row["lemma"], row["trigger"], row["type"]) for row in csv.DictReader(file) if row["type"] != "-"}
    assert sorted(rows - {(row["lemma"], row["trigger"], row["type"]) for row in ROWS}) == []


def _names(cell: str) -> tuple[str, ...]:
    return tuple(sorted(filter(None, cell.split("|"))))
