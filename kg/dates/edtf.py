"""EDTF level 0 (ISO 8601-2:2019, Library of Congress profile): spell days as a date and read them back."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
OPEN = ".."


def interval(edtf: str) -> tuple[date | None, date | None]:
    """The first and the last day of ``2021``, ``2021-03``, ``2021-05-24``, ``A/B`` or, with None, of ``A/..`` and ``../B``.

    Raises ValueError on anything else, on a day that the calendar lacks, and on an end before its begin.
    """
    begin, slash, end = edtf.partition("/")
    if not slash:
        return _days(edtf)
    first = None if begin == OPEN else _days(begin)[0]
    last = None if end == OPEN else _days(end)[1]
    if first is None and last is None:
        raise ValueError(f"not an EDTF interval, both ends are open: {edtf!r}")
    if first is not None and last is not None and first > last:
        raise ValueError(f"EDTF interval ends before it begins: {edtf!r}")
    return first, last


def days(edtf: str) -> tuple[date, date]:
    """As :func:`interval`, for what has both ends."""
    first, last = interval(edtf)
    if first is None or last is None:
        raise ValueError(f"EDTF interval with an open end: {edtf!r}")
    return first, last


def spell(first: date, last: date) -> str:
    """The shortest EDTF of the days from ``first`` to ``last``: whole months and years lose their days."""
    if first > last:
        raise ValueError(f"{first} is after {last}")
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        ends = f"{first:%Y}", f"{last:%Y}"
    elif first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        ends = f"{first:%Y-%m}", f"{last:%Y-%m}"
    else:
        ends = first.isoformat(), last.isoformat()
    return ends[0] if ends[0] == ends[1] else "/".join(ends)


def join(begin: str, end: str) -> str:
    """From the begin of one EDTF to the end of another, each as precise as it was given."""
    edtf = f"{begin.partition('/')[0]}/{end.rpartition('/')[2]}"
    interval(edtf)
    first, _, last = edtf.partition("/")
    return first if first == last else edtf


def _days(text: str) -> tuple[date, date]:
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(f"not an EDTF level 0 date: {text!r}")
    year, month, day = (int(part or 0) for part in match.groups())
    if match[2] is None:
        return date(year, 1, 1), date(year, 12, 31)
    if not 1 <= month <= 12:
        raise ValueError(f"no such month: {text!r}")
    last = monthrange(year, month)[1]
    return (date(year, month, 1), date(year, month, last)) if match[3] is None else (date(year, month, day),) * 2
