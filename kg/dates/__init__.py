"""Arabic expressions of time, resolved to EDTF level 0 against the day of publication."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from kg.arabic import DIGITS, LETTERS, SEATS, normalise, original
from kg.dates.grammar import Hit, search
from kg.dates.meanings import late, length
from kg.dates.moments import View
from kg.dates.patterns import INNER, LENGTHS, NAMED_DAYS, SETS, layers

__all__ = ["Length", "TimeExpression", "find", "lengths", "written"]

LATE = 2  # days by which pages are dated after what they carry was written, at most


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """``text`` is what stands at ``[begin, end)``, in codepoints; ``edtf`` is None where the expression is one of
    time but its days are not known: it needs a day of publication and there is none, or it names an impossible day."""

    begin: int
    end: int
    text: str
    edtf: str | None
    # date month year weekday day relative season decade century weekend part duration since until range anniversary
    kind: str


def find(text: str, *, published: date | None, offset: int = 0, future: bool = False) -> list[TimeExpression]:
    """The expressions of time in ``text``, in order, the longest where several overlap, without prepositions.

    ``published`` is what relative ones and dates without year count from. ``future`` says that the clause speaks of
    the future: a bare weekday or month is then the next instead of the last one. ``offset`` is added to all offsets.
    """
    clean, offsets = normalise(text)
    folded = clean.translate(LETTERS).translate(SEATS).translate(DIGITS)
    view = View(published, future)
    found = []
    for hit in _longest(search(folded, layers(), SETS)):
        begin, end = original(text, offsets, hit.begin, hit.end)
        found.append(TimeExpression(begin + offset, end + offset, text[begin:end], _edtf(hit, view), hit.phrase.kind))
    return found


@dataclass(frozen=True, slots=True)
class Length:
    """For how many days something lasts, said at ``[begin, end)``, in codepoints."""

    begin: int
    end: int
    days: int


def lengths(text: str, *, offset: int = 0) -> list[Length]:
    """How long things are said to last in ``text``, where it is told in days or weeks: ``زيارة تستغرق ثلاثة أيام``."""
    clean, offsets = normalise(text)
    folded = clean.translate(LETTERS).translate(SEATS).translate(DIGITS)
    found = []
    for hit in _longest(search(folded, (LENGTHS,), SETS), names=True):
        begin, end = original(text, offsets, hit.begin, hit.end)
        days = length(hit)
        if days:
            found.append(Length(begin + offset, end + offset, days))
    return found


def written(text: str, published: date) -> date:
    """The day on which a text says it was written: that of publication, or one shortly before where all that it says of
    today and yesterday with their weekdays agrees (``اليوم الأربعاء`` on a page of Thursday)."""
    clean, _ = normalise(text)
    folded = clean.translate(LETTERS).translate(SEATS).translate(DIGITS)
    shifts = {
        late(hit.words["near"], hit.words["weekday"], published)
        for hit in _longest(search(folded, (NAMED_DAYS,), SETS))
    }
    shift = shifts.pop() if len(shifts) == 1 else 0
    return published + timedelta(days=shift) if -LATE <= shift < 0 else published


def _longest(hits: Iterable[Hit], *, names: bool = False) -> list[Hit]:
    """Hits that don't overlap, the longer ones chosen first, in order of the text. Names that look like times win
    their place too, but are dropped then, unless ``names`` are wanted."""
    taken: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.begin - hit.end, hit.begin)):
        free = all(hit.end <= other.begin or other.end <= hit.begin for other in taken)
        if free and hit.phrase not in INNER:
            taken.append(hit)
    return sorted((hit for hit in taken if names or hit.phrase.read is not None), key=lambda hit: hit.begin)


def _edtf(hit: Hit, view: View) -> str | None:
    try:
        return hit.edtf(view)
    except (ValueError, OverflowError):  # no such day, or none that the calendars reach
        return None
