"""Measures of a network whose right values can be counted by hand."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import fakes
import networkx as nx
import pytest
from click.testing import CliRunner

from kg import analysis, pipeline
from kg.cli import main
from kg.errors import BadInput

TELLINGS = [  # source, target, role, event, document, quad class, status, begin
    ("a", "b", "recipient", "1", "x", "verbal_cooperation", "actual", "2020-03-01"),
    ("a", "b", "recipient", "1", "y", "verbal_cooperation", "actual", "2020-03-01"),
    ("b", "a", "recipient", "2", "x", "material_conflict", "ongoing", "2021-01-01"),
    ("a", "b", "recipient", "3", "x", "material_cooperation", "actual", "2021-02-01"),
    ("b", "c", "party", "4", "y", "verbal_conflict", "actual", None),
    ("a", "c", "recipient", "5", "y", "verbal_conflict", "negated", "2021-02-01"),
    ("a", "p", "place", "6", "y", "verbal_cooperation", "actual", "2021-02-01"),
    ("a", "a", "alone", "7", "y", "verbal_cooperation", "actual", "2021-02-01"),
]


@pytest.fixture
def graph() -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from((node, {"label": node.upper()}) for node in "abcp")
    for source, target, role, event, doc, quad_class, status, begin in TELLINGS:
        data = {"role": role, "event": event, "doc": doc, "quad_class": quad_class, "status": status}
        graph.add_edge(source, target, **data, **({"begin": begin} if begin else {}))
    return graph


def values(rows: list[analysis.Row], *columns: str) -> list[tuple[str | int | float, ...]]:
    return [tuple(row[column] for column in columns) for row in rows]


def test_dyads_count_events_once_and_leave_out_places_and_what_did_not_happen(graph) -> None:
    rows = analysis.measure(graph, "dyads")
    assert values(rows, "source", "target", "role", "events", "tellings", "documents") == [
        ("a", "b", "recipient", 2, 3, 2),
        ("b", "a", "recipient", 1, 1, 1),
        ("b", "c", "party", 1, 1, 1),
    ]
    denied = analysis.measure(graph, "dyads", statuses=["negated"])
    assert values(denied, "source_name", "target_name", "events") == [("A", "C", 1)]


def test_balance_is_of_both_directions_together(graph) -> None:
    rows = analysis.measure(graph, "balance")
    assert values(rows, "source", "target", *analysis.QUAD_CLASSES, "events", "balance") == [
        ("a", "b", 1, 1, 0, 1, 3, 0.333333),
        ("b", "c", 0, 0, 1, 0, 1, -1.0),
    ]


def test_centrality_of_who_stands_between(graph) -> None:
    rows = analysis.measure(graph, "centrality")
    assert values(rows, "actor", "partners", "events", "degree", "betweenness") == [
        ("b", 2, 4, 1.0, 1.0),
        ("a", 1, 3, 0.5, 0.0),
        ("c", 1, 1, 0.5, 0.0),
    ]


def test_slices_are_of_the_first_day(graph) -> None:
    rows = analysis.measure(graph, "slices", by="year")
    assert values(rows, "period", "actors", "pairs", "events", "balance") == [
        ("2020", 2, 1, 1, 1.0),
        ("2021", 2, 1, 2, 0.0),
        ("undated", 2, 1, 1, -1.0),
    ]
    months = [row["period"] for row in analysis.measure(graph, "dyads", by="month")]
    assert months == ["2020-03", "2021-01", "2021-02", "undated"]


def test_communities_are_the_groups_that_hang_together_under_every_hash_seed() -> None:
    script = """
import json, networkx as nx
from kg import analysis
graph = nx.MultiDiGraph()
data = {"role": "party", "doc": "d", "quad_class": "verbal_cooperation", "status": "actual"}
for group in ("abcd", "wxyz"):
    for one in group:
        for other in group:
            if one < other:
                graph.add_edge(one, other, event=one + other, **data)
graph.add_edge("d", "w", event="bridge", **data)
print(json.dumps(analysis.measure(graph, "communities")))
"""
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script], check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in "0123"
    }
    assert len(outputs) == 1
    rows = json.loads(outputs.pop())
    assert [(row["community"], row["actor"]) for row in rows] == [(1, n) for n in "abcd"] + [(2, n) for n in "wxyz"]
    assert rows[0]["modularity"] == round(12 / 13 - 0.5, 6)  # 12 of 13 ties within, half of all ends in each group


def test_rows_have_their_columns_and_an_empty_graph_none(graph) -> None:
    empty: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for name, columns in analysis.COLUMNS.items():
        rows = analysis.measure(graph, name, by="month")
        assert {tuple(row) for row in rows} == {columns}
        assert all(one["period"] <= other["period"] for one, other in pairwise(rows))
        assert analysis.measure(empty, name) == []
    with pytest.raises(BadInput, match="no measure 'fame'"):
        analysis.measure(graph, "fame")


def test_an_unknown_status_is_told(graph) -> None:
    with pytest.raises(BadInput, match="no status 'done' in a list of: actual, planned"):
        analysis.measure(graph, "dyads", statuses=["actual", "done"])
    with pytest.raises(BadInput, match="no status 'actual' in a list"):
        analysis.counted(graph, statuses="actual")


def test_what_is_counted_is_a_network_of_its_own(graph) -> None:
    part = analysis.counted(graph)
    assert {node: data["count"] for node, data in part.nodes(data=True)} == {"a": 3, "b": 4, "c": 1}
    assert part.number_of_edges() == 5
    assert set(analysis.counted(graph, statuses=["negated"])) == {"a", "c"}


def test_the_command_prints_tables_csv_and_json(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("وزير خارجية تونس زار قطر\nلم يذكر البيان النرويج.\n", encoding="utf-8")
    pipeline.build([str(tmp_path / "one.txt")], out=tmp_path / "out", published="2021-05-23", stages=fakes.stages())

    def run(form: str) -> str:
        done = CliRunner().invoke(main, ["network", "--graph", str(tmp_path / "out"), "--format", form])
        assert done.exit_code == 0, done.output
        return done.stdout

    rows = json.loads(run("json"))
    assert [(row["source_name"], row["target_name"], row["events"]) for row in rows] == [("تونس", "قطر", 1)]
    header, row = run("csv").splitlines()
    assert header == ",".join(analysis.COLUMNS["dyads"])
    assert row.split(",") == [str(value) for value in rows[0].values()]
    assert "تونس" in run("table")

    options = ["--status", "actual", "--picture", str(tmp_path / "network.png")]
    done = CliRunner().invoke(main, ["network", "--graph", str(tmp_path / "out"), *options])
    assert done.exit_code == 0, done.output
    assert (tmp_path / "network.png").read_bytes().startswith(b"\x89PNG")
    wrong = CliRunner().invoke(main, ["network", "--graph", str(tmp_path / "out"), "--status", "done"])
    assert wrong.exit_code == 2 and "'done' is not one of" in wrong.stderr
