"""Who is given as the source of a claim: the subject of a saying above it, or بحسب/وفقا لـ beside it."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from kg.arabic import fold
from kg.events.references import References
from kg.ontology import folder


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


def of(references: References, number: int, index: int) -> tuple[str, ...]:
    """The ids of the sources of what a word evokes, empty when the writer himself tells it."""
    tree = references.trees[number]
    cues = _cues(folder() / "attribution_cues.csv")
    place = index
    for above in tree.ancestors(index):
        reported = tree.relation(place) in ("ccomp", "parataxis", "obj", "xcomp", "advcl", "obl", "csubj", "acl")
        if tree.lemmas[above] in cues["saying"] and tree.words[above].upos == "VERB" and reported:
            speaker = references.subject(number, above)
            inside = {i for child in tree.children(above, "nsubj") for i in tree.subtree(child)}
            if index not in inside and speaker.ids:
                return speaker.ids
        place = above
    for cue, key in enumerate(tree.keys):
        if key in cues["source"] or tree.lemmas[cue] in cues["source"]:
            for place in range(cue + 1, min(cue + 8, len(tree.words))):
                found = references.phrase(number, place, coordinated=False)
                if found.how == "name" and references.kind(found.ids[0]) in ("Person", "Organization", "State"):
                    return found.ids
    return ()
