"""kg export, kg view"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import click

from kg.cli import options
from kg.cli.query import opened
from kg.errors import BadInput
from kg.folder import Folder, Reading, replacing


def _turtle(folder: Folder, file: Path) -> None:
    from kg.views import turtle

    turtle.write(opened(folder.path), file, base=folder.base)


def _nquads(folder: Folder, file: Path) -> None:
    from kg.views import turtle

    turtle.nquads(opened(folder.path), file)


def _jsonld(folder: Folder, file: Path) -> None:
    from kg.views import turtle

    turtle.jsonld(opened(folder.path), file, base=folder.base)


def _mentions(folder: Folder, file: Path) -> None:
    from kg.views import tables

    readings = _readings(folder)
    entities = [entity for reading in readings for entity in reading.entities]
    rows = tables.mentions(entities, [reading.document for reading in readings], base=folder.base)
    tables.write_csv(rows, tables.MENTION_COLUMNS, file)


def _events(folder: Folder, file: Path) -> None:
    from kg import ontology
    from kg.views import tables

    readings = _readings(folder)
    rows = tables.events(
        [entity for reading in readings for entity in reading.entities],
        [event for reading in readings for event in reading.events],
        [reading.document for reading in readings],
        types={row.type: row for row in ontology.event_types()},
        base=folder.base,
    )
    tables.write_csv(rows, tables.EVENT_COLUMNS, file)


def _graphml(folder: Folder, file: Path) -> None:
    from kg import pipeline
    from kg.views import network

    network.write_graphml(pipeline.network(_readings(folder), base=folder.base), file)


def _gexf(folder: Folder, file: Path) -> None:
    from kg import pipeline
    from kg.views import network

    network.write_gexf(pipeline.network(_readings(folder), base=folder.base), file)


def _writable(file: Path) -> Path:
    if not os.access(file.parent, os.W_OK):
        raise BadInput(f"{file}: cannot be written: {file.parent} is no folder that you may write to")
    return file


def _readings(folder: Folder) -> list[Reading]:
    return list(folder.readings())


FORMATS: dict[str, Callable[[Folder, Path], None]] = {
    "turtle": _turtle,
    "nquads": _nquads,
    "jsonld": _jsonld,
    "mentions": _mentions,
    "events": _events,
    "graphml": _graphml,
    "gexf": _gexf,
}


@click.command()
@options.graph
@click.argument("form", type=click.Choice(list(FORMATS)), metavar="|".join(FORMATS))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def export(path: Path, form: str, file: Path) -> None:
    """Write the graph to FILE for other tools; docs/formats.md names the columns and attributes.

    \b
    Examples:
      kg export --graph build events events.csv
      kg export --graph build nquads graph.nq
      kg export --graph build gexf actors.gexf
    """
    folder = Folder.open(path)
    with replacing(_writable(file)) as new:
        FORMATS[form](folder, new)
    click.echo(f"wrote {file}", err=True)


@click.command()
@options.graph
@click.option("--output", "file", type=click.Path(path_type=Path, dir_okay=False), help="[default: DIR/graph.html]")
def view(path: Path, file: Path | None) -> None:
    """Draw the graph as one HTML file that needs no network.

    \b
    Examples:
      kg view --graph build
      kg view --graph build --output actors.html
    """
    from kg import pipeline

    folder = Folder.open(path)
    file = file or folder.html
    with replacing(_writable(file)) as new:
        pipeline.write_view(_readings(folder), new, base=folder.base)
    click.echo(f"wrote {file}", err=True)
