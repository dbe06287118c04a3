"""Answers to queries in the formats of SPARQL 1.1: JSON, XML, CSV and TSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from kg.records import Literal
from kg.store import Table
from kg.terms import Term, ntriples

_XML = "http://www.w3.org/2005/sparql-results#"


def to_json(table: Table) -> str:
    """SPARQL 1.1 Query Results JSON Format; ASK gives ``{"head": {}, "boolean": …}``."""
    if table.form == "ask":
        return json.dumps({"head": {}, "boolean": _truth(table)})
    bindings = [
        {column: _json(cell) for column, cell in zip(table.columns, row, strict=True) if cell is not None}
        for row in table.rows
    ]
    answer = {"head": {"vars": list(table.columns)}, "results": {"bindings": bindings}}
    return json.dumps(answer, ensure_ascii=False, indent=1)


def to_csv(table: Table) -> str:
    """SPARQL 1.1 Query Results CSV: plain values under the names of the columns, lines end in CRLF."""
    text = io.StringIO()
    csv.writer(text).writerows([table.columns, *table.plain()])
    return text.getvalue()


def to_tsv(table: Table) -> str:
    """SPARQL 1.1 Query Results TSV: terms as in Turtle, tabs and line ends escaped."""
    lines = ["\t".join(f"?{column}" for column in table.columns)]
    lines += ["\t".join("" if cell is None else ntriples(cell) for cell in row) for row in table.rows]
    return "\n".join(lines) + "\n"


def to_xml(table: Table) -> str:
    """SPARQL Query Results XML Format."""
    root = ElementTree.Element("sparql", xmlns=_XML)
    head = ElementTree.SubElement(root, "head")
    if table.form == "ask":
        ElementTree.SubElement(root, "boolean").text = str(_truth(table)).lower()
    else:
        for column in table.columns:
            ElementTree.SubElement(head, "variable", name=column)
        results = ElementTree.SubElement(root, "results")
        for row in table.rows:
            result = ElementTree.SubElement(results, "result")
            for column, cell in zip(table.columns, row, strict=True):
                if cell is not None:
                    _xml(ElementTree.SubElement(result, "binding", name=column), cell)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _truth(table: Table) -> bool:
    return table.plain() == [["true"]]


def _json(term: Term) -> Mapping[str, str]:
    if not isinstance(term, Literal):
        return {"type": "uri", "value": term}
    more = {"xml:lang": term.language} if term.language else {"datatype": term.datatype} if term.datatype else {}
    return {"type": "literal", "value": term.value, **more}


def _xml(binding: ElementTree.Element, term: Term) -> None:
    if not isinstance(term, Literal):
        ElementTree.SubElement(binding, "uri").text = term
        return
    literal = ElementTree.SubElement(binding, "literal")
    literal.text = term.value
    if term.language:
        literal.set("xml:lang", term.language)
    elif term.datatype:
        literal.set("datatype", term.datatype)


def to_ntriples(table: Table) -> str:
    """The triples of CONSTRUCT or DESCRIBE as N-Triples."""
    return "".join(f"<{s}> <{p}> {ntriples(o)} .\n" for s, p, o in triples(table))


def triples(table: Table) -> Iterator[tuple[str, str, Term]]:
    """The rows of CONSTRUCT or DESCRIBE as triples. Raises ValueError on the answer to another form of query."""
    if table.form != "construct":
        raise ValueError(f"the answer to a query of the form {table.form} has no triples")
    for subject, predicate, object_ in table.rows:
        assert isinstance(subject, str) and isinstance(predicate, str) and object_ is not None
        yield subject, predicate, object_
