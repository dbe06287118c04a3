"""Which expression dates which trigger, in parses of our own."""

from __future__ import annotations

from datetime import date

import pytest
from reading import document
from test_lexicon import LEXICON, tree

from kg.dates import TimeExpression
from kg.events import timing
from kg.events.lexicon import Trigger
from kg.tree import Tree

TODAY = date(2022, 3, 15)


def dated(parse: Tree, *expressions: tuple[str, str], standing: bool = False, lasts: bool = False) -> dict[str, str]:
    """The times of the triggers of a parse that have one; expressions are pairs of a word and its EDTF."""
    triggers: list[Trigger] = list(LEXICON.triggers(parse))
    words = {word.text: word for word in parse.words}
    found = [TimeExpression(words[text].begin, words[text].end, text, edtf, "date") for text, edtf in expressions]
    others = {trigger.index for trigger in triggers}
    times = {
        parse.words[trigger.index].text: timing.of(
            parse,
            trigger,
            found,
            others=others - {trigger.index},
            standing=standing,
            lasts=lasts,
            published=TODAY,
            pacts={other.index for other in triggers if other.type.type == "Agreement"},
        )
        for trigger in triggers
    }
    return {word: time for word, time in times.items() if time}


def test_an_expression_behind_another_happening_is_its_own() -> None:
    parse = tree(
        ("زار", "زار", "VERB", 0, "root"), ("سامي", "سامي", "X", 1, "nsubj"), ("قطر", "قطر", "X", 1, "obj"),
        ("قبل", "قبل", "ADP", 5, "case"), ("غزوها", "غزو", "NOUN", 1, "obl"), ("1990", "1990", "NUM", 1, "obl"),
    )  # fmt: skip
    assert dated(parse, ("1990", "1990")) == {"غزوها": "1990"}


def test_the_day_of_a_verb_is_that_of_its_object_and_of_the_verb_that_goes_on() -> None:
    words = [
        ("أجرى", "أجرى", "VERB", 0, "root"), ("الوزير", "وزير", "NOUN", 1, "nsubj"),
        ("محادثات", "محادثة", "NOUN", 1, "obj"), ("أمس", "أمس", "ADV", 1, "advmod"),
        ("و", "و", "CCONJ", 6, "cc"), ("وقع", "وقع", "VERB", 1, "conj"), ("اتفاقا", "اتفاق", "NOUN", 6, "obj"),
    ]  # fmt: skip
    wanted = dict.fromkeys(("محادثات", "وقع", "اتفاقا"), "2022-03-14")
    assert dated(tree(*words), ("أمس", "2022-03-14")) == wanted
    words[4] = ("فيما", "فيما", "CCONJ", 6, "cc")
    assert dated(tree(*words), ("أمس", "2022-03-14")) == {"محادثات": "2022-03-14"}


def test_a_standing_state_does_not_have_the_day_of_its_clause() -> None:
    parse = tree(
        ("أشاد", "أشاد", "VERB", 0, "root"), ("ب", "ب", "ADP", 3, "case"), ("العلاقات", "علاقة", "NOUN", 1, "obl"),
        ("اليوم", "يوم", "NOUN", 1, "obl"),
    )  # fmt: skip
    assert dated(parse, ("اليوم", "2022-03-15"))["العلاقات"] == "2022-03-15"
    assert dated(parse, ("اليوم", "2022-03-15"), standing=True).keys() == {"أشاد"}


def test_since_runs_to_the_day_of_publication_for_what_lasts() -> None:
    parse = tree(
        ("التعاون", "تعاون", "NOUN", 2, "nsubj"), ("قائم", "قائم", "ADJ", 0, "root"),
        ("منذ", "منذ", "ADP", 4, "case"), ("2015", "2015", "NUM", 1, "nmod"),
    )  # fmt: skip
    assert dated(parse, ("2015", "2015"), lasts=True) == {"التعاون": "2015/2022-03-15"}
    assert dated(parse, ("2015", "2015")) == {}


def test_a_relative_clause_dates_its_noun() -> None:
    parse = tree(
        ("اللقاء", "لقاء", "NOUN", 0, "root"), ("الذي", "الذي", "PRON", 3, "nsubj"), ("جرى", "جرى", "VERB", 1, "acl"),
        ("أمس", "أمس", "ADV", 3, "advmod"),
    )  # fmt: skip
    assert dated(parse, ("أمس", "2022-03-14")) == {"اللقاء": "2022-03-14"}


def test_what_is_dated_within_the_name_of_a_pact_is_the_pact() -> None:
    parse = tree(
        ("معاهدة", "معاهدة", "NOUN", 0, "root"), ("الصداقة", "صداقة", "NOUN", 1, "nmod"), ("و", "و", "CCONJ", 4, "cc"),
        ("التعاون", "تعاون", "NOUN", 2, "conj"), ("الموقعة", "موقع", "ADJ", 4, "amod"),
        ("2001", "2001", "NUM", 5, "obl"),
    )  # fmt: skip
    assert dated(parse, ("2001", "2001")) == {"معاهدة": "2001"}


def test_what_is_talked_of_does_not_have_the_day_of_the_talk() -> None:
    words = [("ناقش", "ناقش", "VERB", 0, "root"), ("تداعيات", "تداعية", "NOUN", 1, "obj"),
             ("الاتفاق", "اتفاق", "NOUN", 2, "nmod"), ("أمس", "أمس", "ADV", 1, "advmod")]  # fmt: skip
    assert "الاتفاق" not in dated(tree(*words), ("أمس", "2022-03-14"))
    words[0] = ("أزال", "أزال", "VERB", 0, "root")
    assert dated(tree(*words), ("أمس", "2022-03-14"))["الاتفاق"] == "2022-03-14"


@pytest.mark.parametrize(("verb", "day"), [("يلتقي", "2022-03-21"), ("التقى", "2022-03-14")])
def test_a_bare_weekday_of_a_verb_in_the_present_is_ahead(verb: str, day: str) -> None:
    parse = tree((verb, "التقى", "VERB", 0, "root"), ("الاثنين", "اثنين", "NOUN", 1, "obl"))
    text = f"{verb} الاثنين"
    found = timing.expressions(document(text, published=TODAY.isoformat()), parse, future=False)
    assert [expression.edtf for expression in found] == [day]


CONFERENCE = [
    ("قال", "قال", "VERB", 0, "root"), ("في", "في", "ADP", 3, "case"), ("ندوة", "ندوة", "NOUN", 1, "obl"),
    ("نظمها", "نظم", "VERB", 3, "acl"), ("أمس", "أمس", "ADV", 4, "advmod"),
]  # fmt: skip


def test_the_day_on_which_a_gathering_was_held_is_that_of_the_saying() -> None:
    assert dated(tree(*CONFERENCE), ("أمس", "2022-03-14"))["قال"] == "2022-03-14"
    about = [CONFERENCE[0], ("عن", "عن", "ADP", 3, "case"), *CONFERENCE[2:]]
    assert "قال" not in dated(tree(*about), ("أمس", "2022-03-14"))


def test_a_day_that_is_gone_is_not_of_a_verb_in_the_present() -> None:
    parse = tree(
        ("استقبل", "استقبل", "VERB", 0, "root"), ("سامي", "سامي", "X", 1, "nsubj"), ("الوفد", "وفد", "NOUN", 1, "obj"),
        ("الذي", "الذي", "DET", 5, "nsubj"), ("تستضيفه", "استضاف", "VERB", 3, "acl"),
        ("أمس", "أمس", "ADV", 5, "advmod"),
    )  # fmt: skip
    assert dated(parse, ("أمس", "2022-03-14"))["استقبل"] == "2022-03-14"


def test_the_verb_of_a_relative_clause_that_tells_another_happening_keeps_its_day() -> None:
    parse = tree(
        ("زيارة", "زيارة", "NOUN", 0, "root"), ("يلتقي", "التقى", "VERB", 1, "acl"), ("غدا", "غدا", "ADV", 2, "advmod"),
    )  # fmt: skip
    assert dated(parse, ("غدا", "2022-03-16")) == {"يلتقي": "2022-03-16"}


def test_no_single_deed_takes_a_decade() -> None:
    parse = tree(("قال", "قال", "VERB", 0, "root"), ("التسعينات", "تسعون", "NOUN", 1, "obl"))
    found = [TimeExpression(4, 13, "التسعينات", "1990/1999", "decade")]
    trigger = next(iter(LEXICON.triggers(parse)))
    assert timing.of(parse, trigger, found) is None
    assert timing.of(parse, trigger, found, lasts=True) == "1990/1999"


def test_an_anniversary_dates_what_is_named_behind_it() -> None:
    parse = tree(
        ("احتفل", "احتفل", "VERB", 0, "root"), ("سامي", "سامي", "X", 1, "nsubj"), ("ب", "ب", "ADP", 4, "case"),
        ("الذكرى", "ذكرى", "NOUN", 1, "obl"), ("للاتفاق", "اتفاق", "NOUN", 4, "nmod"),
        ("أشاد", "أشاد", "VERB", 1, "conj"),
    )  # fmt: skip
    begin, end = parse.words[3].begin, parse.words[3].end
    found = [TimeExpression(begin, end, "الذكرى", "2002", "anniversary")]
    triggers = list(LEXICON.triggers(parse))
    others = {trigger.index for trigger in triggers}
    times = {trigger.index: timing.of(parse, trigger, found, others=others - {trigger.index}) for trigger in triggers}
    assert times == {0: None, 4: "2002", 5: None}


def test_what_is_announced_has_the_day_of_the_saying() -> None:
    parse = tree(
        ("أعلن", "أعلن", "VERB", 0, "root"), ("أمس", "أمس", "ADV", 1, "advmod"), ("أن", "أن", "SCONJ", 4, "mark"),
        ("يزور", "زار", "VERB", 1, "ccomp"), ("قطر", "قطر", "X", 4, "obj"),
    )  # fmt: skip
    begin, end = parse.words[1].begin, parse.words[1].end
    found = [TimeExpression(begin, end, "أمس", "2022-03-14", "day")]
    [visit] = [trigger for trigger in LEXICON.triggers(parse) if trigger.type.type == "Visit"]
    assert timing.of(parse, visit, found, others={0}) is None
    assert timing.of(parse, visit, found, others={0}, announced=True) == "2022-03-14"


def test_a_part_of_the_day_belongs_to_the_day() -> None:
    parse = tree(
        ("يجتمع", "اجتمع", "VERB", 0, "root"), ("سامي", "سامي", "X", 1, "nsubj"), ("ظهر", "ظهر", "VERB", 1, "conj"),
        ("اليوم", "يوم", "NOUN", 3, "obl"),
    )  # fmt: skip
    assert dated(parse, ("اليوم", "2022-03-15"))["يجتمع"] == "2022-03-15"


def test_a_day_without_preposition_is_of_the_verb_not_of_a_definite_noun_behind_a_preposition() -> None:
    words = [("قال", "قال", "VERB", 0, "root"), ("في", "في", "ADP", 3, "case"), ("رد", "رد", "NOUN", 1, "obl"),
             ("على", "على", "ADP", 5, "case"), ("الانتقادات", "انتقاد", "NOUN", 3, "nmod"),
             ("أمس", "أمس", "ADV", 5, "nmod")]  # fmt: skip
    assert dated(tree(*words), ("أمس", "2022-03-14"))["قال"] == "2022-03-14"
    words[4] = ("انتقادات", "انتقاد", "NOUN", 3, "nmod")
    assert "قال" not in dated(tree(*words), ("أمس", "2022-03-14"))


def test_a_weekday_beside_which_a_verb_in_the_present_happens_and_a_date_of_a_chronicle_are_past() -> None:
    words = [("تغلق", "أغلق", "VERB", 0, "root"), ("عند", "عند", "ADP", 3, "case"), ("هبوط", "هبوط", "NOUN", 1, "obl"),
             ("السبت", "سبت", "NOUN", 3, "nmod")]  # fmt: skip
    found = timing.expressions(document("تغلق عند هبوط السبت", published="2022-03-15"), tree(*words), future=False)
    assert [expression.edtf for expression in found] == ["2022-03-12"]
    words = [("يلتقي", "التقى", "VERB", 0, "root"), ("8", "8", "NUM", 1, "obl"), ("أغسطس", "أغسطس", "NOUN", 2, "nmod")]
    found = timing.expressions(document("يلتقي 8 أغسطس", published="2022-03-15"), tree(*words), future=False)
    assert [expression.edtf for expression in found] == ["2021-08-08"]


def test_what_happened_when_something_began_to_last_has_the_begin_alone() -> None:
    parse = tree(
        ("تواجه", "واجه", "VERB", 0, "root"), ("التطرف", "تطرف", "NOUN", 1, "obj"), ("منذ", "منذ", "ADP", 4, "case"),
        ("1998", "1998", "NUM", 1, "obl"), ("عندما", "عندما", "SCONJ", 6, "mark"), ("غزا", "غزا", "VERB", 1, "advcl"),
    )  # fmt: skip
    assert dated(parse, ("1998", "1998"), lasts=True)["غزا"] == "1998"


def test_what_was_said_was_not_said_tomorrow() -> None:
    parse = tree(("قال", "قال", "VERB", 0, "root"), ("غدا", "غدا", "ADV", 1, "advmod"))
    assert dated(parse, ("غدا", "2022-03-16")) == {}
    assert dated(parse, ("غدا", "2022-03-14")) == {"قال": "2022-03-14"}
