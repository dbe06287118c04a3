from __future__ import annotations

import csv
import html
import io
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pyoxigraph
import pytest
import rdflib
from rdflib.namespace import RDF
from starlette.testclient import TestClient

from kg import ids, serve
from kg.namespaces import DCAT, DIP, SD, VOID
from kg.serve import protocol
from kg.store import Store
from kg.views import neighbourhood

PLANNED = "SELECT DISTINCT ?visit WHERE { ?visit a dip:Visit ; dip:status dip:planned }"
DESCRIBE = f"CONSTRUCT {{ <{ids.event('v1')}> ?p ?o }} WHERE {{ <{ids.event('v1')}> ?p ?o }}"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
OWN = {"Origin": "http://testserver"}


@pytest.fixture
def client(filled: Store) -> TestClient:
    return TestClient(serve.application(filled))


def test_get_gives_json(client: TestClient) -> None:
    response = client.get("/sparql", params={"query": PLANNED})
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("application/sparql-results+json")
    assert [row["visit"]["value"] for row in response.json()["results"]["bindings"]] == [ids.event("v1")]


def test_post_as_a_form_and_as_a_query(client: TestClient) -> None:
    expected = client.get("/sparql", params={"query": PLANNED}).json()
    assert client.post("/sparql", data={"query": PLANNED}).json() == expected
    headers = {"Content-Type": "application/sparql-query"}
    assert client.post("/sparql", content=PLANNED.encode(), headers=headers).json() == expected


def test_every_format_of_a_table(client: TestClient) -> None:
    def get(accept: str) -> str:
        response = client.get("/sparql", params={"query": PLANNED}, headers={"Accept": accept})
        assert response.headers["content-type"] == f"{accept}; charset=utf-8"
        text: str = response.text
        return text

    assert list(csv.reader(io.StringIO(get("text/csv"), newline=""))) == [["visit"], [ids.event("v1")]]
    assert get("text/tab-separated-values") == f"?visit\n<{ids.event('v1')}>\n"
    assert [uri.text for uri in ElementTree.fromstring(get("application/sparql-results+xml")).iter() if uri.text] == [
        ids.event("v1")
    ]


def test_triples_as_turtle_and_ntriples(client: TestClient) -> None:
    turtle = client.get("/sparql", params={"query": DESCRIBE}, headers={"Accept": "text/turtle"})
    ntriples = client.get("/sparql", params={"query": DESCRIBE}, headers={"Accept": "application/n-triples"})
    assert "event:v1 a dip:Event, dip:Visit ;" in turtle.text
    one = set(pyoxigraph.parse(turtle.text, format=pyoxigraph.RdfFormat.TURTLE))
    two = set(pyoxigraph.parse(ntriples.text, format=pyoxigraph.RdfFormat.N_TRIPLES))
    assert one == two and len(one) == 11


def test_ask(client: TestClient) -> None:
    assert client.get("/sparql", params={"query": "ASK { ?visit a dip:Visit }"}).json()["boolean"] is True
    assert client.get("/sparql", params={"query": "ASK { ?visit a dip:Force }"}).json()["boolean"] is False


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"query": "SELECT ?s WHERE {"}, "cannot be parsed"),
        ({"query": "DROP ALL"}, "cannot be parsed"),
        ({"query": "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"}, "SERVICE"),
        ({"query": PLANNED, "default-graph-uri": "http://example.org/"}, "default-graph-uri is refused"),
        ({"query": PLANNED, "update": "DROP ALL"}, "one query or one update"),
        ({"update": "DROP ALL"}, "update "),
    ],
)
def test_what_is_refused(client: TestClient, filled: Store, parameters: dict[str, str], message: str) -> None:
    before = len(filled)
    for response in (client.get("/sparql", params=parameters), client.post("/sparql", data=parameters, headers=FORM)):
        assert response.status_code == 400
        assert message in response.text
        assert response.text.count("\n") == 1
    assert len(filled) == before


def test_bodies_that_cannot_be_read(client: TestClient) -> None:
    update = client.post("/sparql", content=b"DROP ALL", headers={"Content-Type": "application/sparql-update"})
    assert update.status_code == 400 and "read-only" in update.text
    nothing = client.post("/sparql", data={}, headers=FORM)
    assert nothing.status_code == 400 and "send a query" in nothing.text
    other = client.post("/sparql", content=b"x", headers={"Content-Type": "text/turtle"})
    assert other.status_code == 400 and "text/turtle" in other.text
    broken = client.post("/sparql", content=b"\xff\xfe", headers={"Content-Type": "application/sparql-query"})
    assert broken.status_code == 400 and "UTF-8" in broken.text
    long = client.post(
        "/sparql", content=b" " * (protocol.MAX_REQUEST + 1), headers={"Content-Type": "application/sparql-query"}
    )
    assert long.status_code == 400 and "longer" in long.text


def test_a_format_that_does_not_exist(client: TestClient) -> None:
    response = client.get("/sparql", params={"query": PLANNED}, headers={"Accept": "text/turtle"})
    assert response.status_code == 406
    assert "application/sparql-results+json" in response.text


def test_other_methods_change_nothing(client: TestClient) -> None:
    assert client.put("/sparql").status_code == 405
    assert client.delete("/sparql").status_code == 405


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("*/*", "application/sparql-results+json"),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        ("text/*", "text/csv"),
        ("*/*;q=0.1, text/tab-separated-values", "text/tab-separated-values"),
        ("application/sparql-results+json;q=0, */*", "application/json"),
        ("image/png", None),
        ("text/csv;q=nonsense", None),
    ],
)
def test_accept(header: str, expected: str | None) -> None:
    assert protocol.accepted(header, protocol.RESULT_FORMATS) == expected


def test_the_page_offers_each_query(client: TestClient) -> None:
    page = client.get("/").text
    assert 'dir="rtl"' in page
    assert "من التقى من، ومتى؟" in page
    assert "<script" not in page and " src=" not in page  # it works without a network


def test_a_browser_gets_a_table_to_read(client: TestClient) -> None:
    query = 'SELECT ?label ("<b>" AS ?text) { ?s a dip:Meeting . dip:Meeting skos:prefLabel ?label } LIMIT 1'
    page = client.get("/sparql", params={"query": query}, headers={"Accept": "text/html,*/*;q=0.8"}).text
    assert "&lt;b&gt;" in page and "<b>" not in page
    assert query in html.unescape(page)  # to be changed and asked again


def test_without_a_query_the_endpoint_describes_itself(filled: Store) -> None:
    for updates in (False, True):
        response = TestClient(serve.application(filled, updates=updates)).get("/sparql")
        assert response.headers["content-type"].startswith("text/turtle")
        triples = rdflib.Graph().parse(data=response.text, format="turtle")
        (service,) = triples.subjects(RDF.type, rdflib.URIRef(SD + "Service"))
        assert (service, rdflib.URIRef(SD + "endpoint"), rdflib.URIRef("http://testserver/sparql")) in triples
        languages = {str(language) for language in triples.objects(service, rdflib.URIRef(SD + "supportedLanguage"))}
        assert (SD + "SPARQL11Update" in languages) is updates


def test_void_and_dcat_count_what_is_there(client: TestClient, filled: Store) -> None:
    triples = rdflib.Graph().parse(data=client.get("/.well-known/void").text, format="turtle")
    (iri,) = triples.subjects(RDF.type, rdflib.URIRef(VOID + "Dataset"))
    assert (iri, RDF.type, rdflib.URIRef(DCAT + "Dataset")) in triples
    assert int(str(triples.value(iri, rdflib.URIRef(VOID + "triples")))) == len(filled)
    (visits,) = triples.subjects(rdflib.URIRef(VOID + "class"), rdflib.URIRef(DIP + "Visit"))
    assert int(str(triples.value(visits, rdflib.URIRef(VOID + "entities")))) == 2


def test_what_is_left_out_is_said(filled: Store) -> None:
    client = TestClient(serve.application(filled, rows=2))
    response = client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }"})
    assert len(response.json()["results"]["bindings"]) == 2
    assert response.headers["X-Rows-Left-Out"] == "true"
    assert "X-Rows-Left-Out" not in client.get("/sparql", params={"query": "ASK { ?s ?p ?o }"}).headers


def test_scripts_of_other_sites_ask_only_where_they_may(filled: Store) -> None:
    site = {"Origin": "https://example.org"}
    closed, open_ = (TestClient(serve.application(filled, origin=origin)) for origin in (None, "https://example.org"))
    ask = {"query": "ASK {}"}
    assert "access-control-allow-origin" not in closed.get("/sparql", params=ask, headers=site).headers
    allowed = open_.get("/sparql", params=ask, headers=site)
    assert allowed.headers["access-control-allow-origin"] == "https://example.org"
    other = open_.get("/sparql", params=ask, headers={"Origin": "https://example.net"})
    assert other.headers.get("access-control-allow-origin") != "https://example.net"


def test_updates_where_they_are_asked_for(empty: Store) -> None:
    client = TestClient(serve.application(empty, updates=True))
    insert = "INSERT DATA { GRAPH <http://example.org/g> { <http://example.org/s> skos:prefLabel 'قمة'@ar } }"
    assert (
        client.post("/sparql", data={"update": insert}, headers=FORM | {"Origin": "https://a.org"}).status_code == 403
    )
    assert client.get("/sparql", params={"update": insert}).status_code == 400
    assert len(empty) == 0
    assert client.post("/sparql", data={"update": insert}, headers=FORM | OWN).status_code == 204
    direct = {"Content-Type": "application/sparql-update"}
    assert client.post("/sparql", content=insert.replace("قمة", "لقاء").encode(), headers=direct).status_code == 204
    assert len(empty) == 2
    refused = client.post("/sparql", content=b"LOAD <file:///etc/hostname>", headers=direct)
    assert refused.status_code == 400 and "LOAD" in refused.text


def test_the_graph_is_drawn_one_neighbourhood_at_a_time(client: TestClient, filled: Store) -> None:
    whole = client.get("/explore")
    assert whole.status_code == 200 and whole.headers["content-type"].startswith("text/html")
    actor = neighbourhood.find(filled, "عمران خان")
    assert actor is not None
    around = client.get("/explore", params={"actor": actor})
    assert around.status_code == 200 and actor in around.text
    assert '"explore":"explore"' in around.text


def test_a_name_leads_to_its_neighbourhood(client: TestClient, filled: Store) -> None:
    found = client.get("/explore", params={"find": "عمران خان"}, follow_redirects=False)
    actor = neighbourhood.find(filled, "عمران خان")
    assert found.status_code == 303 and parse_qs(urlsplit(found.headers["location"]).query) == {"actor": [actor]}
    assert client.get("/explore", params={"find": "عمران خان"}).status_code == 200


@pytest.mark.parametrize("asked", [{"actor": ids.entity("person/nobody")}, {"actor": "x> ?p ?o } #"}, {"find": "ﷺﷺ"}])
def test_whom_the_graph_does_not_know_is_said(client: TestClient, asked: dict[str, str]) -> None:
    refused = client.get("/explore", params=asked)
    assert refused.status_code == 404
    assert refused.headers["content-type"].startswith("text/plain")
