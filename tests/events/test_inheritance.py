"""Times that pass from one telling to another."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_lexicon import LEXICON, tree

from kg.events.inheritance import duration, inherit, share
from kg.ontology import event_types
from kg.records import Event, Span

STATES = {"person/sami": "state/EGY", "person/hani": "state/EGY", "person/karim": "state/MAR"}


def telling(kind: str, sentence: int, *actors: str, time: str | None = None, **fields: object) -> Event:
    """A telling in one of the sentences of a document."""
    span = Span(100 * sentence, 100 * sentence + 99)
    event = Event("d1", "", kind, Span(span.begin, span.begin + 3), span, actors=actors, time=time)
    return replace(event, **fields)  # type: ignore[arg-type]


def times(*events: Event) -> list[str | None]:
    return [event.time for event in inherit(events, state=lambda one: STATES.get(one, one))]


def test_every_type_has_its_row() -> None:
    for kind in event_types():
        lasting = duration(kind.type)
        assert any((lasting.lasts, lasting.retold, lasting.within)), kind.type


def test_a_visit_told_again_has_its_dates_and_another_guest_has_not() -> None:
    visit = telling("Visit", 0, "person/sami", time="2022-03-14/2022-03-16", recipients=("state/MAR",))
    again = telling("Visit", 3, "state/EGY", recipients=("state/MAR",))
    other = telling("Visit", 4, "state/QAT", recipients=("state/MAR",))
    assert times(visit, again, other)[1:] == ["2022-03-14/2022-03-16", None]
    assert times(again, visit)[0] == "2022-03-14/2022-03-16"


def test_two_dates_that_differ_are_nobodys_and_of_nested_ones_the_narrower_counts() -> None:
    first = telling("Force", 0, "state/EGY", time="2021")
    bare = telling("Force", 1, "state/EGY")
    assert times(first, bare, telling("Force", 2, "state/EGY", time="2019"))[1] is None
    assert times(first, bare, telling("Force", 2, "state/EGY", time="2021-02"))[1] == "2021-02"


def test_what_guest_and_host_do_near_a_visit_is_done_during_it() -> None:
    visit = telling("Visit", 0, "person/sami", time="2022-03-14", recipients=("state/MAR",))
    talks = telling("Meeting", 1, "person/karim", "person/sami")
    assert times(visit, talks)[1] == "2022-03-14"
    assert times(visit, replace(talks, status="planned"))[1] is None
    assert times(visit, replace(talks, actors=("person/sami",)))[1] is None, "one party alone may act anywhere"
    between = [telling("Trade", number, "state/QAT") for number in range(1, 4)]
    assert times(visit, *between, replace(talks, sentence=Span(500, 599)))[-1] is None


def test_two_persons_of_one_state_do_not_make_the_same_journey() -> None:
    visit = telling("Visit", 0, "person/sami", time="2022-03-14", recipients=("state/MAR",))
    assert times(visit, telling("Visit", 1, "person/hani", recipients=("state/MAR",)))[1] is None
    assert times(visit, telling("Meeting", 1, "person/hani", "state/MAR"))[1] is None


def test_a_visit_lasts_from_its_first_day_to_the_last_that_is_told() -> None:
    begins = telling("Visit", 0, "person/sami", time="2022-03-14", recipients=("state/MAR",))
    again = replace(begins, sentence=Span(300, 399), time=None)
    assert times(begins, replace(begins, time="2022-03-12/2022-03-16"), again)[2] == "2022-03-14/2022-03-16"
    assert times(begins, replace(begins, time="2022-03/2022-05"), again)[2] == "2022-03-14"


def test_a_speaker_goes_on_where_he_was_heard_last() -> None:
    talks = telling("Meeting", 0, "person/sami", "person/karim", time="2022-03-14")
    between = [telling("Trade", number, "state/QAT") for number in range(1, 5)]
    said = telling("Statement", 5, "person/sami")
    assert times(talks, *between, said)[-1] == "2022-03-14"
    assert times(talks, telling("Request", 1, "person/sami", status="hypothetical"), said)[-1] is None
    assert times(talks, telling("Statement", 5, "person/hani"))[-1] is None


def test_what_is_said_in_a_call_is_said_on_its_day() -> None:
    call = telling("Call", 0, "person/sami", "person/karim", time="2022-03-14")
    said = telling("Statement", 1, "person/sami", recipients=("person/karim",))
    assert times(call, said)[1] == "2022-03-14"


@pytest.mark.parametrize("status", ["negated", "hypothetical", "ongoing"])
def test_what_did_not_happen_has_no_date_of_another_telling(status: str) -> None:
    visit = telling("Visit", 0, "person/sami", time="2022-03-14", recipients=("state/MAR",))
    assert times(visit, telling("Visit", 1, "person/sami", recipients=("state/MAR",), status=status))[1] is None


def test_a_speaker_goes_on_on_the_same_day() -> None:
    said = telling("Statement", 0, "person/sami", time="2022-03-14")
    assert times(said, telling("Statement", 1, "person/sami"))[1] == "2022-03-14"
    assert times(said, telling("Statement", 1, "person/karim"))[1] is None


def test_a_verb_and_what_it_happened_at_share_their_time() -> None:
    parse = tree(
        ("قال", "قال", "VERB", 0, "root"), ("الوزير", "وزير", "NOUN", 1, "nsubj"), ("في", "في", "ADP", 4, "case"),
        ("اجتماع", "اجتماع", "NOUN", 1, "obl"),
    )  # fmt: skip
    triggers = list(LEXICON.triggers(parse))
    said, met = telling("Statement", 0, "person/sami", time="2022-03-14"), telling("Meeting", 0, "person/sami")
    assert [event.time for event in share(parse, triggers, [said, met])] == ["2022-03-14", "2022-03-14"]
    elsewhere = replace(parse.sentence, words=(*parse.words[:2], replace(parse.words[2], text="عن"), parse.words[3]))
    assert [e.time for e in share(type(parse)(elsewhere), triggers, [said, met])] == ["2022-03-14", None]
