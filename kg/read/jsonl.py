"""JSON lines: one article a line, ``{"id", "date", "text", ...}``; a bad line does not stop the rest."""

from __future__ import annotations

import codecs
import io
import json
from collections.abc import Iterator
from typing import BinaryIO, cast

from kg.read.article import article, told_by
from kg.read.decode import unmarked, valid
from kg.read.source import Source, UnreadableError
from kg.types import Article, Skipped

UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def jsonl(source: Source, stream: BinaryIO) -> Iterator[Article | Skipped]:
    """Each line's article, or why it has none; lines are read one at a time."""
    for number, line in lines(stream, source.limit):
        where = f"{source.where}:{number}"
        try:
            if line.strip():
                yield record(line, where, source.limit)
        except UnreadableError as error:
            yield Skipped(where, str(error))


def record(line: bytes, where: str, limit: int) -> Article:
    """The article of one line; UnreadableError when it has none."""
    if len(line) > limit:
        raise UnreadableError(f"longer than the limit of {limit:,} bytes for one line (see --limit)")
    value = parsed(unmarked(line.removeprefix(codecs.BOM_UTF8), where))
    if not isinstance(value, dict):
        raise UnreadableError(f'expected an object with "text", found {kind(value)}')
    text = value.get("text")
    if not isinstance(text, str):
        found = kind(text) if "text" in value else "no such field"
        raise UnreadableError(f'expected words in "text", found {found}')
    return article(valid(text), told_by(value), titles=False)


def parsed(line: str) -> object:
    """The JSON value of a line; UnreadableError with the place of the mistake."""
    try:
        return json.loads(line)
    except json.JSONDecodeError as error:
        raise UnreadableError(f"not JSON: {error.msg} at column {error.colno}") from None
    except RecursionError:
        raise UnreadableError("not an article: JSON nested too deep") from None
    except ValueError as error:
        raise UnreadableError(f"not JSON: {error}") from None


def kind(value: object) -> str:
    """What a JSON value is called."""
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


def lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes]]:
    """Numbered lines; of one above the limit only so much is kept that it can be told."""
    source = utf8(stream)
    number = 0
    while line := source.readline(limit + 1):
        number += 1
        rest = line
        while len(rest) > limit and not rest.endswith(b"\n"):
            rest = source.readline(limit + 1)
        yield number, line


def utf8(stream: BinaryIO) -> BinaryIO:
    """The stream, turned from UTF-16 to UTF-8 where a byte order mark says so."""
    start = stream.read(2)
    rest = cast(BinaryIO, io.BufferedReader(Chained(start, stream)))
    if start not in UTF16:
        return rest
    return io.BytesIO(rest.read().decode("utf-16", "replace").encode("utf-8", "replace"))


class Chained(io.RawIOBase):
    """Bytes that were read already, then the stream they came from."""

    def __init__(self, start: bytes, stream: BinaryIO) -> None:
        self._start = start
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        data = self._start or self._stream.read(len(view))
        taken, self._start = data[: len(view)], data[len(view) :] if self._start else b""
        view[: len(taken)] = taken
        return len(taken)
