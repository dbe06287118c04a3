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

Days = tuple[date | None, date | None]  # first and last
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
    days: Days


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
    if not _later(plan, outcome):
        return False
    told: Days = (outcome.published, outcome.published)
    if _kind(outcome.event) == HELD:
        allowed = plan.days if any(plan.days) else _horizon(plan.published)
        return _meet(allowed, outcome.days if any(outcome.days) else told)
    # What is put off or called off is told so: its own day, if it has one, is another than that of the plan.
    first, last = plan.days
    begin = plan.published or first
    end = max(last, (begin or last) + HORIZON) if last else _horizon(begin)[1] if first is None else None
    return _meet((begin, end), told if outcome.published else (outcome.days[0], outcome.days[0]))


def _later(plan: _Told, outcome: _Told) -> bool:
    if plan.published and outcome.published:
        return outcome.published >= plan.published
    return plan.event.doc_id == outcome.event.doc_id


def _horizon(day: date | None) -> Days:
    return day, day + HORIZON if day else None


def _meet(one: Days, other: Days) -> bool:
    """Whether two times overlap, None an open end; of two open ends nothing is known."""
    if not (any(one) and any(other)):
        return False
    (begin, end), (first, last) = one, other
    return (end is None or first is None or first <= end) and (begin is None or last is None or begin <= last)


def _days(time: str | None) -> Days:
    try:
        return edtf.bounds(time) if time else (None, None)
    except ValueError:
        return None, None
