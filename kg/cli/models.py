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
      kg models card ner
      kg models verify
    """


@models.command("list")
def list_() -> None:
    """List the files with their size, licence and scores on held-out data; `kg models card` tells more.

    \b
    Examples:
      kg models list
    """
    from kg.models import manifest

    for row in manifest():
        scores = "; ".join(f"{score.measure}, {score.data}: {score.value}" for score in row.scores)
        click.echo(f"{row.task:<10} {row.file:<28} {row.bytes / 1e6:6.1f} MB  {row.licence}  {scores}".rstrip())


@models.command()
@click.argument("task", type=click.Choice(("encoder", *TASKS)))
def card(task: str) -> None:
    """Print the card of the model for TASK: data, licence and what it allows, scores, limits, how to train it again.

    \b
    Examples:
      kg models card ner
    """
    from kg.models.card import text

    click.echo(text(task), nl=False)


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
    """Score the models on the held-out data in DATA_DIR (docs/models.md says which), as a table in Markdown.

    \b
    Examples:
      kg models evaluate data/
      kg models evaluate data/ --task ner
    """
    from kg.models import FOLDER
    from kg.models.card import lines
    from kg.models.evaluate import scores

    try:
        for line in lines(scores(data, tasks=tasks or TASKS, folder=folder or FOLDER)):
            click.echo(line)
    except OSError as error:
        raise BadInput(f"{error.filename}: cannot be read: {error.strerror}") from error
