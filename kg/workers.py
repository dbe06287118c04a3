"""Reading in several processes at once, each with models of its own and one thread.

The processes are started from the command line and get documents as lines of JSON: nothing of the caller's is
imported again, and when the caller dies, however that may be, their input ends and so do they.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from threading import Lock

from kg.errors import AbortRun, BadModel
from kg.records import Annotation, Document

MOST = 8  # processes, each of which holds all models, however many cores there are


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Workers:
    """``size`` processes that read with ``models``; each is started when there is something for it to read."""

    def __init__(self, *, models: str, size: int) -> None:
        self.models = models
        self.size = size
        self._started: list[subprocess.Popen[str]] = []
        self._starting = Lock()
        self._open = False

    def read(self, batches: Iterable[Sequence[Document]]) -> Iterator[list[Annotation]]:
        """The annotations of each batch, in order. Raises BadModel, and AbortRun when a process has died."""
        self._open = True
        idle: SimpleQueue[subprocess.Popen[str] | None] = SimpleQueue()
        for _ in range(self.size):
            idle.put(None)
        waiting: deque[Future[list[Annotation]]] = deque()
        with ThreadPoolExecutor(self.size) as threads:
            try:
                for batch in batches:
                    waiting.append(threads.submit(self._ask, batch, idle))
                    if len(waiting) > 2 * self.size:
                        yield waiting.popleft().result()
                while waiting:
                    yield waiting.popleft().result()
            finally:  # where the caller wants no more, too: what waits is not begun, what runs is ended
                threads.shutdown(wait=False, cancel_futures=True)
                self._end()

    def _ask(self, batch: Sequence[Document], idle: SimpleQueue[subprocess.Popen[str] | None]) -> list[Annotation]:
        if not batch:
            return []
        process = idle.get() or self._start()
        assert process.stdin and process.stdout
        try:
            process.stdin.write(json.dumps([document.to_json() for document in batch]) + "\n")
            process.stdin.flush()
            reply = process.stdout.readline()
        except (OSError, ValueError):  # it has died, or was ended because what it read is not wanted any more
            reply = ""
        finally:
            idle.put(process)  # a dead one too: nobody is to wait for it for ever
        if not reply:
            raise AbortRun("a process that read texts has died, perhaps for want of memory; start the build again")
        answer = json.loads(reply)
        if "error" in answer:
            raise BadModel(answer["error"])
        return [Annotation.from_json(one) for one in answer["annotations"]]

    def _start(self) -> subprocess.Popen[str]:
        with self._starting:
            if not self._open:
                raise AbortRun("reading was ended")
            process = subprocess.Popen(
                [sys.executable, "-m", "kg.workers", self.models],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8",
                env={**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            )  # fmt: skip
            self._started.append(process)
        return process

    def _end(self) -> None:
        with self._starting:
            self._open = False
            for process in self._started:
                process.kill()
        for process in self._started:
            process.wait()
            for pipe in (process.stdin, process.stdout):
                with suppress(OSError):  # what was being written to it goes nowhere
                    assert pipe
                    pipe.close()
        self._started.clear()


def answer(read: Callable[[Sequence[Document]], Iterable[Annotation]], line: str) -> str:
    """The reply to a line of documents."""
    documents = [Document.from_json(one) for one in json.loads(line)]
    try:
        return json.dumps({"annotations": [annotation.to_json() for annotation in read(documents)]})
    except BadModel as error:
        return json.dumps({"error": str(error)})


def main() -> None:
    from kg.annotate import Reader

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started this hears it too, and ends it
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what libraries print is no reply
    reader = Reader(models=sys.argv[1], processes=1)
    for line in os.fdopen(os.dup(0), encoding="utf-8"):
        replies.write(answer(reader.read, line) + "\n")
        replies.flush()


if __name__ == "__main__":
    main()
