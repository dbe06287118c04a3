"""Where the graph lives: one narrow protocol, one module a backend.

A query without ``GRAPH`` sees the union of all named graphs. ``SERVICE`` is refused, for nothing here reaches for
the network.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kg.errors import BadInput
from kg.records import Literal, Quad
from kg.terms import Term

_NOT_CODE = re.compile(
    r"""\"{3}.*?\"{3} | '{3}.*?'{3} | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*'  # strings
    | <[^<>\s]*> | \#[^\n]*  # IRIs and comments""",
    re.DOTALL | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to a query: columns and rows of terms, None where a variable is unbound.

    ``form`` is ``select``, ``ask`` (one column, one boolean literal) or ``construct`` (subject, predicate, object;
    sorted, each triple once; also the answer to DESCRIBE).
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    form: str = "select"

    def plain(self) -> list[list[str]]:
        """The rows as text: IRIs and the values of literals, "" for unbound."""
        return [[cell.value if isinstance(cell, Literal) else cell or "" for cell in row] for row in self.rows]


class Store(Protocol):
    """What a backend does. Quads come back sorted by graph, subject, predicate and object."""

    def replace_graph(self, graph: str, quads: Iterable[Quad]) -> None:
        """Put ``quads`` in the place of the graph, all or nothing. Raises ValueError on a quad of another graph."""

    def drop_graph(self, graph: str) -> None:
        """Forget the graph; no error if it is not there."""

    def graphs(self) -> list[str]:
        """The IRIs of the graphs that hold something, sorted."""
        ...

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """The quads of one graph or of all."""
        ...

    def query(self, sparql: str) -> Table:
        """Answer a SPARQL 1.1 query. Raises BadInput where it cannot be parsed or uses what is refused."""
        ...

    def __len__(self) -> int:
        """The number of quads."""
        ...


def open_store(path: Path | None = None, *, read_only: bool = False) -> Store:
    """The Oxigraph store in the folder ``path``, made where it is missing; without a path, a store in memory.

    Open it ``read_only`` while nobody writes to it. Raises BadInput where the folder cannot be opened.
    """
    from kg.store.memory import MemoryStore
    from kg.store.oxigraph import OxigraphStore

    return MemoryStore() if path is None else OxigraphStore(path, read_only=read_only)


def checked(graph: str, quads: Iterable[Quad]) -> list[Quad]:
    """The quads as a list. Raises ValueError if one lies in another graph: the replacement could not be undone."""
    result = list(quads)
    for quad in result:
        if quad.graph != graph:
            raise ValueError(f"a quad of <{quad.graph}> cannot go into <{graph}>: {quad}")
    return result


def has_keyword(sparql: str, keyword: str) -> bool:
    """Whether the keyword stands in the query, outside of strings, IRIs, comments, variables and prefixed names."""
    code = _NOT_CODE.sub(" ", sparql)
    return re.search(rf"(?<![\w?$:@-]){keyword}(?![\w:-])", code, re.IGNORECASE) is not None


def refuse_service(sparql: str) -> None:
    """Raises BadInput where the query would send a part of itself to another endpoint."""
    if has_keyword(sparql, "SERVICE"):
        raise BadInput("the query uses SERVICE, which is refused: it would send data to another machine; leave it out")


@contextmanager
def answering() -> Iterator[None]:
    """Turns what pyoxigraph raises on a query that is wrong into BadInput."""
    try:
        yield
    except SyntaxError as error:
        raise BadInput(f"the query cannot be parsed: {line(error)}") from error
    except RuntimeError as error:  # such as a function that does not exist
        raise BadInput(f"the query cannot be answered: {line(error)}") from error


def line(error: Exception) -> str:
    """The message of an error of a library as one line, cut where it is long."""
    return " ".join(str(error).split())[:200]
