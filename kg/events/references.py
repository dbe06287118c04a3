"""Whom a noun phrase means: names, offices, nationality adjectives, pronouns, duals, elided subjects.

Ids of entities come back in order of mention, with the way they were found. When in doubt, nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.arabic import fold
from kg.events.bodies import Bodies
from kg.events.lexicon import quantified
from kg.events.mending import EACH
from kg.events.named import NOBODY, Found, Named
from kg.events.offices import LONG, Offices
from kg.events.pairs import Pairs
from kg.gazetteer import Gazetteer
from kg.records import Annotation, Entity, Word

ACTING = frozenset({"Person", "State", "Organization", "Group"})
CERTAINTY = {"name": 1.0, "adjective": 0.9, "office": 0.9, "pair": 0.8, "pronoun": 0.7, "subject": 0.7, "": 0.0}
BILATERAL = frozenset(map(fold, ("ثنائي", "ثنائية")))
LATTER = {"الاخير": frozenset({"Person"}), "الاخيره": frozenset({"State", "Organization", "Group"})}


class References(Named):
    """Resolves phrases of one document."""

    def __init__(self, annotation: Annotation, entities: Sequence[Entity], gazetteer: Gazetteer) -> None:
        super().__init__(annotation, entities, gazetteer)
        self._offices = Offices(self)
        self._bodies = Bodies(self)
        self._pairs = Pairs(self)
        self._pairs.read(self._single)

    def titled(self, number: int, index: int) -> bool:
        """Whether a noun is an office or a body: what hangs on it tells whose it is, not what it does."""
        return self._offices.titled(number, index)

    def introduced(self, number: int, index: int) -> str | None:
        """The person whose name a title introduces."""
        return self._offices.introduced(number, index)

    def described(self, number: int, index: int) -> str | None:
        """The person whose name a description follows."""
        return self._offices.described(number, index)

    def phrase(self, number: int, index: int, *, coordinated: bool = True) -> Found:
        """Whom the noun phrase headed by a word means, its conjuncts included."""
        tree = self.trees[number]
        heads = tree.conjuncts(index) if coordinated else [index]
        found = [self._single(number, head) for head in heads if not tree.verbal(head)]
        ids = tuple(dict.fromkeys(i for one in found for i in one.ids))
        weakest = min((one.how for one in found if one.ids), key=lambda how: CERTAINTY[how], default="")
        return Found(ids, weakest, (number, index) if ids else None)

    def _single(self, number: int, index: int) -> Found:
        tree = self.trees[number]
        word, lemma = tree.words[index], tree.lemmas[index]
        here = self.named(number, index)
        if here:
            return Found((here,), "name")
        if word.upos == "PRON":
            return self.pronoun(number, index)
        pair = self.pair(number, index)
        if pair.ids:
            return pair
        counted = [found for part in quantified(tree, index) if (found := self._counted(number, part)).ids]
        if counted:
            return counted[0]
        if tree.keys[index : index + 3] == EACH:
            return self.pronoun(number, index + 2)
        long = self._offices.seated(number, index, words=LONG)
        if long.ids:  # أمير منطقة عسير, before the name of whom he met
            return long
        person = self.introduced(number, index)
        if person:
            return Found((person,), "name")
        if tree.keys[index] in LATTER and tree.relation(index) != "amod":
            return self.latter(number, index)
        if lemma in self.words["reciprocal"]:
            return Found(self._subject_above(number, index).ids, "pronoun")
        honoured = self._honoured(number, index)
        if honoured.ids:
            return honoured
        body = self.body(number, index)
        if body.ids:
            return body
        states = self.states_in(number, index)
        if lemma in self.words["office"] | self.words["official"]:
            described = self.described(number, index)
            if described and self.state_of(described) in (None, *(states or (self.state_of(described),))):
                return Found((described,), "name")
            if not states and (seated := self._offices.seated(number, index)).ids:
                return seated
            if lemma in self.words["official"] and not states:
                inside = sorted(part for part in tree.subtree(index) if part > index)
                both = [found for part in inside if (found := self.pair(number, part)).ids]
                if both:  # المسؤولون في البلدين
                    return both[0]
            return self._offices.holders(number, index, lemma, states)
        if lemma in self.words["counterpart"] and (peers := self._offices.peers(number, index)):
            return Found(peers, "name")
        if lemma in self.words["counterpart"] and states:
            return self._offices.counterpart(number, index, states[0])
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

    def _counted(self, number: int, index: int) -> Found:
        """The people that a quantity is of: مئات السودانيين."""
        here = self.named(number, index)
        return Found((here,), "name") if here and self.kind(here) == "Group" else NOBODY

    def pair(self, number: int, index: int) -> Found:
        """The two that a dual means."""
        return self._pairs.of(number, index)

    def bilateral(self, number: int, index: int) -> Found:
        """The two states between which something is: العلاقات الثنائية."""
        tree = self.trees[number]
        both = any(tree.keys[place].removeprefix("ال") in BILATERAL for place in tree.phrase(index))
        return self._pairs.states(tree.words[index].begin) if both else NOBODY

    def body(self, number: int, index: int) -> Found:
        """The body that a bare noun means."""
        return self._bodies.of(number, index)

    def _honoured(self, number: int, index: int) -> Found:
        """Whom a title of honour means: with a pronoun (سموه) the one spoken of, before an office (دولة رئيس الوزراء)
        its holder."""
        tree = self.trees[number]
        key = tree.keys[index]
        stems = {tree.lemmas[index], key.removesuffix("ه"), key.removesuffix("ته") + "ه", key.removesuffix("ت") + "ه"}
        if stems.isdisjoint(self.words["honorific"]):
            return NOBODY
        behind = index + 1
        if behind < len(tree.words) and tree.lemmas[behind] in self.words["office"]:
            return self._single(number, behind)
        owner = [child for child in tree.children(index) if tree.words[child].upos == "PRON"]
        honoured = self._offices.honoured(stems, tree.words[index].begin)
        if honoured and (owner or tree.words[index].text.endswith("ه")):
            return Found((honoured,), "pronoun")
        glued = tree.words[index].text.endswith("ه") and not key.startswith("ال")
        if owner or glued:
            return self.pronoun(number, owner[0] if owner else index, "ه")
        return NOBODY

    def latter(self, number: int, index: int) -> Found:
        """Whom الأخير means: the one named last."""
        tree = self.trees[number]
        fits = LATTER[tree.keys[index]]
        begin = tree.words[index].begin
        near = [e for m, e in self.places if tree.sentence.begin <= m.begin < begin and self.kind(e) in fits]
        return Found(tuple(near[-1:]), "pronoun" if near else "")

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
            one = same.ids[0] if len(same.ids) == 1 and self.kind(same.ids[0]) == "Person" else None
            return Found(same.ids if len(same.ids) == 2 else self._pairs.both(word.begin, one=one).ids, "pronoun")
        if key in ("ه", "هو"):
            fits = frozenset({"Person"})
        elif key in ("ها", "هي"):
            fits = frozenset({"State", "Organization", "Group"})
        else:
            return NOBODY
        above = self._subject_above(number, index)
        if above.how == "office" and len(above.ids) == 1 and key in ("ه", "هو"):
            return Found(above.ids, "pronoun")  # السفير البوسني, who is not named, is he although his state is she
        candidates = above.ids
        floor = self.trees[max(0, number - 1)].sentence.begin
        near = [e for m, e in self.places if floor <= m.begin < word.begin][::-1]
        for entity_id in [*candidates[:1], *near]:
            if self.kind(entity_id) in fits and self.agrees(entity_id, key):
                return Found((entity_id,), "pronoun")
        return NOBODY

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
            behind = [child for child in explicit if child > verb]  # what stands before may be of another clause
            return self.phrase(number, (behind or explicit)[0])
        found = self._carried(number, verb, depth=depth) if depth else NOBODY
        if found.ids or tree.words[verb].feature("Number") != "Dual":
            return found
        duals = [
            found for place in range(verb - 1, -1, -1) if (found := self.pair(number, place)).ids
        ]  # للبلدين، حيث قدمتا
        found = duals[0] if duals else self._pairs.told(tree.words[verb].begin)
        return replace(found, how="subject") if found.ids else NOBODY

    def _carried(self, number: int, verb: int, *, depth: int) -> Found:
        """The subject of the clause above a verb, or of the sentence before, if the verb agrees with it."""
        tree = self.trees[number]
        if tree.words[verb].deprel == "acl:relcl" or tree.relation(verb) == "acl":
            head = tree.head(verb)
            if head is not None and not tree.verbal(head):
                found = self.phrase(number, head, coordinated=False)
                taken = any(tree.words[child].upos == "PRON" for child in tree.children(verb, "obj"))
                if found.ids and (not taken or self._may_be(tree.words[verb], found.ids)):
                    return found  # but not of مصر التي وصلها أمس
                thing = tree.words[head].upos == "NOUN" and not self.titled(number, head)  # أول زعيم يزور is somebody
                if thing and not any(tree.words[child].upos == "PRON" for child in tree.children(verb)):
                    return NOBODY  # رسالة وصلت: what arrived is the letter
        for place in tree.ancestors(verb):
            if tree.words[place].upos == "VERB" or tree.children(place, "nsubj"):
                found = self.subject(number, place, depth=depth - 1)
                return (
                    replace(found, how="subject") if found.ids and self._may_be(tree.words[verb], found.ids) else NOBODY
                )
        if number:  # no verb above: the main clause of a sentence, which goes on from the one before
            main = self._main_verb(number - 1)
            if main is not None:
                found = self.subject(number - 1, main, depth=depth - 1)
                return (
                    replace(found, how="subject") if found.ids and self._may_be(tree.words[verb], found.ids) else NOBODY
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
        masculine = self.kind(ids[0]) == "Person" and self.agrees(ids[0], "ه")
        return gender is None or (gender == "Masc") == masculine or self.kind(ids[0]) in ("Organization", "Group")
