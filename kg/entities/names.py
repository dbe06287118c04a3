"""When two spellings of a person's name are one name."""

from __future__ import annotations

import re
from functools import lru_cache

from kg import vocabulary
from kg.arabic import fold
from kg.entities.spelling import likeness, measure, sound
from kg.mentions.candidates import LINEAGE

HOUSE = "ال"  # folded آل
FATHER, HOUSED = "+", "~"  # before a word: that ابن, that آل stood before it
PREFIXES = frozenset({"عبد", "ابو", "ابي", "ابا", "ام", "سيف"})  # one name with the word that follows
OUTSIDE = re.compile(r"[^\w\s]|_")

Name = tuple[str, ...]


def parse(text: str) -> Name:
    """The folded words of a name: compounds joined (``عبد العزيز``), ``بن`` and ``آل`` a mark on the word behind."""
    words: list[str] = []
    mark = prefix = ""
    for word in OUTSIDE.sub(" ", fold(text)).split():
        if word in LINEAGE:
            mark = FATHER
        elif word == HOUSE:
            mark, prefix = HOUSED, prefix + word
        elif word in PREFIXES:
            prefix += word
        else:
            words.append(mark + prefix + word)
            mark = prefix = ""
    return (*words, mark + prefix) if prefix else tuple(words)


def joined(name: Name) -> str:
    """The letters of a name without blanks and marks: ``شي جين بينغ`` and ``شي جينبينغ`` are one."""
    return "".join(map(bare, name))


def marked(word: str) -> bool:
    """Whether a word of a name is a forefather's or a house's."""
    return word[:1] in (FATHER, HOUSED)


def bare(word: str) -> str:
    """A word of a name without its mark."""
    return word[1:] if marked(word) else word


def same_word(one: str, other: str, given: frozenset[str] = frozenset()) -> bool:
    """Whether two folded words spell one name. Two that are both known as ``given`` names differ when unequal."""
    return alike(one, other, given) > 0


@lru_cache(maxsize=65536)
def alike(one: str, other: str, given: frozenset[str] = frozenset()) -> float:
    """How alike two folded words of a name are, 0 if they are two names and 1 if they sound alike.

    ``محمد`` and ``محمود``, ``سلمان`` and ``سليمان`` are given names of their own, however alike.
    """
    one, other = bare(one), bare(other)
    if one == other or sound(one) == sound(other):
        return 1.0
    known = vocabulary.load().given_names
    learned = measure()
    if min(len(one), len(other)) < learned.letters or (
        (one in given or one in known) and (other in given or other in known)
    ):
        return 0.0
    found = likeness(one, other, learned)
    return found if found >= learned.threshold else 0.0


def score(
    one: Name, other: Name, given: frozenset[str] = frozenset(), *, middle: bool = True, open_end: bool = False
) -> float:
    """How sure it is that two names of two words or more are one person's: the likeness of their least alike words;
    0 if they are two people's.

    The first words must be the same, and all words of the shorter name must appear in the longer in order. What the
    longer has more may be forefathers (``عادل بن أحمد الجبير``, ``عادل الجبير``) and, with ``middle``, other names; but
    who is called after his father is not the son of another (``عبد الله بن عبد العزيز``,
    ``عبد الله بن مساعد بن عبد العزيز``). Behind the last word of the shorter stand only forefathers and a house
    (``آل سعود``) or, with ``open_end``, for names of one document, anything.
    """
    if one == other or (len(one) != len(other) and sound(joined(one)) == sound(joined(other))):
        return 1.0
    if min(len(one), len(other)) < 2:
        return 0.0
    found = alike(one[0], other[0], given)
    if not found:
        return 0.0
    shorter, longer = (one, other) if len(one) <= len(other) else (other, one)
    place = 0
    for word in shorter[1:]:
        likes, passed = 0.0, place
        while not likes:
            place += 1
            if place == len(longer):
                return 0.0
            likes = alike(word, longer[place], given)
        between = longer[passed + 1 : place]
        if between and (word.startswith(FATHER) or not (middle or all(map(marked, between)))):
            return 0.0
        found = min(found, likes)
    rest = longer[place + 1 : place + 2]
    return found if open_end or not rest or marked(rest[0]) else 0.0


def same_person(one: Name, other: Name, given: frozenset[str] = frozenset(), *, open_end: bool = False) -> bool:
    """Whether two names of two words or more are one person's (:func:`score`)."""
    return score(one, other, given, open_end=open_end) > 0


def short_for(word: str, full: Name) -> bool:
    """Whether one word is a short form of a full name: its last word or, where families come first, its first.

    A father's name is one only behind ``بن``: ``بن سلمان``, not ``سلمان``, is محمد بن سلمان.
    """
    if len(full) < 2:
        return False
    behind = word.startswith(FATHER) == full[-1].startswith(FATHER)
    return (behind and same_word(word, full[-1])) or sound(word) == sound(full[0])
