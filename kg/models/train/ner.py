"""Named entity corpora, cut into our words.

The corpora tag words between spaces. We cut each word as the tokenizer does at run time and give
the tag to the stem, so that a name is learnt and found without its proclitics. WikiFANE has its clitics
cut already; its fine types become ours by ``fane.csv``, and those that are not in it no name.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Mapping
from pathlib import Path

from kg.models.train import names
from kg.models.train.treebanks import bucket

SEED = 20261126
TYPES = {"PERS": "PER", "PER": "PER", "LOC": "LOC", "ORG": "ORG", "MISC": "MISC", "MIS": "MISC"}
LONGEST = 48  # words of a training sentence
SHINGLE = 30  # letters; a sentence that shares so many in a row with a held-out one is not learnt from
FOLDED = str.maketrans("أإآىة", "ااايه")
Words = list[tuple[str, str]]  # word between spaces, IOB2 tag


def read(path: Path, *, types: Mapping[str, str] = TYPES) -> list[Words]:
    """Sentences of a two-column file (word, tag), empty lines between them; a type that ``types`` lacks is no name."""
    sentences: list[Words] = []
    current: Words = []
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        if not line.strip():
            if current:
                sentences.append(current)
            current = []
            continue
        word, tag = line.rsplit(maxsplit=1)
        prefix, _, kind = tag.partition("-")
        known = types.get(kind)
        word = word.strip("\u200e\u200f\ufeff")
        if word:  # some lines hold a mark of direction only
            current.append((word, f"{prefix}-{known}" if known else "O"))
    return [*sentences, current] if current else sentences


def test_set(data: Path, name: str) -> list[Words]:
    """The held-out sentences of ``anercorp`` (CAMeL split) or ``aqmar`` (test part)."""
    paths = {"anercorp": data / "ner/anercorp/ANERCorp_CamelLab_test.txt", "aqmar": data / "ner/aqmar/ar.testb.iob2"}
    return read(paths[name])


def wikipedia(data: Path) -> list[Words]:
    """WikiFANE, without the sentences that share ``SHINGLE`` letters in a row with one of the held-out corpora."""
    with (Path(__file__).parent / "fane.csv").open(encoding="utf-8", newline="") as file:
        types = {row["fine"]: row["type"] for row in csv.DictReader(file)}
    held_out = {part for name in ("anercorp", "aqmar") for words in test_set(data, name) for part in _shingles(words)}
    sentences = read(data / "ner/newsfane/WikiFANE_Gold_2014_500K.txt", types=types)
    return [sentence for sentence in sentences if held_out.isdisjoint(_shingles(sentence))]


def _shingles(sentence: Words) -> set[str]:
    """Every stretch of ``SHINGLE`` letters of a sentence, spaces and differences of spelling left out."""
    letters = "".join(word for word, _ in sentence).translate(FOLDED)
    return {letters[i : i + SHINGLE] for i in range(len(letters) - SHINGLE + 1)}


def training_sets(data: Path, *, tokenizer: Path) -> dict[str, list[list[dict[str, str]]]]:
    """Stanza's JSON for four parts: both (ANERCorp and AQMAR), news (ANERCorp alone), wide (both, both once more with
    other names, and WikiFANE) and dev (a twentieth of ANERCorp's train part, by hash)."""
    corpus = read(data / "ner/anercorp/ANERCorp_CamelLab_train.txt")
    extra = read(data / "ner/aqmar/ar.train.iob2") + read(data / "ner/aqmar/ar.testa.iob2")
    parts: dict[str, list[Words]] = {"both": list(extra), "news": [], "dev": []}
    for sentence in corpus:
        key = " ".join(word for word, _ in sentence)
        for part in ("dev",) if bucket(key, of=20) == 0 else ("both", "news"):
            parts[part].append(sentence)
    cut = {
        part: [piece for sentence in segment(sentences, tokenizer=tokenizer) for piece in _pieces(sentence)]
        for part, sentences in parts.items()
    }
    varied = vary(cut["both"], names.listed(data), rng=random.Random(SEED))
    wiki = [[{"text": word, "ner": tag} for word, tag in sentence] for sentence in wikipedia(data)]
    cut["wide"] = cut["both"] + varied + [piece for sentence in wiki for piece in _pieces(sentence)]
    return cut


def vary(
    sentences: list[list[dict[str, str]]], listed: Mapping[str, list[str]], *, rng: random.Random
) -> list[list[dict[str, str]]]:
    """Copies of the sentences with names; half of the names of a type in ``listed`` are others of that type."""
    copies = []
    for sentence in sentences:
        copy, last, changed = [], 0, False
        for begin, end, kind in spans([token["ner"] for token in sentence]):
            copy += sentence[last:begin]
            last = end
            if listed.get(kind) and rng.random() < 0.5:
                words = rng.choice(listed[kind]).split()
                copy += [{"text": word, "ner": f"{'I' if i else 'B'}-{kind}"} for i, word in enumerate(words)]
                changed = True
            else:
                copy += sentence[begin:end]
        if changed:
            copies.append(copy + sentence[last:])
    return copies


def segment(sentences: list[Words], *, tokenizer: Path) -> list[list[dict[str, str]]]:
    """Cut the words of each sentence with our tokenizer and move the tags to the stems."""
    from kg.models.train.cut import cut_words

    texts = [[word for word, _ in sentence] for sentence in sentences]
    result = []
    for sentence, pieces in zip(sentences, cut_words(texts, tokenizer=tokenizer), strict=True):
        tokens = []
        for (_, tag), parts in zip(sentence, pieces, strict=True):
            tokens += [{"text": part, "ner": mark} for part, mark in zip(parts, _spread(tag, parts), strict=True)]
        result.append(tokens)
    return result


def _pieces(tokens: list[dict[str, str]]) -> list[list[dict[str, str]]]:
    """A long sentence in stretches that end outside a name: padding to the longest costs most of a step."""
    pieces: list[list[dict[str, str]]] = []
    current: list[dict[str, str]] = []
    for token in tokens:
        if len(current) >= LONGEST and not token["ner"].startswith("I-"):
            pieces.append(current)
            current = []
        current.append(token)
    return [*pieces, current]


def _spread(tag: str, parts: list[str]) -> list[str]:
    """Tags of the parts of one word: the stem of a first word has the tag, its clitics have none."""
    if tag == "O":
        return ["O"] * len(parts)
    prefix = tag.split("-")[0]
    if prefix == "I":
        return [tag] * len(parts)
    stem = max(range(len(parts)), key=lambda i: (len(parts[i]), -i))
    return ["O"] * stem + [tag] + ["O"] * (len(parts) - stem - 1)


def spans(tags: list[str]) -> Iterator[tuple[int, int, str]]:
    """The names in a sequence of IOB2 tags as half-open ranges of words with their type."""
    begin, kind = 0, ""
    for index, tag in enumerate([*tags, "O"]):
        inside = tag == f"I-{kind}"
        if kind and not inside:
            yield begin, index, kind
            kind = ""
        if tag != "O" and not inside:
            begin, kind = index, tag[2:]
