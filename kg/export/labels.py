"""How nodes and edges are called where there is little room."""

from __future__ import annotations

import re
import unicodedata

from kg.ontology.words import relations

ROOM = 60
"""Characters a claim's label may have."""
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def short(text: str, room: int = ROOM) -> str:
    """The first words of a text, on one line, with an ellipsis if there are more.

    >>> short("the war  must end", 12)
    'the war…'
    """
    line = " ".join(text.split())
    if len(line) <= room:
        return line
    start = line[: room - 1]
    if line[room - 1] != " ":
        start = start.rpartition(" ")[0] or start
    return start.rstrip(" ,;:.–—-") + "…"


def spoken(predicate: str) -> str:
    """A relation's label; any other predicate in plain words.

    >>> spoken("heldTalksWith")
    'held talks with'
    """
    relation = relations().get(predicate)
    if relation and relation.label:
        return relation.label
    return _HUMP.sub(" ", predicate).replace("_", " ").lower()


def same(left: str, right: str) -> bool:
    """Whether two names differ in case, accents or blanks at most."""
    return _folded(left) == _folded(right)


def _folded(name: str) -> str:
    """A name's letters."""
    letters = (c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join("".join(letters).casefold().split())
