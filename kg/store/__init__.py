"""Where the graph lives: one narrow protocol, one module a backend.

A query without ``GRAPH`` sees the union of all named graphs. ``SERVICE`` and ``LOAD`` are refused, for no store reaches
for the network or for files on behalf of a question.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pyoxigraph

from kg.errors import BadInput
from kg.records import Quad
from kg.terms import Term, text


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to a query: columns and rows of terms, None where a variable is unbound.

    ``form`` is ``select``, ``ask`` (one column, one boolean literal) or ``construct`` (subject, predicate, object;
    sorted, each triple once; also the answer to DESCRIBE). ``complete`` is False where a limit left rows out.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    form: str = "select"
    complete: bool = True

    def plain(self) -> list[list[str]]:
        """The rows as text: IRIs and the values of literals, "" for unbound."""
        return [[text(cell) for cell in row] for row in self.rows]


class Store(Protocol):
    """What a backend does. Quads come back sorted by graph, subject, predicate and object."""

    def replace_graph(self, graph: str, quads: Iterable[Quad]) -> None:
        """Put ``quads`` in the place of the graph, all or nothing. Raises ValueError on a quad of another graph."""

    def load(self, graphs: Iterable[tuple[str, Iterable[Quad]]]) -> None:
        """Replace many graphs, faster than one after the other; each is replaced as a whole or not at all."""

    def drop_graph(self, graph: str) -> None:
        """Forget the graph; no error if it is not there."""

    def graphs(self) -> list[str]:
        """The IRIs of the graphs that hold something, sorted."""
        ...

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """The quads of one graph or of all."""
        ...

    def query(self, sparql: str, *, limit: int | None = None) -> Table:
        """Answer a SPARQL 1.1 query with ``limit`` rows at most.

        Raises BadInput where it cannot be parsed or uses what is refused, OutOfBounds where it needs too much.
        """
        ...

    def update(self, sparql: str) -> None:
        """Carry out a SPARQL 1.1 update of named graphs, all or nothing. Raises as :meth:`query` does.

        The default graph is the union of the others: what is put into it alone need not stay.
        """

    def __len__(self) -> int:
        """The number of quads."""
        ...

    def close(self) -> None:
        """Let go of connections and processes; the store is not to be asked any more."""


def open_store(path: Path | str | None = None, *, read_only: bool = False) -> Store:
    """The Oxigraph store in the folder ``path``, made where it is missing; without a path, a store in memory.

    A text with ``://`` in it is the address of a server (see :mod:`kg.store.remote`). Open a folder ``read_only`` while
    nobody writes to it. Raises BadInput where the folder cannot be opened, or the address is none.
    """
    if path is None:
        from kg.store.memory import MemoryStore

        return MemoryStore()
    if isinstance(path, str) and "://" in path:
        from kg.store.remote import RemoteStore

        return RemoteStore(path)
    from kg.store.oxigraph import OxigraphStore

    return OxigraphStore(Path(path), read_only=read_only)


def copy(source: Store, target: Store, *, progress: Callable[[int, int], None] = lambda _, __: None) -> None:
    """Make the graphs of ``target`` those of ``source``, one after the other; ``progress`` is told how many are done.

    Those that ``source`` does not have are dropped: let a store on a shared server be one ``within`` our graphs.
    """
    names = source.graphs()
    for graph in set(target.graphs()) - set(names):
        target.drop_graph(graph)
    for done, graph in enumerate(names):
        progress(done, len(names))
        target.replace_graph(graph, source.quads(graph))
    progress(len(names), len(names))


def checked(graph: str, quads: Iterable[Quad]) -> list[Quad]:
    """The quads as a list. Raises ValueError if one lies in another graph: the replacement could not be undone."""
    result = list(quads)
    for quad in result:
        if quad.graph != graph:
            raise ValueError(f"a quad of <{quad.graph}> cannot go into <{graph}>: {quad}")
    return result


def uses(sparql: str, keyword: str, *, update: bool = False) -> bool:
    """Whether the keyword is a part of what is asked, not of a name or text in it; also True where nothing parses.

    Oxigraph's own parser decides: with another word in the keyword's place, a name or a text still parses and a clause
    does not. No pattern over the text could say as much of all that SPARQL allows between two words. The word is a
    secret, so that no prefix can be declared for it.
    """
    if keyword.lower() not in sparql.lower():
        return False
    word = "".join(secrets.choice("bcdfghjkmpqvwxyz") for _ in keyword)
    changed = re.sub(keyword, word, sparql, flags=re.IGNORECASE)
    empty = pyoxigraph.Store()
    try:
        if update:
            empty.update(changed)
        else:
            empty.query(changed)
    except SyntaxError:
        return True
    except (RuntimeError, OSError):  # it parses, and fails later
        return False
    return False


def refuse(sparql: str, *, update: bool = False) -> None:
    """Raises BadInput where the query or update would reach for another machine or a file."""
    for keyword in ("SERVICE", "LOAD") if update else ("SERVICE",):
        if uses(sparql, keyword, update=update):
            raise BadInput(
                f"{keyword} is refused, for it would reach for another machine or a file: leave it out"
                " (or else the query cannot be parsed)"
            )


@contextmanager
def answering() -> Iterator[None]:
    """Turns what pyoxigraph raises on a query that is wrong into BadInput."""
    try:
        yield
    except SyntaxError as error:
        raise BadInput(f"the query cannot be parsed: {line(error)}") from error
    except (RuntimeError, ValueError) as error:  # such as a function that does not exist, a triple in the answer
        raise BadInput(f"the query cannot be answered: {line(error)}") from error


def line(error: Exception) -> str:
    """The message of an error of a library as one line, cut where it is long."""
    return " ".join(str(error).split())[:200]
