"""The graph as nodes and edges: what every property-graph format and the picture are made of.

One edge per (subject, predicate, object) of the statements the articles assert, weighted by its
evidence; a claim is an edge from its speaker to a node of its own kind.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kg.digest import base32
from kg.export.labels import short, spoken
from kg.export.options import Options
from kg.export.sources import independent
from kg.export.who import who
from kg.types import Actor, Evidence, Graph, Modality, Object, Polarity, Statement, Target, Time

CLAIM = "Claim"
"""Kind of the nodes that stand for what somebody said."""
ASSERTED, CLAIMED, DENIED = "asserted", "claimed", "denied"
_CONTENT = (Target.STATEMENT, Target.WORDS)


@dataclass(frozen=True, slots=True)
class Node:
    """An actor, or what somebody said."""

    id: str
    label: str
    kind: str
    """A ``Kind``, or ``Claim``."""
    type: str | None = None
    country: str | None = None
    sector: str | None = None
    wikidata: str | None = None
    aliases: tuple[str, ...] = ()
    named: bool = True
    """False for claims and for those like *officials*, who are known in one article only."""
    mentions: int = 0
    """Sentences in which it takes part in a statement of whatever status."""
    articles: int = 0
    sources: int = 0
    """Independent ones: copies, one outlet and one agency count once."""
    first: str | None = None
    """First day it was seen: an article's date."""
    last: str | None = None
    text: str | None = None
    """All words of a claim."""
    days: tuple[str, ...] = ()
    """Sorted days of its edges."""


@dataclass(frozen=True, slots=True)
class Edge:
    """All statements that join the same two nodes in the same way."""

    id: str
    source: str
    target: str
    kind: str
    """``met``; ``planned:met``, ``denied:met``, ``claimed:met`` for what is not asserted."""
    label: str
    predicate: str
    """The kind without its status: a relation of the ontology, or else a lemma."""
    status: str
    type: str | None = None
    """PLOVER type, or SAY, ROLE ...: the one with most evidence."""
    polarity: str = "positive"
    modality: str = "actual"
    symmetric: bool = False
    weight: int = 1
    """Number of evidences."""
    articles: int = 0
    sources: int = 0
    """Independent ones: copies, one outlet and one agency count once."""
    first: str | None = None
    """First day it was seen: an article's date."""
    last: str | None = None
    event_start: str | None = None
    """First day on which it is said to have happened; never an article's date."""
    event_end: str | None = None
    place: str | None = None
    """Labels of the places, joined by ``|``."""
    days: tuple[str, ...] = ()
    """Sorted days for a time line: when it happened if that is known to the day, else when seen."""


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and edges, both sorted."""

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()


def network(graph: Graph, options: Options | None = None) -> Network:
    """The part of the graph that the options ask for.

    Raises ``ValueError`` when ``options.ego`` is nobody in the graph, or a day is none.
    """
    options = options or Options()
    dates = dates_of(graph)
    statements = list(selected(graph, options))
    shown = [statement for statement in statements if _shown(statement, options)]
    edges = _edges(shown, graph, dates, options)
    sentences = _sentences(statements)
    kept = _kept(graph, edges, sentences, options)
    edges = [edge for edge in edges if edge.source in kept and edge.target in kept]
    words = _words(shown)
    days = _union((end, edge.days) for edge in edges for end in (edge.source, edge.target))
    nodes = (_node(id, graph, words, sentences[id], dates, days.get(id, ())) for id in sorted(kept))
    return Network(tuple(nodes), tuple(edges))


# which statements


def selected(graph: Graph, options: Options) -> Iterator[Statement]:
    """The statements of the period and of the kinds that the options ask for.

    Raises ``ValueError`` when a day is none.
    """
    _require_days(options)
    return (s for s in in_period(graph, options) if _of_kind(s, options) and _of_claims(s, options))


def _of_kind(statement: Statement, options: Options) -> bool:
    """Of a relation, a lemma, a PLOVER type or a kind of statement that is asked for."""
    own = {statement.relation, statement.lemma, statement.type, statement.kind.value}
    return not options.kinds or not own.isdisjoint(options.kinds)


def _of_claims(statement: Statement, options: Options) -> bool:
    """A claim, or none, where only those are asked for."""
    claim = statement.object is not None and statement.object.target in _CONTENT
    return options.claims if claim else not options.only_claims


def _require_days(options: Options) -> None:
    """An error for what would compare with days as text and silently cut wrongly."""
    for name, asked in (("since", options.since), ("until", options.until)):
        if asked is not None and _day(asked) != asked:
            raise ValueError(f"{name}: expected a day like 2025-12-01, got {asked!r}")


def dates_of(graph: Graph) -> dict[str, str]:
    """The ISO day of each article that has one, by the article's id."""
    return {id: day for id, article in graph.articles.items() if (day := _day(article.date))}


def in_period(graph: Graph, options: Options) -> Iterator[Statement]:
    """Statements with the evidence that was seen in the period, or all of it if they happened then."""
    if options.since is None and options.until is None:
        yield from graph.statements
        return
    dates = dates_of(graph)
    since, until = options.since or "0000-00-00", options.until or "9999-12-31"  # never holds ""
    for statement in graph.statements:
        time = statement.time
        if time and time.start <= until and time.end >= since:
            yield statement
            continue
        seen = tuple(e for e in statement.evidence if since <= dates.get(e.article, "") <= until)
        if seen:
            yield replace(statement, evidence=seen)


def _shown(statement: Statement, options: Options) -> bool:
    """Whether the statement becomes an edge."""
    if statement.subject is None or statement.object is None or not statement.object.id:
        return False
    return statement.edge or (options.all and statement.object.target is not Target.PHRASE)


def status_of(statement: Statement) -> str:
    """How the articles hold it: ``asserted``, or what keeps it from being so."""
    if statement.asserted:
        return ASSERTED
    parts = [DENIED] if statement.polarity is Polarity.NEGATIVE else []
    if statement.modality is not Modality.ACTUAL:
        parts.append(statement.modality.value)
    return "-".join(parts) or CLAIMED


# edges


def _edges(
    statements: Iterable[Statement], graph: Graph, dates: Mapping[str, str], options: Options
) -> list[Edge]:
    """Edges that are heavy enough, sorted."""
    groups: dict[tuple[str, ...], list[Statement]] = defaultdict(list)
    for statement in statements:
        assert statement.subject is not None and statement.object is not None
        own = statement.id if options.per_statement else ""
        groups[statement.subject, _kind(statement), statement.object.id, own].append(statement)
    edges = (_edge(key, groups[key], graph, dates) for key in sorted(groups))
    return [edge for edge in edges if edge.weight >= options.min_weight]


def _kind(statement: Statement) -> str:
    """What makes edges between the same nodes different."""
    status = status_of(statement)
    predicate = statement.relation or statement.lemma
    return predicate if status == ASSERTED else f"{status}:{predicate}"


def _edge(
    key: tuple[str, ...], statements: Sequence[Statement], graph: Graph, dates: Mapping[str, str]
) -> Edge:
    """One edge out of statements that differ in time, place or recipient at most."""
    source, kind, target, own = key
    one = statements[0]
    predicate = one.relation or one.lemma
    evidence = [e for statement in statements for e in statement.evidence]
    articles = {e.article for e in evidence}
    seen = sorted({dates[id] for id in articles if id in dates})
    times = [statement.time for statement in statements if statement.time]
    status = status_of(one)
    return Edge(
        id=own or "ed-" + base32("\n".join((source, kind, target)).encode("utf-8", "surrogatepass")),
        source=source,
        target=target,
        kind=kind,
        label=spoken(predicate) if status == ASSERTED else f"{status}: {spoken(predicate)}",
        predicate=predicate,
        status=status,
        type=_commonest(statements),
        polarity=one.polarity.value,
        modality=one.modality.value,
        symmetric=one.symmetric,
        weight=max(len(evidence), 1),
        articles=len(articles),
        sources=independent(articles, graph),
        first=seen[0] if seen else None,
        last=seen[-1] if seen else None,
        event_start=min((time.start for time in times), default=None),
        event_end=max((time.end for time in times), default=None),
        place="|".join(_places(statements, graph)) or None,
        days=_days(statements, dates),
    )


def _commonest(statements: Iterable[Statement]) -> str | None:
    """The type with most evidence."""
    counts: Counter[str] = Counter()
    for statement in statements:
        if statement.type:
            counts[statement.type] += len(statement.evidence)
    return min(counts, key=lambda type: (-counts[type], type), default=None)


def _places(statements: Iterable[Statement], graph: Graph) -> list[str]:
    """Labels of where it happened, sorted."""
    places = {statement.place for statement in statements if statement.place}
    return sorted({graph.actors[place].label.replace("|", "/") for place in places if place in graph.actors})


def _days(statements: Iterable[Statement], dates: Mapping[str, str]) -> tuple[str, ...]:
    """Days for a time line, sorted."""
    days: set[str] = set()
    for statement in statements:
        happened = exact(statement.time)
        days.update([happened] if happened else _seen(statement.evidence, dates))
    return tuple(sorted(days))


def exact(time: Time | None) -> str | None:
    """The day, when the time is one."""
    return _day(time.start) if time and time.start == time.end else None


def _seen(evidence: Iterable[Evidence], dates: Mapping[str, str]) -> Iterator[str]:
    """Dates of the articles that have one."""
    return (dates[e.article] for e in evidence if e.article in dates)


def _day(text: str | None) -> str | None:
    """The ISO day a date begins with; None for what is no date."""
    try:
        return date.fromisoformat((text or "")[:10]).isoformat()
    except ValueError:
        return None


# nodes


Sentences = Mapping[str, set[tuple[str, int]]]
"""Article and number of the sentences that speak of a node, by its id."""


def _sentences(statements: Iterable[Statement]) -> Sentences:
    """Where each actor, or what was said, takes part in a statement."""
    found: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for statement in statements:
        target = statement.object.id if statement.object else None
        places = [(e.article, e.sentence) for e in statement.evidence]
        for id in (statement.subject, target, statement.recipient, statement.place):
            if id:
                found[id].update(places)
    return found


def _words(statements: Iterable[Statement]) -> dict[str, Object]:
    """What was said, by the node's id."""
    words: dict[str, Object] = {}
    for statement in statements:
        if statement.object and statement.object.target in _CONTENT:
            words.setdefault(statement.object.id, statement.object)
    return words


def _union(days: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
    """All days of a node, sorted."""
    union: dict[str, set[str]] = defaultdict(set)
    for id, some in days:
        union[id].update(some)
    return {id: tuple(sorted(all)) for id, all in union.items()}


def _node(
    id: str,
    graph: Graph,
    words: Mapping[str, Object],
    sentences: Collection[tuple[str, int]],
    dates: Mapping[str, str],
    days: tuple[str, ...],
) -> Node:
    """A node with what is counted of it."""
    node = _said(words[id]) if id in words else _actor(graph.actors[id])
    articles = {article for article, _ in sentences}
    seen = sorted({dates[article] for article in articles if article in dates})
    return replace(
        node,
        mentions=len(sentences),
        articles=len(articles),
        sources=independent(articles, graph),
        first=seen[0] if seen else None,
        last=seen[-1] if seen else None,
        days=days,
    )


def _said(content: Object) -> Node:
    """The node of a claim."""
    return Node(content.id, short(content.text) or content.id, CLAIM, named=False, text=content.text)


def _actor(actor: Actor) -> Node:
    """The node of an actor."""
    return Node(
        id=actor.id,
        label=actor.label,
        kind=actor.kind.value,
        type=actor.type,
        country=actor.country,
        sector=actor.sector,
        wikidata=actor.wikidata,
        aliases=tuple(alias for alias in actor.aliases if alias != actor.label),
        named=actor.named,
    )


# cuts


def _kept(graph: Graph, edges: Iterable[Edge], sentences: Sentences, options: Options) -> set[str]:
    """Ids of the nodes that stay: those with an edge, the ego's neighbours, the most mentioned actors.

    What an actor said stays with its speaker.
    """
    pairs = [(edge.source, edge.target) for edge in edges]
    kept = {id for pair in pairs for id in pair}
    egos: set[str] = set()
    if options.ego is not None:
        egos = {who(options.ego, graph)}
        kept = egos | {id for pair in pairs for id in pair if egos & set(pair)}
    if options.top is None:
        return kept
    most = set(_ranked(kept, graph, sentences, egos)[: max(options.top, 0)])
    return most | {target for source, target in pairs if source in most and target not in graph.actors}


def _ranked(ids: Iterable[str], graph: Graph, sentences: Sentences, egos: Collection[str]) -> list[str]:
    """The actors among the ids: egos, then named ones, the most mentioned first."""

    def rank(id: str) -> tuple[bool, bool, int, str]:
        return id not in egos, not graph.actors[id].named, -len(sentences[id]), id

    return sorted((id for id in ids if id in graph.actors), key=rank)
