"""``kg rm``: articles taken out of a graph file."""

from __future__ import annotations

import click

from kg.commands.flags import common
from kg.commands.shared import require_file, tell


@click.command(
    epilog="""\b
Examples:
  kg rm news.kg 2025-12-04-oris7q7kpv
""",
)
@click.argument("graph", metavar="GRAPH.kg")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@common
@click.pass_context
def rm(ctx: click.Context, graph: str, articles: tuple[str, ...]) -> None:
    """Take articles, by their ids, out of a graph file: as if they had never been read."""
    from kg.store import Store

    require_file(graph)
    with Store.open(graph) as store:
        missing = [article for article in articles if not store.remove(article)]
        tell(ctx, f"{len(articles) - len(missing)} removed, {len(store)} left")
    if missing:
        hint = "kg status --articles lists them"
        raise LookupError(f"{graph}: no such article: {', '.join(missing)} ({hint})")
