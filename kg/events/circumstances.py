"""What a sentence says of a happening besides its parts, for the times that pass between tellings: at what it took
place, whether the reader knows it, and whether somebody only tells of it."""

from __future__ import annotations

import csv
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from kg.arabic import fold
from kg.dates import Length
from kg.events.lexicon import Trigger
from kg.events.timing import DURING, SINCE
from kg.ontology import folder
from kg.records import Event, Span
from kg.tree import Tree

FRAMES = ("Visit", "Meeting", "Conference", "Call")  # happenings with others inside them
SAID = ("speech", "stance")  # patterns of types that are done by being said
POINTING = frozenset({"ذلك", "هذا", "تصريح", "كلام", "حديث", "قول", "إعلان"})  # the sentence before: جاء ذلك خلال
OTHER = frozenset({"اخير", "سابق", "ماضي", "اول", "ثاني", "ثان", "ثالث"})
ELSEWHEN = frozenset({"بعد", "قبل", "قبيل", "منذ", "اثر", "بعدما", "قبلما", "منذما", "تمهيدا"})
ATTENDED = "حضر"  # without more, the gathering told last: فيما حضره من الجانب الآخر
WITH = frozenset({"بين", "مع", "ب"})
SIDES = frozenset({"جانب", "جهت", "جهه", "دور", "ناحيت", "ناحيه"})  # the other party speaks: من جانبه, بدوره
ENDING = frozenset({"ختام", "نهايه", "اختتم", "انهي", "انهاء", "اختتام"})  # above what ends then
OPENING = 5  # words in which a sentence points back


@dataclass(frozen=True, slots=True)
class Telling:
    """An event with its circumstances. A ``ghost`` is none for the graph, for too little is known of who took part,
    but its time may be that of others."""

    event: Event
    ghost: bool = False
    bare: bool = False  # a definite noun and no more, the occasion told last: خلال اللقاء
    given: bool = True  # a verb, or a noun that speaks of what the reader knows: الهجوم, هجوم روسيا
    another: bool = False  # not the one just told: زيارته الأخيرة
    elsewhen: bool = False  # before or after what its sentence tells: بعد توقيع اتفاق
    content: bool = False  # a clause of what somebody says
    apart: bool = False  # said on an occasion of its own: قال في حديث إلى
    answer: bool = False  # by the other party of what was told last: من جانبه
    during: bool = False  # at the occasion told last, by a definite noun of its clause: وجرى خلال الاستقبال
    back: bool = False  # its sentence tells when the one before happened: جاء ذلك خلال
    days: int = 1  # how long it is said to last: زيارة تستغرق يومين
    ended: bool = False  # its time is that of its last day: في ختام زيارة استمرت يومين
    since: Span | None = None  # the trigger of the happening that began it: منذ بداية الحرب
    announced: str | None = None  # when it was said to be planned, or denied
    at: Span | None = None  # the trigger of the happening of the same sentence at which it took place


def tellings(
    tree: Tree,
    triggers: Sequence[Trigger],
    events: Sequence[Event],
    *,
    ghosts: Collection[int] = (),
    lengths: Sequence[Length] = (),
) -> list[Telling]:
    """The events of one sentence, in their order, with what their triggers and the parse tell; ``ghosts`` are the
    places of those that are none for the graph, ``lengths`` how long things are said to last."""
    back = _points_back(tree)
    told = [
        Telling(
            event,
            ghost=place in ghosts,
            bare=_bare(tree, trigger),
            given=given(tree, trigger),
            another=any(tree.lemmas[child] in OTHER for child in tree.children(trigger.index, "amod")),
            elsewhen=_elsewhen(tree, trigger.index),
            content=content(tree, trigger.index),
            apart=_apart(tree, trigger.index),
            answer=trigger.type.pattern in SAID and _answers(tree, trigger.index),
            back=back,
            during=_during(tree, trigger, event),
            days=_days(tree, trigger.index, {one.index for one in triggers}, lengths),
            ended=any(tree.lemmas[above] in ENDING for above in [*tree.ancestors(trigger.index)][:2]),
        )
        for place, (trigger, event) in enumerate(zip(triggers, events, strict=True))
    ]
    for place, one in enumerate(triggers):
        for other, event in zip(triggers, events, strict=True):
            if event.type in FRAMES and _took_place_at(tree, one, other, told[place].event, event):
                told[place] = replace(told[place], at=event.trigger)
            if one.index in _lasting(tree, other.index):
                told[place] = replace(told[place], since=event.trigger)
    return told


def _days(tree: Tree, trigger: int, happenings: Collection[int], lengths: Sequence[Length]) -> int:
    """How many days a happening is said to last: by its phrase or clause, or as the subject of a verb of lasting."""
    for length in lengths:
        places = tree.at(length.begin, length.end)
        if not places:
            continue
        above = next((place for place in (places[0], *tree.ancestors(places[0])) if place in happenings), None)
        clause = tree.clause(places[0])
        if above == trigger or trigger in tree.children(places[0], "nsubj"):
            return length.days
        if above is None and clause == tree.head(trigger):
            return length.days
    return 1


def _lasting(tree: Tree, happening: int) -> tuple[int, ...]:
    """What has lasted since a happening began: the words on which it hangs by ``منذ``, the nearest first."""
    place = happening
    while SINCE not in tree.cases(place) and tree.keys[max(0, place - 1)] != SINCE:
        if tree.verbal(place) and tree.keys[max(0, place - 1)] == "ان" and tree.keys[max(0, place - 2)] == SINCE:
            break
        above = tree.head(place)
        if tree.verbal(place) or tree.relation(place) != "nmod" or tree.cases(place) or above is None:
            return ()
        place = above
    above = tree.head(place)
    if above is None:
        return ()
    if not tree.verbal(above):
        return (above,)
    subjects = [place for child in tree.children(above, "nsubj") for place in tree.phrase(child)]
    return (above, *tree.children(above, "obj"), *subjects)


def _bare(tree: Tree, trigger: Trigger) -> bool:
    gatherings = _occasions(folder() / "occasions.csv")["gathering"]
    return not trigger.verbal and tree.lemmas[trigger.index] in gatherings and _definite(tree, trigger.index)


def _definite(tree: Tree, index: int) -> bool:
    """Whether a noun points to a happening told before by nothing but its article or a demonstrative. A noun without
    preposition behind it does not belong to it, whatever the parse says: what has the article has no genitive."""
    if not tree.keys[index].startswith("ال"):
        return False
    more = [*tree.children(index, "amod", "acl", "nummod"), *_between(tree, index)]
    return all(tree.words[child].upos not in ("NOUN", "ADJ", "X", "PROPN", "VERB", "NUM", "PRON") for child in more)


def _between(tree: Tree, index: int) -> list[int]:
    """Those whom a noun says to have taken part: اللقاء بين الوزيرين, الاتصال به."""
    return [child for child in tree.children(index, "nmod", "obl") if not WITH.isdisjoint(tree.cases(child))]


def _answers(tree: Tree, trigger: int) -> bool:
    """Whether ``من جانبه`` or ``بدوره`` stands before a word, or the verb of its clause."""
    return any(
        tree.keys[place] in SIDES and tree.words[place + 1].upos == "PRON"
        for before in (trigger, tree.clause(trigger))
        for place in range(max(0, before - OPENING), before)
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


def _elsewhen(tree: Tree, index: int) -> bool:
    """Whether a word stands behind ``بعد`` or ``قبل`` in its clause, as a noun or as the verb of a clause."""
    for place in (index, *tree.ancestors(index)):
        marks = {*tree.cases(place), *(tree.keys[mark] for mark in tree.children(place, "mark", "cc"))}
        if not marks.isdisjoint(ELSEWHEN):
            return True
        if tree.words[place].upos == "VERB":
            return False
    return False


def content(tree: Tree, index: int) -> bool:
    """Whether a word stands in a clause behind ``أن`` that tells what somebody says or thinks."""
    return any(
        tree.relation(place) == "ccomp" and any(tree.keys[mark] == "ان" for mark in tree.children(place, "mark"))
        for place in (index, *tree.ancestors(index))
    )


@cache
def _occasions(path: Path) -> Mapping[str, frozenset[str]]:
    """Folded lemmas by kind: gatherings, and interviews."""
    kinds: dict[str, set[str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            kinds.setdefault(row["kind"], set()).add(fold(row["lemma"]))
    return {kind: frozenset(lemmas) for kind, lemmas in kinds.items()}


def _apart(tree: Tree, index: int) -> bool:
    """Whether a saying has its own occasion: ``قال في تصريح للصحيفة``."""
    interviews = _occasions(folder() / "occasions.csv")["interview"]
    return any(
        not interviews.isdisjoint((tree.keys[child], tree.lemmas[child])) and "في" in tree.cases(child)
        for child in tree.children(index, "obl")
    )


def _during(tree: Tree, trigger: Trigger, event: Event) -> bool:
    """Whether what is done or said in a clause is so at the gathering told last: ``وجرى خلال الاستقبال``."""
    gatherings = _occasions(folder() / "occasions.csv")["gathering"]
    if trigger.verbal and tree.lemmas[trigger.index] == ATTENDED and tree.relation(trigger.index) != "acl":
        what = [
            child for child in tree.children(trigger.index, "obj") if tree.words[child].upos in ("NOUN", "X", "PROPN")
        ]
        if not what:
            return not any(tree.lemmas[place] in gatherings for place in tree.subtree(trigger.index))
    return _central(tree, trigger, event) and any(
        _definite(tree, place)
        and tree.lemmas[place] in gatherings
        and place != trigger.index
        and tree.clause(place) == tree.clause(trigger.index)
        and (not DURING.isdisjoint(tree.cases(place)) or _attended(tree, trigger.index, place))
        for place in range(len(tree.words))
    )


def _attended(tree: Tree, trigger: int, noun: int) -> bool:
    """Whether a gathering is what somebody attended, or what dealt with something: ``حضر اللقاء``, ``تناول اللقاء``."""
    return tree.head(noun) == trigger and tree.relation(noun) in ("obj", "nsubj") and not tree.cases(noun)


def _central(tree: Tree, trigger: Trigger, event: Event) -> bool:
    """Whether a trigger is the verb of its clause or what that verb does, rather than a word somewhere within."""
    verb = tree.clause(trigger.index)
    acts = trigger.index == verb or event.rule.endswith("light-verb")
    return acts or (trigger.type.pattern in SAID and (trigger.verbal or tree.head(trigger.index) == verb))


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
    if tree.clause(other.index) != tree.clause(one.index) or not _central(tree, one, event):
        return False
    if event.status != frame.status:
        return False
    return tree.keys[other.index].startswith("ال") or not {*event.actors}.isdisjoint(frame.actors)
