"""How fast a page of the network opens and pans: ours against the stock page of pyvis, on the same graphs.

    python tests/benchmarks/page.py [--sizes 100 1000 5000] [--patience 100]

The graphs are made of invented articles (``synthetic.py``) and have four edges a node or more. Both pages are opened
from a file in headless Chromium without a network; the scripts of pyvis are inlined, else its page would stay empty.
Columns: seconds to write the file; its size in MB; seconds from opening to the first stable picture (ours: drawn in its
final font; pyvis: its physics has come to rest, or ``--patience`` is over, marked >, and its frames may not come);
milliseconds a frame while the drawing is dragged, the median and the 95th percentile. Prints a table in Markdown.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import networkx as nx
from pyvis.network import Network
from selenium.common.exceptions import TimeoutException
from synthetic import article
from urllib3.exceptions import ReadTimeoutError

from kg import ontology
from kg.views import html, network

sys.path.insert(0, str(Path(__file__).parents[1] / "views"))
from browser import chromium

EDGES = 4  # a node
SKEW = 0.25  # how unevenly actors are drawn
READY = """
const [patience, done] = arguments;
const still = () => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())));
if (window.opened) window.opened.then(still);
else {
  const network = window.network;
  if (!network.physics.physicsEnabled || network.physics.stabilized) still();
  else {
    network.once('stabilizationIterationsDone', still);
    setTimeout(() => done(-1), Math.max(0, 1000 * patience - performance.now()));
  }
}
"""
FRAMES = """
window.frames_ = []; let last = performance.now();
const step = (now) => { window.frames_.push(now - last); last = now; window.watching = requestAnimationFrame(step); };
requestAnimationFrame(step);
"""


def graphs(nodes: int) -> tuple[network.Graph[str], network.Graph[str], int]:
    """A graph of which a page draws so many actors and four times as many edges; what is drawn; its edges."""
    documents, entities, events = [], [], []
    types = {row.type: row for row in ontology.event_types()}
    while True:
        for index in range(len(documents), len(documents) + max(nodes // 10, 10)):
            document, named, told = article(index, nodes + nodes // 10, skew=SKEW)
            documents.append(document)
            entities += named
            events += told
        graph = network.build(documents, entities, events, types=types)
        drawn = graph.subgraph(html.drawn(graph, nodes))
        edges = len(lines(drawn))
        if len(drawn) == nodes and edges >= EDGES * nodes:
            return graph, drawn, edges


def lines(graph: network.Graph[str]) -> list[tuple[str, str, str, str, str]]:
    """The edges that a page draws."""
    told = ((a, b, data["type"], data["status"], data["role"]) for a, b, data in graph.edges(data=True) if a != b)
    return sorted(set(told))


def stock(graph: network.Graph[str]) -> str:
    """The page that pyvis makes of the graph by itself, its scripts inlined."""
    plain = nx.MultiDiGraph()
    plain.add_nodes_from((node, {"label": data["label"]}) for node, data in sorted(graph.nodes(data=True)))
    plain.add_edges_from((a, b, {"title": kind}) for a, b, kind, *_ in lines(graph))
    made = Network(directed=True, cdn_resources="in_line")
    made.from_nx(plain)
    page: str = made.generate_html()
    return page


def measured(tab: Any, page: Path, *, patience: float) -> tuple[str, str, str]:
    """Seconds to the first stable picture, milliseconds a frame in the middle and at worst."""
    driver = tab.driver
    driver.set_page_load_timeout(patience)
    driver.set_script_timeout(patience)
    try:
        driver.get(page.as_uri())
        ready = driver.execute_async_script(READY, patience)
    except (TimeoutException, ReadTimeoutError):  # its script has not let go of the page in all that time
        return f"> {patience:g}", "-", "-"
    opened = f"{ready / 1000:.1f}" if ready > 0 else f"> {patience:g}"
    tab.js(FRAMES)
    drag(driver)
    frames = tab.js("cancelAnimationFrame(window.watching); return window.frames_")[1:]
    worst = statistics.quantiles(frames, n=20)[-1] if len(frames) > 1 else frames[0]
    return opened, f"{statistics.median(frames):.0f}", f"{worst:.0f}"


def drag(driver: Any) -> None:
    """Drag the drawing for a hundred steps, from a corner of it where no actor is likely to be."""
    x, y = 900, 250

    def mouse(kind: str, x: int, y: int) -> None:
        driver.execute_cdp_cmd(
            "Input.dispatchMouseEvent", {"type": kind, "x": x, "y": y, "button": "left", "buttons": 1, "clickCount": 1}
        )

    mouse("mousePressed", x, y)
    for step in range(100):
        mouse("mouseMoved", x - 2 * step, y + step)
    mouse("mouseReleased", x - 200, y + 100)


def rows(sizes: Sequence[int], *, patience: float) -> Iterator[str]:
    yield "| page | actors | edges | write, s | MB | open, s | frame, ms | worst, ms |"
    yield "|---|---|---|---|---|---|---|---|"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for size in sizes:
            whole, drawn, edges = graphs(size)
            for title in ("ours", "pyvis"):
                path = folder / f"{title}-{size}.html"
                begin = time.perf_counter()
                text = html.page(whole, title="شبكة", limit=size) if title == "ours" else stock(drawn)
                path.write_text(text, encoding="utf-8")
                written = time.perf_counter() - begin
                profile = folder / f"profile-{title}-{size}"
                with chromium(profile) as tab:
                    figures = measured(tab, path, patience=patience)
                    if "-" in figures:  # it would go on for ever, and slow down whatever comes after
                        subprocess.run(["pkill", "-9", "-f", str(profile)], check=False)
                megabytes = path.stat().st_size / 1e6
                yield f"| {title} | {size} | {edges} | {written:.1f} | {megabytes:.1f} | {' | '.join(figures)} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[100, 1000, 5000], help="actors (default: 100 1000 5000)"
    )
    parser.add_argument("--patience", type=float, default=100, help="seconds until a page is given up (default: 100)")
    asked = parser.parse_args()
    for row in rows(asked.sizes, patience=asked.patience):
        print(row, flush=True)


if __name__ == "__main__":
    main()
