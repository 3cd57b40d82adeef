"""A statement as a person reads it: who did what to whom, when, who says so, and the words that prove it.

All answers are made of these; ids become names, evidence gets its article's date and outlet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from kg.export.labels import spoken
from kg.types import Evidence, Graph, Modality, Object, Polarity, Statement, StatementKind, Target, Time

DENIAL = "deniedThat"
"""The relation of claims that deny their content."""
SPEECH = "SAY"
_PREPOSITIONS = ("with", "to", "from", "for", "on", "of", "about", "against", "in", "at")


@dataclass(frozen=True, slots=True)
class Party:
    """An actor by id and label; words that are no actor have no id."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Voice:
    """Who is quoted with a statement, and how."""

    who: Party | None
    """None for a claim of nobody in particular."""
    verb: str
    """*said*, *accused of*, *wants*."""
    speech: bool
    """False for belief, desire, demand, threat."""
    denies: bool
    """Whether the voice denies the statement."""


@dataclass(frozen=True, slots=True)
class Source:
    """One place in an article that tells a statement."""

    article: str
    date: str | None
    outlet: str | None
    title: str | None
    url: str | None
    quote: str
    """The sentence, in the article's words."""
    start: int
    end: int
    confidence: float
    cue: str
    voices: tuple[Voice, ...]
    """The claims it stands in, innermost first; none: the article's own voice."""


@dataclass(frozen=True, slots=True)
class Told:
    """One statement with all its sources, the most recent first."""

    id: str
    kind: StatementKind
    type: str | None
    """PLOVER type, or SAY, BELIEVE, INTEND, ROLE."""
    relation: str | None
    verb: str
    """The relation in words; for a role its name."""
    subject: Party | None
    object: Party | None
    """An actor, or a phrase without id."""
    content: str | None
    """What a claim says."""
    content_id: str | None
    """Id of the statement that a claim holds, or of its words."""
    recipient: Party | None
    place: Party | None
    time: Time | None
    polarity: Polarity
    modality: Modality
    asserted: bool
    """Told as a fact by an article in its own voice."""
    sources: tuple[Source, ...]

    @property
    def seen(self) -> str:
        """Day of the latest article; empty when none has a date."""
        return next((source.date for source in self.sources if source.date), "")

    @property
    def day(self) -> str:
        """First day of when it happened, else the day it was seen, else empty."""
        return self.time.start if self.time else self.seen

    @property
    def articles(self) -> int:
        """In how many articles it stands."""
        return len({source.article for source in self.sources})

    @property
    def voices(self) -> tuple[Voice, ...]:
        """Those who are quoted with it directly, each once, unless an article tells it in its own voice."""
        if self.asserted:
            return ()
        return tuple(dict.fromkeys(source.voices[0] for source in self.sources if source.voices))

    def voices_only(self, who: Party | None) -> bool:
        """Whether nobody else is quoted with it."""
        return all(voice.who == who for voice in self.voices)

    def parties(self) -> Iterator[str]:
        """Ids of those who take part."""
        for party in (self.subject, self.object, self.recipient):
            if party and party.id:
                yield party.id


@dataclass(frozen=True, slots=True)
class Index:
    """Lookups in one graph."""

    graph: Graph
    by_id: Mapping[str, Statement] = field(repr=False)
    by_actor: Mapping[str, tuple[Statement, ...]] = field(repr=False)
    """Statements in which an actor is subject, object or recipient."""

    def tell(self, statement: Statement) -> Told:
        """The statement for people."""
        obj = statement.object
        actor = obj is None or obj.target in (Target.ACTOR, Target.PHRASE)
        return Told(
            id=statement.id,
            kind=statement.kind,
            type=statement.type,
            relation=statement.relation,
            verb=verb(statement),
            subject=self.party(statement.subject),
            object=self._object(obj) if obj and actor else None,
            content=None if actor else (obj.text if obj else None),
            content_id=None if actor else (obj.id if obj else None),
            recipient=self.party(statement.recipient),
            place=self.party(statement.place),
            time=statement.time,
            polarity=statement.polarity,
            modality=statement.modality,
            asserted=statement.asserted,
            sources=tuple(self._sources(statement.evidence)),
        )

    def about(self, actor: str) -> tuple[Told, ...]:
        """What is told with an actor in it."""
        return tuple(self.tell(statement) for statement in self.by_actor.get(actor, ()))

    def party(self, id: str | None) -> Party | None:
        """The actor with that id."""
        if id is None:
            return None
        actor = self.graph.actors.get(id)
        return Party(id, actor.label if actor else id)

    def _object(self, obj: Object) -> Party | None:
        return self.party(obj.id) if obj.target is Target.ACTOR else Party("", obj.text)

    def _sources(self, evidence: Iterable[Evidence]) -> list[Source]:
        """The places, the latest article first."""
        found = [self._source(e) for e in evidence]
        found.sort(key=lambda s: (s.article, s.start))
        return sorted(found, key=lambda s: s.date or "", reverse=True)

    def _source(self, evidence: Evidence) -> Source:
        article = self.graph.articles.get(evidence.article)
        return Source(
            evidence.article,
            iso_day(article.date) if article else None,
            article.source if article else None,
            article.title if article else None,
            article.url if article else None,
            evidence.text,
            evidence.start,
            evidence.end,
            evidence.confidence,
            evidence.cue,
            tuple(self._voice(claim) for claim in evidence.within if claim in self.by_id),
        )

    def _voice(self, claim: str) -> Voice:
        told = self.by_id[claim]
        speech = told.type == SPEECH and told.polarity is Polarity.POSITIVE
        return Voice(self.party(told.subject), verb(told), speech, told.relation == DENIAL)


def index(graph: Graph) -> Index:
    """The lookups; one pass over the graph."""
    by_actor: dict[str, list[Statement]] = {}
    for statement in graph.statements:
        obj = statement.object.id if statement.object and statement.object.target is Target.ACTOR else None
        for actor in sorted({statement.subject, obj, statement.recipient} - {None}):  # type: ignore[type-var]
            by_actor.setdefault(str(actor), []).append(statement)
    frozen = {actor: tuple(some) for actor, some in by_actor.items()}
    return Index(graph, {statement.id: statement for statement in graph.statements}, frozen)


def verb(statement: Statement) -> str:
    """What joins subject and object, in words: *met*, *talked with*, for a role its name.

    A lemma without a relation is said as the article says it, where that is one word (*targeted*).
    """
    if statement.kind is StatementKind.ROLE:
        return statement.lemma
    if statement.relation is None:
        cues = sorted({e.cue for e in statement.evidence if e.cue and " " not in e.cue})
        return next((cue for cue in cues if cue.endswith("ed")), cues[0] if cues else statement.lemma)
    label = spoken(statement.relation)
    humps = _humps(statement.relation)
    towards = statement.object is not None and statement.object.target is Target.ACTOR
    return humps if towards and humps.endswith(_PREPOSITIONS) and humps.startswith(label) else label


def _humps(relation: str) -> str:
    """``agreedWith`` as *agreed with*."""
    return "".join(f" {sign.lower()}" if sign.isupper() else sign for sign in relation)


def without_echoes(told: Iterable[Told]) -> list[Told]:
    """Without what a claim beside it tells more fully.

    That is an act towards somebody (*accused B* beside *accused B of ...*), and what somebody only claims
    within a claim of their own (*believes ...* beside *said that he believes ...*).
    """
    told = list(told)
    claims = [one for one in told if one.kind is StatementKind.CLAIM]
    full = {(c.subject, c.recipient, s.article, s.start) for c in claims if c.recipient for s in c.sources}
    held = {(c.subject, c.content_id) for c in claims}

    def echo(one: Told) -> bool:
        if one.kind is StatementKind.CLAIM:
            return bool(one.voices) and (one.subject, one.id) in held and one.voices_only(one.subject)
        act = one.kind is StatementKind.EVENT and one.object is not None
        return act and all((one.subject, one.object, s.article, s.start) in full for s in one.sources)

    return [one for one in told if not echo(one)]


def recent_first(told: Iterable[Told]) -> tuple[Told, ...]:
    """By the last day of when it happened or was seen, backwards; undated ones last."""
    ranked = sorted(told, key=lambda one: (-one.articles, one.id))
    return tuple(sorted(ranked, key=lambda one: one.time.end if one.time else one.seen, reverse=True))


def oldest_first(told: Iterable[Told]) -> tuple[Told, ...]:
    """By the first day of when it happened, else was seen."""
    return tuple(sorted(told, key=lambda one: (one.day, one.time.end if one.time else one.day, one.id)))


def iso_day(text: str | None) -> str | None:
    """The ISO day that a date begins with; None for what is no date."""
    try:
        return date.fromisoformat((text or "")[:10]).isoformat()
    except ValueError:
        return None


def require_day(name: str, day: str | None) -> None:
    """ValueError for what would compare with days as text and silently cut wrongly."""
    if day is not None and iso_day(day) != day:
        raise ValueError(f"{name}: expected a day like 2025-12-01, got {day!r}")


def between(told: Iterable[Told], since: str | None, until: str | None) -> Iterator[Told]:
    """Those that happened, or else were seen, in the period; undated ones only without one.

    Raises ``ValueError`` for what is no day.
    """
    require_day("since", since)
    require_day("until", until)
    for one in told:
        first, last = (one.time.start, one.time.end) if one.time else (one.seen, one.seen)
        if (since is None and until is None) or (
            last and last >= (since or "0000-00-00") and first <= (until or "9999-99-99")
        ):
            yield one
