"""The words of time, as rows: CLDR (Babel) for months and weekdays, hijridate for Hijri months, our own for the rest.

Everything is kept folded (``kg.arabic.fold``), since newspapers write hamza and ta marbuta as they like.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from babel import Locale
from babel.localedata import locale_identifiers
from hijridate import Hijri

from kg.arabic import fold
from kg.errors import BadSeed

ROWS = Path(__file__).parent.parent / "data" / "time"

Table = Mapping[str, str]  # folded form → value


def rows(path: Path, columns: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The rows of a CSV file with exactly these columns. Raises BadSeed that names file and line."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        if tuple(next(reader, ())) != columns:
            raise BadSeed(f"{path.name}: the first line must be {','.join(columns)}")
        lines = [(reader.line_num, tuple(row)) for row in reader]
    for number, row in lines:
        if len(row) != len(columns) or not all(row):
            raise BadSeed(f"{path.name}:{number}: expected {len(columns)} cells, none of them empty")
    return [row for _, row in lines]


@cache
def tables() -> dict[str, Table]:
    """The tables by kind; the file ``words.csv`` shows which there are."""
    found: dict[str, dict[str, str]] = {}
    for kind, form, value in [*_cldr(), *_hijri(), *rows(ROWS / "words.csv", ("kind", "form", "value"))]:
        previous = found.setdefault(kind, {}).setdefault(fold(form), value)
        if previous != value:
            raise BadSeed(f"words.csv: {kind} {form} is both {previous} and {value}")
    for kind in ("number", "ordinal"):
        table = found[kind]
        _compound(table, " ", ("عشر", "عشره"), 10)
        for ten in range(20, 100, 10):
            _compound(table, " و", [form for form, count in table.items() if count == str(ten)], ten)
    return dict(found)


def value(kind: str, text: str) -> str:
    """What a matched form of a table stands for; the article may have lost its alef behind ``ل``."""
    form = " ".join(text.split())
    table = tables()[kind]
    return table[form] if form in table else table[f"ا{form}"]


def number(kind: str, text: str) -> int:
    """The same for numbers, which may stand in digits and with the article: ``١٢``, ``ال15``, ``الثاني عشر``."""
    digits = re.search(r"\d+", text)
    return int(digits[0]) if digits else int(value(kind, text))


def year(text: str) -> int:
    """The year that is told in words: ``ألفين وثمانية عشر``, ``ألف وتسعمائة وثمانية وسبعين``."""
    table = tables()
    form = " ".join(text.split()).replace(" و ", " و")
    if form.startswith(("الفين", "الفان")):
        start, rest = 2000, form[len("الفين") :]
    else:
        rest = form.removeprefix("الف و")
        hundreds = max((one for one in table["hundreds"] if rest.startswith(one)), key=len)
        start, rest = int(table["hundreds"][hundreds]), rest[len(hundreds) :]
    return start + (int(table["number"][rest.removeprefix(" و")]) if rest else 0)


def month(kind: str, text: str) -> int:
    """The month of a single or double name (``مايو/أيار``); both names of a double are of one month."""
    match = re.match(alternatives(tables()[kind]), text)
    if match is None:
        raise KeyError(text)
    return int(value(kind, match[0]))


def alternatives(forms: Iterable[str]) -> str:
    """A regular expression for any of the folded forms, the longest first."""
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    return "(?:" + "|".join(_form(form) for form in ordered) + r")(?!\w)"


def months(kind: str, *, alone: bool = False) -> str:
    """A regular expression for a month, single or double: ``مايو/أيار``, ``أبريل (نيسان)``, ``مارس آذار``.

    With ``alone``, single names that are also other words are left out.
    """
    by_month: dict[str, list[str]] = {}
    for form, index in tables()[kind].items():
        by_month.setdefault(index, []).append(form)
    choices = []
    for forms in by_month.values():
        name = alternatives(forms)
        choices.append(rf"{name}[ ]?[-/–(«\"]?[ ]?{name}(?:[ ]?[)»\"])?")
        certain = [form for form in forms if not (alone and form in tables()["ambiguous"])]
        if certain:
            choices.append(alternatives(certain))
    return "(?:" + "|".join(choices) + ")"


def _form(form: str) -> str:
    """Behind the preposition ``ل`` the article is written without its alef: ``للاسبوع``."""
    pattern = re.sub(r"[ ]+", "[ ]+", form)
    return f"(?:ا|(?<=ل)){pattern[1:]}" if form.startswith("ال") else pattern


def _cldr() -> Iterable[tuple[str, str, str]]:
    """Month names of all Arabic locales (Egypt and Gulf, Levant, Maghreb, Mauritania) and the weekdays."""
    for identifier in sorted(locale_identifiers()):
        if identifier.partition("_")[0] == "ar":
            locale = Locale.parse(identifier)
            for context in ("format", "stand-alone"):
                for index, name in locale.months[context]["wide"].items():
                    yield "month", name, str(index)
                for index, name in locale.days[context]["wide"].items():
                    yield "weekday", name, str(index)


def _hijri() -> Iterable[tuple[str, str, str]]:
    for index in range(1, 13):
        yield "hijri", Hijri(1440, index, 1).month_name("ar"), str(index)


def _compound(table: dict[str, str], joint: str, tens: Iterable[str], ten: int) -> None:
    """Add the numbers between a ten and the next, from the units that the table has."""
    units = [(form, int(count)) for form, count in table.items() if int(count) < 10]
    for form in tens:
        for unit, count in units:
            table.setdefault(unit + joint + form, str(count + ten))
