"""Pairs of actors for a person to look at, with the sentences that tell of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.names import normalise
from kg.resolve import Resolution
from kg.types import Evidence, Graph, Target

SENTENCES = 2
"""Shown of each actor."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two."""

    id: str
    label: str
    kind: str
    country: str
    articles: int
    sentences: tuple[dict[str, Any], ...]
    """article, start, end, text."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two actors that may be one."""

    score: float
    left: Side
    right: Side
    names: tuple[str, str]
    """The pair of names that is the most alike."""
    likeness: float
    """Of these names."""
    ties: tuple[tuple[str, str], ...]
    """Roles that both have, with the id of whose."""
    country: str
    partners: tuple[str, ...]
    countries: tuple[str, ...]
    together: tuple[str, ...]
    """Articles that name both."""


def candidates(graph: Graph, who: Resolution, merged: bool = False) -> Iterator[Candidate]:
    """The likeliest first, each pair of nodes once; or the pairs that were merged by rule."""
    evidence = _evidence(graph)
    seen = set()
    for pair in who.ruled if merged else who.possible:
        ends = tuple(key if merged else who.moved.get(key, key) for key in (pair.left, pair.right))
        if frozenset(ends) in seen or not all(who.moved.get(key, key) in graph.actors for key in ends):
            continue
        seen.add(frozenset(ends))
        left, right = (
            _side(key, name, who, evidence[who.moved.get(key, key)])
            for key, name in zip(ends, pair.names, strict=True)
        )
        yield Candidate(
            pair.weight,
            left,
            right,
            pair.names,
            pair.score,
            pair.ties,
            pair.country,
            pair.partners,
            pair.countries,
            pair.articles,
        )


def _side(key: str, name: str, who: Resolution, evidence: Sequence[Evidence]) -> Side:
    actor = who.actors.get(key) or who.unmerged[key]
    best = sorted(evidence, key=lambda e: (normalise(name) not in normalise(e.text), e.article, e.start))
    first: Mapping[tuple[str, int], Evidence] = {(e.article, e.start): e for e in reversed(best)}
    shown = sorted(first.values(), key=best.index)[:SENTENCES]
    return Side(
        key,
        actor.label,
        actor.kind.value,
        actor.country or "",
        len({e.article for e in evidence}),
        tuple({"article": e.article, "start": e.start, "end": e.end, "text": e.text} for e in shown),
    )


def _evidence(graph: Graph) -> Mapping[str, list[Evidence]]:
    """By actor."""
    found: dict[str, list[Evidence]] = defaultdict(list)
    for s in graph.statements:
        ends = {
            s.subject,
            s.recipient,
            s.place,
            s.object.id if s.object and s.object.target is Target.ACTOR else None,
        }
        for key in ends - {None}:
            found[str(key)].extend(s.evidence)
    return found
