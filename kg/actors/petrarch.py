"""Actor dictionaries of PETRARCH and TABARI: names in capitals, further ones after ``+``, codes in brackets.

Codes may be bound to dates; the one that holds last is taken.  Entries with the code of a country alone are
the country's names, adjectives and cities, which the catalogue that comes with the program tells better, and
are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.actors.source import Lines
from kg.actors.terms import Term, country, told
from kg.names import strip_titles
from kg.ontology.catalogue import Entry, catalogue
from kg.types import Kind, Skipped

_REMARK = re.compile(r"\s*[#;].*|<!--.*?-->")
_CODE = re.compile(r"\[\s*([A-Z]{3}[A-Z]*|[a-z]{3}|---|\+\+\+)\s*([<>]?\s*\d+(?:\s*-\s*\d+)?)?\s*\]")
_SMALL = frozenset("of the and for in de du von van der bin al el".split())


@dataclass(slots=True)
class _Record:
    """One actor of a dictionary."""

    place: str
    names: list[str]
    codes: list[tuple[str, str]] = field(default_factory=list)
    """(code, when)."""


def fits(start: str) -> bool:
    rows = [line for line in map(_told, start.split("\n")) if line]
    return sum(_CODE.search(row) is not None for row in rows) * 4 > len(rows) > 0


def read(lines: Lines) -> Iterator[Entry | Skipped]:
    """Each record's actor, or what is wrong with a line."""
    record: _Record | None = None
    inside = False
    for line in lines:
        inside, row = _comment(inside, line)
        if not row.strip():
            continue
        problem = _problem(row, record)
        if problem:
            yield Skipped(lines.place, problem)
        elif row[:1] in "\t " and record is not None:
            record.codes += _codes(row)
        elif row[:1] == "+" and record is not None:
            record.names.append(_name(row[1:]))
            record.codes += _codes(row)
        else:
            yield from _entries(record)
            record = _Record(lines.place, [_name(row)], list(_codes(row)))
    yield from _entries(record)


def _comment(inside: bool, line: str) -> tuple[bool, str]:
    """Whether a comment goes on after the line, and what of the line is none."""
    if inside:
        _, end, line = line.partition("-->")
        if not end:
            return True, ""
    row = _told(line)
    start = row.find("<!--")
    return (start >= 0, row[:start] if start >= 0 else row)


def _told(line: str) -> str:
    return _REMARK.sub("", line.rstrip("\r\n"))


def _problem(row: str, record: _Record | None) -> str:
    if row[:1] in "\t +" and record is None:
        return "expected a name before further names and codes"
    if "[" in row and not _CODE.search(row):
        return f"expected a code like [USAGOV] or [USAGOV >090120], found {row[row.index('[') :].strip()!r}"
    return "" if row[:1] in "\t " or _name(row.removeprefix("+")) else "no name"


def _codes(row: str) -> list[tuple[str, str]]:
    return [(code.upper(), (when or "").replace(" ", "")) for code, when in _CODE.findall(row)]


def _name(row: str) -> str:
    """``BARACK_OBAMA_ [USAGOV]`` as *Barack Obama*."""
    words = row.partition("[")[0].replace("_", " ").split()
    return " ".join(
        word.lower() if i and word.lower() in _SMALL else _cased(word) for i, word in enumerate(words)
    )


def _cased(word: str) -> str:
    """As news write it; an acronym stays in capitals."""
    if "." in word or (len(word) <= 4 and not re.search("[AEIOUY]", word)):
        return word
    return "-".join(part.capitalize() for part in word.split("-"))


def _entries(record: _Record | None) -> Iterator[Entry]:
    code = _latest(record.codes) if record is not None else ""
    if record is None or not code.strip("-+"):
        return
    means = told("cameo", tuple(code[i : i + 3] for i in range(0, len(code), 3)))
    state = country(code[:3])
    if state and len(code) == 3:
        return
    names = [name for name in dict.fromkeys(map(strip_titles, record.names)) if name]
    kind = _kind(names, record, means)
    yield Entry(
        "",
        names[0],
        kind,
        "" if kind is Kind.PERSON else means.type,
        state,
        means.sector,
        aliases=tuple(names[1:]),
        source=code,
    )


def _latest(codes: list[tuple[str, str]]) -> str:
    """The code that still holds; else the one with the latest end; else the one without dates."""
    lasting = [code for code, when in codes if when.startswith(">")]
    ended = [(_day(when.partition("-")[2]), code) for code, when in codes if "-" in when]
    always = [code for code, when in codes if not when]
    return (lasting or always or [code for _, code in sorted(ended)] or [code for code, _ in codes] or [""])[
        -1
    ]


def _day(digits: str) -> str:
    """YYYYMMDD of that or of YYMMDD; two digits up to 30 are of this century."""
    return digits if len(digits) == 8 else ("20" if digits[:2] <= "30" else "19") + digits


def _kind(names: list[str], record: _Record, means: Term) -> Kind:
    """A dictionary does not tell: somebody in office from day to day, or with a given name, is a person."""
    if means.kind:
        return Kind(means.kind)
    given = any(catalogue().gender(name.split()[0]) for name in names if " " in name)
    dated = any(when for _, when in record.codes)
    return Kind.PERSON if given or (dated and " " in names[0]) else Kind.ORGANIZATION
