"""What is learned from lists of names: over small lists of our own in the format of the public ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.entities import learn
from kg.entities.spelling import FILE, Measure, likeness, measure, skeleton
from kg.errors import BadSeed

PEOPLE = """type\ten\tar
PERS\tMarina Kovalenko\tمارينا كوفالينكو
PERS\tMarina Kovalenko\tمارينا كوفلينكو
PERS\tMarina Sidorova\tمارينا سيدوروفا
PERS\tMarta Sidorenko\tمارتا سيدورينكو
PERS\tMr Viktor Kovalenko\tالسيد فيكتور كوفالينكو
ORG\tKovalenko Group\tمجموعة كوفالينكو
"""
PLACES = "name\tar_names(pipe)\nSidorova\tسيدروفا|سيدوروفا\n"


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    (tmp_path / "hkiri_ne_lexicon_en_ar.tsv").write_text(PEOPLE, encoding="utf-8")
    (tmp_path / "geonames_cities5000_ar.tsv").write_text(PLACES, encoding="utf-8")
    return tmp_path


def test_one_person_in_two_spellings_and_two_people_are_pairs(lists: Path) -> None:
    pairs = learn.pairs(lists)
    same = {(pair.one, pair.other) for pair in pairs if pair.same}
    assert (("مارينا", "سيدوروفا"), ("مارينا", "سيدروفا")) in same
    assert (("فيكتور", "كوفالينكو"), ("فيكتور", "كوفلينكو")) in same  # the title left out
    different = [{pair.one, pair.other} for pair in pairs if not pair.same]
    assert {("مارينا", "سيدوروفا"), ("مارتا", "سيدورينكو")} not in [pair for pair in different if len(pair) == 1]


def test_a_pair_is_scored_in_the_half_of_its_family(lists: Path) -> None:
    halves: dict[str, set[int]] = {}
    for pair in learn.pairs(lists):
        halves.setdefault(skeleton(pair.one[-1]), set()).add(pair.split)
    assert halves and all(len(splits) == 1 for splits in halves.values())


def test_the_measure_of_most_recall_among_the_precise_is_kept() -> None:
    same = [learn.Pair(("ماريا", "كوفالينكو"), ("ماريا", "كوفلينكو"), True, 0)]
    different = [learn.Pair(("ماريا", "سيدوروف"), ("ماريا", "سيمونوف"), False, 0)]
    learned = learn.learn([*same, *different])
    scores = learn.scores(learned, [*same, *different])
    assert (scores.precision, scores.recall) == (1.0, 1.0)
    loose = learn.scores(Measure(1.0, 0.5, 3), [*same, *different])
    assert (loose.precision, loose.recall) == (1 / (1 + learn.RARE), 1.0)


def test_what_was_learned_tells_spellings_from_names() -> None:
    learned = measure()
    assert likeness("نتنياهو", "نتانياهو", learned) >= learned.threshold
    assert likeness("بلنكن", "بلينكن", learned) >= learned.threshold
    assert likeness("بوتين", "بايدن", learned) < learned.threshold


def test_a_broken_measure_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("vowels,threshold\n1,0.9\n", encoding="utf-8")
    with pytest.raises(BadSeed, match="learn it anew"):
        measure(tmp_path / FILE)
