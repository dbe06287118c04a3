"""Learn which likeness makes two spellings one word: ``python -m kg.entities.learn DIR``.

DIR holds public lists of names in Latin and Arabic letters: ``hkiri_ne_lexicon_en_ar.tsv`` (people of the United
Nations' documents) and ``geonames_cities5000_ar.tsv`` (places, several Arabic names a row). Both say in which ways one
Latin word is spelled. A name of the list with a word in another spelling is a pair of one person; two names of the
list that are unlike in Latin letters and share a word or nearly so are a pair of two. Names are split by their last
Latin word, so that no family is learned from and scored on. In the lists a respelled name is as frequent as two like
names of two people, in news it is much rarer: each of the latter counts ``RARE`` times. Of all measures whose precision
then reaches ``PRECISION`` on the training half the one with the highest recall is kept, and scored on the other half.
News articles play no part.
"""

from __future__ import annotations

import csv
import hashlib
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product
from pathlib import Path

from rapidfuzz import fuzz

from kg import vocabulary
from kg.arabic import fold
from kg.entities.names import parse
from kg.entities.spelling import FILE, Measure, ratios, skeleton, sound

PRECISION = 0.99  # a wrong merge costs a researcher more than a missed one
RARE = 10  # different people of like names for each one whose name is respelled: an assumption about news
TRANSLATED = 50.0  # ratio of skeletons below which a word is taken for a translation or a slip of alignment
UNLIKE = 80.0  # ratio of Latin names up to which they are two people's
SHORT = 3  # letters
TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "president", "senator", "sir", "judge", "professor", "general"})
MARKS = re.compile(r"[^\w\s]|_")
ARABIC = re.compile(r"[\u0621-\u064a ]+")
SPLITS = {"train": 0, "test": 1}

Name = tuple[str, ...]
Spellings = Mapping[str, set[str]]  # Latin word → folded Arabic words


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """Two folded names of as many words, and whether they are one person's; ``split`` is 0 to learn, 1 to score."""

    one: Name
    other: Name
    same: bool
    split: int

    def words(self) -> tuple[tuple[int, float, float], ...]:
        """For each word that sounds unlike: letters of the shorter, ratio of sounds, ratio of skeletons."""
        return tuple(
            (min(len(a), len(b)), *ratios(a, b))
            for a, b in zip(self.one, self.other, strict=True)
            if sound(a) != sound(b)
        )


@dataclass(frozen=True, slots=True)
class Scores:
    precision: float
    recall: float
    same: int
    different: int


def pairs(folder: Path) -> list[Pair]:
    """The pairs of a folder of lists, sorted."""
    people = sorted(set(_people(folder / "hkiri_ne_lexicon_en_ar.tsv")))
    spelled: dict[str, set[str]] = defaultdict(set)
    for latin, arabic in people:
        for word, form in zip(latin, arabic, strict=True):
            spelled[word].add(form)
    for word, form in _places(folder / "geonames_cities5000_ar.tsv"):
        spelled[word].add(form)
    full = [(latin, arabic) for latin, arabic in people if len(latin) > 1]
    return sorted({*_same(full, spelled), *_different(full)})


def _people(path: Path) -> Iterator[tuple[Name, Name]]:
    titles = vocabulary.load()
    for row in _rows(path):
        if row["type"] != "PERS":
            continue
        latin, arabic = MARKS.sub(" ", row["en"]).casefold().split(), fold(MARKS.sub(" ", row["ar"])).split()
        while arabic and (length := titles.title(arabic)):
            arabic = arabic[length:]
        while latin and latin[0] in TITLES:
            latin = latin[1:]
        name = tuple(arabic)
        if len(latin) == len(arabic) and parse(" ".join(arabic)) == name and ARABIC.fullmatch(" ".join(arabic)):
            yield tuple(latin), name


def _places(path: Path) -> Iterator[tuple[str, str]]:
    for row in _rows(path):
        latin = row["name"].casefold()
        for name in row["ar_names(pipe)"].split("|"):
            if " " not in latin and ARABIC.fullmatch(fold(name)) and " " not in name:
                yield latin, fold(name)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def _same(people: Iterable[tuple[Name, Name]], spelled: Spellings) -> Iterator[Pair]:
    """Each name with one of its words in another spelling of the Latin word."""
    for latin, arabic in people:
        for place, (word, form) in enumerate(zip(latin, arabic, strict=True)):
            if len(word) <= SHORT:
                continue
            for other in sorted(spelled[word] - {form}):
                if len(other) >= SHORT and fuzz.ratio(skeleton(form), skeleton(other)) >= TRANSLATED:
                    yield Pair(arabic, (*arabic[:place], other, *arabic[place + 1 :]), True, _split(latin))


def _different(people: Iterable[tuple[Name, Name]]) -> Iterator[Pair]:
    """Names of unlike Latin names that share, in one place, two letters of a skeleton."""
    owners: dict[Name, list[Name]] = defaultdict(list)
    for latin, arabic in people:
        owners[arabic].append(latin)
    blocks: dict[tuple[int, str], list[Name]] = defaultdict(list)
    for name in sorted(owners):
        blocks[len(name), f"{skeleton(name[0])[:2]} {skeleton(name[-1])[:2]}"].append(name)
    for block in blocks.values():
        for one, other in combinations(block, 2):
            latins = list(product(owners[one], owners[other]))
            splits = {_split(latin) for pair in latins for latin in pair}
            if len(splits) == 1 and all(fuzz.ratio(" ".join(a), " ".join(b)) <= UNLIKE for a, b in latins):
                yield Pair(one, other, False, splits.pop())


def _split(latin: Name) -> int:
    return hashlib.sha256(latin[-1].encode("utf-8")).digest()[0] % 2


def scores(measure: Measure, sample: Iterable[Pair]) -> Scores:
    """How a measure does on pairs: of those it calls the same, how many are; of those that are, how many it finds."""
    return _scores(measure, [(pair.words(), pair.same) for pair in sample])


def _scores(measure: Measure, sample: list[tuple[tuple[tuple[int, float, float], ...], bool]]) -> Scores:
    found = [same for words, same in sample if all(_alike(measure, *word) for word in words)]
    wanted = sum(same for _, same in sample)
    right = sum(found)
    called = right + RARE * (len(found) - right)
    return Scores(right / called if found else 1.0, right / wanted, wanted, len(sample) - wanted)


def _alike(measure: Measure, letters: int, sounds: float, skeletons: float) -> bool:
    likeness = (measure.vowels * sounds + (1 - measure.vowels) * skeletons) / 100
    return letters >= measure.letters and likeness >= measure.threshold


def learn(sample: Iterable[Pair]) -> Measure:
    """The measure with the highest recall among those of enough precision; the strictest of equals."""
    train = [(pair.words(), pair.same) for pair in sample]
    best, reached = Measure(1.0, 1.0, SHORT), -1.0
    for vowels in (0.0, 0.25, 0.5, 0.75, 1.0):
        for letters in (3, 4, 5, 6):
            for percent in range(99, 69, -1):
                measure = Measure(vowels, percent / 100, letters)
                score = _scores(measure, train)
                if score.precision >= PRECISION and score.recall > reached:
                    best, reached = measure, score.recall
    return best


def main(folder: Path) -> None:
    """Learn from the lists in a folder, write what was learned, print its scores."""
    everything = pairs(folder)
    measure = learn(pair for pair in everything if pair.split == SPLITS["train"])
    score = scores(measure, (pair for pair in everything if pair.split == SPLITS["test"]))
    row = {
        "vowels": measure.vowels,
        "threshold": measure.threshold,
        "letters": measure.letters,
        "precision": round(score.precision, 4),
        "recall": round(score.recall, 4),
        "same": score.same,
        "different": score.different,
        "source": "held-out half of name pairs from hkiri_ne_lexicon_en_ar.tsv and GeoNames cities5000",
    }
    path = vocabulary.default_folder() / FILE
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, row, lineterminator="\n")
        writer.writeheader()
        writer.writerow(row)
    print("\n".join(f"{key}: {value}" for key, value in row.items()))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m kg.entities.learn DIR (with hkiri_ne_lexicon_en_ar.tsv, geonames_cities5000_ar.tsv)")
    main(Path(sys.argv[1]))
