"""Who takes part, in parses of our own: what a phrase means, and where a partner may stand."""

from __future__ import annotations

from functools import cache

from reading import gazetteer
from test_lexicon import tree

from kg import events
from kg.gazetteer import Gazetteer
from kg.records import Annotation, Document, Entity, Event, Mention

Row = tuple[str, str, str, int, str]
NAMED = {
    "روسيا": ("state/RUS", "RUS"), "الصين": ("state/CHN", "CHN"), "أوكرانيا": ("state/UKR", "UKR"),
    "قطر": ("state/QAT", "QAT"), "السعودية": ("state/SAU", "SAU"), "الكويت": ("state/KWT", "KWT"),
    "بوتين": ("person/putin", "RUS"), "شي": ("person/xi", "CHN"), "لافروف": ("person/lavrov", "RUS"),
    "هادي": ("person/hadi", "SAU"),
}  # fmt: skip


@cache
def _gazetteer() -> Gazetteer:
    return gazetteer()


def told(*sentences: tuple[Row, ...]) -> list[Event]:
    """The events of sentences; words of ``NAMED``, behind a glued preposition too, are names."""
    trees, begin = [], 0
    for rows in sentences:
        parse = tree(*rows, begin=begin)
        trees.append(parse)
        begin = parse.sentence.end + 1
    text = " ".join(" ".join(word.text for word in parse.words) for parse in trees)
    mentions: dict[str, list[Mention]] = {}
    for word in (word for parse in trees for word in parse.words):
        name = word.text if word.text in NAMED else word.text[1:]
        if name in NAMED:
            id, _ = NAMED[name]
            mention = Mention("d", word.end - len(name), word.end, name, id.partition("/")[0].capitalize())
            mentions.setdefault(name, []).append(mention)
    entities = [
        Entity("d", NAMED[name][0], found[0].type, name, state=NAMED[name][1], mentions=tuple(found))
        for name, found in mentions.items()
    ]
    annotation = Annotation("d", tuple(parse.sentence for parse in trees), (), "")
    return events.extract(Document("d", text, published="2022-03-15"), annotation, entities, _gazetteer())


def parties(found: list[Event], kind: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    return [(event.actors, event.recipients) for event in found if event.type == kind]


def test_a_name_with_a_glued_preposition_is_addressed_and_speaks_not() -> None:
    found = told((
        ("صرح", "صرح", "VERB", 0, "root"), ("شي", "شي", "X", 3, "nmod"), ("لبوتين", "لبوتين", "X", 1, "nsubj"),
        ("أمس", "أمس", "ADV", 1, "advmod"),
    ))  # fmt: skip
    assert parties(found, "Statement") == [(("person/xi",), ("person/putin",))]


def test_of_two_names_behind_a_verb_the_first_is_the_subject() -> None:
    found = told((("استقبل", "استقبل", "VERB", 0, "root"), ("شي", "شي", "X", 3, "nmod"),
                  ("بوتين", "بوتين", "X", 1, "nsubj")))  # fmt: skip
    assert parties(found, "Meeting") == [(("person/putin", "person/xi"), ())]


def test_an_adjective_belongs_to_the_noun_that_it_agrees_with() -> None:
    found = told((
        ("أدانت", "أدان", "VERB", 0, "root"), ("قطر", "قطر", "X", 1, "nsubj"), ("زيارة", "زيارة", "NOUN", 1, "obj"),
        ("الوفد", "وفد", "NOUN", 3, "nmod"), ("الروسي", "روسي", "ADJ", 3, "amod"),
        ("إلى", "إلى", "ADP", 7, "case"), ("أوكرانيا", "أوكرانيا", "X", 3, "nmod"),
    ))  # fmt: skip
    assert parties(found, "Visit") == [(("state/RUS",), ("state/UKR",))]


def test_names_behind_a_dual_are_the_two() -> None:
    found = told((
        ("جرى", "جرى", "VERB", 0, "root"), ("لقاء", "لقاء", "NOUN", 1, "nsubj"), ("بين", "بين", "ADP", 4, "case"),
        ("الرئيسين", "رئيس", "NOUN", 2, "nmod"), ("بوتين", "بوتين", "X", 4, "nmod"), ("و", "و", "CCONJ", 7, "cc"),
        ("شي", "شي", "X", 5, "conj"),
    ))  # fmt: skip
    assert parties(found, "Meeting") == [(("person/putin", "person/xi"), ())]


def test_both_countries_are_those_of_the_two_who_talk() -> None:
    found = told((
        ("بحث", "بحث", "VERB", 0, "root"), ("لافروف", "لافروف", "X", 1, "nsubj"), ("مع", "مع", "ADP", 4, "case"),
        ("هادي", "هادي", "X", 1, "obl"), ("العلاقات", "علاقة", "NOUN", 1, "obj"), ("بين", "بين", "ADP", 7, "case"),
        ("البلدين", "بلد", "NOUN", 5, "nmod"),
    ))  # fmt: skip
    assert parties(found, "Cooperation") == [(("state/RUS", "state/SAU"), ())]


def test_the_latter_is_the_one_named_last() -> None:
    found = told((
        ("قال", "قال", "VERB", 0, "root"), ("بوتين", "بوتين", "X", 1, "nsubj"), ("ل", "ل", "ADP", 4, "case"),
        ("شي", "شي", "X", 1, "obl"), ("إن", "إن", "SCONJ", 7, "mark"), ("الأخير", "أخير", "NOUN", 7, "nsubj"),
        ("زار", "زار", "VERB", 1, "ccomp"), ("قطر", "قطر", "X", 7, "obj"),
    ))  # fmt: skip
    assert parties(found, "Visit") == [(("person/xi",), ("state/QAT",))]


def test_a_description_between_dashes_is_of_the_person_named_before() -> None:
    found = told((
        ("قال", "قال", "VERB", 0, "root"), ("لافروف", "لافروف", "X", 1, "nsubj"), ("-", "-", "PUNCT", 2, "punct"),
        ("أكبر", "أكبر", "ADJ", 2, "amod"), ("مسؤول", "مسؤول", "NOUN", 4, "nmod"), ("روسي", "روسي", "ADJ", 5, "amod"),
        ("يزور", "زار", "VERB", 5, "acl"), ("الكويت", "الكويت", "X", 7, "obj"), ("-", "-", "PUNCT", 2, "punct"),
    ), (("وصل", "وصل", "VERB", 0, "root"), ("بوتين", "بوتين", "X", 1, "nsubj")))  # fmt: skip
    assert (("person/lavrov",), ("state/KWT",)) in parties(found, "Visit")


def test_who_speaks_at_a_meeting_takes_part_in_it_and_who_speaks_of_one_does_not() -> None:
    def words(preposition: str) -> tuple[Row, ...]:
        return (
            ("قال", "قال", "VERB", 0, "root"), ("بوتين", "بوتين", "X", 1, "nsubj"),
            (preposition, preposition, "ADP", 4, "case"), ("اجتماع", "اجتماع", "NOUN", 1, "obl"),
            ("مع", "مع", "ADP", 6, "case"), ("شي", "شي", "X", 4, "nmod"),
        )  # fmt: skip

    assert parties(told(words("في")), "Meeting") == [(("person/putin", "person/xi"), ())]
    assert parties(told(words("عن")), "Meeting") == [(("person/xi",), ())]


def test_who_commits_to_a_tie_has_it() -> None:
    found = told((
        ("أشاد", "أشاد", "VERB", 0, "root"), ("هادي", "هادي", "X", 1, "nsubj"), ("ب", "ب", "ADP", 4, "case"),
        ("التزام", "التزام", "NOUN", 1, "obl"), ("الصين", "الصين", "X", 4, "nmod"), ("ب", "ب", "ADP", 7, "case"),
        ("شراكة", "شراكة", "NOUN", 4, "nmod"), ("مع", "مع", "ADP", 9, "case"), ("الكويت", "الكويت", "X", 7, "nmod"),
    ))  # fmt: skip
    assert parties(found, "Cooperation") == [(("state/CHN", "state/KWT"), ())]


def test_a_partner_is_found_behind_another_noun() -> None:
    found = told((
        ("وقعت", "وقع", "VERB", 0, "root"), ("قطر", "قطر", "X", 1, "nsubj"), ("اتفاقا", "اتفاق", "NOUN", 1, "obj"),
        ("في", "في", "ADP", 5, "case"), ("قطاع", "قطاع", "NOUN", 3, "nmod"), ("الغاز", "غاز", "NOUN", 5, "nmod"),
        ("مع", "مع", "ADP", 8, "case"), ("الصين", "الصين", "X", 6, "nmod"),
    ))  # fmt: skip
    assert parties(found, "Agreement") == [(("state/CHN", "state/QAT"), ())]


def test_praise_of_a_tie_is_for_its_parties() -> None:
    found = told((
        ("أشاد", "أشاد", "VERB", 0, "root"), ("هادي", "هادي", "X", 1, "nsubj"), ("ب", "ب", "ADP", 4, "case"),
        ("التعاون", "تعاون", "NOUN", 1, "obl"), ("بين", "بين", "ADP", 6, "case"), ("روسيا", "روسيا", "X", 4, "nmod"),
        ("و", "و", "CCONJ", 8, "cc"), ("الصين", "الصين", "X", 6, "conj"),
    ))  # fmt: skip
    assert parties(found, "Support") == [(("person/hadi",), ("state/CHN", "state/RUS"))]


def test_nobody_visits_his_own_state() -> None:
    found = told((
        ("بدأت", "بدأ", "VERB", 0, "root"), ("زيارة", "زيارة", "NOUN", 1, "nsubj"), ("شي", "شي", "X", 2, "nmod"),
        ("و", "و", "CCONJ", 5, "cc"), ("بوتين", "بوتين", "X", 3, "conj"), ("إلى", "إلى", "ADP", 7, "case"),
        ("الصين", "الصين", "X", 2, "nmod"),
    ))  # fmt: skip
    assert parties(found, "Visit") == [(("person/putin",), ("state/CHN",))]
