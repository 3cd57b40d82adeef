"""The nouns: what an article, a mention, a statement and an actor are.

Everything here is a frozen value and imports nothing of the program.  Offsets count code points
of ``Article.text``, and ``article.text[x.start:x.end] == x.text`` holds for whatever carries them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What sort of thing a mention or an actor is."""

    PERSON = "Person"
    ORGANIZATION = "Organization"
    COUNTRY = "Country"
    GROUP = "Group"
    PLACE = "Place"
    THING = "Thing"
    """A named law, operation, weapon, work ... : nothing that acts."""


class StatementKind(StrEnum):
    """The family a statement belongs to."""

    EVENT = "event"
    CLAIM = "claim"
    ROLE = "role"


class Polarity(StrEnum):
    """Whether the words affirm or deny."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Modality(StrEnum):
    """How the words hold what they tell: only ``ACTUAL`` is told as having happened."""

    ACTUAL = "actual"
    PLANNED = "planned"
    POSSIBLE = "possible"
    DESIRED = "desired"
    REQUIRED = "required"
    CONDITIONAL = "conditional"


@dataclass(frozen=True, slots=True)
class Article:
    """One text with what is known about it; ``text`` is the decoded input, unchanged."""

    id: str
    text: str
    date: str | None = None
    """ISO day of publication; without it relative times stay open."""
    title: str | None = None
    source: str | None = None
    """Outlet or agency."""
    url: str | None = None
    language: str = "en"
    body: int = 0
    """Where the body begins: header lines before this offset are not parsed."""
    author: str | None = None
    agency: str | None = None
    """The news agency whose text it carries, in whole or in part."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for somebody, with what the article alone tells of whom."""

    text: str
    start: int
    end: int
    kind: Kind
    name: str | None = None
    """The fullest name its referent has in this article; None when it is never named."""
    actor: str | None = None
    """Key of the catalogue entry that the article's context picks, if any."""
    country: str | None = None
    """ISO 3166-1 alpha-3 code of the country the words tie it to."""
    sector: str | None = None
    """PLOVER sector the words tell (GOV, MIL, ...)."""
    nominal: str | None = None
    """The words of a referent that is never named (*the ministry* for *it*)."""
    open: bool = False
    """A pronoun nobody could be found for: it becomes no node."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that are no actor: the object of *sign a treaty*."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Content:
    """What a claim says: its words, in one or several pieces, and the statement they make.

    ``text`` are its words.  ``spans`` are the pieces of the article that hold them, with the complementiser
    (*that*) and whom it is about (*urged [X] to go*, *accused [X of] lying*).
    """

    text: str
    start: int
    end: int
    spans: tuple[tuple[int, int], ...]
    statement: int | None = None
    """Number of the occurrence that is the content's main statement."""


@dataclass(frozen=True, slots=True)
class Predicate:
    """The words that join subject and object, and what they mean."""

    text: str
    start: int
    end: int
    lemma: str
    relation: str | None = None
    """Local name of a relation of the ontology (``met``, ``said``)."""
    type: str | None = None
    """PLOVER type, or SAY, BELIEVE, INTEND, ROLE."""
    mode: str | None = None


@dataclass(frozen=True, slots=True)
class Argument:
    """A further participant or circumstance under its preposition."""

    role: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Time:
    """First and last day (ISO, both inclusive) of when something holds; ``text`` are its words."""

    start: str
    end: str
    precision: str
    """day, week, month, quarter, season, year, range."""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The place in an article that supports a statement."""

    article: str
    sentence: int
    start: int
    end: int
    text: str
    extractor: str
    confidence: float
    within: tuple[str, ...] = ()
    """Ids of the claims it stands in, innermost first (filled by merge); empty: own voice."""
    speakers: tuple[str, ...] = ()
    """Actor ids of those claims' speakers, innermost first (derived)."""
    cue: str = ""
    """The predicate's words here."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One reading of one statement in one place: what extractors yield, and a line of JSON."""

    number: int
    """Unique within its article."""
    kind: StatementKind
    subject: Mention | None
    predicate: Predicate
    object: Mention | Phrase | Content | None
    evidence: Evidence
    recipient: Mention | None = None
    arguments: tuple[Argument, ...] = ()
    polarity: Polarity = Polarity.POSITIVE
    modality: Modality = Modality.ACTUAL
    attribution: tuple[int, ...] = ()
    """Numbers of the claims it stands in, innermost first."""
    time: Time | None = None
    place: Mention | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one article: what a graph file keeps."""

    article: Article
    occurrences: tuple[Occurrence, ...] = ()
    notes: tuple[str, ...] = ()
    """What was left out and why (*sentence of 900 tokens skipped at 1200*)."""
    known: tuple[Actor, ...] = ()
    """Mentioned actors that the user's packs tell of, as they told; aliases are left out."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody mentions resolve to: a node."""

    id: str
    """Local name of the IRI: readable, independent of the base."""
    label: str
    kind: Kind
    aliases: tuple[str, ...] = ()
    country: str | None = None
    """ISO 3166-1 alpha-3."""
    sector: str | None = None
    wikidata: str | None = None
    named: bool = True
    """False for *officials*, *two U.S. officials*: such a node belongs to one article."""
    type: str | None = None
    """The catalogue's finer type (Ministry, ArmedGroup ...)."""


class Target(StrEnum):
    """What a merged statement's object is."""

    ACTOR = "actor"
    STATEMENT = "statement"
    WORDS = "words"
    """A content node: the words of a claim that make no single statement."""
    PHRASE = "phrase"


@dataclass(frozen=True, slots=True)
class Object:
    """The object of a merged statement; ``id`` is empty for a phrase, which is a literal."""

    target: Target
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement with all its evidence: occurrences of equal identity are one."""

    id: str
    kind: StatementKind
    subject: str | None
    lemma: str
    relation: str | None
    object: Object | None
    recipient: str | None = None
    type: str | None = None
    mode: str | None = None
    polarity: Polarity = Polarity.POSITIVE
    modality: Modality = Modality.ACTUAL
    time: Time | None = None
    place: str | None = None
    """Actor id of the place."""
    symmetric: bool = False
    """Holds both ways; subject and object are stored sorted."""
    evidence: tuple[Evidence, ...] = ()
    """Sorted by article, start, end."""

    @property
    def asserted(self) -> bool:
        """Told as a fact by at least one article in its own voice."""
        return (
            self.polarity is Polarity.POSITIVE
            and self.modality is Modality.ACTUAL
            and any(not e.within for e in self.evidence)
        )

    @property
    def edge(self) -> bool:
        """Asserted, and between two nodes."""
        return (
            self.asserted
            and self.subject is not None
            and self.object is not None
            and self.object.target is not Target.PHRASE
        )


@dataclass(frozen=True, slots=True)
class Graph:
    """The merged graph: a pure function of readings, catalogue and judgements."""

    articles: Mapping[str, Article] = field(default_factory=dict)
    """By id, in sorted order."""
    actors: Mapping[str, Actor] = field(default_factory=dict)
    """By id, in sorted order; places are among them."""
    statements: tuple[Statement, ...] = ()
    """Sorted by id."""
    copies: Mapping[str, str] = field(default_factory=dict)
    """Articles whose text others have, too, or nearly: the id of the first that has it."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that gave no article, or an article that gave no reading, and why."""

    where: str
    """File and place, as a person would look for it (``news.jsonl:17``)."""
    reason: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided about actors: kept as data, replayed on every build, undone by removal."""

    decision: str
    """``same`` (left and right are one), ``different`` (never merge them), ``rename``, or ``apart`` (in that
    article somebody else is meant)."""
    left: str
    """Actor id."""
    right: str
    """Actor id; for ``rename`` the new label, for ``apart`` the article's id."""
    remark: str = field(default="", compare=False)
    """For people: who is meant, why."""
