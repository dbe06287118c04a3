"""Whether a happening took place, is planned, goes on, is only imagined, or did not happen.

Cues are rows of ``status_cues.csv``: particles before the trigger, verbs and nouns that govern it, modifiers, the
types of which a noun tells a lasting state, the nouns of change that make it a happening (``تعميق الشراكة``) and the
verbs that leave it standing, verbs whose present is a future. The nearest governor wins; without a cue, tense and the
date decide.
"""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from pathlib import Path

from kg.arabic import fold
from kg.dates import interval
from kg.events.lexicon import Trigger
from kg.ontology import folder
from kg.tree import Tree

REACH = 4  # governors above the trigger
BEFORE = 3  # words before a verb in which a particle may stand
IMPERFECT = "ينت"  # first letters of an imperfect in the third person, or after ن of the first

Cues = dict[tuple[str, str], str]
Reading = tuple[str, int | None]  # a status, and the word that tells it


@cache
def _cues(path: Path) -> Cues:
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["position"], fold(row["cue"])): row["status"] for row in csv.DictReader(file)}


def of(tree: Tree, trigger: Trigger, *, time: str | None, published: date | None) -> str:
    """The status of the event that ``trigger`` evokes."""
    return reading(tree, trigger, time=time, published=published)[0]


def reading(tree: Tree, trigger: Trigger, *, time: str | None, published: date | None) -> Reading:
    """The status of the event that ``trigger`` evokes, and the word that decided it, None where its time or nothing
    did."""
    cues = _cues(folder() / "status_cues.csv")
    found = _by_cue(tree, trigger, cues)
    if found:
        return found
    if time and published:
        first, _ = interval(time)
        if first and first > published:
            return "planned", None
    if trigger.verbal:
        present = tree.words[trigger.index].upos == "VERB" and not perfect(tree, trigger.index)
        told = present and tree.relation(trigger.index) != "acl"  # أول مسؤول يزور بكين is there now
        future = cues.get(("imperfect", tree.lemmas[trigger.index])) if told else None
        return (future, trigger.index) if future else ("actual", None)
    deepened = _deepened(tree, trigger.index, cues)
    if deepened and _standing(trigger, cues):
        return deepened
    if (
        _standing(trigger, cues)
        and not _changed(tree, trigger.index, cues)
        and not _happened(tree, trigger.index, cues)
    ):
        return cues["standing", fold(trigger.type.type)], trigger.index
    return "actual", None


def perfect(tree: Tree, index: int) -> bool:
    """Whether a word is a verb in the perfect. The form overrules the tagger: a perfect may begin like an imperfect
    (``تعاونت``), an imperfect never like a perfect."""
    word = tree.words[index]
    if word.upos != "VERB":
        return False
    return word.feature("Aspect") == "Perf" or tree.keys[index][:1] not in IMPERFECT


def _present(tree: Tree, index: int) -> bool:
    return tree.words[index].upos == "VERB" and not perfect(tree, index)


def _first(tree: Tree, noun: int) -> int:
    """The first of coordinated nouns: what is done to the trust in الثقة والتعاون is done to both."""
    while tree.relation(noun) == "conj" and (above := tree.head(noun)) is not None and tree.words[above].upos == "NOUN":
        noun = above
    return noun


def _happened(tree: Tree, noun: int, cues: Cues) -> bool:
    """Whether a noun is what a verb in the perfect did or what did it: عززت التعاون, توطدت العلاقات."""
    noun = _first(tree, noun)
    above = tree.head(noun)
    return (
        above is not None
        and perfect(tree, above)
        and tree.relation(noun) in ("obj", "nsubj")
        and ("stays", tree.lemmas[above]) not in cues
    )


def _standing(trigger: Trigger, cues: Cues) -> bool:
    """Whether a noun of this type tells of what stands until it is said to end."""
    return not trigger.verbal and ("standing", fold(trigger.type.type)) in cues


def _changed(tree: Tree, noun: int, cues: Cues) -> bool:
    """Whether a noun hangs on a noun of change: تعميق الشراكة."""
    above = tree.head(_first(tree, noun))
    return above is not None and ("change", tree.lemmas[above]) in cues


def _deepened(tree: Tree, noun: int, cues: Cues) -> Reading | None:
    """By the noun of change above what is known to stand, where that tells that it goes on: تعميق الشراكة."""
    above = tree.head(_first(tree, noun))
    if above is None or not _given(tree, noun) or _happened(tree, above, cues):
        return None
    status = cues.get(("change", tree.lemmas[above]))
    return (status, above) if status else None


def _by_cue(tree: Tree, trigger: Trigger, cues: Cues) -> Reading | None:
    index = trigger.index
    for child in tree.children(index, "amod"):
        if ("modifier", tree.lemmas[child]) in cues:
            return cues["modifier", tree.lemmas[child]], child
    if trigger.verbal and tree.words[index].upos != "VERB":
        return None  # a participle says what goes with the main clause
    given = not trigger.verbal and _given(tree, index) and not _changed(tree, index, cues)
    standing = _standing(trigger, cues)
    place = first = _first(tree, index)
    for steps, above in enumerate((None, *list(tree.ancestors(first))[:REACH])):
        if given and steps > (0 if standing else 1):
            break  # رفض المحاولات لربط الشراكة: that there is a partnership is not refused
        if standing and steps > 1 and ("change", tree.lemmas[place]) not in cues:
            break  # سعى إلى السلام في ظل العلاقات: nor are ties sought
        if above is not None:
            if ("above", tree.lemmas[above]) in cues and tree.relation(place) != "nsubj":
                return cues["above", tree.lemmas[above]], above
            place = above
            if given and tree.relation(first) in ("nsubj", "obj") and tree.words[above].upos == "VERB":
                break  # لم تدن الغزو: nor is it denied that there was an invasion
        found = _before(tree, place, cues) or _particle(tree, place, cues)
        if found:
            return found
        if tree.words[place].upos == "VERB" and tree.relation(place) in ("ccomp", "parataxis", "advcl", "acl"):
            break  # a particle beyond belongs to another clause
    return None


def _given(tree: Tree, noun: int) -> bool:
    """Whether a noun speaks of what the reader knows: with the article, or owned by a pronoun."""
    return tree.keys[noun].startswith("ال") or any(
        tree.words[child].upos == "PRON" for child in tree.children(noun, "nmod")
    )


def _before(tree: Tree, verb: int, cues: Cues) -> Reading | None:
    """By what stands before ``أن`` and a verb, whatever the parse makes of it: ``من المقرر أن يزور``."""
    if tree.words[verb].upos != "VERB":
        return None
    for that in range(max(1, verb - 2), verb):
        if tree.keys[that] == "ان" and ("above", tree.lemmas[that - 1]) in cues:
            return cues["above", tree.lemmas[that - 1]], that - 1
    return None


def _particle(tree: Tree, place: int, cues: Cues) -> Reading | None:
    word = tree.words[place]
    for before in range(max(0, place - BEFORE), place):
        near = tree.head(before) == place or before == place - 1
        if not near or tree.words[before].upos in ("NOUN", "VERB", "X"):
            continue
        if word.upos in ("VERB", "ADJ") and ("before", tree.keys[before]) in cues:
            return cues["before", tree.keys[before]], before
        imperfect = word.upos == "VERB" and not perfect(tree, place)
        if imperfect and ("before_imperfect", tree.keys[before]) in cues:
            return cues["before_imperfect", tree.keys[before]], before
    negating = [c for c in tree.children(place, "case", "advmod", "nmod") if tree.lemmas[c] in ("عدم", "غير", "دون")]
    governed = [child for child in negating if child < place]  # محادثات غير رسمية: not of the noun before
    if governed or (place and tree.lemmas[place - 1] in ("عدم", "دون")):
        return "negated", governed[0] if governed else place - 1
    return None
