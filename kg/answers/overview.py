"""A graph on one page: who is in it, what happened last, what is well proved, what contradicts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kg.answers.conflicts import Conflict, conflicts
from kg.answers.corroborated import Corroboration, corroborated
from kg.answers.profile import Profile, profile
from kg.answers.told import Index, Party, Told, between, index, iso_day, recent_first
from kg.ontology.words import CONFLICTUAL, COOPERATIVE
from kg.types import Graph, Modality, Polarity, StatementKind

ACTORS, SPEAKERS, EVENTS = 20, 12, 25
"""So many are in a report."""
BARS = 60
"""A chart has at most so many bars."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody with the number of claims, and of articles that quote them."""

    who: Party
    claims: int
    articles: int


@dataclass(frozen=True, slots=True)
class Bar:
    """What articles assert of a day, a week or a month."""

    first: str
    last: str
    cooperation: int
    conflict: int
    other: int
    """Events of neither sort, and claims."""


@dataclass(frozen=True, slots=True)
class Overview:
    """What a report is made of."""

    articles: int
    outlets: int
    first: str | None
    last: str | None
    named: int
    """Actors with a name of their own."""
    events: int
    claims: int
    roles: int
    asserted: int
    """Statements that an article tells in its own voice as facts."""
    actors: tuple[Profile, ...]
    """Those with names, in most articles first."""
    speakers: tuple[Speaker, ...]
    bars: tuple[Bar, ...]
    latest: tuple[Told, ...]
    """Asserted events between actors, the most recent first."""
    planned: tuple[Told, ...]
    corroborated: tuple[Corroboration, ...]
    conflicts: tuple[Conflict, ...]


def overview(graph: Graph, since: str | None = None, until: str | None = None) -> Overview:
    """The graph, or what happened or was seen in a period of it, at a glance.

    Raises ``ValueError`` for what is no day.
    """
    known = index(graph)
    told = tuple(between(map(known.tell, graph.statements), since, until))
    kinds = Counter(one.kind for one in told)
    seen = {source.article for one in told for source in one.sources}
    articles = [article for id, article in graph.articles.items() if id in seen or not (since or until)]
    days = sorted(day for article in articles if (day := iso_day(article.date)))
    return Overview(
        articles=len(articles),
        outlets=len({article.source for article in articles if article.source}),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        named=sum(graph.actors[id].named for id in {id for one in told for id in one.parties()}),
        events=kinds[StatementKind.EVENT],
        claims=kinds[StatementKind.CLAIM],
        roles=kinds[StatementKind.ROLE],
        asserted=sum(one.asserted for one in told),
        actors=tuple(_actors(known, told)),
        speakers=tuple(_speakers(told)),
        bars=tuple(bars(told, days)),
        latest=recent_first(filter(_between_actors, told))[:EVENTS],
        planned=recent_first(filter(_planned, told))[:EVENTS],
        corroborated=corroborated(graph, since=since, until=until)[:EVENTS],
        conflicts=conflicts(graph, since=since, until=until)[:EVENTS],
    )


def _between_actors(one: Told) -> bool:
    parties = (one.subject, one.object)
    event = one.kind is StatementKind.EVENT and one.asserted
    return event and all(party is not None and party.id for party in parties)


def _planned(one: Told) -> bool:
    event = one.kind is StatementKind.EVENT and one.object is not None
    return event and one.modality is Modality.PLANNED and one.polarity is Polarity.POSITIVE


def _actors(known: Index, told: Iterable[Told]) -> Iterator[Profile]:
    articles: dict[str, set[str]] = defaultdict(set)
    for one in told:
        for id in one.parties():
            if known.graph.actors[id].named:
                articles[id].update(source.article for source in one.sources)
    ranked = sorted(articles, key=lambda id: (-len(articles[id]), id))
    return (profile(known, id) for id in ranked[:ACTORS])


def _speakers(told: Iterable[Told]) -> list[Speaker]:
    """Who is quoted most; beliefs and intentions are not speech."""
    claims: Counter[Party] = Counter()
    articles: dict[Party, set[str]] = defaultdict(set)
    for one in told:
        if one.kind is StatementKind.CLAIM and one.subject and one.type not in ("BELIEVE", "INTEND"):
            claims[one.subject] += len(one.sources)
            articles[one.subject].update(source.article for source in one.sources)
    ranked = sorted(claims, key=lambda who: (-claims[who], who.label, who.id))
    return [Speaker(who, claims[who], len(articles[who])) for who in ranked[:SPEAKERS]]


# the chart


def bars(told: Iterable[Told], days: Sequence[str]) -> Iterator[Bar]:
    """Asserted events and claims by day, week or month: the finest that gives few enough bars.

    ``days`` are the articles'.  What happened over more than a month, more than a month before the first
    article or after the last one, and what has no day at all, is in no bar.
    """
    if not days:
        return
    low, high = date.fromisoformat(min(days)) - timedelta(days=31), date.fromisoformat(max(days))
    found = ((_date(one), _tone(one)) for one in told if one.asserted)
    dated = [(day, tone) for day, tone in found if day and low <= day <= high]
    if not dated:
        return
    first, last = min(day for day, _ in dated), max(day for day, _ in dated)
    start = next(
        unit for unit in (_day, _week, _month) if _steps(unit, first, last) <= BARS or unit is _month
    )
    counts = Counter((start(day), tone) for day, tone in dated)
    at = start(first)
    while at <= last:
        following = _next(start, at)
        end = (following - timedelta(days=1)).isoformat()
        numbers = (counts[at, tone] for tone in ("cooperation", "conflict", "other"))
        yield Bar(at.isoformat(), end, *numbers)
        at = following


def _date(one: Told) -> date | None:
    """The first day of when it happened, else was seen."""
    if one.kind is StatementKind.ROLE or not one.day:
        return None
    first = date.fromisoformat(one.day)
    last = date.fromisoformat(one.time.end) if one.time else first
    return first if (last - first).days <= 31 else None


def _tone(one: Told) -> str:
    if one.kind is StatementKind.EVENT and one.type in COOPERATIVE:
        return "cooperation"
    return "conflict" if one.kind is StatementKind.EVENT and one.type in CONFLICTUAL else "other"


def _day(day: date) -> date:
    return day


def _week(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _month(day: date) -> date:
    return day.replace(day=1)


def _next(start: object, at: date) -> date:
    """The beginning of the following bar."""
    if start is _month:
        return (at + timedelta(days=32)).replace(day=1)
    return at + timedelta(days=7 if start is _week else 1)


def _steps(start: object, first: date, last: date) -> int:
    days = (last - first).days + 1
    return days if start is _day else days // 7 + 2 if start is _week else 0
