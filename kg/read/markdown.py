"""Markdown: one article, its words without the signs of their markup."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from kg.read.article import Told, article
from kg.read.decode import decode
from kg.read.header import head
from kg.read.markup import words
from kg.read.source import Source, everything
from kg.types import Article, Skipped

if TYPE_CHECKING:
    from markdown_it.token import Token

LONG = 100_000
"""Characters beyond which a text is taken as it is: time grows with more than the length of some."""
BREAKS = ("softbreak", "hardbreak")


def markdown(source: Source, stream: BinaryIO) -> Iterator[Article | Skipped]:
    """The one article; UnreadableError when it is none."""
    text = decode(everything(source, stream), source.where)
    yield article(text if len(text) > LONG else unmarked(text), Told(), source.name)


def unmarked(text: str) -> str:
    """The words: header lines as they are, then each block's; the first heading keeps its sign."""
    from markdown_it import MarkdownIt

    start = head(text, titles=False).body
    blocks: list[str] = []
    level = ""
    for token in MarkdownIt("commonmark").parse(text[start:]):
        if token.type == "heading_open":
            level = token.markup if not blocks and token.markup in ("#", "##") else ""
        elif token.type == "inline":
            blocks.append(f"{level} {inline(token)}".strip())
            level = ""
        elif token.type == "html_block":
            blocks.append(words(token.content))
    body = "\n\n".join(filter(None, blocks))
    return text[:start] + body if body else text


def inline(token: Token) -> str:
    """The words of a run: those of links and emphasis, no pictures."""
    pieces = (
        "\n" if child.type in BREAKS else child.content
        for child in token.children or []
        if child.type in (*BREAKS, "text", "code_inline")
    )
    return "".join(pieces)
