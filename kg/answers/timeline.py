"""What happened with somebody, day by day."""

from __future__ import annotations

from dataclasses import dataclass

from kg.answers.profile import Profile, profile
from kg.answers.told import Told, between, index, oldest_first, without_echoes
from kg.types import Graph, StatementKind


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events and claims with an actor in them, the oldest first; what has no day at all comes first."""

    actor: Profile
    since: str | None
    until: str | None
    told: tuple[Told, ...]


def timeline(
    graph: Graph,
    actor: str,
    since: str | None = None,
    until: str | None = None,
    kinds: tuple[StatementKind, ...] = (StatementKind.EVENT, StatementKind.CLAIM),
) -> Timeline:
    """What the graph tells of the actor of that name or id, in the order of days.

    Raises ``ValueError`` for an actor that is nobody's or several ones' name, and for what is no day.
    """
    known = index(graph)
    who = profile(known, actor)
    told = (one for one in known.about(who.id) if one.kind in kinds)
    return Timeline(who, since, until, oldest_first(without_echoes(between(told, since, until))))
