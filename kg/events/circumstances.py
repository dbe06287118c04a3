"""What a sentence says of a happening besides its parts, for the times that pass between tellings: at what it took
place, whether the reader knows it, and whether somebody only tells of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from kg.events.lexicon import Trigger
from kg.events.timing import DURING
from kg.records import Event, Span
from kg.tree import Tree

FRAMES = ("Visit", "Meeting", "Conference", "Call")  # happenings with others inside them
SAID = ("speech", "stance")  # patterns of types that are done by being said
POINTING = frozenset({"ذلك", "هذا", "تصريح", "كلام", "حديث", "قول", "إعلان"})  # the sentence before: جاء ذلك خلال
SIDES = frozenset({"جانب", "جهت", "جهه", "دور", "ناحيت", "ناحيه"})  # the other party speaks: من جانبه, بدوره
OPENING = 5  # words in which a sentence points back
OCCASIONS = frozenset({"تصريح", "حديث", "حوار", "مقابله", "بيان", "رساله", "مقال", "تغريده", "مداخله"})  # of speaking


@dataclass(frozen=True, slots=True)
class Telling:
    """An event with its circumstances. A ``ghost`` is none for the graph, for too little is known of who took part,
    but its time may be that of others."""

    event: Event
    ghost: bool = False
    bare: bool = False  # a definite noun and no more, the occasion told last: خلال اللقاء
    given: bool = True  # a verb, or a noun that speaks of what the reader knows: الهجوم, هجوم روسيا
    content: bool = False  # a clause of what somebody says
    apart: bool = False  # said on an occasion of its own: قال في حديث إلى
    answer: bool = False  # by the other party of what was told last: من جانبه
    back: bool = False  # its sentence tells when the one before happened: جاء ذلك خلال
    at: Span | None = None  # the trigger of the happening of the same sentence at which it took place


def tellings(
    tree: Tree, triggers: Sequence[Trigger], events: Sequence[Event], *, ghosts: Collection[int] = ()
) -> list[Telling]:
    """The events of one sentence, in their order, with what their triggers and the parse tell; ``ghosts`` are the
    places of those that are none for the graph."""
    back, answer = _points_back(tree), _answers(tree)
    told = [
        Telling(
            event,
            ghost=place in ghosts,
            bare=_bare(tree, trigger),
            given=given(tree, trigger),
            content=content(tree, trigger.index),
            apart=_apart(tree, trigger.index),
            answer=answer and trigger.type.pattern in SAID,
            back=back,
        )
        for place, (trigger, event) in enumerate(zip(triggers, events, strict=True))
    ]
    for place, one in enumerate(triggers):
        for other, event in zip(triggers, events, strict=True):
            if event.type in FRAMES and _took_place_at(tree, one, other, told[place].event, event):
                told[place] = replace(told[place], at=event.trigger)
    return told


def _bare(tree: Tree, trigger: Trigger) -> bool:
    """Whether a noun points to a happening told before by nothing but its article or a demonstrative."""
    index = trigger.index
    if trigger.verbal or not tree.keys[index].startswith("ال"):
        return False
    return all(
        tree.words[child].upos not in ("NOUN", "ADJ", "X", "PROPN", "VERB", "NUM")
        for child in tree.children(index, "nmod", "amod", "acl", "appos", "flat", "dep", "nummod")
    )


def _answers(tree: Tree) -> bool:
    """Whether a sentence opens with ``من جانبه`` or ``بدوره``."""
    return any(
        tree.keys[place] in SIDES and place + 1 < len(tree.words) and tree.words[place + 1].upos == "PRON"
        for place in range(min(OPENING, len(tree.words)))
    )


def given(tree: Tree, trigger: Trigger) -> bool:
    """Whether a noun is definite, by its article, an owner, or a name; what is told by a verb counts as given."""
    index = trigger.index
    if trigger.verbal or tree.keys[index].startswith("ال"):
        return True
    owners = [child for child in tree.children(index, "nmod") if child == index + 1 and not tree.cases(child)]
    return any(not _nisba(tree, child) for child in owners)


def _nisba(tree: Tree, index: int) -> bool:
    """Whether an indefinite word ends as adjectives of nationality do: the parser takes هجوم روسي for هجوم روسيا."""
    return tree.words[index].upos != "PRON" and tree.keys[index].endswith(("ي", "يه"))


def content(tree: Tree, index: int) -> bool:
    """Whether a word stands in a clause behind ``أن`` that tells what somebody says or thinks."""
    return any(
        tree.relation(place) == "ccomp" and any(tree.keys[mark] == "ان" for mark in tree.children(place, "mark"))
        for place in (index, *tree.ancestors(index))
    )


def _apart(tree: Tree, index: int) -> bool:
    """Whether a saying has its own occasion: ``قال في تصريح للصحيفة``."""
    return any(tree.keys[child] in OCCASIONS and "في" in tree.cases(child) for child in tree.children(index, "obl"))


def _points_back(tree: Tree) -> bool:
    """Whether a sentence opens with the one before as what happened at something: ``وجاء ذلك خلال زيارته``."""
    for place in range(min(OPENING, len(tree.words))):
        if tree.keys[place] in POINTING or tree.lemmas[place] in POINTING:
            return not DURING.isdisjoint(tree.keys[place + 1 : place + 4])
        if tree.verbal(place) and tree.lemmas[place] not in ("جاء", "كان", "أتى", "جرى", "تم"):
            return False
    return False


def _took_place_at(tree: Tree, one: Trigger, other: Trigger, event: Event, frame: Event) -> bool:
    """Whether one happening took place at another of its clause: the parties of both tell, because the parser often
    hangs the phrase on a noun between (``أشاد بالتعاون في اجتماعه مع``)."""
    if one.index == other.index or other.verbal or DURING.isdisjoint(tree.cases(other.index)):
        return False
    if tree.head(other.index) == one.index:
        return one.verbal
    verb = tree.clause(one.index)
    acts = one.index == verb or event.rule.endswith("light-verb")
    said = one.type.pattern in SAID and (one.verbal or tree.head(one.index) == verb)
    if tree.clause(other.index) != verb or not (acts or said) or event.status != frame.status:
        return False
    return tree.keys[other.index].startswith("ال") or not {*event.actors}.isdisjoint(frame.actors)
