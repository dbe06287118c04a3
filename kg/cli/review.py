"""kg review"""

from __future__ import annotations

import getpass
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import options
from kg.folder import Folder

if TYPE_CHECKING:
    from kg.review import Proposal, Side

KEYS = {"s": "same", "d": "different", "u": "unsure"}


@click.command()
@options.graph
@options.judgements
@options.gazetteer
@click.option("--by", default=None, metavar="NAME", help="Who decides. [default: your user name]")
@click.option("--list", "only_list", is_flag=True, help="Print the pairs and ask nothing, as into a pipe.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most so many pairs.")
def review(
    path: Path, judgements: Path | None, gazetteer: Path | None, by: str | None, only_list: bool, limit: int | None
) -> None:
    """Judge who is the same: pairs of names in the graph, with their sentences side by side.

    For each pair press s (same), d (different), u (unsure: do not ask again) or q to stop, and give a reason. Each
    decision is added to the file of judgements at once; the next `kg build` replays it.

    \b
    Examples:
      kg review --graph build
      kg review --graph build --list --limit 20
      kg review --graph build --judgements mine.csv --by 'R. Haddad'
    """
    from kg import judgements as decisions
    from kg.gazetteer import Gazetteer
    from kg.review import propose

    file = judgements or decisions.default_file()
    decided = decisions.load(file) if file.is_file() else decisions.Judgements()
    proposals = propose(Folder.open(path).readings(), decided, Gazetteer.load(gazetteer))
    asking = _asking() and not only_list
    if not proposals:
        click.echo("no names are alike and undecided")
    for number, proposal in enumerate(proposals[:limit], 1):
        _show(proposal, number, len(proposals))
        if not asking:
            continue
        key = click.prompt("same, different, unsure, quit", type=click.Choice([*KEYS, "q"]))
        if key == "q":
            break
        reason = click.prompt("reason", default="", show_default=False)
        today = date.today().isoformat()
        row = decisions.Judgement(
            proposal.left.written, proposal.right.written, KEYS[key], by or getpass.getuser(), today, reason
        )
        decisions.Judgements([*decided.rows, row], where=str(file))  # refused here if it contradicts others
        decisions.append(file, row)
        decided = decisions.Judgements([*decided.rows, row], where=str(file))


def _asking() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _show(proposal: Proposal, number: int, total: int) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title=f"{number} of {total}, likeness {proposal.likeness}", title_justify="left", show_lines=True)
    for side in (proposal.left, proposal.right):
        table.add_column(side.written, ratio=1, overflow="fold")
    table.add_row(_summary(proposal.left), _summary(proposal.right))
    table.add_row("\n\n".join(proposal.left.evidence), "\n\n".join(proposal.right.evidence))
    Console(markup=False).print(table)


def _summary(side: Side) -> str:
    return f"{'، '.join(sorted(side.names))}\n{side.type}, named in {len(side.documents)} documents"
