"""Mention -> actor: one node for everyone, across articles, by evidence and by judgement.

A pure function of the readings, the catalogue and the judgements, whatever their order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from kg.digest import base32
from kg.names import normalise, slug
from kg.ontology.catalogue import catalogue, generic
from kg.types import Actor, Judgement, Kind, Mention, Reading

__all__ = ["Resolution", "resolve"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who every mention is."""

    actors: Mapping[str, Actor]
    """By id, in sorted order."""
    moved: Mapping[str, str] = field(default_factory=dict)
    """Ids that judgements replaced by another."""

    def id(self, article: str, mention: Mention | None) -> str | None:
        """The actor's id; None for nobody, an open pronoun or a thing."""
        own = identity(article, mention) if mention is not None else None
        return self.moved.get(own, own) if own is not None else None

    def actor(self, article: str, mention: Mention | None) -> Actor | None:
        own = self.id(article, mention)
        return self.actors.get(own) if own is not None else None


def resolve(readings: Iterable[Reading], judgements: Iterable[Judgement] = ()) -> Resolution:
    """All actors mentioned, with the labels and kinds that most mentions give them."""
    surfaces: dict[str, Counter[str]] = defaultdict(Counter)
    kinds: dict[str, Counter[Kind]] = defaultdict(Counter)
    told: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    named: dict[str, bool] = {}
    for reading in readings:
        for mention in _mentions(reading):
            key = identity(reading.article.id, mention)
            if key is not None:
                surfaces[key][mention.name or mention.nominal or mention.text] += 1
                kinds[key][mention.kind] += 1
                told[key][mention.country or "", mention.sector or ""] += 1
                named[key] = mention.name is not None
    found = {k: _actor(k, surfaces[k], kinds[k], told[k], named[k]) for k in surfaces}
    moved, labels = _judged(found, sorted(set(judgements), key=lambda j: (j.decision, j.left, j.right)))
    return Resolution(dict(sorted(_merged(found, moved, labels).items())), moved)


def identity(article: str, mention: Mention) -> str | None:
    """The id a mention has before any judgement."""
    if mention.open:
        return None
    if mention.actor is not None:
        return mention.actor
    if mention.kind is Kind.THING:
        return None
    if (
        mention.name is not None
        and mention.country
        and mention.kind is Kind.ORGANIZATION
        and generic(mention.name)
    ):
        return f"{slug(mention.name)}_{short_hash(normalise(mention.name), mention.country)}"
    if mention.name is not None:
        return f"{slug(mention.name)}_{short_hash(normalise(mention.name))}"
    words = mention.nominal or mention.text
    return f"{slug(words)}_{short_hash(article, normalise(words))}"


def short_hash(*parts: str) -> str:
    """Six characters, enough beside a readable name."""
    return base32("\n".join(parts).encode(), 6)


def _mentions(reading: Reading) -> Iterator[Mention]:
    for o in reading.occurrences:
        for m in (o.subject, o.object, o.recipient, o.place):
            if isinstance(m, Mention):
                yield m


def _most(counts: Counter[T]) -> T:
    """The most frequent, the first in order among equals."""
    return min(counts, key=lambda x: (-counts[x], str(x)))


def _actor(
    key: str, surfaces: Counter[str], kinds: Counter[Kind], told: Counter[tuple[str, str]], named: bool
) -> Actor:
    entry = catalogue().entries.get(key)
    if entry is not None:
        return Actor(
            key,
            entry.label,
            entry.kind,
            tuple(sorted({entry.label, *entry.aliases} - {entry.label})),
            entry.country or None,
            entry.sector or None,
            entry.wikidata or None,
            True,
            entry.type or None,
        )
    label = _most(surfaces)
    country, sector = _most(told)
    return Actor(
        key,
        label,
        _most(kinds),
        tuple(sorted(set(surfaces) - {label})),
        country or None,
        sector or None,
        None,
        named,
    )


# -- judgements ----------------------------------------------------------------------------------------------


def _judged(found: Mapping[str, Actor], judgements: list[Judgement]) -> tuple[dict[str, str], dict[str, str]]:
    """(old id -> id it is merged into, id -> new label); *different* outweighs *same*."""
    apart = {frozenset((j.left, j.right)) for j in judgements if j.decision == "different"}
    groups: dict[str, set[str]] = {}
    for j in judgements:
        if j.decision == "same":
            a, b = groups.get(j.left, {j.left}), groups.get(j.right, {j.right})
            if not any(frozenset((x, y)) in apart for x in a for y in b):
                for x in (joined := a | b):
                    groups[x] = joined
    known = catalogue().entries
    moved = {
        x: head
        for x, group in groups.items()
        if x != (head := min(group, key=lambda k: (k not in known, k not in found, k)))
    }
    return moved, {moved.get(j.left, j.left): j.right for j in judgements if j.decision == "rename"}


def _merged(
    found: Mapping[str, Actor], moved: Mapping[str, str], labels: Mapping[str, str]
) -> dict[str, Actor]:
    groups: dict[str, list[Actor]] = defaultdict(list)
    for key in sorted(found):
        groups[moved.get(key, key)].append(found[key])
    return {key: _one(key, group, labels.get(key)) for key, group in groups.items()}


def _one(key: str, group: list[Actor], label: str | None) -> Actor:
    """One actor of several: the head's own values, everybody's names."""
    head = next((a for a in group if a.id == key), group[0])
    names = {n for a in group for n in (a.label, *a.aliases)}
    label = label or head.label
    return replace(head, id=key, label=label, aliases=tuple(sorted(names - {label})))
