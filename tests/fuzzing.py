"""Requests that nobody should send, sent to a real ``kg serve``, and what is to stay as it was meanwhile.

One number gives one series of requests. They are written to the socket as bytes, for a client library would refuse or
mend most of them.
"""

from __future__ import annotations

import hashlib
import os
import random
import secrets
import socket
import string
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from sample import make_sample
from servers import free_port

from kg import queries
from kg.folder import Folder
from kg.store import open_store

# Of what a request gets, None where the server closes the connection without a word. 500 would be a mistake of ours.
ANSWERS = frozenset({200, 400, 403, 404, 405, 406, 413, 414, 431, 501, 503, None})
WARM_UP = 100  # requests after which the memory is looked at, and after each as many again
_LETTERS = string.printable + "السلامعليكم\0\ufeff\u200f\u202e𐎀é"
_FORM, _QUERY, _UPDATE = ("application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update")
_METHODS = ("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE", "CONNECT", "LOAD", "get", "")
_PIECES = (
    "SELECT", "*", "{", "}", "?s", "?p", "?o", ".", ";", "WHERE", "FILTER", "(", ")", "OPTIONAL", "UNION", "MINUS",
    "a", "dip:Event", "dip:actor", "/", "|", "+", "^", "<a:b>", '"قمة"@ar', "1e9999", "-0", "VALUES", "BIND", "AS",
    "GROUP BY", "HAVING", "COUNT", "ORDER BY", "LIMIT", "OFFSET", "99999999999999999999", "CONSTRUCT", "DESCRIBE",
    "ASK", "GRAPH", "FROM", "REGEX", "SERVICE", "<<", ">>", "[]", "_:b", "#", "\\u0053", "'''", "PREFIX", "BASE", "NOT",
    "EXISTS", "IN", "LATERAL",
)  # fmt: skip


@dataclass(slots=True)
class Server:
    """A ``kg serve`` of the shared graph, and what its requests may name: a file, and somebody who listens."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes]
    bait: Path
    secret: str
    listener: socket.socket
    before: dict[str, str]

    @property
    def reach(self) -> tuple[str, ...]:
        """Addresses that the server must not open."""
        port = self.listener.getsockname()[1]
        return f"file://{self.bait}", f"FILE:{self.bait}", str(self.bait), f"http://127.0.0.1:{port}/x"

    def send(self, request: bytes, *, half: bool = False, timeout: float = 20) -> bytes:
        """All that the server answers until it closes the connection; ``half`` says that no more will come.

        An answer that takes longer is as one with status 0.
        """
        answer = b""
        with socket.create_connection(("127.0.0.1", self.port), timeout) as connection:
            try:
                connection.sendall(request)
                if half:
                    connection.shutdown(socket.SHUT_WR)
                while piece := connection.recv(1 << 16):
                    answer += piece
            except TimeoutError:
                return b"HTTP/1.1 000 late"
            except OSError:  # reset or not connected any more: it need not read on after it has refused
                pass
        return answer

    def alive(self) -> bool:
        """Whether it still is the process that was started, and answers rightly."""
        asked = quote("ASK { ?visit a dip:Visit }")
        head = f"GET /sparql?query={asked} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
        return self.process.poll() is None and b"true" in self.send(head.encode())

    def memory(self) -> float:
        """MiB that it and its workers hold now."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text(encoding="ascii")
        return sum(_resident(pid) for pid in (self.process.pid, *map(int, children.split()))) / 1024

    def touched(self) -> list[str]:
        """What was read, asked or changed that should not have been."""
        found = []
        if self.bait.stat().st_atime > 1:
            found.append("the file was read")
        try:
            self.listener.accept()[0].close()
            found.append("another server was asked")
        except BlockingIOError:
            pass
        if contents(self.folder) != self.before:
            found.append("the graph was changed")
        return found


@dataclass(slots=True)
class Result:
    """What came of a series: statuses by kind of request, what went wrong, MiB after each :data:`WARM_UP` requests."""

    statuses: dict[str, Counter[int | None]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)


def run(server: Server, number: int, *, seed: int = 0) -> Result:
    """Send ``number`` requests of all kinds."""
    result = Result({kind: Counter() for kind in KINDS})
    draw = random.Random(seed)
    for index in range(number):
        kind = draw.choices(list(KINDS), [weight for weight, _ in KINDS.values()])[0]
        request = KINDS[kind][1](draw, server)
        answer = server.send(request, half=kind in ("noise", "headers"))
        status = int(answer[9:12]) if answer[:5] == b"HTTP/" else None
        result.statuses[kind][status] += 1
        if status not in ANSWERS or server.secret.encode() in answer:
            result.wrong.append(f"{kind} got {answer[:200]!r} for {request[:500]!r}")
        if (index + 1) % WARM_UP == 0:
            if not server.alive():
                result.wrong.append(f"no right answer after {index + 1} requests, the last {request[:500]!r}")
                break
            result.memory.append(server.memory())
    return result


@contextmanager
def serving(folder: Path, *, seconds: float = 0.5, megabytes: int = 256) -> Iterator[Server]:
    """Start ``kg serve`` over the graph of :mod:`sample`, with a file and a listener beside it."""
    built = Folder.create(folder / "build")
    make_sample().fill(open_store(built.store))
    secret = secrets.token_hex(16)
    bait = folder / "bait.ttl"
    bait.write_text(f'<a:b> <a:c> "{secret}" .\n', encoding="utf-8")
    os.utime(bait, (0, bait.stat().st_mtime))  # Linux notes the next time that it is read
    port = free_port()
    command = [sys.executable, "-c", "from kg.cli import main; main()", "serve", "--graph", str(built.path)]
    bounds = ["--port", str(port), "--timeout", str(seconds), "--memory", str(megabytes)]
    with socket.socket() as listener, (folder / "log").open("wb") as log:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.setblocking(False)
        process = subprocess.Popen([*command, *bounds], stdout=log, stderr=log)
        server = Server(built.path, port, process, bait, secret, listener, {})
        try:
            for _ in range(600):
                try:
                    if server.alive():
                        break
                except OSError:
                    time.sleep(0.1)
            server.before = contents(built.path)
            yield server
        finally:
            process.terminate()
            process.wait()


def contents(folder: Path) -> dict[str, str]:
    """The hash of every file, by path, without the notes that the data base keeps of its own opening."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith("LOG")
    }


def _resident(pid: int) -> int:
    with Path(f"/proc/{pid}/status").open(encoding="ascii", errors="replace") as status:
        return next((int(line.split()[1]) for line in status if line.startswith("VmRSS:")), 0)


def _noise(draw: random.Random, _: Server) -> bytes:
    return draw.randbytes(draw.randrange(2000))


def _headers(draw: random.Random, _: Server) -> bytes:
    target = draw.choice(("/", "/sparql", "*", "/.well-known/void"))
    lines = [f"{draw.choice(_METHODS)} {target} HTTP/{draw.choice(('1.1', '1.0', '9.9', '2', ''))}"]
    for _number in range(draw.randrange(6)):
        name = draw.choice(("Host", "Accept", "Content-Length", "Transfer-Encoding", "Expect", "Origin", "Range", "X"))
        values = ("127.0.0.1", "evil.example", "*/*", "text/csv;q=" + _text(draw, 9), "-1", "9" * 30, "chunked",
                  "100-continue", "bytes=0-", "x" * draw.randrange(100_000), _text(draw, 50))  # fmt: skip
        lines.append(f"{name}: {draw.choice(values)}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + draw.randbytes(draw.randrange(50))


def _body(draw: random.Random, _: Server) -> bytes:
    kind = draw.choice((_FORM, _QUERY, _UPDATE, "multipart/form-data; boundary=x", "text/turtle", _text(draw, 20)))
    return _post(draw.randbytes(draw.randrange(5000)), kind)


def _words(draw: random.Random, _: Server) -> bytes:
    return _ask(draw, " ".join(draw.choices(_PIECES, k=draw.randrange(1, 60))))


def _mangled(draw: random.Random, _: Server) -> bytes:
    text = queries.load(draw.choice(queries.names())).text
    for _number in range(draw.randrange(8)):
        place = draw.randrange(len(text))
        end = place + draw.randrange(20)
        new = draw.choice(("", _text(draw, 10), text[place:end] * 2, draw.choice(_PIECES)))
        text = text[:place] + new + text[end:]
    return _ask(draw, text)


def _huge(draw: random.Random, _: Server) -> bytes:
    size = draw.choice((100, 2_000, 50_000))
    wide = " ".join(f"VALUES ?{name} {{ {' '.join(map(str, range(200)))} }}" for name in "abcde")
    texts = (
        "SELECT * " + "{" * size + "}" * size,
        "SELECT * { ?s ?p ?o FILTER(" + "(" * size + "1" + ")" * size + ") }",
        "SELECT * { ?s ?p ?o FILTER(" + "!" * size + "1) }",
        "SELECT * { ?s " + "/".join(["dip:actor"] * size) + " ?o }",
        "SELECT * { " + " UNION ".join(["{ ?s ?p ?o }"] * min(size, 5000)) + " }",
        'SELECT ("' + "ا" * size + '" AS ?x) {}',
        'SELECT (REGEX("' + "a" * size + '", "(a*)*b{1000}") AS ?x) {}',
        "SELECT * { " + wide + " } ORDER BY ?a",
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
        'SELECT (GROUP_CONCAT(?x; separator="") AS ?y) { ' + wide + " BIND(CONCAT(STR(?a), STR(?b)) AS ?x) }",
        "CONSTRUCT { ?a ?b ?c . ?f ?e ?d } { ?a ?b ?c . ?d ?e ?f }",
        "#" * (1_000_000 + size),
    )
    return _ask(draw, draw.choice(texts))


def _updates(draw: random.Random, server: Server) -> bytes:
    update = draw.choice(
        (
            "DROP ALL", "CLEAR DEFAULT", "CREATE GRAPH <a:g>", "MOVE DEFAULT TO <a:g>",
            "INSERT DATA { <a:b> <a:c> 1 }", "INSERT DATA { GRAPH <a:g> { <a:b> <a:c> 1 } }",
            "DELETE WHERE { ?s ?p ?o }", "DELETE { ?s ?p ?o } INSERT { ?o ?p ?s } WHERE { ?s ?p ?o }",
            f"LOAD <{draw.choice(server.reach)}>", f"LOAD SILENT <{draw.choice(server.reach)}> INTO GRAPH <a:g>",
            "SELECT * {} ; DROP ALL", "# \rDROP ALL", "\\u0044ROP ALL",
        )
    )  # fmt: skip
    if draw.random() < 0.5:
        return _ask(draw, update)
    if draw.random() < 0.5:
        return _post(update.encode(), _UPDATE)
    return _post(f"{draw.choice(('update', 'Update', 'query'))}={quote(update)}".encode(), _FORM)


def _reaching(draw: random.Random, server: Server) -> bytes:
    address = draw.choice(server.reach)
    texts = (
        f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVICE SILENT <{address}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ BIND(<{address}> AS ?x) SERVICE ?x {{ ?s ?p ?o }} }}",
        f"SELECT * {{ {{}} #\rSERVICE <{address}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ \\u0053ERVICE <{address}> {{ ?s ?p ?o }} }}",
        f"SELECT * FROM <{address}> {{ ?s ?p ?o }}",
        f"SELECT * FROM NAMED <{address}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        f"SELECT * {{ GRAPH <{address}> {{ ?s ?p ?o }} }}",
        f"BASE <{address}> DESCRIBE <>",
        f"PREFIX SERVICE: <{address}> SELECT * {{ SERVICE: ?p ?o . SERVICE SERVICE: {{}} }}",
    )
    fields = ("default-graph-uri", "named-graph-uri", "using-graph-uri", "query", "format", "callback")
    if draw.random() < 0.2:
        return _get(f"/sparql?query={quote('ASK {}')}&{draw.choice(fields)}={quote(address)}")
    return _ask(draw, draw.choice(texts))


def _paths(draw: random.Random, server: Server) -> bytes:
    up = draw.choice(("../", "..%2f", "%2e%2e/", "..\\", "....//", "%c0%ae%c0%ae/", "/", "./")) * draw.randrange(1, 12)
    start = draw.choice(
        ("/", "/sparql/", "/.well-known/", "/static/", "//", "file://", "http://127.0.0.1/", "/%00", "")
    )
    end = draw.choice(
        (str(server.bait).lstrip("/"), "bait.ttl", "etc/passwd", "settings.json", "store/CURRENT", "x" * 70_000)
    )
    tail = draw.choice(
        ("", "?", "?query=" + quote("ASK {}"), "?query=%ff", "#x", "?" + "a=b&" * draw.randrange(500), "%00")
    )
    return _get(start + up + end + tail)


Maker = Callable[[random.Random, Server], bytes]
KINDS: dict[str, tuple[float, Maker]] = {  # the rare one may cost its whole second, and the worker a new start
    "noise": (1, _noise), "headers": (1, _headers), "body": (1, _body), "words": (2, _words), "mangled": (2, _mangled),
    "huge": (0.3, _huge), "updates": (1, _updates), "reaching": (1, _reaching), "paths": (1, _paths),
}  # fmt: skip


def _text(draw: random.Random, size: int) -> str:
    return "".join(draw.choices(_LETTERS, k=draw.randrange(size)))


def _ask(draw: random.Random, text: str) -> bytes:
    """The text as a query, by one of the ways of the protocol."""
    ways = (
        lambda: _get("/sparql?query=" + quote(text)),
        lambda: _post(text.encode(), _QUERY),
        lambda: _post(b"query=" + quote(text).encode(), _FORM),
    )
    return ways[draw.randrange(1 if len(text) > 10_000 else 0, 3)]()


def _get(target: str) -> bytes:
    return f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode()


def _post(body: bytes, kind: str) -> bytes:
    head = "POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
    return f"{head}Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
