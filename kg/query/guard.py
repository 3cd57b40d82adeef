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
    """A query that cannot be run: what is wrong, and where, with the line of the query below."""

    several_lines = True


@dataclass(frozen=True, slots=True)
class Word:
    """A keyword or a prefix (with its colon) of a query, in upper case, and how deep in braces it is."""

    text: str
    start: int
    depth: int


def tokens(sparql: str) -> Iterator[re.Match[str]]:
    """The query in pieces, by the groups ``skip``, ``prefix``, ``word`` and ``sign``."""
    return _TOKEN.finditer(sparql)


def words(sparql: str) -> Iterator[Word]:
    """What is neither a string, an IRI, a variable nor a comment."""
    depth = 0
    for token in tokens(sparql):
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


def placed(sparql: str, what: str, at: int) -> QueryError:
    """An error that tells line and column (from 1), and shows the line with a mark under the place."""
    before = sparql[:at].split("\n")
    line, column = len(before), len(before[-1]) + 1
    shown = sparql.split("\n")[line - 1].rstrip("\r").expandtabs(1)
    mark = f"\n  {shown}\n  {' ' * min(column - 1, len(shown))}^"
    return QueryError(f"line {line}, column {column}: {what}{mark}")


def _refusal(sparql: str, word: Word, why: str) -> QueryError:
    return placed(sparql, why, word.start)
