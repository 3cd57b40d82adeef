"""``kg report``: a graph on one page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from kg.commands.answering import GRAPH, opened, period
from kg.commands.flags import CONFIDENCE, NUMBER, common, judging
from kg.commands.shared import tell

if TYPE_CHECKING:
    from kg.pages import Page


@click.command(
    epilog="""\b
Examples:
  kg report news.kg -o report.html
  kg report news.kg -o december.md --since 2025-12-01 --title "December"
""",
)
@GRAPH
@click.option("-o", "--output", required=True, metavar="OUT.html|OUT.md", help="The page that is written.")
@click.option("--title", metavar="WORDS", help="Heading.  [default: the graph file's name]")
@click.option("--limit", type=NUMBER, default=15, show_default=True, metavar="N", help="Lines of a section.")
@period
@CONFIDENCE
@judging
@common
@click.pass_context
def report(
    ctx: click.Context, /, graph: str, output: str, title: str | None, limit: int, **given: Any
) -> None:
    """Write one page: numbers, the network, the time line, who is told of and quoted most, what is proved
    best, what contradicts, what happened last, what is planned.

    A page in HTML is one file that needs no other.  One in Markdown has its pictures in SVG files beside it.
    """
    from kg.pages import Room
    from kg.pages.report import report as made

    suffix = Path(output).suffix.lower()
    if suffix not in (".html", ".htm", ".md"):
        raise click.UsageError(f"{output}: expected a name that ends in .html or .md")
    known = opened(graph, given)
    page = made(known, title or Path(graph).stem, Room(limit), given["since"], given["until"])
    for name in write_markdown(page, output) if suffix == ".md" else write_html(page, output):
        tell(ctx, f"wrote {name}")


def write_html(page: Page, output: str) -> list[str]:
    """One file."""
    from kg.pages import html

    write(Path(output), html(page))
    return [output]


def write_markdown(page: Page, output: str) -> list[str]:
    """The page, and its pictures beside it (``report.network.svg``)."""
    from kg.pages import Picture, markdown

    path, parts, written = Path(output), [], []
    for part in page.parts:
        if isinstance(part, Picture):
            part = replace(part, name=f"{path.stem}.{part.name}.svg")
            write(path.with_name(part.name), part.svg)
            written.append(str(path.with_name(part.name)))
        parts.append(part)
    write(path, markdown(replace(page, parts=tuple(parts))))
    return [output, *written]


def write(path: Path, text: str) -> None:
    """The file, whole or not at all."""
    from kg.export import replaced

    def fill(out: TextIO) -> None:
        out.write(text)

    replaced(path, fill)
