"""Where the nodes of a drawing go: computed here once, so that the page opens still and the same every time."""

from __future__ import annotations

from collections.abc import Mapping

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Box = tuple[float, float]
Points = NDArray[np.float64]

ASPECT = 1.35  # width to height of what is left of a screen beside the side panel
ROOM = 1.7  # area of a drawing to the area of its boxes
EVEN = 0.5  # 0 keeps the places that the forces found, 1 only their order from left to right and from top to bottom
GAP = 14.0  # pixels kept free between two boxes
SEED = 1


def positions(graph: nx.Graph[str], boxes: Mapping[str, Box]) -> dict[str, tuple[int, int]]:
    """A place in whole pixels for the centre of each node's box (width, height); no two boxes overlap.

    Each connected component is laid out by forces (Fruchterman and Reingold, networkx), then its boxes are pushed
    apart; the components are set in rows, the largest first. Space and time grow with the square of the nodes.
    """
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    placed = [_component(graph, sorted(part), boxes) for part in parts]
    return _rows(placed)


def _component(graph: nx.Graph[str], nodes: list[str], boxes: Mapping[str, Box]) -> tuple[list[str], Points, Points]:
    """The nodes, their centres with the top left corner of all boxes at (0, 0), and their boxes; both arrays (n, 2)."""
    sizes = np.array([boxes[node] for node in nodes], dtype=np.float64)
    # A copy with nodes and edges in order: the forces start from the order of insertion.
    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(nodes)
    ordered.add_edges_from(sorted((min(edge), max(edge)) for edge in graph.subgraph(nodes).edges()))
    found = nx.spring_layout(ordered, seed=SEED, iterations=300, k=2.2 / len(nodes) ** 0.5, method="force")
    points = np.array([found[node] for node in nodes], dtype=np.float64)
    if len(nodes) > 1:
        points = _even(_upright(points))
        area = ROOM * float(np.prod(sizes + GAP, axis=1).sum())
        height = (area / ASPECT) ** 0.5
        points = _apart(points * np.array([height * ASPECT, height]), sizes)
    return nodes, points - (points - sizes / 2).min(axis=0), sizes


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
    count = len(points)
    needed = (sizes[:, None] + sizes[None, :]) / 2 + GAP
    needed[np.arange(count), np.arange(count)] = 0  # nothing overlaps itself
    order = np.sign(np.subtract.outer(np.arange(count), np.arange(count)))[..., None]
    for _ in range(500):
        offset = points[:, None] - points[None, :]
        overlap = needed - np.abs(offset)
        touching = np.all(overlap > 0.5, axis=2, keepdims=True)
        if not np.any(touching):
            break
        away = np.where(offset == 0, order, np.sign(offset))  # two boxes on one spot part in the order of their names
        shorter = overlap.argmin(axis=2)[..., None] == np.arange(2)
        push = (away * overlap * touching * shorter).sum(axis=1)
        points = points + 0.5 * push / np.maximum(touching.sum(axis=1), 1)
    return points


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
