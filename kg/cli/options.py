"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

graph = click.option(
    "--graph",
    "path",
    type=click.Path(path_type=Path),
    default=Path("build"),
    show_default=True,
    metavar="DIR",
    help="The folder that `kg build` wrote.",
)
models = click.option(
    "--models",
    default="default",
    show_default=True,
    metavar="NAME|DIR",
    help="`default` (bundled), `stanza` (the official ones, downloaded by Stanza), or a folder "
    "of model files or of Stanza's resources.",
)
gazetteer = click.option(
    "--gazetteer",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="A folder of gazetteer tables to use instead of the bundled ones.",
)
judgements = click.option(
    "--judgements",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Decisions on who is the same to use instead of the bundled ones; `kg review` writes them.",
)
columns = click.option(
    "--columns", metavar="FIELD=COLUMN,...", help="Which columns of CSV or keys of JSON Lines hold what."
)


def mapping(columns: str | None) -> dict[str, str] | None:
    """``text=body,title=headline`` as a dictionary."""
    if columns is None:
        return None
    pairs = [part.partition("=") for part in columns.split(",")]
    if not all(field and sign and column for field, sign, column in pairs):
        raise click.BadParameter("write it as text=body,title=headline", param_hint="--columns")
    return {field.strip(): column.strip() for field, _, column in pairs}
