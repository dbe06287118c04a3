"""kg query, kg explain"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import options
from kg.errors import BadInput
from kg.folder import Folder

if TYPE_CHECKING:
    from kg.store import Store, Table

LONGEST = 60  # letters of a cell in a table on the terminal


def opened(path: Path) -> Store:
    """The store of a graph folder, for reading."""
    from kg.store import open_store

    return open_store(Folder.open(path).store, read_only=True)


@click.command()
@options.graph
@click.argument("question", required=False, metavar="NAME|FILE|TEXT")
@click.option("--list", "as_list", is_flag=True, help="List the competency queries by name.")
@click.option("--set", "settings", multiple=True, metavar="NAME=VALUE", help="Set a parameter of a competency query.")
@click.option(
    "--service",
    "services",
    multiple=True,
    metavar="URL[=URL]",
    help="Let a query ask this endpoint too (where another address is given, that one in its place).",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "turtle"]),
    default="table",
    show_default=True,
    help="turtle is for CONSTRUCT and DESCRIBE.",
)
def query(
    path: Path, question: str | None, as_list: bool, settings: tuple[str, ...], services: tuple[str, ...], form: str
) -> None:
    """Ask the graph: a competency query by NAME, a FILE with SPARQL, or the SPARQL text itself.

    The usual prefixes (dip, dcterms, skos, owl, xsd, ...) need no declaration. A query sees the union
    of all documents.

    \b
    Examples:
      kg query --list
      kg query --graph build who-met-whom
      kg query --graph build visits-by-state-and-year --format csv > visits.csv
      kg query --graph build wikidata-people --service https://query.wikidata.org/sparql
      kg query --graph build 'SELECT ?visit { ?visit a dip:Visit ; dip:status dip:planned }'
    """
    from kg import queries

    if as_list:
        for name in queries.names():
            click.echo(f"{name:<28} {queries.load(name).question_en}")
        return
    if question is None:
        raise click.UsageError("name a query, a file or SPARQL text; kg query --list shows the names")
    asked = {url: other or url for url, _, other in (service.partition("=") for service in services)}
    table = queries.run(opened(path), _text(question), parameters=_parameters(settings), services=asked)
    _print(table, form, base=Folder.open(path).base)


def _text(question: str) -> str:
    """The content of the file, where there is one, else the question itself."""
    try:
        return Path(question).read_text(encoding="utf-8") if question.endswith((".rq", ".sparql")) else question
    except OSError as error:
        raise BadInput(f"{question}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{question}: is not UTF-8") from error


def _parameters(settings: tuple[str, ...]) -> dict[str, str]:
    pairs = [setting.partition("=") for setting in settings]
    if not all(name and sign for name, sign, _ in pairs):
        raise click.BadParameter("write it as NAME=VALUE", param_hint="--set")
    return {name: value for name, _, value in pairs}


def _print(table: Table, form: str, *, base: str) -> None:
    from kg.views import results, turtle

    if form == "turtle":
        if table.form != "construct":
            raise click.UsageError("--format turtle is for CONSTRUCT and DESCRIBE; use table, csv or json")
        click.echo("".join(turtle.turtle(results.triples(table), base=base)), nl=False)
    elif form == "csv":
        click.echo(results.to_csv(table), nl=False)
    elif form == "json":
        click.echo(results.to_json(table))
    else:
        click.echo(aligned([list(table.columns), *table.plain()]))
        click.echo(f"{len(table.rows)} rows", err=True)


def aligned(rows: list[list[str]]) -> str:
    """Columns under each other; long texts are cut, IRIs are not, for people hand them to ``kg explain``."""
    cut = [[_cut(cell) for cell in row] for row in rows]
    widths = [max(len(cell) for cell in column) for column in zip(*cut, strict=True)]
    cut.insert(1, ["-" * width for width in widths])
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in cut]
    return "\n".join(line.rstrip() for line in lines)


def _cut(cell: str) -> str:
    line = " ".join(cell.split())
    return line if len(line) <= LONGEST or "://" in line else f"{line[: LONGEST - 1]}…"


@click.command()
@options.graph
@click.argument("iri")
def explain(path: Path, iri: str) -> None:
    """Show where what the graph says of IRI comes from: documents, sentences, offsets and rules.

    The trigger stands between ** and each argument in its sentence as [words|role]; below it are the rule, the
    way through the parse to each argument, what the time was reckoned from and the word that gave the status.

    \b
    Examples:
      kg explain --graph build https://w3id.org/diplomatic-kg/resource/state/RUS
    """
    from kg.explain import explain as tell
    from kg.explain import with_reasons

    folder = Folder.open(path)
    click.echo(with_reasons(tell(opened(path), iri), folder.reading, base=folder.base))
