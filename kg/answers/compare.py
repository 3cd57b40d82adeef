"""What two actors say about the same thing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.answers.conflicts import Conflict, conflicts
from kg.answers.profile import Profile, profile
from kg.answers.told import Index, Told, between, index, recent_first
from kg.export.who import UnknownActorError
from kg.names import normalise
from kg.types import Graph, Statement, StatementKind


@dataclass(frozen=True, slots=True)
class Side:
    """An actor with what it says, the most recent first."""

    actor: Profile
    said: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two actors on one topic."""

    topic: str
    """The words that were asked for, or an actor's label."""
    actor: Profile | None
    """The actor that the topic is, if it is one."""
    sides: tuple[Side, Side]
    both: tuple[str, ...]
    """Ids of statements, or of words, that both claim."""
    opposed: tuple[Conflict, ...]
    """What one of them affirms and the other denies."""


def compare(
    graph: Graph, left: str, right: str, topic: str, since: str | None = None, until: str | None = None
) -> Comparison:
    """Claims of two actors about a topic: an actor's name or id, or words that stand in what is said.

    Raises ``ValueError`` for an actor that is nobody's or several ones' name, and for what is no day.
    """
    known = index(graph)
    one, other = profile(known, left), profile(known, right)
    about = _actor(known, topic)
    sides = tuple(
        Side(who, recent_first(_said(known, who, topic, about, since, until))) for who in (one, other)
    )
    contents = [{told.content_id for told in side.said if told.content_id} for side in sides]
    return Comparison(
        about.label if about else topic,
        about,
        (sides[0], sides[1]),
        tuple(sorted(contents[0] & contents[1])),
        tuple(c for c in conflicts(graph, one.id, since, until) if _between(c, one.id, other.id)),
    )


def _actor(known: Index, topic: str) -> Profile | None:
    try:
        return profile(known, topic)
    except UnknownActorError:
        return None


def _said(
    known: Index, who: Profile, topic: str, about: Profile | None, since: str | None, until: str | None
) -> Iterator[Told]:
    """Claims of an actor on the topic."""
    names = (about.label, *about.aliases) if about else (topic,)
    wanted = [normalise(name).split() for name in names]
    inside = _claims_around(known, about)
    claims = (
        s for s in known.by_actor.get(who.id, ()) if s.kind is StatementKind.CLAIM and s.subject == who.id
    )
    fitting = (s for s in claims if s.id in inside or _names(s, about) or _worded(s, wanted))
    return between((known.tell(statement) for statement in fitting), since, until)


def _claims_around(known: Index, about: Profile | None) -> set[str]:
    """Ids of the claims that hold a statement with the topic in it."""
    if about is None:
        return set()
    return {claim for s in known.by_actor.get(about.id, ()) for e in s.evidence for claim in e.within}


def _names(claim: Statement, about: Profile | None) -> bool:
    """Whether the claim is made to the topic."""
    return about is not None and claim.recipient == about.id


def _worded(claim: Statement, wanted: list[list[str]]) -> bool:
    """Whether one of the names stands in what is said; a word also as the beginning of a longer one."""
    words = normalise(claim.object.text).split() if claim.object else []
    return any(
        bool(name) and all(any(word.startswith(part) for word in words) for part in name) for name in wanted
    )


def _between(conflict: Conflict, one: str, other: str) -> bool:
    """Whether the two stand on different sides."""
    yes, no = (
        {voice.who.id for source in side for voice in source.voices[:1] if voice.who}
        for side in (conflict.affirmed, conflict.denied)
    )
    return (one in yes and other in no) or (other in yes and one in no)
