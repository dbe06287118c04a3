"""Whom a noun phrase means: names, offices, nationality adjectives, pronouns, duals, elided subjects.

Ids of entities come back in order of mention, with the way they were found. When in doubt, nothing.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from pathlib import Path

from kg.arabic import fold
from kg.events.mending import TITLE_REACH, mended, parted
from kg.gazetteer import Gazetteer
from kg.ontology import folder
from kg.records import Annotation, Entity, Mention, Word
from kg.tree import Tree

ACTING = frozenset({"Person", "State", "Organization", "Group"})
DUAL_ENDINGS = ("ان", "ين")
CERTAINTY = {"name": 1.0, "adjective": 0.9, "office": 0.9, "pair": 0.8, "pronoun": 0.7, "subject": 0.7, "": 0.0}


@dataclass(frozen=True, slots=True)
class Found:
    """Entities that a phrase stands for. ``how`` is name, adjective, office, pair, pronoun, subject or ""."""

    ids: tuple[str, ...] = ()
    how: str = ""


NOBODY = Found()
BREAKS = ("-", "–", "—", "،", ",")  # before what describes the one just named
LATTER = {"الاخير": frozenset({"Person"}), "الاخيره": frozenset({"State", "Organization", "Group"})}
MODIFYING = frozenset({"ADJ", "X"})  # tags of adjectives, which taggers do not know in all nationalities


@cache
def _vocabulary(path: Path) -> dict[str, frozenset[str]]:
    kinds: dict[str, set[str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            kinds.setdefault(row["kind"], set()).add(fold(row["lemma"]))
    return {kind: frozenset(words) for kind, words in kinds.items()}


@dataclass(frozen=True, slots=True)
class _Names:
    """What a sentence names, word by word."""

    references: References
    number: int

    def at(self, index: int) -> str | None:
        return self.references.named(self.number, index)

    def person(self, index: int) -> bool:
        here = self.at(index)
        return here is not None and self.references.kind(here) == "Person"

    def nationality(self, index: int) -> bool:
        return self.references.adjective(self.references.trees[self.number], index) is not None


class References:
    """Resolves phrases of one document."""

    def __init__(self, annotation: Annotation, entities: Sequence[Entity], gazetteer: Gazetteer) -> None:
        begins = {mention.begin for entity in entities for mention in entity.mentions}
        self.trees = [Tree(parted(sentence, begins)) for sentence in annotation.sentences]
        self.gazetteer = gazetteer
        self.entities = {entity.id: entity for entity in entities}
        self.words = _vocabulary(folder() / "reference_words.csv")
        self._places: list[tuple[Mention, str]] = sorted(
            ((mention, entity.id) for entity in entities for mention in entity.mentions), key=lambda pair: pair[0].begin
        )
        self._at: dict[tuple[int, int], str] = {}
        for number, tree in enumerate(self.trees):
            inside = [(m, e) for m, e in self._places if tree.sentence.begin <= m.begin < tree.sentence.end]
            for mention, entity_id in inside:
                for index in tree.at(mention.begin, mention.end):
                    self._at[number, index] = entity_id
        self.trees = [mended(tree, _Names(self, number)) for number, tree in enumerate(self.trees)]
        self._states: list[tuple[int, str]] = sorted(self._read_states())
        self._couples: list[tuple[int, str, tuple[str, ...]]] = []  # while they are read
        self._titles = self._read_titles()
        self._couples = sorted(self._read_couples())

    # What stands at a place

    def named(self, number: int, index: int) -> str | None:
        """The entity that a word names, as part of a name."""
        return self._at.get((number, index))

    def kind(self, entity_id: str) -> str:
        """The type of an entity; a state known from an adjective only is a State."""
        entity = self.entities.get(entity_id)
        return entity.type if entity else entity_id.partition("/")[0].capitalize()

    def state_of(self, entity_id: str) -> str | None:
        """The id of the state that an entity is, belongs to or serves."""
        if entity_id.startswith("state/"):
            return entity_id
        entity = self.entities.get(entity_id)
        return f"state/{entity.state}" if entity and entity.state else None

    def phrase(self, number: int, index: int, *, coordinated: bool = True) -> Found:
        """Whom the noun phrase headed by a word means, its conjuncts included."""
        tree = self.trees[number]
        heads = tree.conjuncts(index) if coordinated else [index]
        found = [self._single(number, head) for head in heads if not tree.verbal(head)]
        ids = tuple(dict.fromkeys(i for one in found for i in one.ids))
        weakest = min((one.how for one in found if one.ids), key=lambda how: CERTAINTY[how], default="")
        return Found(ids, weakest)

    def _single(self, number: int, index: int) -> Found:
        tree = self.trees[number]
        word, lemma = tree.words[index], tree.lemmas[index]
        here = self.named(number, index)
        if here:
            return Found((here,), "name")
        if word.upos == "PRON":
            return self.pronoun(number, index)
        pair = self._pair(number, index)
        if pair.ids:
            return pair
        person = self._introduced(number, index)
        if person:
            return Found((person,), "name")
        if tree.keys[index] in LATTER and tree.relation(index) != "amod":
            return self._latter(number, index)
        if lemma in self.words["reciprocal"]:
            return Found(self._subject_above(number, index).ids, "pronoun")
        states = self._states_in(number, index)
        if lemma in self.words["office"] | self.words["official"]:
            described = self._described(number, index)
            if described and self.state_of(described) in (None, *(states or (self.state_of(described),))):
                return Found((described,), "name")
            return self._offices(number, index, lemma, states)
        if lemma in self.words["counterpart"] and states:
            return self._counterpart(number, index, states[0])
        if lemma in self.words["body"]:
            led = [
                i for part in tree.children(index, "nmod") if (i := self.named(number, part)) and not tree.cases(part)
            ]
            if led and self.kind(led[0]) == "Person":  # إدارة بايدن
                return Found((led[0],), "name")
            owner = [c for c in tree.children(index, "nmod") if tree.words[c].upos == "PRON"]
            if owner and not states:
                holder = self.pronoun(number, owner[0])
                states = [s for s in (self.state_of(i) for i in holder.ids) if s]
            return Found(tuple(states), "adjective") if states else NOBODY
        return NOBODY

    def adjectives(self, number: int, index: int, *, inside: bool = False) -> tuple[str, ...]:
        """States whose nationality adjectives modify a noun, itself or coordinated, in order of the text; ``inside``
        also those of its genitive (``صادرات النفط العراقي``)."""
        tree = self.trees[number]
        places = [p for p in tree.phrase(index) if p != index]
        places += [c for p in places for c in tree.children(p, "conj")]
        near = range(index + 1, min(index + 3, len(tree.words)))
        places += [p for p in takewhile(lambda p: tree.words[p].upos in MODIFYING, near) if p not in places]
        own = [
            p for p in sorted(set(places)) if not self.named(number, p) and (inside or not _of_another(tree, index, p))
        ]
        found = [self.adjective(tree, p) for p in own]
        return tuple(dict.fromkeys(state for state in found if state))

    def adjective(self, tree: Tree, place: int) -> str | None:
        """The state that a nationality adjective, of one word or two (الكوري الجنوبي), speaks of."""
        if tree.words[place].upos not in ("ADJ", "NOUN", "X", "PROPN"):
            return None
        text = tree.words[place].text
        if self.gazetteer.plain(text) and self.gazetteer.adjective(text) not in self._at_sentence(tree):
            return None
        if place + 1 < len(tree.words):
            both = self.gazetteer.adjective(f"{text} {tree.words[place + 1].text}")
            if both:
                return both
        return self.gazetteer.adjective(text)

    def _at_sentence(self, tree: Tree) -> set[str]:
        """The entities that the words of a sentence name."""
        span = tree.sentence
        return {entity for mention, entity in self._places if span.begin <= mention.begin < span.end}

    # Offices and titles

    def _introduced(self, number: int, index: int) -> str | None:
        """The person whose name a title introduces: الرئيس الروسي فلاديمير بوتين."""
        tree = self.trees[number]
        if tree.lemmas[index] not in self.words["office"] | self.words["official"] | self.words["counterpart"]:
            return None
        for place in range(index + 1, min(index + 1 + TITLE_REACH, len(tree.words))):
            here = self.named(number, place)
            if here and self.kind(here) == "Person":
                return here
            word = tree.words[place]
            if word.upos in ("VERB", "ADP", "SCONJ", "CCONJ") and not self._inside_title(tree, place):
                return None
            if word.upos == "PUNCT" and word.text not in "()":
                return None
        return None

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
        kinds = ("office", "official", "counterpart", "body")
        return any(self.trees[number].lemmas[index] in self.words[kind] for kind in kinds)

    def _read_titles(self) -> dict[str, set[str]]:
        """For each person the folded lemmas of offices that precede a mention."""
        titles: dict[str, set[str]] = {}
        for number, tree in enumerate(self.trees):
            for index, lemma in enumerate(tree.lemmas):
                if lemma in self.words["office"] and not self.named(number, index):
                    person = self._introduced(number, index)
                    if person:
                        titles.setdefault(person, set()).add(lemma)
        return titles

    def _read_states(self) -> Iterator[tuple[int, str]]:
        """The states that are named, by themselves or by a nationality adjective, with their offsets."""
        for number, tree in enumerate(self.trees):
            for index, word in enumerate(tree.words):
                here = self.named(number, index)
                state = here if here and self.kind(here) == "State" else None if here else self.adjective(tree, index)
                if state:
                    yield word.begin, state

    def _read_couples(self) -> Iterator[tuple[int, str, tuple[str, ...]]]:
        """Two persons or two states that are coordinated (شي وبوتين), with their offset and type; two persons of two
        states speak for these."""
        for number, tree in enumerate(self.trees):
            for index, word in enumerate(tree.words):
                if word.upos == "VERB":
                    yield from self._partners(number, index)
                heads = tree.conjuncts(index)
                if len(heads) != 2 or tree.relation(index) == "conj":
                    continue
                pair = [i for head in heads if (i := self._single(number, head).ids[:1])]
                ids = tuple(sorted({i for one in pair for i in one}))
                kinds = {self.kind(i) for i in ids}
                if len(ids) == 2 and len(kinds) == 1 and kinds <= {"Person", "State"}:
                    yield word.begin, kinds.pop(), ids
                    states = tuple(sorted({state for i in ids if (state := self.state_of(i))}))
                    if len(states) == 2 and states != ids:
                        yield word.begin, "State", states

    def _partners(self, number: int, verb: int) -> Iterator[tuple[int, str, tuple[str, ...]]]:
        """The one who does something and the one with whom (التقى شكري نظيره, بحث مع), and their states."""
        tree = self.trees[number]
        subjects = tree.children(verb, "nsubj")[:1]
        others = [child for child in tree.children(verb, "obj") if not tree.cases(child)]
        others += [
            place for place in range(verb, len(tree.words)) if "مع" in tree.cases(place) and tree.clause(place) == verb
        ]
        pairs = [(*self._single(number, s).ids[:1], *self._single(number, o).ids[:1]) for s in subjects for o in others]
        for ids in (tuple(sorted(set(pair))) for pair in pairs):
            states = tuple(sorted({state for i in ids if (state := self.state_of(i))}))
            if len(ids) == len(states) == 2:
                if all(self.kind(i) == "Person" for i in ids):
                    yield tree.words[verb].begin, "Person", ids
                yield tree.words[verb].begin, "State", states

    def _states_in(self, number: int, index: int) -> list[str]:
        """States named or meant by adjectives inside a noun phrase."""
        tree = self.trees[number]
        found = list(self.adjectives(number, index))
        for place in tree.phrase(index):
            here = self.named(number, place)
            if (
                here
                and place != index
                and (state := self.state_of(here))
                and self.kind(here) in ("State", "Organization")
            ):
                found.append(state)
        return list(dict.fromkeys(found))

    def _described(self, number: int, index: int) -> str | None:
        """The person whose name a description follows: ميركل – أقدم زعيمة أوروبية –, شكري، وزير الخارجية."""
        tree = self.trees[number]
        place = index - 1
        while place >= 0 and tree.words[place].upos == "ADJ" and not self.named(number, place):
            place -= 1
        if place < 1 or tree.words[place].text not in BREAKS:
            return None
        here = self.named(number, place - 1)
        return here if here and self.kind(here) == "Person" else None

    def _latter(self, number: int, index: int) -> Found:
        """Whom الأخير means: the one named last."""
        tree = self.trees[number]
        fits = LATTER[tree.keys[index]]
        begin = tree.words[index].begin
        near = [e for m, e in self._places if tree.sentence.begin <= m.begin < begin and self.kind(e) in fits]
        return Found(tuple(near[-1:]), "pronoun" if near else "")

    def _offices(self, number: int, index: int, lemma: str, states: Sequence[str]) -> Found:
        """The holders of an office, one of each state where the noun is no singular: وزيرا خارجية مصر والأردن."""
        single = self.trees[number].keys[index].removeprefix("ال") == lemma
        found = [self._office(number, index, lemma, [state]) for state in states[:1] if single or len(states) < 2]
        if not states:
            return self._office(number, index, lemma, states)
        if not found:
            found = [self._office(number, index, lemma, [state]) for state in states]
        return Found(tuple(dict.fromkeys(i for one in found for i in one.ids)), "office")

    def _office(self, number: int, index: int, lemma: str, states: Sequence[str]) -> Found:
        begin = self.trees[number].words[index].begin
        if not states:
            if not self.trees[number].keys[index].startswith("ال"):
                return NOBODY
            holders = [p for p, offices in self._titles.items() if lemma in offices]
            best = self._nearest(holders, begin)
            return Found((best,), "office") if best else NOBODY
        state = states[0]
        people = [e.id for e in self.entities.values() if e.type == "Person" and self.state_of(e.id) == state]
        if lemma in self.words["official"]:  # nobody calls the head of a state an official
            people = [p for p in people if self._titles.get(p, set()).isdisjoint(self.words["head"])]
        else:
            people = [p for p in people if lemma in self._titles.get(p, ())]
        best = self._nearest(people, begin)
        return Found((best or state,), "office")

    def _counterpart(self, number: int, index: int, state: str) -> Found:
        people = [e.id for e in self.entities.values() if e.type == "Person" and self.state_of(e.id) == state]
        after = self._introduced(number, index)
        if after:
            return Found((after,), "name")
        begin = self.trees[number].words[index].begin
        offices = {
            o for m, e in self._places if m.begin < begin for o in self._titles.get(e, ()) if self.state_of(e) != state
        }
        best = self._nearest([p for p in people if self._titles.get(p, set()) & offices], begin)
        return Found((best or state,), "office")

    def _nearest(self, ids: Sequence[str], begin: int) -> str | None:
        """The entity of ``ids`` mentioned last before an offset, else first after it."""
        wanted = set(ids)
        before = [e for m, e in self._places if e in wanted and m.begin < begin]
        after = [e for m, e in self._places if e in wanted and m.begin >= begin]
        return before[-1] if before else after[0] if after else None

    # Pairs, pronouns, elided subjects

    def _pair(self, number: int, index: int) -> Found:
        tree = self.trees[number]
        word, bare = tree.words[index], tree.keys[index].removeprefix("ال")
        stems = {bare[: -len(ending)] for ending in DUAL_ENDINGS if bare.endswith(ending)}  # of a lemma that is guessed
        stems |= {stem.removesuffix("ت") + "ه" for stem in stems if stem.endswith("ت")}
        dual = word.feature("Number") == "Dual" or (stems and tree.lemmas[index] != bare)
        if not dual:
            return NOBODY
        named = self._names_behind(number, index)
        if len(named) == 2:
            return Found(named, "name")
        if self._states_in(number, index):
            return NOBODY
        for kind, label in (("pair_of_persons", "Person"), ("pair_of_states", "State")):
            if not self.words[kind].isdisjoint({tree.lemmas[index], *stems}):
                return self._last_two(label, word.begin)
        return NOBODY

    def _names_behind(self, number: int, index: int) -> tuple[str, ...]:
        """The names coordinated right behind a noun: الرئيسان ماكرون وشولتس."""
        tree = self.trees[number]
        ids: list[str] = []
        for place in range(index + 1, len(tree.words)):
            here = self.named(number, place)
            if here:
                ids.append(here)
            elif tree.words[place].upos != ("CCONJ" if ids else "ADJ"):
                break
        return tuple(dict.fromkeys(ids))

    def _last_two(self, label: str, begin: int) -> Found:
        """The two of a type named side by side last before an offset, else mentioned last; in a headline, after it."""
        told = [pair for place, kind, pair in self._couples if place < begin and kind == label]
        if told:
            return Found(told[-1], "pair")
        named = [(m.begin, i) for m, e in self._places if (i := self._as(label, e))]
        places = sorted({*named, *(self._states if label == "State" else ())})
        before = [i for place, i in places if place < begin][::-1]
        after = [i for place, i in places if place >= begin]
        ids = list(dict.fromkeys([*before, *after]))[:2]
        return Found(tuple(sorted(ids)), "pair") if len(ids) == 2 else NOBODY

    def _both(self, begin: int) -> Found:
        """The two persons or states named side by side last before an offset, else the two states named last."""
        told = [(place, kind, pair) for place, kind, pair in self._couples if place < begin]
        return (
            Found(min(told, key=lambda one: (-one[0], one[1]))[2], "pair") if told else self._last_two("State", begin)
        )

    def _as(self, label: str, entity_id: str) -> str | None:
        if self.kind(entity_id) == label:
            return entity_id
        return self.state_of(entity_id) if label == "State" and self.kind(entity_id) == "Person" else None

    def possessor(self, number: int, index: int) -> Found:
        """Whom a pronoun means that the models did not cut off its noun (``زيارته``)."""
        tree = self.trees[number]
        text = tree.words[index].text
        if tree.lemmas[index] == tree.keys[index] or any(
            tree.words[child].upos == "PRON" for child in tree.children(index)
        ):
            return NOBODY
        key = next(
            (ending for ending in ("هما", "ها", "ه") if len(text) > len(ending) + 2 and text.endswith(ending)), ""
        )
        return self.pronoun(number, index, key) if key else NOBODY

    def pronoun(self, number: int, index: int, key: str | None = None) -> Found:
        """Whom a pronoun means: the subject of its clause if it agrees, else the nearest name that does.

        ``key`` is its form, where the word at ``index`` is a noun that it is still glued to.
        """
        tree = self.trees[number]
        key, word = key or tree.keys[index], tree.words[index]
        if key in ("هما", "كلاهما", "كليهما"):
            same = self._subject_above(number, index)
            return Found(same.ids if len(same.ids) == 2 else self._both(word.begin).ids, "pronoun")
        if key in ("ه", "هو"):
            fits = frozenset({"Person"})
        elif key in ("ها", "هي"):
            fits = frozenset({"State", "Organization", "Group"})
        else:
            return NOBODY
        candidates = self._subject_above(number, index).ids
        floor = self.trees[max(0, number - 1)].sentence.begin
        near = [e for m, e in self._places if floor <= m.begin < word.begin][::-1]
        for entity_id in [*candidates[:1], *near]:
            if self.kind(entity_id) in fits and self._agrees(entity_id, key):
                return Found((entity_id,), "pronoun")
        return NOBODY

    def _agrees(self, entity_id: str, key: str) -> bool:
        if self.kind(entity_id) != "Person":
            return True
        entity = self.entities.get(entity_id)
        gender = "m" if entity is None or entity.provisional else self.gazetteer.row(entity_id).gender or "m"
        return (gender == "m") == (key in ("ه", "هو"))

    def _subject_above(self, number: int, index: int) -> Found:
        tree = self.trees[number]
        for place in tree.ancestors(index):
            if tree.words[place].upos == "VERB":
                subjects = tree.children(place, "nsubj")
                if subjects and index not in tree.subtree(subjects[0]):
                    return self.phrase(number, subjects[0])
        return NOBODY

    def subject(self, number: int, verb: int, *, depth: int = 3, beside: int | None = None) -> Found:
        """The subject of a verb, carried from the clause above or before when it is elided.

        ``beside`` is a word that the parse takes for the subject and that is none.
        """
        tree = self.trees[number]
        explicit = [child for child in tree.children(verb, "nsubj") if child != beside]
        if explicit:
            return self.phrase(number, explicit[0])
        if depth == 0:
            return NOBODY
        if tree.words[verb].deprel == "acl:relcl" or tree.relation(verb) == "acl":
            head = tree.head(verb)
            if head is not None and not tree.verbal(head):
                found = self.phrase(number, head, coordinated=False)
                if found.ids:
                    return found
        for place in tree.ancestors(verb):
            if tree.words[place].upos == "VERB" or tree.children(place, "nsubj"):
                found = self.subject(number, place, depth=depth - 1)
                return (
                    Found(found.ids, "subject") if found.ids and self._may_be(tree.words[verb], found.ids) else NOBODY
                )
        if number:  # no verb above: the main clause of a sentence, which goes on from the one before
            main = self._main_verb(number - 1)
            if main is not None:
                found = self.subject(number - 1, main, depth=depth - 1)
                return (
                    Found(found.ids, "subject") if found.ids and self._may_be(tree.words[verb], found.ids) else NOBODY
                )
        return NOBODY

    def _main_verb(self, number: int) -> int | None:
        """The verb of a sentence's main clause; treebanks hang it on a conjunction that opens the sentence."""
        tree = self.trees[number]
        for root in (i for i in range(len(tree.words)) if tree.head(i) is None):
            for place in (root, *tree.children(root, "parataxis", "conj", "dep")):
                if tree.words[place].upos == "VERB" or tree.children(place, "nsubj"):
                    return place
        return None

    def _may_be(self, verb: Word, ids: Sequence[str]) -> bool:
        """Whether a verb without a subject agrees with these in gender and number."""
        number, gender = verb.feature("Number"), verb.feature("Gender")
        if number == "Dual":
            return len(ids) == 2
        if len(ids) != 1:
            return number == "Plur" or number is None
        masculine = self.kind(ids[0]) == "Person" and self._agrees(ids[0], "ه")
        return gender is None or (gender == "Masc") == masculine or self.kind(ids[0]) in ("Organization", "Group")


def _of_another(tree: Tree, noun: int, adjective: int) -> bool:
    """Whether an adjective goes with a noun that stands between because it agrees with that one alone: in
    ``زيارة الرئيس الروسي`` the president is Russian."""
    before = [place for place in range(noun + 1, adjective) if tree.words[place].upos == "NOUN"]
    fits = _feminine(tree.words[adjective])
    return bool(before) and _feminine(tree.words[noun]) != fits and _feminine(tree.words[before[-1]]) == fits


def _feminine(word: Word) -> bool:
    """Whether a noun or adjective has a feminine ending, as plurals of things do and their adjectives."""
    return word.text.endswith(("ة", "ات"))
