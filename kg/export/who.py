"""Which actor of a graph a name means: for ``--ego``, and for every answer about somebody."""

from __future__ import annotations

from difflib import get_close_matches

from kg.export.labels import same
from kg.names import normalise
from kg.types import Actor, Graph

CANDIDATES = 6
"""So many are named when a name is anybody's."""


class UnknownActorError(ValueError):
    """Nobody in the graph is called that."""


class AmbiguousActorError(ValueError):
    """Several actors are called that; the message names them with their ids, one a line."""

    several_lines = True


def who(name: str, graph: Graph, whole: bool = False) -> str:
    """The id of the actor with that id (also as ``kga:id``), else label, else alias, else with these words.

    Actors without a name of their own (*officials*) count where nobody with a name is called so.  With
    ``whole``, words that are only a part of a label name nobody.

    Raises ``UnknownActorError`` or ``AmbiguousActorError``, both ``ValueError``.
    """
    id = name.removeprefix("kga:")
    if id in graph.actors:
        return id
    for fits in (_label, _alias) if whole else (_label, _alias, _words):
        found = [actor for actor in graph.actors.values() if fits(name, actor)]
        found = [actor for actor in found if actor.named] or found
        if len(found) > 1:
            raise AmbiguousActorError(_candidates(name, found, graph))
        if found:
            return found[0].id
    raise UnknownActorError(_unknown(name, graph))


def _label(name: str, actor: Actor) -> bool:
    return same(name, actor.label)


def _alias(name: str, actor: Actor) -> bool:
    return any(same(name, alias) for alias in actor.aliases)


def _words(name: str, actor: Actor) -> bool:
    """All words of the name stand in the actor's label: *Vila Nova* for *Carlos Vila Nova*."""
    asked = set(normalise(name).split())
    return actor.named and bool(asked) and asked <= set(normalise(actor.label).split())


def _candidates(name: str, found: list[Actor], graph: Graph) -> str:
    """What to tell somebody who asks for a name that several bear; the most told of come first."""
    counts = {actor.id: 0 for actor in found}
    for statement in graph.statements:
        ends = {statement.subject or "", statement.object.id if statement.object else ""}
        for id in ends & counts.keys():
            counts[id] += len(statement.evidence)
    ranked = sorted(found, key=lambda actor: (-counts[actor.id], actor.id))
    shown = [f"\n  {actor.id}  {_described(actor)}" for actor in ranked[:CANDIDATES]]
    rest = f"\n  and {len(ranked) - CANDIDATES} more" if len(ranked) > CANDIDATES else ""
    return f"{name!r} may be one of {len(ranked)} actors; ask with an id:{''.join(shown)}{rest}"


def _described(actor: Actor) -> str:
    facts = [actor.label, actor.type or actor.kind.value, actor.country or ""]
    return ", ".join(fact for fact in facts if fact)


def _unknown(name: str, graph: Graph) -> str:
    """What to tell somebody who asks for an actor that is not there."""
    hint = " or ".join(near(name, graph))
    more = f"; did you mean {hint}?" if hint else ""
    return f"expected the name or id of an actor in the graph, got {name!r}{more}"


def near(name: str, graph: Graph) -> list[str]:
    """At most three labels that look like the name."""
    labels = sorted({actor.label for actor in graph.actors.values() if actor.named})
    return get_close_matches(name, labels, n=3)
