"""A store on disk behind processes of its own, for questions that strangers ask.

Nothing can interrupt Oxigraph in the middle of a query, so each question runs in a process that is ended where it takes
longer, or more memory, than it is given. The process that serves never grows by it, and lives on.
"""

from __future__ import annotations

import multiprocessing
import pickle
import queue
import resource
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from kg.errors import BadInput, KgError, OutOfBounds
from kg.records import Quad
from kg.store import Store, Table

MEGABYTE = 1 << 20
_LARGEST = 64 * MEGABYTE  # of an answer
_PROCESSES = multiprocessing.get_context("spawn")  # a fork would share what Oxigraph's threads hold


class GuardedStore:
    """The store in the folder ``path``. Each question has ``seconds``, and ``megabytes`` above what the store needs.

    Read-only, ``workers`` questions are answered at once; ``writable``, one process does all, and an update that runs
    out of bounds is undone as a whole. Raises BadInput where the folder cannot be opened. To be closed.
    """

    def __init__(
        self, path: Path, *, seconds: float = 30, megabytes: int = 1024, workers: int = 2, writable: bool = False
    ) -> None:
        self._seconds = seconds
        self._megabytes = megabytes
        self._idle: queue.SimpleQueue[_Worker] = queue.SimpleQueue()
        self._workers = [_Worker(path, megabytes, writable) for _ in range(1 if writable else workers)]
        try:
            for worker in self._workers:
                worker.start()
                self._idle.put(worker)
        except KgError:
            self.close()
            raise

    def replace_graph(self, graph: str, quads: Iterable[Quad]) -> None:
        self._call("replace_graph", graph, list(quads))

    def load(self, graphs: Iterable[tuple[str, Iterable[Quad]]]) -> None:
        for graph, quads in graphs:
            self.replace_graph(graph, quads)

    def drop_graph(self, graph: str) -> None:
        self._call("drop_graph", graph)

    def graphs(self) -> list[str]:
        found: list[str] = self._call("graphs")
        return found

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        return iter(self._call("quads", graph))

    def query(self, sparql: str, *, limit: int | None = None) -> Table:
        table: Table = self._call("query", sparql, limit=limit)
        return table

    def update(self, sparql: str) -> None:
        self._call("update", sparql)

    def __len__(self) -> int:
        number: int = self._call("__len__")
        return number

    def close(self) -> None:
        """End the processes."""
        for worker in self._workers:
            worker.stop()

    def _call(self, method: str, *arguments: Any, **more: Any) -> Any:
        deadline = time.monotonic() + self._seconds
        try:
            worker = self._idle.get(timeout=self._seconds)
        except queue.Empty:
            raise OutOfBounds("all that answer are busy: ask again later") from None
        try:
            done, result = worker.ask((method, arguments, more), deadline - time.monotonic())
        except TimeoutError:
            worker.stop()
            raise OutOfBounds(f"this takes longer than {self._seconds:g} seconds: ask for less") from None
        except (EOFError, OSError):
            worker.stop()
            raise OutOfBounds(f"this needs more memory than {self._megabytes} MB: ask for less") from None
        finally:
            self._idle.put(worker)
        if not done:
            raise result
        return result


class _Worker:
    """A process and the pipe to it; one that was stopped starts again when it is asked."""

    def __init__(self, path: Path, megabytes: int, writable: bool) -> None:
        self._arguments = (path, megabytes, writable)
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None

    def start(self) -> None:
        """Open the store; returns when it can be asked. Raises BadInput where it cannot be opened."""
        self._pipe, end = _PROCESSES.Pipe()
        self._process = _PROCESSES.Process(target=_serve, args=(end, *self._arguments), daemon=True)
        self._process.start()
        end.close()
        try:
            error = pickle.loads(self._pipe.recv_bytes())
        except (EOFError, OSError):
            error = BadInput(f"{self._arguments[0]}: the store cannot be opened: the process that was to do it ended")
        if error is not None:
            self.stop()
            raise error

    def ask(self, request: object, seconds: float) -> tuple[bool, Any]:
        """Whether it went well, and the result or else the error. Raises TimeoutError; EOFError if the process died."""
        if self._process is None:
            self.start()
        assert self._pipe is not None
        self._pipe.send_bytes(pickle.dumps(request))
        if not self._pipe.poll(max(seconds, 0)):
            raise TimeoutError
        answer: tuple[bool, Any] = pickle.loads(self._pipe.recv_bytes())
        return answer

    def stop(self) -> None:
        if self._process is not None and self._pipe is not None:
            self._process.kill()
            self._process.join()
            self._pipe.close()
        self._process = self._pipe = None


def _serve(pipe: Connection, path: Path, megabytes: int, writable: bool) -> None:
    """What a worker does until its pipe is closed."""
    from kg.store.oxigraph import OxigraphStore

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one that serves
    try:
        store: Store = OxigraphStore(path, read_only=not writable)
    except KgError as error:
        pipe.send_bytes(pickle.dumps(error))
        return
    _limit(megabytes)
    pipe.send_bytes(pickle.dumps(None))
    while True:
        try:
            method, arguments, more = pickle.loads(pipe.recv_bytes())
        except (EOFError, OSError):
            return
        pipe.send_bytes(_answer(store, method, arguments, more))


def _answer(store: Store, method: str, arguments: tuple[Any, ...], more: dict[str, Any]) -> bytes:
    try:
        result = getattr(store, method)(*arguments, **more)
        data = pickle.dumps((True, list(result) if isinstance(result, Iterator) else result))
        if len(data) <= _LARGEST or method == "quads":
            return data
        error: Exception = OutOfBounds(f"the answer is larger than {_LARGEST // MEGABYTE} MB: ask for less")
    except (KgError, ValueError) as caught:
        error = caught
    except MemoryError:
        error = OutOfBounds("this needs more memory than it is given: ask for less")
    return pickle.dumps((False, error))


def _limit(megabytes: int) -> None:
    """Bound the memory of this process to what it has now and some more. Where it goes over, it dies alone."""
    if sys.platform == "linux":
        with open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123
            used = next(int(line.split()[1]) for line in status if line.startswith("VmData:")) * 1024
        resource.setrlimit(resource.RLIMIT_DATA, (used + megabytes * MEGABYTE,) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
