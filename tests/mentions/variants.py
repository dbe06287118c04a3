"""One text in the spellings that newspapers, keyboards and converters give it, with where each letter went.

A variant is what stands for each character of the clean text, behind what is put in before it, and at its end what is
put in behind the text. So a span of the clean text is a span of the variant (:func:`moved`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import cycle

Pieces = list[tuple[str, str]]  # (put in, stands for the character); the last one stands for the end of the text
WORD = re.compile("[\u0621-\u064a]+")
VOWELS = "\u064e\u064f\u0650\u0652\u064e\u0651\u064e\u0650"  # fatha, damma, kasra, sukun, shadda
LEFT_JOINING = frozenset("بتثجحخسشصضطظعغفقكلمنهيئ")  # letters that a tatweel may follow
QUOTES = ("«»", "“”", "„“", "‹›", "‘’", "″″", "❝❞", "＂＂", "''", "〝〞", "``", "『』")
BEFORE = (
    "وبعد أسابيع من التكهنات التي غذتها تسريبات متفرقة لم يؤكدها أحد ولم ينفها أحد، وفي وقت تتزايد فيه الأسئلة عما إذا"
    " كانت الخطوات المعلنة كافية لتبديد القلق الذي عبر عنه كثيرون في الداخل والخارج، نشرت تفاصيل تفيد بما يلي، ومنها "
)
BEHIND = (
    "، وذلك على الرغم من الصعوبات التي ظهرت في المرحلة السابقة وما رافقها من خلافات على الصياغة وعلى ترتيب البنود، وهي"
    " خلافات قيل إن معظمها سوي في الساعات الأخيرة بعد تدخل أطراف عدة فضلت ألا يكشف عن دورها قبل أن تتضح الصورة كاملة."
)


def letters(table: dict[str, str]) -> Callable[[str], Pieces]:
    """A variant that writes single characters in another way."""
    return lambda text: _pieces(table.get(char, char) for char in text)


def final(one: str, other: str) -> Callable[[str], Pieces]:
    """A variant that writes the last letter of words in another way."""

    def vary(text: str) -> Pieces:
        ends = {match.end() - 1 for match in WORD.finditer(text) if len(match.group()) > 1}
        return _pieces(other if place in ends and char == one else char for place, char in enumerate(text))

    return vary


def around(before: str, behind: str, *, full_stop: str = ".") -> Callable[[str], Pieces]:
    """A variant with more text before and behind; its own full stop becomes ``full_stop``."""

    def vary(text: str) -> Pieces:
        pieces = _pieces(text)
        pieces[0] = (before, text[0])
        if text.endswith("."):
            pieces[-2] = ("", full_stop)
        pieces[-1] = (behind, "")
        return pieces

    return vary


def vowelled(text: str) -> Pieces:
    """Vowel signs on all letters but the last of a word, as in a schoolbook."""
    signs = cycle(VOWELS)
    return _pieces(
        char + next(signs) if WORD.match(char) and WORD.match(after) else char
        for char, after in zip(text, text[1:] + " ", strict=True)
    )


def stretched(text: str) -> Pieces:
    """Tatweel in the middle of words of four letters and more."""
    middles = {(m.start() + m.end()) // 2 for m in WORD.finditer(text) if m.end() - m.start() > 3}
    return _pieces(
        char + "ـــ" if place in middles and char in LEFT_JOINING else char for place, char in enumerate(text)
    )


def quoted(text: str) -> Pieces:
    """Straight quotes as others, and the whole sentence in such quotes; a text of another length has another kind."""
    pair = QUOTES[len(text) % len(QUOTES)]
    marks = cycle(pair)
    pieces = _pieces(next(marks) if char == '"' else char for char in text)
    return [(pair[0], pieces[0][1]), *pieces[1:-1], (pair[1], "")]


def directed(text: str) -> Pieces:
    """Marks of direction around numbers and at the edges of words, as word processors leave them."""
    pieces, before = [], ""
    for char in text:
        pieces.append((before + ("\u202a" if char.isdigit() else "\u200f" if char in " ،." else ""), char))
        before = "\u202c" if char.isdigit() else ""
    return [*pieces, (before, "")]


VARIANTS: dict[str, Callable[[str], Pieces]] = {
    "no hamza on alef": letters(dict(zip("أإآ", "ااا", strict=True))),
    "no hamza": letters(dict(zip("أإآؤئ", "اااوي", strict=True))),
    "alef maqsura for ya": final("ي", "ى"),
    "ya for alef maqsura": final("ى", "ي"),
    "ha for ta marbuta": final("ة", "ه"),
    "tatweel": stretched,
    "vowel signs": vowelled,
    "Persian letters": letters(dict(zip("كيىه", "کییہ", strict=True))),
    "Arabic-Indic digits": letters(dict(zip("0123456789", "٠١٢٣٤٥٦٧٨٩", strict=True))),
    "Persian digits": letters(dict(zip("0123456789", "۰۱۲۳۴۵۶۷۸۹", strict=True))),
    "marks of direction": directed,
    "combining hamza": letters({"أ": "ا\u0654", "إ": "ا\u0655", "آ": "ا\u0653", "ؤ": "و\u0654", "ئ": "ي\u0654"}),
    "presentation forms": letters({"ل": "\ufedd", "م": "\ufee1", "و": "\ufeed", "ن": "\ufee5", "ر": "\ufead"}),
    "wide blanks": letters({" ": "\u00a0"}),
    "double blanks": letters({" ": "  "}),
    "no commas": letters({"،": ""}),
    "Latin punctuation": letters({"،": ","}),
    "headline": around("عاجل | ", "", full_stop=""),
    "headline with a source": around("", " - وكالات", full_stop=""),
    "long sentence": around(BEFORE, BEHIND, full_stop=""),
    "quotes": quoted,
}


def written(pieces: Pieces) -> str:
    """The text of a variant."""
    return "".join(lead + own for lead, own in pieces)


def moved(pieces: Pieces, begin: int, end: int) -> tuple[int, int]:
    """The place in the variant of a non-empty span of the clean text."""
    first = len(written(pieces[:begin])) + len(pieces[begin][0])
    return first, len(written(pieces[:end]))


def _pieces(own: Iterable[str]) -> Pieces:
    return [*(("", letter) for letter in own), ("", "")]
