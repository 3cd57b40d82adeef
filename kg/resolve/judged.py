"""Ids that are one actor: what people decided first, then what is alike and told of the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from kg.resolve.identity import elsewhere
from kg.types import Judgement


class Groups:
    """Ids joined into actors, never across a *different*."""

    def __init__(self, judgements: Iterable[Judgement]) -> None:
        self._of: dict[str, frozenset[str]] = {}
        ordered = sorted(set(judgements), key=lambda j: (j.decision, j.left, j.right))
        self._apart = {frozenset((j.left, j.right)) for j in ordered if j.decision == "different"}
        self._apart |= {frozenset((key, elsewhere(key, article))) for key, article in parted(ordered)}
        for j in ordered:
            if j.decision == "same":
                self.join(j.left, j.right)

    def of(self, key: str) -> frozenset[str]:
        """All ids of its actor."""
        return self._of.get(key, frozenset({key}))

    def different(self, left: str, right: str) -> bool:
        """Some of the ids of two actors were judged to be two."""
        return any(frozenset((x, y)) in self._apart for x in self.of(left) for y in self.of(right))

    def join(self, left: str, right: str, fits: Callable[[frozenset[str]], bool] = bool) -> bool:
        """Make two actors one unless they are different or do not fit; whether it was done."""
        a, b = self.of(left), self.of(right)
        if self.different(left, right) or not fits(a | b):
            return False
        for x in (joined := a | b):
            self._of[x] = joined
        return True

    def moved(self, known: Callable[[str], bool], found: Mapping[str, object]) -> dict[str, str]:
        """Each id that another stands for, with that one: the catalogue's, else one that is mentioned."""
        return {
            x: head
            for x, group in self._of.items()
            if x != (head := min(group, key=lambda k: (not known(k), k not in found, k)))
        }


def labels(judgements: Iterable[Judgement], moved: Mapping[str, str]) -> dict[str, str]:
    """New labels by id."""
    renamed = sorted((j.left, j.right) for j in judgements if j.decision == "rename")
    return {moved.get(left, left): label for left, label in renamed}


def parted(judgements: Iterable[Judgement]) -> frozenset[tuple[str, str]]:
    """(id, article): there somebody else is meant."""
    return frozenset((j.left, j.right) for j in judgements if j.decision == "apart")
