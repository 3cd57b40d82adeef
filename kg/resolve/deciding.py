"""What a person wants (*these two are one*), as judgements to keep and to take back.

Nothing is changed here: each function tells what should change, from who is one today.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from kg.resolve import Resolution
from kg.resolve.identity import elsewhere
from kg.types import Actor, Judgement


@dataclass(frozen=True, slots=True)
class Change:
    """Judgements to add, and those to take back."""

    add: tuple[Judgement, ...] = ()
    drop: tuple[Judgement, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.add or self.drop)


def merging(a: Actor, b: Actor, who: Resolution, kept: Iterable[Judgement]) -> Change:
    """Make two actors one; what keeps them apart is taken back."""
    left, right = who.parts(a.id), who.parts(b.id)
    if a.id == b.id:
        return Change()
    drop = tuple(j for j in kept if _between(j, left, right) and j.decision in ("different", "apart"))
    if any(j.decision == "apart" for j in drop):
        return Change(drop=drop)
    return Change((Judgement("same", a.id, b.id, f"{a.label} = {b.label}"),), drop)


def splitting(a: Actor, who: Resolution, kept: Iterable[Judgement]) -> Change:
    """Take an actor apart into all it was merged of: judgements are taken back, rules are outweighed."""
    parts = who.parts(a.id)
    drop = tuple(j for j in kept if j.decision == "same" and j.left in parts and j.right in parts)
    ruled = [(x.left, x.right) for x in who.ruled if x.left in parts and x.right in parts]
    return Change(tuple(_different(x, y, who) for x, y in _across(ruled)), drop)


def parting(a: Actor, b: Actor, who: Resolution, kept: Iterable[Judgement]) -> Change:
    """Never take two for one; when they are one today, ``a`` and ``b`` are two of its parts."""
    pair = frozenset((a.id, b.id))
    drop = tuple(j for j in kept if j.decision == "same" and frozenset((j.left, j.right)) == pair)
    return Change((_different(a.id, b.id, who),), drop)


def apart(a: Actor, article: str, mentioned: Collection[str], who: Resolution) -> Change:
    """In an article somebody else is meant: each id that it has of the actor becomes another."""
    ids = [key for key in who.parts(a.id) if key in mentioned]
    return Change(tuple(Judgement("apart", key, article, f"{a.label}: another one") for key in ids))


def renaming(a: Actor, label: str, who: Resolution, kept: Iterable[Judgement]) -> Change:
    """Give an actor another label; an empty one brings its own back."""
    parts = who.parts(a.id)
    drop = tuple(j for j in kept if j.decision == "rename" and j.left in parts)
    return Change((Judgement("rename", a.id, label, f"{a.label} -> {label}"),) if label else (), drop)


def _between(j: Judgement, left: Collection[str], right: Collection[str]) -> bool:
    """It is about one of the left and one of the right ids."""
    other = elsewhere(j.left, j.right) if j.decision == "apart" else j.right
    return (j.left in left and other in right) or (j.left in right and other in left)


def _different(x: str, y: str, who: Resolution) -> Judgement:
    names = [who.unmerged[key].label if key in who.unmerged else key for key in (x, y)]
    return Judgement("different", x, y, " ≠ ".join(names))


def _across(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """All pairs of the ids in some pairs: none of them may be joined through a third."""
    yield from combinations(sorted({key for pair in pairs for key in pair}), 2)
