"""Names in any spelling against the whole gazetteer: what has to be found, and what must never be merged."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.entities.lookup import people
from kg.entities.names import parse
from kg.gazetteer import Gazetteer

GAZETTEER = Gazetteer.load()
PEOPLE = people(GAZETTEER)
FULL = sorted({name for row in GAZETTEER.rows if row.type == "Person" for name in row.names if len(parse(name)) > 1})


def found(name: str) -> list[str]:
    """The Arabic names of the rows, the surest first."""
    return [match.row.name_ar for match in PEOPLE.find(parse(name))]


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("شي جينبينغ", "شي جين بينغ"),
        ("سيرجي لافروف", "سيرغي لافروف"),
        ("سيرغيه لافروف", "سيرغي لافروف"),
        ("بنيامين نتانياهو", "بنيامين نتنياهو"),
        ("بينيامين نتنياهو", "بنيامين نتنياهو"),
        ("أنتوني بلنكن", "أنتوني بلينكن"),
        ("فلادمير بوتن", "فلاديمير بوتين"),
        ("إيمانويل مكرون", "إيمانويل ماكرون"),
        ("انطونيو غوتيريس", "أنطونيو غوتيريش"),
        ("عبد المجيد تبّون", "عبد المجيد تبون"),
        ("محمد بن سلمان آل سعود", "محمد بن سلمان"),
    ],
)
def test_a_spelling_finds_its_row(spelling: str, name: str) -> None:
    assert found(spelling)[:1] == [name]


@pytest.mark.parametrize(
    "names",
    [
        ("محمد بن سلمان", "محمد بن زايد", "محمد بن نايف", "محمد بن راشد"),
        ("لي تشيانغ", "لي هوي", "لي شانغفو", "لي كه تشيانغ"),
        ("كيم جونغ أون", "كيم جونغ إيل"),
        ("جورج بوش الأب", "جورج بوش الابن"),
        ("سعد الحريري", "رفيق الحريري"),
        ("محمود عباس", "محمد عباس"),
        ("سلمان بن عبد العزيز", "سليمان بن عبد العزيز", "محمد بن سلمان بن عبد العزيز"),
    ],
)
def test_names_alike_are_never_one_row(names: tuple[str, ...]) -> None:
    for one, other in combinations(names, 2):
        assert not {match.row.id for match in PEOPLE.find(parse(one))} & {
            match.row.id for match in PEOPLE.find(parse(other))
        }


@pytest.mark.parametrize(
    "name", ["محمد عبد الله", "علي صالح", "أحمد الخطيب", "أحمد عطيف", "حسن سالم", "خالد بن أحمد الداموك"]
)
def test_a_common_arabic_name_is_nobody_in_particular(name: str) -> None:
    assert found(name) == []


@pytest.mark.parametrize(
    "names",
    [
        ("كوريا الشمالية", "كوريا الجنوبية"),
        ("غينيا", "غينيا بيساو", "غينيا الاستوائية", "بابوا غينيا الجديدة"),
        ("النيجر", "نيجيريا"),
        ("السودان", "جنوب السودان"),
        ("الكونغو الديمقراطية", "الكونغو برازافيل"),
        ("دومينيكا", "جمهورية الدومينيكان"),
        ("الصين", "تايوان"),
        ("إيران", "العراق"),
    ],
)
def test_states_of_like_names_stay_apart(names: tuple[str, ...]) -> None:
    ids = [GAZETTEER.find(name)[0].id for name in names]
    assert len(set(ids)) == len(names)


@given(st.sampled_from(FULL))
def test_every_name_of_the_gazetteer_finds_a_row_that_bears_it(name: str) -> None:
    first = PEOPLE.find(parse(name))[0]
    assert first.score == 1.0
    assert parse(name) in {parse(own) for own in first.row.names} or len(PEOPLE.find(parse(name))) > 1


@given(st.sampled_from(FULL), st.sampled_from(FULL))
def test_the_surest_comes_first(one: str, other: str) -> None:
    name = (parse(one)[0], parse(other)[-1])
    scores = [match.score for match in PEOPLE.find(name)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
