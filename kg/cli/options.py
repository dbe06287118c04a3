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
    help="`default` (bundled), `stanza` (the official ones, downloaded by Stanza), or a folder.",
)
gazetteer = click.option(
    "--gazetteer",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="A folder of gazetteer tables to use instead of the bundled ones.",
)
