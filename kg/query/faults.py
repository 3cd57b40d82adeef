"""What is wrong with a query, and where: in words that name the place, whatever the parser says.

Oxigraph says how far it came and which signs it would have liked; that is seldom where the fault is.  So
the common faults are looked for one by one, and for the rest rdflib's parser, which gives the beginning
of what it cannot read, is asked for the place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import NamedTuple

from kg.query.guard import tokens, words

_AT = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_SENTENCES = re.compile(r"(?:expected one of |expected |, )((?:The|An?|Variable|IRI|Invalid) [^,\[\]]*[a-z])")
_SHOWN = 300
"""Characters of a parser's message: it may list every sign that it would have liked."""
_QUERIES = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_FUNCTIONS = frozenset(
    "ABS AVG BNODE BOUND CEIL COALESCE CONCAT CONTAINS COUNT DATATYPE DAY ENCODE_FOR_URI EXISTS FLOOR "
    "GROUP_CONCAT HOURS IF IRI ISBLANK ISIRI ISLITERAL ISNUMERIC ISURI LANG LANGMATCHES LCASE MAX MD5 MIN "
    "MINUTES MONTH NOW RAND REGEX REPLACE ROUND SAMETERM SAMPLE SECONDS SHA1 SHA256 SHA384 SHA512 STR "
    "STRAFTER STRBEFORE STRDT STRENDS STRLANG STRLEN STRSTARTS STRUUID SUBSTR SUM TIMEZONE TZ UCASE URI UUID "
    "YEAR TRIPLE SUBJECT PREDICATE OBJECT ISTRIPLE ADJUST LANGDIR STRLANGDIR HASLANG HASLANGDIR".split()
)
_BEFORE_BRACKET = frozenset(
    "A AS ASC BIND BY DESC DISTINCT FILTER FALSE HAVING IN NOT OPTIONAL REDUCED SELECT TRUE UNDEF VALUES "
    "WHERE".split()
)


class Fault(NamedTuple):
    """What is wrong, and the offset where."""

    what: str
    at: int


def fault(sparql: str, message: str, prefixes: Mapping[str, str]) -> Fault:
    """The fault of a query that Oxigraph refuses with this message."""
    for look in (_no_query, _no_prefix, _open, _no_function, _relative):
        found = look(sparql, prefixes)
        if found:
            return found
    at = _AT.fullmatch(message)
    sentences = list(dict.fromkeys(_SENTENCES.findall(message)))
    if sentences:
        return Fault("; ".join(sentences), _keyword(sparql))
    theirs = _unread(sparql)
    if theirs is not None:
        found_there = sparql[theirs:].split(maxsplit=1)
        what = f"cannot read on from {found_there[0][:40]!r}" if found_there else "the query ends too early"
        return Fault(what, theirs)
    if at is None:
        return Fault(_short(message), 0)
    what = " ".join(at[3].split())
    if what == "expected [_]":
        return Fault("no query that can be run: is a variable set twice?", _keyword(sparql))
    return Fault(_short(what), _offset(sparql, int(at[1]), int(at[2])))


def _no_query(sparql: str, prefixes: Mapping[str, str]) -> Fault | None:
    """It does not begin as one."""
    first = next(
        (w for w in words(sparql) if w.text not in ("PREFIX", "BASE") and not w.text.endswith(":")), None
    )
    if first is None:
        return Fault(f"expected {', '.join(_QUERIES[:-1])} or {_QUERIES[-1]}, found none of them", 0)
    if first.text in _QUERIES:
        return None
    given = sparql[first.start : first.start + len(first.text)]
    expected = f"expected {', '.join(_QUERIES[:-1])} or {_QUERIES[-1]}"
    return Fault(f"{expected}, found {given!r}", first.start)


def _no_prefix(sparql: str, prefixes: Mapping[str, str]) -> Fault | None:
    """A prefix that nobody declared."""
    declared, declares = set(prefixes), False
    for word in words(sparql):
        name = sparql[word.start : word.start + len(word.text)]
        if not name.endswith(":"):
            declares = word.text == "PREFIX"
            continue
        name = name[:-1]
        if not declares and name not in declared and name != "_":
            return Fault(f"no prefix {name}:{_hint(name, declared, 'declare it with PREFIX')}", word.start)
        declared.add(name)
        declares = False
    return None


def _open(sparql: str, prefixes: Mapping[str, str]) -> Fault | None:
    """A bracket without its other half, or a string without its end."""
    pairs = {"}": "{", ")": "(", "]": "["}
    waiting: list[tuple[str, int]] = []
    for token in tokens(sparql):
        sign = token["sign"]
        if sign in ("'", '"'):
            return Fault("a string that does not end on its line", token.start())
        if sign in pairs.values():
            waiting.append((sign, token.start()))
        elif sign in pairs and (not waiting or waiting.pop()[0] != pairs[sign]):
            return Fault(f"{sign} without its {pairs[sign]}", token.start())
    return Fault(f"{waiting[-1][0]} is never closed", waiting[-1][1]) if waiting else None


def _no_function(sparql: str, prefixes: Mapping[str, str]) -> Fault | None:
    """A word before a bracket that is no function."""
    known = _FUNCTIONS | _BEFORE_BRACKET
    for word in words(sparql):
        after = sparql[word.start + len(word.text) :].lstrip()
        if after.startswith("(") and not word.text.endswith(":") and word.text not in known:
            return Fault(f"no function {word.text}{_hint(word.text, _FUNCTIONS)}", word.start)
    return None


def _relative(sparql: str, prefixes: Mapping[str, str]) -> Fault | None:
    """An IRI that lacks its beginning."""
    if any(word.text == "BASE" for word in words(sparql)):
        return None
    for token in tokens(sparql):
        piece = token["skip"] or ""
        if piece.startswith("<") and not re.match(r"<[A-Za-z][\w+.-]*:", piece):
            return Fault(f"{piece} is no full IRI: expected one like <https://...>", token.start())
    return None


def _hint(name: str, known: Iterable[str], otherwise: str = "") -> str:
    """*; did you mean kgo*, or what else to do."""
    near = get_close_matches(name, sorted(known), n=1)
    told = [f"did you mean {near[0]}?"] if near else [otherwise] if otherwise else []
    return "".join(f"; {words}" for words in told)


def _keyword(sparql: str) -> int:
    """Where SELECT, ASK ... stands."""
    return next((word.start for word in words(sparql) if word.text in _QUERIES), 0)


def _unread(sparql: str) -> int | None:
    """Where rdflib's parser gives up; None where it does not."""
    try:
        from rdflib.plugins.sparql.parser import parseQuery

        parseQuery(sparql)
    except Exception as error:  # it is asked for the place only, and fails in many ways
        at = getattr(error, "loc", None)
        return at if isinstance(at, int) and 0 <= at <= len(sparql) else None
    return None


def _offset(sparql: str, line: int, column: int) -> int:
    before = sparql.split("\n")[: line - 1]
    return min(sum(len(row) + 1 for row in before) + column - 1, len(sparql))


def _short(message: str) -> str:
    return message if len(message) <= _SHOWN else f"{message[:_SHOWN]} ..."
