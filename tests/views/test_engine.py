"""SPARQL in the page, in Chromium without a network, against the store that the page was made from.

The engine is the npm package ``oxigraph``; set ``OXIGRAPH_NPM`` to its folder, or ``npm install oxigraph`` here.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import MARKS, Tab

from kg import queries
from kg.errors import BadInput
from kg.store import Store
from kg.views import engine, html

PACKAGE = Path(os.environ["OXIGRAPH_NPM"]) if "OXIGRAPH_NPM" in os.environ else engine.installed(Path(__file__).parent)
NEEDED = pytest.mark.skipif(PACKAGE is None, reason="needs the npm package oxigraph: npm install oxigraph")
browser_mark, chromium_needed = MARKS


ANSWERED = """return new Promise((done) => {
  const look = () => (document.querySelector('#answer table') ? done() : setTimeout(look, 50));
  look();
})"""
ROWS = """return [...document.querySelectorAll('#answer tbody tr')]
  .map((row) => [...row.cells].map((one) => one.textContent))"""


@pytest.fixture(scope="module")
def asked(browser: Tab, graph: Any, store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    path = tmp_path_factory.mktemp("sparql") / "graph.html"
    html.write(graph, path, title="شبكة", engine=engine.make(store, PACKAGE))
    browser.complaints(), browser.requests()
    browser.driver.get(path.as_uri())
    browser.js("return window.opened")
    yield browser


def ask(tab: Tab, query: str) -> list[list[str]]:
    tab.js("document.getElementById('question').value = arguments[0]", query)
    tab.js("document.getElementById('run').click()")
    tab.js(ANSWERED)
    return tab.js(ROWS)


@pytest.mark.parametrize("name", [name for name in queries.names() if not queries.load(name).endpoints])
@browser_mark
@chromium_needed
@NEEDED
def test_the_page_gives_as_many_rows_as_the_store(asked: Tab, store: Store, name: str) -> None:
    if asked.js("return document.getElementById('ask').hidden"):
        asked.click("#sparql")
    text = asked.js(
        "const menu = document.getElementById('questions'); menu.value = arguments[0];"
        "menu.dispatchEvent(new Event('change')); return document.getElementById('question').value",
        name,
    )
    assert text == queries.load(name).text
    rows = ask(asked, text)
    assert len(rows) == min(len(store.query(text).rows), 500)


@browser_mark
@chromium_needed
@NEEDED
def test_an_answer_is_that_of_the_store(asked: Tab, store: Store) -> None:
    count = "(COUNT(DISTINCT ?event) AS ?count)"
    query = f"SELECT DISTINCT ?type {count} WHERE {{ ?event a dip:Event, ?type }} GROUP BY ?type ORDER BY ?type"
    assert ask(asked, query) == store.query(queries.with_prefixes(query)).plain()
    assert not asked.complaints()
    assert [url for url in asked.requests() if not url.startswith(("file:", "data:", "blob:"))] == []


@browser_mark
@chromium_needed
@NEEDED
def test_a_question_that_cannot_be_read_is_told_why(asked: Tab) -> None:
    asked.js("document.getElementById('question').value = 'SELECT nonsense'; document.getElementById('run').click()")
    asked.js("return new Promise((done) => setTimeout(done, 300))")
    assert "error" in asked.text("#answered").lower() and asked.text("#answer") == ""


def test_a_graph_that_is_too_large_is_said_to_be(store: Store, monkeypatch: pytest.MonkeyPatch, graph: Any) -> None:
    monkeypatch.setattr(engine, "STATEMENTS", 10)
    made = engine.make(store)
    assert (made.module, made.wasm, made.quads) == ("", "", "")
    assert made.data["statements"] == len(store) and made.data["limit"] == 10
    page = html.page(graph, title="شبكة", engine=made)
    assert "wasm-unsafe-eval" not in page and 'id="quads"' not in page


def test_a_folder_that_is_not_the_package_is_named(store: Store, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="is not the npm package oxigraph"):
        engine.make(store, tmp_path)
    (tmp_path / "web.js").write_text("export const nothing = 1;", encoding="utf-8")
    (tmp_path / "web_bg.wasm").write_bytes(b"")
    with pytest.raises(BadInput, match="of a version that the page cannot start"):
        engine.make(store, tmp_path)


def test_the_package_is_found_above(tmp_path: Path) -> None:
    folder = tmp_path / "node_modules" / "oxigraph"
    folder.mkdir(parents=True)
    assert engine.installed(tmp_path) is None
    (folder / "web.js").touch()
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert engine.installed(tmp_path / "a" / "b") == folder


def test_without_the_package_it_is_said_what_to_do(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    if engine.installed(tmp_path) is None:
        with pytest.raises(BadInput, match="npm install oxigraph"):
            engine.make(store)
