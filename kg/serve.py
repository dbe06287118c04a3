"""A SPARQL 1.1 endpoint over a store: read-only, GET and POST, formats by the Accept header.

``/sparql`` follows the SPARQL 1.1 Protocol; ``/`` is a plain page to type a query into. Update, and data sets named by
the request, are refused: the queries see the one graph that was built.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from urllib.parse import parse_qs

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from kg import queries
from kg.errors import BadInput
from kg.ids import RESOURCE
from kg.store import Store, Table
from kg.views import results, turtle

MAX_QUERY = 1_000_000  # bytes of a request's body

Writer = Callable[[Table], str]

# Where the client likes several alike, it gets the first.
RESULT_FORMATS: Mapping[str, Writer] = {
    "application/sparql-results+json": results.to_json,
    "application/json": results.to_json,
    "application/sparql-results+xml": results.to_xml,
    "application/xml": results.to_xml,
    "text/csv": results.to_csv,
    "text/tab-separated-values": results.to_tsv,
}
_ASK_FORMATS = {name: writer for name, writer in RESULT_FORMATS.items() if not name.startswith("text/")}


def application(store: Store, *, base: str = RESOURCE) -> Starlette:
    """The endpoint as an ASGI application. ``base`` is that of the resources, for prefixes in Turtle."""

    graph_formats: Mapping[str, Writer] = {
        "text/turtle": lambda table: "".join(turtle.turtle(results.triples(table), base=base)),
        "application/n-triples": results.to_ntriples,
    }

    async def sparql(request: Request) -> Response:
        try:
            query = await _query(request)
        except BadInput as error:
            return PlainTextResponse(f"{error}\n", 400)
        if query is None:
            return PlainTextResponse("send a query: ?query=… or a body of application/sparql-query\n", 400)
        try:
            table = await run_in_threadpool(store.query, queries.with_prefixes(query))
        except BadInput as error:
            return PlainTextResponse(f"{error}\n", 400)
        formats = {"select": RESULT_FORMATS, "ask": _ASK_FORMATS, "construct": graph_formats}[table.form]
        media_type = accepted(request.headers.get("accept", "*/*"), formats)
        if media_type is None:
            return PlainTextResponse(f"this answer can be had as: {', '.join(formats)}\n", 406)
        return Response(
            formats[media_type](table), media_type=f"{media_type}; charset=utf-8", headers={"Vary": "Accept"}
        )

    async def page(_: Request) -> Response:
        return HTMLResponse(_page())

    return Starlette(
        routes=[Route("/", page, methods=["GET"]), Route("/sparql", sparql, methods=["GET", "POST"])],
    )


def run(store: Store, port: int, *, host: str = "127.0.0.1", base: str = RESOURCE) -> None:
    """Serve until interrupted. Reachable from this machine alone unless ``host`` says otherwise."""
    uvicorn.run(application(store, base=base), host=host, port=port, log_level="warning")


def accepted(header: str, formats: Mapping[str, Writer]) -> str | None:
    """The format that an Accept header likes best, the first of equals; None where it takes none of them."""
    liked: list[tuple[float, str]] = []
    for part in header.split(","):
        media_range, *parameters = [piece.strip().lower() for piece in part.split(";")]
        quality = next((piece[2:] for piece in parameters if piece.startswith("q=")), "1")
        try:
            liked.append((float(quality), media_range))
        except ValueError:
            continue

    def score(media_type: str) -> float:
        # The most specific range that fits decides, as RFC 9110 has it.
        for wanted in (media_type, media_type.partition("/")[0] + "/*", "*/*"):
            for quality, media_range in liked:
                if media_range == wanted:
                    return quality
        return 0.0

    best = max(formats, key=score)  # max keeps the first of equals
    return best if score(best) > 0 else None


async def _query(request: Request) -> str | None:
    """The query of a request by any of the three ways of the protocol. Raises BadInput on what is refused."""
    fields = parse_qs(request.url.query)
    query = None
    if request.method == "POST":
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        body = b""
        async for piece in request.stream():
            body += piece
            if len(body) > MAX_QUERY:
                raise BadInput(f"the request is longer than {MAX_QUERY} bytes")
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError as error:
            raise BadInput("the request is not in UTF-8") from error
        if kind == "application/sparql-query":
            query = text
        elif kind == "application/x-www-form-urlencoded":
            fields |= parse_qs(text)
        else:
            raise BadInput(f"cannot read {kind or 'a body without a type'}: send application/sparql-query or a form")
    for refused in ("update", "default-graph-uri", "named-graph-uri"):
        if refused in fields:
            raise BadInput(f"{refused} is refused: the endpoint is read-only and has one data set; use GRAPH or FROM")
    return query if query is not None else next(iter(fields.get("query", [])), None)


def _page() -> str:
    """A form that needs no script, with a link for each competency query."""
    rows = []
    for name in queries.names():
        query = queries.load(name)
        rows.append(
            f"<details><summary>{html.escape(query.question_ar)} <bdi>{html.escape(query.question_en)}</bdi></summary>"
            f'<form action="sparql"><textarea name="query" dir="ltr" rows="14">{html.escape(query.text)}</textarea>'
            "<button>اسأل</button></form></details>"
        )
    example = "SELECT DISTINCT ?event ?actor WHERE { ?event dip:actor ?actor } LIMIT 20"
    return f"""<!doctype html>
<html lang="ar" dir="rtl"><meta charset="utf-8"><title>diplomatic-kg</title>
<style>body{{font-family:sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}}textarea{{width:100%}}
bdi{{color:#666}}</style>
<h1>استعلام عن العلاقات الدبلوماسية</h1>
<form action="sparql"><textarea name="query" dir="ltr" rows="8">{html.escape(example)}</textarea>
<button>اسأل</button></form>
{"".join(rows)}
</html>
"""
