"""The graph folder: what a build keeps, and what it writes for people.

    DIR/
      graph.ttl  graph.html  report.json   replaced as a whole at the end of a build
      store/                               the quads, on disk
      records/ID.jsonl                     what was read in one document, a record a line
      cache/                               annotations by text and models
      settings.json                        what every later command must agree with

A document's records are first written as ``ID.jsonl.pending``, then its graph goes into the store,
then the file gets its name. Whatever kills the process between, the pending files say what to redo.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import quote

from kg import ids
from kg.errors import BadInput
from kg.records import Document, Entity, Event, Mention, Record, Tenure

_KINDS: dict[str, type[Record]] = {kind.__name__: kind for kind in (Document, Mention, Entity, Event, Tenure)}
_PENDING = ".pending"


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one document."""

    document: Document
    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    events: tuple[Event, ...]
    tenures: tuple[Tenure, ...] = ()


@dataclass(frozen=True, slots=True)
class Folder:
    """Paths and records of one graph folder. ``base`` is the prefix of the IRIs in it."""

    path: Path
    base: str

    @property
    def store(self) -> Path:
        return self.path / "store"

    @property
    def cache(self) -> Path:
        return self.path / "cache"

    @property
    def turtle(self) -> Path:
        return self.path / "graph.ttl"

    @property
    def html(self) -> Path:
        return self.path / "graph.html"

    @property
    def report(self) -> Path:
        return self.path / "report.json"

    @classmethod
    def create(cls, path: Path, *, base: str | None = None) -> Folder:
        """The folder at ``path``, made if it is not there. Raises BadInput if it has another base already."""
        if path.exists() and not path.is_dir():
            raise BadInput(f"{path}: is a file; name a folder for the graph with --out")
        if (path / "settings.json").is_file():
            folder = cls.open(path)
            if base not in (None, folder.base):
                raise BadInput(f"{path}: was built with --base {folder.base}; use that, or another folder")
            return folder
        folder = cls(path, base or ids.RESOURCE)
        (path / "records").mkdir(parents=True, exist_ok=True)
        folder._write_settings(None)
        return folder

    @classmethod
    def open(cls, path: Path) -> Folder:
        """The folder of an earlier build. Raises BadInput if there is none at ``path``."""
        return cls(path, _settings(path)["base"])

    def parts(self) -> dict[str, str] | None:
        """The versions of what read all the documents, {} if they were read by several, None before the first."""
        parts: dict[str, str] | None = _settings(self.path)["parts"]
        return parts

    def note_parts(self, parts: Mapping[str, str]) -> None:
        """Say what read the documents of this folder; an empty mapping while that is mixed."""
        self._write_settings(dict(parts))

    def _write_settings(self, parts: dict[str, str] | None) -> None:
        with replacing(self.path / "settings.json") as new:
            new.write_text(json.dumps({"base": self.base, "parts": parts}, indent=1) + "\n", encoding="utf-8")

    def readings(self) -> Iterator[Reading]:
        """What was read in each document, in order of their file names."""
        for path in self._files("*.jsonl"):
            yield _load(path)

    def documents(self) -> Iterator[Document]:
        """The documents alone, without parsing the rest."""
        for path in self._files("*.jsonl"):
            with path.open(encoding="utf-8") as stream:
                record = _record(path, 1, stream.readline())
            if isinstance(record, Document):
                yield record

    def reading(self, doc_id: str) -> Reading:
        """What was read in one document. Raises BadInput if it is not in the folder."""
        path = self._file(doc_id)
        if not path.is_file():
            raise BadInput(f"{path}: no such document in this graph")
        return _load(path)

    def pending(self) -> Iterator[Reading]:
        """What an interrupted build left between its files and the store."""
        for path in self._files(f"*.jsonl{_PENDING}"):
            yield _load(path)

    def write_pending(self, reading: Reading) -> None:
        """Note the records of a document, before its graph goes into the store."""
        path = self._file(reading.document.id)
        found = (reading.mentions, reading.entities, reading.events, reading.tenures)
        records: Iterable[Record] = (reading.document, *chain.from_iterable(found))
        with replacing(path.with_name(path.name + _PENDING)) as new, new.open("w", encoding="utf-8") as stream:
            for record in records:
                stream.write(f'{{"{type(record).__name__}": {record.to_json()}}}\n')

    def settle(self, doc_id: str) -> None:
        """Say that the graph of the document is in the store."""
        path = self._file(doc_id)
        path.with_name(path.name + _PENDING).replace(path)

    def _files(self, pattern: str) -> list[Path]:
        return sorted((self.path / "records").glob(pattern))

    def _file(self, doc_id: str) -> Path:
        name = quote(doc_id, safe="")
        if len(name) > 200:  # file systems stop at 255 bytes
            name = f"{name[:180]}-{ids.digest(doc_id)}"
        return self.path / "records" / f"{name}.jsonl"


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A path to write to, which takes the place of ``path`` when the block ends well: all or nothing."""
    new = path.with_name(f"{path.name}.new")
    try:
        yield new
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def _settings(path: Path) -> dict[str, Any]:
    try:
        settings: dict[str, Any] = json.loads((path / "settings.json").read_text(encoding="utf-8"))
        if settings.keys() != {"base", "parts"}:
            raise ValueError("expected base and parts")
        return settings
    except (FileNotFoundError, NotADirectoryError):
        raise BadInput(f"{path}: no graph here; build one with: kg build PATH --out {path}") from None
    except (ValueError, AttributeError) as error:
        raise BadInput(f"{path / 'settings.json'}: malformed ({error}); build anew in another folder") from error


def _load(path: Path) -> Reading:
    with path.open(encoding="utf-8") as stream:
        records = [_record(path, number, line) for number, line in enumerate(stream, 1)]
    if not records or not isinstance(records[0], Document):
        raise BadInput(f"{path}:1: expected a Document; delete this file and build again")
    return Reading(
        document=records[0],
        mentions=tuple(record for record in records if isinstance(record, Mention)),
        entities=tuple(record for record in records if isinstance(record, Entity)),
        events=tuple(record for record in records if isinstance(record, Event)),
        tenures=tuple(record for record in records if isinstance(record, Tenure)),
    )


def _record(path: Path, number: int, line: str) -> Record:
    try:
        ((kind, value),) = json.loads(line).items()
        return _KINDS[kind].from_json(json.dumps(value))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BadInput(f"{path}:{number}: not a record ({error}); delete this file and build again") from error
