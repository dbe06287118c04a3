"""The cards: one a model, with the manifest's figures and a plain word about the licence."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kg import models
from kg.cli import main
from kg.errors import BadModel
from kg.models import card
from kg.models.train.pack import SOURCES

EVERY = ("encoder", *models.TASKS)
SCORE = models.Score("ner", "F1", "some test", 72.5, 70.04, 75.0, 100)
ROW = models.ModelFile("ner", "ner.pt", "0" * 64, 2_500_000, ("a corpus",), "CC-BY-SA-4.0", "train ner", (SCORE,))


def test_the_pages_repeat_the_manifest() -> None:
    """After a change of the manifest: ``python -m kg.models.card``."""
    for path, wanted in card.pages().items():
        assert path.read_text(encoding="utf-8") == wanted, path.name
    wanted = card.pages()[card.CHECKOUT / "README.md"]
    assert all(f"| {score.value:.2f} |" in wanted for row in models.manifest() for score in row.scores)


def test_a_changed_score_would_be_noticed() -> None:
    page = card.filled("# ner\n<!-- manifest -->\nold\n<!-- /manifest -->\nLimits\n", manifest=card.facts("ner", [ROW]))
    assert page.startswith("# ner\n<!-- manifest -->\n\nFiles: `ner.pt` (2.5 MB).")
    assert page.endswith("train ner\n```\n\n<!-- /manifest -->\nLimits\n")
    assert "| ner | F1 | some test | 72.50 | 70.0 to 75.0 | 100 | |" in page
    assert "old" not in page


def test_each_licence_is_explained_and_what_it_forbids_said_plainly() -> None:
    assert {licence for _, licence in SOURCES.values()} == set(card.MEANING)
    for row in models.manifest():
        data, licence = SOURCES[row.task]
        assert (row.data, row.licence) == (tuple(data), licence)
        assert ("Not for commercial work." in card.text(row.task)) == any("NC" in name for name in row.data)


@pytest.mark.parametrize("task", EVERY)
def test_a_card_is_printed_with_its_parts(task: str) -> None:
    result = CliRunner().invoke(main, ["models", "card", task])
    parts = [line[3:] for line in result.stdout.splitlines() if line.startswith("## ")]
    scores = ["Scores"] if task != "encoder" else []
    assert (result.exit_code, parts) == (0, ["Licence", "Data", *scores, "Training it again", "Limits"])


def test_a_missing_card_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(card, "FOLDER", tmp_path)
    with pytest.raises(BadModel, match=r"^cards/ner\.md: .*reinstall"):
        card.text("ner")


def test_what_others_published_stands_beside_a_score_of_ours() -> None:
    ours = {(score.task, score.measure, score.data) for row in models.manifest() for score in row.scores}
    assert set(card._published()) <= ours
