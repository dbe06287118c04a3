"""Questions to two endpoints: ours, and a stand-in for Wikidata on this machine."""

from __future__ import annotations

from contextlib import closing

import httpx2
import pytest
from sample import KHAN, LAVROV, ROWS, Sample

from kg import federation, ids, queries
from kg.errors import BadInput
from kg.records import Literal
from kg.store import Store, Table, open_store
from kg.store.remote import RemoteStore

WIKIDATA = "https://query.wikidata.org/sparql"
FACTS = """PREFIX wd: <http://www.wikidata.org/entity/> PREFIX wdt: <http://www.wikidata.org/prop/direct/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
INSERT DATA { GRAPH <http://example.org/wikidata> {
  wd:Q58217 wdt:P19 wd:Q649 . wd:Q649 rdfs:label "موسكو"@ar, "Moscow"@en .
  wd:Q155164 wdt:P102 wd:Q1 . wd:Q1 rdfs:label "حزب"@ar .
  wd:Q99 wdt:P19 wd:Q649 .
  wd:Q159 wdt:P47 wd:Q148 . wd:Q148 wdt:P47 wd:Q159, wd:Q843 . wd:Q843 wdt:P47 wd:Q148 .
} }"""


@pytest.fixture
def stand_in(server: str) -> str:
    """The address of an endpoint with a few facts in the terms of Wikidata."""
    with closing(open_store(server)) as store:
        store.update(FACTS)
    return f"{server}/query?union-default-graph=true"


def test_what_wikidata_knows_of_people(filled: Store, stand_in: str) -> None:
    table = queries.run(filled, "wikidata-people", services={WIKIDATA: stand_in})
    found = {row[0]: row[3:] for row in table.plain()}
    assert found[ids.entity(LAVROV)] == ["موسكو", ""]
    assert found[ids.entity(KHAN)] == ["", "حزب"]
    assert len(found) == 3  # nobody that the graph does not know


def test_neighbours_that_deal_with_each_other(filled: Store, stand_in: str) -> None:
    table = queries.run(filled, "wikidata-neighbours", services={WIKIDATA: stand_in})
    assert table.plain() == [["CHN", "PAK", "3"], ["CHN", "RUS", "2"]]


@pytest.mark.parametrize("name", ["wikidata-people", "wikidata-neighbours"])
def test_no_endpoint_is_asked_by_itself(filled: Store, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(federation, "over_http", lambda *_: pytest.fail("the network was asked"))
    for services in (None, {"https://example.org/sparql": "https://example.org/sparql"}):
        with pytest.raises(BadInput, match=r"--service https://query\.wikidata\.org/sparql"):
            queries.run(filled, name, services=services)


def test_values_go_over_in_batches(sample: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(federation, "BATCH", 2)
    asked: list[str] = []

    def ask(url: str, sparql: str) -> Table:
        assert url == "http://127.0.0.1/"
        asked.append(sparql)
        return Table(
            ("item", "party"), ((f"http://www.wikidata.org/entity/{ROWS[LAVROV].wikidata}", Literal("س", "ar")),)
        )

    query = queries.load("wikidata-people")
    store = sample.fill(open_store())
    text = federation.resolve(store, query.text, dict(query.lookups), {WIKIDATA: "http://127.0.0.1/"}, ask=ask)
    assert len(asked) == 2 and asked[0].count("/entity/Q") == 2 and asked[1].count("/entity/Q") == 1
    assert "SERVICE" not in text
    assert store.query(text).plain()[0][-1] == "س"


def test_an_endpoint_is_asked_at_its_address() -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        assert request.url == WIKIDATA
        assert request.headers["User-Agent"].startswith("diplomatic-kg")
        return httpx2.Response(200, json={"head": {}, "boolean": True})

    with closing(RemoteStore(f"endpoint+{WIKIDATA}", transport=httpx2.MockTransport(answer))) as endpoint:
        assert endpoint.query("ASK {}").plain() == [["true"]]
