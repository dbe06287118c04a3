"""Real SPARQL servers of others, started by the tests that need them, on this machine alone."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

# What a fresh data base of Virtuoso asks of whoever changes it.
VIRTUOSO_USER = VIRTUOSO_PASSWORD = "dba"

_VIRTUOSO = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = .
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
MaxClientConnections = 10
[SPARQL]
ResultSetMaxRows = 1000000
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def oxigraph(folder: Path, *, read_only: bool = False) -> Iterator[str]:
    """The address of an Oxigraph server (from PyPI) over the folder; the test is skipped where it is not installed."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if program is None:
        pytest.skip("the server is not installed: pip install oxigraph")
    port = free_port()
    command = "serve-read-only" if read_only else "serve"
    with _running([program, command, "--location", str(folder), "--bind", f"127.0.0.1:{port}"], folder.parent, port):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def virtuoso(folder: Path) -> Iterator[str]:
    """The address of a Virtuoso server (from Debian) over the folder; the test is skipped where it is not installed."""
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("the server is not installed: apt-get install virtuoso-opensource-7-bin")
    folder.mkdir()
    port = free_port()
    settings = _VIRTUOSO.format(http=port, sql=free_port())
    (folder / "virtuoso.ini").write_text(settings, encoding="utf-8")
    with _running([program, "+foreground", "+configfile", "virtuoso.ini"], folder, port):
        yield f"virtuoso+http://127.0.0.1:{port}"


@contextmanager
def _running(command: list[str], folder: Path, port: int) -> Iterator[None]:
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
    try:
        for _ in range(600):
            if process.poll() is not None:
                raise RuntimeError((folder / "server.log").read_text(encoding="utf-8", errors="replace")[-2000:])
            try:
                httpx2.get(f"http://127.0.0.1:{port}/", timeout=5)
                break
            except httpx2.TransportError:
                time.sleep(0.1)
        yield
    finally:
        process.kill()
        process.wait()
