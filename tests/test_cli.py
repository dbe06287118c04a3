"""The command line: what it prints, its exit codes, and that people are told what they can do."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import fakes
import pytest
from click.testing import CliRunner, Result
from starlette.applications import Starlette
from starlette.testclient import TestClient

from kg import ids, pipeline
from kg.cli import main
from kg.cli.export import FORMATS
from kg.folder import Folder
from kg.records import Quad
from kg.store import open_store
from kg.views import neo4j

ROOT = Path(__file__).resolve().parents[1]
ARTICLE = "وزير خارجية قطر زار تونس\nأجرى الوزير محادثات هناك عن التعاون في مجال الطاقة.\n"


def run(*arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)


@pytest.fixture(autouse=True)
def no_models(monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands are tested over fake stages; that the real ones fit is tested elsewhere."""

    def stages(*, base: str = ids.RESOURCE, **_: object) -> pipeline.Stages:
        return fakes.stages(base=base)

    monkeypatch.setattr(pipeline, "real_stages", stages)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of one article."""
    folder = tmp_path_factory.mktemp("cli")
    (folder / "one.txt").write_text(ARTICLE, encoding="utf-8")
    pipeline.build([str(folder / "one.txt")], out=folder / "out", published="2021-05-23", stages=fakes.stages())
    return folder / "out"


def commands(group: click.Group, name: str = "kg") -> Iterator[tuple[str, click.Command]]:
    for key, command in sorted(group.commands.items()):
        yield f"{name} {key}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{name} {key}")


ALL = dict(commands(main))


@pytest.mark.parametrize("name", ALL)
def test_every_command_has_examples_and_is_documented(name: str) -> None:
    shown = run(*name.split()[1:], "--help")
    assert shown.exit_code == 0
    assert re.search(rf"Examples:\s+.*{name}", shown.output, re.DOTALL)
    assert re.search(rf"^{name}\b", (ROOT / "docs" / "usage.md").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("name", ALL)
def test_every_option_has_help(name: str) -> None:
    for parameter in ALL[name].params:
        assert not isinstance(parameter, click.Option) or parameter.help, parameter.name


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from click.testing import CliRunner; from kg.cli import main;"
        "assert CliRunner().invoke(main, ['--help']).exit_code == 0;"
        "print(*sorted({'torch', 'stanza', 'rdflib', 'pyvis', 'pandas'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_build_reports_and_says_where_to_look(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "copy.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    result = run("build", tmp_path, "--out", tmp_path / "out", "--published", "2021-05-23", "--source", "واج")
    assert result.exit_code == 0
    assert "1 read, 1 skipped, 1 duplicates" in result.stdout
    assert "events     1 (Visit 1)" in result.stdout
    assert f"kg serve --graph {tmp_path / 'out'}" in result.stdout
    assert result.stderr.splitlines() == [
        f"skipped {tmp_path / 'empty.txt'}: the file is empty",
        "duplicate one: has the words of copy",
    ]
    (document,) = Folder.open(tmp_path / "out").documents()
    assert (document.published, document.source) == ("2021-05-23", "واج")


def test_build_without_view_and_with_columns(tmp_path: Path) -> None:
    (tmp_path / "news.csv").write_text(f'key,story_text\n7,"{ARTICLE}"\n', encoding="utf-8")
    columns = "text=story_text,id=key"
    result = run("build", tmp_path / "news.csv", "--out", tmp_path / "out", "--no-view", "--columns", columns)
    assert result.exit_code == 0
    assert not (tmp_path / "out" / "graph.html").exists()
    assert "graph.html" not in result.stdout
    assert [document.id for document in Folder.open(tmp_path / "out").documents()] == ["7"]


def test_build_reads_standard_input(tmp_path: Path) -> None:
    assert run("build", "-", "--out", tmp_path / "out", stdin=ARTICLE).exit_code == 0
    assert [document.id for document in Folder.open(tmp_path / "out").documents()] == ["stdin"]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "the file is empty"),
        ("binary.txt", bytes(range(256)) * 20, "binary"),
        ("english.txt", b"The minister visited the capital on Monday.", "not Arabic"),
        ("no-text.jsonl", '{"title": "خبر"}\n'.encode(), "no text"),
        ("broken.jsonl", b'{"text": \n', "JSON"),
    ],
)
def test_what_cannot_be_read_is_one_line_and_exit_code_2(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(content)
    result = run("build", tmp_path / name, "--out", tmp_path / "out")
    assert result.exit_code == 2
    first, last = result.stderr.splitlines()
    assert name in first and reason in first
    assert last == "nothing was built: no document could be read"
    assert not (tmp_path / "out").exists()


def fails(*arguments: str | Path) -> str:
    """The only line on stderr of a command that must end with exit code 2, without a traceback."""
    result = run(*arguments)
    assert result.exit_code == 2, result.output
    assert isinstance(result.exception, SystemExit)
    (line,) = result.stderr.splitlines()
    return line


def test_errors_name_the_file_and_the_reason(tmp_path: Path, graph: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "nowhere: no such file or folder" in fails("build", tmp_path / "nowhere", "--out", tmp_path / "out")
    assert "no documents in this folder" in fails("build", tmp_path / "empty", "--out", tmp_path / "out")
    assert "no graph here; build one with" in fails("query", "--graph", tmp_path, "who-met-whom")
    assert "no query is named 'who-knows'" in fails("query", "--graph", graph, "who-knows")
    assert "cannot be parsed" in fails("query", "--graph", graph, "SELECT ?a {")
    assert "missing.rq: cannot be read" in fails("query", "--graph", graph, tmp_path / "missing.rq")
    assert "is no folder that you may write to" in fails(
        "export", "--graph", graph, "events", tmp_path / "no" / "e.csv"
    )
    assert "no annotated documents" in fails("evaluate", tmp_path)


def test_a_missing_gazetteer_column_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()  # the real stages, which fail before any model is loaded
    (tmp_path / "one.txt").write_text(ARTICLE, encoding="utf-8")
    tables = tmp_path / "tables"
    tables.mkdir()
    for file in (ROOT / "seeds" / "gazetteer").glob("*.csv"):
        (tables / file.name).write_text(file.read_text(encoding="utf-8").replace("iso3", "iso_3", 1), encoding="utf-8")
    line = fails("build", tmp_path / "one.txt", "--out", tmp_path / "out", "--gazetteer", tables)
    assert "states.csv" in line and "iso3" in line


@pytest.mark.parametrize("columns", ["text", "text=", "text=a,,"])
def test_malformed_options_are_usage_errors(tmp_path: Path, columns: str) -> None:
    result = run("build", tmp_path, "--columns", columns)
    assert result.exit_code == 2
    assert "text=body,title=headline" in result.stderr


VISITS = "SELECT DISTINCT ?begin { ?visit a dip:Visit ; dip:begin ?begin }"


def test_query_answers_in_every_format(graph: Path, tmp_path: Path) -> None:
    table = run("query", "--graph", graph, VISITS)
    assert table.stdout.splitlines() == ["begin", "----------", "2021-05-23"]
    assert table.stderr == "1 rows\n"
    assert run("query", "--graph", graph, VISITS, "--format", "csv").stdout.split() == ["begin", "2021-05-23"]
    answer = json.loads(run("query", "--graph", graph, VISITS, "--format", "json").stdout)
    assert answer["results"]["bindings"][0]["begin"]["value"] == "2021-05-23"
    (tmp_path / "visits.rq").write_text("CONSTRUCT { ?v a dip:Visit } { ?v a dip:Visit }", encoding="utf-8")
    turtle = run("query", "--graph", graph, tmp_path / "visits.rq", "--format", "turtle").stdout
    assert re.search(r"event:\w+ a dip:Visit \.", turtle)
    assert run("query", "--graph", graph, VISITS, "--format", "turtle").exit_code == 2


def test_query_lists_and_sets_what_competency_queries_ask(graph: Path) -> None:
    listed = run("query", "--list").stdout.splitlines()
    assert len(listed) >= 10
    assert any(line.startswith("who-met-whom") for line in listed)
    assert run("query", "--graph", graph).exit_code == 2
    rows = run("query", "--graph", graph, "visits-by-state-and-year", "--format", "csv").stdout.splitlines()
    assert rows[1:] == ["QAT,TUN,2021,1"] or rows[1:] == ["TUN,QAT,2021,1"]
    assert "offices-on-date: no parameter 'day'" in fails(
        "query", "--graph", graph, "offices-on-date", "--set", "day=1"
    )
    assert "'date' is '1'" in fails("query", "--graph", graph, "offices-on-date", "--set", "date=1")
    assert run("query", "--graph", graph, "offices-on-date", "--set", "date=2021-05-23").exit_code == 0


def test_export_writes_every_format(graph: Path, tmp_path: Path) -> None:
    for form in FORMATS:
        result = run("export", "--graph", graph, form, tmp_path / form)
        assert (result.exit_code, result.stderr) == (0, f"wrote {tmp_path / form}\n")
    assert (tmp_path / "turtle").read_bytes() == (graph / "graph.ttl").read_bytes()
    assert {path.name for path in (tmp_path / "neo4j").iterdir()} == {*neo4j.FILES}
    assert run("export", "--graph", graph, "events", tmp_path / "e.parquet").exit_code == 0
    assert (tmp_path / "e.parquet").read_bytes().startswith(b"PAR1")
    assert "is a file; neo4j needs a folder" in fails("export", "--graph", graph, "neo4j", tmp_path / "turtle")
    assert "is a folder; name a file" in fails("export", "--graph", graph, "turtle", tmp_path)
    with (tmp_path / "events").open(encoding="utf-8", newline="") as file:
        (event,) = csv.DictReader(file)
    assert (event["doc_id"], event["type"], event["trigger"], event["time"]) == ("one", "Visit", "زار", "2021-05-23")
    with (tmp_path / "mentions").open(encoding="utf-8", newline="") as file:
        mentions = list(csv.DictReader(file))
    assert [mention["text"] for mention in mentions] == ["قطر", "تونس"]
    assert all(ARTICLE[int(m["begin"]) : int(m["end"])] == m["text"] for m in mentions)


def test_view_writes_one_page(graph: Path, tmp_path: Path) -> None:
    assert run("view", "--graph", graph, "--output", tmp_path / "view.html").exit_code == 0
    assert (tmp_path / "view.html").read_bytes() == (graph / "graph.html").read_bytes()


def test_view_draws_a_picture(graph: Path, tmp_path: Path) -> None:
    assert run("view", "--graph", graph, "--png", tmp_path / "ar.png").exit_code == 0
    assert run("view", "--graph", graph, "--png", tmp_path / "en.png", "--language", "en").exit_code == 0
    arabic, english = (tmp_path / "ar.png").read_bytes(), (tmp_path / "en.png").read_bytes()
    assert arabic.startswith(b"\x89PNG") and english.startswith(b"\x89PNG") and arabic != english
    both = run("view", "--graph", graph, "--png", tmp_path / "a.png", "--output", tmp_path / "a.html")
    assert both.exit_code == 2 and "call twice" in both.stderr
    page = run("view", "--graph", graph, "--output", tmp_path / "a.html", "--language", "en")
    assert page.exit_code == 2 and "--language is for --png" in page.stderr


def test_explain_shows_the_sentence(graph: Path) -> None:
    result = run("explain", "--graph", graph, "https://w3id.org/diplomatic-kg/resource/state/QAT")
    assert result.exit_code == 0
    assert "زار" in result.stdout
    assert fails("explain", "--graph", graph, "https://example.org/nothing")


def test_explain_marks_the_trigger(graph: Path) -> None:
    result = run("explain", "--graph", graph, "https://w3id.org/diplomatic-kg/resource/state/QAT")
    assert "وزير خارجية قطر **زار** تونس" in result.stdout


def test_extract_prints_a_telling_a_line() -> None:
    (row,) = [json.loads(line) for line in run("extract", stdin=ARTICLE).stdout.splitlines()]
    assert (row["type"], row["trigger"], row["rule"]) == ("Visit", "زار", "fake")
    assert {row["actor_states"], row["recipient_states"]} == {"QAT", "TUN"}
    assert row["sentence"] == ARTICLE.splitlines()[0]
    assert run("extract", "--text", ARTICLE).exit_code == 0
    assert "state/TUN" in run("extract", "--text", ARTICLE, "--format", "table").stdout


def test_extract_refuses_two_sources_and_reports_none(tmp_path: Path) -> None:
    assert run("extract", "one.txt", "--text", ARTICLE).exit_code == 2
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    assert run("extract", tmp_path / "empty.txt").exit_code == 2


def test_check_passes_and_fails_by_exit_code(graph: Path, tmp_path: Path) -> None:
    assert run("check", "--graph", graph).exit_code == 0
    (tmp_path / "one.txt").write_text(ARTICLE, encoding="utf-8")
    whole = fakes.stages()

    def unproven(*records: Any) -> list[Quad]:
        return [quad for quad in whole.graph(*records) if not quad.predicate.endswith("#evidence")]

    pipeline.build([str(tmp_path / "one.txt")], out=tmp_path / "out", stages=replace(whole, graph=unproven))
    result = run("check", "--graph", tmp_path / "out")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[0] == "Violation EventShape-evidence: 1"
    assert "للحدث شاهد واحد على الأقل." in lines[1]
    assert re.fullmatch(r"  <.*resource/event/\w+>", lines[2])
    assert "    وزير خارجية قطر زار تونس" in lines  # the sentence behind


def test_check_proves_quotes_and_tells_what_does_not_stand_there(graph: Path, tmp_path: Path) -> None:
    article = tmp_path / "of-another-name.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    result = run("check", "--graph", graph, "--sources", tmp_path)
    assert result.exit_code == 0
    assert re.search(r"^[1-9]\d* quotes of 1 texts looked up, 0 do not stand there", result.stderr, re.MULTILINE)
    article.write_text(ARTICLE.replace("قطر", "مصر"), encoding="utf-8")
    result = run("check", "--graph", graph, "--sources", tmp_path)
    assert result.exit_code == 1
    assert result.stdout.startswith("Missing text: one (sha256 ")


def test_check_reasons(graph: Path, tmp_path: Path) -> None:
    result = run("check", "--graph", graph, "--reason")
    assert result.exit_code == 0
    assert "0 contradictions" in result.stderr
    (tmp_path / "one.txt").write_text(ARTICLE, encoding="utf-8")
    whole = fakes.stages()

    def torn(*records: Any) -> list[Quad]:
        quads = list(whole.graph(*records))
        state = next(quad for quad in quads if str(quad.object).endswith("#State"))
        return [*quads, replace(state, object=state.object.replace("#State", "#Treaty"))]  # type: ignore[union-attr]

    pipeline.build([str(tmp_path / "one.txt")], out=tmp_path / "out", stages=replace(whole, graph=torn))
    result = run("check", "--graph", tmp_path / "out", "--reason")
    assert result.exit_code == 1
    assert re.search(r"^Contradiction: Disjoint classes .*Treaty", result.stdout, re.MULTILINE)


def test_serve_opens_the_graph(graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg import serve

    served: list[tuple[bool, int]] = []

    def once(app: Starlette, port: int) -> None:
        answer = TestClient(app).get("/sparql", params={"query": "ASK { ?visit a dip:Visit }"}).json()
        served.append((answer["boolean"], port))

    monkeypatch.setattr(serve, "run", once)
    result = run("serve", "--graph", graph, "--port", "8123")
    assert result.exit_code == 0
    assert "http://127.0.0.1:8123/" in result.stderr
    assert served == [(True, 8123)]


def test_push_copies_the_graph_to_a_server(graph: Path, server: str) -> None:
    result = run("push", "--graph", graph, server)
    assert result.exit_code == 0
    store = open_store(Folder.open(graph).store, read_only=True)
    with closing(open_store(server)) as there:
        assert list(there.quads()) == list(store.quads())
    assert fails("push", "--graph", graph, "other+http://127.0.0.1/")


def test_evaluate_prints_a_table_or_json() -> None:
    table = run("evaluate", ROOT / "tests" / "gold")
    assert table.exit_code == 0
    assert [line.split()[0] for line in table.stdout.splitlines()[:3]] == ["document", "jordan-sweden", "all"]
    scores = json.loads(run("evaluate", ROOT / "tests" / "gold", "--json").stdout)
    assert scores["total"]["mentions"]["gold"] == 9
    assert scores["total"]["mentions"]["f1"] == 0.0  # the fakes know none of its states


def test_models_verify_reports_by_exit_code(monkeypatch: pytest.MonkeyPatch) -> None:
    from kg import models

    monkeypatch.setattr(models, "verify", lambda: ("ner.pt: missing; reinstall",))
    broken = run("models", "verify")
    assert (broken.exit_code, broken.stderr) == (1, "ner.pt: missing; reinstall\n")
    score = models.Score("ner", "F1", "some test", 72.5, 70.0, 75.0, 100)
    row = models.ModelFile("ner", "ner.pt", "0" * 64, 2_500_000, ("corpus",), "CC0-1.0", "train", (score,))
    monkeypatch.setattr(models, "verify", tuple)
    monkeypatch.setattr(models, "manifest", lambda: (row,))
    assert run("models", "verify").exit_code == 0
    assert re.search(r"ner +ner\.pt +2\.5 MB  CC0-1\.0  F1, some test: 72\.5", run("models", "list").stdout)
