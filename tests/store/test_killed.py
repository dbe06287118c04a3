"""Whoever replaces a graph may be killed at any moment: the former graph is there, or the new one, and no other."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
import replacing

from kg.records import Literal
from kg.store import Store, open_store


@pytest.mark.parametrize(("where", "kills"), [("folder", 50), ("server", 15)])
@pytest.mark.timeout(300)
def test_a_killed_replacement_leaves_one_version(
    request: pytest.FixtureRequest, tmp_path: Path, where: str, kills: int
) -> None:
    address = request.getfixturevalue("server") if where == "server" else str(tmp_path / "store")
    first = open_store(address)
    first.replace_graph(replacing.GRAPH, replacing.version(replacing.VERSIONS[0]))
    first.close()
    del first  # the folder is free for the next process
    moments = random.Random(6)
    struck_inside = 0
    for _ in range(kills):
        command = [sys.executable, replacing.__file__, address]
        with subprocess.Popen(command, stdout=subprocess.PIPE, bufsize=0) as process:
            assert process.stdout is not None
            marks = process.stdout.read(1)
            time.sleep(moments.uniform(0, 0.1))
            process.kill()
            marks += process.stdout.read()
        struck_inside += marks.endswith(b"<")
        store = open_store(address, read_only=True)
        found = list(store.quads(replacing.GRAPH))
        versions = [replacing.version(word) for word in replacing.VERSIONS]
        assert found in versions, (marks, len(found))
        # Not always the version just found: a server may carry out a dead client's last request between two reads.
        assert union(store) in [{(quad.subject, quad.object) for quad in version} for version in versions], marks
        store.close()
    assert struck_inside >= kills // 4


@pytest.mark.timeout(300)
def test_a_killed_load_leaves_whole_graphs(tmp_path: Path) -> None:
    whole = replacing.many()
    moments = random.Random(7)
    struck_inside = 0
    for kill in range(10):
        path = tmp_path / str(kill)
        command = [sys.executable, replacing.__file__, str(path), "load"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, bufsize=0) as process:
            assert process.stdout is not None
            marks = process.stdout.read(1)
            time.sleep(moments.uniform(0, 6))
            process.kill()
            marks += process.stdout.read()
        struck_inside += marks == b"<"
        store = open_store(path, read_only=True)
        found = {graph: list(store.quads(graph)) for graph in store.graphs()}
        assert all(quads == whole[graph] for graph, quads in found.items()), marks
        assert union(store) == {(quad.subject, quad.object) for quads in found.values() for quad in quads}
    assert struck_inside >= 3


def union(store: Store) -> set[tuple[str, Literal]]:
    """What a query without GRAPH sees, each once."""
    rows = store.query("SELECT ?s ?o { ?s ?p ?o }").rows
    assert len(set(rows)) == len(rows)
    return set(rows)  # type: ignore[arg-type]
