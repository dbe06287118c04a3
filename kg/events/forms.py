"""Words that the models read as another part of speech than their form and place allow.

Taggers know few of the verbs of diplomacy in the feminine perfect, which states take (``ساندت كوبا فنزويلا``), and
take event nouns at the end of a clause for verbs (``كررت إدانتها``). The lexicon knows both; the place decides: the
verb of a clause opens it and has a noun behind it, and what is the object of another verb is no verb.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.arabic import fold
from kg.records import Sentence, Word

NOMINAL = frozenset({"NOUN", "ADJ", "X", "PROPN"})
OPENING = frozenset({"CCONJ", "SCONJ", "PUNCT"})  # tags of words before the verb of a clause
OBJECTS = frozenset({"obj", "iobj"})
ADNOMINAL = frozenset({"nmod", "appos", "flat", "amod", "dep"})  # no verb has such a dependent right behind it
NOT = "لم"  # before a verb in the jussive, which loses its long vowel: لم تدن
FEATURES = "Aspect=Perf|Gender={}|Number=Sing|Person=3|Voice=Act"


class Forms:
    """The written forms of trigger verbs in the third person of the perfect, and of trigger nouns."""

    def __init__(
        self,
        verbs: Iterable[str],
        nouns: Iterable[str],
        others: Iterable[str] = (),
        participles: Iterable[str] = (),
    ) -> None:
        """``others`` are verbs that evoke nothing but may look like one of the ``nouns``: ``عقد``. ``participles``
        are active ones of the verbs, without endings."""
        verbs = sorted(set(verbs))
        self._lemmas = frozenset(map(fold, verbs))
        self._others = frozenset(map(fold, others))
        self._masculine = {fold(verb): verb for verb in verbs}
        self._feminine = {fold(verb[:-1] + "ت" if verb[-1] in "اى" else verb + "ت"): verb for verb in verbs}
        self._dual = {form + "ا": verb for form, verb in self._feminine.items()}
        self._nouns = {fold(noun): noun for noun in nouns}
        self._participles = frozenset(fold(participle) for participle in participles)
        self._jussives = {fold(short): verb for verb in verbs if (short := _jussive(verb))}

    def verb(self, text: str) -> str | None:
        """The verb of which a word may be the perfect, as the lexicon spells it."""
        key = fold(text)
        return self._masculine.get(key) or self._feminine.get(key)

    def read(self, sentence: Sentence) -> Sentence:
        """The sentence with such words tagged and hung anew."""
        words = list(sentence.words)
        for place in range(len(words)):
            self._rejoin(words, place)
            self._as_verb(words, place)
            self._as_noun(words, place)
            self._with_subject(words, place)
        return replace(sentence, words=tuple(words)) if tuple(words) != sentence.words else sentence

    def _rejoin(self, words: list[Word], place: int) -> None:
        """Give a verb its first letter back that was taken for a conjunction: ``و`` + ``جهت``. The letter stays as an
        empty word before it."""
        if not place or words[place - 1].text != "و" or words[place - 1].end != words[place].begin:
            return
        letter, rest = words[place - 1], words[place]
        whole = letter.text + rest.text
        known = rest.upos == "VERB" and fold(rest.lemma) == fold(rest.text) and not rest.text.endswith("ت")
        opens = place == 1 or words[place - 2].upos == "PUNCT"
        stem = fold(whole).removesuffix("ا").removesuffix("ين")
        participle = stem in self._participles
        if not opens or known or self.verb(rest.text) or not _noun_behind(words, place):
            return
        if not (self.verb(whole) or participle):
            return
        head = letter.head if letter.head != place + 1 else rest.head
        deprel = letter.deprel if letter.head != place + 1 else rest.deprel
        lemma = stem if participle else rest.lemma
        words[place] = replace(rest, begin=letter.begin, text=whole, lemma=lemma, upos="X", head=head, deprel=deprel)
        words[place - 1] = replace(letter, end=letter.begin, upos="CCONJ", head=place + 1, deprel="cc")
        for other, word in enumerate(words):
            if word.head == place and other != place:
                words[other] = replace(word, head=place + 1)
        behind = words[place + 1]
        if participle and behind.head == place + 1 and behind.deprel in ADNOMINAL:
            words[place + 1] = replace(behind, deprel="obj")

    def _as_verb(self, words: list[Word], place: int) -> None:
        word = words[place]
        key, lemma = fold(word.text), self.verb(word.text)
        if place and words[place - 1].text == NOT and word.upos == "VERB" and fold(word.lemma) not in self._lemmas:
            lemma = self._jussives.get(key[1:])
        if lemma is None:
            self._as_dual(words, place)
            return
        if word.upos == "VERB":
            if fold(word.lemma) not in self._lemmas:
                words[place] = replace(word, lemma=lemma)
            return
        if word.upos not in NOMINAL or (place and words[place - 1].upos not in OPENING):
            return
        subject = any(other.head == place + 1 and other.deprel.startswith("nsubj") for other in words[place + 1 :])
        feminine = key in self._feminine and key not in self._masculine
        if not _noun_behind(words, place) or not (feminine or (subject and word.head == 0)):
            return
        gender = "Fem" if feminine else "Masc"
        words[place] = replace(word, upos="VERB", lemma=lemma, feats=FEATURES.format(gender))
        head = word.head - 1
        if head > place and words[head].head == 0:  # what the parser took for the root is a part of the clause
            words[place] = replace(words[place], head=0, deprel="root")
            words[head] = replace(words[head], head=place + 1, deprel="nsubj" if head == place + 1 else "obj")

    def _as_dual(self, words: list[Word], place: int) -> None:
        """A verb of two, tagged otherwise: ``دعمتا``; ``بحثا`` before a definite noun, which no accusative governs."""
        word = words[place]
        key = fold(word.text)
        if word.upos not in NOMINAL and not (word.upos == "VERB" and key in self._dual):
            return
        lemma, gender = self._dual.get(key), "Fem"
        if lemma and key[:-2] + "ه" in self._nouns:
            return
        behind = words[place + 1] if place + 1 < len(words) else word
        opens = not place or words[place - 1].upos in OPENING
        if lemma is None and key.endswith("ا") and opens and behind.upos == "NOUN" and behind.text.startswith("ال"):
            lemma, gender = self._masculine.get(key[:-1]), "Masc"
        if lemma:
            feats = FEATURES.format(gender).replace("Sing", "Dual")
            words[place] = replace(word, upos="VERB", lemma=lemma, feats=feats)

    def _as_noun(self, words: list[Word], place: int) -> None:
        word = words[place]
        if word.upos != "VERB":
            return
        key = fold(word.text)
        noun = self._nouns.get(key) or (self._nouns.get(key[:-1] + "ه") if key.endswith("ت") else None)
        known = fold(word.lemma) in self._lemmas | self._others or self.verb(word.text) is not None
        behind = place > 0 and words[place - 1].upos in NOMINAL
        if noun and behind and (not known or word.deprel in OBJECTS):
            words[place] = replace(word, upos="NOUN", lemma=noun, feats="")
            for other in range(place + 1, len(words)):
                if words[other].head == place + 1 and words[other].deprel.partition(":")[0] in ("nsubj", "obj"):
                    words[other] = replace(words[other], deprel="nmod")

    def _with_subject(self, words: list[Word], place: int) -> None:
        """What stands right behind a verb in the active voice is its subject, whatever else the parser calls it."""
        word, behind = words[place], place + 1
        if word.upos != "VERB" or fold(word.lemma) not in self._lemmas or word.feature("Voice") == "Pass":
            return
        for other, one in enumerate(words):
            if one.head == place + 1 and one.deprel == "nsubj:pass":
                words[other] = replace(one, deprel="nsubj")
        if any(one.head == place + 1 and one.deprel == "nsubj" for one in words) or not _noun_behind(words, place):
            return
        next_word = words[behind]
        opens = place == 0 and next_word.deprel in OBJECTS and next_word.upos != "NOUN"
        if next_word.head == place + 1 and (next_word.deprel in ADNOMINAL or opens):
            words[behind] = replace(next_word, deprel="nsubj")


def _jussive(verb: str) -> str:
    """The jussive, without its first letter, of a verb with a weak letter in the middle (``أدان``: ``دن``) or at the
    end (``نفى``: ``نف``); empty for others."""
    stem = verb.removeprefix("أ") if len(verb) == 4 else verb.removeprefix("ا") if verb.startswith("است") else verb
    if len(stem) >= 3 and stem[-2] == "ا":
        return stem[:-2] + stem[-1]
    return stem[:-1] if len(stem) >= 3 and stem[-1] in "اى" else ""


def _noun_behind(words: list[Word], place: int) -> bool:
    """Whether a word that may be a subject follows."""
    behind = place + 1
    if behind >= len(words) or words[behind].upos not in NOMINAL:
        return False
    return not any(word.head == behind + 1 and word.deprel == "case" for word in words)
