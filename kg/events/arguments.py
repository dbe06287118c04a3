"""Who takes part in what a trigger evokes, by the rows of ``argument_patterns.csv``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kg.events import attribution
from kg.events import light as light_verbs
from kg.events.lexicon import Slot, Trigger
from kg.events.mending import EACH
from kg.events.named import Found
from kg.events.references import ACTING, CERTAINTY, References
from kg.events.timing import happened_at
from kg.tree import Tree

GOODS = "transfer"  # the pattern of types whose genitive is a thing, which is of the state that sends it
MEANT = ("pronoun", "pair")  # ways to find persons that stand for their states: التجارة بينهما
REACHED = ("nmod", "obl", "obj", "amod", "xcomp", "ccomp")  # how a noun hangs on the noun that tells who does it
SPEECH = "speech"  # the pattern of types whose nouns are things that somebody else may hold or refuse
TALKS = "encounter"  # the pattern of types of talks
TIES = "tie"  # the pattern of types of standing relations
TRAVEL = "travel"  # the pattern of types that lead to another state
LEADING = frozenset({TRAVEL, GOODS})  # patterns of types that lead to somebody
PARTNERS = frozenset({"مع", "بين", "الي"})  # prepositions of a partner wherever they stand behind a noun
GIVEN = frozenset({"ل"})  # and of who is given something
BEING = "كان"
ALLIES = frozenset({"حليف", "حليفه", "شريك", "شريكه"})  # what somebody is to somebody
COPULAS = frozenset({"ليس", BEING, "عد", "اعتبر", "ظل", "اصبح", "بات"})  # تعد روسيا حليفة لسوريا
BETWEEN = "بين"
SOME = "بعض"
AFTER = "بعد"  # قال بعد اجتماع مع
GUEST = 40  # words of the titles of two
BESIDE = frozenset({"حضور", "بحضور", "الذي", "التي", "حيث"})  # behind these stands who else was there
FAR = 12  # words
DIRECT, INHERITED, GOVERNOR, NEAREST = 1.0, 0.85, 0.7, 0.4  # trust in how an argument was reached


@dataclass(slots=True)
class Frame:
    """The participants of one trigger: roles to ids in order of the text, and how sure we are of them."""

    roles: dict[str, list[str]] = field(default_factory=dict)
    confidence: float = 1.0
    how: str = "pattern"
    reached: dict[str, tuple[Found, float]] = field(default_factory=dict)  # by id: the phrase, and trust in it

    def add(self, role: str, ids: tuple[str, ...], trust: float, found: Found) -> None:
        """Give ids that ``found`` led to a role, unless they have it."""
        taken = self.roles.setdefault(role, [])
        fresh = [entity_id for entity_id in ids if entity_id not in taken]
        if fresh:
            taken += fresh
            self.confidence = min(self.confidence, trust)
        for entity_id in fresh:
            self.reached.setdefault(entity_id, (found, trust))

    def get(self, role: str) -> tuple[str, ...]:
        return tuple(self.roles.get(role, ()))


class Arguments:
    """Finds participants in one document."""

    def __init__(self, references: References) -> None:
        self.references = references
        self.light = light_verbs.verbs()
        self.saying = attribution.sayings()
        self.assessing = attribution.assessments()
        self.discussing = attribution.discussions()

    def frame(self, number: int, trigger: Trigger, slots: tuple[Slot, ...]) -> Frame:
        """The frame of a trigger in sentence ``number``."""
        tree = self.references.trees[number]
        frame = Frame()
        for slot in slots:
            for found in self._fillers(number, trigger, slot):
                self._fill(frame, self._as_told(trigger, slot, found), found, DIRECT)
            if trigger.partner is not None and slot.name == "oblique":  # فرض عقوبات على: of the verb or of the noun
                inside = [part for part in tree.children(trigger.partner, "nmod") if not tree.cases(part)]
                for child in [one for part in (trigger.partner, *inside) for one in self._obliques(tree, part, slot)]:
                    self._fill(frame, slot, self.references.phrase(number, child), INHERITED)
        if trigger.type.pattern in (TIES, GOODS) and not frame.get("actor"):
            found = self.references.bilateral(number, trigger.index)
            if found.ids:
                frame.add("actor", found.ids, INHERITED * CERTAINTY[found.how], found)
        if not trigger.verbal and tree.lemmas[trigger.index] in ALLIES:
            self._as_ally(number, trigger.index, frame)
        governor = self._governor(tree, trigger)
        if not self._from_owner(number, trigger, frame) and governor is not None:
            self._from_governor(number, trigger, governor, slots, frame)
        if trigger.type.symmetric and self._wants(trigger, frame):
            if trigger.verbal:
                self._from_clause_before(number, trigger, frame)
                self._guest(number, trigger, frame)
            else:
                self._welcoming(number, trigger, frame)
        if self._wants(trigger, frame) or (trigger.type.pattern in LEADING and not frame.get("recipient")):
            self.behind(number, trigger, slots, frame)
        if not frame.get("actor"):
            self.nearest(number, trigger, slots, frame)
        if not trigger.type.symmetric and trigger.type.pattern != SPEECH and _mutual(tree, trigger.index):
            for entity_id in frame.get("actor"):
                frame.add("recipient", (entity_id,), INHERITED, frame.reached[entity_id][0])
        if trigger.type.pattern == TRAVEL:
            self._host(frame)
        if trigger.type.pattern == TIES:
            self._ties(frame)
        return frame

    def _as_ally(self, number: int, index: int, frame: Frame) -> None:
        """Of whom it is said that he is somebody's ally, and whose: تعد روسيا حليفة لسوريا."""
        references, tree = self.references, self.references.trees[number]
        above = tree.head(index)
        copula = above if above is not None and tree.lemmas[above] in COPULAS else index
        predicate = tree.relation(index) != "nsubj" and not tree.cases(index) and not tree.keys[index].startswith("ال")
        subjects = tree.children(copula, "nsubj") if predicate else []
        others = [child for child in tree.children(index, "nmod", "obl") if GIVEN.issuperset(tree.cases(child))]
        for child in (*subjects, *others):
            found = references.phrase(number, child)
            frame.add("actor", tuple(i for i in found.ids if references.kind(i) in ACTING), CERTAINTY[found.how], found)

    def _ties(self, frame: Frame) -> None:
        """Ties of states are theirs, whoever speaks of them."""
        parties = frame.get("actor")
        if sum(self.references.kind(one) == "State" for one in parties) > 1:
            frame.roles["actor"] = [one for one in parties if self.references.kind(one) != "Person"]

    def _as_told(self, trigger: Trigger, slot: Slot, found: Found) -> Slot:
        """The slot as its filler makes it: زيارة الصين leads to the state, زيارة الوفد الصيني is its own."""
        if trigger.type.pattern == TRAVEL and slot.name == "genitive" and found.how != "name":
            return replace(slot, types=ACTING, roles=("actor",))
        return slot

    def _host(self, frame: Frame) -> None:
        """A journey leads to another state: who belongs to the one visited receives the guest."""
        states = self.references.state_of
        guests = {states(i) for i in frame.get("actor")} - {None}
        elsewhere = [i for i in frame.get("recipient") if i not in {*guests, *frame.get("actor")}]
        if elsewhere:
            frame.roles["recipient"] = elsewhere  # nobody travels to his own state
        visited = {states(i) for i in frame.get("recipient")} - {None}
        hosts = [i for i in frame.get("actor") if self.references.kind(i) == "Person" and states(i) in visited]
        if len(hosts) < len(frame.get("actor")):
            frame.roles["actor"] = [i for i in frame.get("actor") if i not in hosts]
            guests = {states(i) for i in frame.get("actor")}
            frame.roles["recipient"] = [*(i for i in frame.get("recipient") if states(i) not in guests), *hosts]

    def behind(self, number: int, trigger: Trigger, slots: tuple[Slot, ...], frame: Frame) -> None:
        """When the parse gives no partner: the nearest with a preposition of one behind the noun, marked so."""
        references, tree = self.references, self.references.trees[number]
        noun = trigger.index if trigger.partner is None else trigger.partner
        if trigger.verbal and trigger.partner is None and not trigger.type.symmetric:
            return
        for place in range(noun + 1, min(noun + 1 + FAR, len(tree.words))):
            if tree.words[place].upos == "VERB":
                return
            for slot in slots:
                sought = PARTNERS | (GIVEN if trigger.type.pattern == GOODS else frozenset())
                if slot.name == "oblique" and not slot.prepositions.isdisjoint(sought & set(tree.cases(place))):
                    found = references.phrase(number, place)
                    if found.ids:
                        self._fill(frame, slot, found, NEAREST)
                        return

    def _fill(self, frame: Frame, slot: Slot, found: Found, trust: float) -> None:
        ids = found.ids
        if found.how in MEANT and not any(self.references.kind(i) in slot.types for i in ids):
            ids = tuple(dict.fromkeys(state for i in ids if (state := self.references.state_of(i))))
        kept = tuple(i for i in ids if self.references.kind(i) in slot.types)
        if kept:
            for role in slot.roles:
                frame.add(role, kept, trust * CERTAINTY[found.how], found)

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
            for verb in tree.children(index, "acl"):
                if tree.lemmas[verb] in self.light:  # زيارة يقوم بها بوتين
                    tied = self.light[tree.lemmas[verb]].role == "object"  # العلاقات التي تربط مصر وتونس
                    for child in tree.children(verb, "obj" if tied else "nsubj"):
                        yield references.phrase(number, child)
            yield references.possessor(number, index)
        elif slot.name == "adjective":
            ids = references.adjectives(number, index, inside=trigger.type.pattern == GOODS)
            yield Found(ids, "adjective" if ids else "")
        elif slot.name == "matter":
            yield from self._matter(number, index, verbal=trigger.verbal)

    def _obliques(self, tree: Tree, index: int, slot: Slot) -> Iterator[int]:
        for child in tree.children(index, "obl", "nmod", "obj", "iobj", "advmod", "conj", "advcl", "dep"):
            if set(tree.cases(child)) & slot.prepositions:
                yield child
        for child in tree.children(index, "obl", "nmod", "advmod", "case"):  # بين as a noun with a genitive
            if tree.keys[child] in slot.prepositions:
                yield from tree.children(child, "nmod", "obl", "obj", "dep")

    def _matter(self, number: int, index: int, *, verbal: bool) -> Iterator[Found]:
        """The one behind what is praised or blamed: أدان غزو روسيا, انتقد الموقف الأمريكي."""
        references, tree = self.references, self.references.trees[number]
        for child in tree.children(index, "obj", "obl", "nmod"):
            if references.phrase(number, child, coordinated=False).ids or (not verbal and tree.cases(child)):
                continue
            states = references.adjectives(number, child)
            if states:
                yield Found(states, "adjective")
            for part in tree.children(child, "nmod"):
                if set(tree.cases(part)) <= {"ب", "ل", "بين"}:  # رفضت الاعتراف بكوسوفو, أشاد بالتعاون بين البلدين
                    yield references.phrase(number, part)

    # What a noun takes over from the verb above it

    def _governor(self, tree: Tree, trigger: Trigger) -> int | None:
        """The verb whose object or oblique the noun is; a verb trigger needs none."""
        if trigger.verbal:
            return None
        place, elsewhere = trigger.index, self.references.words["elsewhere"]
        for above in tree.ancestors(trigger.index):
            if not trigger.type.symmetric and not elsewhere.isdisjoint((*tree.cases(place), tree.keys[place])):
                return None  # غيرت موقفها بعد هجمات: whose, nobody says
            if tree.words[above].upos == "VERB":
                return (
                    above
                    if tree.relation(place) in ("obj", "obl", "xcomp", "ccomp", "iobj", "advcl", "nmod", "nsubj")
                    else None
                )
            place = above
        return None

    def _from_owner(self, number: int, trigger: Trigger, frame: Frame) -> bool:
        """Who does what a noun above tells does this too: التزامهما بشراكة. Whether one was found."""
        references, tree = self.references, self.references.trees[number]
        if trigger.verbal or trigger.type.pattern == SPEECH or not self._wants(trigger, frame):
            return False
        below = trigger.index
        for above in tree.ancestors(trigger.index):
            if (
                tree.words[above].upos != "NOUN"
                or tree.relation(below) not in REACHED
                or references.titled(number, above)
            ):
                return False
            for child in tree.children(above, "nmod"):
                if child != below and tree.cases(child) in ((), (BETWEEN,)):
                    found = references.phrase(number, child)
                    kept = tuple(i for i in found.ids if references.kind(i) in ACTING)
                    if kept and not set(kept) <= {*frame.get("actor"), *frame.get("recipient")}:
                        frame.add("actor", kept, GOVERNOR * CERTAINTY[found.how], found)
                        frame.how = "governor"
                        return True
            below = above
        return False

    def _welcoming(self, number: int, trigger: Trigger, frame: Frame) -> None:
        """Who was there to meet somebody, far behind as the formula has them: وكان في استقباله لدى وصوله الوزير."""
        references, tree = self.references, self.references.trees[number]
        verb = tree.head(trigger.index)
        if verb is None or tree.lemmas[verb] != BEING or "في" not in tree.cases(trigger.index):
            return
        for place in range(trigger.index + 1, len(tree.words)):
            if tree.words[place].upos in ("NOUN", "X", "PROPN") and not tree.cases(place):
                found = references.phrase(number, place)
                people = tuple(i for i in found.ids if references.kind(i) == "Person" and i not in frame.get("actor"))
                if people:
                    frame.add("actor", people, INHERITED * CERTAINTY[found.how], found)
                    return

    def _guest(self, number: int, trigger: Trigger, frame: Frame) -> None:
        """Whom one met, behind the long titles of both where parsers lose him: the next person named in the clause."""
        references, tree = self.references, self.references.trees[number]
        hosts = frame.get("actor")
        if trigger.type.pattern != TALKS or not hosts or not self._wants(trigger, frame):
            return
        for place in range(trigger.index + 1, min(trigger.index + 1 + GUEST, len(tree.words))):
            here = references.named(number, place)
            closes = tree.words[place].upos in ("VERB", "SCONJ") or not BESIDE.isdisjoint(
                (tree.keys[place], tree.lemmas[place])
            )
            if closes and not here:
                return
            if here and references.kind(here) == "Person" and here not in hosts:
                if not tree.cases(place):
                    frame.add("actor", (here,), GOVERNOR, Found((here,), "nearest", (number, place)))
                return

    def _from_clause_before(self, number: int, trigger: Trigger, frame: Frame) -> None:
        """The subject of a coordinated clause before, which goes on: زار القصر والتقى الرئيس tells whom he met."""
        references, tree = self.references, self.references.trees[number]
        before = tree.head(trigger.index)
        if before is None or tree.relation(trigger.index) != "conj" or tree.words[before].upos != "VERB":
            return
        found = references.subject(number, before)
        kept = tuple(i for i in found.ids if references.kind(i) in ACTING)
        if kept and not set(kept) & {*frame.get("actor"), *frame.get("recipient")}:
            frame.add("actor", kept, INHERITED * CERTAINTY[found.how], found)

    def _wants(self, trigger: Trigger, frame: Frame) -> bool:
        """Whether a frame lacks its actor, or what parties do together its second."""
        parties = {*frame.get("actor"), *frame.get("recipient")}
        return not frame.get("actor") or (trigger.type.symmetric and len(parties) < 2)

    def _from_governor(self, number: int, trigger: Trigger, verb: int, slots: tuple[Slot, ...], frame: Frame) -> None:
        references, tree = self.references, self.references.trees[number]
        over = tree.head(trigger.index)  # the verb, or a noun like one: لإجراء محادثات
        called = tree.lemmas[verb] in self.assessing  # دعا إلى إجراء محادثات: others are to hold them
        carriers = [tree.lemmas[place] for place in (verb, over) if place is not None and not called]
        carried = next((self.light[lemma] for lemma in carriers if lemma in self.light), None)
        light = (
            carried is not None
            and carried.role != "object"
            and not any(carried.unless in tree.cases(one) for one in tree.children(verb))
        )
        mistaken = light and tree.relation(trigger.index) == "nsubj"  # أجرى محادثات: no talks hold anything
        under_subject = not mistaken and trigger.index in {
            i for child in tree.children(verb, "nsubj") for i in tree.subtree(child)
        }
        wanted = self._wants(trigger, frame) or (light and trigger.type.symmetric)
        alone = wanted and trigger.type.symmetric
        attended = happened_at(tree, trigger.index, verb) or AFTER in tree.cases(trigger.index)
        between = [place for place in tree.ancestors(trigger.index) if place != verb and verb in tree.ancestors(place)]
        topic = not self.discussing.isdisjoint(tree.lemmas[place] for place in (verb, *between))
        if topic and trigger.type.pattern not in (TIES, TALKS):
            wanted = False  # بحثا الحرب: who talks about a war does not wage it
        if tree.lemmas[verb] in self.saying and not (alone and attended):
            wanted = False  # who speaks of it takes no part in it, but for قال في اجتماع مع
        if wanted and not under_subject:
            found = references.subject(number, verb, beside=trigger.index if mistaken else None)
            kept = tuple(i for i in found.ids if references.kind(i) in ACTING and i not in frame.get("recipient"))
            if kept and carried is not None and carried.role == "recipient":
                frame.add("recipient", kept, INHERITED * CERTAINTY[found.how], found)
            elif kept:
                frame.add("actor", kept, (INHERITED if light else GOVERNOR) * CERTAINTY[found.how], found)
                frame.how = "light-verb" if light else "governor"
        if light or under_subject:
            for slot in slots:
                if slot.name == "oblique":
                    for child in self._obliques(tree, verb, slot):
                        if child != trigger.index:
                            self._fill(frame, slot, references.phrase(number, child), INHERITED)

    def nearest(self, number: int, trigger: Trigger, slots: tuple[Slot, ...], frame: Frame) -> None:
        """When the parse gives no actor: the nearest that may be one, before the trigger in its clause, marked so."""
        references, tree = self.references, self.references.trees[number]
        allowed = {kind for slot in slots if "actor" in slot.roles for kind in slot.types}
        others = set(frame.get("recipient")) | set(frame.get("place"))
        verb = tree.clause(trigger.index)
        for place in range(trigger.index - 1, -1, -1):
            here = references.named(number, place)
            if here and here not in others and references.kind(here) in allowed and tree.clause(place) == verb:
                frame.add("actor", (here,), NEAREST, Found((here,), "nearest", (number, place)))
                frame.how = "nearest"
                return


def _mutual(tree: Tree, index: int) -> bool:
    """Whether what is done is done by each to the other: ``بعضهما البعض``, ``كل منهما الآخر``."""
    for place in tree.children(index, "obj", "nsubj", "obl", "nmod"):
        if tree.keys[place : place + len(EACH)] == EACH:
            return "الاخر" in tree.keys[place + len(EACH) : place + len(EACH) + 2]
        if tree.keys[place] == SOME and tree.keys[place + 1 : place + 2] in (("هما",), ("هم",)):
            return True
    return False
