"""Events: typed happenings with roles, time, status and source, by rules over the parse.

Each sentence goes one way: triggers (lexicon), less those that tell nothing (silence) → participants (arguments,
references) → time, status, attribution → one id for the tellings of one happening (merging).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from kg import dates
from kg.events import (
    attribution,
    circumstances,
    confidence,
    evidence,
    inheritance,
    merging,
    scenes,
    silence,
    status,
    tenures,
    timing,
)
from kg.events.ablations import Options, Unassisted, Uncoreferenced, Windows, flat
from kg.events.arguments import Arguments, Frame
from kg.events.lexicon import Lexicon, Trigger
from kg.events.references import References
from kg.gazetteer import Gazetteer
from kg.records import Annotation, Document, Entity, Event, Sentence, Span, Tenure
from kg.tree import Tree

ALL = Options()
SPEAKING = "speech"
STANCES = ("stance", SPEAKING)  # patterns of types that are done by being said


@dataclass(frozen=True, slots=True)
class Considered:
    """A word that may evoke an event, and what became of it: ``event``, or why it is none."""

    trigger: Span  # label is its text
    type: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """The events of a document, and how they were found: ``sentences`` are as the rules see them, with lemmas and
    heads mended. ``tenures`` are the offices that titles give to persons."""

    events: tuple[Event, ...]
    considered: tuple[Considered, ...]
    sentences: tuple[Sentence, ...]
    tenures: tuple[Tenure, ...] = ()


def extract(
    document: Document,
    annotation: Annotation,
    entities: Sequence[Entity],
    gazetteer: Gazetteer,
    *,
    lexicon: Lexicon | None = None,
) -> list[Event]:
    """The tellings of events in a document, in order of their triggers."""
    return list(extraction(document, annotation, entities, gazetteer, lexicon=lexicon).events)


def extraction(
    document: Document,
    annotation: Annotation,
    entities: Sequence[Entity],
    gazetteer: Gazetteer,
    *,
    lexicon: Lexicon | None = None,
    options: Options = ALL,
) -> Extraction:
    """The tellings with how they were found: what :func:`extract` gives, and what was looked at on the way."""
    lexicon = lexicon or Lexicon()
    if document.published:
        day = dates.written(document.text, date.fromisoformat(document.published))
        document = replace(document, published=day.isoformat())
    sentences = tuple(map(lexicon.forms.read, annotation.sentences))
    if not options.parse:
        sentences = tuple(map(flat, sentences))
    refer = References if options.coreference else Uncoreferenced
    references = refer(replace(annotation, sentences=sentences), entities, gazetteer)
    argue = (Arguments if options.fallback else Unassisted) if options.parse else Windows
    arguments = argue(references)
    tellings: list[circumstances.Telling] = []
    considered = []
    for number, tree in enumerate(references.trees):
        found = [
            trigger for trigger in lexicon.triggers(tree)
            if not silence.names(tree, trigger.index) and not silence.named(references, number, trigger.index)
            and not silence.held(references, tree, trigger)
        ]  # fmt: skip
        triggers = [one for one in silence.distinct(tree, found) if not silence.during(tree, one, found)]
        framed = [(trigger, arguments.frame(number, trigger, lexicon.slots(trigger))) for trigger in triggers]
        told = [
            (trigger, frame)
            for trigger, frame in framed
            if silence.complete(tree, trigger, frame)
            and not silence.impersonal(tree, trigger)
            and not silence.credited(tree, trigger)
        ]
        contents = {trigger.index for trigger, _ in told if trigger.type.type != silence.SAYING}
        happenings = {trigger.index for trigger in triggers}
        pacts = {trigger.index for trigger in triggers if trigger.type.type == silence.PACT and not trigger.verbal}
        kept = [(trigger, frame) for trigger, frame in told if not silence.only_says(tree, trigger, contents)]
        dating = [
            (trigger, frame) for trigger, frame in framed
            if (trigger, frame) in kept or inheritance.duration(trigger.type.type).retold or (trigger, frame) in told
        ]  # fmt: skip
        fresh = [_event(document, references, number, trigger, frame, happenings, pacts) for trigger, frame in dating]
        ghosts = {place for place, pair in enumerate(dating) if pair not in kept}
        lengths = dates.lengths(document.text[tree.sentence.begin : tree.sentence.end], offset=tree.sentence.begin)
        told_of = circumstances.tellings(
            tree, [trigger for trigger, _ in dating], fresh, ghosts=ghosts, lengths=lengths
        )
        tellings += [
            replace(one, announced=_announced(document, tree, trigger, happenings)) if _open(one.event) else one
            for one, (trigger, _) in zip(told_of, dating, strict=True)
        ]
        if not any(event.time and event.type in circumstances.FRAMES for event in fresh):
            scene = scenes.scene(document, references, number, happenings)
            tellings += [scene] if scene else []
        outcomes = dict.fromkeys((trigger.index for trigger in found), "part of another trigger")
        outcomes |= dict.fromkeys(happenings, "too few participants, or nobody says it")
        outcomes |= {trigger.index: "only tells another event" for trigger, _ in told}
        outcomes |= {trigger.index: "event" for trigger, _ in kept}
        for trigger in found:
            span = evidence.word(tree, trigger.index, document.text)
            considered.append(Considered(span, trigger.type.type, outcomes[trigger.index]))
    published = date.fromisoformat(document.published) if document.published else None
    dated = inheritance.inherit(tellings, state=lambda one: references.state_of(one) or one, published=published)
    merged = tuple(merging.merge(dated))
    if options.calibration:
        weights = confidence.load()
        merged = tuple(replace(event, confidence=confidence.calibrated(event, weights)) for event in merged)
    seen = tuple(tree.sentence for tree in references.trees)
    return Extraction(merged, tuple(considered), seen, tenures.read(document, references))


def _known_pact(tree: Tree, trigger: Trigger) -> bool:
    """Whether a noun speaks of a pact that stands: دعا اليوم إلى احترام الاتفاق."""
    return trigger.type.type == silence.PACT and not trigger.verbal and tree.keys[trigger.index].startswith("ال")


def _open(event: Event) -> bool:
    """Whether an event is one that is to be, or not to have been, on nobody knows which day."""
    return event.time is None and event.status in ("planned", "negated")


def _announced(document: Document, tree: Tree, trigger: Trigger, happenings: set[int]) -> str | None:
    """The time of the saying in whose content a trigger stands."""
    found = timing.expressions(document, tree, future=False, happenings=happenings)
    return timing.of(tree, trigger, found, others=happenings, announced=True)


def _event(
    document: Document,
    references: References,
    number: int,
    trigger: Trigger,
    frame: Frame,
    happenings: set[int],
    pacts: set[int],
) -> Event:
    tree = references.trees[number]
    word = tree.words[trigger.index]
    published = date.fromisoformat(document.published) if document.published else None
    draft, _ = status.reading(tree, trigger, time=None, published=None)
    found = timing.expressions(document, tree, future=draft == "planned", happenings=happenings)
    lasts = inheritance.duration(trigger.type.type).lasts
    dating = partial(
        timing.of,
        tree,
        trigger,
        others=happenings,
        standing=draft == "ongoing" or (_known_pact(tree, trigger) and frame.how != "light-verb"),
        lasts=lasts,
        published=published,
        pacts=pacts,
    )
    time = dating(found)
    final, cue = status.reading(tree, trigger, time=time, published=published)
    time_from = evidence.dated(dating, found, time)
    lasted = time_from is not None and "/" in (time or "") and timing.since(tree, time_from, happenings)
    if final == "actual" and lasts and lasted:
        final = "ongoing"  # what lasts has not ended
    actors, recipients = set(frame.get("actor")), set(frame.get("recipient"))
    if trigger.type.symmetric:
        actors, recipients = actors | recipients, set()
    if trigger.type.type == "Visit":
        recipients = {references.state_of(i) or i for i in recipients}
    if (
        len(actors) < 2 or recipients != actors or trigger.type.pattern == SPEAKING
    ):  # what each does to the other has both as both
        recipients -= actors
    places = set(frame.get("place"))
    speakers = set(attribution.of(references, number, trigger.index)) if trigger.type.type != silence.SAYING else set()
    if speakers == actors and trigger.type.pattern in STANCES:  # whoever says that he welcomes welcomes
        speakers = set()
    return Event(
        doc_id=document.id,
        id="",
        type=trigger.type.type,
        trigger=Span(word.begin, word.end, document.text[word.begin : word.end]),
        sentence=Span(tree.sentence.begin, tree.sentence.end),
        actors=tuple(sorted(actors)),
        recipients=tuple(sorted(recipients)),
        places=tuple(sorted(places)),
        attributed_to=tuple(sorted(speakers)),
        time=time,
        status=final,
        confidence=round(frame.confidence, 3),
        rule=f"{trigger.type.pattern}-{'verb' if trigger.verbal else 'noun'}:{frame.how}",
        arguments=evidence.arguments(
            references,
            number,
            trigger.index,
            frame,
            {"actor": actors, "recipient": recipients, "place": places, "attributed_to": speakers},
            text=document.text,
        ),
        time_from=time_from,
        status_from=None if cue is None else evidence.word(tree, cue, document.text),
        fate=status.fate(tree, cue),
    )
