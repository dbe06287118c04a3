"""The command line: parse, call, print. Nothing here knows more than how to say it.

Exit codes: 0 done, 1 the check or query found something wrong, 2 usage or input error. Modules that
take long to import (torch, stanza, rdflib, pyvis) are imported inside the commands that need them.
"""

from __future__ import annotations

from typing import Any

import click

from kg.cli.build import build
from kg.cli.check import check
from kg.cli.evaluate import evaluate
from kg.cli.export import export, view
from kg.cli.extract import extract
from kg.cli.models import models
from kg.cli.network import network
from kg.cli.push import push
from kg.cli.query import explain, query
from kg.cli.ref import ref
from kg.cli.review import review
from kg.cli.serve import serve
from kg.errors import KgError


class Failure(click.ClickException):
    """An error of ours as one line on stderr."""

    exit_code = 2

    def format_message(self) -> str:
        return " ".join(self.message.split())


class Commands(click.Group):
    """A group whose commands report our errors, and only ours, without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KgError as error:
            raise Failure(str(error)) from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="diplomatic-kg", prog_name="kg")
def main() -> None:
    """A knowledge graph of diplomatic relations, built from Arabic news.

    \b
    Examples:
      kg build articles/ --out build
      kg query --graph build --list
      kg serve --graph build
    """


for command in (
    build, extract, query, explain, check, export, view, network, serve, push, evaluate, models, ref, review,
):  # fmt: skip
    main.add_command(command)
