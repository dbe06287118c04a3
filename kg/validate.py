"""Whether a graph keeps to the shapes of ``ontology/shapes.ttl``.

Each named graph is checked by itself, with what the other graphs say of the entities it names and with the classes of
the ontology: the cost grows with the number of documents, not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby

import pyshacl
import rdflib
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Node

from kg import ontology, quotes
from kg.namespaces import DIP, TYPE
from kg.records import Quad
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

    def by_shape(self) -> list[tuple[str, list[Result]]]:
        """The results under the names of their shapes: violations first, then by the name of the shape."""
        ordered = sorted(self.results, key=lambda result: (result.severity != "Violation", result.shape, result))
        return [(shape, list(group)) for shape, group in groupby(ordered, key=lambda result: result.shape)]


def check(store: Store, *, progress: Callable[[str, int, int], None] = lambda _stage, _done, _total: None) -> Report:
    """Check every graph of the store but the ontology's own; ``progress`` is told how many of how many are done."""
    graphs = [graph for graph in store.graphs() if graph != ontology.GRAPH]
    found = store.query(f"SELECT DISTINCT ?graph WHERE {{ GRAPH ?graph {{ ?document a <{DIP}Document> }} }}")
    documents = {row[0] for row in found.rows}
    shared: dict[str, list[Quad]] = defaultdict(list)
    for graph in graphs:
        if graph not in documents:
            for quad in store.quads(graph):
                shared[quad.subject].append(quad)
    results: list[Result] = []
    for done, graph in enumerate(graphs):
        progress("shapes", done, len(graphs))
        results += check_graph(store.quads(graph), shared)
    progress("shapes", len(graphs), len(graphs))
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
    for iri in sorted(subjects & (context or {}).keys()):  # an entity or a tenure may have its evidence elsewhere
        for quad in (context or {})[iri]:
            if quad.predicate == DIP + "evidence":
                _add(data, quad)
                for kind in (context or {}).get(str(quad.object), ()):
                    if kind.predicate == TYPE:
                        _add(data, kind)
    _, report, _ = pyshacl.validate(data, shacl_graph=_shapes(), ont_graph=_classes(), inplace=True)
    assert isinstance(report, rdflib.Graph)
    facts = quotes.by_subject(own)
    for found in report.subjects(RDF.type, SH.ValidationResult):
        focus = str(report.value(found, SH.focusNode))
        if focus in subjects:  # what is wrong with the context is reported where it stands
            yield _result(report, found, own[0].graph, focus, facts)


def _result(report: rdflib.Graph, found: Node, graph: str, focus: str, facts: Mapping[str, quotes.Facts]) -> Result:
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
        quotes=quotes.of(focus, facts),
    )


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
