"""The graph as a folder of CSV files for ``neo4j-admin database import``, and for whatever else reads property graphs.

    neo4j-admin database import full --nodes=entities.csv --nodes=events.csv --nodes=documents.csv
        --relationships=relationships.csv --multiline-fields=true

A node is known by its IRI. The relationships are ACTOR, RECIPIENT and PLACE from an event to an entity, ATTRIBUTED_TO
to the source that an event is told by, TELLS from a document to an event with the sentence, and NAMES from a document
to an entity for each mention of it. Types and labels follow Neo4j's header: ``:ID``, ``:LABEL``, ``:START_ID``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from kg import edtf, ids
from kg.folder import replacing
from kg.graph import ACTORS
from kg.ontology import EventType
from kg.records import Document, Entity, Event
from kg.views.tables import Row, write_csv

FILES = {
    "entities.csv": ("iri:ID", ":LABEL", "name_ar", "name_en", "wikidata", "state", "provisional:boolean"),
    "events.csv": ("iri:ID", ":LABEL", "quad_class", "status", "time", "begin:date", "end:date", "confidence:double"),
    "documents.csv": ("iri:ID", ":LABEL", "doc_id", "title", "source", "published:date", "url", "sha256"),
    "relationships.csv": (
        *(":START_ID", ":END_ID", ":TYPE", "begin:int", "end:int", "text", "trigger", "status", "time"),
        *("confidence:double", "rule"),
    ),
}


def write(
    folder: Path,
    documents: Sequence[Document],
    entities: Sequence[Entity],
    events: Sequence[Event],
    *,
    types: Mapping[str, EventType],
    base: str = ids.RESOURCE,
) -> None:
    """Write the files of :data:`FILES` into the folder, made if it is not there; each takes its place as a whole."""
    rows = {
        "entities.csv": _entities(entities, base),
        "events.csv": _events(events, types, base),
        "documents.csv": [_document(document, base) for document in documents],
        "relationships.csv": _relationships(documents, entities, events, base),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, columns in FILES.items():
        with replacing(folder / name) as new:
            filled: list[Row] = [{column: row.get(column, "") for column in columns} for row in rows[name]]
            write_csv(sorted(filled, key=lambda row: [str(cell) for cell in row.values()]), columns, new)


def _entities(entities: Sequence[Entity], base: str) -> Iterator[Row]:
    """One node from what the documents say of an entity: what is known before what is not, then the most frequent."""
    versions = Counter(_entity(entity, base) for entity in entities)
    best: dict[str, tuple[str, ...]] = {}
    for version, _ in sorted(versions.items(), key=lambda item: (item[0][6] == "true", -item[1], item[0])):
        best.setdefault(version[0], version)
    return (dict(zip(FILES["entities.csv"], version, strict=True)) for version in best.values())


def _entity(entity: Entity, base: str) -> tuple[str, ...]:
    label = f"{entity.type};Actor" if entity.type in ACTORS else entity.type
    names = (entity.name_ar, entity.name_en or "", entity.wikidata or "", entity.state or "")
    return ids.entity(entity.id, base=base), f"Entity;{label}", *names, str(entity.provisional).lower()


def _events(events: Sequence[Event], types: Mapping[str, EventType], base: str) -> Iterator[Row]:
    """One node a happening, as its most certain telling has it; the time is that of those that give one."""
    tellings: dict[str, list[Event]] = {}
    for event in sorted(events, key=lambda event: (-event.confidence, event.doc_id, event.trigger, event.rule)):
        tellings.setdefault(event.id, []).append(event)
    for told in tellings.values():
        time = next((event.time for event in told if event.time), None)
        begin, end = _days(time)
        yield {
            "iri:ID": ids.event(told[0].id, base=base),
            ":LABEL": f"Event;{told[0].type}",
            "quad_class": types[told[0].type].quad_class,
            "status": told[0].status,
            "time": time or "",
            "begin:date": begin,
            "end:date": end,
            "confidence:double": round(told[0].confidence, 3),
        }


def _days(time: str | None) -> tuple[str, str]:
    try:
        begin, end = edtf.bounds(time) if time else (None, None)
    except ValueError:
        return "", ""
    return begin.isoformat() if begin else "", end.isoformat() if end else ""


def _document(document: Document, base: str) -> Row:
    return {
        "iri:ID": ids.document(document.id, base=base),
        ":LABEL": "Document",
        "doc_id": document.id,
        "title": document.title or "",
        "source": document.source or "",
        "published:date": document.published or "",
        "url": document.url or "",
        "sha256": ids.text_hash(document.text),
    }


def _relationships(
    documents: Sequence[Document], entities: Sequence[Entity], events: Sequence[Event], base: str
) -> list[Row]:
    texts = {document.id: document.text for document in documents}
    arguments = {
        (ids.event(event.id, base=base), ids.entity(key, base=base), kind)
        for event in events
        for kind, keys in _roles(event)
        for key in keys
    }
    rows: list[Row] = [{":START_ID": start, ":END_ID": end, ":TYPE": kind} for start, end, kind in arguments]
    for event in events:
        rows.append(
            {
                ":START_ID": ids.document(event.doc_id, base=base),
                ":END_ID": ids.event(event.id, base=base),
                ":TYPE": "TELLS",
                "begin:int": event.sentence.begin,
                "end:int": event.sentence.end,
                "text": texts[event.doc_id][event.sentence.begin : event.sentence.end],
                "trigger": texts[event.doc_id][event.trigger.begin : event.trigger.end],
                "status": event.status,
                "time": event.time or "",
                "confidence:double": round(event.confidence, 3),
                "rule": event.rule,
            }
        )
    for entity in entities:
        for mention in entity.mentions:
            rows.append(
                {
                    ":START_ID": ids.document(entity.doc_id, base=base),
                    ":END_ID": ids.entity(entity.id, base=base),
                    ":TYPE": "NAMES",
                    "begin:int": mention.begin,
                    "end:int": mention.end,
                    "text": mention.text,
                    "confidence:double": round(mention.confidence, 3),
                    "rule": mention.method,
                }
            )
    return rows


def _roles(event: Event) -> Iterable[tuple[str, tuple[str, ...]]]:
    yield "ACTOR", event.actors
    yield "RECIPIENT", event.recipients
    yield "PLACE", event.places
    yield "ATTRIBUTED_TO", event.attributed_to
