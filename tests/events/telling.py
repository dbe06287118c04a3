"""What the bundled models and the rules tell of sentences of our own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reading import document

from kg import entities, events, mentions
from kg.annotate import Reader
from kg.gazetteer import Gazetteer
from kg.records import Event

PUBLISHED = "2022-03-15"


def told(texts: Sequence[str]) -> list[list[Event]]:
    """The events in each text, read as an article of :data:`PUBLISHED`; ISO codes and names in the place of ids."""
    gazetteer = Gazetteer.load()
    documents = [document(text, published=PUBLISHED) for text in texts]
    found = []
    for one, annotation in zip(documents, Reader().read(documents), strict=True):
        resolved = entities.resolve(one, annotation, mentions.find(one, annotation, gazetteer), gazetteer)
        names = {entity.id: entity.name_ar for entity in resolved if entity.type != "State"}
        found.append([_named(event, names) for event in events.extract(one, annotation, resolved, gazetteer)])
    return found


def _named(event: Event, names: dict[str, str]) -> Event:
    def name(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sorted(names.get(id, id.removeprefix("state/")) for id in ids))

    return replace(
        event,
        actors=name(event.actors),
        recipients=name(event.recipients),
        attributed_to=name(event.attributed_to),
    )
