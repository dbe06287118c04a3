"""kg serve"""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import options


@click.command()
@options.graph
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port on 127.0.0.1.")
def serve(path: Path, port: int) -> None:
    """Answer SPARQL 1.1 over HTTP until interrupted, on this machine only.

    \b
    Examples:
      kg serve --graph build
      kg serve --graph build --port 8080
    """
    from kg import serve as endpoint
    from kg.folder import Folder
    from kg.store import open_store

    folder = Folder.open(path)
    store = open_store(folder.store, read_only=True)
    click.echo(f"SPARQL endpoint at http://127.0.0.1:{port}/  (stop with Ctrl-C)", err=True)
    endpoint.run(store, port, base=folder.base)
