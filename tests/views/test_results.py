from __future__ import annotations

import csv
import io
import json

import pyoxigraph
import pytest

from kg.namespaces import XSD
from kg.records import Literal
from kg.store import Table
from kg.terms import Term, from_oxigraph
from kg.views import results

TABLE = Table(
    ("who", "words", "times"),
    (
        ("http://example.org/a", Literal('قال: "لا"،\tثم <مضى> & عاد', "ar"), Literal("3", datatype=XSD + "integer")),
        (None, Literal("two\nlines"), None),
    ),
)
TRUE = Table(("ask",), ((Literal("true", datatype=XSD + "boolean"),),), "ask")
TRIPLE = Table(("subject", "predicate", "object"), (("http://a/s", "http://a/p", Literal("نعم", "ar")),), "construct")


def rows(text: str, form: pyoxigraph.QueryResultsFormat) -> list[tuple[Term | None, ...]]:
    """The rows as an independent parser reads them."""
    found = pyoxigraph.parse_query_results(text.encode(), format=form)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    return [tuple(None if cell is None else from_oxigraph(cell) for cell in row) for row in found]


def test_json_xml_and_tsv_keep_every_term() -> None:
    expected = list(TABLE.rows)
    assert rows(results.to_json(TABLE), pyoxigraph.QueryResultsFormat.JSON) == expected
    assert rows(results.to_xml(TABLE), pyoxigraph.QueryResultsFormat.XML) == expected
    assert rows(results.to_tsv(TABLE), pyoxigraph.QueryResultsFormat.TSV) == expected


def test_csv_keeps_the_values() -> None:
    text = results.to_csv(TABLE)
    assert text.startswith("who,words,times\r\n")
    assert list(csv.reader(io.StringIO(text, newline="")))[1:] == TABLE.plain()


def test_ask() -> None:
    assert json.loads(results.to_json(TRUE)) == {"head": {}, "boolean": True}
    for text, form in (
        (results.to_json(TRUE), pyoxigraph.QueryResultsFormat.JSON),
        (results.to_xml(TRUE), pyoxigraph.QueryResultsFormat.XML),
    ):
        assert bool(pyoxigraph.parse_query_results(text.encode(), format=form)) is True


def test_triples() -> None:
    assert results.to_ntriples(TRIPLE) == '<http://a/s> <http://a/p> "نعم"@ar .\n'
    with pytest.raises(ValueError, match="no triples"):
        results.to_ntriples(TABLE)
