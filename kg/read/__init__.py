"""Bytes -> Article: files, folders, patterns, archives, stdin; one file of this package per input format."""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, cast

from kg.read.feed import feed
from kg.read.inputs import Inputs
from kg.read.jsonl import jsonl
from kg.read.markdown import markdown
from kg.read.packed import MAGIC, unpacked
from kg.read.page import page
from kg.read.pdf import pdf
from kg.read.records import fields
from kg.read.source import BUFFER, EXPANSION, LIMIT, NOTHING, Source, UnreadableError
from kg.read.table import table, tsv
from kg.read.text import text
from kg.read.values import values
from kg.read.warc import warc
from kg.types import Article, Skipped

__all__ = ["EXPANSION", "LIMIT", "READERS", "columns", "read"]

log = logging.getLogger("kg.read")
Reader = Callable[[Source, BinaryIO], Iterator[Article | Skipped]]

READERS: Mapping[str, Reader] = MappingProxyType(
    {
        ".txt": text,
        ".text": text,
        ".md": markdown,
        ".markdown": markdown,
        ".jsonl": jsonl,
        ".ndjson": jsonl,
        ".json": values,
        ".csv": table,
        ".tsv": tsv,
        ".html": page,
        ".htm": page,
        ".xhtml": page,
        ".rss": feed,
        ".atom": feed,
        ".xml": feed,
        ".warc": warc,
        ".pdf": pdf,
    }
)
"""Which reader takes which suffix; another format is one file and one row."""
STARTS: tuple[tuple[bytes, Reader], ...] = (
    (b"{", jsonl),
    (b"[", values),
    (b"<?xml", feed),
    (b"<rss", feed),
    (b"<feed", feed),
    (b"<rdf", feed),
    (b"<!doctype html", page),
    (b"<html", page),
    (b"warc/", warc),
    (b"%pdf-", pdf),
)
"""How streams without a name begin, in lower case; what begins otherwise is text."""


def read(
    inputs: Iterable[str | Path],
    stdin: BinaryIO | None = None,
    *,
    input_format: str | None = None,
    limit: int = LIMIT,
    expansion: int = EXPANSION,
    columns: Mapping[str, str] = NOTHING,
) -> Iterator[Article | Skipped]:
    """The articles of files, folders (sorted), patterns and archives, in the order given; ``-`` is stdin.

    What gives no article comes as Skipped with the reason; nothing is fatal.  ``input_format``
    (``txt``, ``jsonl``) overrides suffixes; without either, the first bytes tell.  ``limit`` are bytes of
    one text, ``expansion`` is how many times its size a packed file may grow, ``columns`` tells which field
    of a record holds what: ``{"text": "body"}``.
    """
    stream = stdin if stdin is not None else cast(BinaryIO, sys.stdin.buffer)
    finder = Inputs(READERS.keys(), stream, limit, expansion, columns)
    undated = number = 0
    for given in inputs:
        for source in finder.sources(given):
            found = [source] if isinstance(source, Skipped) else articles(forced(source, input_format))
            for item in found:
                number += isinstance(item, Article)
                undated += isinstance(item, Article) and item.date is None
                yield item
    if undated:
        log.info("no date is known of %d of %d articles: days like Tuesday stay open there", undated, number)


def columns(told: Iterable[str]) -> dict[str, str]:
    """``["text=body,date=when"]`` as a mapping; ValueError when it is none, or names no known field."""
    found: dict[str, str] = {}
    for pair in (pair for words in told for pair in words.split(",")):
        field, sign, column = pair.partition("=")
        if not sign or not column or field not in fields():
            raise ValueError(
                f"expected FIELD=COLUMN with a field out of {', '.join(fields())}, found {pair!r}"
            )
        found[field] = column
    return found


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
    nothing = True
    try:
        with opened(source) as stream:
            for item in reader(source, stream)(source, cast(BinaryIO, stream)):
                nothing = False
                yield item
        if nothing:
            yield Skipped(source.where, "no articles in it")
    except UnreadableError as error:
        yield Skipped(source.where, str(error))
    except Exception as error:  # one bad file never stops the others, whatever a library makes of it
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        yield Skipped(source.where, f"cannot be read: {reason or type(error).__name__}")


@contextmanager
def opened(source: Source) -> Iterator[io.BufferedReader]:
    """The source's stream, able to look ahead; closed afterwards unless it is stdin."""
    stream = source.open()
    buffered = isinstance(stream, io.BufferedReader)
    ahead = stream if buffered else io.BufferedReader(cast(io.RawIOBase, stream), BUFFER)
    try:
        yield cast(io.BufferedReader, ahead)
    finally:
        if source.name:
            ahead.close()
        elif not buffered:
            cast(io.BufferedReader, ahead).detach()


def reader(source: Source, stream: io.BufferedReader) -> Reader:
    """By the suffix, else by the first bytes; UnreadableError when there is none."""
    if not source.suffix:
        return sniffed(stream)
    if source.suffix not in READERS:
        raise UnreadableError(f"no reader for {source.suffix}; there are {', '.join(READERS)}")
    return READERS[source.suffix]


def sniffed(stream: io.BufferedReader) -> Reader:
    """What the first bytes look like: packed, one of ``STARTS``, else text."""
    start = stream.peek(512)[:512]
    packer = next((packer for magic, packer in MAGIC.items() if start.startswith(magic)), None)
    if packer:
        return partial(packed, packer)
    start = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return next((found for sign, found in STARTS if start.startswith(sign)), text)


def packed(packer: str, source: Source, stream: BinaryIO) -> Iterator[Article | Skipped]:
    """What is in a packed stream, which has no name to tell."""
    inner = cast(io.BufferedReader, unpacked(stream, packer, source.expansion, closes=False))
    yield from sniffed(inner)(source, cast(BinaryIO, inner))
