"""What was told of a text, from fields, name and first lines -> one Article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.digest import base32
from kg.read.decode import valid
from kg.read.header import head, iso_day, named_outlet
from kg.read.language import foreign
from kg.read.source import UnreadableError
from kg.types import Article


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of a text from outside it."""

    id: str | None = None
    date: str | None = None
    title: str | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = None


def article(text: str, told: Told, file_name: str = "", titles: bool = True) -> Article:
    """The article of a text; UnreadableError when it is empty or surely not English.

    What was told wins over the first lines of the text, and those over the file's name.
    """
    if not text.strip():
        raise UnreadableError("empty")
    require_english(text, told.language)
    found = head(text, titles and told.title is None)
    if not text[found.body :].strip():
        raise UnreadableError("nothing after the header")
    day = told.date or found.date or iso_day(file_name)
    return Article(
        id=told.id or found.id or content_id(text, day),
        text=text,
        date=day,
        title=told.title or found.title,
        source=told.source or found.source or named_outlet(file_name),
        url=told.url or found.url,
        body=found.body,
    )


def require_english(text: str, declared: str | None) -> None:
    """UnreadableError when another language is declared, or surely seen."""
    if declared and not declared.lower().startswith("en"):
        raise UnreadableError(f"not English (its language is given as {declared!r})")
    if other := foreign(text):
        raise UnreadableError(f"not English (looks like {other})")


def content_id(text: str, day: str | None) -> str:
    """The day and a short hash of the text: the same wherever the file lies."""
    return f"{day or 'undated'}-{base32(text.encode('utf-8', 'surrogatepass'), 10)}"


def told_by(record: Mapping[str, object]) -> Told:
    """What a JSON record tells of its text, under the names that feeds use."""
    day = first(record, "date", "published", "date_published", "datePublished", "published_at", "pubDate")
    return Told(
        id=first(record, "id"),
        date=iso_day(day or ""),
        title=first(record, "title", "headline"),
        source=first(record, "source", "publisher", "outlet"),
        url=first(record, "url", "link"),
        language=first(record, "language", "lang"),
    )


def first(record: Mapping[str, object], *names: str) -> str | None:
    """The first of these fields that holds words or a whole number, as valid text."""
    for name in names:
        value = record.get(name)
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if isinstance(value, str) and value.strip():
            return valid(value).strip() if name != "id" else valid(value)
    return None
