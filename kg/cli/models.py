"""kg models"""

from __future__ import annotations

from pathlib import Path

import click

from kg.errors import BadInput

TASKS = ("tokenize", "pos", "lemma", "depparse", "ner")


@click.group()
def models() -> None:
    """The bundled Stanza models: what they are, whether they are whole, how well they read.

    \b
    Examples:
      kg models list
      kg models verify
    """


@models.command("list")
def list_() -> None:
    """List the files with their size, licence and scores on held-out data.

    \b
    Examples:
      kg models list
    """
    from kg.models import manifest

    for row in manifest():
        scores = ", ".join(f"{name} {value}" for name, value in sorted(row.scores.items()))
        click.echo(f"{row.task:<10} {row.file:<28} {row.bytes / 1e6:6.1f} MB  {row.licence}  {scores}".rstrip())


@models.command()
def verify() -> None:
    """Compare the files with their checksums; exit code 1 if one is missing or corrupt.

    \b
    Examples:
      kg models verify
    """
    from kg import models as bundle

    problems = bundle.verify()
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        raise SystemExit(1)
    click.echo(f"{len(bundle.manifest())} files are whole")


@models.command()
@click.argument("data", type=click.Path(path_type=Path), metavar="DATA_DIR")
@click.option("--task", "tasks", multiple=True, type=click.Choice(TASKS), help="Only this; may be given again.")
@click.option(
    "--models", "folder", type=click.Path(path_type=Path), metavar="DIR", help="Score these, not the bundled."
)
def evaluate(data: Path, tasks: tuple[str, ...], folder: Path | None) -> None:
    """Score the models on the held-out data in DATA_DIR; docs/models.md says which data that is.

    \b
    Examples:
      kg models evaluate data/
      kg models evaluate data/ --task ner
    """
    from kg.models import FOLDER
    from kg.models.evaluate import scores

    try:
        for score in scores(data, tasks=tasks or TASKS, folder=folder or FOLDER):
            interval = f"[{score.low:.1f}, {score.high:.1f}]"
            measured = f"{score.measure:<14} {score.value:6.2f}  {interval:<14}"
            click.echo(f"{score.task:<10} {measured} {score.data}, {score.sentences} sentences")
    except OSError as error:
        raise BadInput(f"{error.filename}: cannot be read: {error.strerror}") from error
