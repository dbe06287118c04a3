"""The store on disk: Oxigraph, an embedded RDF database with SPARQL 1.1.

Its default graph holds each statement of the named graphs once. Oxigraph can answer from the union of the named graphs
without such a copy, but then a statement that many documents share (who belongs to which state, what is called how) is
found once for each of them at every step of a query, and a path of three steps takes minutes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph

from kg.errors import BadInput
from kg.namespaces import XSD
from kg.records import Literal, Quad
from kg.store import Table, answering, checked, line, refuse, uses
from kg.terms import Term, from_oxigraph, ntriples, order, quad_order

if TYPE_CHECKING:
    import rdflib

_BULK = 200_000  # quads of one call of the bulk loader
_DROP = """DELETE {{ ?s ?p ?o }} WHERE {{
  GRAPH <{graph}> {{ ?s ?p ?o }}
  FILTER NOT EXISTS {{ GRAPH ?other {{ ?s ?p ?o }} FILTER(?other != <{graph}>) }}
}} ; DROP SILENT GRAPH <{graph}>"""
_COPY = """DELETE { ?s ?p ?o } WHERE { ?s ?p ?o FILTER NOT EXISTS { GRAPH ?g { ?s ?p ?o } } } ;
INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"""


class OxigraphStore:
    """A folder with an Oxigraph database. One process writes at a time."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        try:
            self._store = pyoxigraph.Store.read_only(str(path)) if read_only else pyoxigraph.Store(str(path))
        except OSError as error:
            advice = "build it first" if read_only else "end the other process that has it open, or choose another"
            raise BadInput(f"{path}: the store cannot be opened, {advice} ({line(error)})") from error

        self._copied = self._has(pyoxigraph.DefaultGraph())
        if not self._copied and not read_only:
            self._store.update(_COPY)
            self._copied = True

    def dataset(self) -> rdflib.Dataset:
        """An rdflib Dataset over this store, not a copy: what is asked of it is looked up on disk. Its default graph is
        the union of the named ones."""
        import rdflib
        from oxrdflib import OxigraphStore as Plugin

        return rdflib.Dataset(store=Plugin(store=self._store))

    def replace_graph(self, graph: str, quads: Iterable[Quad]) -> None:
        found = checked(graph, quads)
        if not self._has(pyoxigraph.NamedNode(graph)):
            self._store.load(_nquads(found), format=pyoxigraph.RdfFormat.N_QUADS)  # one transaction
            return
        # One request is one transaction; the methods of pyoxigraph that remove and add are two.
        triples = "\n".join(f"<{q.subject}> <{q.predicate}> {ntriples(q.object)} ." for q in found)
        insert = f" ; INSERT DATA {{ {triples} GRAPH <{graph}> {{ {triples} }} }}" if triples else ""
        self._store.update(_DROP.format(graph=graph) + insert)

    def load(self, graphs: Iterable[tuple[str, Iterable[Quad]]]) -> None:
        waiting: list[Quad] = []
        for graph, quads in graphs:
            if self._has(pyoxigraph.NamedNode(graph)):
                self.replace_graph(graph, quads)
            else:
                waiting += checked(graph, quads)
            if len(waiting) >= _BULK:
                self._bulk(waiting)
                waiting = []
        self._bulk(waiting)

    def _bulk(self, quads: list[Quad]) -> None:
        # The loader puts the files that it makes of one call in their place at once.
        if quads:
            self._store.bulk_load(_nquads(quads), format=pyoxigraph.RdfFormat.N_QUADS)

    def drop_graph(self, graph: str) -> None:
        self._store.update(_DROP.format(graph=graph))

    def graphs(self) -> list[str]:
        return sorted(str(from_oxigraph(graph)) for graph in self._store.named_graphs())

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        for name in self.graphs() if graph is None else [graph]:
            found = self._store.quads_for_pattern(None, None, None, pyoxigraph.NamedNode(name))
            yield from sorted((_quad(quad, name) for quad in found), key=quad_order)

    def query(self, sparql: str, *, limit: int | None = None) -> Table:
        refuse(sparql)
        # A store of an earlier version has no copy; Oxigraph ignores FROM where the union is asked for.
        union = not self._copied and not uses(sparql, "FROM")
        with answering():
            return table(self._store.query(sparql, use_default_graph_as_union=union), limit)

    def update(self, sparql: str) -> None:
        refuse(sparql, update=True)
        with answering():
            try:
                self._store.update(f"{sparql}\n;\n{_COPY}")
            except SyntaxError:  # it may end in a semicolon of its own
                self._store.update(f"{sparql}\n{_COPY}")

    def _has(self, graph: pyoxigraph.NamedNode | pyoxigraph.DefaultGraph) -> bool:
        return next(self._store.quads_for_pattern(None, None, None, graph), None) is not None

    def __len__(self) -> int:
        copied = self._store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
        assert isinstance(copied, pyoxigraph.QuerySolutions)
        return len(self._store) - int(next(copied)[0].value)

    def close(self) -> None:
        pass


def table(answer: object, limit: int | None) -> Table:
    """What pyoxigraph answers, or reads of an answer, as a table of ``limit`` rows at most."""
    if isinstance(answer, pyoxigraph.QueryBoolean):
        return Table(("ask",), ((boolean(bool(answer)),),), "ask")
    if isinstance(answer, pyoxigraph.QueryTriples | pyoxigraph.QuadParser):
        triples: dict[tuple[str, str, Term], None] = {}
        for triple in answer:
            if len(triples) == limit:
                break
            triples[str(from_oxigraph(triple.subject)), triple.predicate.value, from_oxigraph(triple.object)] = None
        else:
            limit = None
        rows = sorted(triples, key=lambda row: (row[0], row[1], order(row[2])))
        return Table(("subject", "predicate", "object"), tuple(rows), "construct", limit is None)
    assert isinstance(answer, pyoxigraph.QuerySolutions)
    columns = tuple(variable.value for variable in answer.variables)
    cells = tuple(tuple(_cell(cell) for cell in row) for row in islice(answer, limit))
    return Table(columns, cells, complete=limit is None or next(answer, None) is None)


def boolean(value: bool) -> Literal:
    return Literal(str(value).lower(), datatype=XSD + "boolean")


def _cell(term: object) -> Term | None:
    return None if term is None else from_oxigraph(term)


def _quad(quad: pyoxigraph.Quad, graph: str) -> Quad:
    return Quad(str(from_oxigraph(quad.subject)), quad.predicate.value, from_oxigraph(quad.object), graph)


def _nquads(quads: Iterable[Quad]) -> str:
    """The quads, and each of their triples for the default graph."""
    lines = []
    for quad in quads:
        triple = f"<{quad.subject}> <{quad.predicate}> {ntriples(quad.object)}"
        lines.append(f"{triple} <{quad.graph}> .\n{triple} .\n")
    return "".join(lines)
