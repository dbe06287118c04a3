"""kg network"""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import click

from kg import records
from kg.analysis import COLUMNS, MEASURES, PERIODS, STATUSES, Period, Row, counted, measure
from kg.cli import options
from kg.cli.export import writable
from kg.cli.query import aligned
from kg.folder import Folder, replacing


@click.command()
@options.graph
@click.option(
    "--measure", "name", type=click.Choice(MEASURES), default="dyads", show_default=True, help="What to count."
)
@click.option("--by", type=click.Choice(tuple(PERIODS)), default="all", show_default=True, help="A slice for each.")
@click.option(
    "--status",
    "statuses",
    type=click.Choice(records.STATUSES),
    multiple=True,
    default=STATUSES,
    show_default=True,
    help="Count events of this status; may be given again.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="json is a list of objects with the columns as keys.",
)
@click.option(
    "--picture",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Draw what is counted here too, as a PNG (needs matplotlib).",
)
def network(path: Path, name: str, by: Period, statuses: tuple[str, ...], form: str, picture: Path | None) -> None:
    """Measure the network of actors: dyads, balance, centrality, communities or slices.

    \b
    Examples:
      kg network --graph build --measure dyads
      kg network --graph build --measure centrality --by year --format csv > centrality.csv
      kg network --graph build --measure balance --status actual --status planned
      kg network --graph build --status planned --picture planned.png
    """
    from kg import pipeline

    folder = Folder.open(path)
    graph = pipeline.network(list(folder.readings()), base=folder.base)
    rows = measure(graph, name, by=by, statuses=statuses)
    if picture:
        from kg.views import picture as still

        with replacing(writable(picture)) as new:
            still.write(counted(graph, statuses=statuses), new)
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    elif form == "csv":
        click.echo(_csv(rows, COLUMNS[name]), nl=False)
    else:
        click.echo(aligned([list(COLUMNS[name]), *([str(row[column]) for column in COLUMNS[name]] for row in rows)]))
        click.echo(f"{len(rows)} rows", err=True)
    if picture:
        click.echo(f"wrote {picture}", err=True)


def _csv(rows: list[Row], columns: tuple[str, ...]) -> str:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()
