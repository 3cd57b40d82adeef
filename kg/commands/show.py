"""``kg show``: what is read in an article, for people."""

from __future__ import annotations

import sys
from typing import Any

import click

from kg import console
from kg.commands.flags import reads
from kg.commands.shared import closing, each_reading, terminal_width


@click.command(
    epilog="""\b
Examples:
  kg show seeds/2025-12-04-*.txt
  kg show news.kg | less -R
  echo "Ann Lee met Bo Ray in Oslo on Monday." | kg show -
""",
)
@reads
@click.option("--color/--no-color", default=None, help="By default on a terminal, unless NO_COLOR is set.")
@click.pass_context
def show(ctx: click.Context, /, inputs: tuple[str, ...], color: bool | None, **given: Any) -> None:
    """Show what is read, article by article.

    Above each block stand the words with their offsets; below, who did what to whom, when and where.
    What stands within a claim is indented below it.  Only lines without a [flag] and outside of claims
    are told as facts and become edges of the graph.
    """
    from kg.export.text import show as rendered
    from kg.pipeline import lines

    painted = console.color(sys.stdout) if color is None else color
    width = min(120, terminal_width())
    tally = console.Tally()
    first = True
    for reading in each_reading(ctx, inputs, given, tally):
        shown = rendered(reading, lines(reading), painted, width)
        click.echo(("" if first else "\n") + shown, nl=False, color=painted)
        first = False
    closing(ctx, tally, given["strict"], short=True)
