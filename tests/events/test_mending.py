"""Parses mended where two names stand side by side."""

from __future__ import annotations

from dataclasses import dataclass

from test_lexicon import tree

from kg.events.mending import mended


@dataclass
class Named:
    """Names by word; those with a slash in them are persons."""

    names: dict[int, str]
    adjectives: tuple[int, ...] = ()

    def at(self, index: int) -> str | None:
        return self.names.get(index)

    def person(self, index: int) -> bool:
        return "person/" in self.names.get(index, "")

    def nationality(self, index: int) -> bool:
        return index in self.adjectives

    def feminine(self, index: int) -> bool:
        return "state/" in self.names.get(index, "")


VERB = ("زار", "زار", "VERB", 0, "root")


def test_a_second_name_is_the_object_whatever_the_parser_hangs_it_on() -> None:
    parse = tree(VERB, ("الوزير", "وزير", "NOUN", 1, "nsubj"), ("سامي", "سامي", "X", 2, "nmod"),
                 ("عمان", "عمان", "X", 3, "appos"))  # fmt: skip
    words = mended(parse, Named({2: "person/sami", 3: "state/OMN"})).words
    assert (words[3].head, words[3].deprel) == (1, "obj")
    assert words[:3] == parse.words[:3]


def test_a_noun_behind_a_name_is_the_object_and_an_adjective_is_not() -> None:
    parse = tree(("رفضت", "رفض", "VERB", 0, "root"), ("صربيا", "صربيا", "X", 1, "nsubj"),
                 ("الاعتراف", "اعتراف", "NOUN", 2, "nmod"))  # fmt: skip
    assert mended(parse, Named({1: "state/SRB"})).words[2].deprel == "obj"
    assert mended(parse, Named({1: "state/SRB"}, adjectives=(2,))).words == parse.words


def test_conjuncts_and_subjects_without_a_name_are_left_alone() -> None:
    pair = tree(VERB, ("قطر", "قطر", "X", 1, "nsubj"), ("عمان", "عمان", "X", 2, "conj"))
    assert mended(pair, Named({1: "state/QAT", 2: "state/OMN"})).words == pair.words
    bare = tree(VERB, ("الوزير", "وزير", "NOUN", 1, "nsubj"), ("المدينة", "مدينة", "NOUN", 2, "nmod"))
    assert mended(bare, Named({})).words == bare.words


def test_a_partner_behind_the_name_of_a_subject_belongs_to_the_verb() -> None:
    parse = tree(("تشاورت", "تشاور", "VERB", 0, "root"), ("قطر", "قطر", "X", 1, "nsubj"),
                 ("مع", "مع", "ADP", 4, "case"), ("تونس", "تونس", "X", 2, "nmod"))  # fmt: skip
    words = mended(parse, Named({1: "state/QAT", 3: "state/TUN"})).words
    assert (words[3].head, words[3].deprel) == (1, "obl")
    assert mended(parse, Named({3: "state/TUN"})).words == parse.words


def test_no_verb_is_read_inside_a_name() -> None:
    parse = tree(("استقبل", "استقبل", "VERB", 0, "root"), ("الأمير", "أمير", "NOUN", 1, "nsubj"),
                 ("ف", "ف", "X", 4, "flat"), ("يصل", "وصل", "VERB", 1, "conj"),
                 ("السفير", "سفير", "NOUN", 4, "obj"))  # fmt: skip
    words = mended(parse, Named({2: "person/faisal", 3: "person/faisal"})).words
    assert (words[3].upos, words[3].head) == ("X", 2)
    assert (words[4].head, words[4].deprel) == (1, "obj")


def test_whose_counterpart_it_is_is_left_out() -> None:
    parse = tree(("يلتقي", "التقى", "VERB", 0, "root"), ("نظير", "نظير", "NOUN", 1, "nsubj"),
                 ("ه", "هو", "PRON", 2, "nmod"))  # fmt: skip
    assert mended(parse, Named({})).words[1].deprel == "obj"


def test_who_has_to_do_it_owns_the_deed() -> None:
    parse = tree(("أن", "أن", "SCONJ", 3, "mark"), ("على", "على", "ADP", 3, "case"), ("قطر", "قطر", "X", 0, "root"),
                 ("مواصلة", "مواصلة", "NOUN", 3, "obj"), ("الحوار", "حوار", "NOUN", 4, "nmod"))  # fmt: skip
    words = mended(parse, Named({2: "state/QAT"})).words
    assert (words[2].head, words[2].deprel, words[1].deprel) == (4, "nmod", "mark")
    assert (words[3].head, words[3].deprel) == (0, "root")


def test_verbs_of_saying_have_no_person_as_object() -> None:
    parse = tree(("قال", "قال", "VERB", 0, "root"), ("لي", "لي", "X", 1, "obj"))
    assert mended(parse, Named({1: "person/li"})).words[1].deprel == "nsubj"
    met = tree(("التقى", "التقى", "VERB", 0, "root"), ("لي", "لي", "X", 1, "obj"))
    assert mended(met, Named({1: "person/li"})).words[1].deprel == "obj"
