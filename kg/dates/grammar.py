"""Templates over the vocabulary, and the search for them in a text: a chart, filled from the short to the long.

In a template ``{table}`` is any word of a table and becomes a group, ``{group:table}`` names the group otherwise and
``{:table}`` makes none; a blank is a gap, ``~`` a gap that may be missing; the rest is a regular expression over
folded text. ``<name:set>`` is a smaller expression: anything of that set of phrases that the chart has at this place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from kg.arabic import SEATS
from kg.dates.moments import Moment, View
from kg.dates.vocabulary import alternatives, months, tables

# Conjunction and preposition may be written onto the word: وفي، بفبراير، للأسبوع.
BEGIN, END = r"(?<!\w)(?:[وف]?[بلك]?)(?=", r"(?!\w))"

Reading = Moment | str  # what is said, or the EDTF where nothing is left to choose


@dataclass(frozen=True, slots=True)
class Phrase:
    """A template, the kind that is reported, and how a hit is read. A group ``t`` is the part that is quoted;
    without it, all is. ``read`` is None for names that only look like times."""

    kind: str
    template: str
    read: Callable[[Hit, View], Reading] | None


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found at ``[begin, end)`` of the folded text: its words by group, its smaller expressions by name."""

    phrase: Phrase
    begin: int
    end: int
    words: Mapping[str, str]
    parts: Mapping[str, Hit] = field(default_factory=dict)

    def reading(self, view: View) -> Reading:
        """What it says. Raises ValueError or OverflowError where that is no day of the calendar."""
        if self.phrase.read is None:
            raise ValueError(f"a name: {self.phrase.template}")
        return self.phrase.read(self, view)

    def edtf(self, view: View) -> str:
        """As :meth:`reading`, settled."""
        reading = self.reading(view)
        return reading.edtf(view) if isinstance(reading, Moment) else reading


def search(folded: str, layers: Sequence[Sequence[Phrase]], sets: Mapping[str, Collection[Phrase]]) -> list[Hit]:
    """All hits, overlaps included. A layer may use the hits of those before it as smaller expressions."""
    chart: dict[int, list[Hit]] = {}
    for layer in layers:
        found = [hit for phrase in layer for hit in _hits(phrase, folded, chart, sets)]
        for hit in found:
            chart.setdefault(hit.begin, []).append(hit)
    return [hit for begin in sorted(chart) for hit in chart[begin]]


def _hits(
    phrase: Phrase, folded: str, chart: Mapping[int, list[Hit]], sets: Mapping[str, Collection[Phrase]]
) -> Iterator[Hit]:
    first, *rest = _pieces(phrase.template)
    if not first:
        for begin in list(chart):
            for end, parts, words in _rest(rest, begin, folded, chart, sets):
                yield Hit(phrase, begin, end, words, parts)
        return
    for match in _start(first, not rest).finditer(folded):
        begin, at = match.span("t")
        words = {name: word for name, word in match.groupdict().items() if word is not None and name != "t"}
        if not rest:
            yield Hit(phrase, begin, at, words)
        else:
            for end, parts, more in _rest(rest, at, folded, chart, sets):
                yield Hit(phrase, begin, end, words | more, parts)


def _rest(
    pieces: Sequence[str], at: int, folded: str, chart: Mapping[int, list[Hit]], sets: Mapping[str, Collection[Phrase]]
) -> Iterator[tuple[int, dict[str, Hit], dict[str, str]]]:
    """The ways in which the pieces go on at a place: expression and text by turns, with the words of the latter."""
    name, among, text, *more = pieces
    for part in chart.get(at, ()):
        if part.phrase in sets[among]:
            match = compiled(text).match(folded, part.end)
            if match is not None:
                words = {group: word for group, word in match.groupdict().items() if word is not None}
                for end, parts, later in (
                    _rest(more, match.end(), folded, chart, sets) if more else [(match.end(), {}, {})]
                ):
                    yield end, {name: part, **parts}, words | later


@cache
def _pieces(template: str) -> list[str]:
    """``text, name, set, text, name, set, text``."""
    return re.split(r"<(\w+):(\w+)>", template)


@cache
def _start(template: str, whole: bool) -> re.Pattern[str]:
    """An expression that matches at every place, overlaps included; ``whole`` if no other goes on from it."""
    pattern = expression(template)
    quoted = pattern if "(?P<t>" in pattern else f"(?P<t>{pattern})"
    return re.compile(BEGIN + quoted + (END if whole else ")"))


@cache
def compiled(template: str) -> re.Pattern[str]:
    """The regular expression of a template without smaller expressions."""
    return re.compile(expression(template))


def expression(template: str) -> str:
    """Fold the letters, widen the gaps, put the tables in."""
    pattern = template.translate(SEATS).replace(" ", r"[ \t]+").replace("~", r"[ \t]*")
    return re.sub(r"\{(?!\d)(\w*)(:?)(\w*)\}", _words, pattern)


def _words(match: re.Match[str]) -> str:
    words = _alternatives(match[3] or match[1])
    return f"(?P<{match[1]}>{words})" if match[1] else words


FIGURE = r"(?:3[01]|[12]\d|0?[1-9])(?![\d%٪]|[.,٫]\d)"
YEAR_END = r"(?!\d|[-.,٫/]\d)(?:~(?:م|ه|ميلادي\w*|هجري\w*)(?!\w))?"


@cache
def _alternatives(what: str) -> str:
    """What may stand for a table, numbers in figures included."""
    match what:
        case "month" | "hijri":
            return months(what)
        case "certain":
            return months("month", alone=True)
        case "figure":
            return FIGURE
        case "year":
            return expression(r"[12]\d{3}" + YEAR_END)
        case "gregorian":
            return expression(r"(?:1[6-9]|20)\d{2}" + YEAR_END)
        case "modern":
            return expression(r"(?:19|20)\d{2}(?!\d|[.,٫]\d|[%٪])(?:~م(?!\w))?")
        case "day":
            ordinals = (form for form, count in tables()["ordinal"].items() if int(count) <= 31)
            return f"(?:(?:ال)?{FIGURE}|{alternatives(ordinals)})"
        case "words":  # eleven to thirty-one, as nobody counts things before a month
            return alternatives(form for form, count in tables()["number"].items() if 11 <= int(count) <= 31)
        case "days":  # behind an ordinal, without the article
            return alternatives(form.removeprefix("ال") for form in tables()["weekday"])
        case "inwords":
            table = tables()
            units = alternatives(form for form, count in table["number"].items() if int(count) < 100)
            hundreds = alternatives(table["hundreds"])
            return rf"(?:الف(?:ين|ان)|الف و[ ]?{hundreds})(?: و[ ]?{units})?(?!\w)"
        case "number":
            return rf"(?:\d{{1,3}}(?!\d)|{alternatives(tables()[what])})"
        case _:
            return alternatives(tables()[what])
