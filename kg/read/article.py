"""What was told of a text, from fields, name and first lines -> one Article."""

from __future__ import annotations

from dataclasses import dataclass

from kg.digest import base32
from kg.read.header import head, iso_day
from kg.read.language import foreign
from kg.read.origin import credited, host_outlet, named_outlet, outlet, url_day
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
    author: str | None = None
    agency: str | None = None


def article(text: str, told: Told, file_name: str = "", titles: bool = True) -> Article:
    """The article of a text; UnreadableError when it is empty or surely not English.

    What was told wins over the first lines of the text, those over its address, and that over the file's
    name.  An agency in the dateline or the credits is the outlet where no other is known.
    """
    if not text.strip():
        raise UnreadableError("empty")
    require_english(text, told.language)
    found = head(text, titles and told.title is None)
    if not text[found.body :].strip():
        raise UnreadableError("nothing after the header")
    url = told.url or found.url
    day = told.date or found.date or url_day(url or "") or iso_day(file_name)
    agency = known(told.agency) or found.agency or credited(text)
    source = known(told.source) or found.source or named_outlet(file_name)
    return Article(
        id=told.id or found.id or content_id(text, day),
        text=text,
        date=day,
        title=told.title or found.title,
        source=source or host_outlet(url or "") or agency,
        url=url,
        body=found.body,
        author=told.author or found.author,
        agency=agency,
    )


def known(name: str | None) -> str | None:
    """An outlet under the one name it has in the table; as it is told when it is not there."""
    return (outlet(name) or name) if name else None


def require_english(text: str, declared: str | None) -> None:
    """UnreadableError when another language is declared, or surely seen."""
    if declared and not declared.lower().startswith("en"):
        raise UnreadableError(f"not English (its language is given as {declared!r})")
    if other := foreign(text):
        raise UnreadableError(f"not English (looks like {other})")


def content_id(text: str, day: str | None) -> str:
    """The day and a short hash of the text: the same wherever the file lies."""
    return f"{day or 'undated'}-{base32(text.encode('utf-8', 'surrogatepass'), 10)}"
