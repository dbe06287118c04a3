"""Whether a happening took place, is planned, goes on, is only imagined, or did not happen.

Cues are rows of ``status_cues.csv``: particles before the trigger, verbs and nouns that govern it,
modifiers. The nearest governor wins; without a cue, tense and the date decide.
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

STANDING = frozenset({"tie"})  # patterns that tell of lasting states when they are nouns
REACH = 4  # governors above the trigger
BEFORE = 3  # words before a verb in which a particle may stand


@cache
def _cues(path: Path) -> dict[tuple[str, str], str]:
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["position"], fold(row["cue"])): row["status"] for row in csv.DictReader(file)}


def of(tree: Tree, trigger: Trigger, *, time: str | None, published: date | None) -> str:
    """The status of the event that ``trigger`` evokes."""
    cues = _cues(folder() / "status_cues.csv")
    found = _by_cue(tree, trigger.index, cues)
    if found:
        return found
    if time and published:
        first, _ = interval(time)
        if first and first > published:
            return "planned"
    verb = tree.clause(trigger.index)
    past = tree.words[verb].upos == "VERB" and tree.words[verb].feature("Aspect") == "Perf"
    if not trigger.verbal and trigger.type.pattern in STANDING and not (past and time):
        return "ongoing"
    return "actual"


def _by_cue(tree: Tree, index: int, cues: dict[tuple[str, str], str]) -> str | None:
    for child in tree.children(index, "amod"):
        if ("modifier", tree.lemmas[child]) in cues:
            return cues["modifier", tree.lemmas[child]]
    place = index
    for above in (None, *list(tree.ancestors(index))[:REACH]):
        if above is not None:
            if ("above", tree.lemmas[above]) in cues and tree.relation(place) != "nsubj":
                return cues["above", tree.lemmas[above]]
            place = above
        found = _particle(tree, place, cues)
        if found:
            return found
        if tree.words[place].upos == "VERB" and tree.relation(place) in ("ccomp", "parataxis", "advcl", "acl"):
            break  # a particle beyond belongs to another clause
    return None


def _particle(tree: Tree, place: int, cues: dict[tuple[str, str], str]) -> str | None:
    word = tree.words[place]
    for before in range(max(0, place - BEFORE), place):
        near = tree.head(before) == place or before == place - 1
        if not near or tree.words[before].upos in ("NOUN", "VERB", "X"):
            continue
        if word.upos in ("VERB", "ADJ") and ("before", tree.keys[before]) in cues:
            return cues["before", tree.keys[before]]
        if word.feature("Aspect") == "Imp" and ("before_imperfect", tree.keys[before]) in cues:
            return cues["before_imperfect", tree.keys[before]]
    governed = [c for c in tree.children(place, "case", "advmod", "nmod") if tree.lemmas[c] in ("عدم", "غير", "دون")]
    if governed or (place and tree.lemmas[place - 1] in ("عدم", "دون")):
        return "negated"
    return None
