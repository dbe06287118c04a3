"""One happening told several times: a common id, and the time that only one telling gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.ids import digest
from kg.records import Event


def merge(events: Sequence[Event]) -> list[Event]:
    """Tellings of one document with ids: the same type and participants at times that agree are one event.

    A telling without a time joins the first that fits. The id depends on what is told, and on the
    document unless type, participants and time make the event unmistakable across documents.
    """
    groups: list[list[Event]] = []
    for event in events:
        for group in groups:
            if all(_same(event, other) for other in group):
                group.append(event)
                break
        else:
            groups.append([event])
    merged = []
    for group in groups:
        time = next((event.time for event in group if event.time), None)
        first = group[0]
        where = "" if time and len(time) == len("2021-05-24") else first.doc_id
        key = digest(first.type, "|".join(sorted(_parties(first))), time or "", _negation(first), where)
        # Tellings without a time and with other partners than the first's keep apart by their trigger.
        merged += [replace(event, id=f"event/{key}") for event in group]
    return sorted(merged, key=lambda event: (event.trigger, event.type))


def _parties(event: Event) -> set[str]:
    return {*event.actors, *event.recipients}


def _negation(event: Event) -> str:
    return "negated" if event.status == "negated" else ""


def _same(one: Event, other: Event) -> bool:
    if one.type != other.type or _negation(one) != _negation(other) or _parties(one) != _parties(other):
        return False
    return one.time is None or other.time is None or one.time == other.time
