"""Stores for the tests: empty ones, and ones that hold the graph of :mod:`sample`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sample import Sample, make_sample

from kg.store import Store, open_store


@pytest.fixture(scope="session")
def sample() -> Sample:
    """The records of the shared graph."""
    return make_sample()


@pytest.fixture(scope="session", params=["memory", "oxigraph"])
def filled(request: pytest.FixtureRequest, sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Each store with the shared graph in it; to be read only."""
    path: Path | None = tmp_path_factory.mktemp("graph") / "store" if request.param == "oxigraph" else None
    return sample.fill(open_store(path))


@pytest.fixture(params=["memory", "oxigraph"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Each store with nothing in it."""
    yield open_store(tmp_path / "store" if request.param == "oxigraph" else None)
