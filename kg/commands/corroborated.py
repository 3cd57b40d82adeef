"""``kg corroborated``: what several independent sources tell."""

from __future__ import annotations

from typing import Any

import click

from kg.commands.answering import ACTOR, GRAPH, answers, opened, room, show


@click.command(
    epilog="""\b
Examples:
  kg corroborated news.kg
  kg corroborated news.kg --least 3 --actor Ukraine --kind event --kind claim
""",
)
@GRAPH
@click.option(
    "--least", type=click.IntRange(min=2), default=2, show_default=True, metavar="N", help="So many sources."
)
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(["event", "claim", "role"]),
    help="Only these; may be given again.  [default: event]",
)  # fmt: skip
@ACTOR
@answers()
def corroborated(graph: str, least: int, kinds: tuple[str, ...], actor: str | None, **given: Any) -> None:
    """List what articles assert independently: of several outlets, and in different words.

    Where no outlet is known, an article counts as one.  The best proved comes first.
    """
    from kg.answers import corroborated as answer
    from kg.pages import corroborated_page
    from kg.types import StatementKind

    wanted = tuple(map(StatementKind, kinds or ("event",)))
    graph_ = opened(graph, given)
    found = answer(graph_, least, actor, given["since"], given["until"], wanted)
    show(found, corroborated_page(found, room(given)), given["format_"])
