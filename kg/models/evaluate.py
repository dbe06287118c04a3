"""Scores of the models on held-out data, each with a bootstrap interval over sentences.

The data is third-party and lies outside the repository; docs/models.md says where it comes from.
Nothing scored here was trained on or used to stop training.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from kg.arabic import fold
from kg.models import FOLDER, Score
from kg.models.load import bundled
from kg.models.train import ner, treebanks
from kg.models.train.conllu import DEPREL, FEATS, FORM, HEAD, LEMMA, UPOS, Sentence

RESAMPLES = 1000
Counts = tuple[int, int, int]  # right, found, there: F1 is 2·right / (found + there); accuracy has found = there


def scores(data: Path, *, tasks: Sequence[str], folder: Path = FOLDER) -> Iterator[Score]:
    """The scores of ``tasks``, one by one as they are done. Raises BadModel, and OSError for missing data."""
    for task in tasks:
        yield from EVALUATIONS[task](data, folder)


def _tokenize(data: Path, folder: Path) -> Iterator[Score]:
    test = treebanks.padt(data, "test")
    pipeline = bundled(folder=folder, tasks=("tokenize",))
    words = []
    for sentence in test:  # one paragraph each, as the corpus has it
        found = {(t.start_char, t.end_char) for s in pipeline(sentence.text).sentences for t in s.tokens}
        there = set(_spans(sentence))
        words.append((len(found & there), len(found), len(there)))
    yield _score("tokenize", "words F1", "PADT test", words)


def _pos(data: Path, folder: Path) -> Iterator[Score]:
    test = treebanks.padt(data, "test")
    parsed = _parse(test, folder, ("tokenize", "pos"))
    pairs = list(zip(test, parsed, strict=True))
    yield _score("pos", "UPOS", "PADT test, gold words", [_accuracy(s.rows, p, UPOS, "upos") for s, p in pairs])
    known = [(s, p) for s, p in pairs if treebanks.has_features(s)]
    for name in ("Voice", "Aspect", "Number", "Gender"):
        counts = [_feature(s.rows, p, name) for s, p in known]
        yield _score("pos", f"{name} F1", "PADT test, gold words", counts)


def _lemma(data: Path, folder: Path) -> Iterator[Score]:
    test = [s for s in treebanks.padt(data, "test") if treebanks.has_lemmas(s)]
    parsed = _parse(test, folder, ("tokenize", "pos", "lemma"))
    counts = []
    for sentence, words in zip(test, parsed, strict=True):
        pairs = [(r, w) for r, w in zip(sentence.rows, words, strict=True) if r[LEMMA] != "_" and r[UPOS] != "PUNCT"]
        right = sum(fold(row[LEMMA]) == fold(word.lemma or "") for row, word in pairs)
        counts.append((right, len(pairs), len(pairs)))
    yield _score("lemma", "lemma, spelling folded", "PADT test, gold words", counts)


def _depparse(data: Path, folder: Path) -> Iterator[Score]:
    everything: dict[str, list[Counts]] = {"LAS": [], "UAS": []}
    for name, test in treebanks.trees(data, "test").items():
        parsed = _parse(test, folder, ("tokenize", "pos", "lemma", "depparse"))
        for measure in ("LAS", "UAS"):
            counts = [_attachment(s.rows, p, labelled=measure == "LAS") for s, p in zip(test, parsed, strict=True)]
            everything[measure] += counts
            yield _score("depparse", measure, f"held-out {name.upper()} trees, gold words", counts)
    for measure, counts in everything.items():
        yield _score("depparse", measure, "held-out trees of both, gold words", counts)


def _ner(data: Path, folder: Path) -> Iterator[Score]:
    pipeline = bundled(folder=folder, tasks=("tokenize", "ner"))
    for name, label in (("anercorp", "ANERCorp test (CAMeL split)"), ("aqmar", "AQMAR testb")):
        test = ner.test_set(data, name)
        found = [_names(pipeline, [word for word, _ in words]) for words in test]
        there = [set(ner.spans([tag for _, tag in words])) for words in test]
        for measure, left_out in (("F1, four types", ()), ("F1, PER LOC ORG", ("MISC",))):
            counts = []
            for pair in zip(found, there, strict=True):
                one, other = ({span for span in side if span[2] not in left_out} for side in pair)
                counts.append((len(one & other), len(one), len(other)))
            yield _score("ner", measure, label, counts)


EVALUATIONS: dict[str, Callable[[Path, Path], Iterator[Score]]] = {
    "tokenize": _tokenize, "pos": _pos, "lemma": _lemma, "depparse": _depparse, "ner": _ner,
}  # fmt: skip


def _names(pipeline: Any, words: list[str]) -> set[tuple[int, int, str]]:
    """Names as half-open ranges of words between spaces: a word is in a name if its stem is."""
    text = " ".join(words)
    found = set()
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word) + 1)
    for sentence in pipeline(text).sentences:
        for name in sentence.ents:
            first = max(i for i, start in enumerate(starts) if start <= name.start_char)
            last = max(i for i, start in enumerate(starts) if start < name.end_char)
            found.add((first, last + 1, name.type))
    return found


def _parse(sentences: Sequence[Sentence], folder: Path, tasks: tuple[str, ...]) -> list[list[Any]]:
    """Words of each sentence as the models tag gold words."""
    pipeline = bundled(folder=folder, tasks=tasks, tokenize_pretokenized=True)
    parsed = []
    for begin in range(0, len(sentences), 100):
        batch = [[row[FORM] for row in sentence.rows] for sentence in sentences[begin : begin + 100]]
        parsed += [list(sentence.words) for sentence in pipeline(batch).sentences]
    return parsed


def _spans(sentence: Sentence) -> Iterator[tuple[int, int]]:
    position = 0
    for row, glued in zip(sentence.rows, sentence.glued, strict=True):
        yield position, position + len(row[FORM])
        position += len(row[FORM]) + (not glued)


def _accuracy(rows: list[list[str]], words: list[Any], column: int, name: str) -> Counts:
    right = sum(row[column] == getattr(word, name) for row, word in zip(rows, words, strict=True))
    return right, len(rows), len(rows)


def _feature(rows: list[list[str]], words: list[Any], name: str) -> Counts:
    there = [_value(row[FEATS], name) for row in rows]
    found = [_value(word.feats or "", name) for word in words]
    right = sum(a == b is not None for a, b in zip(there, found, strict=True))
    return right, sum(b is not None for b in found), sum(a is not None for a in there)


def _value(feats: str, name: str) -> str | None:
    return dict(pair.split("=") for pair in feats.split("|") if "=" in pair).get(name)


def _attachment(rows: list[list[str]], words: list[Any], *, labelled: bool) -> Counts:
    """Universal labels only, punctuation included, as the CoNLL 2018 scorer has it."""
    right = sum(
        int(row[HEAD]) == word.head and (not labelled or row[DEPREL].split(":")[0] == word.deprel.split(":")[0])
        for row, word in zip(rows, words, strict=True)
    )
    return right, len(rows), len(rows)


def _score(task: str, measure: str, data: str, counts: list[Counts]) -> Score:
    rng = random.Random(0)
    drawn = sorted(_f1(rng.choices(counts, k=len(counts))) for _ in range(RESAMPLES))
    low, high = drawn[int(0.025 * RESAMPLES)], drawn[int(0.975 * RESAMPLES)]
    return Score(task, measure, data, round(_f1(counts), 2), round(low, 2), round(high, 2), len(counts))


def _f1(counts: Iterable[Counts]) -> float:
    right, found, there = (sum(column) for column in zip(*counts, strict=True))
    return 200.0 * right / (found + there) if found + there else 0.0
