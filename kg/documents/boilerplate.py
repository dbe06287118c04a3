"""Which lines of a page carry content. What counts as boilerplate are rows of ``kg/data/documents/boilerplate.csv``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.documents.encoding import arabic_letters
from kg.documents.lines import Line
from kg.documents.tables import pattern

QUOTES = "\"”»'’)"
TEASER_WORDS = 25  # a headline has no more, a paragraph of news seldom fewer
PARAGRAPH_WORDS = 5  # with a full stop behind them


def is_paragraph(line: Line) -> bool:
    """Whether the line is running text and no headline, menu entry or label.

    A headline may ask or exclaim, but it has no full stop.
    """
    ending = line.folded.rstrip(QUOTES + " ")
    return line.words > TEASER_WORDS or (
        line.words >= PARAGRAPH_WORDS and ending.endswith(".") and not ending.endswith("..")
    )


def content(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines that are no boilerplate, hashtags and credits at their ends cut off.

    A block (``مواضيع ذات صلة``, ``الوسوم``, ``المصادر:``) takes the lines that follow it with it, up to the first
    paragraph.
    """
    in_block = False
    for whole in lines:
        tail = pattern("suffix").search(whole.folded)
        line = whole.without_tail(tail[0].strip()) if tail else whole
        if in_block and not is_paragraph(line):
            continue
        in_block = opens_block(line)
        if not in_block and not _empty(line):
            yield line


def opens_block(line: Line) -> bool:
    """Whether the line is a label and what it announces stands on the lines below."""
    label = pattern("source").match(line.folded)
    alone = label is not None and not line.folded[label.end() :].strip(" :")
    return alone or pattern("block").match(line.folded) is not None


def _empty(line: Line) -> bool:
    if not arabic_letters(line.text):
        return True
    if pattern("line").match(line.folded) or pattern("prefix").match(line.folded):
        return True
    label = pattern("source").match(line.folded)
    return label is not None and line.folded[label.end() :].lstrip().startswith(":") and not is_paragraph(line)
