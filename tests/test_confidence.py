"""Leaving out weak occurrences never turns a claimed thing into a fact."""

from __future__ import annotations

from kg.confidence import confident
from kg.types import Article, Content, Evidence, Occurrence, Predicate, Reading, StatementKind


def occurrence(
    number: int, confidence: float, within: tuple[int, ...] = (), content: int | None = None
) -> Occurrence:
    predicate, evidence = Predicate("said", 0, 4, "say"), Evidence("a", 0, 0, 4, "said", "claims", confidence)
    target = Content("x", 5, 6, ((5, 6),), content) if content is not None else None
    return Occurrence(number, StatementKind.CLAIM, None, predicate, target, evidence, attribution=within)


def kept(reading: Reading, least: float) -> list[int]:
    return [item.number for item in confident(reading, least).occurrences]


NESTED = (occurrence(0, 0.5, content=1), occurrence(1, 0.9, (0,), 2), occurrence(2, 0.6, (1, 0)))
READING = Reading(Article("a", "said x"), (*NESTED, occurrence(3, 0.9)))


def test_what_stands_within_goes_with_its_claim() -> None:
    assert kept(READING, 0.5) == [0, 1, 2, 3]
    assert kept(READING, 0.6) == [3]


def test_content_no_longer_names_what_is_gone() -> None:
    reading = Reading(READING.article, (occurrence(0, 0.9, content=1), occurrence(1, 0.5, (0,))))
    (left,) = confident(reading, 0.6).occurrences
    assert isinstance(left.object, Content)
    assert left.object.statement is None
