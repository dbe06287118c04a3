"""kg push"""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import options


@click.command()
@options.graph
@click.argument("url")
def push(path: Path, url: str) -> None:
    """Copy the graph to the SPARQL 1.1 server at URL, graph by graph; its graphs that are gone here are dropped there.

    URL is the address of an Oxigraph server, or begins with the kind of another: fuseki+, virtuoso+. Who asks is taken
    from KG_STORE_USER and KG_STORE_PASSWORD, or KG_STORE_TOKEN.

    \b
    Examples:
      kg push --graph build http://127.0.0.1:7878
      KG_STORE_USER=dba KG_STORE_PASSWORD=dba kg push virtuoso+http://127.0.0.1:8890
    """
    from kg import ontology
    from kg.cli.progress import bar
    from kg.folder import Folder
    from kg.store import copy, open_store
    from kg.store.remote import RemoteStore

    folder = Folder.open(path)
    source = open_store(folder.store, read_only=True)
    target = RemoteStore(url, within=(folder.base, ontology.GRAPH))
    try:
        with bar() as progress:
            copy(source, target, progress=lambda done, total: progress("graphs", done, total))
        click.echo(f"{len(target)} triples in {len(target.graphs())} graphs at {url}", err=True)
    finally:
        target.close()
