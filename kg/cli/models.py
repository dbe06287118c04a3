"""kg models"""

from __future__ import annotations

import click


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
