"""Verbs that tell no more than that what their noun tells happened: أجرى محادثات, قوبل بانتقادات."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.arabic import fold
from kg.ontology import folder


@dataclass(frozen=True, slots=True)
class Light:
    """A row of ``light_verbs.csv``: the role of the subject, and the preposition before which the verb is none."""

    role: str  # actor or recipient; object: the parties are its object
    unless: str  # أدى زيارة, but أدى إلى أزمة


def verbs() -> dict[str, Light]:
    """The rows by folded lemma."""
    return _read(folder() / "light_verbs.csv")


@cache
def _read(path: Path) -> dict[str, Light]:
    with path.open(encoding="utf-8", newline="") as file:
        return {fold(row["lemma"]): Light(row["subject"], fold(row["unless"])) for row in csv.DictReader(file)}
