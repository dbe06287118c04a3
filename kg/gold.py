"""Hand-annotated documents: what stands in a text, as the annotation guidelines write it down.

One ``NAME.json`` a document, beside or apart from its ``NAME.txt``, or for the record with the id NAME
of one file of many (JSON Lines, CSV). Offsets are codepoints into the text exactly as stored, half-open;
the ``text`` of a span, where it is given, must be what stands there. A ``sha256`` of the text, where it is
given, must be that of the text: the annotations of articles that cannot be kept here carry it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from kg import documents
from kg.edtf import bounds
from kg.errors import BadInput, SkipDocument
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

    ``texts`` is a folder of text files or one file of records. Raises BadInput for a folder without
    annotations, a missing text, malformed JSON, a text or a span that is not the one annotated, or an
    argument that is no entity of the document.
    """
    annotated = sorted(folder.glob("*.json"))
    if not annotated:
        raise BadInput(f"{folder}: no annotated documents (*.json) here")
    if not texts.is_file():
        files = [(path, texts / f"{path.stem}.txt") for path in annotated]
        return [_load_one(path, _text(path, file), file) for path, file in files]
    records = {one.id: one.text for one in documents.read([str(texts)]) if isinstance(one, Document)}
    for path in annotated:
        if path.stem not in records:
            raise BadInput(f"{texts}: no record with the id {path.stem}, the text of {path.name}")
    return [_load_one(path, records[path.stem], texts) for path in annotated]


def read(gold: Iterable[Gold]) -> Iterator[Document | SkipDocument]:
    """The annotated documents, with the days of publication that their annotations give, and the texts left out.

    A day is a fact of the record, not of the text. Records that nobody annotated are passed over.
    """
    wanted = {one.doc_id: one for one in gold}
    paths = {str(one.path) for one in wanted.values()}
    for item in documents.read(sorted(paths)):
        if isinstance(item, SkipDocument):
            if item.where in paths:
                yield item
        elif item.id in wanted:
            yield replace(item, published=wanted[item.id].published or item.published)


def _text(path: Path, text_path: Path) -> str:
    if not text_path.is_file():
        raise BadInput(f"{text_path}: the text of {path.name} is missing; name its folder or file with --texts")
    with text_path.open(encoding="utf-8", newline="") as stream:  # newline="": offsets count every codepoint
        return stream.read()


def _load_one(path: Path, text: str, text_path: Path) -> Gold:
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        entities = tuple(_entity(item, text) for item in raw["entities"])
        events = tuple(_event(item, text) for item in raw["events"])
        for event in events:
            bounds(event.time or "2000")  # a malformed time is found here, not in the middle of scoring
        published = date.fromisoformat(raw["published"]).isoformat() if raw.get("published") else None
        gold = Gold(str(raw["doc_id"]), text, text_path, entities, events, published)
    except json.JSONDecodeError as error:
        raise BadInput(f"{path}: not JSON, line {error.lineno}: {error.msg}") from error
    except (KeyError, TypeError, ValueError) as error:
        raise BadInput(f"{path}: not an annotated document: {error!r}") from error
    if raw.get("sha256", (own := hashlib.sha256(text.encode()).hexdigest())) != own:
        raise BadInput(f"{path}: the text in {text_path} is not the one annotated (its SHA-256 is {own})")
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


def _entity(item: dict[str, Any], text: str) -> GoldEntity:
    mentions = tuple(_span(mention, text) for mention in item["mentions"])
    names = (item.get("name_ar", ""), item.get("name_en", ""))
    return GoldEntity(item["key"], item["type"], *names, item.get("wikidata"), mentions)


def _event(item: dict[str, Any], text: str) -> GoldEvent:
    return GoldEvent(
        id=item["id"],
        type=item["type"],
        trigger=_span(item["trigger"], text),
        actors=tuple(item["actors"]),
        recipients=tuple(item.get("recipients", ())),
        places=tuple(item.get("places", ())),
        attributed_to=tuple(item.get("attributed_to", ())),
        time=item.get("time"),
        status=item.get("status", "actual"),
        same_as=item.get("same_as"),
    )


def _span(item: dict[str, Any], text: str) -> Span:
    begin, end = item["begin"], item["end"]
    return Span(begin, end, item.get("text", text[begin:end]))
