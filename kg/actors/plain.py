"""A table of one's own, separated by commas, semicolons or tabs, with a header.

``name`` (or ``label``) must be there; ``key`` (or ``id``), ``kind``, ``type``, ``country``, ``sector``,
``wikidata``, ``gender`` and ``aliases`` (separated by ``;`` or ``|``) may be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.actors.source import Lines, cells
from kg.actors.terms import country, told
from kg.ontology.catalogue import Entry
from kg.types import Kind, Skipped

NAME, KEY = ("name", "label"), ("key", "id")
_KEY = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*")
_QID = re.compile(r"Q[1-9]\d*")
_SEVERAL = re.compile(r"[|;]")


def fits(start: str) -> bool:
    header = _header(start.partition("\n")[0])
    return bool(set(header) & set(NAME))


def read(lines: Lines) -> Iterator[Entry | Skipped]:
    """Each row's actor, or what is wrong with the row."""
    first = next(iter(lines), "")
    header = _header(first)
    for row in cells(lines, _delimiter(first)):
        if isinstance(row, Skipped):
            yield row
        elif len(row) > len(header):
            yield Skipped(lines.place, f"expected {len(header)} cells, found {len(row)}")
        elif not row[0].startswith("#"):
            yield _entry({name: cell.strip() for name, cell in zip(header, row, strict=False)}, lines.place)


def _header(line: str) -> list[str]:
    return [name.strip().strip('"').lower() for name in line.strip().split(_delimiter(line))]


def _delimiter(line: str) -> str:
    return max(",;\t", key=line.count)


def _entry(row: Mapping[str, str], place: str) -> Entry | Skipped:
    label = next((row[name] for name in NAME if row.get(name)), "")
    given = next((row[name] for name in KEY if row.get(name)), "")
    kind, code, qid = row.get("kind", ""), row.get("country", ""), row.get("wikidata", "")
    means = told("plain", tuple(word.lower().replace(" ", "") for word in (kind, row.get("type", ""))))
    if not label:
        return Skipped(place, "no name")
    if kind and not told("plain", (kind.lower().replace(" ", ""),)).kind:
        return Skipped(place, f"expected a kind like person, organization or place, found {kind!r}")
    if code and not country(code):
        return Skipped(place, f"expected a country or its ISO code, found {code!r}")
    if qid and not _QID.fullmatch(qid):
        return Skipped(place, f"expected a Wikidata identifier like Q159, found {qid!r}")
    return Entry(
        given if given and _KEY.fullmatch(given) else "",
        label,
        Kind(means.kind or Kind.ORGANIZATION),
        row.get("type", "") or means.type,
        country(code) if code else "",
        row.get("sector", "") or means.sector,
        qid,
        row.get("gender", "")[:1].lower(),
        tuple(name.strip() for name in _SEVERAL.split(row.get("aliases", "")) if name.strip()),
        given,
    )
