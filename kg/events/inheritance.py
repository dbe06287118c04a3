"""Times that one telling gives and another of the same document leaves out.

Three ways, by the rows of ``durations.csv``: a happening told again (``retold``) has the time it was given elsewhere;
what guest and host do (``within``) has the dates of the visit, meeting or call; who speaks on speaks when he began.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path

from kg.edtf import bounds
from kg.events.lexicon import Trigger
from kg.events.timing import happened_at
from kg.ontology import folder
from kg.records import Event
from kg.tree import Tree

FRAMES = ("Visit", "Meeting", "Conference", "Call")  # happenings with others inside them
ALIKE = 0.5  # least Jaccard overlap of the parties of two tellings of one happening
NEAR = 2  # sentences with events from a visit to what happens during it
JOURNEY = timedelta(days=31)  # what is longer says more than the days of one happening
HEARD = ("Statement", "Support", "Criticism", "Request", "Rejection", "Threat", "Call", "Meeting", "Conference")
DAY = len("2022-03-15")

Owner = Callable[[str], str]  # the state behind an actor, itself if none is known
Step = Callable[[Event, Sequence[Event], Owner], str | None]


@dataclass(frozen=True, slots=True)
class Duration:
    """How a type of event is in time."""

    lasts: bool
    retold: bool
    within: bool


@cache
def _rows(path: Path) -> Mapping[str, Duration]:
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row["type"]: Duration(*(row[name] == "true" for name in ("lasts", "retold", "within")))
            for row in csv.DictReader(file)
        }


def duration(kind: str) -> Duration:
    """How events of a type are in time."""
    return _rows(folder() / "durations.csv").get(kind, Duration(False, False, False))


def inherit(events: Sequence[Event], *, state: Owner) -> list[Event]:
    """The same events, in their order, with times from other tellings where they have none of their own."""
    dated = list(events)
    steps: tuple[Step, ...] = (_retold, _within, _retold, _spoken_on)
    for step in steps:
        dated = [event if event.time else replace(event, time=step(event, dated, state)) for event in dated]
    return dated


def share(tree: Tree, triggers: Sequence[Trigger], events: Sequence[Event]) -> list[Event]:
    """The events of one sentence; a verb and what it happened at have one time: قال في اجتماع مع."""
    dated = list(events)
    for v, verb in enumerate(triggers):
        for n, noun in enumerate(triggers):
            if verb.verbal and not noun.verbal and happened_at(tree, noun.index, verb.index):
                time = dated[v].time or dated[n].time
                dated[v], dated[n] = (replace(one, time=one.time or time) for one in (dated[v], dated[n]))
    return dated


def _retold(event: Event, events: Sequence[Event], state: Owner) -> str | None:
    if not duration(event.type).retold or event.status in ("negated", "hypothetical", "ongoing"):
        return None
    times = [
        other.time
        for other in events
        if other.time and other.type == event.type and other.status not in ("negated", "hypothetical", "ongoing")
        and _alike(event, other, state) and not (event.places and other.places and event.places != other.places)
    ]  # fmt: skip
    return _narrowest(times)


def _within(event: Event, events: Sequence[Event], state: Owner) -> str | None:
    """The dates of the nearest visit or meeting told before (or next) in which all parties of an event take part."""
    if not duration(event.type).within or event.status in ("negated", "hypothetical", "ongoing"):
        return None
    if len(_parties(event, state)) < 2:
        return None
    order = {begin: rank for rank, begin in enumerate(sorted({other.sentence.begin for other in events}))}
    frames = [
        (abs(order[other.sentence.begin] - order[event.sentence.begin]), number, other.time)
        for number, other in enumerate(events)
        if other.time and other.type in FRAMES and other.status == event.status and _takes_part(event, other, state)
    ]  # fmt: skip
    apart, _, time = min(frames, default=(NEAR + 1, 0, None))
    return time if apart <= NEAR else None


def _spoken_on(event: Event, events: Sequence[Event], _: Owner) -> str | None:
    """When the speaker last spoke, or took part in talks: an article hears a speaker on one occasion."""
    if event.type != "Statement" or event.status != "actual":
        return None
    place = next(number for number, other in enumerate(events) if other is event)
    heard = [other for other in events[:place] if other.type in HEARD and not {*other.actors}.isdisjoint(event.actors)]
    return heard[-1].time if heard else None


def _narrowest(times: Sequence[str]) -> str | None:
    """The shortest of times that all lie in each other, as a month and its year do; None where two differ."""
    spans = {time: bounds(time) for time in times}
    known = {time: (first, last) for time, (first, last) in spans.items() if first and last}
    if not known or len(known) < len(spans):
        return None
    ranked = sorted(known, key=lambda time: (known[time][1] - known[time][0], time))
    nested = all(
        known[wide][0] <= known[narrow][0] and known[narrow][1] <= known[wide][1] for narrow, wide in pairwise(ranked)
    )
    return _to_its_end(ranked) if nested else None


def _to_its_end(ranked: Sequence[str]) -> str:
    """The first of nested times; where it is the day on which the next one begins or goes on, to that one's end: a
    visit begins on Monday, and lasts until Wednesday."""
    begin = ranked[0]
    for wide in ranked[1:]:
        first, _, last = wide.partition("/")
        if (
            len(begin) == len(first) == len(last) == DAY
            and date.fromisoformat(last) - date.fromisoformat(begin) < JOURNEY
        ):
            return f"{begin}/{last}" if begin < last else begin
    return begin


def _parties(event: Event, state: Owner) -> set[str]:
    return {state(one) for one in (*event.actors, *event.recipients)}


def _strangers(one: Event, other: Event, state: Owner) -> set[str]:
    """The states for which another person takes part in one event than in the other."""
    ones, others = ({*event.actors, *event.recipients} for event in (one, other))
    met = {state(party) for party in ones & others} | (others & set(map(state, ones)))
    return {state(party) for party in ones - others if state(party) != party} - met


def _takes_part(event: Event, frame: Event, state: Owner) -> bool:
    return _parties(event, state) <= _parties(frame, state) - _strangers(event, frame, state)


def _alike(one: Event, other: Event, state: Owner) -> bool:
    ones, others = _parties(one, state), _parties(other, state)
    strangers = _strangers(one, other, state) & ones & others
    return len((ones & others) - strangers) >= ALIKE * (len(ones | others) + len(strangers))
