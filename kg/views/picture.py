"""The network as a still picture for papers: a PNG drawn without a browser. The only importer of matplotlib.

matplotlib joins Arabic letters and sets them from right to left since 3.11; its own font has them, so that the picture
is the same on every machine. Colours and shapes are those of the page (``assets/style.json``).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import networkx as nx

from kg.errors import BadInput
from kg.views import layout
from kg.views.network import Graph, fold

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D

Point = tuple[float, float]
Row = list[tuple["Line2D | None", str]]  # of the legend: a mark and its meaning
Look = Mapping[str, Any]  # style.json, or a row of it
Language = Literal["ar", "en"]

LIMIT = 60  # actors drawn; the names of more cannot be read on a page
DPI = 150
MARGIN = 24.0  # points around the drawing
LINE = 1.7  # height of a line of text, to the size of the font
LEGEND = 12  # size of its font, in points
MARK, BETWEEN = 28.0, 20.0  # points: length of a mark in the legend, space behind its meaning
BAR = 5.0  # points: half the bar across what did not happen
INK, PALE = "#1F2937", "#6B7280"  # text; a type or quad class that style.json does not list

# For matplotlib: its defaults, not what the person who draws has set.
SETTINGS: list[Any] = ["default", {"font.family": "DejaVu Sans", "lines.scale_dashes": False}]

# Each shape of style.json as a marker, and how much larger than its radius matplotlib takes the marker to be.
MARKERS = {
    "dot": ("o", 2.0),
    "diamond": ("D", 1.45),
    "square": ("s", 1.75),
    "hexagon": ("h", 2.0),
    "triangleDown": ("v", 2.0),
    "star": ("*", 2.4),
}
WORDS = {
    "ar": {
        "sizes": "الحجم والعرض بعدد الأحداث",
        "summary": "الأطراف: {actors} · الأحداث: {events} · الوثائق: {documents}",
        "left_out": " · أطراف لم تُرسم، أقل حضورًا أو بلا صلة: {count}",
    },
    "en": {
        "sizes": "size and width: number of events",
        "summary": "{actors} actors · {events} events · {documents} documents",
        "left_out": " · {count} actors with fewer events or no link not drawn",
    },
}


def write(graph: Graph[str], path: Path, *, language: Language = "ar", limit: int = LIMIT) -> None:
    """Write :func:`draw` to ``path`` as PNG; the same graph gives the same bytes. Raises as :func:`draw` does."""
    figure = draw(graph, language=language, limit=limit)
    from matplotlib import style

    # Without the version of matplotlib, which it would write into the file.
    with style.context(SETTINGS):
        figure.savefig(path, format="png", dpi=DPI, metadata={"Software": None})


def draw(graph: Graph[str], *, language: Language = "ar", limit: int = LIMIT) -> Figure:
    """The picture of a graph that :func:`kg.views.network.build` made; one unit of its axes is a point (1/72 inch).

    It draws the actors with the most events, ``limit`` at most and only such as are linked with each other. An edge
    stands for the events of one quad class, status and role. A legend says how many actors are left out.
    Raises BadInput where matplotlib is missing, or older than 3.11.
    """
    try:
        import matplotlib
        from matplotlib import style
        from matplotlib.figure import Figure
    except ImportError as error:
        raise BadInput("A picture needs matplotlib: pip install 'diplomatic-kg[picture]'") from error
    if matplotlib.__version_info__ < (3, 11):
        raise BadInput(
            f"matplotlib {matplotlib.__version__} does not join Arabic letters: pip install 'diplomatic-kg[picture]'"
        )
    with style.context(SETTINGS):
        figure = Figure(dpi=72)
        kept = _most_involved(graph, limit)
        _fill(figure, kept, language, left_out=sum(1 for node in graph if graph.degree(node)) - len(kept))
    return figure


def _most_involved(graph: Graph[str], limit: int) -> Graph[str]:
    """The actors with the most events that are linked with each other, and the tellings that link them."""
    linked = _linked(graph, set(graph))
    ranked = sorted(linked, key=lambda node: (-graph.nodes[node]["count"], node))
    return _linked(graph, set(ranked[:limit]))


def _linked(graph: Graph[str], nodes: set[str]) -> Graph[str]:
    """What links two of the nodes, in order; a view of networkx would give the nodes in the order of a set."""
    edges = [edge for edge in graph.subgraph(nodes).edges(keys=True) if edge[0] != edge[1]]
    linked: Graph[str] = nx.MultiDiGraph()
    linked.add_nodes_from((node, graph.nodes[node]) for node in sorted({end for edge in edges for end in edge[:2]}))
    for source, target, key in sorted(edges):
        linked.add_edge(source, target, key=key, **graph.edges[source, target, key])
    return linked


def _fill(figure: Figure, graph: Graph[str], language: Language, *, left_out: int) -> None:
    look = json.loads((files("kg.views") / "assets" / "style.json").read_text(encoding="utf-8"))
    edges = fold(graph, by=("quad_class", "status", "role"))
    labels = {node: graph.nodes[node].get(f"name_{language}", graph.nodes[node]["name_ar"]) for node in graph}
    radii = {node: 5 + 3 * graph.nodes[node]["count"] ** 0.5 for node in labels}
    fonts = {node: round(12 + 0.3 * radius) for node, radius in radii.items()}
    boxes = {
        node: (max(2 * radius, _width(figure, labels[node], fonts[node])), 2 * radius + LINE * fonts[node])
        for node, radius in radii.items()
    }
    centres = layout.positions(nx.Graph(edges), boxes)
    legend = _legend(graph, look, language, left_out=left_out)
    right = max((centres[node][0] + width / 2 for node, (width, _) in boxes.items()), default=0.0)
    bottom = max((centres[node][1] + height / 2 for node, (_, height) in boxes.items()), default=0.0)
    inner = max([right, *(_row_width(figure, row) for row in legend)])
    width, height = inner + 2 * MARGIN, bottom + len(legend) * LINE * LEGEND + 3 * MARGIN
    figure.set_size_inches(width / 72, height / 72)
    # The drawing in the middle of its width, from the top down.
    left = -MARGIN - (inner - right) / 2
    axes = figure.add_axes((0, 0, 1, 1), xlim=(left, left + width), ylim=(height - MARGIN, -MARGIN))
    axes.set_axis_off()
    places = {node: (x, y - LINE * fonts[node] / 2) for node, (x, y) in centres.items()}
    _draw_edges(axes, edges, places, radii, look)
    for node, (x, y) in places.items():
        axes.add_line(_marker(look["nodes"].get(graph.nodes[node]["type"], {}), radii[node], at=(x, y)))
        _text(axes, (x, y + radii[node] + LINE * fonts[node] / 2), labels[node], fonts[node], ha="center", gid=node)
    for number, row in enumerate(legend):
        y = bottom + MARGIN + (number + 0.5) * LINE * LEGEND
        _draw_row(axes, row, y, (left + MARGIN, left + MARGIN + inner), language)


def _draw_edges(
    axes: Axes, edges: Graph[str], places: Mapping[str, Point], radii: Mapping[str, float], look: Look
) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import FancyArrowPatch

    beside: dict[tuple[str, str], int] = defaultdict(int)
    for source, target, data in edges.edges(data=True):
        pair = (min(source, target), max(source, target))
        # Straight, then by turns to one side and the other.
        bow = 0.13 * ((beside[pair] + 1) // 2) * (1 if beside[pair] % 2 else -1) * (1 if pair[0] == source else -1)
        beside[pair] += 1
        status = look["statuses"].get(data["status"], {})
        color = look["quad_classes"].get(data["quad_class"], {}).get("color", PALE)
        arrow = FancyArrowPatch(
            places[source],
            places[target],
            arrowstyle="-|>" if data["role"] == "recipient" else "-",
            connectionstyle=f"arc3,rad={bow}",
            shrinkA=radii[source] + 1,
            shrinkB=radii[target] + 1,
            mutation_scale=11,
            linewidth=0.6 + 0.6 * data["weight"] ** 0.5,
            linestyle=_dashes(status),
            color=color,
            zorder=2,
        )
        axes.add_patch(arrow)
        if status.get("bar"):
            (x, y), (end_x, end_y) = places[source], places[target]
            along, down = end_x - x, end_y - y
            length = (along**2 + down**2) ** 0.5
            across = (-down / length, along / length)
            # The middle of the curve that arc3 draws; axes whose y grows downwards turn its sign.
            middle = ((x + end_x - bow * down) / 2, (y + end_y + bow * along) / 2)
            ends = [[m - BAR * a, m + BAR * a] for m, a in zip(middle, across, strict=True)]
            axes.add_line(Line2D(*ends, color=color, linewidth=2, zorder=2))


def _legend(graph: Graph[str], look: Look, language: Language, *, left_out: int) -> list[Row]:
    """Rows of marks with what they mean: only what is in the picture; in the last rows words without a mark."""
    from matplotlib.lines import Line2D

    tellings = [data for *_, data in graph.edges(data=True)]
    used = {name: {data[name] for data in tellings} for name in ("quad_class", "status", "event", "doc")}
    types = {graph.nodes[node]["type"] for node in graph}
    # A mark has three points: a line goes through all of them, a shape or bar stands on the middle one.
    rows: list[Row] = [
        [
            (Line2D([], [], color=row["color"], linewidth=2.5), row[language])
            for name, row in look["quad_classes"].items()
            if name in used["quad_class"]
        ],
        [
            (
                Line2D(
                    [],
                    [],
                    color=PALE,
                    linewidth=2,
                    linestyle=_dashes(row),
                    marker="|" if row.get("bar") else "",
                    markersize=2 * BAR,
                    markeredgewidth=2,
                    markevery=[1],
                ),
                row[language],
            )
            for name, row in look["statuses"].items()
            if name in used["status"]
        ],
        [(_marker(row, 5.5), row[language]) for name, row in look["nodes"].items() if name in types],
    ]
    words = WORDS[language]
    summary = words["summary"].format(actors=len(graph), events=len(used["event"]), documents=len(used["doc"]))
    if left_out:
        summary += words["left_out"].format(count=left_out)
    rows += [(None, words["sizes"])], [(None, summary)]
    return [row for row in rows if row]


def _draw_row(axes: Axes, row: Row, y: float, ends: tuple[float, float], language: Language) -> None:
    """In the direction of the language: the first mark at the right end in Arabic."""
    forward, x = (-1, ends[1]) if language == "ar" else (1, ends[0])
    for mark, label in row:
        if mark:
            mark.set_data([x, x + forward * MARK / 2, x + forward * MARK], [y, y, y])
            axes.add_line(mark)
            x += forward * (MARK + LEGEND / 2)
        _text(axes, (x, y), label, LEGEND, ha="right" if language == "ar" else "left")
        x += forward * (_width(axes.figure, label, LEGEND) + BETWEEN)


def _row_width(figure: Figure, row: Row) -> float:
    return sum((MARK + LEGEND / 2 if mark else 0) + _width(figure, label, LEGEND) + BETWEEN for mark, label in row)


def _marker(look: Look, radius: float, *, at: Point | None = None) -> Line2D:
    from matplotlib.lines import Line2D

    marker, scale = MARKERS.get(look.get("shape", ""), MARKERS["dot"])
    x, y = ([at[0]], [at[1]]) if at else ([], [])
    return Line2D(
        x,
        y,
        linestyle="none",
        marker=marker,
        markersize=scale * radius,
        color=look.get("color", PALE),
        markeredgecolor="white",
        markevery=None if at else [1],
        zorder=3,
    )


def _dashes(status: Look) -> Any:
    """As matplotlib takes them, in points."""
    return (0, status["dashes"]) if status.get("dashes") else "-"


def _text(axes: Axes, at: Point, text: str, size: float, **options: Any) -> None:
    from matplotlib.patheffects import withStroke

    halo = [withStroke(linewidth=3, foreground="white")]
    # A dollar in a name is a dollar, not the begin of a formula.
    axes.text(
        *at, text, fontsize=size, color=INK, va="center", zorder=4, parse_math=False, path_effects=halo, **options
    )


def _width(figure: Any, text: str, size: float) -> float:
    """In points: of the joined letters, as they will be drawn."""
    drawn = figure.text(0, 0, text, fontsize=size, parse_math=False)
    width: float = drawn.get_window_extent().width * 72 / figure.dpi
    drawn.remove()
    return width
