"""The anatomy of an article's text: headline, day, source, and the spans that carry content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from kg.arabic import fold
from kg.documents.boilerplate import TEASER_WORDS, content, is_paragraph
from kg.documents.lines import Line, split
from kg.documents.published import front_matter, is_bare, is_label, published
from kg.documents.tables import pattern
from kg.records import Span

HEADLINE_WORDS = 3  # fewer are the name of a section or site
BYLINE_WORDS = 5  # an author or a site between headline and date has no more
WRAPPED = 100  # columns up to which a text may be wrapped by hand or by a mail program
FULL = 0.7  # of the longest line: a line that long was broken because it was full


@dataclass(frozen=True, slots=True)
class Article:
    """What the text says about itself; None where it does not. ``body`` is sorted and never overlaps."""

    title: str | None
    published: str | None
    source: str | None
    body: tuple[Span, ...]


def read(text: str, *, title: str | None = None) -> Article:
    """Take the text of an article apart. A ``title`` that is known is only looked for."""
    lines = list(split(text))
    kept = list(content(lines))
    front = front_matter(kept)
    headline = _headline(kept, front, title)
    byline = _byline(front, headline)
    left_out = {headline, *byline, *(line for line in front if _before(line, headline) or is_bare(line))}
    repeats = {headline.folded if headline else "", fold(title or "")}
    body = [line for line in kept if line not in left_out and line.folded not in repeats and not is_label(line)]
    spans = [Span(line.begin, line.end, "title") for line in (headline,) if line]
    return Article(
        title=title or (headline.text if headline else None),
        published=published(lines, headline),
        source=_source(lines, kept) or next((line.text for line in byline if not is_bare(line)), None),
        body=(*spans, *_paragraphs(body)),
    )


def _headline(kept: Sequence[Line], front: Sequence[Line], title: str | None) -> Line | None:
    """The line that is the title, else the first one above the text that reads like a headline."""
    if title is not None:
        return next((line for line in kept if line.folded == fold(title)), None)
    broken = _broken(kept)
    for line in takewhile(lambda line: line not in broken, front):  # a wrapped line is text already
        unfinished = line.text.endswith((".", ":", "،", "؛")) and not line.text.endswith("..")
        is_other = line.agency or is_bare(line) or is_label(line) or unfinished
        if HEADLINE_WORDS <= line.words <= TEASER_WORDS and not is_other:
            return line if line != kept[-1] else None
    return None


def _before(line: Line, headline: Line | None) -> bool:
    return headline is not None and line.begin < headline.begin


def _byline(front: Sequence[Line], headline: Line | None) -> list[Line]:
    """The short lines between the headline and the last line with a date: the site, the author."""
    if headline is None:
        return []
    below = [line for line in front if line.begin > headline.begin and line.folded != headline.folded]
    dated = [place for place, line in enumerate(below) if is_bare(line) or is_label(line)]
    return [line for line in below[: dated[-1]] if line.words <= BYLINE_WORDS and not is_label(line)] if dated else []


def _source(lines: Sequence[Line], kept: Sequence[Line]) -> str | None:
    """The name behind a label (``المصدر: ...``, or on the line below it), else the one in a dateline."""
    for line, below in zip(lines, [*lines[1:], None], strict=False):
        label = pattern("source").match(line.folded)
        if label is None:
            continue
        rest = line.folded[label.end() :].strip()
        name = line.text.partition(":")[2].strip(" ()[].") if rest.startswith(":") else ""
        if not rest.strip(" :") and below:
            name = below.text
        if name and len(name.split()) <= BYLINE_WORDS:
            return name
    opening = next((place for place, line in enumerate(kept) if is_paragraph(line)), 0)
    return next((line.agency[1] for line in kept[: opening + 1] if line.agency), None)


def _paragraphs(lines: Sequence[Line]) -> Iterator[Span]:
    """A span for each line; lines of one paragraph that is wrapped at a column are one span."""
    broken = _broken(lines)
    begin = None
    for line in lines:
        begin = line.begin if begin is None else begin
        if line not in broken:
            yield Span(begin, line.end)
            begin = None


def _broken(lines: Sequence[Line]) -> set[Line]:
    """The lines that go on in the next one, because the text is wrapped at a column; none if it is not."""
    width = max((line.end - line.begin for line in lines), default=0)
    inner = [line for line, below in pairwise(lines) if below.number == line.number + 1]
    full = {line for line in inner if line.end - line.begin >= FULL * width and not is_paragraph(line)}
    return full if width <= WRAPPED and len(full) >= max(2, len(inner) / 2) else set()
