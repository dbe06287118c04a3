"""Words tagged and hung anew where their form and place say so."""

from __future__ import annotations

from dataclasses import replace

from test_lexicon import tree

from kg.events.forms import Forms
from kg.records import Sentence, Word

FORMS = Forms(["ساند", "وجه", "غزا", "هاتف", "كرر", "توجه", "قصف"], ["إدانة", "قصف", "تنديد"])


def read(*words: tuple[str, str, str, int, str]) -> list[tuple[str, str, int, str]]:
    return [(word.text, word.upos, word.head, word.deprel) for word in FORMS.read(tree(*words).sentence).words]


def test_the_feminine_perfect_of_a_known_verb_opens_a_clause() -> None:
    words = read(
        ("ساندت", "ساندت", "X", 2, "nsubj"), ("كوبا", "كوبا", "X", 0, "root"), ("مالطا", "مالطا", "X", 2, "nmod")
    )
    assert words[:2] == [("ساندت", "VERB", 0, "root"), ("كوبا", "X", 1, "nsubj")]


def test_final_weak_verbs_lose_their_last_letter() -> None:
    assert FORMS.verb("غزت") == "غزا"
    assert FORMS.verb("غزات") is None


def test_a_noun_stays_one_unless_it_has_a_subject() -> None:
    headline = (("قصف", "قصف", "NOUN", 0, "root"), ("إسرائيلي", "إسرائيلي", "ADJ", 1, "amod"))
    assert read(*headline)[0][1] == "NOUN"
    told = (
        ("قصف", "قصف", "NOUN", 0, "root"),
        ("الجيش", "جيش", "NOUN", 1, "nsubj"),
        ("البلدة", "بلدة", "NOUN", 1, "obj"),
    )
    assert read(*told)[0][1] == "VERB"


def test_a_word_inside_a_clause_stays_as_it_is() -> None:
    words = (("في", "في", "ADP", 2, "case"), ("ساندت", "ساندت", "X", 0, "root"), ("كوبا", "كوبا", "X", 2, "nmod"))
    assert read(*words)[1][1] == "X"


def test_what_is_repeated_is_a_noun() -> None:
    words = read(
        ("كررت", "كرر", "VERB", 0, "root"), ("كوبا", "كوبا", "X", 1, "nsubj"), ("تنديد", "انداد", "VERB", 1, "obj")
    )
    assert words[2][1] == "NOUN"


def test_the_first_letter_of_a_verb_is_no_conjunction() -> None:
    parse = tree(
        ("و", "و", "CCONJ", 0, "root"), ("جهت", "جهة", "NOUN", 1, "parataxis"), ("الهند", "هند", "NOUN", 2, "nsubj")
    )
    words = list(parse.words)
    glued = Sentence(0, parse.sentence.end, (words[0], *(_moved(word) for word in words[1:])))
    letter, verb, _ = FORMS.read(glued).words
    assert (verb.text, verb.upos, verb.begin, verb.head) == ("وجهت", "VERB", letter.begin, 0)
    assert letter.begin == letter.end
    assert (letter.head, letter.deprel) == (2, "cc")


def test_the_subject_of_an_active_verb_is_not_passive() -> None:
    words = (("ساندت", "ساند", "VERB", 0, "root"), ("كوبا", "كوبا", "X", 1, "nsubj:pass"))
    assert read(*words)[1][3] == "nsubj"


def test_a_sentence_without_such_words_is_the_same() -> None:
    parse = tree(("كتب", "كتب", "VERB", 0, "root"), ("الولد", "ولد", "NOUN", 1, "nsubj"))
    assert FORMS.read(parse.sentence) is parse.sentence


def _moved(word: Word) -> Word:
    return replace(word, begin=word.begin - 1, end=word.end - 1)
