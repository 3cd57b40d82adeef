"""The actor that a person means by a name or an id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from kg.names import normalise
from kg.ontology.catalogue import Entry
from kg.types import Actor

Known = Actor | Entry
SHOWN = 8


class NotOneError(LookupError):
    """Nobody is called so, or several are; ``str()`` lists the candidates."""


def find(asked: str, actors: Mapping[str, Actor], where: str) -> Actor:
    """The actor of an id, else the only one of a label, else of an alias; NotOneError lists candidates."""
    if asked in actors:
        return actors[asked]
    name = normalise(asked)
    for candidates in (
        [a for a in actors.values() if normalise(a.label) == name],
        [a for a in actors.values() if any(normalise(alias) == name for alias in a.aliases)],
    ):
        if len(candidates) == 1:
            return candidates[0]
        if candidates:
            raise NotOneError(
                f"{where}: {len(candidates)} actors are called {asked!r}; give an id: {listed(candidates)}"
            )
    raise NotOneError(f"{where}: no actor has the name or id {asked!r}{hint(asked, actors.values())}")


def listed(actors: Sequence[Known]) -> str:
    """Candidates with their ids."""
    told = [f"{key_of(a)} = {described(a)}" for a in sorted(actors, key=key_of)[:SHOWN]]
    return "; ".join(told + [f"and {len(actors) - SHOWN} more"] * (len(actors) > SHOWN))


def key_of(actor: Known) -> str:
    return actor.id if isinstance(actor, Actor) else actor.key


def described(actor: Known) -> str:
    """*Ann Lee (Person, USA)*."""
    told = [actor.type or actor.kind.value, *filter(None, (actor.country, actor.wikidata))]
    return f"{actor.label} ({', '.join(told)})"


def hint(asked: str, actors: Iterable[Known]) -> str:
    """Those whose names have the words asked for, else those spelt nearly so."""
    named = [a for a in actors if getattr(a, "named", True)]
    words = {word for word in normalise(asked).split() if len(word) > 2}
    near = [a for a in named if words and words & set(normalise(a.label).split())]
    if not near:
        close = set(get_close_matches(asked, sorted({a.label for a in named}), n=3))
        near = [a for a in named if a.label in close]
    return f"; did you mean {listed(near)}?" if near else ""
