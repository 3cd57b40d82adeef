"""The actors of a graph as FollowTheMoney entities, a JSON object a line: persons and bodies, no places.

Schemas and topics are those of followthemoney.tech; the id is ours.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, TextIO

from kg.export.clean import clean
from kg.export.options import Options
from kg.ontology.tables import COUNTRIES, rows
from kg.types import Actor, Graph, Kind


def write(graph: Graph, out: TextIO, options: Options) -> None:
    """One line for each named actor, sorted by id."""
    for entity in entities(graph):
        out.write(json.dumps(entity, ensure_ascii=False, sort_keys=True) + "\n")


def entities(graph: Graph) -> Iterator[dict[str, Any]]:
    """Persons, organisations, companies and public bodies; crowds and places are none."""
    for actor in graph.actors.values():
        if actor.named and actor.kind not in (Kind.PLACE, Kind.THING):
            yield _entity(actor)


def _entity(actor: Actor) -> dict[str, Any]:
    person, country = actor.kind is Kind.PERSON, _codes().get(actor.country or "")
    topic = None if person else _topics().get(actor.sector or "")
    told: dict[str, list[str | None]] = {
        "name": [actor.label],
        "alias": [*actor.aliases],
        "nationality" if person else "country": [country],
        "topics": [topic],
        "wikidataId": [actor.wikidata],
    }
    filled = {name: [clean(value) for value in values if value] for name, values in told.items()}
    return {
        "id": actor.id,
        "caption": clean(actor.label),
        "schema": _schema(actor),
        "properties": {name: values for name, values in filled.items() if values},
    }


def _schema(actor: Actor) -> str:
    if actor.kind is Kind.PERSON:
        return "Person"
    if actor.kind is Kind.COUNTRY or actor.sector in ("GOV", "MIL", "LEG", "JUD", "COP", "SPY"):
        return "PublicBody"
    return "Company" if actor.type == "Company" else "Organization"


@cache
def _codes() -> Mapping[str, str]:
    """Countries in two small letters by three capital ones."""
    return {row[2]: row[1].lower() for row in rows("countries.tsv", COUNTRIES) if row[1]}


@cache
def _topics() -> Mapping[str, str]:
    """The first topic of the table that means a sector."""
    found: dict[str, str] = {}
    for scheme, term, _, _, sector in rows("actor_terms.tsv", ("scheme", "term", "kind", "type", "sector")):
        if scheme == "ftm" and sector and term.islower():
            found.setdefault(sector, term)
    return found
