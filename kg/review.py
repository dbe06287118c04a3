"""Who may be one: pairs of entities for people to judge, with the sentences that name them.

Proposed are names that no row of the gazetteer took, beside rows and beside other such names that are spelled nearly
alike. Pairs that were judged already, or that one document names both, are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from rapidfuzz import fuzz

from kg import ids
from kg.arabic import fold
from kg.entities.lookup import people
from kg.entities.names import parse, score
from kg.entities.spelling import skeleton
from kg.folder import Reading
from kg.gazetteer import Gazetteer, Row
from kg.judgements import Judgements

ALIKE = 0.88  # least likeness of names that are no people's
QUOTES, AROUND = 2, 60  # quotations of one entity; letters on either side of the name


@dataclass(slots=True)
class Side:
    """One of a pair: how a judgement writes it, its names, the documents that name it and how they do."""

    id: str
    type: str
    written: str
    names: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    evidence: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A pair to judge; ``likeness`` from 0 to 1. No document may name the right side: a row of the gazetteer."""

    left: Side
    right: Side
    likeness: float


def propose(readings: Iterable[Reading], judgements: Judgements, gazetteer: Gazetteer) -> list[Proposal]:
    """The pairs, those that most documents name first."""
    sides = _sides(readings)
    open_ = [side for id, side in sorted(sides.items()) if "/x-" in id]
    found: dict[frozenset[str], Proposal] = {}
    for one, other, likeness in (*_rows(open_, sides, gazetteer), *_each_other(open_)):
        pair = frozenset((one.id, other.id))
        if judgements.verdict(one.id, other.id) or not one.documents.isdisjoint(other.documents):
            continue
        if pair not in found or found[pair].likeness < likeness:
            found[pair] = Proposal(one, other, round(likeness, 2))
    return sorted(found.values(), key=lambda one: (-len(one.left.documents), -one.likeness, one.left.id, one.right.id))


def _sides(readings: Iterable[Reading]) -> dict[str, Side]:
    sides: dict[str, Side] = {}
    for reading in readings:
        for entity in reading.entities:
            if not entity.mentions:
                continue
            named = f"{entity.type.lower()}/{entity.name_ar}"
            readable = ids.provisional(entity.type.lower(), fold(entity.name_ar)) == entity.id
            side = sides.setdefault(entity.id, Side(entity.id, entity.type, named if readable else entity.id))
            side.names |= {entity.name_ar, *(mention.text for mention in entity.mentions)}
            side.documents.add(reading.document.id)
            if len(side.evidence) < QUOTES:
                longest = max(entity.mentions, key=lambda mention: (len(mention.text), -mention.begin))
                side.evidence.append(_quote(reading, longest.begin, longest.end))
    return sides


def _quote(reading: Reading, begin: int, end: int) -> str:
    text = reading.document.text
    before, after = text[max(begin - AROUND, 0) : begin], text[end : end + AROUND]
    quote = " ".join(f"…{before}[{text[begin:end]}]{after}…".split())
    return f"{quote} ({reading.document.id}, {reading.document.published or '?'})"


def _rows(sides: Iterable[Side], known: Mapping[str, Side], gazetteer: Gazetteer) -> Iterator[tuple[Side, Side, float]]:
    """Entities without a row beside rows of names alike."""
    index = people(gazetteer)
    others: dict[tuple[str, str], list[tuple[str, Row]]] = {}
    for row in gazetteer.rows:
        if row.type != "Person":
            for name in map(fold, row.names):
                others.setdefault((row.type, name[:3]), []).append((name, row))
    for side in sides:
        likely: list[tuple[Row, float]] = []
        if side.type == "Person":
            for name in sorted(side.names):
                likely += [(match.row, match.score) for match in index.find(parse(name), loose=True)]
        else:
            for name in sorted(map(fold, side.names)):
                near = others.get((side.type, name[:3]), ())
                likely += [(row, likeness) for other, row in near if (likeness := _likeness(name, other)) >= ALIKE]
        for row, likeness in likely:
            yield side, known.get(row.id) or _row(row, gazetteer), likeness


def _row(row: Row, gazetteer: Gazetteer) -> Side:
    """A row that no document names, with what the gazetteer says of it."""
    offices = [
        f"{one.title_en or one.office}, {one.start}–{one.end or '…'}"
        for one in gazetteer.tenures
        if one.person == row.id
    ]
    return Side(row.id, row.type, row.id, {row.name_ar}, set(), [f"gazetteer: {row.name_en}", *offices[:QUOTES]])


def _each_other(sides: Iterable[Side]) -> Iterator[tuple[Side, Side, float]]:
    """Entities without a row whose names begin alike, each pair once."""
    blocks: dict[tuple[str, str], list[Side]] = {}
    for side in sides:
        for name in {parse(name) for name in side.names}:
            if len(name) > 1:
                for key in {skeleton(name[0]), skeleton(name[-1])}:
                    blocks.setdefault((side.type, key), []).append(side)
    for (type, _), block in sorted(blocks.items()):
        unique = sorted({side.id: side for side in block}.values(), key=lambda side: (-len(side.documents), side.id))
        for one, other in combinations(unique, 2):
            if type == "Person":
                likeness = max(
                    (score(parse(a), parse(b), open_end=True) for a in one.names for b in other.names), default=0.0
                )
            else:
                likeness = max(_likeness(fold(a), fold(b)) for a in one.names for b in other.names)
                likeness = likeness if likeness >= ALIKE else 0.0
            if likeness:
                yield one, other, likeness


def _likeness(one: str, other: str) -> float:
    return fuzz.ratio(one, other) / 100
