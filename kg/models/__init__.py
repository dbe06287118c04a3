"""The models in the package: where they lie, whether they are whole, how they are loaded.

``manifest.json`` beside this file has a row for each file: task, sha256, bytes, data and licence,
training command, scores on held-out data. ``cards/`` has a page for each model (:mod:`.card`),
``docs/models.md`` tells how they were made.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import BadModel

FOLDER = Path(__file__).parent / "ar"
MANIFEST = Path(__file__).parent / "manifest.json"
TASKS = ("tokenize", "pos", "lemma", "depparse", "ner")
ENCODER = "diplomatic-kg-encoder"  # the name by which the packed models ask for the shared encoder
ADVICE = "reinstall diplomatic-kg, or restore the file from the repository (git checkout -- kg/models)"


@dataclass(frozen=True, slots=True)
class Score:
    """A measure in percent on a data set, with the 95 % bootstrap interval."""

    task: str
    measure: str
    data: str
    value: float
    low: float
    high: float
    sentences: int


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A row of the manifest; ``scores`` are those of the model on data that it was not trained on."""

    task: str
    file: str
    sha256: str
    bytes: int
    data: tuple[str, ...]
    licence: str
    command: str
    scores: tuple[Score, ...]


@cache
def manifest() -> tuple[ModelFile, ...]:
    """The rows of the manifest, in file order. Raises BadModel when it is missing or malformed."""
    try:
        rows = json.loads(MANIFEST.read_text(encoding="utf-8"))["files"]
        return tuple(_row(row) for row in rows)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadModel(f"{MANIFEST.name}: {error}; {ADVICE}") from error


def _row(row: dict[str, Any]) -> ModelFile:
    scores = tuple(Score(task=row["task"], **score) for score in row["scores"])
    return ModelFile(**{**row, "data": tuple(row["data"]), "scores": scores})


def sha256(path: Path) -> str:
    """The hexadecimal SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def verify() -> tuple[str, ...]:
    """What is wrong with the bundled files, one line each; empty when all is well."""
    problems = []
    for row in manifest():
        path = FOLDER / row.file
        if not path.is_file():
            problems.append(f"{row.file}: missing; {ADVICE}")
        elif path.stat().st_size != row.bytes or sha256(path) != row.sha256:
            problems.append(f"{row.file}: does not match its checksum; {ADVICE}")
    return tuple(problems)


def require() -> None:
    """Raise BadModel, naming the first file that is missing or corrupt."""
    problems = verify()
    if problems:
        raise BadModel(problems[0])


def version() -> str:
    """A hash of the checksums of all files: the same models give the same version."""
    joined = "\n".join(sorted(row.sha256 for row in manifest()))
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()[:12]
