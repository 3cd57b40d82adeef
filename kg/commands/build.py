"""``kg build``: articles in, graph out."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import click

from kg import console
from kg.commands.flags import export_options, exports, judging, reads
from kg.commands.shared import (
    STORE,
    closing,
    format_of,
    made_by,
    opened,
    quiet,
    read_inputs,
    write_all,
)

if TYPE_CHECKING:
    from kg.console import Tally
    from kg.store import Store


@click.command(
    short_help="Build the graph of articles.",
    epilog="""\b
Examples:
  kg build seeds/ -o graph.ttl
  kg build news.jsonl -o graph.gexf -o graph.nt
  kg build today/*.txt -o news.kg        # a graph file: run again, it reads what is new
  cat article.txt | kg build - -o - --format ttl
""",
)
@reads
@exports
@click.option(
    "-o", "--out", "outputs", multiple=True, required=True, metavar="FILE",
    help="Where to: .ttl .nt .graphml .gexf .svg .jsonl .ftm .csv (edges; nodes in NAME.nodes.csv) or a "
    "graph file .kg; may be given several times.",
)  # fmt: skip
@judging
@click.pass_context
def build(ctx: click.Context, /, inputs: tuple[str, ...], outputs: tuple[str, ...], **given: Any) -> None:
    """Build the graph of articles.

    INPUT is a file (text, Markdown, HTML, PDF, JSON, CSV, RSS, WARC; packed or not), a folder, a pattern,
    a zip archive or - for stdin; docs/inputs.md has the formats.  What cannot be read is named, with the
    reason, and the rest goes on.
    """
    from kg import building, pipeline

    formats = {name: format_of(name, given["format_"]) for name in outputs}
    files = [name for name, format in formats.items() if format == STORE[1:]]
    if len(files) > 1:
        raise click.UsageError("more than one graph file (.kg) in -o; the others can be copied from it")
    options = export_options(given)
    with ExitStack() as stack:
        store = stack.enter_context(opened(files[0] if files else None, given["judgements"]))
        stack.enter_context(console.notes(quiet(ctx)))
        with console.progress(quiet(ctx)) as shown:
            found = read_inputs(inputs, given)
            model = given["model"]
            tally = building.build(store, found, lambda a: pipeline.readings(a, model), made_by(model), shown)
        require_something(store, tally, inputs)
        others = {name: format for name, format in formats.items() if name not in files}
        if others:
            write_all(store, given["confidence"], others, options, tally)
        tally.written += files
    closing(ctx, tally, given["strict"])


def require_something(store: Store, tally: Tally, inputs: tuple[str, ...]) -> None:
    """An error, before any output is touched, when nothing at all could be read."""
    if tally.skipped and not tally.articles and not len(store):
        reasons = "; ".join(console.set_aside(tally.skipped[:3])).strip()
        raise ValueError(f"nothing was read, so nothing is written: {reasons}")
