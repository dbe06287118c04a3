"""The whole way with the real stages and the bundled models, on articles of the seeds."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg import models, pipeline, validate
from kg.folder import Folder
from kg.store import open_store

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = sorted((ROOT / "seeds" / "documents").glob("0[26]-*.txt"))

pytestmark = pytest.mark.skipif(not models.MANIFEST.is_file(), reason="the models are not in this checkout")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("whole") / "out"
    report = pipeline.build([str(path) for path in ARTICLES], out=out)
    assert (report.documents, report.skipped) == (2, ())
    return out


def test_actors_and_events_are_found_where_the_text_has_them(built: Path) -> None:
    for reading in Folder.open(built).readings():
        text = reading.document.text
        assert all(text[mention.begin : mention.end] == mention.text for mention in reading.mentions)
        assert all(text[event.trigger.begin : event.trigger.end] == event.trigger.label for event in reading.events)
        assert "state/CHN" in {entity.id for entity in reading.entities}  # both articles are about Beijing's guests
        assert reading.events


def test_the_graph_keeps_to_its_shapes(built: Path) -> None:
    report = validate.check(open_store(built / "store", read_only=True))
    assert report.conforms, report.results


def test_another_hash_seed_gives_the_same_bytes(built: Path, tmp_path: Path) -> None:
    shutil.copytree(built / "cache", tmp_path / "out" / "cache")
    command = [sys.executable, "-c", "from kg.cli import main; main()", "build", *map(str, ARTICLES)]
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    subprocess.run([*command, "--out", str(tmp_path / "out")], env=environment, check=True, capture_output=True)
    for name in ("graph.ttl", "graph.html"):
        assert (tmp_path / "out" / name).read_bytes() == (built / name).read_bytes()
