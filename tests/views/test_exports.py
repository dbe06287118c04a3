"""Every export read back by a tool that is not ours: rapper, rdflib, pandas, networkx, igraph, lxml."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import igraph
import networkx as nx
import pandas as pd
import pyoxigraph
import pytest
import rdflib
from lxml import etree
from rdflib.compare import to_isomorphic
from sample import Sample

from kg.errors import BadInput
from kg.namespaces import DIP
from kg.ontology import event_types
from kg.records import Literal, Quad
from kg.store import Store, open_store
from kg.terms import from_oxigraph
from kg.views import neo4j, network, polecat, rdfxml, tables, turtle

Write = Callable[[Store, Path], None]
RDF = {
    "turtle": (turtle.write, "turtle", False),
    "trig": (turtle.trig, "trig", True),
    "nquads": (turtle.nquads, "nquads", True),
    "rdfxml": (rdfxml.write, "xml", False),
    "jsonld": (turtle.jsonld, "json-ld", True),
}
ODD = 'سطر أول\r\nسطر ثان\t"مقتبس" <b>&amp; ]]> \\ \''


@pytest.fixture(scope="module")
def store(sample: Sample) -> Store:
    """The shared graph, and a text with all that needs escaping."""
    store = sample.fill(open_store())
    store.replace_graph("urn:odd", [Quad("urn:odd:1", DIP + "rule", Literal(ODD), "urn:odd")])
    return store


def triples(store: Store) -> set[tuple[str, str, str | Literal]]:
    return {(quad.subject, quad.predicate, quad.object) for quad in store.quads()}


@pytest.mark.skipif(shutil.which("rapper") is None, reason="needs rapper, of Debian's raptor2-utils")
@pytest.mark.parametrize("form", ["turtle", "trig", "nquads", "rdfxml"])
def test_rapper_reads_every_statement(store: Store, tmp_path: Path, form: str) -> None:
    write, _, graphs = RDF[form]
    write(store, tmp_path / "graph")
    command = ["rapper", "-q", "-i", form, "-o", "nquads" if graphs else "ntriples", str(tmp_path / "graph")]
    answer = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8")
    assert answer.stderr == ""
    found = pyoxigraph.parse(answer.stdout, format=pyoxigraph.RdfFormat.N_QUADS)
    read = {
        (str(from_oxigraph(quad.subject)), quad.predicate.value, from_oxigraph(quad.object), quad.graph_name)
        for quad in found
    }
    assert {row[:3] for row in read} == triples(store)
    assert len(read) == (len(list(store.quads())) if graphs else len(triples(store)))


@pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")  # rdflib warns of its own calls
@pytest.mark.parametrize("form", RDF)
def test_rdflib_reads_every_statement(store: Store, tmp_path: Path, form: str) -> None:
    write, name, graphs = RDF[form]
    write(store, tmp_path / "graph")
    dataset = rdflib.Dataset()
    dataset.parse(data=(tmp_path / "graph").read_text(encoding="utf-8"), format=name)
    assert len(list(dataset.quads())) == (len(list(store.quads())) if graphs else len(triples(store)))
    assert ODD in {str(value) for _, _, value, _ in dataset.quads((None, rdflib.URIRef(DIP + "rule"), None, None))}


def test_turtle_and_rdfxml_say_the_same(store: Store) -> None:
    one = rdflib.Graph().parse(data="".join(turtle.turtle(triples(store))), format="turtle")
    two = rdflib.Graph().parse(data="".join(rdfxml.rdfxml(triples(store))), format="xml")
    assert to_isomorphic(one) == to_isomorphic(two)


@pytest.mark.parametrize("form", RDF)
def test_the_same_graph_gives_the_same_bytes(store: Store, sample: Sample, tmp_path: Path, form: str) -> None:
    backwards = open_store()
    backwards.replace_graph("urn:odd", store.quads("urn:odd"))
    for name, quads in reversed(sample.quads().items()):
        backwards.replace_graph(name, reversed(quads))
    for name, source in (("one", store), ("two", backwards)):
        RDF[form][0](source, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_what_xml_cannot_say() -> None:
    bell = "".join(rdfxml.rdfxml([("urn:a", DIP + "rule", Literal("a\x07b"))]))
    assert "a\ufffdb" in bell
    etree.fromstring(bell.encode())
    with pytest.raises(ValueError, match="does not end in an XML name"):
        list(rdfxml.rdfxml([("urn:a", "https://example.org/42", "urn:b")]))


def test_namespaces_without_a_prefix_of_ours_get_one() -> None:
    text = "".join(rdfxml.rdfxml([("urn:a", "https://example.org/p", "urn:b"), ("urn:a", "urn:x:q", "urn:b")]))
    graph = rdflib.Graph().parse(data=text, format="xml")
    assert {str(p) for p in graph.predicates()} == {"https://example.org/p", "urn:x:q"}


def test_parquet_and_csv_hold_the_same_table(world, tmp_path: Path) -> None:
    rows = tables.events(world.entities, world.events, world.documents, types=world.types)
    for form in ("csv", "parquet"):
        tables.write(rows, tables.EVENT_COLUMNS, tmp_path / form, form=form)
    parquet = pd.read_parquet(tmp_path / "parquet")
    csv = pd.read_csv(tmp_path / "csv", keep_default_na=False, dtype={"time": str})
    assert list(parquet.columns) == list(tables.EVENT_COLUMNS)
    assert {str(parquet[column].dtype) for column in ("begin", "end", "trigger_begin", "trigger_end")} == {"int64"}
    assert parquet["confidence"].dtype == "float64"
    assert len(parquet) == len(world.events)
    assert parquet.astype(str).equals(csv.astype(str))


def test_an_empty_table_keeps_its_columns(tmp_path: Path) -> None:
    for form, read in (("csv", pd.read_csv), ("parquet", pd.read_parquet)):
        tables.write([], tables.MENTION_COLUMNS, tmp_path / form, form=form)
        assert list(read(tmp_path / form).columns) == list(tables.MENTION_COLUMNS)


def test_a_table_of_another_form_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"not as \.xls"):
        tables.write([], tables.MENTION_COLUMNS, tmp_path / "a.xls", form="xls")


def test_the_table_of_mentions_points_at_its_words(world, tmp_path: Path) -> None:
    rows = tables.mentions(world.entities, world.documents)
    tables.write(rows, tables.MENTION_COLUMNS, tmp_path / "mentions.parquet", form="parquet")
    frame = pd.read_parquet(tmp_path / "mentions.parquet")
    texts = {document.id: document.text for document in world.documents}
    assert len(frame) == sum(len(entity.mentions) for entity in world.entities)
    for row in frame.itertuples():
        assert texts[row.doc_id][row.begin : row.end] == row.text


def test_polecat_has_its_columns_and_our_own(world, tmp_path: Path) -> None:
    rows = polecat.rows(world.entities, world.events, world.documents, types=world.types, version="test")
    tables.write(rows, polecat.COLUMNS, tmp_path / "events.csv")
    frame = pd.read_csv(tmp_path / "events.csv", keep_default_na=False)
    assert list(frame.columns) == [*polecat.POLECAT, *polecat.OURS]
    assert len(polecat.POLECAT) == 40
    assert len(frame) == len(world.events)
    plover = {code for kind in world.types.values() for code in kind.plover}
    assert set(frame["Event Type"]) <= plover
    assert set(frame["Quad Code"]) <= {
        f"{how} {what}" for how in ("VERBAL", "MATERIAL") for what in ("COOPERATION", "CONFLICT")
    }
    assert all(re.fullmatch(r"(\d{4}-\d{2}-\d{2})?", day) for day in frame["Event Date"])
    assert all(re.fullmatch(r"([A-Z]{3}(; [A-Z]{3})*)?", codes) for codes in frame["Actor Country"])


def test_a_row_of_polecat(sample: Sample) -> None:
    documents, entities, events = sample.documents, sum(sample.entities, ()), sum(sample.events, ())
    kinds = {row.type: row for row in event_types()}
    rows = polecat.rows(entities, events, documents, types=kinds)
    (visit,) = [row for row in rows if str(row["Event ID"]).endswith("/v1")]
    shown = {column: visit[column] for column in ("Event Date", "Event Type", "Quad Code", "Status", "Time")}
    assert shown == {
        "Event Date": "2021-05-01",
        "Event Type": "CONSULT",
        "Quad Code": "VERBAL COOPERATION",
        "Status": "planned",
        "Time": "2021-05",
    }
    assert (visit["Actor Name"], visit["Actor Country"], visit["Actor Name Raw"]) == ("Imran Khan", "PAK", "عمران خان")
    assert (visit["Recipient Name"], visit["Recipient Country"]) == ("China", "CHN")
    assert (visit["Publication Date"], visit["Language"]) == ("2021-03-23", "Arabic")
    assert "Reuters" in str(visit["Story Organizations"])
    text = documents[0].text
    assert text[visit["Sentence Begin"] : visit["Sentence End"]] == visit["Sentence"]  # type: ignore[misc]


def test_neo4j_has_every_node_that_a_relationship_needs(world, tmp_path: Path) -> None:
    neo4j.write(tmp_path / "import", world.documents, world.entities, world.events, types=world.types)
    frames = {name: pd.read_csv(tmp_path / "import" / name, keep_default_na=False) for name in neo4j.FILES}
    nodes = pd.concat([frame for name, frame in frames.items() if name != "relationships.csv"])
    assert nodes["iri:ID"].is_unique
    assert len(frames["events.csv"]) == len({event.id for event in world.events})
    assert len(frames["documents.csv"]) == len(world.documents)
    relationships = frames["relationships.csv"]
    assert {*relationships[":START_ID"], *relationships[":END_ID"]} <= {*nodes["iri:ID"]}
    counts = relationships[":TYPE"].value_counts()
    assert counts["TELLS"] == len(world.events)
    assert counts["NAMES"] == sum(len(entity.mentions) for entity in world.entities)
    assert {"ACTOR", "RECIPIENT", "PLACE"} <= {*counts.index}
    assert set(frames["entities.csv"]["provisional:boolean"]) <= {"true", "false", True, False}


def test_neo4j_gives_the_same_bytes_in_any_order(world, tmp_path: Path) -> None:
    neo4j.write(tmp_path / "one", world.documents, world.entities, world.events, types=world.types)
    backwards = (world.documents[::-1], world.entities[::-1], world.events[::-1])
    neo4j.write(tmp_path / "two", *backwards, types=world.types)
    for name in neo4j.FILES:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_igraph_reads_graphml(graph: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    network.write_graphml(graph, tmp_path / "graph.graphml")
    read = igraph.Graph.Read_GraphML(str(tmp_path / "graph.graphml"))
    assert (read.vcount(), read.ecount()) == (graph.number_of_nodes(), graph.number_of_edges())
    assert read.is_directed()
    ends = sorted((read.vs[edge.source]["id"], read.vs[edge.target]["id"]) for edge in read.es)
    assert ends == sorted((source, target) for source, target in graph.edges())
    assert set(read.vs["label"]) == {data["label"] for _, data in graph.nodes(data=True)}


def test_a_second_reader_of_gexf_finds_all_that_is_declared(graph: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    """No other library that is kept up reads GEXF, so lxml follows its ids as the format tells to."""
    network.write_gexf(graph, tmp_path / "graph.gexf")
    root = etree.parse(tmp_path / "graph.gexf").getroot()
    name = root.nsmap[None]
    declared = {
        kind.get("class"): {attribute.get("id") for attribute in kind} for kind in root.iter(f"{{{name}}}attributes")
    }
    nodes = {node.get("id"): node for node in root.iter(f"{{{name}}}node")}
    edges = list(root.iter(f"{{{name}}}edge"))
    assert (len(nodes), len(edges)) == (graph.number_of_nodes(), graph.number_of_edges())
    assert len({edge.get("id") for edge in edges}) == len(edges)
    assert {edge.get(end) for edge in edges for end in ("source", "target")} <= nodes.keys()
    for kind, elements in (("node", nodes.values()), ("edge", edges)):
        values = {value.get("for") for element in elements for value in element.iter(f"{{{name}}}attvalue")}
        assert values and values <= declared[kind]
