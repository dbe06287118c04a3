"""Whom a title or an office means: its holder where the document names one, else the state."""

from __future__ import annotations

import csv
from collections.abc import Collection, Sequence
from functools import cache
from pathlib import Path

from kg.arabic import fold
from kg.events.mending import HEADS, TITLE_REACH
from kg.events.named import NOBODY, Found, Named
from kg.ontology import folder
from kg.tree import Tree

BORNE = {"امير": "سمو", "اميره": "سمو", "ملك": "جلاله", "ملكه": "جلاله"}  # who has which title of honour
LONG = 3  # words by which a title is known whatever follows
BREAKS = ("-", "–", "—", "،", ",")  # before what describes the one just named


class Offices:
    """The offices that a document gives its persons."""

    def __init__(self, named: Named) -> None:
        self.names = named
        self._matters: dict[str, set[tuple[str, str]]] = {}  # for each person the offices with what they are for
        self._titles = self._read_titles()
        self._wholes = self._read_wholes()
        self._honours = self._read_honours()

    def introduced(self, number: int, index: int) -> str | None:
        """The person whose name a title introduces: الرئيس الروسي فلاديمير بوتين, المحلل سامي كرم."""
        tree = self.names.trees[number]
        words = self.names.words
        forms = {tree.lemmas[index], tree.keys[index], tree.keys[index].removeprefix("ال")}  # lemmas are guessed
        if forms.isdisjoint(words["office"] | words["official"] | words["counterpart"] | words["title"]):
            return self._apposed(tree, number, index)
        for place in range(index + 1, min(index + 1 + TITLE_REACH, len(tree.words))):
            here = self.names.named(number, place)
            if here and self.names.kind(here) == "Person":
                return here
            word = tree.words[place]
            if word.upos in ("VERB", "ADP", "SCONJ", "CCONJ") and not self._inside_title(tree, place):
                return self._hung(tree, number, index) if word.upos == "ADP" else None
            if word.upos == "PUNCT" and word.text not in "()":
                return None
        return None

    def _hung(self, tree: Tree, number: int, index: int) -> str | None:
        """The person whose name hangs on a title itself, further behind: مدير القسم في المعهد سامي كرم."""
        for place in tree.children(index, "nmod", "appos", "flat"):
            here = self.names.named(number, place) if not tree.cases(place) and place > index else None
            if here and self.names.kind(here) == "Person":
                return here
        return None

    def peers(self, number: int, index: int) -> tuple[str, ...]:
        """The persons named behind more than one counterpart: نظيريه، الإيراني ظريف والمصري شكري."""
        tree = self.names.trees[number]
        found: dict[str, None] = {}
        for place in range(index + 1, len(tree.words)):
            here = self.names.named(number, place)
            if here and self.names.kind(here) == "Person":
                found[here] = None
            elif tree.words[place].upos in ("VERB", "ADP", "SCONJ") or here:
                break
        return tuple(found) if len(found) > 1 else ()

    def _apposed(self, tree: Tree, number: int, index: int) -> str | None:
        """The person whose name follows a noun with the article and its adjectives: such a noun has no genitive, so
        the name can only say who is meant."""
        if tree.words[index].upos != "NOUN" or not tree.keys[index].startswith("ال"):
            return None
        place = index + 1
        while place < len(tree.words) and tree.words[place].upos == "ADJ" and tree.keys[place].startswith("ال"):
            place += 1
        here = self.names.named(number, place) if place < len(tree.words) else None
        attached = here and tree.head(place) is not None and index in (place, *tree.ancestors(place))
        return here if attached and here and self.names.kind(here) == "Person" else None

    def _inside_title(self, tree: Tree, place: int) -> bool:
        """Whether a particle belongs to a title: وزير الدفاع والأمن, المتحدث باسم, المبعوث الخاص للصين."""
        before = tree.words[place - 1].upos if place else ""
        after = tree.words[place + 1] if place + 1 < len(tree.words) else None
        return (
            tree.keys[place] in ("و", "ب", "ل", "لدي")
            and before != "VERB"
            and after is not None
            and after.upos in ("NOUN", "X", "PROPN", "ADJ")
        )

    def titled(self, number: int, index: int) -> bool:
        """Whether a noun is an office or a body: what hangs on it tells whose it is, not what it does."""
        kinds = ("office", "official", "counterpart", "body", "title")
        return any(self.names.trees[number].lemmas[index] in self.names.words[kind] for kind in kinds)

    def _read_titles(self) -> dict[str, set[str]]:
        """For each person the folded lemmas of offices that precede a mention."""
        titles: dict[str, set[str]] = {}
        for number, tree in enumerate(self.names.trees):
            for index, lemma in enumerate(tree.lemmas):
                if lemma in self.names.words["office"] and not self.names.named(number, index):
                    person = self.introduced(number, index)
                    if person:
                        titles.setdefault(person, set()).add(lemma)
                        self._matters.setdefault(person, set()).add((lemma, _matter(tree, index)))
        return titles

    def _read_wholes(self) -> dict[tuple[str, ...], set[str]]:
        """The persons beside whose names a title stands, by its first words."""
        wholes: dict[tuple[str, ...], set[str]] = {}
        for number, tree in enumerate(self.names.trees):
            for index, lemma in enumerate(tree.lemmas):
                if lemma not in self.names.words["office"] or self.names.named(number, index):
                    continue
                before = self.names.named(number, index - 1) if index else None
                behind = before if before and self.names.kind(before) == "Person" else None
                person = self.introduced(number, index) or behind or self.described(number, index)
                whole = self._whole(number, index)
                if person and len(whole) > 1 and (whole not in wholes or len(whole) < LONG):
                    wholes.setdefault(whole, set()).add(person)  # not, behind a long title again, whom its bearer met
        return wholes

    def _whole(self, number: int, index: int) -> tuple[str, ...]:
        """The first words of a title: أمير منطقة الرياض, مدير الجامعة."""
        tree = self.names.trees[number]
        words = [tree.lemmas[index]]
        for place in range(index + 1, min(index + LONG, len(tree.words))):
            here = self.names.named(number, place)
            person = here is not None and self.names.kind(here) == "Person"
            if tree.words[place].upos not in HEADS or tree.cases(place) or person:
                break
            words.append(tree.keys[place])
        return tuple(words)

    def seated(self, number: int, index: int, *, words: int = 2) -> Found:
        """The one person whom the document gives a title in the same words, of which there are some at least."""
        tree = self.names.trees[number]
        honour = tree.lemmas[index] in self.names.words["title"] and index + 1 < len(tree.words)
        whole = self._whole(number, index + 1 if honour else index)
        people = self._wholes.get(whole, set()) if len(whole) >= words else set()
        return Found(tuple(people), "office") if len(people) == 1 else NOBODY

    def _read_honours(self) -> dict[str, list[tuple[int, str]]]:
        """The persons before whose names a title of honour stands, by that title, with the offsets."""
        honours: dict[str, list[tuple[int, str]]] = {}
        for number, tree in enumerate(self.names.trees):
            for index, word in enumerate(tree.words):
                for honour in self._honours_in(tree, index):
                    if person := self.introduced(number, index):
                        honours.setdefault(honour, []).append((word.begin, person))
        return honours

    def _honours_in(self, tree: Tree, index: int) -> set[str]:
        """The title of honour that a word is, or that goes with it: سمو of a prince, جلالة of a king."""
        forms = {tree.lemmas[index], tree.keys[index].removeprefix("ال")}
        given = {BORNE[form] for form in forms & set(BORNE)}
        return given | (forms & self.names.words["honorific"])

    def honoured(self, stems: Collection[str], begin: int) -> str | None:
        """Whom a title of honour with a pronoun means: who was named last with that title before an offset."""
        borne = [pair for stem in stems for pair in self._honours.get(stem, ()) if pair[0] < begin]
        return max(borne)[1] if borne else None

    def described(self, number: int, index: int) -> str | None:
        """The person whose name a description follows: ميركل – أقدم زعيمة أوروبية –, شكري، وزير الخارجية, and without a
        mark where it is an office in his state: تميم بن حمد أمير قطر."""
        tree = self.names.trees[number]
        place = index - 1
        while place >= 0 and tree.words[place].upos == "ADJ" and not self.names.named(number, place):
            place -= 1
        beside = self.names.named(number, place) if place >= 0 else None
        if beside and self.names.kind(beside) == "Person":
            state = self.names.state_of(beside)
            return beside if state and state in self.names.states_in(number, index) else None
        if place < 1 or tree.words[place].text not in BREAKS:
            return None
        here = self.names.named(number, place - 1)
        return here if here and self.names.kind(here) == "Person" else None

    def holders(self, number: int, index: int, lemma: str, states: Sequence[str]) -> Found:
        """The holders of an office, one of each state where the noun is no singular: وزيرا خارجية مصر والأردن."""
        tree = self.names.trees[number]
        single = tree.keys[index].removeprefix("ال") == lemma
        found = [self._office(number, index, lemma, [state]) for state in states[:1] if single or len(states) < 2]
        states = states or self._for(number, index)
        if not states:
            found = [self._office(number, index, lemma, states)]
            state = _descriptions(folder() / "descriptions.csv").get((lemma, _matter(tree, index)))
            return found[0] if found[0].ids or not state else Found((f"state/{state}",), "office")
        if not single and lemma in self.names.words["official"]:  # مسؤولون أمريكيون are none of the named
            return Found(tuple(states), "office")
        if not found:
            found = [self._office(number, index, lemma, [state]) for state in states]
        return Found(tuple(dict.fromkeys(i for one in found for i in one.ids)), "office")

    def _for(self, number: int, index: int) -> list[str]:
        """The state that an office is of behind ل: الرئيس السابع لجمهورية كينيا."""
        tree = self.names.trees[number]
        for child in tree.children(index, "nmod"):
            if tree.cases(child) == ("ل",):
                for place in (child, *tree.children(child, "nmod")):
                    here = self.names.named(number, place)
                    if here and self.names.kind(here) == "State":
                        return [here]
        return []

    def _office(self, number: int, index: int, lemma: str, states: Sequence[str]) -> Found:
        begin = self.names.trees[number].words[index].begin
        if not states:
            tree = self.names.trees[number]
            matter = _matter(tree, index)
            if not tree.keys[index].startswith("ال") and not matter:
                return NOBODY
            holders = [
                p for p, offices in self._titles.items()
                if lemma in offices and (not matter or (lemma, matter) in self._matters.get(p, ()))
            ]  # fmt: skip
            # Of several foreign ministers the bare office is of the one whom the article began with.
            best = self.names.nearest(holders, 0 if matter else begin)
            return Found((best,), "office") if best else NOBODY
        state = states[0]
        people = [
            e.id for e in self.names.entities.values() if e.type == "Person" and self.names.state_of(e.id) == state
        ]
        if lemma in self.names.words["official"]:  # nobody calls the head of a state an official
            people = [p for p in people if self._titles.get(p, set()).isdisjoint(self.names.words["head"])]
        else:
            people = [p for p in people if lemma in self._titles.get(p, ())]
        best = self.names.nearest(people, begin)
        return Found((best or state,), "office")

    def counterpart(self, number: int, index: int, state: str) -> Found:
        people = [
            e.id for e in self.names.entities.values() if e.type == "Person" and self.names.state_of(e.id) == state
        ]
        after = self.introduced(number, index)
        if after:
            return Found((after,), "name")
        begin = self.names.trees[number].words[index].begin
        offices = {
            o
            for m, e in self.names.places
            if m.begin < begin
            for o in self._titles.get(e, ())
            if self.names.state_of(e) != state
        }
        best = self.names.nearest([p for p in people if self._titles.get(p, set()) & offices], begin)
        return Found((best or state,), "office")


@cache
def _descriptions(path: Path) -> dict[tuple[str, str], str]:
    """The states of whom a noun and what it is of describe, each folded: خادم الحرمين."""
    with path.open(encoding="utf-8", newline="") as file:
        return {(fold(row["lemma"]), fold(row["matter"])): row["state"] for row in csv.DictReader(file)}


def _matter(tree: Tree, index: int) -> str:
    """What an office is for, if a definite noun right behind tells it: وزير الخارجية; "" if none does."""
    place = index + 1
    if place < len(tree.words) and tree.words[place].upos == "NOUN" and tree.keys[place].startswith("ال"):
        return tree.keys[place]
    return ""
