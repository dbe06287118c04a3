"""Times that one telling gives and another of the same document leaves out.

By the rows of ``durations.csv``: a happening told again (``retold``) has the time it was given elsewhere;
what guest and host do (``within``) has the dates of the visit, meeting or call; who speaks on, or answers, does so
when the talk began. What is no event for the graph, because too little is known of who took part, still lends its time.
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

SAYING = "Statement"
SAYINGS = (SAYING, "Support", "Criticism", "Request", "Rejection", "Threat")
GAP = 3  # codepoints between sentences that follow each other
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
ANSWERED = (*HEARD, "Agreement")  # to what the other party speaks from its side
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


def inherit(tellings: Sequence[Telling], *, state: Owner, published: date | None = None) -> list[Event]:
    """The events of the tellings of one document, in their order, with times from other tellings where they have none
    of their own. What is told as if it had happened is planned where another telling says so, and its time has not
    passed by the day of publication."""
    told = [_lasted(replace(one, event=_begun(one.event, tellings, state))) for one in tellings]
    for step in STEPS:
        for place, one in enumerate(told):
            time = None if one.event.time else step(place, told, state, published)
            if time and not (_done(one.event) and _is_to_come(time, published)):
                told[place] = _lasted(replace(one, event=replace(one.event, time=time)))
    return [replace(one.event, status=_status(one, told, state, published)) for one in told if not one.ghost]


def _done(event: Event) -> bool:
    """Whether a verb tells that an event has happened."""
    return event.status == "actual" and "-verb:" in event.rule


def _is_to_come(time: str, published: date | None) -> bool:
    first, _ = bounds(time)
    return first is not None and published is not None and first > published


def _status(telling: Telling, told: Sequence[Telling], state: Owner, published: date | None) -> str:
    """As told; but the noun of a happening tells no tense, ``ستتضمن الزيارة``, and what has lasted since goes on."""
    event = telling.event
    if telling.since and event.status == "actual" and event.time and event.time.endswith(f"/{published}"):
        return "ongoing"
    noun = event.rule.partition(":")[0].endswith("noun")
    if event.status != "actual" or event.status_from or not noun or not event.time or published is None:
        return event.status
    first, last = bounds(event.time)
    if last is None or last <= published:
        return event.status
    planned = any(
        one.event.status == "planned" and one.event.type == event.type and one.event.time == event.time
        and _alike(event, one.event, state)
        for one in told
    )  # fmt: skip
    return "planned" if planned or (first and first > published) else event.status


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


def _pointed(place: int, told: Sequence[Telling], _: Owner, __: date | None) -> str | None:
    """A definite noun without more is the happening told last, of its own type if there is one: ``خلال اللقاء``."""
    one = told[place]
    if not one.bare or one.event.type not in FRAMES or one.event.status in UNREAL:
        return None
    before = _before(place, told)
    alike = [event for event in before if event.type == one.event.type]
    return (alike or before)[-1].time if before else None


def _lasted(one: Telling) -> Telling:
    """A telling that gives one day and a length, with all its days."""
    time = one.event.time
    if not time or len(time) != DAY or one.days == 1:
        return one
    day, more = date.fromisoformat(time), timedelta(days=one.days - 1)
    ends = (day - more, day) if one.ended else (day, day + more)
    return replace(one, event=replace(one.event, time=f"{ends[0]}/{ends[1]}"))


def _announced(place: int, told: Sequence[Telling], _: Owner, __: date | None) -> str | None:
    """What is planned or denied, on no day that the document tells, has that of the announcement."""
    return told[place].announced


def _since(place: int, told: Sequence[Telling], _: Owner, published: date | None) -> str | None:
    """What lasts since another happening began, from that day to the day of publication."""
    one = told[place]
    if one.since is None or published is None or not duration(one.event.type).lasts:
        return None
    begin = next((o.event.time for o in told if o.event.trigger == one.since and o.event.time), None)
    first = bounds(begin)[0] if begin else None
    return f"{begin.partition('/')[0]}/{published}" if begin and first and first < published else None


def _ahead(place: int, told: Sequence[Telling], _: Owner, published: date | None) -> str | None:
    """What a guest is to do is done in the days of his journey, as long as they are not over; of a journey to several
    states nobody knows in which."""
    event = told[place].event
    if event.type not in ("Meeting", "Conference") or event.status != "planned" or published is None:
        return None
    visits = [
        one.event for one in told[:place]
        if one.event.type == "Visit" and not one.ghost and not {*one.event.actors}.isdisjoint(event.actors)
    ]  # fmt: skip
    hosts = {host for visit in visits for host in visit.recipients}
    times = {visit.time for visit in visits if visit.time and (bounds(visit.time)[1] or published) > published}
    return times.pop() if len(hosts) == len(times) == 1 else None


def _hosted(place: int, told: Sequence[Telling], state: Owner, _: date | None) -> str | None:
    """A journey without a date was on the day on which the guest met those of the state that he visited."""
    event = told[place].event
    if event.type != "Visit" or event.status in UNREAL or not told[place].given or told[place].another:
        return None
    order = {begin: rank for rank, begin in enumerate(sorted({one.event.sentence.begin for one in told}))}
    met = [
        (abs(order[other.sentence.begin] - order[event.sentence.begin]), number, other.time)
        for number, other in enumerate(one.event for one in told)
        if other.time and other.type == "Meeting" and other.status == event.status
        and not {*other.actors}.isdisjoint(event.actors) and {*event.recipients} <= _parties(other, state)
    ]  # fmt: skip
    apart, _number, time = min(met, default=(NEAR + 1, 0, None))
    return time if apart <= NEAR else None


def _before(place: int, told: Sequence[Telling]) -> list[Event]:
    """The occasions told in earlier sentences."""
    return [
        other.event for other in told[:place]
        if other.event.type in FRAMES and other.event.status not in UNREAL and not other.content
        and other.event.sentence.begin < told[place].event.sentence.begin
    ]  # fmt: skip


def _at(place: int, told: Sequence[Telling], _: Owner, __: date | None) -> str | None:
    """A happening and what it took place at have one time, قال في اجتماع مع; جرى خلال الاستقبال is at the last told."""
    one = told[place]
    if one.event.status in UNREAL:
        return None
    if one.during and one.at is None:
        before = _before(place, told)
        return before[-1].time if before else None
    for other in told:
        if other.event.time and (other.event.trigger == one.at or other.at == one.event.trigger):
            return other.event.time
    return None


def _retold(place: int, told: Sequence[Telling], state: Owner, _: date | None) -> str | None:
    event = told[place].event
    if not duration(event.type).retold or event.status in UNREAL:
        return None
    if told[place].another or (duration(event.type).lasts and not told[place].given):
        return None  # هجوم مفاجئ is another attack
    verbal = "-verb:" in event.rule
    unknown = told[place].ghost and not _parties(event, state)  # الحرب in a text that tells of one
    times = [
        other.time
        for other in (one.event for one in told)
        if other.time and other.type == event.type and other.status not in UNREAL
        and (unknown or _alike(event, other, state))
        and not (verbal and event.status == "planned" and not _same_plan(event, other))
        and not (other.status == "planned" and event.status == "actual" and (verbal or event.type not in FRAMES))
        and not (event.places and other.places and event.places != other.places)
    ]  # fmt: skip
    return _narrowest(times)


def _same_plan(event: Event, other: Event) -> bool:
    """Whether what is planned is what another telling plans: من المقرر أن يلتقي أيضا is something else."""
    same = {*event.actors, *event.recipients} == {*other.actors, *other.recipients}
    return same and other.status == "planned" and _brief(other.time)


def _within(place: int, told: Sequence[Telling], state: Owner, _: date | None) -> str | None:
    """The dates of the nearest visit or meeting told before (or next) in which all parties of an event take part."""
    event = told[place].event
    if not duration(event.type).within or event.status in UNREAL:
        return None
    before = told[place].elsewhen and event.type not in FRAMES  # talks are held in a journey, told behind بعد or not
    if told[place].content or before or len(_parties(event, state)) < 2:
        return None
    order = {begin: rank for rank, begin in enumerate(sorted({one.event.sentence.begin for one in told}))}
    frames = [
        (abs(order[other.sentence.begin] - order[event.sentence.begin]), number, other.time)
        for number, other in enumerate(one.event for one in told)
        if other.time and other.type in FRAMES and other.status == event.status and _takes_part(event, other, state)
        and (other.type != "Call" or event.type in HEARD)
    ]  # fmt: skip
    apart, _number, time = min(frames, default=(NEAR + 1, 0, None))
    return time if apart <= NEAR else None


def _told_when(place: int, told: Sequence[Telling], _: Owner, __: date | None) -> str | None:
    """What the next sentence says of when this one happened, ``جاء ذلك خلال لقائه أمس``; and the other way round."""
    one = told[place]
    if one.event.status != "actual" or one.content or not (one.event.type in HEARD or one.event.type in FRAMES):
        return None
    begin = one.event.sentence.begin
    if one.back and one.event.type in FRAMES:
        before = [other.event for other in told[:place] if other.event.sentence.begin < begin and not other.content]
        said = [event.time for event in before if event.type in HEARD and event.status == "actual"]
        return said[-1] if said else None
    later = [other for other in told[place:] if other.event.sentence.begin > begin]
    if not later or not later[0].back:
        return None
    begin = later[0].event.sentence.begin
    return next((o.event.time for o in later if o.event.sentence.begin == begin and o.event.time), None)


def _said(place: int, told: Sequence[Telling], _: Owner, __: date | None) -> str | None:
    """When the speaker last spoke, or took part in talks, for an article hears a speaker on one occasion; what he
    praises, blames or wants is of that occasion in the next sentence, or until another speaks. Who answers
    (``من جانبه``) does so on the day of what was told last."""
    one = told[place]
    if one.event.status != "actual" or one.apart or not (one.answer or one.event.type in SAYINGS):
        return None
    heard = [
        other.event for other in told[:place]
        if other.event.status == "actual" and (other.event.time or other.event.type not in ("Visit", "Agreement"))
    ]  # fmt: skip
    own = [event for event in heard if event.type in HEARD and not {*event.actors}.isdisjoint(one.event.actors)]
    if one.answer and not (own and own[-1].sentence.begin == one.event.sentence.begin):
        own = [event for event in heard if event.type in ANSWERED and event.sentence.begin < one.event.sentence.begin]
    if not own or not _brief(own[-1].time):
        return None
    spoke = [event for event in heard if event.type in HEARD and event.sentence.begin < one.event.sentence.begin]
    far = one.event.sentence.begin - own[-1].sentence.end > GAP and spoke[-1].sentence != own[-1].sentence
    if one.event.type != SAYING and not one.answer and (far or one.content):
        return None
    return own[-1].time


def _brief(time: str | None) -> bool:
    """Whether a time is no longer than talks are."""
    first, last = bounds(time) if time else (None, None)
    return first is not None and last is not None and last - first < JOURNEY


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
    alone = {party for party in others if not any(state(they) == party for they in others - {party})}
    met = {state(party) for party in ones & others} | (alone & set(map(state, ones)))
    return {state(party) for party in ones - others if state(party) != party} - met


def _takes_part(event: Event, frame: Event, state: Owner) -> bool:
    return _parties(event, state) <= _parties(frame, state) - _strangers(event, frame, state)


def _alike(one: Event, other: Event, state: Owner) -> bool:
    ones, others = _parties(one, state), _parties(other, state)
    strangers = _strangers(one, other, state) & ones & others
    return len((ones & others) - strangers) >= ALIKE * (len(ones | others) + len(strangers))


STEPS = (  # in order: what points to another telling, retells it or took place at it, before what lies within it
    _pointed, _at, _retold, _pointed, _at, _within, _hosted, _ahead, _retold, _at,
    _told_when, _said, _since, _announced,
)  # fmt: skip
