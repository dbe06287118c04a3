from __future__ import annotations

import csv
from pathlib import Path

import pytest
from sample import KHAN, LAVROV, TABLES

from kg import ids, provenance
from kg.gazetteer import Gazetteer, default_folder

HEADER = "id,name,source,licence\r\n"


def test_every_row_of_the_gazetteer_is_quoted_from_where_it_stands() -> None:
    folder, gazetteer = default_folder(), Gazetteer.load(None)
    passages = provenance.passages(folder)
    texts = {path.name: path.read_bytes().decode("utf-8") for path in folder.glob("*.csv")}
    assert {(row.id,) for row in gazetteer.rows} <= passages.keys()
    assert {(t.person, t.office, t.of, t.title_en, t.start) for t in gazetteer.tenures} <= passages.keys()
    for key, passage in passages.items():
        text = texts[passage.table.name]
        assert text[passage.begin : passage.end] == passage.quote
        assert passage.table.sha256 == ids.text_hash(text)
        assert {*key} <= {*next(csv.reader([passage.quote]))}
        assert passage.citation and passage.licence


def test_line_breaks_inside_of_a_cell_and_an_open_end() -> None:
    text = HEADER + 'a,"سطر\r\nثان",book,CC0-1.0\r\n' + "b,قصير,book,CC0-1.0"
    found = provenance.in_table("people.csv", text)
    assert [text[row.begin : row.end] for row in found.values()] == [row.quote for row in found.values()]
    assert [row.quote for row in found.values()] == ['a,"سطر\r\nثان",book,CC0-1.0', "b,قصير,book,CC0-1.0"]


def test_of_two_rows_that_state_the_same_the_first_stands() -> None:
    found = provenance.in_table("people.csv", HEADER + "a,x,one,CC0-1.0\r\na,y,two,CC0-1.0\r\n")
    assert [row.citation for row in found.values()] == ["one"]


def test_a_tenure_is_known_by_person_office_and_start() -> None:
    found = provenance.in_table("offices.csv", TABLES["offices.csv"])
    assert {key[0] for key in found} == {LAVROV, KHAN}
    assert (KHAN, "head_of_government", "state/PAK", "Prime Minister", "2018-08-18") in found


def test_a_missing_table_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"offices\.csv"):
        provenance.passages(tmp_path)
