"""The articles under seeds/documents: complete, dated, and our own words."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = ROOT / "seeds" / "documents"
SHARED = ROOT.parent / "shared"  # articles of others; not part of the repository
COLUMNS = ["file", "title", "date", "subject", "source_of_facts", "licence"]
RUN = 7  # as many words in a row may not be shared with an article of others

_WORD = re.compile(r"[\u0621-\u064A]+")
_MARKS = re.compile(r"[\u064B-\u0652\u0640]")  # vowel signs and tatweel

FILES = sorted(DOCUMENTS.glob("*.txt"))


def words(text: str) -> list[str]:
    return _WORD.findall(_MARKS.sub("", text))


def runs(text: str) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[begin : begin + RUN]) for begin in range(len(found) - RUN + 1)}


def manifest() -> list[dict[str, str]]:
    with (DOCUMENTS / "manifest.csv").open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        assert reader.fieldnames == COLUMNS
        return list(reader)


def articles_of_others() -> Iterator[str]:
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        yield path.read_text(encoding="utf-8")
    with (SHARED / "data" / "news" / "diplomatic.jsonl").open(encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)["text"]


def test_manifest_lists_each_file_once_in_order() -> None:
    assert len(FILES) >= 12
    assert [row["file"] for row in manifest()] == [path.name for path in FILES]


def test_rows_are_complete_and_free() -> None:
    for row in manifest():
        assert all(row[column].strip() for column in COLUMNS), row
        assert row["licence"] == "CC0-1.0"


def test_dates_are_days_that_the_article_shows() -> None:
    for row in manifest():
        day = date.fromisoformat(row["date"])
        second = [line for line in (DOCUMENTS / row["file"]).read_text(encoding="utf-8").splitlines() if line][1]
        numbers = {int(number) for number in re.findall(r"\d+", second)}  # int() reads Arabic-Indic digits too
        assert {day.year, day.day} <= numbers, f"{row['file']}: {second}"


def test_titles_are_the_first_lines() -> None:
    for row in manifest():
        assert (DOCUMENTS / row["file"]).read_text(encoding="utf-8").splitlines()[0] == row["title"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_article_is_long_enough_and_plain(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert 120 <= len(words(text)) <= 350
    assert text.endswith("\n")
    assert not re.search(r"[\ufeff\u200e\u200f\r\t]|  ", text), "marks or spaces that nobody sees"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the articles of others are not here")
def test_no_run_of_words_comes_from_others() -> None:
    theirs = {run for text in articles_of_others() for run in runs(text)}
    assert theirs
    for path in FILES:
        shared = sorted(" ".join(run) for run in runs(path.read_text(encoding="utf-8")) & theirs)
        assert not shared, f"{path.name}: {shared}"
