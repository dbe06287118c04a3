"""Names made of common words: ministries, parties and treaties behind a generic head, peoples by their adjective.

The boundary of such a name is grammar: a head in construct state is completed by a definite noun, then by
definite adjectives; a nationality among these is the last; ``ل`` with a definite noun may follow (what the body
is for), and so may a second subject behind ``و``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.gazetteer import Gazetteer
from kg.mentions.candidates import Candidate, joined
from kg.tokens import Start, Token
from kg.vocabulary import Head, Vocabulary

BRANCH = "فرع"
CALLED = 3  # words of a name that nobody knows
CLUBS = frozenset({"نادي", "ناد"})
NISBA = ("يه", "ي")


def bodies(
    tokens: Sequence[Token],
    gazetteer: Gazetteer,
    vocabulary: Vocabulary,
    names: Mapping[int, Candidate],
    supported: Sequence[Candidate],
) -> Iterator[Candidate]:
    """Names behind a generic head. ``names`` are those known already, by their first token; ``supported`` are
    names that the models found, which let a head make a name that it cannot make alone."""
    people = [one for one in (*names.values(), *supported) if one.type == "Person"]
    reached = 0  # the second word of a pair is no head of its own: مجلس إدارة النادي
    for index, token in enumerate(tokens):
        for start in _cut(token) if index >= reached else ():
            found = _head(tokens, index, start, vocabulary)
            if not found:
                continue
            head, definite, after = found
            reached = max(reached, after if after > index + 1 else 0)
            nameless = definite and head.type != "Organization" and head.article == "no"
            if head.use not in ("keep", "either", "place") or nameless:
                continue
            body = _Body(tokens, index, after, head, definite, gazetteer, vocabulary, names, people, supported)
            last = body.end()
            if not last:
                continue
            begin, end = start.begin, tokens[last - 1].end
            if head.use == "either" and _apposed(tokens, last, names, supported):
                break
            seen = any(name.overlaps(begin, end) and name.type == head.type for name in supported)
            if body.sufficient() or seen:
                method = "ner" if seen else "pattern"
                yield Candidate(index, last, begin, end, head.type, (), method, start.proclitic, False, 0.75)
            break


def _cut(token: Token) -> list[Start]:
    """The starts of a word, the one that the models saw first."""
    return sorted(token.starts, key=lambda start: (not start.seen or start.begin == token.begin, start.begin))


def _head(tokens: Sequence[Token], index: int, start: Start, vocabulary: Vocabulary) -> tuple[Head, bool, int] | None:
    """The head that begins here, whether it is definite, and the index behind it."""
    for form in reversed(start.forms):
        if index + 1 < len(tokens) and tokens[index + 1].joined:
            pair = vocabulary.head(f"{form} {tokens[index + 1].folded}")
            if pair:
                return *pair, index + 2
        single = vocabulary.head(form)
        if single:
            return *single, index + 1
    return None


def _apposed(
    tokens: Sequence[Token], last: int, names: Mapping[int, Candidate], supported: Sequence[Candidate]
) -> bool:
    """Whether the proper name of the body follows its description (``وكالة الأنباء الروسية الرسمية تاس``)."""
    if last < len(tokens) and tokens[last].joined and tokens[last].folded.startswith("ال") and last not in names:
        last += 1
    if last >= len(tokens) or not tokens[last].joined:
        return False
    following = [name for name in (names.get(last), *supported) if name and name.begin == tokens[last].begin]
    return any(name.type == "Organization" for name in following)


class _Body:
    """Walks from a head to the end of the name."""

    def __init__(
        self,
        tokens: Sequence[Token],
        first: int,
        after: int,
        head: Head,
        definite: bool,
        gazetteer: Gazetteer,
        vocabulary: Vocabulary,
        names: Mapping[int, Candidate],
        people: Sequence[Candidate],
        supported: Sequence[Candidate],
    ) -> None:
        self.people = people
        self.supported = supported
        self.tokens = tokens
        self.first = first
        self.after = after
        self.head = head
        self.definite = definite
        self.gazetteer = gazetteer
        self.vocabulary = vocabulary
        self.names = names
        self.national = False  # a nationality closes the name
        self.named = False  # a proper name or what the body is for completes it
        self.subject = False  # its genitive is what bodies are for
        self.adjective = False  # an adjective that is no nationality completes it

    def sufficient(self) -> bool:
        """Whether head and followers make a name by themselves."""
        if self.named:
            return True
        if self.definite:
            adjective = self.adjective and self.head.article == "adjective"
            return adjective or (self.national and self.head.article != "no")
        if self.national:
            return True
        if self.head.alone == "subject":
            return self.subject or self.adjective or self._led()
        return self.head.alone == "yes" or (self.head.type == "Organization" and self._led())

    def _led(self) -> bool:
        """Whether an office stands before the head: who is led by a director is a body (``مدير إدارة المرور``)."""
        before = self.tokens[max(self.first - 1, 0) : self.first]
        return bool(before) and self.tokens[self.first].joined and (before[0].stem,) in self.vocabulary.titles

    def end(self) -> int | None:
        """The index behind the last word of the name, None if head and followers make no name."""
        reach = [self.after - 1, *joined(self.tokens, self.after - 1)]
        last = self.after
        if not self.definite:
            following = self.names.get(self.after)
            if following and self.after in reach and following.begin == self.tokens[self.after].begin:
                if self.head.use == "either" or following.type in ("Organization", "Group", "Treaty"):
                    return None
                if self.head.use == "place" and (following.type != "Place" or self._announces(following.last)):
                    return None
                if self.head.article == "national" and (self.head.type, following.type) == ("Place", "State"):
                    return None  # the embassy of a state names the state
                self.named = True
                last = following.last
                while self.head.use == "keep" and last in reach and last not in self.names and self._described(last):
                    last += 1  # the general court of a city: محكمة جدة العامة
                return self._purpose(self._branch(last, reach), reach)
            if self.head.use == "place":
                return None
            honoured = self._honoured(reach) or self._called(reach) or self._seated(reach)
            if honoured:
                self.named = True
                while honoured in reach and self._definite(honoured) and self._adjective(honoured):
                    honoured += 1
                return self._purpose(honoured, reach)
            if self.head.type == "Treaty" and self.after + 1 in reach and self._construct(self.after):
                last += 1  # the first noun of a construct: the treaty of good neighbourhood
            if last + 1 in reach and self._construct(last) and self._subjects(last) and self._definite(last + 1):
                last += 1  # the commission of the protection of children
            if last not in reach or not self._definite(last) or self._national(last):
                return None
            self.subject = self._subjects(self.after)
            last += 1
        start = last
        while last in reach and not self.national and last not in self.names:
            if self._national(last):
                self.national = True
            elif self._definite(last):
                if not self._adjective(last) and self.head.type != "Treaty":
                    break
                self.adjective = True
            elif not self._second_subject(last):
                break
            last += 1
        if self.definite and last == start:
            return None
        return self._purpose(last, reach)

    def _branch(self, last: int, reach: Sequence[int]) -> int:
        """The index behind the place of a branch, or the one given: ``جامعة كاليفورنيا فرع بيركلي``."""
        if last + 1 not in reach or self.tokens[last].folded != BRANCH:
            return last
        place = last + 1
        known = self.names.get(place) or next((one for one in self.supported if one.first == place), None)
        if known:
            return known.last
        return place + 1 if _strange(self.tokens[place], self.vocabulary) else last

    def _honoured(self, reach: Sequence[int]) -> int | None:
        """The index behind the name of whom a body or place is named after, with his title: ``الملك فهد``."""
        place = self.after
        if (
            place + 1 not in reach
            or self.tokens[place].folded not in self.vocabulary.namesakes
            or self.head.use != "keep"
        ):
            return None
        person = next((one for one in self.people if one.first in (place, place + 1)), None)
        if person:
            return person.last if person.last - 1 in reach else None
        return place + 2

    def _called(self, reach: Sequence[int]) -> int | None:
        """The index behind an unknown word that names a place, with an adjective behind it: ``مطار حمد الدولي``."""
        place = self.after
        if self.head.type != "Place" or self.head.use != "keep" or place + 1 not in reach:
            return None
        strange = self.tokens[place].upos in ("X", "PROPN") and not self.tokens[place].folded.startswith("ال")
        return place + 1 if strange and self._definite(place + 1) and self._adjective(place + 1) else None

    def _seated(self, reach: Sequence[int]) -> int | None:
        """The index behind the place that a body is called after: one behind its generic noun (``شرطة منطقة عسير``,
        ``جوازات مطار الملك فهد``), or one or the rest of a name that only the models know."""
        if (self.head.type, self.head.use) != ("Organization", "keep") or self.after not in reach:
            return None
        token = self.tokens[self.after]
        whole = next((one for one in self.supported if one.begin == token.begin), None)
        if whole and whole.type in ("Place", "Organization") and not self.vocabulary.head(token.folded):
            return whole.last
        generic = self.vocabulary.heads.get(token.folded)
        place = self.after + 1
        if generic is None or generic.type != "Place" or place not in reach:
            return None
        if generic.use == "keep":
            return self._of(self.after, place, generic).end()
        named = self.names.get(place) or next((one for one in self.supported if one.first == place), None)
        there = named and named.type == "Place" and named.begin == self.tokens[place].begin
        return named.last if named and there else None

    def _of(self, first: int, after: int, head: Head) -> _Body:
        """What is named by another head, which begins inside."""
        return _Body(
            self.tokens, first, after, head, False, self.gazetteer, self.vocabulary, self.names, self.people,
            self.supported,
        )  # fmt: skip

    def _definite(self, index: int) -> bool:
        word = self.tokens[index].folded
        short = len(word) < 5 and word not in self.vocabulary.subjects
        if not word.startswith("ال") or short or word in self.vocabulary.stops or self._title(index):
            return False
        generic = self.vocabulary.heads.get(word[2:])
        return not (generic and generic.type == "Place" and generic.use == "drop")

    def _construct(self, index: int) -> bool:
        """Whether an indefinite noun may head the genitive (``حسن الجوار``): one without a proclitic."""
        token = self.tokens[index]
        return not token.folded.startswith(("ال", "ل")) and not any(start.seen for start in token.starts[1:])

    def _announces(self, last: int) -> bool:
        """Whether a noun like a treaty's goes on to what a state announces: ``إعلان واشنطن نيتها``, ``عن``."""
        after = self.tokens[last : last + 1]
        return bool(after) and after[0].joined and (after[0].pronoun or after[0].stem in ("عن", "ان", "انها"))

    def _described(self, index: int) -> bool:
        return self._national(index) or (self._definite(index) and self.tokens[index].upos == "ADJ")

    def _title(self, index: int) -> bool:
        return bool(self.vocabulary.title([self.tokens[index].folded])) and self.tokens[index].folded != "الامين"

    def _national(self, index: int) -> bool:
        word = self.tokens[index].folded
        return word.startswith("ال") and self.gazetteer.adjective(word) is not None

    def _adjective(self, index: int) -> bool:
        """Whether a definite word can be an adjective of the name; by its ending where no tag says it."""
        token = self.tokens[index]
        if token.upos in ("ADJ", "PROPN"):
            return True
        return token.upos == "X" and token.folded.endswith(("ي", "ه", "ا", "ين"))

    def _second_subject(self, index: int) -> bool:
        """``والتعاون``: a subject joined to the name."""
        word = self.tokens[index].folded
        if not word.startswith("وال") or index in self.names or self.gazetteer.adjective(word[1:]):
            return False
        if word[1:] in self.vocabulary.subjects or (self.head.type == "Treaty" and len(word) > 5):
            return True
        # A second adjective (``الشؤون السياسية والأمنية``) ends as the one before it.
        before = self.tokens[index - 1].folded
        alike = any(before.endswith(ending) and word.endswith(ending) for ending in NISBA)
        return before.startswith("ال") and alike and (self._adjective(index - 1) or self._adjective(index))

    def _subjects(self, index: int) -> bool:
        return self.tokens[index].folded in self.vocabulary.subjects

    def _purpose(self, last: int, reach: Sequence[int]) -> int:
        """Behind the name: ``للشؤون الخارجية``, ``لكرة القدم``."""
        if last not in reach or last in self.names or self.head.type != "Organization":
            return last
        closed = self.head.alone == "yes" or self.national  # no more is said of what it is for
        if not (self.definite or (self.named and self.head.use == "keep") or (self.subject and not closed)):
            return last  # what an office in the body is for (``وكيل وزارة الخارجية للشؤون الاقتصادية``)
        word = self.tokens[last].folded
        if (
            self.definite
            and word.startswith("ل")
            and word[1:] in self.vocabulary.subjects
            and last + 1 in reach
            and self._definite(last + 1)
        ):
            last += 1
        elif not word.startswith("لل") or len(word) < 5 or any(map(self.vocabulary.head, (word[1:], word[2:]))):
            return last
        elif ("ال" + word[2:],) in self.vocabulary.titles:
            return last  # behind ``ل`` another body may follow, whose part this one is
        last += 1
        while last in reach and last not in self.names:
            told = self._adjective(last) or self._national(last) or self.tokens[last].folded.endswith(NISBA)
            if self._second_subject(last) or (self._definite(last) and told):
                self.national = self.national or self._national(last)
                last += 1
            else:
                break
        self.named = True
        return last


def called(
    tokens: Sequence[Token], vocabulary: Vocabulary, names: Mapping[int, Candidate], supported: Sequence[Candidate]
) -> Iterator[Candidate]:
    """Proper names that no one knows behind the generic noun of a body, which is not part of them: ``شركة هيتاشي``,
    ``نادي الفتح``."""
    taken = {place for name in (*names.values(), *supported) for place in range(name.first, name.last)}
    for index, token in enumerate(tokens):
        head = next((head for start in _cut(token) if (head := vocabulary.heads.get(start.forms[-1]))), None)
        if head is None or head.type != "Organization" or head.use not in ("either", "drop"):
            continue
        last = index + 1
        while last < min(index + 1 + CALLED, len(tokens)) and last not in taken and _strange(tokens[last], vocabulary):
            last += 1
        club = index + 1 < len(tokens) and index + 1 not in taken and head.head in CLUBS
        if club and last == index + 1 and tokens[last].joined and tokens[last].folded.startswith("ال"):
            last += 1
        if last > index + 1:
            begin, end = tokens[index + 1].begin, tokens[last - 1].end
            yield Candidate(index + 1, last, begin, end, "Organization", (), "pattern", "", False, 0.6)


def _strange(token: Token, vocabulary: Vocabulary) -> bool:
    """Whether a word is one that neither the tagger nor the corpora know as a common word."""
    known = token.folded in vocabulary.common_words or token.folded.startswith("ال") or token.pronoun
    return token.joined and token.upos in ("X", "PROPN") and not known and not any(s.seen for s in token.starts[1:])


def peoples(tokens: Sequence[Token], gazetteer: Gazetteer, names: Mapping[int, Candidate]) -> Iterator[Candidate]:
    """``الروس``, ``الصينيون``: a definite plural of a nationality that describes no noun before it."""
    found: dict[int, Candidate] = {}
    for index, token in enumerate(tokens):
        if index in names:
            continue
        for start in token.starts:
            form = start.forms[-1]
            if not _plural(form) or not gazetteer.adjective(form):
                continue
            if _describes(tokens, index, start, gazetteer, found):
                continue
            found[index] = Candidate(
                index, index + 1, start.begin, token.end, "Group", (), "pattern", start.proclitic, False, 0.75
            )
            yield found[index]
            break


def _plural(form: str) -> bool:
    """A sound masculine or a broken plural with article; singular, dual and feminine forms are left out."""
    if not form.startswith("ال"):
        return False
    return not form.endswith(("ي", "ه", "يان", "تان", "تين", "ات"))


def _describes(
    tokens: Sequence[Token], index: int, start: Start, gazetteer: Gazetteer, found: Mapping[int, Candidate]
) -> bool:
    """Whether the word is an adjective of the noun before it."""
    if not tokens[index].joined or not index:
        return False
    before = tokens[index - 1]
    if "و" in start.proclitic:  # a second member is what the first one is
        return index - 1 not in found and gazetteer.adjective(before.folded) is not None
    if start.proclitic:
        return False
    return before.pronoun or any(form.startswith("ال") for one in before.starts for form in one.forms)
