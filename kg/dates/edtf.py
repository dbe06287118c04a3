"""Spell days in EDTF level 0 (ISO 8601-2:2019, Library of Congress profile); ``kg.edtf`` reads them back."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from kg.edtf import bounds


def days(edtf: str) -> tuple[date, date]:
    """The first and the last day of what has both ends. Raises ValueError where one is open."""
    first, last = bounds(edtf)
    if first is None or last is None:
        raise ValueError(f"EDTF interval with an open end: {edtf!r}")
    return first, last


def spell(first: date, last: date) -> str:
    """The shortest EDTF of the days from ``first`` to ``last``: whole months and years lose their days."""
    if first > last:
        raise ValueError(f"{first} is after {last}")
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        ends = first.isoformat()[:4], last.isoformat()[:4]
    elif first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        ends = first.isoformat()[:7], last.isoformat()[:7]
    else:
        ends = first.isoformat(), last.isoformat()
    return ends[0] if ends[0] == ends[1] else "/".join(ends)


def join(begin: str, end: str) -> str:
    """From the begin of one EDTF to the end of another, each as precise as it was given."""
    edtf = f"{begin.partition('/')[0]}/{end.rpartition('/')[2]}"
    bounds(edtf)
    first, _, last = edtf.partition("/")
    return first if first == last else edtf
