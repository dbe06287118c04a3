"""Pairs proposed for judgement, over readings of sentences of our own, and the command that asks."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import fakes
import pytest
from click.testing import CliRunner
from reading import annotation, document, gazetteer

from kg import entities, judgements, mentions, pipeline
from kg.cli import main
from kg.folder import Folder, Reading
from kg.judgements import Judgement, Judgements
from kg.review import Proposal, propose

GAZETTEER = gazetteer()
SPELLINGS = ("ماريا كوفالينكو", "ماريا كوفلينكو")


def reading(doc_id: str, text: str, *people: str) -> Reading:
    one = document(text, published="2015-07-01")
    seen = annotation(text, *((name, "PER") for name in people))
    found = tuple(mentions.find(one, seen, GAZETTEER))
    return Reading(replace(one, id=doc_id), found, tuple(entities.resolve(one, seen, found, GAZETTEER)), ())


def pairs(proposals: Iterable[Proposal]) -> list[tuple[str, str]]:
    return [(one.left.written, one.right.written) for one in proposals]


def test_a_name_without_a_row_is_proposed_beside_the_row_it_resembles() -> None:
    readings = [reading("a", "وصل وزير الخارجية الأوكراني سيرغي لافروفا", "سيرغي لافروفا")]
    (proposal,) = propose(readings, Judgements(), GAZETTEER)
    assert pairs([proposal]) == [("person/سيرغي لافروفا", "person/lavrov")]
    assert "الأوكراني [سيرغي لافروفا]" in proposal.left.evidence[0]
    assert "(a, 2015-07-01)" in proposal.left.evidence[0]


def test_two_names_without_rows_are_proposed_but_not_from_one_document() -> None:
    apart = [
        reading("a", "وصل ماريا كوفالينكو", "ماريا كوفالينكو"),
        reading("b", "وصل ماريا كوفلينكو", "ماريا كوفلينكو"),
    ]
    assert [{*pair} for pair in pairs(propose(apart, Judgements(), GAZETTEER))] == [
        {"person/ماريا كوفالينكو", "person/ماريا كوفلينكو"}
    ]
    unlike = [reading(name, f"وصل {name}", name) for name in ("ماريا كوفالينكو", "ريم الحداد")]
    assert propose(unlike, Judgements(), GAZETTEER) == []


@pytest.mark.parametrize("verdict", judgements.VERDICTS)
def test_what_was_judged_is_not_asked_again(verdict: str) -> None:
    readings = [reading("a", "وصل وزير الخارجية الأوكراني سيرغي لافروفا", "سيرغي لافروفا")]
    decided = Judgements([Judgement("person/سيرغي لافروفا", "person/lavrov", verdict, "me", "2026-01-05", "")])
    assert propose(readings, decided, GAZETTEER) == []


def test_the_command_lists_in_a_pipe_and_asks_on_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "one.txt").write_text("وزير خارجية قطر زار تونس\nأجرى الوزير محادثات هناك.\n", encoding="utf-8")
    pipeline.build([str(tmp_path / "one.txt")], out=tmp_path / "out", stages=fakes.stages())
    folder = Folder.open(tmp_path / "out")
    for one in (reading(name, f"وصل {name}", name) for name in SPELLINGS):
        folder.write_pending(one)
        folder.settle(one.document.id)
    arguments = ["review", "--graph", str(folder.path), "--judgements", str(tmp_path / "j.csv"), "--by", "me"]
    listed = CliRunner().invoke(main, arguments)
    assert listed.exit_code == 0
    assert "ماريا كوفلينكو" in listed.stdout
    assert not (tmp_path / "j.csv").exists()

    monkeypatch.setattr(sys.modules["kg.cli.review"], "_asking", lambda: True)
    asked = CliRunner().invoke(main, arguments, input="s\nواحد في المصدرين\n")
    assert asked.exit_code == 0
    (row,) = judgements.load(tmp_path / "j.csv").rows
    assert (row.verdict, row.by, row.reason) == ("same", "me", "واحد في المصدرين")
    assert "no names are alike and undecided" in CliRunner().invoke(main, arguments).stdout
