"""Events in sentences of our own, read by the bundled models: type, participants, status and time.

``tellings.csv`` has a sentence a row, as an article of 15 March 2022 might tell it. States are given by their
ISO code, others by name. A row with a ``gap`` is one that is still read wrongly, and the gap says what is missing.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest
from telling import told

from kg.records import Event

with (Path(__file__).parent / "tellings.csv").open(encoding="utf-8", newline="") as _file:
    ROWS = list(csv.DictReader(_file))
TELLINGS = [
    pytest.param(
        number,
        id=f"{row['type']}-{number}",
        marks=[pytest.mark.xfail(reason=row["gap"], strict=True)] if row["gap"] else [],
    )
    for number, row in enumerate(ROWS)
]


@cache
def found() -> list[list[Event]]:
    return told([row["text"] for row in ROWS])


@pytest.mark.parametrize("number", TELLINGS)
def test_an_event_is_told(number: int) -> None:
    row = ROWS[number]
    wanted = (
        row["type"], row["trigger"], tuple(sorted(filter(None, row["actors"].split("|")))),
        tuple(sorted(filter(None, row["recipients"].split("|")))), row["status"], row["time"] or None,
    )  # fmt: skip
    assert wanted in [
        (event.type, event.trigger.label, event.actors, event.recipients, event.status, event.time)
        for event in found()[number]
    ]


def test_every_type_is_among_the_rows() -> None:
    from kg.ontology import event_types

    assert {row["type"] for row in ROWS} == {kind.type for kind in event_types()}


def test_triggers_and_sentences_lie_where_the_text_has_them() -> None:
    for row, events in zip(ROWS, found(), strict=True):
        for event in events:
            assert row["text"][event.trigger.begin : event.trigger.end] == event.trigger.label
            assert event.sentence.begin <= event.trigger.begin < event.trigger.end <= event.sentence.end


def test_names_tell_nothing_by_what_they_mean() -> None:
    texts = ["سقط الرئيس اللبناني ميشال عون أرضا.", "يضم الوفد نوابا من حركة نداء تونس."]
    assert told(texts) == [[], []]


def test_a_letter_that_arrives_is_nobodys_visit() -> None:
    (events,) = told(["قال الرئيس اللبناني ميشال عون في رسالة وصلت أمس إن الوضع صعب."])
    assert "Visit" not in {event.type for event in events}


def test_students_public_relations_and_attacks_of_others() -> None:
    texts = ["كتب الوزير الكويتي إلى طلبة الكلية.", "اتصل الوزير الكويتي بإدارة العلاقات العامة.",
             "غيرت تركيا موقفها بعد هجمات دامية."]  # fmt: skip
    types = [{event.type for event in events} for events in told(texts)]
    assert not types[0] & {"Request"} and not types[1] & {"Cooperation"} and not types[2] & {"Force"}


def test_a_guest_takes_part_in_his_visit_but_his_state_does_not() -> None:
    (events,) = told(["وصل الوزير الكويتي صباح الخالد أمس، وجاء ذلك خلال زيارته مقر الأمم المتحدة."])
    assert not any("KWT" in event.actors for event in events if event.trigger.label.startswith("زيارت"))
