"""What the words of a document name: entities, offices aside, and the states that adjectives speak of."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from pathlib import Path

from kg.arabic import fold
from kg.events.mending import mended, parted
from kg.gazetteer import Gazetteer
from kg.ontology import folder
from kg.records import Annotation, Entity, Mention, Word
from kg.tree import Tree

MODIFYING = frozenset({"ADJ", "X"})  # tags of adjectives, which taggers do not know in all nationalities


@dataclass(frozen=True, slots=True)
class Found:
    """Entities that a phrase stands for. ``how`` is name, adjective, office, pair, pronoun, subject or ""; ``at`` are
    the numbers of the sentence and of the word that heads the phrase."""

    ids: tuple[str, ...] = ()
    how: str = ""
    at: tuple[int, int] | None = None


NOBODY = Found()


@cache
def _vocabulary(path: Path) -> dict[str, frozenset[str]]:
    kinds: dict[str, set[str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            kinds.setdefault(row["kind"], set()).add(fold(row["lemma"]))
    return {kind: frozenset(words) for kind, words in kinds.items()}


@dataclass(frozen=True, slots=True)
class _Names:
    """What a sentence names, word by word."""

    named: Named
    number: int

    def at(self, index: int) -> str | None:
        return self.named.named(self.number, index)

    def person(self, index: int) -> bool:
        here = self.at(index)
        return here is not None and self.named.kind(here) == "Person"

    def nationality(self, index: int) -> bool:
        return self.named.adjective(self.named.trees[self.number], index) is not None

    def feminine(self, index: int) -> bool:
        here = self.at(index)
        masculine = self.named.words["masculine_state"]
        return (
            here is not None
            and here.startswith("state/")
            and self.named.trees[self.number].keys[index] not in masculine
        )


class Named:
    """The entities of one document by word. ``trees`` are its sentences, mended with what the words name."""

    def __init__(self, annotation: Annotation, entities: Sequence[Entity], gazetteer: Gazetteer) -> None:
        begins = {mention.begin for entity in entities for mention in entity.mentions}
        self.trees = [Tree(parted(sentence, begins)) for sentence in annotation.sentences]
        self.gazetteer = gazetteer
        self.entities = {entity.id: entity for entity in entities}
        self.words = _vocabulary(folder() / "reference_words.csv")
        self.places: list[tuple[Mention, str]] = sorted(
            ((mention, entity.id) for entity in entities for mention in entity.mentions), key=lambda pair: pair[0].begin
        )
        self._at: dict[tuple[int, int], str] = {}
        for number, tree in enumerate(self.trees):
            inside = [(m, e) for m, e in self.places if tree.sentence.begin <= m.begin < tree.sentence.end]
            for mention, entity_id in inside:
                for index in tree.at(mention.begin, mention.end):
                    self._at[number, index] = entity_id
        self.trees = [mended(tree, _Names(self, number)) for number, tree in enumerate(self.trees)]

    def named(self, number: int, index: int) -> str | None:
        """The entity that a word names, as part of a name."""
        return self._at.get((number, index))

    def kind(self, entity_id: str) -> str:
        """The type of an entity; a state known from an adjective only is a State."""
        entity = self.entities.get(entity_id)
        return entity.type if entity else entity_id.partition("/")[0].capitalize()

    def state_of(self, entity_id: str) -> str | None:
        """The id of the state that an entity is, belongs to or serves."""
        if entity_id.startswith("state/"):
            return entity_id
        entity = self.entities.get(entity_id)
        return f"state/{entity.state}" if entity and entity.state else None

    def adjectives(self, number: int, index: int, *, inside: bool = False) -> tuple[str, ...]:
        """States whose nationality adjectives modify a noun, itself or coordinated, in order of the text; ``inside``
        also those of its genitive (``صادرات النفط العراقي``)."""
        tree = self.trees[number]
        places = [p for p in tree.phrase(index) if p != index]
        places += [c for p in places for c in tree.children(p, "conj")]
        near = range(index + 1, min(index + 3, len(tree.words)))
        places += [p for p in takewhile(lambda p: tree.words[p].upos in MODIFYING, near) if p not in places]
        own = [
            p for p in sorted(set(places)) if not self.named(number, p) and (inside or not _of_another(tree, index, p))
        ]
        found = [self.adjective(tree, p) for p in own]
        return tuple(dict.fromkeys(state for state in found if state))

    def adjective(self, tree: Tree, place: int) -> str | None:
        """The state that a nationality adjective, of one word or two (الكوري الجنوبي), speaks of."""
        if tree.words[place].upos not in ("ADJ", "NOUN", "X", "PROPN"):
            return None
        text = tree.words[place].text
        if self.gazetteer.plain(text) and self.gazetteer.adjective(text) not in self._at_sentence(tree):
            return None
        if place + 1 < len(tree.words):
            both = self.gazetteer.adjective(f"{text} {tree.words[place + 1].text}")
            if both:
                return both
        return self.gazetteer.adjective(text)

    def _at_sentence(self, tree: Tree) -> set[str]:
        """The entities that the words of a sentence name."""
        span = tree.sentence
        return {entity for mention, entity in self.places if span.begin <= mention.begin < span.end}

    def states_in(self, number: int, index: int) -> list[str]:
        """States named or meant by adjectives inside a noun phrase."""
        tree = self.trees[number]
        found = list(self.adjectives(number, index))
        for place in tree.phrase(index):
            here = self.named(number, place)
            if (
                here
                and place != index
                and (state := self.state_of(here))
                and self.kind(here) in ("State", "Organization")
            ):
                found.append(state)
        return list(dict.fromkeys(found))

    def nearest(self, ids: Sequence[str], begin: int) -> str | None:
        """The entity of ``ids`` mentioned last before an offset, else first after it."""
        wanted = set(ids)
        before = [e for m, e in self.places if e in wanted and m.begin < begin]
        after = [e for m, e in self.places if e in wanted and m.begin >= begin]
        return before[-1] if before else after[0] if after else None

    def agrees(self, entity_id: str, key: str) -> bool:
        if self.kind(entity_id) != "Person":
            return True
        entity = self.entities.get(entity_id)
        gender = "m" if entity is None or entity.provisional else self.gazetteer.row(entity_id).gender or "m"
        return (gender == "m") == (key in ("ه", "هو"))


def _of_another(tree: Tree, noun: int, adjective: int) -> bool:
    """Whether an adjective goes with a noun that stands between because it agrees with that one alone: in
    ``زيارة الرئيس الروسي`` the president is Russian."""
    before = [place for place in range(noun + 1, adjective) if tree.words[place].upos == "NOUN"]
    fits = _feminine(tree.words[adjective])
    return bool(before) and _feminine(tree.words[noun]) != fits and _feminine(tree.words[before[-1]]) == fits


def _feminine(word: Word) -> bool:
    """Whether a noun or adjective has a feminine ending, as plurals of things do and their adjectives."""
    return word.text.endswith(("ة", "ات"))
