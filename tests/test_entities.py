"""Entities: variants of a name, titles, dates and states, over sentences of our own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import annotation, document, gazetteer

from kg import entities, ids, mentions
from kg.arabic import fold
from kg.entities.names import parse, same_person, short_for
from kg.records import Entity

GAZETTEER = gazetteer()


def resolve(text: str, *people: str, published: str = "2015-07-01") -> dict[str, Entity]:
    """The entities of a text by id, given the people that the models see in it."""
    article = document(text, published=published)
    reading = annotation(text, *((name, "PER") for name in people))
    found = entities.resolve(article, reading, mentions.find(article, reading, GAZETTEER), GAZETTEER)
    assert [one.id for one in found] == sorted(one.id for one in found)
    return {one.id: one for one in found}


def texts(entity: Entity) -> list[str]:
    return [mention.text for mention in entity.mentions]


def test_a_capital_is_its_state_or_its_place() -> None:
    found = resolve("رحبت موسكو باللقاء الذي عقد في موسكو، وقال الكرملين إن روسيا راضية")
    assert texts(found["state/RUS"]) == ["موسكو", "الكرملين", "روسيا"]
    assert texts(found["place/RUS"]) == ["موسكو"]


def test_spellings_and_short_forms_are_one_person() -> None:
    found = resolve("التقى سيرجي لافروف ضيفه، وقال سيرغي لافروف إن لافروف متفائل", "سيرجي لافروف", "سيرغي لافروف")
    assert texts(found["person/lavrov"]) == ["سيرجي لافروف", "سيرغي لافروف", "لافروف"]
    assert (found["person/lavrov"].state, found["person/lavrov"].provisional) == ("RUS", False)


def test_different_people_of_one_family_stay_apart() -> None:
    found = resolve("حضر لي تشيانغ ولي هوي ثم تحدث لي", "لي تشيانغ", "لي هوي")
    unknown = ids.provisional("person", fold("لي هوي"))
    assert texts(found["person/li-qiang"]) == ["لي تشيانغ"]
    assert texts(found[unknown]) == ["لي هوي", "لي"]  # the one named last


def test_two_koreas_stay_apart() -> None:
    assert set(resolve("تفاوضت كوريا الشمالية مع كوريا الجنوبية")) == {"state/PRK", "state/KOR"}


def test_the_title_tells_namesakes_apart() -> None:
    assert "person/sabah-2" in resolve("التقى الوزير القطري صباح الخالد ضيوفه", published="2021-01-01")
    assert "person/sabah-1" in resolve("التقى وزير الخارجية الكويتي صباح الخالد ضيوفه", published="2021-01-01")


def test_the_date_tells_namesakes_apart() -> None:
    assert "person/sabah-1" in resolve("التقى صباح الخالد ضيوفه", published="2015-07-01")


def test_namesakes_that_nothing_tells_apart_are_not_guessed() -> None:
    found = resolve("التقى صباح الخالد ضيوفه", published="2021-01-01")
    assert list(found) == [ids.provisional("person", fold("صباح الخالد"))]


@pytest.mark.parametrize(
    "text",
    [
        "التقى وزير الدفاع الأوكراني سامي الخطيب ضيوفه",
        "التقى وزير دفاع أوكرانيا سامي الخطيب ضيوفه",
        "التقى سامي الخطيب وزير الدفاع الأوكراني ضيوفه",
    ],
)
def test_the_state_of_an_unknown_person_comes_from_the_title(text: str) -> None:
    (person,) = (one for one in resolve(text, "سامي الخطيب").values() if one.type == "Person")
    assert (person.state, person.provisional, person.wikidata) == ("UKR", True, None)


def test_an_organisation_without_nationality_is_the_one_that_has_it() -> None:
    found = resolve("أعلنت وزارة الدفاع الصينية موقفها، وأضافت وزارة الدفاع أن الموقف ثابت")
    (ministry,) = found.values()
    assert (texts(ministry), ministry.state) == (["وزارة الدفاع الصينية", "وزارة الدفاع"], "CHN")


def test_a_body_of_which_state_is_not_said_is_not_shared_between_documents() -> None:
    (ministry,) = resolve("أعلنت وزارة الدفاع موقفها").values()
    assert ministry.id != ids.provisional("organization", fold("وزارة الدفاع"))
    assert ministry.state is None


def test_the_article_comes_back_in_the_name() -> None:
    (party,) = resolve("اجتمع أعضاء للحزب الوطني الكويتي").values()
    assert party.name_ar == "الحزب الوطني الكويتي"


def test_a_people_has_one_entity_in_all_cases() -> None:
    (people,) = resolve("اتفق الصينيون على ذلك، ورحب الصينيين به").values()
    assert (people.type, people.state, len(people.mentions)) == ("Group", "CHN", 2)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("شي جين بينغ", "شي جينبينغ", True),
        ("سيرغي شويغو", "سيرجي شويجو", True),
        ("بنيامين نتنياهو", "بنيامين نتانياهو", True),
        ("عادل بن أحمد الجبير", "عادل الجبير", True),
        ("محمد بن سلمان", "محمد بن سلمان بن عبدالعزيز", True),
        ("عبد العزيز صالح", "عبدالعزيز صالح", True),
        ("محمد صالح", "محمود صالح", False),
        ("لي هوي", "لي تشيانغ", False),
        ("سلمان بن عبد العزيز", "محمد بن سلمان بن عبد العزيز", False),
        ("محمد بن نايف", "محمد بن سلمان", False),
        ("جو بايدن", "هانتر بايدن", False),
        ("سيرغيه لافروف", "سيرغي لافروف", True),
        ("أنتوني بلنكن", "أنتوني بلينكن", True),
        ("محمد بن سلمان", "محمد بن زايد", False),
        ("محمد بن سلمان", "محمد سلمان", True),
        ("لي هوي", "لي شانغفو", False),
        ("لي تشيانغ", "لي شانغفو", False),
        ("عبد الله بن عبد العزيز", "عبد الله بن مساعد بن عبد العزيز", False),
        ("تميم بن حمد", "تميم بن حمد آل ثاني", True),
        ("محمد حسين", "محمد حسين روبلي", False),
    ],
)
def test_names_of_one_person(one: str, other: str, same: bool) -> None:
    assert same_person(parse(one), parse(other)) is same
    assert same_person(parse(other), parse(one)) is same


def test_two_known_given_names_are_never_spellings_of_one() -> None:
    assert not same_person(parse("سليمان الخطيب"), parse("سلمان الخطيب"))
    names = parse("ماريانا كوستا"), parse("ماريان كوستا")
    assert same_person(*names)
    assert not same_person(*names, given=frozenset({"ماريانا", "ماريان"}))


def test_a_fathers_name_is_no_short_form() -> None:
    assert short_for("بوتين", parse("فلاديمير بوتين"))
    assert not short_for("منصور", parse("عبد ربه منصور هادي"))
    assert not short_for("سلمان", parse("محمد بن سلمان"))
    assert short_for(*parse("بن سلمان"), parse("محمد بن سلمان"))


def test_a_name_with_more_behind_it_is_the_same_inside_one_document() -> None:
    names = parse("محمد حسين"), parse("محمد حسين روبلي")
    assert not same_person(*names)
    assert same_person(*names, open_end=True)


def test_a_family_name_of_few_letters_needs_support() -> None:
    (unknown,) = resolve("وصل شي إلى المطار", "شي").values()
    assert unknown.provisional
    assert "person/xi" in resolve("وصل الرئيس الصيني شي إلى المطار", "شي")
    assert "person/lavrov" in resolve("وصل لافروف إلى المطار", "لافروف")


WORDS = st.lists(st.sampled_from(["سامي", "محمد", "محمود", "لي", "الخطيب", "بن", "عبد", "آل", "نتنياهو"]), max_size=5)


@given(WORDS, WORDS)
def test_sameness_is_symmetric_and_holds_of_itself(one: list[str], other: list[str]) -> None:
    first, second = parse(" ".join(one)), parse(" ".join(other))
    assert same_person(first, first)
    assert same_person(first, second) == same_person(second, first)


def test_a_state_known_by_an_adjective_is_an_entity_without_mentions() -> None:
    one = document("وصل الوزير القطري إلى روسيا")
    named = list(resolve(one.text).values())
    (added,) = entities.unnamed(one, named, {"state/QAT", "state/RUS"}, GAZETTEER)
    assert (added.id, added.type, added.state, added.mentions, added.method) == (
        "state/QAT", "State", "QAT", (), "adjective",
    )  # fmt: skip
