"""Cutting a written word into the pieces that its syntactic words own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.models.surface import distance, fold, split_surface

LETTERS = st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإؤئ", min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("token", "words", "pieces"),
    [
        ("وبوتين", ["و", "بوتين"], ["و", "بوتين"]),
        ("للسلطة", ["ل", "السلطة"], ["ل", "لسلطة"]),
        ("بأنها", ["ب", "أن", "ها"], ["ب", "أن", "ها"]),
        ("علاقتهما", ["علاقة", "هما"], ["علاقت", "هما"]),
        ("ممّا", ["من", "ما"], ["م", "مّا"]),
        ("وقالوا", ["وَ", "قَالُوا"], ["و", "قالوا"]),
    ],
)
def test_pieces_lie_where_the_words_are_written(token: str, words: list[str], pieces: list[str]) -> None:
    assert split_surface(token, words) == pieces


def test_a_token_with_fewer_letters_than_words_cannot_be_cut() -> None:
    assert split_surface("لم", ["ل", "ما", "ذا"]) is None


@given(st.lists(LETTERS, min_size=1, max_size=4))
def test_pieces_make_the_token_again_and_words_written_in_full_are_their_pieces(words: list[str]) -> None:
    token = "".join(words)
    pieces = split_surface(token, words)
    assert pieces is not None
    assert "".join(pieces) == token
    assert [fold(piece) for piece in pieces] == [fold(word) for word in words]


@given(LETTERS, LETTERS)
def test_distance_is_a_metric(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)
    assert abs(len(one) - len(other)) <= distance(one, other) <= max(len(one), len(other))
