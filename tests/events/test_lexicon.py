"""Which word evokes what, in parses of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import BadSeed
from kg.events.lexicon import Lexicon
from kg.ontology import folder
from kg.records import Sentence, Word
from kg.tree import Tree

LEXICON = Lexicon()


def tree(*words: tuple[str, str, str, int, str], begin: int = 0) -> Tree:
    """A parse of words given as text, lemma, tag, head and relation, the first of them at an offset."""
    records, start = [], begin
    for text, lemma, upos, head, deprel in words:
        records.append(Word(begin, begin + len(text), text, lemma, upos, "", head, deprel))
        begin += len(text) + 1
    return Tree(Sentence(start, begin - 1, tuple(records)))


def evoked(*words: tuple[str, str, str, int, str]) -> list[tuple[str, str]]:
    parse = tree(*words)
    return [(trigger.type.type, parse.words[trigger.index].text) for trigger in LEXICON.triggers(parse)]


def copied(path: Path) -> Path:
    """A folder with the tables."""
    for table in folder().glob("*.csv"):
        (path / table.name).write_text(table.read_text(encoding="utf-8"), encoding="utf-8")
    return path


def test_what_is_published_is_no_force_and_what_is_deployed_is() -> None:
    verb = ("نشرت", "نشر", "VERB", 0, "root")
    assert evoked(verb, ("فرنسا", "فرنسا", "X", 1, "nsubj"), ("تقريرا", "تقرير", "NOUN", 1, "obj")) == []
    assert evoked(verb, ("فرنسا", "فرنسا", "X", 1, "nsubj"), ("قوات", "قوة", "NOUN", 1, "obj")) == [("Force", "نشرت")]


def test_a_preposition_tells_a_sense() -> None:
    verb, noun = ("علقت", "علق", "VERB", 0, "root"), ("القرار", "قرار", "NOUN", 1, "obl")
    assert evoked(verb, ("على", "على", "ADP", 3, "case"), noun) == [("Statement", "علقت")]
    assert evoked(verb, ("في", "في", "ADP", 3, "case"), noun) == []


def test_a_noun_is_known_in_its_forms() -> None:
    for form in ("زيارة", "الزيارة", "زيارات", "زيارته", "زيارتهما"):
        assert evoked((form, form, "NOUN", 0, "root")) == [("Visit", form)]
    assert evoked(("زيارة", "زيارة", "VERB", 0, "root")) == []


def test_a_holding_is_no_contract() -> None:
    assert evoked(("عقد", "عقد", "NOUN", 0, "root"), ("قمة", "قمة", "NOUN", 1, "nmod")) == [("Conference", "قمة")]
    assert evoked(("عقد", "عقد", "NOUN", 0, "root"), ("جديد", "جديد", "ADJ", 1, "amod")) == [("Agreement", "عقد")]


def test_a_lemma_with_two_rows_is_named_with_its_line(tmp_path: Path) -> None:
    rows = copied(tmp_path)
    with (rows / "triggers.csv").open("a", encoding="utf-8") as file:
        file.write("زار,verb,Meeting\n")
    with pytest.raises(BadSeed, match=r"triggers\.csv:\d+: زار has a row already"):
        Lexicon(rows)


def test_a_town_is_no_participle() -> None:
    town = ("مدينة", "مدينة", "NOUN", 0, "root")
    assert evoked(town, ("جنين", "جنين", "X", 1, "nmod")) == []


def test_a_preposition_behind_the_phrase_tells_a_sense_wherever_the_parser_hangs_it() -> None:
    verb, noun = ("ساد", "ساد", "VERB", 0, "root"), ("الوفاق", "وفاق", "NOUN", 1, "nsubj")
    pair = (("بين", "بين", "ADP", 4, "case"), ("الهند", "هند", "NOUN", 1, "obl"))
    assert evoked(verb, noun, *pair) == [("Cooperation", "الوفاق")]
    assert evoked(verb, noun, ("في", "في", "ADP", 4, "case"), pair[1]) == []


def test_a_sense_of_no_type_is_named_with_its_line(tmp_path: Path) -> None:
    rows = copied(tmp_path)
    with (rows / "senses.csv").open("a", encoding="utf-8") as file:
        file.write("نشر,verb,Publication,object,,كتاب,نشر كتابا\n")
    with pytest.raises(BadSeed, match=r"senses\.csv:\d+: no type 'Publication'"):
        Lexicon(rows)
