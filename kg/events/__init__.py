"""Events: typed happenings with roles, time, status and source, by rules over the parse.

Each sentence goes one way: triggers (lexicon) → participants (arguments, references) → time, status,
attribution → one id for the tellings of one happening (merging).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from kg import dates
from kg.arabic import fold
from kg.events import (
    attribution,
    circumstances,
    confidence,
    evidence,
    inheritance,
    merging,
    scenes,
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

NAMED = frozenset({"Person", "Organization", "Place", "State"})  # types whose names tell no event
ALL = Options()
SAYING = "Statement"  # told by a verb of saying only where its content is no event of another type
CUT = "فيصل"
ACCORDINGLY = "حسبما"
ACCORDING = frozenset({"حسب", "بحسب", "وفق", "وفقا"})
JUDGING = frozenset({"وصف", "واصف", "اعتبر", "معتبر"})
INTENDING = frozenset(
    map(fold, ("نوى", "اعتزم", "أراد", "قرر", "عزم", "خطط", "أزمع"))
)  # tell no more than what is to be
PACT = "Agreement"
MEETING = "Meeting"
TALKS = frozenset({MEETING, "Call"})
DURING = "خلال"
SPEAKING = "speech"
STANCES = ("stance", SPEAKING)  # patterns of types that are done by being said
OPENING = 1  # words before the verb of a sentence that nobody says: a conjunction
CONTENT = ("ccomp", "xcomp", "obj", "obl", "parataxis", "csubj")  # what a verb of saying says


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
            if not _names(tree, trigger.index) and not _named(references, number, trigger.index)
            and not _held(references, tree, trigger)
        ]  # fmt: skip
        triggers = [one for one in _distinct(tree, found) if not _during(tree, one, found)]
        framed = [(trigger, arguments.frame(number, trigger, lexicon.slots(trigger))) for trigger in triggers]
        told = [
            (trigger, frame)
            for trigger, frame in framed
            if _complete(trigger, frame) and not _impersonal(tree, trigger) and not _credited(tree, trigger)
        ]
        contents = {trigger.index for trigger, _ in told if trigger.type.type != SAYING}
        happenings = {trigger.index for trigger in triggers}
        pacts = {trigger.index for trigger in triggers if trigger.type.type == PACT and not trigger.verbal}
        kept = [(trigger, frame) for trigger, frame in told if not _only_says(tree, trigger, contents)]
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
    return trigger.type.type == PACT and not trigger.verbal and tree.keys[trigger.index].startswith("ال")


def _open(event: Event) -> bool:
    """Whether an event is one that is to be, or not to have been, on nobody knows which day."""
    return event.time is None and event.status in ("planned", "negated")


def _announced(document: Document, tree: Tree, trigger: Trigger, happenings: set[int]) -> str | None:
    """The time of the saying in whose content a trigger stands."""
    found = timing.expressions(document, tree, future=False, happenings=happenings)
    return timing.of(tree, trigger, found, others=happenings, announced=True)


def _names(tree: Tree, index: int) -> bool:
    """Whether a word that looks like a verb or an event noun is somebody's first or last name: فيصل بن, بن سفر; and
    the former, which the tokenizer cuts in two, also behind a title."""
    word = tree.words[index]
    cut = tree.words[index - 1] if index > 1 else word
    titled = tree.keys[index - 2].startswith(("ال", "لا"))  # للأمير is ل and لأمير
    if titled and cut.end == word.begin and cut.text + word.text == CUT:
        return True
    return not {"بن", "بنت"}.isdisjoint(tree.keys[index + 1 : index + 2] + tree.keys[max(0, index - 1) : index])


def _named(references: References, number: int, index: int) -> bool:
    """Whether a word is part of the name of somebody, of a body or of a place, which tells nothing by what it means:
    ميشال عون, حركة نداء تونس. A treaty is named after its pact."""
    here = references.named(number, index)
    if here is None or references.kind(here) not in NAMED:
        return False
    alone = here not in (references.named(number, index - 1), references.named(number, index + 1))
    return not (alone and references.trees[number].words[index].upos == "VERB")  # a rare verb taken for a name


def _held(references: References, tree: Tree, trigger: Trigger) -> bool:
    """Whether a noun says what an office is for: وزير التجارة, وزير الصحة والإغاثة."""
    place = trigger.index
    while not trigger.verbal and tree.relation(place) in ("nmod", "conj") and not tree.cases(place):
        above = tree.head(place)
        if above is None or above > place:
            return False
        if tree.lemmas[above] in references.words["minister"]:
            return True
        place = above
    return False


def _only_says(tree: Tree, trigger: Trigger, contents: set[int]) -> bool:
    """Whether a verb of saying does no more than tell another event: أعلن عن زيارة, قال إن فلانا وصل."""
    if trigger.type.type != SAYING or not trigger.verbal:
        return False
    said = tree.children(trigger.index, *CONTENT)
    if tree.lemmas[trigger.index] in JUDGING:  # what is judged is its object, what is said of it stands behind
        said = [place for place in said if tree.relation(place) != "obj"]
    meant = [deed for verb in said if tree.lemmas[verb] in INTENDING for deed in tree.children(verb, *CONTENT)]
    return not contents.isdisjoint([*said, *meant])


def _during(tree: Tree, trigger: Trigger, found: list[Trigger]) -> bool:
    """Whether a verb only says what a meeting or call told before it was about: اتصالا بحثا خلاله الأزمة."""
    if not trigger.verbal or trigger.type.type != MEETING or DURING not in tree.keys[trigger.index + 1 :][:1]:
        return False
    pronoun = any(tree.words[child].upos == "PRON" for child in tree.children(trigger.index + 1))
    behind = tree.words[trigger.index + 2 : trigger.index + 3]
    told = any(one.index < trigger.index and one.type.type in TALKS for one in found)
    return told and (pronoun or (bool(behind) and behind[0].upos == "PRON"))


def _impersonal(tree: Tree, trigger: Trigger) -> bool:
    """Whether nobody in particular says so: يذكر أن, يشار إلى أن, as a sentence or paragraph opens."""
    index = trigger.index
    if trigger.type.type != SAYING or not trigger.verbal or tree.children(index, "nsubj") or index > OPENING:
        return False
    return tree.keys[index].startswith("ي") and "ان" in tree.keys[index + 1 : index + 3]


def _credited(tree: Tree, trigger: Trigger) -> bool:
    """Whether a verb of saying only gives the source of the sentence: حسبما أعلن, وفق ما ذكر, وفقا لما قال."""
    if trigger.type.type != SAYING or not trigger.verbal:
        return False
    before = tree.keys[max(0, trigger.index - 3) : trigger.index]
    if before[-1:] == (ACCORDINGLY,):
        return True
    return before[-1:] in (("ما",), ("لما",)) and any(key in ACCORDING for key in before[:-1])


def _distinct(tree: Tree, triggers: list[Trigger]) -> list[Trigger]:
    """Without the noun that only repeats its verb, وقّع اتفاقية is one signing, or tells its sense."""
    verbs = {trigger.index: trigger for trigger in triggers if trigger.verbal}
    partners = {trigger.partner for trigger in triggers if trigger.type.type != SAYING}  # عبر عن دعمه tells support
    pacts = {trigger.index for trigger in triggers if not trigger.verbal and trigger.type.type == PACT}
    kept: dict[int, Trigger] = {}
    for trigger in triggers:
        above = verbs.get(_reached(tree, trigger.index))
        if trigger.index in partners:
            continue
        if trigger.index in pacts and _of_it(tree, trigger.index, pacts):
            continue
        first = kept.get(trigger.index - 1)
        nouns = first is not None and not first.verbal and not trigger.verbal
        if first and nouns and tree.head(trigger.index) == first.index and trigger.type.type == first.type.type:
            kept[first.index] = replace(first, partner=trigger.index)  # إبرام اتفاق بين, برقية تهنئة are one
            continue
        if trigger.verbal or above is None or above.type.type != trigger.type.type:
            kept[trigger.index] = trigger
        elif above.partner is None and above.index in kept:  # وقع مجموعة من الاتفاقيات مع: the noun has the parties
            kept[above.index] = verbs[above.index] = replace(above, partner=trigger.index)
    return list(kept.values())


def _of_it(tree: Tree, noun: int, pacts: set[int]) -> bool:
    """Whether a noun with a pronoun tells of the pact whose relative clause it stands in: الاتفاق الذي جرى توقيعه."""
    owned = any(tree.words[child].upos == "PRON" for child in tree.children(noun))
    above = list(tree.ancestors(noun))
    clauses = [place for place in above if tree.relation(place) == "acl"]
    return owned and any(tree.head(place) in pacts for place in clauses)


def _reached(tree: Tree, noun: int) -> int:
    """The word whose object or oblique a noun is, itself or inside a quantity (عدد من الاتفاقيات); -1 if none."""
    for place in (noun, *tree.ancestors(noun)):
        if tree.relation(place) in ("obj", "obl", "iobj", "nsubj"):
            above = tree.head(place)
            return -1 if above is None else above
        if tree.relation(place) != "nmod":
            break
    return -1


def _complete(trigger: Trigger, frame: Frame) -> bool:
    """Whether enough is known of who took part: one actor, and a second party where the type needs one."""
    parties = set(frame.get("actor")) | set(frame.get("recipient"))
    if not frame.get("actor"):
        return False
    if frame.how == "governor" and trigger.type.symmetric:
        return len(parties) >= 2
    return frame.how != "nearest" or len(parties) >= 2


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
    speakers = set(attribution.of(references, number, trigger.index)) if trigger.type.type != SAYING else set()
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
