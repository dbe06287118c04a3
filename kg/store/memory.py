"""The store in memory: an rdflib Dataset, for tests, notebooks and small graphs."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pyoxigraph
import rdflib
from rdflib.plugins.sparql.parser import expandUnicodeEscapes
from rdflib.query import Result
from rdflib.term import Identifier, Node

from kg.errors import BadInput
from kg.namespaces import XSD
from kg.records import Literal, Quad
from kg.store import Table, answering, checked, refuse, uses
from kg.terms import Term, from_rdflib, order, quad_order, to_rdflib


class MemoryStore:
    """A dataset that ends with the process."""

    def __init__(self) -> None:
        self._dataset = rdflib.Dataset(default_union=True)

    def replace_graph(self, graph: str, quads: Iterable[Quad]) -> None:
        triples = [
            (to_rdflib(quad.subject), to_rdflib(quad.predicate), to_rdflib(quad.object))
            for quad in checked(graph, quads)
        ]
        self.drop_graph(graph)
        target = self._dataset.graph(rdflib.URIRef(graph))
        for triple in triples:
            target.add(triple)

    def load(self, graphs: Iterable[tuple[str, Iterable[Quad]]]) -> None:
        for graph, quads in graphs:
            self.replace_graph(graph, quads)

    def drop_graph(self, graph: str) -> None:
        self._dataset.remove_graph(rdflib.URIRef(graph))

    def graphs(self) -> list[str]:
        return sorted({quad.graph for quad in self.quads()})

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        if graph is None:
            found = [Quad(_iri(s), str(p), from_rdflib(o), str(g)) for s, p, o, g in self._dataset.quads()]
        else:
            # Dataset.quads would give a triple once for each graph that holds it, whichever graph was asked for.
            triples = rdflib.Graph(self._dataset.store, rdflib.URIRef(graph))
            found = [Quad(_iri(s), str(p), from_rdflib(o), graph) for s, p, o in triples]
        return iter(sorted(found, key=quad_order))

    def query(self, sparql: str, *, limit: int | None = None) -> Table:
        # rdflib puts letters for escapes before it parses, and so might see another query than was looked at.
        sparql = expandUnicodeEscapes(sparql)
        refuse(sparql)
        with answering():
            # rdflib tells of an unknown prefix or function by a bare Exception; Oxigraph's parser says what is wrong.
            pyoxigraph.Store().query(sparql)
        if uses(sparql, "FROM"):  # rdflib would download it
            raise BadInput("the query uses FROM, which the store in memory cannot do: write GRAPH instead")
        with _quietly():
            return _table(self._dataset.query(sparql), limit)

    def update(self, sparql: str) -> None:
        sparql = expandUnicodeEscapes(sparql)
        refuse(sparql, update=True)
        with answering():
            pyoxigraph.Store().update(sparql)
        changed = rdflib.Dataset(default_union=True)
        for subject, predicate, object_, graph in self._dataset.quads():
            changed.add((subject, predicate, object_, changed.graph(graph)))
        with _quietly():
            changed.update(sparql)
        self._dataset = changed

    def __len__(self) -> int:
        return sum(1 for _ in self._dataset.quads())

    def close(self) -> None:
        pass


@contextmanager
def _quietly() -> Iterator[None]:
    """rdflib 7 warns of its own use of Dataset.default_context."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        yield


def _table(result: Result, limit: int | None) -> Table:
    if result.type == "ASK":
        return Table(("ask",), ((Literal(str(result.askAnswer).lower(), datatype=XSD + "boolean"),),), "ask")
    if result.graph is not None:
        triples = {(_iri(s), str(p), from_rdflib(o)) for s, p, o in result.graph}
        rows = sorted(triples, key=lambda row: (row[0], row[1], order(row[2])))
        return Table(
            ("subject", "predicate", "object"), tuple(rows[:limit]), "construct", limit is None or len(rows) <= limit
        )
    columns = tuple(str(variable) for variable in result.vars or ())
    bindings = [[binding.get(variable) for variable in result.vars or ()] for binding in result.bindings]
    cells = tuple(tuple(_cell(cell) for cell in row) for row in bindings[:limit])
    return Table(columns, cells, complete=len(cells) == len(bindings))


def _iri(term: Node) -> str:
    return str(from_rdflib(term))


def _cell(term: Identifier | None) -> Term | None:
    return None if term is None else from_rdflib(term)
