"""From files to a graph: the one straight line, and the only module that knows the order of the stages.

documents → annotation → mentions → entities → events → graph → store → views
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from kg import documents, graph, ids, lifecycle, ontology
from kg.documents import duplicates
from kg.errors import SkipDocument
from kg.folder import Folder, Reading, replacing
from kg.records import Annotation, Document, Entity, Mention, Quad
from kg.report import Count, Note, Report, Seconds
from kg.store import Store, open_store

if TYPE_CHECKING:
    from kg.events import Extraction
    from kg.trace import Trace
    from kg.views.engine import Engine
    from kg.views.network import Graph

TITLE = "العلاقات الدبلوماسية"  # heading of the graph view

Progress = Callable[[str, int, int], None]  # stage, done, of how many


@dataclass(frozen=True, slots=True)
class Stages:
    """The steps between a document and its graph, each a plain function, and what their results depend on.

    ``unnamed`` gives the entities that take part in events and that no name stands for.
    ``common`` gives the graphs that belong to no document, from the ids of all entities (the states that they
    belong to among them) and of all documents.
    ``parts`` maps what reads to its version or hash: documents that were read by other parts are read anew.
    """

    annotate: Callable[[Sequence[Document]], Iterable[Annotation]]
    mentions: Callable[[Document, Annotation], Iterable[Mention]]
    entities: Callable[[Document, Annotation, Sequence[Mention]], Iterable[Entity]]
    extraction: Callable[[Document, Annotation, Sequence[Entity]], Extraction]
    unnamed: Callable[[Document, Sequence[Entity], Collection[str]], Iterable[Entity]]
    graph: Callable[[Reading], Iterable[Quad]]
    common: Callable[[Collection[str], Collection[str]], Iterable[Quad]]
    parts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Gathered:
    """The documents to read, and what there is to say of them and of others."""

    documents: tuple[Document, ...]
    skipped: tuple[Note, ...] = ()
    duplicates: tuple[Note, ...] = ()
    similar: tuple[Note, ...] = ()


@dataclass(slots=True)
class Clock:
    """Seconds spent in each stage, in the order in which the stages were first entered."""

    spent: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        begin = time.perf_counter()
        try:
            yield
        finally:
            self.spent[stage] = self.spent.get(stage, 0.0) + time.perf_counter() - begin

    def seconds(self) -> tuple[Seconds, ...]:
        return tuple(Seconds(stage, round(spent, 3)) for stage, spent in self.spent.items())


def silent(stage: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


def build(
    paths: Sequence[str],
    *,
    out: Path,
    models: str = "default",
    gazetteer: Path | None = None,
    judgements: Path | None = None,
    base: str | None = None,
    columns: Mapping[str, str] | None = None,
    source: str | None = None,
    published: str | None = None,
    view: bool = True,
    stages: Stages | None = None,
    progress: Progress = silent,
) -> Report:
    """Build the graph of the documents at ``paths`` into the folder ``out``, beside what is there already.

    The same documents give the same bytes of ``graph.ttl``, however often they are read and however often
    that is interrupted. When no document can be read, ``out`` is left as it is.
    ``stages`` replaces the real ones. Raises BadInput, BadSeed and BadModel.
    """
    clock = Clock()
    with clock("documents"):
        known = _known_documents(out)
        gathered = gather(paths, columns=columns, source=source, published=published, known=known)
    if not gathered.documents:
        return Report(skipped=gathered.skipped, duplicates=gathered.duplicates, seconds=clock.seconds())
    folder = Folder.create(out, base=base)
    with clock("models"):
        stages = stages or real_stages(
            models=models, gazetteer=gazetteer, judgements=judgements, cache=folder.cache, base=folder.base
        )
    with clock("store"):
        store = open_store(folder.store)
        recover(folder, store, stages)

    of_one_version = folder.parts() in (None, stages.parts)
    outdated = () if of_one_version else _others(known, gathered.documents)
    folder.note_parts(stages.parts if of_one_version else {})
    for reading in read((*gathered.documents, *outdated), stages, clock=clock, progress=progress):
        with clock("store"):
            folder.write_pending(reading)
            put(folder, store, stages, reading)
    folder.note_parts(stages.parts)

    readings = list(folder.readings())
    with clock("store"):
        put_common(folder, store, stages, readings)
    with clock("views"):
        publish(folder, store, readings, view=view, progress=progress)
    report = _report(gathered, readings, reread=len(outdated), triples=len(store), clock=clock)
    with replacing(folder.report) as new:
        new.write_text(report.to_json() + "\n", encoding="utf-8")
    return report


def gather(
    paths: Sequence[str],
    *,
    columns: Mapping[str, str] | None = None,
    source: str | None = None,
    published: str | None = None,
    known: Iterable[Document] = (),
) -> Gathered:
    """Find the documents at ``paths``; leave out what cannot be read and what repeats another.

    ``known`` are the documents of earlier builds: one that is read again takes its own place, another with
    the same words is left out. Raises BadInput if a path is not there or holds no documents.
    """
    stored = {document.id: document for document in known}
    found: dict[str, Document] = {}
    skipped = []
    for item in documents.read(paths, columns=columns, source=source, published=published):
        if isinstance(item, SkipDocument):
            skipped.append(Note(item.where, item.reason))
        else:
            document = _apart(item, stored)
            found[document.id] = document
    # What is stored comes first: it stays, so of two copies it has to be the one that counts.
    everything = [found.get(id, document) for id, document in stored.items()]
    everything += [document for id, document in found.items() if id not in stored]
    copies = [copy for copy in duplicates.find(everything) if copy.doc_id in found]
    exact = {copy.doc_id for copy in copies if copy.exact and copy.doc_id not in stored}
    return Gathered(
        documents=tuple(document for id, document in found.items() if id not in exact),
        skipped=tuple(skipped),
        duplicates=tuple(Note(c.doc_id, f"has the words of {c.of}") for c in copies if c.doc_id in exact),
        similar=tuple(
            Note(c.doc_id, f"is much like {c.of} (similarity {c.similarity})") for c in copies if c.doc_id not in exact
        ),
    )


def read(
    documents: Sequence[Document], stages: Stages, *, clock: Clock | None = None, progress: Progress = silent
) -> Iterator[Reading]:
    """What stands in each document, in their order: the way of a document up to its graph."""
    clock = clock or Clock()
    annotations = iter(stages.annotate(documents))
    for number, document in enumerate(documents):
        progress("reading", number, len(documents))
        with clock("annotation"):
            annotation = next(annotations)
        with clock("mentions"):
            mentions = tuple(stages.mentions(document, annotation))
        with clock("entities"):
            entities = tuple(stages.entities(document, annotation, mentions))
        with clock("events"):
            found = stages.extraction(document, annotation, entities)
            used = {id for event in found.events for id in event.participants} | {one.of for one in found.tenures}
            entities = (*entities, *stages.unnamed(document, entities, used))
        yield Reading(document, mentions, entities, found.events, found.tenures)
    progress("reading", len(documents), len(documents))


def trace(documents: Sequence[Document], stages: Stages) -> Iterator[Trace]:
    """How each document was read: what :func:`read` gives, and what the rules looked at on the way."""
    from kg.events import timing
    from kg.trace import Trace
    from kg.tree import Tree

    extractions = []

    def noted(document: Document, annotation: Annotation, entities: Sequence[Entity]) -> Extraction:
        extractions.append(stages.extraction(document, annotation, entities))
        return extractions[-1]

    for reading in read(documents, replace(stages, extraction=noted)):
        found = extractions.pop()
        times = tuple(
            tuple(timing.expressions(reading.document, Tree(sentence), future=False)) for sentence in found.sentences
        )
        yield Trace(reading, found, times)


def recover(folder: Folder, store: Store, stages: Stages) -> None:
    """Finish what a killed build left undone, and fill a store that was deleted."""
    for reading in folder.pending():
        put(folder, store, stages, reading)
    stored = set(store.graphs())
    for document in folder.documents():
        if ids.document_graph(document.id, base=folder.base) not in stored:
            reading = folder.reading(document.id)
            folder.write_pending(reading)
            put(folder, store, stages, reading)


def put(folder: Folder, store: Store, stages: Stages, reading: Reading) -> None:
    """Let the graph of a document take the place of its former one, and note that it did."""
    quads = stages.graph(reading)
    store.replace_graph(ids.document_graph(reading.document.id, base=folder.base), quads)
    folder.settle(reading.document.id)


def put_common(folder: Folder, store: Store, stages: Stages, readings: Sequence[Reading]) -> None:
    """Replace the graphs that belong to no document; one that nothing is said in any more goes."""
    entities = [entity for reading in readings for entity in reading.entities]
    used = {entity.id for entity in entities} | {f"state/{entity.state}" for entity in entities if entity.state}
    doc_ids = [reading.document.id for reading in readings]
    linked = graph.lifecycle_quads(lifecycle.links(readings), base=folder.base)
    quads = sorted((*stages.common(used, doc_ids), *linked), key=lambda quad: quad.graph)
    stale = {ids.named_graph(name, base=folder.base) for name in graph.COMMON}
    for name, group in groupby(quads, key=lambda quad: quad.graph):
        store.replace_graph(name, group)
        stale.discard(name)
    for name in sorted(stale):
        store.drop_graph(name)


def publish(
    folder: Folder, store: Store, readings: Sequence[Reading], *, view: bool, progress: Progress = silent
) -> None:
    """Write the files that people open, each as a whole."""
    from kg.views import turtle

    progress("graph.ttl", 0, 1)
    with replacing(folder.turtle) as new:
        turtle.write(store, new, base=folder.base)
    progress("graph.ttl", 1, 1)
    if view:
        progress("graph.html", 0, 1)
        with replacing(folder.html) as new:
            write_view(store, readings, new, base=folder.base)
        progress("graph.html", 1, 1)


def write_view(
    store: Store,
    readings: Sequence[Reading],
    path: Path,
    *,
    base: str,
    limit: int | None = None,
    engine: Engine | None = None,
) -> None:
    """Write the HTML view of what was read, with ``limit`` actors at most (None: as many as it draws unasked).

    The store knows the offices. ``engine`` lets the page answer SPARQL.
    """
    from kg.views import about, html

    known = about.actors(store, readings, base=base)
    html.write(network(readings, base=base), path, title=TITLE, limit=limit or html.LIMIT, about=known, engine=engine)


def network(readings: Sequence[Reading], *, base: str) -> Graph[str]:
    """Who did what to whom in these documents, for the views and exports of networks."""
    from kg.views import network as networks

    texts = [reading.document for reading in readings]
    entities = [entity for reading in readings for entity in reading.entities]
    events = [event for reading in readings for event in reading.events]
    types = {row.type: row for row in ontology.event_types()}
    return networks.build(texts, entities, events, types=types, base=base)


def real_stages(
    *,
    models: str = "default",
    gazetteer: Path | None = None,
    judgements: Path | None = None,
    cache: Path | None = None,
    base: str = ids.RESOURCE,
) -> Stages:
    """The stages of this package, with gazetteer and judgements loaded. Raises BadSeed and BadModel."""
    from kg import annotate, entities, events, mentions, provenance
    from kg import judgements as decided
    from kg.events.lexicon import Lexicon
    from kg.gazetteer import Gazetteer, default_folder

    lexicon = Lexicon()
    names = Gazetteer.load(gazetteer)
    reader = annotate.Reader(models=models, cache=cache)
    passages = provenance.passages(gazetteer or default_folder())
    decisions = decided.load(judgements)
    judged = provenance.judgements(judgements or decided.default_file())
    parts = {
        "diplomatic-kg": version("diplomatic-kg"),
        "gazetteer": names.version,
        "judgements": decisions.version,
        "models": reader.version,
    }

    def resolve(document: Document, annotation: Annotation, found: Sequence[Mention]) -> list[Entity]:
        return entities.settle(document, entities.resolve(document, annotation, found, names), decisions, names)

    def common(entity_ids: Collection[str], doc_ids: Collection[str]) -> Iterator[Quad]:
        yield from ontology.quads()
        yield from graph.gazetteer_quads(names.rows, names.tenures, used=entity_ids, passages=passages, base=base)
        yield from graph.judgement_quads(decisions.rows, judged, used=entity_ids, base=base)
        yield from graph.build_quads(parts, doc_ids, base=base)

    return Stages(
        annotate=reader.read,
        mentions=lambda document, annotation: mentions.find(document, annotation, names),
        entities=resolve,
        extraction=lambda document, annotation, resolved: events.extraction(
            document, annotation, resolved, names, lexicon=lexicon
        ),
        unnamed=lambda document, resolved, used: entities.unnamed(document, resolved, used, names),
        graph=lambda reading: graph.document_quads(
            reading.document, reading.entities, reading.events, reading.tenures, base=base
        ),
        common=common,
        parts=parts,
    )


def _apart(document: Document, stored: Mapping[str, Document]) -> Document:
    """The document, with a hash behind its id if an earlier one from elsewhere has that id."""
    other = stored.get(document.id)
    if other is None or other.path == document.path or other.text == document.text:
        return document
    return replace(document, id=f"{document.id}-{ids.digest(document.text, length=8)}")


def _known_documents(out: Path) -> tuple[Document, ...]:
    return tuple(Folder.open(out).documents()) if (out / "settings.json").is_file() else ()


def _others(known: Iterable[Document], documents: Iterable[Document]) -> tuple[Document, ...]:
    """The known documents that are not read now anyway."""
    new = {document.id for document in documents}
    return tuple(document for document in known if document.id not in new)


def _report(gathered: Gathered, readings: Sequence[Reading], *, reread: int, triples: int, clock: Clock) -> Report:
    new = {document.id for document in gathered.documents}
    mine = [reading for reading in readings if reading.document.id in new]
    types = Counter(event.type for reading in mine for event in reading.events)
    return Report(
        documents=len(mine),
        reread=reread,
        skipped=gathered.skipped,
        duplicates=gathered.duplicates,
        similar=gathered.similar,
        mentions=sum(len(reading.mentions) for reading in mine),
        entities=len({entity.id for reading in mine for entity in reading.entities}),
        events=tuple(Count(name, number) for name, number in sorted(types.items())),
        stored=len(readings),
        triples=triples,
        seconds=clock.seconds(),
    )
