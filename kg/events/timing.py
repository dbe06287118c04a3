"""When: the expression of time that belongs to a trigger."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kg import dates
from kg.dates import TimeExpression
from kg.events.lexicon import Trigger
from kg.records import Document, Sentence
from kg.tree import Tree


def expressions(document: Document, sentence: Sentence, *, future: bool) -> list[TimeExpression]:
    """All resolved expressions of a sentence."""
    published = date.fromisoformat(document.published) if document.published else None
    text = document.text[sentence.begin : sentence.end]
    found = dates.find(text, published=published, offset=sentence.begin, future=future)
    return [expression for expression in found if expression.edtf]


def of(tree: Tree, trigger: Trigger, found: Sequence[TimeExpression], *, lasting: bool = False) -> str | None:
    """The EDTF of the expression nearest to the trigger in its own phrase or clause, or None.

    An expression inside the trigger's subtree comes first; then one that hangs on the verb of its
    clause; one that belongs to another verb never counts. A ``lasting`` state has only what is inside its subtree:
    the day of the clause is that of what happened then.
    """
    if not found:
        return None
    own = tree.subtree(trigger.index)
    verb = tree.clause(trigger.index)
    ranked = []
    for expression in found:
        places = tree.at(expression.begin, expression.end)
        if not places:
            continue
        distance = min(abs(place - trigger.index) for place in places)
        if set(places) & own:
            rank = (
                0 if tree.clause(places[0]) in (verb, trigger.index) or not tree.verbal(tree.clause(places[0])) else 2
            )
        elif lasting:
            continue
        elif tree.clause(places[0]) == verb:
            rank = 1
        elif verb in tree.subtree(tree.clause(places[0])) and tree.relation(verb) in (
            "xcomp",
            "conj",
            "advcl",
            "ccomp",
            "acl",
        ):
            rank = 3
        else:
            continue
        ranked.append((rank, distance, expression.begin, expression.edtf))
    return min(ranked)[3] if ranked else None
