"""How alike two spellings of one word are, from 0 to 1.

Newspapers write the same foreign sound with different letters (``سيرغي``, ``سيرجي``) and the same foreign name with
more or fewer long vowels (``نتنياهو``, ``نتانياهو``). :func:`sound` gives one letter for each group of letters that
stand for one sound, :func:`skeleton` what is left of it without long vowels and doubled letters. The likeness is the
mean, weighted by ``vowels``, of ``rapidfuzz.fuzz.ratio`` of the sounds and of the skeletons; what counts as one word
is learned from pairs (:mod:`kg.entities.learn`) and stands in ``seeds/vocabulary/spelling.csv`` with its scores.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from rapidfuzz import fuzz

from kg import vocabulary
from kg.errors import BadSeed

SOUNDS = str.maketrans({"غ": "ك", "ج": "ك", "ق": "ك", "ڤ": "ف", "ث": "ت", "ظ": "ز", "ذ": "د"})
VOWELS = str.maketrans("", "", "اويء")
DOUBLED = re.compile(r"(.)\1+")
FILE = "spelling.csv"


@dataclass(frozen=True, slots=True)
class Measure:
    """What was learned: the weight of the sounds against the skeletons, the least likeness of one word, and the
    letters that a word needs before a likeness counts (``محمد`` and ``محمود`` are two names)."""

    vowels: float
    threshold: float
    letters: int


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """A folded word with one letter for each group of letters that stand for one foreign sound."""
    return word.translate(SOUNDS)


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The sounds of a folded word without long vowels behind its first letter, a ha at its end and doubled letters."""
    spoken = sound(word)
    if len(spoken) > 2:
        spoken = spoken.removesuffix("ه")
    return DOUBLED.sub(r"\1", spoken[:1] + spoken[1:].translate(VOWELS))


def ratios(one: str, other: str) -> tuple[float, float]:
    """How alike two folded words without their article are, in sounds and in skeletons, from 0 to 100."""
    first, second = one.removeprefix("ال"), other.removeprefix("ال")
    return fuzz.ratio(sound(first), sound(second)), fuzz.ratio(skeleton(first), skeleton(second))


def likeness(one: str, other: str, learned: Measure) -> float:
    """How alike two folded words are by what was learned, from 0 to 1."""
    sounds, skeletons = ratios(one, other)
    return (learned.vowels * sounds + (1 - learned.vowels) * skeletons) / 100


@cache
def measure(path: Path | None = None) -> Measure:
    """What was learned, by default as it came with the package. Raises BadSeed."""
    path = path or vocabulary.default_folder() / FILE
    try:
        with path.open(encoding="utf-8", newline="") as file:
            (row,) = csv.DictReader(file)
        return Measure(float(row["vowels"]), float(row["threshold"]), int(row["letters"]))
    except (OSError, KeyError, ValueError) as error:
        raise BadSeed(f"{path}: expected one row with vowels, threshold and letters; learn it anew: {error}") from error
