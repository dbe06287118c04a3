"""Entities of a document after what people decided: merged where they are the same, parted where they are not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg import ids
from kg.arabic import fold
from kg.entities.joining import merged, of_row, provisional
from kg.gazetteer import Gazetteer
from kg.judgements import Judgements
from kg.records import Document, Entity

DECIDED = 0.95  # confidence of what a person decided


def settle(
    document: Document, entities: Sequence[Entity], judgements: Judgements, gazetteer: Gazetteer
) -> list[Entity]:
    """The entities by id, each under the one id for all that are judged the same as it.

    Mentions whose name is judged different from the row that they were linked to are an entity of their own; short
    forms stay with the row only if another full name does.
    """
    found = [_one(document, part, judgements, gazetteer) for entity in entities for part in _parted(entity, judgements)]
    return merged(found)


def _parted(entity: Entity, judgements: Judgements) -> Iterator[Entity]:
    if entity.provisional:
        yield entity
        return
    apart = [
        mention
        for mention in entity.mentions
        if judgements.verdict(ids.provisional(entity.type.lower(), fold(mention.text)), entity.id) == "different"
    ]
    kept = [mention for mention in entity.mentions if mention not in apart]
    if apart and not any(" " in mention.text.strip() for mention in kept):
        apart, kept = list(entity.mentions), []
    if kept or not apart:
        yield replace(entity, mentions=tuple(kept))
    if apart:
        yield provisional(entity.doc_id, entity.type, apart, state=None)


def _one(document: Document, entity: Entity, judgements: Judgements, gazetteer: Gazetteer) -> Entity:
    id = judgements.canonical(entity.id)
    if id == entity.id:
        name = judgements.name(id) if entity.provisional else None
        return replace(entity, name_ar=name) if name else entity
    try:
        return of_row(document.id, gazetteer.row(id), entity.mentions, "judgement", DECIDED)
    except KeyError:  # a provisional one of another spelling
        return replace(entity, id=id, name_ar=judgements.name(id) or entity.name_ar, method="judgement")
