"""What people decided about two entities that may be one: ``seeds/judgements.csv``, a row a decision.

``left`` and ``right`` are ids (``person/Q7747``) or, for entities known by their name only, kind and name
(``person/سامي الخطيب``). Nothing that was read is rewritten: every build replays the rows.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from datetime import date
from pathlib import Path

from kg import ids
from kg.arabic import fold
from kg.errors import BadSeed

COLUMNS = ("left", "right", "verdict", "by", "date", "reason")
VERDICTS = ("same", "different", "unsure")


@dataclass(frozen=True, slots=True)
class Judgement:
    """One row, as it stands in the file."""

    left: str
    right: str
    verdict: str  # one of VERDICTS
    by: str
    date: str  # ISO day
    reason: str

    @property
    def pair(self) -> frozenset[str]:
        return frozenset((resolved(self.left), resolved(self.right)))


def resolved(side: str) -> str:
    """The id that a side of a judgement means: itself, or the provisional id of kind and name."""
    kind, _, key = side.partition("/")
    return side if key.isascii() else ids.provisional(kind, fold(key))


class Judgements:
    """All decisions, checked against each other."""

    def __init__(self, rows: Iterable[Judgement] = (), *, where: str = "judgements") -> None:
        """Raises BadSeed if what is the same by some rows is different by another, or two rows of the gazetteer are
        called the same. Of two rows on one pair the later counts."""
        self.rows = tuple(rows)
        self.version = hashlib.sha256(repr([astuple(row) for row in self.rows]).encode("utf-8")).hexdigest()
        self._by_pair = {row.pair: row for row in self.rows}
        self._names = {resolved(side): side.partition("/")[2] for row in self.rows for side in (row.left, row.right)
                       if resolved(side) != side}  # fmt: skip
        self._classes: dict[str, frozenset[str]] = {}
        for row in self._by_pair.values():
            if row.verdict == "same":
                members = frozenset().union(*(self._classes.get(id, frozenset((id,))) for id in row.pair))
                self._classes.update(dict.fromkeys(members, members))
        for row in self._by_pair.values():
            if row.verdict == "different" and row.pair <= self._classes.get(min(row.pair), frozenset()):
                raise BadSeed(
                    f"{where}: {row.left} and {row.right} are different by {row.by}, {row.date}, but other rows make "
                    f"them one; change one of those"
                )
        for members in self._classes.values():
            known = sorted(id for id in members if not _provisional(id))
            if len(known) > 1:
                raise BadSeed(
                    f"{where}: {known[0]} and {known[1]} have a row in the gazetteer each; make them one there"
                )

    def verdict(self, one: str, other: str) -> str | None:
        """What was decided on two ids, None if nothing was."""
        if one != other and other in self._classes.get(one, ()):
            return "same"
        row = self._by_pair.get(frozenset((one, other)))
        return row.verdict if row else None

    def canonical(self, id: str) -> str:
        """The id that stands for all that are the same as ``id``: that of the gazetteer if there is one."""
        return min(self._classes.get(id, (id,)), key=lambda one: (_provisional(one), one))

    def name(self, id: str) -> str | None:
        """The name by which a row calls an entity without a row in the gazetteer."""
        return self._names.get(id)


def _provisional(id: str) -> bool:
    return id.partition("/")[2].startswith("x-")


def default_file() -> Path:
    """Where the decisions lie: inside an installed package, else in the source checkout."""
    packaged = Path(__file__).parent / "data" / "judgements.csv"
    return packaged if packaged.is_file() else Path(__file__).parents[1] / "seeds" / "judgements.csv"


def load(path: Path | None = None) -> Judgements:
    """Read a file, by default the one that came with the package. Raises BadSeed, with file and line, on a missing
    file or column, an unknown verdict, a missing author or a malformed date, and on rows that contradict each other."""
    path = path or default_file()
    return Judgements(_read(path), where=str(path))


def _read(path: Path) -> Iterator[Judgement]:
    if not path.is_file():
        raise BadSeed(f"{path}: no such file; make one with the line {','.join(COLUMNS)}")
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise BadSeed(f"{path}: expected the columns {', '.join(COLUMNS)}")
        try:
            for cells in reader:
                row = Judgement(**cells)
                if row.verdict not in VERDICTS:
                    raise ValueError(f"verdict {row.verdict!r} is none of {', '.join(VERDICTS)}")
                if len(row.pair) < 2 or not all(id.partition("/")[2] for id in row.pair):
                    raise ValueError("left and right must be two different ids")
                if not row.by:
                    raise ValueError("by is empty: say who decided")
                date.fromisoformat(row.date)
                yield row
        except (csv.Error, TypeError, ValueError, UnicodeDecodeError) as error:
            raise BadSeed(f"{path}, line {reader.line_num}: {error}") from error


def append(path: Path, judgement: Judgement) -> None:
    """Add a row at the end of a file, made if it is not there."""
    fresh = not path.is_file()
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        if fresh:
            writer.writerow(COLUMNS)
        writer.writerow(astuple(judgement))
