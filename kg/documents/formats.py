"""Files → what they say of each document, by the ending of the file's name; what has none is known by its content.

A reader takes the decoded text of a file and yields, in order, a :class:`Raw` for each document in it or a
:class:`SkipDocument` that says which record is left out and why.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from kg.arabic import fold
from kg.documents.tables import synonyms
from kg.documents.web import extract
from kg.errors import BadInput, SkipDocument

FIELDS = ("text", "id", "title", "published", "source", "url", "retrieved")


@dataclass(frozen=True, slots=True)
class Raw:
    """A document as its file gives it; None where the file does not say. ``where`` is the file or its record."""

    where: str
    text: str
    id: str | None = None
    title: str | None = None
    published: str | None = None
    source: str | None = None
    url: str | None = None
    retrieved: str | None = None


Columns = Mapping[str, str]
Reader = Callable[[str, str, Columns], Iterator[Raw | SkipDocument]]


def check_columns(columns: Columns) -> None:
    """Raise BadInput if the mapping names a field that documents do not have."""
    for field in columns:
        if field not in FIELDS:
            raise BadInput(f"columns: no field {field!r}; the fields are {', '.join(FIELDS)}")


def reader_for(suffix: str, text: str) -> Reader:
    """The reader for a file's ending; other files are known by how they begin."""
    if suffix.lower() in READERS:
        return READERS[suffix.lower()]
    start = text.lstrip()[:200].lower()
    if start.startswith(("<!doctype html", "<html", "<head", "<body", "<?xml")):
        return read_html
    return read_jsonl if start.startswith("{") else read_text


def read_text(text: str, where: str, columns: Columns) -> Iterator[Raw | SkipDocument]:
    """The whole file is one document."""
    del columns
    yield Raw(where, text)


def read_html(text: str, where: str, columns: Columns) -> Iterator[Raw | SkipDocument]:
    """The page is one document, its text what trafilatura takes for the article."""
    del columns
    page = extract(text)
    if page is None:
        yield SkipDocument(where, "no article found in the page")
    else:
        yield Raw(where, page.text, title=page.title, published=page.published, source=page.source, url=page.url)


def read_jsonl(text: str, where: str, columns: Columns) -> Iterator[Raw | SkipDocument]:
    """A JSON object a line. Blank lines are passed over."""
    for number, line in enumerate(text.split("\n"), start=1):  # not splitlines: JSON may hold U+2028
        if not line.strip():
            continue
        place = f"{where}:{number}"
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            yield SkipDocument(place, f"broken JSON: {error.msg} at column {error.colno}")
            continue
        if isinstance(record, dict):
            yield _record(place, record, columns)
        else:
            yield SkipDocument(place, "a JSON object is expected on each line")


def read_csv(text: str, where: str, columns: Columns) -> Iterator[Raw | SkipDocument]:
    """A record a row, under a row of names; split at whichever of comma, semicolon, tab or bar is most in that row."""
    header = text.lstrip("\r\n").partition("\n")[0]
    table = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t|", key=header.count), strict=True)
    names: list[str] = []
    begin = 1
    try:
        for row in table:
            place, begin = f"{where}:{begin}", table.line_num + 1
            if not row:
                continue
            if not names:
                names = [name.strip() for name in row]
                missing = sorted(set(columns.values()) - set(names))
                if missing:
                    yield SkipDocument(where, f"no column {missing[0]!r}; its columns are {', '.join(names)}")
                    return
            elif len(row) != len(names):
                yield SkipDocument(place, f"{len(row)} columns where {len(names)} are expected")
            else:
                yield _record(place, dict(zip(names, row, strict=True)), columns)
    except csv.Error as error:
        yield SkipDocument(f"{where}:{begin}", f"broken CSV, the rest of the file is left out: {error}")


def _record(where: str, record: Mapping[str, object], columns: Columns) -> Raw | SkipDocument:
    known = {fold(name): name for name in record}
    values: dict[str, str | None] = {}
    for field in FIELDS:
        names = [columns[field]] if field in columns else [known[name] for name in synonyms()[field] if name in known]
        given = (str(record[name]) for name in names if isinstance(record.get(name), str | int))
        values[field] = next((value for value in given if value.strip()), None)
    text = values.pop("text")
    if text is None:
        looked_for = columns.get("text") or ", ".join(synonyms()["text"])
        return SkipDocument(where, f"no text (looked for {looked_for}; name the column with --columns text=...)")
    return Raw(where, text, **{field: value.strip() for field, value in values.items() if value})


READERS: Mapping[str, Reader] = {
    ".txt": read_text,
    ".text": read_text,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".csv": read_csv,
    ".tsv": read_csv,
}
