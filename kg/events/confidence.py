"""How likely a telling is right: the trust in how its participants were reached, calibrated on annotated articles.

A logistic model of few features, so that ``--min-confidence 0.8`` keeps tellings of which four in five are right:
events of that type with at least half of their participants. Its weights are the rows of ``ontology/confidence.csv``,
which ``tests/benchmarks/calibrate.py`` fits and tests by leaving out one article after the other.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kg.errors import BadSeed
from kg.ontology import folder
from kg.records import Event

Weights = Mapping[str, float]


def features(event: Event) -> dict[str, float]:
    """What is known of a telling before it is calibrated: its ``confidence`` is then the trust in its participants, its
    ``rule`` names the pattern, the kind of word and how the actor was reached (``travel-noun:governor``)."""
    pattern, _, rest = event.rule.partition("-")
    word, _, how = rest.partition(":")
    return {
        "constant": 1.0,
        "trust": event.confidence,
        f"pattern {pattern}": 1.0,
        f"word {word}": 1.0,
        f"how {how}": 1.0,
        "two or more": float(len(event.actors) + len(event.recipients) > 1),
    }


def calibrated(event: Event, weights: Weights) -> float:
    """The share of tellings like this that are right, from 0 to 1, two digits."""
    total = sum(weights.get(name, 0.0) * value for name, value in features(event).items())
    return round(1 / (1 + math.exp(-total)), 2)


@cache
def load(path: Path | None = None) -> Weights:
    """The weights by feature. Raises BadSeed."""
    path = path or folder() / "confidence.csv"
    with path.open(encoding="utf-8", newline="") as file:
        try:
            return {row["feature"]: float(row["weight"]) for row in csv.DictReader(file)}
        except (KeyError, ValueError) as error:
            raise BadSeed(f"{path}: expected the columns feature and weight, a number: {error}") from error
