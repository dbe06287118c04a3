"""A training that is stopped goes on; what comes out is packed, scored and noted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
from click.testing import CliRunner

from kg.cli import main
from kg.models.train.recipe import SAVED_EVERY, recipe

STEPS = 3 * SAVED_EVERY


class Stopped(Exception):
    """The machine goes away."""


def fit(checkpoint: Path, *, stop_after: int = STEPS) -> tuple[float, int]:
    """A line through points: the loss at the end and the steps that were done."""
    torch.manual_seed(1)
    model = torch.nn.Linear(2, 1)
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.05)
    inputs = torch.randn(64, 2)
    wanted = inputs @ torch.tensor([[3.0], [-2.0]]) + 1
    done = 0
    with recipe(STEPS, checkpoint=checkpoint, label="line") as left:
        for _ in range(left):
            if done == stop_after:
                raise Stopped
            optimizer.zero_grad()
            torch.nn.functional.mse_loss(model(inputs), wanted).backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            done += 1
    return torch.nn.functional.mse_loss(model(inputs), wanted).item(), done


def test_an_interrupted_training_goes_on_where_it_was_saved(tmp_path: Path) -> None:
    checkpoint = tmp_path / "line.checkpoint"
    loss, steps = fit(checkpoint)
    assert steps == STEPS
    assert not checkpoint.exists()
    with pytest.raises(Stopped):
        fit(checkpoint, stop_after=SAVED_EVERY + 50)
    assert checkpoint.exists()
    again, steps = fit(checkpoint)
    assert steps == STEPS - SAVED_EVERY
    assert again == pytest.approx(loss, abs=0.01)
    assert not checkpoint.exists()


def test_a_checkpoint_of_another_length_is_left_alone(tmp_path: Path) -> None:
    checkpoint = tmp_path / "line.checkpoint"
    torch.save({"steps": 10, "of": STEPS + 1, "optimizers": []}, checkpoint)
    assert fit(checkpoint)[1] == STEPS


def test_rates_rise_and_fall_and_the_trainers_own_is_given_back(tmp_path: Path) -> None:
    weight = torch.nn.Parameter(torch.zeros(1))
    optimizer = torch.optim.SGD([weight], lr=1.0)
    moves = []
    with recipe(STEPS, checkpoint=tmp_path / "one.checkpoint", label="one", peak=0.5) as left:
        for _ in range(left):
            before = weight.item()
            weight.grad = torch.ones(1)
            optimizer.step()
            moves.append(before - weight.item())
            assert optimizer.param_groups[0]["lr"] == 1.0
    assert max(moves) <= 0.5
    assert moves[0] < moves[20] < max(moves)
    assert moves[-1] == pytest.approx(0.0, abs=1e-6)


SENTENCES = (("زار", "زار", "VERB"), ("الوزير", "وزير", "NOUN"), ("المدينة", "مدينة", "NOUN"), ("أمس", "أمس", "NOUN"))


def treebank(folder: Path) -> None:
    """A corpus of our own in the place of PADT, with one sentence again and again."""
    folder.mkdir(parents=True)
    for part in ("train", "dev", "test"):
        with (folder / f"ar_padt-{part}.conllu").open("w", encoding="utf-8") as file:
            for number in range(8):
                file.write(f"# sent_id = {part}-{number}\n")
                for index, (form, lemma, tag) in enumerate(SENTENCES, start=1):
                    head, label = (0, "root") if index == 1 else (1, "obj")
                    file.write(f"{index}\t{form}\t{lemma}\t{tag}\t_\t_\t{head}\t{label}\t_\t_\n")
                file.write("\n")


@pytest.mark.filterwarnings("ignore:Exception ignored in:pytest.PytestUnraisableExceptionWarning")  # Stanza's files
@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
def test_a_model_is_trained_scored_and_noted_by_one_command(tmp_path: Path) -> None:
    treebank(tmp_path / "data" / "ud" / "padt")
    out = tmp_path / "trial"
    arguments = ["--data", str(tmp_path / "data"), "--work", str(tmp_path / "work"), "--steps", "2", "--out", str(out)]
    result = CliRunner().invoke(main, ["models", "train", "lemma", *arguments])
    assert result.exit_code == 0, result.output
    assert str(out) in result.output
    rows = {row["file"]: row for row in json.loads((out / "manifest.json").read_text(encoding="utf-8"))["files"]}
    row = rows["lemma.pt"]
    assert row["bytes"] == (out / "lemma.pt").stat().st_size
    assert row["command"] == "kg models train lemma --data DIR"
    (score,) = row["scores"]
    assert score["data"] == "PADT test, gold words"
    assert 0 <= score["value"] <= 100
    assert rows["ner.pt"]["scores"]  # the others are as they were


def test_fewer_steps_do_not_overwrite_the_bundled_model(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["models", "train", "pos", "--data", str(tmp_path), "--steps", "5"])
    assert result.exit_code == 2
    assert "--out" in result.output


def test_missing_data_is_named(tmp_path: Path) -> None:
    arguments = ["--work", str(tmp_path / "work"), "--out", str(tmp_path / "out")]
    result = CliRunner().invoke(main, ["models", "train", "pos", "--data", str(tmp_path / "none"), *arguments])
    assert result.exit_code != 0
    result = CliRunner().invoke(main, ["models", "train", "pos", "--data", str(tmp_path), *arguments])
    assert result.exit_code != 0
    assert "ar_padt" in result.output
