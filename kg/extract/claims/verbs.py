"""What a verb claims: the ways to find its content, the surest first."""

from __future__ import annotations

from collections.abc import Callable

from kg.document import Document
from kg.extract.claims.phrases import as_object, infinitive_under, shown, under_preposition
from kg.extract.claims.quotations import around, closed, introduced
from kg.extract.claims.reading import Reading, cues_of
from kg.extract.claims.said import clause_around, clause_under, in_a_statement, trailing
from kg.extract.clauses import Clause
from kg.ontology.words import Cue
from kg.syntax import Word

Reader = Callable[[Document, Word, Clause, tuple[Cue, ...]], Reading | None]
"""(document, verb, its frame, cues that it begins) -> what it claims."""

READERS: tuple[Reader, ...] = (
    introduced,
    clause_under,
    infinitive_under,
    clause_around,
    closed,
    in_a_statement,
    shown,
    under_preposition,
    as_object,
    trailing,
    around,
)
"""The first that finds a content is right."""


def of_verb(doc: Document, verb: Word, clause: Clause) -> Reading | None:
    """What a verb claims, if it is a cue and has a complement that its frames allow."""
    known = cues_of(verb, "VERB")
    found = (read(doc, verb, clause, known) for read in READERS)
    return next((r for r in found if r is not None), None)
