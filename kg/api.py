"""A built graph in Python: tables, a network and RDF, for notebooks and scripts.

Tables are data frames of pandas, or of polars where asked. Everything is read anew at each call; nothing is written.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

from kg import analysis, ontology, pipeline, queries, records
from kg.errors import BadInput
from kg.folder import Folder
from kg.namespaces import XSD
from kg.store.oxigraph import OxigraphStore
from kg.terms import Term

if TYPE_CHECKING:
    import pandas
    import polars
    import rdflib

    from kg.views.network import Graph as Network

Library = Literal["pandas", "polars"]
Cell = str | int | float | bool | None
Column = Sequence[Cell]

ACTOR_COLUMNS = ("actor", "entity", "type", "name_ar", "name_en", "wikidata", "iso3", "mentions", "count")

_PANDAS = {str: "string", int: "Int64", float: "Float64", bool: "boolean"}  # the types that have a missing value
_INTEGERS = frozenset(XSD + name for name in ("integer", "int", "long", "nonNegativeInteger", "positiveInteger"))
_FLOATS = frozenset(XSD + name for name in ("decimal", "double", "float"))
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}
_LARGEST = 2**63 - 1


class Graph:
    """The graph of one build, open for reading; not to be read while ``kg build`` writes to the folder."""

    def __init__(self, path: Path | str) -> None:
        """Raises BadInput where ``path`` is no folder of a build, or its store cannot be opened."""
        self._folder = Folder.open(Path(path))
        self._store = OxigraphStore(self._folder.store, read_only=True)

    def __repr__(self) -> str:
        return f"kg.open({str(self._folder.path)!r})"

    def __len__(self) -> int:
        """The number of quads."""
        return len(self._store)

    @overload
    def query(self, sparql: str, *, parameters: Mapping[str, str] | None = ...) -> pandas.DataFrame: ...
    @overload
    def query(
        self, sparql: str, *, parameters: Mapping[str, str] | None = ..., library: Literal["pandas"]
    ) -> pandas.DataFrame: ...
    @overload
    def query(
        self, sparql: str, *, parameters: Mapping[str, str] | None = ..., library: Literal["polars"]
    ) -> polars.DataFrame: ...
    def query(
        self, sparql: str, *, parameters: Mapping[str, str] | None = None, library: Library = "pandas"
    ) -> pandas.DataFrame | polars.DataFrame:
        """The answer to SPARQL, or to a competency query by name with its ``parameters``, as a frame.

        A column is of integers, floats or booleans where all its literals are, else of text: IRIs, and the values of
        literals (dates stay ISO text). Unbound is missing. ASK gives one row, CONSTRUCT its triples.
        Raises BadInput as :func:`kg.queries.run` does, and where the library is not installed.
        """
        table = queries.run(self._store, sparql, parameters=parameters)
        columns = zip(*table.rows, strict=True) if table.rows else ((),) * len(table.columns)
        values = {name: _values(column) for name, column in zip(table.columns, columns, strict=True)}
        return _frame(values, library)

    @overload
    def events(self) -> pandas.DataFrame: ...
    @overload
    def events(self, *, library: Literal["pandas"]) -> pandas.DataFrame: ...
    @overload
    def events(self, *, library: Literal["polars"]) -> polars.DataFrame: ...
    def events(self, *, library: Library = "pandas") -> pandas.DataFrame | polars.DataFrame:
        """One row a telling of an event, with the columns of ``kg export events`` (docs/formats.md).

        Offsets are codepoints into the raw text, half-open. Raises BadInput where the library is not installed.
        """
        from kg.views import tables

        readings = list(self._folder.readings())
        rows = tables.events(
            [entity for reading in readings for entity in reading.entities],
            [event for reading in readings for event in reading.events],
            [reading.document for reading in readings],
            types={row.type: row for row in ontology.event_types()},
            base=self._folder.base,
        )
        kinds = {**dict.fromkeys(tables.INTEGERS, int), **dict.fromkeys(tables.FLOATS, float)}
        values = {name: ([row[name] for row in rows], kinds.get(name, str)) for name in tables.EVENT_COLUMNS}
        return _frame(values, library)

    @overload
    def actors(self) -> pandas.DataFrame: ...
    @overload
    def actors(self, *, library: Literal["pandas"]) -> pandas.DataFrame: ...
    @overload
    def actors(self, *, library: Literal["polars"]) -> polars.DataFrame: ...
    def actors(self, *, library: Library = "pandas") -> pandas.DataFrame | polars.DataFrame:
        """One row an actor or recipient of an event, by IRI, with the columns :data:`ACTOR_COLUMNS`.

        ``count`` is the number of different events, ``mentions`` that of mentions in all documents.
        Raises BadInput where the library is not installed.
        """
        nodes = self.network().nodes
        rows = [{"actor": iri, **nodes[iri]} for iri in sorted(nodes) if nodes[iri]["count"]]
        kinds = {"mentions": int, "count": int}
        values = {name: ([row.get(name) for row in rows], kinds.get(name, str)) for name in ACTOR_COLUMNS}
        return _frame(values, library)

    def network(self) -> Network[str]:
        """Who did what to whom as a networkx MultiDiGraph; nodes are IRIs, an edge is a telling between two of them.

        The attributes are those of :mod:`kg.views.network`, texts and numbers, left out where not known.
        """
        return pipeline.network(list(self._folder.readings()), base=self._folder.base)

    @overload
    def measure(self, name: str, *, by: analysis.Period = ..., statuses: Collection[str] = ...) -> pandas.DataFrame: ...
    @overload
    def measure(
        self, name: str, *, by: analysis.Period = ..., statuses: Collection[str] = ..., library: Literal["pandas"]
    ) -> pandas.DataFrame: ...
    @overload
    def measure(
        self, name: str, *, by: analysis.Period = ..., statuses: Collection[str] = ..., library: Literal["polars"]
    ) -> polars.DataFrame: ...
    def measure(
        self,
        name: str,
        *,
        by: analysis.Period = "all",
        statuses: Collection[str] = analysis.STATUSES,
        library: Library = "pandas",
    ) -> pandas.DataFrame | polars.DataFrame:
        """A measure of the network as a frame: dyads, balance, centrality, communities or slices.

        The rows and columns are those of :func:`kg.analysis.measure`. Raises BadInput as it does, and where the library
        is not installed.
        """
        rows = analysis.measure(self.network(), name, by=by, statuses=statuses)
        return _frame(
            {column: ([row[column] for row in rows], analysis.kind(column)) for column in analysis.COLUMNS[name]},
            library,
        )

    def rdflib(self) -> rdflib.Dataset:
        """An rdflib Dataset over the same store, read-only; its default graph is the union of the named ones.

        rdflib's SPARQL on it is answered by Oxigraph. Raises an error of pyoxigraph where something is added.
        """
        return self._store.dataset()


def _values(column: Sequence[Term | None]) -> tuple[Column, type]:
    """The column's values and their one type: text unless each of them is a number, or each a boolean."""
    values = [_value(term) for term in column]
    kinds = {type(value) for value in values if value is not None}
    if kinds in ({int}, {bool}):
        return values, kinds.pop()
    if kinds and kinds <= {int, float}:
        return [None if value is None else float(value) for value in values], float
    return [term.value if isinstance(term, records.Literal) else term for term in column], str


def _value(term: Term | None) -> Cell:
    if not isinstance(term, records.Literal):
        return term
    try:
        if term.datatype in _INTEGERS and abs(number := int(term.value)) <= _LARGEST:
            return number
        if term.datatype in _FLOATS:
            return float(term.value)
    except ValueError:  # a malformed literal is text
        return term.value
    if term.datatype == XSD + "boolean":
        return _BOOLEANS.get(term.value, term.value)
    return term.value


def _frame(columns: Mapping[str, tuple[Column, type]], library: Library) -> pandas.DataFrame | polars.DataFrame:
    """A data frame of the columns. Raises BadInput where the library is unknown or not installed."""
    if library not in ("pandas", "polars"):
        raise BadInput(f"a frame is of pandas or polars, not of {library!r}")
    try:
        frames: Any = import_module(library)
    except ImportError as error:
        raise BadInput(f"this needs {library}: pip install 'diplomatic-kg[{library}]'") from error
    if library == "polars":
        kinds = {str: frames.String, int: frames.Int64, float: frames.Float64, bool: frames.Boolean}
        table: polars.DataFrame = frames.DataFrame(
            [frames.Series(name, list(values), dtype=kinds[kind]) for name, (values, kind) in columns.items()]
        )
        return table
    frame: pandas.DataFrame = frames.DataFrame(
        {name: frames.array(list(values), dtype=_PANDAS[kind]) for name, (values, kind) in columns.items()}
    )
    return frame
