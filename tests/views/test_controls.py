"""The page in Chromium: events as nodes, the drawing by keyboard and as SVG, offices and names of an actor."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest
from browser import MARKS, Tab, webdriver

from kg.views import html

pytestmark = MARKS
SVG = "{http://www.w3.org/2000/svg}"


def press(tab: Tab, *keys: str) -> None:
    tab.js("document.getElementById('drawing').focus()")
    webdriver.ActionChains(tab.driver).send_keys(*keys).perform()


def test_events_can_be_nodes_between_their_parties(tab: Tab) -> None:
    tab.click("#events")
    drawn = tab.js("return graph.events.drawn().nodes.getIds()")
    events = tab.js("return [...new Set(graph.data.tellings.map((telling) => telling.event))]")
    actors = tab.js("return graph.nodes.getIds()")
    assert set(drawn) == {*events, *actors}
    lines = tab.js("return graph.events.drawn().edges.get().map((edge) => [edge.from, edge.to])")
    assert all(len({*line} & {*events}) == 1 for line in lines)
    tab.click("#events")
    assert tab.js("return graph.events.drawn()") is None
    assert not tab.complaints()


def test_an_event_as_a_node_shows_its_sentences_and_lights_its_parties(tab: Tab) -> None:
    tab.click("#events")
    event, parties = tab.js(
        "const telling = graph.data.tellings.find((one) => one.recipients.length);"
        "graph.show({ nodes: [telling.event], edges: [] });"
        "return [telling.event, [...telling.actors, ...telling.recipients]]"
    )
    sentences = tab.js(
        f"return graph.data.tellings.filter((one) => one.event === '{event}').map((one) => one.sentence.join(''))"
    )
    assert [
        tab.text(f"#panel article:nth-of-type({number + 1}) blockquote") for number in range(len(sentences))
    ] == sentences
    lit = tab.js(
        "return graph.events.drawn().nodes.get().filter((node) => (node.opacity ?? 1) === 1).map((node) => node.id)"
    )
    assert {event, *parties} <= {*lit}
    assert len([one for one in lit if "/event/" in one]) == 1


def test_filters_and_the_address_hold_for_events_as_nodes(tab: Tab) -> None:
    tab.click("#events")
    assert "events=1" in tab.js("return location.hash")
    before = tab.js("return graph.events.drawn().nodes.length")
    tab.js("document.querySelector('[data-filter=\"quad_class:verbal_cooperation\"]').click()")
    kinds = tab.js(
        "const classes = new Map(graph.data.tellings.map((one) => [one.event, graph.data.types[one.type].quad_class]));"
        "return graph.events.drawn().nodes.getIds().map((id) => classes.get(id)).filter(Boolean)"
    )
    assert tab.js("return graph.events.drawn().nodes.length") < before
    assert kinds and "verbal_cooperation" not in kinds


def test_arrows_go_from_actor_to_actor_and_escape_lets_go(tab: Tab) -> None:
    keys = webdriver.Keys
    press(tab, keys.ARROW_RIGHT)
    (first,) = tab.js("return graph.selected().nodes")
    assert tab.js(f"return graph.nodes.get('{first}').count") == tab.js(
        "return Math.max(...graph.nodes.map((one) => one.count))"
    )
    x = tab.js(f"return graph.network.getPosition('{first}').x")
    press(tab, keys.ARROW_LEFT)
    (second,) = tab.js("return graph.selected().nodes")
    assert tab.js(f"return graph.network.getPosition('{second}').x") < x
    press(tab, keys.ENTER)
    assert tab.js("return document.activeElement.id") == "panel"
    press(tab, keys.ESCAPE)
    assert tab.js("return graph.selected().nodes") == []


def test_keys_zoom_and_move_the_drawing(tab: Tab) -> None:
    scale = tab.js("return graph.network.getScale()")
    press(tab, "+")
    assert tab.js("return graph.network.getScale()") > scale
    position = tab.js("return graph.network.getViewPosition()")
    webdriver.ActionChains(tab.driver).key_down(webdriver.Keys.SHIFT).send_keys(webdriver.Keys.ARROW_DOWN).key_up(
        webdriver.Keys.SHIFT
    ).perform()
    assert tab.js("return graph.network.getViewPosition()")["y"] > position["y"]
    press(tab, "-", "0")
    assert tab.js("return graph.selected().nodes") == []


def test_the_drawing_as_svg_has_the_actors_and_lines_that_are_seen(tab: Tab) -> None:
    tree = ElementTree.fromstring(tab.js("return graph.svg()"))
    names = {text.text for text in tree.iter(f"{SVG}text")}
    assert names == set(tab.js("return graph.nodes.map((node) => graph.name(node.id))"))
    assert len(tree.findall(f"{SVG}path")) >= tab.js("return graph.edges.length")
    assert tree.get("direction") == "rtl"
    tab.js("graph.nodes.update({ id: graph.nodes.getIds()[0], hidden: true })")
    assert len(list(ElementTree.fromstring(tab.js("return graph.svg()")).iter(f"{SVG}text"))) == len(names) - 1


@pytest.fixture
def told(browser: Tab, graph: Any, tmp_path: Path) -> Tab:
    """A page with an office and a name of each actor, whose texts are hostile."""
    hostile = "<img src=x onerror=alert(1)>"
    proof = {"quote": hostile, "rule": "title", "confidence": 0.5, "told": "2021-06-30", "title": hostile}
    office = {"ar": "وزير", "en": "Minister", "begin": "2020-01-01", "end": "", "evidence": [proof]}
    name = {"text": hostile, "count": 3, "documents": 2, "how": "name", "confidence": 0.95}
    about = {iri: {"offices": [office], "names": [name]} for iri in graph}
    html.write(graph, tmp_path / "graph.html", title="شبكة", about=about)
    browser.complaints()
    browser.driver.get((tmp_path / "graph.html").as_uri())
    browser.js("return window.opened")
    return browser


def test_an_actor_has_its_offices_and_names_with_their_evidence(told: Tab) -> None:
    told.js("graph.choose(graph.nodes.getIds()[0])")
    offices, names = told.text("[data-about=offices]"), told.text("[data-about=names]")
    assert "وزير" in offices and "2020" in offices and "30 حزيران/يونيو 2021" in offices and "<img" in offices
    assert "3 مرة في 2 وثيقة" in names and "<img" in names
    told.click("#language")
    assert "Minister" in told.text("[data-about=offices]")
    assert not told.complaints()


def test_a_served_page_leads_to_what_is_around_an_actor(browser: Tab, graph: Any, tmp_path: Path) -> None:
    page = html.page(graph, title="شبكة", explore="explore")
    (tmp_path / "graph.html").write_text(page, encoding="utf-8")
    browser.driver.get((tmp_path / "graph.html").as_uri())
    browser.js("return window.opened")
    actor = browser.js("const [id] = graph.nodes.getIds(); graph.choose(id); return id")
    href = browser.js("return document.getElementById('fetch').getAttribute('href')")
    assert parse_qs(urlsplit(href).query) == {"actor": [actor]} and href.startswith("explore?")
    browser.driver.get_log("browser")


def test_a_state_carries_its_code(tab: Tab) -> None:
    codes = tab.js("return graph.nodes.get().filter((node) => node.kind === 'State').map((node) => node.iso)")
    assert codes and all(len(code) == 3 for code in codes)
    assert not any(tab.js("return graph.nodes.get().filter((node) => node.kind !== 'State').map((node) => node.iso)"))
