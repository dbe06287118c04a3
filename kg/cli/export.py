"""kg export, kg view"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from kg.cli import options
from kg.cli.query import opened
from kg.errors import BadInput
from kg.folder import Folder, Reading, replacing

if TYPE_CHECKING:
    from kg.ontology import EventType
    from kg.records import Document, Entity, Event
    from kg.views.tables import Row


def _turtle(folder: Folder, file: Path) -> None:
    from kg.views import turtle

    turtle.write(opened(folder.path), file, base=folder.base)


def _nquads(folder: Folder, file: Path) -> None:
    from kg.views import turtle

    turtle.nquads(opened(folder.path), file)


def _jsonld(folder: Folder, file: Path) -> None:
    from kg.views import turtle

    turtle.jsonld(opened(folder.path), file, base=folder.base)


def _trig(folder: Folder, file: Path) -> None:
    from kg.views import turtle

    turtle.trig(opened(folder.path), file, base=folder.base)


def _rdfxml(folder: Folder, file: Path) -> None:
    from kg.views import rdfxml

    rdfxml.write(opened(folder.path), file, base=folder.base)


def _mentions(folder: Folder) -> tuple[list[Row], Sequence[str]]:
    from kg.views import tables

    documents, entities, _ = _records(folder)
    return tables.mentions(entities, documents, base=folder.base), tables.MENTION_COLUMNS


def _events(folder: Folder) -> tuple[list[Row], Sequence[str]]:
    from kg.views import tables

    documents, entities, events = _records(folder)
    rows = tables.events(entities, events, documents, types=_types(), base=folder.base)
    return rows, tables.EVENT_COLUMNS


def _polecat(folder: Folder) -> tuple[list[Row], Sequence[str]]:
    from kg.views import polecat

    documents, entities, events = _records(folder)
    version = f"diplomatic-kg {(folder.parts() or {}).get('diplomatic-kg', '')}".strip()
    return polecat.rows(entities, events, documents, types=_types(), version=version, base=folder.base), polecat.COLUMNS


def _neo4j(folder: Folder, target: Path) -> None:
    from kg.views import neo4j

    neo4j.write(target, *_records(folder), types=_types(), base=folder.base)


def _graphml(folder: Folder, file: Path) -> None:
    from kg import pipeline
    from kg.views import network

    network.write_graphml(pipeline.network(_readings(folder), base=folder.base), file)


def _gexf(folder: Folder, file: Path) -> None:
    from kg import pipeline
    from kg.views import network

    network.write_gexf(pipeline.network(_readings(folder), base=folder.base), file)


def writable(file: Path) -> Path:
    """The file, to be written. Raises BadInput where its folder is none, or not to be written to."""
    if not os.access(file.parent, os.W_OK):
        raise BadInput(f"{file}: cannot be written: {file.parent} is no folder that you may write to")
    return file


def _readings(folder: Folder) -> list[Reading]:
    return list(folder.readings())


def _records(folder: Folder) -> tuple[list[Document], list[Entity], list[Event]]:
    readings = _readings(folder)
    return (
        [reading.document for reading in readings],
        [entity for reading in readings for entity in reading.entities],
        [event for reading in readings for event in reading.events],
    )


def _types() -> dict[str, EventType]:
    from kg import ontology

    return {row.type: row for row in ontology.event_types()}


WRITERS: dict[str, Callable[[Folder, Path], None]] = {
    "turtle": _turtle,
    "trig": _trig,
    "nquads": _nquads,
    "jsonld": _jsonld,
    "rdfxml": _rdfxml,
    "graphml": _graphml,
    "gexf": _gexf,
    "neo4j": _neo4j,
}
TABLES: dict[str, Callable[[Folder], tuple[list[Row], Sequence[str]]]] = {
    "mentions": _mentions,
    "events": _events,
    "polecat": _polecat,
}
FORMATS = (*WRITERS, *TABLES)


@click.command()
@options.graph
@click.argument("form", type=click.Choice(FORMATS), metavar="|".join(FORMATS))
@click.argument("file", type=click.Path(path_type=Path))
def export(path: Path, form: str, file: Path) -> None:
    """Write the graph to FILE for other tools; docs/formats.md names the columns and attributes.

    mentions, events and polecat are written as Parquet where FILE ends in .parquet, else as CSV. neo4j
    makes a folder of CSV files.

    \b
    Examples:
      kg export --graph build events events.csv
      kg export --graph build polecat events.parquet
      kg export --graph build nquads graph.nq
      kg export --graph build gexf actors.gexf
      kg export --graph build neo4j import/
    """
    folder = Folder.open(path)
    if form == "neo4j":
        if file.exists() and not file.is_dir():
            raise BadInput(f"{file}: is a file; neo4j needs a folder for its files")
        _neo4j(folder, writable(file))
    elif file.is_dir():
        raise BadInput(f"{file}: is a folder; name a file")
    else:
        with replacing(writable(file)) as new:
            if form in TABLES:
                from kg.views import tables

                rows, columns = TABLES[form](folder)
                tables.write(rows, columns, new, form="parquet" if file.suffix == ".parquet" else "csv")
            else:
                WRITERS[form](folder, new)
    click.echo(f"wrote {file}", err=True)


@click.command()
@options.graph
@click.option("--output", "file", type=click.Path(path_type=Path, dir_okay=False), help="[default: DIR/graph.html]")
@click.option(
    "--png", type=click.Path(path_type=Path, dir_okay=False), help="Draw a still picture for papers here instead."
)
@click.option(
    "--actors",
    "limit",
    type=click.IntRange(min=1),
    help="How many actors to draw, the most told of.  [default: 150; PNG: 60]",
)
@click.option("--language", type=click.Choice(("ar", "en")), help="Of the names in the picture.  [default: ar]")
@click.option(
    "--sparql",
    is_flag=True,
    help="Let the page answer SPARQL; needs the npm package oxigraph (npm install oxigraph).",
)
@click.option(
    "--oxigraph",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Where that package lies.  [default: node_modules/oxigraph, here or above]",
)
def view(
    path: Path,
    file: Path | None,
    png: Path | None,
    limit: int | None,
    language: Literal["ar", "en"] | None,
    sparql: bool,
    oxigraph: Path | None,
) -> None:
    """Draw the graph as one HTML file that needs no network, or as a PNG.

    \b
    Examples:
      kg view --graph build
      kg view --graph build --output actors.html --actors 1000
      kg view --graph build --png actors.png --language en
      npm install oxigraph && kg view --graph build --sparql
    """
    from kg import pipeline

    if file and png:
        raise click.UsageError("--output names an HTML file and --png a picture: call twice for both.")
    if language and not png:
        raise click.UsageError("--language is for --png; the HTML file has a button for it.")
    if (sparql or oxigraph) and png:
        raise click.UsageError("--sparql is for the HTML file, not for a picture.")
    folder = Folder.open(path)
    file = png or file or folder.html
    with replacing(writable(file)) as new:
        if png:
            from kg.views import picture

            network = pipeline.network(_readings(folder), base=folder.base)
            picture.write(network, new, language=language or "ar", limit=limit or picture.LIMIT)
        else:
            from kg.store import open_store
            from kg.views import engine

            store = open_store(folder.store, read_only=True)
            asked = engine.make(store, oxigraph) if sparql or oxigraph else None
            readings = _readings(folder)
            pipeline.write_view(store, readings, new, base=folder.base, limit=limit, engine=asked)
    click.echo(f"wrote {file}", err=True)
