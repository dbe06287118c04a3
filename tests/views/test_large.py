"""The page of five thousand actors and twenty thousand lines in Chromium: it opens, and its controls work."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import MARKS, Tab

from kg.views import html

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
from page import graphs

pytestmark = MARKS
ACTORS, LINES = 5000, 20_000


@pytest.fixture(scope="module")
def large(browser: Tab, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    whole, _, edges = graphs(ACTORS)
    assert edges >= LINES
    path = tmp_path_factory.mktemp("large") / "graph.html"
    html.write(whole, path, title="شبكة كبيرة", limit=ACTORS)
    browser.complaints(), browser.requests()
    browser.driver.get(path.as_uri())
    browser.js("return window.opened")
    yield browser
    browser.driver.get("about:blank")


def test_all_is_drawn_and_nothing_is_asked_for(large: Tab) -> None:
    assert large.js("return graph.nodes.length") == ACTORS
    assert large.js("return graph.edges.length") >= LINES
    assert not large.complaints()
    assert [url for url in large.requests() if not url.startswith(("file:", "data:"))] == []


def test_no_two_of_those_most_told_of_overlap(large: Tab) -> None:
    boxes = large.js(
        "const most = graph.nodes.get().sort((a, b) => b.count - a.count).slice(0, 300);"
        "return most.map((node) => { const { x, y } = graph.network.getPosition(node.id); return [x, y, node.size]; })"
    )
    for number, (x, y, size) in enumerate(boxes):
        assert all(max(abs(x - a), abs(y - b)) >= size + other - 1 for a, b, other in boxes[:number])


def test_the_controls_work_on_all_of_it(large: Tab) -> None:
    large.find("شخص 900001")
    assert "شخص 900001" in large.text("#panel h2")
    large.click("#ego")
    shown = large.js("return graph.nodes.get({ filter: (node) => !node.hidden }).length")
    assert 1 < shown < ACTORS
    large.click("#whole")
    large.slide("least", 0.9)
    assert large.js("return graph.nodes.get({ filter: (node) => !node.hidden }).length") < ACTORS
    large.slide("least", 0)
    large.click("#events")
    assert large.js("return graph.events.drawn().nodes.length") == ACTORS + 2000
    large.click("#events")
    large.click("#turn")
    assert large.js("return document.querySelectorAll('#table tbody tr').length") == 500
    large.click("#turn")
    assert json.dumps(large.complaints()) == "[]"
