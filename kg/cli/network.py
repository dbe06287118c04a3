"""kg network"""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import click

from kg.analysis import COLUMNS, MEASURES, PERIODS, STATUSES, Period, Row, measure
from kg.cli import options
from kg.cli.query import aligned
from kg.folder import Folder


@click.command()
@options.graph
@click.option(
    "--measure", "name", type=click.Choice(MEASURES), default="dyads", show_default=True, help="What to count."
)
@click.option("--by", type=click.Choice(tuple(PERIODS)), default="all", show_default=True, help="A slice for each.")
@click.option(
    "--status",
    "statuses",
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
def network(path: Path, name: str, by: Period, statuses: tuple[str, ...], form: str) -> None:
    """Measure the network of actors: dyads, balance, centrality, communities or slices.

    \b
    Examples:
      kg network --graph build --measure dyads
      kg network --graph build --measure centrality --by year --format csv > centrality.csv
      kg network --graph build --measure balance --status actual --status planned
    """
    from kg import pipeline

    folder = Folder.open(path)
    graph = pipeline.network(list(folder.readings()), base=folder.base)
    rows = measure(graph, name, by=by, statuses=statuses)
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    elif form == "csv":
        click.echo(_csv(rows, COLUMNS[name]), nl=False)
    else:
        click.echo(aligned([list(COLUMNS[name]), *([str(row[column]) for column in COLUMNS[name]] for row in rows)]))
        click.echo(f"{len(rows)} rows", err=True)


def _csv(rows: list[Row], columns: tuple[str, ...]) -> str:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()
