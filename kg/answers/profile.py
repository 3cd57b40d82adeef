"""Who an actor is, and the door by which every answer finds it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from kg.answers.told import Index, Party, Told, iso_day
from kg.export.who import who
from kg.types import StatementKind


@dataclass(frozen=True, slots=True)
class Link:
    """An actor that another is told of together with."""

    who: Party
    articles: int


@dataclass(frozen=True, slots=True)
class Profile:
    """An actor with what is counted of it."""

    id: str
    label: str
    kind: str
    type: str | None
    country: str | None
    sector: str | None
    aliases: tuple[str, ...]
    wikidata: str | None
    statements: int
    articles: int
    first: str | None
    """Date of the first article, where any has one."""
    last: str | None


def profile(index: Index, name: str) -> Profile:
    """The actor of that name or id.

    Raises ``ValueError`` (``UnknownActorError``, ``AmbiguousActorError``) as ``kg.export.who`` does.
    """
    actor = index.graph.actors[who(name, index.graph)]
    statements = index.by_actor.get(actor.id, ())
    articles = {e.article for statement in statements for e in statement.evidence}
    known = (index.graph.articles.get(id) for id in articles)
    days = sorted(day for article in known if article and (day := iso_day(article.date)))
    return Profile(
        actor.id,
        actor.label,
        actor.kind.value,
        actor.type,
        actor.country,
        actor.sector,
        tuple(alias for alias in actor.aliases if alias != actor.label),
        actor.wikidata,
        len(statements),
        len(articles),
        days[0] if days else None,
        days[-1] if days else None,
    )


def links(actor: str, told: tuple[Told, ...], most: int = 8) -> tuple[Link, ...]:
    """Those who stand in most articles together with the actor, roles not counted."""
    seen: dict[Party, set[str]] = {}
    for one in told:
        if one.kind is StatementKind.ROLE:
            continue
        for party in (one.subject, one.object, one.recipient):
            if party and party.id and party.id != actor:
                seen.setdefault(party, set()).update(source.article for source in one.sources)
    counts = Counter({party: len(articles) for party, articles in seen.items()})
    ranked = sorted(counts, key=lambda party: (-counts[party], party.label, party.id))
    return tuple(Link(party, counts[party]) for party in ranked[:most])
