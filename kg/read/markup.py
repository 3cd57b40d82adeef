"""HTML -> words, and what its tags tell, in time that grows with its length only, however it is broken.

Everything is cut at ``<``: no tree is built, nothing nests, nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import NamedTuple

BLOCKS = frozenset(
    "address article aside blockquote br center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 "
    "h4 h5 h6 header hr li main nav ol p pre section table td th tr ul".split()
)
"""Elements that begin on a line of their own."""
RAW = frozenset("script style noscript template textarea title".split())
"""Elements whose inside is no markup, up to the tag that closes them."""
SILENT = RAW - {"title", "textarea"}
NAME = re.compile(r"/?[A-Za-z][\w:-]*")
ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
BLANKS = re.compile(r"[^\S\n]+")
LONG = 4_000
"""Characters of a tag beyond which its attributes are not looked at."""


class Tag(NamedTuple):
    """A tag (empty name: text without one before it), what stands in it, and the text after it."""

    name: str
    """Lower case; ``/p`` closes."""
    inside: str
    text: str


def tags(html: str) -> Iterator[Tag]:
    """Every tag with the text up to the next one; comments are dropped, scripts are text of their tag."""
    start, *pieces = html.split("<")
    yield Tag("", "", start)
    raw, inside, held = "", "", [""]
    comment = False
    for piece in pieces:
        if comment:
            comment = "-->" not in piece
            if not comment:
                yield Tag("", "", piece.rpartition("-->")[2])
        elif raw:
            if piece[: len(raw) + 1].lower() == f"/{raw}":
                yield Tag(raw, inside, "<".join(held))
                yield tag(piece)
                raw = ""
            else:
                held.append(piece)
        elif piece.startswith("!--"):
            comment = "-->" not in piece
            if not comment:
                yield Tag("", "", piece.rpartition("-->")[2])
        else:
            found = tag(piece)
            if found.name in RAW:
                raw, inside, held = found.name, found.inside, [found.text]
            else:
                yield found


def tag(piece: str) -> Tag:
    """What stands after one ``<``: a tag with its text, or, when it is none, text."""
    inside, closed, text = piece.partition(">")
    name = NAME.match(inside)
    if name is None:
        return Tag("", "", text if inside.startswith(("!", "?")) else "<" + piece)
    return Tag(name[0].lower(), inside[name.end() :], text if closed else "")


def attributes(inside: str) -> Mapping[str, str]:
    """The attributes of a tag by lower-case name; none of a tag that is too long to be one."""
    if len(inside) > LONG:
        return {}
    found = ATTRIBUTE.finditer(inside)
    return {match[1].lower(): unescape(match[2] or match[3] or match[4] or "") for match in found}


def words(html: str) -> str:
    """The text of markup: a line for each block, an empty one between them, nothing of scripts."""
    pieces: list[str] = []
    for name, _, text in tags(html):
        if name.removeprefix("/") in BLOCKS:
            pieces.append("\n")
        if name not in SILENT:
            pieces.append(unescape(text.replace("\n", " ")))
    lines = (BLANKS.sub(" ", line).strip() for line in "".join(pieces).split("\n"))
    return "\n\n".join(filter(None, lines))
