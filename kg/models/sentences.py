"""Sentences that the tokenizer has cut inside a date: ``مايو/أيار``. No sentence begins with a slash.

Newspapers of the Levant name a month twice. The treebank that the tokenizer learnt from never does, and it takes the
slash after some month names for the end of a sentence.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from stanza.models.common.doc import Document

SLASH = "/"


class Joining:
    """A tokenizing processor of Stanza whose sentences never begin with a slash, save the first of a paragraph."""

    def __init__(self, processor: Any) -> None:
        self._processor = processor

    def __getattr__(self, name: str) -> Any:
        return getattr(self._processor, name)

    def process(self, document: Any) -> Any:
        return joined(self._processor.process(document))

    def bulk_process(self, documents: Any) -> list[Any]:
        return [joined(document) for document in self._processor.bulk_process(documents)]


def joined(document: Any) -> Any:
    """The document with each sentence that begins with a slash put to the end of the one before it, if that stands in
    the same paragraph; the same object when there is none."""
    cut = set()
    for number, (before, after) in enumerate(pairwise(document.sentences), start=1):
        last, first = before.tokens[-1], after.tokens[0]
        if first.text.startswith(SLASH) and "\n\n" not in document.text[last.end_char : first.start_char]:
            cut.add(number)
    if not cut:
        return document
    sentences: list[list[dict[str, Any]]] = []
    for number, sentence in enumerate(document.to_dict()):
        if number not in cut:
            sentences.append([])
        sentences[-1] += [word | {"id": len(sentences[-1]) + place} for place, word in enumerate(sentence, start=1)]
    return Document(sentences, text=document.text)
