"""The days that an EDTF expression covers.

Level 0 of ISO 8601-2 Annex A (a day, a month, a year, an interval ``A/B``), and of level 1 only the interval with an
open or unknown end: ``A/..``, ``../B``, ``A/``, ``/B``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?", re.ASCII)


def bounds(edtf: str) -> tuple[date | None, date | None]:
    """First and last day, both inside; None for an end that is open.

    ``2021-03`` gives 1 and 31 March. Raises ValueError where the expression is none of the above, has no end at all,
    or ends before it begins.
    """
    if "/" not in edtf:
        return _day(edtf, last=False), _day(edtf, last=True)
    left, _, right = edtf.partition("/")
    begin = None if left in ("", "..") else _day(left, last=False)
    end = None if right in ("", "..") else _day(right, last=True)
    if begin is None and end is None:
        raise ValueError(f"an interval without an end: {edtf!r}")
    if begin and end and begin > end:
        raise ValueError(f"an interval that ends before it begins: {edtf!r}")
    return begin, end


def _day(text: str, *, last: bool) -> date:
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(f"not a date of EDTF level 0: {text!r}")
    year = int(match["year"])
    month = int(match["month"] or (12 if last else 1))
    if not (year and 1 <= month <= 12):
        raise ValueError(f"no such month: {text!r}")
    day = int(match["day"] or (monthrange(year, month)[1] if last else 1))
    return date(year, month, day)
