"""The straight line: what is stored, what is left out, and what a build that was cut short leaves behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import fakes
import pytest

from kg import pipeline
from kg.errors import BadInput
from kg.folder import Folder, Reading
from kg.records import Document
from kg.report import Count, Report
from kg.store import open_store

HERE = Path(__file__).parent
ARTICLES = {
    "one": "وزير خارجية قطر زار تونس\nأجرى الوزير محادثات هناك عن التعاون في مجال الطاقة.\n",
    "two": "وفد من النرويج زار تونس\nوناقش الوفد مشاريع الصيد البحري في خليج قابس.\n",
    "three": "وفد من النرويج زار قطر\nوبحث الجانبان أسعار الغاز في الأسواق الأوروبية.\n",
}


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def build(*paths: Path, out: Path, **changes: str) -> Report:
    stages = fakes.stages(parts=changes or None)
    return pipeline.build([str(path) for path in paths], out=out, published="2021-05-23", stages=stages)


def turtle(out: Path) -> bytes:
    return (out / "graph.ttl").read_bytes()


def test_documents_become_a_graph_with_its_files(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    report = build(articles, out=out)
    assert (report.documents, report.stored, report.skipped, report.duplicates) == (3, 3, (), ())
    assert report.events == (Count("Visit", 3),)
    assert report.entities == 3
    assert report.triples == len(open_store(out / "store", read_only=True))
    assert b"dip:Visit" in turtle(out)
    assert "قطر" in (out / "graph.html").read_text(encoding="utf-8")
    written = Report.from_json((out / "report.json").read_text(encoding="utf-8"))
    assert replace(written, seconds=()) == replace(report, seconds=())
    assert [one.stage for one in report.seconds][:5] == ["documents", "models", "store", "annotation", "mentions"]


def test_records_of_every_document_can_be_read_back(articles: Path, tmp_path: Path) -> None:
    build(articles, out=tmp_path / "out")
    readings = list(Folder.open(tmp_path / "out").readings())
    assert sorted(reading.document.id for reading in readings) == ["one", "three", "two"]
    one = next(reading for reading in readings if reading.document.id == "one")
    assert one.document.text == ARTICLES["one"]
    assert [mention.text for mention in one.mentions] == ["قطر", "تونس"]
    assert one.events[0].time == "2021-05-23"
    assert next(pipeline.read([one.document], fakes.stages())) == one


def test_building_twice_adds_nothing(articles: Path, tmp_path: Path) -> None:
    first = build(articles, out=tmp_path / "out")
    before = turtle(tmp_path / "out")
    second = build(articles, out=tmp_path / "out")
    assert turtle(tmp_path / "out") == before
    assert replace(second, seconds=()) == replace(first, seconds=())


def test_a_second_build_adds_to_the_first(articles: Path, tmp_path: Path) -> None:
    whole, parts = tmp_path / "whole", tmp_path / "parts"
    build(articles, out=whole)
    build(articles / "three.txt", out=parts)
    report = build(articles / "one.txt", articles / "two.txt", out=parts)
    assert (report.documents, report.stored) == (2, 3)
    assert turtle(parts) == turtle(whole)


def test_a_changed_document_takes_the_place_of_the_former(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(articles, out=out)
    (articles / "one.txt").write_text("أمير قطر زار النرويج\nوكانت الزيارة قصيرة.\n", encoding="utf-8")
    assert build(articles, out=out).stored == 3
    fresh = tmp_path / "fresh"
    build(articles, out=fresh)
    assert turtle(out) == turtle(fresh)


def test_an_article_of_the_same_name_from_elsewhere_is_another(articles: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "one.txt").write_text("رئيس تونس زار النرويج\nوحضر افتتاح معرض للكتاب.\n", encoding="utf-8")
    out = tmp_path / "out"
    build(articles, out=out)
    assert build(other, out=out).stored == 4
    assert build(other, out=out).stored == 4
    assert {reading.document.text for reading in Folder.open(out).readings()} > {ARTICLES["one"]}


def test_copies_are_left_out_and_named_whichever_build_they_come_in(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(articles, out=out)
    before = turtle(out)
    (articles / "again.txt").write_text(ARTICLES["two"], encoding="utf-8")
    report = build(articles, out=out)
    assert [(left.where, left.reason) for left in report.duplicates] == [("again", "has the words of two")]
    assert (report.documents, report.stored) == (3, 3)
    assert turtle(out) == before


def test_what_cannot_be_read_is_named_and_the_rest_is_built(articles: Path, tmp_path: Path) -> None:
    (articles / "empty.txt").write_text("", encoding="utf-8")
    (articles / "english.txt").write_text("The minister visited the capital on Monday.", encoding="utf-8")
    (articles / "broken.jsonl").write_text('{"text": \n', encoding="utf-8")
    report = build(articles, out=tmp_path / "out")
    assert report.documents == 3
    assert sorted(Path(left.where.partition(":")[0]).name for left in report.skipped) == [
        "broken.jsonl",
        "empty.txt",
        "english.txt",
    ]
    assert all(left.reason for left in report.skipped)


def test_nothing_is_written_when_nothing_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    report = build(tmp_path / "empty.txt", out=tmp_path / "out")
    assert (report.documents, len(report.skipped)) == (0, 1)
    assert not (tmp_path / "out").exists()


def test_other_versions_of_what_reads_read_everything_anew(articles: Path, tmp_path: Path) -> None:
    out, fresh = tmp_path / "out", tmp_path / "fresh"
    build(articles, out=out, models="1")
    report = build(articles / "one.txt", out=out, models="2")
    assert (report.documents, report.reread, report.stored) == (1, 2, 3)
    build(articles, out=fresh, models="2")
    assert turtle(out) == turtle(fresh)
    assert build(articles / "one.txt", out=out, models="2").reread == 0


def test_a_deleted_store_is_filled_from_the_records(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(articles, out=out)
    before = turtle(out)
    for file in (out / "store").iterdir():
        file.unlink()
    build(articles / "one.txt", out=out)
    assert turtle(out) == before


def test_another_base_is_refused_in_the_same_folder(articles: Path, tmp_path: Path) -> None:
    base = "https://example.org/kg/"
    stages = fakes.stages(base=base)
    pipeline.build([str(articles)], out=tmp_path / "out", base=base, stages=stages)
    assert b"https://example.org/kg/" in turtle(tmp_path / "out")
    with pytest.raises(BadInput, match="was built with --base"):
        pipeline.build([str(articles)], out=tmp_path / "out", base="https://example.com/", stages=stages)


def test_progress_counts_up_to_the_number_of_documents(articles: Path, tmp_path: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    pipeline.build(
        [str(articles)],
        out=tmp_path / "out",
        stages=fakes.stages(),
        progress=lambda stage, done, total: steps.append((stage, done, total)),
    )
    assert steps[:4] == [("reading", done, 3) for done in range(4)]
    assert [stage for stage, done, total in steps if done == total] == ["reading", "graph.ttl", "graph.html"]


KILLED = """
import sys, fakes
from kg import pipeline
paths, out, stage, call = [sys.argv[1]], pipeline.Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
pipeline.build(paths, out=out, published="2021-05-23", stages=fakes.killed_at(stage, call))
"""


def run_killed(articles: Path, out: Path, stage: str, call: int, *, seed: int = 0) -> int:
    """Build in a process of its own; its exit status."""
    environment = {**os.environ, "PYTHONPATH": str(HERE), "PYTHONHASHSEED": str(seed)}
    arguments = [sys.executable, "-c", KILLED, str(articles), str(out), stage, str(call)]
    return subprocess.run(arguments, env=environment, check=False).returncode


@pytest.mark.parametrize(
    ("stage", "call"),
    [("annotate", 1), ("mentions", 2), ("extraction", 1), ("graph", 1), ("graph", 3), ("common", 1)],
)
def test_a_killed_build_goes_on_and_ends_with_the_same_graph(
    articles: Path, tmp_path: Path, stage: str, call: int
) -> None:
    undisturbed, killed = tmp_path / "undisturbed", tmp_path / "killed"
    build(articles, out=undisturbed)
    assert run_killed(articles, killed, stage, call) == -signal.SIGKILL
    assert not (killed / "graph.ttl").exists()
    build(articles, out=killed)
    assert turtle(killed) == turtle(undisturbed)


def test_what_a_killed_build_left_is_finished_by_a_build_of_others(articles: Path, tmp_path: Path) -> None:
    killed = tmp_path / "killed"
    assert run_killed(articles, killed, "graph", 2) == -signal.SIGKILL  # "three" is noted but not stored
    report = build(articles / "two.txt", out=killed)
    assert report.stored == 3
    undisturbed = tmp_path / "undisturbed"
    build(articles, out=undisturbed)
    assert turtle(killed) == turtle(undisturbed)


def test_hash_seeds_do_not_show_in_the_graph(articles: Path, tmp_path: Path) -> None:
    assert [run_killed(articles, tmp_path / f"seed{seed}", "graph", 99, seed=seed) for seed in (1, 2)] == [0, 0]
    assert turtle(tmp_path / "seed1") == turtle(tmp_path / "seed2")


def test_the_order_of_the_files_does_not_show_in_the_graph(articles: Path, tmp_path: Path) -> None:
    files = sorted(articles.iterdir())
    build(*files, out=tmp_path / "forwards")
    build(*reversed(files), out=tmp_path / "backwards")
    for file in reversed(files):  # and one build after the other
        build(file, out=tmp_path / "apart")
    assert turtle(tmp_path / "forwards") == turtle(tmp_path / "backwards") == turtle(tmp_path / "apart")


def test_a_damaged_record_is_named(articles: Path, tmp_path: Path) -> None:
    build(articles, out=tmp_path / "out")
    path = tmp_path / "out" / "records" / "one.jsonl"
    path.write_text(path.read_text(encoding="utf-8") + "{}\n", encoding="utf-8")
    lines = len(path.read_text(encoding="utf-8").splitlines())
    with pytest.raises(BadInput, match=rf"one\.jsonl:{lines}: not a record"):
        list(Folder.open(tmp_path / "out").readings())


def test_a_folder_without_graph_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no graph here; build one with"):
        Folder.open(tmp_path)
    (tmp_path / "settings.json").write_text(json.dumps({"base": "x"}), encoding="utf-8")
    with pytest.raises(BadInput, match="malformed"):
        Folder.open(tmp_path)
    with pytest.raises(BadInput, match="is a file"):
        Folder.create(tmp_path / "settings.json")


def test_long_and_odd_ids_have_files(tmp_path: Path) -> None:
    folder = Folder.create(tmp_path / "out")
    for doc_id in ("خبر/2021:05" + "ط" * 300, "خبر/2021:05" + "ط" * 301, "../up"):
        document = Document(doc_id, "نص")
        folder.write_pending(Reading(document, (), (), ()))
        folder.settle(doc_id)
        assert folder.reading(doc_id).document == document
    assert len(list((tmp_path / "out" / "records").iterdir())) == 3
