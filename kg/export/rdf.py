"""A graph as RDF 1.1 triples: four layers, one graph, no blank nodes.

1. edges between nodes, for statements that hold as told (``Statement.edge``);
2. statements, and the content nodes of claims;
3. evidence: the sentences that prove them;
4. actors and documents.

Triples come subject by subject, in the order of the subjects' IRIs, and sorted within one: so any
writer that keeps the order is canonical, and none has to hold the triples in memory.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

from kg.digest import base32
from kg.export.clean import clean
from kg.export.sources import independent
from kg.ontology.terms import BASE, STANDARD, Terms
from kg.types import (
    Actor,
    Article,
    Evidence,
    Graph,
    Modality,
    Polarity,
    Statement,
    StatementKind,
    Target,
    Time,
)

_QID = re.compile(r"Q[1-9][0-9]*")
_XSD = STANDARD["xsd"]
STRING, INTEGER, DECIMAL = f"{_XSD}string", f"{_XSD}integer", f"{_XSD}decimal"
BOOLEAN, DATE = f"{_XSD}boolean", f"{_XSD}date"


class Iri(str):
    """An IRI, ready to stand between angle brackets."""

    __slots__ = ()


class Literal(NamedTuple):
    """A literal of RDF: its lexical form and the IRI of its datatype."""

    text: str
    datatype: str = STRING


Object = Iri | Literal
Triple = tuple[Iri, Iri, Object]
Facts = list[tuple[Iri, Object]]


class Block(NamedTuple):
    """A subject and what is said of it, sorted."""

    subject: Iri
    facts: Facts


TYPE = Iri(STANDARD["rdf"] + "type")
LABEL = Iri(STANDARD["rdfs"] + "label")
REIFIES = Iri(STANDARD["rdf"] + "reifies")
_ENDS = tuple(Iri(STANDARD["rdf"] + name) for name in ("subject", "predicate", "object"))
_FIRST = {TYPE: 0, LABEL: 1}
"""The predicates that a subject begins with."""
HAS_ROLE = "hasRole"
"""The relation that every family of roles specialises."""


def triples(graph: Graph, base: str = BASE) -> Iterator[Triple]:
    """All triples of the four layers, each once, in canonical order."""
    for block in blocks(graph, base):
        for predicate, value in block.facts:
            yield block.subject, predicate, value


def blocks(graph: Graph, base: str = BASE) -> Iterator[Block]:
    """The same, gathered by subject."""
    return _layers(graph, base).blocks()


def simple_blocks(graph: Graph, base: str = BASE) -> Iterator[Block]:
    """Only actors, their labels and edges; what somebody claims is a literal."""
    return _layers(graph, base).simple()


def triple_term(facts: Facts) -> tuple[Object, Object, Object] | None:
    """What a statement says as one triple, which RDF 1.2 can speak of without asserting it."""
    told = dict(facts)
    found = tuple(told[end] for end in _ENDS if end in told)
    return (found[0], found[1], found[2]) if len(found) == len(_ENDS) else None


def evidence_id(statement: str, evidence: Evidence) -> str:
    """The id of one piece of evidence: from where it stands and what stands there, not from its figures."""
    article, start, end, *more = place(evidence)
    told = "\x1f".join((article, start, end, statement, *more)).encode("utf-8", "surrogatepass")
    return "ev-" + base32(told)


def place(evidence: Evidence) -> tuple[str, ...]:
    """Where a piece of evidence stands and what stands there: what tells it from others of its statement."""
    return (
        evidence.article,
        str(evidence.start),
        str(evidence.end),
        evidence.extractor,
        evidence.cue,
        *evidence.within,
    )


def text(value: str) -> Literal:
    """A string, cleaned."""
    return Literal(clean(value))


def integer(value: int) -> Literal:
    """A whole number."""
    return Literal(str(value), INTEGER)


def boolean(value: bool) -> Literal:
    """``true`` or ``false``."""
    return Literal("true" if value else "false", BOOLEAN)


def decimal(value: float) -> Literal:
    """A number of at most two decimals, in the one form that every store keeps (``0.9``, ``1``)."""
    digits = f"{value:.2f}".rstrip("0").rstrip(".")
    return Literal("0" if digits == "-0" else digits, DECIMAL)


def day(value: str) -> Literal:
    """An ISO day as a date; whatever is none stays a string, and the shapes tell."""
    try:
        good = date.fromisoformat(value).isoformat() == value
    except ValueError:
        good = False
    return Literal(value, DATE) if good else text(value)


class _Vocabulary(dict[str, Iri]):
    """The terms of the model: few, and in most facts, so each is made once."""

    def __init__(self, terms: Terms) -> None:
        super().__init__()
        self._terms = terms

    def __missing__(self, name: str) -> Iri:
        made = self[name] = Iri(self._terms.model(name))
        return made


@dataclass(frozen=True, slots=True)
class _Layers:
    """The graph under one base."""

    graph: Graph
    terms: Terms
    vocabulary: _Vocabulary

    def blocks(self) -> Iterator[Block]:
        """Section by section, which is the order of their namespaces."""
        yield from self._actors(self._edges(self._node))
        yield from self._documents()
        yield from self._evidences()
        yield from self._extractors()
        yield from self._publishers()
        yield from self._statements()

    def simple(self) -> Iterator[Block]:
        """Actors alone; what is said stands beside the speaker."""
        yield from self._actors(self._edges(self._node_or_words))

    # Layer 1

    def _edges(self, end: Callable[[Statement], Object]) -> dict[str, Facts]:
        """What each actor has to do with other nodes; ``end`` makes the object."""
        found: dict[str, Facts] = {}
        for statement in self.graph.statements:
            if not statement.edge or statement.subject is None or statement.object is None:
                continue
            for predicate in self._predicates(statement):
                found.setdefault(statement.subject, []).append((predicate, end(statement)))
                if statement.symmetric and statement.object.target is Target.ACTOR:
                    back = (predicate, Iri(self.terms.actor(statement.subject)))
                    found.setdefault(statement.object.id, []).append(back)
        return found

    def _predicate(self, statement: Statement) -> Iri:
        return Iri(self.terms.predicate(statement.relation, statement.lemma))

    def _predicates(self, statement: Statement) -> Iterator[Iri]:
        """The predicate of the edge, and for any role the one relation of all roles."""
        yield self._predicate(statement)
        if statement.kind is StatementKind.ROLE:
            yield Iri(self.terms.relation(HAS_ROLE))

    def _node(self, statement: Statement) -> Iri:
        """The node of an object that is no phrase."""
        assert statement.object is not None
        name = self.terms.actor if statement.object.target is Target.ACTOR else self.terms.statement
        return Iri(name(statement.object.id))

    def _node_or_words(self, statement: Statement) -> Object:
        """The same, with the words of a claim in place of a statement."""
        assert statement.object is not None
        if statement.object.target is Target.ACTOR:
            return self._node(statement)
        return text(statement.object.text)

    # Layer 4

    def _actors(self, edges: dict[str, Facts]) -> Iterator[Block]:
        known = {key: self._actor(actor) for key, actor in self.graph.actors.items()}
        names = {Iri(self.terms.actor(key)): key for key in {*known, *edges}}
        for node in sorted(names):
            key = names[node]
            yield _block(node, [*known.get(key, []), *edges.get(key, [])])

    def _actor(self, actor: Actor) -> Facts:
        aliases = {clean(a) for a in actor.aliases} - {clean(actor.label)}
        return [
            (TYPE, self._model("Actor")),
            (TYPE, Iri(self.terms.relation(actor.kind.value))),
            (LABEL, text(actor.label)),
            *((Iri(STANDARD["skos"] + "altLabel"), Literal(alias)) for alias in aliases),
            (self._model("named"), boolean(actor.named)),
            *self._optional("country", actor.country),
            *self._optional("sector", actor.sector),
            *self._optional("subtype", actor.type),
            *_same_as(actor.wikidata),
        ]

    def _documents(self) -> Iterator[Block]:
        nodes = {Iri(self.terms.document(key)): a for key, a in self.graph.articles.items()}
        for node in sorted(nodes):
            yield _block(node, self._document(nodes[node]))

    def _document(self, article: Article) -> Facts:
        facts: Facts = [(TYPE, _schema("NewsArticle")), (_schema("identifier"), text(article.id))]
        if article.date:
            facts.append((_schema("datePublished"), day(article.date)))
        if article.title:
            facts.append((_schema("headline"), text(article.title)))
        if article.source:
            facts.append((_schema("publisher"), Iri(self.terms.publisher(article.source))))
        if article.url:
            facts.append((_schema("url"), text(article.url)))
        if article.author:
            facts.append((_schema("author"), text(article.author)))
        if article.agency:
            facts.append((self._model("agency"), Iri(self.terms.publisher(article.agency))))
        first = self.graph.copies.get(article.id, article.id)
        if first != article.id:
            facts.append((self._model("sameTextAs"), Iri(self.terms.document(first))))
        facts.append((_schema("inLanguage"), text(article.language)))
        return facts

    def _publishers(self) -> Iterator[Block]:
        sources = {s for a in self.graph.articles.values() for s in (a.source, a.agency) if s}
        nodes = {Iri(self.terms.publisher(source)): source for source in sources}
        for node in sorted(nodes):
            yield _block(node, [(TYPE, _schema("Organization")), (_schema("name"), text(nodes[node]))])

    # Layer 3

    def _evidences(self) -> Iterator[Block]:
        nodes: dict[Iri, tuple[Evidence, Statement]] = {}
        for statement in self.graph.statements:
            for evidence in statement.evidence:
                node = Iri(self.terms.evidence(evidence_id(statement.id, evidence)))
                known = nodes.get(node)
                if known is None or known[0].confidence < evidence.confidence:
                    nodes[node] = (evidence, statement)
        for node in sorted(nodes):
            yield _block(node, self._evidence(*nodes[node]))

    def _evidence(self, evidence: Evidence, statement: Statement) -> Facts:
        prov = STANDARD["prov"]
        within = [Iri(self.terms.statement(claim)) for claim in evidence.within]
        facts: Facts = [
            (TYPE, self._model("Evidence")),
            (self._model("evidenceFor"), Iri(self.terms.statement(statement.id))),
            (Iri(prov + "wasDerivedFrom"), Iri(self.terms.document(evidence.article))),
            (Iri(prov + "wasAttributedTo"), Iri(self.terms.extractor(evidence.extractor))),
            (self._model("sentence"), integer(evidence.sentence)),
            (self._model("start"), integer(evidence.start)),
            (self._model("end"), integer(evidence.end)),
            (self._model("quote"), text(evidence.text)),
            (self._model("depth"), integer(len(within))),
            *((self._model("within"), claim) for claim in within),
            *((self._model("innermost"), claim) for claim in within[:1]),
            *((self._model("attributedTo"), Iri(self.terms.actor(s))) for s in evidence.speakers),
            *self._optional("cue", evidence.cue),
        ]
        if math.isfinite(evidence.confidence):
            facts.append((self._model("confidence"), decimal(evidence.confidence)))
        return facts

    def _extractors(self) -> Iterator[Block]:
        names = {e.extractor for s in self.graph.statements for e in s.evidence}
        nodes = {Iri(self.terms.extractor(name)): name for name in names}
        for node in sorted(nodes):
            agent = (TYPE, Iri(STANDARD["prov"] + "SoftwareAgent"))
            yield _block(node, [agent, (LABEL, text(nodes[node]))])

    # Layer 2

    def _statements(self) -> Iterator[Block]:
        nodes: dict[Iri, Statement | str] = {
            Iri(self.terms.statement(content)): words
            for content, words in _contents(self.graph.statements).items()
        }
        nodes.update((Iri(self.terms.statement(s.id)), s) for s in self.graph.statements)
        for node in sorted(nodes):
            told = nodes[node]
            yield _block(node, self._content(told) if isinstance(told, str) else self._statement(told))

    def _content(self, words: str) -> Facts:
        return [(TYPE, self._model("Content")), (self._model("words"), text(words))]

    def _statement(self, statement: Statement) -> Facts:
        negated = statement.polarity is Polarity.NEGATIVE
        return [
            (TYPE, self._model("Statement")),
            (TYPE, self._model(_CLASSES[statement.kind])),
            *self._roles(statement),
            (self._model("lemma"), text(statement.lemma)),
            (self._model("modality"), self._model(_MODALITIES[statement.modality])),
            (self._model("negated"), boolean(negated)),
            *([(self._model("symmetric"), boolean(True))] if statement.symmetric else []),
            *self._coded(statement),
            *(self._when(statement.time) if statement.time else []),
            (self._model("asserted"), boolean(statement.asserted)),
            *self._counts(statement),
        ]

    def _roles(self, statement: Statement) -> Facts:
        """Who and what the statement is about."""
        rdf = STANDARD["rdf"]
        facts: Facts = [(Iri(rdf + "predicate"), self._predicate(statement))]
        if statement.subject is not None:
            facts.append((Iri(rdf + "subject"), Iri(self.terms.actor(statement.subject))))
        if statement.object is not None and statement.object.target is not Target.PHRASE:
            facts.append((Iri(rdf + "object"), self._node(statement)))
        if statement.object is not None and statement.object.target is not Target.ACTOR:
            facts.append((self._model("objectText"), text(statement.object.text)))
        if statement.recipient is not None:
            facts.append((self._model("recipient"), Iri(self.terms.actor(statement.recipient))))
        if statement.place is not None:
            facts.append((self._model("eventPlace"), Iri(self.terms.actor(statement.place))))
        return facts

    def _coded(self, statement: Statement) -> Facts:
        """The PLOVER type, and its mode."""
        if not statement.type:
            return []
        facts: Facts = [(self._model("type"), Iri(self.terms.type(statement.type)))]
        if statement.mode:
            facts.append((self._model("mode"), Iri(self.terms.type(statement.type, statement.mode))))
        return facts

    def _when(self, time: Time) -> Facts:
        both = time.start if time.start == time.end else f"{time.start}/{time.end}"
        return [
            (self._model("eventTime"), text(both)),
            (self._model("eventStart"), day(time.start)),
            (self._model("eventEnd"), day(time.end)),
            (self._model("precision"), text(time.precision)),
        ]

    def _counts(self, statement: Statement) -> Facts:
        """How often, where and when it was read."""
        articles = {e.article for e in statement.evidence}
        known = (self.graph.articles.get(article) for article in articles)
        days = sorted(article.date for article in known if article and article.date)
        places = set(map(place, statement.evidence))
        return [
            (self._model("evidenceCount"), integer(len(places))),
            (self._model("articleCount"), integer(len(articles))),
            (self._model("sourceCount"), integer(independent(articles, self.graph))),
            *((self._model("firstSeen"), day(d)) for d in days[:1]),
            *((self._model("lastSeen"), day(d)) for d in days[-1:]),
        ]

    # All layers

    def _model(self, name: str) -> Iri:
        return self.vocabulary[name]

    def _optional(self, name: str, value: str | None) -> Facts:
        return [(self._model(name), text(value))] if value else []


_CLASSES = {
    StatementKind.EVENT: "Event",
    StatementKind.CLAIM: "Claim",
    StatementKind.ROLE: "Role",
}
_MODALITIES = {modality: modality.value.capitalize() for modality in Modality}


def _layers(graph: Graph, base: str) -> _Layers:
    terms = Terms(base)
    return _Layers(graph, terms, _Vocabulary(terms))


@cache
def _schema(name: str) -> Iri:
    return Iri(STANDARD["schema"] + name)


def _same_as(wikidata: str | None) -> Facts:
    """The item of Wikidata, if the identifier is one."""
    if wikidata is None or not _QID.fullmatch(wikidata):
        return []
    return [(Iri(STANDARD["owl"] + "sameAs"), Iri(STANDARD["wd"] + wikidata))]


def _contents(statements: Iterable[Statement]) -> dict[str, str]:
    """The words of the content nodes; of several ways to write the same words, the first."""
    found: dict[str, str] = {}
    for statement in statements:
        if statement.object is not None and statement.object.target is Target.WORDS:
            words = statement.object.text
            found[statement.object.id] = min(found.get(statement.object.id, words), words)
    return found


def _block(subject: Iri, facts: Facts) -> Block:
    """Each fact once: class and label first, then by predicate and object."""
    return Block(subject, sorted(set(facts), key=_order))


def _order(fact: tuple[Iri, Object]) -> tuple[int, str, str, str]:
    predicate, value = fact
    first = _FIRST.get(predicate, len(_FIRST))
    if isinstance(value, Literal):
        return first, predicate, *value
    return first, predicate, value, ""
