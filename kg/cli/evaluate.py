"""kg evaluate"""

from __future__ import annotations

import json
from pathlib import Path

import click

from kg.cli import options


@click.command()
@click.argument("gold", type=click.Path(path_type=Path), metavar="GOLD_DIR")
@click.option(
    "--texts", type=click.Path(path_type=Path), metavar="DIR", help="Where the texts are. [default: GOLD_DIR]"
)
@options.models
@options.gazetteer
@click.option("--cache", type=click.Path(path_type=Path), metavar="DIR", help="Keep annotations here between runs.")
@click.option("--json", "as_json", is_flag=True, help="Print all figures and counts as JSON.")
def evaluate(
    gold: Path, texts: Path | None, models: str, gazetteer: Path | None, cache: Path | None, as_json: bool
) -> None:
    """Read annotated documents and score what was found.

    GOLD_DIR holds NAME.json for each NAME.txt. The day of publication is the one that the annotation gives, as
    a record would, else the one found in the text. docs/usage.md says what each figure means.

    \b
    Examples:
      kg evaluate gold/ --texts articles/
      kg evaluate gold/ --texts articles/ --json > scores.json
    """
    from kg import pipeline
    from kg.cli.progress import bar
    from kg.evaluate import as_dict, as_text
    from kg.evaluate import evaluate as score
    from kg.gold import dated, load

    annotated = load(gold, texts or gold)
    gathered = pipeline.gather([str(one.path) for one in annotated])
    for note in gathered.skipped:
        click.echo(f"skipped {note.where}: {note.reason}", err=True)
    stages = pipeline.real_stages(models=models, gazetteer=gazetteer, cache=cache)
    with bar() as progress:
        readings = list(pipeline.read(dated(gathered.documents, annotated), stages, progress=progress))
    scores = score(annotated, readings)
    click.echo(json.dumps(as_dict(scores), indent=1, sort_keys=True) if as_json else as_text(scores))
