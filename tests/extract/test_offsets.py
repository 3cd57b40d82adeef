"""``article.text[x.start:x.end] == x.text`` for everything that carries offsets, in seeds and gold."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from gold.notation import read_all

from kg.pipeline import readings
from kg.read import read
from kg.types import Argument, Article, Content, Evidence, Mention, Occurrence, Phrase, Predicate, Reading

SEEDS = sorted((Path(__file__).resolve().parents[2] / "seeds").glob("*.txt"))
Spanned = Mention | Phrase | Predicate | Argument | Evidence


@cache
def everything() -> tuple[Reading, ...]:
    articles = [a for a in read(SEEDS) if isinstance(a, Article)]
    seeds = [r for r in readings(articles) if isinstance(r, Reading)]
    assert len(seeds) == len(SEEDS)
    return (*seeds, *(r.reading for r in read_all().values()))


def spanned(o: Occurrence) -> Iterator[Spanned]:
    """All parts of an occurrence whose text is one stretch."""
    yield from (m for m in (o.subject, o.recipient, o.place) if m is not None)
    yield from o.arguments
    yield o.predicate
    yield o.evidence
    if isinstance(o.object, (Mention, Phrase)):
        yield o.object


def contents(reading: Reading) -> Iterator[tuple[Occurrence, Content]]:
    yield from ((o, o.object) for o in reading.occurrences if isinstance(o.object, Content))


def test_parts_are_the_articles_words() -> None:
    wrong = [
        (reading.article.id, part)
        for reading in everything()
        for o in reading.occurrences
        for part in spanned(o)
        if reading.article.text[part.start : part.end] != part.text
    ]
    assert not wrong


def test_contents_are_the_articles_words_piece_by_piece() -> None:
    """The pieces hold the words of the text in their order, and whom they are about (*[X] to go*)."""
    for reading in everything():
        for _, content in contents(reading):
            text = reading.article.text
            assert content.spans[0][0] <= content.start < content.end <= content.spans[-1][1]
            assert text[content.start : content.end].startswith(content.text.split()[0])
            words = iter(" ".join(text[a:b] for a, b in content.spans).split())
            assert all(
                any(word.strip(SIGNS) == w.strip(SIGNS) for w in words) for word in content.text.split()
            )


SIGNS = "\"'“”‘’,.;:-–—"


def test_pieces_of_contents_are_in_order_and_apart() -> None:
    for reading in everything():
        for _, content in contents(reading):
            edges = [place for span in content.spans for place in span]
            assert edges == sorted(edges) and all(a < b for a, b in content.spans)


def test_nothing_begins_or_ends_with_a_blank() -> None:
    wrong = [
        (r.article.id, part)
        for r in everything()
        for o in r.occurrences
        for part in spanned(o)
        if part.text != part.text.strip() or not part.text
    ]
    assert not wrong


def test_evidence_holds_the_predicate() -> None:
    for reading in everything():
        for o in reading.occurrences:
            assert o.evidence.article == reading.article.id
            assert o.evidence.start <= o.predicate.start < o.predicate.end <= o.evidence.end


def test_contents_name_statements_inside_themselves() -> None:
    """The main statement of a content stands in the content, and says so."""
    for reading in everything():
        by_number = {o.number: o for o in reading.occurrences}
        for claim, content in contents(reading):
            if content.statement is not None:
                main = by_number[content.statement]
                assert claim.number in main.attribution
                assert any(a <= main.predicate.start < b for a, b in content.spans), (
                    reading.article.id,
                    content,
                )


def test_attribution_is_where_the_content_is() -> None:
    for reading in everything():
        by_number = {o.number: o for o in reading.occurrences}
        for o in reading.occurrences:
            for number in o.attribution:
                held = by_number[number].object
                assert isinstance(held, Content)
                assert held.start <= o.predicate.start and o.predicate.end <= held.end


def test_numbers_are_unique() -> None:
    for reading in everything():
        numbers = [o.number for o in reading.occurrences]
        assert len(numbers) == len(set(numbers))


def test_confidences_are_measured_shares() -> None:
    assert all(0 < o.evidence.confidence <= 1 for r in everything() for o in r.occurrences)


HARMLESS = [
    "",
    " \n",
    "Rain.",
    '"',
    "“",
    "He.",
    "\x00",
    "((((",
    "said said said.",
    "According to.",
    "“" * 50,
    "that " * 300,
]
HARMLESS += [
    "Ann said that " * 80 + "he left.",
    "Ann, " * 200 + "and Tim met.",
    "Ann\x07 met\x00Tim.\r\n\ufeff“He\u00a0left,”she said.",
]


@pytest.mark.parametrize("text", HARMLESS)
def test_next_to_nothing_and_too_much_are_read_without_harm(text: str) -> None:
    (found,) = readings([Article("a", text, "2025-03-05")])
    assert isinstance(found, Reading)
    assert all(text[p.start : p.end] == p.text for o in found.occurrences for p in spanned(o))
