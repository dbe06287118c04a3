"""What the models take for a name and is none: pieces of titles and verbs, what a number counts."""

from __future__ import annotations

from collections.abc import Sequence

from kg.mentions.candidates import Candidate
from kg.tokens import Token
from kg.vocabulary import Vocabulary

FUTURE = "س"  # before verbs alone: سيجريان
PARTICLES = frozenset({"ADP", "AUX", "CCONJ", "PART", "SCONJ"})
GOD = frozenset({"الله", "المولي"})
OFFICES = 4  # words of a title


def misread(tokens: Sequence[Token], name: Candidate, vocabulary: Vocabulary) -> bool:
    """Whether a name that only the models found is a piece of a verb or a title, or what a number counts."""
    if name.last - name.first == 1 and _god(tokens, name):
        return True
    if name.proclitic.endswith(FUTURE) or _counted(tokens, name) or _opens(tokens, name, vocabulary):
        return True
    return name.type == "Person" and (_cut_title(tokens[name.first], name, vocabulary) or _particle(tokens, name))


def _god(tokens: Sequence[Token], name: Candidate) -> bool:
    """Whether it is God, whom no news reports as an actor: بفضل الله."""
    start = tokens[name.first].start(name.begin)
    return start is not None and not GOD.isdisjoint(start.forms)


def _particle(tokens: Sequence[Token], name: Candidate) -> bool:
    """Whether all is particles: بأن."""
    words = [word for token in tokens[name.first : name.last] for word in token.words]
    return bool(words) and all(word.upos in PARTICLES for word in words)


def _counted(tokens: Sequence[Token], name: Candidate) -> bool:
    """Whether one word stands behind a number: مقتل 260 كرديا, في 25 جويلية."""
    if name.last - name.first > 1 or not name.first or not tokens[name.first].joined or name.proclitic:
        return False
    return tokens[name.first - 1].folded.isdecimal()


def _cut_title(token: Token, name: Candidate, vocabulary: Vocabulary) -> bool:
    """Whether the word, cut elsewhere, is a title: وسكرتير is و and سكرتير."""
    if name.last - name.first > 1:
        return False
    return any(
        start.begin < name.begin and vocabulary.titles.get((form,)) == "office"
        for start in token.starts
        for form in start.forms
    )


def _opens(tokens: Sequence[Token], name: Candidate, vocabulary: Vocabulary) -> bool:
    """Whether a title of more words begins with those of the name, or has no others: ولي of ولي العهد."""
    words = [token.folded for token in tokens[name.first : name.first + OFFICES]]
    firsts = {words[0], *(form for start in tokens[name.first].starts for form in start.forms)}
    return any(vocabulary.title([first, *words[1:]]) >= max(2, name.last - name.first) for first in firsts)
