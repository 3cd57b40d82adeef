"""What a query may not do, told before anything runs it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
    (?P<skip>
        \#[^\r\n]*                                   # comment
      | <[^<>"{}|^`\\\x00-\x20]*>                    # IRI
      | \"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3}         # long string
      | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
      | "(?:[^"\\\r\n]|\\.)*"                        # string
      | '(?:[^'\\\r\n]|\\.)*'
      | [?$]\w+                                      # variable
    )
  | (?P<prefix>[\w.-]*:)(?:[\w:.%-]|\\.)*            # prefixed name
  | (?P<word>[^\W\d]\w*)
  | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)

_UPDATES = frozenset(
    {"ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE", "WITH"},
)
_REACHING = ("SERVICE", "FROM")
"""Keywords that make a store open addresses or files.  Parsers take them without a blank after them
(``SERVICE:x``), so they are looked for at the end of words and prefixes too."""


class QueryError(ValueError):
    """A query that cannot be run: what is wrong, and where."""


@dataclass(frozen=True, slots=True)
class Word:
    """A keyword or a prefix (with its colon) of a query, in upper case, and how deep in braces it is."""

    text: str
    start: int
    depth: int


def words(sparql: str) -> Iterator[Word]:
    """What is neither a string, an IRI, a variable nor a comment."""
    depth = 0
    for token in _TOKEN.finditer(sparql):
        if token["sign"]:
            depth += {"{": 1, "}": -1}.get(token["sign"], 0)
        elif not token["skip"]:
            yield Word((token["prefix"] or token["word"]).upper(), token.start(), depth)


def guard(sparql: str) -> None:
    """Refuse updates, and whatever would reach out of the graph.

    Raises ``QueryError``.
    """
    for word in words(sparql):
        name = word.text.removesuffix(":")
        if name.endswith(_REACHING):
            found = next(keyword for keyword in _REACHING if name.endswith(keyword))
            raise _refusal(sparql, word, f"{found} would open an address or a file: only the graph is asked")
        if word.text in _UPDATES:
            raise _refusal(
                sparql, word, f"{word.text} is an update: expected SELECT, ASK, CONSTRUCT or DESCRIBE"
            )


def ordered(sparql: str) -> bool:
    """The query as a whole, not only a part of it, says in which order the rows come."""
    return any(word.text == "ORDER" and word.depth == 0 for word in words(sparql))


def place(sparql: str, line: int, column: int) -> str:
    """The line of the query with a mark under the place (both counted from 1)."""
    lines = sparql.split("\n")
    if not 0 < line <= len(lines):
        return ""
    shown = lines[line - 1].rstrip("\r").expandtabs(1)
    return f"\n  {shown}\n  {' ' * min(column - 1, len(shown))}^"


def _refusal(sparql: str, word: Word, why: str) -> QueryError:
    before = sparql[: word.start].split("\n")
    line, column = len(before), len(before[-1]) + 1
    return QueryError(f"line {line}, column {column}: {why}{place(sparql, line, column)}")
