"""The graphs that belong to no document: the gazetteer, judgements, what became of plans, and how all was made."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Protocol

from kg import edtf, ids
from kg.graph.statements import Seat, Statement, day, decimal, integer, named, names, seat, tenure_iri
from kg.lifecycle import Link
from kg.namespaces import DCTERMS, DIP, NIF, OWL, PROV, TYPE
from kg.provenance import Key, Passage
from kg.records import Literal, Quad

COMMON = ("gazetteer", "judgements", "lifecycle")  # graphs of facts that belong to no document
OUTCOMES = {"held": "heldAs", "postponed": "postponedBy", "cancelled": "cancelledBy"}  # properties by kind of link


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
        statements += _attested(tenure_iri(tenure, base), key, evidence, base)
    return named(statements, ids.named_graph("gazetteer", base=base))


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
    return named(statements, ids.named_graph("judgements", base=base))


def lifecycle_quads(links: Iterable[Link], *, base: str = ids.RESOURCE) -> list[Quad]:
    """What became of announced events, in a graph of its own; both ends have their evidence where they are told."""
    statements = [
        (ids.event(link.announced, base=base), DIP + OUTCOMES[link.kind], ids.event(link.outcome, base=base))
        for link in links
    ]
    return named(statements, ids.named_graph("lifecycle", base=base))


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
    return named(statements, ids.named_graph("build", base=base))


def _row(row: Row, base: str) -> Iterator[Statement]:
    yield from names(ids.entity(row.id, base=base), row.type, row.name_ar, row.name_en, row.wikidata, row.state, base)


def _tenure(tenure: Tenure, base: str) -> Iterator[Statement]:
    iri = tenure_iri(tenure, base)
    yield from seat(tenure, base)
    if tenure.start:
        begin, _ = edtf.bounds(tenure.start)
        assert begin is not None  # no interval
        yield iri, DIP + "begin", day(begin.isoformat())
    if tenure.end:
        _, end = edtf.bounds(tenure.end)
        assert end is not None
        yield iri, DIP + "end", day(end.isoformat())


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
    yield iri, DIP + "judgedOn", day(judgement.date)
    if judgement.reason:
        yield iri, DIP + "reason", Literal(judgement.reason)
    yield from _written(iri, passage, passage.table.name, base)


def _written(iri: str, passage: Passage, title: str, base: str) -> Iterator[Statement]:
    """Where the row stands, of what was written by people and is believed."""
    table = ids.table(passage.table.name, base=base)
    yield iri, DIP + "document", table
    yield iri, NIF + "beginIndex", integer(passage.begin)
    yield iri, NIF + "endIndex", integer(passage.end)
    yield iri, NIF + "anchorOf", Literal(passage.quote)
    yield iri, DIP + "confidence", decimal(1)
    yield table, TYPE, DIP + "Table"
    yield table, DCTERMS + "identifier", Literal(passage.table.name)
    yield table, DCTERMS + "title", Literal(title)
    yield table, DIP + "sha256", Literal(passage.table.sha256)
