"""Force against other people's annotation: sentences of news in which OEDA marked assaults.

    python tests/benchmarks/assault.py ../shared/data/events/assault_spans.json

Each record is a sentence with the words of verbs, sources and targets of assaults, most of them not named (``مسلحون``).
Our Force events take part only where somebody is named or can be resolved, so the triggers that the lexicon sees are
scored as well, whoever takes part. A word is the same if its letters are, folded, less a proclitic; a span of ours is
right if it has a word of a span of the gold in the same role, and a span of the gold is found if one of ours has a word
of it. Prints a table in Markdown. Nothing was tuned on these sentences.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from kg import pipeline
from kg.arabic import fold
from kg.records import Document, Event, Span
from kg.scores import Overlap

FORCE = "Force"
PROCLITICS = re.compile(r"^[وف]?[بلك]?(?=...)")
Words = frozenset[str]


def words(texts: Iterable[str]) -> Words:
    """Folded words, each with and without what may be its proclitic and article."""
    found = {fold(word) for text in texts for word in text.split()}
    bare = {PROCLITICS.sub("", word) for word in found}
    return frozenset(found | bare | {word.removeprefix("ال") for word in found | bare})


def overlap(ours: Sequence[Words], gold: Sequence[Words]) -> tuple[Overlap, Overlap]:
    """Ours that are right of ours, and the gold's that are found of the gold's."""
    right = sum(any(one & other for other in gold) for one in ours)
    found = sum(any(one & other for other in ours) for one in gold)
    return Overlap(right, len(ours), 0), Overlap(found, 0, len(gold))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("spans", type=Path, metavar="FILE")
    arguments = parser.parse_args()
    records = json.loads(arguments.spans.read_text(encoding="utf-8"))
    documents = [
        Document(str(number), one["text"], body=(Span(0, len(one["text"]), ""),)) for number, one in enumerate(records)
    ]
    totals = {name: (Overlap(), Overlap()) for name in ("trigger seen", "verb", "source", "target")}
    for record, trace in zip(records, pipeline.trace(documents, pipeline.real_stages()), strict=True):
        told = [event for event in trace.reading.events if event.type == FORCE]
        text = record["text"]
        ours = {
            "trigger seen": [words([one.trigger.label]) for one in trace.extraction.considered if one.type == FORCE],
            "verb": [words([event.trigger.label]) for event in told],
            "source": _spans(text, told, "actor"),
            "target": _spans(text, told, "recipient"),
        }
        gold = {
            "trigger seen": _distinct(record, "verb"),
            "verb": _distinct(record, "verb"),
            "source": _distinct(record, "source_actor"),
            "target": _distinct(record, "target_actor"),
        }
        for name, (right, found) in totals.items():
            more_right, more_found = overlap(ours[name], gold[name])
            totals[name] = (right + more_right, found + more_found)
    print("| what | ours | gold | precision | recall | F1 |")
    print("|---|---|---|---|---|---|")
    for name, (right, found) in totals.items():
        precision, recall = right.shared / max(right.system, 1), found.shared / max(found.gold, 1)
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        print(f"| {name} | {right.system} | {found.gold} | {precision:.3f} | {recall:.3f} | {f1:.3f} |")


def _distinct(record: dict[str, list[dict[str, list[str]]]], role: str) -> list[Words]:
    return list({words(span[role]): None for span in record["spans"] if span.get(role)})


def _spans(text: str, told: Sequence[Event], role: str) -> list[Words]:
    found = {}
    for event in told:
        for argument in event.arguments:
            if argument.role == role and argument.span:
                found[words([text[argument.span.begin : argument.span.end]])] = None
    return list(found)


if __name__ == "__main__":
    main()
