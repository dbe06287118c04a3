"""Written words of a document, and where inside each a name may begin.

A name is looked for at the start of the written word first, then where the models cut it, then behind
letters that may be proclitics. So the models' mistakes on rare names are mended on the way: ``بكين`` is
found although it was read as ``ب`` + ``كين``, and ``وبوتين`` is cut although it was read as one word.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from kg.arabic import fold, normalise
from kg.records import Annotation, Document, Word

WRITTEN = re.compile(r"(?:[^\W_]|[\u0610-\u061a\u064b-\u065f\u0670\u200c\u200d])+|ـ+")
PROCLITICS = re.compile(r"[وف]?[بلكس]?")
BLANK = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u0640]*")
PRONOUNS = frozenset({"ه", "ها", "هما", "هم", "هن", "ك", "كم", "نا", "ني", "ي"})
SHORTEST = 3  # letters that must be left behind a proclitic that the models did not see


@dataclass(frozen=True, slots=True)
class Start:
    """A place where a name may begin in a word: ``forms`` are the folded spellings of what follows it
    (behind ``ل`` the article has lost its alef: ``لصين`` is ``الصين``); ``seen`` if the models cut here too."""

    begin: int
    forms: tuple[str, ...]
    seen: bool
    proclitic: str  # folded letters before it


@dataclass(frozen=True, slots=True)
class Token:
    """A written word. ``block`` numbers the paragraph or, outside the body, the line; ``gap`` is what
    stands between the word before it in that block and this one."""

    begin: int
    end: int
    folded: str
    block: int
    gap: str
    first: bool  # of its block
    starts: tuple[Start, ...]
    words: tuple[Word, ...]  # as the models read it; none outside the body

    @property
    def joined(self) -> bool:
        """Whether only blanks stand between the word before and this one."""
        return not self.first and BLANK.fullmatch(self.gap) is not None

    @property
    def pronoun(self) -> bool:
        """Whether a possessive or object pronoun hangs on the word."""
        return len(self.words) > 1 and self.words[-1].text in PRONOUNS

    @property
    def conjoined(self) -> bool:
        """Whether the word may begin with "and"."""
        return any(start.proclitic.startswith("و") for start in self.starts)

    @property
    def stem(self) -> str:
        """The folded word without the proclitics that the models saw."""
        seen = [start for start in self.starts if start.seen]
        return max(seen, key=lambda start: start.begin).forms[-1] if seen else self.folded

    @property
    def upos(self) -> str:
        """The tag of the stem, "X" where there is none."""
        content = [word for word in self.words if word.text not in PRONOUNS] or list(self.words)
        return content[-1].upos if content else "X"

    def start(self, begin: int) -> Start | None:
        """The start at an offset, if it is one."""
        return next((start for start in self.starts if start.begin == begin), None)


def read(document: Document, annotation: Annotation) -> tuple[Token, ...]:
    """All written words of the text in order, those of the body with what the models read in them."""
    words = [word for sentence in annotation.sentences for word in sentence.words]
    begins = [word.begin for word in words]
    named = {name.begin for name in annotation.names}
    tokens: list[Token] = []
    before: tuple[int, int] | None = None  # block and end of the word before
    for begin, end, block in _written(document):
        here = tuple(words[bisect_left(begins, begin) : bisect_right(begins, end - 1)])
        first = before is None or before[0] != block
        gap = "" if before is None or first else document.text[before[1] : begin]
        text = document.text[begin:end]
        cuts = {word.begin for word in here} | (named & set(range(begin, end)))
        tokens.append(Token(begin, end, fold(text), block, gap, first, tuple(_starts(text, begin, cuts)), here))
        before = (block, end)
    return tuple(tokens)


def _written(document: Document) -> Iterator[tuple[int, int, int]]:
    """Begin, end and block of each written word."""
    spans = sorted(document.body)
    edges = [span.begin for span in spans]
    line = len(spans)
    last = 0
    for match in WRITTEN.finditer(document.text):
        index = bisect_right(edges, match.start()) - 1
        inside = index >= 0 and match.start() < spans[index].end
        if "\n" in document.text[last : match.start()]:
            line += 1
        yield match.start(), match.end(), index if inside else line
        last = match.end()


def _starts(text: str, offset: int, cuts: set[int]) -> Iterator[Start]:
    yield Start(offset, (fold(text),), offset in cuts, "")
    places = normalise(text)[1][:-1]  # of the letters: vowel signs and tatweel belong to the one before them
    for begin in sorted({*(offset + place for place in places[1:4]), *cuts} - {offset}):
        seen, letters = begin in cuts, fold(text[: begin - offset])
        if not PROCLITICS.fullmatch(letters):
            continue
        rest = fold(text[begin - offset :])
        if len(rest) < (1 if seen else SHORTEST):
            continue
        restored = (f"ا{rest}",) if letters.endswith("ل") and rest.startswith("ل") else ()
        yield Start(begin, (rest, *restored), seen, letters)
