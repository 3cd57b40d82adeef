"""A page in a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from kg.export.text import safe
from kg.pages.page import Line, Page, Picture, Quote, Section, Table

STYLES = {"name": "bold", "verb": "", "said": "cyan", "tag": "yellow", "plain": "", "quiet": "dim"}
WHEN = 12
"""Columns of the days."""


def terminal(page: Page, width: int = 100, color: bool = False) -> str:
    """The page in that many columns, with ANSI colours if wanted; signs that steer a terminal are gone."""
    out = StringIO()
    console = Console(
        file=out, width=width, force_terminal=color, color_system="standard" if color else None,
        highlight=False, markup=False, emoji=False, legacy_windows=False,
    )  # fmt: skip
    for piece in _pieces(page):
        console.print(piece)
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def _pieces(page: Page) -> Iterator[RenderableType]:
    yield Text(safe(page.title), "bold underline")
    for fact in page.facts:
        yield Text(safe(fact), "dim")
    if not page.parts:
        yield Text(f"\n{safe(page.empty)}")
    for part in page.parts:
        yield from _part(part)


def _part(part: Section | Table | Picture) -> Iterator[RenderableType]:
    if isinstance(part, Picture):
        return
    yield Text(f"\n{safe(part.heading)}" if part.heading else "", "bold")
    if isinstance(part, Table):
        yield _table(part)
        return
    if part.lines:
        yield _lines(part)
    if part.note:
        yield Padding(Text(safe(part.note), "dim"), (0, 0, 0, 2))
    if part.more:
        yield Padding(Text(f"and {part.more:,} more (--all)", "dim"), (0, 0, 0, 2))


def _lines(part: Section) -> RenderableType:
    """Days to the left, statements and their quotes to the right of them."""
    wide = max([WHEN, *(len(safe(line.when)) for line in part.lines)])
    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=wide, no_wrap=True)
    grid.add_column()
    for line in part.lines:
        bare = line.when.startswith("(")
        grid.add_row(Text(safe(line.when), "dim" if bare else ""), Group(*_line(line)))
    return Padding(grid, (0, 0, 0, 2))


def _line(line: Line) -> Iterator[RenderableType]:
    yield Text.assemble(*((_kept(words), STYLES[style]) for style, words in line.words))
    for number, quote in enumerate(line.quotes, 1):
        more = line.more if number == len(line.quotes) else 0
        yield Padding(_quote(quote, more), (0, 0, 0, 2))


def _quote(quote: Quote, more: int) -> Text:
    """*Russia denies: “words” — outlet, article*."""
    rest = f", and {more} more" if more else ""
    parts = [(f"{safe(quote.voice)}  ", "yellow")] if quote.voice else []
    link = f"dim link {quote.url}" if quote.url and " " not in quote.url else "dim"
    return Text.assemble(
        *parts, (f"“{safe(quote.words)}”", "dim"), (f" — {safe(quote.source)}", link), (rest, "dim")
    )


def _table(part: Table) -> RenderableType:
    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, header_style="")
    for number, column in enumerate(part.columns):
        grid.add_column(safe(column), justify="right" if number in part.numbers else "left")
    for row in part.rows:
        grid.add_row(*(Text(safe(cell)) for cell in row))
    return Padding(grid, (0, 0, 0, 2))


def _kept(words: str) -> str:
    """Safe, with the blank that it begins with."""
    return (" " if words.startswith(" ") else "") + safe(words)
