"""kg serve"""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import options


@click.command()
@options.graph
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port on 127.0.0.1.")
@click.option("--timeout", type=click.FloatRange(0.1), default=30, show_default=True, help="Seconds for one question.")
@click.option(
    "--memory", type=click.IntRange(64), default=1024, show_default=True, metavar="MB", help="Of one question."
)
@click.option("--rows", type=click.IntRange(1), default=100_000, show_default=True, help="The most of one answer.")
@click.option("--cors", "origin", metavar="ORIGIN", help="Let the scripts of a site ask, or of any: *.")
@click.option("--update", "updates", is_flag=True, help="Take SPARQL Update too. The next build overrules it.")
def serve(path: Path, port: int, timeout: float, memory: int, rows: int, origin: str | None, updates: bool) -> None:
    """Answer SPARQL 1.1 over HTTP until interrupted, on this machine only.

    A question that takes more time or memory than it is given is ended and answered with 503.

    \b
    Examples:
      kg serve --graph build
      kg serve --graph build --port 8080 --timeout 5 --rows 1000
      kg serve --graph build --cors https://example.org
    """
    from kg import serve as endpoint
    from kg.folder import Folder
    from kg.store.guarded import GuardedStore

    folder = Folder.open(path)
    store = GuardedStore(folder.store, seconds=timeout, megabytes=memory, writable=updates)
    click.echo(f"SPARQL endpoint at http://127.0.0.1:{port}/  (stop with Ctrl-C)", err=True)
    try:
        endpoint.run(endpoint.application(store, base=folder.base, rows=rows, updates=updates, origin=origin), port)
    finally:
        store.close()
