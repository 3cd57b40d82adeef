"""What an extractor finds, before occurrences are numbered and set inside the claims around them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.document import Document
from kg.extract.clauses import Clause
from kg.types import Argument, Content, Mention, Modality, Phrase, Polarity, Predicate, StatementKind, Time


@dataclass(frozen=True, slots=True)
class Found:
    """One statement as found; ``anchor`` is the index of its predicate's head word."""

    kind: StatementKind
    anchor: int
    subject: Mention | None
    predicate: Predicate
    object: Mention | Phrase | Content | None
    pattern: str
    """How it was found (*active*, *said-that*): confidences are measured per pattern."""
    recipient: Mention | None = None
    arguments: tuple[Argument, ...] = ()
    polarity: Polarity = Polarity.POSITIVE
    modality: Modality = Modality.ACTUAL
    time: Time | None = None
    place: Mention | None = None
    content: frozenset[int] = frozenset()
    """Indices of the words inside a claim's content."""
    main: int = -1
    """Index of the head word of the content."""
    holds: Modality = Modality.ACTUAL
    """How a claim holds its content: what is wanted is desired, what is vowed is planned."""


@dataclass(frozen=True, slots=True)
class Context:
    """What every extractor is given."""

    doc: Document
    clauses: Mapping[int, Clause]
    claims: tuple[Found, ...] = ()
    """What the claims extractor found; empty while it runs."""
    spoken: frozenset[int] = field(default=frozenset())
    """Anchors of claims: such a verb is no event besides."""


Extractor = Callable[[Context], Iterator[Found]]


def events_by_word(found: Iterable[Found]) -> Mapping[int, Sequence[Found]]:
    """The events by the index of the word that tells them."""
    events: dict[int, list[Found]] = {}
    for f in found:
        if f.kind is StatementKind.EVENT:
            events.setdefault(f.anchor, []).append(f)
    return events
