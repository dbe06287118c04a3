"""Stores for the tests: empty ones, and ones that hold the graph of :mod:`sample`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import servers
from sample import Sample, make_sample

from kg.store import Store, open_store
from kg.store.remote import RemoteStore


@pytest.fixture(scope="session")
def sample() -> Sample:
    """The records of the shared graph."""
    return make_sample()


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an Oxigraph server that the tests share."""
    with servers.oxigraph(tmp_path_factory.mktemp("server") / "store") as url:
        yield url


@pytest.fixture
def server(running: str) -> str:
    """The address of an Oxigraph server with nothing in it, whatever the test before left there."""
    with closing(open_store(running)) as store:
        store.update("DROP ALL")
    return running


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Virtuoso server."""
    with servers.virtuoso(tmp_path_factory.mktemp("server") / "virtuoso") as url:
        yield url


@pytest.fixture(scope="session", params=["memory", "oxigraph", "server"])
def filled(request: pytest.FixtureRequest, sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Each store with the shared graph in it; to be read only."""
    if request.param == "server":
        with servers.oxigraph(tmp_path_factory.mktemp("filled") / "store") as url:
            store = sample.fill(open_store(url))
            yield store
            store.close()
    else:
        yield sample.fill(
            open_store(tmp_path_factory.mktemp("graph") / "store" if request.param == "oxigraph" else None)
        )


@pytest.fixture(params=["memory", "oxigraph", "server", "virtuoso"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Each store with nothing in it, the servers among them."""
    if request.param == "server":
        store: Store = open_store(request.getfixturevalue("server"))
    elif request.param == "virtuoso":
        store = RemoteStore(
            request.getfixturevalue("virtuoso"),
            user=servers.VIRTUOSO_USER,
            password=servers.VIRTUOSO_PASSWORD,
            within=("http://example.org/",),
        )
    else:
        store = open_store(tmp_path / "store" if request.param == "oxigraph" else None)
    for graph in store.graphs():
        store.drop_graph(graph)
    yield store
    store.close()
