"""Scores of what the system read against hand-annotated documents.

What is counted, and why:

- **Mentions**: precision, recall and F1 of (begin, end, type), exact.
- **Links**: of the mentions found exactly whose gold entity has a Wikidata id, the share whose entity
  has that same id.
- **Identity**: arguments of gold events are keys of the document, those of the system are entity ids.
  A system entity *is* the gold entity with which it shares most mentions (overlapping spans); one
  without shared mentions is the gold entity with its Wikidata id, else with its name. An entity that
  is none of them stays itself and so counts as a wrong argument.
- **Events**: a system event may match a gold event of the same type if they share a participant (actor
  or recipient) and the gold trigger stands in the system's evidence sentence or overlaps its trigger.
  One to one, greedy: the pair with the largest Jaccard overlap of arguments first, then the one whose
  triggers are nearest. A gold event that repeats another (``same_as``) is no miss when unmatched; an
  unmatched system event of the type and with a participant of a matched gold event is no false alarm.
- **Strict events**: a match counts only if the Jaccard overlap of the arguments is at least one half.
- **Arguments**: F1 of (event, role, entity) over the same events; for types where all parties are
  actors the role is ignored.
- **Time** of matched events where either side states one: equal, and overlapping, as intervals.
  **Status** of all matched events. Where both sides rightly give no time there is nothing to score.

Totals add up counts over documents (micro average). Core and verbal types are reported apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, Self

from kg.arabic import fold
from kg.edtf import bounds
from kg.errors import BadInput
from kg.folder import Reading
from kg.gold import Gold, GoldEntity, GoldEvent
from kg.records import Document, Entity, Event

# The groups of types are the guidelines', not ours to extend by rows.
SYMMETRIC = frozenset({"Meeting", "Call", "Conference", "Agreement", "Cooperation", "Exercise"})
CORE = SYMMETRIC | {"Visit", "Aid", "Trade", "Sanction", "Force"}
STRICT = 0.5  # least Jaccard overlap of the arguments of a strict match

Arguments = frozenset[tuple[str, str]]  # (role, gold key or system id)


@dataclass(frozen=True, slots=True)
class Overlap:
    """How two sets agree: what they share, and the size of each."""

    shared: int = 0
    system: int = 0
    gold: int = 0

    def __add__(self, other: Self) -> Overlap:
        return Overlap(self.shared + other.shared, self.system + other.system, self.gold + other.gold)

    @property
    def precision(self) -> float | None:
        return self.shared / self.system if self.system else None

    @property
    def recall(self) -> float | None:
        return self.shared / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """None where there was nothing to find and nothing was found."""
        return 2 * self.shared / (self.system + self.gold) if self.system + self.gold else None


@dataclass(frozen=True, slots=True)
class Share:
    """``right`` of ``asked`` questions."""

    right: int = 0
    asked: int = 0

    def __add__(self, other: Self) -> Share:
        return Share(self.right + other.right, self.asked + other.asked)

    @property
    def accuracy(self) -> float | None:
        return self.right / self.asked if self.asked else None


@dataclass(frozen=True, slots=True)
class EventScore:
    """Scores of one group of event types."""

    events: Overlap = Overlap()
    strict: Overlap = Overlap()
    arguments: Overlap = Overlap()
    time_equal: Share = Share()
    time_overlap: Share = Share()
    status: Share = Share()

    def __add__(self, other: Self) -> EventScore:
        return EventScore(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))


@dataclass(frozen=True, slots=True)
class Score:
    """All scores of one document, or of all of them."""

    mentions: Overlap = Overlap()
    links: Share = Share()
    core: EventScore = EventScore()
    verbal: EventScore = EventScore()

    def __add__(self, other: Self) -> Score:
        return Score(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    @property
    def all(self) -> EventScore:
        return self.core + self.verbal


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One score a document, in order of their ids."""

    documents: tuple[tuple[str, Score], ...]

    @property
    def total(self) -> Score:
        return sum((score for _, score in self.documents), start=Score())


def evaluate(gold: Sequence[Gold], readings: Iterable[Reading]) -> Evaluation:
    """Score what the system read against the gold documents of the same ids.

    A gold document that the system did not read counts as one in which it found nothing. Raises
    BadInput if a document was read from another text than the one annotated: no offset would fit.
    """
    system = {reading.document.id: reading for reading in readings}
    scores = []
    for one in sorted(gold, key=lambda one: one.doc_id):
        reading = system.get(one.doc_id) or Reading(Document(one.doc_id, one.text), (), (), ())
        if reading.document.text != one.text:
            raise BadInput(f"{one.path}: the annotated text is not what was read from {reading.document.path}")
        scores.append((one.doc_id, score(one, reading)))
    return Evaluation(tuple(scores))


def score(gold: Gold, reading: Reading) -> Score:
    """The scores of one document."""
    wanted = {
        (span.begin, span.end, entity.type): entity.wikidata for entity in gold.entities for span in entity.mentions
    }
    # A mention has the type of the entity it was resolved to: a capital that acts is a State.
    found = {(m.begin, m.end, entity.type): entity.wikidata for entity in reading.entities for m in entity.mentions}
    linkable = [key for key in found if wanted.get(key)]
    identity = identify(reading.entities, gold.entities)
    core, verbal = (
        _score_events(
            [event for event in gold.events if (event.type in CORE) == is_core],
            [event for event in reading.events if (event.type in CORE) == is_core],
            identity,
        )
        for is_core in (True, False)
    )
    return Score(
        mentions=Overlap(len(found.keys() & wanted.keys()), len(found), len(wanted)),
        links=Share(sum(found[key] == wanted[key] for key in linkable), len(linkable)),
        core=core,
        verbal=verbal,
    )


def identify(entities: Sequence[Entity], gold: Sequence[GoldEntity]) -> dict[str, str]:
    """Which gold key each system entity id is; ids that are none of them are left out."""
    identity: dict[str, str] = {}
    for entity in entities:
        shared = Counter[str]()
        for candidate in gold:
            shared[candidate.key] = sum(
                any(mention.begin < span.end and span.begin < mention.end for mention in entity.mentions)
                for span in candidate.mentions
            )
        by_link = [one.key for one in gold if one.wikidata and one.wikidata == entity.wikidata]
        by_name = [one.key for one in gold if _named_alike(entity, one)]
        if any(shared.values()):
            identity[entity.id] = max(sorted(shared), key=lambda key: shared[key])
        elif by_link or by_name:
            identity[entity.id] = [*by_link, *by_name][0]
    return identity


def _named_alike(entity: Entity, gold: GoldEntity) -> bool:
    """The same Arabic or English name, and no two different links that would deny it."""
    if entity.wikidata and gold.wikidata and entity.wikidata != gold.wikidata:
        return False
    if gold.name_ar and fold(gold.name_ar) == fold(entity.name_ar):
        return True
    return bool(gold.name_en) and gold.name_en.casefold() == (entity.name_en or "").casefold()


def match(
    gold: Sequence[GoldEvent], system: Sequence[Event], identity: Mapping[str, str]
) -> list[tuple[GoldEvent, Event, float]]:
    """Pairs of a gold and a system event, one to one, with the Jaccard overlap of their arguments."""
    pairs = []
    for i, wanted in enumerate(gold):
        for j, told in enumerate(system):
            if _may_match(wanted, told, identity):
                distance = abs(wanted.trigger.begin - told.trigger.begin)
                overlap = _jaccard(_gold_arguments(wanted), _system_arguments(told, identity))
                pairs.append((-overlap, distance, wanted.same_as is not None, i, j))
    taken_gold: set[int] = set()
    taken_system: set[int] = set()
    matched = []
    for overlap, _, _, i, j in sorted(pairs):
        if i not in taken_gold and j not in taken_system:
            taken_gold.add(i)
            taken_system.add(j)
            matched.append((gold[i], system[j], -overlap))
    return matched


def _score_events(
    gold: Sequence[GoldEvent],
    system: Sequence[Event],
    identity: Mapping[str, str],
) -> EventScore:
    matched = match(gold, system, identity)
    hit_gold = {wanted.id for wanted, _, _ in matched}
    hit_system = {id(told) for _, told, _ in matched}
    counted_gold = [event for event in gold if event.id in hit_gold or event.same_as is None]
    counted_system = [
        event
        for event in system
        if id(event) in hit_system or not any(_repeats(event, wanted, identity) for wanted, _, _ in matched)
    ]
    sizes = (len(counted_system), len(counted_gold))
    argument_sizes = (
        sum(len(_system_arguments(event, identity)) for event in counted_system),
        sum(len(_gold_arguments(event)) for event in counted_gold),
    )
    shared = sum(len(_gold_arguments(w) & _system_arguments(t, identity)) for w, t, _ in matched)
    timed = [(wanted.time, told.time) for wanted, told, _ in matched if wanted.time or told.time]
    spans = [(_days(a), _days(b)) for a, b in timed if a and b]
    return EventScore(
        events=Overlap(len(matched), *sizes),
        strict=Overlap(sum(overlap >= STRICT for _, _, overlap in matched), *sizes),
        arguments=Overlap(shared, *argument_sizes),
        time_equal=Share(sum(a == b for a, b in spans), len(timed)),
        time_overlap=Share(sum(a[0] <= b[1] and b[0] <= a[1] for a, b in spans), len(timed)),
        status=Share(sum(wanted.status == told.status for wanted, told, _ in matched), len(matched)),
    )


def _days(edtf: str) -> tuple[date, date]:
    begin, end = bounds(edtf)
    return begin or date.min, end or date.max


def _may_match(wanted: GoldEvent, told: Event, identity: Mapping[str, str]) -> bool:
    begin, end = wanted.trigger.begin, wanted.trigger.end
    in_sentence = told.sentence.begin <= begin and end <= told.sentence.end
    on_trigger = told.trigger.begin < end and begin < told.trigger.end
    return (in_sentence or on_trigger) and _repeats(told, wanted, identity)


def _repeats(told: Event, wanted: GoldEvent, identity: Mapping[str, str]) -> bool:
    """Same type and a shared participant."""
    participants = {identity.get(one, one) for one in (*told.actors, *told.recipients)}
    return told.type == wanted.type and not participants.isdisjoint({*wanted.actors, *wanted.recipients})


def _gold_arguments(event: GoldEvent) -> Arguments:
    return _arguments(event.type, event.actors, event.recipients)


def _system_arguments(event: Event, identity: Mapping[str, str]) -> Arguments:
    actors = [identity.get(one, one) for one in event.actors]
    return _arguments(event.type, actors, [identity.get(one, one) for one in event.recipients])


def _arguments(kind: str, actors: Iterable[str], recipients: Iterable[str]) -> Arguments:
    actor, recipient = ("party", "party") if kind in SYMMETRIC else ("actor", "recipient")
    return frozenset([*((actor, one) for one in actors), *((recipient, one) for one in recipients)])


def _jaccard(one: Arguments, other: Arguments) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def as_dict(evaluation: Evaluation) -> dict[str, Any]:
    """Plain values for JSON: figures and the counts behind them, of each document and of all."""
    return {
        "documents": {doc_id: _plain(score) for doc_id, score in evaluation.documents},
        "total": _plain(evaluation.total),
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Overlap):
        return {**asdict(value), "precision": value.precision, "recall": value.recall, "f1": value.f1}
    if isinstance(value, Share):
        return {**asdict(value), "accuracy": value.accuracy}
    plain = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return {**plain, "all": _plain(value.all)} if isinstance(value, Score) else plain


def _figures(score: Score) -> dict[str, float | None]:
    """The columns of the table."""
    return {
        "mentions": score.mentions.f1,
        "links": score.links.accuracy,
        "core": score.core.events.f1,
        "verbal": score.verbal.events.f1,
        "events": score.all.events.f1,
        "strict": score.all.strict.f1,
        "arguments": score.all.arguments.f1,
        "time=": score.all.time_equal.accuracy,
        "time~": score.all.time_overlap.accuracy,
        "status": score.all.status.accuracy,
    }


def as_text(evaluation: Evaluation) -> str:
    """A table, one line a document and the total last; ``-`` where there was nothing to score."""
    rows = [*evaluation.documents, ("all", evaluation.total)]
    width = max(len("document"), *(len(name) for name, _ in rows))
    lines = ["".join([f"{'document':{width}}", *(f"{title:>11}" for title in _figures(Score()))])]
    for name, one in rows:
        cells = ["-" if value is None else f"{value:.3f}" for value in _figures(one).values()]
        lines.append("".join([f"{name:{width}}", *(f"{cell:>11}" for cell in cells)]))
    legend = (
        "F1 of mentions, core events, verbal events, all events, strict events and arguments; "
        "accuracy of links, of times (= equal, ~ overlapping) and of status on matched events."
    )
    return "\n".join([*lines, "", legend])
