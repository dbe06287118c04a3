"""What a person sees: a page to ask by, and the answer as a table. No script, nothing from the network."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from kg import queries
from kg.records import Literal
from kg.store import Table
from kg.terms import Term

_PAGES = Environment(
    loader=PackageLoader("kg.serve"),
    autoescape=select_autoescape(),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_EXAMPLE = "SELECT DISTINCT ?event ?actor WHERE { ?event dip:actor ?actor } LIMIT 20"


@cache
def form() -> str:
    """The page to ask by: a field, and in both languages the questions that need no other endpoint."""
    named = [query for query in map(queries.load, queries.names()) if not query.endpoints]
    return _PAGES.get_template("form.html").render(example=_EXAMPLE, queries=named)


def answer(table: Table, query: str) -> str:
    """The answer as a table under its query, to be changed and asked again."""
    rows = [[_cell(cell) for cell in row] for row in table.rows]
    return _PAGES.get_template("answer.html").render(query=query, table=table, rows=rows)


def _cell(term: Term | None) -> dict[str, str]:
    """Text, direction and, for what can be followed, the address of a cell."""
    if isinstance(term, Literal):
        return {"text": term.value, "language": term.language, "href": ""}
    iri = term or ""
    return {"text": iri, "language": "", "href": iri if iri.startswith(("http://", "https://")) else ""}
