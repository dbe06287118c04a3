"""When: the expression of time that belongs to a trigger."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from functools import lru_cache

from kg import dates
from kg.dates import TimeExpression
from kg.edtf import bounds
from kg.events.lexicon import Trigger
from kg.events.status import perfect, topic
from kg.records import Document, Span
from kg.tree import Tree

SINCE = "منذ"
ANNIVERSARY = "anniversary"  # kind of what dates the happening that is named behind it
PARTS_OF_DAY = frozenset({"صباح", "صبيحه", "ضحي", "ظهر", "عصر", "مساء", "عشيه", "ليل", "ليله", "فجر", "غروب"})
LONG = ("decade", "century")  # kinds that date no single deed
WAS = "كان"
# Ranks of what dates a trigger: its own phrase, its clause, the clause above, the announcement of what is to be.
HERE, CLAUSE, ABOVE, ANNOUNCED = range(4)
SHARED = ("xcomp", "conj", "advcl")  # clauses that happen when the one above does, unless they say otherwise
APART = frozenset({"فيما", "بينما", "بعد", "قبل", "منذ", "قبيل", "رغم", "حتي", "اذا", "لو", "ان"})  # open others
CLOSE = 4  # words
DURING = frozenset({"في", "خلال", "اثناء", "ضمن", "هامش", "لدي", "عقب", "مع", "عند"})  # before what a verb happened at
BESIDE = frozenset({"عند", "لدي", "بعد", "قبل", "منذ", "عقب", "اثر"})
SAID = ("ccomp", "parataxis")
CONTENT = ("ccomp", "xcomp", "csubj")  # what a verb says, and what is expected in it
VERBAL = ("speech", "stance")  # patterns of types that happen in being said


@lru_cache(maxsize=4)
def _found(text: str, published: date | None, offset: int, future: bool) -> tuple[TimeExpression, ...]:
    """Kept for the triggers of one sentence."""
    return tuple(dates.find(text, published=published, offset=offset, future=future))


def expressions(
    document: Document, tree: Tree, *, future: bool, happenings: Collection[int] = ()
) -> list[TimeExpression]:
    """All resolved expressions of a sentence; in a clause about the ``future`` those of a verb in the perfect are past:
    in ``اتفقوا الاثنين على عقد قمة`` it is the last Monday. Those of a verb in the present are ahead:
    ``يلتقي الاثنين``."""
    published = date.fromisoformat(document.published) if document.published else None
    begin, end = tree.sentence.begin, tree.sentence.end
    text = document.text[begin:end]
    past, ahead = (_found(text, published, begin, side) for side in (False, True))
    found = [
        coming if _is_ahead(tree, coming, happenings, future=future) else gone
        for gone, coming in zip(past, ahead, strict=True)
    ]
    return [expression for expression in found if expression.edtf]


def _places(tree: Tree, expression: TimeExpression | Span) -> list[int]:
    """The words of an expression, with the part of the day before it: the parser takes ظهر for a verb in ظهر اليوم."""
    places = tree.at(expression.begin, expression.end)
    while places and places[0] and tree.keys[places[0] - 1] in PARTS_OF_DAY:
        places.insert(0, places[0] - 1)
    return places


def _is_ahead(tree: Tree, expression: TimeExpression, happenings: Collection[int], *, future: bool) -> bool:
    """Whether an expression is of what is to come: of a clause about it, or a bare weekday of a verb in the present.
    Months may be those of a chronicle, ``8 فبراير: الملك يستقبل``."""
    places = _places(tree, expression)
    owner = _owner(tree, places, happenings)[0] if places else None
    if owner is None or tree.words[owner].upos != "VERB":
        return future
    if perfect(tree, owner):
        return False
    was = any(tree.lemmas[child] == WAS for child in tree.children(owner, "aux", "cop"))
    plain = tree.relation(owner) not in ("acl", "advcl") and not _beside(tree, places[0], owner)
    return future or (expression.kind == "weekday" and plain and not was)


def _beside(tree: Tree, place: int, owner: int) -> bool:
    """Whether an expression is of something beside which its verb happens: ``عند هبوط الطائرة السبت``."""
    for above in tree.ancestors(place):
        if above == owner:
            return False
        if not BESIDE.isdisjoint(tree.cases(above)):
            return True
    return False


def of(
    tree: Tree,
    trigger: Trigger,
    found: Sequence[TimeExpression],
    *,
    others: Collection[int] = (),
    standing: bool = False,
    lasts: bool = False,
    published: date | None = None,
    pacts: Collection[int] = (),
    announced: bool = False,
) -> str | None:
    """The EDTF of the expression that dates a trigger, or None.

    An expression belongs to the first verb or trigger (``others`` are those of the sentence) above it. What belongs
    to the trigger comes first, then what belongs to the verb of its clause, then to the verb that this one goes on
    from; what belongs to another happening never counts. A ``standing`` state has only what belongs to itself: the
    day of the clause is that of what happened then; nor does what is talked of have the day of the talk. What is
    dated inside the name of a pact (``pacts`` are the nouns of the sentence that tell one) is the pact:
    معاهدة الصداقة والتعاون الموقعة عام 2001. ``منذ`` says how long what ``lasts`` has lasted by the day of
    publication, and nothing of what is done in a moment. What is ``announced``, to be or not to have been, has the day
    of the saying where it has none of its own.
    """
    verb = tree.clause(trigger.index)
    ranked = []
    for expression in found:
        places = _places(tree, expression)
        if not places or (expression.kind in LONG and not lasts):
            continue
        if expression.kind == ANNIVERSARY:
            if _named(places[-1], {*others, trigger.index}) == trigger.index:
                ranked.append((HERE, 0, expression.begin, expression.edtf or ""))
            continue
        gone = published is not None and _over(expression.edtf, published)
        owner, since = _owner(tree, places, {*others, trigger.index}, gone=gone)
        owner = _pact(tree, owner, pacts)
        apart = [other for other in others if _pact(tree, other, pacts) != trigger.index]
        if owner == trigger.index and perfect(tree, owner) and _is_to_come(expression.edtf, published):
            continue  # قال إنها ستكون مفتوحة غدا
        part = owner in pacts and owner != trigger.index and _pact(tree, trigger.index, pacts) == owner
        if owner is None or part or _taken(tree, trigger.index, places[0], apart):
            continue
        if owner == trigger.index:
            rank = HERE
        elif standing or (not trigger.verbal and topic(tree, trigger.index)):
            continue
        elif (owner == verb and not _between(tree, trigger.index, verb, others)) or _tells(
            tree, owner, trigger.index, others
        ):
            rank = CLAUSE
        elif verb in (trigger.index, tree.head(trigger.index)) and _one_with(tree, verb, trigger, owner):
            rank = ABOVE
        elif announced and _announces(tree, owner, verb):
            rank = ANNOUNCED
        else:
            continue
        if since and not lasts:
            continue
        edtf = expression.edtf or ""
        if since and rank == ABOVE:
            edtf = edtf.partition("/")[0]  # منذ 1998 عندما: what happened then
        elif since and published:
            edtf = _until(edtf, published)
        ranked.append((rank, min(abs(place - trigger.index) for place in places), expression.begin, edtf))
    return min(ranked)[3] if ranked else None


def _owner(
    tree: Tree, places: Sequence[int], happenings: Collection[int], *, gone: bool = False
) -> tuple[int | None, bool]:
    """The first verb or happening at or above an expression, and whether the way there leads through ``منذ``.

    Not a verb in the present, where the expression is of what is ``gone``: the parser hangs أمس on the nearest verb.
    Not the verb of a relative clause that tells when an occasion was at which the verb above spoke or acted
    (``قال في مؤتمر صحفي عقده أمس``): its day is that of the verb above. Nor a definite noun behind a preposition, where
    the expression has none itself: ``رد على الانتقادات العام الماضي``.
    """
    since = False
    top = None
    bare = _bare(tree, places[0])
    for place in (places[0], *tree.ancestors(places[0])):
        owns = place not in places and (place in happenings or tree.words[place].upos == "VERB")
        owns = owns and not (
            bare and tree.keys[place].startswith("ال") and not tree.verbal(place) and tree.cases(place)
        )
        if owns and not (gone and _present(tree, place)) and not _held(tree, place, happenings):
            return place, since
        since = since or SINCE in tree.cases(place) or SINCE in (tree.keys[place], tree.keys[max(0, place - 1)])
        top = place
    return top, since


def _named(last: int, happenings: Collection[int]) -> int | None:
    """The happening that is named close behind a word."""
    return next((place for place in sorted(happenings) if last < place <= last + CLOSE), None)


def _present(tree: Tree, place: int) -> bool:
    return (
        tree.words[place].upos == "VERB"
        and not perfect(tree, place)
        and not any(tree.lemmas[child] == WAS for child in tree.children(place, "aux", "cop"))
        and not any(tree.keys[before] == "لم" for before in range(max(0, place - 1), place))
        and tree.relation(place) in ("acl", "advcl")
    )


def _bare(tree: Tree, place: int) -> bool:
    """Whether an expression that begins with a word has no preposition."""
    return not tree.cases(place) and place > 0 and tree.words[place - 1].upos != "ADP"


def _held(tree: Tree, verb: int, happenings: Collection[int]) -> bool:
    noun = tree.head(verb)
    return (
        tree.relation(verb) == "acl"
        and verb not in happenings
        and noun is not None
        and noun not in happenings
        and not DURING.isdisjoint(tree.cases(noun))
    )


def _pact(tree: Tree, owner: int | None, pacts: Collection[int]) -> int | None:
    """The pact in whose name a noun stands, else the noun itself."""
    place = owner
    while (
        place is not None and place not in pacts and tree.relation(place) in ("nmod", "conj") and not tree.cases(place)
    ):
        place = tree.head(place)
    return place if place in pacts else owner


def _announces(tree: Tree, saying: int, verb: int) -> bool:
    """Whether a clause is what a verb says."""
    place = verb
    for above in tree.ancestors(verb):
        if tree.relation(place) in CONTENT and above == saying:
            return tree.verbal(saying)
        if tree.verbal(above) and tree.relation(place) not in CONTENT:
            return False
        place = above
    return False


def _one_with(tree: Tree, verb: int, trigger: Trigger, owner: int) -> bool:
    """Whether the verb of a trigger tells what happened when its owner did: it goes on from it, is what it says, or
    took place at it."""
    if tree.head(verb) == owner:
        marks = {tree.keys[child] for child in tree.children(verb, "mark", "case", "advmod", "cc")}
        if tree.relation(verb) in SHARED:
            return marks.isdisjoint(APART)
        return tree.relation(verb) in SAID and trigger.type.pattern in VERBAL
    return verb == trigger.index and happened_at(tree, owner, verb)


def happened_at(tree: Tree, noun: int, verb: int) -> bool:
    """Whether a noun names what a verb took place at: ``قال في اجتماع``."""
    return tree.head(noun) == verb and not DURING.isdisjoint(tree.cases(noun))


def _tells(tree: Tree, verb: int, noun: int, others: Collection[int]) -> bool:
    """Whether a relative clause tells when a noun happened: ``اللقاء الذي جرى أمس``, not ``زيارة يلتقي فيها``."""
    return tree.head(verb) == noun and tree.relation(verb) == "acl" and verb not in others


def _taken(tree: Tree, trigger: int, place: int, others: Collection[int]) -> bool:
    """Whether a noun of another happening stands between a trigger and an expression that follows it closely: in
    ``زار روسيا قبل هجومها عام 2022`` the year is the attack's, whatever the parse says."""
    return any(
        trigger < other < place
        and place - other <= CLOSE
        and not tree.verbal(other)
        and tree.cases(other)
        and not (_bare(tree, place) and tree.keys[other].startswith("ال"))
        and not happened_at(tree, other, trigger)
        for other in others
    ) and not any(tree.words[word].upos == "VERB" for word in range(trigger + 1, place))


def _between(tree: Tree, trigger: int, verb: int, others: Collection[int]) -> bool:
    """Whether another happening stands in the parse between a trigger and the verb of its clause."""
    for above in tree.ancestors(trigger):
        if above == verb:
            return False
        if above in others:
            return True
    return False


def since(tree: Tree, expression: Span, happenings: Collection[int]) -> bool:
    """Whether an expression, of the kind that its label tells, says from when something has lasted."""
    return expression.label == "since" or _owner(tree, _places(tree, expression), happenings)[1]


def _until(edtf: str, published: date) -> str:
    """From a time to the day of publication; an interval stays."""
    first, _ = bounds(edtf)
    begin = edtf.split("/")[0]
    return f"{begin}/{published.isoformat()}" if first and first <= published else edtf


def _is_to_come(edtf: str | None, published: date | None) -> bool:
    """Whether a time had not begun on the day of publication."""
    first = bounds(edtf)[0] if edtf else None
    return first is not None and published is not None and first > published


def _over(edtf: str | None, published: date) -> bool:
    """Whether a time had passed by the day of publication."""
    last = bounds(edtf)[1] if edtf else None
    return last is not None and last < published
