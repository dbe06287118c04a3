"""The ontology folder: the core written by hand, and a class for each row of ``event_types.csv``.

``python -m kg.ontology`` writes ``event_types.ttl`` anew after a row has changed; a test fails until that is done.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

import rdflib

from kg.errors import BadSeed
from kg.namespaces import DIP, VOCABULARIES
from kg.records import QUAD_CLASSES as QUAD_CLASSES
from kg.records import STATUSES as STATUSES
from kg.records import Quad
from kg.terms import from_rdflib, quad_order, quoted

GRAPH = DIP.removesuffix("#")  # the IRI of the ontology, and of the graph that holds it in a store

_PATTERNS = {"type": r"[A-Z][A-Za-z]+", "plover": r"[A-Z]+(\|[A-Z]+)*", "cameo": r"\d{2,4}(\|\d{2,4})*"}


@dataclass(frozen=True, slots=True)
class EventType:
    """A row of ``event_types.csv``."""

    type: str  # local name of the class
    label_ar: str
    label_en: str
    definition_ar: str
    definition_en: str
    plover: tuple[str, ...]
    cameo: tuple[str, ...]
    quad_class: str
    symmetric: bool  # all parties are actors
    pattern: str  # the family of rules that reads it


def folder() -> Path:
    """Where the ontology lies: in the installed package, else in the repository."""
    installed = Path(__file__).parent / "data" / "ontology"
    return installed if installed.is_dir() else Path(__file__).parent.parent / "ontology"


@cache
def event_types(path: Path | None = None) -> tuple[EventType, ...]:
    """The rows in the order of the file. Raises BadSeed with the line and column of what is wrong."""
    path = path or folder() / "event_types.csv"
    columns = [field.name for field in fields(EventType)]
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        missing = [column for column in columns if column not in (reader.fieldnames or ())]
        if missing:
            raise BadSeed(f"{path}: no column {missing[0]!r}; expected {', '.join(columns)}")
        rows = [_event_type(row, f"{path}:{reader.line_num}") for row in reader]
    names = [row.type for row in rows]
    for name in names:
        if names.count(name) > 1:
            raise BadSeed(f"{path}: the type {name!r} has two rows; keep one")
    return tuple(rows)


def _event_type(row: dict[str, str], where: str) -> EventType:
    for column, value in row.items():
        if value is None or column is None:
            raise BadSeed(f"{where}: {len(row)} columns expected; quote values that hold a comma")
        if value != value.strip() or not value:
            raise BadSeed(f"{where}: column {column!r} is empty or has spaces at its ends: {value!r}")
    for column, pattern in _PATTERNS.items():
        if not re.fullmatch(pattern, row[column]):
            raise BadSeed(f"{where}: column {column!r} holds {row[column]!r}, expected {pattern}")
    if row["quad_class"] not in QUAD_CLASSES:
        raise BadSeed(f"{where}: column 'quad_class' holds {row['quad_class']!r}, expected one of {QUAD_CLASSES}")
    if row["symmetric"] not in ("true", "false"):
        raise BadSeed(f"{where}: column 'symmetric' holds {row['symmetric']!r}, expected true or false")
    return EventType(
        type=row["type"],
        label_ar=row["label_ar"],
        label_en=row["label_en"],
        definition_ar=row["definition_ar"],
        definition_en=row["definition_en"],
        plover=_parts(row["plover"]),
        cameo=_parts(row["cameo"]),
        quad_class=row["quad_class"],
        symmetric=row["symmetric"] == "true",
        pattern=row["pattern"],
    )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


def leaf_classes(types: Iterable[EventType]) -> str:
    """The Turtle of ``event_types.ttl``: one class a row."""
    used = ("dip", "owl", "rdfs", "skos")
    head = ["# Made from event_types.csv by `python -m kg.ontology`: change the rows, not this file."]
    head += [f"@prefix {prefix}: <{VOCABULARIES[prefix]}> ." for prefix in used]
    return "\n".join(head) + "\n" + "".join(_leaf_class(row) for row in types)


def _leaf_class(row: EventType) -> str:
    codes = [f"    dip:plover {quoted(code)} ;" for code in row.plover]
    codes += [f"    dip:cameo {quoted(code)} ;" for code in row.cameo]
    lines = [
        f"dip:{row.type} a owl:Class ;",
        "    rdfs:subClassOf dip:Event ;",
        f"    skos:prefLabel {quoted(row.label_en)}@en, {quoted(row.label_ar)}@ar ;",
        f"    skos:definition {quoted(row.definition_en)}@en, {quoted(row.definition_ar)}@ar ;",
        *codes,
        f"    dip:quadClass dip:{row.quad_class} ;",
        f"    dip:symmetric {str(row.symmetric).lower()} .",
    ]
    return "\n" + "\n".join(lines) + "\n"


@cache
def graph() -> rdflib.Graph:
    """The core and the leaf classes as one rdflib graph; treat it as frozen."""
    result = rdflib.Graph()
    for name in ("diplomacy.ttl", "event_types.ttl"):
        result.parse(folder() / name, format="turtle")
    return result


@cache
def quads() -> tuple[Quad, ...]:
    """The ontology as sorted quads of the graph :data:`GRAPH`, so that queries can ask for labels and superclasses."""
    triples = [Quad(str(from_rdflib(s)), str(p), from_rdflib(o), GRAPH) for s, p, o in graph()]
    return tuple(sorted(triples, key=quad_order))


if __name__ == "__main__":
    (folder() / "event_types.ttl").write_text(leaf_classes(event_types()), encoding="utf-8")
