"""Agreement with the Arabic cases of Recognizers-Text, where they are at hand."""

from __future__ import annotations

import csv
import json
from collections.abc import Collection
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from kg.dates import find
from kg.edtf import bounds

SPECIFICATIONS = Path(__file__).parents[2] / "shared/data/time/ms_recognizers_datetime_specs/Arabic"

# Why a case of the specifications is no test of reading news, by file and place in it: ``specifications.csv``. The
# reasons are those of the words, whether they are read rightly or not.
NO_NEWS = {
    "number": "a day told by a bare number or ordinal, without month or weekday",
    "form": "written as no Arabic newspaper writes: dots, two-digit years, month before day, numbers pair by pair, "
    "translated word by word",
    "told": "counted from the speaker's own week or from a day told before, not from that of publication",
    "command": "said to an assistant that is to find a date for a meeting",
    "ancient": "a year before 1600",
}
OTHERWISE = {
    "answer": "the answer contradicts the same words in another case or in Arabic",
    "counting": "the answer counts otherwise: months and years to the day, early and late as halves, a few as three, "
    "the last year left out, decades by the calendar, what is to be in two days from now on",
}


@cache
def excluded() -> dict[tuple[str, int], str]:
    """The reasons by file and place."""
    with (Path(__file__).parent / "specifications.csv").open(encoding="utf-8", newline="") as file:
        return {(row["file"], int(row["case"])): row["reason"] for row in csv.DictReader(file)}


def agreement(name: str, *, without: Collection[str] = ()) -> tuple[int, int]:
    """Cases of a file of Microsoft's specifications in which one of our readings has the days asked for, and all;
    ``without`` those of the reasons given."""
    right = total = 0
    for number, case in enumerate(json.loads((SPECIFICATIONS / name).read_text(encoding="utf-8-sig"))):
        reference = case.get("Context", {}).get("ReferenceDateTime")
        if excluded().get((name, number)) in without:
            continue
        for result in case["Results"] if reference else ():
            value = result.get("Value") or {}
            choices = [value.get(key) or {} for key in ("PastResolution", "FutureResolution")]
            wanted = {choice.get("date") or (choice.get("startDate"), choice.get("endDate")) for choice in choices}
            if not wanted & {None, (None, None)}:
                total += 1
                right += bool(wanted & _readings(case["Input"], date.fromisoformat(reference[:10])))
    return right, total


NO_DAY = "0001-01-01"  # how they spell that the calendar has no such day


def _readings(text: str, published: date) -> set[str | tuple[str, str]]:
    """All days and periods that are found, periods with the last day and with the day after it, as both occur."""
    found = [one.edtf for future in (False, True) for one in find(text, published=published, future=future)]
    readings: set[str | tuple[str, str]] = {NO_DAY} if None in found else set()
    for edtf in filter(None, found):
        first, last = bounds(edtf)
        assert first is not None
        assert last is not None
        readings |= {edtf, *((first.isoformat(), (last + timedelta(days=more)).isoformat()) for more in (0, 1))}
    return readings


@pytest.mark.skipif(not SPECIFICATIONS.exists(), reason="the specifications of Recognizers-Text are not at hand")
@pytest.mark.parametrize("name", ["DateParser.json", "DatePeriodParser.json"])
def test_agreement_with_recognizers_text(name: str) -> None:
    """At least nine of ten, of what news can contain and where the answers count as we do; and of what news can
    contain, whatever the answer, seven."""
    right, total = agreement(name, without=[*NO_NEWS, *OTHERWISE])
    assert right >= 0.9 * total
    right, total = agreement(name, without=NO_NEWS)
    assert right >= 0.7 * total


def test_every_case_that_is_left_out_has_a_known_reason() -> None:
    assert set(excluded().values()) == {*NO_NEWS, *OTHERWISE}
