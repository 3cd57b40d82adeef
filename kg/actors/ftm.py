"""FollowTheMoney entities, a JSON object a line, as OpenSanctions publishes them.

Entities that are no actors (addresses, vessels, ownerships) are passed over.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from kg.actors.source import Lines
from kg.actors.terms import country, terms, told
from kg.ontology.catalogue import Entry
from kg.types import Kind, Skipped

KINDS = {kind.value: kind for kind in Kind}
GENDERS = {"male": "m", "female": "f"}


def fits(start: str) -> bool:
    line = start.lstrip().partition("\n")[0]
    return line.startswith("{") and '"schema"' in line and '"properties"' in line


def read(lines: Lines) -> Iterator[Entry | Skipped]:
    """The persons and bodies among the entities."""
    decode = json.JSONDecoder().decode
    for line in lines:
        if not line.strip():
            continue
        try:
            entity = decode(line)
            if entity["schema"] in terms("ftm"):
                yield _entry(entity)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            yield Skipped(lines.place, _reason(error))


def _entry(entity: dict[str, Any]) -> Entry:
    told_of = entity["properties"]
    names = [*told_of.get("name", ()), *told_of.get("alias", ())]
    label = entity.get("caption") or (names[0] if names else "")
    if not label or not isinstance(label, str):
        raise ValueError("no name")
    topics = tuple(told_of.get("topics", ()))
    means = told("ftm", (*topics, entity["schema"]))
    codes = (*told_of.get("nationality", ()), *told_of.get("country", ()), *told_of.get("jurisdiction", ()))
    qid = next(iter(told_of.get("wikidataId", ())), "")
    gender = GENDERS.get(next(iter(told_of.get("gender", ())), ""), "")
    return Entry(
        "",
        label,
        KINDS[means.kind],
        means.type,
        next(filter(None, map(country, codes)), ""),
        means.sector,
        qid,
        gender,
        tuple(name for name in names if name != label),
        str(entity["id"]),
    )


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"expected a JSON object: {error}"
    if isinstance(error, KeyError):
        return f"expected an entity with id, schema and properties: no {error}"
    return f"not an entity: {error}"
