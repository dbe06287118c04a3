"""Times that one telling gives and another of the same document leaves out.

By the rows of ``durations.csv``: a happening told again (``retold``) has the time it was given elsewhere;
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
from kg.events.circumstances import FRAMES, Telling
from kg.ontology import folder
from kg.records import Event

UNREAL = ("negated", "hypothetical", "ongoing")
ALIKE = 0.5  # least Jaccard overlap of the parties of two tellings of one happening
NEAR = 2  # sentences with events from a visit to what happens during it
JOURNEY = timedelta(days=31)  # what is longer says more than the days of one happening
HEARD = (
    "Statement",
    "Support",
    "Criticism",
    "Request",
    "Rejection",
    "Threat",
    "Call",
    "Meeting",
    "Conference",
    "Visit",
)
DAY = len("2022-03-15")

Owner = Callable[[str], str]  # the state behind an actor, itself if none is known


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


def inherit(tellings: Sequence[Telling], *, state: Owner) -> list[Event]:
    """The events of the tellings of one document, in their order, with times from other tellings where they have none
    of their own."""
    told = [replace(one, event=_begun(one.event, tellings, state)) for one in tellings]
    for step in (_at, _retold, _at, _within, _retold, _at, _told_when, _spoken_on):
        for place, one in enumerate(told):
            if not one.event.time and (time := step(place, told, state)):
                told[place] = replace(one, event=replace(one.event, time=time))
    return [one.event for one in told]


def _begun(event: Event, told: Sequence[Telling], state: Owner) -> Event:
    """An event of which only the end is told (``تستمر حتى الأربعاء``), from where another telling lets it begin."""
    if not event.time or event.time_from is None or event.time_from.label != "until":
        return event
    end = event.time.rpartition("/")[2]
    begins = [
        other.time.partition("/")[0]
        for other in (one.event for one in told)
        if other.time and other.type == event.type and (other.time_from is None or other.time_from.label != "until")
        and _alike(event, other, state)
    ]  # fmt: skip
    begins = [begin for begin in begins if len(begin) == len(end) == DAY and begin <= end]
    return replace(event, time=f"{min(begins)}/{end}" if min(begins) < end else end) if begins else event


def _at(place: int, told: Sequence[Telling], _: Owner) -> str | None:
    """A happening and what it took place at have one time: قال في اجتماع مع."""
    one = told[place]
    if one.event.status in UNREAL:
        return None
    for other in told:
        if other.event.time and (other.event.trigger == one.at or other.at == one.event.trigger):
            return other.event.time
    return None


def _retold(place: int, told: Sequence[Telling], state: Owner) -> str | None:
    event = told[place].event
    if not duration(event.type).retold or event.status in UNREAL:
        return None
    if duration(event.type).lasts and not told[place].given:
        return None  # هجوم مفاجئ is another attack
    times = [
        other.time
        for other in (one.event for one in told)
        if other.time and other.type == event.type and other.status not in UNREAL
        and _alike(event, other, state) and not (event.places and other.places and event.places != other.places)
    ]  # fmt: skip
    return _narrowest(times)


def _within(place: int, told: Sequence[Telling], state: Owner) -> str | None:
    """The dates of the nearest visit or meeting told before (or next) in which all parties of an event take part."""
    event = told[place].event
    if not duration(event.type).within or event.status in UNREAL or told[place].content:
        return None
    if len(_parties(event, state)) < 2:
        return None
    order = {begin: rank for rank, begin in enumerate(sorted({one.event.sentence.begin for one in told}))}
    frames = [
        (abs(order[other.sentence.begin] - order[event.sentence.begin]), number, other.time)
        for number, other in enumerate(one.event for one in told)
        if other.time and other.type in FRAMES and other.status == event.status and _takes_part(event, other, state)
        and (other.type != "Call" or event.type in HEARD)
    ]  # fmt: skip
    apart, _, time = min(frames, default=(NEAR + 1, 0, None))
    return time if apart <= NEAR else None


def _told_when(place: int, told: Sequence[Telling], _: Owner) -> str | None:
    """What the next sentence says of when this one happened: ``جاء ذلك خلال لقائه أمس``."""
    one = told[place]
    if one.event.status != "actual" or one.content or not (one.event.type in HEARD or one.event.type in FRAMES):
        return None
    later = [other for other in told[place:] if other.event.sentence.begin > one.event.sentence.begin]
    if not later or not later[0].back:
        return None
    begin = later[0].event.sentence.begin
    return next((o.event.time for o in later if o.event.sentence.begin == begin and o.event.time), None)


def _spoken_on(place: int, told: Sequence[Telling], _: Owner) -> str | None:
    """When the speaker last spoke, or took part in talks: an article hears a speaker on one occasion."""
    one = told[place]
    if one.event.type != "Statement" or one.event.status != "actual" or one.apart:
        return None
    heard = [
        other.event
        for other in told[:place]
        if other.event.type in HEARD
        and other.event.status == "actual"
        and (other.event.time or other.event.type != "Visit")
        and not {*other.event.actors}.isdisjoint(one.event.actors)
    ]
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
