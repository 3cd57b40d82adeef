"""Which outlet or agency a text comes from, as its credits, its address or its file's name tell."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from urllib.parse import urlsplit

from kg.ontology.tables import rows

END = 300
"""Characters at the end of a text in which credits stand."""
SECOND = frozenset("ac co com edu gov net org".split())
"""Second parts of addresses under which names are registered (``bbc.co.uk``)."""
PATH_DAY = re.compile(r"(?<!\d)(\d{4})([/-]?)(\d{1,2})\2(\d{1,2})(?!\d)")


def outlet(words: str) -> str | None:
    """The name of a known agency or outlet; None for other words."""
    return outlets().get(words.strip().lower())


def named_outlet(name: str) -> str | None:
    """The outlet that one part of a file name tells (``2025-12-04-afp-talks.txt``)."""
    return next((found for part in re.split(r"[-_. ]+", name) if (found := outlet(part))), None)


def host_outlet(url: str) -> str | None:
    """The outlet of a web address: a known one by its name, else the host (``example.org``)."""
    host = address(url)[0].removeprefix("www.")
    parts = host.split(".")
    if len(parts) < 2:
        return None
    registered = parts[-3] if len(parts) > 2 and parts[-2] in SECOND else parts[-2]
    return outlet(registered) or host


def url_day(url: str) -> str | None:
    """The day that a web address has in its path (``/2025/12/4/``), as an ISO day."""
    match = PATH_DAY.search(address(url)[1])
    if not match or (not match[2] and len(match[3] + match[4]) < 4):
        return None
    return calendar_day(int(match[1]), int(match[3]), int(match[4]))


def address(url: str) -> tuple[str, str]:
    """Host and path of a web address; both empty for what is none."""
    try:
        told = urlsplit(url)
        return (told.hostname or "", told.path) if told.scheme in ("http", "https") else ("", "")
    except ValueError:
        return "", ""


def calendar_day(year: int, month: int, day: int) -> str | None:
    """An ISO day, if there is such a day and news could be of it."""
    try:
        return date(year, month, day).isoformat() if 1600 <= year <= 2200 else None
    except ValueError:
        return None


def credited(text: str) -> str | None:
    """The agency that the last words of a text credit (*AFP contributed reporting*); the first of several."""
    match = credits().search(text[-END:])
    return outlet(next(filter(None, match.groups()))) if match else None


@cache
def credits() -> re.Pattern[str]:
    """All ways of giving credit, each a sentence or bracket of its own."""
    names = "|".join(
        re.escape(name).replace(r"\ ", r"\s+") for name in sorted(outlets(), key=len, reverse=True)
    )
    several = rf"({names})(?:(?:,|,?\s+and)\s+(?:{names}))*"
    forms = "|".join(
        re.escape(form).replace(r"\{\}", several).replace(r"\ ", r"\s+")
        for (form,) in rows("credits.tsv", ("form",))
    )
    return re.compile(rf"(?:\A|(?<=[.!?”\"’)])\s|\n|\()\s*(?:{forms})[.)\]]*\s*(?=\n|\Z|\()", re.IGNORECASE)


@cache
def outlets() -> dict[str, str]:
    """Names of agencies and outlets by lower-case key, and by the name itself."""
    told = {row[0]: row[1] for row in rows("agencies.tsv", ("key", "name"))}
    return {**{name.lower(): name for name in told.values()}, **told}
