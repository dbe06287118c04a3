"""What became of what was announced: a planned event and the later one that it was held as, or that put it off.

Tellings of one plan and of its fulfilment on the same day are one event already (:mod:`kg.events.merging`). Where days
differ or only one is told, the two stay apart, and a link between them says that they belong together. Only an event
of the same type and the same parties that is told no earlier is such a one, and only within :data:`HORIZON`; where
no day is known there is no link.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kg import edtf
from kg.folder import Reading
from kg.records import Event

HORIZON = timedelta(days=180)  # from an announcement without a day to what it announced
DONE = ("actual", "ongoing")
HELD = "held"


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """Ids of two events, and what the second is to the first: held, postponed or cancelled."""

    announced: str
    outcome: str
    kind: str


@dataclass(frozen=True, slots=True)
class _Told:
    event: Event
    published: date | None
    days: tuple[date | None, date | None]


def links(readings: Iterable[Reading]) -> tuple[Link, ...]:
    """The links between the events of all documents, sorted; of several that may be the outcome the earliest."""
    groups: dict[tuple[str, frozenset[str]], list[_Told]] = defaultdict(list)
    for reading in readings:
        day = reading.document.published
        published = date.fromisoformat(day) if day else None
        for event in reading.events:
            parties = frozenset((*event.actors, *event.recipients))
            groups[event.type, parties].append(_Told(event, published, _days(event.time)))
    found: set[Link] = set()
    for told in groups.values():
        found.update(_within(told))
    return tuple(sorted(found))


def _within(told: Sequence[_Told]) -> Iterable[Link]:
    done = {one.event.id for one in told if one.event.status in DONE}
    for plan in told:
        if plan.event.status != "planned" or plan.event.fate or plan.event.id in done:
            continue
        for kind in (HELD, "postponed", "cancelled"):
            fitting = [
                one for one in told if one.event.id != plan.event.id and _kind(one.event) == kind and _fits(plan, one)
            ]
            if fitting:
                first = min(fitting, key=lambda one: (one.days[0] or one.published or date.max, one.event.id))
                yield Link(plan.event.id, first.event.id, kind)


def _kind(event: Event) -> str:
    """What an event is to a plan; "" if nothing."""
    return event.fate or (HELD if event.status in DONE else "")


def _fits(plan: _Told, outcome: _Told) -> bool:
    """Whether the outcome is told no earlier than the plan, at a time that the plan allows."""
    if plan.published and outcome.published:
        if outcome.published < plan.published:
            return False
    elif plan.event.doc_id != outcome.event.doc_id:
        return False
    begin, end = plan.days
    first, last = outcome.days
    if _kind(outcome.event) != HELD:  # its day is the new one, or none
        first = last = outcome.published or first
        begin = plan.published or begin
    if begin is None and end is None:
        begin = plan.published
        end = begin + HORIZON if begin else None
    if first is None and last is None:
        first = last = outcome.published
    if (begin or end) is None or (first or last) is None:
        return False
    if _kind(outcome.event) != HELD and end is not None:
        end = max(end, (begin or end) + HORIZON)
    return (end is None or first is None or first <= end) and (begin is None or last is None or begin <= last)


def _days(time: str | None) -> tuple[date | None, date | None]:
    try:
        return edtf.bounds(time) if time else (None, None)
    except ValueError:
        return None, None
