"""Stages that need no models, so that the line through them can be tested in milliseconds.

They read a tiny language: a document's sentences are its lines, its entities are STATES, and زار between
two of them is a visit. Records, quads, store and views behind them are the real ones.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any

from kg import graph, ids
from kg.events import Extraction
from kg.pipeline import Stages
from kg.records import Annotation, Document, Entity, Event, Mention, Quad, Sentence, Span

STATES = {"قطر": ("QAT", "Qatar"), "تونس": ("TUN", "Tunisia"), "النرويج": ("NOR", "Norway")}


def annotate(documents: Sequence[Document]) -> Iterator[Annotation]:
    for document in documents:
        begin, sentences = 0, []
        for line in document.text.splitlines(keepends=True):
            sentences.append(Sentence(begin, begin + len(line.rstrip("\n")), ()))
            begin += len(line)
        yield Annotation(document.id, tuple(sentences), (), "fake")


def mentions(document: Document, annotation: Annotation) -> list[Mention]:
    assert annotation.doc_id == document.id
    text, found = document.text, []
    for name in STATES:
        begin = text.find(name)
        while begin >= 0:
            found.append(Mention(document.id, begin, begin + len(name), name, "State"))
            begin = text.find(name, begin + 1)
    return sorted(found, key=lambda mention: mention.begin)


def entities(document: Document, _: Annotation, mentions: Sequence[Mention]) -> list[Entity]:
    named = {mention.text for mention in mentions}
    return [
        Entity(
            doc_id=document.id,
            id=f"state/{iso3}",
            type="State",
            name_ar=name,
            name_en=english,
            state=iso3,
            provisional=False,
            mentions=tuple(mention for mention in mentions if mention.text == name),
        )
        for name, (iso3, english) in sorted(STATES.items())
        if name in named
    ]


def events(document: Document, annotation: Annotation, entities: Sequence[Entity]) -> list[Event]:
    found = []
    for sentence in annotation.sentences:
        begin = document.text.find("زار", sentence.begin, sentence.end)
        inside = [e.id for e in entities if any(sentence.begin <= m.begin < sentence.end for m in e.mentions)]
        if begin >= 0 and len(inside) == 2:
            found.append(
                Event(
                    doc_id=document.id,
                    id=ids.digest("Visit", *inside),
                    type="Visit",
                    trigger=Span(begin, begin + 3, "زار"),
                    sentence=Span(sentence.begin, sentence.end),
                    actors=(inside[0],),
                    recipients=(inside[1],),
                    time=document.published,
                    rule="fake",
                )
            )
    return found


def stages(*, base: str = ids.RESOURCE, parts: dict[str, str] | None = None) -> Stages:
    """All fakes, with the real graph behind them."""
    versions = parts or {"fake": "1"}

    def common(_: Collection[str], doc_ids: Collection[str]) -> list[Quad]:
        return graph.build_quads(versions, doc_ids, base=base)

    return Stages(
        annotate=annotate,
        mentions=mentions,
        entities=entities,
        extraction=lambda *records: Extraction(tuple(events(*records)), (), ()),
        unnamed=lambda *_: (),
        graph=lambda reading: graph.document_quads(reading.document, reading.entities, reading.events, base=base),
        common=common,
        parts=versions,
    )


def killed_at(stage: str, call: int) -> Stages:
    """Stages of which one kills this process, as a power cut would, when it is called for the n-th time."""
    whole = stages()
    real: Callable[..., Any] = getattr(whole, stage)
    calls = 0

    def deadly(*arguments: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == call:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*arguments)

    return replace(whole, **{stage: deadly})  # type: ignore[arg-type]
