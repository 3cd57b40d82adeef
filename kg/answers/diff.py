"""What is new, gone and changed between two graphs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.answers.told import Party, Told, index, recent_first
from kg.types import Actor, Evidence, Graph, Statement


@dataclass(frozen=True, slots=True)
class Change:
    """A statement that both graphs hold, and what became different, in words."""

    old: Told
    new: Told
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Renamed:
    """An actor that is called or classed differently."""

    id: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Diff:
    """From an old graph to a new one; statements are the same when their ids are."""

    articles_new: tuple[str, ...]
    articles_gone: tuple[str, ...]
    actors_new: tuple[Party, ...]
    actors_gone: tuple[Party, ...]
    actors_changed: tuple[Renamed, ...]
    new: tuple[Told, ...]
    gone: tuple[Told, ...]
    changed: tuple[Change, ...]

    @property
    def same(self) -> bool:
        """Nothing differs."""
        return self == _NONE


_NONE = Diff((), (), (), (), (), (), (), ())


def diff(old: Graph, new: Graph) -> Diff:
    """What is different; statements with the most recent first."""
    before, after = index(old), index(new)
    changes = [
        Change(before.tell(was), after.tell(now), what)
        for id, was in before.by_id.items()
        if (now := after.by_id.get(id)) is not None and (what := tuple(_what(was, now)))
    ]
    order = {told.id: place for place, told in enumerate(recent_first(change.new for change in changes))}
    return Diff(
        articles_new=tuple(sorted(new.articles.keys() - old.articles.keys())),
        articles_gone=tuple(sorted(old.articles.keys() - new.articles.keys())),
        actors_new=tuple(_parties(new, new.actors.keys() - old.actors.keys())),
        actors_gone=tuple(_parties(old, old.actors.keys() - new.actors.keys())),
        actors_changed=tuple(_renamed(old, new)),
        new=recent_first(after.tell(s) for id, s in after.by_id.items() if id not in before.by_id),
        gone=recent_first(before.tell(s) for id, s in before.by_id.items() if id not in after.by_id),
        changed=tuple(sorted(changes, key=lambda change: order[change.new.id])),
    )


def _what(old: Statement, new: Statement) -> Iterator[str]:
    """What became different in a statement, in words."""
    if old.asserted != new.asserted:
        yield "now told as a fact" if new.asserted else "no longer told as a fact"
    was, now = _places(old), _places(new)
    for word, some in (("new", now.keys() - was.keys()), ("gone", was.keys() - now.keys())):
        if some:
            articles = len({article for article, _, _ in some})
            yield f"{word}: {_count(len(some), 'source')} in {_count(articles, 'article')}"
    otherwise = sum(was[place] != now[place] for place in was.keys() & now.keys())
    if otherwise:
        yield f"{_count(otherwise, 'source')} read otherwise"
    for name in ("kind", "type", "mode", "place", "lemma"):
        left, right = getattr(old, name), getattr(new, name)
        if left != right:
            yield f"{name}: {left or 'none'}, now {right or 'none'}"


def _places(statement: Statement) -> dict[tuple[str, int, int], set[Evidence]]:
    """What is read at each place."""
    places: dict[tuple[str, int, int], set[Evidence]] = {}
    for evidence in statement.evidence:
        places.setdefault((evidence.article, evidence.start, evidence.end), set()).add(evidence)
    return places


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _parties(graph: Graph, ids: set[str]) -> Iterator[Party]:
    return (Party(id, graph.actors[id].label) for id in sorted(ids))


def _renamed(old: Graph, new: Graph) -> Iterator[Renamed]:
    for id in sorted(old.actors.keys() & new.actors.keys()):
        was, now = _described(old.actors[id]), _described(new.actors[id])
        if was != now:
            yield Renamed(id, was, now)


def _described(actor: Actor) -> str:
    return ", ".join(filter(None, (actor.label, actor.kind.value, actor.type, actor.country, actor.sector)))
