"""Status by cues, in parses of our own."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_lexicon import LEXICON, tree

from kg.events import status
from kg.tree import Tree


def told(*words: tuple[str, str, str, int, str]) -> dict[str, str]:
    """The status of each trigger, by its word."""
    parse = tree(*words)
    return {
        parse.words[trigger.index].text: status.of(parse, trigger, time=None, published=None)
        for trigger in LEXICON.triggers(parse)
    }


def test_what_is_given_is_not_denied_with_the_verb() -> None:
    assert told(
        ("لم", "لم", "PART", 2, "advmod"), ("تنتقد", "انتقد", "VERB", 0, "root"), ("عمان", "عمان", "X", 2, "nsubj"),
        ("الغزو", "غزو", "NOUN", 2, "obj"),
    ) == {"تنتقد": "negated", "الغزو": "actual"}  # fmt: skip


@pytest.mark.parametrize(("cue", "wanted"), [("المقرر", "planned"), ("الممكن", "hypothetical")])
def test_what_stands_before_that_decides(cue: str, wanted: str) -> None:
    words = [("من", "من", "ADP", 2, "case"), (cue, cue.removeprefix("ال"), "ADJ", 0, "root"),
             ("أن", "أن", "SCONJ", 4, "mark"), ("يزور", "زار", "VERB", 2, "csubj")]  # fmt: skip
    assert told(*words) == {"يزور": wanted}


def test_ties_last_until_a_verb_in_the_perfect_changes_them() -> None:
    noun = ("العلاقات", "علاقة", "NOUN", 1, "nsubj")
    assert told(("دخلت", "دخل", "VERB", 0, "root"), noun)["العلاقات"] == "actual"
    assert told(("متينة", "متين", "ADJ", 0, "root"), noun)["العلاقات"] == "ongoing"


def test_ties_that_stand_go_on_while_they_are_deepened() -> None:
    words = [("جرى", "جرى", "VERB", 0, "root"), ("تعميق", "تعميق", "NOUN", 1, "xcomp")]
    assert told(*words, ("العلاقات", "علاقة", "NOUN", 2, "nmod")) == {"العلاقات": "ongoing"}
    assert told(*words, ("علاقات", "علاقة", "NOUN", 2, "nmod")) == {"علاقات": "actual"}


def test_a_journey_in_a_relative_clause_is_not_ahead() -> None:
    assert told(("يزور", "زار", "VERB", 0, "root")) == {"يزور": "planned"}
    assert told(("مسؤول", "مسؤول", "NOUN", 0, "root"), ("يزور", "زار", "VERB", 1, "acl")) == {"يزور": "actual"}


def test_what_is_done_to_the_first_of_coordinated_nouns_is_done_to_the_second() -> None:
    nouns = [("الثقة", "ثقة", "NOUN", 1, "obj"), ("التعاون", "تعاون", "NOUN", 2, "conj")]
    assert told(("عززت", "عزز", "VERB", 0, "root"), *nouns)["التعاون"] == "actual"
    assert told(("وثيقة", "وثيق", "ADJ", 0, "root"), *nouns)["التعاون"] == "ongoing"


def test_what_is_talked_of_stands_and_what_is_expressed_or_sent_is_done() -> None:
    thanks = [("عن", "عن", "ADP", 3, "case"), ("شكره", "شكر", "NOUN", 1, "obl")]
    assert told(("أعرب", "أعرب", "VERB", 0, "root"), *thanks)["شكره"] == "actual"
    assert told(("تحدث", "تحدث", "VERB", 0, "root"), *thanks)["شكره"] == "ongoing"
    telegram = [("برقية", "برقية", "NOUN", 1, "obj"), ("شكر", "شكر", "NOUN", 2, "nmod")]
    assert told(("بعث", "بعث", "VERB", 0, "root"), *telegram)["شكر"] == "actual"
    ties = ("العلاقات", "علاقة", "NOUN", 1, "obj")
    assert told(("تناول", "تناول", "VERB", 0, "root"), ties)["العلاقات"] == "ongoing"


def test_a_war_goes_on_until_it_is_said_to_have_begun_or_to_end() -> None:
    war = ("الحرب", "حرب", "NOUN", 1, "nmod")
    assert told(("ضحايا", "ضحية", "NOUN", 0, "root"), war)["الحرب"] == "ongoing"
    assert told(("اندلاع", "اندلاع", "NOUN", 0, "root"), war)["الحرب"] == "actual"
    assert told(("اندلعت", "اندلع", "VERB", 0, "root"), (*war[:4], "nsubj"))["الحرب"] == "actual"


def test_the_aim_of_a_plan_an_attempt_or_a_journey_ahead_has_not_happened() -> None:
    aim = [("ل", "ل", "ADP", 4, "case"), ("إعادة", "إعادة", "NOUN", 1, "obl"), ("العلاقات", "علاقة", "NOUN", 4, "nmod")]
    attempt = ("محاولة", "محاولة", "NOUN", 1, "obl")
    assert told(("جاء", "جاء", "VERB", 0, "root"), attempt, *aim)["العلاقات"] == "hypothetical"
    talks = [("ل", "ل", "ADP", 3, "case"), ("محادثات", "محادثة", "NOUN", 1, "obl")]
    assert told(("يزور", "زار", "VERB", 0, "root"), *talks)["محادثات"] == "planned"
    assert told(("زار", "زار", "VERB", 0, "root"), *talks)["محادثات"] == "actual"


def test_a_future_particle_that_the_tokenizer_left_on_the_verb() -> None:
    talks = [("في", "في", "ADP", 3, "case"), ("محادثات", "محادثة", "NOUN", 1, "obl")]
    assert told(("سيناقشان", "سيناقش", "VERB", 0, "root"), *talks)["محادثات"] == "planned"
    assert told(("سيطرا", "سيطر", "VERB", 0, "root"), *talks)["محادثات"] == "actual"


def test_help_goes_on_while_efforts_are_made_and_a_measure_is_no_change() -> None:
    effort = [("الجهود", "جهد", "NOUN", 0, "root"), ("ل", "ل", "ADP", 3, "case"), ("إغاثة", "إغاثة", "NOUN", 1, "nmod")]
    assert told(*effort)["إغاثة"] == "ongoing"
    made = [("التي", "الذي", "DET", 5, "nsubj"), ("بذلت", "بذل", "VERB", 1, "acl")]
    assert told(*effort, *made)["إغاثة"] == "actual"
    words = [("جرى", "جرى", "VERB", 0, "root"), ("توسيع", "توسيع", "NOUN", 1, "xcomp"),
             ("نطاق", "نطاق", "NOUN", 2, "nmod"), ("تعاون", "تعاون", "NOUN", 3, "nmod")]  # fmt: skip
    assert told(*words)["تعاون"] == "actual"


def test_a_pledge_in_a_visit_plans_no_visit() -> None:
    visit = [("في", "في", "ADP", 4, "case"), ("زيارة", "زيارة", "NOUN", 2, "nmod")]
    pledge = [("تعهد", "تعهد", "VERB", 0, "root"), ("التعاون", "تعاون", "NOUN", 1, "obl")]
    assert told(*pledge, *visit)["زيارة"] == "actual"
    assert told(*pledge, ("ب", "ب", "ADP", 4, "case"), ("زيارة", "زيارة", "NOUN", 2, "nmod"))["زيارة"] == "planned"


def test_no_verb_in_the_present_with_a_masculine_subject_begins_with_ta() -> None:
    for subject, wanted in (("الوزير", True), ("الوزيرة", False)):
        parse = tree(("تفقد", "تفقد", "VERB", 0, "root"), (subject, "وزير", "NOUN", 1, "nsubj"))
        verb, noun = parse.words
        words = replace(verb, feats="Aspect=Imp|Person=3"), replace(noun, feats="Number=Sing")
        assert status.perfect(Tree(replace(parse.sentence, words=words)), 0) is wanted


def test_a_chronicle_tells_the_past_in_the_present() -> None:
    line = [("8", "8", "NUM", 4, "obl"), ("فبراير", "فبراير", "NOUN", 1, "nmod"), (":", ":", "PUNCT", 4, "punct"),
            ("يزور", "زار", "VERB", 0, "root")]  # fmt: skip
    assert told(*line) == {"يزور": "actual"}
    assert told(("الوزير", "وزير", "NOUN", 4, "nsubj"), *line[1:]) == {"يزور": "planned"}
