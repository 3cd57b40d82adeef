"""FollowTheMoney entities, one JSON object a line, as Aleph, OpenSanctions' tools and ``ftm`` read them.

Actors are Person, Organization, Company, PublicBody, LegalEntity or Address; articles are Article; what the
articles assert between two actors is Membership, Employment, Family, or UnknownLink with its words as role.
What somebody only claims has no place in that model and is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, TextIO

from kg.digest import base32
from kg.export.clean import clean
from kg.export.jsonlines import line
from kg.export.labels import spoken
from kg.export.network import dates_of, selected
from kg.export.options import Options
from kg.ontology.sectors import STATE
from kg.ontology.tables import COUNTRIES, rows
from kg.types import Actor, Article, Graph, Kind, Statement, StatementKind, Target

LANGUAGES = {"en": "eng"}
_URL = re.compile(r"https?://\S+")
_SLUG = re.compile(r"[0-9a-z]+(_[0-9a-z]+)*")
_QID = re.compile(r"Q[0-9]+")
_SCHEMATA = {Kind.PERSON: "Person", Kind.COUNTRY: "PublicBody", Kind.PLACE: "Address"}
_BODIES = frozenset({"Organization", "Company", "PublicBody"})
Entity = dict[str, Any]


def write(graph: Graph, out: TextIO, options: Options) -> None:
    """A line an entity: articles, actors, links."""
    for entity in entities(graph, options):
        out.write(line(entity) + "\n")


def entities(graph: Graph, options: Options) -> Iterator[Entity]:
    """The entities, each before those that point to it."""
    told = list(selected(graph, options))
    shown = [s for s in told if _between_actors(s)]
    actors = sorted({id for s in shown for id in _ends(s)} | _named(told, graph))
    articles = sorted({e.article for s in shown for e in s.evidence if e.article in graph.articles})
    days = dates_of(graph)
    yield from (_article(graph.articles[id], days.get(id)) for id in articles)
    yield from (_actor(graph.actors[id]) for id in actors)
    yield from (_link(statement, graph, days) for statement in shown)


def _between_actors(statement: Statement) -> bool:
    return statement.edge and statement.object is not None and statement.object.target is Target.ACTOR


def _named(statements: Iterable[Statement], graph: Graph) -> set[str]:
    """Ids of the named actors that somebody tells of, whether as a fact or not."""
    found: set[str] = set()
    for s in statements:
        object = s.object.id if s.object is not None else None
        found.update(id for id in (s.subject, object, s.recipient, s.place) if id and id in graph.actors)
    return {id for id in found if graph.actors[id].named}


def _ends(statement: Statement) -> tuple[str, str]:
    assert statement.subject is not None and statement.object is not None
    return statement.subject, statement.object.id


def _entity(id: str, schema: str, properties: Mapping[str, str | Iterable[str] | None]) -> Entity:
    """An entity with the properties that have a value, each a list."""
    found: dict[str, list[str]] = {}
    for name, value in properties.items():
        values = [value] if isinstance(value, str) else list(value or ())
        found[name] = [text for text in dict.fromkeys(map(_line, values)) if text]
    return {"id": id, "schema": schema, "properties": {n: v for n, v in sorted(found.items()) if v}}


def _line(text: str) -> str:
    """Text as that model keeps it: with single blanks."""
    return " ".join(clean(text).split())


def _actor(actor: Actor) -> Entity:
    schema = _schema(actor)
    name = _line(actor.label) or actor.id
    place = {"full": name} if schema == "Address" else {}
    sector = {} if schema == "Address" else {"sector": actor.sector}
    told = {
        "name": name,
        "alias": actor.aliases,
        "country": _iso2().get(actor.country or ""),
        "wikidataId": actor.wikidata if _QID.fullmatch(actor.wikidata or "") else None,
    }
    return _entity(_node(actor), schema, {**told, **place, **sector})


def _schema(actor: Actor) -> str:
    if actor.kind is Kind.ORGANIZATION:
        return (
            "PublicBody" if actor.sector in STATE else "Company" if actor.sector == "BUS" else "Organization"
        )
    return _SCHEMATA.get(actor.kind, "LegalEntity")


def _article(article: Article, day: str | None) -> Entity:
    title = _line(article.title or "") or article.id
    told = {
        "fileName": article.id,
        "title": title,
        "name": title,
        "publishedAt": day,
        "publisher": article.source,
        "sourceUrl": article.url if _URL.fullmatch(article.url or "") else None,
        "language": LANGUAGES.get(article.language),
    }
    return _entity(_document(article.id), "Article", told)


def _node(actor: Actor) -> str:
    """The model's ids have letters, digits, dots and hyphens only."""
    if _SLUG.fullmatch(actor.id):
        return actor.id.replace("_", "-")
    return "actor-" + base32(actor.id.encode("utf-8", "surrogatepass"))


def _document(article: str) -> str:
    return "article-" + base32(article.encode("utf-8", "surrogatepass"))


def _link(statement: Statement, graph: Graph, days: Mapping[str, str]) -> Entity:
    """A statement between two actors."""
    subject, object = (graph.actors[id] for id in _ends(statement))
    schema, source, target, role = _edge(statement, _schema(subject), _schema(object))
    time = statement.time
    seen = sorted({days[e.article] for e in statement.evidence if e.article in days})
    told = {
        source: _node(subject),
        target: _node(object),
        role: statement.lemma if statement.kind is StatementKind.ROLE else _words(statement),
        "startDate": time.start if time else None,
        "endDate": time.end if time else None,
        "date": seen[:1],
        "summary": [e.text for e in statement.evidence],
        "proof": [_document(e.article) for e in statement.evidence if e.article in graph.articles],
    }
    return _entity(statement.id, schema, told)


def _edge(statement: Statement, subject: str, object: str) -> tuple[str, str, str, str]:
    """Schema, property of either end, property of the words, as far as the ends allow it."""
    if statement.relation == "kinOf" and subject == object == "Person":
        return "Family", "person", "relative", "relationship"
    if statement.relation == "hasOffice" and subject == "Person" and object in _BODIES:
        return "Employment", "employee", "employer", "role"
    if statement.relation == "memberOf" and subject != "Address" and object in _BODIES:
        return "Membership", "member", "organization", "role"
    return "UnknownLink", "subject", "object", "role"


def _words(statement: Statement) -> str:
    return spoken(statement.relation) if statement.relation else statement.lemma


@cache
def _iso2() -> Mapping[str, str]:
    """Codes as the model has them, by alpha-3 code."""
    return {row[2]: row[1].lower() for row in rows("countries.tsv", COUNTRIES)}
