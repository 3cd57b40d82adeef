"""The text in a PDF file: one article, page after page, hyphens at the ends of lines taken out."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from typing import BinaryIO

from kg.read.article import Told, article
from kg.read.decode import valid
from kg.read.source import Source, UnreadableError, everything
from kg.types import Article, Skipped

PAGES = 200
"""An article has a few; a book is none."""
HYPHEN = re.compile(r"(?<=[a-z])-[ \t]*\n(?=[a-z])")
PARAGRAPH = re.compile(r"[ \t]*\n[ \t]*(?:\n[ \t]*)+")
BREAK = re.compile(r"[ \t]*\n[ \t]*")


def pdf(source: Source, stream: BinaryIO) -> Iterator[Article | Skipped]:
    """The one article; UnreadableError when the file has no text, as one of pictures.

    Its own data tell when the file was made, not when the text was published, and are not used.
    """
    text = valid(flowing(text_of(everything(source, stream), source.limit)))
    if not text.strip():
        raise UnreadableError("no text in the PDF file: pictures of pages need OCR first")
    yield article(text, Told(), source.name)


def text_of(data: bytes, limit: int) -> str:
    """The text of all pages; UnreadableError for what is no PDF file, has too many pages or too much text."""
    try:
        from pypdf import PdfReader
    except ModuleNotFoundError:
        raise UnreadableError('PDF files need a library: pip install "actorgraph[pdf]"') from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it reports each flaw that it can live with
    try:
        reader = PdfReader(io.BytesIO(data))
        if len(reader.pages) > PAGES:
            raise UnreadableError(f"{len(reader.pages):,} pages: a book, and no article")
        pages: list[str] = []
        for page in reader.pages:
            pages.append(page.extract_text())
            if sum(map(len, pages)) > limit:
                raise UnreadableError(f"more text than the limit of {limit:,} (see --limit)")
        return "\n\n".join(pages)
    except UnreadableError:
        raise
    except Exception as error:  # whatever a file does to the library, it is this file's fault
        raise UnreadableError(f"no PDF file that can be read: {type(error).__name__}: {error}") from error


def flowing(text: str) -> str:
    """Lines joined to paragraphs, words that were cut to words."""
    paragraphs = PARAGRAPH.split(HYPHEN.sub("", text))
    return "\n\n".join(filter(None, (BREAK.sub(" ", part).strip() for part in paragraphs)))
