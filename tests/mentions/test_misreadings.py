"""What the models take for a name and is none, over sentences of our own."""

from __future__ import annotations

from dataclasses import replace

import pytest
from reading import annotation, document, gazetteer

from kg import mentions
from kg.records import Span

GAZETTEER = gazetteer()


def found(text: str, *names: tuple[str, str]) -> list[tuple[str, str]]:
    read = mentions.find(document(text), annotation(text, *names), GAZETTEER)
    return [(one.text, one.type) for one in read]


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("جرح في القصف 260 كرديا أمس", "كرديا", "LOC"),
        ("يصل الوفد في 25 جويلية مساء", "جويلية", "LOC"),
        ("بحث ذلك ولي العهد الكويتي مساء", "ولي", "PER"),
        ("بحث ذلك الوزير وولي العهد مساء", "وولي العهد", "PER"),
        ("حضر مدير البنك وسكرتير المجلس أيضا", "كرتير", "PER"),
    ],
)
def test_pieces_of_titles_and_what_is_counted_are_no_names(text: str, name: str, label: str) -> None:
    assert (name, label) not in found(text, (name, label)) and found(text, (name, label)) == found(text)


def test_a_name_behind_a_number_of_its_own_words_stays() -> None:
    assert ("نور", "Person") in found("وصل نور في 25 مارس", ("نور", "PER"))


def test_a_nationality_says_where_a_place_is() -> None:
    text = "وصل الوفد إلى أوديسا الأوكرانية أمس"
    assert found(text, ("أوديسا الأوكرانية", "LOC")) == [("أوديسا", "Place")]
    assert found("زار متحف الحرب الروسي أمس", ("متحف الحرب الروسي", "ORG")) == [("متحف الحرب الروسي", "Organization")]


def test_a_place_is_one_however_often_the_models_waver() -> None:
    text = "وصل إلى أوديسا. ثم غادر أوديسا. وعاد بعد لقاء أوديسا إلى بيته"
    places = [index for index in range(len(text)) if text.startswith("أوديسا", index)]
    spans = [
        Span(place, place + len("أوديسا"), label) for place, label in zip(places, ("LOC", "LOC", "ORG"), strict=True)
    ]
    seen = replace(annotation(text), names=tuple(spans))
    read = mentions.find(document(text), seen, GAZETTEER)
    assert [(one.text, one.type) for one in read] == [("أوديسا", "Place")] * 3


def test_two_people_with_a_title_between_are_two() -> None:
    text = "بادل الأمير فهد بن سالم الشيخ القاسمي التهنئة"
    read = found(text, ("فهد بن سالم الشيخ القاسمي", "PER"))
    assert ("فهد بن سالم", "Person") in read and ("القاسمي", "Person") in read


def test_a_family_name_behind_a_patronymic_goes_with_it() -> None:
    text = "استقبل رئيس المحكمة مرعي بن ناصر القاسمي أمس"
    assert ("مرعي بن ناصر القاسمي", "Person") in found(text, ("مرعي بن ناصر", "PER"), ("القاسمي", "PER"))


def test_god_is_no_person() -> None:
    assert found("تحقق ذلك بفضل الله أمس", ("الله", "PER")) == []


def test_a_nationality_behind_an_office_is_no_family_name() -> None:
    assert ("السوداني", "Person") not in found("التقى الرئيس السوداني الوفد أمس")


def test_the_capital_of_a_mayor_is_a_place() -> None:
    assert ("الرياض", "Place") in found("استقبل أمير الرياض الوفد أمس")
