"""Why events of the gold were not found: what became of the word that tells each.

    python tests/benchmarks/misses.py GOLD_DIR --texts PATH

Counts, as a table in Markdown, the missed events (those that repeat another are left out) by what the rules made of the
annotated word: no trigger at all, a trigger without enough participants, part of another trigger, a saying that only
tells another event, an event of another type, or an event of the type with nobody of the gold in it. With ``--list``
each is printed with its sentence: read them.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from kg import gold, pipeline
from kg.evaluate import identify, match
from kg.gold import GoldEvent
from kg.records import Document
from kg.trace import Trace

UNSEEN = "the word is no trigger"


def fate(wanted: GoldEvent, trace: Trace) -> str:
    """What became of the word of a missed event."""
    here = [
        one for one in trace.extraction.considered
        if one.trigger.begin < wanted.trigger.end and wanted.trigger.begin < one.trigger.end
    ]  # fmt: skip
    if not here:
        return UNSEEN
    told = [one for one in here if one.outcome == "event"]
    if any(one.type == wanted.type for one in told):
        return "an event of its type with other participants"
    return "an event of another type" if told else here[0].outcome


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, metavar="GOLD_DIR")
    parser.add_argument("--texts", type=Path, metavar="PATH", help="folder or file of the texts (default: GOLD_DIR)")
    parser.add_argument("--list", action="store_true", help="print each")
    arguments = parser.parse_args()
    annotated = gold.load(arguments.gold, arguments.texts or arguments.gold)
    documents = [one for one in gold.read(annotated) if isinstance(one, Document)]
    traces = {one.reading.document.id: one for one in pipeline.trace(documents, pipeline.real_stages())}
    causes: Counter[str] = Counter()
    for one in annotated:
        trace = traces[one.doc_id]
        matched = match(one.events, trace.reading.events, identify(trace.reading.entities, one.entities))
        hit = {wanted.id for wanted, _, _ in matched}
        for wanted in one.events:
            if wanted.id in hit or wanted.same_as:
                continue
            cause = fate(wanted, trace)
            causes[cause] += 1
            if arguments.list:
                around = one.text[max(wanted.trigger.begin - 80, 0) : wanted.trigger.end + 60].replace("\n", " ")
                print(f"{cause}\t{one.doc_id}\t{wanted.type}\t{wanted.trigger.label}\t{around}")
    print("| what became of the word | missed events |")
    print("|---|---|")
    for cause, number in sorted(causes.items(), key=lambda pair: (-pair[1], pair[0])):
        print(f"| {cause} | {number} |")


if __name__ == "__main__":
    main()
