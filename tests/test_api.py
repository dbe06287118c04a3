"""kg.open: names, signatures and types that scripts rely on, over a small graph."""

from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path

import fakes
import networkx as nx
import pandas as pd
import polars as pl
import pytest
import rdflib

import kg
from kg import analysis, ids, pipeline
from kg.api import ACTOR_COLUMNS, Graph
from kg.errors import BadInput
from kg.folder import Folder
from kg.store import open_store
from kg.views.tables import EVENT_COLUMNS

QATAR, TUNISIA = ids.entity("state/QAT"), ids.entity("state/TUN")
VALUES = """SELECT ?n ?x ?b ?t ?m ?u { VALUES (?n ?x ?b ?t ?m ?u) {
  (1 1.5 true "نص" 1 UNDEF) (UNDEF 2 false <http://example.org/a> "واحد" UNDEF)
} } ORDER BY DESC(?n)"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("api")
    (folder / "one.txt").write_text("وزير خارجية تونس زار قطر\nلم يذكر البيان النرويج.\n", encoding="utf-8")
    (folder / "two.txt").write_text("الوزير من تونس زار قطر أمس\n", encoding="utf-8")
    pipeline.build([str(folder / "*.txt")], out=folder / "out", published="2021-05-23", stages=fakes.stages())
    return folder / "out"


@pytest.fixture(scope="module")
def graph(folder: Path) -> Graph:
    return kg.open(folder)


def test_names_and_signatures() -> None:
    public = {name: inspect.signature(value) for name, value in vars(Graph).items() if name[0] != "_"}
    assert {name: str(signature) for name, signature in public.items()} == {
        "query": "(self, sparql: 'str', *, parameters: 'Mapping[str, str] | None' = None,"
        " library: 'Library' = 'pandas') -> 'pandas.DataFrame | polars.DataFrame'",
        "events": "(self, *, library: 'Library' = 'pandas') -> 'pandas.DataFrame | polars.DataFrame'",
        "actors": "(self, *, library: 'Library' = 'pandas') -> 'pandas.DataFrame | polars.DataFrame'",
        "network": "(self) -> 'Network[str]'",
        "measure": "(self, name: 'str', *, by: 'analysis.Period' = 'all',"
        " statuses: 'Collection[str]' = ('actual', 'ongoing'), library: 'Library' = 'pandas')"
        " -> 'pandas.DataFrame | polars.DataFrame'",
        "rdflib": "(self) -> 'rdflib.Dataset'",
    }
    assert str(inspect.signature(kg.open)) == "(path: 'Path | str') -> 'Graph'"


def test_importing_kg_alone_loads_no_library() -> None:
    heavy = "{'rdflib', 'pyoxigraph', 'networkx', 'pandas', 'torch'}"
    subprocess.run([sys.executable, "-c", f"import kg, sys; assert not {heavy} & set(sys.modules)"], check=True)


def test_a_path_may_be_text(graph: Graph, folder: Path) -> None:
    assert len(kg.open(str(folder))) == len(graph) > 0
    assert repr(graph) == f"kg.open({str(folder)!r})"


def test_columns_of_a_query_have_types(graph: Graph) -> None:
    frame = graph.query(VALUES)
    assert isinstance(frame, pd.DataFrame)
    assert {name: str(kind) for name, kind in frame.dtypes.items()} == {
        "n": "Int64", "x": "Float64", "b": "boolean", "t": "string", "m": "string", "u": "string",
    }  # fmt: skip
    assert frame["t"].tolist() == ["نص", "http://example.org/a"]
    assert frame["m"].tolist() == ["1", "واحد"]
    assert frame["x"].tolist() == [1.5, 2.0]
    assert frame.isna().sum().to_dict() == {"n": 1, "x": 0, "b": 0, "t": 0, "m": 0, "u": 2}


def test_polars_gives_the_same(graph: Graph) -> None:
    frame = graph.query(VALUES, library="polars")
    assert isinstance(frame, pl.DataFrame)
    assert list(frame.schema.values()) == [pl.Int64, pl.Float64, pl.Boolean, pl.String, pl.String, pl.String]
    assert frame.rows() == [
        (1, 1.5, True, "نص", "1", None),
        (None, 2.0, False, "http://example.org/a", "واحد", None),
    ]
    assert graph.events(library="polars").columns == list(EVENT_COLUMNS)
    actors = graph.actors().astype(object)
    assert graph.actors(library="polars").to_dicts() == actors.where(actors.notna(), None).to_dict("records")


def test_literals_too_large_or_malformed_stay_text(graph: Graph) -> None:
    frame = graph.query('SELECT * { VALUES (?n ?m) { (9223372036854775808 "x"^^xsd:boolean) } }')
    assert frame.to_dict("records") == [{"n": "9223372036854775808", "m": "x"}]


def test_an_empty_answer_keeps_its_columns(graph: Graph) -> None:
    frame = graph.query("SELECT ?a ?b { ?a <http://example.org/none> ?b }")
    assert (list(frame.columns), len(frame)) == (["a", "b"], 0)
    assert graph.query("ASK { ?a <http://example.org/none> ?b }")["ask"].tolist() == [False]


def test_a_competency_query_by_name(graph: Graph) -> None:
    frame = graph.query("visits-by-state-and-year")
    assert len(frame) == 1
    with pytest.raises(BadInput, match="no parameter 'x'"):
        graph.query("visits-by-state-and-year", parameters={"x": "1"})
    with pytest.raises(BadInput, match="parsed"):
        graph.query("SELECT nonsense")


def test_events_are_tellings(graph: Graph) -> None:
    frame = graph.events()
    assert tuple(frame.columns) == EVENT_COLUMNS
    assert str(frame["begin"].dtype) == "Int64" and str(frame["confidence"].dtype) == "Float64"
    assert frame[["doc_id", "type", "trigger", "actors", "recipients"]].to_numpy().tolist() == [
        ["one", "Visit", "زار", TUNISIA, QATAR],
        ["two", "Visit", "زار", TUNISIA, QATAR],
    ]


def test_actors_are_who_takes_part(graph: Graph) -> None:
    frame = graph.actors()
    assert tuple(frame.columns) == ACTOR_COLUMNS
    assert frame[["actor", "name_en", "iso3", "mentions", "count"]].to_numpy().tolist() == [
        [QATAR, "Qatar", "QAT", 2, 1],
        [TUNISIA, "Tunisia", "TUN", 2, 1],
    ]


@pytest.mark.parametrize("name", analysis.MEASURES)
def test_measures_are_frames_with_types(graph: Graph, name: str) -> None:
    rows = analysis.measure(graph.network(), name, by="year")
    frame = graph.measure(name, by="year")
    assert list(frame.columns) == list(analysis.COLUMNS[name])
    assert rows and frame.to_dict("records") == rows
    types = {"string": str, "Int64": int, "Float64": float}
    assert {column: types[str(kind)] for column, kind in frame.dtypes.items()} == {
        column: type(value) for column, value in rows[0].items()
    }
    assert graph.measure(name, by="year", library="polars").to_dicts() == rows
    assert len(graph.measure(name, statuses=["negated"])) == 0


def test_the_network_has_typed_attributes(graph: Graph) -> None:
    network = graph.network()
    assert isinstance(network, nx.MultiDiGraph)
    assert network.nodes[QATAR]["count"] == 1
    edges = list(network.edges(data=True))
    assert [(source, target, data["type"], data["doc"]) for source, target, data in edges] == [
        (TUNISIA, QATAR, "Visit", "one"),
        (TUNISIA, QATAR, "Visit", "two"),
    ]
    assert {type(data["confidence"]) for *_, data in edges} == {float}
    assert {type(data["trigger_begin"]) for *_, data in edges} == {int}


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # rdflib uses its own old names
def test_rdflib_reads_every_quad_in_the_store_itself(graph: Graph, folder: Path) -> None:
    dataset = graph.rdflib()
    assert isinstance(dataset, rdflib.Dataset)
    store = open_store(folder / "store", read_only=True)
    quads = {
        (quad.subject, quad.predicate, quad.object if isinstance(quad.object, str) else quad.object.value, quad.graph)
        for quad in store.quads()
    }
    named = {(str(s), str(p), str(o), str(g)) for s, p, o, g in dataset.quads() if str(g) in set(store.graphs())}
    assert named == quads
    assert len(named) == len(graph)
    assert {(str(s), str(p), str(o)) for s, p, o in dataset.triples((None, None, None))} == {q[:3] for q in quads}
    visits = dataset.query("SELECT DISTINCT ?e { ?e a ?visit FILTER(STRENDS(STR(?visit), '#Visit')) }")
    assert len(visits) == graph.query("SELECT DISTINCT ?e { ?e a dip:Visit }").shape[0] == 1
    with pytest.raises(RuntimeError):
        dataset.add((rdflib.URIRef("urn:a"), rdflib.URIRef("urn:b"), rdflib.URIRef("urn:c"), rdflib.URIRef("urn:d")))


def test_no_graph_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no graph here; build one with: kg build"):
        kg.open(tmp_path / "nowhere")
    Folder.create(tmp_path / "begun")
    with pytest.raises(BadInput, match="store cannot be opened, build it first"):
        kg.open(tmp_path / "begun")


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_missing_library_is_told(graph: Graph, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(BadInput, match=rf"pip install 'diplomatic-kg\[{library}\]'"):
        graph.query("ASK {}", library=library)  # type: ignore[call-overload]


def test_another_library_is_refused(graph: Graph) -> None:
    with pytest.raises(BadInput, match="pandas or polars, not of 'excel'"):
        graph.events(library="excel")  # type: ignore[call-overload]
