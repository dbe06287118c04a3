"""What every store does, whatever is behind it."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import BadInput
from kg.namespaces import XSD
from kg.records import Literal, Quad
from kg.store import Store, open_store, uses
from kg.terms import quad_order

G, H = "http://example.org/g", "http://example.org/h"
S, P = "http://example.org/s", "http://example.org/p"

strings = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
objects = st.one_of(
    st.builds(Literal, strings),
    st.builds(Literal, strings, language=st.sampled_from(["ar", "en"])),
    st.builds(lambda number: Literal(str(number), datatype=XSD + "integer"), st.integers(0, 10**9)),
    st.sampled_from([Literal("0.95", datatype=XSD + "decimal"), Literal("2021-03-01", datatype=XSD + "date"), G]),
)


def test_what_goes_in_comes_out_sorted(empty: Store) -> None:
    quads = [Quad(S, P, Literal("قمة", "ar"), G), Quad(S, P, H, G), Quad(S, P, Literal('قال: "نعم"\n\\'), G)]
    empty.replace_graph(G, quads)
    assert list(empty.quads()) == sorted(quads, key=quad_order)
    assert len(empty) == 3


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(objects, max_size=5))
def test_every_literal_survives(empty: Store, values: list[str | Literal]) -> None:
    quads = {Quad(S, P, value, G) for value in values}
    empty.replace_graph(G, quads)
    assert set(empty.quads(G)) == quads


def test_replacing_touches_one_graph(empty: Store) -> None:
    empty.replace_graph(G, [Quad(S, P, Literal("قديم"), G)])
    empty.replace_graph(H, [Quad(S, P, Literal("باق"), H)])
    empty.replace_graph(G, [Quad(S, P, Literal("جديد"), G)])
    assert list(empty.quads(G)) == [Quad(S, P, Literal("جديد"), G)]
    assert list(empty.quads(H)) == [Quad(S, P, Literal("باق"), H)]
    assert empty.graphs() == [G, H]


def test_graphs_may_share_a_statement(empty: Store) -> None:
    for graph in (G, H):
        empty.replace_graph(graph, [Quad(S, P, H, graph)])
    assert list(empty.quads(G)) == [Quad(S, P, H, G)]
    assert len(empty) == 2
    empty.replace_graph(G, [Quad(S, P, G, G)])
    assert list(empty.quads()) == [Quad(S, P, G, G), Quad(S, P, H, H)]
    assert empty.query("SELECT DISTINCT ?o WHERE { ?s ?p ?o } ORDER BY ?o").plain() == [[G], [H]]


def test_a_failed_replacement_leaves_the_former_graph(empty: Store) -> None:
    before = [Quad(S, P, Literal("قديم"), G)]
    empty.replace_graph(G, before)
    with pytest.raises(ValueError, match="cannot go into"):
        empty.replace_graph(G, [Quad(S, P, Literal("جديد"), G), Quad(S, P, Literal("غريب"), H)])
    assert list(empty.quads()) == before


def test_many_graphs_at_once(empty: Store) -> None:
    empty.replace_graph(G, [Quad(S, P, Literal("قديم"), G)])
    new = {graph: [Quad(S, P, Literal("جديد"), graph), Quad(S, P, graph, graph)] for graph in (G, H)}
    empty.load(new.items())
    assert list(empty.quads()) == [quad for graph in (G, H) for quad in sorted(new[graph], key=quad_order)]
    assert sorted(empty.query("SELECT DISTINCT ?o { ?s ?p ?o }").plain()) == [[G], [H], ["جديد"]]
    with pytest.raises(ValueError, match="cannot go into"):
        empty.load([(G, [Quad(S, P, Literal("غريب"), H)])])


def test_an_empty_graph_is_no_graph(empty: Store) -> None:
    empty.replace_graph(G, [Quad(S, P, H, G)])
    empty.replace_graph(G, [])
    assert empty.graphs() == []
    empty.replace_graph(G, [Quad(S, P, H, G)])
    empty.drop_graph(G)
    empty.drop_graph(H)
    assert (empty.graphs(), len(empty)) == ([], 0)


def test_a_query_sees_the_union(empty: Store) -> None:
    empty.replace_graph(G, [Quad(S, P, Literal("1", datatype=XSD + "integer"), G)])
    empty.replace_graph(H, [Quad(S, P, Literal("2", datatype=XSD + "integer"), H)])
    table = empty.query(f"SELECT ?o ?none WHERE {{ <{S}> <{P}> ?o }} ORDER BY ?o")
    assert table.columns == ("o", "none")
    assert table.plain() == [["1", ""], ["2", ""]]
    assert table.rows[0][1] is None
    assert empty.query(f"SELECT ?o WHERE {{ GRAPH <{H}> {{ ?s ?p ?o }} }}").plain() == [["2"]]


def test_ask_and_construct(empty: Store) -> None:
    empty.replace_graph(G, [Quad(S, P, Literal("زيارة", "ar"), G), Quad(S, P, H, G)])
    assert empty.query(f"ASK {{ <{S}> <{P}> <{H}> }}").plain() == [["true"]]
    assert empty.query(f"ASK {{ <{H}> <{P}> <{H}> }}").plain() == [["false"]]
    table = empty.query("CONSTRUCT { ?o ?p ?s } WHERE { ?s ?p ?o . FILTER(isIRI(?o)) }")
    assert (table.form, table.rows) == ("construct", ((H, P, S),))


@pytest.mark.parametrize(
    ("sparql", "message"),
    [
        ("SELECT ?s WHERE {", "cannot be parsed"),
        ("SELECT * WHERE { ?s unknown:prefix ?o }", "cannot be parsed"),
        ("SELECT (<http://example.org/function>(1) AS ?x) WHERE {}", "cannot be answered"),
        ("DELETE WHERE { ?s ?p ?o }", "cannot be parsed"),
        ("SELECT * WHERE { service <http://127.0.0.1/> { ?s ?p ?o } }", "SERVICE"),
    ],
)
def test_bad_queries_are_one_clear_line(empty: Store, sparql: str, message: str) -> None:
    with pytest.raises(BadInput, match=message) as caught:
        empty.query(sparql)
    assert "\n" not in str(caught.value)


def test_from_narrows_on_disk_and_is_refused_in_memory(tmp_path: Path) -> None:
    sparql = f"SELECT ?s FROM <{H}> WHERE {{ ?s ?p ?o }}"
    store = open_store(tmp_path / "store")
    store.replace_graph(G, [Quad(S, P, H, G)])
    assert store.query(sparql).rows == ()
    with pytest.raises(BadInput, match="GRAPH"):
        open_store().query(sparql)


@pytest.mark.parametrize(
    ("sparql", "found"),
    [
        ("SELECT * { service <a:b> {} }", True),
        ("SELECT * { # a comment ends here too\rSERVICE <a:b> {} }", True),
        ("SELECT*{BIND(<a:b>AS?x)BIND(1 AS?c)FILTER(?c<3)SERVICE?x#>\n{}}", True),
        ('SELECT*{BIND("""\\"""" AS ?x) SERVICE <a:b> {} BIND("" AS ?y)}', True),
        ("SELECT * { ?s ?p 1SERVICE <a:b> {} }", True),
        ("PREFIX e: <e:> SELECT * { ?s ?p e:a\\# . SERVICE <a:b> {}\n}", True),
        ('SELECT * { ?s ?p "SERVICE" }', False),
        ("SELECT * { ?service ?p <http://example.org/SERVICE> } # SERVICE", False),
        ("PREFIX service: <e:> SELECT * { ?s service:service ?o }", False),
        ("SELECT * { ?s ?p '''it's a SERVICE''' }", False),
    ],
)
def test_keywords_are_told_from_other_text(sparql: str, found: bool) -> None:
    assert uses(sparql, "SERVICE") is found


@pytest.mark.parametrize(
    "update",
    [
        "LOAD <file:///etc/hostname>",
        "LOAD SILENT <http://127.0.0.1/>",
        "INSERT { ?s ?p ?o } WHERE { SERVICE <a:b> {} }",
    ],
)
def test_updates_reach_for_nothing(empty: Store, update: str) -> None:
    with pytest.raises(BadInput, match="refused"):
        empty.update(f"INSERT DATA {{ GRAPH <{G}> {{ <{S}> <{P}> 1 }} }} ; {update}")
    assert len(empty) == 0


def test_an_update_is_all_or_nothing(empty: Store) -> None:
    empty.update(f'INSERT DATA {{ GRAPH <{G}> {{ <{S}> <{P}> "LOAD" }} }}')
    with pytest.raises(BadInput):
        empty.update(f"DROP ALL ; INSERT DATA {{ GRAPH <{G}> {{ <{S}> <{P}> ")
    assert list(empty.quads()) == [Quad(S, P, Literal("LOAD"), G)]


def test_blank_nodes_of_others_get_names(empty: Store) -> None:
    empty.update(f"INSERT {{ GRAPH <{G}> {{ [] <{P}> <{H}> }} }} WHERE {{}}")
    (quad,) = empty.quads()
    assert quad.subject.startswith("https://") and "/genid/" in quad.subject


def test_blank_nodes_of_queries_get_names(tmp_path: Path) -> None:
    for path in (None, tmp_path / "store"):
        assert "/genid/" in open_store(path).query("SELECT (BNODE() AS ?b) {}").plain()[0][0]


@pytest.mark.parametrize("sparql", ["SELECT ?o { ?s ?p ?o } ORDER BY ?o", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"])
def test_a_limit_says_what_it_left_out(empty: Store, sparql: str) -> None:
    empty.replace_graph(G, [Quad(S, P, Literal(str(number)), G) for number in range(3)])
    short, whole = empty.query(sparql, limit=2), empty.query(sparql, limit=3)
    assert (len(short.rows), short.complete) == (2, False)
    assert (len(whole.rows), whole.complete) == (3, True)


def test_the_store_on_disk_stays(tmp_path: Path) -> None:
    open_store(tmp_path / "store").replace_graph(G, [Quad(S, P, Literal("باق"), G)])
    assert len(open_store(tmp_path / "store", read_only=True)) == 1


def test_a_store_that_is_not_there_is_no_empty_store(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="build it first"):
        open_store(tmp_path / "nothing", read_only=True)


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    first = open_store(tmp_path / "store")
    with pytest.raises(BadInput, match="other process"):
        open_store(tmp_path / "store")
    assert len(first) == 0


def test_a_store_of_an_earlier_version_is_understood(tmp_path: Path) -> None:
    former = pyoxigraph.Store(tmp_path / "store")
    former.update(f"INSERT DATA {{ GRAPH <{G}> {{ <{S}> <{P}> <{H}> }} GRAPH <{H}> {{ <{S}> <{P}> <{H}> }} }}")
    del former
    for read_only in (True, False):
        store = open_store(tmp_path / "store", read_only=read_only)
        assert store.query("SELECT DISTINCT ?o { ?s ?p ?o }").plain() == [[H]]
        assert len(store) == 2
        del store
    assert open_store(tmp_path / "store", read_only=True).query("SELECT ?o { ?s ?p ?o }").plain() == [[H]]
