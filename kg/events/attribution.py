"""Who is given as the source of a claim: the speaker of a saying above it, and whom بحسب/وفقا لـ names beside it."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from kg.arabic import fold
from kg.events.references import References
from kg.ontology import folder
from kg.tree import Tree

REPORTED = frozenset({"ccomp", "parataxis", "obj", "xcomp", "advcl", "obl", "csubj"})  # how content hangs on a saying
ABOUT = frozenset({"ب", "عن", "الي", "علي", "ان", "بشان", "حول"})  # prepositions of content: not في اجتماع, بعد زيارة
SOURCES = frozenset({"Person", "Organization", "State"})
REACH = 12  # words after وفقا لـ in which its name stands: لما ذكرته وكالة الأنباء … الرسمية
OPENING = 1  # words before the verb of a sentence that nobody says: يشار إلى أن


@cache
def _cues(path: Path) -> dict[str, frozenset[str]]:
    kinds: dict[str, set[str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            kinds.setdefault(row["kind"], set()).add(fold(row["cue"]))
    return {kind: frozenset(words) for kind, words in kinds.items()}


def sayings() -> frozenset[str]:
    """The folded lemmas of verbs of saying."""
    return _cues(folder() / "attribution_cues.csv")["saying"]


def assessments() -> frozenset[str]:
    """The folded lemmas of verbs of praise, blame and calls."""
    return _cues(folder() / "attribution_cues.csv")["assessing"]


def discussions() -> frozenset[str]:
    """The folded lemmas of verbs and nouns of talking something over."""
    return _cues(folder() / "attribution_cues.csv")["discussing"]


def of(references: References, number: int, index: int) -> tuple[str, ...]:
    """The ids of the sources of what a word evokes, sorted; empty when the writer himself tells it.

    Of nested sayings all count: an agency that quotes a minister, and the minister.
    """
    tree = references.trees[number]
    found: set[str] = set()
    place = index
    for above in tree.ancestors(index):
        if _reports(tree, above, place):
            found.update(_speaker(references, number, above, index))
        place = above
    found.update(_beside(references, number))
    return tuple(sorted(found))


def _reports(tree: Tree, above: int, place: int) -> bool:
    """Whether a word says what its dependent ``place`` tells, rather than when or where it was said."""
    cues, lemma, relation = _cues(folder() / "attribution_cues.csv"), tree.lemmas[above], tree.relation(place)
    if lemma in cues["speech"] and not tree.verbal(above):  # إعلان الرئيس أنه
        return any(tree.keys[mark] == "ان" for mark in tree.children(place, "mark"))
    verb = tree.words[above].upos == "VERB" and lemma in cues["saying"] | cues["assessing"]
    participle = not tree.verbal(above) and lemma in cues["participle"]
    if not (verb or participle) or relation not in REPORTED:
        return False
    expected = tree.cases(place) == ("من",) and tree.words[place].upos == "ADJ"  # من المقرر أن, under the saying
    return relation != "obl" or expected or ABOUT.issuperset(tree.cases(place))


def _speaker(references: References, number: int, saying: int, index: int) -> tuple[str, ...]:
    """Whose saying it is, nobody if the claim stands in the words for the speaker: الرئيس الذي يزور."""
    tree = references.trees[number]
    if not tree.verbal(saying):
        owners = [child for child in tree.children(saying, "nmod") if not tree.cases(child)]
        if tree.lemmas[saying] in _cues(folder() / "attribution_cues.csv")["speech"]:
            return references.phrase(number, owners[0]).ids if owners else ()
        clause = next((place for place in tree.ancestors(saying) if tree.words[place].upos == "VERB"), None)
        return () if clause is None else _speaker(references, number, clause, index)
    subjects = tree.children(saying, "nsubj")
    if not subjects and (tree.words[saying].feature("Voice") == "Pass" or _impersonal(tree, saying)):
        return ()
    if any(index in tree.subtree(child) for child in subjects):
        return ()
    found = references.subject(number, saying)
    if found.ids or not subjects:
        return found.ids
    return _inside(references, number, subjects[0])


def _impersonal(tree: Tree, saying: int) -> bool:
    return saying <= OPENING and tree.keys[saying].startswith("ي")


def _inside(references: References, number: int, start: int) -> tuple[str, ...]:
    """Who is named in a phrase that says what the speaker is: وكالة أنباء, متحدث باسم, مدير المركز; a person first."""
    tree = references.trees[number]
    names: list[str] = []
    for place in range(start, min(start + REACH, len(tree.words))):
        found = references.phrase(number, place, coordinated=False)
        if found.how == "name" and references.kind(found.ids[0]) in SOURCES:
            names.append(found.ids[0])
        if tree.words[place].upos in ("PUNCT", "SCONJ", "VERB") and tree.words[place].text not in '"«»()':
            break
    people = [one for one in names if references.kind(one) == "Person"]
    return tuple([*people, *names, *references.states_in(number, start)][:1])


def _beside(references: References, number: int) -> tuple[str, ...]:
    """Whom وفقا لـ, بحسب or نقلا عن names anywhere in the sentence; وفق قوله means the subject."""
    tree = references.trees[number]
    cues = _cues(folder() / "attribution_cues.csv")
    for cue, key in enumerate(tree.keys):
        if not {key, tree.lemmas[cue]} & cues["source"]:
            continue
        for place in range(cue + 1, min(cue + REACH, len(tree.words))):
            if tree.words[place].upos == "PRON" and tree.lemmas[place - 1] in cues["word"]:
                return references.pronoun(number, place).ids
            found = references.phrase(number, place, coordinated=False)
            if found.how == "name" and references.kind(found.ids[0]) in SOURCES:
                return found.ids
            if tree.words[place].upos == "PUNCT" and tree.words[place].text not in '"«»()':
                break
    return ()
