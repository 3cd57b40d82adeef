"""What several independent sources tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kg.answers.conflicts import NEAR, same_act
from kg.answers.told import Index, Source, Told, between, index
from kg.export.who import who
from kg.names import normalise
from kg.types import Graph, Statement, StatementKind

SHORT = 7
"""Days of a time that such an article can tell of; a longer one holds too much that is not the same."""


@dataclass(frozen=True, slots=True)
class Corroboration:
    """An event or a claim with the sources of all statements that can tell of the same one."""

    told: Told
    independent: tuple[str, ...]
    """Names of the independent sources, sorted."""


def independent(sources: Iterable[Source]) -> tuple[str, ...]:
    """Names of sources that do not depend on one another: outlets, or articles where no outlet is known.

    The same words in two articles are one source, for one was copied from the other.
    """
    by_words: dict[str, str] = {}
    for source in sources:
        name = source.outlet or source.article
        words = normalise(source.quote)
        by_words[words] = min(name, by_words.get(words, name))
    return tuple(sorted(set(by_words.values())))


def corroborated(
    graph: Graph,
    least: int = 2,
    actor: str | None = None,
    since: str | None = None,
    until: str | None = None,
    kinds: Sequence[StatementKind] = (StatementKind.EVENT,),
) -> tuple[Corroboration, ...]:
    """What at least so many independent sources assert; the best proved first, then the most recent.

    Sources tell of the same event when they tell the same act, at no different place, and of the same
    time; where they do not say when, when their articles are a few days apart at most.

    Raises ``ValueError`` for an actor that is nobody's or several ones' name, and for what is no day.
    """
    known = index(graph)
    wanted = who(actor, graph) if actor is not None else None
    found = [
        Corroboration(one, names)
        for one in between(_events(known, kinds), since, until)
        if (wanted is None or wanted in one.parties()) and len(names := independent(one.sources)) >= least
    ]
    found.sort(key=lambda one: one.told.id)
    found.sort(key=lambda one: (len(one.independent), one.told.day), reverse=True)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Report:
    """One source of one statement, and the days in which the event can have been."""

    told: Told
    source: Source
    first: str
    last: str

    @property
    def dated(self) -> bool:
        """Whether the words tell when."""
        return self.told.time is not None


def _events(known: Index, kinds: Sequence[StatementKind]) -> Iterator[Told]:
    """What the articles assert, gathered by event: the best dated statement with all sources."""
    acts: dict[tuple[str, ...], list[Statement]] = defaultdict(list)
    for statement in known.graph.statements:
        if statement.asserted and statement.kind in kinds:
            acts[same_act(statement)].append(statement)
    for some in acts.values():
        for group in _groups([r for statement in some for r in _reports(known.tell(statement))]):
            sources = dict.fromkeys(report.source for report in group)
            ranked = sorted(sources, key=lambda s: (s.article, s.start))
            ranked.sort(key=lambda s: s.date or "", reverse=True)
            yield replace(group[0].told, sources=tuple(ranked))


def _reports(told: Told) -> Iterator[Report]:
    """What is told in the articles' own voice."""
    for source in told.sources:
        if not source.voices:
            seen = source.date or ""
            time = told.time
            yield Report(told, source, time.start if time else seen, time.end if time else seen)


def _groups(reports: Iterable[Report]) -> list[list[Report]]:
    """Reports of one event each; those that tell when come first, the most exact before."""
    groups: list[list[Report]] = []
    for report in sorted(reports, key=_exactness):
        home = next((group for group in groups if all(_same(other, report) for other in group)), None)
        if home is None:
            groups.append([report])
        else:
            home.append(report)
    return groups


def _exactness(report: Report) -> tuple[bool, int, str, str, int]:
    days = _apart(report.first, report.last) if report.dated else 0
    return not report.dated, days, report.first, report.source.article, report.source.start


def _same(one: Report, other: Report) -> bool:
    """Whether two reports of the same act can be of the same event."""
    if one.told.kind is StatementKind.ROLE:
        return True  # it lasts
    places = {report.told.place for report in (one, other)} - {None}
    if len(places) > 1:
        return False
    if one.dated and other.dated:
        return (one.first, one.last) == (other.first, other.last) or (
            max(_apart(one.first, one.last), _apart(other.first, other.last)) <= SHORT
            and one.first <= other.last
            and other.first <= one.last
        )
    if not one.dated and not other.dated:
        return one.first == other.first or (
            bool(one.first and other.first) and abs(_apart(one.first, other.first)) <= NEAR
        )
    dated, open = (one, other) if one.dated else (other, one)
    short = _apart(dated.first, dated.last) <= SHORT
    return short and bool(open.first) and dated.first <= open.first and _apart(dated.last, open.first) <= NEAR


def _apart(first: str, last: str) -> int:
    """Days from one to the other."""
    return (date.fromisoformat(last) - date.fromisoformat(first)).days
