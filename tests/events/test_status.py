"""Status by cues, in parses of our own."""

from __future__ import annotations

import pytest
from test_lexicon import LEXICON, tree

from kg.events import status


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
