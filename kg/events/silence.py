"""Words that look like triggers and tell no event of their own.

They are parts of names and titles, they only repeat, report or announce another event, or nobody knows who took part.
"""

from __future__ import annotations

from dataclasses import replace

from kg.arabic import fold
from kg.events.arguments import ALLIES, Frame
from kg.events.lexicon import Trigger
from kg.events.references import References
from kg.tree import Tree

SAYING = "Statement"  # told by a verb of saying only where its content is no event of another type
PACT = "Agreement"
MEETING = "Meeting"
NAMED = frozenset({"Person", "Organization", "Place", "State"})  # types whose names tell no event
ACCORDINGLY = "حسبما"
ACCORDING = frozenset({"حسب", "بحسب", "وفق", "وفقا"})  # before ما: the same in two words
JUDGING = frozenset({"وصف", "واصف", "اعتبر", "معتبر"})  # verbs whose object is what they speak of
# Verbs that tell no more than what is to be.
INTENDING = frozenset(map(fold, ("نوى", "اعتزم", "أراد", "قرر", "عزم", "خطط", "أزمع")))
TALKS = frozenset({MEETING, "Call"})  # what is talked over during one is part of it
DURING = "خلال"
OPENING = 1  # words before the verb of a sentence that nobody says: a conjunction
CONTENT = ("ccomp", "xcomp", "obj", "obl", "parataxis", "csubj")  # what a verb of saying says


def names(tree: Tree, index: int) -> bool:
    """Whether a word that looks like a verb or an event noun is somebody's first or last name: فيصل بن, بن سفر."""
    return not {"بن", "بنت"}.isdisjoint(tree.keys[index + 1 : index + 2] + tree.keys[max(0, index - 1) : index])


def named(references: References, number: int, index: int) -> bool:
    """Whether a word is part of the name of somebody, of a body or of a place, which tells nothing by what it means:
    ميشال عون, حركة نداء تونس. A treaty is named after its pact."""
    here = references.named(number, index)
    if here is None or references.kind(here) not in NAMED:
        return False
    alone = here not in (references.named(number, index - 1), references.named(number, index + 1))
    return not (alone and references.trees[number].words[index].upos == "VERB")  # a rare verb taken for a name


def held(references: References, tree: Tree, trigger: Trigger) -> bool:
    """Whether a noun says what an office is for: وزير التجارة, وزير الصحة والإغاثة."""
    place = trigger.index
    while not trigger.verbal and tree.relation(place) in ("nmod", "conj") and not tree.cases(place):
        above = tree.head(place)
        if above is None or above > place:
            return False
        if tree.lemmas[above] in references.words["minister"]:
            return True
        place = above
    return False


def during(tree: Tree, trigger: Trigger, found: list[Trigger]) -> bool:
    """Whether a verb only says what a meeting or call told before it was about: اتصالا بحثا خلاله الأزمة."""
    if not trigger.verbal or trigger.type.type != MEETING or DURING not in tree.keys[trigger.index + 1 :][:1]:
        return False
    pronoun = any(tree.words[child].upos == "PRON" for child in tree.children(trigger.index + 1))
    behind = tree.words[trigger.index + 2 : trigger.index + 3]
    told = any(one.index < trigger.index and one.type.type in TALKS for one in found)
    return told and (pronoun or (bool(behind) and behind[0].upos == "PRON"))


def distinct(tree: Tree, triggers: list[Trigger]) -> list[Trigger]:
    """Without the noun that only repeats its verb, وقّع اتفاقية is one signing, or tells its sense."""
    verbs = {trigger.index: trigger for trigger in triggers if trigger.verbal}
    partners = {trigger.partner for trigger in triggers if trigger.type.type != SAYING}  # عبر عن دعمه tells support
    pacts = {trigger.index for trigger in triggers if not trigger.verbal and trigger.type.type == PACT}
    kept: dict[int, Trigger] = {}
    for trigger in triggers:
        above = verbs.get(_reached(tree, trigger.index))
        if trigger.index in partners:
            continue
        if trigger.index in pacts and _of_it(tree, trigger.index, pacts):
            continue
        first = kept.get(trigger.index - 1)
        nouns = first is not None and not first.verbal and not trigger.verbal
        if first and nouns and tree.head(trigger.index) == first.index and trigger.type.type == first.type.type:
            kept[first.index] = replace(first, partner=trigger.index)  # إبرام اتفاق بين, برقية تهنئة are one
            continue
        if trigger.verbal or above is None or above.type.type != trigger.type.type:
            kept[trigger.index] = trigger
        elif above.partner is None and above.index in kept:  # وقع مجموعة من الاتفاقيات مع: the noun has the parties
            kept[above.index] = verbs[above.index] = replace(above, partner=trigger.index)
    return list(kept.values())


def _of_it(tree: Tree, noun: int, pacts: set[int]) -> bool:
    """Whether a noun with a pronoun tells of the pact whose relative clause it stands in: الاتفاق الذي جرى توقيعه."""
    owned = any(tree.words[child].upos == "PRON" for child in tree.children(noun))
    above = list(tree.ancestors(noun))
    clauses = [place for place in above if tree.relation(place) == "acl"]
    return owned and any(tree.head(place) in pacts for place in clauses)


def _reached(tree: Tree, noun: int) -> int:
    """The word whose object or oblique a noun is, itself or inside a quantity (عدد من الاتفاقيات); -1 if none."""
    for place in (noun, *tree.ancestors(noun)):
        if tree.relation(place) in ("obj", "obl", "iobj", "nsubj"):
            above = tree.head(place)
            return -1 if above is None else above
        if tree.relation(place) != "nmod":
            break
    return -1


def complete(tree: Tree, trigger: Trigger, frame: Frame) -> bool:
    """Whether enough is known of who took part: one actor, and a second party where the type needs one."""
    parties = set(frame.get("actor")) | set(frame.get("recipient"))
    if not frame.get("actor"):
        return False
    if trigger.type.symmetric and (frame.how == "governor" or tree.lemmas[trigger.index] in ALLIES):
        return len(parties) >= 2
    return frame.how != "nearest" or len(parties) >= 2


def impersonal(tree: Tree, trigger: Trigger) -> bool:
    """Whether nobody in particular says so: يذكر أن, يشار إلى أن, as a sentence or paragraph opens."""
    index = trigger.index
    if trigger.type.type != SAYING or not trigger.verbal or tree.children(index, "nsubj") or index > OPENING:
        return False
    return tree.keys[index].startswith("ي") and "ان" in tree.keys[index + 1 : index + 3]


def credited(tree: Tree, trigger: Trigger) -> bool:
    """Whether a verb of saying only gives the source of the sentence: حسبما أعلن, وفق ما ذكر, وفقا لما قال."""
    if trigger.type.type != SAYING or not trigger.verbal:
        return False
    before = tree.keys[max(0, trigger.index - 3) : trigger.index]
    if before[-1:] == (ACCORDINGLY,):
        return True
    return before[-1:] in (("ما",), ("لما",)) and any(key in ACCORDING for key in before[:-1])


def only_says(tree: Tree, trigger: Trigger, contents: set[int]) -> bool:
    """Whether a verb of saying does no more than tell another event: أعلن عن زيارة, قال إن فلانا وصل."""
    if trigger.type.type != SAYING or not trigger.verbal:
        return False
    said = tree.children(trigger.index, *CONTENT)
    if tree.lemmas[trigger.index] in JUDGING:  # what is judged is its object, what is said of it stands behind
        said = [place for place in said if tree.relation(place) != "obj"]
    meant = [deed for verb in said if tree.lemmas[verb] in INTENDING for deed in tree.children(verb, *CONTENT)]
    return not contents.isdisjoint([*said, *meant])
