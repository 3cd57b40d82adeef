"""What two actors say about the same thing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.answers.conflicts import Conflict, conflicts
from kg.answers.profile import Profile, profile
from kg.answers.told import Index, Party, Told, between, index, recent_first, without_echoes
from kg.export.who import UnknownActorError, who
from kg.names import normalise
from kg.types import Graph, Kind, Statement, StatementKind

OFFICE = "hasOffice"


@dataclass(frozen=True, slots=True)
class Side:
    """An actor with what it says, the most recent first.

    A country speaks through its government: each claim names who made it.
    """

    actor: Profile
    speakers: tuple[Party, ...]
    """Those who speak for it and are quoted here, sorted."""
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
    voices = [_speakers(known, one.id), _speakers(known, other.id)]
    sides = [
        _side(who, recent_first(without_echoes(between(_said(known, speakers, topic, about), since, until))))
        for who, speakers in zip((one, other), voices, strict=True)
    ]
    contents = [{told.content_id for told in side.said if told.content_id} for side in sides]
    return Comparison(
        about.label if about else topic,
        about,
        (sides[0], sides[1]),
        tuple(sorted(contents[0] & contents[1])),
        tuple(c for c in conflicts(graph, None, since, until) if _between(c, *voices)),
    )


def _side(who: Profile, said: tuple[Told, ...]) -> Side:
    quoted = {told.subject for told in said if told.subject and told.subject.id != who.id}
    return Side(who, tuple(sorted(quoted, key=lambda party: (party.label, party.id))), said)


def _speakers(known: Index, id: str) -> set[str]:
    """The actor; of a country also its government, and those who hold an office in it."""
    actors = known.graph.actors
    country = actors[id].country
    if actors[id].kind is not Kind.COUNTRY or country is None:
        return {id}
    official = {other.id for other in actors.values() if other.country == country and other.sector == "GOV"}
    holders = {
        statement.subject
        for body in official
        for statement in known.by_actor.get(body, ())
        if statement.relation == OFFICE and statement.asserted and statement.subject
        if statement.object and statement.object.id == body
    }
    return {id, *official, *holders}


def _actor(known: Index, topic: str) -> Profile | None:
    try:
        return profile(known, who(topic, known.graph, whole=True))
    except UnknownActorError:
        return None


def _said(known: Index, speakers: set[str], topic: str, about: Profile | None) -> Iterator[Told]:
    """Claims of those who speak for an actor on the topic; none that only others say they made."""
    names = (about.label, *about.aliases) if about else (topic,)
    wanted = [normalise(name).split() for name in names]
    inside = _claims_around(known, about)
    for speaker in sorted(speakers):
        for claim in known.by_actor.get(speaker, ()):
            own = claim.kind is StatementKind.CLAIM and claim.subject == speaker
            if own and (claim.id in inside or _names(claim, about) or _worded(claim, wanted)):
                told = known.tell(claim)
                if told.asserted or told.voices_only(told.subject):
                    yield told


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


def _between(conflict: Conflict, one: set[str], other: set[str]) -> bool:
    """Whether the two stand on different sides."""
    yes, no = (
        {voice.who.id for source in side for voice in source.voices[:1] if voice.who}
        for side in (conflict.affirmed, conflict.denied)
    )
    return bool((yes & one and no & other) or (yes & other and no & one))
