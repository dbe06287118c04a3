"""Where parsers err for want of knowing the names.

In ``زار أردوغان قطر`` and ``رفضت صربيا الاعتراف`` a parser takes what stands behind the subject for its genitive, in
``استقبل ماكرون شولتس`` what stands before it, and in ``تشاورت الجزائر مع تونس`` a partner for its
complement. A name has none, so the second is the verb's object, or its oblique behind مع. A name that a
preposition is still glued to (``لأردوغان``) is cut off, and is nobody's subject.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Protocol

from kg.records import Sentence, Word
from kg.tree import Tree

PREPOSITIONS = frozenset({"ل", "ب", "ك"})  # proclitics that govern a name; conjunctions govern none
CONJUNCTIONS = frozenset({"و", "ف"})
TITLE_REACH = 9  # words of a title before or after the name it introduces
OPENING = frozenset({"CCONJ", "PUNCT", "SCONJ"})  # tags of what may stand before a clause
SAYING = frozenset({"قال", "اضاف", "صرح", "اعلن", "اوضح", "اكد", "شدد"})  # that a thing is so, never a person
EACH = ("كل", "من", "هما")
COUNTERPART = "نظير"
THAT = "ان"
DUTY = "علي"  # before who has to do something
ABOUT = "عن"
REACH = 6  # words of the subject of such a verb
EXPRESSING = "عبر"  # verb and preposition
HEADS = frozenset({"NOUN", "X", "PROPN"})  # tags of words that head a name or a noun phrase


class Names(Protocol):
    """What is named in the sentence of a tree, by 0-based words."""

    def at(self, index: int) -> str | None:
        """The entity that a word names."""

    def person(self, index: int) -> bool:
        """Whether it is a person's name."""

    def nationality(self, index: int) -> bool:
        """Whether a word is an adjective of nationality."""

    def feminine(self, index: int) -> bool:
        """Whether it is the name of a state that takes feminine verbs."""


def parted(sentence: Sentence, begins: Collection[int]) -> Sentence:
    """The sentence with a proclitic as a word of its own where a name begins behind it, and without one where a name
    begins with that letter; ``begins`` are the offsets of names."""
    letters = {number for number, word in enumerate(sentence.words) if word.begin in begins and _cut_off(word)}
    parts = [replace(w, upos="X", deprel="flat") if n in letters else w for n, w in enumerate(sentence.words)]
    for number, word in enumerate(parts):
        if word.upos == "PRON" and word.begin in begins and number:  # قال لي of the minister Li
            parts[number] = replace(word, upos="X")
            if parts[number - 1].upos == "VERB":
                parts[number] = replace(word, upos="X", head=number, deprel="nsubj")
    sentence = replace(sentence, words=tuple(parts))
    glued = [number for number, word in enumerate(sentence.words) if word.begin + 1 in begins and _proclitic(word)]
    if not glued:
        return sentence

    def place(head: int) -> int:  # of the word that was the head, counted from 1 as in Word.head
        return head + sum(number < head for number in glued)

    words: list[Word] = []
    for number, word in enumerate(sentence.words):
        moved = replace(word, head=place(word.head))
        if number in glued:
            prefix, name, cut = word.text[0], word.text[1:], word.begin + 1
            upos, deprel = ("ADP", "case") if prefix in PREPOSITIONS else ("CCONJ", "cc")
            words.append(Word(word.begin, cut, prefix, prefix, upos, "", len(words) + 2, deprel))
            moved = replace(moved, begin=cut, text=name, lemma=name)
        words.append(moved)
    return replace(sentence, words=tuple(words))


def _cut_off(word: Word) -> bool:
    return word.upos in ("ADP", "CCONJ") and word.text in PREPOSITIONS | CONJUNCTIONS


def _proclitic(word: Word) -> bool:
    return word.end - word.begin == len(word.text) > 1 and word.text[0] in PREPOSITIONS | CONJUNCTIONS


def mended(tree: Tree, names: Names) -> Tree:
    """The parse with what stands behind the name of a verb's subject as the object or the oblique of the verb."""
    tree = _saying(_counterpart(_unverbed(tree, names)), names)
    tree = _agreeing(_two_behind(_governed(_each(_obliged(_expressed(tree), names)), names), names), names)
    words = list(tree.words)
    for verb, word in enumerate(tree.words):
        for subject in tree.children(verb, "nsubj") if word.upos == "VERB" else ():
            behind = _behind(tree, subject, names) if subject > verb else None
            if behind is not None and tree.head(behind) in range(subject, behind) and _stands(tree, behind, names):
                words[behind] = replace(words[behind], head=verb + 1, deprel="obj")
            for place in _partners(tree, subject, names) if subject > verb else ():
                words[place] = replace(words[place], head=verb + 1, deprel="obl")
    return Tree(replace(tree.sentence, words=tuple(words)))


def _expressed(tree: Tree) -> Tree:
    """The parse with the verb of ``عبر السفير عن تقديره`` that a parser takes for the preposition ``عبر``."""
    words = list(tree.words)
    for verb, word in enumerate(tree.words):
        subject = tree.head(verb)
        if tree.keys[verb] != EXPRESSING or word.upos != "ADP":
            continue
        if tree.children(verb, "nsubj"):  # only its tag is wrong
            words[verb] = replace(word, upos="VERB", lemma=EXPRESSING)
        if subject is None or subject < verb:
            continue
        if verb and tree.words[verb - 1].upos not in OPENING:
            continue
        about = [place for place in tree.children(subject) if place > subject and "عن" in tree.cases(place)]
        if not about and tree.head(subject) is not None and ABOUT in tree.keys[subject + 1 : subject + REACH]:
            _reopened(tree, words, verb, subject)
        if not about:
            continue
        upper = tree.words[subject]
        words[verb] = replace(word, upos="VERB", lemma=EXPRESSING, head=upper.head, deprel=upper.deprel)
        words[subject] = replace(upper, head=verb + 1, deprel="nsubj")
        words[about[0]] = replace(words[about[0]], head=verb + 1, deprel="obl")
    return Tree(replace(tree.sentence, words=tuple(words)))


def _behind(tree: Tree, subject: int, names: Names) -> int | None:
    """The word behind the name of a subject, which may have a title before it; None without a name or a word."""
    size = len(tree.words)
    reach = range(subject + 1, min(subject + TITLE_REACH, size))
    begin = subject if names.at(subject) else next((place for place in reach if names.person(place)), None)
    if begin is None:
        return None
    return next((place for place in range(begin, size) if names.at(place) != names.at(begin)), None)


def _partners(tree: Tree, subject: int, names: Names) -> list[int]:
    """The partners, behind مع, that hang on the name of a subject."""
    return [
        place
        for place in sorted(tree.subtree(subject))
        if tree.relation(place) == "nmod" and "مع" in tree.cases(place)
        and (head := tree.head(place)) is not None and subject <= head < place and tree.words[head].upos in HEADS
        and names.at(head) and names.at(place) != names.at(head)
    ]  # fmt: skip


def _stands(tree: Tree, place: int, names: Names) -> bool:
    """Whether a word cannot go on with the name before it, as a conjunct, an apposition or an adjective may."""
    if tree.words[place].upos not in HEADS or tree.cases(place) or tree.relation(place) == "conj":
        return False
    return names.at(place) is not None or not (tree.relation(place) == "appos" or names.nationality(place))


def _governed(tree: Tree, names: Names) -> Tree:
    """The parse without subjects that have a preposition; a name between such a one and its verb is the subject."""
    words = list(tree.words)
    for verb, word in enumerate(tree.words):
        for noun in tree.children(verb, "nsubj") if word.upos == "VERB" else ():
            if noun > verb and names.at(noun) and not PREPOSITIONS.isdisjoint(tree.cases(noun)):
                words[noun] = replace(words[noun], deprel="obl")
                first = verb + 1
                if first < noun and names.at(first) and tree.head(first) == noun and not tree.cases(first):
                    words[first] = replace(words[first], head=verb + 1, deprel="nsubj")
    return Tree(replace(tree.sentence, words=tuple(words)))


def _two_behind(tree: Tree, names: Names) -> Tree:
    """The parse with the first of two names behind a verb as its subject where it hangs on the second."""
    words = list(tree.words)
    for verb, word in enumerate(tree.words):
        for second in tree.children(verb, "nsubj") if word.upos == "VERB" else ():
            first = verb + 1
            apart = first < second and names.at(first) and names.at(second) and names.at(first) != names.at(second)
            if apart and tree.head(first) == second and tree.relation(first) != "conj" and not tree.cases(second):
                words[first] = replace(words[first], head=verb + 1, deprel="nsubj")
                words[second] = replace(words[second], deprel="obj")
    return Tree(replace(tree.sentence, words=tuple(words)))


def _agreeing(tree: Tree, names: Names) -> Tree:
    """The parse with a feminine right behind a masculine verb as its object (``وصف الصين بأنها``, ``اعتبر زيارة``), and
    with what stands behind a verb in the dual, which comes after its subject."""
    words = list(tree.words)
    for verb, word in enumerate(tree.words):
        behind = verb + 1
        if word.upos == "VERB" and word.feature("Number") == "Dual":
            for child in tree.children(verb, "nsubj"):
                words[child] = replace(words[child], deprel="obj" if child > verb else words[child].deprel)
        if not _masculine(word) or behind not in tree.children(verb, "nsubj"):
            continue
        titled = behind + 1 < len(words) and names.person(behind + 1)  # قال الرئيسة ماي is but misspelt
        common = names.at(behind) is None and _singular_feminine(tree, behind) and not titled
        if common or names.feminine(behind):
            words[behind] = replace(words[behind], deprel="obj")
    return Tree(replace(tree.sentence, words=tuple(words)))


def _masculine(word: Word) -> bool:
    """Whether a verb can only have a masculine subject behind it."""
    told = (word.feature("Gender"), word.feature("Number"), word.feature("Person"))
    endings = word.text.startswith("ت") or word.text.endswith("ت")
    return word.upos == "VERB" and told == ("Masc", "Sing", "3") and word.feature("Voice") != "Pass" and not endings


def _singular_feminine(tree: Tree, index: int) -> bool:
    """Whether a noun has the feminine ending, which is none of a plural (``قادة``) or of a man's title (``خليفة``)."""
    word = tree.words[index]
    single = tree.lemmas[index] == tree.keys[index].removeprefix("ال")
    return word.upos == "NOUN" and word.feature("Number") == "Sing" and word.text.endswith("ة") and single


def _obliged(tree: Tree, names: Names) -> Tree:
    """The parse with who has to do something as its owner: ``إن على موسكو مواصلة الحوار``."""
    words = list(tree.words)
    for place, word in enumerate(tree.words):
        if tree.cases(place) != (DUTY,) or not names.at(place):
            continue
        case = tree.children(place, "case")[0]
        deed = tree.head(place)
        if deed is None or deed < place:
            opens = case > 0 and tree.keys[case - 1] == THAT
            deed = next((one for one in range(place, len(words)) if not names.at(one)), None) if opens else None
            deed = deed if deed is not None and not tree.cases(deed) else None
        if deed is not None and tree.words[deed].upos == "NOUN":
            words[case] = replace(words[case], deprel="mark")
            if tree.head(deed) == place:  # it takes the place of its owner
                words[deed] = replace(words[deed], head=word.head, deprel=word.deprel)
            words[place] = replace(word, head=deed + 1, deprel="nmod")
    return Tree(replace(tree.sentence, words=tuple(words)))


def _each(tree: Tree) -> Tree:
    """The parse with ``كل منهما`` behind a verb without a subject as its subject."""
    words = list(tree.words)
    for verb, word in enumerate(tree.words):
        behind = verb + 1
        each = tree.keys[behind : behind + 3] == EACH
        if word.upos == "VERB" and each and not tree.children(verb, "nsubj"):
            words[behind] = replace(words[behind], head=verb + 1, deprel="nsubj")
    return Tree(replace(tree.sentence, words=tuple(words)))


def _counterpart(tree: Tree) -> Tree:
    """The parse with whose counterpart he is left out: ``سيلتقي نظيره`` has no other subject, but ``نظيره`` is none."""
    words = list(tree.words)
    for verb, word in enumerate(tree.words):
        subjects = tree.children(verb, "nsubj") if word.upos == "VERB" and not tree.children(verb, "obj") else []
        if len(subjects) != 1 or subjects[0] < verb or tree.lemmas[subjects[0]] != COUNTERPART:
            continue
        if any(tree.words[child].upos == "PRON" for child in tree.children(subjects[0])):
            words[subjects[0]] = replace(words[subjects[0]], deprel="obj")
    return Tree(replace(tree.sentence, words=tuple(words)))


def _reopened(tree: Tree, words: list[Word], verb: int, subject: int) -> None:
    """Hang the clause of ``عبر سموه عن`` on its verb where what follows ``عن`` was taken for its head."""
    about = next(place for place in range(subject + 1, len(words)) if tree.keys[place] == ABOUT)
    told, upper = tree.head(about), tree.head(subject)
    if told is None or told != upper or told < about:
        return
    words[verb] = replace(words[verb], upos="VERB", lemma=EXPRESSING, head=words[told].head, deprel=words[told].deprel)
    words[told] = replace(words[told], head=verb + 1, deprel="obl")
    words[about] = replace(words[about], deprel="case")
    words[subject] = replace(words[subject], head=verb + 1, deprel="nsubj")


def _unverbed(tree: Tree, names: Names) -> Tree:
    """The parse without verbs inside of people's names (``يصل`` of ``فيصل بن تركي``): what hangs on such a one hangs on
    the verb above it, and the name on the title or the verb before it."""
    words = list(tree.words)
    for place, word in enumerate(tree.words):
        name = names.at(place)
        alone = name not in (
            names.at(place - 1) if place else None,
            names.at(place + 1) if place + 1 < len(words) else None,
        )
        if word.upos != "VERB" or not names.person(place) or alone:
            continue
        verb = next(
            (one for one in range(place - 1, -1, -1) if tree.words[one].upos == "VERB" and not names.at(one)), None
        )
        first = next(one for one in range(place, -1, -1) if not one or names.at(one - 1) != name)
        if verb is None or not first:
            continue
        words[place] = replace(word, upos="X", head=first, deprel="nsubj" if first - 1 == verb else "nmod")
        taken = bool(tree.children(verb, "nsubj"))
        for child in tree.children(place):
            if names.at(child) == name:
                words[child] = replace(words[child], deprel="flat")
            elif child > place:
                second = taken and tree.relation(child) == "nsubj"
                words[child] = replace(words[child], head=verb + 1, deprel="obj" if second else words[child].deprel)
    return Tree(replace(tree.sentence, words=tuple(words)))


def _saying(tree: Tree, names: Names) -> Tree:
    """The parse with a person right behind a verb that can have none as its object as its subject: ``قال لي إن``."""
    words = list(tree.words)
    for verb in range(len(words) - 1):
        behind = verb + 1
        if tree.words[verb].upos != "VERB" or tree.lemmas[verb] not in SAYING or tree.children(verb, "nsubj"):
            continue
        if names.person(behind) and tree.head(behind) == verb and tree.relation(behind) == "obj":
            words[behind] = replace(words[behind], deprel="nsubj")
    return Tree(replace(tree.sentence, words=tuple(words)))
