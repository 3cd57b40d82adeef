"""A file of plain text, or Markdown taken as such: one article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from kg.read.article import Told, article
from kg.read.decode import decode
from kg.read.source import Source, everything
from kg.types import Article, Skipped


def text(source: Source, stream: BinaryIO) -> Iterator[Article | Skipped]:
    """The one article; UnreadableError when it is none."""
    yield article(decode(everything(source, stream), source.where), Told(), source.name)
