"""A file of actors, line by line, whether gzipped or not."""

from __future__ import annotations

import codecs
import csv
import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

from kg.types import Skipped

START = 1 << 16
"""Bytes that tell a format."""


class NotReadableError(Exception):
    """A file that holds no actors in any known format; ``str()`` is for the user."""


class Digest(Protocol):
    """What ``hashlib`` gives."""

    def update(self, data: bytes, /) -> None: ...


class Lines:
    """The lines of a file with their numbers, and where a line is."""

    def __init__(self, name: str, stream: IO[bytes], digest: Digest) -> None:
        self.name = name
        self.number = 0
        self._stream = stream
        self._digest = digest

    @classmethod
    @contextmanager
    def open(cls, path: Path, digest: Digest) -> Iterator[Lines]:
        """Opened; everything that is read also goes into the digest."""
        with _opened(path) as stream:
            yield cls(path.name, stream, digest)

    def __iter__(self) -> Iterator[str]:
        for line in self._stream:
            self.number += 1
            self._digest.update(line)
            yield _text(line) if self.number > 1 else _text(line).removeprefix("\ufeff")

    def blocks(self) -> Iterator[str]:
        """The text in pieces of some size, for a format that does not heed lines; ``number`` stays 0."""
        decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
        while block := self._stream.read(START):
            self._digest.update(block)
            yield decoder.decode(block)

    @property
    def place(self) -> str:
        """``names.csv:17``, of the line read last."""
        return f"{self.name}:{self.number}"


def cells(lines: Lines, delimiter: str = ",") -> Iterator[list[str] | Skipped]:
    """The rows of a table, or what is wrong with one."""
    table = csv.reader(iter(lines), delimiter=delimiter)
    while True:
        try:
            row = next(table, None)
        except csv.Error as error:
            yield Skipped(lines.place, f"not a row: {error}")
            continue
        if row is None:
            return
        if row:
            yield row


def begins(path: Path) -> str:
    """The first lines of a file."""
    with _opened(path) as stream:
        return _text(stream.read(START)).removeprefix("\ufeff")


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    with path.open("rb") as raw:
        if raw.peek(2)[:2] == b"\x1f\x8b":
            with gzip.open(raw) as stream:
                yield stream  # type: ignore[misc]
        else:
            yield raw


def _text(line: bytes) -> str:
    return line.decode("utf-8", "replace")
