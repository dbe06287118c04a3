"""Questions that need another endpoint too, such as Wikidata's.

A SERVICE clause hands an endpoint its whole pattern, and the endpoint answers for all the world. So a query file says
in a line ``# lookup NAME: SELECT …`` which values of the graph the pattern is asked for; they take the place of
``VALUES ?NAME { UNDEF }`` in the clause, and what comes back takes the place of the clause. The store itself never
reaches for the network, and an endpoint is asked only where the caller names it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import closing

from kg.errors import BadInput, BadSeed
from kg.store import Store, Table
from kg.terms import Term, ntriples

BATCH = 200  # values of one request
_SERVICE = re.compile(r"SERVICE\s+<([^<>\s]+)>\s*(?=\{)", re.IGNORECASE)

Ask = Callable[[str, str], Table]  # address, query


def over_http(url: str, sparql: str) -> Table:
    """What the endpoint at ``url`` answers."""
    from kg.store.remote import RemoteStore

    with closing(RemoteStore(f"endpoint+{url}")) as endpoint:
        return endpoint.query(sparql)


def endpoints(text: str) -> list[str]:
    """The endpoints that a query asks, in the order of its clauses."""
    return _SERVICE.findall(text)


def resolve(
    store: Store, text: str, lookups: Mapping[str, str], services: Mapping[str, str], *, ask: Ask = over_http
) -> str:
    """The query with the answers of the endpoints in place of its SERVICE clauses.

    ``lookups`` maps a variable to the SELECT that gives its values; ``services`` an endpoint that may be asked to the
    address where it is (itself, a mirror, a stand-in). Raises BadInput where an endpoint may not be asked.
    """
    prologue = "\n".join(line for line in text.splitlines() if line.startswith("PREFIX "))
    while found := _SERVICE.search(text):
        if found[1] not in services:
            raise BadInput(f"this asks {found[1]}: allow it with --service {found[1]}")
        end = _closing(text, found.end())
        pattern = text[found.end() + 1 : end]
        slots = [name for name in lookups if _slot(name) in pattern]
        if len(slots) != 1:
            raise BadSeed(f"a SERVICE clause needs one VALUES slot with a lookup: {pattern.strip()}")
        values = [row[0] for row in store.query(f"{prologue}\n{lookups[slots[0]]}").rows if row[0] is not None]
        columns: tuple[str, ...] = (slots[0],)
        rows: list[tuple[Term | None, ...]] = []
        for start in range(0, len(values), BATCH):
            block = " ".join(map(ntriples, values[start : start + BATCH]))
            batch = pattern.replace(_slot(slots[0]), f"VALUES ?{slots[0]} {{ {block} }}")
            table = ask(services[found[1]], f"{prologue}\nSELECT DISTINCT * WHERE {{{batch}}}")
            columns, rows = table.columns, rows + list(table.rows)
        text = text[: found.start()] + _values(columns, rows) + text[end + 1 :]
    return text


def _values(columns: tuple[str, ...], rows: list[tuple[Term | None, ...]]) -> str:
    lines = [" ".join("UNDEF" if cell is None else ntriples(cell) for cell in row) for row in rows]
    return f"VALUES ({' '.join(f'?{column}' for column in columns)}) {{ {' '.join(f'({line})' for line in lines)} }}"


def _slot(name: str) -> str:
    return f"VALUES ?{name} {{ UNDEF }}"


def _closing(text: str, begin: int) -> int:
    """The offset of the brace that closes the one at ``begin``; files have no braces in texts there."""
    depth = 0
    for offset in range(begin, len(text)):
        depth += {"{": 1, "}": -1}.get(text[offset], 0)
        if depth == 0:
            return offset
    raise BadInput("the query cannot be parsed: a brace is not closed")
