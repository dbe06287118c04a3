"""What the SPARQL 1.1 Protocol asks of a server: the request read, the format of the answer chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs

from starlette.requests import Request

from kg.errors import BadInput
from kg.store import Table
from kg.views import results

MAX_REQUEST = 1_000_000  # bytes of a body

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
ASK_FORMATS = {name: writer for name, writer in RESULT_FORMATS.items() if not name.startswith("text/")}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks for: at most one of a query and an update."""

    query: str | None = None
    update: str | None = None


async def read(request: Request) -> Asked:
    """The query or update of a request, by any of the ways of the protocol. Raises BadInput on what is refused."""
    fields = _fields(request.url.query)
    direct: dict[str, str] = {}
    if request.method == "POST":
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        text = await _body(request)
        if kind in ("application/sparql-query", "application/sparql-update"):
            direct[kind.rpartition("-")[2]] = text
        elif kind == "application/x-www-form-urlencoded":
            for name, values in _fields(text).items():
                fields.setdefault(name, []).extend(values)
        else:
            raise BadInput(f"cannot read {kind or 'a body without a type'}: send application/sparql-query or a form")
    for refused in ("default-graph-uri", "named-graph-uri", "using-graph-uri", "using-named-graph-uri"):
        if refused in fields:
            raise BadInput(f"{refused} is refused: the endpoint has one data set; use GRAPH or FROM")
    asked = {name: [direct[name]] if name in direct else fields.get(name, []) for name in ("query", "update")}
    if sum(map(len, asked.values())) > 1:
        raise BadInput("send one query or one update at a time")
    if asked["update"] and request.method != "POST":
        raise BadInput("an update is sent by POST")
    return Asked(*(next(iter(values), None) for values in asked.values()))


def accepted(header: str, formats: Iterable[str]) -> str | None:
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


def _fields(encoded: str) -> dict[str, list[str]]:
    try:
        return parse_qs(encoded, keep_blank_values=True, errors="strict", max_num_fields=100)
    except ValueError as error:
        raise BadInput("the fields of the request are too many, or not in UTF-8") from error


async def _body(request: Request) -> str:
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > MAX_REQUEST:
            raise BadInput(f"the request is longer than {MAX_REQUEST} bytes")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadInput("the request is not in UTF-8") from error
