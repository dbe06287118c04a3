"""Where the nodes of a drawing go: computed here once, so that the page opens still and the same every time."""

from __future__ import annotations

import random
from collections.abc import Mapping

import igraph
import networkx as nx
import numpy as np
from numpy.typing import NDArray

Box = tuple[float, float]
Points = NDArray[np.float64]

ASPECT = 1.35  # width to height of what is left of a screen beside the side panel
ROOM = 1.7  # area of a drawing to the area of its boxes
EVEN = 0.5  # 0 keeps the places that the forces found, 1 only their order from left to right and from top to bottom
GAP = 14.0  # pixels kept free between two boxes
ROUNDS = 2000  # of pushing apart, at most
PATIENCE, SPREAD = 25, 1.05  # after so many rounds with too little room, all is drawn further apart by this factor
SEED = 1
ITERATIONS = 500  # of the forces
MANY = 1000  # nodes


def positions(graph: nx.Graph[str], boxes: Mapping[str, Box]) -> dict[str, tuple[int, int]]:
    """A place in whole pixels for the centre of each node's box (width, height); no two boxes overlap.

    Each connected component is laid out by forces (Fruchterman and Reingold, networkx), then its boxes are pushed
    apart; the components are set in rows, the largest first. Space and time grow with the square of the nodes, by the
    forces alone: what is pushed apart is looked for in the cells of a grid.
    """
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    placed = [_component(graph, sorted(part), boxes) for part in parts]
    return _rows(placed)


def _component(graph: nx.Graph[str], nodes: list[str], boxes: Mapping[str, Box]) -> tuple[list[str], Points, Points]:
    """The nodes, their centres with the top left corner of all boxes at (0, 0), and their boxes; both arrays (n, 2)."""
    sizes = np.array([boxes[node] for node in nodes], dtype=np.float64)
    points = np.zeros((1, 2))
    if len(nodes) > 1:
        points = _even(_upright(_forces(graph, nodes)))
        area = ROOM * float(np.prod(sizes + GAP, axis=1).sum())
        height = (area / ASPECT) ** 0.5
        points = _apart(points * np.array([height * ASPECT, height]), sizes)
    return nodes, points - (points - sizes / 2).min(axis=0), sizes


def _forces(graph: nx.Graph[str], nodes: list[str]) -> Points:
    """Places by the forces of Fruchterman and Reingold; of many nodes only those nearby push each other."""
    number = {node: index for index, node in enumerate(nodes)}
    edges = sorted({(number[min(edge)], number[max(edge)]) for edge in graph.subgraph(nodes).edges()})
    start = np.random.default_rng(SEED).random((len(nodes), 2)) * len(nodes) ** 0.5
    igraph.set_random_number_generator(random.Random(SEED))
    found = igraph.Graph(n=len(nodes), edges=edges).layout_fruchterman_reingold(
        niter=ITERATIONS, seed=start.tolist(), grid="grid" if len(nodes) > MANY else "nogrid"
    )
    return np.array(found.coords, dtype=np.float64)


def _upright(points: Points) -> Points:
    """Turned so that the longest extent lies flat."""
    centred = points - points.mean(axis=0)
    axes = np.linalg.svd(centred, full_matrices=False)[2]
    # The sign of a singular vector is arbitrary: fix it.
    axes *= np.where(axes[np.arange(2), np.abs(axes).argmax(axis=1)] < 0, -1, 1)[:, None]
    turned: Points = centred @ axes.T
    return turned


def _even(points: Points) -> Points:
    """Within the unit square, crowds spread and gaps closed."""
    extent = (points - points.min(axis=0)) / np.maximum(np.ptp(points, axis=0), 1e-6)
    rank = points.argsort(axis=0, kind="stable").argsort(axis=0) / (len(points) - 1)
    spread: Points = (1 - EVEN) * extent + EVEN * rank
    return spread


def _apart(points: Points, sizes: Points) -> Points:
    """Overlapping boxes pushed away from each other, along the axis on which they overlap less."""
    for number in range(ROUNDS):
        if number % PATIENCE == PATIENCE - 1:
            points = points * SPREAD
        one, other = _near(points, (sizes + GAP).max(axis=0))
        offset = points[one] - points[other]
        overlap = (sizes[one] + sizes[other]) / 2 + GAP - np.abs(offset)
        touching = np.all(overlap > 0.5, axis=1)
        if not np.any(touching):
            break
        one, other, offset, overlap = one[touching], other[touching], offset[touching], overlap[touching]
        # Two boxes on one spot part in the order of their names.
        away = np.where(offset == 0, np.sign(one - other)[:, None], np.sign(offset))
        push = away * overlap * (overlap.argmin(axis=1)[:, None] == np.arange(2))
        total, count = np.zeros_like(points), np.zeros(len(points))
        np.add.at(total, one, push)
        np.add.at(total, other, -push)
        np.add.at(count, one, 1)
        np.add.at(count, other, 1)
        points = points + 0.5 * total / np.maximum(count, 1)[:, None]
    return points


def _near(points: Points, cell: Points) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Each pair of points whose cells of a grid are the same or side by side, once, as two arrays of their numbers."""
    where = np.floor((points - points.min(axis=0)) / cell).astype(np.int64)
    across = int(where[:, 1].max()) + 3  # with a free cell on either side, so that no column runs into the next
    keys = where[:, 0] * across + where[:, 1] + 1
    order = np.argsort(keys, kind="stable")
    ranked = keys[order]
    ones, others = [], []
    for step in (0, 1, across - 1, across, across + 1):
        first = np.searchsorted(ranked, ranked + step, side="left")
        last = np.searchsorted(ranked, ranked + step, side="right")
        if step == 0:
            first = np.arange(1, len(order) + 1)  # those behind it in its own cell
        counts = np.maximum(last - first, 0)
        starts = np.repeat(first - np.cumsum(counts) + counts, counts)
        ones.append(np.repeat(order, counts))
        others.append(order[starts + np.arange(counts.sum())])
    return np.concatenate(ones), np.concatenate(others)


def _rows(placed: list[tuple[list[str], Points, Points]]) -> dict[str, tuple[int, int]]:
    """Components side by side in rows, none wider than the first component or a screenful."""
    widths = [float((points + sizes / 2)[:, 0].max()) for _, points, sizes in placed]
    heights = [float((points + sizes / 2)[:, 1].max()) for _, points, sizes in placed]
    area = sum(width * height for width, height in zip(widths, heights, strict=True))
    limit = max([*widths[:1], (area * ASPECT) ** 0.5])
    where: dict[str, tuple[int, int]] = {}
    left = top = tallest = 0.0
    for (nodes, points, _), width, height in zip(placed, widths, heights, strict=True):
        if left and left + width > limit:
            left, top, tallest = 0.0, top + tallest + 3 * GAP, 0.0
        for node, (x, y) in zip(nodes, points, strict=True):
            where[node] = round(float(x) + left), round(float(y) + top)
        left, tallest = left + width + 3 * GAP, max(tallest, height)
    return where
