"""Replaces one graph by two versions in turn, until it is killed: ``python replacing.py STORE``.

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


def version(word: str) -> list[Quad]:
    return [
        Quad(f"http://example.org/{number:04}", "http://example.org/p", Literal(word, "ar"), GRAPH)
        for number in range(STATEMENTS)
    ]


if __name__ == "__main__":
    store = open_store(sys.argv[1])
    for quads in cycle(map(version, VERSIONS)):
        print("<", end="", flush=True)
        store.replace_graph(GRAPH, quads)
        print(">", end="", flush=True)
