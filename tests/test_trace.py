"""How a sentence was read, by the real stages."""

from __future__ import annotations

from reading import document

from kg import pipeline

TEXT = "أعلن وزير الخارجية المصري سامح شكري أنه سيزور أنقرة غدا."


def test_a_trace_tells_words_names_times_triggers_and_events() -> None:
    (trace,) = pipeline.trace([document(TEXT, published="2022-03-15")], pipeline.real_stages())
    lines = str(trace).splitlines()
    assert lines[0] == TEXT
    headings = ["names:", "offices:", "times:", "triggers:", "events:"]
    assert [line for line in lines if line in headings] == headings
    assert any("سامح شكري" in line and "Person" in line for line in lines)
    assert any(line.startswith("  وزير الخارجية المصري [5, 25)  foreign_minister of state/EGY: ") for line in lines)
    assert any(line.startswith("  غدا [") and line.endswith("  2022-03-16") for line in lines)
    assert any(line.startswith("  يزور [") and line.endswith("Visit  event") for line in lines)
    assert any("**يزور**" in line for line in lines)
    assert any(line.startswith("    actor سامح شكري: ") for line in lines)
    assert [event.type for event in trace.reading.events] == ["Visit"]
