"""``kg extract``: what is read, for programs."""

from __future__ import annotations

from typing import Any

import click

from kg import console
from kg.commands.flags import reads
from kg.commands.shared import closing, each_reading


@click.command(
    epilog="""\b
Examples:
  kg extract article.txt --format jsonl
  kg extract news.jsonl | jq -r .subject.label | sort | uniq -c
  cat article.txt | kg extract - --format text
""",
)
@reads
@click.option(
    "--format", "format_", type=click.Choice(["jsonl", "text"]), default="jsonl", show_default=True,
    help="Lines for programs, or the page of kg show.",
)  # fmt: skip
@click.option("--base", metavar="IRI", help="Beginning of IRIs.  [default: https://kg.example.org/]")
@click.pass_context
def extract(
    ctx: click.Context, /, inputs: tuple[str, ...], format_: str, base: str | None, **given: Any
) -> None:
    """Print one line of JSON for each statement read, article by article, unmerged.

    The same articles given twice are read twice; docs/lines.md tells what a line holds.
    """
    import json

    from kg.export.text import show as rendered
    from kg.pipeline import BASE, lines

    tally = console.Tally()
    for reading in each_reading(ctx, inputs, given, tally):
        if format_ == "text":
            click.echo(rendered(reading, lines(reading)))
            continue
        for line in lines(reading, base or BASE):
            click.echo(json.dumps(line, ensure_ascii=False))
    closing(ctx, tally, given["strict"], short=True)
