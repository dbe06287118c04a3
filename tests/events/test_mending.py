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
