"""Who somebody is, whom they met, what they said, what they are accused of, what they did."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from kg.answers.profile import Link, Profile, links, profile
from kg.answers.told import Index, Told, between, index, recent_first, without_echoes
from kg.names import normalise
from kg.types import Graph, StatementKind


@dataclass(frozen=True, slots=True)
class About:
    """What a graph tells of an actor; in every list the most recent comes first."""

    actor: Profile
    links: tuple[Link, ...]
    """Who is told of together with the actor most."""
    roles: tuple[Told, ...]
    """Offices, memberships and kinships that the actor has."""
    around: tuple[Told, ...]
    """Those that others have with the actor (*Witkoff: special envoy of Trump*)."""
    meetings: tuple[Told, ...]
    """Meetings, talks and visits that took place."""
    said: tuple[Told, ...]
    """Claims of the actor: speech, belief, demand, denial, threat."""
    accused: tuple[Told, ...]
    """What others accuse, condemn or criticise the actor for."""
    did: tuple[Told, ...]
    """Further acts of the actor that an article tells in its own voice."""
    undergone: tuple[Told, ...]
    """Acts of others towards the actor, likewise."""
    others: tuple[Told, ...]
    """What others say of, or to, the actor."""
    unsure: tuple[Told, ...]
    """What is only claimed, planned, possible or denied."""


def about(graph: Graph, actor: str, since: str | None = None, until: str | None = None) -> About:
    """What the graph tells of the actor of that name or id, in a period of ISO days if given.

    Raises ``ValueError`` for an actor that is nobody's or several ones' name, and for what is no day.
    """
    known = index(graph)
    who = profile(known, actor)
    told = tuple(without_echoes(between(known.about(who.id), since, until)))
    shelves = _sorted(who.id, told)
    claims = between(_claims_on(known, who), since, until)
    others = {one.id: one for one in (*shelves.pop("others"), *claims)}
    return About(
        who,
        links(who.id, told),
        others=recent_first(one for one in others.values() if one not in shelves["accused"]),
        roles=_distinct(shelves.pop("roles")),
        **{name: recent_first(some) for name, some in shelves.items()},
    )


def _sorted(actor: str, told: Iterable[Told]) -> dict[str, list[Told]]:
    """Each statement on its shelf."""
    shelves: dict[str, list[Told]] = {name: [] for name, _ in _SHELVES}
    for one in told:
        name = next(name for name, fits in _SHELVES if fits(one, actor))
        shelves[name].append(one)
    return shelves


def _by(one: Told, actor: str) -> bool:
    return one.subject is not None and one.subject.id == actor


def _claim(one: Told) -> bool:
    return one.kind is StatementKind.CLAIM


def _role(one: Told) -> bool:
    return one.kind is StatementKind.ROLE and one.asserted


_SHELVES: tuple[tuple[str, Callable[[Told, str], bool]], ...] = (
    ("roles", lambda one, actor: _role(one) and _by(one, actor)),
    ("around", lambda one, actor: _role(one)),
    ("accused", lambda one, actor: one.asserted and one.type == "ACCUSE" and not _by(one, actor)),
    ("said", lambda one, actor: one.asserted and _claim(one) and _by(one, actor)),
    ("others", lambda one, actor: one.asserted and _claim(one)),
    ("meetings", lambda one, actor: one.asserted and one.type == "CONSULT" and len({*one.parties()}) > 1),
    ("did", lambda one, actor: one.asserted and _by(one, actor)),
    ("undergone", lambda one, actor: one.asserted),
    ("unsure", lambda one, actor: True),
)
"""The first that fits takes the statement."""


def _claims_on(known: Index, who: Profile) -> Iterator[Told]:
    """Claims of others that speak of the actor: by a statement within them, or by name in their words."""
    names = {f" {normalise(name)} " for name in (who.label, *who.aliases) if len(normalise(name)) > 3}
    inside = {e.within[0] for s in known.by_actor.get(who.id, ()) for e in s.evidence if e.within}
    for statement in known.graph.statements:
        if statement.kind is not StatementKind.CLAIM or statement.subject == who.id or not statement.asserted:
            continue
        words = f" {normalise(statement.object.text)} " if statement.object else ""
        if statement.id in inside or any(name in words for name in names):
            yield known.tell(statement)


def _distinct(roles: Iterable[Told]) -> tuple[Told, ...]:
    """Without those that another tells more fully: *President* beside *President of Venezuela*."""
    roles = list(roles)
    full = {one.verb.casefold() for one in roles if one.object}
    return recent_first(one for one in roles if one.object or one.verb.casefold() not in full)
