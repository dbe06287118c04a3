"""The store on disk: Oxigraph, an embedded RDF database with SPARQL 1.1."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import pyoxigraph

from kg.errors import BadInput
from kg.namespaces import XSD
from kg.records import Literal, Quad
from kg.store import Table, answering, checked, line, refuse, uses
from kg.terms import Term, from_oxigraph, ntriples, order, quad_order


class OxigraphStore:
    """A folder with an Oxigraph database. One process writes at a time."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        try:
            self._store = pyoxigraph.Store.read_only(str(path)) if read_only else pyoxigraph.Store(str(path))
        except OSError as error:
            advice = "build it first" if read_only else "end the other process that has it open, or choose another"
            raise BadInput(f"{path}: the store cannot be opened, {advice} ({line(error)})") from error

    def replace_graph(self, graph: str, quads: Iterable[Quad]) -> None:
        # One request is one transaction; the methods of pyoxigraph that remove and add are two.
        triples = "\n".join(f"<{q.subject}> <{q.predicate}> {ntriples(q.object)} ." for q in checked(graph, quads))
        drop = f"DROP SILENT GRAPH <{graph}>"
        self._store.update(f"{drop} ; INSERT DATA {{ GRAPH <{graph}> {{\n{triples}\n}} }}" if triples else drop)

    def drop_graph(self, graph: str) -> None:
        self._store.update(f"DROP SILENT GRAPH <{graph}>")

    def graphs(self) -> list[str]:
        return sorted(str(from_oxigraph(graph)) for graph in self._store.named_graphs())

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        where = pyoxigraph.NamedNode(graph) if graph else None
        found = self._store.quads_for_pattern(None, None, None, where)
        return iter(sorted(map(_quad, found), key=quad_order))

    def query(self, sparql: str, *, limit: int | None = None) -> Table:
        refuse(sparql)
        # Oxigraph ignores FROM where the union is asked for.
        union = not uses(sparql, "FROM")
        with answering():
            return table(self._store.query(sparql, use_default_graph_as_union=union), limit)

    def update(self, sparql: str) -> None:
        refuse(sparql, update=True)
        with answering():
            self._store.update(sparql)

    def __len__(self) -> int:
        return len(self._store)

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


def _quad(quad: pyoxigraph.Quad) -> Quad:
    graph = quad.graph_name
    name = "" if isinstance(graph, pyoxigraph.DefaultGraph) else str(from_oxigraph(graph))
    return Quad(str(from_oxigraph(quad.subject)), quad.predicate.value, from_oxigraph(quad.object), name)
