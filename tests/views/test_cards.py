"""The cards of the panel in a real browser: surroundings, paths, balances, what can be copied."""

from __future__ import annotations

from itertools import pairwise

import browser as browsing
import networkx as nx
from browser import VISIBLE, Tab

from kg import ids
from kg.store import Store

pytestmark = browsing.MARKS


def test_an_actor_can_be_seen_with_its_surroundings_alone(tab: Tab) -> None:
    tab.find("فنلندا")
    tab.click("#ego")
    shown = "return graph.nodes.get({ filter: (node) => !node.hidden }).map((node) => node.id)"
    near = tab.js("return graph.network.getConnectedNodes(arguments[0])", ids.entity("state/FIN"))
    assert sorted(tab.js(shown)) == sorted([*near, ids.entity("state/FIN")])
    address = tab.js("return location.href")
    tab.driver.get("about:blank")
    tab.driver.get(address)
    assert sorted(tab.js(shown)) == sorted([*near, ids.entity("state/FIN")])
    tab.click("#whole")
    assert len(tab.js(shown)) == 33


def test_the_path_between_two_actors_follows_edges(tab: Tab) -> None:
    one = ids.entity("state/FIN")
    pairs = {frozenset(pair) for pair in tab.js("return graph.edges.get().map((edge) => [edge.from, edge.to])")}
    reach = nx.Graph([tuple(pair) for pair in pairs])
    (part,) = (part for part in nx.connected_components(reach) if one in part)
    far = max(sorted(part), key=lambda node: nx.shortest_path_length(reach, one, node))
    found = tab.js("return graph.cards.path(...arguments)", one, far)
    assert (found[-1], found[0]) == (one, far)
    assert len(found) == nx.shortest_path_length(reach, one, far) + 1
    assert all(frozenset(step) in pairs for step in pairwise(found))
    tab.find("فنلندا")
    tab.click("#path-start")
    tab.js("graph.choose(arguments[0])", far)
    tab.click("#path-end")
    assert sorted(
        tab.js("return graph.nodes.get({ filter: (node) => !node.hidden }).map((node) => node.id)")
    ) == sorted(found)
    assert tab.complaints() == []


def test_a_line_has_the_balance_of_its_two_actors(tab: Tab) -> None:
    edge = tab.js("return graph.edges.get({ filter: (edge) => edge.kind === 'Threat' })[0]")
    tab.js("graph.network.selectEdges([arguments[0]]); graph.show({ nodes: [], edges: [arguments[0]] })", edge["id"])
    both = [
        telling
        for telling in tab.js(VISIBLE)
        if {edge["from"], edge["to"]} <= {*telling["actors"], *telling["recipients"]}
    ]
    types = tab.js("return graph.data.types")
    against = {telling["event"] for telling in both if types[telling["type"]]["quad_class"].endswith("_conflict")}
    others = {telling["event"] for telling in both} - against
    assert against
    assert tab.text(".card dd:last-of-type") == f"{len(others)} · {len(against)}"


def test_a_telling_can_be_copied_as_a_citation(tab: Tab) -> None:
    tab.find("فنلندا")
    cited = tab.copied("article .cite", "#panel article textarea")
    assert tab.text("#panel blockquote") in cited


QUOTES = "return [...document.querySelectorAll('#panel blockquote')].map((quote) => quote.textContent).sort()"


def test_the_question_that_an_actor_copies_gives_the_sentences_of_its_panel(tab: Tab, store: Store) -> None:
    tab.find("أوكرانيا")
    shown = tab.js(QUOTES)
    rows = store.query(tab.copied(".query", "#panel .views textarea")).plain()
    assert len(shown) > 1
    assert sorted(quote for *_, quote in rows) == shown


def test_the_question_that_a_line_copies_is_about_both_its_ends(tab: Tab, store: Store) -> None:
    edge = tab.js("return graph.edges.get({ filter: (edge) => edge.kind === 'Threat' })[0]")
    tab.js("graph.network.selectEdges([arguments[0]]); graph.show({ nodes: [], edges: [arguments[0]] })", edge["id"])
    shown = tab.js(QUOTES)
    quotes = {quote for *_, quote in store.query(tab.copied(".query", "#panel .views textarea")).plain()}
    both = [
        "".join(telling["sentence"])
        for telling in tab.js(VISIBLE)
        if {edge["from"], edge["to"]} <= {*telling["actors"], *telling["recipients"]}
    ]
    assert shown and set(shown) <= quotes == set(both)
