"""Scores of what the system read against hand-annotated documents.

What is counted, and why:

- **Mentions**: precision, recall and F1 of (begin, end, type), exact.
- **Links**: of the mentions found exactly whose gold entity has a Wikidata id, the share whose entity
  has that same id; links found: of all mentions of such gold entities. Both of all types and of each.
- **Descriptions**: an argument of a gold event that has no name in the sentence of its trigger is given there by a
  pronoun, a description (``الزعيمان``, ``الوزير``, ``الروسي``) or not at all. Of these the share that the matched
  system event has; where no event was matched, they are not resolved.
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
- **Attribution** of matched events that either side attributes to someone (``attributed_to``): exactly the same
  sources, as entities. A source missed, another one, and one given to what the writer himself tells are all wrong;
  where both sides leave it to the writer there is nothing to score. **Attributed**: of those that the gold
  attributes alone.

Totals add up counts over documents (micro average). Core and verbal types are reported apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from kg.arabic import fold
from kg.edtf import bounds
from kg.errors import BadInput
from kg.folder import Reading
from kg.gold import Gold, GoldEntity, GoldEvent
from kg.records import Document, Entity, Event
from kg.scores import Evaluation, EventScore, NameScore, Overlap, Score, Share

# The groups of types are the guidelines', not ours to extend by rows.
SYMMETRIC = frozenset({"Meeting", "Call", "Conference", "Agreement", "Cooperation", "Exercise"})
CORE = SYMMETRIC | {"Visit", "Aid", "Trade", "Sanction", "Force"}
STRICT = 0.5  # least Jaccard overlap of the arguments of a strict match

SENTENCE_END = re.compile(r"[.!؟?](?=\s|$)|\n")

Names = Mapping[tuple[int, int, str], str | None]  # begin, end, type → Wikidata id
Arguments = frozenset[tuple[str, str]]  # (role, gold key or system id)


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
    identity = identify(reading.entities, gold.entities)
    core, verbal = (
        _score_events(
            [event for event in gold.events if (event.type in CORE) == is_core],
            [event for event in reading.events if (event.type in CORE) == is_core],
            identity,
        )
        for is_core in (True, False)
    )
    types = sorted({type for _, _, type in (*found, *wanted)})
    described, arguments = _score_described(gold, reading.events, identity)
    return Score(
        types=tuple((type, _score_names(_of(type, wanted), _of(type, found))) for type in types),
        described=described,
        arguments=arguments,
        core=core,
        verbal=verbal,
    )


def _of(type: str, mentions: Names) -> Names:
    return {key: link for key, link in mentions.items() if key[2] == type}


def _score_names(wanted: Names, found: Names) -> NameScore:
    linkable = [key for key in wanted if wanted[key]]
    right = sum(key in found and found[key] == wanted[key] for key in linkable)
    return NameScore(
        mentions=Overlap(len(found.keys() & wanted.keys()), len(found), len(wanted)),
        links=Share(right, sum(key in found for key in linkable)),
        links_found=Share(right, len(linkable)),
    )


def _score_described(gold: Gold, system: Sequence[Event], identity: Mapping[str, str]) -> tuple[Share, int]:
    """The arguments of gold events that no name in their sentence gives, and the number of all arguments."""
    named = {entity.key: entity.mentions for entity in gold.entities}
    told = {wanted.id: _system_arguments(event, identity) for wanted, event, _ in match(gold.events, system, identity)}
    right = asked = arguments = 0
    for event in gold.events:
        if event.same_as is not None:
            continue
        begin, end = _sentence(gold.text, event.trigger.begin)
        for argument in _gold_arguments(event):
            arguments += 1
            if not any(begin <= mention.begin < end for mention in named[argument[1]]):
                asked += 1
                right += argument in told.get(event.id, ())
    return Share(right, asked), arguments


def _sentence(text: str, place: int) -> tuple[int, int]:
    """The offsets of the sentence around a place, by its marks alone: gold files hold no other."""
    begin = max((mark.end() for mark in SENTENCE_END.finditer(text, 0, place)), default=0)
    mark = SENTENCE_END.search(text, place)
    return begin, mark.end() if mark else len(text)


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
        if id(event) in hit_system or not any(repeats(event, wanted, identity) for wanted, _, _ in matched)
    ]
    sizes = (len(counted_system), len(counted_gold))
    argument_sizes = (
        sum(len(_system_arguments(event, identity)) for event in counted_system),
        sum(len(_gold_arguments(event)) for event in counted_gold),
    )
    shared = sum(len(_gold_arguments(w) & _system_arguments(t, identity)) for w, t, _ in matched)
    timed = [(wanted.time, told.time) for wanted, told, _ in matched if wanted.time or told.time]
    spans = [(_days(a), _days(b)) for a, b in timed if a and b]
    sources = [
        (frozenset(wanted.attributed_to), frozenset(identity.get(one, one) for one in told.attributed_to))
        for wanted, told, _ in matched
    ]
    same_sources = sum(a == b for a, b in sources if a)
    return EventScore(
        events=Overlap(len(matched), *sizes),
        strict=Overlap(sum(overlap >= STRICT for _, _, overlap in matched), *sizes),
        arguments=Overlap(shared, *argument_sizes),
        time_equal=Share(sum(a == b for a, b in spans), len(timed)),
        time_overlap=Share(sum(a[0] <= b[1] and b[0] <= a[1] for a, b in spans), len(timed)),
        status=Share(sum(wanted.status == told.status for wanted, told, _ in matched), len(matched)),
        attribution=Share(same_sources, sum(bool(a or b) for a, b in sources)),
        attributed=Share(same_sources, sum(bool(a) for a, _ in sources)),
    )


def _days(edtf: str) -> tuple[date, date]:
    begin, end = bounds(edtf)
    return begin or date.min, end or date.max


def _may_match(wanted: GoldEvent, told: Event, identity: Mapping[str, str]) -> bool:
    begin, end = wanted.trigger.begin, wanted.trigger.end
    in_sentence = told.sentence.begin <= begin and end <= told.sentence.end
    on_trigger = told.trigger.begin < end and begin < told.trigger.end
    return (in_sentence or on_trigger) and repeats(told, wanted, identity)


def repeats(told: Event, wanted: GoldEvent, identity: Mapping[str, str]) -> bool:
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
