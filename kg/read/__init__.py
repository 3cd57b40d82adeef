"""Bytes -> Article: files, folders, patterns and stdin, one file of this package per input format."""

from __future__ import annotations

import io
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, cast

from kg.read.inputs import Inputs
from kg.read.jsonl import jsonl
from kg.read.source import LIMIT, Source, UnreadableError
from kg.read.text import text
from kg.types import Article, Skipped

__all__ = ["LIMIT", "READERS", "read"]

Reader = Callable[[Source, BinaryIO], Iterator[Article | Skipped]]

READERS: Mapping[str, Reader] = MappingProxyType(
    {
        ".txt": text,
        ".text": text,
        ".md": text,
        ".jsonl": jsonl,
        ".ndjson": jsonl,
    }
)
"""Which reader takes which suffix; another format is one file and one row."""


def read(
    inputs: Iterable[str | Path],
    stdin: BinaryIO | None = None,
    *,
    input_format: str | None = None,
    limit: int = LIMIT,
) -> Iterator[Article | Skipped]:
    """The articles of files, folders and patterns (``-`` is stdin), in the order given, folders sorted.

    What gives no article comes as Skipped with the reason; nothing is fatal.  ``input_format``
    (``txt``, ``jsonl``) overrides suffixes; without either, a first ``{`` means JSON lines.
    """
    stream = stdin if stdin is not None else cast(BinaryIO, sys.stdin.buffer)
    finder = Inputs(READERS.keys(), stream, limit)
    for given in inputs:
        for source in finder.sources(given):
            if isinstance(source, Skipped):
                yield source
            else:
                yield from articles(forced(source, input_format))


def forced(source: Source, input_format: str | None) -> Source:
    """The source with the suffix that the user says it has; ValueError when no reader takes that."""
    if input_format is None:
        return source
    suffix = "." + input_format.lstrip(".").lower()
    if suffix not in READERS:
        raise ValueError(f"no input format {input_format!r}; there are {', '.join(READERS)}")
    return replace(source, suffix=suffix)


def articles(source: Source) -> Iterator[Article | Skipped]:
    """All that one source gives; what goes wrong with it is told, not raised."""
    try:
        with opened(source) as stream:
            reader = READERS.get(source.suffix) if source.suffix else sniffed(stream)
            if reader is None:
                raise UnreadableError(f"no reader for {source.suffix}; there are {', '.join(READERS)}")
            yield from reader(source, cast(BinaryIO, stream))
    except UnreadableError as error:
        yield Skipped(source.where, str(error))
    except (OSError, EOFError, zlib.error) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        yield Skipped(source.where, f"cannot be read: {reason}")


@contextmanager
def opened(source: Source) -> Iterator[io.BufferedReader]:
    """The source's stream, able to look ahead; closed afterwards unless it is stdin."""
    stream = source.open()
    buffered = isinstance(stream, io.BufferedReader)
    ahead = stream if buffered else io.BufferedReader(cast(io.RawIOBase, stream))
    try:
        yield cast(io.BufferedReader, ahead)
    finally:
        if source.name:
            ahead.close()
        elif not buffered:
            cast(io.BufferedReader, ahead).detach()


def sniffed(stream: io.BufferedReader) -> Reader:
    """JSON lines when the first sign is a brace, else text."""
    start = stream.peek(512)[:512].removeprefix(b"\xef\xbb\xbf").lstrip()
    return jsonl if start.startswith(b"{") else text
