"""Two whole pages in Chromium, cut off from the network, control by control: that of the seeds, and one of five
thousand actors and twenty thousand lines."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import MARKS, Tab
from browser import wait as waiting

from kg import pipeline
from kg.views import html

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
from page import graphs

pytestmark = MARKS
SEEDS = Path(__file__).parents[2] / "seeds" / "documents"
ACTORS, LINES = 5000, 20_000
SHOWN = "return graph.nodes.get({ filter: (node) => !node.hidden }).length"


@pytest.fixture(scope="module", params=["seeds", "large"])
def page(request: Any, browser: Tab, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "seeds":
        pipeline.build([str(SEEDS)], out=folder / "graph")
        path = folder / "graph" / "graph.html"
    else:
        whole, _, edges = graphs(ACTORS)
        assert edges >= LINES
        path = folder / "graph.html"
        html.write(whole, path, title="شبكة كبيرة", limit=ACTORS)
    browser.complaints(), browser.requests()
    browser.driver.get(path.as_uri())
    browser.js("return window.opened")
    yield browser
    browser.driver.get("about:blank")


@pytest.fixture(autouse=True)
def quiet(page: Tab) -> Iterator[None]:
    """Whatever is done, the page says nothing on the console and asks for nothing."""
    yield
    assert page.complaints() == []
    assert [url for url in page.requests() if not url.startswith(("file:", "data:", "blob:"))] == []


def test_it_is_drawn(page: Tab) -> None:
    drawn, lines = page.js("return [graph.nodes.length, graph.edges.length]")
    assert drawn == ACTORS if drawn > 1000 else drawn > 100
    assert lines >= LINES if drawn > 1000 else lines > 100


def test_those_most_told_of_do_not_overlap(page: Tab) -> None:
    boxes = page.js(
        "const most = graph.nodes.get().sort((a, b) => b.count - a.count).slice(0, 300);"
        "return most.map((node) => { const { x, y } = graph.network.getPosition(node.id); return [x, y, node.size]; })"
    )
    for number, (x, y, size) in enumerate(boxes):
        assert all(max(abs(x - a), abs(y - b)) >= size + other - 1 for a, b, other in boxes[:number])


def test_search_panel_surroundings_and_path(page: Tab) -> None:
    most = page.js("return graph.nodes.get().sort((a, b) => b.count - a.count).map((node) => graph.name(node.id))")
    page.find(most[0])
    assert page.text("#panel h2") == most[0]
    assert page.js("return document.querySelectorAll('#panel article mark').length") > 0
    everybody = page.js(SHOWN)
    page.click("#ego")
    assert 1 < page.js(SHOWN) <= everybody
    page.click("#whole")
    assert page.js(SHOWN) == everybody
    page.click("#path-start")
    page.js("document.querySelector('#panel [id^=partner-]').click()")
    page.click("#path-end")
    assert 2 <= page.js(SHOWN) < 10
    page.click("#whole")
    page.js("document.getElementById('query').value = ''")


def test_a_pair_is_reached_from_an_actor_and_shows_its_balance(page: Tab) -> None:
    page.js("graph.choose(graph.nodes.get().sort((a, b) => b.count - a.count)[0].id)")
    page.js("document.querySelector('#panel [id^=pair-]').click()")
    assert page.js("return graph.selected().edges.length") == 1
    assert page.js("return document.querySelector('#panel .card').textContent").strip()


def test_every_filter_hides_and_shows(page: Tab) -> None:
    before = page.js("return graph.data.tellings.filter(graph.visible).length")
    boxes = page.js("return [...document.querySelectorAll('[data-filter]')].map((box) => box.dataset.filter)")
    groups = {box.partition(":")[0]: box for box in boxes}
    assert {*groups} == {"quad_class", "status", "kind", "source", "actor"}
    for box in groups.values():
        page.js('document.querySelector(`[data-filter="${CSS.escape(arguments[0])}"]`).click()', box)
        hidden = page.js("return graph.data.tellings.filter(graph.visible).length"), page.js(SHOWN)
        assert hidden[0] < before or box.startswith("actor:")
        page.js('document.querySelector(`[data-filter="${CSS.escape(arguments[0])}"]`).click()', box)
    page.slide("least", 0.9)
    assert page.js("return graph.data.tellings.filter(graph.visible).length") < before
    page.slide("least", 0)
    assert page.js("return graph.data.tellings.filter(graph.visible).length") == before


def test_the_timeline_is_brushed_and_played(page: Tab) -> None:
    before = page.js("return graph.data.tellings.filter(graph.visible).length")
    low = page.js("return document.getElementById('to').max")
    page.slide("from", low)
    assert page.js("return graph.data.tellings.filter(graph.visible).length") < before
    page.click("#all")
    page.click("#play")
    first = page.text("#span")
    waiting(page.driver, 20).until(lambda _: page.text("#span") != first)
    page.click("#play")
    page.click("#all")
    assert page.js("return graph.data.tellings.filter(graph.visible).length") == before


def test_events_as_nodes_table_and_files(page: Tab, tmp_path: Path) -> None:
    page.click("#events")
    assert page.js("return graph.events.drawn().nodes.length") > page.js("return graph.nodes.length")
    page.click("#events")
    page.click("#turn")
    assert page.js("return document.querySelectorAll('#table tbody tr').length") > 10
    page.click("#turn")
    page.driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)})
    for name in ("csv", "png", "svg"):
        page.click(f"#{name}")
    files = [tmp_path / name for name in ("tellings.csv", "graph.png", "graph.svg")]
    waiting(page.driver, 60).until(lambda _: all(file.exists() for file in files))
    assert all(file.stat().st_size > 1000 for file in files)


def test_the_other_language_and_what_was_chosen_come_back(page: Tab) -> None:
    page.click("#language")
    assert page.js("return [document.documentElement.lang, document.documentElement.dir]") == ["en", "ltr"]
    chosen = page.js("graph.choose(graph.nodes.getIds()[3]); return location.hash")
    page.js("graph.show({ nodes: [], edges: [] }); location.hash = ''")
    page.js("location.hash = arguments[0]", chosen)
    waiting(page.driver, 20).until(lambda _: page.js("return graph.selected().nodes.length") == 1)
    page.click("#language")


def test_axe_finds_nothing_serious(page: Tab) -> None:
    found = page.axe()
    assert found["passed"] > 10
    assert [rule for rule in found["failed"] if rule[0] in ("serious", "critical")] == []
