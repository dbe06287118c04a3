"""The people of the gazetteer by their names in any spelling.

Names are compared one by one (:func:`kg.entities.names.score`) only with those that an index brings near: whose first
word and one further word have equal skeletons (:func:`kg.entities.spelling.skeleton`) but for one consonant in one of
them, or whose words together have one skeleton. Consonants are left out one at a time on both sides, as in symmetric
deletion spelling correction (W. Garbe, SymSpell, 2012), so that a look-up never searches.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg import vocabulary
from kg.entities.names import Name, bare, parse, score
from kg.entities.spelling import VOWELS, skeleton
from kg.gazetteer import Gazetteer, Row


@dataclass(frozen=True, slots=True)
class Match:
    """A row that may bear a name; ``score`` is 1 where the names sound alike, less where their letters differ."""

    row: Row
    score: float


class People:
    """The index over one gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.given = frozenset(
            name[0] for row in gazetteer.rows if row.type == "Person" for name in parsed(row)[:1] if len(name) > 1
        )
        self._exact = vocabulary.load().native_names | vocabulary.load().family_first
        self._bearers = tuple(
            (name, row) for row in gazetteer.rows if row.type == "Person" for name in parsed(row) if len(name) > 1
        )
        self._words: dict[str, dict[str, list[int]]] = {}  # skeletons: of the first word, of a further one
        self._joined: dict[str, list[int]] = {}
        for place, (name, _) in enumerate(self._bearers):
            self._joined.setdefault(_joined(name), []).append(place)
            for first, words in _pairs(name):
                further = self._words.setdefault(first, {})
                for word in words:
                    further.setdefault(word, []).append(place)

    def find(self, name: Name, *, loose: bool = False) -> list[Match]:
        """The rows of which a name of two words or more is a spelling, the surest first.

        Letters that differ are a spelling only where a foreign sound was written down, and not of syllables as short
        as the Chinese and Korean ones: two names of Arabic letters (``عطاف``, ``عطيف``) are two, and so are
        ``لي تشيانغ`` and ``لي كتشيانغ``. Nor is a name of these the same without a word in its middle.
        ``loose`` does without this and lets anything stand behind the shorter name: rows to propose, not to believe.
        """
        if len(name) < 2:
            return []
        near = set(self._joined.get(_joined(name), ()))
        for first, words in _pairs(name):
            if further := self._words.get(first):
                for word in words:
                    if word in further:
                        near.update(further[word])
        best: dict[str, Match] = {}
        for place in near:
            known, row = self._bearers[place]
            if row.id in best and best[row.id].score == 1:
                continue
            exact = row.state in self._exact and not loose
            found = score(name, known, self.given, middle=not exact, open_end=loose)
            if found < 1 and exact:
                continue
            if found and (row.id not in best or best[row.id].score < found):
                best[row.id] = Match(row, found)
        return sorted(best.values(), key=lambda match: (-match.score, match.row.id))


@lru_cache(maxsize=4)
def people(gazetteer: Gazetteer) -> People:
    """The index of a gazetteer, made once."""
    return People(gazetteer)


@lru_cache(maxsize=8192)
def parsed(row: Row) -> tuple[Name, ...]:
    """The names of a row, word by word."""
    return tuple(parse(name) for name in row.names)


def _joined(name: Name) -> str:
    """The consonants of all words: one key for ``شي جين بينغ`` and ``شي جينبينغ``."""
    return "".join(map(_consonants, name))


@lru_cache(maxsize=65536)
def _consonants(word: str) -> str:
    return skeleton(bare(word)).translate(VOWELS)


def _pairs(name: Name) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Skeletons of the first word, each with those of further words that may stand beside it in the index."""
    first, *less = _near(name[0])
    yield first, tuple(other for word in name[1:] for other in _near(word))
    exact = tuple(_near(word)[0] for word in name[1:])
    for one in less:
        yield one, exact


@lru_cache(maxsize=65536)
def _near(word: str) -> tuple[str, ...]:
    """The skeleton of a word, and it with one consonant left out; of two consonants too little would be left."""
    whole = skeleton(bare(word))
    less = {whole[:place] + whole[place + 1 :] for place in range(len(whole))} if len(whole) > 2 else set()
    return (whole, *sorted(less - {whole}))
