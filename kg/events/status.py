"""Whether a happening took place, is planned, goes on, is only imagined, or did not happen.

Cues are rows of ``status_cues.csv``: particles before the trigger, verbs and nouns that govern it, modifiers, the
types of which a noun tells a lasting state, the nouns of change that make it a happening (``تعميق الشراكة``), those
that stand between (``توسيع نطاق التعاون``) and the verbs that leave it standing or express it, nouns of war and of
effort, verbs whose present is a future. The nearest governor wins; without a cue, tense and the date decide.
"""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from pathlib import Path

from kg.arabic import fold
from kg.edtf import bounds
from kg.events.lexicon import Trigger
from kg.ontology import folder
from kg.tree import Tree

REACH = 4  # governors above the trigger
AT = frozenset({"في", "خلال", "اثناء"})
HEADING = 9  # words before the colon of a chronicle
AIM = 8  # words from a plan to what is aimed at
BEFORE = 3  # words before a verb in which a particle may stand
SAID = ("speech", "stance")  # patterns of types that are done by being said
HELP = "Aid"
NOT_FUTURE = ("سيط", "سير", "سيس", "ستر", "سند", "سنح")  # how verbs with a root of their own begin
IMPERFECT = "ينت"  # first letters of an imperfect in the third person, or after ن of the first

Cues = dict[tuple[str, str], str]
Reading = tuple[str, int | None]  # a status, and the word that tells it


@cache
def _cues(path: Path) -> Cues:
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["position"], fold(row["cue"])): row["status"] for row in csv.DictReader(file)}


@cache
def _fates(path: Path) -> dict[str, str]:
    with path.open(encoding="utf-8", newline="") as file:
        return {fold(row["cue"]): row["fate"] for row in csv.DictReader(file)}


def fate(tree: Tree, cue: int | None) -> str:
    """What the word that decided a status says of a plan: postponed, cancelled, or "" for neither."""
    return "" if cue is None else _fates(folder() / "fates.csv").get(tree.lemmas[cue], "")


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
        first, _ = bounds(time)
        if first and first > published:
            return "planned", None
    if trigger.verbal:
        present = tree.words[trigger.index].upos == "VERB" and not perfect(tree, trigger.index)
        told = present and tree.relation(trigger.index) != "acl"  # أول مسؤول يزور بكين is there now
        told = told and not chronicle(tree)
        future = cues.get(("imperfect", tree.lemmas[trigger.index])) if told else None
        return (future, trigger.index) if future else ("actual", None)
    deepened = _deepened(tree, trigger.index, cues)
    if deepened and _standing(trigger, cues):
        return deepened
    if _lasting(tree, trigger, time, cues):
        return cues["lasting", tree.lemmas[trigger.index]], trigger.index
    if trigger.type.type == HELP and (effort := _effort(tree, trigger, cues)) is not None:
        return cues["effort", tree.lemmas[effort]], effort
    if (
        _standing(trigger, cues)
        and not _changed(tree, trigger.index, cues)
        and not _happened(tree, trigger.index, cues)
        and not _expressed(tree, trigger, cues)
    ):
        return cues["standing", fold(trigger.type.type)], trigger.index
    return "actual", None


def perfect(tree: Tree, index: int) -> bool:
    """Whether a word is a verb in the perfect. The form overrules the tagger: a perfect may begin like an imperfect
    (``تعاونت``), an imperfect never like a perfect; nor does one with a masculine subject begin with ت
    (``تفقد الوزير``)."""
    word = tree.words[index]
    if word.upos != "VERB" or future(tree, index):
        return False
    if word.feature("Aspect") == "Perf" or tree.keys[index][:1] not in IMPERFECT:
        return True
    subject = next(iter(tree.children(index, "nsubj")), None)
    return tree.keys[index][:1] == "ت" and subject == index + 1 and _masculine(tree, subject)


def _masculine(tree: Tree, noun: int) -> bool:
    word = tree.words[noun]
    return (
        word.upos == "NOUN" and word.feature("Number") == "Sing" and not tree.keys[noun].endswith(("ه", "ا", "ي", "ات"))
    )


def future(tree: Tree, index: int) -> bool:
    """Whether a verb has the particle ``س`` written onto it and the tokenizer left it there: ``سيناقشان``."""
    key = tree.keys[index]
    return (
        tree.words[index].upos == "VERB"
        and len(key) > len("سيرد")
        and key[0] == "س"
        and key[1] in IMPERFECT
        and tree.lemmas[index][:3] not in NOT_FUTURE
    )


def chronicle(tree: Tree) -> bool:
    """Whether a sentence is a line of a chronicle, which tells the past in the present: ``8 فبراير: الملك يستقبل``."""
    for place in range(min(HEADING, len(tree.words))):
        if tree.words[place].upos == "VERB":
            return False
        if tree.words[place].text == ":":
            return any(tree.words[before].text.isdecimal() for before in range(place))
    return False


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


def _expressed(tree: Tree, trigger: Trigger, cues: Cues) -> bool:
    """Whether an attitude is what somebody expressed or sent: أعرب عن تقديره, بعث برقية شكر."""
    place = _first(tree, trigger.index)
    while tree.relation(place) == "nmod" and not tree.cases(place) and (above := tree.head(place)) is not None:
        place = above
    above = tree.head(place)
    return (
        trigger.type.pattern in SAID
        and above is not None
        and perfect(tree, above)
        and ("expresses", tree.lemmas[above]) in cues
        and (tree.relation(place) == "obj" or tree.cases(place) in (("عن",), ("ب",)))
    )


def _lasting(tree: Tree, trigger: Trigger, time: str | None, cues: Cues) -> bool:
    """Whether a noun without a time of its own tells of a war or the like, which goes on until said otherwise."""
    word = ("lasting", tree.lemmas[trigger.index])
    return (
        word in cues and not time and not (_changed(tree, trigger.index, cues) or _happened(tree, trigger.index, cues))
    )


def _effort(tree: Tree, trigger: Trigger, cues: Cues) -> int | None:
    """The noun of effort above a noun of help, unless a clause says that it was made: الجهود المبذولة لإغاثة السكان."""
    for above in list(tree.ancestors(trigger.index))[:REACH]:
        if tree.words[above].upos == "VERB":
            return None
        if ("effort", tree.lemmas[above]) in cues:
            done = [place for place in tree.children(above, "acl") if perfect(tree, place)]
            return None if done else above
    return None


def topic(tree: Tree, noun: int) -> bool:
    """Whether a noun is what is talked of, itself or within: ``ناقش تداعيات الاتفاق``."""
    cues = _cues(folder() / "status_cues.csv")
    for place in (noun, *tree.ancestors(noun)):
        if tree.relation(place) not in ("nmod", "conj", "amod", "acl"):
            above = tree.head(place)
            return tree.relation(place) == "obj" and above is not None and ("stays", tree.lemmas[above]) in cues
    return False


def _standing(trigger: Trigger, cues: Cues) -> bool:
    """Whether a noun of this type tells of what stands until it is said to end."""
    return not trigger.verbal and ("standing", fold(trigger.type.type)) in cues


def _changed(tree: Tree, noun: int, cues: Cues) -> bool:
    """Whether a noun hangs on a noun of change: تعميق الشراكة."""
    above = _what_changes(tree, noun, cues)
    return above is not None and ("change", tree.lemmas[above]) in cues


def _what_changes(tree: Tree, noun: int, cues: Cues) -> int | None:
    """The word above a noun, or above the measure of it: توسيع نطاق التعاون."""
    above = tree.head(_first(tree, noun))
    while above is not None and ("measure", tree.lemmas[above]) in cues and not tree.cases(above):
        above = tree.head(above)
    return above


def _deepened(tree: Tree, noun: int, cues: Cues) -> Reading | None:
    """By the noun of change above what is known to stand, where that tells that it goes on: تعميق الشراكة."""
    above = _what_changes(tree, noun, cues)
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
    circumstance = not trigger.verbal and not AT.isdisjoint(tree.cases(index))  # تعهد به في زيارة: not the visit
    passed: list[int] = []
    place = first = _first(tree, index)
    if not given and (aim := _aim(tree, first, cues)):
        return aim
    for steps, above in enumerate((None, *list(tree.ancestors(first))[:REACH])):
        if given and steps > (0 if standing else 1):
            break  # رفض المحاولات لربط الشراكة: that there is a partnership is not refused
        if standing and steps > 1 and ("change", tree.lemmas[place]) not in cues:
            break  # سعى إلى السلام في ظل العلاقات: nor are ties sought
        if above is not None:
            done_at = steps and tree.words[above].upos == "VERB" and not any(map(tree.verbal, passed)) and circumstance
            if ("above", tree.lemmas[above]) in cues and tree.relation(place) != "nsubj" and not done_at:
                return cues["above", tree.lemmas[above]], above
            ahead = _present(tree, above) and tree.relation(above) != "acl" and not chronicle(tree)
            if ahead and ("imperfect", tree.lemmas[above]) in cues:
                return cues["imperfect", tree.lemmas[above]], above  # يزور بكين لإجراء محادثات
            place = above
            passed.append(above)
            if given and tree.relation(first) in ("nsubj", "obj") and tree.words[above].upos == "VERB":
                break  # لم تدن الغزو: nor is it denied that there was an invasion
        found = _before(tree, place, cues) or _particle(tree, place, cues)
        if found:
            return found
        if tree.words[place].upos == "VERB" and tree.relation(place) in ("ccomp", "parataxis", "advcl", "acl"):
            break  # a particle beyond belongs to another clause
    return None


def _aim(tree: Tree, noun: int, cues: Cues) -> Reading | None:
    """By the noun of plan or attempt before ``ل`` and what is aimed at, which the parser often hangs on the verb."""
    while tree.relation(noun) == "nmod" and not tree.cases(noun) and (above := tree.head(noun)) is not None:
        noun = above
    if "ل" not in tree.cases(noun):
        return None
    for place in range(noun - 1, max(noun - AIM, -1), -1):
        if tree.words[place].upos in ("VERB", "PUNCT"):
            return None
        if tree.words[place].upos == "NOUN" and ("above", tree.lemmas[place]) in cues:
            return cues["above", tree.lemmas[place]], place
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
    if future(tree, place):
        return cues["before", "س"], place
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
