"""Whether a capital stands for its state or is where something happens.

The rule, in order; the first that applies decides. "Before" skips the name itself, and in a coordination
(``في بكين وموسكو``) it is what stands before the first member.

1. It opens a paragraph as a dateline (``بكين (رويترز) –``, ``بكين:``; a colon in a headline is a speaker's): place.
2. A generic place noun stands before it (``العاصمة``, ``مدينة``), or it completes the name or object of a
   visit or gathering (``زيارة بكين``, ``مؤتمر موسكو``): place.
3. A preposition of being inside (``في``, ``داخل``, ``ب``): place.
4. ``إلى``, ``من``, ``نحو``: place, unless what is on its way is help, a message, a demand or an attitude
   (``مساعدات إلى كييف``, ``طلب من واشنطن``): state.
5. Any other preposition (``مع``, ``على``, ``بين``, ``ل``, ...): state.
6. A verb of travel stands near before it, with no preposition between (``زار الوزير بكين``): place.
7. Otherwise it is the subject, the object or the genitive of an act (``أعلنت واشنطن``, ``قوات موسكو``): state.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.tokens import Token
from kg.vocabulary import Vocabulary

NEAR = 6  # words looked back for a verb of travel
FAR = 8  # words looked back for what is on its way
HEADLINE = 18  # words that a headline has at most
DATELINE = 5  # words before which a dateline ends
PREPOSITIONS = frozenset({"inside", "way", "party"})


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

    ``names`` leads from the end of each name found before (an index into ``tokens``) to its first token;
    ``after`` is the text that follows the name. Where the state has the very name of its capital
    (``shared``: ``الكويت``), only the first rule and a place noun before it make it the place. A seat
    (``seat``: ``الكرملين``) is where a way leads only if somebody travels.
    """
    if _dateline(tokens, first, after):
        return True
    if shared:
        head = vocabulary.head(tokens[first - 1].stem) if first and tokens[first].joined else None
        return head is not None and head[0].type == "Place"
    while "و" in proclitic and tokens[first].joined and first in names:  # a later member of a coordination
        first = names[first]
        proclitic = _proclitic(tokens[first])
    inside = next((kind for letter in reversed(proclitic) if (kind := vocabulary.settings.get(letter))), None)
    if inside:
        return inside == "inside"
    if not tokens[first].joined or not first:
        return False
    before = tokens[first - 1].stem
    head = vocabulary.head(before)
    if head and head[0].type == "Place":
        return True
    kind = vocabulary.setting(before)
    if kind == "way":
        on_way = _back(tokens, first - 1, FAR, vocabulary)
        return on_way == "travel" if seat else on_way != "transfer"
    if kind:
        return kind in ("inside", "travel", "event")
    return _back(tokens, first, NEAR, vocabulary) == "travel"


def _dateline(tokens: Sequence[Token], first: int, after: str) -> bool:
    block = tokens[first].block
    opening = first
    while opening and tokens[opening - 1].block == block:
        opening -= 1
        if first - opening > DATELINE:
            return False
    mark = after.lstrip()[:1]
    if not mark or mark not in "(:-–—/":
        return False
    if mark == ":":
        length = sum(token.block == block for token in tokens[first : first + HEADLINE + 1])
        return length > HEADLINE
    return opening == first and (mark != "-" or after[:1].isspace())


def _proclitic(token: Token) -> str:
    seen = [start.proclitic for start in token.starts if start.seen]
    return max(seen, key=len, default="")


def _back(tokens: Sequence[Token], first: int, reach: int, vocabulary: Vocabulary) -> str | None:
    """The kind of the nearest cue before a word: travel, transfer, or a preposition that shields it."""
    block = tokens[first].block
    for index in range(first - 1, max(first - reach - 1, -1), -1):
        token = tokens[index]
        if token.block != block:
            return None
        kind = vocabulary.setting(token.stem) or vocabulary.setting(token.folded)
        if kind in ("travel", "transfer"):
            return kind
        if kind in PREPOSITIONS and reach == NEAR:
            return None
    return None
