"""The tree of a sentence is the one that Stanza's decoder finds, whether or not it had to be searched."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stanza.models.depparse.model import GraphParser

from kg.models import trees

VOCAB = SimpleNamespace(unmap=lambda labels: [f"r{label}" for label in labels])


def is_tree(heads: list[int]) -> bool:
    """Whether the words 1…n with these heads all lead to 0 and one of them does so directly."""
    reached = np.arange(len(heads) + 1)
    for _ in heads:
        reached = np.array([0, *heads])[reached]
    return not reached.any() and heads.count(0) == 1


@given(
    st.lists(st.integers(1, 15), min_size=1, max_size=4), st.integers(0, 2**32 - 1), st.sampled_from([0.0, 5.0, 50.0])
)
def test_decoding_agrees_with_stanza(words: list[int], seed: int, favour: float) -> None:
    random = np.random.default_rng(seed)
    lengths = [count + 1 for count in words]
    shape = (len(words), max(lengths), max(lengths))
    scores = random.normal(size=shape)
    scores[:, np.arange(1, shape[1]), np.arange(shape[1] - 1)] += favour  # a chain of words: a tree as it stands
    preds = [scores, random.integers(0, 30, size=shape)]
    found = trees.decode(VOCAB, len(words), preds, lengths)
    assert found == GraphParser.decode_graph_predictions(VOCAB, len(words), preds, lengths)
    assert all(is_tree([head for head, _ in sentence]) for sentence in found)


@pytest.mark.parametrize(
    ("heads", "tree"), [([0, 1, 2], True), ([2, 0, 2], True), ([0, 0, 1], False), ([0, 3, 2], False)]
)
def test_the_best_heads_are_taken_only_where_they_make_a_tree(heads: list[int], tree: bool) -> None:
    scores = np.zeros((4, 4))
    scores[[1, 2, 3], heads] = 1.0
    assert trees.best_heads(scores) == ([0, *heads] if tree else None)
