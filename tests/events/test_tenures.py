"""Offices that titles give to persons, read by the bundled models."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest
from reading import document
from telling import PUBLISHED

from kg import entities, events, mentions
from kg.annotate import Reader
from kg.gazetteer import Gazetteer
from kg.records import Document, Tenure

FOLDER = Path(__file__).parent
COLUMNS = ("person", "office", "of", "title", "held", "rule")


def rows() -> list[dict[str, str]]:
    with (FOLDER / "tenures.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def found() -> list[tuple[Document, dict[str, str], tuple[Tenure, ...]]]:
    """Each text with the names of its entities and what it attests."""
    gazetteer = Gazetteer.load()
    documents = [document(row["text"], published=PUBLISHED) for row in rows()]
    read = []
    for one, annotation in zip(documents, Reader().read(documents), strict=True):
        resolved = entities.resolve(one, annotation, mentions.find(one, annotation, gazetteer), gazetteer)
        names = {entity.id: entity.name_ar for entity in resolved if entity.type != "State"}
        read.append((one, names, events.extraction(one, annotation, resolved, gazetteer).tenures))
    return read


@pytest.mark.parametrize("number", range(len(rows())), ids=[row["text"] for row in rows()])
def test_a_title_gives_its_bearer_an_office(number: int) -> None:
    expected = tuple(rows()[number][column] for column in COLUMNS)
    _, names, tenures = found()[number]
    given = [
        (names[one.person], one.office, names.get(one.of, one.of.removeprefix("state/")), one.title_ar, one.held or "",
         one.rule)
        for one in tenures
    ]  # fmt: skip
    assert expected in given if expected[0] else not given


def test_titles_are_quoted_with_their_names() -> None:
    for one, _, tenures in found():
        for tenure in tenures:
            assert one.text[tenure.title.begin : tenure.title.end] == tenure.title.label
            assert tenure.span.begin <= tenure.title.begin < tenure.title.end <= tenure.span.end
            assert 0 < tenure.confidence <= 1


def test_what_the_gazetteer_knows_is_the_same_tenure() -> None:
    gazetteer = Gazetteer.load()
    known = {(one.person, one.office, one.of, one.title_en, one.start) for one in gazetteer.tenures}
    linked = [tenure for _, _, tenures in found() for tenure in tenures if tenure.start]
    assert linked
    assert all((one.person, one.office, one.of, one.title_en, one.start) in known for one in linked)
