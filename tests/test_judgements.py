"""Decisions of people: read, checked against each other, replayed over the entities of a document."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import annotation, document, gazetteer

from kg import entities, ids, judgements, mentions
from kg.arabic import fold
from kg.errors import BadSeed
from kg.judgements import Judgement, Judgements
from kg.records import Entity

GAZETTEER = gazetteer()
UNKNOWN = ids.provisional("person", fold("سامي الخطيب"))
OTHER = ids.provisional("person", fold("سامي الخاطب"))


def row(left: str, right: str, verdict: str = "same") -> Judgement:
    return Judgement(left, right, verdict, "tester", "2026-01-05", "")


def settled(text: str, decided: Judgements, *people: str) -> dict[str, Entity]:
    one = document(text)
    reading = annotation(text, *((name, "PER") for name in people))
    resolved = entities.resolve(one, reading, mentions.find(one, reading, GAZETTEER), GAZETTEER)
    return {entity.id: entity for entity in entities.settle(one, resolved, decided, GAZETTEER)}


def test_a_name_is_the_row_that_it_was_judged_to_be() -> None:
    decided = Judgements([row("person/سامي الخطيب", "person/lavrov")])
    found = settled("التقى سامي الخطيب ضيفه لافروف", decided, "سامي الخطيب", "لافروف")
    assert list(found) == ["person/lavrov"]
    assert [mention.text for mention in found["person/lavrov"].mentions] == ["سامي الخطيب", "لافروف"]
    assert not found["person/lavrov"].provisional


def test_two_names_without_a_row_become_one_with_one_name() -> None:
    decided = Judgements([row("person/سامي الخطيب", "person/سامي الخاطب")])
    first = settled("وصل سامي الخطيب", decided, "سامي الخطيب")
    second = settled("وصل سامي الخاطب", decided, "سامي الخاطب")
    assert list(first) == list(second) == [min(UNKNOWN, OTHER)]
    assert {one.name_ar for one in (*first.values(), *second.values())} == {decided.name(min(UNKNOWN, OTHER))}


def test_a_forbidden_merge_is_honoured() -> None:
    text = "وصل سيرغيه لافروف"
    assert "person/lavrov" in settled(text, Judgements(), "سيرغيه لافروف")
    decided = Judgements([row("person/سيرغيه لافروف", "person/lavrov", "different")])
    (parted,) = settled(text, decided, "سيرغيه لافروف").values()
    assert (parted.id, parted.provisional) == (ids.provisional("person", fold("سيرغيه لافروف")), True)


def test_only_the_name_judged_different_is_parted() -> None:
    decided = Judgements([row("person/سيرغيه لافروف", "person/lavrov", "different")])
    found = settled("وصل سيرغي لافروف ثم سيرغيه لافروف وتحدث لافروف", decided, "سيرغي لافروف", "سيرغيه لافروف")
    assert [mention.text for mention in found["person/lavrov"].mentions] == ["سيرغي لافروف", "لافروف"]
    assert len(found) == 2


def test_unsure_changes_nothing() -> None:
    decided = Judgements([row("person/سامي الخطيب", "person/lavrov", "unsure")])
    assert list(settled("وصل سامي الخطيب", decided, "سامي الخطيب")) == [UNKNOWN]
    assert decided.verdict(UNKNOWN, "person/lavrov") == "unsure"


def test_a_chain_that_makes_one_of_what_is_different_is_refused() -> None:
    rows = [row("person/أ", "person/ب"), row("person/ب", "person/ج"), row("person/أ", "person/ج", "different")]
    with pytest.raises(BadSeed, match="person/أ and person/ج are different by tester"):
        Judgements(rows)


def test_two_rows_of_the_gazetteer_are_not_merged_here() -> None:
    with pytest.raises(BadSeed, match="make them one there"):
        Judgements([row("person/lavrov", "person/putin")])


def test_the_later_row_on_a_pair_counts() -> None:
    rows = [row("person/lavrov", "person/سامي"), row("person/سامي", "person/lavrov", "different")]
    assert Judgements(rows).verdict("person/lavrov", ids.provisional("person", fold("سامي"))) == "different"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("person/a,person/b,perhaps,me,2026-01-05,", "line 2: verdict 'perhaps' is none of same, different, unsure"),
        ("person/a,person/b,same,,2026-01-05,", "line 2: by is empty"),
        ("person/a,person/b,same,me,yesterday,", "line 2: Invalid isoformat"),
        ("person/a,person/a,same,me,2026-01-05,", "line 2: left and right must be two different ids"),
    ],
)
def test_a_malformed_row_is_named(line: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "judgements.csv"
    path.write_text(f"{','.join(judgements.COLUMNS)}\n{line}\n", encoding="utf-8")
    with pytest.raises(BadSeed, match=told):
        judgements.load(path)


def test_what_is_appended_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "judgements.csv"
    rows = (row("person/سامي الخطيب", "person/lavrov"), row("person/x-1", "person/putin", "unsure"))
    for one in rows:
        judgements.append(path, one)
    assert judgements.load(path).rows == rows
    assert judgements.load(path).version != Judgements().version


def test_the_bundled_file_is_whole() -> None:
    assert judgements.load().verdict("person/a", "person/b") is None


NAMES = st.sampled_from(["person/أ", "person/ب", "person/ج", "person/د", "person/lavrov"])


@given(st.lists(st.tuples(NAMES, NAMES).filter(lambda pair: pair[0] != pair[1]), max_size=6))
def test_sameness_is_an_equivalence(pairs: list[tuple[str, str]]) -> None:
    decided = Judgements([row(*pair) for pair in pairs])
    for one, other in pairs:
        assert decided.canonical(judgements.resolved(one)) == decided.canonical(judgements.resolved(other))
        assert decided.verdict(judgements.resolved(one), judgements.resolved(other)) == "same"
