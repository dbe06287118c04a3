"""What may be a mention, before overlaps are settled: the gazetteer's names, the models' names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.arabic import fold
from kg.gazetteer import Gazetteer, Row
from kg.records import Document, Span
from kg.tokens import Start, Token
from kg.vocabulary import Vocabulary

LONGEST = 10  # words in a name
TYPES = {"PER": ("Person",), "LOC": ("State", "Place"), "ORG": ("Organization",), "MISC": ("Treaty", "Group")}
LINEAGE = frozenset({"بن", "ابن", "بنت"})
LINKS = LINEAGE | frozenset({"ال", "ابو", "ابي", "عبد", "ام", "دي", "دا", "فان", "فون", "بو", "او"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of tokens ``[first, last)`` that may be a mention, from ``begin`` to ``end`` in the text."""

    first: int
    last: int
    begin: int
    end: int
    type: str
    rows: tuple[Row, ...] = ()
    method: str = "ner"
    proclitic: str = ""
    short: bool = False  # a family name or metonym that others bear too
    confidence: float = 0.8

    def overlaps(self, begin: int, end: int) -> bool:
        return self.begin < end and begin < self.end


def joined(tokens: Sequence[Token], first: int, limit: int = LONGEST) -> Iterator[int]:
    """Indexes of the words that follow ``first`` with only blanks or a hyphen between."""
    for index in range(first + 1, min(first + limit, len(tokens))):
        token = tokens[index]
        if not token.joined and (token.first or token.gap.strip() not in ("-", "–")):
            return
        yield index


def known(tokens: Sequence[Token], gazetteer: Gazetteer, vocabulary: Vocabulary) -> Iterator[Candidate]:
    """Names of the gazetteer, leftmost first, persons without titles; in one place the longest, then the least cut."""
    index = 0
    while index < len(tokens):
        found = max(
            (hit for start in tokens[index].starts if (hit := _longest(tokens, index, start, gazetteer))),
            key=lambda hit: hit.last,
            default=None,
        )
        if found:
            yield _untitled(tokens, found, vocabulary)
        index = found.last if found else index + 1


def _untitled(tokens: Sequence[Token], hit: Candidate, vocabulary: Vocabulary) -> Candidate:
    """The name of a person without a title that rows list with it (``السلطان قابوس``), unless he is known by it."""
    if hit.type != "Person" or hit.last - hit.first < 2:
        return hit
    start = tokens[hit.first].start(hit.begin)
    words = [*(start.forms[-1:] if start else ()), *(token.folded for token in tokens[hit.first + 1 : hit.last])]
    skip = vocabulary.title(words)
    if not 0 < skip < len(words) or any(fold(row.name_ar).split()[0] == words[0] for row in hit.rows):
        return hit
    first = hit.first + skip
    return replace(hit, first=first, begin=tokens[first].begin, proclitic="")


def _longest(tokens: Sequence[Token], first: int, start: Start, gazetteer: Gazetteer) -> Candidate | None:
    following = [tokens[index].folded for index in joined(tokens, first)]
    for form in start.forms:
        begin, length, rows = next(gazetteer.matches([form, *following]), (1, 0, ()))
        if begin == 0:
            last = first + length
            name = " ".join([form, *following][:length])
            short = not any(name in {fold(full) for full in row.names if full not in row.short} for row in rows)
            return Candidate(
                first, last, start.begin, tokens[last - 1].end, rows[0].type, rows, "gazetteer", start.proclitic, short
            )
    return None


def read(
    tokens: Sequence[Token], names: Sequence[Span], document: Document, gazetteer: Gazetteer, vocabulary: Vocabulary
) -> Iterator[Candidate]:
    """Names that the models found, as whole words without titles, generic heads and nationalities.

    A person's name that goes on with ``بن`` is followed to its end; one that the models cut in two around a
    parenthesis (``(سيرغي) شويغو``) is one.
    """
    index = 0
    for name in _bridged(names, document):
        if name.label not in TYPES:
            continue
        while index < len(tokens) and tokens[index].end <= name.begin:
            index += 1
        last = index
        while last < len(tokens) and tokens[last].begin < name.end:
            last += 1
        if index == last:
            continue
        yield from _trimmed(tokens, index, last, name, document, gazetteer, vocabulary)


def _bridged(names: Sequence[Span], document: Document) -> Iterator[Span]:
    """The names, those of a person on both sides of a closing parenthesis as one."""
    pending: Span | None = None
    for name in sorted(names):
        if pending and pending.label == name.label == "PER" and document.text[pending.end : name.begin].strip() == ")":
            pending = Span(pending.begin, name.end, "PER")
            continue
        if pending:
            yield pending
        pending = name
    if pending:
        yield pending


def _trimmed(
    tokens: Sequence[Token],
    first: int,
    last: int,
    name: Span,
    document: Document,
    gazetteer: Gazetteer,
    vocabulary: Vocabulary,
) -> Iterator[Candidate]:
    begin = name.begin if tokens[first].start(name.begin) else tokens[first].begin
    if name.label == "PER" and _titled(tokens, first, begin, vocabulary):
        begin = tokens[first].begin  # السيد لاكور: the letter is the name's
    whole = begin == tokens[first].begin
    if name.label == "PER" and first and last - first > 1 and tokens[first].joined:
        opened = [tokens[first - 1].stem, tokens[first].folded]
        if vocabulary.title(opened) == len(opened):  # the second word of a title: اللواء أركان حرب
            first, begin, whole = first + 1, tokens[first + 1].begin, True
    while first < last:
        words = [
            tokens[index].folded if index > first or whole else _rest(tokens[first], begin)
            for index in range(first, last)
        ]
        skip = vocabulary.title(words) if name.label == "PER" else _heads(words, name.label, vocabulary)
        if (
            name.label == "PER"
            and not skip
            and gazetteer.adjective(words[0])
            and words[0].startswith("ال")
            and last - first > 1
        ):
            skip = 1
        if skip and name.label == "PER" and len(words) > skip and words[skip] in LINEAGE:
            skip -= 1  # سلطان بن سلمان: his name
        if not skip or skip >= last - first:
            break
        first += skip
        whole = True
        begin = tokens[first].begin
    if skip and skip >= last - first:
        return  # a title or a generic noun alone is no name
    if name.label == "PER":
        last = _lineage(tokens, last)
        descended = any(token.folded in LINEAGE for token in tokens[first:last])  # then it is the family: بن علي التركي
        while (
            last - first > 1
            and not descended
            and gazetteer.adjective(tokens[last - 1].folded)
            and tokens[last - 1].folded.startswith("ال")
        ):
            last -= 1
    elif last - first > 1 and _placed(tokens, first, last, gazetteer, vocabulary):
        last -= 1
    words = [tokens[index].folded for index in range(first, last)]
    if last - first == 1 and gazetteer.adjective(words[0]):
        return  # evidence for a state, no mention
    if name.label == "ORG" and words[0].removeprefix("ال") == "حكومه":
        return  # a government is its state
    opening = document.text[begin - 1 : begin]
    inside = document.text[begin : tokens[last - 1].end]
    if opening == "(" and inside.count(")") == 1 and "(" not in inside:
        begin -= 1
    start = tokens[first].start(begin)
    yield Candidate(
        first,
        last,
        begin,
        tokens[last - 1].end,
        TYPES[name.label][-1] if name.label != "MISC" else "",
        proclitic=start.proclitic if start else "",
    )


def _titled(tokens: Sequence[Token], first: int, begin: int, vocabulary: Vocabulary) -> bool:
    """Whether a title stands right before a name that was cut behind a preposition's letter."""
    start = tokens[first].start(begin)
    preposition = start is not None and start.proclitic in ("ب", "ل", "ك")
    return preposition and first > 0 and tokens[first].joined and (tokens[first - 1].stem,) in vocabulary.titles


def _placed(tokens: Sequence[Token], first: int, last: int, gazetteer: Gazetteer, vocabulary: Vocabulary) -> bool:
    """Whether a nationality at the end only says where a place or body is that has a proper name: بنغازي الليبية."""
    opening, closing = tokens[first].folded, tokens[last - 1].folded
    if not closing.startswith("ال") or gazetteer.adjective(closing) is None:
        return False
    proper = tokens[first].upos in ("X", "PROPN") and not opening.startswith("ال")
    return proper and vocabulary.head(opening) is None and vocabulary.head(tokens[first].stem) is None


def _rest(token: Token, begin: int) -> str:
    start = token.start(begin)
    return start.forms[-1] if start else token.folded


def _heads(words: Sequence[str], label: str, vocabulary: Vocabulary) -> int:
    """How many generic nouns at the front can be dropped: what they need behind them is a proper name."""
    head = vocabulary.head(words[0])
    if head and head[0].use in ("drop", "medium") and head[0].type in TYPES[label] and len(words) > 1:
        return 1
    return 0


def _lineage(tokens: Sequence[Token], last: int) -> int:
    """The end of a person's name, father's names and the house included (``بن عبد العزيز آل سعود``)."""
    while last < len(tokens) and tokens[last].joined:
        if tokens[last].folded in LINEAGE or tokens[last - 1].folded in LINKS:
            last += 1
        elif tokens[last].folded == "ال" and last + 1 < len(tokens) and tokens[last + 1].joined:
            last += 2
        else:
            break
    return last
