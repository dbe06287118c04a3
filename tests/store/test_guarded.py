"""Questions that would take the server down end their own process only."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import BadInput, OutOfBounds
from kg.records import Literal, Quad
from kg.store import open_store
from kg.store.guarded import GuardedStore

G, S, P = "http://example.org/g", "http://example.org/s", "http://example.org/p"
VALUES = "VALUES ?{0} {{ " + " ".join(map(str, range(200))) + " }}"
ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ {' '.join(VALUES.format(name) for name in 'abcdef')} }}"
HUGE = f"SELECT * {{ {' '.join(VALUES.format(name) for name in 'abcd')} }} ORDER BY ?a"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    open_store(tmp_path / "store").replace_graph(G, [Quad(S, P, Literal("باق"), G)])
    return tmp_path / "store"


@pytest.fixture
def guarded(path: Path) -> Iterator[GuardedStore]:
    store = GuardedStore(path, seconds=1, megabytes=256, workers=1)
    yield store
    store.close()


def test_it_answers_as_the_store_does(guarded: GuardedStore) -> None:
    assert guarded.query("SELECT ?o { ?s ?p ?o }").plain() == [["باق"]]
    assert (guarded.graphs(), len(guarded), len(list(guarded.quads()))) == ([G], 1, 1)
    with pytest.raises(BadInput, match="cannot be parsed"):
        guarded.query("SELECT")


def test_a_question_without_end_is_ended(guarded: GuardedStore) -> None:
    begin = time.monotonic()
    with pytest.raises(OutOfBounds, match="longer than 1 seconds"):
        guarded.query(ENDLESS)
    assert time.monotonic() - begin < 5
    assert guarded.query("ASK { ?s ?p ?o }").plain() == [["true"]]


def test_a_question_that_eats_memory_is_ended(path: Path) -> None:
    store = GuardedStore(path, seconds=60, megabytes=64, workers=1)
    try:
        with pytest.raises(OutOfBounds, match="memory"):
            store.query(HUGE)
        assert len(store) == 1
    finally:
        store.close()


def test_read_only_means_that(guarded: GuardedStore) -> None:
    with pytest.raises(BadInput):
        guarded.update("DROP ALL")
    assert len(guarded) == 1


def test_an_update_that_is_ended_is_undone(path: Path) -> None:
    store = GuardedStore(path, seconds=1, writable=True)
    try:
        store.update(f"INSERT DATA {{ GRAPH <{G}> {{ <{S}> <{P}> 1 }} }}")
        with pytest.raises(OutOfBounds):
            store.update(f"DROP ALL ; INSERT {{ GRAPH <{G}> {{ <{S}> <{P}> ?n }} }} WHERE {{ {{ {ENDLESS} }} }}")
        assert len(store) == 2
    finally:
        store.close()


def test_a_folder_without_a_store_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="build it first"):
        GuardedStore(tmp_path / "nothing")
