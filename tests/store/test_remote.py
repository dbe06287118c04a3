"""How a store on a server is talked to; that it does what every store does is in test_contract.py."""

from __future__ import annotations

from collections.abc import Iterator

import httpx2
import pytest

from kg.errors import BadInput, OutOfBounds
from kg.records import Literal, Quad
from kg.store.remote import BATCH, RemoteStore

G, S, P = "http://example.org/g", "http://example.org/s", "http://example.org/p"
YES = httpx2.Response(200, json={"head": {}, "boolean": True})

Answer = httpx2.Response | Exception


class Server:
    """Gives one answer after the other, and keeps what it was sent."""

    def __init__(self, *answers: Answer) -> None:
        self._answers: Iterator[Answer] = iter(answers)
        self.requests: list[httpx2.Request] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        request.read()
        self.requests.append(request)
        answer = next(self._answers)
        if isinstance(answer, Exception):
            raise answer
        return answer


def store(server: Server, url: str = "http://127.0.0.1:7878", **options: object) -> RemoteStore:
    return RemoteStore(url, pause=0, transport=httpx2.MockTransport(server), **options)  # type: ignore[arg-type]


def test_what_was_not_delivered_is_sent_again() -> None:
    server = Server(httpx2.ConnectError("no"), httpx2.Response(503, headers={"Retry-After": "0"}), YES)
    assert store(server).query("ASK {}").plain() == [["true"]]
    assert len(server.requests) == 3


def test_it_gives_up_in_the_end() -> None:
    with pytest.raises(OutOfBounds, match="is the server running"):
        store(Server(*[httpx2.ConnectError("no")] * 3), tries=3).query("ASK {}")
    with pytest.raises(OutOfBounds, match="busy"):
        store(Server(*[httpx2.Response(429)] * 2), tries=2).query("ASK {}")


def test_an_update_that_may_have_been_done_is_not_done_twice() -> None:
    server = Server(httpx2.ReadTimeout("late"), httpx2.Response(204))
    with pytest.raises(OutOfBounds):
        store(server).update("INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }")
    assert len(server.requests) == 1
    server = Server(httpx2.ReadTimeout("late"), httpx2.Response(204))
    store(server).replace_graph(G, [])  # the same twice as once
    assert len(server.requests) == 2


def test_a_graph_goes_over_in_one_request_and_in_batches() -> None:
    server = Server(httpx2.Response(204))
    store(server).replace_graph(G, [Quad(S, P, Literal(str(n)), G) for n in range(2 * BATCH + 1)])
    (request,) = server.requests
    assert request.url == "http://127.0.0.1:7878/update"
    text = request.content.decode()
    assert text.startswith(f"DROP SILENT GRAPH <{G}>") and text.count("INSERT DATA") == 3


@pytest.mark.parametrize(
    ("options", "header"),
    [({"user": "u", "password": "p"}, "Basic dTpw"), ({"token": "t"}, "Bearer t"), ({}, None)],
)
def test_who_asks(options: dict[str, str], header: str | None) -> None:
    server = Server(YES)
    store(server, **options).query("ASK {}")
    assert server.requests[0].headers.get("Authorization") == header


def test_who_asks_may_stand_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE_USER", "u")
    monkeypatch.setenv("KG_STORE_PASSWORD", "p")
    server = Server(YES)
    store(server).query("ASK {}")
    assert server.requests[0].headers["Authorization"] == "Basic dTpw"


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("http://127.0.0.1:7878/", "http://127.0.0.1:7878/query"),
        ("fuseki+http://127.0.0.1:3030/kg", "http://127.0.0.1:3030/kg/query"),
        ("virtuoso+http://127.0.0.1:8890", "http://127.0.0.1:8890/sparql"),
    ],
)
def test_addresses(url: str, asked: str) -> None:
    server = Server(YES)
    store(server, url).query("ASK {}")
    assert server.requests[0].url == asked


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("other+http://127.0.0.1/", "there are: oxigraph"),
        ("ftp://127.0.0.1/", "no address"),
        ("http://user:secret@127.0.0.1/", "KG_STORE_USER"),
    ],
)
def test_addresses_that_are_none(url: str, message: str) -> None:
    with pytest.raises(BadInput, match=message) as caught:
        RemoteStore(url)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(("status", "message"), [(401, "KG_STORE_USER"), (400, "parsed"), (500, "answers 500: oh no")])
def test_what_a_server_refuses(status: int, message: str) -> None:
    with pytest.raises(BadInput, match=message):
        store(Server(httpx2.Response(status, text="oh\nno"))).query("ASK {}")
