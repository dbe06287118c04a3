"""Reading with models that are not the bundled ones: Stanza's official architecture, tiny and with random weights."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import official
import pytest
from reading import document

from kg.annotate import Reader
from kg.errors import BadModel
from kg.folder import Folder

COMMAND = (sys.executable, "-c", "from kg.cli import main; main()")  # `kg`, where no environment is activated
SENTENCE = "وصل وزير الخارجية الأردني إلى القاهرة يوم الاثنين."


@pytest.fixture(scope="module")
def resources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder laid out like Stanza's resources."""
    return official.make(tmp_path_factory.mktemp("stanza") / "resources", official.TINY)


def build(folder: Path, *, out: Path, resources: Path) -> subprocess.CompletedProcess[str]:
    """``kg build --models stanza`` of one sentence, where Stanza keeps its resources in a folder and has no network."""
    folder.mkdir(exist_ok=True)
    (folder / "report.txt").write_text(SENTENCE * 3 + "\n", encoding="utf-8")
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
    return subprocess.run(
        [*COMMAND, "build", str(folder), "--out", str(out), "--models", "stanza", "--no-view"],
        check=False, capture_output=True, encoding="utf-8",
        env={**os.environ, **nowhere, "STANZA_RESOURCES_DIR": str(resources)},
    )  # fmt: skip


def test_official_models_read_a_sentence_from_file_to_graph(resources: Path, tmp_path: Path) -> None:
    done = build(tmp_path / "news", out=tmp_path / "build", resources=resources)
    assert done.returncode == 0, done.stderr
    (reading,) = Folder.open(tmp_path / "build").readings()
    assert reading.document.text.startswith(SENTENCE)
    (cached,) = (tmp_path / "build" / "cache").rglob("*.json")
    assert '"stanza-' in cached.read_text(encoding="utf-8")


def test_official_models_that_are_not_there_and_cannot_come(tmp_path: Path) -> None:
    done = build(tmp_path / "news", out=tmp_path / "build", resources=tmp_path / "nothing")
    assert done.returncode == 2
    assert "--models stanza: " in done.stderr
    assert "stanza.download('ar')" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_of_official_models_gives_words_with_heads_and_raw_offsets(resources: Path) -> None:
    text = document(SENTENCE)
    (annotation,) = Reader(models=str(resources)).read([text])
    assert annotation.models == Reader(models=str(resources)).version
    words = [word for sentence in annotation.sentences for word in sentence.words]
    assert words
    assert all(one.begin <= other.begin and one.end <= other.end for one, other in pairwise(words))
    covered = {place for word in words for place in range(word.begin, word.end)}
    assert covered >= {place for place, letter in enumerate(SENTENCE) if letter != " "}
    for sentence in annotation.sentences:
        assert sum(word.head == 0 for word in sentence.words) == 1
        assert all(0 <= word.head <= len(sentence.words) for word in sentence.words)


def test_a_folder_without_one_of_the_models_says_what_to_do(resources: Path, tmp_path: Path) -> None:
    shutil.copytree(resources, tmp_path / "half")
    (tmp_path / "half" / "ar" / "ner" / "aqmar_charlm.pt").unlink()
    with pytest.raises(BadModel, match=r"half.*stanza\.download\('ar', model_dir='.*half'\)"):
        list(Reader(models=str(tmp_path / "half")).read([document(SENTENCE)]))


def test_a_folder_that_is_not_there_is_named() -> None:
    with pytest.raises(BadModel, match="--models nowhere: there is no such folder"):
        Reader(models="nowhere").version  # noqa: B018
