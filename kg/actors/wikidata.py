"""Answers of the Wikidata query service, as it lets one download them: CSV, JSON, or JSON of SPARQL.

Columns are those of ``ontologies/wikidata_actors.rq``; only ``actor`` and ``actorLabel`` must be there.
Several rows of one actor (one an alias) are one actor.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from kg.actors.source import Lines, cells
from kg.actors.terms import country, told
from kg.names import slug
from kg.ontology.catalogue import Entry
from kg.types import Kind, Skipped

_QID = re.compile(r"(?:https?://www\.wikidata\.org/(?:entity|wiki)/)?(Q[1-9]\d*)")
_SEVERAL = re.compile(r"[|;]")
_LIST = re.compile(r'"bindings"\s*:\s*\[|^\s*\[')
ACTOR, LABEL = ("actor", "item"), ("actorLabel", "itemLabel")


def fits_csv(start: str) -> bool:
    header = start.partition("\n")[0].strip().split(",")
    return bool(set(header) & set(ACTOR)) and bool(set(header) & set(LABEL))


def fits_json(start: str) -> bool:
    return start.lstrip()[:1] in ("{", "[") and any(f'"{name}"' in start for name in ACTOR)


def read_csv(lines: Lines) -> Iterator[Entry | Skipped]:
    header: list[str] = []
    for row in cells(lines):
        if isinstance(row, Skipped):
            yield row
        elif not header:
            header = row
        else:
            yield _entry(dict(zip(header, row, strict=False)), lines.place)


def read_json(lines: Lines) -> Iterator[Entry | Skipped]:
    for place, found in _objects(lines):
        if found is None:
            yield Skipped(place, "the file ends within an object")
        else:
            yield _entry({name: _value(value) for name, value in found.items()}, place)


def _value(value: Any) -> str:
    """Of a plain object, or of a binding with type and value."""
    return str(value.get("value", "") if isinstance(value, dict) else value or "")


def _entry(row: Mapping[str, str], place: str) -> Entry | Skipped:
    iri = next((row[name] for name in ACTOR if row.get(name)), "")
    label = next((row[name] for name in LABEL if row.get(name)), "").strip()
    qid = _QID.fullmatch(iri.strip())
    if qid is None:
        return Skipped(place, f"expected an item of Wikidata, found {iri!r}")
    if not label or label == qid[1]:
        return Skipped(place, f"{qid[1]} has no English label")
    means = told("plain", (row.get("kind", "").strip().lower().replace(" ", ""),))
    aliases = [*_SEVERAL.split(row.get("aliases", "")), row.get("alias", "")]
    return Entry(
        f"{slug(label)}_{qid[1].lower()}",
        label,
        Kind(means.kind or Kind.ORGANIZATION),
        means.type,
        country(row.get("country", "")),
        row.get("sector", "").strip() or means.sector,
        qid[1],
        row.get("gender", "").strip()[:1].lower(),
        tuple(name.strip() for name in aliases if name.strip()),
        qid[1],
    )


def _objects(lines: Lines) -> Iterator[tuple[str, dict[str, Any] | None]]:
    """The objects of the list, each with its place; the text is never held as a whole.

    None for one that the file does not end.
    """
    decoder, held, line, begun = json.JSONDecoder(), "", 1, False
    for block in lines.blocks():
        held, at = held + block, 0
        if not begun:
            start = _LIST.search(held)
            if start is None:
                continue
            begun, at = True, start.end()
            line += held.count("\n", 0, at)
        while (opening := held.find("{", at)) >= 0:
            try:
                found, end = decoder.raw_decode(held, opening)
            except ValueError:
                break  # it goes on in the next block
            line += held.count("\n", at, opening)
            yield f"{lines.name}:{line}", found
            line += held.count("\n", opening, end)
            at = end
        held = held[at:]
    if "{" in held:
        yield f"{lines.name}:{line}", None
