"""``kg export``: a graph file in other formats."""

from __future__ import annotations

from typing import Any

import click

from kg import console
from kg.commands.flags import CONFIDENCE, common, export_options, exports, judging
from kg.commands.shared import STORE, format_of, tell, write_all


@click.command(
    epilog="""\b
Examples:
  kg export news.kg graph.gexf --top 300
  kg export news.kg graph.graphml --ego "Vladimir Putin" --since 2025-12-01
  kg export news.kg - --format nt | gzip > graph.nt.gz
""",
)
@click.argument("graph", metavar="GRAPH.kg")
@click.argument("outputs", nargs=-1, required=True, metavar="OUT...")
@exports
@CONFIDENCE
@judging
@common
@click.pass_context
def export(
    ctx: click.Context, /, graph: str, outputs: tuple[str, ...], confidence: float | None, **given: Any
) -> None:
    """Write a graph file in another format, chosen by the suffix of OUT."""
    from kg.store import Store

    formats = {name: format_of(name, given["format_"]) for name in outputs}
    if STORE[1:] in formats.values():
        raise click.UsageError("a graph file is a plain file: copy it instead")
    tally = console.Tally()
    with Store.open(graph, readonly=True, judgements=given["judgements"]) as store:
        write_all(store, confidence, formats, export_options(given), tally)
    for name in tally.written:
        tell(ctx, f"wrote {name}")
