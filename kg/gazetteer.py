"""The gazetteer: what is known of states, organisations, people, offices and places before a text is read.

Rows live in ``seeds/gazetteer/*.csv``; a fact is added or mended there, never here. Spellings compare
by :func:`kg.arabic.fold`; words given to the lookups below may be folded or not, but the scan
(:meth:`Gazetteer.matches`) expects folded ones, because its caller folds a sentence once.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from pathlib import Path

from kg.arabic import fold
from kg.edtf import bounds
from kg.errors import BadSeed

ROW = ("id", "wikidata", "name_ar", "name_en", "variants_ar", "ambiguous_ar", "source", "licence")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "states.csv": (*ROW, "iso2", "iso3", "adjectives_ar", "capital_ar", "metonyms_ar", "un_member"),
    "organizations.csv": (*ROW, "kind", "type", "state"),
    "people.csv": (*ROW, "family_ar", "state", "gender"),
    "places.csv": (*ROW, "state"),
    "offices.csv": ("person", "office", "title_ar", "title_en", "of", "start", "end", "source", "licence"),
}
TYPES = {"states.csv": "State", "people.csv": "Person", "places.csv": "Place"}  # organisations say it themselves
RANK = ("State", "Organization", "Group", "Treaty", "Person", "Place")  # order of rows that share a name
SINGLE = frozenset({"head_of_state", "head_of_government", "foreign_minister", "defence_minister"})
OFFICES = SINGLE | {"organization_head", "other"}
WIKIDATA = re.compile(r"(Q[1-9]\d*)?")
EDTF = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")

Record = dict[str, str]
Spelling = tuple[str, ...]  # a folded name, word by word


@dataclass(frozen=True, slots=True)
class Row:
    """Someone or something with a name. ``state`` is the ISO 3166 alpha-3 of the state it is, belongs to or
    serves, "" if none; ``names`` are all names by which a text may call it, ``name_ar`` first."""

    id: str
    type: str  # Person, State, Organization, Place, Treaty, Group
    wikidata: str
    name_ar: str
    name_en: str
    state: str
    names: tuple[str, ...]
    short: tuple[str, ...] = ()  # those of ``names`` that others bear as well: family names, metonyms
    gender: str = ""  # m, f or unknown


@dataclass(frozen=True, slots=True)
class Tenure:
    """A person's time in an office of a state or organisation; ``end`` is "" while it lasts."""

    person: str
    office: str  # one of OFFICES
    title_ar: str
    title_en: str
    of: str
    start: str  # EDTF: a year, a month or a day
    end: str

    def covers(self, day: str) -> bool:
        """Whether the tenure may include an ISO day. A bare year of change counts for both holders."""
        return self.start <= day[: len(self.start)] and (not self.end or day[: len(self.end)] <= self.end)

    def overlaps(self, other: Tenure) -> bool:
        """Whether both certainly hold at one time, however the parts left open by EDTF are read."""
        return all(
            not one.end or _latest(two.start) < _earliest(one.end) for one, two in ((self, other), (other, self))
        )


class Gazetteer:
    """Rows and tenures with the indexes that the stages look names up in. Never changes once loaded."""

    def __init__(
        self,
        *,
        rows: Iterable[Row],
        tenures: Iterable[Tenure],
        adjectives: Mapping[str, str | None],
        capitals: Mapping[str, str],
        ambiguous: Iterable[str],
        version: str,
    ) -> None:
        """``adjectives`` and ``capitals`` lead from folded spellings to ids of states, or None where two share one."""
        self.rows = tuple(sorted(rows, key=lambda row: row.id))
        self.tenures = tuple(
            sorted(tenures, key=lambda tenure: (tenure.of, tenure.office, tenure.start, tenure.person))
        )
        self.version = version  # sha256 over the files
        self._by_id = {row.id: row for row in self.rows}
        self._adjectives = dict(adjectives)
        self._capitals = dict(capitals)
        self._ambiguous = frozenset(ambiguous)
        named: dict[Spelling, list[tuple[bool, int, Row]]] = {}
        for row in self.rows:
            shared = {spelling for name in row.short for spelling in spellings(name)}
            for spelling in {spelling for name in row.names for spelling in spellings(name)}:
                named.setdefault(spelling, []).append((spelling in shared, RANK.index(row.type), row))
        self._named: dict[Spelling, tuple[Row, ...]] = {}
        longest: dict[str, int] = {}
        for spelling, found in named.items():
            found.sort(key=lambda entry: (entry[0], entry[1], entry[2].id))
            self._named[spelling] = tuple(row for _, _, row in found)
            longest[spelling[0]] = max(longest.get(spelling[0], 0), len(spelling))
        self._longest = longest  # words in the longest name that begins with a word

    @classmethod
    def load(cls, folder: Path | None = None) -> Gazetteer:
        """Read the five files of a folder, by default those that came with the package.

        Raises BadSeed, with file and line, on a missing file or column, an empty source, a duplicate id,
        a state, person or organisation that no row has, a malformed QID or date.
        """
        return _load(folder or default_folder())

    def row(self, id: str) -> Row:
        """The row with an id; KeyError if there is none."""
        return self._by_id[id]

    def find(self, name: str) -> tuple[Row, ...]:
        """The rows that bear a name, best first: full names before family names, states before people."""
        return self._named.get(tuple(fold(name).split()), ())

    def matches(self, words: Sequence[str]) -> Iterator[tuple[int, int, tuple[Row, ...]]]:
        """Names in a row of folded words, leftmost and longest first, as half-open ``(begin, end, rows)``."""
        begin = 0
        while begin < len(words):
            longest = min(self._longest.get(words[begin], 0), len(words) - begin)
            for end in range(begin + longest, begin, -1):
                rows = self._named.get(tuple(words[begin:end]))
                if rows:
                    yield begin, end, rows
                    begin = end
                    break
            else:
                begin += 1

    @cached_property
    def given(self) -> frozenset[str]:
        """The folded given names of people: the first words of names of more than one word."""
        names = (fold(name).split() for row in self.rows if row.type == "Person" for name in row.names)
        return frozenset(words[0] for words in names if len(words) > 1 and len(words[0]) > 2)

    def adjective(self, word: str) -> str | None:
        """The state that a nationality adjective points to, in any gender, number, case, with or without article.

        Compounds are looked up whole (``الكوري الجنوبي``); None where two states share the word (``الكوري``).
        """
        return self._adjectives.get(fold(word))

    def plain(self, word: str) -> bool:
        """Whether a nationality adjective is the name of its state as well, and a common word (``مالي``, financial),
        so that it speaks of the state only where that is named too."""
        state = self.adjective(word)
        if state is None or not self.ambiguous(self._by_id[state].name_ar):
            return False
        return self.adjective(self._by_id[state].name_ar) == state

    def capital_state(self, name: str) -> str | None:
        """The id of the state for which a capital, by any of its names, can stand."""
        return self._capitals.get(fold(name))

    def ambiguous(self, name: str) -> bool:
        """Whether a form is also a common word or a common name, so that it needs support from elsewhere."""
        return fold(name) in self._ambiguous

    def holders(self, office: str, of: str, day: str) -> tuple[Row, ...]:
        """Who held an office of a state or organisation (by id) on an ISO day, the latest comer first."""
        held = [tenure for tenure in self.tenures if (tenure.office, tenure.of) == (office, of) and tenure.covers(day)]
        latest = sorted(held, key=lambda tenure: (tenure.start, tenure.person), reverse=True)
        return tuple(self._by_id[person] for person in dict.fromkeys(tenure.person for tenure in latest))


def default_folder() -> Path:
    """Where the files lie: inside an installed package, else in the source checkout."""
    packaged = Path(__file__).parent / "data" / "gazetteer"
    return packaged if packaged.is_dir() else Path(__file__).parents[1] / "seeds" / "gazetteer"


def problems(gazetteer: Gazetteer, *, common: Collection[str] = ()) -> list[str]:
    """What the loader lets pass but a curator should look at: one line each, sorted.

    Names that two share, offices of one held by two at once, tenures that end before they begin, and names that are
    one of the ``common`` words (folded) without being marked as ambiguous.
    """
    found = []
    people: dict[str, list[str]] = {}
    states: dict[str, list[str]] = {}
    items: dict[str, list[str]] = {}
    for row in gazetteer.rows:
        owners = {"Person": people, "State": states}.get(row.type)
        for name in {fold(name) for name in row.names if name not in row.short}:
            if owners is not None:
                owners.setdefault(name, []).append(row.id)
        for name in row.names:
            if fold(name) in common and not gazetteer.ambiguous(name):
                found.append(f"{name!r} of {row.id} is a common word; add it to ambiguous_ar")
        if row.wikidata:
            items.setdefault(row.wikidata, []).append(row.id)
    for label, owners in (("full name", people), ("name of states", states), ("QID", items)):
        for name, ids in owners.items():
            if len(ids) > 1 and not gazetteer.ambiguous(name):
                found.append(f"{label} {name!r} is shared by {', '.join(sorted(ids))}")
    seats: dict[tuple[str, str], list[Tenure]] = {}
    for tenure in gazetteer.tenures:
        for date in filter(None, (tenure.start, tenure.end)):
            if not _exists(date):
                found.append(f"{tenure.person} in {tenure.office} of {tenure.of}: there is no {date}")
        if tenure.end and _latest(tenure.end) < _earliest(tenure.start):
            found.append(
                f"{tenure.person} leaves {tenure.office} of {tenure.of} before coming: {tenure.start}/{tenure.end}"
            )
        if tenure.office in SINGLE:
            seats.setdefault((tenure.of, tenure.office), []).append(tenure)
    for (of, office), tenures in seats.items():
        for one, other in combinations(tenures, 2):
            if one.overlaps(other):
                found.append(f"{office} of {of} is held at once by {one.person} and {other.person}")
    return sorted(found)


def spellings(name: str) -> set[Spelling]:
    """A name as rows of folded words; a hyphen may stand inside a word, alone, or be left out."""
    folded = fold(name)
    return {tuple(folded.replace("-", stand_in).split()) for stand_in in ("-", " - ", " ")}


def inflected(adjective: str) -> set[str]:
    """The folded forms of a nationality adjective that stands in masculine, feminine or plural without article.

    Endings are added to every word of a compound: ``كوري شمالي`` gives ``الكوريين الشماليين``.
    """
    words = [_endings(word) for word in fold(adjective).split()]
    forms = [" ".join(form) for form in zip(*words, strict=True)] if len({len(word) for word in words}) == 1 else []
    forms.append(fold(adjective))
    return {*forms, *(" ".join(f"ال{word}" for word in form.split()) for form in forms)}


def _endings(word: str) -> list[str]:
    if word.endswith("ي"):
        return [word + ending for ending in ("", "ان", "ين", "ون")]
    if word.endswith("ه"):
        return [word, *(word[:-1] + ending for ending in ("تان", "تين", "ات"))]
    if word.endswith("ون"):
        return [word, word[:-2] + "ين"]
    return [word]


def _load(folder: Path) -> Gazetteer:
    tables = {file: _read(folder / file, columns) for file, columns in COLUMNS.items()}
    codes = {record["iso3"] for record in tables["states.csv"]}
    rows: dict[str, Row] = {}
    ambiguous: set[str] = set()
    for file, records in tables.items():
        if file == "offices.csv":
            continue
        for line, record in enumerate(records, start=2):
            row = _row(record, TYPES.get(file) or record["type"], f"{folder / file}, line {line}")
            if row.id in rows:
                raise BadSeed(f"{folder / file}, line {line}: id {row.id!r} stands twice; keep one row")
            if row.state and row.state not in codes:
                raise BadSeed(f"{folder / file}, line {line}: state {row.state!r} has no row in states.csv")
            rows[row.id] = row
            endings = set(_parts(record.get("adjectives_ar", "")))
            for form in _parts(record["ambiguous_ar"]):
                ambiguous.update(inflected(form) if form in endings else {fold(form)})
    adjectives: dict[str, str | None] = {}
    capitals: dict[str, str] = {}
    for record in tables["states.csv"]:
        for form in {form for adjective in _parts(record["adjectives_ar"]) for form in inflected(adjective)}:
            adjectives[form] = record["id"] if adjectives.get(form, record["id"]) == record["id"] else None
        for capital in _parts(record["capital_ar"]):
            capitals[fold(capital)] = record["id"]
    for row in rows.values():  # a place that bears a capital's name lends it its other names
        if row.type == "Place" and any(capitals.get(fold(name)) == f"state/{row.state}" for name in row.names):
            for name in row.names:
                capitals.setdefault(fold(name), f"state/{row.state}")
    tenures = []
    for line, record in enumerate(tables["offices.csv"], start=2):
        tenures.append(_tenure(record, rows, f"{folder / 'offices.csv'}, line {line}"))
    digest = hashlib.sha256()
    for file in sorted(COLUMNS):
        digest.update(file.encode("utf-8") + b"\0" + (folder / file).read_bytes() + b"\0")
    return Gazetteer(
        rows=rows.values(),
        tenures=tenures,
        adjectives=adjectives,
        capitals=capitals,
        ambiguous=ambiguous,
        version=digest.hexdigest(),
    )


def _read(path: Path, columns: Sequence[str]) -> list[Record]:
    if not path.is_file():
        raise BadSeed(f"{path}: no such file; the gazetteer needs {', '.join(sorted(COLUMNS))}")
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        missing = [column for column in columns if column not in (reader.fieldnames or ())]
        if missing:
            raise BadSeed(f"{path}: column {missing[0]!r} is missing")
        records = []
        try:
            for record in reader:
                if None in record or None in record.values():
                    raise BadSeed(f"{path}, line {reader.line_num}: expected {len(reader.fieldnames or ())} cells")
                if not record["source"] or not record["licence"]:
                    raise BadSeed(f"{path}, line {reader.line_num}: every row names its source and licence")
                records.append(record)
        except (csv.Error, UnicodeDecodeError) as error:
            raise BadSeed(f"{path}, line {reader.line_num + 1}: not readable as CSV in UTF-8: {error}") from error
    return records


def _row(record: Record, type: str, where: str) -> Row:
    if type not in RANK:
        raise BadSeed(f"{where}: type {type!r} is none of {', '.join(RANK)}")
    if not record["id"] or not record["name_ar"]:
        raise BadSeed(f"{where}: a row needs id and name_ar")
    if not WIKIDATA.fullmatch(record["wikidata"]):
        raise BadSeed(f"{where}: wikidata {record['wikidata']!r} is not of the form Q123")
    short = (*_parts(record.get("family_ar", "")), *_parts(record.get("metonyms_ar", "")))
    return Row(
        id=record["id"],
        type=type,
        wikidata=record["wikidata"],
        name_ar=record["name_ar"],
        name_en=record["name_en"],
        state=record.get("iso3", record.get("state", "")),
        names=tuple(dict.fromkeys((record["name_ar"], *_parts(record["variants_ar"]), *short))),
        short=tuple(name for name in short if name != record["name_ar"]),
        gender=record.get("gender", ""),
    )


def _tenure(record: Record, rows: Mapping[str, Row], where: str) -> Tenure:
    for column in ("person", "of"):
        if record[column] not in rows:
            raise BadSeed(f"{where}: {column} {record[column]!r} has no row")
    if record["office"] not in OFFICES:
        raise BadSeed(f"{where}: office {record['office']!r} is none of {', '.join(sorted(OFFICES))}")
    for column in ("start", "end"):
        if not EDTF.fullmatch(record[column]) and not (column == "end" and not record[column]):
            raise BadSeed(f"{where}: {column} {record[column]!r} is not YYYY, YYYY-MM or YYYY-MM-DD")
    return Tenure(
        person=record["person"],
        office=record["office"],
        title_ar=record["title_ar"],
        title_en=record["title_en"],
        of=record["of"],
        start=record["start"],
        end=record["end"],
    )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


def _exists(date: str) -> bool:
    """Whether an EDTF date is one of the calendar."""
    try:
        bounds(date)
    except ValueError:
        return False
    return True


def _earliest(date: str) -> str:
    """The first day that an EDTF date may mean, as ISO."""
    return date + "-01-01"[len(date) - 4 :]


def _latest(date: str) -> str:
    """The last day that an EDTF date may mean; a month is given 31 days, which keeps the order."""
    return date + "-12-31"[len(date) - 4 :]
