"""Times that pass from one telling to another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from test_lexicon import LEXICON, tree

from kg.dates import lengths
from kg.events.circumstances import Telling, tellings
from kg.events.inheritance import duration, inherit
from kg.ontology import event_types
from kg.records import Event, Span
from kg.tree import Tree

STATES = {"person/sami": "state/EGY", "person/hani": "state/EGY", "person/karim": "state/MAR"}


def telling(kind: str, sentence: int, *actors: str, time: str | None = None, **fields: object) -> Event:
    """A telling in one of the sentences of a document."""
    span = Span(100 * sentence, 100 * sentence + 99)
    event = Event("d1", "", kind, Span(span.begin, span.begin + 3), span, actors=actors, time=time)
    return replace(event, **fields)  # type: ignore[arg-type]


def dated(*events: Event | Telling, published: str = "2022-03-15") -> list[Event]:
    told = [event if isinstance(event, Telling) else Telling(event) for event in events]
    return inherit(told, state=lambda one: STATES.get(one, one), published=date.fromisoformat(published))


def times(*events: Event | Telling) -> list[str | None]:
    return [event.time for event in dated(*events)]


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
    assert times(talks, telling("Request", 1, "person/sami", status="hypothetical"), said)[-1] == "2022-03-14"
    assert times(talks, Telling(said, apart=True))[-1] is None, "in an interview"
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


def shared(parse: Tree, *events: Event) -> list[str | None]:
    return times(*tellings(parse, list(LEXICON.triggers(parse)), events))


def test_a_verb_and_what_it_happened_at_share_their_time() -> None:
    parse = tree(
        ("قال", "قال", "VERB", 0, "root"), ("الوزير", "وزير", "NOUN", 1, "nsubj"), ("في", "في", "ADP", 4, "case"),
        ("اجتماع", "اجتماع", "NOUN", 1, "obl"),
    )  # fmt: skip
    said, met = telling("Statement", 0, "person/sami", time="2022-03-14"), telling("Meeting", 0, "person/sami")
    met = replace(met, trigger=Span(50, 56))
    assert shared(parse, said, met) == ["2022-03-14", "2022-03-14"]
    elsewhere = replace(parse.sentence, words=(*parse.words[:2], replace(parse.words[2], text="عن"), parse.words[3]))
    assert shared(Tree(elsewhere), said, met) == ["2022-03-14", None]


def test_what_is_praised_at_a_meeting_is_praised_on_its_day_though_the_parser_hangs_it_on_a_noun() -> None:
    parse = tree(
        ("أشاد", "أشاد", "VERB", 0, "root"), ("سامي", "سامي", "X", 1, "nsubj"), ("ب", "ب", "ADP", 4, "case"),
        ("التعاون", "تعاون", "NOUN", 1, "obl"), ("في", "في", "ADP", 6, "case"),
        ("اجتماعه", "اجتماع", "NOUN", 4, "nmod"),
    )  # fmt: skip
    praise, tie = telling("Support", 0, "person/sami"), telling("Cooperation", 0, "person/sami", status="ongoing")
    met = replace(telling("Meeting", 0, "person/sami", time="2022-03-14"), trigger=Span(50, 56))
    assert shared(parse, praise, tie, met) == ["2022-03-14", None, "2022-03-14"]
    assert shared(parse, replace(praise, actors=("person/hani",)), tie, met)[0] is None


def test_a_sentence_that_points_back_dates_the_one_before() -> None:
    parse = tree(
        ("جاء", "جاء", "VERB", 0, "root"), ("ذلك", "ذلك", "DET", 1, "nsubj"), ("خلال", "خلال", "ADP", 4, "case"),
        ("زيارته", "زيارة", "NOUN", 1, "obl"), ("قطر", "قطر", "X", 4, "nmod"),
    )  # fmt: skip
    praise = telling("Support", 0, "person/sami")
    visit = telling("Visit", 1, "person/sami", time="2022-03-14", recipients=("state/QAT",))
    assert times(praise, *tellings(parse, list(LEXICON.triggers(parse)), [visit])) == ["2022-03-14", "2022-03-14"]
    assert times(praise, visit)[0] is None
    assert times(replace(praise, status="ongoing"), Telling(visit, back=True))[0] is None


def test_what_somebody_says_of_two_parties_did_not_happen_where_they_meet() -> None:
    visit = telling("Visit", 0, "person/sami", time="2022-03-14", recipients=("state/MAR",))
    tie = telling("Cooperation", 1, "state/EGY", "state/MAR")
    assert times(visit, tie)[1] == "2022-03-14"
    assert times(visit, Telling(tie, content=True))[1] is None
    assert times(replace(visit, type="Call"), tie)[1] is None, "nobody works together in a call"


def test_another_attack_is_not_the_one_that_is_known() -> None:
    attack = telling("Force", 0, "state/EGY", time="2021-02")
    again = telling("Force", 1, "state/EGY")
    assert times(attack, again)[1] == "2021-02"
    assert times(attack, Telling(again, given=False))[1] is None
    words = [("هجوم", "هجوم", "NOUN", 0, "root"), ("روسي", "روسي", "ADJ", 1, "amod")]
    assert not tellings(tree(*words), list(LEXICON.triggers(tree(*words))), [again])[0].given
    words[1] = ("روسيا", "روسيا", "X", 1, "nmod")
    assert tellings(tree(*words), list(LEXICON.triggers(tree(*words))), [again])[0].given


def test_a_visit_of_which_only_the_end_is_told_begins_where_another_telling_says() -> None:
    visit = telling("Visit", 0, "person/sami", time="2022-03-16", recipients=("state/MAR",))
    end = replace(visit, sentence=Span(100, 199), time="2022-03-15/2022-03-18", time_from=Span(110, 120, "until"))
    assert times(visit, end) == ["2022-03-16", "2022-03-16/2022-03-18"]
    assert times(end) == ["2022-03-15/2022-03-18"]


def test_a_definite_noun_without_more_is_the_happening_told_last() -> None:
    words = [("خلال", "خلال", "ADP", 2, "case"), ("اللقاء", "لقاء", "NOUN", 0, "root")]
    met = telling("Meeting", 1, "person/hani")
    pointing = tellings(tree(*words), list(LEXICON.triggers(tree(*words))), [met])
    assert pointing[0].bare
    talks = telling("Meeting", 0, "person/sami", "person/karim", time="2022-03-14")
    assert times(talks, *pointing)[1] == "2022-03-14"
    assert times(Telling(talks, ghost=True), *pointing) == ["2022-03-14"], "though it is no event"
    words.append(("الأول", "أول", "ADJ", 2, "amod"))
    assert not tellings(tree(*words), list(LEXICON.triggers(tree(*words))), [met])[0].bare


def test_who_answers_does_so_on_the_day_of_the_talk() -> None:
    words = [
        ("من", "من", "ADP", 2, "case"), ("جانب", "جانب", "NOUN", 4, "obl"), ("ه", "هو", "PRON", 2, "nmod"),
        ("أشاد", "أشاد", "VERB", 0, "root"), ("هاني", "هاني", "X", 4, "nsubj"),
    ]  # fmt: skip
    talks, praise = telling("Meeting", 0, "person/sami", time="2022-03-14"), telling("Support", 1, "person/hani")
    assert times(talks, *tellings(tree(*words), list(LEXICON.triggers(tree(*words))), [praise]))[1] == "2022-03-14"
    assert times(talks, praise)[1] is None


def test_a_noun_tells_no_tense_so_that_a_journey_planned_elsewhere_is_planned() -> None:
    planned = telling("Visit", 0, "person/sami", time="2022-03-16/2022-03-18", recipients=("state/MAR",))
    planned = replace(planned, status="planned", rule="travel-verb:pattern")
    again = replace(planned, sentence=Span(100, 199), time=None, status="actual", rule="travel-noun:pattern")
    assert dated(planned, again)[1].status == "planned"
    assert dated(planned, again, published="2022-03-20")[1].status == "actual", "the days have passed"
    assert dated(planned, replace(again, rule="travel-verb:pattern"))[1].status == "actual"


def test_what_happens_at_a_reception_that_is_no_event_has_the_day_of_the_one_told_last() -> None:
    words = [
        ("أكد", "أكد", "VERB", 0, "root"), ("هاني", "هاني", "X", 1, "nsubj"), ("خلال", "خلال", "ADP", 4, "case"),
        ("الحفل", "حفل", "NOUN", 1, "obl"),
    ]  # fmt: skip
    talks, said = telling("Meeting", 0, "person/sami", time="2022-03-14"), telling("Statement", 1, "person/hani")
    triggers = [trigger for trigger in LEXICON.triggers(tree(*words)) if trigger.verbal]
    assert times(talks, *tellings(tree(*words), triggers, [said]))[1] == "2022-03-14"
    words[3] = ("الصيف", "صيف", "NOUN", 1, "obl")
    assert times(talks, *tellings(tree(*words), triggers, [said]))[1] is None


def test_a_journey_lasts_as_long_as_it_is_said_to() -> None:
    words = [
        ("زيارة", "زيارة", "NOUN", 0, "root"), ("تستغرق", "استغرق", "VERB", 1, "acl"),
        ("يومين", "يوم", "NOUN", 2, "obj"),
    ]  # fmt: skip
    visit = telling("Visit", 0, "person/sami", time="2022-03-14", recipients=("state/MAR",))

    def lasting(*words: tuple[str, str, str, int, str]) -> str | None:
        parse = tree(*words)
        text = " ".join(word[0] for word in words)
        return times(*tellings(parse, list(LEXICON.triggers(parse)), [visit], lengths=lengths(text)))[0]

    assert lasting(*words) == "2022-03-14/2022-03-15"
    end = ("ختام", "ختام", "NOUN", 0, "root")
    under = [(text, lemma, tag, head + 1, "nmod" if head == 0 else label) for text, lemma, tag, head, label in words]
    assert lasting(end, *under) == "2022-03-13/2022-03-14"


def test_what_lasts_since_a_war_began_has_its_begin() -> None:
    words = [
        ("ارتفعت", "ارتفع", "VERB", 0, "root"), ("الصادرات", "صادر", "NOUN", 1, "nsubj"),
        ("منذ", "منذ", "ADP", 4, "case"),
        ("بداية", "بداية", "NOUN", 1, "obl"), ("الحرب", "حرب", "NOUN", 4, "nmod"),
    ]  # fmt: skip
    parse = tree(*words)
    attack = telling("Force", 0, "state/EGY", time="2022-02")
    trade = telling("Trade", 1, "state/EGY", status="ongoing")
    war = replace(telling("Force", 1), trigger=Span(140, 145))
    told = tellings(parse, list(LEXICON.triggers(parse)), [trade, war], ghosts={1})
    assert [(one.type, one.time) for one in dated(attack, *told)] == [
        ("Force", "2022-02"), ("Trade", "2022-02/2022-03-15"),
    ]  # fmt: skip


def test_a_journey_without_a_date_was_when_the_guest_met_his_host() -> None:
    visit = telling("Visit", 0, "person/sami", recipients=("state/MAR",))
    met = telling("Meeting", 1, "person/sami", "person/karim", time="2022-03-14")
    assert times(visit, met)[0] == "2022-03-14"
    assert times(replace(visit, recipients=("state/QAT",)), met)[0] is None
    assert times(Telling(visit, given=False), met)[0] is None


def test_what_the_parser_hangs_on_a_noun_with_the_article_does_not_make_it_another() -> None:
    words = [("حضر", "حضر", "VERB", 0, "root"), ("اللقاء", "لقاء", "NOUN", 1, "obj"),
             ("مساعد", "مساعد", "NOUN", 2, "nmod"), ("الوزير", "وزير", "NOUN", 3, "nmod")]  # fmt: skip
    met = telling("Meeting", 1, "person/hani")
    triggers = [trigger for trigger in LEXICON.triggers(tree(*words)) if not trigger.verbal]
    assert tellings(tree(*words), triggers[:1], [met])[0].bare
    words[2:] = [("بين", "بين", "ADP", 4, "case"), ("الوزيرين", "وزير", "NOUN", 2, "nmod")]
    assert not tellings(tree(*words), triggers[:1], [met])[0].bare


def test_who_attended_a_gathering_attended_the_one_told_last() -> None:
    words = [("حضر", "حضر", "VERB", 0, "root"), ("الاستقبال", "استقبال", "NOUN", 1, "obj"),
             ("هاني", "هاني", "X", 1, "nsubj")]  # fmt: skip
    triggers = [trigger for trigger in LEXICON.triggers(tree(*words)) if trigger.verbal]
    talks, there = telling("Meeting", 0, "person/sami", time="2022-03-14"), telling("Conference", 1, "person/hani")
    assert times(talks, *tellings(tree(*words), triggers, [there]))[1] == "2022-03-14"


def test_what_a_sentence_that_points_back_tells_was_on_the_day_of_the_one_before() -> None:
    praise = telling("Support", 0, "person/sami", time="2022-03-14")
    summit = telling("Conference", 1, "person/karim")
    assert times(praise, Telling(summit, back=True))[1] == "2022-03-14"
    assert times(praise, summit)[1] is None


def test_what_a_guest_is_to_do_is_done_in_the_days_of_his_journey_while_it_lasts() -> None:
    visit = telling("Visit", 0, "person/sami", time="2022-03-14/2022-03-17", recipients=("state/MAR",))
    talks = telling("Meeting", 1, "person/sami", status="planned")
    assert times(visit, talks)[1] == "2022-03-14/2022-03-17"
    assert times(replace(visit, time="2022-03-14/2022-03-15"), talks)[1] is None, "it ends today"
    assert times(visit, replace(talks, actors=("person/hani",)))[1] is None


def test_what_is_planned_besides_is_not_what_was_planned_before() -> None:
    fields = {"status": "planned", "rule": "encounter-verb:pattern"}
    talks = telling("Meeting", 0, "person/sami", "person/karim", time="2022-03-16", **fields)
    assert times(talks, telling("Meeting", 1, "person/sami", **fields))[1] is None
    assert times(talks, telling("Meeting", 1, "person/sami", "person/karim", **fields))[1] == "2022-03-16"


def test_who_answers_in_the_middle_of_a_sentence() -> None:
    words = [
        ("وصل", "وصل", "VERB", 0, "root"), ("سامي", "سامي", "X", 1, "nsubj"), ("و", "و", "CCONJ", 7, "cc"),
        ("من", "من", "ADP", 5, "case"), ("جانب", "جانب", "NOUN", 7, "obl"), ("ه", "هو", "PRON", 5, "nmod"),
        ("أشاد", "أشاد", "VERB", 1, "conj"), ("هاني", "هاني", "X", 7, "nsubj"),
    ]  # fmt: skip
    triggers = [trigger for trigger in LEXICON.triggers(tree(*words)) if trigger.type.type == "Support"]
    assert tellings(tree(*words), triggers, [telling("Support", 1, "person/hani")])[0].answer


def test_no_saying_takes_a_year() -> None:
    talks = telling("Meeting", 0, "person/sami", time="2021")
    assert times(talks, telling("Statement", 1, "person/sami"))[1] is None


def test_who_praises_before_anybody_else_speaks_does_so_there() -> None:
    talks = telling("Meeting", 0, "person/sami", time="2022-03-14")
    praise = telling("Support", 1, "person/sami")
    assert times(talks, praise)[1] == "2022-03-14"
    assert times(talks, telling("Support", 3, "person/sami"))[1] == "2022-03-14"
    assert times(talks, telling("Statement", 2, "person/karim"), telling("Support", 3, "person/sami"))[2] is None
    assert times(talks, Telling(praise, content=True))[1] is None, "somebody says that he does"


def test_the_day_of_the_announcement_is_the_last_resort() -> None:
    visit = telling("Visit", 0, "person/sami", recipients=("state/MAR",), status="planned")
    assert times(Telling(visit, announced="2022-03-14"))[0] == "2022-03-14"
    again = replace(visit, sentence=Span(200, 299), time="2022-03-20")
    assert times(Telling(visit, announced="2022-03-14"), again)[0] == "2022-03-20"


def test_who_attended_without_more_attended_what_was_told_last() -> None:
    words = [("حضر", "حضر", "VERB", 0, "root"), ("من", "من", "ADP", 3, "case"), ("الجانب", "جانب", "NOUN", 1, "obl"),
             ("هاني", "هاني", "X", 1, "nsubj")]  # fmt: skip
    triggers = [trigger for trigger in LEXICON.triggers(tree(*words)) if trigger.verbal]
    talks, there = telling("Meeting", 0, "person/sami", time="2022-03-14"), telling("Conference", 1, "person/hani")
    assert times(talks, *tellings(tree(*words), triggers, [there]))[1] == "2022-03-14"
    words.append(("المعرض", "معرض", "NOUN", 1, "obj"))
    assert times(talks, *tellings(tree(*words), triggers, [there]))[1] is None


def test_what_was_before_or_after_a_journey_was_not_in_it() -> None:
    words = [("جاء", "جاء", "VERB", 0, "root"), ("بعد", "بعد", "ADP", 3, "case"), ("اتفاق", "اتفاق", "NOUN", 1, "obl")]
    visit = telling("Visit", 0, "person/sami", time="2022-03-14", recipients=("state/MAR",))
    pact = telling("Agreement", 1, "state/EGY", "state/MAR")
    assert times(visit, *tellings(tree(*words), list(LEXICON.triggers(tree(*words))), [pact]))[1] is None
    words[1] = ("في", "في", "ADP", 3, "case")
    assert times(visit, *tellings(tree(*words), list(LEXICON.triggers(tree(*words))), [pact]))[1] == "2022-03-14"


def test_his_last_journey_is_not_this_one() -> None:
    words = [("زيارته", "زيارة", "NOUN", 0, "root"), ("الأخيرة", "أخير", "ADJ", 1, "amod")]
    visit = telling("Visit", 0, "person/sami", time="2022-03-14", recipients=("state/MAR",))
    again = replace(visit, sentence=Span(100, 199), time=None)
    assert times(visit, *tellings(tree(*words), list(LEXICON.triggers(tree(*words))), [again]))[1] is None
    words[1] = ("الرسمية", "رسمي", "ADJ", 1, "amod")
    assert times(visit, *tellings(tree(*words), list(LEXICON.triggers(tree(*words))), [again]))[1] == "2022-03-14"


def test_another_guest_of_a_state_travels_apart_though_his_state_is_named_too() -> None:
    visit = telling("Visit", 0, "person/sami", "state/EGY", time="2022-03-14", recipients=("state/MAR",))
    assert times(visit, telling("Visit", 1, "person/hani", recipients=("state/MAR",)))[1] is None


def test_what_was_said_was_not_said_on_a_day_to_come() -> None:
    talks = telling("Meeting", 0, "person/sami", time="2022-03-20")
    said = telling("Statement", 1, "person/sami", rule="speech-verb:pattern")
    assert times(talks, said)[1] is None
    assert times(replace(talks, time="2022-03-14"), said)[1] == "2022-03-14"


def test_what_is_done_was_not_what_is_planned() -> None:
    planned = telling("Agreement", 0, "state/EGY", "state/MAR", time="2022-03-20", status="planned")
    done = telling("Agreement", 1, "state/EGY", "state/MAR", rule="pact-verb:pattern")
    assert times(planned, done)[1] is None
    assert times(replace(planned, status="actual", time="2022-03-10"), done)[1] == "2022-03-10"
