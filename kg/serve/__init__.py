"""A SPARQL 1.1 endpoint over a store, read-only unless it is asked to take updates.

``/sparql`` follows the SPARQL 1.1 Protocol, and describes itself where it is sent no query; ``/.well-known/void`` says
what the graph holds; ``/`` is a page to ask by; ``/explore`` draws the graph, one neighbourhood at a time. Data sets
named by the request, SERVICE and LOAD are refused: queries see the one graph that was built, and nothing here reaches
for the network or for files.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from kg import queries
from kg.errors import BadInput, OutOfBounds
from kg.ids import RESOURCE
from kg.pipeline import TITLE
from kg.serve import describe, page, protocol
from kg.serve.protocol import ASK_FORMATS, RESULT_FORMATS, Writer
from kg.store import Store
from kg.views import about, html, neighbourhood, results, turtle

ROWS = 100_000  # of an answer, unless said otherwise
LOCAL = ("127.0.0.1", "localhost", "[::1]")


def application(
    store: Store, *, base: str = RESOURCE, rows: int = ROWS, updates: bool = False, origin: str | None = None
) -> Starlette:
    """The endpoint as an ASGI application. ``base`` is that of the resources, for prefixes in Turtle.

    An answer has at most ``rows`` rows; where there were more, the header ``X-Rows-Left-Out`` says so. ``updates``
    takes SPARQL Update. ``origin`` lets the scripts of that site (or of any, ``*``) ask from a browser.
    """

    graph_formats: Mapping[str, Writer] = {
        "text/turtle": lambda table: "".join(turtle.turtle(results.triples(table), base=base)),
        "application/n-triples": results.to_ntriples,
    }
    formats = {"select": RESULT_FORMATS, "ask": ASK_FORMATS, "construct": graph_formats}

    def answer(query: str, accept: str) -> Response:
        table = store.query(queries.with_prefixes(query), limit=rows)
        writers: Mapping[str, Writer] = {**formats[table.form], "text/html": lambda table: page.answer(table, query)}
        media_type = protocol.accepted(accept, writers)
        if media_type is None:
            return _refused(f"this answer can be had as: {', '.join(writers)}", 406)
        headers = {"Vary": "Accept"} | ({} if table.complete else {"X-Rows-Left-Out": "true"})
        return Response(writers[media_type](table), media_type=f"{media_type}; charset=utf-8", headers=headers)

    async def sparql(request: Request) -> Response:
        try:
            asked = await protocol.read(request)
            if asked.update is not None:
                return await change(request, asked.update)
            if asked.query is None:
                if request.method == "POST":
                    raise BadInput("send a query: ?query=… or a body of application/sparql-query")
                return _turtle(describe.service(str(request.base_url), updates=updates), base)
            return await run_in_threadpool(answer, asked.query, request.headers.get("accept", "*/*"))
        except OutOfBounds as error:
            return _refused(str(error), 503)
        except BadInput as error:
            return _refused(str(error), 400)

    async def change(request: Request, update: str) -> Response:
        if not updates:
            raise BadInput("update is refused: the endpoint is read-only")
        # A form on any page of the web may post to this machine; browsers then say where it stands.
        if request.headers.get("origin", origin or "") not in (origin or "", str(request.base_url).rstrip("/")):
            return _refused("update is refused: it comes from another site", 403)
        await run_in_threadpool(store.update, queries.with_prefixes(update))
        return Response(status_code=204)

    async def void(request: Request) -> Response:
        try:
            return _turtle(await run_in_threadpool(describe.dataset, store, str(request.base_url)), base)
        except OutOfBounds as error:
            return _refused(str(error), 503)

    async def form(_: Request) -> Response:
        return HTMLResponse(page.form())

    def drawn(actor: str | None) -> Response:
        graph = neighbourhood.around(store, actor, limit=html.LIMIT, base=base)
        offices = {iri: {"offices": held, "names": []} for iri, held in about.offices(store, list(graph)).items()}
        return HTMLResponse(html.page(graph, title=TITLE, about=offices, explore="explore"))

    async def explore(request: Request) -> Response:
        actor, name = request.query_params.get("actor"), request.query_params.get("find")
        try:
            if name is not None:
                found = await run_in_threadpool(neighbourhood.find, store, name)
                if found is None:
                    return _refused(f"nobody in the graph is called {name}", 404)
                return RedirectResponse(f"explore?{urlencode({'actor': found})}#{urlencode({'actor': found})}", 303)
            if actor is not None and not await run_in_threadpool(neighbourhood.known, store, actor):
                return _refused(f"the graph knows no {actor}", 404)
            return await run_in_threadpool(drawn, actor)
        except OutOfBounds as error:
            return _refused(str(error), 503)

    cors = Middleware(
        CORSMiddleware,
        allow_origins=[origin or ""],
        allow_methods=["GET", "POST"],
        allow_headers=["Content-Type"],
        expose_headers=["X-Rows-Left-Out"],
    )
    return Starlette(
        routes=[
            Route("/", form, methods=["GET"]),
            Route("/explore", explore, methods=["GET"]),
            Route("/sparql", sparql, methods=["GET", "POST"]),
            Route("/.well-known/void", void, methods=["GET"]),
        ],
        middleware=[cors] if origin else [],
    )


def run(app: Starlette, port: int, *, host: str = "127.0.0.1") -> None:
    """Serve until interrupted. Reachable from this machine alone unless ``host`` says otherwise."""
    if host in LOCAL:
        # Another site's name that is made to mean this machine would let its scripts read the graph.
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(LOCAL))
    uvicorn.run(app, host=host, port=port, log_level="warning")


def _turtle(triples: list[turtle.Triple], base: str) -> Response:
    return Response("".join(turtle.turtle(triples, base=base)), media_type="text/turtle; charset=utf-8")


def _refused(message: str, status: int) -> Response:
    return PlainTextResponse(" ".join(message.split()) + "\n", status)
