"""kg check"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import options
from kg.cli.query import opened

if TYPE_CHECKING:
    from kg.store import Store


@click.command()
@options.graph
@click.option(
    "--sources",
    multiple=True,
    metavar="PATH",
    help="Articles, as for kg build: prove that every quote stands in them where the graph says. Repeatable.",
)
@options.columns
@options.gazetteer
@options.judgements
@click.option("--reason", is_flag=True, help="Also look for contradictions in the closure under OWL 2 RL.")
def check(
    path: Path,
    sources: tuple[str, ...],
    columns: str | None,
    gazetteer: Path | None,
    judgements: Path | None,
    reason: bool,
) -> None:
    """Check the graph against the shapes of the ontology (SHACL); exit code 1 if it breaks them.

    What is wrong is told by shape, in English and Arabic, each with the sentence that it was read from.
    With --sources, also what the graph quotes that does not stand in its text; with --reason, also what
    contradicts the ontology.

    \b
    Examples:
      kg check --graph build
      kg check --graph build --sources articles/
      kg check --graph build --reason
    """
    store = opened(path)
    sound = _shapes(store)
    if sources:
        sound &= _quotes(store, sources, options.mapping(columns), gazetteer, judgements)
    if reason:
        sound &= _reasoning(store)
    if not sound:
        raise SystemExit(1)


def _shapes(store: Store) -> bool:
    from kg import validate
    from kg.cli.progress import bar

    with bar() as progress:
        report = validate.check(store, progress=progress)
    for shape, results in report.by_shape():
        click.echo(f"{results[0].severity} {shape or '(unnamed shape)'}: {len(results)}")
        click.echo(f"  {results[0].message_en} {results[0].message_ar}")
        for result in results:
            click.echo(f"  <{result.focus}> {result.value}".rstrip())
            for quote in result.quotes:
                click.echo(f"    {quote}")
    click.echo(f"{report.graphs} graphs checked, {len(report.results)} results", err=True)
    return report.conforms


def _quotes(
    store: Store,
    paths: tuple[str, ...],
    columns: dict[str, str] | None,
    gazetteer: Path | None,
    judgements: Path | None,
) -> bool:
    from kg import quotes
    from kg.gazetteer import default_folder
    from kg.judgements import default_file

    tables = [*sorted((gazetteer or default_folder()).glob("*.csv")), judgements or default_file()]
    texts = quotes.sources(paths, columns=columns) | quotes.tables(tables)
    proof = quotes.prove(store, texts)
    for text in proof.missing:
        click.echo(f"Missing text: {text} is not among the sources, or was changed")
    for wrong in proof.misquotes:
        click.echo(f"Misquote in {wrong.doc_id}: <{wrong.passage}> {wrong.reason}")
        click.echo(f"    quoted: {wrong.quote}\n    there:  {wrong.found}")
    wrongs = len(proof.misquotes)
    click.echo(f"{proof.passages} quotes of {proof.texts} texts looked up, {wrongs} do not stand there", err=True)
    return proof.holds


def _reasoning(store: Store) -> bool:
    from kg import reasoning

    click.echo(f"closing {len(store)} statements under OWL RL, at some 300 a second", err=True)
    found = reasoning.check(store)
    for contradiction in found.contradictions:
        click.echo(f"Contradiction: {contradiction.message}")
        for quote in contradiction.quotes:
            click.echo(f"    {quote}")
    click.echo(f"{found.inferred} statements follow, {len(found.contradictions)} contradictions", err=True)
    return not found.contradictions
