"""Files → :class:`~kg.records.Document`: found, decoded, split into records, taken apart.

    documents = documents.read(["articles/", "more/*.jsonl"], columns={"text": "body"})

What cannot be read comes as a :class:`~kg.errors.SkipDocument` value between the documents, so that
one bad record stops nothing and each is counted.
"""

from __future__ import annotations

import glob
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from kg.documents import article
from kg.documents.encoding import NotText, arabic_letters, decode
from kg.documents.formats import READERS, Raw, check_columns, reader_for
from kg.documents.published import parse
from kg.errors import BadInput, SkipDocument
from kg.ids import digest
from kg.records import Document

__all__ = ["read"]

STDIN = "-"
ARABIC = 0.5  # the share of letters that are Arabic in an Arabic article, names and quotes in Latin included
PERSIAN_LETTERS = frozenset("پچژگٹڈڑں")  # Persian and Urdu have them in every sentence, Arabic in some foreign names
PERSIAN = 0.015


def read(
    paths: Sequence[str],
    *,
    columns: Mapping[str, str] | None = None,
    source: str | None = None,
    published: str | None = None,
    arabic_only: bool = True,
    stdin: BinaryIO | None = None,
) -> Iterator[Document | SkipDocument]:
    """The documents in files, folders (with all folders in them), globs and ``-`` (standard input), by path.

    ``columns`` says which column of CSV and JSON Lines a field is in (``text``, ``id``, ``title``, ``published``,
    ``source``, ``url``, ``retrieved``); fields that it does not name are looked for under common names. ``source`` and
    ``published`` hold for documents whose record does not say and go before what is found in the text.
    ``arabic_only=False`` lets other languages through. ``stdin`` replaces standard input.

    Raises BadInput at the call for a path that does not exist, a glob without match, a folder without
    documents, a day that is no date.
    """
    check_columns(columns or {})
    day = parse(published) if published else None
    if published and day is None:
        raise BadInput(f"published: {published!r} is no date; give it as YYYY-MM-DD")
    files = _find(paths)
    return _read(files, columns or {}, source, day, arabic_only, stdin)


def _find(paths: Sequence[str]) -> list[str]:
    """The files behind the paths, each once, sorted; standard input first."""
    if not paths:
        raise BadInput("no path given")
    found: dict[str, str] = {}
    for path in paths:
        for file in [STDIN] if path == STDIN else _expand(path):
            found.setdefault(STDIN if file == STDIN else str(Path(file).resolve()), file)
    return sorted(found.values(), key=lambda file: (file != STDIN, file))


def _expand(path: str) -> list[str]:
    if Path(path).is_dir():
        return _folder(Path(path))
    if Path(path).exists():
        return [path]
    if not glob.has_magic(path):
        raise BadInput(f"{path}: no such file or folder")
    matches = [Path(match) for match in glob.glob(path, recursive=True)]  # noqa: PTH207 (Path.glob takes no absolute pattern)
    if not matches:
        raise BadInput(f"{path}: no file matches")
    return [str(match) for match in matches if match.is_file()] or [
        file for match in matches for file in _folder(match)
    ]


def _folder(folder: Path) -> list[str]:
    """The files in a folder that are no hidden ones. At least one must have an ending of a known format."""
    files = [file for file in folder.rglob("*") if file.is_file() and not _hidden(file.relative_to(folder))]
    if not any(file.suffix.lower() in READERS for file in files):
        raise BadInput(f"{folder}: no documents in this folder; they end in {', '.join(READERS)}")
    return [str(file) for file in files if file.suffix.lower() in READERS]


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _read(
    files: Sequence[str],
    columns: Mapping[str, str],
    source: str | None,
    published: str | None,
    arabic_only: bool,
    stdin: BinaryIO | None,
) -> Iterator[Document | SkipDocument]:
    taken: set[str] = set()
    for file in files:
        for raw in _records(file, columns, stdin):
            if isinstance(raw, SkipDocument):
                yield raw
            elif unfit := _unfit(raw, arabic_only):
                yield unfit
            else:
                document = _document(raw, file, source, published, taken)
                taken.add(document.id)
                yield document


def _records(file: str, columns: Mapping[str, str], stdin: BinaryIO | None) -> Iterator[Raw | SkipDocument]:
    try:
        data = (stdin or sys.stdin.buffer).read() if file == STDIN else Path(file).read_bytes()
        text = decode(data)
    except OSError as error:
        yield SkipDocument(file, f"cannot be read: {error.strerror}")
    except NotText as error:
        yield SkipDocument(file, str(error))
    else:
        if text.strip():
            yield from reader_for(Path(file).suffix, text)(text, file, columns)
        else:
            yield SkipDocument(file, "the file is empty")


def _unfit(raw: Raw, arabic_only: bool) -> SkipDocument | None:
    letters = sum(char.isalpha() for char in raw.text)
    if not letters:
        return SkipDocument(raw.where, "no letters in the text")
    if not arabic_only:
        return None
    arabic = arabic_letters(raw.text)
    if arabic < ARABIC * letters:
        return SkipDocument(raw.where, f"not Arabic: {arabic} of its {letters} letters are Arabic")
    persian = sum(char in PERSIAN_LETTERS for char in raw.text)
    if persian > PERSIAN * letters:
        return SkipDocument(raw.where, f"not Arabic: {persian} letters of Persian or Urdu among {letters}")
    return None


def _document(raw: Raw, file: str, source: str | None, published: str | None, taken: set[str]) -> Document:
    parts = article.read(raw.text, title=raw.title)
    day = parse(raw.published) if raw.published else None
    return Document(
        id=_free_id(raw, file, taken),
        text=raw.text,
        title=parts.title,
        published=day or published or parts.published,
        source=raw.source or source or parts.source,
        url=raw.url,
        retrieved=parse(raw.retrieved) if raw.retrieved else None,
        path=file,
        body=parts.body,
    )


def _free_id(raw: Raw, file: str, taken: set[str]) -> str:
    """The record's id or the file's stem; with a hash of the text behind it where another document has that id."""
    own = raw.id or ("stdin" if file == STDIN else Path(file).stem)
    if raw.where != file and raw.id is None:
        own = f"{own}-{raw.where.rpartition(':')[2]}"  # a record without id: its line
    options = (own, f"{own}-{digest(raw.text, length=8)}", f"{own}-{digest(raw.text, raw.where, length=8)}")
    return next((option for option in options if option not in taken), options[-1])
