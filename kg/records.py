"""The records that the stages hand on: frozen, and each one round-trips to a line of JSON.

All offsets are Unicode codepoints into ``Document.text``, half-open ``[begin, end)``.
"""

from __future__ import annotations

import json
import types
from dataclasses import asdict, dataclass, fields, is_dataclass
from typing import Any, Self, Union, get_args, get_origin, get_type_hints

STATUSES = ("actual", "planned", "ongoing", "hypothetical", "negated")
QUAD_CLASSES = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")


class Record:
    """JSON in and out for the dataclasses below."""

    __slots__ = ()

    def to_json(self) -> str:
        """One line of JSON with sorted keys."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)  # type: ignore[call-overload]

    @classmethod
    def from_json(cls, line: str) -> Self:
        """The record that :meth:`to_json` wrote. Raises ValueError on malformed JSON, TypeError on wrong keys."""
        value: Self = _revive(cls, json.loads(line))
        return value


@dataclass(frozen=True, slots=True, order=True)
class Span(Record):
    """A stretch of the text, with what it is (empty where that needs no saying)."""

    begin: int
    end: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Document(Record):
    """An article. ``body`` lists the spans that carry content, headline first; the rest is boilerplate."""

    id: str  # the file's stem or the record's id
    text: str  # as read: the decoded file, the record's text, the text extracted from HTML
    title: str | None = None
    published: str | None = None  # ISO day, YYYY-MM-DD
    source: str | None = None  # who published it
    url: str | None = None
    retrieved: str | None = None  # ISO day on which it was fetched, where its record says so
    path: str = ""  # the file it came from, for messages
    body: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Word(Record):
    """A syntactic word. ``head`` is the 1-based index of its head in the sentence, 0 for the root."""

    begin: int
    end: int
    text: str
    lemma: str  # without diacritics
    upos: str
    feats: str  # CoNLL-U, "" if none
    head: int
    deprel: str

    def feature(self, name: str) -> str | None:
        """The value of one feature: ``word.feature("Voice")`` is ``"Pass"``, or None."""
        for pair in self.feats.split("|"):
            key, _, value = pair.partition("=")
            if key == name:
                return value
        return None


@dataclass(frozen=True, slots=True)
class Sentence(Record):
    begin: int
    end: int
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Annotation(Record):
    """What the models read in a document's body: sentences with their parse, names with a type
    (PER, LOC, ORG, MISC as ``label``). ``models`` is the hash of the models that read it."""

    doc_id: str
    sentences: tuple[Sentence, ...]
    names: tuple[Span, ...]
    models: str


@dataclass(frozen=True, slots=True)
class Mention(Record):
    """A proper name in the text, without proclitics and titles."""

    doc_id: str
    begin: int
    end: int
    text: str
    type: str  # Person, State, Organization, Place, Treaty, Group
    candidates: tuple[str, ...] = ()  # ids of gazetteer rows that have this name, best first
    method: str = "ner"  # ner, gazetteer or both
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Entity(Record):
    """Who or what the mentions of one document name. ``id`` is ``kind/key``, the end of its IRI."""

    doc_id: str
    id: str
    type: str
    name_ar: str
    name_en: str | None = None
    wikidata: str | None = None
    state: str | None = None  # ISO 3166 alpha-3 of the state it is, belongs to or serves
    provisional: bool = True  # True when no gazetteer row stands behind it
    mentions: tuple[Mention, ...] = ()
    method: str = "name"
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Argument(Record):
    """Why an entity takes part in an event: what stands for it in the text, and how the rules came there."""

    role: str  # actor, recipient, place, attributed_to
    entity: str
    how: str  # name, adjective, office, pair, pronoun, subject (of a clause before), nearest
    confidence: float
    span: Span | None = None  # label is its text; None where no word stands for it
    path: str = ""  # through the parse from the trigger: ↑ to a head, ↓ to a dependent, each with its relation


@dataclass(frozen=True, slots=True)
class Event(Record):
    """One telling of an event. Participants are ids of entities, sorted."""

    doc_id: str
    id: str  # shared by the tellings of one happening
    type: str  # local name of the class: Meeting, Visit, ...
    trigger: Span  # label is its text
    sentence: Span
    actors: tuple[str, ...]
    recipients: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    attributed_to: tuple[str, ...] = ()
    time: str | None = None  # EDTF level 0
    status: str = "actual"  # one of STATUSES
    confidence: float = 1.0
    rule: str = ""
    arguments: tuple[Argument, ...] = ()  # why each participant is one, by role and entity
    time_from: Span | None = None  # the expression of time in the sentence; label is its kind
    status_from: Span | None = None  # the word that decided the status
    fate: str = ""  # postponed or cancelled, where that word says so of what was planned

    @property
    def participants(self) -> tuple[str, ...]:
        """All ids of entities in it: actors, recipients, places, sources."""
        return (*self.actors, *self.recipients, *self.places, *self.attributed_to)


@dataclass(frozen=True, slots=True)
class Tenure(Record):
    """A document's word that a person holds an office of a state or organisation: a title beside a name."""

    doc_id: str
    person: str
    office: str  # what it is in any state: head_of_state, foreign_minister, other, ...
    of: str  # the state or organisation, by id
    title_ar: str  # of the office: as the gazetteer has it, else as the text does
    title: Span  # in the text; label is its text
    span: Span  # title and name
    title_en: str = ""
    start: str = ""  # EDTF; of the tenure in the gazetteer that this one is, "" where it has none
    held: str | None = None  # ISO day on which it is held: that of publication
    confidence: float = 1.0
    rule: str = "title"  # title, apposition or counterpart


@dataclass(frozen=True, slots=True, order=True)
class Literal(Record):
    """An RDF literal; ``datatype`` is an IRI, "" for plain and language-tagged strings."""

    value: str
    language: str = ""
    datatype: str = ""


@dataclass(frozen=True, slots=True)
class Quad(Record):
    """An RDF statement. IRIs are plain strings; the object is an IRI or a :class:`Literal`."""

    subject: str
    predicate: str
    object: str | Literal
    graph: str


def _revive(kind: Any, value: Any) -> Any:
    """Build ``kind`` from what JSON made of it."""
    origin = get_origin(kind)
    if is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        unknown = set(value) - {field.name for field in fields(kind)}
        if unknown:
            raise TypeError(f"{kind.__name__} has no {sorted(unknown)[0]!r}")
        return kind(**{name: _revive(hints[name], part) for name, part in value.items()})
    if origin is tuple:
        return tuple(_revive(get_args(kind)[0], part) for part in value)
    if origin in (Union, types.UnionType):
        options = [option for option in get_args(kind) if option is not type(None)]
        records = [option for option in options if is_dataclass(option)]
        return _revive(records[0], value) if records and isinstance(value, dict) else value
    return value
