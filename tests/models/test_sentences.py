"""No sentence begins with the slash between the two names of a month."""

from __future__ import annotations

from typing import Any

import pytest

from kg.models.load import bundled

TWICE = "وصل الوزير إلى العاصمة في 16 مايو/أيار المقبل لإجراء محادثات."


@pytest.fixture(scope="module")
def words() -> Any:
    return bundled(tasks=("tokenize",))


@pytest.mark.parametrize(
    "text", [TWICE, TWICE.replace("/", " /"), "انتهت الجولة في مايو/أيار، وتبدأ الثانية في حزيران/يونيو."]
)
def test_a_month_named_twice_stays_in_its_sentence(words: Any, text: str) -> None:
    (sentence,) = words(text).sentences
    assert [word.id for word in sentence.words] == list(range(1, len(sentence.words) + 1))
    assert all(text[token.start_char : token.end_char] == token.text for token in sentence.tokens)
    assert "/" in [word.text for word in sentence.words]


def test_other_sentences_and_other_texts_of_a_batch_are_left_alone(words: Any) -> None:
    plain = "زار الوزير المدينة. وعاد في المساء."
    one, two = words.bulk_process([plain, TWICE])
    assert [sentence.text for sentence in one.sentences] == ["زار الوزير المدينة.", "وعاد في المساء."]
    assert len(two.sentences) == 1


def test_a_paragraph_that_begins_with_a_slash_is_one(words: Any) -> None:
    assert len(words("تصريح الوزير\n\n/ وكالات / أعلن الوزير استقالته.").sentences) >= 2
