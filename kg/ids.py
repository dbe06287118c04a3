"""IRIs made from content, so that the same input always gives the same graph.

No blank nodes, no random ids. ``RESOURCE`` is the default; ``kg build --base`` changes it.
"""

from __future__ import annotations

import hashlib
from urllib.parse import quote

ONTOLOGY = "https://w3id.org/diplomatic-kg/ontology#"
RESOURCE = "https://w3id.org/diplomatic-kg/resource/"


def digest(*parts: str, length: int = 12) -> str:
    """A hexadecimal hash of the parts; parts are kept apart, so ("ab", "c") differs from ("a", "bc")."""
    joined = "\x1f".join(parts).encode("utf-8")
    return hashlib.sha256(joined).hexdigest()[:length]


def text_hash(text: str) -> str:
    """The SHA-256 of a text in UTF-8. A lone surrogate, which JSON may hold, has no UTF-8 and keeps its three bytes."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def resource(kind: str, key: str, *, base: str = RESOURCE) -> str:
    """The IRI of ``kind/key`` with the key percent-encoded."""
    return f"{base}{kind}/{quote(key, safe='')}"


def entity(entity_id: str, *, base: str = RESOURCE) -> str:
    """The IRI of an entity id (``state/RUS``, ``person/Q7747``, ``person/x-1f0c...``)."""
    kind, _, key = entity_id.partition("/")
    return resource(kind, key, base=base)


def provisional(kind: str, folded_name: str) -> str:
    """The id of an entity known only by its name: the same folded name and kind give the same id."""
    return f"{kind}/x-{digest(kind, folded_name)}"


def document_graph(doc_id: str, *, base: str = RESOURCE) -> str:
    """The named graph that holds all that was read in a document."""
    return resource("graph", f"document-{doc_id}", base=base)


def named_graph(name: str, *, base: str = RESOURCE) -> str:
    """A graph that belongs to no document: ``gazetteer``, ``build``."""
    return resource("graph", name, base=base)


def document(doc_id: str, *, base: str = RESOURCE) -> str:
    """The IRI of a document."""
    return resource("document", doc_id, base=base)


def event(event_id: str, *, base: str = RESOURCE) -> str:
    """The IRI of an event; an id may carry its kind already (``event/1f0c...``)."""
    return resource("event", event_id.removeprefix("event/"), base=base)


def evidence(doc_id: str, event_id: str, begin: int, end: int, *, base: str = RESOURCE) -> str:
    """The IRI of one telling: the document, the event and the offsets of its trigger."""
    return resource("evidence", digest(doc_id, event_id, str(begin), str(end)), base=base)


def attestation(doc_id: str, begin: int, end: int, title: int, *, base: str = RESOURCE) -> str:
    """The IRI of a name with a title: the document, their offsets and that of the title."""
    return resource("attestation", digest(doc_id, str(begin), str(end), str(title)), base=base)


def mention(doc_id: str, begin: int, end: int, *, base: str = RESOURCE) -> str:
    """The IRI of a name at its place in a document."""
    return resource("mention", digest(doc_id, str(begin), str(end)), base=base)


def table(name: str, *, base: str = RESOURCE) -> str:
    """The IRI of a file of the gazetteer."""
    return resource("table", name, base=base)


def row(name: str, key: tuple[str, ...], *, base: str = RESOURCE) -> str:
    """The IRI of what a row of a table states, wherever in the table it stands."""
    return resource("row", digest(name, *key), base=base)


def office(kind: str, body: str, title: str, *, base: str = RESOURCE) -> str:
    """The IRI of an office of a state or organisation: ``foreign_minister``, ``state/RUS``, ``Foreign Minister``."""
    return resource("office", digest(kind, body, title), base=base)


def tenure(person: str, office_iri: str, start: str, *, base: str = RESOURCE) -> str:
    """The IRI of one person's time in an office."""
    return resource("tenure", digest(person, office_iri, start), base=base)
