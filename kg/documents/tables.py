"""The rows that this stage works with: what is boilerplate, how columns are called."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from kg.arabic import fold
from kg.errors import BadSeed

Kind = Literal["line", "prefix", "suffix", "block", "published", "updated", "source"]
EDGE = r"[\s:.…»«›>|!←→+–—•*#()\[\]/_=\"“”-]*"  # ornaments around a button or a label


def rows(*path: str, columns: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The values of ``columns`` in each row of a CSV file under ``kg/data``. Raises BadSeed."""
    file = Path(__file__).parents[1].joinpath("data", *path)
    with file.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        missing = set(columns) - set(reader.fieldnames or ())
        if missing:
            raise BadSeed(f"{'/'.join(path)}: column {min(missing)!r} is missing")
        return [tuple(row[column] or "" for column in columns) for row in reader]


@cache
def synonyms() -> dict[str, tuple[str, ...]]:
    """For each field of a document the names that columns of data sets have for it, folded, best first."""
    names: dict[str, tuple[str, ...]] = {}
    for field, column in rows("documents", "columns.csv", columns=("field", "column")):
        names[field] = (*names.get(field, ()), fold(column))
    return names


@cache
def pattern(kind: Kind) -> re.Pattern[str]:
    """All patterns of a kind as one, to be matched on a folded line from its start (a suffix: searched).

    A ``line`` or the head of a ``block`` is matched with its ornaments and nothing more; a ``prefix`` and the
    labels of day and source are matched at the start only.
    """
    parts = []
    for row_kind, spelling, _ in rows("documents", "boilerplate.csv", columns=("kind", "pattern", "why")):
        if row_kind not in get_args(Kind):
            raise BadSeed(f"documents/boilerplate.csv: kind {row_kind!r} is none of {', '.join(get_args(Kind))}")
        if re.search(r"\\[A-Z]", spelling):
            raise BadSeed(f"documents/boilerplate.csv: {spelling!r}: folding would turn \\S and the like around")
        if row_kind == kind:
            parts.append(f"(?:{fold(spelling)})")
    union = "|".join(parts)
    try:
        if kind in ("line", "block"):
            return re.compile(rf"{EDGE}(?:{union}){EDGE}$")
        if kind == "suffix":
            return re.compile(rf"(?<!\S)(?:{union})\s*$")
        return re.compile(rf"{EDGE}(?:{union})")
    except re.error as error:
        raise BadSeed(f"documents/boilerplate.csv: a {kind} pattern is no regular expression: {error}") from error
