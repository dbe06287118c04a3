"""Two views of Arabic spelling: a key under which spellings compare, and a clean copy that remembers offsets.

``fold`` forgets what Arabic newspapers write freely (hamza seats, dots of final ya and ta marbuta,
vowel signs); ``normalise`` only takes away what no reader sees, so that models read the same word
whether or not it was vocalised, and says where each character came from.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

TATWEEL = "\u0640"
HAMZA_SIGNS = "\u0653\u0654\u0655"  # madda and hamza as combining signs: part of a letter, not of its vowels
SPACES = "\u00a0\u2002\u2003\u2009\u202f"  # widths of a blank; line breaks are left alone

# Letters of Persian, Urdu, Kurdish and Maghrebi keyboards that stand for an Arabic one.
LETTERS = str.maketrans(
    {
        "ی": "ي", "ۍ": "ي", "ې": "ي", "ے": "ي", "ۓ": "ي",
        "ک": "ك", "ڪ": "ك", "گ": "ك", "ڭ": "ك",
        "ہ": "ه", "ە": "ه", "ھ": "ه", "ۀ": "ه", "ۃ": "ة",
        "پ": "ب", "چ": "ج", "ژ": "ز", "ڤ": "ف", "ڨ": "ق", "ۆ": "و", "ۇ": "و", "ٹ": "ت", "ڈ": "د", "ڑ": "ر",
    }
)  # fmt: skip
SEATS = str.maketrans("أإآٱىةؤئ", "اااايهوي")
DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
# Punctuation that no Arabic treebank has, as the one that it has: models glue what they never saw to the word.
PUNCTUATION = str.maketrans("“”„‟‹›‘’‚`´–—―−;?[]{}", '"""""""""""----؛؟()()')
KNOWN = LETTERS | PUNCTUATION  # one character for one
BLANKS = re.compile(r"\s+")
PLAIN = re.compile(r"[\u0621-\u063a\u0641-\u064a ]*")  # letters of the Arabic keyboard and blanks, as nearly all words


def invisible(char: str) -> bool:
    """Whether a character changes no letter: vowel signs, tatweel, marks of direction and joining."""
    if char == TATWEEL:
        return True
    category = unicodedata.category(char)
    if category == "Cf":  # U+200B..U+200F, U+202A..U+202E, U+2066..U+2069, U+FEFF, U+061C
        return True
    return category == "Mn" and char not in HAMZA_SIGNS


def normalise(text: str) -> tuple[str, list[int]]:
    """A copy of ``text`` without invisible characters, and the raw offset of each of its characters.

    Presentation forms become letters (one ligature may become two characters with one offset), a
    letter with a combining hamza or madda becomes one letter, every kind of blank a space. The list
    has one entry more than the copy has characters: ``len(text)``, the offset of the end.
    """
    if PLAIN.fullmatch(text):  # nothing to take away
        return text, list(range(len(text) + 1))
    copy: list[str] = []
    offsets: list[int] = []
    for offset, char in enumerate(text):
        if invisible(char):
            continue
        if char in HAMZA_SIGNS:
            whole = unicodedata.normalize("NFC", copy[-1] + char) if copy else ""
            if len(whole) == 1:
                copy[-1] = whole
            continue
        letters = _letters(char)
        copy.extend(letters)
        offsets.extend([offset] * len(letters))
    offsets.append(len(text))
    return "".join(copy), offsets


def _letters(char: str) -> str:
    """What a visible character stands for."""
    if char in SPACES:
        return " "
    if "\ufb50" <= char <= "\ufdff" or "\ufe70" <= char <= "\ufefc":  # presentation forms
        return "".join(part for part in unicodedata.normalize("NFKC", char) if not invisible(part))
    return char


def original(text: str, offsets: Sequence[int], begin: int, end: int) -> tuple[int, int]:
    """The raw span ``[begin, end)`` of a non-empty span of the normalised copy.

    Vowel signs behind the last letter belong to it, marks of direction do not.
    """
    first, last = offsets[begin], offsets[end]
    while last > offsets[end - 1] + 1 and unicodedata.category(text[last - 1]) == "Cf":
        last -= 1
    return first, max(last, offsets[end - 1] + 1)


def fold(text: str) -> str:
    """The key under which spellings of one name compare; folding twice changes nothing.

    Without invisible characters and hamza seats, ta marbuta as ha, final ya dotted, letters of other
    keyboards as Arabic ones, digits as ASCII, Latin in small letters, single blanks between words.
    """
    if PLAIN.fullmatch(text):
        return " ".join(text.translate(SEATS).split())
    letters = normalise(text)[0].translate(LETTERS).translate(SEATS).translate(DIGITS).casefold()
    return BLANKS.sub(" ", normalise(letters)[0]).strip()
