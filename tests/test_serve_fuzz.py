"""A few hundred requests that nobody should send; tests/benchmarks/fuzz.py sends ten thousand."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import fuzzing
import pytest


@pytest.fixture
def server(tmp_path: Path) -> Iterator[fuzzing.Server]:
    with fuzzing.serving(tmp_path) as server:
        yield server


def test_it_stands_and_changes_nothing(server: fuzzing.Server) -> None:
    result = fuzzing.run(server, 300, seed=1)
    assert result.wrong == []
    assert server.touched() == []
    answered = {status for statuses in result.statuses.values() for status in statuses}
    assert {200, 400, 404} <= answered  # the requests reach what they are to try
    assert result.memory[-1] - result.memory[0] < 100  # MiB


def test_what_is_touched_is_seen(server: fuzzing.Server) -> None:
    (server.folder / "store" / "new").write_text("x", encoding="utf-8")
    with socket.create_connection(server.listener.getsockname()):
        assert server.touched() == ["another server was asked", "the graph was changed"]
