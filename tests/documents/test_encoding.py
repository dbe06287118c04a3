"""Decoding: what was written comes back, whatever it was written in."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.documents.encoding import NotText, arabic_letters, decode

LETTERS = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي"
SENTENCE = "استقبل رئيس الوزراء وفدا من البرلمان الأوروبي، وبحث معه ملف اللاجئين.\r\nوحضر اللقاء سفراء عدة."
ARABIC = st.text(LETTERS + "ًٌٍَُِّْ ،؛؟.:()0123456789\r\n\t", min_size=1).filter(lambda text: arabic_letters(text) > 0)


@given(ARABIC)
def test_utf_8_and_utf_16_round_trip(text: str) -> None:
    assert decode(text.encode()) == text
    assert decode(codecs.BOM_UTF8 + text.encode()) == text
    assert decode(codecs.BOM_UTF16_LE + text.encode("utf-16-le")) == text
    assert decode(codecs.BOM_UTF16_BE + text.encode("utf-16-be")) == text
    assert decode(text.encode("utf-16-le")) == text
    assert decode(text.encode("utf-16-be")) == text


@given(st.text(LETTERS + " ،.\r\n", max_size=60))
def test_windows_1256_round_trips(text: str) -> None:
    assert decode((SENTENCE + text).encode("cp1256")) == SENTENCE + text


@pytest.mark.parametrize("name", ["iso8859_6", "cp720", "mac_arabic"])
def test_other_code_pages_are_told_apart(name: str) -> None:
    text = SENTENCE.replace("،", "")
    assert decode(text.encode(name)) == text


def test_a_damaged_byte_does_not_make_utf_8_another_encoding() -> None:
    assert decode((SENTENCE * 3).encode() + b"\xd9") == SENTENCE * 3 + "\ufffd"


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0", bytes(range(256)), b"PK\3\4\x14\0\x06\0" * 9]
)
def test_binary_data_is_no_text(data: bytes) -> None:
    with pytest.raises(NotText, match="binary"):
        decode(data)


def test_english_and_french_are_text_too() -> None:
    assert decode(b"The minister arrived.") == "The minister arrived."
    assert "ministre" in decode("Le ministre est arrivé à Genève, où il a été reçu.".encode("cp1252"))
