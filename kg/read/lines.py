"""Bytes -> numbered lines, read one at a time whatever the size of the file."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from typing import BinaryIO, cast

UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes]]:
    """Numbered lines; of one above the limit only so much is kept that it can be told."""
    source = utf8(stream)
    number = 0
    while line := source.readline(limit + 1):
        number += 1
        rest = line
        while len(rest) > limit and not rest.endswith(b"\n"):
            rest = source.readline(limit + 1)
        yield number, line.removeprefix(codecs.BOM_UTF8) if number == 1 else line


def utf8(stream: BinaryIO) -> BinaryIO:
    """The stream, turned from UTF-16 to UTF-8 where a byte order mark says so."""
    start = stream.read(2)
    rest = cast(BinaryIO, io.BufferedReader(Chained(start, stream)))
    if start not in UTF16:
        return rest
    return io.BytesIO(rest.read().decode("utf-16", "replace").encode("utf-8", "replace"))


def some(stream: BinaryIO, size: int) -> bytes:
    """What is there, up to so many bytes: what comes before a mistake in a stream is not lost by it."""
    return cast(io.BufferedReader, stream).read1(size)


class Chained(io.RawIOBase):
    """Bytes that were read already, then the stream they came from."""

    def __init__(self, start: bytes, stream: BinaryIO) -> None:
        self._start = start
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        data = self._start or some(self._stream, len(view))
        taken, self._start = data[: len(view)], data[len(view) :] if self._start else b""
        view[: len(taken)] = taken
        return len(taken)
