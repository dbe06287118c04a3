"""The page as text: it needs nothing else, and what documents say stays text. See test_browser.py for how it looks."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from kg import ids, ontology
from kg.records import Argument, Document, Entity, Event, Span
from kg.views import html, network

HOSTILE = "</script><script>alert(1)</script><!--<img src=x onerror=alert(1)>\u2028&amp;\"'"


class Page(HTMLParser):
    """What a browser would see: the tags, and the text of each script and style."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.blocks: list[tuple[str, dict[str, str | None], str]] = []
        self.title = ""
        self._inside = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside = tag
        if tag in ("script", "style"):
            self.blocks.append((tag, dict(attrs), ""))

    def handle_endtag(self, _: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside in ("script", "style"):
            tag, attributes, before = self.blocks[-1]
            self.blocks[-1] = (tag, attributes, before + data)
        if self._inside == "title":
            self.title += data

    def json(self, name: str) -> Any:
        (block,) = (text for _, attributes, text in self.blocks if attributes.get("id") == name)
        return json.loads(block)

    def policy(self) -> dict[str, list[str]]:
        (content,) = (
            attrs["content"] for _, attrs in self.tags if attrs.get("http-equiv") == "Content-Security-Policy"
        )
        return {name: sources for name, *sources in (part.split() for part in str(content).split(";"))}


@pytest.fixture(scope="module")
def page(graph) -> Page:
    return Page(html.page(graph, title="شبكة"))


@pytest.fixture(scope="module")
def hostile() -> Page:
    document = Document("d", f"قال {HOSTILE} كلاما.", title=HOSTILE, source=HOSTILE, url="javascript:alert(1)")
    entities = [Entity("d", key, "Person", HOSTILE) for key in ("person/x-1", "person/x-2")]
    event = Event(
        "d", "event/1", "Statement", Span(0, 3), Span(0, len(document.text)), ("person/x-1",), ("person/x-2",)
    )
    types = {row.type: row for row in ontology.event_types()}
    return Page(html.page(network.build([document], entities, [event], types=types), title=HOSTILE))


def test_the_policy_allows_the_scripts_and_styles_of_the_page_and_nothing_else(page: Page) -> None:
    policy = page.policy()
    for tag in ("script", "style"):
        blocks = [text for name, attrs, text in page.blocks if name == tag and "type" not in attrs]
        digests = [hashlib.sha256(text.encode("utf-8")).digest() for text in blocks]
        assert policy[f"{tag}-src"] == [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]
    assert policy["font-src"] == ["data:"]
    assert policy["default-src"] == policy["base-uri"] == policy["form-action"] == ["'none'"]


def test_nothing_is_fetched(page: Page) -> None:
    assert not [attrs for _, attrs in page.tags if attrs.keys() & {"src", "href", "srcset", "action"}]
    assert not [
        text
        for tag, _, text in page.blocks
        if tag == "style" and re.search(r"url\((?!\"data:font/woff;)|@import", text)
    ]
    assert not [text for _, _, text in page.blocks if "sourceMappingURL" in text]


def test_what_documents_say_cannot_leave_its_block(hostile: Page, page: Page) -> None:
    assert hostile.title == HOSTILE
    assert [tag for tag, _ in hostile.tags] == [tag for tag, _ in page.tags]
    for _, attributes, text in hostile.blocks:
        if attributes.get("type") == "application/json":
            assert not re.search("[<>&\u2028\u2029]", text)


def test_what_documents_say_arrives_unchanged(hostile: Page) -> None:
    (telling,) = hostile.json("data")["tellings"]
    assert telling["title"] == telling["publisher"] == HOSTILE
    assert telling["sentence"] == ["", "قال", f" {HOSTILE} كلاما."]
    assert {node["label"] for node in hostile.json("nodes")} == {HOSTILE}


def test_only_links_to_the_web_are_links(hostile: Page) -> None:
    assert hostile.json("data")["tellings"][0]["url"] == ""


def test_every_telling_is_in_the_page_once_and_edges_point_at_it(page: Page, world) -> None:
    tellings = page.json("data")["tellings"]
    assert sorted("".join(telling["sentence"]) for telling in tellings) == sorted(
        next(document for document in world.documents if document.id == event.doc_id).text[
            event.sentence.begin : event.sentence.end
        ]
        for event in world.events
    )
    for edge in page.json("edges"):
        for number in edge["tellings"]:
            assert {edge["from"], edge["to"]} <= {*tellings[number]["actors"], *tellings[number]["recipients"]}
            assert (tellings[number]["type"], tellings[number]["status"]) == (edge["kind"], edge["status"])


def test_the_words_for_participants_are_marked_in_the_sentence() -> None:
    text = "والتقى وزير خارجية عمان نظيره في مسقط."
    entities = [Entity("d", "person/x-1", "Person", "الوزير"), Entity("d", "person/x-2", "Person", "نظيره")]

    def argument(role: str, entity: str, words: str) -> Argument:
        return Argument(role, entity, "name", 1.0, Span(text.index(words), text.index(words) + len(words), words))

    event = Event(
        "d",
        "event/1",
        "Meeting",
        Span(1, 6, "التقى"),
        Span(0, len(text)),
        ("person/x-1", "person/x-2"),
        arguments=(
            argument("actor", "person/x-1", "وزير خارجية عمان"),
            argument("actor", "person/x-1", "عمان"),  # within the phrase: the shorter stays
            argument("actor", "person/x-2", "نظيره"),
            argument("place", "place/x", "مسقط"),
            argument("recipient", "person/x-2", "التقى"),  # the trigger itself: it stays a trigger
        ),
    )
    types = {row.type: row for row in ontology.event_types()}
    built = network.build([Document("d", text)], entities, [event], types=types)
    (telling,) = Page(html.page(built, title="شبكة")).json("data")["tellings"]
    assert "".join(telling["sentence"]) == text
    assert [pair for pair in zip(telling["sentence"], telling["parts"], strict=True) if pair[1]] == [
        ("التقى", "trigger"),
        ("عمان", "actor"),
        ("نظيره", "actor"),
        ("مسقط", "place"),
    ]


def test_the_drawing_tells_status_and_direction(page: Page) -> None:
    edges = page.json("edges")
    assert {edge["status"] for edge in edges if edge["dashes"]} == {"planned", "hypothetical"}
    assert {edge["status"] for edge in edges if edge["arrows"]["middle"]["enabled"]} == {"negated"}
    visit = next(edge for edge in edges if edge["kind"] == "Visit")
    meeting = next(edge for edge in edges if edge["kind"] == "Meeting")
    assert visit["arrows"]["to"]["enabled"] and not meeting["arrows"]["to"]["enabled"]


def test_a_lone_statement_is_listed_but_not_drawn(page: Page) -> None:
    data = page.json("data")
    american = next(node for node in page.json("nodes") if node["id"] == ids.entity("state/USA"))
    assert "Statement" in {data["tellings"][number]["type"] for number in american["tellings"]}
    assert not [edge for edge in page.json("edges") if edge["from"] == edge["to"]]


def test_what_a_limit_leaves_out_is_counted_and_still_told(graph) -> None:
    few = Page(html.page(graph, title="شبكة", limit=5))
    everyone = {iri for edge in graph.edges() for iri in edge}
    drawn = {node["id"] for node in few.json("nodes")}
    assert len(drawn) == 5
    assert few.json("data")["left_out"] == len(everyone) - 5
    assert all({edge["from"], edge["to"]} <= drawn for edge in few.json("edges"))
    told = few.json("data")["tellings"]
    assert [telling for telling in told if not {*telling["actors"], *telling["recipients"]} <= drawn]


def test_style_knows_every_type_status_and_quad_class(world) -> None:
    style = json.loads((Path(html.__file__).parent / "assets" / "style.json").read_text(encoding="utf-8"))
    assert set(style["statuses"]) == set(ontology.STATUSES)
    assert set(style["quad_classes"]) == set(ontology.QUAD_CLASSES)
    assert {entity.type for entity in world.entities} == set(style["nodes"])


def test_a_type_of_actor_without_a_style_is_drawn(world) -> None:
    entities = [replace(entity, type="Company") for entity in world.entities]
    page = Page(html.page(network.build(world.documents, entities, world.events, types=world.types), title="شبكة"))
    assert {node["color"] for node in page.json("nodes")} == {html.PLAIN}


def test_an_empty_graph_is_a_page() -> None:
    assert Page(html.page(network.build([], [], [], types={}), title="شبكة")).json("nodes") == []


def test_the_same_bytes_under_two_hash_seeds(graph, tmp_path: Path) -> None:
    network.write_graphml(graph, tmp_path / "graph.graphml")
    script = (
        "import sys, networkx; from pathlib import Path; from kg.views import html\n"
        "graph = networkx.read_graphml(sys.argv[1], force_multigraph=True)\n"
        "html.write(graph, Path(sys.argv[2]), title='شبكة')"
    )
    pages = []
    for seed in ("0", "1"):
        target = tmp_path / f"{seed}.html"
        command = [sys.executable, "-c", script, str(tmp_path / "graph.graphml"), str(target)]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
        pages.append(target.read_bytes())
    assert pages[0] == pages[1] == html.page(graph, title="شبكة").encode("utf-8")
