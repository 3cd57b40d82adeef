"""What comes back from a query: plain values that need no RDF library."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["select", "ask", "construct"]


class Term(str):
    """The text of an IRI or of a literal; compares as the string it is."""

    __slots__ = ("datatype", "iri", "language")

    iri: bool
    datatype: str | None
    """IRI of a literal's datatype; None for strings and IRIs."""
    language: str | None

    def __new__(
        cls, text: str, iri: bool = False, datatype: str | None = None, language: str | None = None
    ) -> Term:
        term = super().__new__(cls, text)
        term.iri, term.datatype, term.language = iri, datatype, language
        return term


Row = tuple[Term | None, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows under variables; None where a row has no value.

    The answer to ASK has one row with ``true`` or ``false``; that to CONSTRUCT and DESCRIBE has the
    triples under ``subject predicate object``.
    """

    kind: Kind
    variables: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def true(self) -> bool:
        """What ASK found; of other queries, whether they found anything."""
        return self.rows[0][0] == "true" if self.kind == "ask" else bool(self.rows)
