"""A graph file comes to the same whatever way it was built; a text is read once."""

from __future__ import annotations

import io
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import pipeline
from kg.building import SAMPLE, SkippedError, build, plan
from kg.console import Tally
from kg.export import export
from kg.store import Store, StoreError
from kg.types import Article, Reading, Skipped
from kg.work import Outcome
from kg.work.outcome import Result, outcome

from .strategies import readings, sets_of_readings


class Reader:
    """Reads what it is told to read, and remembers what it was asked for."""

    def __init__(self, known: Iterable[Reading] = ()) -> None:
        self.known = {reading.article.id: reading for reading in known}
        self.asked: list[str] = []

    def __call__(self, articles: Iterable[Article]) -> Iterator[Sequence[Outcome]]:
        for article in articles:
            self.asked.append(article.id)
            if "poison" in article.text:
                yield [Outcome(article, Result(reason="poison"))]
            else:
                yield [outcome(article, self.known.get(article.id, Reading(article)))]


def built(store: Store, found: Iterable[Article | Skipped], reader: Reader | None = None) -> Tally:
    return build(store, found, reader or Reader(), "test", lambda tally: None)


def turtle(store: Store) -> str:
    out = io.StringIO()
    export(pipeline.graph(store.readings(), store.judgements()), out, "ttl")
    return out.getvalue()


@st.composite
def lives(draw: st.DrawFn) -> tuple[list[Reading], list[list[Article]], list[int]]:
    """Readings of different articles; the goes in which they come, some of them twice; when visitors come."""
    known = draw(sets_of_readings())
    known = [replace(r, article=replace(r.article, text=f"text {k}")) for k, r in enumerate(known)]
    goes: list[list[Article]] = [[] for _ in range(draw(st.integers(1, 4)))]
    for reading in known:
        for go in draw(st.lists(st.integers(0, len(goes) - 1), min_size=1, max_size=2)):
            goes[go].append(reading.article)
    visits = draw(st.lists(st.integers(0, len(goes) - 1), max_size=3))
    return known, [draw(st.permutations(go)) for go in goes], visits


@settings(deadline=None, max_examples=60)
@given(lives(), readings("visitor"))
def test_one_go_many_goes_any_order_and_visitors_give_the_same_bytes(
    life: tuple[list[Reading], list[list[Article]], list[int]], visitor: Reading
) -> None:
    known, goes, visits = life
    with Store.memory() as once, Store.memory() as often:
        built(once, (reading.article for reading in known), Reader(known))
        for number, go in enumerate(goes):
            visiting = visits.count(number)
            built(often, [*([visitor.article] if visiting else []), *go], Reader([*known, visitor]))
            if visiting:
                assert often.remove("visitor")
        assert list(often.readings()) == list(once.readings())
        assert turtle(often) == turtle(once)


def test_outcomes_in_any_order_and_rivals_of_one_id() -> None:
    """The later text wins although its outcome comes first."""
    old, new = Article("x", "Old.", "2025-12-01"), Article("x", "New.", "2025-12-02")

    def backwards(articles: Iterable[Article]) -> Iterator[Sequence[Outcome]]:
        yield [outcome(article, Reading(article)) for article in reversed(list(articles))]

    for order in ([old, new], [new, old]):
        with Store.memory() as store:
            tally = build(store, order, backwards, "test", lambda tally: None)
            assert [reading.article for reading in store.readings()] == [new]
            assert [item.where for item in tally.skipped] == ["x"]


@settings(deadline=None, max_examples=30)
@given(readings("first"))
def test_a_text_that_was_read_is_not_read_again_under_another_id(first: Reading) -> None:
    twin = replace(first.article, id="twin", title="Another title", source="Another outlet")
    other_day = replace(first.article, id="other day", date="2025-12-05")
    reader = Reader([first])
    with Store.memory() as store:
        built(store, [first.article], reader)
        tally = built(store, [twin, other_day], reader)
        copy = store.reading("twin")
    assert reader.asked == ["first", "other day"]
    assert (tally.articles, tally.copied) == (2, 1)
    assert copy is not None
    assert copy.article == twin
    assert {o.evidence.article for o in copy.occurrences} <= {"twin"}
    back = tuple(replace(o, evidence=replace(o.evidence, article="first")) for o in copy.occurrences)
    assert back == first.occurrences


def test_another_maker_reads_again() -> None:
    reader, article = Reader(), Article("a", "Words.")
    with Store.memory() as store:
        for maker in ("kg 1", "kg 1", "kg 2"):
            build(store, [article], reader, maker, lambda tally: None)
    assert reader.asked == ["a", "a"]


def test_what_was_read_is_stored_however_it_ends() -> None:
    def breaks(articles: Iterable[Article]) -> Iterator[Sequence[Outcome]]:
        yield from Reader()(list(articles)[:2])
        raise KeyboardInterrupt

    with Store.memory() as store:
        with pytest.raises(KeyboardInterrupt):
            build(store, [Article(f"{k}", f"{k}") for k in range(5)], breaks, "test", lambda tally: None)
        assert [reading.article.id for reading in store.readings()] == ["0", "1"]
        reader = Reader()
        built(store, [Article(f"{k}", f"{k}") for k in range(5)], reader)
        assert reader.asked == ["2", "3", "4"]


def test_what_was_read_is_stored_before_more_is_read() -> None:
    with Store.memory() as store:

        def looks(articles: Iterable[Article]) -> Iterator[Sequence[Outcome]]:
            for number, several in enumerate(Reader()(articles)):
                assert len(store) == number
                yield several

        build(store, [Article(f"{k}", f"{k}") for k in range(5)], looks, "test", lambda tally: None)
        assert len(store) == 5


def test_fail_fast_stops_at_the_first_thing_skipped() -> None:
    found = [Article("a", "Words."), Article("b", "poison"), Article("c", "Words, too.")]
    with Store.memory() as store:
        with pytest.raises(SkippedError, match=r"b: poison \(--fail-fast\)"):
            build(store, found, Reader(), "test", lambda tally: None, fail_fast=True)
        assert [reading.article.id for reading in store.readings()] == ["a"]
        assert store.skipped() == (Skipped("b", "poison"),)


def test_plan_tells_what_a_build_does_and_writes_nothing() -> None:
    found: list[Article | Skipped] = [Article(f"{k}", f"{k} " * 1000) for k in range(30)]
    found += [Article("twin", "0 " * 1000), Skipped("gone.txt", "no such file"), Article("29", "29 " * 1000)]
    random.Random(1).shuffle(found)
    with Store.memory() as store:
        built(store, [Article(f"{k}", f"{k} " * 1000) for k in range(10)])
        before = list(store.readings())
        planned = plan(store, found, "test")
        assert list(store.readings()) == before
        assert store.skipped() == ()
        done = built(store, found)
    assert planned.tally.expected == done.articles == 21
    assert planned.tally.copied == done.copied == 1
    assert planned.tally.unchanged == done.unchanged == 11
    assert planned.tally.skipped == done.skipped
    assert planned.characters == 20 * 3000
    assert SAMPLE <= sum(len(article.text) for article in planned.sample) < SAMPLE + 3001


def test_a_store_that_fails_ends_the_build() -> None:
    with Store.memory() as store:
        store._select("PRAGMA query_only = ON")
        with pytest.raises(StoreError, match="cannot be written"):
            built(store, [Article("a", "Words.")])
