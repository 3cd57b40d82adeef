"""``kg compare``: what two actors say about the same thing."""

from __future__ import annotations

from typing import Any

import click

from kg.commands.answering import GRAPH, answers, opened, room, show


@click.command(
    epilog="""\b
Examples:
  kg compare news.kg Russia Ukraine ceasefire
  kg compare news.kg Trump Putin Zelenskyy --since 2025-11-01
""",
)
@GRAPH
@click.argument("left", metavar="ACTOR")
@click.argument("right", metavar="ACTOR")
@click.argument("topic", metavar="TOPIC|ACTOR")
@answers()
def compare(graph: str, left: str, right: str, topic: str, **given: Any) -> None:
    """Compare what two actors say about a topic: words that stand in what they say, or a third actor.

    First comes what one of them affirms and the other denies, and what both say.
    """
    from kg.answers import compare as answer
    from kg.pages import page

    found = answer(opened(graph, given), left, right, topic, given["since"], given["until"])
    show(found, page(found, room(given)), given["format_"])
