"""What a curator is told about a gazetteer: small tables with one mistake each."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kg.gazetteer import COLUMNS, Gazetteer, problems

SOURCE = {"source": "test", "licence": "CC0-1.0"}
PEOPLE = [
    {"id": "person/a", "name_ar": "سامي الخطيب", "state": "QAT"},
    {"id": "person/b", "name_ar": "ريم الحداد", "state": "QAT"},
]
TENURES = [
    {"person": "person/a", "office": "foreign_minister", "of": "state/QAT", "start": "2001-02", "end": "2005-03"},
    {"person": "person/b", "office": "foreign_minister", "of": "state/QAT", "start": "2005-03", "end": ""},
]


def gazetteer(folder: Path, people: list[dict[str, str]], tenures: list[dict[str, str]]) -> Gazetteer:
    tables: dict[str, list[dict[str, str]]] = {
        "states.csv": [{"id": "state/QAT", "iso3": "QAT", "name_ar": "قطر", "un_member": "true"}],
        "people.csv": people,
        "offices.csv": tenures,
    }
    for file, columns in COLUMNS.items():
        with (folder / file).open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, columns, restval="")
            writer.writeheader()
            writer.writerows({**row, **SOURCE} for row in tables.get(file, []))
    return Gazetteer.load(folder)


def test_a_clean_gazetteer_has_no_problems(tmp_path: Path) -> None:
    assert problems(gazetteer(tmp_path, PEOPLE, TENURES), common={"ريم"}) == []


@pytest.mark.parametrize(
    ("people", "tenures", "told"),
    [
        ({"name_ar": "سامي الخطيب"}, {}, "full name 'سامي الخطيب' is shared by person/a, person/b"),
        ({"wikidata": "Q1"}, {}, "QID 'Q1' is shared by person/a, person/b"),
        ({"name_ar": "مدير"}, {}, "'مدير' of person/b is a common word; add it to ambiguous_ar"),
        ({}, {"start": "2004"}, "foreign_minister of state/QAT is held at once by person/a and person/b"),
        ({}, {"end": "2004"}, "person/b leaves foreign_minister of state/QAT before coming: 2005-03/2004"),
        ({}, {"end": "2006-13"}, "person/b in foreign_minister of state/QAT: there is no 2006-13"),
    ],
)
def test_a_mistake_is_named(people: dict[str, str], tenures: dict[str, str], told: str, tmp_path: Path) -> None:
    first = {**PEOPLE[0], "wikidata": people.get("wikidata", "")}
    rows = [first, {**PEOPLE[1], **people}]
    held = [TENURES[0], {**TENURES[1], **tenures}]
    assert problems(gazetteer(tmp_path, rows, held), common={"مدير"}) == [told]


def test_a_common_word_that_is_marked_is_no_problem(tmp_path: Path) -> None:
    people = [PEOPLE[0], {**PEOPLE[1], "name_ar": "مدير", "ambiguous_ar": "مدير"}]
    assert problems(gazetteer(tmp_path, people, TENURES), common={"مدير"}) == []
