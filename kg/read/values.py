"""JSON of other shapes than lines: a list of articles, objects one after another, a list inside an object."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast

from kg.read.jsonl import LONG, mistake
from kg.read.lines import some, utf8
from kg.read.records import names, record
from kg.read.source import Source, UnreadableError
from kg.types import Article, Skipped

CHUNK = 1 << 16
LISTS = ("articles", "items", "results", "data", "docs", "documents", "news", "response")
"""Under which names an object holds a list of articles."""
BLANK = " \t\r\n"


def values(source: Source, stream: BinaryIO) -> Iterator[Article | Skipped]:
    """Each value's article, or why it has none; a list is read value by value.

    After a mistake a list ends, as nobody knows where the next value begins; loose objects go on with the
    next line.
    """
    for place, value in Values(stream, source.limit):
        where = f"{source.where}:{place}"
        if isinstance(value, UnreadableError):
            yield Skipped(where, str(value))
            continue
        for item in opened(value, source):
            try:
                yield record(item, source.columns)
            except UnreadableError as error:
                yield Skipped(where, str(error))


def opened(value: object, source: Source) -> Iterator[object]:
    """The records in a value: itself, or those of the list in it."""
    if isinstance(value, dict) and not any(name in value for name in names("text", source.columns)):
        for name in LISTS:
            inner = value.get(name)
            if isinstance(inner, dict):
                inner = next((inner[deeper] for deeper in LISTS if deeper in inner), None)
            if isinstance(inner, list):
                yield from inner
                return
    yield value


@dataclass(slots=True)
class Values:
    """The values in a stream of JSON with the numbers of their lines; never more than one in memory."""

    stream: BinaryIO
    limit: int

    def __iter__(self) -> Iterator[tuple[int, object]]:
        buffer = Buffer(utf8(self.stream), self.limit)
        inside = buffer.skip(BLANK) == "["
        if inside:
            buffer.at += 1
        while (sign := buffer.skip(BLANK + ",")) and not (inside and sign == "]"):
            place = buffer.line
            try:
                yield place, buffer.value()
            except UnreadableError as error:
                yield place, error
                if inside or not buffer.next_line():
                    return


class Buffer:
    """Text read ahead, and how far it is used up."""

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        self._stream = stream
        self._limit = limit
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
        self._decode = json.JSONDecoder().raw_decode
        self._text = ""
        self._counted = 0
        self._line = 1
        self._ended = False
        self.at = 0

    @property
    def line(self) -> int:
        """The number of the line that is reached."""
        self._line += self._text.count("\n", self._counted, self.at)
        self._counted = self.at
        return self._line

    def skip(self, signs: str) -> str:
        """The next character that is none of these; empty at the end."""
        while True:
            while self.at < len(self._text) and self._text[self.at] in signs:
                self.at += 1
            if self.at < len(self._text) or not self._more(CHUNK):
                return self._text[self.at : self.at + 1]

    def value(self) -> object:
        """The value that begins here; UnreadableError with the reason when there is none."""
        while True:
            try:
                found, self.at = self._decode(self._text, self.at)
                return cast(object, found)
            except RecursionError:
                raise UnreadableError("not an article: JSON nested too deep") from None
            except json.JSONDecodeError as error:
                if not self._mended(error):
                    raise UnreadableError(mistake(error)) from None
            except ValueError as error:
                raise UnreadableError(f"not JSON: {error}") from None

    def next_line(self) -> bool:
        """Go to the beginning of the next line; False when there is none."""
        while (end := self._text.find("\n", self.at)) < 0:
            self.at = len(self._text)
            if not self._more(CHUNK):
                return False
        self.at = end + 1
        return True

    def _mended(self, error: json.JSONDecodeError) -> bool:
        """Whether the mistake was the end of what is read, and more has been read."""
        cut = error.msg.startswith("Unterminated string") or error.pos >= len(self._text) - 10
        held = len(self._text) - self.at
        if cut and held > self._limit:
            raise UnreadableError(LONG.format(self._limit, "value"))
        return cut and self._more(max(CHUNK, held))

    def _more(self, number: int) -> bool:
        """Read so many bytes, and forget what is used up; False at the end."""
        data = b"" if self._ended else some(self._stream, number)
        self._ended = not data
        self._line, self._counted = self.line, 0
        self._text = self._text[self.at :] + self._decoder.decode(data, not data)
        self.at = 0
        return bool(data)
