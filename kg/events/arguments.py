"""Who takes part in what a trigger evokes, by the rows of ``argument_patterns.csv``."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from kg.arabic import fold
from kg.events import attribution
from kg.events.lexicon import Slot, Trigger
from kg.events.references import ACTING, CERTAINTY, Found, References
from kg.ontology import folder
from kg.tree import Tree

DIRECT, INHERITED, GOVERNOR, NEAREST = 1.0, 0.85, 0.7, 0.4  # trust in how an argument was reached


@dataclass(slots=True)
class Frame:
    """The participants of one trigger: roles to ids in order of the text, and how sure we are of them."""

    roles: dict[str, list[str]] = field(default_factory=dict)
    confidence: float = 1.0
    how: str = "pattern"

    def add(self, role: str, ids: tuple[str, ...], trust: float) -> None:
        taken = self.roles.setdefault(role, [])
        fresh = [entity_id for entity_id in ids if entity_id not in taken]
        if fresh:
            taken += fresh
            self.confidence = min(self.confidence, trust)

    def get(self, role: str) -> tuple[str, ...]:
        return tuple(self.roles.get(role, ()))


@cache
def _light_verbs(path: Path) -> frozenset[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return frozenset(fold(row["lemma"]) for row in csv.DictReader(file))


class Arguments:
    """Finds participants in one document."""

    def __init__(self, references: References) -> None:
        self.references = references
        self.light = _light_verbs(folder() / "light_verbs.csv")
        self.saying = attribution.sayings()

    def frame(self, number: int, trigger: Trigger, slots: tuple[Slot, ...]) -> Frame:
        """The frame of a trigger in sentence ``number``."""
        tree = self.references.trees[number]
        frame = Frame()
        for slot in slots:
            for found in self._fillers(number, trigger, slot):
                self._fill(frame, slot, found, DIRECT)
            if trigger.partner is not None and slot.name == "oblique":  # فرض عقوبات على: of the verb or of the noun
                for child in self._obliques(tree, trigger.partner, slot):
                    self._fill(frame, slot, self.references.phrase(number, child), INHERITED)
        governor = self._governor(tree, trigger)
        if governor is not None:
            self._from_governor(number, trigger, governor, slots, frame)
        if not frame.get("actor"):
            self._nearest(number, trigger, slots, frame)
        return frame

    def _fill(self, frame: Frame, slot: Slot, found: Found, trust: float) -> None:
        kept = tuple(i for i in found.ids if self.references.kind(i) in slot.types)
        if kept:
            for role in slot.roles:
                frame.add(role, kept, trust * CERTAINTY[found.how])

    # Where an argument may hang

    def _fillers(self, number: int, trigger: Trigger, slot: Slot) -> Iterator[Found]:
        references, tree, index = self.references, self.references.trees[number], trigger.index
        if slot.name == "subject":
            passive = tree.words[index].feature("Voice") == "Pass" or any(
                tree.words[child].deprel == "nsubj:pass" for child in tree.children(index, "nsubj")
            )
            if not passive:
                yield references.subject(number, index)
        elif slot.name == "object":
            for child in tree.children(index, "obj", "iobj"):
                if not tree.cases(child):
                    yield references.phrase(number, child)
            for order, child in enumerate(tree.children(index, "nsubj")):
                if tree.words[child].deprel == "nsubj:pass" or order:  # زار شي روسيا: a second subject is none
                    yield references.phrase(number, child)
        elif slot.name == "oblique":
            for place in (index, *(verb for verb in tree.children(index, "acl") if tree.lemmas[verb] in self.light)):
                for child in self._obliques(tree, place, slot):  # اللقاء الذي جرى بين: of the noun
                    yield references.phrase(number, child)
        elif slot.name == "genitive":
            for child in tree.children(index, "nmod", "appos", "flat", "dep", "det"):
                if not tree.cases(child):
                    yield references.phrase(number, child)
        elif slot.name == "adjective":
            ids = references.adjectives(number, index)
            yield Found(ids, "adjective" if ids else "")
        elif slot.name == "matter":
            yield from self._matter(number, index)

    def _obliques(self, tree: Tree, index: int, slot: Slot) -> Iterator[int]:
        for child in tree.children(index, "obl", "nmod", "obj", "iobj", "advmod", "conj", "advcl", "dep"):
            if set(tree.cases(child)) & slot.prepositions:
                yield child
        for child in tree.children(index, "obl", "nmod", "advmod", "case"):  # بين as a noun with a genitive
            if tree.keys[child] in slot.prepositions:
                yield from tree.children(child, "nmod", "obl", "obj", "dep")

    def _matter(self, number: int, index: int) -> Iterator[Found]:
        """The one behind what is praised or blamed: أدان غزو روسيا, انتقد الموقف الأمريكي."""
        references, tree = self.references, self.references.trees[number]
        for child in tree.children(index, "obj", "obl", "nmod"):
            if references.phrase(number, child, coordinated=False).ids:
                continue
            states = references.adjectives(number, child)
            if states:
                yield Found(states, "adjective")
            for part in tree.children(child, "nmod"):
                if set(tree.cases(part)) <= {"ب", "ل"}:  # رفضت الاعتراف بكوسوفو
                    yield references.phrase(number, part)

    # What a noun takes over from the verb above it

    def _governor(self, tree: Tree, trigger: Trigger) -> int | None:
        """The verb whose object or oblique the noun is; a verb trigger needs none."""
        if trigger.verbal:
            return None
        place = trigger.index
        for above in tree.ancestors(trigger.index):
            if tree.words[above].upos == "VERB":
                return (
                    above
                    if tree.relation(place) in ("obj", "obl", "xcomp", "ccomp", "iobj", "advcl", "nmod", "nsubj")
                    else None
                )
            place = above
        return None

    def _from_governor(self, number: int, trigger: Trigger, verb: int, slots: tuple[Slot, ...], frame: Frame) -> None:
        references, tree = self.references, self.references.trees[number]
        light = tree.lemmas[verb] in self.light
        mistaken = light and tree.relation(trigger.index) == "nsubj"  # أجرى محادثات: no talks hold anything
        under_subject = not mistaken and trigger.index in {
            i for child in tree.children(verb, "nsubj") for i in tree.subtree(child)
        }
        alone = trigger.type.symmetric and len({*frame.get("actor"), *frame.get("recipient")}) < 2
        wanted = not frame.get("actor") or alone or (light and trigger.type.symmetric)
        if wanted and not under_subject and tree.lemmas[verb] not in self.saying:
            found = references.subject(number, verb, beside=trigger.index if mistaken else None)
            kept = tuple(i for i in found.ids if references.kind(i) in ACTING and i not in frame.get("recipient"))
            if kept:
                frame.add("actor", kept, (INHERITED if light else GOVERNOR) * CERTAINTY[found.how])
                frame.how = "light-verb" if light else "governor"
        if light or under_subject:
            for slot in slots:
                if slot.name == "oblique":
                    for child in self._obliques(tree, verb, slot):
                        if child != trigger.index:
                            self._fill(frame, slot, references.phrase(number, child), INHERITED)

    def _nearest(self, number: int, trigger: Trigger, slots: tuple[Slot, ...], frame: Frame) -> None:
        """When the parse gives no actor: the nearest that may be one, before the trigger in its clause, marked so."""
        references, tree = self.references, self.references.trees[number]
        allowed = {kind for slot in slots if "actor" in slot.roles for kind in slot.types}
        others = set(frame.get("recipient")) | set(frame.get("place"))
        verb = tree.clause(trigger.index)
        for place in range(trigger.index - 1, -1, -1):
            here = references.named(number, place)
            if here and here not in others and references.kind(here) in allowed and tree.clause(place) == verb:
                frame.add("actor", (here,), NEAREST)
                frame.how = "nearest"
                return
