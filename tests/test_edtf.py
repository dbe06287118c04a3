from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.dates.edtf import join, spell
from kg.edtf import bounds

days = st.dates(date(1, 1, 1), date(9999, 12, 31))


@pytest.mark.parametrize(
    ("edtf", "begin", "end"),
    [
        ("2021-05-24", date(2021, 5, 24), date(2021, 5, 24)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("1979", date(1979, 1, 1), date(1979, 12, 31)),
        ("2021-05-24/2021-05-26", date(2021, 5, 24), date(2021, 5, 26)),
        ("2019/2021-03", date(2019, 1, 1), date(2021, 3, 31)),
        ("2014/..", date(2014, 1, 1), None),
        ("/2014-06", None, date(2014, 6, 30)),
    ],
)
def test_bounds(edtf: str, begin: date | None, end: date | None) -> None:
    assert bounds(edtf) == (begin, end)


@pytest.mark.parametrize(
    "edtf", ["", "21", "2021-13", "2021-02-30", "2021-5", "../..", "2022/2021", "٢٠٢١", "2021-05?"]
)
def test_what_is_no_time_is_refused(edtf: str) -> None:
    with pytest.raises(ValueError):
        bounds(edtf)


@given(days, days)
def test_an_interval_of_days_is_its_ends(first: date, second: date) -> None:
    begin, end = sorted((first, second))
    assert bounds(f"{begin.isoformat()}/{end.isoformat()}") == (begin, end)


@given(days)
def test_a_month_holds_its_days(day: date) -> None:
    begin, end = bounds(day.isoformat()[:7])
    assert begin is not None and end is not None and begin <= day <= end


@given(st.dates(date(1, 1, 1), date(2060, 1, 1)), st.integers(0, 4000))
def test_days_are_spelt_so_that_they_can_be_read(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    assert bounds(spell(first, last)) == (first, last)


def test_join_keeps_the_precision_of_both_ends() -> None:
    assert join("2001", "2021-05-23") == "2001/2021-05-23"
    assert join("2020/2021", "2021-03/2022") == "2020/2022"
    assert join("2021", "2021") == "2021"
