"""Why a telling says what it says, in sentences of our own read by the bundled models."""

from __future__ import annotations

from functools import cache

from telling import told
from test_lexicon import tree

from kg.records import Event

SENTENCES = (
    "أعلن المتحدث باسم الكرملين دميتري بيسكوف أن الرئيس الروسي فلاديمير بوتين سيزور بكين الأسبوع المقبل.",
    "لن تفرض فرنسا عقوبات على مصر بعد الهجوم الروسي على أوكرانيا.",
)


@cache
def events() -> list[list[Event]]:
    return told(SENTENCES)


def test_each_participant_has_an_argument_at_its_words() -> None:
    for text, found in zip(SENTENCES, events(), strict=True):
        assert found
        for event in found:
            assert len(event.arguments) == len(event.participants)
            for argument in event.arguments:
                assert argument.span is not None
                assert text[argument.span.begin : argument.span.end] == argument.span.label


def test_a_visit_tells_who_where_when_and_by_whom() -> None:
    (visit,) = events()[0]
    words = {(one.role, one.span.label if one.span else ""): one.path for one in visit.arguments}
    assert words.keys() == {
        ("actor", "فلاديمير بوتين"),
        ("place", "بكين"),
        ("recipient", "بكين"),
        ("attributed_to", "دميتري بيسكوف"),
    }
    assert words["actor", "فلاديمير بوتين"].startswith("↓nsubj")
    assert words["attributed_to", "دميتري بيسكوف"].startswith("↑")
    assert visit.time_from is not None and visit.status_from is not None
    assert SENTENCES[0][visit.time_from.begin : visit.time_from.end] == "الأسبوع المقبل"
    assert visit.status_from.label == "س"


def test_what_an_adjective_names_stands_at_the_adjective() -> None:
    attack = next(event for event in events()[1] if event.type == "Force")
    russia = next(one for one in attack.arguments if one.role == "actor")
    assert (russia.how, russia.span and russia.span.label) == ("adjective", "الروسي")


def test_a_particle_denies() -> None:
    denied = next(event for event in events()[1] if event.type == "Sanction")
    assert (denied.status, denied.status_from and denied.status_from.label) == ("negated", "لن")


def test_a_path_leads_up_and_down() -> None:
    parse = tree(
        ("زار", "زار", "VERB", 0, "root"), ("خالد", "خالد", "X", 1, "nsubj"), ("تونس", "تونس", "X", 1, "obj"),
        ("مع", "مع", "ADP", 5, "case"), ("وفد", "وفد", "NOUN", 1, "obl:arg"),
    )  # fmt: skip
    assert parse.path(0, 1) == "↓nsubj"
    assert parse.path(1, 0) == "↑nsubj"
    assert parse.path(1, 4) == "↑nsubj ↓obl:arg:مع"
    assert parse.path(2, 2) == ""
