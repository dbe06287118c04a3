"""Confidence as a probability."""

from __future__ import annotations

from pathlib import Path

import pytest
from telling import told

from kg.errors import BadSeed
from kg.events.confidence import calibrated, features, load
from kg.records import Event, Span

EVENT = Event("d", "e", "Visit", Span(0, 4, "زيارة"), Span(0, 9, ""), ("person/a",), ("state/b",), confidence=0.7,
              rule="travel-noun:governor")  # fmt: skip


def test_a_rule_names_its_features() -> None:
    assert features(EVENT) == {
        "constant": 1.0, "trust": 0.7, "pattern travel": 1.0, "word noun": 1.0, "how governor": 1.0, "two or more": 1.0,
    }  # fmt: skip


def test_weights_make_a_probability() -> None:
    assert calibrated(EVENT, {}) == 0.5
    assert calibrated(EVENT, {"trust": 100.0}) == 1.0
    assert calibrated(EVENT, {"how governor": -100.0}) == 0.0


def test_a_telling_has_a_probability() -> None:
    (events,) = told(["التقى الوزير الكويتي نظيره القطري."])
    assert [0.5 < event.confidence < 1.0 for event in events] == [True]


def test_the_bundled_weights_trust_what_is_trusted() -> None:
    weights = load()
    assert weights["trust"] > 0 > weights["how nearest"]


def test_a_broken_table_is_told(tmp_path: Path) -> None:
    table = tmp_path / "confidence.csv"
    table.write_text("feature,weight\ntrust,much\n", encoding="utf-8")
    with pytest.raises(BadSeed, match=r"confidence\.csv: expected the columns feature and weight"):
        load(table)
