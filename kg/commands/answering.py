"""What the commands that answer in sentences do alike: options, the graph, the page in the wanted form."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg import console
from kg.commands.flags import CONFIDENCE, NUMBER, common, judging
from kg.commands.shared import STORE, graph_of, terminal_width

if TYPE_CHECKING:
    from kg.pages import Page, Room
    from kg.types import Graph

F = TypeVar("F", bound=Callable[..., Any])
LINES = 10
WIDEST = 120
"""Columns: longer lines are hard to read."""
GRAPH = click.argument("graph", metavar="GRAPH.kg")
ACTOR = click.option("--actor", metavar="ACTOR", help="Only what somebody (name or id) has to do with.")


def period(command: F) -> F:
    """``--since`` and ``--until``."""
    since = click.option(
        "--since", metavar="DATE", help="What happened, or else was seen, on that day or later."
    )
    return since(click.option("--until", metavar="DATE", help="On that day or earlier.")(command))


def answers(lines: int = LINES, dated: bool = True) -> Callable[[F], F]:
    """Options of every command that answers in sentences."""

    def decorated(command: F) -> F:
        options = (
            click.option(
                "--limit", type=NUMBER, default=lines, show_default=True, metavar="N",
                help="Lines of a section.",
            ),
            click.option("--all", "all_", is_flag=True, help="All lines."),
            click.option(
                "--quotes", type=click.IntRange(min=0), default=1, show_default=True, metavar="N",
                help="Sentences shown of a statement.",
            ),
            click.option(
                "--format", "format_", type=click.Choice(["text", "md", "html", "json"]), default="text",
                show_default=True, help="For the terminal, as Markdown or HTML, or all fields as JSON.",
            ),
            CONFIDENCE,
            judging,
        )  # fmt: skip
        for option in reversed(options):
            command = option(command)
        return period(common(command)) if dated else common(command)

    return decorated


def opened(graph: str, given: dict[str, Any]) -> Graph:
    """The graph in a graph file; a usage error for what cannot be one."""
    from kg.store import Store

    if not graph.endswith(STORE):
        rdf = "; RDF answers kg ask and kg query" if Path(graph).is_file() else ""
        raise click.UsageError(f"{graph}: expected a graph file ({STORE}) as the first argument{rdf}")
    with Store.open(graph, readonly=True, judgements=given["judgements"]) as store:
        return graph_of(store, given["confidence"])


def room(given: dict[str, Any]) -> Room:
    """How much the command line wants to see."""
    from kg.pages import Room

    return Room(None if given["all_"] else given["limit"], given["quotes"])


def show(answer: object, page: Page, format: str) -> None:
    """Print the answer in a form out of text, md, html, json."""
    from kg import pages

    if format == "json":
        click.echo(pages.plain(answer), nl=False)
    elif format == "text":
        color = console.color(sys.stdout)
        click.echo(pages.terminal(page, min(WIDEST, terminal_width()), color), nl=False, color=color)
    else:
        click.echo({"md": pages.markdown, "html": pages.html}[format](page), nl=False)
