"""Whether a graph contradicts the ontology: the closure under the rules of OWL 2 RL, and what it finds wrong.

The closure is that of the union of all graphs, for two documents may contradict each other. It is computed by owlrl in
memory, in time that grows with the number of statements: about 3 ms for each.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import owlrl
import rdflib
from rdflib.namespace import OWL, RDF

from kg import ontology, quotes
from kg.records import Quad
from kg.store import Store
from kg.terms import to_rdflib


@dataclass(frozen=True, slots=True, order=True)
class Contradiction:
    """What no world can be like. ``quotes`` are the sentences behind the resources that it names."""

    message: str
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Closure:
    """``statements`` were given, those of the ontology among them, and ``inferred`` follow from them."""

    statements: int
    inferred: int
    contradictions: tuple[Contradiction, ...]


def check(store: Store) -> Closure:
    """The closure of the ontology and of all graphs in the store."""
    return close(store.quads())


def close(quads: Iterable[Quad]) -> Closure:
    """The closure of the ontology and of the quads, whichever graphs they are of."""
    given = list(quads)
    graph = rdflib.Graph()
    for triple in ontology.graph():
        graph.add(triple)
    for quad in given:
        graph.add((to_rdflib(quad.subject), to_rdflib(quad.predicate), to_rdflib(quad.object)))
    statements = len(graph)
    rules = owlrl.OWLRL_Semantics(graph, axioms=False, daxioms=False, rdfs=False)
    rules.closure()
    facts = quotes.by_subject(given)
    nothing = [f"{iri} is of class owl:Nothing" for iri in graph.subjects(RDF.type, OWL.Nothing)]
    contradictions = {Contradiction(text, _quotes(text, facts)) for text in (*rules.error_messages, *nothing)}
    return Closure(statements, len(graph) - statements, tuple(sorted(contradictions)))


def _quotes(message: str, facts: dict[str, quotes.Facts]) -> tuple[str, ...]:
    named = sorted(facts.keys() & {word.strip("(),'") for word in message.split()})
    return tuple(quote for iri in named for quote in quotes.of(iri, facts))
