"""kg evaluate"""

from __future__ import annotations

import json
from pathlib import Path

import click

from kg.cli import options


@click.command()
@click.argument("gold", type=click.Path(path_type=Path), metavar="GOLD_DIR")
@click.option(
    "--texts",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="The folder of the texts, or one file of records with their ids. [default: GOLD_DIR]",
)
@options.models
@options.gazetteer
@click.option("--cache", type=click.Path(path_type=Path), metavar="DIR", help="Keep annotations here between runs.")
@click.option("--json", "as_json", is_flag=True, help="Print all figures and counts as JSON.")
def evaluate(
    gold: Path, texts: Path | None, models: str, gazetteer: Path | None, cache: Path | None, as_json: bool
) -> None:
    """Read annotated documents and score what was found.

    GOLD_DIR holds NAME.json for each NAME.txt, or for each record with the id NAME of a JSON Lines or CSV file.
    The day of publication is the one that the annotation gives, as a record would, else the one found in the
    text. Matched events are asked for their time, their status and their source: who says so, where the
    annotation or the system names someone. docs/usage.md says what each figure means.

    \b
    Examples:
      kg evaluate gold/ --texts articles/
      kg evaluate gold/ --texts articles/ --json > scores.json
      kg evaluate tests/gold/news --texts news.jsonl
    """
    from kg import pipeline
    from kg.cli.progress import bar
    from kg.evaluate import evaluate as score
    from kg.gold import load, read
    from kg.records import Document
    from kg.scores import as_dict, as_text

    annotated = load(gold, texts or gold)
    documents = []
    for item in read(annotated):
        if isinstance(item, Document):
            documents.append(item)
        else:
            click.echo(f"skipped {item.where}: {item.reason}", err=True)
    stages = pipeline.real_stages(models=models, gazetteer=gazetteer, cache=cache)
    with bar() as progress:
        readings = list(pipeline.read(documents, stages, progress=progress))
    scores = score(annotated, readings)
    click.echo(json.dumps(as_dict(scores), indent=1, sort_keys=True) if as_json else as_text(scores))
