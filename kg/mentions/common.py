"""Words that are common words more often than names: ``python -m kg.mentions.common DIR`` counts them.

DIR holds corpora in which people marked the names: ANERCorp (CC BY-SA 4.0) and AQMAR (CC BY-SA 3.0), of both the
training parts, WikiFANE (CC BY-SA 3.0) and the sample of Wojood (MIT). A word that stands outside names at least
``SEEN`` times, and oftener than inside them, goes into ``seeds/vocabulary/common_words.csv``. In a text such a word is
a name only if something supports it, and ``kg ref check`` names the forms of the gazetteer that clash with one.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from kg import vocabulary
from kg.arabic import fold

SEEN = 5
FILES = (
    "anercorp/ANERCorp_CamelLab_train.txt",
    "aqmar/ar.train.iob2",
    "newsfane/WikiFANE_Gold_2014_500K.txt",
    "wojood_sample/train.txt",
)


def count(folder: Path) -> dict[str, tuple[int, int]]:
    """Folded words with how often they stand outside and inside of names."""
    outside: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    for file in FILES:
        for word, tag in _tagged(folder / file):
            (outside if tag == "O" else inside)[word] += 1
    return {word: (outside[word], inside[word]) for word in sorted({*outside, *inside})}


def _tagged(path: Path) -> Iterator[tuple[str, str]]:
    """Each folded word with its tag, the last column."""
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        cells = line.split()
        if len(cells) > 1 and (word := fold(cells[0])).isalpha():
            yield word, cells[-1]


def common(counts: dict[str, tuple[int, int]]) -> list[str]:
    """Those of the words that are common words more often than names, sorted."""
    return sorted(word for word, (outside, inside) in counts.items() if outside >= SEEN and outside > inside)


def main(folder: Path) -> None:
    """Count in the corpora of a folder and write the list."""
    path = vocabulary.default_folder() / "common_words.csv"
    words = common(count(folder))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["word"])
        writer.writerows([word] for word in words)
    print(f"{path}: {len(words)} words")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(f"usage: python -m kg.mentions.common DIR (with {', '.join(FILES)})")
    main(Path(sys.argv[1]))
