"""Competency queries: questions to the graph, one ``.rq`` file each.

A file begins with comments: ``# ar:`` and ``# en:`` give the question, ``# parameter NAME KIND: meaning`` a value that
may be set, ``# lookup NAME: SELECT …`` the values that another endpoint is asked about (:mod:`kg.federation`). In the
body either is ``VALUES ?NAME { UNDEF }``, so the file is valid SPARQL as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from kg import federation
from kg.errors import BadInput, BadSeed
from kg.namespaces import VOCABULARIES, XSD
from kg.ontology import folder
from kg.records import Literal
from kg.store import Store, Table
from kg.terms import ntriples

_HEADER = re.compile(
    r"# (?:(?P<language>ar|en)|parameter (?P<name>\w+) (?P<kind>\w+)|lookup (?P<lookup>\w+)): (?P<text>.+)"
)
_NAME = re.compile(r"[\w.-]+")


def _iri(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]+", value):
        raise ValueError("expected an IRI")
    return f"<{value}>"


def _date(value: str) -> str:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise ValueError("expected a day such as 2021-03-15")
    return ntriples(Literal(value, datatype=XSD + "date"))


KINDS: Mapping[str, Callable[[str], str]] = {
    "iri": _iri,
    "date": _date,
    "text": lambda value: ntriples(Literal(value)),
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a query can be given; ``kind`` is a key of :data:`KINDS`."""

    name: str
    kind: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Query:
    """A competency query."""

    name: str
    question_ar: str
    question_en: str
    parameters: tuple[Parameter, ...]
    text: str
    lookups: tuple[tuple[str, str], ...] = ()  # variable and the SELECT that gives its values

    @property
    def endpoints(self) -> list[str]:
        """The other endpoints that it asks."""
        return federation.endpoints(self.text)


def names() -> list[str]:
    """The names of the competency queries, sorted."""
    return sorted(path.stem for path in (folder() / "queries").glob("*.rq"))


@cache
def load(name: str) -> Query:
    """The query of a name. Raises BadInput where there is none, BadSeed where its header is incomplete."""
    if name not in names():
        raise BadInput(f"no query is named {name!r}; there are: {', '.join(names())}")
    path = folder() / "queries" / f"{name}.rq"
    text = path.read_text(encoding="utf-8")
    questions: dict[str, str] = {}
    parameters, lookups = [], []
    for line in text.splitlines():
        header = _HEADER.fullmatch(line)
        if header and header["language"]:
            questions[header["language"]] = header["text"]
        elif header and header["lookup"]:
            lookups.append((header["lookup"], header["text"]))
        elif header:
            if header["kind"] not in KINDS or not _slot(header["name"]).search(text):
                raise BadSeed(f"{path}: parameter {header['name']!r} has no VALUES slot, or its kind is unknown")
            parameters.append(Parameter(header["name"], header["kind"], header["text"]))
    if len(questions) < 2:
        raise BadSeed(f"{path}: begin with '# ar: QUESTION' and '# en: QUESTION'")
    return Query(name, questions["ar"], questions["en"], tuple(parameters), text, tuple(lookups))


def run(
    store: Store, query: str, *, parameters: Mapping[str, str] | None = None, services: Mapping[str, str] | None = None
) -> Table:
    """Ask a competency query by name, or SPARQL as text.

    ``services`` maps another endpoint that a competency query may ask to the address where it is; without it none is.

    The usual prefixes need no declaration in a text. A query without ``GRAPH`` sees all graphs at once, and a
    statement that two documents share may count twice there: write DISTINCT. Raises BadInput on an unknown name or
    parameter, a value of the wrong kind, and SPARQL that the store cannot parse.
    """
    values = dict(parameters or {})
    if not _NAME.fullmatch(query.strip()):
        if values:
            raise BadInput("a query given as text takes no parameters: write the values into it")
        return store.query(with_prefixes(query))
    named = load(query.strip())
    text = named.text
    for parameter in named.parameters:
        if parameter.name in values:
            value = values.pop(parameter.name)
            try:
                term = KINDS[parameter.kind](value)
            except ValueError as error:
                raise BadInput(f"{named.name}: parameter {parameter.name!r} is {value!r}, {error}") from error
            slot = f"VALUES ?{parameter.name} {{ {term} }}"
            text = _slot(parameter.name).sub(lambda _, slot=slot: slot, text)  # type: ignore[misc]
    if values:
        known = ", ".join(parameter.name for parameter in named.parameters) or "none"
        raise BadInput(f"{named.name}: no parameter {sorted(values)[0]!r}; it takes: {known}")
    if named.endpoints:
        text = federation.resolve(store, text, dict(named.lookups), services or {})
    return store.query(text)


def with_prefixes(sparql: str) -> str:
    """The query with the usual prefixes that it uses, on its first line to keep line numbers; its own ones win."""
    used = [
        f"PREFIX {prefix}: <{namespace}> "
        for prefix, namespace in VOCABULARIES.items()
        if re.search(rf"(?<![\w:]){prefix}:", sparql)
    ]
    return "".join(used) + sparql


def _slot(name: str) -> re.Pattern[str]:
    return re.compile(rf"VALUES \?{name} \{{ UNDEF \}}")
