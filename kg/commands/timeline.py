"""``kg timeline``: what happened with somebody, day by day."""

from __future__ import annotations

from typing import Any

import click

from kg.commands.answering import GRAPH, answers, opened, room, show

MANY = 50


@click.command(
    epilog="""\b
Examples:
  kg timeline news.kg "Vladimir Putin" --since 2025-12-01
  kg timeline news.kg Ukraine --kind event --all --quotes 0
""",
)
@GRAPH
@click.argument("actor", metavar="ACTOR")
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(["event", "claim", "role"]),
    help="Only these; may be given again.  [default: event, claim]",
)  # fmt: skip
@answers(lines=MANY)
def timeline(graph: str, actor: str, kinds: tuple[str, ...], **given: Any) -> None:
    """Tell what a graph holds of ACTOR (a name or an id) in the order of days; the last of it, if much."""
    from kg.answers import timeline as answer
    from kg.pages import page
    from kg.types import StatementKind

    wanted = tuple(map(StatementKind, kinds or ("event", "claim")))
    found = answer(opened(graph, given), actor, given["since"], given["until"], wanted)
    show(found, page(found, room(given)), given["format_"])
