"""Where bytes come from, and how many of them are taken."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, cast

LIMIT = 20_000_000
"""Bytes of one text; a larger file is no article, and one line of JSON no record."""
EXPANSION = 100
"""Times its packed size that packed text may have: news has 3 to 5, lines alike 50, a bomb 1,000."""
FREE = 1_000_000
"""Unpacked bytes for which nobody asks how small they were packed."""
BUFFER = 1 << 16
CHANGED = "changed while it was being read; run the same again"
NOTHING: Mapping[str, str] = MappingProxyType({})


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
    """Lower case, ``.gz`` and its kin taken off; empty when the name tells nothing."""
    open: Callable[[], BinaryIO]
    limit: int = LIMIT
    expansion: int = EXPANSION
    columns: Mapping[str, str] = field(default_factory=dict)
    """Which field of a record holds what (``--map``)."""


def everything(source: Source, stream: BinaryIO) -> bytes:
    """All bytes of a text; UnreadableError above the limit."""
    data = stream.read(source.limit + 1)
    if len(data) > source.limit:
        raise UnreadableError(f"larger than the limit of {source.limit:,} bytes for one text (see --limit)")
    return data


def plain(path: Path) -> BinaryIO:
    """A file's bytes; reading to the end of one that changes meanwhile is an UnreadableError."""
    return cast(BinaryIO, io.BufferedReader(Watched(cast(BinaryIO, io.FileIO(path))), BUFFER))


def stamp(stream: BinaryIO) -> tuple[int, int] | None:
    """Size and time of change of a regular file; None for what is none."""
    try:
        status = os.fstat(stream.fileno())
    except (OSError, AttributeError):
        return None
    return (status.st_size, status.st_mtime_ns) if stat.S_ISREG(status.st_mode) else None


class Watched(io.RawIOBase):
    """Bytes of a stream that are counted; at their end it must be as it was at the beginning."""

    def __init__(self, stream: BinaryIO, closes: bool = True) -> None:
        self._stream = stream
        self._closes = closes
        self._before = stamp(stream)
        self.taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        data = self._stream.read(len(view))
        if not data and stamp(self._stream) != self._before:
            raise UnreadableError(CHANGED)
        view[: len(data)] = data
        self.taken += len(data)
        return len(data)

    def seekable(self) -> bool:
        return self._stream.seekable()

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def close(self) -> None:
        if self._closes and not self.closed:
            self._stream.close()
        super().close()
