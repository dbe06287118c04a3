"""When two spellings of a person's name are one name.

Newspapers write the same foreign sound with different letters (``سيرغي``, ``سيرجي``) and the same foreign name
with more or fewer long vowels (``نتنياهو``, ``نتانياهو``). Words compare by :func:`sound`, and where that
differs by ``rapidfuzz.fuzz.ratio``, the share of letters that two words have in common in order, from 0 to 100.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from rapidfuzz import fuzz

from kg.arabic import fold

ALIKE = 85.0  # least ratio: one letter more in a word of six; 80 would take two
LONG = 5  # letters that a word needs before a likeness counts: محمد and محمود are two names
SOUNDS = str.maketrans({"غ": "ك", "ج": "ك", "ق": "ك", "ڤ": "ف", "ث": "ت", "ظ": "ز", "ذ": "د"})
LINEAGE = frozenset({"بن", "ابن", "بنت"})
PREFIXES = frozenset({"عبد", "ابو", "ابي", "ابا", "ام", "ال", "سيف"})  # one name with the word that follows
OUTSIDE = re.compile(r"[^\w\s]|_")

Name = tuple[str, ...]


def parse(text: str) -> Name:
    """The folded words of a name: compounds joined (``عبد العزيز``), ``بن`` left out."""
    words: list[str] = []
    prefix = ""
    for word in OUTSIDE.sub(" ", fold(text)).split():
        if word in LINEAGE:
            continue
        if word in PREFIXES:
            prefix += word
            continue
        words.append(prefix + word)
        prefix = ""
    return (*words, prefix) if prefix else tuple(words)


def sound(word: str) -> str:
    """A folded word with one letter for each group of letters that stand for one foreign sound."""
    return word.translate(SOUNDS)


def same_word(one: str, other: str, given: Collection[str] = ()) -> bool:
    """Whether two folded words spell one name. Two that are both known as ``given`` names differ when unequal."""
    if sound(one) == sound(other):
        return True
    if min(len(one), len(other)) < LONG or (one in given and other in given):
        return False
    return fuzz.ratio(sound(one), sound(other)) >= ALIKE


def same_person(one: Name, other: Name, given: Collection[str] = ()) -> bool:
    """Whether two names of two words or more are one person's.

    The first words must be the same, and so must the last or, where one name goes on with forefathers and
    house, all of the shorter must appear in the longer in order. ``شي جينبينغ`` is ``شي جين بينغ``.
    """
    if sound("".join(one)) == sound("".join(other)):
        return True
    if min(len(one), len(other)) < 2 or not same_word(one[0], other[0], given):
        return False
    shorter, longer = sorted((one, other), key=len)
    rest = iter(longer[1:])
    return all(any(same_word(word, further, given) for further in rest) for word in shorter[1:])


def short_for(word: str, full: Name) -> bool:
    """Whether one word is a short form of a full name: its last word or, where families come first, its first."""
    return len(full) > 1 and (same_word(word, full[-1]) or sound(word) == sound(full[0]))
