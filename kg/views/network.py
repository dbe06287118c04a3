"""Who did what to whom, as a networkx graph for network analysis, GraphML and GEXF.

A happening may have many parties; an edge has two ends. Each telling is therefore written once for each pair of its
parties, and ``role`` says what the pair is:

- ``recipient``  from an actor to a recipient,
- ``party``      between two actors of a happening that has no recipient (the smaller IRI first; no direction is meant),
- ``place``      from a lone actor to the place where it happened,
- ``alone``      a loop on a lone actor, so that nothing told is lost (``networkx.selfloop_edges`` finds them).

``evidence`` names the telling and ``event`` the happening, so that both can still be counted.
"""

from __future__ import annotations

import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, product
from pathlib import Path

import networkx as nx

from kg import edtf, ids
from kg.ontology import EventType
from kg.records import Document, Entity, Event

Value = str | int | float
Graph = nx.MultiDiGraph  # nodes are IRIs of entities; keys are unique in the whole graph, as GraphML and Gephi ask

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def build(
    documents: Iterable[Document],
    entities: Iterable[Entity],
    events: Iterable[Event],
    *,
    types: Mapping[str, EventType],
    base: str = ids.RESOURCE,
) -> Graph[str]:
    """The graph of all entities and tellings; attributes are strings and numbers, left out where not known.

    Nodes: ``entity`` (its id), ``type``, ``label``, ``name_ar``, ``name_en``, ``wikidata``, ``iso3``, ``mentions``
    and ``count`` (number of different events it is an actor or recipient of).
    Edges: see :func:`_telling`; offsets are codepoints into the document, half-open.
    Raises KeyError where an event names a document, entity or type that is not given.
    """
    texts = {document.id: document for document in documents}
    versions: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        versions[entity.id].append(entity)
    iris = {key: ids.entity(key, base=base) for key in sorted(versions)}
    graph: Graph[str] = nx.MultiDiGraph()
    for key, iri in iris.items():
        graph.add_node(iri, **_known(_actor(versions[key])))
    told: dict[str, set[str]] = defaultdict(set)
    for event in sorted(events, key=lambda event: (event.doc_id, event.trigger, event.type, event.id)):
        telling = _known(_telling(event, texts[event.doc_id], types[event.type], iris, base))
        for role, source, target in sorted(_pairs(event)):
            key = ids.digest(str(telling["evidence"]), source, target)
            graph.add_edge(iris[source], iris[target], key=key, role=role, **telling)
        for key in {*event.actors, *event.recipients}:
            told[key].add(event.id)
    for key, iri in iris.items():
        graph.nodes[iri]["count"] = len(told[key])
    return graph


def fold(graph: Graph[str], *, by: Sequence[str] = ("type",)) -> Graph[str]:
    """One weighted edge for each ordered pair of nodes and each value of the attributes ``by``.

    ``weight`` counts different events, ``tellings`` and ``documents`` what tells of them; ``begin`` and ``end`` span
    all of them and ``confidence`` is the highest. Attributes that all folded edges share are kept.
    """
    folded: Graph[str] = nx.MultiDiGraph()
    folded.add_nodes_from(graph.nodes(data=True))
    groups: dict[tuple[str, ...], list[dict[str, Value]]] = defaultdict(list)
    for source, target, data in graph.edges(data=True):
        groups[source, target, *(str(data[name]) for name in by)].append(data)
    for group, tellings in sorted(groups.items()):
        first, *others = tellings
        edge = {name: value for name, value in first.items() if all(other.get(name) == value for other in others)}
        begins = [telling["begin"] for telling in tellings if "begin" in telling]
        ends = [telling["end"] for telling in tellings if "end" in telling]
        if begins and ends:
            edge |= {"begin": min(begins), "end": max(ends)}
        edge["confidence"] = max(telling["confidence"] for telling in tellings)
        edge["documents"] = len({telling["doc"] for telling in tellings})
        edge["tellings"] = len(tellings)
        edge["weight"] = len({telling["event"] for telling in tellings})
        folded.add_edge(group[0], group[1], key=ids.digest(*group), **edge)
    return folded


def write_graphml(graph: Graph[str], path: Path) -> None:
    """GraphML with named keys; the same graph gives the same bytes."""
    # write_graphml would take lxml where it is installed, and other bytes with it.
    nx.write_graphml_xml(_plain(graph), path, encoding="utf-8", prettyprint=True, named_key_ids=True)


def write_gexf(graph: Graph[str], path: Path) -> None:
    """GEXF 1.2 for Gephi, whose timeline reads ``start`` and ``end``; the same graph gives the same bytes.

    In GEXF an edge's ``type`` says whether it is directed, so the type of event is ``event_type`` here.
    """
    plain = _plain(graph)
    for _, _, key, data in plain.edges(keys=True, data=True):
        data["id"] = key
        data["event_type"] = data["label"] = data.pop("type")
        if "begin" in data:
            data["start"] = data.pop("begin")
    buffer = io.BytesIO()
    nx.write_gexf(plain, buffer, encoding="utf-8", version="1.2draft")
    path.write_bytes(re.sub(rb' lastmodifieddate="[^"]*"', b"", buffer.getvalue(), count=1))


def _pairs(event: Event) -> set[tuple[str, str, str]]:
    """The (role, source, target) of a telling, as ids of entities; never empty for an event with a participant."""
    if crossed := {(actor, other) for actor, other in product(event.actors, event.recipients) if actor != other}:
        return {("recipient", *pair) for pair in crossed}
    participants = sorted({*event.actors, *event.recipients})
    if len(participants) > 1:
        return {("party", *pair) for pair in combinations(participants, 2)}
    where = {("place", actor, place) for actor, place in product(participants, event.places) if actor != place}
    return where or {("alone", actor, actor) for actor in participants}


def _actor(versions: Sequence[Entity]) -> dict[str, Value | None]:
    """One node from what the documents say of an entity: known before provisional, then the most frequent name."""

    def most(values: Iterable[str | None]) -> str | None:
        counted = Counter(value for value in values if value)
        return min(counted, key=lambda value: (-counted[value], value), default=None)

    known = [entity for entity in versions if not entity.provisional] or versions
    name = most(entity.name_ar for entity in known)
    return {
        "entity": versions[0].id,
        "type": most(entity.type for entity in known),
        "label": name,
        "name_ar": name,
        "name_en": most(entity.name_en for entity in known),
        "wikidata": most(entity.wikidata for entity in known),
        "iso3": most(entity.state for entity in known),
        "mentions": sum(len(entity.mentions) for entity in versions),
    }


def _telling(
    event: Event, document: Document, kind: EventType, iris: Mapping[str, str], base: str
) -> dict[str, Value | None]:
    """The attributes that all edges of a telling share. Several IRIs in one value are separated by ``|``."""
    begin, end = _days(event.time)
    trigger, sentence = event.trigger, event.sentence
    return {
        "event": ids.event(event.id, base=base),
        "evidence": ids.evidence(event.doc_id, event.id, trigger.begin, trigger.end, base=base),
        "type": event.type,
        "type_ar": kind.label_ar,
        "type_en": kind.label_en,
        "quad_class": kind.quad_class,
        "status": event.status,
        "time": event.time,
        "begin": begin,
        "end": end,
        "actors": "|".join(iris[key] for key in event.actors),
        "recipients": "|".join(iris[key] for key in event.recipients),
        "places": "|".join(iris[key] for key in event.places),
        "attributed_to": "|".join(iris[key] for key in event.attributed_to),
        "sentence": document.text[sentence.begin : sentence.end],
        "sentence_begin": sentence.begin,
        "trigger": document.text[trigger.begin : trigger.end],
        "trigger_begin": trigger.begin,
        "arguments": "|".join(_arguments(event)),
        "doc": document.id,
        "title": document.title,
        "publisher": document.source,
        "published": document.published,
        "url": document.url,
        "confidence": round(event.confidence, 3),
        "rule": event.rule,
    }


def _arguments(event: Event) -> list[str]:
    """``begin-end-role`` of each argument that words of the sentence stand for; offsets into the document."""
    spans = {
        (argument.span.begin, argument.span.end, argument.role)
        for argument in event.arguments
        if argument.span and event.sentence.begin <= argument.span.begin and argument.span.end <= event.sentence.end
    }
    return [f"{begin}-{end}-{role}" for begin, end, role in sorted(spans)]


def _days(time: str | None) -> tuple[str | None, str | None]:
    """First and last day, as far as they are known; an expression that has none is for ``kg check`` to report."""
    try:
        begin, end = edtf.bounds(time) if time else (None, None)
    except ValueError:
        return None, None
    return begin.isoformat() if begin else None, end.isoformat() if end else None


def _known(attributes: Mapping[str, Value | None]) -> dict[str, Value]:
    """Without what is not known: neither GraphML nor GEXF has a None."""
    return {name: value for name, value in attributes.items() if value is not None and value != ""}


def _plain(graph: Graph[str]) -> Graph[str]:
    """A copy, its texts without the control characters that XML forbids."""
    plain: Graph[str] = nx.MultiDiGraph()

    def clean(data: Mapping[str, Value]) -> dict[str, Value]:
        return {k: _NOT_XML.sub("\ufffd", value) if isinstance(value, str) else value for k, value in data.items()}

    for node, data in graph.nodes(data=True):
        plain.add_node(node, **clean(data))
    for source, target, key, data in graph.edges(keys=True, data=True):
        plain.add_edge(source, target, key=key, **clean(data))
    return plain
