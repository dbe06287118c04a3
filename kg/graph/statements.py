"""What the graphs of a build share: statements and how they are gathered, names, offices, literals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from kg import ids
from kg.namespaces import DIP, OWL, SKOS, TYPE, WIKIDATA, XSD
from kg.records import Literal, Quad
from kg.terms import Term, quad_order

ACTORS = frozenset({"Person", "State", "Organization", "Group"})

Statement = tuple[str, str, Term]


class Seat(Protocol):
    """What is asked of whoever holds an office; ``start`` is EDTF, empty where unknown."""

    @property
    def person(self) -> str: ...
    @property
    def office(self) -> str: ...
    @property
    def title_ar(self) -> str: ...
    @property
    def title_en(self) -> str: ...
    @property
    def of(self) -> str: ...
    @property
    def start(self) -> str: ...


def named(statements: Iterable[Statement], graph: str) -> list[Quad]:
    return sorted((Quad(*statement, graph) for statement in set(statements)), key=quad_order)


def names(
    iri: str, kind: str, name_ar: str, name_en: str | None, wikidata: str | None, state: str | None, base: str
) -> Iterator[Statement]:
    """What the gazetteer and a document both say of an entity, in the same words, so that the union says it once."""
    yield iri, TYPE, DIP + kind
    if kind in ACTORS:
        yield iri, TYPE, DIP + "Actor"
    yield iri, SKOS + "prefLabel", Literal(name_ar, language="ar")
    if name_en:
        yield iri, SKOS + "prefLabel", Literal(name_en, language="en")
    if wikidata:
        yield iri, OWL + "sameAs", WIKIDATA + wikidata
    if state:
        yield iri, DIP + "state", iri if kind == "State" else ids.entity(f"state/{state}", base=base)
        if kind == "State":
            yield iri, DIP + "iso3", Literal(state)


def seat(tenure: Seat, base: str) -> Iterator[Statement]:
    person = ids.entity(tenure.person, base=base)
    body = ids.entity(tenure.of, base=base)
    office = office_iri(tenure, base)
    iri = tenure_iri(tenure, base)
    yield person, DIP + "tenure", iri
    yield person, DIP + "holds", office
    yield person, DIP + "onBehalfOf", body
    yield office, TYPE, DIP + "Office"
    yield office, DIP + "officeOf", body
    yield office, DIP + "officeKind", Literal(tenure.office)
    yield iri, TYPE, DIP + "Tenure"
    yield iri, DIP + "office", office
    for title, language in ((tenure.title_ar, "ar"), (tenure.title_en, "en")):
        if title:
            yield office, SKOS + "prefLabel", Literal(title, language=language)


def office_iri(tenure: Seat, base: str) -> str:
    """An office by its English title; one that only texts know, by the Arabic."""
    return ids.office(tenure.office, tenure.of, tenure.title_en or tenure.title_ar, base=base)


def tenure_iri(tenure: Seat, base: str) -> str:
    office = office_iri(tenure, base)
    return ids.tenure(tenure.person, office, tenure.start, base=base)


def day(day: str) -> Literal:
    return Literal(day, datatype=XSD + "date")


def integer(number: int) -> Literal:
    # NIF asks for xsd:nonNegativeInteger; Oxigraph stores every kind of integer as xsd:integer.
    return Literal(str(number), datatype=XSD + "integer")


def decimal(number: float) -> Literal:
    """Four digits at most, in the canonical form that stores give back (1, not 1.0)."""
    return Literal(f"{number:.4f}".rstrip("0").rstrip("."), datatype=XSD + "decimal")
