"""Whether a graph keeps to the shapes of ``ontology/shapes.ttl``.

Each named graph is checked by itself, with what the other graphs say of the entities it names and with the classes of
the ontology: the cost grows with the number of documents, not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import pyshacl
import rdflib
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Node

from kg import ontology
from kg.namespaces import DIP, NIF
from kg.records import Literal, Quad
from kg.store import Store
from kg.terms import to_rdflib


@dataclass(frozen=True, slots=True, order=True)
class Result:
    """One thing that a shape found wrong. ``quotes`` are the sentences that the focus came from, sorted."""

    graph: str
    focus: str
    shape: str
    severity: str  # Violation or Warning
    message_en: str
    message_ar: str
    value: str = ""
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """All results, sorted; ``graphs`` counts the graphs that were looked at."""

    graphs: int
    results: tuple[Result, ...]

    @property
    def conforms(self) -> bool:
        """True where nothing is worse than a warning."""
        return all(result.severity == "Warning" for result in self.results)


def check(store: Store) -> Report:
    """Check every graph of the store but the ontology's own."""
    graphs = [graph for graph in store.graphs() if graph != ontology.GRAPH]
    found = store.query(f"SELECT DISTINCT ?graph WHERE {{ GRAPH ?graph {{ ?document a <{DIP}Document> }} }}")
    documents = {row[0] for row in found.rows}
    shared: dict[str, list[Quad]] = defaultdict(list)
    for graph in graphs:
        if graph not in documents:
            for quad in store.quads(graph):
                shared[quad.subject].append(quad)
    results = [result for graph in graphs for result in check_graph(list(store.quads(graph)), shared)]
    return Report(len(graphs), tuple(sorted(results)))


def check_graph(quads: Iterable[Quad], context: Mapping[str, Iterable[Quad]] | None = None) -> Iterator[Result]:
    """Check the quads of one graph; ``context`` has quads from elsewhere by subject, taken where the graph names it."""
    own = list(quads)
    subjects = {quad.subject for quad in own}
    named = {quad.object for quad in own if isinstance(quad.object, str)}
    data = rdflib.Graph()
    for quad in own:
        _add(data, quad)
    for iri in sorted(named - subjects):
        for quad in (context or {}).get(iri, ()):
            _add(data, quad)
    _, report, _ = pyshacl.validate(data, shacl_graph=_shapes(), ont_graph=_classes(), inplace=True)
    assert isinstance(report, rdflib.Graph)
    by_subject: dict[str, list[Quad]] = defaultdict(list)
    for quad in own:
        by_subject[quad.subject].append(quad)
    for found in report.subjects(RDF.type, SH.ValidationResult):
        focus = str(report.value(found, SH.focusNode))
        if focus in subjects:  # what is wrong with the context is reported where it stands
            yield _result(report, found, own[0].graph, focus, by_subject)


def _result(
    report: rdflib.Graph, found: Node, graph: str, focus: str, by_subject: Mapping[str, Iterable[Quad]]
) -> Result:
    # pySHACL names the shape by a blank node where it lies inside of another.
    shape = report.value(found, SH.sourceShape)
    messages = {m.language: str(m) for m in report.objects(found, SH.resultMessage) if isinstance(m, rdflib.Literal)}
    value = report.value(found, SH.value)
    return Result(
        graph=graph,
        focus=focus,
        shape=str(shape).removeprefix(DIP) if isinstance(shape, rdflib.URIRef) else "",
        severity=str(report.value(found, SH.resultSeverity)).removeprefix(str(SH)),
        message_en=messages.get("en") or next(iter(sorted(messages.values())), ""),
        message_ar=messages.get("ar", ""),
        value="" if value is None or isinstance(value, rdflib.BNode) else str(value),
        quotes=tuple(sorted(set(_quotes(focus, by_subject)))),
    )


def _quotes(focus: str, by_subject: Mapping[str, Iterable[Quad]]) -> Iterator[str]:
    """What the passage quotes; for an event, what its evidence quotes."""
    for quad in by_subject.get(focus, ()):
        if quad.predicate == NIF + "anchorOf" and isinstance(quad.object, Literal):
            yield quad.object.value
        elif quad.predicate == DIP + "evidence" and isinstance(quad.object, str):
            yield from _quotes(quad.object, by_subject)


def _add(data: rdflib.Graph, quad: Quad) -> None:
    data.add((to_rdflib(quad.subject), to_rdflib(quad.predicate), to_rdflib(quad.object)))


@cache
def _shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(ontology.folder() / "shapes.ttl", format="turtle")


@cache
def _classes() -> rdflib.Graph:
    """Of the ontology only what the shapes ask for, so that there is little to copy for each document."""
    result = rdflib.Graph()
    for triple in ontology.graph().triples((None, RDFS.subClassOf, None)):
        result.add(triple)
    return result
