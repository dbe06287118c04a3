"""The page in a real browser, opened from a file, without a network."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import browser as browsing
import pytest
from browser import VISIBLE, Tab

from kg import ids, ontology
from kg.records import Argument, Document, Entity, Event, Span
from kg.views import network

pytestmark = browsing.MARKS

ROLES = ("actors", "recipients", "places", "attributed_to")
HOSTILE = "</script><script>document.title='run'</script><img src=x onerror=\"document.title='run'\">"


def test_the_page_opens_without_a_network_and_without_complaint(tab: Tab) -> None:
    assert tab.complaints() == []
    assert {url.partition(":")[0] for url in tab.requests()} == {"file", "data"}  # the font lies in the page itself
    assert tab.js("return [document.dir, document.documentElement.lang]") == ["rtl", "ar"]


def test_something_is_drawn(tab: Tab) -> None:
    tab.js("return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    drawn = tab.js("""
        const canvas = document.querySelector("#drawing canvas");
        const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
        return new Set(new Uint32Array(pixels.buffer)).size;
    """)
    assert drawn > 100
    assert tab.js("return graph.nodes.length") == 33


def test_the_letters_are_those_of_the_page_whatever_is_installed(tab: Tab) -> None:
    tab.js("return document.fonts.ready.then(() => true)")
    assert tab.js("return [...document.fonts].map((face) => [face.family.replaceAll('\"', ''), face.status])") == [
        ["Graph Naskh", "loaded"]
    ]
    assert "Graph Naskh" in tab.js("return graph.network.body.nodes[graph.nodes.getIds()[0]].options.font.face")


def twice(world: Any) -> Any:
    """The graph of the small world and of its double, tied by one meeting."""

    def doubled(keys: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(f"{key}-2" for key in keys)

    entities = [
        replace(
            entity, id=f"{entity.id}-2", name_ar=f"{entity.name_ar} الثانية", name_en=f"{entity.name_en or 'Other'} 2"
        )
        for entity in world.entities
    ]
    events = [
        replace(event, id=f"{event.id}-2", **{role: doubled(getattr(event, role)) for role in ROLES})
        for event in world.events
    ]
    tie = replace(world.events[0], id="event/tie", actors=("state/SAU", "state/SAU-2"))
    return network.build(
        world.documents, [*world.entities, *entities], [*world.events, *events, tie], types=world.types
    )


@pytest.mark.parametrize("language", ["ar", "en"])
def test_no_two_of_sixty_actors_overlap(browser: Tab, world: Any, language: str, tmp_path: Path) -> None:
    everyone = twice(world)
    browser.open(everyone, tmp_path)
    if language == "en":
        browser.click("#language")
    boxes = browser.js("return graph.nodes.getIds().map(id => [id, graph.network.getBoundingBox(id)])")
    assert len(boxes) == 66
    for (one, a), (other, b) in combinations(boxes, 2):
        apart = a["right"] <= b["left"] or b["right"] <= a["left"] or a["bottom"] <= b["top"] or b["bottom"] <= a["top"]
        assert apart, (one, other)


def test_a_click_on_an_edge_shows_its_sentence(tab: Tab) -> None:
    # A point on the line between the two that no other edge and no actor covers.
    x, y = tab.js("""
        const [edge] = graph.edges.get({ filter: (edge) => edge.kind === "Threat" && edge.to.endsWith("state/ISR") });
        const ends = graph.network.getPositions([edge.from, edge.to]);
        const [a, b] = [edge.from, edge.to].map((id) => graph.network.canvasToDOM(ends[id]));
        for (let part = 0.3; part < 0.7; part += 0.02) {
          const point = { x: a.x + part * (b.x - a.x), y: a.y + part * (b.y - a.y) };
          if (!graph.network.getNodeAt(point) && graph.network.getEdgeAt(point) === edge.id) return [point.x, point.y];
        }
    """)
    tab.click_at(x, y)
    assert tab.text("#panel blockquote") == "وردت إيران بأن هددت إسرائيل برد قاس إن هوجمت منشآتها."
    assert tab.text("#panel blockquote mark") == "هددت"
    assert tab.text("#panel .kind") == "تهديد"
    assert tab.text("#panel .time") == "16 تموز/يوليو 2022"
    assert tab.js("return document.querySelector('#panel .time').title") == "2022-07-16"
    assert "بايدن في جدة: قمة وتعهدات" in tab.text("#panel article footer")
    assert tab.complaints() == []


def test_the_words_for_participants_are_told_from_the_rest(browser: Tab, tmp_path: Path) -> None:
    text = "زار وزير خارجية قطر الكويت."
    entities = [Entity("d", "state/QAT", "State", "قطر"), Entity("d", "state/KWT", "State", "الكويت")]
    spans = {"actor": Span(16, 19, "قطر"), "recipient": Span(20, 26, "الكويت")}
    arguments = tuple(Argument(role, "", "name", 1.0, span) for role, span in spans.items())
    event = Event(
        "d", "event/1", "Visit", Span(0, 3, "زار"), Span(0, 27), ("state/QAT",), ("state/KWT",), arguments=arguments
    )
    types = {row.type: row for row in ontology.event_types()}
    browser.open(network.build([Document("d", text)], entities, [event], types=types), tmp_path)
    browser.click(".ranking button")
    marked = (
        "return [...document.querySelectorAll('#panel blockquote *')].map((part) => [part.textContent, part.title])"
    )
    assert browser.js(marked) == [["زار", "الكلمة الدالة على الحدث"], ["قطر", "الفاعل"], ["الكويت", "المتلقي"]]
    assert browser.text("#panel blockquote") == text
    assert browser.complaints() == []


def test_a_click_on_an_actor_shows_all_its_tellings(tab: Tab) -> None:
    finland = ids.entity("state/FIN")
    x, y = tab.js(
        "const at = graph.network.canvasToDOM(graph.network.getPosition(arguments[0])); return [at.x, at.y]", finland
    )
    tab.click_at(x, y)
    assert tab.text("#panel h2") == "فنلندا"
    assert tab.js("return document.querySelectorAll('#panel article').length") == 1
    assert tab.js("return document.querySelector('#panel a').href") == "https://www.wikidata.org/wiki/Q33"
    assert tab.js("return graph.nodes.get(arguments[0]).opacity", ids.entity("state/DZA")) < 1


def test_the_source_of_a_claim_is_named(tab: Tab) -> None:
    tab.find("امير عبد")
    assert tab.text("#panel h2") == "حسين أمير عبد اللهيان"
    assert "نقلًا عن وكالة الأنباء السعودية" in tab.text("#panel")


def test_search_lights_what_it_finds_however_it_is_spelt(tab: Tab) -> None:
    tab.driver.find_element("id", "query").send_keys("اوكرانيا")
    lit = "return graph.nodes.get({ filter: (node) => (node.opacity ?? 1) === 1 }).map((node) => node.label)"
    assert tab.js(lit) == ["أوكرانيا"]
    tab.driver.find_element("id", "query").send_keys("\n")
    assert tab.text("#panel h2") == "أوكرانيا"


def test_filters_hide_edges_and_the_actors_left_without_any(tab: Tab) -> None:
    shown = "return graph.edges.get({ filter: (edge) => !edge.hidden }).map((edge) => edge[arguments[0]])"
    tab.click("[data-filter='quad_class:verbal_cooperation']")
    assert "verbal_cooperation" not in tab.js(shown, "quad_class")
    assert tab.js("return graph.nodes.get(arguments[0]).hidden", ids.entity("state/FIN")) is True
    tab.click("[data-filter='status:negated']")
    assert set(tab.js(shown, "status")) == {"actual", "ongoing", "planned", "hypothetical"}
    tab.click("#filters summary")
    tab.click("[data-filter='kind:Sanction']")
    assert "Sanction" not in tab.js(shown, "kind")
    tab.click("[data-filter='quad_class:verbal_cooperation']")
    assert "verbal_cooperation" in tab.js(shown, "quad_class")


def test_the_switch_turns_names_words_and_direction(tab: Tab) -> None:
    tab.click("#language")
    assert tab.js("return [document.dir, graph.nodes.get(arguments[0]).label]", ids.entity("state/FIN")) == [
        "ltr",
        "Finland",
    ]
    assert tab.text("#summary") == "33 actors · 71 events · 10 documents"
    tab.click("#language")
    assert tab.js("return [document.dir, graph.nodes.get(arguments[0]).label]", ids.entity("state/FIN")) == [
        "rtl",
        "فنلندا",
    ]


def test_hostile_text_is_shown_and_does_nothing(browser: Tab, tmp_path: Path) -> None:
    document = Document("d", f"قال {HOSTILE}.", title=HOSTILE, url="javascript:document.title='run'")
    entities = [Entity("d", key, "Person", HOSTILE) for key in ("person/x-1", "person/x-2")]
    event = Event(
        "d", "event/1", "Statement", Span(0, 3), Span(0, len(document.text)), ("person/x-1",), ("person/x-2",)
    )
    types = {row.type: row for row in ontology.event_types()}
    browser.open(network.build([document], entities, [event], types=types), tmp_path, title=HOSTILE)
    browser.click(".ranking button")
    assert HOSTILE in browser.text("#panel article footer")
    assert HOSTILE in browser.text("#panel blockquote")
    assert browser.text("h1") == browser.driver.title == HOSTILE
    assert browser.js("return document.querySelectorAll('img, #panel script, #panel a').length") == 0
    assert browser.complaints() == []


def test_a_source_an_actor_type_and_a_confidence_can_be_left_out(tab: Tab) -> None:
    everything = tab.js(VISIBLE)
    publisher = everything[0]["publisher"]
    tab.click("#sources summary")
    tab.click(f"[data-filter='source:{publisher}']")
    assert tab.js(VISIBLE) == [telling for telling in everything if telling["publisher"] != publisher]
    tab.click(f"[data-filter='source:{publisher}']")
    tab.click("[data-filter='actor:State']")
    kinds = tab.js("return graph.nodes.get({ filter: (node) => !node.hidden }).map((node) => node.kind)")
    assert kinds and "State" not in kinds
    tab.slide("least", 0.85)  # every telling of the fixture is sure by 0.8
    assert tab.js(VISIBLE) == []
    tab.slide("least", 0.8)
    assert len(tab.js(VISIBLE)) == 71
    assert tab.complaints() == []


def test_the_timeline_keeps_what_its_months_touch(tab: Tab) -> None:
    month = tab.js("return document.querySelector('.month:has(span)').dataset.month")
    begin, end = (
        f"{int(month) // 12:04}-{int(month) % 12 + 1:02}-01",
        f"{int(month) // 12:04}-{int(month) % 12 + 1:02}-31",
    )
    tab.slide("to", month)
    tab.slide("from", month)
    shown = tab.js(VISIBLE)
    assert 0 < len(shown) < 71
    assert all(telling["begin"] <= end and begin <= telling["end"] for telling in shown)
    tab.click("#all")
    assert len(tab.js(VISIBLE)) == 71


def test_a_drag_over_the_months_chooses_them(tab: Tab) -> None:
    bars = tab.driver.find_elements("css selector", ".month")
    browsing.webdriver.ActionChains(tab.driver).click_and_hold(bars[1]).move_to_element(bars[3]).release().perform()
    chosen = tab.js("return [...document.querySelectorAll('.month:not(.out)')].map((bar) => bar.dataset.month)")
    assert chosen == [bar.get_attribute("data-month") for bar in bars[1:4]]


def test_play_moves_from_month_to_month_until_stopped(tab: Tab) -> None:
    tab.click("#play")
    first = tab.text("#span")
    tab.js("return new Promise(done => setTimeout(done, 900))")
    tab.click("#play")
    then = tab.text("#span")
    assert then != first
    tab.js("return new Promise(done => setTimeout(done, 1500))")
    assert tab.text("#span") == then


def test_nothing_stands_out_of_a_phone(tab: Tab) -> None:
    size = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
    tab.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        assert tab.js("return document.documentElement.scrollWidth") <= 390
    finally:
        tab.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_the_address_holds_what_was_chosen(tab: Tab) -> None:
    tab.click("#language")
    tab.click("[data-filter='status:negated']")
    month = tab.js("return document.querySelector('.month:has(span)').dataset.month")
    tab.slide("to", month)
    tab.find("Finland")
    address, shown = tab.js("return location.href"), tab.js(VISIBLE)
    tab.driver.get("about:blank")
    tab.driver.get(address)
    assert tab.js(VISIBLE) == shown
    assert tab.js("return document.dir") == "ltr"
    assert tab.text("#panel h2") == "Finland"
    assert tab.js("return document.querySelector(\"[data-filter='status:negated']\").checked") is False
    assert tab.complaints() == []


def test_an_address_that_makes_no_sense_opens_the_whole_page(tab: Tab) -> None:
    tab.js("location.hash = '#no_status=[broken&no_kind=3&least=x&from=a&to=b&actor=nobody'")
    tab.js("return new Promise(done => setTimeout(done, 200))")
    assert len(tab.js(VISIBLE)) == 71
    assert tab.complaints() == []


def test_the_table_and_its_file_hold_what_is_visible(tab: Tab, tmp_path: Path) -> None:
    tab.click("[data-filter='status:negated']")
    shown = tab.js(VISIBLE)
    tab.click("#turn")
    assert tab.js("return document.querySelectorAll('#table tbody tr').length") == len(shown)
    tab.driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)})
    tab.click("#csv")
    tab.click("#png")
    waited = browsing.wait(tab.driver, 10)
    waited.until(lambda _: (tmp_path / "tellings.csv").exists() and (tmp_path / "graph.png").exists())
    with (tmp_path / "tellings.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert sorted(row["الجملة"] for row in rows) == sorted("".join(telling["sentence"]) for telling in shown)
    assert (tmp_path / "graph.png").read_bytes().startswith(b"\x89PNG")
    assert tab.complaints() == []


SCENES = {
    "opened": "",
    "English": "document.getElementById('language').click()",
    "actor": "document.querySelector('.ranking button').click()",
    "pair": "graph.show({ nodes: [], edges: [graph.edges.getIds()[0]] })",
    "table": "document.getElementById('turn').click()",
    "choices": "document.querySelector('#kinds summary').click()",
    "events": "document.getElementById('events').click()",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("scene", SCENES)
def test_axe_finds_nothing_serious(tab: Tab, scheme: str, scene: str) -> None:
    media = [{"name": "prefers-color-scheme", "value": scheme}]
    tab.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": media})
    try:
        tab.js(SCENES[scene])
        found = tab.axe()
    finally:
        tab.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert found["passed"] > 10
    assert [rule for rule in found["failed"] if rule[0] in ("serious", "critical")] == []


def test_axe_sees_a_field_without_a_name(tab: Tab) -> None:
    tab.js(
        "document.getElementById('query').removeAttribute('aria-label');"
        "document.getElementById('query').removeAttribute('placeholder')"
    )
    assert "label" in {rule for _, rule, _ in tab.axe()["failed"]}


def test_the_day_is_given_in_the_hijri_calendar_too(tab: Tab) -> None:
    tab.find("فنلندا")
    assert re.search(r"\d+ \S.* 14\d\d", tab.text("#panel .hijri"))


def test_the_policy_stops_a_script_that_was_not_there(tab: Tab) -> None:
    tab.js(
        "const made = document.createElement('script'); made.textContent = 'window.run = 1'; document.body.append(made)"
    )
    assert tab.js("return window.run") is None
    assert any("Content Security Policy" in line for line in tab.complaints())


def test_an_empty_graph_opens(browser: Tab, tmp_path: Path) -> None:
    browser.open(network.build([], [], [], types={}), tmp_path)
    assert browser.complaints() == []
