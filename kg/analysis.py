"""Measures of the network of actors, as rows: who deals with whom, how much, when, and how friendly.

All measures count different events, so that what many newspapers tell counts once. Only edges between participants
count (roles ``recipient`` and ``party`` of :mod:`kg.views.network`): a place does nothing, and a loop is no relation.
Rows are sorted and shares rounded; the same graph gives the same rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING, Literal

from kg import records
from kg.errors import BadInput
from kg.records import QUAD_CLASSES

if TYPE_CHECKING:
    import networkx as nx

    from kg.views.network import Graph

Period = Literal["all", "year", "month"]
Row = dict[str, str | int | float]

STATUSES = ("actual", "ongoing")
PERIODS: dict[Period, int] = {"all": 0, "year": 4, "month": 7}  # letters of an ISO day that name it
UNDATED = "undated"
DIGITS = 6

_PAIR = ("period", "source", "source_name", "target", "target_name")
COLUMNS = {
    "dyads": (*_PAIR, "role", "events", "tellings", "documents"),
    "balance": (*_PAIR, *QUAD_CLASSES, "events", "balance"),
    "centrality": ("period", "actor", "name", "partners", "events", "degree", "betweenness"),
    "communities": ("period", "community", "actor", "name", "size", "modularity"),
    "slices": ("period", "actors", "pairs", "events", "density", "components", *QUAD_CLASSES, "balance"),
}
MEASURES = tuple(COLUMNS)
_TEXTS = frozenset((*_PAIR, "role", "actor", "name"))
_SHARES = frozenset(("degree", "betweenness", "modularity", "density", "balance"))


def measure(graph: Graph[str], name: str, *, by: Period = "all", statuses: Collection[str] = STATUSES) -> list[Row]:
    """The rows of a measure, with its :data:`COLUMNS`, for each period (that of an event's first known day).

    ``dyads`` ordered pairs of actors with their events (for ``party`` no direction is meant). ``balance`` unordered
    pairs with events by quad class; balance is (cooperation - conflict) / events, from -1 to 1. ``centrality``: degree
    centrality and betweenness (Freeman 1977; a tie of n events is 1/n long). ``communities`` by the Louvain method
    (Blondel et al. 2008) over all ties, weighted by events, the largest first. ``slices`` one row a period.
    Raises BadInput for a measure, period or status that does not exist.
    """
    if name not in COLUMNS or by not in PERIODS:
        raise BadInput(f"no measure {name!r} by {by!r}: there are {', '.join(MEASURES)}, by {', '.join(PERIODS)}")
    _check(statuses)
    count = _MEASURES[name]
    return [
        {"period": period, **row} for period, part in _parts(graph, by, statuses).items() for row in count(graph, part)
    ]


def kind(column: str) -> type:
    """The type of the values of a column: str, int or float."""
    return str if column in _TEXTS else float if column in _SHARES else int


def counted(graph: Graph[str], *, statuses: Collection[str] = STATUSES) -> Graph[str]:
    """What the measures count: the edges between participants with such a status, and their ends.

    The ``count`` of a node is that of its events here. Raises BadInput for a status that does not exist.
    """
    import networkx as nx

    _check(statuses)
    part: Graph[str] = nx.MultiDiGraph()
    events: dict[str, set[str | int | float]] = defaultdict(set)
    for source, target, key, data in graph.edges(keys=True, data=True):
        if _counts(data, statuses):
            part.add_edge(source, target, key=key, **data)
            events[source].add(data["event"])
            events[target].add(data["event"])
    for node, told in events.items():
        part.add_node(node, **{**graph.nodes[node], "count": len(told)})
    return part


Edge = tuple[str, str, dict[str, str | int | float]]


def _check(statuses: Collection[str]) -> None:
    # A text is a collection of letters, and none of them is a status.
    unknown = sorted(set(statuses) - set(records.STATUSES))
    if unknown:
        shown = statuses if isinstance(statuses, str) else unknown[0]
        raise BadInput(f"no status {shown!r} in a list of: {', '.join(records.STATUSES)}")


def _counts(data: dict[str, str | int | float], statuses: Collection[str]) -> bool:
    return data["role"] in ("recipient", "party") and data["status"] in statuses


def _parts(graph: Graph[str], by: Period, statuses: Collection[str]) -> dict[str, list[Edge]]:
    parts: dict[str, list[Edge]] = defaultdict(list)
    for source, target, data in graph.edges(data=True):
        if _counts(data, statuses):
            period = "all" if by == "all" else str(data.get("begin", ""))[: PERIODS[by]] or UNDATED
            parts[period].append((source, target, data))
    return dict(sorted(parts.items()))


def _dyads(graph: Graph[str], edges: list[Edge]) -> Iterator[Row]:
    groups: dict[tuple[str, str, str], list[dict[str, str | int | float]]] = defaultdict(list)
    for source, target, data in edges:
        groups[source, target, str(data["role"])].append(data)
    for (source, target, role), tellings in sorted(groups.items(), key=lambda item: (-_events(item[1]), item[0])):
        documents = len({data["doc"] for data in tellings})
        yield _pair(graph, source, target) | {
            "role": role, "events": _events(tellings), "tellings": len(tellings), "documents": documents
        }  # fmt: skip


def _balance(graph: Graph[str], edges: list[Edge]) -> Iterator[Row]:
    for (source, target), tellings in sorted(_ties(edges).items()):
        yield _pair(graph, source, target) | _classes(tellings)


def _centrality(graph: Graph[str], edges: list[Edge]) -> Iterator[Row]:
    import networkx as nx

    ties = _simple(edges)
    told: dict[str, set[str | int | float]] = defaultdict(set)
    for source, target, data in edges:
        told[source].add(data["event"])
        told[target].add(data["event"])
    degree = nx.degree_centrality(ties)
    between = nx.betweenness_centrality(ties, weight="distance")
    for actor in sorted(ties, key=lambda actor: (-between[actor], -len(told[actor]), actor)):
        yield {
            "actor": actor,
            "name": _name(graph, actor),
            "partners": ties.degree(actor),
            "events": len(told[actor]),
            "degree": round(degree[actor], DIGITS),
            "betweenness": round(between[actor], DIGITS),
        }


def _communities(graph: Graph[str], edges: list[Edge]) -> Iterator[Row]:
    import networkx as nx

    ties = _simple(edges)
    actors = sorted(ties)
    # The method walks through sets: numbers have the same order in them under every hash seed, texts have not.
    numbered = nx.relabel_nodes(ties, {actor: number for number, actor in enumerate(actors)})
    found = nx.community.louvain_communities(numbered, weight="weight", seed=0)
    modularity = round(nx.community.modularity(numbered, found, weight="weight"), DIGITS)
    for number, members in enumerate(sorted(map(sorted, found), key=lambda group: (-len(group), group)), start=1):
        for member in members:
            actor = actors[member]
            yield {
                "community": number, "actor": actor, "name": _name(graph, actor), "size": len(members),
                "modularity": modularity,
            }  # fmt: skip


def _slices(graph: Graph[str], edges: list[Edge]) -> Iterator[Row]:  # noqa: ARG001 the others need the names
    import networkx as nx

    ties = _simple(edges)
    counted = _classes([data for *_, data in edges])
    yield {
        "actors": len(ties),
        "pairs": ties.number_of_edges(),
        "events": counted.pop("events"),
        "density": round(nx.density(ties), DIGITS),
        "components": nx.number_connected_components(ties),
    } | counted


_MEASURES: dict[str, Callable[[Graph[str], list[Edge]], Iterator[Row]]] = {
    "dyads": _dyads,
    "balance": _balance,
    "centrality": _centrality,
    "communities": _communities,
    "slices": _slices,
}


def _ties(edges: list[Edge]) -> dict[tuple[str, str], list[dict[str, str | int | float]]]:
    ties: dict[tuple[str, str], list[dict[str, str | int | float]]] = defaultdict(list)
    for source, target, data in edges:
        ties[min(source, target), max(source, target)].append(data)
    return ties


def _simple(edges: list[Edge]) -> nx.Graph[str]:
    """One tie for each unordered pair; nodes and ties in sorted order, for sums of floats depend on it."""
    import networkx as nx

    ties = _ties(edges)
    simple: nx.Graph[str] = nx.Graph()
    simple.add_nodes_from(sorted({end for pair in ties for end in pair}))
    for (source, target), tellings in sorted(ties.items()):
        weight = _events(tellings)
        simple.add_edge(source, target, weight=weight, distance=1 / weight)
    return simple


def _classes(tellings: list[dict[str, str | int | float]]) -> Row:
    counts = {name: _events([data for data in tellings if data["quad_class"] == name]) for name in QUAD_CLASSES}
    cooperation, conflict = sum(list(counts.values())[:2]), sum(list(counts.values())[2:])
    balance = round((cooperation - conflict) / (cooperation + conflict), DIGITS) if cooperation + conflict else 0.0
    return {**counts, "events": _events(tellings), "balance": balance}


def _events(tellings: list[dict[str, str | int | float]]) -> int:
    return len({data["event"] for data in tellings})


def _pair(graph: Graph[str], source: str, target: str) -> Row:
    return {
        "source": source, "source_name": _name(graph, source), "target": target, "target_name": _name(graph, target)
    }  # fmt: skip


def _name(graph: Graph[str], actor: str) -> str:
    return str(graph.nodes[actor].get("label", ""))
