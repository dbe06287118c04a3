"""kg extract"""

from __future__ import annotations

import json
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli import options

if TYPE_CHECKING:
    from kg.folder import Reading


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@click.option("--text", help="Read this text instead of files.")
@options.models
@options.gazetteer
@options.columns
@click.option("--published", metavar="YYYY-MM-DD", help="When texts that do not say so were published.")
@click.option(
    "--min-confidence", type=click.FloatRange(0, 1), default=0.0, show_default=True, help="Leave out less certain ones."
)
@click.option("--format", "form", type=click.Choice(["jsonl", "table"]), default="jsonl", show_default=True,
              help="A JSON object a telling, or a table to read.")  # fmt: skip
@click.option("--trace", is_flag=True, help="Show instead how each sentence was read, step by step.")
def extract(
    paths: tuple[str, ...],
    text: str | None,
    models: str,
    gazetteer: Path | None,
    columns: str | None,
    published: str | None,
    min_confidence: float,
    form: str,
    trace: bool,
) -> None:
    """Print the events that the texts at PATH tell, without building a graph; - is standard input, the default.

    The fields are those of `kg export events`, with the sentence, the arguments and what gave time and status.

    \b
    Examples:
      kg extract articles/*.txt > events.jsonl
      kg extract --text 'زار وزير الخارجية المصري سامح شكري أنقرة أمس.' --published 2022-03-15 --format table
      echo 'تلتقي ميركل بوتين غدا.' | kg extract --trace
    """
    from kg import documents, pipeline
    from kg.cli.progress import bar
    from kg.cli.query import aligned
    from kg.errors import SkipDocument

    if text is not None and paths:
        raise click.UsageError("give --text or PATH, not both")
    stdin = None if text is None else BytesIO(text.encode())
    found = []
    for item in documents.read(paths or ["-"], columns=options.mapping(columns), published=published, stdin=stdin):
        if isinstance(item, SkipDocument):
            click.echo(f"skipped {item.where}: {item.reason}", err=True)
        else:
            found.append(item)
    if not found:
        click.echo("nothing was read: no document could be read", err=True)
        raise SystemExit(2)
    stages = pipeline.real_stages(models=models, gazetteer=gazetteer)
    if trace:
        for one in pipeline.trace(found, stages):
            click.echo(one)
        return
    with bar() as progress:
        rows = [
            row
            for reading in pipeline.read(found, stages, progress=progress)
            for row in _rows(reading)
            if row["confidence"] >= min_confidence
        ]
    if form == "jsonl":
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False, sort_keys=True))
        return
    names = ("doc_id", "type", "trigger", "actors", "recipients", "time", "status", "confidence", "rule")
    table = [[str(row[name]).replace(_base(), "") for name in names] for row in rows]
    click.echo(aligned([list(names), *table]))


def _base() -> str:
    from kg import ids

    return ids.RESOURCE


def _rows(reading: Reading) -> list[dict[str, Any]]:
    """The tellings of a document as `kg export events` has them, with what they rest on."""
    from kg import ontology
    from kg.views import tables

    types = {row.type: row for row in ontology.event_types()}
    text = reading.document.text
    rows = []
    for event in reading.events:
        (row,) = tables.events(reading.entities, [event], [reading.document], types=types)
        why = {
            "arguments": [asdict(argument) for argument in event.arguments],
            "time_from": asdict(event.time_from) if event.time_from else None,
            "status_from": asdict(event.status_from) if event.status_from else None,
        }
        rows.append({**row, "sentence": text[event.sentence.begin : event.sentence.end], **why})
    return rows
