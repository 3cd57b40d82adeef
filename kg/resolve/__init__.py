"""Mention -> actor: one node for everyone, across articles, by evidence and by judgement.

A pure function of the readings, the catalogue and the judgements, whatever their order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TypeVar

from kg.ontology.catalogue import catalogue
from kg.resolve.identity import before, identity
from kg.resolve.judged import Groups, labels, parted
from kg.resolve.likeness import Likeness, likenesses
from kg.resolve.told import Told, gathered, profiles
from kg.types import Actor, Judgement, Kind, Mention, Reading

__all__ = ["Resolution", "identity", "resolve"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who every mention is."""

    actors: Mapping[str, Actor]
    """By id, in sorted order."""
    moved: Mapping[str, str] = field(default_factory=dict)
    """Ids that another stands for."""
    parted: frozenset[tuple[str, str]] = frozenset()
    """(id, article) where somebody else is meant."""
    unmerged: Mapping[str, Actor] = field(default_factory=dict)
    """All actors as they were before any were merged."""
    ruled: tuple[Likeness, ...] = ()
    """Pairs that were merged because they are alike and share a role."""
    possible: tuple[Likeness, ...] = ()
    """Pairs that may be one and that nobody decided on, the likeliest first."""

    def id(self, article: str, mention: Mention | None) -> str | None:
        """The actor's id; None for nobody, an open pronoun or a thing."""
        own = before(article, mention, self.parted) if mention is not None else None
        return self.moved.get(own, own) if own is not None else None

    def actor(self, article: str, mention: Mention | None) -> Actor | None:
        own = self.id(article, mention)
        return self.actors.get(own) if own is not None else None

    def parts(self, key: str) -> tuple[str, ...]:
        """The ids that are one actor, as they were before any merge."""
        return tuple(sorted({key, *(old for old, new in self.moved.items() if new == key)}))


def resolve(readings: Iterable[Reading], judgements: Iterable[Judgement] = ()) -> Resolution:
    """All actors mentioned, with the labels and kinds that most mentions give them."""
    kept, judgements = list(readings), frozenset(judgements)
    apart = parted(judgements)
    told = gathered(kept, apart)
    packed = {a.id: a for a in sorted((a for r in kept for a in r.known), key=repr)}
    found = {key: _actor(key, one, packed.get(key)) for key, one in told.items()}
    groups = Groups(judgements)
    for left, right in _identified(found):
        groups.join(left, right)
    alike = likenesses(profiles(told, found)) if len(kept) > 1 else []
    ruled = tuple(x for x in alike if x.same and groups.join(x.left, x.right, _Fit(told, found)))
    moved = groups.moved(_known, found)
    return Resolution(
        dict(sorted(_merged(found, moved, labels(judgements, moved)).items())),
        moved,
        apart,
        found,
        ruled,
        tuple(x for x in alike if not _settled(x, groups)),
    )


def _most(counts: Counter[T]) -> T:
    """The most frequent, the first in order among equals."""
    return min(counts, key=lambda x: (-counts[x], str(x)))


def _actor(key: str, told: Told, packed: Actor | None) -> Actor:
    if packed is not None:
        return replace(packed, aliases=tuple(sorted(set(told.names) - {packed.label})))
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
    label = _most(told.names)
    country, sector = _most(told.places)
    return Actor(
        key,
        label,
        _most(told.kinds),
        tuple(sorted(set(told.names) - {label})),
        country or None,
        sector or None,
        None,
        told.named,
    )


def _identified(found: Mapping[str, Actor]) -> Iterator[tuple[str, str]]:
    """Ids of one identifier: several catalogues have the actor under keys of their own."""
    by_identifier: dict[str, list[str]] = defaultdict(list)
    for key, actor in sorted(found.items()):
        if actor.wikidata and actor.kind is not Kind.PLACE:
            by_identifier[actor.wikidata].append(key)
    for same in by_identifier.values():
        if sum(map(_known, same)) < 2:
            yield from pairwise(same)


def _known(key: str) -> bool:
    return key in catalogue().entries


def _settled(pair: Likeness, groups: Groups) -> bool:
    """They are one, or will never be."""
    return pair.right in groups.of(pair.left) or groups.different(pair.left, pair.right)


@dataclass(frozen=True, slots=True)
class _Fit:
    """Whether ids can be one actor by rule: one of the catalogue at most, and never two in one article."""

    told: Mapping[str, Told]
    found: Mapping[str, Actor]

    def __call__(self, group: frozenset[str]) -> bool:
        articles = [a for key in group if key in self.told for a in self.told[key].articles]
        return len(articles) == len(set(articles)) and sum(map(_known, group)) < 2


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
    if group == [head] and head.id == key and label in (None, head.label):
        return head
    names = {n for a in group for n in (a.label, *a.aliases)}
    label = label or head.label
    return replace(head, id=key, label=label, aliases=tuple(sorted(names - {label})))
