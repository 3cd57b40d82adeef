"""Web archives (WARC): an article for each page that was fetched; everything else in them is passed by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from kg.read.page import page_article
from kg.read.source import Source, UnreadableError
from kg.types import Article, Skipped

CHARSET = re.compile(r"charset=[\"']?([\w.:-]+)", re.IGNORECASE)
PAGES = ("text/html", "application/xhtml+xml")


def warc(source: Source, stream: BinaryIO) -> Iterator[Article | Skipped]:
    """Each page's article, or why it has none; the day of fetching is never taken for one of publication."""
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ModuleNotFoundError:
        raise UnreadableError('web archives need a library: pip install "actorgraph[web]"') from None
    records = enumerate(ArchiveIterator(stream), 1)
    number = 0
    while True:
        try:
            number, record = next(records)
        except StopIteration:
            return
        except UnreadableError:
            raise
        except Exception as error:  # whatever an archive does to the library, it is this archive's fault
            reason = " ".join(f"{type(error).__name__}: {error}".split())
            yield Skipped(f"{source.where}:{number + 1}", f"no web archive from this record on: {reason}")
            return
        if is_page(record):
            url = record.rec_headers.get_header("WARC-Target-URI")
            yield fetched(record, f"{source.where}:{number} ({url})", url, source.limit)


def is_page(record: Any) -> bool:
    """Whether a record is a page that was found."""
    told = record.http_headers
    if record.rec_type != "response" or told is None or told.get_statuscode() != "200":
        return False
    return (told.get_header("Content-Type") or "").split(";")[0].strip().lower() in PAGES


def fetched(record: Any, where: str, url: str | None, limit: int) -> Article | Skipped:
    """The article of one page."""
    try:
        data = record.content_stream().read(limit + 1)
        if len(data) > limit:
            raise UnreadableError(f"larger than the limit of {limit:,} bytes for one text (see --limit)")
        charset = CHARSET.search(record.http_headers.get_header("Content-Type"))
        return page_article(data, where, url=url, encoding=charset[1] if charset else None)
    except UnreadableError as error:
        return Skipped(where, str(error))
