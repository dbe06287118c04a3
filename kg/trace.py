"""How a text was read, step by step: words, names, times, triggers and what became of each, events and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.dates import TimeExpression
from kg.events import Extraction
from kg.folder import Reading
from kg.reasons import reasons
from kg.records import Sentence


@dataclass(frozen=True, slots=True)
class Trace:
    """What each stage made of a document. ``times`` are the expressions of time of each sentence, in their order."""

    reading: Reading
    extraction: Extraction
    times: tuple[tuple[TimeExpression, ...], ...]

    def __str__(self) -> str:
        """What ``kg extract --trace`` shows."""
        pairs = zip(self.extraction.sentences, self.times, strict=True)
        return "\n\n".join("\n".join(self._sentence(sentence, times)) for sentence, times in pairs)

    def _sentence(self, sentence: Sentence, times: tuple[TimeExpression, ...]) -> Iterator[str]:
        document = self.reading.document
        yield " ".join(document.text[sentence.begin : sentence.end].split())
        yield "words: number, form, lemma, part of speech, head and relation, features"
        for number, word in enumerate(sentence.words, start=1):
            parse = f"{word.head}:{word.deprel}"
            yield f"  {number}  {word.text}  {word.lemma}  {word.upos}  {parse}  {word.feats}".rstrip()
        yield "names:"
        inside = [(m, e) for e in self.reading.entities for m in e.mentions if sentence.begin <= m.begin < sentence.end]
        for mention, entity in sorted(inside, key=lambda pair: pair[0].begin):
            how = f"{mention.method}, confidence {mention.confidence:g}; linked by {entity.method}"
            yield f"  {mention.text} [{mention.begin}, {mention.end})  {entity.type} {entity.id}  {how}"
        yield "offices:"
        for tenure in self.reading.tenures:
            if sentence.begin <= tenure.title.begin < sentence.end:
                where = f"[{tenure.title.begin}, {tenure.title.end})"
                told = f"{tenure.office} of {tenure.of}: {tenure.person}, by {tenure.rule}"
                yield f"  {tenure.title.label} {where}  {told}, confidence {tenure.confidence:g}"
        yield "times:"
        for time in times:
            yield f"  {time.text} [{time.begin}, {time.end})  {time.kind}  {time.edtf}"
        yield "triggers:"
        for one in self.extraction.considered:
            if sentence.begin <= one.trigger.begin < sentence.end:
                where = f"[{one.trigger.begin}, {one.trigger.end})"
                yield f"  {one.trigger.label} {where}  {one.type}  {one.outcome}"
        yield "events:"
        names = {entity.id: entity.name_ar for entity in self.reading.entities}
        for event in self.reading.events:
            if sentence.begin <= event.trigger.begin < sentence.end:
                first, *rest = reasons(event, document, names)
                yield from (f"  {event.type}: {first}", *(f"  {line}" for line in rest))
