"""RSS and Atom, also dumps of many feeds' items: an article an item, as much of it as the feed holds.

The parser is told to stop at a document type, so that there are no entities to grow or to fetch.
"""

from __future__ import annotations

import html.entities
from collections.abc import Iterator
from typing import BinaryIO
from xml.parsers import expat

from kg.read.article import Told, article
from kg.read.decode import valid
from kg.read.header import iso_day
from kg.read.jsonl import LONG as TOO_LONG
from kg.read.lines import some
from kg.read.markup import words
from kg.read.source import BUFFER, Source, UnreadableError
from kg.types import Article, Skipped

ITEMS = ("item", "entry")
TEXTS = ("encoded", "content", "description", "summary")
"""Where an item's words are; ``encoded`` is RSS's ``content:encoded``."""
DATES = ("pubDate", "published", "issued", "date", "updated")
LINKS = ("link", "guid", "id")
DEEP = 1_000
"""Elements within elements; a feed has five."""
LONG = ""
"""Stands in an item of which something is too long to be kept."""
TAG = 1_000_000
"""Bytes of one tag or comment, which the parser must have whole; time grows with their square."""
DOCTYPE = "a document type (<!DOCTYPE), which no feed needs: nothing behind it is read"
Item = dict[str, str]


def feed(source: Source, stream: BinaryIO) -> Iterator[Article | Skipped]:
    """Each item's article, or why it has none; last, where the XML ends to be XML."""
    items = Items(source.limit)
    for line, item in items.read(stream):
        try:
            yield item_article(item, items.title)
        except UnreadableError as error:
            yield Skipped(f"{source.where}:{line}", str(error))
    if items.broken:
        yield Skipped(f"{source.where}:{items.broken[0]}", items.broken[1])
    elif not items.any:
        yield Skipped(source.where, "no items: no feed")


def item_article(item: Item, outlet: str | None) -> Article:
    """The article of one item; UnreadableError when it has no words."""
    if LONG in item:
        raise UnreadableError(item[LONG])
    text = max((words(item.get(name, "")) for name in TEXTS), key=len)
    if not text:
        raise UnreadableError("no words in the item")
    links = (item.get(name, "").strip() for name in LINKS)
    told = Told(
        date=next(filter(None, (iso_day(item.get(name, "")) for name in DATES)), None),
        title=words(item.get("title", "")) or None,
        source=words(item.get("source", "")) or outlet,
        url=next((link for link in links if link.startswith("http")), None),
        author=words(item.get("creator") or item.get("name") or item.get("author") or "") or None,
    )
    return article(valid(text), told, titles=False)


class Items:
    """The items of a feed as they come: the line on which each begins, and the text of its elements.

    ``title`` is the feed's own; ``broken`` the line and the reason why reading ended early.
    """

    def __init__(self, limit: int) -> None:
        self.title: str | None = None
        self.any = False
        self.broken: tuple[int, str] | None = None
        self._limit = limit
        self._path: list[str] = []
        self._item: Item | None = None
        self._top = 0
        """Length of the path inside the item; that of the feed's title before one."""
        self._line = self._size = 0
        self._text: list[str] = []
        self._done: list[tuple[int, Item]] = []
        self._parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.UseForeignDTD(True)  # so that the names of HTML's entities come to SkippedEntityHandler
        parser.StartDoctypeDeclHandler = self._doctype
        parser.SkippedEntityHandler = self._entity
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters

    def read(self, stream: BinaryIO) -> Iterator[tuple[int, Item]]:
        """Line and elements of every item."""
        given, data = 0, b"x"
        while data and not self.broken:
            data = some(stream, BUFFER)
            given += len(data)
            try:
                self._parser.Parse(data, not data)
                if given - self._parser.CurrentByteIndex > TAG:
                    raise UnreadableError(f"a tag of more than {TAG:,} bytes: nothing behind it is read")
            except expat.ExpatError as error:
                self.broken = error.lineno, f"no XML from here on: {expat.ErrorString(error.code)}"
            except LookupError as error:  # an encoding that Python does not know
                self.broken = self._parser.CurrentLineNumber, f"no XML from here on: {error}"
            except UnreadableError as error:
                self.broken = self._parser.CurrentLineNumber, str(error)
            yield from self._done
            self._done.clear()

    def _doctype(self, *_: object) -> None:
        raise UnreadableError(DOCTYPE)

    def _entity(self, name: str, parameter: bool) -> None:
        self._characters(html.entities.html5.get(f"{name};", "\ufffd"))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        self._path.append(local)
        if len(self._path) > DEEP:
            raise UnreadableError(
                f"more than {DEEP:,} elements within each other: nothing behind them is read"
            )
        if self._item is None and local in ITEMS:
            self._item, self._top, self._size = {}, len(self._path) + 1, 0
            self._line = self._parser.CurrentLineNumber
        elif self._item is not None and len(self._path) > self._top:
            self._characters(f"<{local}>")  # markup that is not escaped, as Atom may have it
            self._text = [] if local == "name" else self._text
        else:
            self._text = []
        if self._item is not None and local == "link" and attributes.get("rel", "alternate") == "alternate":
            self._item[local] = self._item.get(local) or attributes.get("href", "")

    def _characters(self, text: str) -> None:
        self._size += len(text)
        if self._size <= self._limit:
            self._text.append(text)
        elif self._item is not None:
            self._text = []
            self._item[LONG] = TOO_LONG.format(self._limit, "item")

    def _end(self, name: str) -> None:
        local = self._path.pop()
        depth = len(self._path) + 1
        if self._item is None:
            if local == "title" and self.title is None:
                self.title = words("".join(self._text)) or None
            self._size = 0
        elif depth == self._top or (local == "name" and depth == self._top + 1):
            told = "".join(self._text)
            self._item[local] = max(self._item.get(local, ""), told, key=len)
        elif depth < self._top:
            self._done.append((self._line, self._item))
            self._item, self.any = None, True
        elif depth > self._top:
            self._characters(f"</{local}>")
