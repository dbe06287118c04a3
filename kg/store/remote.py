"""A store on another machine: any server of SPARQL 1.1, by its Query, Update and Graph Store protocols.

A graph is replaced by one update request, which a server carries out all or nothing. Statements go over the wire in
N-Triples, a batch an operation, for servers bound how long one operation may be.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import httpx2
import pyoxigraph

from kg.errors import BadInput, OutOfBounds
from kg.records import Quad
from kg.store import Table, answering, checked, refuse, uses
from kg.store.oxigraph import boolean, table
from kg.terms import from_oxigraph, ntriples, quad_order

BATCH = 1000  # statements of one INSERT DATA
_BINDINGS, _TRIPLES = "application/sparql-results+json", "application/n-triples"
_BUSY = (429, 502, 503, 504)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a server has its protocols, relative to its address, and how it knows who asks."""

    query: str
    update: str
    graphs: str  # the Graph Store protocol
    union: Mapping[str, str]  # what asks for the union of all graphs, where it is not what one gets anyway
    auth: Callable[[str, str], httpx2.Auth] = httpx2.BasicAuth


LAYOUTS: Mapping[str, Layout] = {
    "oxigraph": Layout("/query", "/update", "/store", {"union-default-graph": "true"}),
    "fuseki": Layout("/query", "/update", "/data", {"default-graph-uri": "urn:x-arq:UnionGraph"}),
    "virtuoso": Layout("/sparql", "/sparql-auth", "/sparql-graph-crud-auth", {}, httpx2.DigestAuth),
    "endpoint": Layout("", "", "", {}),  # one address for all, most often to be read only
}


class RemoteStore:
    """The server at an address: ``http://127.0.0.1:7878`` (as Oxigraph has it) or ``virtuoso+https://example.org/``.

    The word before the plus is a key of :data:`LAYOUTS`. ``user`` and ``password``, or a bearer ``token``, are taken
    from KG_STORE_USER, KG_STORE_PASSWORD and KG_STORE_TOKEN where they are not given. ``within`` names the beginnings
    of the graphs that are ours, for a server may hold others; without it all are. A request that cannot be delivered
    is tried ``tries`` times, after ``pause`` seconds and twice as long each time.
    """

    def __init__(
        self,
        url: str,
        *,
        user: str | None = None,
        password: str | None = None,
        token: str | None = None,
        within: tuple[str, ...] = (),
        seconds: float = 60,
        tries: int = 5,
        pause: float = 0.5,
        transport: httpx2.BaseTransport | None = None,
    ) -> None:
        self._root, self._layout = _address(url)
        user = user or os.environ.get("KG_STORE_USER")
        token = token or os.environ.get("KG_STORE_TOKEN")
        self._within, self._tries, self._pause = within, tries, pause
        self._client = httpx2.Client(
            auth=self._layout.auth(user, password or os.environ.get("KG_STORE_PASSWORD", "")) if user else None,
            headers={"User-Agent": "diplomatic-kg", **({"Authorization": f"Bearer {token}"} if token else {})},
            timeout=seconds,
            transport=transport,
        )

    def replace_graph(self, graph: str, quads: Iterable[Quad]) -> None:
        operations = [f"DROP SILENT GRAPH <{graph}>"]
        statements = checked(graph, quads)
        for start in range(0, len(statements), BATCH):
            batch = statements[start : start + BATCH]
            triples = "\n".join(f"<{q.subject}> <{q.predicate}> {ntriples(q.object)} ." for q in batch)
            operations.append(f"INSERT DATA {{ GRAPH <{graph}> {{\n{triples}\n}} }}")
        self._update(" ;\n".join(operations), again=True)

    def load(self, graphs: Iterable[tuple[str, Iterable[Quad]]]) -> None:
        for graph, quads in graphs:
            self.replace_graph(graph, quads)

    def drop_graph(self, graph: str) -> None:
        self._update(f"DROP SILENT GRAPH <{graph}>", again=True)

    def graphs(self) -> list[str]:
        found = self._query("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }").plain()
        return sorted(graph for (graph,) in found if graph.startswith(self._within or ""))

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        for name in self.graphs() if graph is None else [graph]:
            yield from sorted(self._graph(name), key=quad_order)

    def query(self, sparql: str, *, limit: int | None = None) -> Table:
        refuse(sparql)
        return self._query(sparql, limit=limit, union=not uses(sparql, "FROM"))

    def update(self, sparql: str) -> None:
        refuse(sparql, update=True)
        self._update(sparql, again=False)

    def __len__(self) -> int:
        counted = self._query("SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g").plain()
        return sum(int(number) for graph, number in counted if graph.startswith(self._within or ""))

    def close(self) -> None:
        self._client.close()

    def _query(self, sparql: str, *, limit: int | None = None, union: bool = False) -> Table:
        with answering():  # servers tell of mistakes in ways of their own
            form = pyoxigraph.Store().query(sparql)
        triples = isinstance(form, pyoxigraph.QueryTriples)
        data: dict[str, str | list[str]] = {"query": sparql, **(self._layout.union if union else {})}
        if union and self._within and not self._layout.union:
            data |= dict.fromkeys(("default-graph-uri", "named-graph-uri"), self.graphs())
        headers = {"Accept": _TRIPLES if triples else _BINDINGS}
        body = self._send("POST", self._layout.query, data=data, headers=headers).content
        with answering():
            if triples:
                return table(pyoxigraph.parse(body, format=pyoxigraph.RdfFormat.N_TRIPLES), limit)
            found = table(pyoxigraph.parse_query_results(body, format=pyoxigraph.QueryResultsFormat.JSON), limit)
        if isinstance(form, pyoxigraph.QueryBoolean) and found.form != "ask":  # Virtuoso: a row with 0 or 1
            return Table(("ask",), ((boolean(found.plain() == [["1"]]),),), "ask")
        return found

    def _update(self, sparql: str, *, again: bool) -> None:
        headers = {"Content-Type": "application/sparql-update"}
        self._send("POST", self._layout.update, content=sparql.encode(), headers=headers, again=again)

    def _graph(self, name: str) -> Iterator[Quad]:
        headers = {"Accept": _TRIPLES}
        response = self._send("GET", self._layout.graphs, params={"graph": name}, headers=headers)
        if response.status_code != 404:
            for triple in pyoxigraph.parse(response.content, format=pyoxigraph.RdfFormat.N_TRIPLES):
                subject, object_ = from_oxigraph(triple.subject), from_oxigraph(triple.object)
                yield Quad(str(subject), triple.predicate.value, object_, name)

    def _send(self, method: str, path: str, *, again: bool = True, **request: object) -> httpx2.Response:
        """The answer of the server. ``again`` says that doing it twice is the same as doing it once."""
        url = self._root + path
        for attempt in range(1, self._tries + 1):
            wait = self._pause * 2 ** (attempt - 1)
            try:
                response = self._client.request(method, url, **request)  # type: ignore[arg-type]
            except httpx2.TransportError as error:
                if attempt == self._tries or not (again or isinstance(error, httpx2.ConnectError)):
                    raise OutOfBounds(f"{url}: no answer ({error}); is the server running?") from error
            else:
                if response.status_code not in _BUSY:
                    return _checked(response, url)
                if attempt == self._tries:
                    raise OutOfBounds(f"{url}: the server is busy ({response.status_code}); ask again later")
                after = response.headers.get("retry-after", "")
                wait = float(after) if after.isdecimal() else wait
            time.sleep(wait)
        raise AssertionError("tries is at least 1")


def _address(url: str) -> tuple[str, Layout]:
    """The address of the server, without a slash at its end, and its layout. Raises BadInput on what is neither."""
    name, plus, rest = url.partition("+")
    name, rest = (name, rest) if plus and "/" not in name else ("oxigraph", url)
    if name not in LAYOUTS:
        raise BadInput(f"{url}: no server is known as {name!r}; there are: {', '.join(LAYOUTS)}")
    address = httpx2.URL(rest)
    if address.scheme not in ("http", "https") or not address.host:
        raise BadInput(f"{url}: no address of a server; write it as http://HOST:PORT/ or {name}+https://HOST/PATH/")
    if address.userinfo:
        raise BadInput(f"{address.host}: give the name and password in KG_STORE_USER and KG_STORE_PASSWORD")
    return str(address).rstrip("/"), LAYOUTS[name]


def _checked(response: httpx2.Response, url: str) -> httpx2.Response:
    if response.is_success or (response.status_code == 404 and response.request.method == "GET"):
        return response
    reason = " ".join(response.text.split())[:200]
    if response.status_code in (401, 403):
        raise BadInput(f"{url}: the server does not let us in; set KG_STORE_USER and KG_STORE_PASSWORD, or the token")
    if response.status_code == 400:
        raise BadInput(f"the query cannot be parsed or answered: {reason}")
    raise BadInput(f"{url}: the server answers {response.status_code}: {reason}")
