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

STANDS_FOR = "Meeting"
CLAUSES = ("root", "parataxis", "conj", "ccomp")  # of the sentence, behind a conjunction or not, and what is said
DAY = len("2022-03-15")
TAKING_PART = ("Person", "Organization", "Group")


def scene(document: Document, references: References, number: int, happenings: Collection[int]) -> Telling | None:
    """What the first verb in a sentence that has a day, none of its ``happenings``, tells to have been done on it."""
    tree = references.trees[number]
    published = date.fromisoformat(document.published) if document.published else None
    found = timing.expressions(document, tree, future=False, happenings=happenings)
    days = [expression for expression in found if len(expression.edtf or "") == DAY]
    kind = next(kind for kind in event_types() if kind.type == STANDS_FOR)
    for verb, word in enumerate(tree.words if days else ()):
        if verb in happenings or tree.relation(verb) not in CLAUSES or not perfect(tree, verb):
            continue
        time = timing.of(tree, Trigger(verb, kind, verbal=True), days, others=happenings, published=published)
        if time is not None:
            named = {(references.named(number, place), tree.clause(place)) for place in range(len(tree.words))}
            actors = {one for one, clause in named if one and clause == verb and references.kind(one) in TAKING_PART}
            span = Span(word.begin, word.end, document.text[word.begin : word.end])
            sentence = Span(tree.sentence.begin, tree.sentence.end)
            told = Event(document.id, "", STANDS_FOR, span, sentence, actors=tuple(sorted(actors)), time=time)
            return Telling(told, ghost=True)
    return None
