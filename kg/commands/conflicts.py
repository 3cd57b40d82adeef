"""``kg conflicts``: what one affirms and another denies."""

from __future__ import annotations

from typing import Any

import click

from kg.commands.answering import ACTOR, GRAPH, answers, opened, room, show


@click.command(
    epilog="""\b
Examples:
  kg conflicts news.kg
  kg conflicts news.kg --actor Russia --since 2025-11-01
""",
)
@GRAPH
@ACTOR
@answers()
def conflicts(graph: str, actor: str | None, **given: Any) -> None:
    """List claims that contradict: the same thing affirmed and denied, for times that can be the same.

    Those that stand in most articles come first, then the most recent.
    """
    from kg.answers import conflicts as answer
    from kg.pages import conflicts_page

    found = answer(opened(graph, given), actor, given["since"], given["until"])
    show(found, conflicts_page(found, room(given)), given["format_"])
