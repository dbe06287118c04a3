"""The picture: what is drawn, no name under another, Arabic joined, the same bytes every time."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import matplotlib
import networkx as nx
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch
from numpy.typing import NDArray
from PIL import Image

from kg import ontology
from kg.errors import BadInput
from kg.records import Document, Entity, Event, Span
from kg.views import network, picture


def named(figure: Figure) -> dict[str, str]:
    """The names beside the shapes, by node."""
    return {str(text.get_gid()): text.get_text() for text in figure.axes[0].texts if text.get_gid()}


def words(figure: Figure) -> list[str]:
    """The texts of the legend."""
    return [text.get_text() for text in figure.axes[0].texts if not text.get_gid()]


def pair(name: str, other: str) -> nx.MultiDiGraph[str]:
    """One telling between two people of these names."""
    document = Document("d", "خاطب الوزير الرئيس.")
    entities = [Entity("d", "person/x-1", "Person", name), Entity("d", "person/x-2", "Person", other)]
    event = Event(
        "d", "event/1", "Statement", Span(0, 4, "خاطب"), Span(0, len(document.text)), ("person/x-1",), ("person/x-2",)
    )
    types = {row.type: row for row in ontology.event_types()}
    return network.build([document], entities, [event], types=types)


def ink(graph: nx.MultiDiGraph[str], folder: Path) -> NDArray[np.uint8]:
    picture.write(graph, folder / "picture.png")
    with Image.open(folder / "picture.png") as image:
        return np.asarray(image.convert("L"))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_each_linked_actor_has_its_name_in_the_language(graph, language: picture.Language) -> None:
    linked = {end for edge in graph.edges() if edge[0] != edge[1] for end in edge}
    data = graph.nodes
    wanted = {node: data[node].get(f"name_{language}", data[node]["name_ar"]) for node in linked}
    assert named(picture.draw(graph, language=language)) == wanted


@pytest.mark.parametrize("language", ["ar", "en"])
def test_no_name_lies_on_another_or_on_a_shape_or_outside(graph, language: picture.Language) -> None:
    figure = picture.draw(graph, language=language)
    axes = figure.axes[0]
    FigureCanvasAgg(figure).draw()
    texts = [text.get_window_extent() for text in axes.texts]
    # At 72 dots per inch a pixel is a point. A shape is drawn within the square of its marker.
    shapes = [line for line in axes.lines if len(line.get_xdata()) == 1]
    centres = axes.transData.transform([(line.get_xdata()[0], line.get_ydata()[0]) for line in shapes])
    assert len(shapes) == len(named(figure)) > 5
    for one, other in combinations(texts, 2):
        assert not one.overlaps(other)
    for (x, y), line in zip(centres, shapes, strict=True):
        radius = line.get_markersize() / 2
        for box in texts:
            assert not (box.x0 < x + radius and x - radius < box.x1 and box.y0 < y + radius and y - radius < box.y1)
    for box in texts:
        assert figure.bbox.x0 <= box.x0 and box.x1 <= figure.bbox.x1
        assert figure.bbox.y0 <= box.y0 and box.y1 <= figure.bbox.y1


def test_lines_have_the_colours_and_dashes_of_what_they_tell(graph) -> None:
    style = {"verbal_cooperation": "#56b4e9", "material_cooperation": "#009e73", "verbal_conflict": "#e69f00"}
    style["material_conflict"] = "#d55e00"
    edges = network.fold(graph, by=("quad_class", "status", "role"))
    told = [data for one, other, data in edges.edges(data=True) if one != other]
    arrows = [patch for patch in picture.draw(graph).axes[0].patches if isinstance(patch, FancyArrowPatch)]
    assert sorted(to_hex(arrow.get_edgecolor()) for arrow in arrows) == sorted(style[row["quad_class"]] for row in told)
    dashed = [arrow for arrow in arrows if arrow.get_linestyle() != "-"]
    assert len(dashed) == sum(row["status"] in ("planned", "hypothetical") for row in told) > 0


def test_the_legend_names_what_is_drawn_and_counts_what_is_not(graph) -> None:
    whole, part = words(picture.draw(graph, language="en")), words(picture.draw(graph, language="en", limit=4))
    assert {"Verbal cooperation", "Verbal conflict", "Planned", "State", "size and width: number of events"} <= {*whole}
    drawn = len(named(picture.draw(graph, limit=4)))
    told = sum(1 for node in graph if graph.degree(node))
    assert 2 <= drawn <= 4 < told
    assert f"{drawn} actors" in part[-1] and f"{told - drawn} actors" in part[-1]
    assert "تعاون بالقول" in words(picture.draw(graph))


def test_arabic_is_joined_and_runs_from_right_to_left(tmp_path: Path) -> None:
    joined = ink(pair("قطر", "Doha"), tmp_path)
    # The presentation forms of its letters, joined by hand and forced to run from left to right, last letter first.
    assert np.array_equal(joined, ink(pair("\u202d\ufeae\ufec4\ufed7\u202c", "Doha"), tmp_path))
    apart = ink(pair("ق\u200cط\u200cر", "Doha"), tmp_path)
    assert joined.shape != apart.shape or not np.array_equal(joined, apart)


def test_a_dollar_in_a_name_is_no_formula() -> None:
    assert set(named(picture.draw(pair("$x_$", r"\frac"))).values()) == {"$x_$", r"\frac"}


def test_a_graph_without_links_is_a_legend(tmp_path: Path) -> None:
    empty: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    picture.write(empty, tmp_path / "empty.png", language="en")
    assert words(picture.draw(empty, language="en"))[-1] == "0 actors · 0 events · 0 documents"
    with Image.open(tmp_path / "empty.png") as image:
        assert image.format == "PNG"


def test_the_same_bytes_under_two_hash_seeds_and_other_settings(graph, tmp_path: Path) -> None:
    network.write_graphml(graph, tmp_path / "graph.graphml")
    script = (
        "import sys, networkx, matplotlib; from pathlib import Path; from kg.views import picture\n"
        "matplotlib.rcParams.update({'font.family': 'serif', 'lines.linewidth': 9, 'savefig.bbox': 'tight'})\n"
        "graph = networkx.read_graphml(sys.argv[1], force_multigraph=True)\n"
        "picture.write(graph, Path(sys.argv[2]))"
    )
    for seed in ("0", "1"):
        command = [sys.executable, "-c", script, str(tmp_path / "graph.graphml"), str(tmp_path / seed)]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
    picture.write(graph, tmp_path / "here")
    written = (tmp_path / "here").read_bytes()
    assert written == (tmp_path / "0").read_bytes() == (tmp_path / "1").read_bytes()
    with Image.open(tmp_path / "here") as image:
        assert image.format == "PNG" and min(image.size) > 500
        assert set(image.info) <= {"dpi"}


def test_says_what_to_install(graph, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "matplotlib", None)
        with pytest.raises(BadInput, match=r"needs matplotlib: pip install 'diplomatic-kg\[picture\]'"):
            picture.draw(graph)
    monkeypatch.setattr(matplotlib, "__version_info__", (3, 10, 3))
    with pytest.raises(BadInput, match=r"does not join Arabic letters: pip install 'diplomatic-kg\[picture\]'"):
        picture.draw(graph)
