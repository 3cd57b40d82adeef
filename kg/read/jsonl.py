"""JSON lines: one article a line, ``{"id", "date", "text", ...}``; a bad line does not stop the rest."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from kg.read.decode import unmarked
from kg.read.lines import lines
from kg.read.records import record
from kg.read.source import Source, UnreadableError
from kg.types import Article, Skipped

LONG = "longer than the limit of {:,} bytes for one {} (see --limit)"


def jsonl(source: Source, stream: BinaryIO) -> Iterator[Article | Skipped]:
    """Each line's article, or why it has none; lines are read one at a time."""
    for number, line in lines(stream, source.limit):
        where = f"{source.where}:{number}"
        try:
            if line.strip():
                yield record(parsed(whole(line, where, source.limit)), source.columns)
        except UnreadableError as error:
            yield Skipped(where, str(error))


def whole(line: bytes, where: str, limit: int) -> str:
    """A line as text; UnreadableError above the limit."""
    if len(line) > limit:
        raise UnreadableError(LONG.format(limit, "line"))
    return unmarked(line, where)


def parsed(line: str) -> object:
    """The JSON value of a line; UnreadableError with the place of the mistake."""
    try:
        return json.loads(line)
    except json.JSONDecodeError as error:
        raise UnreadableError(mistake(error)) from None
    except RecursionError:
        raise UnreadableError("not an article: JSON nested too deep") from None
    except ValueError as error:
        raise UnreadableError(f"not JSON: {error}") from None


def mistake(error: json.JSONDecodeError) -> str:
    """What is wrong, and where in the line."""
    return f"not JSON: {error.msg.removesuffix(' at')} at column {error.colno}"
