"""Days on which something was done that is no event, read by the bundled models."""

from __future__ import annotations

from functools import cache

from telling import told

from kg.records import Event

SCENE = "تفقد وزير الخارجية المصري سامح شكري أمس مبنى الجامعة في القاهرة. وأكد شكري أن التعليم أساس كل تقدم."
NO_DAY = "تفقد وزير الخارجية المصري سامح شكري مبنى الجامعة في القاهرة. وأكد شكري أن التعليم أساس كل تقدم."
ANOTHER = "تفقد وزير الخارجية المصري سامح شكري أمس مبنى الجامعة في القاهرة. وأكد الرئيس التركي أردوغان أن بلاده ماضية."


@cache
def found() -> list[list[Event]]:
    return told([SCENE, NO_DAY, ANOTHER])


def statements(number: int) -> list[tuple[tuple[str, ...], str | None]]:
    return [(event.actors, event.time) for event in found()[number] if event.type == "Statement"]


def test_who_did_something_on_a_day_speaks_on_it() -> None:
    assert statements(0) == [(("سامح شكري",), "2022-03-14")]
    assert statements(1) == [(("سامح شكري",), None)]


def test_nobody_else_does() -> None:
    assert statements(2) == [(("رجب طيب أردوغان",), None)]


def test_the_scene_itself_is_no_event() -> None:
    assert {event.type for event in found()[0]} == {"Statement"}


def test_a_name_that_looks_like_a_verb_or_an_event_tells_none() -> None:
    texts = [
        "استقبل الأمير فيصل بن فرحان في الرياض الرئيس العراقي برهم صالح.",
        "قال المتحدث سفر بن سويد إن الأمطار غزيرة.",
        "قدم الوزير شكره للأمير فيصل على دعمه.",
    ]
    assert "Visit" not in {event.type for events in told(texts) for event in events}


def test_a_pact_that_stands_does_not_have_the_day_of_the_call_to_keep_it() -> None:
    [events] = told(["دعا وزير الخارجية المصري سامح شكري أمس إلى احترام الاتفاق بين إيران وباكستان."])
    assert [event.time for event in events if event.type == "Agreement"] in ([], [None])
    assert [event.time for event in events if event.type == "Request"] == ["2022-03-14"]


def test_a_noun_in_the_name_of_a_body_tells_no_event() -> None:
    [events] = told(["استقبل وزير الخارجية المصري سامح شكري أمين عام منظمة التعاون الإسلامي في القاهرة."])
    assert "Cooperation" not in {event.type for event in events}
