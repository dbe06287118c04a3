"""Draws the articles of the second gold set: a fixed random order, decided before any was read.

The order is that of SHA-256 over a salt and the record's id: anyone can repeat it, on any version of
Python. A record that tells nearly the same text as an earlier draw is skipped; nothing else is.

    python tests/gold/draw.py ../shared/data/news/diplomatic.jsonl
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

SALT = "diplomatic-kg, second gold set"
SIZE = 15
NEAR = 0.3  # share of five-word runs, of the shorter text, from which two records count as one article


def order(record: dict[str, str]) -> str:
    return hashlib.sha256(f"{SALT}:{record['id']}".encode()).hexdigest()


def runs(text: str) -> frozenset[tuple[str, ...]]:
    words = text.split()
    return frozenset(tuple(words[i : i + 5]) for i in range(max(1, len(words) - 4)))


def draw(records: Iterable[dict[str, str]]) -> Iterator[tuple[dict[str, str], str | None]]:
    """Records in drawing order, each with the id of the earlier draw that it nearly repeats, if any."""
    drawn: list[tuple[str, frozenset[tuple[str, ...]]]] = []
    for record in sorted(records, key=order):
        own = runs(record["text"])
        twin = next((i for i, other in drawn if len(own & other) >= NEAR * min(len(own), len(other))), None)
        yield record, twin
        if twin is None:
            drawn.append((record["id"], own))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path, help="the JSON Lines file to draw from")
    parser.add_argument("--size", type=int, default=SIZE, help=f"how many articles (default {SIZE})")
    options = parser.parse_args()
    with options.articles.open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    taken = 0
    for record, twin in draw(records):
        print(record["id"], record["published"], record["source"], *([f"skipped: repeats {twin}"] if twin else ()))
        taken += twin is None
        if taken == options.size:
            break


if __name__ == "__main__":
    main()
