"""Text inside XML, so that every reader gives it back as it was."""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.export.clean import clean

Value = str | int | bool | tuple[str, ...] | None
"""What a column holds; a tuple is joined by ``|``."""
MEMORY = 50_000
"""Rendered values kept for reuse by each column: countries repeat, quotes do not."""

_SPECIAL = re.compile(r"[&<>]|\A\s|\s\Z")
_ENTITIES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}
)


def content(text: str) -> str:
    """Text between tags; in CDATA where readers are known to trim the pieces around an entity.

    >>> content("A & B")
    '<![CDATA[A & B]]>'
    """
    text = clean(text)
    if not _SPECIAL.search(text):
        return text
    return "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>"


def attribute(text: str) -> str:
    """Text between double quotes.

    >>> attribute('say "no"')
    'say &quot;no&quot;'
    """
    return clean(text).translate(_ENTITIES)


def plain(value: Value) -> str:
    """A value as one string."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return "|".join(part.replace("|", "/") for part in value)
    return "" if value is None else str(value)


class Rendered(dict[Value, str]):
    """Values already rendered; nothing for what is empty."""

    def __init__(self, render: Callable[[str], str]) -> None:
        super().__init__()
        self._render = render

    def __missing__(self, value: Value) -> str:
        text = plain(value)
        rendered = self._render(text) if text else ""
        if len(self) < MEMORY:
            self[value] = rendered
        return rendered
