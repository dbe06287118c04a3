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


@models.command()
@click.argument("task", type=click.Choice(("encoder", "adapt", *TASKS)))
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    metavar="DIR",
    required=True,
    help="Folder of third-party data (docs/models.md).",
)
@click.option(
    "--work", type=click.Path(path_type=Path), metavar="DIR", default=Path(".work"), show_default=True,
    help="Prepared data, checkpoints, logs.",
)  # fmt: skip
@click.option(
    "--steps",
    type=click.IntRange(min=1),
    help="Training steps, of ner in its first stage (epochs of lemma); the default is what the bundled model had.",
)
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="DIR", help="Write model and manifest here, not to the package."
)
def train(task: str, data: Path, work: Path, steps: int | None, out: Path | None) -> None:
    """Train the model for TASK, score it on held-out data and put it into the package with its entry in the manifest.

    An interrupted run goes on when it is started again. `encoder` cuts the encoder out of a multilingual one; `adapt`
    reads it into news, which wants a GPU. The others build on the encoder and tokenizer of --work or of the package.

    \b
    Examples:
      OMP_NUM_THREADS=1 kg models train ner --data data/
      kg models train pos --data data/ --steps 20 --out trial/
    """
    if steps and not out:
        raise click.UsageError("--steps makes another model than the bundled one: say where to write it with --out")
    if not data.is_dir():
        raise BadInput(f"{data}: no such folder of training data; docs/models.md lists what goes into it")
    from kg import models as bundle
    from kg.models import FOLDER, MANIFEST, card
    from kg.models.train.run import train as run

    manifest = out / "manifest.json" if out else MANIFEST
    click.echo(run(task, data, work, steps=steps, out=out or FOLDER, manifest=manifest))
    if not out:
        bundle.manifest.cache_clear()
        card.write()
