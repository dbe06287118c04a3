"""Replaces one graph by two versions in turn, until it is killed: ``python replacing.py STORE``. With ``load`` behind
it, it loads many graphs once instead.

It prints ``<`` before each replacement and ``>`` after it, so that the one who kills knows when it struck.
"""

from __future__ import annotations

import sys
from itertools import cycle

from kg.records import Literal, Quad
from kg.store import open_store

GRAPH = "http://example.org/g"
STATEMENTS = 2000
VERSIONS = ("قديم", "جديد")


def version(word: str, graph: str = GRAPH, *, statements: int = STATEMENTS) -> list[Quad]:
    return [
        Quad(f"http://example.org/{number:05}", "http://example.org/p", Literal(word, "ar"), graph)
        for number in range(statements)
    ]


def many() -> dict[str, list[Quad]]:
    """Graphs that share statements, and more of them than the loader takes at once."""
    graphs = [f"{GRAPH}/{number}" for number in range(5)]
    return {graph: version(graph[-1] if graph < graphs[3] else "شائع", graph, statements=60_000) for graph in graphs}


if __name__ == "__main__":
    store = open_store(sys.argv[1])
    if sys.argv[2:] == ["load"]:
        graphs = many()
        print("<", end="", flush=True)
        store.load(graphs.items())
        print(">", end="", flush=True)
        sys.exit()
    for quads in cycle(map(version, VERSIONS)):
        print("<", end="", flush=True)
        store.replace_graph(GRAPH, quads)
        print(">", end="", flush=True)
