"""What a web page tells of itself for machines, in its tags; and the page without what is no text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from kg.read.markup import LONG, SILENT, Tag, attributes, tags
from kg.read.source import UnreadableError

TAGS = 20_000
"""A page of news has 500 to 5,000; time to find its text grows faster than their number."""
ARTICLE = re.compile(r"\w*(?:Article|Posting|Report)")
"""Classes of schema.org that are news."""
BLANKS = re.compile(r"\s+")


@dataclass(slots=True)
class Look:
    """What is seen in one pass over the tags."""

    facts: dict[str, object] = field(default_factory=dict)
    """Under the names of ``fields.tsv``: schema.org's data before ``meta`` and ``time``."""
    title: str = ""
    heading: str = ""
    """The first ``h1``."""
    url: str | None = None
    language: str | None = None
    clean: str = ""
    """The page without scripts, styles, and attributes too long to be any."""


def look(html: str) -> Look:
    """What the tags tell; UnreadableError when they are too many for a page of news."""
    seen, kept = Look(), list[str]()
    in_heading = False
    for number, tag in enumerate(tags(html)):
        if number > TAGS:
            raise UnreadableError(f"more than {TAGS:,} tags: no page of news")
        kept.append(written(tag))
        if tag.name in ("h1", "/h1"):
            in_heading = tag.name == "h1" and not seen.heading
        if in_heading:
            seen.heading += tag.text
        note(seen, tag)
    seen.heading, seen.title = (BLANKS.sub(" ", words).strip() for words in (seen.heading, seen.title))
    seen.clean = "".join(kept)
    return seen


def written(tag: Tag) -> str:
    """A tag as it was, harmless: nothing of scripts, no attributes that are too many."""
    if tag.name in SILENT:
        return ""
    text = tag.text.replace("<", "&lt;")
    if not tag.name or tag.name.removeprefix("/") in SILENT:
        return text
    return f"<{tag.name}{tag.inside if len(tag.inside) <= LONG else ''}>{text}"


def note(seen: Look, tag: Tag) -> None:
    """Keep what one tag tells of the article."""
    if tag.name == "script" and "ld+json" in tag.inside:
        seen.facts = {**seen.facts, **schema(tag.text)}
    elif tag.name == "title":
        seen.title = seen.title or unescape(tag.text)
    elif tag.name in ("meta", "time", "link", "html"):
        told = attributes(tag.inside)
        if tag.name == "html":
            seen.language = told.get("lang")
        elif tag.name == "link" and told.get("rel") == "canonical":
            seen.url = told.get("href")
        elif name := told.get("property") or told.get("name") or told.get("itemprop"):
            seen.facts.setdefault(name, told.get("content") or told.get("datetime"))
            seen.facts.setdefault(name.lower(), told.get("content"))


def schema(text: str) -> dict[str, object]:
    """The fields of the first article in data of schema.org; none when there is none."""
    try:
        found = next(articles(json.loads(text)), {})
    except (ValueError, RecursionError):
        return {}
    return {name: value for name, value in found.items() if not name.startswith("@")}


def articles(value: object) -> Iterator[dict[str, object]]:
    """The articles in a value: itself, in a list, or in a graph of several things."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            kinds = item.get("@type")
            if any(ARTICLE.fullmatch(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])):
                yield item
            inner = item.get("@graph")
            for member in inner if isinstance(inner, list) else []:
                if isinstance(member, dict) and "@graph" not in member:
                    yield from articles(member)
