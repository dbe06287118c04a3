"""Names put in the place of other names, so that the tokenizer meets many that begin like a clitic.

A treebank has few names, and ``بكين`` or ``لافروف`` look like a proclitic and a stem. Each name token
of a copy of the training sentences gives way to one drawn from name lists, cut nowhere.
"""

from __future__ import annotations

import csv
import random
import re
from pathlib import Path

from kg.models.train.conllu import FORM, UPOS, Sentence

ARABIC = re.compile("[\u0621-\u064a]{3,}")
PROCLITICS = "وفبلكس"
SHARE = 0.6
TYPES = {"PERS": "PER", "LOC": "LOC", "ORG": "ORG"}  # of the lexicon, in the names of our models
LONGEST = 4  # words of a listed name


def load(data: Path) -> list[str]:
    """Single Arabic words that are (parts of) names of people and places, sorted."""
    words: set[str] = set()
    folder = data / "gazetteer"
    with (folder / "hkiri_ne_lexicon_en_ar.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if row["type"] in ("PERS", "LOC") and row["ar"]:
                words.update(row["ar"].split())
    with (folder / "geonames_cities5000_ar.tsv").open(encoding="utf-8") as file:
        for line in list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]:
            words.update(word for name in line[-1].split("|") for word in name.split())
    with (folder / "politicians_2015_qid_ar.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            words.update(row["name_ar"].split())
    return sorted(word for word in words if ARABIC.fullmatch(word) and not word.startswith("ال"))


def listed(data: Path) -> dict[str, list[str]]:
    """Names of persons, places and organisations of one to four Arabic words, by type, sorted."""
    found: dict[str, set[str]] = {kind: set() for kind in TYPES.values()}
    with (data / "gazetteer" / "hkiri_ne_lexicon_en_ar.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            words = (row["ar"] or "").split()
            if row["type"] in TYPES and 0 < len(words) <= LONGEST and all(ARABIC.fullmatch(word) for word in words):
                found[TYPES[row["type"]]].add(" ".join(words))
    return {kind: sorted(words) for kind, words in found.items()}


def vary(sentences: list[Sentence], words: list[str], *, rng: random.Random) -> list[Sentence]:
    """Copies of the sentences that hold names, with other names in them; half begin like a clitic."""
    tricky = [word for word in words if word[0] in PROCLITICS]
    copies = []
    for sentence in sentences:
        places = [i for i, row in enumerate(sentence.rows)
                  if row[UPOS] in ("X", "PROPN") and ARABIC.fullmatch(row[FORM]) and rng.random() < SHARE]  # fmt: skip
        if not places:
            continue
        rows = [list(row) for row in sentence.rows]
        for place in places:
            rows[place][FORM] = rng.choice(tricky if rng.random() < 0.5 else words)
        copies.append(Sentence(sentence.name, rows, sentence.glued))
    return copies
