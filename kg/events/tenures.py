"""Who holds which office, as the text says it by a title beside a name: وزير الخارجية الروسي سيرغي لافروف.

What kind of office a title is stands in ``ontology/offices.csv``. The office is of the organisation or the state that
the title names, else of the holder's state. A title that calls its bearer former or elected is none.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
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
        for index in range(len(tree.words)):
            for tenure in _at(document, references, number, index, held):
                held[tenure.person] = tenure
                key = (tenure.person, tenure.office, tenure.of, tenure.title_ar, tenure.start)
                if key not in found or found[key].confidence < tenure.confidence:
                    found[key] = tenure
    return tuple(sorted(found.values(), key=lambda tenure: (tenure.span, tenure.office)))


def _at(
    document: Document, references: References, number: int, index: int, held: dict[str, Tenure]
) -> Iterator[Tenure]:
    tree = references.trees[number]
    if references.named(number, index):
        return
    if tree.lemmas[index] in references.words["counterpart"]:
        yield from _counterpart(document, references, number, index, held)
        return
    before = index - 1
    if (
        before >= 0
        and not tree.keys[before].startswith("ال")
        and (tree.lemmas[before] in references.words["office"] | references.words["official"] | INSIDE)
    ):
        return  # part of another title
    title = _title(references, number, index)
    if title is None:
        return
    after = references.introduced(number, index)
    person = after or references.described(number, index)
    if person is None or references.kind(person) != "Person":
        return
    place = _place(references, number, person, index, behind=after is not None)
    if place is None or _former(references, tree, index, max(title.last, place[1] if after else title.last)):
        return
    yield from _tenure(document, references, number, title, person, place, "title" if after else "apposition")


def _title(references: References, number: int, index: int) -> Title | None:
    """The title that a noun opens; None where the table knows no such office."""
    tree = references.trees[number]
    rows = _kinds(folder() / "offices.csv")
    row = next((rows[form] for form in (tree.lemmas[index], _bare(tree.keys[index])) if form in rows), ())
    behind = [_bare(key) for key in tree.keys[index + 1 :]]
    body, last = _body(references, number, index)
    matters = [kind for kind in row if kind.matter and tuple(behind[: len(kind.matter)]) == kind.matter]
    plain = next((kind for kind in row if not kind.matter), None)
    other = next((kind for kind in row if kind.matter == (ANY,)), None)
    if matters:
        kind = max(matters, key=lambda one: len(one.matter))
        return Title(index, max(last, index + len(kind.matter)), kind, body, general=False)
    of_it = index + 1 < len(tree.words) and (
        tree.words[index + 1].upos in ("NOUN", "ADP") and not references.named(number, index + 1)
    )
    if other is not None and of_it and last > index + 1:
        return Title(index, last, other, body, general=False)
    return Title(index, last, plain, body, general=body is None) if plain is not None and not of_it else None


def _body(references: References, number: int, index: int) -> tuple[str | None, int]:
    """The organisation, else the state, that a title names, and the last word that is part of the title."""
    tree = references.trees[number]
    found: str | None = None
    last = index
    for place in range(index + 1, len(tree.words)):
        word, here = tree.words[place], references.named(number, place)
        if (here and references.kind(here) == "Person") or word.upos in ("VERB", "SCONJ"):
            break
        if (word.upos == "PUNCT" and word.text not in "()") or tree.keys[place] in SENT:
            break
        if here and references.kind(here) == "Organization":
            if found is not None and found.startswith("organization/") and here != found:
                break
            found, last = here, place
        elif here and references.kind(here) == "State":
            found, last = found or here, place
        elif state := references.adjective(tree, place):
            found, last = found or state, place
        elif found is not None and here is None and word.upos not in ("ADJ", "PART"):
            break
    return found, last


def _place(
    references: References, number: int, person: str, index: int, *, behind: bool
) -> tuple[int, int, int] | None:
    """The first and the last word of the name that a title belongs to, and the number of the former's offset."""
    tree = references.trees[number]
    places = [place for place in range(len(tree.words)) if references.named(number, place) == person]
    near = [place for place in places if (place > index) == behind]
    if not near:
        return None
    nearest = min(near, key=lambda place: abs(place - index))
    first = last = nearest
    while first - 1 in places:
        first -= 1
    while last + 1 in places:
        last += 1
    return first, last, tree.words[first].begin


def _former(references: References, tree: Tree, first: int, last: int) -> bool:
    """Whether a word of a title, or the one behind it, says that the office is not held."""
    former = references.words["former"]
    return any(_bare(key) in former or _bare(key).removesuffix("ه") in former for key in tree.keys[first : last + 2])


def _tenure(
    document: Document,
    references: References,
    number: int,
    title: Title,
    person: str,
    place: tuple[int, int, int],
    rule: str,
) -> Iterator[Tenure]:
    tree = references.trees[number]
    body = title.body or references.state_of(person) or ""
    if not body.startswith("state/") and not title.kind.of_organization:
        body = references.state_of(body) or references.state_of(person) or ""
    if not body:
        return
    kind = title.kind.of_state if body.startswith("state/") else title.kind.of_organization
    words = tree.words
    span = Span(words[title.first].begin, words[title.last].end)
    name = Span(words[place[0]].begin, words[place[1]].end)
    if title.first < place[0] <= title.last:
        span = Span(span.begin, words[place[0] - 1].end)
    label = _label(document.text, span)
    entity = references.entities[person]
    drafted = Tenure(
        doc_id=document.id,
        person=person,
        office=kind,
        of=body,
        title_ar=label,
        held=document.published,
        title=replace(span, label=document.text[span.begin : span.end]),
        span=Span(min(span.begin, name.begin), max(span.end, name.end)),
        confidence=round(entity.confidence * (1.0 if title.body else UNNAMED), 3),
        rule=rule,
    )
    tenure = _known(drafted, references.gazetteer)
    if tenure.start or not title.general:
        yield tenure


def _counterpart(
    document: Document, references: References, number: int, index: int, held: dict[str, Tenure]
) -> Iterator[Tenure]:
    """نظيره المصري سامح شكري holds in Egypt the office of whom the pronoun means."""
    tree = references.trees[number]
    person = references.introduced(number, index)
    owner = next((child for child in tree.children(index) if tree.words[child].upos == "PRON"), None)
    whose = references.pronoun(number, owner) if owner is not None else references.possessor(number, index)
    office = held.get(whose.ids[0]) if whose.ids else None
    if person is None or office is None or not office.of.startswith("state/"):
        return
    place = _place(references, number, person, index, behind=True)
    body, last = _body(references, number, index)
    if place is None or body is None or not body.startswith("state/") or body == office.of:
        return
    span = Span(tree.words[index].begin, tree.words[last].end)
    nation = references.gazetteer.row(body)
    drafted = replace(
        office,
        person=person,
        of=body,
        title_ar=f"{_without(office, references)} {nation.name_ar}".strip(),
        title_en="",
        start="",
        held=document.published,
        title=replace(span, label=document.text[span.begin : span.end]),
        span=Span(span.begin, tree.words[place[1]].end),
        confidence=round(min(office.confidence, references.entities[person].confidence) * UNNAMED, 3),
        rule="counterpart",
    )
    if office.office in gazetteer.SINGLE:
        yield _known(drafted, references.gazetteer)


def _without(office: Tenure, references: References) -> str:
    """The words of a title without those that say of whom it is."""
    words = office.title_ar.split()
    state = references.gazetteer.row(office.of) if office.of.startswith("state/") else None
    names = {fold(word) for name in (state.names if state else ()) for word in name.split()}
    kept = [word for word in words if references.gazetteer.adjective(word) is None and fold(word) not in names]
    return " ".join(kept)


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
