"""``kg diff``: what is new, gone and changed between two graph files."""

from __future__ import annotations

from typing import Any

import click

from kg.commands.answering import answers, opened, room, show
from kg.commands.shared import FAILED


@click.command(
    epilog="""\b
Examples:
  kg diff monday.kg friday.kg
  kg diff old.kg new.kg --format json | jq -r '.new[].id'
""",
)
@click.argument("old", metavar="OLD.kg")
@click.argument("new", metavar="NEW.kg")
@click.option("--exit-code", is_flag=True, help="Exit with 1 when anything differs.")
@answers(dated=False)
@click.pass_context
def diff(ctx: click.Context, /, old: str, new: str, exit_code: bool, **given: Any) -> None:
    """Tell what is new, gone and changed from one graph file to another, statement by statement."""
    from kg.answers import diff as answer
    from kg.pages import page

    found = answer(opened(old, given), opened(new, given))
    show(found, page(found, room(given)), given["format_"])
    if exit_code and not found.same:
        ctx.exit(FAILED)
