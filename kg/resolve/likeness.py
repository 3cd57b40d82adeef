"""Which actors may be one: alike by name, with what speaks for it and what against.

All pairs of a graph are too many to compare.  Two names can only be alike when they share a word, or an
initial with a word beside it, or one has the other's initials; so only actors with a *key* in common meet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from kg.names import POSSIBLE, SAME, full_name, keys, similarity
from kg.ontology.catalogue import catalogue, generic
from kg.types import Kind

CROWD = 60
"""Keys that more actors have than this tell nothing: *Mohammed*."""
BODIES = frozenset({Kind.ORGANIZATION, Kind.COUNTRY, Kind.GROUP})
"""Kinds that one actor may be taken for by turns."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What is told of a named actor in all articles together."""

    id: str
    kind: Kind
    names: tuple[str, ...]
    """The fullest that each article has, and those of the catalogue."""
    known: bool = False
    """The catalogue has it."""
    country: str = ""
    articles: frozenset[str] = frozenset()
    ties: frozenset[tuple[str, str]] = frozenset()
    """Roles: (*aide*, id of whom)."""
    partners: frozenset[str] = frozenset()
    """Ids of those it has to do with."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two actors that may be one."""

    left: str
    right: str
    names: tuple[str, str]
    """The pair of names that is the most alike."""
    score: float
    """Of the names alone, 0 to 1."""
    full: bool = False
    """They are one full name."""
    ties: tuple[tuple[str, str], ...] = ()
    """Roles that both have: (*aide*, id of whom)."""
    country: str = ""
    """Both are of it."""
    partners: tuple[str, ...] = ()
    """Ids of those both have to do with."""
    countries: tuple[str, ...] = ()
    """They are of two: that speaks against."""
    articles: tuple[str, ...] = ()
    """Those which name both: that speaks against."""

    @property
    def same(self) -> bool:
        """Sure enough to be merged without asking: one full name, or alike and tied; nothing against it."""
        sure = self.full or (self.score >= SAME and bool(self.ties))
        return sure and not self.countries and not self.articles

    @property
    def shared(self) -> bool:
        """Something besides the names speaks for it."""
        return bool(self.ties or self.country or self.partners)

    @property
    def weight(self) -> float:
        """What is looked at first: the name, and a little for what speaks for and against."""
        more = 0.1 * bool(self.ties) + 0.03 * bool(self.country) + 0.03 * bool(self.partners)
        less = 0.1 * bool(self.countries) + 0.1 * bool(self.articles)
        return round(max(0.0, min(1.0, self.score + more - less)), 2)


def likenesses(profiles: Iterable[Profile]) -> list[Likeness]:
    """All pairs that may be one, the likeliest first; in a fixed order."""
    by_id = {p.id: p for p in profiles}
    found = (likeness(by_id[a], by_id[b]) for a, b in sorted(_pairs(by_id)))
    return sorted((x for x in found if x is not None), key=lambda x: (-x.weight, x.left, x.right))


def likeness(a: Profile, b: Profile) -> Likeness | None:
    """How alike two actors are; None when their names, kinds or the catalogue tell that they are two."""
    if (a.known and b.known) or not compatible(a.kind, b.kind):
        return None
    if _told_apart(a, b):
        return None
    score, left, right = _best(a, b)
    if not score or (a.kind is not Kind.PERSON and (generic(left) or generic(right))):
        return None
    full = full_name(left, a.kind) == full_name(right, b.kind) != ""
    found = _compared(a, b, (left, right), score, full)
    alone = score <= POSSIBLE or (a.kind is Kind.PERSON and not (" " in left and " " in right))
    return None if alone and not found.shared else found  # a surname, an acronym


def _best(a: Profile, b: Profile) -> tuple[float, str, str]:
    """The names that are the most alike, and how much."""
    kind = Kind.PERSON if a.kind is Kind.PERSON else Kind.ORGANIZATION
    found = ((similarity(x, y, kind), x, y) for x in a.names for y in b.names)
    return min(found, key=lambda t: (-t[0], full_name(t[1], kind) != full_name(t[2], kind), t))


def _compared(a: Profile, b: Profile, names: tuple[str, str], score: float, full: bool) -> Likeness:
    ties = a.ties & b.ties
    return Likeness(
        a.id,
        b.id,
        names,
        score,
        full,
        ties=tuple(sorted(ties)),
        country=a.country if a.country == b.country else "",
        partners=tuple(sorted((a.partners & b.partners) - {whom for _, whom in ties})),
        countries=(a.country, b.country) if a.country and b.country and a.country != b.country else (),
        articles=tuple(sorted(a.articles & b.articles)),
    )


def compatible(left: Kind, right: Kind) -> bool:
    """One actor may be taken for either."""
    return left is right or {left, right} <= BODIES


def _told_apart(a: Profile, b: Profile) -> bool:
    known = catalogue()
    sides = [(p.id, *p.names) for p in (a, b)]
    return any(known.different(x, y) for x in sides[0] for y in sides[1])


def _pairs(profiles: Mapping[str, Profile]) -> set[tuple[str, str]]:
    """Ids of actors with a key in common."""
    blocks: dict[str, set[str]] = defaultdict(set)
    for p in profiles.values():
        for name in p.names:
            for key in keys(name, p.kind):
                blocks[key].add(p.id)
    return {
        pair
        for block in blocks.values()
        if 1 < len(block) <= CROWD
        for pair in combinations(sorted(block), 2)
        if not (profiles[pair[0]].known and profiles[pair[1]].known)
    }
