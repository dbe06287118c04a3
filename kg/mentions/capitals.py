"""Whether a capital stands for its state or is where something happens.

The rule, in order; the first that applies decides. "Before" skips the name itself, and in a coordination
(``في بكين وموسكو``) it is what stands before the first member.

1. It opens a paragraph as a dateline (``بكين (رويترز) –``, ``بكين:``, ``بكين 26 شوال``; a colon in a headline is a
   speaker's), or ends one that has no more than that (``رويترز – بكين``): place.
2. A generic place noun stands before it (``العاصمة``, ``مدينة``), or it completes the name or object of a
   visit or gathering (``زيارة بكين``, ``مؤتمر موسكو``): place.
3. A preposition of being inside (``في``, ``داخل``, ``ب``): place.
4. ``إلى``, ``من``, ``نحو``: place, unless what is on its way is help, a message, a demand or an attitude
   (``مساعدات إلى كييف``, ``طلب من واشنطن``): state.
5. ``ل``: state, unless a trip has it as its goal (``زيارة بوتين لبكين``); any other preposition (``مع``, ``على``,
   ``بين``, ...): state.
6. A verb of travel stands near before it, with no preposition between (``زار الوزير بكين``): place.
7. Otherwise it is the subject, the object or the genitive of an act (``أعلنت واشنطن``, ``قوات موسكو``): state.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from kg.tokens import Token
from kg.vocabulary import Vocabulary

NEAR = 6  # words looked back for a verb of travel
FAR = 8  # words looked back for what is on its way
HEADLINE = 18  # words that a headline has at most
DATELINE = 5  # words before which a dateline ends
CLAUSES = frozenset({"ان", "انه", "انها", "منذ", "حيث", "الذي", "التي", "بعدما", "عندما"})
PREPOSITIONS = frozenset({"inside", "way", "goal", "party"})
DASHES = ("-", "–", "—", "/")
TRIPS = frozenset({"travel", "trip"})


def is_place(
    tokens: Sequence[Token],
    first: int,
    *,
    proclitic: str,
    vocabulary: Vocabulary,
    names: Mapping[int, int],
    after: str,
    shared: bool = False,
    seat: bool = False,
) -> bool:
    """Whether the capital whose first word is ``tokens[first]`` is a mention of the place.

    ``names`` leads from the end of each name found before that is no person's (an index into ``tokens``) to its
    first token;
    ``after`` is the text that follows the name. Where the state has the very name of its capital
    (``shared``: ``الكويت``), only the first rule and a place noun before it make it the place. A seat
    (``seat``: ``الكرملين``) is where a way leads only if somebody travels.
    """
    if dateline(tokens, first, after):
        return True
    if shared:
        return _behind_place(tokens, first, vocabulary)
    while "و" in proclitic and tokens[first].joined and first in names:  # a later member of a coordination
        first = names[first]
        proclitic = _proclitic(tokens[first])
    inside = next((kind for letter in reversed(proclitic) if (kind := vocabulary.settings.get(letter))), None)
    if inside:
        return inside == "inside" or (inside == "goal" and _back(tokens, first, FAR, vocabulary) in TRIPS)
    if not tokens[first].joined or not first:
        return False
    before = tokens[first - 1].stem
    if _behind_place(tokens, first, vocabulary):
        return True
    kind = vocabulary.setting(before)
    if kind == "way":
        on_way = _back(tokens, first - 1, FAR, vocabulary)
        return on_way in TRIPS if seat else on_way != "transfer"
    if kind:
        return kind in ("inside", "travel", "trip", "event")
    return _back(tokens, first, NEAR, vocabulary, shields=set(names.values())) == "travel"


def _behind_place(tokens: Sequence[Token], first: int, vocabulary: Vocabulary) -> bool:
    """Whether a generic place noun stands before a name, with its adjective (``العاصمة الإثيوبية``) or without."""
    for index in range(first - 1, max(first - 3, -1), -1):
        if not tokens[index + 1].joined:
            return False
        head = vocabulary.head(tokens[index].stem)
        if head and head[0].type == "Place":
            return index == first - 1 or head[1]
    return False


def dateline(tokens: Sequence[Token], first: int, after: str) -> bool:
    """Whether a name, with ``after`` behind it in the text, says where a report was sent from."""
    block = tokens[first].block
    opening = first
    while opening and tokens[opening - 1].block == block:
        opening -= 1
        if first - opening > DATELINE:
            return False
    last = first + 1 == len(tokens) or tokens[first + 1].block != block
    if last and first > opening and tokens[first].gap.strip() in DASHES:
        return True  # an agency before the city, on a line alone
    mark = after.lstrip()[:1]
    if mark.isdigit() and first == opening:
        return True  # the day follows: الرياض 26 شوال
    if not mark or mark not in "(:-–—/":
        return False
    if mark == ":":
        length = sum(token.block == block for token in tokens[first : first + HEADLINE + 1])
        return length > HEADLINE
    return opening == first and (mark != "-" or after[:1].isspace())


def _proclitic(token: Token) -> str:
    seen = [start.proclitic for start in token.starts if start.seen]
    return max(seen, key=len, default="")


def _back(
    tokens: Sequence[Token], first: int, reach: int, vocabulary: Vocabulary, *, shields: Container[int] = ()
) -> str | None:
    """The kind of the nearest cue before a word: travel, trip or transfer. A word of ``shields`` (a name that is
    its object already), a preposition, another verb or a mark between hides the verb of travel."""
    for index in range(first - 1, max(first - reach - 1, -1), -1):
        token = tokens[index]
        if tokens[index + 1].first:
            return None
        kind = vocabulary.setting(token.stem) or vocabulary.setting(token.folded)
        if kind in ("travel", "trip", "transfer"):
            return kind
        if reach == NEAR and (
            kind in PREPOSITIONS
            or index in shields
            or token.upos == "VERB"
            or token.stem in CLAUSES
            or not tokens[index + 1].joined
        ):
            return None
    return None
