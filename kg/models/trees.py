"""The tree of a sentence from the scores of its arcs, quickly where each word's best head already makes one.

Stanza decodes every sentence with Chu-Liu-Edmonds, in Python and with at least one cycle to contract. Where the
best heads of all words form a tree with one root, that tree is the best there is and nothing needs to be searched;
the others are left to Stanza.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from stanza.models.depparse.head_constraints import find_head_constraint_violations
from stanza.models.depparse.model import GraphParser

Scores = npt.NDArray[np.floating[Any]]


def best_heads(scores: Scores) -> list[int] | None:
    """The head of each word if every word may have the one that scores best, else None.

    ``scores[i, j]`` is that of j as the head of i, 0 the root; the first head is 0.
    """
    heads = [0, *scores[1:].argmax(axis=1).tolist()]
    if heads[1:].count(0) != 1:
        return None
    reached = [True] + [False] * (len(heads) - 1)
    for first in range(1, len(heads)):
        path, word = [], first
        while not reached[word]:
            if word in path:
                return None
            path.append(word)
            word = heads[word]
        for step in path:
            reached[step] = True
    return heads


def decode(
    vocab: Any,
    batch_size: int,
    preds: Sequence[Scores],
    sentlens: Sequence[int],
    resolve_head_constraints: bool = False,
) -> list[list[list[Any]]]:
    """Head and relation of each word of each sentence: what ``GraphParser.decode_graph_predictions`` gives."""
    decoded = []
    for index, length in enumerate(sentlens[:batch_size]):
        heads = best_heads(preds[0][index][:length, :length])
        if heads is not None:
            labels = preds[1][index][np.arange(1, length), heads[1:]].tolist()
            relations = vocab.unmap(labels)
            if not (resolve_head_constraints and find_head_constraint_violations(heads, relations)):
                decoded.append([list(pair) for pair in zip(heads[1:], relations, strict=True)])
                continue
        one = [part[index : index + 1] for part in preds]
        decoded += GraphParser.decode_graph_predictions(vocab, 1, one, [length], resolve_head_constraints)
    return decoded
