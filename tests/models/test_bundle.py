"""The bundled files: listed, whole, and named when they are not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import torch

from kg import models
from kg.errors import BadModel
from kg.models.load import bundled
from kg.models.train.pack import halve, note, pack

MOST = 100_000_000  # bytes of all default model files together


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A bundle of our own: what :func:`pack` makes of tiny checkpoints."""
    work = tmp_path / "work"
    (work / "encoder").mkdir(parents=True)
    (work / "encoder" / "config.json").write_text("{}", encoding="utf-8")
    (work / "saved").mkdir()
    for task in models.TASKS:
        checkpoint = {
            "model": {"weight": torch.ones(2, 3)},
            "optimizer_state_dict": {"step": 7},
            "config": {"bert_model": "somewhere/encoder", "train_file": "somewhere/train.json", "lr": 0.002},
        }
        torch.save(checkpoint, work / "saved" / f"{task}.pt")
    monkeypatch.setattr(models, "FOLDER", tmp_path / "ar")
    monkeypatch.setattr(models, "MANIFEST", tmp_path / "manifest.json")
    pack(work, models.FOLDER, manifest=models.MANIFEST)
    models.manifest.cache_clear()
    yield models.FOLDER
    models.manifest.cache_clear()


def test_packing_halves_the_weights_and_forgets_the_trainer(own: Path) -> None:
    checkpoint = torch.load(own / "ner.pt", weights_only=True)
    assert checkpoint["model"]["weight"].dtype == torch.float16
    assert checkpoint["config"] == {"bert_model": models.ENCODER, "train_file": None, "lr": 0.002}
    assert set(checkpoint) == {"model", "config"}
    assert models.verify() == ()
    assert {row.task for row in models.manifest()} == {"encoder", *models.TASKS}


def test_other_numbers_keep_their_kind() -> None:
    assert halve({"a": [torch.ones(1, dtype=torch.int64), "b"]})["a"][0].dtype == torch.int64


def test_missing_and_corrupt_files_are_named_with_what_to_do(own: Path) -> None:
    (own / "ner.pt").unlink()
    (own / "pos.pt").write_bytes(b"cut short")
    missing, corrupt = models.verify()
    assert missing.startswith("ner.pt: missing; reinstall")
    assert corrupt.startswith("pos.pt: does not match its checksum; reinstall")
    with pytest.raises(BadModel, match=r"^ner\.pt: missing; reinstall"):
        models.require()


@pytest.mark.usefixtures("own")
def test_a_malformed_manifest_is_named() -> None:
    models.MANIFEST.write_text('{"files": [{"task": "ner"}]}', encoding="utf-8")
    models.manifest.cache_clear()
    with pytest.raises(BadModel, match=r"^manifest\.json: .*reinstall"):
        models.manifest()


def test_a_folder_without_models_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadModel, match=tmp_path.name):
        bundled(folder=tmp_path, tasks=("tokenize",))


def test_a_folder_with_a_file_that_is_no_model_is_named(tmp_path: Path) -> None:
    (tmp_path / "pos.pt").write_text("garbage", encoding="utf-8")
    with pytest.raises(BadModel, match=tmp_path.name):
        bundled(folder=tmp_path, tasks=("pos",))


@pytest.mark.usefixtures("own")
def test_scores_are_noted_in_the_row_of_their_task_and_lost_with_the_file(tmp_path: Path) -> None:
    def noted() -> dict[str, tuple[models.Score, ...]]:
        models.manifest.cache_clear()
        return {row.file: row.scores for row in models.manifest()}

    before, after = (models.Score("ner", "F1", "some test", value, 70.0, 75.0, 100) for value in (72.5, 73.0))
    note([before], manifest=models.MANIFEST)
    assert noted()["ner.pt"] == (before,)
    note([after], manifest=models.MANIFEST)
    assert noted()["ner.pt"] == (after,)
    assert noted()["pos.pt"] == ()
    torch.save({"model": {}}, tmp_path / "work" / "saved" / "ner.pt")
    pack(tmp_path / "work", models.FOLDER, manifest=models.MANIFEST)
    assert noted()["ner.pt"] == ()


def test_the_bundled_models_are_whole_small_and_free_of_paths() -> None:
    assert models.verify() == ()
    files = [path for path in models.FOLDER.rglob("*") if path.is_file()]
    assert {path.relative_to(models.FOLDER).as_posix() for path in files} == {row.file for row in models.manifest()}
    assert sum(path.stat().st_size for path in files) <= MOST
    for task in models.TASKS:
        config = torch.load(models.FOLDER / f"{task}.pt", weights_only=True)["config"]
        assert not [value for value in config.values() if isinstance(value, str) and "/" in value]
