"""A sentence's dependency parse, with the questions that extraction asks of it.

Words are 0-based indices into ``Sentence.words``; relations are compared without their subtypes.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from kg.arabic import fold
from kg.records import Sentence, Word

PHRASE = frozenset({"amod", "appos", "flat", "nmod", "nummod", "det", "compound", "dep", "goeswith", "fixed"})


class Tree:
    """The parse of one sentence."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.words: tuple[Word, ...] = sentence.words
        self._children: list[list[int]] = [[] for _ in self.words]
        for index, word in enumerate(self.words):
            if 0 < word.head <= len(self.words) and word.head - 1 != index:
                self._children[word.head - 1].append(index)

    def head(self, index: int) -> int | None:
        """The head of a word, None for the root."""
        head = self.words[index].head - 1
        return head if 0 <= head < len(self.words) and head != index else None

    def relation(self, index: int) -> str:
        """The label of the edge above a word, without subtype: ``nsubj:pass`` is ``nsubj``."""
        return self.words[index].deprel.partition(":")[0]

    def children(self, index: int, *relations: str) -> list[int]:
        """The dependents of a word in order, of the given relations only if any are given."""
        found = self._children[index]
        return [child for child in found if self.relation(child) in relations] if relations else list(found)

    def ancestors(self, index: int) -> Iterator[int]:
        """The heads above a word, nearest first; ends at the root even if the parse has a cycle."""
        seen = {index}
        head = self.head(index)
        while head is not None and head not in seen:
            yield head
            seen.add(head)
            head = self.head(head)

    def path(self, one: int, other: int) -> str:
        """The way from a word to another: ``↑obj`` leads from an object to its head, ``↓nsubj`` from a head to its
        subject, ``↓obl:مع`` to an oblique behind its folded prepositions. Empty from a word to itself, or where no way
        leads there."""
        up = [one, *self.ancestors(one)]
        down = [other, *self.ancestors(other)]
        top = next((place for place in up if place in down), None)
        if top is None:
            return ""
        steps = [f"↑{self.words[place].deprel}" for place in up[: up.index(top)]]
        for place in reversed(down[: down.index(top)]):
            steps.append("↓" + ":".join((self.words[place].deprel, *self.cases(place))))
        return " ".join(steps)

    def subtree(self, index: int) -> set[int]:
        """A word and all that depends on it."""
        found, queue = {index}, [index]
        while queue:
            fresh = [child for child in self._children[queue.pop()] if child not in found]
            found.update(fresh)
            queue += fresh
        return found

    def phrase(self, index: int) -> list[int]:
        """A noun with its modifiers, in order, without conjuncts, clauses and prepositional phrases."""
        found, queue = {index}, [index]
        while queue:
            for child in self._children[queue.pop()]:
                if child not in found and self.relation(child) in PHRASE and not self.cases(child):
                    found.add(child)
                    queue.append(child)
        return sorted(found)

    def conjuncts(self, index: int) -> list[int]:
        """A word and those coordinated with it."""
        return [index, *self.children(index, "conj")]

    def cases(self, index: int) -> tuple[str, ...]:
        """The folded prepositions of a word, nearest last; a fixed expression adds its parts."""
        found = []
        for child in self.children(index, "case"):
            found.append(self.keys[child])
            found += [self.keys[part] for part in self.children(child, "fixed")]
        return tuple(found)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The folded forms of all words."""
        return tuple(fold(word.text) for word in self.words)

    @cached_property
    def lemmas(self) -> tuple[str, ...]:
        """The folded lemmas of all words."""
        return tuple(fold(word.lemma) for word in self.words)

    def verbal(self, index: int) -> bool:
        return self.words[index].upos in ("VERB", "AUX")

    def clause(self, index: int) -> int:
        """The nearest verb above or at a word, or the root of what it hangs on."""
        top = index
        for place in (index, *self.ancestors(index)):
            if self.words[place].upos == "VERB":
                return place
            top = place
        return top

    def at(self, begin: int, end: int) -> list[int]:
        """The words that overlap the raw offsets ``[begin, end)``."""
        return [i for i, word in enumerate(self.words) if word.begin < end and word.end > begin]
