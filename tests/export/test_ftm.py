"""FollowTheMoney: entities that its own library takes, or at least that its schema describes."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.export import Options, export
from kg.types import Actor, Article, Graph, Kind, Object, Target

THING = {"name", "alias", "country", "wikidataId"}
INTERVAL = {"startDate", "endDate", "date", "summary", "proof", "role"}
SCHEMATA = {
    "Person": THING | {"sector"}, "Organization": THING | {"sector"}, "Company": THING | {"sector"},
    "PublicBody": THING | {"sector"}, "LegalEntity": THING | {"sector"}, "Address": THING | {"full"},
    "Article": {"name", "title", "fileName", "publishedAt", "publisher", "sourceUrl", "language"},
    "Membership": INTERVAL | {"member", "organization"}, "Employment": INTERVAL | {"employee", "employer"},
    "Family": INTERVAL - {"role"} | {"person", "relative", "relationship"},
    "UnknownLink": INTERVAL | {"subject", "object"},
}  # fmt: skip
"""Properties by schema, as https://followthemoney.tech documents them (those used here)."""
POINTERS = {
    "member",
    "organization",
    "employee",
    "employer",
    "person",
    "relative",
    "subject",
    "object",
    "proof",
}


def entities(graph: Graph, **options: Any) -> list[dict[str, Any]]:
    out = StringIO()
    export(graph, out, "ftm.jsonl", Options(**options))
    return [json.loads(line) for line in out.getvalue().splitlines()]


def links(graph: Graph, **options: Any) -> dict[str, dict[str, Any]]:
    return {e["id"]: e for e in entities(graph, **options) if "proof" in e["properties"]}


def require_documented(told: list[dict[str, Any]]) -> None:
    """Known schemata, known properties, and pointers to what came before."""
    ids: set[str] = set()
    for entity in told:
        assert re.fullmatch(r"[0-9a-zA-Z]([0-9a-zA-Z.-]*[0-9a-zA-Z])?", entity["id"])
        assert set(entity["properties"]) <= SCHEMATA[entity["schema"]]
        assert entity["id"] not in ids
        ids.add(entity["id"])
        for name, values in entity["properties"].items():
            assert values and all(isinstance(value, str) and value for value in values)
            assert name not in POINTERS or ids.issuperset(values)


def require_valid(told: list[dict[str, Any]]) -> None:
    """The library keeps every value, and finds nothing missing."""
    model = pytest.importorskip("followthemoney", reason="pip install followthemoney (needs ICU)").model
    for entity in told:
        proxy = model.get_proxy(entity, cleaned=False)
        proxy.schema.validate(entity)
        assert {prop.name: sorted(proxy.get(prop)) for prop in proxy.iterprops()} == {
            name: sorted(values) for name, values in entity["properties"].items()
        }


def test_entities_follow_the_documentation(graph: Graph) -> None:
    require_documented(entities(graph))


@pytest.mark.filterwarnings("ignore")
def test_the_library_takes_them(graph: Graph) -> None:
    require_valid(entities(graph))


def test_what_is_asserted_between_actors_is_a_link(graph: Graph) -> None:
    found = links(graph)
    assert set(found) == {"st-met", "st-role", "st-frowned"}
    met = found["st-met"]
    assert met["schema"] == "UnknownLink"
    assert met["properties"]["subject"] == ["steve-witkoff"] and met["properties"]["role"] == ["met"]
    assert met["properties"]["startDate"] == met["properties"]["endDate"] == ["2025-12-02"]
    assert len(met["properties"]["proof"]) == 2
    assert set(links(graph, kinds=frozenset({"met"}))) == {"st-met"}


@pytest.mark.parametrize(
    ("relation", "subject", "object", "schema"),
    [
        ("hasOffice", Kind.PERSON, Kind.COUNTRY, "Employment"),
        ("hasOffice", Kind.PERSON, Kind.PERSON, "UnknownLink"),
        ("memberOf", Kind.GROUP, Kind.ORGANIZATION, "Membership"),
        ("kinOf", Kind.PERSON, Kind.PERSON, "Family"),
        ("kinOf", Kind.PERSON, Kind.GROUP, "UnknownLink"),
        ("memberOf", Kind.PLACE, Kind.ORGANIZATION, "UnknownLink"),
    ],
)
@pytest.mark.filterwarnings("ignore")
def test_roles(graph: Graph, relation: str, subject: Kind, object: Kind, schema: str) -> None:
    role = next(s for s in graph.statements if s.id == "st-role")
    role = replace(role, relation=relation, subject="a", object=Object(Target.ACTOR, "b", "B"))
    actors = {"a": Actor("a", "A", subject), "b": Actor("b", "B", object)}
    told = entities(replace(graph, actors=actors, statements=(role,)))
    assert told[-1]["schema"] == schema
    require_documented(told)
    require_valid(told)


@given(name=st.text(max_size=20), id=st.text(max_size=20))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_hostile_names_and_ids(graph: Graph, name: str, id: str) -> None:
    met = next(s for s in graph.statements if s.id == "st-met")
    met = replace(met, subject=id + "ü", evidence=tuple(replace(e, article=name) for e in met.evidence))
    actors = {
        id + "ü": Actor(id + "ü", name, Kind.PERSON, (name,)),
        "vladimir_putin": graph.actors["vladimir_putin"],
    }
    require_documented(entities(Graph({name: Article(name, "Text.")}, actors, (met,))))
