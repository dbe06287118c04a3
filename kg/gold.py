"""Hand-annotated documents: what stands in a text, as the annotation guidelines write it down.

One ``NAME.json`` a document, beside or apart from its ``NAME.txt``. Offsets are codepoints into the
text file exactly as stored, half-open; every ``text`` of a span must be what stands there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from kg.edtf import bounds
from kg.errors import BadInput
from kg.records import Document, Span


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """``key`` is its name inside this document only; ``mentions`` is empty where only an adjective names it."""

    key: str
    type: str
    name_ar: str
    name_en: str
    wikidata: str | None
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """Arguments are keys of entities. ``same_as`` is the id of the telling that this one repeats."""

    id: str
    type: str
    trigger: Span
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    places: tuple[str, ...]
    attributed_to: tuple[str, ...]
    time: str | None
    status: str
    same_as: str | None


@dataclass(frozen=True, slots=True)
class Gold:
    doc_id: str
    text: str
    path: Path  # of the text
    entities: tuple[GoldEntity, ...]
    events: tuple[GoldEvent, ...]
    published: str | None = None  # ISO day


def load(folder: Path, texts: Path) -> list[Gold]:
    """Every annotated document of ``folder`` with its text from ``texts``, by name.

    Raises BadInput for a folder without annotations, a missing text, malformed JSON, a span whose
    text is not what stands there, or an argument that is no entity of the document.
    """
    annotated = sorted(folder.glob("*.json"))
    if not annotated:
        raise BadInput(f"{folder}: no annotated documents (*.json) here")
    return [_load_one(path, texts / f"{path.stem}.txt") for path in annotated]


def dated(documents: Iterable[Document], gold: Iterable[Gold]) -> list[Document]:
    """The documents with the days of publication that their annotations give: facts of the record, not of the text."""
    days = {one.doc_id: one.published for one in gold if one.published}
    return [replace(document, published=days.get(document.id, document.published)) for document in documents]


def _load_one(path: Path, text_path: Path) -> Gold:
    if not text_path.is_file():
        raise BadInput(f"{text_path}: the text of {path.name} is missing; name its folder with --texts")
    with text_path.open(encoding="utf-8", newline="") as stream:  # newline="": offsets count every codepoint
        text = stream.read()
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        entities = tuple(_entity(item) for item in raw["entities"])
        events = tuple(_event(item) for item in raw["events"])
        for event in events:
            bounds(event.time or "2000")  # a malformed time is found here, not in the middle of scoring
        published = date.fromisoformat(raw["published"]).isoformat() if raw.get("published") else None
        gold = Gold(str(raw["doc_id"]), text, text_path, entities, events, published)
    except json.JSONDecodeError as error:
        raise BadInput(f"{path}: not JSON, line {error.lineno}: {error.msg}") from error
    except (KeyError, TypeError, ValueError) as error:
        raise BadInput(f"{path}: not an annotated document: {error!r}") from error
    _check(gold, path)
    return gold


def _check(gold: Gold, path: Path) -> None:
    spans = [span for entity in gold.entities for span in entity.mentions]
    for span in [*spans, *(event.trigger for event in gold.events)]:
        if gold.text[span.begin : span.end] != span.label:
            raise BadInput(f"{path}: {span.label!r} does not stand at {span.begin}-{span.end} of {gold.path.name}")
    keys = {entity.key for entity in gold.entities}
    for event in gold.events:
        unknown = {*event.actors, *event.recipients, *event.places, *event.attributed_to} - keys
        if unknown:
            raise BadInput(f"{path}: event {event.id} names {min(unknown)!r}, which is no entity of the document")


def _entity(item: dict[str, Any]) -> GoldEntity:
    mentions = tuple(_span(mention) for mention in item["mentions"])
    names = (item.get("name_ar", ""), item.get("name_en", ""))
    return GoldEntity(item["key"], item["type"], *names, item.get("wikidata"), mentions)


def _event(item: dict[str, Any]) -> GoldEvent:
    return GoldEvent(
        id=item["id"],
        type=item["type"],
        trigger=_span(item["trigger"]),
        actors=tuple(item["actors"]),
        recipients=tuple(item.get("recipients", ())),
        places=tuple(item.get("places", ())),
        attributed_to=tuple(item.get("attributed_to", ())),
        time=item.get("time"),
        status=item.get("status", "actual"),
        same_as=item.get("same_as"),
    )


def _span(item: dict[str, Any]) -> Span:
    return Span(item["begin"], item["end"], item["text"])
