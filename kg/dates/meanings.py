"""What phrases of time mean: for what a template found, the days, or a moment that the day of publication completes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from kg.dates.edtf import days, join, spell
from kg.dates.grammar import Hit, Reading
from kg.dates.moments import DAYS_OF, HIJRI_YEARS, Moment, Unresolved, View, add, around, portion
from kg.dates.vocabulary import month, number, value, year

FEASTS = ((10, 1), (12, 10))  # Hijri month and day of the feasts of breaking the fast and of sacrifice


def moment(hit: Hit, _: View) -> Moment:
    """All dates by calendar: the words that are there say what is known."""
    words = hit.words
    parts = {name: number("ordinal", words[name]) for name in ("day", "year") if name in words}
    parts |= {name: int(value("shift", words[name])) for name in ("shift", "yearly", "monthly") if name in words}
    parts |= {name: int(value(name, words[name])) for name in ("weekday",) if name in words}
    parts |= {name: 0 for name, word in (("yearly", "this"), ("monthly", "thismonth")) if word in words}
    for calendar in ("month", "hijri"):
        if calendar in words:
            parts["month"] = month(calendar, words[calendar])
    if "cardinal" in words:
        parts["day"] = number("number", words["cardinal"])
    if "inwords" in words:
        parts["year"] = year(words["inwords"])
    hijri = "hijri" in words or ("month" not in words and parts.get("year") in HIJRI_YEARS)
    return Moment(**parts, hijri=hijri)


def digits(hit: Hit, view: View) -> Moment:
    """Day first, as Arab newspapers write; a month above twelve tells the American order."""
    day, index = int(hit.words["d"]), int(hit.words["m"])
    if index > 12:
        day, index = index, day
    return replace(moment(hit, view), day=day, month=index)


def monthly(hit: Hit, view: View) -> Moment:
    return replace(moment(hit, view), month=int(hit.words["m"]))


def nth(hit: Hit, view: View) -> str:
    """The first or another such weekday of a month or year."""
    first, last = days(hit.parts["x"].edtf(view))
    day = first + timedelta(days=(int(value("weekday", f"ال{hit.words['weekday']}")) - first.weekday()) % 7)
    day += timedelta(days=7 * (number("ordinal", hit.words["ordinal"]) - 1))
    if day > last:
        raise ValueError(f"no such day from {first} to {last}")
    return day.isoformat()


def day_of_week(hit: Hit, view: View) -> str:
    """A weekday beside its week: ``الأسبوع المقبل يوم الجمعة``."""
    first, last = days(hit.parts["x"].edtf(view))
    if (last - first).days != DAYS_OF["week"] - 1:
        raise ValueError(f"no week: {first} to {last}")
    return (first + timedelta(days=int(value("weekday", hit.words["weekday"])))).isoformat()


def days_of_week(hit: Hit, view: View) -> str:
    """From one weekday to another of a week."""
    first, last = days(hit.parts["x"].edtf(view))
    begin, end = (int(value("weekday", hit.words[name])) for name in ("from", "to"))
    if (last - first).days != DAYS_OF["week"] - 1 or begin > end:
        raise ValueError(f"no days of one week: {hit.words}")
    return spell(first + timedelta(days=begin), first + timedelta(days=end))


def numbered(hit: Hit, view: View) -> Moment:
    """A weekday with the number of its day, ``الجمعة 15``, in the nearest month in which it is that weekday."""
    found = moment(hit, view)
    if date.fromisoformat(found.edtf(view)).weekday() != found.weekday:
        raise ValueError(f"no such day near: {found}")
    return found


def week_of(hit: Hit, view: View) -> str:
    """The week of a day."""
    return spell(*around(days(hit.parts["x"].edtf(view))[0], "week"))


def rest(hit: Hit, view: View) -> str:
    """From the day of publication to the end of what it lies in."""
    first, last = days(hit.parts["x"].edtf(view))
    return spell(view.day, last) if first <= view.day <= last else spell(first, last)


def holiday(hit: Hit, view: View) -> Reading:
    """A feast, or the so-and-so-manieth of its days; the feast without a name is the one of the two that is nearer."""
    calendar, index, day = value("holiday", hit.words["holiday"]).split("-")
    more = number("ordinal", hit.words["ordinal"]) - 1 if "ordinal" in hit.words else 0
    if calendar != "e":
        return Moment(month=int(index), day=int(day) + more, hijri=calendar == "h")
    feasts = [Moment(month=index, day=day + more, hijri=True, shift=0).edtf(view) for index, day in FEASTS]
    return min(feasts, key=lambda feast: abs(date.fromisoformat(feast) - view.day))


def few(hit: Hit, view: View) -> str:
    """A few are three; up to the day of publication, or from the day after it."""
    unit = value("units", hit.words["units"])
    return _stretched(view, int(value("few", hit.words["few"])), unit, -1 if (_shift(hit) or 0) < 0 else 1)


def near(hit: Hit, view: View) -> str:
    """Today and its neighbours. A weekday beside it is trusted more: pages are often dated a day late."""
    near = hit.words["near"]
    day = view.day + timedelta(days=int(value("near", near)))
    if "weekday" in hit.words:
        day += timedelta(days=late(near, hit.words["weekday"], view.day))
    return day.isoformat()


def late(near: str, weekday: str, published: date) -> int:
    """How many days after (or, if negative, before) publication today is, where ``near`` is such a weekday."""
    day = published + timedelta(days=int(value("near", near)))
    return (int(value("weekday", weekday)) - day.weekday() + 3) % 7 - 3


def unit(hit: Hit, view: View) -> str:
    """This, the last, the next week, month, year; without a shift the current one."""
    unit = value("unit", hit.words["unit"])
    first, _ = around(view.day, unit)
    return spell(*around(add(first, _shift(hit) or 0, unit), unit))


def sooner(hit: Hit, view: View) -> str:
    """Earlier or later in a period that has begun: up to the day before publication, or from the day after it."""
    first, last = days(hit.parts["x"].edtf(view))
    if not first <= view.day <= last or first == last:
        return spell(first, last)
    if value("sooner", hit.words["sooner"]) == "-1":
        return spell(first, max(first, view.day - timedelta(days=1)))
    return spell(min(last, view.day + timedelta(days=1)), last)


def later(hit: Hit, view: View) -> str:
    return sooner(replace(hit, words={"sooner": "لاحق"}), view)


def _shift(hit: Hit) -> int | None:
    return int(value("shift", hit.words["shift"])) if "shift" in hit.words else None


def weekend(hit: Hit, view: View) -> str:
    """Saturday and Sunday, chosen as Saturday would be."""
    saturday = date.fromisoformat(Moment(weekday=5, shift=_shift(hit)).edtf(view))
    return spell(saturday, saturday + timedelta(days=1))


def week_end(hit: Hit, view: View) -> str:
    last = days(hit.parts["x"].edtf(view))[1]
    return spell(last - timedelta(days=1), last)


def season(hit: Hit, view: View) -> Moment:
    """Three months from the first; winter is called by the year in which it begins."""
    return replace(moment(hit, view), month=int(value("season", hit.words["season"])), length=3)


def decade(hit: Hit, view: View) -> str:
    """Of the century that is said, or the latest decade of that name that is over."""
    years = int(value("decade", hit.words["decade"]))
    shift = _shift(hit)
    if "ordinal" in hit.words:
        century = number("ordinal", hit.words["ordinal"]) - 1
    elif shift is not None:
        century = view.day.year // 100 + shift
    else:
        today = view.published or date(2000, 1, 1)
        century = (today.year - years - 10) // 100
    return f"{century * 100 + years:04}/{century * 100 + years + 9:04}"


def century(hit: Hit, _: View) -> str:
    first = (number("ordinal", hit.words["ordinal"]) - 1) * 100
    return spell(date(first, 1, 1), date(first + 99, 12, 31))


def _duration(hit: Hit) -> tuple[int, str]:
    """How many of which unit: ``20 عاما``, ``عقدين``, ``أسبوع``. Decades are counted in years."""
    words = hit.words
    if "pair" in words:
        count, unit = 2, value("pair", words["pair"])
    elif "number" in words:
        count, unit = number("number", words["number"]), value("units", words["units"])
    else:
        count, unit = 1, value("unit", words["unit"])
    years = {"decade": 10, "century": 100}
    return (count * years[unit], "year") if unit in years else (count, unit)


def length(hit: Hit) -> int | None:
    """The days of a length; None where it is told in units that are longer than a week."""
    count, unit = _duration(hit)
    return count * DAYS_OF[unit] if unit in DAYS_OF else None


def ago(hit: Hit, view: View, sign: int = -1) -> str:
    """As precise as the unit: two years ago is a year, three days ago a day."""
    count, unit = _duration(hit)
    return spell(*around(add(view.day, sign * count, unit), unit))


def anniversary(hit: Hit, view: View) -> str:
    """The year of what is so many years old."""
    years = number("ordinal", hit.words["ordinal" if "ordinal" in hit.words else "years"])
    return spell(*around(add(view.day, -years, "year"), "year"))


def hence(hit: Hit, view: View) -> str:
    return ago(hit, view, sign=1)


def from_now(hit: Hit, view: View) -> str:
    """To the day: who counts from now counts exactly."""
    count, unit = _duration(hit)
    return add(view.day, count if hit.words["way"] == "بعد" else -count, unit).isoformat()


def stretch(hit: Hit, view: View, sign: int = -1) -> str:
    return _stretched(view, *_duration(hit), sign)


def _stretched(view: View, count: int, unit: str, sign: int) -> str:
    """From then to the day of publication, or from it on, in days from the day after it; a week is seven days here."""
    other = add(view.day, sign * count, unit)
    end = spell(*around(other, "day" if unit == "week" else unit))
    if sign < 0:
        return join(end, view.day.isoformat())
    begin = view.day + timedelta(days=1) if unit in DAYS_OF else view.day
    return join(begin.isoformat(), end)


def stretch_said(hit: Hit, view: View) -> str:
    return stretch(hit, view, -1 if (_shift(hit) or 0) < 0 else 1)


def within(hit: Hit, view: View) -> str:
    """From the day of publication on; of a clause about the past nobody says where the stretch lay."""
    if not view.future:
        raise Unresolved("a stretch of time without begin or end")
    return stretch(hit, view, sign=1)


def part(hit: Hit, view: View) -> str:
    first, last = value("part", hit.words["part"]).split("-")
    return portion(hit.parts["x"].edtf(view), int(first), int(last))


def fraction(hit: Hit, view: View) -> str:
    size = 12 // int(value("fraction", hit.words["fraction"]))
    last = size * number("ordinal", hit.words["ordinal"])
    return portion(hit.parts["x"].edtf(view), last - size + 1, last)


def week(hit: Hit, view: View) -> str:
    """The weeks of a month or year are those that have their Thursday in it (ISO 8601)."""
    first, last = days(hit.parts["x"].edtf(view))
    if "ordinal" in hit.words:
        thursday = first + timedelta(days=(3 - first.weekday()) % 7 + 7 * (number("ordinal", hit.words["ordinal"]) - 1))
    else:
        thursday = last - timedelta(days=(last.weekday() - 3) % 7)
    return spell(*around(thursday, "week"))


def weekday_of(hit: Hit, view: View) -> str:
    first, last = days(hit.parts["x"].edtf(view))
    day = first + timedelta(days=(int(value("weekday", hit.words["weekday"])) - first.weekday()) % 7)
    if day + timedelta(days=7) <= last:
        raise ValueError(f"more than one such day from {first} to {last}")
    return day.isoformat()


def since(hit: Hit, view: View) -> str:
    """What lasts has begun: without more said, the begin is the last such day or month."""
    begin = hit.parts["x"].reading(replace(view, future=False))
    if isinstance(begin, Moment):
        begin = begin.edtf(view, until=view.day if begin.shift is None else None)
    return join(begin, view.day.isoformat())


def until(hit: Hit, view: View) -> str:
    """From the day of publication on; an end in the past has no begin that level 0 could spell."""
    return join(view.day.isoformat(), hit.parts["x"].edtf(replace(view, future=True)))


def between(hit: Hit, view: View) -> str:
    """The end is read first and says what the begin leaves open, unless only the begin has a year."""
    begin, end = hit.parts["a"].reading(view), hit.parts["b"].reading(view)
    if not isinstance(end, Moment):
        return join(begin.edtf(view, until=days(end)[0]) if isinstance(begin, Moment) else begin, end)
    if isinstance(begin, Moment) and (begin.year is None or end.year is not None):
        last = end.edtf(view)
        return join(begin.within(end).edtf(view, until=days(last)[0]), last)
    first = begin.edtf(view) if isinstance(begin, Moment) else begin
    return join(first, end.edtf(view, since=days(first)[0]))


def lasting(hit: Hit, view: View) -> str:
    """From a day on for some days: ``اعتبارا من أمس ولمدة خمسة أيام``."""
    first, last = days(hit.parts["a"].edtf(view))
    more = length(hit)
    if first != last or more is None:
        raise ValueError(f"no day, or no length in days: {hit.words}")
    return spell(first, first + timedelta(days=more - 1))


def equal(hit: Hit, view: View) -> Reading:
    """One day in two calendars: the Gregorian side is exact, the Hijri month is a matter of sighting."""
    first, second = hit.parts["a"].reading(view), hit.parts["b"].reading(view)
    return first if isinstance(second, Moment) and second.hijri else second
