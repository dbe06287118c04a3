"""From records to quads: what a document says, what the gazetteer knows, and how the graph was made.

Pure functions: the same records give the same quads, sorted and each once. Every statement about an event leads by
``dip:evidence`` to the sentences that tell it, and each telling keeps who, where, when and how sure on its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from kg import edtf, ids, records
from kg.namespaces import DCTERMS, DIP, NIF, OWL, PROV, SKOS, TYPE, WIKIDATA, XSD
from kg.provenance import Key, Passage
from kg.records import Document, Entity, Event, Literal, Mention, Quad
from kg.terms import Term, quad_order

COMMON = ("gazetteer", "judgements", "lifecycle")  # graphs of facts that belong to no document
OUTCOMES = {"held": "heldAs", "postponed": "postponedBy", "cancelled": "cancelledBy"}  # properties by kind of link
ACTORS = frozenset({"Person", "State", "Organization", "Group"})

Statement = tuple[str, str, Term]


class Row(Protocol):
    """What is asked of a row of the gazetteer; ``state`` and ``wikidata`` are empty where unknown."""

    @property
    def id(self) -> str: ...
    @property
    def type(self) -> str: ...
    @property
    def wikidata(self) -> str: ...
    @property
    def name_ar(self) -> str: ...
    @property
    def name_en(self) -> str: ...
    @property
    def state(self) -> str: ...


class Link(Protocol):
    """What is asked of a link between an announced event and what became of it: two ids, and a key of OUTCOMES."""

    @property
    def announced(self) -> str: ...
    @property
    def outcome(self) -> str: ...
    @property
    def kind(self) -> str: ...


class Seat(Protocol):
    """What is asked of whoever holds an office; ``start`` is EDTF, empty where unknown."""

    @property
    def person(self) -> str: ...
    @property
    def office(self) -> str: ...
    @property
    def title_ar(self) -> str: ...
    @property
    def title_en(self) -> str: ...
    @property
    def of(self) -> str: ...
    @property
    def start(self) -> str: ...


class Tenure(Seat, Protocol):
    """What is asked of a tenure with its days; ``end`` is EDTF, empty where open."""

    @property
    def end(self) -> str: ...


class Judgement(Protocol):
    """What is asked of a judgement: ``pair`` are the ids that it is on, the others as they stand in its row."""

    @property
    def pair(self) -> frozenset[str]: ...
    @property
    def left(self) -> str: ...
    @property
    def right(self) -> str: ...
    @property
    def verdict(self) -> str: ...
    @property
    def by(self) -> str: ...
    @property
    def date(self) -> str: ...
    @property
    def reason(self) -> str: ...


def document_quads(
    document: Document,
    entities: Sequence[Entity],
    events: Sequence[Event],
    tenures: Sequence[records.Tenure] = (),
    *,
    base: str = ids.RESOURCE,
) -> list[Quad]:
    """The named graph of one document.

    Tellings that share ``Event.id`` become one event: its arguments are those of all its tellings; its status and
    time are those of the most certain one, the earlier of equals (the time: of those that give one).
    """
    statements = [*_document(document, base)]
    for entity in entities:
        statements += _entity(entity, base)
        for mention in entity.mentions:
            statements += _mention(mention, entity, base)
    tellings: dict[str, list[Event]] = defaultdict(list)
    for telling in sorted(events, key=lambda event: (event.trigger, event.rule)):
        tellings[telling.id].append(telling)
    for told in tellings.values():
        statements += _event(told, base)
        for telling in told:
            statements += _evidence(telling, document, base)
    for tenure in tenures:
        statements += _attestation(tenure, document, base)
    return _quads(statements, ids.document_graph(document.id, base=base))


def gazetteer_quads(
    rows: Iterable[Row],
    tenures: Iterable[Tenure],
    *,
    used: Collection[str] | None = None,
    passages: Mapping[Key, Passage] | None = None,
    base: str = ids.RESOURCE,
) -> list[Quad]:
    """Facts about the rows and the offices that their people hold, in a graph of their own.

    ``passages`` are the rows as they stand in their files (:func:`kg.provenance.passages`): the evidence.

    ``used`` keeps it small: the ids of entities that the documents name; their states and the bodies that their
    people hold offices in come with them. None keeps every row.
    """
    known = {row.id: row for row in rows}
    kept = set(known) if used is None else set(used) & set(known)
    held = [tenure for tenure in tenures if tenure.person in kept]
    kept |= {tenure.of for tenure in held} & set(known)
    kept |= {f"state/{known[id].state}" for id in kept if known[id].state} & set(known)
    evidence = passages or {}
    statements: list[Statement] = []
    for id in kept:
        statements += _row(known[id], base)
        statements += _attested(ids.entity(id, base=base), (id,), evidence, base)
    for tenure in held:
        key = (tenure.person, tenure.office, tenure.of, tenure.title_en, tenure.start)
        statements += _tenure(tenure, base)
        statements += _attested(_tenure_iri(tenure, base), key, evidence, base)
    return _quads(statements, ids.named_graph("gazetteer", base=base))


def judgement_quads(
    judgements: Iterable[Judgement],
    passages: Mapping[Key, Passage],
    *,
    used: Collection[str] | None = None,
    base: str = ids.RESOURCE,
) -> list[Quad]:
    """Who decided, and why, that two entities are one or are not, in a graph of its own.

    ``used`` are the ids that stand in the graph after all that is the same was made one; a judgement on none of them is
    left out. None keeps every judgement. Raises KeyError where a judgement has no row among the ``passages``.
    """
    statements: list[Statement] = []
    for judgement in judgements:
        if used is None or judgement.pair & set(used):
            statements += _judgement(judgement, passages, base)
    return _quads(statements, ids.named_graph("judgements", base=base))


def lifecycle_quads(links: Iterable[Link], *, base: str = ids.RESOURCE) -> list[Quad]:
    """What became of announced events, in a graph of its own; both ends have their evidence where they are told."""
    statements = [
        (ids.event(link.announced, base=base), DIP + OUTCOMES[link.kind], ids.event(link.outcome, base=base))
        for link in links
    ]
    return _quads(statements, ids.named_graph("lifecycle", base=base))


def build_quads(parts: Mapping[str, str], doc_ids: Iterable[str], *, base: str = ids.RESOURCE) -> list[Quad]:
    """The graph that says how the others were made: one activity, the parts that it used, the graphs it gave.

    ``parts`` maps a name to its version or hash: ``{"diplomatic-kg": "0.1.0", "models": "1f0c…"}``. There is no clock
    in it: the same parts and documents give the same graph.
    """
    activity = ids.resource("build", ids.digest(*(text for pair in sorted(parts.items()) for text in pair)), base=base)
    statements: list[Statement] = [(activity, TYPE, PROV + "Activity")]
    for name, version in parts.items():
        part = ids.resource("software", f"{name}-{version}", base=base)
        statements += [
            (activity, PROV + "used", part),
            (part, TYPE, PROV + "Entity"),
            (part, DCTERMS + "title", Literal(name)),
            (part, DCTERMS + "hasVersion", Literal(version)),
        ]
    derived = {ids.document_graph(doc_id, base=base): ids.document(doc_id, base=base) for doc_id in doc_ids}
    for graph in (*derived, *(ids.named_graph(name, base=base) for name in COMMON)):
        statements += [(graph, TYPE, PROV + "Entity"), (graph, PROV + "wasGeneratedBy", activity)]
    statements += [(graph, PROV + "wasDerivedFrom", document) for graph, document in derived.items()]
    return _quads(statements, ids.named_graph("build", base=base))


def _quads(statements: Iterable[Statement], graph: str) -> list[Quad]:
    return sorted((Quad(*statement, graph) for statement in set(statements)), key=quad_order)


def _document(document: Document, base: str) -> Iterator[Statement]:
    iri = ids.document(document.id, base=base)
    yield iri, TYPE, DIP + "Document"
    yield iri, DCTERMS + "identifier", Literal(document.id)
    yield iri, DIP + "sha256", Literal(ids.text_hash(document.text))
    if document.title:
        yield iri, DCTERMS + "title", Literal(document.title, language="ar")
    if document.published:
        yield iri, DCTERMS + "issued", _date(document.published)
    if document.retrieved:
        yield iri, DIP + "retrieved", _date(document.retrieved)
    if document.source:
        yield iri, DIP + "source", Literal(document.source)
    if document.url:
        yield iri, DIP + "url", Literal(document.url, datatype=XSD + "anyURI")


def _entity(entity: Entity, base: str) -> Iterator[Statement]:
    iri = ids.entity(entity.id, base=base)
    yield from _named(iri, entity.type, entity.name_ar, entity.name_en, entity.wikidata, entity.state, base)
    if entity.provisional:
        yield iri, DIP + "provisional", Literal("true", datatype=XSD + "boolean")


def _row(row: Row, base: str) -> Iterator[Statement]:
    yield from _named(ids.entity(row.id, base=base), row.type, row.name_ar, row.name_en, row.wikidata, row.state, base)


def _named(
    iri: str, kind: str, name_ar: str, name_en: str | None, wikidata: str | None, state: str | None, base: str
) -> Iterator[Statement]:
    """What the gazetteer and a document both say of an entity, in the same words, so that the union says it once."""
    yield iri, TYPE, DIP + kind
    if kind in ACTORS:
        yield iri, TYPE, DIP + "Actor"
    yield iri, SKOS + "prefLabel", Literal(name_ar, language="ar")
    if name_en:
        yield iri, SKOS + "prefLabel", Literal(name_en, language="en")
    if wikidata:
        yield iri, OWL + "sameAs", WIKIDATA + wikidata
    if state:
        yield iri, DIP + "state", iri if kind == "State" else ids.entity(f"state/{state}", base=base)
        if kind == "State":
            yield iri, DIP + "iso3", Literal(state)


def _mention(mention: Mention, entity: Entity, base: str) -> Iterator[Statement]:
    iri = ids.mention(mention.doc_id, mention.begin, mention.end, base=base)
    yield ids.entity(entity.id, base=base), DIP + "mention", iri
    yield iri, TYPE, DIP + "Mention"
    yield iri, DIP + "document", ids.document(mention.doc_id, base=base)
    yield iri, NIF + "beginIndex", _integer(mention.begin)
    yield iri, NIF + "endIndex", _integer(mention.end)
    yield iri, NIF + "anchorOf", Literal(mention.text)
    yield iri, DIP + "method", Literal(mention.method)
    yield iri, DIP + "confidence", _decimal(mention.confidence)
    yield iri, DIP + "linkMethod", Literal(entity.method)
    yield iri, DIP + "linkConfidence", _decimal(entity.confidence)


def _event(tellings: Sequence[Event], base: str) -> Iterator[Statement]:
    ranked = sorted(tellings, key=lambda telling: -telling.confidence)  # stable: the earlier of equals leads
    leading = ranked[0]
    iri = ids.event(leading.id, base=base)
    yield iri, TYPE, DIP + "Event"
    yield iri, TYPE, DIP + leading.type
    yield iri, DIP + "status", DIP + leading.status
    yield iri, DIP + "confidence", _decimal(leading.confidence)
    for telling in tellings:
        for actor in telling.actors:
            yield iri, DIP + "actor", ids.entity(actor, base=base)
        for recipient in telling.recipients:
            yield iri, DIP + "recipient", ids.entity(recipient, base=base)
        for place in telling.places:
            yield iri, DIP + "place", ids.entity(place, base=base)
        for source in telling.attributed_to:
            yield iri, DIP + "attributedTo", ids.entity(source, base=base)
    time = next((telling.time for telling in ranked if telling.time), None)
    if time:
        yield iri, DIP + "edtf", Literal(time)
        yield from _days(iri, time, "begin", "end")


def _days(iri: str, time: str, first: str, last: str) -> Iterator[Statement]:
    try:
        begin, end = edtf.bounds(time)
    except ValueError:
        return  # the shapes report an expression without days; the rest of the document is worth keeping
    if begin:
        yield iri, DIP + first, _date(begin.isoformat())
    if end:
        yield iri, DIP + last, _date(end.isoformat())


def _evidence(telling: Event, document: Document, base: str) -> Iterator[Statement]:
    trigger, sentence = telling.trigger, telling.sentence
    iri = ids.evidence(telling.doc_id, telling.id, trigger.begin, trigger.end, base=base)
    yield ids.event(telling.id, base=base), DIP + "evidence", iri
    yield iri, TYPE, DIP + "Evidence"
    yield iri, DIP + "document", ids.document(telling.doc_id, base=base)
    yield iri, NIF + "beginIndex", _integer(sentence.begin)
    yield iri, NIF + "endIndex", _integer(sentence.end)
    yield iri, NIF + "anchorOf", Literal(document.text[sentence.begin : sentence.end])
    yield iri, DIP + "triggerBegin", _integer(trigger.begin)
    yield iri, DIP + "triggerEnd", _integer(trigger.end)
    yield iri, DIP + "trigger", Literal(document.text[trigger.begin : trigger.end])
    yield iri, DIP + "rule", Literal(telling.rule)
    yield iri, DIP + "status", DIP + telling.status
    yield iri, DIP + "confidence", _decimal(telling.confidence)
    if telling.fate:
        yield iri, DIP + "toldFate", Literal(telling.fate)
    if telling.time:
        yield iri, DIP + "toldTime", Literal(telling.time)
        yield from _days(iri, telling.time, "toldBegin", "toldEnd")
    arguments = {
        "toldActor": telling.actors,
        "toldRecipient": telling.recipients,
        "toldPlace": telling.places,
        "attributedTo": telling.attributed_to,
    }
    for name, entity_ids in arguments.items():
        for entity_id in entity_ids:
            yield iri, DIP + name, ids.entity(entity_id, base=base)


def _tenure(tenure: Tenure, base: str) -> Iterator[Statement]:
    iri = _tenure_iri(tenure, base)
    yield from _seat(tenure, base)
    if tenure.start:
        begin, _ = edtf.bounds(tenure.start)
        assert begin is not None  # no interval
        yield iri, DIP + "begin", _date(begin.isoformat())
    if tenure.end:
        _, end = edtf.bounds(tenure.end)
        assert end is not None
        yield iri, DIP + "end", _date(end.isoformat())


def _seat(tenure: Seat, base: str) -> Iterator[Statement]:
    person = ids.entity(tenure.person, base=base)
    body = ids.entity(tenure.of, base=base)
    office = _office_iri(tenure, base)
    iri = _tenure_iri(tenure, base)
    yield person, DIP + "tenure", iri
    yield person, DIP + "holds", office
    yield person, DIP + "onBehalfOf", body
    yield office, TYPE, DIP + "Office"
    yield office, DIP + "officeOf", body
    yield office, DIP + "officeKind", Literal(tenure.office)
    yield iri, TYPE, DIP + "Tenure"
    yield iri, DIP + "office", office
    for title, language in ((tenure.title_ar, "ar"), (tenure.title_en, "en")):
        if title:
            yield office, SKOS + "prefLabel", Literal(title, language=language)


def _attestation(tenure: records.Tenure, document: Document, base: str) -> Iterator[Statement]:
    """The words that give a person an office, as evidence of the tenure."""
    iri = ids.attestation(document.id, tenure.span.begin, tenure.span.end, tenure.title.begin, base=base)
    yield from _seat(tenure, base)
    yield _tenure_iri(tenure, base), DIP + "evidence", iri
    yield iri, TYPE, DIP + "Attestation"
    yield iri, DIP + "document", ids.document(document.id, base=base)
    yield iri, NIF + "beginIndex", _integer(tenure.span.begin)
    yield iri, NIF + "endIndex", _integer(tenure.span.end)
    yield iri, NIF + "anchorOf", Literal(document.text[tenure.span.begin : tenure.span.end])
    yield iri, DIP + "rule", Literal(tenure.rule)
    yield iri, DIP + "confidence", _decimal(tenure.confidence)
    if tenure.held:
        yield iri, DIP + "heldOn", _date(tenure.held)


def _office_iri(tenure: Seat, base: str) -> str:
    """An office by its English title; one that only texts know, by the Arabic."""
    return ids.office(tenure.office, tenure.of, tenure.title_en or tenure.title_ar, base=base)


def _tenure_iri(tenure: Seat, base: str) -> str:
    office = _office_iri(tenure, base)
    return ids.tenure(tenure.person, office, tenure.start, base=base)


def _attested(subject: str, key: Key, passages: Mapping[Key, Passage], base: str) -> Iterator[Statement]:
    """The row that states what is said of the subject, as a passage of its table."""
    passage = passages.get(key)
    if passage is None:
        return
    iri = ids.row(passage.table.name, key, base=base)
    yield subject, DIP + "evidence", iri
    yield iri, TYPE, DIP + "Row"
    yield iri, DIP + "rule", Literal("gazetteer")
    yield iri, DIP + "citation", Literal(passage.citation)
    yield iri, DIP + "licence", Literal(passage.licence)
    yield from _written(iri, passage, f"gazetteer/{passage.table.name}", base)


def _judgement(judgement: Judgement, passages: Mapping[Key, Passage], base: str) -> Iterator[Statement]:
    key = (judgement.left, judgement.right, judgement.verdict, judgement.by, judgement.date)
    passage = passages[key]
    iri = ids.resource("judgement", ids.digest(*key), base=base)
    left, right = (ids.entity(id, base=base) for id in sorted(judgement.pair))
    if judgement.verdict != "unsure":
        yield left, OWL + ("sameAs" if judgement.verdict == "same" else "differentFrom"), right
    yield iri, TYPE, DIP + "Judgement"
    yield iri, DIP + "judges", left
    yield iri, DIP + "judges", right
    yield iri, DIP + "verdict", Literal(judgement.verdict)
    yield iri, DIP + "judgedBy", Literal(judgement.by)
    yield iri, DIP + "judgedOn", _date(judgement.date)
    if judgement.reason:
        yield iri, DIP + "reason", Literal(judgement.reason)
    yield from _written(iri, passage, passage.table.name, base)


def _written(iri: str, passage: Passage, title: str, base: str) -> Iterator[Statement]:
    """Where the row stands, of what was written by people and is believed."""
    table = ids.table(passage.table.name, base=base)
    yield iri, DIP + "document", table
    yield iri, NIF + "beginIndex", _integer(passage.begin)
    yield iri, NIF + "endIndex", _integer(passage.end)
    yield iri, NIF + "anchorOf", Literal(passage.quote)
    yield iri, DIP + "confidence", _decimal(1)
    yield table, TYPE, DIP + "Table"
    yield table, DCTERMS + "identifier", Literal(passage.table.name)
    yield table, DCTERMS + "title", Literal(title)
    yield table, DIP + "sha256", Literal(passage.table.sha256)


def _date(day: str) -> Literal:
    return Literal(day, datatype=XSD + "date")


def _integer(number: int) -> Literal:
    # NIF asks for xsd:nonNegativeInteger; Oxigraph stores every kind of integer as xsd:integer.
    return Literal(str(number), datatype=XSD + "integer")


def _decimal(number: float) -> Literal:
    """Four digits at most, in the canonical form that stores give back (1, not 1.0)."""
    return Literal(f"{number:.4f}".rstrip("0").rstrip("."), datatype=XSD + "decimal")
