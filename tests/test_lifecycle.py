"""What became of announced events: by records, and by the whole way from text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg import lifecycle, pipeline, queries
from kg.folder import Reading
from kg.records import Document, Event, Span
from kg.store import open_store


def telling(
    id: str, status: str, *, time: str | None = None, fate: str = "", actors: str = "a", doc: str = ""
) -> Event:
    return Event(
        doc or id, id, "Visit", Span(0, 4), Span(0, 20), (f"person/{actors}",), ("state/EGY",),
        time=time, status=status, fate=fate,
    )  # fmt: skip


def links(*told: tuple[str | None, Event]) -> list[tuple[str, str, str]]:
    readings = [Reading(Document(event.doc_id, "", published=day), (), (), (event,)) for day, event in told]
    return [(one.announced, one.outcome, one.kind) for one in lifecycle.links(readings)]


PLAN = ("2024-01-10", telling("plan", "planned", time="2024-02"))


def test_a_plan_is_held_as_the_first_such_event_in_its_time() -> None:
    late = ("2024-02-28", telling("late", "actual", time="2024-02-27"))
    early = ("2024-02-15", telling("early", "actual", time="2024-02-14"))
    assert links(PLAN, late, early) == [("plan", "early", "held")]


@pytest.mark.parametrize(
    "other",
    [
        ("2024-04-02", telling("done", "actual", time="2024-04-01")),  # not in the time of the plan
        ("2024-02-15", telling("done", "actual", time="2024-02-14", actors="b")),  # of others
        ("2024-01-01", telling("done", "actual", time="2024-02")),  # told before the plan
        ("2024-02-15", telling("done", "hypothetical", time="2024-02-14")),
        (None, telling("done", "actual", time="2024-02-14")),  # nobody knows when that was told
        ("2024-02-15", telling("done", "negated", time="2024-02-14")),  # denied, not called off
    ],
)
def test_in_doubt_there_is_no_link(other: tuple[str | None, Event]) -> None:
    assert links(PLAN, other) == []


def test_a_plan_without_a_day_is_held_within_the_horizon() -> None:
    plan = ("2024-01-10", telling("plan", "planned"))
    assert links(plan, ("2024-06-01", telling("done", "actual", time="2024-05-31"))) == [("plan", "done", "held")]
    assert links(plan, ("2025-06-01", telling("done", "actual", time="2025-05-31"))) == []


def test_what_is_called_off_years_later_is_another_plan() -> None:
    plan = ("2024-01-10", telling("plan", "planned"))
    assert links(plan, ("2024-03-01", telling("dead", "negated", fate="cancelled"))) == [("plan", "dead", "cancelled")]
    assert links(plan, ("2026-01-10", telling("dead", "negated", fate="cancelled"))) == []


def test_a_plan_is_postponed_or_cancelled_by_what_is_told_so() -> None:
    off = ("2024-01-20", telling("off", "planned", time="2024-03", fate="postponed"))
    dead = ("2024-01-25", telling("dead", "negated", fate="cancelled"))
    assert links(PLAN, off) == [("plan", "off", "postponed")]
    assert links(PLAN, dead) == [("plan", "dead", "cancelled")]
    assert links(off, dead) == []  # what is put off was no announcement


def test_an_event_that_is_told_as_done_needs_no_link() -> None:
    same = ("2024-02-15", telling("plan", "actual", time="2024-02", doc="other"))
    assert links(PLAN, same, ("2024-02-15", telling("again", "actual", time="2024-02-14"))) == []


def test_the_order_of_the_documents_does_not_matter() -> None:
    told = [PLAN, ("2024-02-15", telling("done", "actual", time="2024-02-14"))]
    assert links(*told) == links(*reversed(told))


def test_from_text_to_links(tmp_path: Path) -> None:
    articles = [
        ("a", "2024-01-10", "من المقرر أن يزور الرئيس التركي رجب طيب أردوغان مصر الشهر المقبل."),
        ("b", "2024-02-15", "زار الرئيس التركي رجب طيب أردوغان مصر أمس، واستقبله نظيره المصري."),
        ("c", "2024-03-01", "من المقرر أن يزور وزير الخارجية الروسي سيرغي لافروف الجزائر."),
        ("d", "2024-03-20", "أرجأ وزير الخارجية الروسي سيرغي لافروف زيارته إلى الجزائر."),
    ]
    lines = [json.dumps({"id": id, "published": day, "text": text}, ensure_ascii=False) for id, day, text in articles]
    (tmp_path / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    pipeline.build([str(tmp_path / "news.jsonl")], out=tmp_path / "graph", view=False)
    store = open_store(tmp_path / "graph" / "store", read_only=True)
    rows = queries.run(store, "what-became-of-plans").plain()
    assert sorted((became.rpartition("#")[2], announced, told) for _, became, _, announced, told in rows) == [
        ("heldAs", articles[0][2], articles[1][2]),
        ("postponedBy", articles[2][2], articles[3][2]),
    ]
