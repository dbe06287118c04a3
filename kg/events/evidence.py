"""Why a telling says what it says: what stands for each participant, and how the rules came there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from kg.dates import TimeExpression
from kg.events.arguments import Frame
from kg.events.named import Found
from kg.events.references import References
from kg.records import Argument, Span
from kg.tree import Tree


def arguments(
    references: References,
    number: int,
    index: int,
    frame: Frame,
    roles: Mapping[str, Collection[str]],
    *,
    text: str,
) -> tuple[Argument, ...]:
    """An argument for each participant of the event that the word ``index`` of sentence ``number`` evokes.

    ``roles`` are the final ones: who stands in the frame as a person may be there as a state. ``text`` is that of the
    document.
    """
    reached = dict(frame.reached)
    for entity, way in frame.reached.items():
        reached.setdefault(references.state_of(entity) or entity, way)
    found = []
    for role, entities in sorted(roles.items()):
        for entity in sorted(entities):
            phrase, trust = reached.get(entity, (Found((entity,), "name"), 1.0))
            place = _place(references, number, index, entity, phrase)
            span, path = None, ""
            if place is not None:
                there, head = place
                begin, end = _span(references, there, head, entity)
                span = Span(begin, end, text[begin:end])
                path = references.trees[there].path(index, head) if there == number else ""
            found.append(Argument(role, entity, phrase.how, round(trust, 3), span, path))
    return tuple(found)


def word(tree: Tree, index: int, text: str) -> Span:
    """A word of a sentence as a span with its text."""
    begin, end = tree.words[index].begin, tree.words[index].end
    return Span(begin, end, text[begin:end])


def dated(
    dating: Callable[[Sequence[TimeExpression]], str | None], found: Sequence[TimeExpression], time: str | None
) -> Span | None:
    """The expression that gave a trigger its time, with its kind: the first from which ``dating`` makes that time."""
    return next((Span(one.begin, one.end, one.kind) for one in found if time and dating([one]) == time), None)


def _place(references: References, number: int, index: int, entity: str, phrase: Found) -> tuple[int, int] | None:
    """The sentence and the word that stand for an entity: of the phrase that led there, else nearest to the trigger."""
    there, head = phrase.at or (number, index)
    tree = references.trees[there]
    inside = tree.subtree(head) if phrase.at else range(len(tree.words))
    near = sorted(inside, key=lambda place: (abs(place - head), place))
    for place in near:
        if entity == references.named(there, place):
            return there, place
    if phrase.at:
        return phrase.at
    return next(((there, place) for place in near if entity == references.adjective(tree, place)), None)


def _span(references: References, number: int, place: int, entity: str) -> tuple[int, int]:
    """The offsets of the name that a word is part of, else of its phrase."""
    tree = references.trees[number]
    for mention, named in references.places:
        if named == entity and place in tree.at(mention.begin, mention.end):
            return mention.begin, mention.end
    last = place
    while last + 1 in tree.phrase(place) and references.named(number, last + 1) is None:
        last += 1
    return tree.words[place].begin, tree.words[last].end
