"""``kg about``: what a graph tells of somebody."""

from __future__ import annotations

from typing import Any

import click

from kg.commands.answering import GRAPH, answers, opened, room, show


@click.command(
    epilog="""\b
Examples:
  kg about news.kg "Vladimir Putin"
  kg about news.kg kga:vladimir_putin --since 2025-12-01 --limit 3
  kg about news.kg Putin --format md > putin.md
""",
)
@GRAPH
@click.argument("actor", metavar="ACTOR")
@answers()
def about(graph: str, actor: str, **given: Any) -> None:
    """Tell what a graph holds of ACTOR (a name or an id): roles, meetings, claims, accusations, deeds.

    The most recent comes first.  Below each line stand the words and their article.  What is only claimed,
    planned, possible or denied comes last, and [flags] tell which and by whom.
    """
    from kg.answers import about as answer
    from kg.pages import page

    found = answer(opened(graph, given), actor, given["since"], given["until"])
    show(found, page(found, room(given)), given["format_"])
