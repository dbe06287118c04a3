"""The rows of gazetteer and judgements as passages of their files: what a tenure, or who is who, was read from.

Such a file is a text like an article, and its facts are quoted from it in the same way: by offsets in
codepoints, half-open, and the words that stand there.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg import ids
from kg.gazetteer import COLUMNS

Key = tuple[str, ...]  # what a row states, by the cells of these columns

KEYS = {
    "offices.csv": ("person", "office", "of", "title_en", "start"),
    "judgements.csv": ("left", "right", "verdict", "by", "date"),
}
ENTITY = ("id",)  # of all other tables


@dataclass(frozen=True, slots=True)
class Table:
    """A file of rows, as it was read."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A row of a table; ``quote`` is the text from ``begin`` to ``end``, the line end left out."""

    table: Table
    begin: int
    end: int
    quote: str
    citation: str  # where those who wrote the row have it from; of a judgement, who made it
    licence: str  # "" where the file says none


def passages(folder: Path) -> dict[Key, Passage]:
    """Every row of the gazetteer in ``folder``, by the entity or the tenure that it states.

    Of two rows that state the same the first stands. Raises OSError where a file is missing: load the gazetteer first.
    """
    found: dict[Key, Passage] = {}
    for name in sorted(COLUMNS):
        found = {**in_table(name, _read(folder / name)), **found}
    return found


def judgements(path: Path) -> dict[Key, Passage]:
    """Every row of a file of judgements, whatever it is called. Raises OSError where it is missing."""
    return in_table("judgements.csv", _read(path))


def _read(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:  # with its line ends, which offsets count
        return file.read()


def in_table(name: str, text: str) -> dict[Key, Passage]:
    """The rows of one table, by the columns of :data:`KEYS`. Of two that state the same the first stands."""
    table = Table(name, ids.text_hash(text))
    columns = KEYS.get(name, ENTITY)
    found: dict[Key, Passage] = {}
    for record, begin, quote in _rows(text):
        citation = record["by"] if name == "judgements.csv" else record["source"]
        passage = Passage(table, begin, begin + len(quote), quote, citation, record.get("licence", ""))
        found.setdefault(tuple(record[column] for column in columns), passage)
    return found


def _rows(text: str) -> Iterator[tuple[Mapping[str, str], int, str]]:
    """Each record with its first codepoint and its text, the line end left out."""
    starts = [0]
    for line in io.StringIO(text, newline=""):  # as the reader below counts lines
        starts.append(starts[-1] + len(line))
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    assert reader.fieldnames is not None  # read now, so that line_num is the end of it
    begin = starts[reader.line_num]
    for record in reader:
        stretch = text[begin : starts[reader.line_num]]
        yield record, begin, stretch.rstrip("\r\n")
        begin += len(stretch)
