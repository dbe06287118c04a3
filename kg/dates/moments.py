"""What an expression says about a time, and which days that is, seen from the day of publication."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Self

from hijridate import Gregorian, Hijri

from kg.dates.edtf import days, spell

# Without year and without mark of the future a date has passed, unless it lies within the coming quarter:
# "in June", written in May, is next month, because nobody calls last June by its bare name.
AHEAD = timedelta(days=90)
HIJRI_YEARS = range(1343, 1501)  # what hijridate converts (Umm al-Qura calendar)
MONTHS_OF = {"month": 1, "year": 12, "decade": 120, "century": 1200}
DAYS_OF = {"day": 1, "week": 7}

Days = tuple[date, date]


class Unresolved(ValueError):
    """The expression needs a day of publication, and there is none."""


@dataclass(frozen=True, slots=True)
class View:
    """From where an expression is read: the day of publication, and whether the clause speaks of the future."""

    published: date | None
    future: bool = False

    @property
    def day(self) -> date:
        if self.published is None:
            raise Unresolved("no day of publication")
        return self.published


@dataclass(frozen=True, slots=True)
class Moment:
    """The parts of a date as far as they are said. ``shift`` counts such dates from the day of publication
    (-1 the last one, 1 the next); ``yearly`` and ``monthly`` count the years and months of which it is a part."""

    weekday: int | None = None  # Monday is 0
    day: int | None = None
    month: int | None = None
    year: int | None = None
    shift: int | None = None
    yearly: int | None = None
    monthly: int | None = None
    hijri: bool = False
    length: int = 1  # in months, where no day is said: a season has three

    def edtf(self, view: View, *, until: date | None = None, since: date | None = None) -> str:
        """The EDTF of the days meant; ``until`` and ``since`` are the other end of a range that it begins or ends.

        Raises Unresolved without a day of publication where one is needed, ValueError on a day that the calendar lacks.
        """
        return spell(*self._choose(view, until, since))

    def within(self, other: Self) -> Self:
        """This moment as the begin of a range that ends with ``other``: in ``14 إلى 19 آب`` both are of August."""
        if self.month is not None or self.day is None:
            return replace(self, yearly=other.yearly if self.yearly is None else self.yearly, hijri=other.hijri)
        return replace(self, monthly=other.monthly, hijri=other.hijri)

    def _choose(self, view: View, until: date | None, since: date | None) -> Days:
        spans = list(self._spans(self._near(view, until or since)))
        if self.day is not None and self.weekday is not None:
            spans = [span for span in spans if span[0].weekday() == self.weekday] or spans
        if not spans:
            raise ValueError(f"no such day: {self}")
        if len(spans) == 1:
            return spans[0]
        if until is not None:
            return max(span for span in spans if span[0] <= until)
        if since is not None:
            return min(span for span in spans if span[0] >= since)
        today = view.day
        if self.shift:
            past = [span for span in reversed(spans) if span[1] < today]
            coming = [span for span in spans if span[0] > today]
            side, steps = (past, -self.shift) if self.shift < 0 else (coming, self.shift)
            if steps > len(side):
                raise ValueError(f"no such day within reach: {self}")
            return side[steps - 1]
        if self.shift == 0:
            return min(spans, key=lambda span: abs(span[0] - today))
        if view.future:
            return min(span for span in spans if span[1] >= today)
        ahead = timedelta(0) if self.month is None else AHEAD
        return max(span for span in spans if span[0] <= today + ahead)

    def _near(self, view: View, other_end: date | None) -> date:
        """Around which day to look: what is counted in months or years is so from the day of publication."""
        if self.year is not None:
            return date.min  # no need to look
        counted = self.yearly is not None or self.monthly is not None
        return view.day if counted or other_end is None else other_end

    def _spans(self, near: date) -> Iterator[Days]:
        """The days that fit, in order, those near a day where the year is not said."""
        if self.month is not None:
            for year in self._years(near):
                span = self._in_month(year, self.month)
                if span is not None:
                    yield span
        elif self.year is not None:
            yield _hijri_year(self.year) if self.hijri else (date(self.year, 1, 1), date(self.year, 12, 31))
        elif self.day is not None:
            for months in range(-2, 3) if self.monthly is None else [self.monthly]:
                month = add(near.replace(day=1), months, "month")
                span = self._in_month(month.year, month.month)
                if span is not None:
                    yield span
        else:
            for distance in range(-21, 22):
                day = near + timedelta(days=distance)
                if day.weekday() == self.weekday:
                    yield day, day

    def _years(self, near: date) -> list[int]:
        if self.year is not None:
            return [self.year]
        here = Gregorian.fromdate(near).to_hijri().year if self.hijri else near.year
        if self.yearly is not None:
            return [here + self.yearly]
        # A weekday narrows the year down, but a slip of the pen must not carry the date far away.
        reach = 1 if self.weekday is not None else 3
        return list(range(here - reach, here + reach + 1))

    def _in_month(self, year: int, month: int) -> Days | None:
        """The day, or else the whole month, or None where the month has no such day."""
        if self.hijri:
            length = Hijri(year, month, 1).month_length()
            first, last = (self.day, self.day) if self.day else (1, length)
            return None if last > length else (_gregorian(year, month, first), _gregorian(year, month, last))
        if self.day is None:
            first_day = date(year, month, 1)
            return first_day, add(first_day, self.length, "month") - timedelta(days=1)
        if self.day > monthrange(year, month)[1]:
            return None
        return date(year, month, self.day), date(year, month, self.day)


def _gregorian(year: int, month: int, day: int) -> date:
    converted = Hijri(year, month, day).to_gregorian()
    return date(converted.year, converted.month, converted.day)


def _hijri_year(year: int) -> Days:
    return _gregorian(year, 1, 1), _gregorian(year, 12, Hijri(year, 12, 1).month_length())


def add(day: date, count: int, unit: str) -> date:
    """The day some units later or, with a negative count, earlier; the 31st becomes the last of a shorter month."""
    if unit in DAYS_OF:
        return day + timedelta(days=count * DAYS_OF[unit])
    months = day.year * 12 + day.month - 1 + count * MONTHS_OF[unit]
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def around(day: date, unit: str) -> Days:
    """The week (Monday to Sunday), month, year, decade or century that a day lies in. A century begins with its
    round year, as in everyday language."""
    if unit in DAYS_OF:
        first = day - timedelta(days=day.weekday() if unit == "week" else 0)
        return first, first + timedelta(days=DAYS_OF[unit] - 1)
    if unit == "month":
        first = day.replace(day=1)
    else:
        years = MONTHS_OF[unit] // 12
        first = date(day.year - day.year % years, 1, 1)
    return first, add(first, 1, unit) - timedelta(days=1)


def portion(edtf: str, first: int, last: int) -> str:
    """The part of a period from one twelfth to another, both counted from 1 and included: 1 to 3 is the first quarter.

    Of years whole months, of decades and centuries whole years, of the rest whole days.
    """
    begin, end = days(edtf)
    months = (end.year - begin.year) * 12 + end.month - begin.month + 1
    unit, count = "day", (end - begin).days + 1
    if begin.day == 1 and months % 12 == 0:
        unit, count = ("month", months) if months == 12 else ("year", months // 12)
    start = (first - 1) * count // 12
    stop = max(last * count // 12, start + 1)
    return spell(add(begin, start, unit), add(begin, stop, unit) - timedelta(days=1))
