"""``kg view``: a page with the network, to open in a browser."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from kg.commands.flags import CONFIDENCE, common, cuts, export_options
from kg.commands.shared import graph_of, tell


@click.command(
    epilog="""\b
Examples:
  kg view news.kg -o graph.html
  kg view news.kg -o december.html --since 2025-12-01 --title "December"
  kg view news.kg -o kremlin.html --ego "Vladimir Putin"
""",
)
@click.argument("graph", metavar="GRAPH.kg")
@click.option("-o", "--out", required=True, metavar="FILE.html", help="Where to; - is stdout.")
@click.option("--title", help="What stands at the head of the page.  [default: the graph file's name]")
@cuts()
@CONFIDENCE
@common
@click.pass_context
def view(
    ctx: click.Context,
    /,
    graph: str,
    out: str,
    title: str | None,
    confidence: float | None,
    **given: Any,
) -> None:
    """Write one page with the network, to open in a browser.

    The page holds everything it needs and loads nothing: it opens from disk, can be sent by mail or put on
    a server.  Actors are discs, lines what joins them; each line leads to its sentences.  Search, filters by
    kind, relation, status and day, and a table are on it.  Of a large graph, the 5,000 actors with most
    evidence are drawn unless --top says otherwise.
    """
    from kg.export import replaced
    from kg.store import Store
    from kg.view import write

    options = export_options(given)
    with Store.open(graph, readonly=True) as store:
        found = graph_of(store, confidence)
    name = title or Path(graph).stem
    if out == "-":
        write(found, sys.stdout, options, name)
        return
    replaced(Path(out), lambda stream: write(found, stream, options, name))
    tell(ctx, f"wrote {out}")
