"""Folding is a projection, and the normalised copy can always be traced to the raw text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.arabic import fold, invisible, normalise, original

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويأإآٱىةؤئءپگکی"
MARKS = "\u064b\u064e\u0651\u0670\u0640\u200f\u200e\u202b\u2069\ufeff\u0653\u0654\u0655"
TEXTS = st.text(alphabet=LETTERS + MARKS + " \u00a0\n.،0٣۴Aß" + "\ufefb\ufe8d\ufdf2")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أنقرة", "انقره"),
        ("مُحَمَّد", "محمد"),
        ("الــــصين", "الصين"),
        ("على", "علي"),
        ("مسؤول", "مسوول"),
        ("\u202bموسكو\u202c", "موسكو"),
        ("جاستین ترودو", "جاستين ترودو"),
        ("کییف", "كييف"),
        ("٢٠٢٤", "2024"),
        ("۲۰۲۴", "2024"),
        ("مجموعة  الـ 20", "مجموعه ال 20"),
        ("BBC", "bbc"),
        ("إ\u064fسرائيل", "اسراييل"),
        ("الا\u0654ردن", "الأردن"),
        ("ﻻتفيا", "لاتفيا"),
    ],
)
def test_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("النيجر", "نيجيريا"), ("عمان", "عمال"), ("كوبا", "كوبه"), ("مالي", "مال")])
def test_different_names_stay_apart(one: str, other: str) -> None:
    assert (fold(one) == fold(other)) is False


@given(TEXTS)
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert not any(invisible(char) for char in once)


@given(TEXTS)
def test_offsets_rise_and_end_with_the_text(text: str) -> None:
    copy, offsets = normalise(text)
    assert len(offsets) == len(copy) + 1
    assert offsets[-1] == len(text)
    assert offsets == sorted(offsets)
    assert all(not invisible(text[offset]) for offset in offsets[:-1])


@given(TEXTS)
def test_an_offset_leads_to_the_same_letter(text: str) -> None:
    copy, offsets = normalise(text)
    for char, offset in zip(copy, offsets, strict=False):
        assert fold(char) in fold(text[offset] + text[offset + 1 :])


@given(TEXTS, st.data())
def test_the_raw_span_of_a_word_normalises_to_the_word(text: str, data: st.DataObject) -> None:
    copy, offsets = normalise(text)
    if not copy:
        return
    begin = data.draw(st.integers(0, len(copy) - 1))
    end = data.draw(st.integers(begin + 1, len(copy)))
    first, last = original(text, offsets, begin, end)
    assert 0 <= first < last <= len(text)
    assert copy[begin:end] in normalise(text[first:last])[0]


def test_a_span_keeps_its_vowels_and_leaves_direction_marks() -> None:
    text = "قال \u200fبوتينُ\u200f اليوم"
    copy, offsets = normalise(text)
    begin = copy.index("بوتين")
    first, last = original(text, offsets, begin, begin + len("بوتين"))
    assert text[first:last] == "بوتينُ"


def test_plain_text_is_left_alone() -> None:
    text = "وصل الرئيس إلى العاصمة،\nثم غادرها مساءً.".replace("ً", "")
    assert normalise(text) == (text, list(range(len(text) + 1)))
