"""Mentions of people to persons: spellings and short forms gathered, then looked up in the gazetteer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.arabic import fold
from kg.entities.context import Context
from kg.entities.lookup import parsed, people
from kg.entities.names import Name, parse, same_person, short_for
from kg.entities.spelling import sound
from kg.gazetteer import Gazetteer, Row
from kg.records import Mention

SHORT = 4  # letters up to which a family name alone (شي, لي, بينغ) needs a title that says its state
FULL, STATE, TENURE = 4, 2, 1  # points of a candidate for its full name, its state, its office on the day


@dataclass(slots=True)
class Cluster:
    """The mentions of one person; ``names`` are those of two words or more."""

    mentions: list[Mention] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Link:
    """The row that a cluster is, and how that was found."""

    row: Row
    method: str
    confidence: float


def gather(mentions: Sequence[Mention], gazetteer: Gazetteer) -> list[Cluster]:
    """One cluster a person. Full names are compared first, so that a headline's short form finds its bearer;
    a short form that several bear belongs to the one named in full last before it."""
    given = people(gazetteer).given
    clusters: list[Cluster] = []
    for mention in mentions:
        name = parse(mention.text)
        if len(name) < 2:
            continue
        same = next(
            (one for one in clusters if any(same_person(name, known, given, open_end=True) for known in one.names)),
            None,
        )
        if same is None:
            same = Cluster()
            clusters.append(same)
        same.mentions.append(mention)
        same.names.append(name)
    alone: dict[str, Cluster] = {}
    full = list(clusters)
    spoken = {id(one): [mention.begin for mention in one.mentions] for one in full}
    for mention in mentions:
        name = parse(mention.text)
        if len(name) > 1:
            continue
        word = name[0] if name else mention.text
        bearers = [one for one in full if any(short_for(word, known) for known in one.names)]
        if bearers:
            # The last one spoken of before, else the first one spoken of after.
            before = [
                (max(b for b in spoken[id(one)] if b < mention.begin), index)
                for index, one in enumerate(bearers)
                if min(spoken[id(one)]) < mention.begin
            ]
            bearers[max(before)[1] if before else 0].mentions.append(mention)
        else:
            cluster = alone.setdefault(sound(word), Cluster())
            if not cluster.mentions:
                clusters.append(cluster)
            cluster.mentions.append(mention)
    return clusters


def link(cluster: Cluster, *, context: Context, gazetteer: Gazetteer, day: str | None) -> Link | None:
    """The row of a cluster, None if no candidate fits or several fit alike.

    A full name counts most, then the state of a title beside a mention, then an office held on ``day``. A family
    name alone needs one of the latter two, or no rival, and never a title of another state; one of few letters needs
    the title. A name whose letters differ from those of the gazetteer is nobody's of another state.
    """
    states = {state for mention in cluster.mentions if (state := context.state(mention))}
    ids = dict.fromkeys(candidate for mention in cluster.mentions for candidate in mention.candidates)
    rows = [gazetteer.row(id) for id in ids if id.startswith("person/")]
    spelled = {row.id for row in rows if any(_bears(row, name) for name in cluster.names)}
    method = "name"
    likeness: dict[str, float] = {}
    if cluster.names and not spelled:
        likeness = _respelled(cluster, gazetteer)
        rows = [gazetteer.row(id) for id in sorted(likeness)]
        rows = [row for row in rows if likeness[row.id] == 1 or not states or not row.state or row.state in states]
        spelled = {row.id for row in rows}
        method = "spelling"
    short = not cluster.names and all(len(fold(mention.text)) <= SHORT for mention in cluster.mentions)
    scored = []
    for row in rows:
        if short and row.state not in states:
            continue
        points = FULL if row.id in spelled else 0
        points += STATE if row.state in states else -STATE if states and row.state else 0
        points += TENURE if day and _in_office(row, gazetteer, day) else 0
        if points > 0 or (points == 0 and len(rows) == 1):
            scored.append((points, row))
    scored.sort(key=lambda entry: (-entry[0], entry[1].id))
    if not scored or (len(scored) > 1 and scored[0][0] == scored[1][0]):
        return None
    points, row = scored[0]
    if len(rows) > 1:
        method = "context"
    sure = 0.95 if points >= FULL + TENURE and method == "name" else 0.9 if points >= FULL else 0.75
    return Link(row, method, round(sure * likeness.get(row.id, 1.0), 3))


def _respelled(cluster: Cluster, gazetteer: Gazetteer) -> dict[str, float]:
    """The ids of the rows of which a name of the cluster is a spelling, each with its best score."""
    found: dict[str, float] = {}
    for name in cluster.names:
        for match in people(gazetteer).find(name):
            found[match.row.id] = max(match.score, found.get(match.row.id, 0.0))
    return found


def _bears(row: Row, name: Name) -> bool:
    return any(same_person(name, known) for known in parsed(row) if len(known) > 1)


def _in_office(row: Row, gazetteer: Gazetteer, day: str) -> bool:
    return any(tenure.person == row.id and tenure.covers(day) for tenure in gazetteer.tenures)
