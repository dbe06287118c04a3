"""The tellings of events under the column names of POLECAT, so that scripts written for it read them.

The first forty columns are those of its files, in its order; what is not read here (event modes, intensities, contexts,
sectors, COW codes, coordinates) is left empty rather than guessed. What POLECAT has no column for follows behind:
status, time as told, who says so, Wikidata items, the sentence with its offsets.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg import edtf, ids
from kg.ontology import EventType
from kg.records import Document, Entity, Event
from kg.views.tables import Row

POLECAT = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *("Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title"),
    *("Actor Name Raw", "Wikipedia Actor ID"),
    *("Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors"),
    *("Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID"),
    *("Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID"),
    *("Raw Placename", "Feature Type", "Source", "Publication Date"),
    *("Story People", "Story Organizations", "Story Locations", "Language", "Version"),
)
OURS = (
    *("Status", "Time", "Attributed To", "Actor Wikidata", "Recipient Wikidata", "Document", "Title"),
    *("Sentence", "Sentence Begin", "Sentence End", "Confidence", "Rule"),
)
COLUMNS = POLECAT + OURS

_STORY = {
    "Story People": ("Person",),
    "Story Organizations": ("Organization", "Group"),
    "Story Locations": ("State", "Place"),
}
_BETWEEN = "; "  # values of one cell, as POLECAT has it


def rows(
    entities: Iterable[Entity],
    events: Iterable[Event],
    documents: Iterable[Document],
    *,
    types: Mapping[str, EventType],
    version: str = "",
    base: str = ids.RESOURCE,
) -> list[Row]:
    """One row for each telling, by document and offset; the cells are texts but for offsets and confidence.

    ``Event Date`` is the first day that the event can have been; names are English where one is known. ``version`` is
    that of the program. Raises KeyError where a document or type is not given.
    """
    texts = {document.id: document for document in documents}
    casts: dict[str, dict[str, Entity]] = defaultdict(dict)
    for entity in entities:
        casts[entity.doc_id][entity.id] = entity
    ordered = sorted(events, key=lambda event: (event.doc_id, event.trigger.begin, event.type, event.id))
    return [
        dict.fromkeys(COLUMNS, "")
        | _telling(event, texts[event.doc_id], types[event.type], base)
        | _side("Actor", event.actors, casts[event.doc_id])
        | _side("Recipient", event.recipients, casts[event.doc_id])
        | _places(event, casts[event.doc_id])
        | {"Attributed To": _names(event.attributed_to, casts[event.doc_id])}
        | _story(casts[event.doc_id].values())
        | {"Version": version}
        for event in ordered
    ]


def _telling(event: Event, document: Document, kind: EventType, base: str) -> Row:
    return {
        "Event ID": ids.event(event.id, base=base),
        "Event Date": _first_day(event.time),
        "Event Type": kind.plover[0],
        "Quad Code": kind.quad_class.replace("_", " ").upper(),
        "Source": document.source or "",
        "Publication Date": document.published or "",
        "Language": "Arabic",
        "Status": event.status,
        "Time": event.time or "",
        "Document": document.id,
        "Title": document.title or "",
        "Sentence": document.text[event.sentence.begin : event.sentence.end],
        "Sentence Begin": event.sentence.begin,
        "Sentence End": event.sentence.end,
        "Confidence": round(event.confidence, 3),
        "Rule": event.rule,
    }


def _first_day(time: str | None) -> str:
    try:
        begin, _ = edtf.bounds(time) if time else (None, None)
    except ValueError:  # for kg check to report
        return ""
    return begin.isoformat() if begin else ""


def _side(side: str, keys: Sequence[str], cast: Mapping[str, Entity]) -> Row:
    known = [cast[key] for key in keys if key in cast]
    return {
        f"{side} Name": _names(keys, cast),
        f"{side} Country": _joined(entity.state for entity in known),
        f"{side} Name Raw": _joined(mention.text for entity in known for mention in entity.mentions),
        f"{side} Wikidata": _joined(entity.wikidata for entity in known),
    }


def _places(event: Event, cast: Mapping[str, Entity]) -> Row:
    known = [cast[key] for key in event.places if key in cast]
    return {
        "Placename": _names(event.places, cast),
        "Country": _joined(entity.state for entity in known),
        "Raw Placename": _joined(mention.text for entity in known for mention in entity.mentions),
        "Feature Type": _joined(entity.type for entity in known),
    }


def _story(cast: Iterable[Entity]) -> Row:
    found = sorted(cast, key=lambda entity: entity.id)
    return {
        column: _joined(entity.name_en or entity.name_ar for entity in found if entity.type in kinds)
        for column, kinds in _STORY.items()
    }


def _names(keys: Sequence[str], cast: Mapping[str, Entity]) -> str:
    """English where there is one; the id of what no entity of the document stands for."""
    return _joined((cast[key].name_en or cast[key].name_ar) if key in cast else key for key in keys)


def _joined(values: Iterable[str | None]) -> str:
    return _BETWEEN.join(dict.fromkeys(value for value in values if value))
