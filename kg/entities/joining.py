"""How entities are put together: from a row of the gazetteer, from mentions alone, from several of one id."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg import ids
from kg.arabic import fold
from kg.gazetteer import Row
from kg.records import Entity, Mention

UNLINKED = 0.8  # of the confidence of its best mention


def of_row(doc_id: str, row: Row, mentions: Iterable[Mention], method: str, confidence: float) -> Entity:
    """The entity that a row of the gazetteer describes."""
    return Entity(
        doc_id=doc_id,
        id=row.id,
        type=row.type,
        name_ar=row.name_ar,
        name_en=row.name_en or None,
        wikidata=row.wikidata or None,
        state=row.state or None,
        provisional=False,
        mentions=tuple(mentions),
        method=method,
        confidence=round(confidence, 2),
    )


def provisional(
    doc_id: str, type: str, mentions: Sequence[Mention], *, state: str | None, name: str = "", key: str = ""
) -> Entity:
    """An entity that no row describes, called by ``name``, by default its longest mention; ``key`` makes its id, by
    default the folded name."""
    name = name or max(mentions, key=lambda mention: (len(mention.text), -mention.begin)).text
    best = max(mention.confidence for mention in mentions)
    return Entity(
        doc_id=doc_id,
        id=ids.provisional(type.lower(), key or fold(name)),
        type=type,
        name_ar=name,
        state=state,
        mentions=tuple(mentions),
        confidence=round(best * UNLINKED, 2),
    )


def merged(entities: Iterable[Entity]) -> list[Entity]:
    """One entity an id: its mentions together, described as where it was surest."""
    by_id: dict[str, list[Entity]] = {}
    for entity in entities:
        by_id.setdefault(entity.id, []).append(entity)
    found = []
    for id in sorted(by_id):
        best = max(by_id[id], key=lambda entity: entity.confidence)
        mentions = sorted((one for entity in by_id[id] for one in entity.mentions), key=lambda one: one.begin)
        found.append(
            Entity(
                best.doc_id, best.id, best.type, best.name_ar, best.name_en, best.wikidata, best.state,
                best.provisional, tuple(mentions), best.method, best.confidence,
            )
        )  # fmt: skip
    return found
