"""The graph as text: Turtle to read, TriG, N-Quads and JSON-LD to hand on with the named graphs.

The writers sort by themselves, so the same graph gives the same bytes in every process and from every store.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from kg.ids import RESOURCE
from kg.namespaces import TYPE, XSD, prefixes
from kg.records import Literal, Quad
from kg.store import Store
from kg.terms import Term, ntriples, order, quoted

# A part of what Turtle allows after the colon, wide enough for our IRIs and free of escapes.
_LOCAL = re.compile(r"(?:[A-Za-z0-9_]|%[0-9A-F]{2})(?:[A-Za-z0-9_-]|%[0-9A-F]{2})*")
_SHORT = {XSD + "integer": re.compile(r"[+-]?\d+"), XSD + "decimal": re.compile(r"[+-]?\d*\.\d+")}
_ON_ONE_LINE = 4  # objects of one predicate

Triple = tuple[str, str, Term]


def write(store: Store, path: Path, *, base: str = RESOURCE) -> None:
    """Write the union of all graphs as Turtle. ``base`` is that of the resources, for their prefixes."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(turtle(union(store.quads()), base=base))


def trig(store: Store, path: Path, *, base: str = RESOURCE) -> None:
    """Write all quads as TriG: the prefixes in use, then a block a graph, in it a block a subject as in Turtle."""
    names = _Names(prefixes(base=base))
    pieces = []
    for graph, quads in groupby(store.quads(), key=lambda quad: quad.graph):
        ordered = sorted(union(quads), key=triple_order)
        blocks = [_block(subject, list(rows), names) for subject, rows in groupby(ordered, key=lambda row: row[0])]
        pieces.append(f"\n{names.turtle(graph)} {{\n{''.join(blocks)}\n}}\n")
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(names.declarations())
        file.writelines(pieces)


def nquads(store: Store, path: Path) -> None:
    """Write all quads as N-Quads."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for quad in store.quads():
            file.write(f"<{quad.subject}> <{quad.predicate}> {ntriples(quad.object)} <{quad.graph}> .\n")


def jsonld(store: Store, path: Path, *, base: str = RESOURCE) -> None:
    """Write all quads as JSON-LD 1.1: an object for each named graph, its nodes inside."""
    names = _Names(prefixes(base=base))
    graphs = [
        {"@id": names.short(graph), "@graph": [_node(subject, rows, names) for subject, rows in _subjects(quads)]}
        for graph, quads in groupby(store.quads(), key=lambda quad: quad.graph)
    ]
    context = {prefix: namespace for prefix, namespace in names.prefixes.items() if prefix in names.used}
    with path.open("w", encoding="utf-8", newline="\n") as file:
        json.dump({"@context": context, "@graph": graphs}, file, ensure_ascii=False, indent=1)
        file.write("\n")


def turtle(triples: Iterable[Triple], *, base: str = RESOURCE) -> Iterator[str]:
    """The triples as Turtle, in pieces: the prefixes in use, then a block a subject, its type first."""
    names = _Names(prefixes(base=base))
    ordered = sorted(set(triples), key=triple_order)
    blocks = [_block(subject, list(rows), names) for subject, rows in groupby(ordered, key=lambda triple: triple[0])]
    yield from names.declarations()
    yield from blocks


def union(quads: Iterable[Quad]) -> Iterator[Triple]:
    """The quads without their graphs; what several graphs say comes as often."""
    return ((quad.subject, quad.predicate, quad.object) for quad in quads)


def triple_order(triple: Triple) -> tuple[str, bool, str, tuple[int, str, str, str]]:
    """A sort key: subject, the type before the other predicates, object."""
    subject, predicate, object_ = triple
    return subject, predicate != TYPE, predicate, order(object_)


class _Names:
    """Shortens IRIs, and remembers which prefixes it used."""

    def __init__(self, namespaces: dict[str, str]) -> None:
        self.prefixes = namespaces
        self.used: set[str] = set()
        self._by_namespace = {namespace: prefix for prefix, namespace in namespaces.items()}

    def declarations(self) -> Iterator[str]:
        """A line of Turtle for each prefix that was used so far."""
        for prefix, namespace in self.prefixes.items():
            if prefix in self.used:
                yield f"@prefix {prefix}: <{namespace}> .\n"

    def short(self, iri: str) -> str:
        """``prefix:name`` where there is one, else the IRI."""
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self._by_namespace.get(iri[:cut])
        if prefix is None or not _LOCAL.fullmatch(iri, cut):
            return iri
        self.used.add(prefix)
        return f"{prefix}:{iri[cut:]}"

    def turtle(self, term: Term) -> str:
        if not isinstance(term, Literal):
            short = self.short(term)
            return f"<{term}>" if short == term else short
        if term.language:
            return f"{quoted(term.value)}@{term.language}"
        if not term.datatype:
            return quoted(term.value)
        bare = _SHORT.get(term.datatype)
        if (bare and bare.fullmatch(term.value)) or (
            term.datatype == XSD + "boolean" and term.value in ("true", "false")
        ):
            return term.value
        return f"{quoted(term.value)}^^{self.turtle(term.datatype)}"


def _block(subject: str, triples: list[Triple], names: _Names) -> str:
    parts = []
    for predicate, rows in groupby(triples, key=lambda triple: triple[1]):
        objects = [names.turtle(object_) for _, _, object_ in rows]
        comma = ", " if len(objects) <= _ON_ONE_LINE else ",\n        "
        parts.append(f"{'a' if predicate == TYPE else names.turtle(predicate)} {comma.join(objects)}")
    return f"\n{names.turtle(subject)} " + " ;\n    ".join(parts) + " .\n"


def _subjects(quads: Iterable[Quad]) -> Iterator[tuple[str, list[Quad]]]:
    for subject, rows in groupby(quads, key=lambda quad: quad.subject):
        yield subject, list(rows)


def _node(subject: str, quads: list[Quad], names: _Names) -> dict[str, object]:
    node: dict[str, object] = {"@id": names.short(subject)}
    for predicate, rows in groupby(quads, key=lambda quad: quad.predicate):
        objects = [row.object for row in rows]
        if predicate == TYPE:
            node["@type"] = [names.short(str(object_)) for object_ in objects]
        else:
            node[names.short(predicate)] = [_value(object_, names) for object_ in objects]
    return node


def _value(term: Term, names: _Names) -> dict[str, str]:
    if not isinstance(term, Literal):
        return {"@id": names.short(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    return {"@value": term.value, "@type": names.short(term.datatype)} if term.datatype else {"@value": term.value}
