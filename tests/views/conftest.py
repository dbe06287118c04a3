"""Ten small documents on real, datable diplomacy, written by us, with the actors and tellings that are in them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from kg import graph as graphs
from kg import ids, ontology
from kg.ontology import EventType, event_types
from kg.records import Document, Entity, Event, Mention, Span
from kg.store import Store, open_store
from kg.views import network

HERE = Path(__file__).parent


@dataclass(frozen=True)
class World:
    """What the stages before the views hand on."""

    documents: tuple[Document, ...]
    entities: tuple[Entity, ...]
    events: tuple[Event, ...]
    types: dict[str, EventType]

    def graph(self) -> nx.MultiDiGraph[str]:
        return network.build(self.documents, self.entities, self.events, types=self.types)


@pytest.fixture(scope="session")
def world() -> World:
    """``tellings.tsv`` marks the trigger of each sentence with square brackets."""
    tellings = _rows(HERE / "tellings.tsv")
    documents, events = [], []
    for row in _rows(HERE / "documents.tsv"):
        text = row["title"] + "\n"
        for telling in (telling for telling in tellings if telling["doc"] == row["id"]):
            begin = len(text)
            before, trigger, after = _parts(telling["sentence"])
            text += f"{before}{trigger}{after} "
            events.append(_event(telling, begin, len(before), trigger, len(text) - 1))
        documents.append(Document(row["id"], text, row["title"], row["published"], row["source"]))
    entities = [entity for document in documents for entity in _entities(document, events)]
    return World(tuple(documents), tuple(entities), tuple(events), {row.type: row for row in event_types()})


@pytest.fixture(scope="session")
def graph(world: World) -> nx.MultiDiGraph[str]:
    return world.graph()


@pytest.fixture(scope="session")
def store(world: World) -> Store:
    """A store with the graph of the small world."""
    filled = open_store()
    filled.replace_graph(ontology.GRAPH, ontology.quads())
    for document in world.documents:
        entities = [one for one in world.entities if one.doc_id == document.id]
        events = [one for one in world.events if one.doc_id == document.id]
        filled.replace_graph(ids.document_graph(document.id), graphs.document_quads(document, entities, events))
    return filled


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """One browser for all tests of the page."""
    from browser import chromium

    with chromium(tmp_path_factory.mktemp("profile")) as tab:
        yield tab


@pytest.fixture
def tab(browser: Any, graph: nx.MultiDiGraph[str], tmp_path: Path) -> Any:
    """The page of the small world, just opened."""
    browser.open(graph, tmp_path)
    return browser


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def _parts(sentence: str) -> tuple[str, str, str]:
    before, _, rest = sentence.partition("[")
    trigger, _, after = rest.partition("]")
    return before, trigger, after


def _event(row: dict[str, str], begin: int, offset: int, trigger: str, end: int) -> Event:
    actors = tuple(sorted(row["actors"].split()))
    recipients = tuple(sorted(row["recipients"].split()))
    return Event(
        doc_id=row["doc"],
        id="event/" + ids.digest(row["type"], *actors, *recipients, row["time"]),
        type=row["type"],
        trigger=Span(begin + offset, begin + offset + len(trigger), trigger),
        sentence=Span(begin, end),
        actors=actors,
        recipients=recipients,
        places=tuple(row["places"].split()),
        attributed_to=tuple(row["attributed_to"].split()),
        time=row["time"] or None,
        status=row["status"],
        confidence=0.8,
        rule="fixture",
    )


def _entities(document: Document, events: list[Event]) -> Iterator[Entity]:
    told = [event for event in events if event.doc_id == document.id]
    wanted = {key for event in told for key in event.actors + event.recipients + event.places + event.attributed_to}
    for row in _rows(HERE / "actors.tsv"):
        if row["id"] not in wanted:
            continue
        begin = document.text.find(row["name_ar"])
        found = (
            ()
            if begin < 0
            else (Mention(document.id, begin, begin + len(row["name_ar"]), row["name_ar"], row["type"]),)
        )
        yield Entity(
            doc_id=document.id,
            id=row["id"],
            type=row["type"],
            name_ar=row["name_ar"],
            name_en=row["name_en"] or None,
            wikidata=row["wikidata"] or None,
            state=row["state"] or None,
            provisional=not row["wikidata"],
            mentions=found,
        )
