"""Which words evoke which event, and which of their dependents play which role: rows, not branches."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.arabic import fold
from kg.errors import BadSeed
from kg.ontology import EventType, event_types, folder
from kg.tree import Tree

NOMINAL = frozenset({"NOUN", "ADJ", "X", "PROPN"})
SUFFIXES = (
    "اتهما",
    "اتها",
    "اتهم",
    "اته",
    "تهما",
    "هما",
    "تها",
    "تهم",
    "ته",
    "ات",
    "ان",
    "ين",
    "تين",
    "تان",
    "ها",
    "هم",
    "ه",
    "ا",
    "ت",
)


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that evokes an event: 0-based index in its sentence, and the kind of pattern to apply."""

    index: int
    type: EventType
    verbal: bool


@dataclass(frozen=True, slots=True)
class Slot:
    """A row of ``argument_patterns.csv``: where an argument hangs, what it may be, what it is then."""

    name: str  # subject, object, oblique, genitive, adjective, matter
    prepositions: frozenset[str]
    types: frozenset[str]
    roles: tuple[str, ...]


class Lexicon:
    """Trigger lemmas and argument patterns."""

    def __init__(self, rows: Path | None = None) -> None:
        rows = rows or folder()
        self.types = event_types(rows / "event_types.csv")
        self._verbs = {fold(lemma): kind for kind in self.types for lemma in kind.verbs}
        self._nouns = {fold(lemma): kind for kind in self.types for lemma in kind.nouns}
        self._slots = _slots(rows / "argument_patterns.csv")

    def triggers(self, tree: Tree) -> Iterator[Trigger]:
        """The words of a sentence that may evoke an event, in order."""
        for index, word in enumerate(tree.words):
            if word.upos == "VERB":
                kind = self._verbs.get(tree.lemmas[index])
                if kind:
                    yield Trigger(index, kind, verbal=True)
            elif word.upos in NOMINAL:
                kind = self._noun(tree.lemmas[index], tree.keys[index])
                if kind:
                    yield Trigger(index, kind, verbal=False)

    def slots(self, trigger: Trigger) -> tuple[Slot, ...]:
        """The patterns that apply to a trigger."""
        return self._slots.get((trigger.type.pattern, "verb" if trigger.verbal else "noun"), ())

    def _noun(self, lemma: str, key: str) -> EventType | None:
        """By lemma, or, since lemmas of rare words are guessed, by the form without article and endings."""
        if lemma in self._nouns:
            return self._nouns[lemma]
        stem = key.removeprefix("ال")
        for ending in ("", *SUFFIXES):
            if stem.endswith(ending) and len(stem) - len(ending) >= 3:
                base = stem[: len(stem) - len(ending)]
                for form in (base, base + "ه"):
                    if form in self._nouns:
                        return self._nouns[form]
        return None


def _slots(path: Path) -> dict[tuple[str, str], tuple[Slot, ...]]:
    found: dict[tuple[str, str], list[Slot]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), 2):
            try:
                slot = Slot(row["slot"], _set(row["prepositions"]), _set(row["types"]), tuple(row["roles"].split("|")))
                found.setdefault((row["pattern"], row["trigger"]), []).append(slot)
            except (KeyError, AttributeError) as error:
                raise BadSeed(
                    f"{path.name}:{line}: expected pattern, trigger, slot, prepositions, types, roles"
                ) from error
    return {key: tuple(slots) for key, slots in found.items()}


def _set(cell: str) -> frozenset[str]:
    return frozenset(part for part in cell.split("|") if part)
