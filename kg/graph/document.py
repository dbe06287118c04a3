"""The graph of one document: what it says of whom, by which words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from kg import edtf, ids
from kg.graph.statements import Statement, day, decimal, integer, named, names, seat, tenure_iri
from kg.namespaces import DCTERMS, DIP, NIF, TYPE, XSD
from kg.records import Document, Entity, Event, Literal, Mention, Quad, Tenure


def document_quads(
    document: Document,
    entities: Sequence[Entity],
    events: Sequence[Event],
    tenures: Sequence[Tenure] = (),
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
    return named(statements, ids.document_graph(document.id, base=base))


def _document(document: Document, base: str) -> Iterator[Statement]:
    iri = ids.document(document.id, base=base)
    yield iri, TYPE, DIP + "Document"
    yield iri, DCTERMS + "identifier", Literal(document.id)
    yield iri, DIP + "sha256", Literal(ids.text_hash(document.text))
    if document.title:
        yield iri, DCTERMS + "title", Literal(document.title, language="ar")
    if document.published:
        yield iri, DCTERMS + "issued", day(document.published)
    if document.retrieved:
        yield iri, DIP + "retrieved", day(document.retrieved)
    if document.source:
        yield iri, DIP + "source", Literal(document.source)
    if document.url:
        yield iri, DIP + "url", Literal(document.url, datatype=XSD + "anyURI")


def _entity(entity: Entity, base: str) -> Iterator[Statement]:
    iri = ids.entity(entity.id, base=base)
    yield from names(iri, entity.type, entity.name_ar, entity.name_en, entity.wikidata, entity.state, base)
    if entity.provisional:
        yield iri, DIP + "provisional", Literal("true", datatype=XSD + "boolean")


def _mention(mention: Mention, entity: Entity, base: str) -> Iterator[Statement]:
    iri = ids.mention(mention.doc_id, mention.begin, mention.end, base=base)
    yield ids.entity(entity.id, base=base), DIP + "mention", iri
    yield iri, TYPE, DIP + "Mention"
    yield iri, DIP + "document", ids.document(mention.doc_id, base=base)
    yield iri, NIF + "beginIndex", integer(mention.begin)
    yield iri, NIF + "endIndex", integer(mention.end)
    yield iri, NIF + "anchorOf", Literal(mention.text)
    yield iri, DIP + "method", Literal(mention.method)
    yield iri, DIP + "confidence", decimal(mention.confidence)
    yield iri, DIP + "linkMethod", Literal(entity.method)
    yield iri, DIP + "linkConfidence", decimal(entity.confidence)


def _event(tellings: Sequence[Event], base: str) -> Iterator[Statement]:
    ranked = sorted(tellings, key=lambda telling: -telling.confidence)  # stable: the earlier of equals leads
    leading = ranked[0]
    iri = ids.event(leading.id, base=base)
    yield iri, TYPE, DIP + "Event"
    yield iri, TYPE, DIP + leading.type
    yield iri, DIP + "status", DIP + leading.status
    yield iri, DIP + "confidence", decimal(leading.confidence)
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
        yield iri, DIP + first, day(begin.isoformat())
    if end:
        yield iri, DIP + last, day(end.isoformat())


def _evidence(telling: Event, document: Document, base: str) -> Iterator[Statement]:
    trigger, sentence = telling.trigger, telling.sentence
    iri = ids.evidence(telling.doc_id, telling.id, trigger.begin, trigger.end, base=base)
    yield ids.event(telling.id, base=base), DIP + "evidence", iri
    yield iri, TYPE, DIP + "Evidence"
    yield iri, DIP + "document", ids.document(telling.doc_id, base=base)
    yield iri, NIF + "beginIndex", integer(sentence.begin)
    yield iri, NIF + "endIndex", integer(sentence.end)
    yield iri, NIF + "anchorOf", Literal(document.text[sentence.begin : sentence.end])
    yield iri, DIP + "triggerBegin", integer(trigger.begin)
    yield iri, DIP + "triggerEnd", integer(trigger.end)
    yield iri, DIP + "trigger", Literal(document.text[trigger.begin : trigger.end])
    yield iri, DIP + "rule", Literal(telling.rule)
    yield iri, DIP + "status", DIP + telling.status
    yield iri, DIP + "confidence", decimal(telling.confidence)
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


def _attestation(tenure: Tenure, document: Document, base: str) -> Iterator[Statement]:
    """The words that give a person an office, as evidence of the tenure."""
    iri = ids.attestation(document.id, tenure.span.begin, tenure.span.end, tenure.title.begin, base=base)
    yield from seat(tenure, base)
    yield tenure_iri(tenure, base), DIP + "evidence", iri
    yield iri, TYPE, DIP + "Attestation"
    yield iri, DIP + "document", ids.document(document.id, base=base)
    yield iri, NIF + "beginIndex", integer(tenure.span.begin)
    yield iri, NIF + "endIndex", integer(tenure.span.end)
    yield iri, NIF + "anchorOf", Literal(document.text[tenure.span.begin : tenure.span.end])
    yield iri, DIP + "rule", Literal(tenure.rule)
    yield iri, DIP + "confidence", decimal(tenure.confidence)
    if tenure.held:
        yield iri, DIP + "heldOn", day(tenure.held)
