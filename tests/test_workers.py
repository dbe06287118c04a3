"""Reading in several processes gives what reading in one gives."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from reading import document

from kg import annotate, workers
from kg.annotate import Reader
from kg.errors import AbortRun, BadModel
from kg.workers import Workers, answer

SENTENCES = (
    "التقى وزير الخارجية الأردني نظيره المصري في عمّان.",
    "وصل الوفد الصيني إلى الرياض مساء الخميس.",
    "رفض المتحدث باسم الوزارة التعليق على الأنباء.",
)


def test_two_processes_read_what_one_reads_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotate, "BATCH", 1)
    texts = [document(sentence) for sentence in SENTENCES]
    alone = list(Reader(processes=1).read(texts))
    together = Reader(processes=2, cache=tmp_path)
    (first,) = together.read(texts[:1])
    assert list(together.read(texts)) == alone
    assert first == alone[0]
    assert len(list(tmp_path.rglob("*.json"))) == len(SENTENCES)


@pytest.mark.timeout(60)
def test_a_caller_who_stops_in_the_middle_is_not_kept_waiting() -> None:
    reading = Workers(models="default", size=2).read([document(sentence)] for sentence in SENTENCES * 4)
    next(reading)
    reading.close()


def test_what_is_wrong_with_models_is_told_from_the_processes() -> None:
    with pytest.raises(BadModel, match="--models nowhere: there is no such folder"):
        list(Workers(models="nowhere", size=2).read([[document(SENTENCES[0])]]))


def test_a_process_that_dies_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "false")
    with pytest.raises(AbortRun, match="has died"):
        list(Workers(models="default", size=2).read([[document(SENTENCES[0])]]))


def test_no_process_is_started_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "false")
    assert list(Workers(models="default", size=2).read([[], []])) == [[], []]


def test_an_answer_is_a_line() -> None:
    text = document(SENTENCES[0])
    reply = answer(Reader(processes=1).read, json.dumps([text.to_json()]))
    assert "\n" not in reply
    assert json.loads(reply)["annotations"]


def test_there_is_at_least_one_core() -> None:
    assert workers.cores() >= 1
