"""kg ref"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import options

if TYPE_CHECKING:
    from kg.gazetteer import Gazetteer, Row

TYPES = ("Person", "State", "Organization", "Place", "Treaty", "Group")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@click.group()
def ref() -> None:
    """What is known before a text is read: states, organisations, people, their offices, places.

    \b
    Examples:
      kg ref actors لافروف
      kg ref check
    """


@ref.command()
@click.argument("name", required=False)
@click.option("--type", "types", multiple=True, type=click.Choice(TYPES), help="Only these; may be given again.")
@click.option("--state", metavar="ISO3", help="Only those of this state, as an ISO 3166 alpha-3 code.")
@click.option("--on", "day", metavar="YYYY-MM-DD", help="Only who held an office on this day, with that office.")
@options.gazetteer
def actors(
    name: str | None, types: tuple[str, ...], state: str | None, day: str | None, gazetteer: Path | None
) -> None:
    """List the rows of the gazetteer: all of them, or those that bear NAME in any spelling.

    NAME may be an Arabic or an English name, a part of one, or an id. Exit code 1 if nobody is found.

    \b
    Examples:
      kg ref actors سيرجي لافروف
      kg ref actors --type Person --state EGY --on 2015-07-20
      kg ref actors organization/un
    """
    from kg.gazetteer import Gazetteer

    if day and not DAY.fullmatch(day):
        raise click.UsageError(f"--on {day}: not a day of the form YYYY-MM-DD")
    known = Gazetteer.load(gazetteer)
    rows = _named(known, name) if name else known.rows
    lines = [
        line
        for row in rows
        if (not types or row.type in types) and (not state or row.state == state.upper())
        for line in _described(known, row, day)
    ]
    for line in lines:
        click.echo(line)
    if not lines:
        click.echo("nobody of that name and kind; seeds/gazetteer/*.csv is where to add one", err=True)
        raise SystemExit(1)


def _named(gazetteer: Gazetteer, name: str) -> tuple[Row, ...]:
    """Rows with an id or a name, then people whose name is spelled otherwise, then rows with the name inside a name."""
    from kg.arabic import fold
    from kg.entities.lookup import people
    from kg.entities.names import parse

    wanted = fold(name)
    exact = [row for row in gazetteer.rows if name == row.id or wanted in (fold(row.name_en), row.wikidata.casefold())]
    found = [*exact, *gazetteer.find(name)] or [match.row for match in people(gazetteer).find(parse(name))]
    if not found:
        found = [row for row in gazetteer.rows if any(wanted in fold(one) for one in (*row.names, row.name_en))]
    return tuple(dict.fromkeys(found))


def _described(gazetteer: Gazetteer, row: Row, day: str | None) -> Iterator[str]:
    """A line for the row and one for each of its offices; nothing if ``day`` is given and it held none then."""
    tenures = [one for one in gazetteer.tenures if row.id == one.person and (not day or one.covers(day))]
    if day and not tenures:
        return
    others = [name for name in row.names if name != row.name_ar]
    cells = (row.id, row.type, row.state, row.wikidata, row.name_en, row.name_ar)
    yield "  ".join(filter(None, cells)) + (f"  ({'، '.join(others)})" if others else "")
    for one in tenures:
        yield f"    {one.start} – {one.end or '…'}  {one.title_en or one.office}  {one.title_ar}  ({one.of})"


@ref.command()
@options.gazetteer
def check(gazetteer: Path | None) -> None:
    """Look for mistakes in the gazetteer; exit code 1 if there are any.

    Full names that two people share, names of two states, one QID on two rows, offices of one that two hold at once,
    tenures that end before they begin, and names that are common words without being marked so (ambiguous_ar).

    \b
    Examples:
      kg ref check
      kg ref check --gazetteer my-tables/
    """
    from kg import vocabulary
    from kg.gazetteer import Gazetteer, problems

    known = Gazetteer.load(gazetteer)
    found = problems(known, common=vocabulary.load().common_words)
    for problem in found:
        click.echo(problem)
    if found:
        raise SystemExit(1)
    click.echo(f"{len(known.rows)} rows and {len(known.tenures)} tenures: nothing found")
