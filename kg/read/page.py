"""A web page: one article, its text as trafilatura finds it among menus, notices and advertisements."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from kg.read.article import Told, article
from kg.read.decode import decode
from kg.read.look import look
from kg.read.records import told_by
from kg.read.source import Source, UnreadableError, everything
from kg.types import Article, Skipped

CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w.:-]{2,40})""", re.IGNORECASE)
WEB = re.compile(
    r"(?:utf-?(?:8|16)|iso-?8859|windows-|cp\d|koi8|latin|us-ascii|ascii|gb|big5|euc-|shift_jis|mac)",
    re.IGNORECASE,
)
"""Encodings that pages have; Python knows others, of which some take time that grows with a square."""
MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
HEAD = 4_096
"""Bytes in which a page names its encoding."""
SITE = re.compile(r"\s+[|–—-]\s+[^|–—]{2,40}$")
"""The name of the site behind a title."""


def page(source: Source, stream: BinaryIO) -> Iterator[Article | Skipped]:
    """The one article; UnreadableError when the page has none."""
    yield page_article(everything(source, stream), source.where, source.name)


def page_article(
    data: bytes, where: str, name: str = "", url: str | None = None, encoding: str | None = None
) -> Article:
    """The article of a page's bytes; ``url`` and ``encoding`` are what its server told of it."""
    seen = look(decoded(data, where, encoding))
    facts = told_by(seen.facts, {})
    title = facts.title or seen.heading or SITE.sub("", seen.title) or None
    author = None if (facts.author or "").startswith("http") else facts.author
    told = Told(
        date=facts.date, title=title, source=facts.source, url=facts.url or seen.url or url,
        language=facts.language or seen.language, author=author, agency=facts.agency,
    )  # fmt: skip
    return article(untitled(main_text(seen.clean), title), told, name, titles=False)


def decoded(data: bytes, where: str, told: str | None) -> str:
    """The text of a page, in the encoding that its server or itself tells, where that fits."""
    found = CHARSET.search(data[:HEAD])
    named = told or (found[1].decode() if found else None)
    if named and WEB.match(named) and not data.startswith(MARKS):
        try:
            return decode(data.decode(named).encode("utf-8"), where)
        except (LookupError, UnicodeError):
            pass  # they are mistaken
    return decode(data, where)


def main_text(html: str) -> str:
    """The article's own words, a line a paragraph; UnreadableError when none are found."""
    try:
        from trafilatura import extract
    except ModuleNotFoundError:
        raise UnreadableError('web pages need a library: pip install "actorgraph[web]"') from None
    try:
        found = extract(html, fast=True, include_comments=False, include_tables=False)
    except Exception as error:  # whatever a page does to the library, it is this page's fault
        raise UnreadableError(f"no text found in the page: {type(error).__name__}: {error}") from error
    if not found:  # also for what is nested a thousand deep
        raise UnreadableError("no text found in the page")
    return str(found)


def untitled(text: str, title: str | None) -> str:
    """Paragraphs with empty lines between, without the title that stands over them."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) > 1 and title and lines[0].casefold() == title.strip().casefold():
        lines = lines[1:]
    return "\n\n".join(lines)
