"""Newspapers, channels and sites: names of common words behind what they are, in quotes, in a dateline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from kg.gazetteer import Gazetteer
from kg.mentions.candidates import Candidate
from kg.records import Document
from kg.tokens import Token
from kg.vocabulary import Vocabulary

QUOTES = {"«": "»", '"': '"', "“": "”", "(": ")", "‹": "›"}
LATIN = re.compile(r"[A-Za-z]")
INSIDE = (".", "-", "&")  # marks inside a name: vox.com
DASHES = ("-", "–", "—")
MEDIA = ("صحيفة", "جريدة", "مجلة", "قناة", "وكالة")  # what a periodical's bare name is listed behind
SPEECH = frozenset({"حديث", "حديثه", "حديثها", "تصريح", "تصريحات", "حوار", "مقابله", "لقاء"})


def headed(
    document: Document,
    tokens: Sequence[Token],
    gazetteer: Gazetteer,
    vocabulary: Vocabulary,
    names: Mapping[int, Candidate],
) -> Iterator[Candidate]:
    """What follows such a noun (``صحيفة اليوم``), or is quoted as the one to whom somebody spoke."""
    for index in range(1, len(tokens)):
        token = tokens[index]
        before = tokens[index - 1]
        if token.first:
            continue
        head = vocabulary.head(before.stem)
        medium = head is not None and head[0].use in ("medium", "site") and not head[1]
        spoken = index > 1 and before.folded in ("الي", "ل", "مع") and tokens[index - 2].stem in SPEECH
        if not medium and not spoken:
            continue
        last = _quoted(document, tokens, index)
        if last is None and medium and token.joined:
            last = _latin(document, tokens, index)
            known = names.get(index) if head and head[0].use == "medium" else None
            if last is None and known and known.begin == token.begin and known.type in ("State", "Place"):
                last = known.last
            elif last is None and head and head[0].use == "medium" and _article(token) and index not in names:
                last = index + 1 if token.folded not in vocabulary.stops else None
        if last:
            begin, end = token.begin, tokens[last - 1].end
            rows = tuple(row for row in gazetteer.find(document.text[begin:end]) if row.type == "Organization")
            yield Candidate(index, last, begin, end, "Organization", rows, "medium", confidence=0.7)


def bare(document: Document, tokens: Sequence[Token], gazetteer: Gazetteer) -> Iterator[Candidate]:
    """Newspapers by their bare name, which is a common word or a place elsewhere, where it is quoted (``«الحياة»``) or
    signs a dateline (``سبق - جدة:``): names that the gazetteer knows behind what they are (``صحيفة سبق``)."""
    for index, token in enumerate(tokens):
        opening = token.gap.strip()[-1:] or document.text[token.begin - 1 : token.begin]
        last = _quoted(document, tokens, index) if opening in QUOTES else None
        if last is None and token.first:
            last = next((at for at in range(index + 1, index + 4) if _dash(tokens, at)), None)
        if last is None:
            continue
        name = document.text[token.begin : tokens[last - 1].end]
        rows = tuple(
            row for medium in MEDIA for row in gazetteer.find(f"{medium} {name}") if row.type == "Organization"
        )
        if rows:
            rows = tuple(dict.fromkeys(rows))
            yield Candidate(index, last, token.begin, tokens[last - 1].end, "Organization", rows, "medium")


def _dash(tokens: Sequence[Token], index: int) -> bool:
    """Whether a dash with a blank beside it stands before a word."""
    if index >= len(tokens) or tokens[index].first:
        return False
    gap = tokens[index].gap
    return gap.strip() in DASHES and gap != gap.strip()


def _article(token: Token) -> bool:
    return token.folded.startswith("ال") and len(token.folded) > 4


def _quoted(document: Document, tokens: Sequence[Token], first: int) -> int | None:
    """The index behind the last word of a quotation of at most four words that begins with this one."""
    opening = tokens[first].gap.strip()[-1:] or document.text[tokens[first].begin - 1 : tokens[first].begin]
    if opening not in QUOTES or opening == "(":
        return None
    for last in range(first + 1, min(first + 5, len(tokens) + 1)):
        rest = document.text[tokens[last - 1].end :][:1]
        if rest == QUOTES[opening]:
            return last
        if last < len(tokens) and not tokens[last].joined and tokens[last].gap not in INSIDE:
            return None
    return None


def _latin(document: Document, tokens: Sequence[Token], first: int) -> int | None:
    """The index behind a run of words in Latin letters."""
    last = first
    while last < len(tokens) and (last == first or tokens[last].joined or tokens[last].gap in INSIDE):
        if not LATIN.match(document.text[tokens[last].begin]):
            break
        last += 1
    return last if last > first else None
