"""What a sentence tells that is no event of the ontology, but a day on which those whom it names did something: the
meeting that ``استعرض`` tells, a tour of inspection, a signing among clubs. What they say next was said then."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from kg.events import timing
from kg.events.circumstances import Telling
from kg.events.lexicon import Trigger
from kg.events.references import References
from kg.events.status import perfect
from kg.ontology import event_types
from kg.records import Document, Event, Span
from kg.tree import Tree

STANDS_FOR = "Meeting"
MAIN = ("root", "parataxis", "conj")  # how the verb of a sentence hangs, behind a conjunction or not
DAY = len("2022-03-15")
TAKING_PART = ("Person", "Organization", "Group")


def scene(document: Document, references: References, number: int, happenings: Collection[int]) -> Telling | None:
    """What the main verb of a sentence, none of its ``happenings``, tells to have been done on a certain day."""
    tree = references.trees[number]
    verb = _main(tree)
    if verb is None or verb in happenings or not perfect(tree, verb):
        return None
    kind = next(kind for kind in event_types() if kind.type == STANDS_FOR)
    published = date.fromisoformat(document.published) if document.published else None
    found = timing.expressions(document, tree, future=False, happenings=happenings)
    trigger = Trigger(verb, kind, verbal=True)
    time = timing.of(tree, trigger, found, others=happenings, published=published)
    if time is None or len(time) != DAY:
        return None
    named = {references.named(number, place): tree.clause(place) for place in range(len(tree.words))}
    actors = [one for one, clause in named.items() if one and clause == verb and references.kind(one) in TAKING_PART]
    word = tree.words[verb]
    span = Span(word.begin, word.end, document.text[word.begin : word.end])
    sentence = Span(tree.sentence.begin, tree.sentence.end)
    event = Event(document.id, "", STANDS_FOR, span, sentence, actors=tuple(sorted(actors)), time=time)
    return Telling(event, ghost=True)


def _main(tree: Tree) -> int | None:
    """The first verb of the main clause."""
    return next(
        (
            place
            for place, word in enumerate(tree.words)
            if word.upos == "VERB" and tree.relation(place) in MAIN and not any(map(tree.verbal, tree.ancestors(place)))
        ),
        None,
    )
