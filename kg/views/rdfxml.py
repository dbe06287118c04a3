"""The graph as RDF/XML, for tools that read no Turtle: one ``rdf:Description`` a subject, sorted.

Two things that XML cannot say: a property whose IRI does not end in an XML name is refused, and of a control character
that XML forbids U+FFFD is left. A carriage return is written as a reference: parsers make a line feed of a bare one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from kg.ids import RESOURCE
from kg.namespaces import RDF, prefixes
from kg.records import Literal
from kg.store import Store
from kg.terms import Term
from kg.views.turtle import Triple, triple_order, union

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*\Z")
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(store: Store, path: Path, *, base: str = RESOURCE) -> None:
    """Write the union of all graphs. Raises ValueError where a property has no XML name."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(rdfxml(union(store.quads()), base=base))


def rdfxml(triples: Iterable[Triple], *, base: str = RESOURCE) -> Iterator[str]:
    """The triples in pieces: the namespaces of the properties in use, then a block a subject, its type first."""
    ordered = sorted(set(triples), key=triple_order)
    names = _names({predicate for _, predicate, _ in ordered}, base)
    used = {RDF: "rdf"} | {namespace: prefix for prefix, namespace, _ in names.values()}
    declared = "".join(f"\n    xmlns:{prefix}={quoteattr(namespace)}" for namespace, prefix in sorted(used.items()))
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{declared}>\n'
    for subject, rows in groupby(ordered, key=lambda triple: triple[0]):
        yield f"  <rdf:Description rdf:about={quoteattr(subject)}>\n"
        for _, predicate, object_ in rows:
            prefix, _, local = names[predicate]
            yield f"    {_element(f'{prefix}:{local}', object_)}\n"
        yield "  </rdf:Description>\n"
    yield "</rdf:RDF>\n"


def _names(predicates: Iterable[str], base: str) -> dict[str, tuple[str, str, str]]:
    """Prefix, namespace and local name of each predicate."""
    known = {namespace: prefix for prefix, namespace in prefixes(base=base).items()}
    result = {}
    for predicate in sorted(predicates):
        cut = max(predicate.rfind("/"), predicate.rfind("#"), predicate.rfind(":")) + 1
        if not _NAME.match(predicate, cut):
            raise ValueError(f"<{predicate}> cannot be written in RDF/XML: it does not end in an XML name")
        namespace = predicate[:cut]
        result[predicate] = known.setdefault(namespace, f"ns{len(known)}"), namespace, predicate[cut:]
    return result


def _element(name: str, term: Term) -> str:
    if not isinstance(term, Literal):
        return f"<{name} rdf:resource={quoteattr(term)}/>"
    kind = ""
    if term.language:
        kind = f" xml:lang={quoteattr(term.language)}"
    elif term.datatype:
        kind = f" rdf:datatype={quoteattr(term.datatype)}"
    text = escape(_FORBIDDEN.sub("\ufffd", term.value), {"\r": "&#13;"})
    return f"<{name}{kind}>{text}</{name}>"
