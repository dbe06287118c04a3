"""Parts of a store as graphs to draw, against the graph of the records that the store was filled from."""

from __future__ import annotations

from typing import Any

import networkx as nx

from kg.ids import RESOURCE
from kg.store import Store
from kg.views import neighbourhood

LATER = {"arguments"}  # what the store does not keep


def edges(graph: nx.MultiDiGraph[str]) -> dict[str, dict[str, Any]]:
    return {
        key: {name: value for name, value in data.items() if name not in LATER}
        for *_, key, data in graph.edges(keys=True, data=True)
    }


def test_all_actors_give_the_whole_graph(store: Store, graph: nx.MultiDiGraph[str]) -> None:
    found = neighbourhood.around(store, limit=1000)
    assert edges(found) == edges(graph)
    for node, data in found.nodes(data=True):
        own = graph.nodes[node]
        assert {name: data.get(name) for name in ("type", "name_ar", "name_en", "wikidata", "iso3")} == {
            name: own.get(name) for name in ("type", "name_ar", "name_en", "wikidata", "iso3")
        }


def test_an_actor_comes_with_all_its_events_and_its_neighbours(store: Store, graph: nx.MultiDiGraph[str]) -> None:
    actor = max(graph, key=lambda node: (graph.nodes[node]["count"], node))
    found = neighbourhood.around(store, actor, limit=1000)
    own = {key for one, other, key in graph.edges(keys=True) if actor in (one, other)}
    assert own <= edges(found).keys() < edges(graph).keys()
    assert {one for one in graph if graph.has_edge(one, actor) or graph.has_edge(actor, one)} <= set(found)


def test_the_limit_keeps_those_with_most_events(store: Store, graph: nx.MultiDiGraph[str]) -> None:
    actor = max(graph, key=lambda node: (graph.nodes[node]["count"], node))
    few, many = (neighbourhood.around(store, actor, limit=limit) for limit in (2, 1000))
    assert len(edges(few)) < len(edges(many))


def test_a_name_finds_an_actor_however_it_is_spelt(store: Store, graph: nx.MultiDiGraph[str]) -> None:
    actor = max(graph, key=lambda node: (graph.nodes[node]["count"], node))
    name = graph.nodes[actor]["name_ar"]
    assert neighbourhood.find(store, name) == neighbourhood.find(store, name.replace("ا", "أ")) == actor
    assert neighbourhood.find(store, "لا أحد بهذا الاسم") is None
    assert neighbourhood.find(store, "  ") is None


def test_only_what_the_store_knows_is_known(store: Store, graph: nx.MultiDiGraph[str]) -> None:
    actor = next(iter(graph))
    assert neighbourhood.known(store, actor)
    for wrong in ("", RESOURCE + "person/nobody", f"{actor}> ?p ?o }} #", "a b"):
        assert not neighbourhood.known(store, wrong)
