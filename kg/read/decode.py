"""Bytes -> text whose code points are all valid; what is no text is refused with the reason."""

from __future__ import annotations

import codecs
import logging
import re

from kg.read.source import UnreadableError

log = logging.getLogger("kg.read")

SIGNATURES = (
    (b"%PDF-", "a PDF file; convert it to text first"),
    (b"PK\x03\x04", "a zip archive or office document; save it as text first"),
    (b"\x1f\x8b", "a gzip file; name it .gz"),
    (b"SQLite format 3\x00", "a database, such as a graph file, and no article"),
)
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SURROGATE = re.compile("[\ud800-\udfff]")
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffd]")
FEW = 3
"""Bad characters that even a short text may have."""
NOISE = 0.02
"""Share of control and undecodable characters above which bytes are no text (random bytes: 0.15)."""


def decode(data: bytes, where: str) -> str:
    """The text that bytes stand for, a byte order mark taken off; UnreadableError when they are no text."""
    for start, what in SIGNATURES:
        if data.startswith(start):
            raise UnreadableError(what)
    text = marked(data, where)
    if text is None:
        text = unmarked(data, where)
    if not text.strip():
        raise UnreadableError("empty")
    if len(CONTROL.findall(text)) > max(FEW, NOISE * len(text)):
        raise UnreadableError("binary: more control or undecodable characters than a text has")
    return text


def marked(data: bytes, where: str) -> str | None:
    """The text behind a byte order mark; None without one."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            text = data.decode(encoding, "replace")
            if "\ufffd" in text:
                log.warning("%s: not all of it is %s; bad places are shown as U+FFFD", where, encoding)
            return valid(text)
    return None


def unmarked(data: bytes, where: str) -> str:
    """UTF-8, else UTF-8 with a few bad bytes, else Windows-1252; UnreadableError with NUL bytes."""
    if b"\0" in data:
        raise UnreadableError(f"binary: a NUL byte at {data.index(0)}")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        first = error.start
    text = data.decode("utf-8", "replace")
    bad, good = text.count("\ufffd"), sum(character > "\x7f" for character in text)
    if good - bad > bad:
        log.warning("%s: UTF-8 with bad bytes from byte %d on, shown as U+FFFD", where, first)
        return text
    log.warning("%s: not UTF-8 (byte %d), read as Windows-1252", where, first)
    return data.decode("cp1252", "replace")


def valid(text: str) -> str:
    """The same length, with halves of surrogate pairs as U+FFFD: they cannot be written to any file."""
    return SURROGATE.sub("\ufffd", text)
