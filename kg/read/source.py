"""Where bytes come from, and how many of them are taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

LIMIT = 20_000_000
"""Bytes of one text; a larger file is no article, and one line of JSON no record."""


class UnreadableError(ValueError):
    """An input that gives no article; its words are the reason a person reads."""


@dataclass(frozen=True, slots=True)
class Source:
    """An input that exists: what it is called, what its name promises, and how to open it."""

    where: str
    """As the user wrote it, or as a folder lists it."""
    name: str
    """File name without folder; empty for stdin."""
    suffix: str
    """Lower case, ``.gz`` taken off; empty when the name tells nothing."""
    open: Callable[[], BinaryIO]
    limit: int = LIMIT


def everything(source: Source, stream: BinaryIO) -> bytes:
    """All bytes of a text; UnreadableError above the limit."""
    data = stream.read(source.limit + 1)
    if len(data) > source.limit:
        raise UnreadableError(f"larger than the limit of {source.limit:,} bytes for one text (see --limit)")
    return data
