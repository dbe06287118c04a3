"""Raw news without annotation: for word vectors and for the usual spelling of words."""

from __future__ import annotations

import json
import lzma
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\w\s]")
MARKS = re.compile("[\u064b-\u0652\u0670\u0640]")  # diacritics and tatweel
FOLD = str.maketrans("أإآىة", "اااية")


def texts(data: Path) -> list[str]:
    """The articles of SaudiNewsNet, title first, without diacritics; none that evaluations of the graph read."""
    with (data / "news/diplomatic.jsonl").open(encoding="utf-8") as file:
        kept_out = {json.loads(line)["text"] for line in file}
    with lzma.open(data / "news/saudinewsnet.jsonl.xz", "rt", encoding="utf-8") as file:
        records = (json.loads(line) for line in file)
        return [MARKS.sub("", f"{r['title']}\n{r['text']}") for r in records if r["text"] not in kept_out]


def count(articles: Iterable[str]) -> Counter[str]:
    """How often each word between spaces and marks occurs."""
    return Counter(token for text in articles for token in TOKEN.findall(text))


def cut(counts: Counter[str], *, tokenizer: Path) -> dict[str, list[str]]:
    """Each word seen three times as the tokenizer cuts it among others; in running text a few are cut otherwise."""
    from kg.models.train.cut import cut_words

    words = sorted(word for word, number in counts.items() if number >= 3)
    groups = [words[begin : begin + 25] for begin in range(0, len(words), 25)]
    return {
        word: pieces
        for group, parts in zip(groups, cut_words(groups, tokenizer=tokenizer), strict=True)
        for word, pieces in zip(group, parts, strict=True)
    }


def spellings(counts: Counter[str]) -> dict[str, str]:
    """The most frequent spelling of each word that is known with alef and ya folded."""
    best: dict[str, str] = {}
    for word in sorted(counts, key=lambda word: (-counts[word], word)):
        best.setdefault(word.translate(FOLD), word)
    return best
