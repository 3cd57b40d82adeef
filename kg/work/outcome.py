"""What goes to a worker and what comes back: plain values that are lines of JSON on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.store import Written
from kg.store.codec import encode
from kg.types import Article, Reading, Skipped

LARGEST = 4_000
"""Characters of a chunk: one article, or as many short ones as together are no longer than one usually is.
A tenth of a second of reading, which is what a kill costs; short ones read one by one take twice the time."""
MOST = 64
"""Articles of a chunk."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Articles that are read together."""

    articles: tuple[Article, ...]

    def alone(self) -> Iterator[Chunk]:
        """Each article in a chunk of its own."""
        return (Chunk((article,)) for article in self.articles)


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one article of a chunk: an encoded reading, or the reason why there is none."""

    reading: str | None = None
    kinds: tuple[tuple[str, int], ...] = ()
    """How many statements of which kind the reading has."""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The results of a chunk, one an article and in their order; or an error that is no article's alone."""

    results: tuple[Result, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one article."""

    article: Article
    result: Result

    @property
    def skipped(self) -> Skipped | None:
        """Why there is no reading."""
        return None if self.result.reading is not None else Skipped(self.article.id, self.result.reason)

    @property
    def written(self) -> Written:
        """The reading, for the store; ValueError when there is none."""
        if self.result.reading is None:
            raise ValueError(f"{self.article.id}: no reading: {self.result.reason}")
        count = sum(number for _, number in self.result.kinds)
        return Written(self.article, self.result.reading, count)


def outcome(article: Article, read: Reading | Skipped) -> Outcome:
    """The outcome of an article that was read here."""
    return Outcome(article, result(read))


def result(read: Reading | Skipped) -> Result:
    """What the pipeline gave, ready for the way."""
    if isinstance(read, Skipped):
        return Result(reason=read.reason)
    kinds = Counter(occurrence.kind.value for occurrence in read.occurrences)
    return Result(encode(read), tuple(sorted(kinds.items())))


def chunks(articles: Iterable[Article]) -> Iterator[Chunk]:
    """The articles in order; only short ones share a chunk."""
    held: list[Article] = []
    size = 0
    for article in articles:
        if held and (len(held) == MOST or size + len(article.text) > LARGEST):
            yield Chunk(tuple(held))
            held, size = [], 0
        held.append(article)
        size += len(article.text)
    if held:
        yield Chunk(tuple(held))
