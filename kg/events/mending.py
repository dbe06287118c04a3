"""Where parsers err for want of knowing the names: two that stand side by side.

In ``زار أردوغان قطر`` and ``رفضت صربيا الاعتراف`` a parser takes what stands behind the subject for its genitive.
A name has none, so it is the verb's object.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from kg.tree import Tree

TITLE_REACH = 9  # words of a title before or after the name it introduces
HEADS = frozenset({"NOUN", "X", "PROPN"})  # tags of words that head a name or a noun phrase


class Names(Protocol):
    """What is named in the sentence of a tree, by 0-based words."""

    def at(self, index: int) -> str | None:
        """The entity that a word names."""

    def person(self, index: int) -> bool:
        """Whether it is a person's name."""

    def nationality(self, index: int) -> bool:
        """Whether a word is an adjective of nationality."""


def mended(tree: Tree, names: Names) -> Tree:
    """The parse with what stands right behind the name of a verb's subject as the object of the verb."""
    words = list(tree.words)
    for verb, word in enumerate(tree.words):
        for subject in tree.children(verb, "nsubj") if word.upos == "VERB" else ():
            behind = _behind(tree, subject, names) if subject > verb else None
            if behind is not None and tree.head(behind) in range(subject, behind) and _stands(tree, behind, names):
                words[behind] = replace(words[behind], head=verb + 1, deprel="obj")
    return Tree(replace(tree.sentence, words=tuple(words)))


def _behind(tree: Tree, subject: int, names: Names) -> int | None:
    """The word behind the name of a subject, which may have a title before it; None without a name or a word."""
    size = len(tree.words)
    reach = range(subject + 1, min(subject + TITLE_REACH, size))
    begin = subject if names.at(subject) else next((place for place in reach if names.person(place)), None)
    if begin is None:
        return None
    return next((place for place in range(begin, size) if names.at(place) != names.at(begin)), None)


def _stands(tree: Tree, place: int, names: Names) -> bool:
    """Whether a word cannot go on with the name before it, as a conjunct, an apposition or an adjective may."""
    if tree.words[place].upos not in HEADS or tree.cases(place) or tree.relation(place) == "conj":
        return False
    return names.at(place) is not None or not (tree.relation(place) == "appos" or names.nationality(place))
