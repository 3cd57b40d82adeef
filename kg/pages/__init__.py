"""How answers are shown: laid out as pages, and these in the terminal, as Markdown, HTML or JSON."""

from __future__ import annotations

from kg.pages.html import html
from kg.pages.layout import Room, conflicts_page, corroborated_page, page
from kg.pages.markdown import markdown
from kg.pages.page import Line, Page, Picture, Quote, Section, Table
from kg.pages.plain import plain
from kg.pages.terminal import terminal

__all__ = [
    "Line",
    "Page",
    "Picture",
    "Quote",
    "Room",
    "Section",
    "Table",
    "conflicts_page",
    "corroborated_page",
    "html",
    "markdown",
    "page",
    "plain",
    "terminal",
]
