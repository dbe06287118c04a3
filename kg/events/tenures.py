"""Who holds which office, as the text says it by a title beside a name: وزير الخارجية الروسي سيرغي لافروف.

What kind of office a title is stands in ``ontology/offices.csv``. The office is of the organisation or the state that
the title names, else of the holder's state. A title that calls its bearer former or elected is none.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from kg import gazetteer
from kg.arabic import fold
from kg.events.references import References
from kg.ontology import folder
from kg.records import Document, Span, Tenure
from kg.tree import Tree

ANY = "*"  # in the table: whatever the office is for
INSIDE = frozenset({"اسم", "مكتب", "ديوان"})  # the office behind these is part of another: المتحدث باسم وزير الدفاع
SENT = frozenset({"لدي", "الي", "في"})  # before where the holder serves: مندوب مصر لدى الأمم المتحدة
UNNAMED = 0.8  # trust in an office whose title names no state
SEATS = gazetteer.SINGLE | {"organization_head"}  # offices that are one, whatever a text calls them


@dataclass(frozen=True, slots=True)
class Kind:
    """A row of the table: what the office of a state, and of an organisation, is called in ``dip:officeKind``."""

    matter: tuple[str, ...]  # folded words behind the noun, without article
    of_state: str
    of_organization: str


@dataclass(frozen=True, slots=True)
class Title:
    """A title as it stands: words ``first`` to ``last`` of a sentence, the last one included."""

    first: int
    last: int
    kind: Kind
    body: str | None  # the state or organisation that it names
    general: bool  # it says neither what the office is for nor of whom


def read(document: Document, references: References) -> tuple[Tenure, ...]:
    """The tenures that a document attests, by their places: each once, where it is surest, the earlier of equals."""
    found: dict[tuple[str, ...], Tenure] = {}
    held: dict[str, Tenure] = {}  # the office last given to each person
    for number, tree in enumerate(references.trees):
        reader = _Reader(document, references, number)
        for index in range(len(tree.words)):
            tenure = reader.at(index, held)
            if tenure is None:
                continue
            held[tenure.person] = tenure
            key = (tenure.person, tenure.office, tenure.of, tenure.title_ar, tenure.start)
            if key not in found or found[key].confidence < tenure.confidence:
                found[key] = tenure
    return tuple(sorted(found.values(), key=lambda tenure: (tenure.span, tenure.office)))


class _Reader:
    """Reads the titles of one sentence."""

    def __init__(self, document: Document, references: References, number: int) -> None:
        self.document = document
        self.references = references
        self.number = number
        self.tree: Tree = references.trees[number]

    def at(self, index: int, held: Mapping[str, Tenure]) -> Tenure | None:
        """The tenure that a title opening at a word attests; ``held`` are those given to persons before it."""
        words = self.references.words
        if self._named(index):
            return None
        if self.tree.lemmas[index] in words["counterpart"]:
            return self._counterpart(index, held)
        before = index - 1
        construct = before >= 0 and not self.tree.keys[before].startswith("ال")
        if construct and self.tree.lemmas[before] in words["office"] | words["official"] | INSIDE:
            return None  # part of another title
        title = self._title(index)
        behind = self.references.introduced(self.number, index)
        person = behind or self.references.described(self.number, index)
        if title is None or person is None or self.references.kind(person) != "Person":
            return None
        name = self._name(person, index, behind=behind is not None)
        if name is None or self._former(index, max(title.last, name[1] if behind else title.last)):
            return None
        return self._tenure(title, person, name, "title" if behind else "apposition")

    def _named(self, place: int) -> str | None:
        return self.references.named(self.number, place)

    def _title(self, index: int) -> Title | None:
        """The title that a noun opens; None where the table knows no such office."""
        tree = self.tree
        rows = _kinds(folder() / "offices.csv")
        row = next((rows[form] for form in (tree.lemmas[index], _bare(tree.keys[index])) if form in rows), ())
        behind = [_bare(key) for key in tree.keys[index + 1 :]]
        body, last = self._body(index)
        matters = [kind for kind in row if kind.matter and tuple(behind[: len(kind.matter)]) == kind.matter]
        if matters:
            kind = max(matters, key=lambda one: len(one.matter))
            return Title(index, max(last, index + len(kind.matter)), kind, body, general=False)
        plain = next((kind for kind in row if not kind.matter), None)
        other = next((kind for kind in row if kind.matter == (ANY,)), None)
        after = tree.words[index + 1] if index + 1 < len(tree.words) else None
        of_it = after is not None and after.upos in ("NOUN", "ADP") and not self._named(index + 1)
        if other is not None and of_it and last > index + 1:
            return Title(index, last, other, body, general=False)
        return Title(index, last, plain, body, general=body is None) if plain is not None and not of_it else None

    def _body(self, index: int) -> tuple[str | None, int]:
        """The organisation, else the state, that a title names, and the last word that is part of the title."""
        found: str | None = None
        last = index
        for place in range(index + 1, len(self.tree.words)):
            word, here = self.tree.words[place], self._named(place)
            kind = self.references.kind(here) if here else ""
            if kind == "Person" or word.upos in ("VERB", "SCONJ") or self.tree.keys[place] in SENT:
                break
            if word.upos == "PUNCT" and word.text not in "()":
                break
            if here and kind == "Organization":
                if found is not None and found.startswith("organization/") and here != found:
                    break
                found, last = here, place
            elif here and kind == "State":
                found, last = found or here, place
            elif state := self.references.adjective(self.tree, place):
                found, last = found or state, place
            elif found is not None and here is None and word.upos not in ("ADJ", "PART"):
                break
        return found, last

    def _name(self, person: str, index: int, *, behind: bool) -> tuple[int, int] | None:
        """The first and the last word of the name that a title belongs to, the nearest on that side."""
        places = [place for place in range(len(self.tree.words)) if self._named(place) == person]
        near = [place for place in places if (place > index) == behind]
        if not near:
            return None
        first = last = min(near, key=lambda place: abs(place - index))
        while first - 1 in places:
            first -= 1
        while last + 1 in places:
            last += 1
        return first, last

    def _former(self, first: int, last: int) -> bool:
        """Whether a word of a title, or the one behind it, says that the office is not held."""
        former = self.references.words["former"]
        keys = map(_bare, self.tree.keys[first : last + 2])
        return any(key in former or key.removesuffix("ه") in former for key in keys)

    def _tenure(self, title: Title, person: str, name: tuple[int, int], rule: str) -> Tenure | None:
        body = title.body or self.references.state_of(person) or ""
        if not body.startswith("state/") and not title.kind.of_organization:
            body = self.references.state_of(body) or self.references.state_of(person) or ""
        if not body:
            return None
        last = name[0] - 1 if title.first < name[0] <= title.last else title.last
        span = self._span(title.first, last)
        drafted = Tenure(
            doc_id=self.document.id,
            person=person,
            office=title.kind.of_state if body.startswith("state/") else title.kind.of_organization,
            of=body,
            title_ar=_label(self.document.text, span),
            held=self.document.published,
            title=span,
            span=replace(self._span(min(title.first, name[0]), max(last, name[1])), label=""),
            confidence=round(self.references.entities[person].confidence * (1.0 if title.body else UNNAMED), 3),
            rule=rule,
        )
        tenure = _known(drafted, self.references.gazetteer)
        return tenure if tenure.start or not title.general else None

    def _counterpart(self, index: int, held: Mapping[str, Tenure]) -> Tenure | None:
        """نظيره المصري سامح شكري holds in Egypt the office of whom the pronoun means."""
        references = self.references
        person = references.introduced(self.number, index)
        owner = next((child for child in self.tree.children(index) if self.tree.words[child].upos == "PRON"), None)
        whose = references.possessor(self.number, index) if owner is None else references.pronoun(self.number, owner)
        office = held.get(whose.ids[0]) if whose.ids else None
        if person is None or office is None or office.office not in gazetteer.SINGLE:
            return None
        name = self._name(person, index, behind=True)
        body, last = self._body(index)
        if name is None or body is None or not body.startswith("state/") or body == office.of:
            return None
        drafted = replace(
            office,
            person=person,
            of=body,
            title_ar=f"{self._without_state(office)} {references.gazetteer.row(body).name_ar}".strip(),
            title_en="",
            start="",
            held=self.document.published,
            title=self._span(index, last),
            span=replace(self._span(index, name[1]), label=""),
            confidence=round(min(office.confidence, references.entities[person].confidence) * UNNAMED, 3),
            rule="counterpart",
        )
        return _known(drafted, references.gazetteer)

    def _without_state(self, office: Tenure) -> str:
        """The words of a title without those that say of which state it is."""
        known = self.references.gazetteer
        names = {fold(word) for name in known.row(office.of).names for word in name.split()}
        words = office.title_ar.split()
        return " ".join(word for word in words if known.adjective(word) is None and fold(word) not in names)

    def _span(self, first: int, last: int) -> Span:
        """The words from ``first`` to ``last`` with their text."""
        begin, end = self.tree.words[first].begin, self.tree.words[last].end
        return Span(begin, end, self.document.text[begin:end])


def _known(tenure: Tenure, names: gazetteer.Gazetteer) -> Tenure:
    """The tenure as the gazetteer has it: with its titles and its start, or those of the office where somebody else
    held it; as it is where the gazetteer knows no such office. One that had ended by the day is not held on it, nor
    is one that somebody else holds then: the text speaks of the past."""
    same = [
        one for one in names.tenures
        if one.of == tenure.of and (one.office == tenure.office if tenure.office in SEATS else _alike(one, tenure))
    ]  # fmt: skip
    day = tenure.held
    own = [one for one in same if one.person == tenure.person and (not day or one.start <= day)]
    if own:
        now = [one for one in own if day and one.covers(day)]
        one = max(now or own, key=lambda other: other.start)
        held = day if now else None
        return replace(
            tenure, office=one.office, title_ar=one.title_ar, title_en=one.title_en, start=one.start, held=held
        )
    if tenure.office in SEATS and same:
        one = max(same, key=lambda other: (other.start, other.person))
        taken = tenure.office in gazetteer.SINGLE and any(day and other.covers(day) for other in same)
        return replace(tenure, title_ar=one.title_ar, title_en=one.title_en, held=None if taken else day)
    return tenure


def _alike(one: gazetteer.Tenure, tenure: Tenure) -> bool:
    """Whether two titles are the same but for articles and feminine endings: المستشارة الألمانية, المستشار الألماني."""

    def words(title: str) -> list[str]:
        return [_bare(word).removesuffix("ه") for word in fold(title).split()]

    return words(one.title_ar) == words(tenure.title_ar)


def _label(text: str, span: Span) -> str:
    """The words of a title, with its article whole again behind ل."""
    words = " ".join(text[span.begin : span.end].split())
    return f"ا{words}" if words.startswith("ل") and text[max(span.begin - 1, 0) : span.begin] == "ل" else words


def _bare(key: str) -> str:
    """A folded word without article, whole or as ل leaves it."""
    return key.removeprefix("ال") if key.startswith("ال") else key.removeprefix("ل") if key.startswith("لل") else key


@cache
def _kinds(path: Path) -> dict[str, Sequence[Kind]]:
    rows: dict[str, list[Kind]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            kind = Kind(tuple(fold(row["matter"]).split()), row["state_kind"], row["organization_kind"])
            for form in (fold(row["lemma"]), fold(row["lemma"]) + "ه"):
                rows.setdefault(form, []).append(kind)
    return {form: tuple(kinds) for form, kinds in rows.items()}
