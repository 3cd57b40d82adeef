"""The events of a graph as political scientists code them: type, mode, dyad, date, score.

A statement is an event when its predicate has one of PLOVER's 16 types and somebody does it.  What stands
only in somebody's mouth, and what is planned, possible or denied, is left out unless everything is asked
for; a type that says so itself (a promise, a demand, a threat, a refusal) tells what did happen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.coding import Code, code, of_actor
from kg.export.network import dates_of, selected
from kg.export.options import Options
from kg.ontology.tables import ontologies
from kg.ontology.terms import Terms
from kg.types import Actor, Evidence, Graph, Kind, Modality, Polarity, Statement, StatementKind, Target

SPOKEN = frozenset({"AGREE", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
"""Types of acts of speech: they happened although what they speak of did not."""
_AHEAD = {Modality.PLANNED: "future"}


@dataclass(frozen=True, slots=True)
class Scale:
    """What plover.ttl says of a type or a mode."""

    quad: int
    """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
    score: float
    """-10 (conflict) to 10 (cooperation)."""


@dataclass(frozen=True, slots=True)
class Party:
    """A side of an event."""

    actor: Actor
    code: Code


@dataclass(frozen=True, slots=True)
class Event:
    """A statement coded."""

    statement: Statement
    type: str
    sources: tuple[Party, ...]
    """One, or both sides of what is done together."""
    targets: tuple[Party, ...]
    date: str | None
    """ISO day on which it happened or, where nothing tells, on which it was first written of."""
    until: str | None
    """Last day, where it took or may have taken longer."""
    dated: bool
    """The text tells the date; False: it is the article's."""
    scale: Scale
    contexts: tuple[str, ...]
    """``future``, ``hypothetical``, ``negation``: why it did not happen (yet)."""
    evidence: Evidence
    """The first in an article's own voice, else the first."""

    @property
    def claimed(self) -> bool:
        """No article says so in its own voice."""
        return bool(self.evidence.within)


def events(graph: Graph, options: Options) -> Iterator[Event]:
    """The events that the options ask for, by the ids of their statements."""
    dates, roles = dates_of(graph), _roles(graph)
    acts = {_act(s, e) for s in graph.statements if s.kind is StatementKind.EVENT for e in s.evidence}
    for statement in selected(graph, options):
        if statement.type is None or statement.type not in scales() or statement.subject is None:
            continue
        if statement.kind is StatementKind.CLAIM and any(
            _act(statement, e) in acts for e in statement.evidence
        ):
            continue  # the act that the claim is has a statement of its own, with whom it is done to
        event = _event(statement, statement.type, graph, dates, roles)
        if options.all or not (event.claimed or event.contexts):
            yield event


@cache
def scales() -> Mapping[str, Scale]:
    """Quad class and score by type (``CONSULT``) and by type and mode (``CONSULT-visit``)."""
    import rdflib

    terms = Terms()
    told = rdflib.Graph().parse(data=ontologies().joinpath("plover.ttl").read_text(encoding="utf-8"))
    quad, score = (rdflib.URIRef(terms.model(name)) for name in ("quadClass", "score"))
    return {
        str(concept).removeprefix(terms.type("")): Scale(
            int(str(number)), float(str(told.value(concept, score)))
        )
        for concept, number in sorted(told.subject_objects(quad))
    }


def _act(statement: Statement, evidence: Evidence) -> tuple[str | None, ...]:
    """What a claim and the act that it is have in common."""
    where = (evidence.article, str(evidence.start), evidence.cue)
    return (statement.subject, statement.type, *where)


def _event(
    statement: Statement, type: str, graph: Graph, dates: Mapping[str, str], roles: Mapping[str, Code]
) -> Event:
    own = [e for e in statement.evidence if not e.within]
    evidence = (own or statement.evidence)[0]
    date, until, dated = _when(statement, dates)
    sides = [_party(graph.actors[id], date, roles) for id in _sides(statement)]
    together = statement.symmetric and len(sides) > 1
    mode = f"{type}-{statement.mode}"
    return Event(
        statement=statement,
        type=type,
        sources=tuple(sides if together else sides[:1]),
        targets=() if together else tuple(sides[1:]),
        date=date,
        until=until,
        dated=dated,
        scale=scales().get(mode, scales()[type]),
        contexts=tuple(_contexts(statement, type)),
        evidence=evidence,
    )


def _sides(statement: Statement) -> Sequence[str]:
    """Who does it, and to whom: the object, else who is meant by it (*sanctions on Belarus*)."""
    assert statement.subject is not None
    other = statement.recipient
    if statement.object is not None and statement.object.target is Target.ACTOR:
        other = statement.object.id
    return [statement.subject, other] if other is not None else [statement.subject]


def _party(actor: Actor, day: str | None, roles: Mapping[str, Code]) -> Party:
    """An actor with its codes; what the roles tell fills what is missing."""
    own, role = of_actor(actor, day), roles.get(actor.id, Code())
    return Party(actor, replace(own, country=own.country or role.country, sector=own.sector or role.sector))


def _roles(graph: Graph) -> dict[str, Code]:
    """The codes that the roles told of them give persons whom the catalogue does not know."""
    found: dict[str, Code] = {}
    for statement in graph.statements:
        if statement.kind is StatementKind.ROLE and statement.asserted and statement.subject is not None:
            body = graph.actors.get(statement.object.id) if statement.object is not None else None
            of = of_actor(body, None) if body is not None else Code()
            held = code(statement.lemma)
            whose = held.sector if body is None or body.kind is Kind.COUNTRY else of.sector or held.sector
            known = found.get(statement.subject, Code())
            found[statement.subject] = Code(known.country or of.country, known.sector or whose)
    return found


def _when(statement: Statement, dates: Mapping[str, str]) -> tuple[str | None, str | None, bool]:
    if statement.time is not None:
        longer = statement.time.end != statement.time.start
        return statement.time.start, statement.time.end if longer else None, True
    return (
        min((dates[e.article] for e in statement.evidence if e.article in dates), default=None),
        None,
        False,
    )


def _contexts(statement: Statement, type: str) -> Iterator[str]:
    if type in SPOKEN:
        return
    if statement.modality is not Modality.ACTUAL:
        yield _AHEAD.get(statement.modality, "hypothetical")
    if statement.polarity is Polarity.NEGATIVE:
        yield "negation"
