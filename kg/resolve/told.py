"""What all articles together tell of every actor, before any are merged."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kg.ontology.catalogue import catalogue
from kg.resolve.identity import before
from kg.resolve.likeness import Profile
from kg.types import Actor, Kind, Mention, Occurrence, Reading, StatementKind


@dataclass(slots=True)
class Told:
    """Of one id."""

    names: Counter[str] = field(default_factory=Counter)
    kinds: Counter[Kind] = field(default_factory=Counter)
    places: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Country and sector."""
    articles: set[str] = field(default_factory=set)
    ties: set[tuple[str, str]] = field(default_factory=set)
    """Roles: (*aide*, id of whom)."""
    partners: set[str] = field(default_factory=set)
    named: bool = False


def gathered(readings: Iterable[Reading], apart: frozenset[tuple[str, str]]) -> dict[str, Told]:
    """By id."""
    found: dict[str, Told] = defaultdict(Told)
    for reading in readings:
        article = reading.article.id
        for o in reading.occurrences:
            ids = {before(article, m, apart): m for m in mentions(o)}
            for key, mention in ids.items():
                if key is not None:
                    _add(found[key], mention, article)
            _join(found, o, before(article, o.subject, apart) if o.subject else None, ids)
    return found


def ids(reading: Reading) -> frozenset[str]:
    """Of all that an article mentions, before any are merged."""
    found = (before(reading.article.id, m) for o in reading.occurrences for m in mentions(o))
    return frozenset(key for key in found if key is not None)


def mentions(o: Occurrence) -> Iterator[Mention]:
    """Everybody that a statement joins."""
    for m in (o.subject, o.object, o.recipient, o.place):
        if isinstance(m, Mention):
            yield m


def _add(told: Told, mention: Mention, article: str) -> None:
    told.names[mention.name or mention.nominal or mention.text] += 1
    told.kinds[mention.kind] += 1
    told.places[mention.country or "", mention.sector or ""] += 1
    told.articles.add(article)
    told.named = mention.name is not None


def _join(found: Mapping[str, Told], o: Occurrence, subject: str | None, ids: Iterable[str | None]) -> None:
    """Subject and object know each other; a role ties its holder."""
    others = [key for key in ids if key is not None and key != subject]
    if subject is None or not others or not isinstance(o.object, Mention):
        return
    found[subject].partners.add(others[0])
    found[others[0]].partners.add(subject)
    if o.kind is StatementKind.ROLE:
        found[subject].ties.add((o.predicate.lemma, others[0]))


def profiles(told: Mapping[str, Told], found: Mapping[str, Actor]) -> Iterator[Profile]:
    """Of those who have names; a name alone of a person whom the catalogue knows is nobody's full name."""
    entries = catalogue().entries
    for key, actor in found.items():
        if actor.named and actor.kind is not Kind.PLACE:
            names = [actor.label, *actor.aliases]
            if key in entries and actor.kind is Kind.PERSON:
                names = [actor.label, *(name for name in actor.aliases if " " in name)]
            one = told[key]
            yield Profile(
                key,
                actor.kind,
                tuple(dict.fromkeys(names)),
                key in entries,
                actor.country or "",
                frozenset(one.articles),
                frozenset(one.ties),
                frozenset(one.partners),
            )
