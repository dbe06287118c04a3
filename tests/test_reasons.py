from __future__ import annotations

from kg.reasons import marked, reasons
from kg.records import Argument, Document, Event, Span

TEXT = "قبل ذلك. زار بوتين\nبكين أمس."


def span(word: str, label: str | None = None) -> Span:
    begin = TEXT.index(word)
    return Span(begin, begin + len(word), word if label is None else label)


VISIT = Event(
    "d", "e", "Visit", span("زار"), Span(9, len(TEXT)), ("p",), ("s",), ("b",), time="2022-03-14", rule="test",
    arguments=(
        Argument("actor", "p", "name", 1.0, span("بوتين"), "↓nsubj"),
        Argument("place", "b", "name", 1.0, span("بكين"), "↓obj"),
        Argument("recipient", "s", "subject", 0.7, span("قبل")),
        Argument("recipient", "t", "pronoun", 0.5),
    ),
    time_from=span("أمس", "relative"),
)  # fmt: skip


def test_marks_leave_the_words_in_order() -> None:
    assert marked(TEXT, VISIT) == "**زار** [بوتين|actor] [بكين|place] أمس."


def test_roles_of_the_same_words_share_their_marks() -> None:
    both = Event(
        "d", "e", "Visit", span("زار"), Span(9, len(TEXT)), ("p",),
        arguments=tuple(Argument(role, "b", "name", 1.0, span("بكين")) for role in ("recipient", "place")),
    )  # fmt: skip
    assert "[بكين|place,recipient]" in marked(TEXT, both)


def test_reasons_name_words_ways_and_reckoning() -> None:
    lines = reasons(VISIT, Document("d", TEXT, published="2022-03-15"), {"p": "فلاديمير بوتين"})
    assert lines[1:] == [
        "  rule test, confidence 1",
        "  actor فلاديمير بوتين: بوتين [13, 18); name, ↓nsubj; trust 1",
        "  place b: بكين [19, 23); name, ↓obj; trust 1",
        "  recipient s: قبل [0, 3); subject, in a sentence before; trust 0.7",
        "  recipient t: no word; pronoun; trust 0.5",
        "  time 2022-03-14: أمس [24, 27), relative; published 2022-03-15",
        "  status actual: no cue; tense, type and time",
    ]


def test_a_time_without_words_is_from_elsewhere() -> None:
    told = Event("d", "e", "Visit", span("زار"), Span(9, len(TEXT)), ("p",), time="2022")
    assert "  time 2022: from another telling in this document" in reasons(told, Document("d", TEXT), {})
