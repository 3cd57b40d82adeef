"""``kg path``: how two actors hang together."""

from __future__ import annotations

from typing import Any

import click

from kg.commands.answering import GRAPH, answers, opened, room, show
from kg.commands.flags import NUMBER


@click.command(
    epilog="""\b
Examples:
  kg path news.kg "Steve Witkoff" Ukraine
  kg path news.kg Witkoff Umerov --chains 5 --claims
""",
)
@GRAPH
@click.argument("left", metavar="ACTOR")
@click.argument("right", metavar="ACTOR")
@click.option("--chains", type=NUMBER, default=3, show_default=True, metavar="N", help="So many chains.")
@click.option("--claims", is_flag=True, help="Also over what is only claimed, planned, possible or denied.")
@answers(lines=2, dated=False)
def path(graph: str, left: str, right: str, chains: int, claims: bool, **given: Any) -> None:
    """Tell by which chains of statements two actors hang together, the shortest first.

    Only what articles assert counts, unless --claims.  Better told links are preferred, and those with names.
    """
    from kg.answers import path as answer
    from kg.pages import page

    found = answer(opened(graph, given), left, right, chains, asserted=not claims)
    show(found, page(found, room(given)), given["format_"])
