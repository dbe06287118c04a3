"""The day of publication, found in the lines of an article.

Months are those of CLDR (the calendars of Egypt, the Levant, Algeria, Tunisia, Morocco, Mauritania, English,
French) and the spellings in ``kg/data/time/words.csv``. dateparser is not used: it reads ``14 آب 2023`` as today.
A day in the Hijri calendar alone is not read.

A page shows dates that are not the story's: the day on which it was saved, the day of its last change. So the
places are asked in the order of :func:`published`, and a date without a label counts only where the text
does not contradict it. When in doubt there is none: a wrong day would shift every ``أمس`` and ``الخميس``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from babel import Locale

from kg.arabic import fold
from kg.documents.boilerplate import is_paragraph
from kg.documents.lines import Line
from kg.documents.tables import Kind, pattern, rows

CALENDARS = ("ar", "ar_LB", "ar_DZ", "ar_TN", "ar_MA", "ar_MR", "en", "fr")
RELATIVE = {"اليوم": 0, "امس": -1, "غدا": 1}
OTHER_STORY = 183  # days between a page's date and every dated weekday in its text that make it another's
LABEL_WORDS = 15  # a labelled date with hour and time zone has no more
LABELS: tuple[Kind, ...] = ("published", "updated")
BARE_WORDS = 2  # what else a line with a date may say and still be no headline: a city, an agency
FILLERS = fold("الساعة بتوقيت غرينتش جرينتش مكة المكرمة الموافق هـ ه م ص ت صباحا مساء عام سنة يوم في من gmt utc am pm")
ISO = r"(?P<y1>\d{4})[-/.](?P<m1>\d{1,2})[-/.](?P<d1>\d{1,2})(?!\d)"
NUMBERS = r"(?P<d2>\d{1,2})\s?[-/.]\s?(?P<m2>\d{1,2})\s?[-/.]\s?(?P<y2>\d{4})(?!\d)"


class Dated(NamedTuple):
    """A full date in a folded line, with the part of the line that it takes."""

    day: date
    begin: int
    end: int


def published(lines: Sequence[Line], headline: Line | None) -> str | None:
    """The day of publication as ``YYYY-MM-DD``, from the first of these places that has one:

    a line that says so (``تم النشر: 2021/05/23``); ``اليوم`` with a full date in the text; the dateline of the first
    paragraph (``بكين 21 سبتمبر 2023 (شينخوا) -``); a date without label under the headline, unless contradicted;
    the day of the last change; a date above the headline, unless contradicted.
    """
    body = [line.folded for line in lines if is_paragraph(line)]
    front = front_matter(lines)
    start = headline.begin if headline else 0
    bare = [(line.begin, found.day) for line in front if is_bare(line) for found in dates(line.folded)[:1]]
    below = [day for begin, day in bare if begin > start and not contradicted(day, body)]
    above = [day for begin, day in bare if begin <= start and not contradicted(day, body)]
    opening = [line for line in lines if is_paragraph(line)][:1]
    dateline = [found.day for line in opening if line.agency for found in dates(fold(line.agency[0]))]
    for days in (labelled(lines, "published"), today(body), dateline, below, labelled(lines, "updated"), above):
        for day in days:
            return day.isoformat()
    return None


def parse(value: str) -> str | None:
    """The day in a value that should be a date (``2021-05-23T22:15Z``, ``23 مايو 2021``), or None."""
    found = dates(fold(value))
    return found[0].day.isoformat() if found else None


def front_matter(lines: Sequence[Line]) -> list[Line]:
    """The lines above the first paragraph: headline, byline, dates, captions, menus."""
    front = []
    for line in lines:
        if is_paragraph(line):
            break
        front.append(line)
    return front


def is_label(line: Line) -> bool:
    """Whether the line says when the page was published or changed, the day itself on it or on the next line."""
    for kind in LABELS:
        label = pattern(kind).match(line.folded)
        if label and (_labelled_day(line, None, kind) or not line.folded[label.end() :].strip(" :")):
            return True
    return False


def labelled(lines: Sequence[Line], kind: Kind) -> Iterator[date]:
    """The days behind a label, on its line or, where it stands alone, on the next one."""
    for line, below in zip(lines, [*lines[1:], None], strict=False):
        day = _labelled_day(line, below, kind)
        if day:
            yield day


def _labelled_day(line: Line, below: Line | None, kind: Kind) -> date | None:
    label = pattern(kind).match(line.folded)
    if label is None or line.words > LABEL_WORDS:
        return None
    rest = line.folded[label.end() :]
    if not rest.strip(" :") and below is not None and is_bare(below):
        rest = below.folded
    found = dates(rest)
    return found[0].day if found else None


def is_bare(line: Line) -> bool:
    """Whether the line is a date with its weekday, hour and hardly anything else."""
    found = dates(line.folded)
    if not found:
        return False
    rest = line.folded
    for dated in reversed(found):
        rest = rest[: dated.begin] + " " + rest[dated.end :]
    return sum(word not in _fillers() for word in re.findall(r"[^\W\d_]+", rest)) <= BARE_WORDS


def today(paragraphs: Sequence[str]) -> Iterator[date]:
    """The days that the text calls today: ``اليوم الخميس 23 مايو 2024``."""
    names = "|".join(sorted(weekdays(), key=len, reverse=True))
    for text in paragraphs:
        for found in dates(text):
            if re.search(rf"\bاليوم(?:\W{{1,3}}(?:{names}))?\W{{1,3}}$", text[: found.begin]):
                yield found.day


def contradicted(day: date, paragraphs: Sequence[str]) -> bool:
    """Whether the text cannot have been published on ``day``, or on the day after an event of the night before.

    It calls another weekday today (``اليوم الجمعة``), or all dates that it gives with a weekday, as news does for
    its own days, are half a year away.
    """
    names = "|".join(sorted(weekdays(), key=len, reverse=True))
    own_days = []
    for text in paragraphs:
        for word, name in re.findall(rf"\b({'|'.join(RELATIVE)})\W{{1,3}}({names})\b", text):
            meant = day + timedelta(days=RELATIVE[word])
            if weekdays()[name] not in (meant.weekday(), (meant - timedelta(days=1)).weekday()):
                return True
        own_days += [found.day for found in dates(text) if re.search(rf"\b(?:{names})\W{{1,3}}$", text[: found.begin])]
    return bool(own_days) and all(abs((own - day).days) > OTHER_STORY for own in own_days)


def dates(folded: str) -> list[Dated]:
    """The full dates (day, month, year) in a folded text, in order. Numbers are day first, as Arabic writes them."""
    found = []
    for match in _pattern().finditer(folded):
        parts = {name[0]: value for name, value in match.groupdict().items() if value is not None}
        month = months()[" ".join(parts["m"].split())] if not parts["m"].isdecimal() else int(parts["m"])
        numbers = (int(parts["y"]), month, int(parts["d"]))
        try:
            day = date(*numbers)
        except ValueError:
            continue
        if 1900 <= day.year <= 2100:
            found.append(Dated(day, match.start(), match.end()))
    return found


@cache
def months() -> dict[str, int]:
    """Folded names and abbreviations of the months."""
    names: dict[str, int] = {}
    for calendar in CALENDARS:
        for widths in Locale.parse(calendar).months.values():
            for width in ("wide", "abbreviated"):
                names |= {fold(name).rstrip("."): number for number, name in widths[width].items()}
    return names | {form: int(value) for form, value in _spellings("month")}


@cache
def weekdays() -> dict[str, int]:
    """Folded names of the days, Monday is 0."""
    names: dict[str, int] = {}
    for language in ("ar", "en", "fr"):
        for width in ("wide", "abbreviated"):
            days = Locale.parse(language).days["format"][width]
            names |= {fold(name).rstrip("."): number for number, name in days.items()}
    return names | {form: int(value) for form, value in _spellings("weekday")}


@cache
def _fillers() -> frozenset[str]:
    hijri = " ".join(form for form, _ in _spellings("hijri"))
    return frozenset((*FILLERS.split(), *hijri.split(), *weekdays()))


def _spellings(kind: str) -> list[tuple[str, str]]:
    """Rows of the table of time words that CLDR does not have: folded form and value."""
    table = rows("time", "words.csv", columns=("kind", "form", "value"))
    return [(fold(form), value) for row_kind, form, value in table if row_kind == kind]


@cache
def _pattern() -> re.Pattern[str]:
    month = "|".join(re.escape(name).replace(r"\ ", r"\s") for name in sorted(months(), key=len, reverse=True))
    double = rf"(?:\s?[/(]\s?(?:{month})\)?)?"  # the name of the other calendar: آب/أغسطس
    gap = r"[\s،,/-]{0,3}(?:عام\s|سنه\s|من\s)?"
    words = rf"(?P<d3>\d{{1,2}})\s?[-/]?\s?(?P<m3>{month})\.?{double}{gap}(?P<y3>\d{{4}})(?!\d)"
    english = rf"\b(?P<m4>{month})\.?{double}\s(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?[،,]?\s(?P<y4>\d{{4}})(?!\d)"
    return re.compile(rf"(?<!\d)(?:{ISO}|{NUMBERS}|{words})|{english}")
