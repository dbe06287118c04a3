"""kg build"""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import options


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("build"),
    show_default=True,
    metavar="DIR",
    help="The graph folder; documents are added to what is there.",
)
@options.models
@options.gazetteer
@options.judgements
@options.columns
@click.option("--source", help="Who published the documents that do not say so.")
@click.option("--published", metavar="YYYY-MM-DD", help="When the documents that do not say so were published.")
@click.option("--base", metavar="IRI", help="The prefix of all IRIs of the graph.")
@click.option("--no-view", is_flag=True, help="Do not write graph.html.")
def build(
    paths: tuple[str, ...],
    out: Path,
    models: str,
    gazetteer: Path | None,
    judgements: Path | None,
    columns: str | None,
    source: str | None,
    published: str | None,
    base: str | None,
    no_view: bool,
) -> None:
    """Build the graph of the documents at PATH: files, folders, globs, or - for standard input.

    Plain text, HTML, JSON Lines and CSV are read; what cannot be read is named and left out. A build
    that was interrupted goes on where it stopped when it is started again.

    \b
    Examples:
      kg build articles/ --out build
      kg build 'news/2021-*.html' --source 'وكالة الأنباء'
      kg build news.csv --columns text=body,title=headline,published=date
      cat article.txt | kg build - --published 2021-05-23
    """
    from kg import pipeline
    from kg.cli.progress import bar

    with bar() as progress:
        report = pipeline.build(
            paths,
            out=out,
            models=models,
            gazetteer=gazetteer,
            judgements=judgements,
            base=base,
            columns=options.mapping(columns),
            source=source,
            published=published,
            view=not no_view,
            progress=progress,
        )
    for note in report.skipped:
        click.echo(f"skipped {note.where}: {note.reason}", err=True)
    for note in report.duplicates:
        click.echo(f"duplicate {note.where}: {note.reason}", err=True)
    if not report.documents and not report.duplicates:
        click.echo("nothing was built: no document could be read", err=True)
        raise SystemExit(2)
    click.echo(report.as_text())
    click.echo("\nLook next at")
    if not no_view:
        click.echo(f"  {out / 'graph.html'}  in a browser")
    click.echo(f"  kg query --graph {out} --list")
    click.echo(f"  kg serve --graph {out}")
