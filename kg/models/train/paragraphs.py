"""Running text with a label for each character, as Stanza's tokenizer learns it."""

from __future__ import annotations

import random
from pathlib import Path

from kg.models.train.conllu import FORM, Sentence

LONGEST = 5  # sentences a paragraph


def write(sentences: list[Sentence], stem: Path, *, rng: random.Random) -> None:
    """Write ``stem.txt`` and ``stem.labels``: 0 inside a word, 1 at its end, 2 at a sentence's end.

    One to five sentences that follow each other make a paragraph, so that the model learns to split
    them; paragraphs are separated by an empty line.
    """
    texts, labels = [], []
    rest = list(sentences)
    while rest:
        size = rng.randint(1, LONGEST)
        paragraph, rest = rest[:size], rest[size:]
        text, label = "", ""
        for sentence in paragraph:
            if text:
                text, label = text + " ", label + "0"
            last = len(sentence.rows) - 1
            for index, row in enumerate(sentence.rows):
                form = row[FORM]
                text += form
                label += "0" * (len(form) - 1) + ("2" if index == last else "1")
                if index != last and not sentence.glued[index]:
                    text, label = text + " ", label + "0"
        texts.append(text)
        labels.append(label)
    stem.parent.mkdir(parents=True, exist_ok=True)
    stem.with_suffix(".txt").write_text("\n\n".join(texts) + "\n\n", encoding="utf-8")
    stem.with_suffix(".labels").write_text("\n\n".join(labels) + "\n\n", encoding="utf-8")
