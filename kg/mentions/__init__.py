"""Names in a document: the gazetteer's, the models' and those that grammar shows, with exact raw offsets.

The gazetteer decides the type of what it knows and gives candidates; the models support forms that are
also common words, find unknown names and their boundaries; generic heads and plurals of nationalities make
names of common words. Where these overlap, the longest wins. Then short forms of people already named are
found, and a capital is read as its state or as a place (:mod:`kg.mentions.capitals`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg import tokens
from kg import vocabulary as words
from kg.gazetteer import Gazetteer, Row
from kg.mentions import candidates, capitals, epithets, media, patterns, repair, shorts
from kg.mentions.candidates import Candidate
from kg.mentions.misreadings import misread
from kg.records import Annotation, Document, Mention
from kg.tokens import Token
from kg.vocabulary import Vocabulary

ORDER = ("medium", "gazetteer", "both", "pattern", "ner", "short")  # who is believed where two names are equally long
CONFIDENCE = {"full": 0.97, "word": 0.9, "short": 0.85}  # of the gazetteer's names; one word is easier mistaken
TANWIN = "\u064b"  # the ending of an indefinite accusative, which no name of a state has
MONTH = "شهر"  # what follows is one
TITLE = 3  # words of a title before its last
SUPPORT = 0.05  # more where the models agree


def find(document: Document, annotation: Annotation, gazetteer: Gazetteer) -> list[Mention]:
    """The mentions of a document in order, none overlapping another.

    Names of the gazetteer are found in all of the text, also in boilerplate that ``body`` leaves out; the
    rest in the body. Words without tags and annotations without names are read as well as they allow.
    """
    finder = _Finder(document, annotation, gazetteer, words.load())
    return [finder.mention(candidate) for candidate in finder.read(finder.settled())]


class _Finder:
    """The steps of :func:`find` over one document."""

    def __init__(
        self, document: Document, annotation: Annotation, gazetteer: Gazetteer, vocabulary: Vocabulary
    ) -> None:
        self.document = document
        self.gazetteer = gazetteer
        self.vocabulary = vocabulary
        self.tokens: Sequence[Token] = tokens.read(document, annotation)
        found = candidates.read(self.tokens, annotation.names, document, gazetteer, vocabulary)
        self.named = [name for name in found if not misread(self.tokens, name, vocabulary)]

    def settled(self) -> list[Candidate]:
        """Candidates without overlaps, in order."""
        listed = list(candidates.known(self.tokens, self.gazetteer, self.vocabulary))
        self.named = list(repair.uncut(self.tokens, self.named, listed))
        self.named = list(repair.whole(self.tokens, self.named, self.gazetteer.given))
        self.named = list(repair.listed(self.tokens, self.named, listed))
        self.named = list(repair.descended(self.tokens, self.named, listed))
        self.named = list(repair.surnamed(self.tokens, list(repair.apart(self.tokens, self.named, self.vocabulary))))
        full = [hit for hit in listed if hit.type == "Person" and not hit.short and hit.last - hit.first > 1]
        self.named = list(repair.parted(self.tokens, self.named, self._bearers(full)))
        self.named = list(repair.agreed(self.tokens, self.named))
        people = [name for name in self.named if name.type == "Person"]
        self.named = list(repair.parted(self.tokens, self.named, self._bearers([*full, *people])))
        known = [hit for found in listed if (hit := self._credible(found))]
        by_first = {hit.first: hit for hit in known}
        known += epithets.states(self.tokens, self.gazetteer, self.vocabulary, known)
        grammar = [
            *patterns.bodies(self.tokens, self.gazetteer, self.vocabulary, by_first, self.named),
            *media.headed(self.document, self.tokens, self.gazetteer, self.vocabulary, by_first),
            *media.bare(self.document, self.tokens, self.gazetteer),
            *patterns.called(self.tokens, self.vocabulary, by_first, self.named),
            *patterns.peoples(self.tokens, self.gazetteer, by_first),
        ]
        named = [
            name
            for name in self.named
            if name.type and not self._yields(name, known) and not self._word(name) and not self._middle(name)
        ]
        chosen = _longest([*known, *grammar, *named])
        chosen = _longest([*chosen, *repair.repeated(self.tokens, chosen)])
        return _longest([*chosen, *self._shorts(chosen)])

    def _credible(self, hit: Candidate) -> Candidate | None:
        """A name of the gazetteer with the rows that the models' reading allows, None if it is no name here."""
        rows: tuple[Row, ...] = hit.rows
        labels = {name.type for name in self.named if name.overlaps(hit.begin, hit.end)}
        agreeing = tuple(row for row in rows if _agrees(row.type, labels))
        text = self.document.text[hit.begin : hit.end]
        doubtful = self._ambiguous(hit, text) or self._common(hit)
        if (rows[0].type == "State" and self._adjectival(hit)) or self._middle(hit) or self._national(hit):
            return None
        if doubtful and not agreeing and not self._introduced(hit):
            return None
        capital = self.gazetteer.capital_state(self._spelling(hit, text))  # hardly ever what a person is called
        if labels == {"Person"} and not agreeing and rows[0].type == "Place" and not capital:
            return None
        rows = agreeing or rows
        rows = (*(row for row in rows if row.type == rows[0].type), *(row for row in rows if row.type != rows[0].type))
        return replace(hit, rows=rows, type=rows[0].type, method="both" if agreeing else "gazetteer")

    def _national(self, hit: Candidate) -> bool:
        """Whether a family name is the adjective of a state behind an office: ``الرئيس السوداني``."""
        if hit.type != "Person" or hit.last - hit.first > 1 or not hit.first or not self.tokens[hit.first].joined:
            return False
        before = self.tokens[hit.first - 1].stem
        return (before,) in self.vocabulary.titles and self.gazetteer.adjective(
            self.tokens[hit.first].folded
        ) is not None

    def _ambiguous(self, hit: Candidate, text: str) -> bool:
        start = self.tokens[hit.first].start(hit.begin)
        spellings = [text] if hit.last - hit.first > 1 or not start else list(start.forms)
        return any(self.gazetteer.ambiguous(spelling) for spelling in spellings)

    def _common(self, hit: Candidate) -> bool:
        """Whether one word that names a place or a person is a common word, as it stands or as a whole with the letters
        before it (``وكيل``, an agent, is not ``و`` and the city of Kiel)."""
        if hit.last - hit.first > 1 or hit.rows[0].type not in ("Place", "Person"):
            return False
        token = self.tokens[hit.first]
        start = token.start(hit.begin)
        return not self.vocabulary.common_words.isdisjoint((token.folded, *(start.forms if start else ())))

    def _word(self, name: Candidate) -> bool:
        """Whether what the models took for a name is one common word (``لي``, to me), an adjective (``سوريًا``), a
        month, or the rest of a title (``ولي العهد``)."""
        token = self.tokens[name.first]
        if name.type == "Person" and self._title(name):
            return True
        if name.type not in ("Person", "Place") or name.last - name.first > 1:
            return False
        month = name.first > 0 and self.tokens[name.first - 1].stem == MONTH
        if token.folded in self.vocabulary.stops:
            return True
        if name.type == "Person" and name.proclitic == "ب" and token.upos == "NOUN":
            return not self._introduced(name)  # برقية, a cable, is not رقية
        if name.type == "Person" and name.proclitic and token.upos in ("ADJ", "X") and self._construct(name.last):
            return token.upos == "ADJ" or not self._timed(name.last)  # بموفور الصحة, but not بسوليفان اليوم
        if name.type == "Place" and token.upos in ("NOUN", "ADJ") and self._construct(name.last):
            return True
        if TANWIN in self.document.text[name.begin : name.end] or (name.type == "Place" and (month or token.pronoun)):
            return True
        return token.folded in self.vocabulary.common_words and not self._introduced(name)

    def _timed(self, index: int) -> bool:
        return self.tokens[index].folded in self.vocabulary.stops

    def _construct(self, index: int) -> bool:
        """Whether a definite noun stands right at ``index``: what is before it is no name but its head."""
        after = self.tokens[index : index + 1]
        return bool(after) and after[0].joined and after[0].upos == "NOUN" and after[0].folded.startswith("ال")

    def _title(self, name: Candidate) -> bool:
        """Whether all words of a name are the last of a title that begins before it."""
        for first in range(max(name.first - TITLE, 0), name.first + 1):
            whole = [token.folded for token in self.tokens[first : name.last]]
            stem = [self.tokens[first].stem, *whole[1:]]
            before = first < name.first or name.begin > self.tokens[first].begin
            if before and len(whole) in (self.vocabulary.title(whole), self.vocabulary.title(stem)):
                return True
        return False

    def _middle(self, name: Candidate) -> bool:
        """Whether what may be a body is adjectives of the noun before it (``السياسة الخارجية المصرية``)."""
        first = self.tokens[name.first]
        if (
            name.type != "Organization"
            or not first.joined
            or name.begin > first.begin
            or not first.folded.startswith("ال")
        ):
            return False
        before = self.tokens[name.first - 1]
        title = (before.stem,) in self.vocabulary.titles
        return first.upos == "ADJ" and before.upos == "NOUN" and before.stem.startswith("ال") and not title

    def _adjectival(self, hit: Candidate) -> bool:
        """Whether a state's name is an adjective, of the noun before it (``الحكومة السعودية``) or of nothing named
        (``سوريًا``)."""
        if TANWIN in self.document.text[hit.begin : hit.end]:
            return True
        if hit.last - hit.first > 1 or hit.proclitic or not hit.first or not self.tokens[hit.first].joined:
            return False
        if self.gazetteer.adjective(self.tokens[hit.first].folded) is None:
            return False
        before = self.tokens[hit.first - 1]
        if before.upos in ("ADP", "VERB"):
            return False  # في سورية, تشهده سورية
        if self.tokens[hit.first].upos == "ADJ":
            return True
        return before.pronoun or any(form.startswith("ال") for start in before.starts for form in start.forms)

    def _introduced(self, hit: Candidate) -> bool:
        """Whether a title stands before a person, a generic noun before a place or body of its type, and before a
        people what is done with or against parties (``مع الغرب``, ``في مواجهة الغرب``)."""
        if hit.type == "Place" and hit.first == 0:
            day = self.tokens[0].folded in self.vocabulary.stops  # الخميس 19, a day of the week
            return not day and capitals.dateline(self.tokens, 0, self.document.text[hit.end : hit.end + 3])
        if not hit.first or not self.tokens[hit.first].joined or hit.proclitic:
            return False
        before = self.tokens[hit.first - 1].stem
        if hit.type == "Person":
            return (before,) in self.vocabulary.titles
        if hit.type == "Group":
            return self.vocabulary.setting(before) == "party" or before in self.vocabulary.facing
        head = self.vocabulary.head(before)
        kinds = (hit.type, "Organization") if hit.type == "State" else (hit.type,)  # غرفة قطر names the state
        return head is not None and head[0].type in kinds

    def _yields(self, name: Candidate, known: Sequence[Candidate]) -> bool:
        """Whether a name that the models found gives way to a known one inside it: a state in a region
        (``شمال سوريا``), a proper name behind its generic noun (``حركة حماس``), a state right behind a person
        (``ميركل كرواتيا``)."""
        met = {hit.last for hit in known if hit.type == "Person" and hit.first == name.first}
        for hit in known:
            if not (name.first <= hit.first and hit.last <= name.last and hit.begin >= name.begin):
                continue
            if name.type != "Place" and hit.type == "State" and hit.last == name.last and hit.first in met:
                return True
            if name.type == "Place" and (hit.type == "State" or hit.last - hit.first == name.last - name.first):
                return True
            head = self.vocabulary.head(self.tokens[name.first].stem)
            if head and head[0].use != "keep" and (hit.first, hit.last) == (name.first + 1, name.last):
                return True
        return False

    def _shorts(self, chosen: Sequence[Candidate]) -> Iterator[Candidate]:
        people = [one for one in chosen if one.type == "Person"]
        found = shorts.forms(self.tokens, people, self.gazetteer, self.vocabulary)
        taken = {index for one in chosen for index in range(one.first, one.last)}
        for one in shorts.occurrences(self.tokens, found, taken):
            if one.last - one.first > 1 or self.tokens[one.first].folded not in self.vocabulary.stops:
                yield one

    def _bearers(self, people: Sequence[Candidate]) -> dict[shorts.Form, frozenset[shorts.Form]]:
        return shorts.bearers(self.tokens, people, self.gazetteer, self.vocabulary)

    def read(self, chosen: Iterable[Candidate]) -> Iterator[Candidate]:
        """The candidates with capitals and seats read as state or place."""
        names: dict[int, int] = {}
        for one in chosen:
            yield self._capital(one, names)
            if one.type != "Person":
                names[one.last] = one.first

    def _capital(self, one: Candidate, names: dict[int, int]) -> Candidate:
        if one.type not in ("State", "Place") or one.method not in ("gazetteer", "both"):
            return one
        places = tuple(row for row in one.rows if row.type == "Place")
        states = tuple(row for row in one.rows if row.type == "State")
        text = self.document.text[one.begin : one.end]
        capital = self.gazetteer.capital_state(self._spelling(one, text))
        seat = bool(states) and one.short
        if not capital and not seat:
            return one
        place = capitals.is_place(
            self.tokens,
            one.first,
            proclitic=one.proclitic,
            vocabulary=self.vocabulary,
            names=names,
            after=self.document.text[one.end : one.end + 3],
            shared=bool(states) and not seat,
            seat=seat,
        )
        if place:
            return replace(one, type="Place", rows=places)
        return replace(one, type="State", rows=states or ((self.gazetteer.row(capital),) if capital else ()))

    def _spelling(self, one: Candidate, text: str) -> str:
        start = self.tokens[one.first].start(one.begin)
        return start.forms[-1] if start and one.last - one.first == 1 else text

    def mention(self, one: Candidate) -> Mention:
        """The record of a candidate."""
        confidence = one.confidence
        if one.method in ("gazetteer", "both"):
            kind = "short" if one.short else "full" if one.last - one.first > 1 else "word"
            confidence = CONFIDENCE[kind] + (SUPPORT if one.method == "both" else 0)
        return Mention(
            self.document.id,
            one.begin,
            one.end,
            self.document.text[one.begin : one.end],
            one.type,
            tuple(dict.fromkeys(row.id for row in one.rows if row.type == one.type)),
            "pattern" if one.method == "medium" else one.method,
            round(min(confidence, 0.99), 2),
        )


def _agrees(type: str, labels: Iterable[str]) -> bool:
    """Whether the models' reading of a place allows the type: a LOC may be a state, an ORG of theirs one too."""
    allowed = {"Place": {"Place", "State"}, "Person": {"Person"}, "Organization": {"Organization", "Group", "State"}}
    return any(type in allowed.get(label, {"Treaty", "Group", "Organization"}) for label in labels)


def _longest(found: Iterable[Candidate]) -> list[Candidate]:
    """The longest of those that overlap, in order."""
    chosen: list[Candidate] = []
    order = {method: rank for rank, method in enumerate(ORDER)}
    for one in sorted(found, key=lambda c: (c.begin - c.end, order.get(c.method, 0), c.begin, c.type)):
        if not any(other.overlaps(one.begin, one.end) for other in chosen):
            chosen.append(one)
    return sorted(chosen, key=lambda c: c.begin)
