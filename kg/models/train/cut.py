"""Cut given words with the trained tokenizer."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path


def cut_words(sentences: list[list[str]], *, tokenizer: Path) -> Iterator[list[list[str]]]:
    """For each sentence (words between spaces) the pieces of each word, in order.

    Words reach the tokenizer in context, one sentence a paragraph; pieces never cross a word.
    """
    import stanza

    with tempfile.TemporaryDirectory() as folder:
        about = {"ar": {"lang_name": "Arabic", "packages": {}, "tokenize": {}, "default_processors": {}}}
        (Path(folder) / "resources.json").write_text(json.dumps(about), encoding="utf-8")
        pipeline = stanza.Pipeline(
            "ar", dir=folder, processors={"tokenize": "kg"}, package=None, download_method=None,
            tokenize_model_path=str(tokenizer), use_gpu=False, verbose=False,
        )  # fmt: skip
        for begin in range(0, len(sentences), 500):
            batch = sentences[begin : begin + 500]
            text = "\n\n".join(" ".join(words) for words in batch)
            document = pipeline(text)
            ends = {token.end_char for sentence in document.sentences for token in sentence.tokens}
            position = 0
            for words in batch:
                pieces = []
                for word in words:
                    edges = [0, *(i for i in range(1, len(word)) if position + i in ends), len(word)]
                    pieces.append([word[a:b] for a, b in pairwise(edges)])
                    position += len(word) + 1
                position += 1
                yield pieces
