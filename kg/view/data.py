"""What the page holds: the drawn network, every statement about it, and the words of each.

Plain lists that refer to each other by number, as JSON carries them; what is empty is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

from kg.export.clean import clean
from kg.export.labels import spoken
from kg.export.layout import Position, layout
from kg.export.looks import COLOURS, FAINT, Colour, sizes
from kg.export.network import CLAIM, Network, Node, dates_of, exact, in_period, network, status_of
from kg.export.options import Options
from kg.export.packing import petals
from kg.export.picture import AIR, TONES, tone
from kg.types import Article, Evidence, Graph, Object, Statement, StatementKind, Target

TOP = 5000
"""Actors drawn unless the options ask for another number: what a browser still moves smoothly."""
_CONTENT = (Target.STATEMENT, Target.WORDS)
_WIKIDATA = re.compile(r"Q[1-9][0-9]{0,11}")

Row = dict[str, Any]
Key = tuple[str | None, str, str, str]
"""Subject, predicate, status and object: what is one edge."""


@dataclass(slots=True)
class Numbers:
    """Numbers from 0 on for whatever is asked for, in the order it is first asked for."""

    of: dict[Any, int] = field(default_factory=dict)

    def __getitem__(self, key: Any) -> int:
        return self.of.setdefault(key, len(self.of))


@dataclass(frozen=True, slots=True)
class Page:
    """What is drawn and told, while it is numbered."""

    graph: Graph
    drawn: frozenset[str]
    """Ids of the nodes that have a place."""
    tones: Mapping[Key, str]
    """The tone of each edge."""
    dates: Mapping[str, str]
    nodes: Numbers
    """The drawn ones first."""
    predicates: Numbers
    articles: Numbers
    sentences: Numbers
    """Number of the article, number in it, start, end, words."""


def page(graph: Graph, options: Options, title: str) -> Row:
    """The page's data; ``options.all`` holds always, and ``options.top`` is ``TOP`` unless it is given.

    Raises ``ValueError`` as ``network`` does.
    """
    asked = replace(options, all=True, per_statement=False, top=options.top or TOP)
    shown = network(graph, asked)
    made = _page(graph, shown)
    statements = [_statement(statement, made) for statement in _told(made, asked)]
    return {
        "title": clean(title),
        "counts": {"articles": len(graph.articles), "actors": len(graph.actors)},
        "colours": {kind: _hex(rgb) for kind, rgb in COLOURS.items()},
        "tones": {**{name: _hex(rgb) for name, rgb in TONES.items()}, "untold": _hex(FAINT)},
        "nodes": [*_drawn(shown), *(_other(id, made) for id in list(made.nodes.of)[len(shown.nodes) :])],
        "predicates": [clean(spoken(predicate)) for predicate in made.predicates.of],
        "statements": statements,
        "sentences": [[*numbers, clean(words)] for *numbers, words in made.sentences.of],
        "articles": [_article(id, made) for id in made.articles.of],
    }


def _page(graph: Graph, shown: Network) -> Page:
    tones: dict[Key, str] = {(e.source, e.predicate, e.status, e.target): tone(e) for e in shown.edges}
    numbers = Numbers({node.id: number for number, node in enumerate(shown.nodes)})
    drawn = frozenset(node.id for node in shown.nodes)
    return Page(graph, drawn, tones, dates_of(graph), numbers, Numbers(), Numbers(), Numbers())


def _told(made: Page, options: Options) -> Iterator[Statement]:
    """The statements to tell: all of them, or those about somebody drawn where a part is asked for.

    What would join two who are drawn and is no edge has been cut for its weight.
    """
    cut = options.ego is not None or len(made.graph.actors) > (options.top or TOP) or options.min_weight > 1
    for statement in in_period(made.graph, options):
        target = statement.object.id if statement.object else ""
        ends = {statement.subject, target, statement.recipient}
        joins = {statement.subject, target} <= made.drawn
        if (not cut or ends & made.drawn) and (not joins or _key(statement) in made.tones):
            yield statement


def _key(statement: Statement) -> Key:
    target = statement.object.id if statement.object else ""
    return statement.subject, statement.relation or statement.lemma, status_of(statement), target


# nodes


def _drawn(shown: Network) -> Iterator[Row]:
    """The nodes with their places and sizes."""
    radii = dict(zip([node.id for node in shown.nodes], sizes(shown.nodes), strict=True))
    places = _places(shown, radii)
    for node in shown.nodes:
        x, y = places[node.id]
        yield {**_node(node), "x": x, "y": y, "size": radii[node.id]}


def _places(shown: Network, radii: Mapping[str, float]) -> dict[str, Position]:
    """The actors by forces, then what was said in rings around the first who said it, over what is there.

    Claims are more than all the rest and seldom shown, so no room is kept for them.
    """
    actors = tuple(node for node in shown.nodes if node.kind != CLAIM)
    ids = {node.id for node in actors}
    ties = tuple(edge for edge in shown.edges if edge.target in ids)
    spots = layout(Network(actors, ties), [radii[node.id] + AIR for node in actors])
    places = dict(zip([node.id for node in actors], spots, strict=True))
    for speaker, claims in _claims(shown).items():
        around, _ = petals(radii[speaker] + AIR / 2, [radii[claim] for claim in claims], AIR / 4)
        x, y = places[speaker]
        for claim, (dx, dy) in zip(claims, around, strict=True):
            places[claim] = (round(x + dx, 1) + 0.0, round(y + dy, 1) + 0.0)
    return places


def _claims(shown: Network) -> dict[str, list[str]]:
    """What was said, by the first who said it."""
    claims = {node.id for node in shown.nodes if node.kind == CLAIM}
    first: dict[str, str] = {}
    for edge in shown.edges:
        if edge.target in claims:
            first[edge.target] = min(edge.source, first.get(edge.target, edge.source))
    found: dict[str, list[str]] = {}
    for claim in sorted(first):
        found.setdefault(first[claim], []).append(claim)
    return found


def _node(node: Node) -> Row:
    row: Row = {
        "id": node.id,
        "label": node.label,
        "kind": node.kind,
        "text": node.text,
        "type": node.type,
        "country": node.country,
        "sector": node.sector,
        "wikidata": wikidata(node.wikidata),
        "aliases": node.aliases,
        "unnamed": not node.named and node.kind != CLAIM,
        "mentions": node.mentions,
        "articles": node.articles,
        "first": node.first,
        "last": node.last,
    }
    return _filled(row)


def _other(id: str, made: Page) -> Row:
    """Somebody who is told of and not drawn."""
    actor = made.graph.actors[id]
    node = Node(
        id, actor.label, actor.kind.value, actor.type, actor.country, actor.sector, actor.wikidata,
        tuple(alias for alias in actor.aliases if alias != actor.label), actor.named,
    )  # fmt: skip
    return _node(node)


# statements


def _statement(statement: Statement, made: Page) -> Row:
    """One statement with all its evidence."""
    key = _key(statement)
    drawn = key in made.tones
    row: Row = {
        "id": statement.id,
        "subject": _who(statement.subject, made),
        "predicate": made.predicates[statement.relation or statement.lemma],
        "role": statement.lemma if statement.kind is StatementKind.ROLE else None,
        "object": _object(statement.object, made, drawn),
        "words": _words(statement.object),
        "to": _who(statement.recipient, made),
        "status": status_of(statement),
        "kind": statement.kind.value,
        "type": statement.type,
        "tone": made.tones.get(key, "other") if drawn else None,
        "symmetric": statement.symmetric,
        "day": exact(statement.time),
        "time": [statement.time.start, statement.time.end] if statement.time else None,
        "place": _place(statement.place, made),
        "evidence": [_evidence(evidence, made) for evidence in statement.evidence],
    }
    return _filled(row)


def _who(id: str | None, made: Page) -> int | None:
    """The number of an actor."""
    return made.nodes[id] if id is not None and id in made.graph.actors else None


def _object(target: Object | None, made: Page, drawn: bool) -> int | None:
    """The number of an actor, or of the claim's node if it is drawn."""
    if target is None:
        return None
    return made.nodes[target.id] if drawn else _who(target.id, made)


def _words(target: Object | None) -> str | None:
    """A phrase, or what was said."""
    return target.text if target and target.target in (*_CONTENT, Target.PHRASE) else None


def _place(id: str | None, made: Page) -> str | None:
    actor = made.graph.actors.get(id or "")
    return actor.label if actor else None


def _evidence(evidence: Evidence, made: Page) -> Row:
    """The number of the sentence, how sure the reading is, and whose words it is within."""
    article = made.articles[evidence.article]
    at = made.sentences[article, evidence.sentence, evidence.start, evidence.end, evidence.text]
    speakers = tuple(made.nodes[who] for who in evidence.speakers if who in made.graph.actors)
    return _filled({"at": at, "sure": evidence.confidence, "claimed": bool(evidence.within), "by": speakers})


# articles


def _article(id: str, made: Page) -> Row:
    """Where sentences are from."""
    article = made.graph.articles.get(id, Article(id, ""))
    row: Row = {
        "id": id,
        "day": made.dates.get(id),
        "title": article.title,
        "source": article.source,
        "url": link(article.url),
    }
    return _filled(row)


def link(url: str | None) -> str | None:
    """The address, if it leads to a page of the web and nowhere else.

    >>> link("https://example.org/a"), link("javascript:alert(1)")
    ('https://example.org/a', None)
    """
    address = (url or "").strip()
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    plain = address.isprintable() and not set(address) & set(' <>"\\')
    return address if parts.scheme in ("http", "https") and parts.netloc and plain else None


def wikidata(id: str | None) -> str | None:
    """The identifier, if it is one."""
    return id if id and _WIKIDATA.fullmatch(id) else None


def _hex(rgb: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*rgb)


def _filled(row: Row) -> Row:
    """Without what is empty, and fit for output."""
    return {
        name: _clean(value)
        for name, value in row.items()
        if value is not None and value is not False and value != () and value != ""
    }


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    return [_clean(one) for one in value] if isinstance(value, tuple) else value
