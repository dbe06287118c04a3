"""What each part of the extraction is worth: figures on gold documents with all parts, and without one at a time.

    python tests/benchmarks/ablations.py GOLD_DIR --texts PATH

Prints a table in Markdown, a row a system:

- all parts, as ``kg build`` extracts;
- without parse: participants are the nearest names around a trigger (``kg/events/ablations.py``);
- without gazetteer: names by the models and by grammar alone, nothing known of states, bodies and people;
- without coreference: pronouns, pairs (``الزعيمان``) and elided subjects stand for nobody;
- without fallback: no nearest actor where the parse gives none;
- trigger list: each trigger word is an event of all actors that its sentence names, as the baseline of the annotation
  guidelines, with our names and with the names of the gold.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kg import entities, evaluate, events, gold, mentions, pipeline
from kg.annotate import Reader
from kg.events.ablations import Options
from kg.events.lexicon import Lexicon
from kg.folder import Reading
from kg.gazetteer import Gazetteer
from kg.pipeline import Stages
from kg.records import Annotation, Document, Entity, Event, Mention, Span
from kg.scores import Score
from kg.tree import Tree

ACTING = frozenset({"Person", "State", "Organization", "Group"})
NOTHING = Gazetteer(rows=(), tenures=(), adjectives={}, capitals={}, ambiguous=(), version="nothing")

Read = tuple[Document, Annotation]


def stages(of: Stages, gazetteer: Gazetteer, options: Options, lexicon: Lexicon) -> Stages:
    """The stages of a build with another gazetteer and other means."""
    return replace(
        of,
        mentions=lambda document, annotation: mentions.find(document, annotation, gazetteer),
        entities=lambda document, annotation, found: entities.resolve(document, annotation, found, gazetteer),
        extraction=lambda document, annotation, known: events.extraction(
            document, annotation, known, gazetteer, lexicon=lexicon, options=options
        ),
        unnamed=lambda document, known, used: entities.unnamed(document, known, used, gazetteer),
    )


def listed(pair: Read, known: Sequence[Entity], lexicon: Lexicon) -> Reading:
    """The baseline: whoever is named in a sentence with a trigger does what it evokes."""
    document, annotation = pair
    told = []
    for tree in map(Tree, map(lexicon.forms.read, annotation.sentences)):
        span = tree.sentence
        here = {
            one.id for one in known for mention in one.mentions
            if one.type in ACTING and span.begin <= mention.begin < span.end
        }  # fmt: skip
        for trigger in lexicon.triggers(tree) if here else ():
            word = tree.words[trigger.index]
            told.append(
                Event(
                    document.id,
                    f"{word.begin}",
                    trigger.type.type,
                    Span(word.begin, word.end, word.text),
                    Span(span.begin, span.end, document.text[span.begin : span.end]),
                    tuple(sorted(here)),
                )
            )
    return Reading(document, (), tuple(known), tuple(told))


def perfect(one: gold.Gold) -> tuple[Entity, ...]:
    """The entities of the gold as if the system had found them."""
    return tuple(
        Entity(
            one.doc_id,
            f"gold/{entity.key}",
            entity.type,
            entity.name_ar,
            entity.name_en,
            entity.wikidata,
            mentions=tuple(
                Mention(one.doc_id, span.begin, span.end, one.text[span.begin : span.end], entity.type, (), "gold", 1.0)
                for span in entity.mentions
            ),
        )
        for entity in one.entities
    )


def systems(annotated: Sequence[gold.Gold], pairs: Sequence[Read]) -> Iterator[tuple[str, list[Reading]]]:
    """The rows of the table: what a system is called, and what it read."""
    lexicon, known = Lexicon(), Gazetteer.load()
    annotations = {document.id: annotation for document, annotation in pairs}
    documents = [document for document, _ in pairs]
    build = replace(pipeline.real_stages(), annotate=lambda some: [annotations[document.id] for document in some])

    def extracted(gazetteer: Gazetteer = known, **options: bool) -> list[Reading]:
        return list(pipeline.read(documents, stages(build, gazetteer, Options(**options), lexicon)))

    whole = extracted()
    yield "all parts", whole
    yield "without parse", extracted(parse=False)
    yield "without gazetteer", extracted(NOTHING)
    yield "without coreference", extracted(coreference=False)
    yield "without fallback", extracted(fallback=False)
    ours = {reading.document.id: reading.entities for reading in whole}
    yield "trigger list, our names", [listed(pair, ours[pair[0].id], lexicon) for pair in pairs]
    names = {one.doc_id: perfect(one) for one in annotated}
    yield "trigger list, gold names", [listed(pair, names[pair[0].id], lexicon) for pair in pairs]


def figures(score: Score) -> Iterator[float | None]:
    yield score.core.events.f1
    yield score.verbal.events.f1
    yield score.all.strict.f1
    yield score.all.arguments.f1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, metavar="GOLD_DIR")
    parser.add_argument("--texts", type=Path, metavar="PATH", help="folder or file of the texts (default: GOLD_DIR)")
    parser.add_argument("--cache", type=Path, metavar="DIR", help="keep annotations here between runs")
    arguments = parser.parse_args()
    annotated = gold.load(arguments.gold, arguments.texts or arguments.gold)
    documents = [one for one in gold.read(annotated) if isinstance(one, Document)]
    pairs = list(zip(documents, Reader(cache=arguments.cache).read(documents), strict=True))
    print("| system | core events | verbal events | strict events | arguments |")
    print("|---|---|---|---|---|")
    for name, readings in systems(annotated, pairs):
        total = evaluate.evaluate(annotated, readings).total
        cells = ("-" if value is None else f"{value:.3f}" for value in figures(total))
        print(f"| {name} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
