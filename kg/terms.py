"""RDF terms between our records, rdflib and pyoxigraph, and their order.

A term is an IRI (a plain string) or a :class:`~kg.records.Literal`. No graph of ours has blank nodes; where somebody's
query or update makes one, it is given an IRI (RDF 1.1, section 3.5), so that what is read is always named.
"""

from __future__ import annotations

import re

import pyoxigraph
import rdflib
from rdflib.term import Identifier, Node

from kg.namespaces import XSD
from kg.records import Literal, Quad

_STRING = XSD + "string"
_GENID = "https://w3id.org/.well-known/genid/diplomatic-kg/"
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPED = re.compile('[\\\\"\x00-\x1f\x7f]')

Term = str | Literal


def order(term: Term) -> tuple[int, str, str, str]:
    """A sort key: IRIs before literals."""
    if isinstance(term, Literal):
        return 1, term.value, term.language, term.datatype
    return 0, term, "", ""


def quad_order(quad: Quad) -> tuple[str, str, str, tuple[int, str, str, str]]:
    """A sort key: graph, subject, predicate, object."""
    return quad.graph, quad.subject, quad.predicate, order(quad.object)


def text(term: Term | None) -> str:
    """The IRI, or the value of the literal; "" for what is unbound."""
    return term.value if isinstance(term, Literal) else term or ""


def quoted(value: str) -> str:
    """The string between quotation marks, escaped for N-Triples, Turtle and SPARQL."""
    return '"' + _ESCAPED.sub(lambda match: _ESCAPES.get(match[0], f"\\u{ord(match[0]):04X}"), value) + '"'


def ntriples(term: Term) -> str:
    """The term in N-Triples."""
    if not isinstance(term, Literal):
        return f"<{term}>"
    if term.language:
        return f"{quoted(term.value)}@{term.language}"
    return f"{quoted(term.value)}^^<{term.datatype}>" if term.datatype else quoted(term.value)


def to_rdflib(term: Term) -> Identifier:
    """The term for rdflib, its lexical form kept as it is."""
    if not isinstance(term, Literal):
        return rdflib.URIRef(term)
    datatype = rdflib.URIRef(term.datatype) if term.datatype else None
    return rdflib.Literal(term.value, lang=term.language or None, datatype=datatype, normalize=False)


def from_rdflib(term: Node) -> Term:
    """The term of rdflib as ours."""
    if isinstance(term, rdflib.Literal):
        datatype = str(term.datatype or "")
        return Literal(str(term), term.language or "", "" if term.language or datatype == _STRING else datatype)
    if isinstance(term, rdflib.URIRef):
        return str(term)
    if isinstance(term, rdflib.BNode):
        return _GENID + str(term)
    raise ValueError(f"no place for the term {term!r}: name it with an IRI")


def from_oxigraph(term: object) -> Term:
    """The term of pyoxigraph as ours. Raises ValueError on a triple term."""
    if isinstance(term, pyoxigraph.Literal):
        datatype = term.datatype.value
        return Literal(term.value, term.language or "", "" if term.language or datatype == _STRING else datatype)
    if isinstance(term, pyoxigraph.NamedNode):
        return term.value
    if isinstance(term, pyoxigraph.BlankNode):
        return _GENID + term.value
    raise ValueError(f"no place for the term {term}: name it with an IRI")
