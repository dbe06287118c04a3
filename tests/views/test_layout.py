"""A still drawing: nothing overlaps, and the same graph lies the same way."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.views import layout

EDGES = st.lists(st.tuples(st.integers(0, 39), st.integers(0, 39)), max_size=80)
BOXES = st.tuples(st.integers(20, 160), st.integers(20, 70))


def graph_of(edges, count: int) -> nx.Graph:
    graph = nx.Graph()
    graph.add_nodes_from(f"n{number}" for number in range(count))
    graph.add_edges_from((f"n{a % count}", f"n{b % count}") for a, b in edges if a % count != b % count)
    return graph


@settings(max_examples=40, deadline=None)
@given(EDGES, st.lists(BOXES, min_size=1, max_size=40))
def test_no_two_boxes_overlap(edges, sizes) -> None:
    graph = graph_of(edges, len(sizes))
    boxes = {f"n{number}": size for number, size in enumerate(sizes)}
    places = layout.positions(graph, boxes)
    assert set(places) == set(graph)
    for one, other in combinations(places, 2):
        apart = [abs(places[one][axis] - places[other][axis]) for axis in (0, 1)]
        needed = [(boxes[one][axis] + boxes[other][axis]) / 2 for axis in (0, 1)]
        assert apart[0] >= needed[0] or apart[1] >= needed[1], (one, other)


def test_no_two_of_four_hundred_boxes_overlap_around_few_hubs() -> None:
    graph = nx.relabel_nodes(nx.barabasi_albert_graph(400, 4, seed=1), lambda number: f"n{number:04}")
    boxes = {node: (40 + number % 120, 30 + number % 31) for number, node in enumerate(sorted(graph))}
    places = layout.positions(graph, boxes)
    points, sizes = (np.array([by[node] for node in sorted(graph)]) for by in (places, boxes))
    apart = np.abs(points[:, None] - points[None, :]) >= (sizes[:, None] + sizes[None, :]) / 2
    assert (apart.any(axis=2) | np.eye(400, dtype=bool)).all()


def test_the_order_of_nodes_and_edges_moves_nothing() -> None:
    graph = nx.barbell_graph(8, 4)
    named = nx.relabel_nodes(graph, {number: f"n{number:02}" for number in graph})
    turned = nx.Graph()
    turned.add_nodes_from(reversed(list(named)))
    turned.add_edges_from((target, source) for source, target in reversed(list(named.edges())))
    boxes = dict.fromkeys(named, (80, 40))
    assert layout.positions(named, boxes) == layout.positions(turned, boxes)


def test_a_graph_without_nodes_is_laid_out() -> None:
    assert layout.positions(nx.Graph(), {}) == {}
