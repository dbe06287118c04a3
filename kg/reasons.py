"""Why a telling says what it says, as lines that people read: the sentence with marks, arguments, time, status."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from kg.records import Document, Event, Span

Names = Mapping[str, str]  # ids of entities to names


def reasons(event: Event, document: Document, names: Names) -> list[str]:
    """The lines on one telling. ``names`` are of entities; one without is told by its id."""
    lines = [marked(document.text, event)]
    lines.append(f"  rule {event.rule}, confidence {event.confidence:g}")
    for argument in event.arguments:
        span = argument.span
        where = f"{_line(span.label)} [{span.begin}, {span.end})" if span else "no word"
        who = names.get(argument.entity, argument.entity)
        way = ", ".join(filter(None, (argument.how, argument.path or _outside(event, span))))
        lines.append(f"  {argument.role} {who}: {where}; {way}; trust {argument.confidence:g}")
    if event.time:
        lines.append(f"  time {event.time}: {_reckoning(event, document)}")
    cue = event.status_from
    by = f"{_line(cue.label)} [{cue.begin}, {cue.end})" if cue else "no cue; tense, type and time"
    lines.append(f"  status {event.status}: {by}")
    return lines


def marked(text: str, event: Event) -> str:
    """The sentence on one line, the trigger between ``**`` and each argument in it as ``[words|roles]``."""
    roles: dict[tuple[int, int], set[str]] = defaultdict(set)
    for argument in event.arguments:
        if argument.span and event.sentence.begin <= argument.span.begin < event.sentence.end:
            roles[argument.span.begin, argument.span.end].add(argument.role)
    marks = [(begin, end, "[", f"|{','.join(sorted(own))}]") for (begin, end), own in roles.items()]
    marks.append((event.trigger.begin, event.trigger.end, "**", "**"))
    # What closes at a place goes before what opens there; the longer of two opens first and closes last.
    inserted = [(end, 0, -begin, mark) for begin, end, _, mark in marks]
    inserted += [(begin, 1, -end, mark) for begin, end, mark, _ in marks]
    parts, last = [], event.sentence.begin
    for place, _, _, mark in sorted(inserted):
        parts += [text[last:place], mark]
        last = place
    return _line("".join([*parts, text[last : event.sentence.end]]))


def _outside(event: Event, span: Span | None) -> str:
    """What to say where no way through the parse leads."""
    if span and not event.sentence.begin <= span.begin < event.sentence.end:
        return "in a sentence before"
    return ""


def _reckoning(event: Event, document: Document) -> str:
    source = event.time_from
    if source is None:
        return "from another telling in this document"
    words = f"{_line(document.text[source.begin : source.end])} [{source.begin}, {source.end}), {source.label}"
    return f"{words}; published {document.published}" if document.published else words


def _line(text: str) -> str:
    return " ".join(text.split())
