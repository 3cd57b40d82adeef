"""How two actors hang together: the shortest chains of what articles assert."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from kg.answers.profile import Profile, profile
from kg.answers.told import Index, Told, index, recent_first, without_echoes
from kg.types import Graph, Statement, Target

if TYPE_CHECKING:
    import networkx

DETOUR = 0.5
"""What it costs to go through somebody without a name, in hops."""


@dataclass(frozen=True, slots=True)
class Hop:
    """Two actors of a chain, and what joins them, the most recent first."""

    left: Profile
    right: Profile
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """Chains from one actor to another, the shortest first; none where they do not hang together."""

    left: Profile
    right: Profile
    asserted: bool
    """Whether only what articles assert was looked at."""
    chains: tuple[tuple[Hop, ...], ...]


def path(graph: Graph, left: str, right: str, most: int = 3, asserted: bool = True) -> Path:
    """At most so many chains; without ``asserted`` also over what is claimed, planned or denied.

    Raises ``ValueError`` for an actor that is nobody's or several ones' name, and for twice the same.
    """
    import networkx

    known = index(graph)
    one, other = profile(known, left), profile(known, right)
    if one.id == other.id:
        raise ValueError(f"expected two actors, got {one.label} twice")
    net = _net(known, asserted)
    chains: list[list[str]] = []
    if one.id in net and other.id in net:
        try:
            found = networkx.shortest_simple_paths(net, one.id, other.id, weight="cost")
            chains = list(islice(found, most))
        except networkx.NetworkXNoPath:
            chains = []
    return Path(one, other, asserted, tuple(tuple(_hops(known, net, chain)) for chain in chains))


def _net(known: Index, asserted: bool) -> networkx.Graph[str]:
    """Actors joined by what is told of two of them; better told joints are a little shorter."""
    import networkx

    net: networkx.Graph[str] = networkx.Graph()
    joints: dict[tuple[str, str], list[Statement]] = {}
    for statement in known.graph.statements:
        if statement.asserted or not asserted:
            for pair in _pairs(statement):
                joints.setdefault(pair, []).append(statement)
    for (a, b), statements in sorted(joints.items()):
        articles = {e.article for statement in statements for e in statement.evidence}
        unnamed = sum(not known.graph.actors[end].named for end in (a, b))
        net.add_edge(a, b, cost=1 + 0.5 / (1 + len(articles)) + DETOUR * unnamed, told=statements)
    return net


def _pairs(statement: Statement) -> set[tuple[str, str]]:
    """The actors that a statement joins, two and two, sorted."""
    obj = statement.object.id if statement.object and statement.object.target is Target.ACTOR else None
    ends = sorted({end for end in (statement.subject, obj, statement.recipient) if end})
    return {(a, b) for a in ends for b in ends if a < b}


def _hops(known: Index, net: networkx.Graph[str], chain: list[str]) -> list[Hop]:
    people = [profile(known, id) for id in chain]
    return [
        Hop(a, b, recent_first(without_echoes(map(known.tell, net.edges[a.id, b.id]["told"]))))
        for a, b in pairwise(people)
    ]
