"""Articles -> a store, as far as they are not in it yet: what ``kg build`` does, without the talking."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from kg.console import Progress, Tally
from kg.store import Store, Written, content, fingerprint, relabelled
from kg.types import Article, Skipped
from kg.work import Outcome, Reads
from kg.work.outcome import outcome

RIVAL = "two texts with this id in one run: one was kept, by the later date, else by its hash"
EVERY = 0.1
"""Seconds that copies of texts read before wait for the next transaction; they are made in no time."""

SAMPLE = 40_000
"""Characters read to estimate the time for all."""


class SkippedError(ValueError):
    """Something was skipped in a build that may not skip anything."""


def build(
    store: Store,
    found: Iterable[Article | Skipped],
    reads: Reads,
    made_by: str,
    shown: Progress,
    fail_fast: bool = False,
) -> Tally:
    """Read the articles that the store does not hold as they are; what was set aside is kept there, too.

    Raises SkippedError at the first one with ``fail_fast``.  However it ends, what was read is stored.
    """
    build = Build(store, made_by, shown, fail_fast)
    try:
        store.forget_skipped()
        todo = build.wanted(found)
        for first in todo:  # only now: a build with nothing to read need not load a model
            for several in reads(chain([first], todo)):
                build.take(several)
    finally:
        build.flush()
    return build.tally


@dataclass(slots=True)
class Plan:
    """What a build would do."""

    tally: Tally
    """``unchanged`` and ``skipped`` are what they would be; ``expected`` are the articles to come."""
    characters: int = 0
    """Of the articles to be read, without those whose text is known."""
    sample: list[Article] = field(default_factory=list)
    """The first of them, up to ``SAMPLE`` characters: what the rest will cost can be measured on them."""


def plan(store: Store, found: Iterable[Article | Skipped], made_by: str) -> Plan:
    """What ``build`` would do; the store is only read."""
    build = Build(store, made_by, lambda tally: None)
    plan, expected = Plan(build.tally), 0
    for item in found:
        if isinstance(item, Skipped):
            build.set_aside(item)
        elif build.is_new(item):
            expected += 1
            if store.same(content(item, made_by)):
                build.tally.copied += 1
                continue
            if plan.characters < SAMPLE:
                plan.sample.append(item)
            plan.characters += len(item.text)
    plan.tally.expected = expected
    return plan


class Build:
    """A build under way: what it has seen, what it has told, and what waits for the next transaction."""

    def __init__(self, store: Store, made_by: str, shown: Progress, fail_fast: bool = False) -> None:
        self.tally = Tally()
        self._store, self._made_by, self._shown, self._fail_fast = store, made_by, shown, fail_fast
        self._best: dict[str, tuple[str, str]] = {}
        self._written: dict[str, Written] = {}
        self._skipped: list[Skipped] = []
        self._flushed = time.monotonic()

    def wanted(self, found: Iterable[Article | Skipped]) -> Iterator[Article]:
        """The articles still to be read; what need not or cannot be goes into the tally.

        Of two texts with one id in one run the later date wins, then the greater hash: never the order of
        the files, or the graph would depend on it.
        """
        for article in found:
            if isinstance(article, Skipped):
                self.set_aside(article)
            elif self.is_new(article) and not self._copied(article):
                yield article

    def take(self, several: Sequence[Outcome]) -> None:
        """What was read is on the disk when this returns: a kill costs only what is being read."""
        for done in several:
            self._keep(done)
        self.flush()
        self._shown(self.tally)

    def _keep(self, done: Outcome) -> None:
        """Keep what was read of an article, unless a rival of the same id has won meanwhile."""
        if done.skipped:
            self.set_aside(done.skipped)
        elif self._best[done.article.id] == self._rank(done.article):
            self._written[done.article.id] = done.written
            self.tally.add(dict(done.result.kinds))

    def flush(self) -> None:
        """Everything read so far is on the disk when this returns."""
        written, skipped = list(self._written.values()), self._skipped
        self._written, self._skipped = {}, []
        if written:
            self._store.add_all(written, self._made_by)
        if skipped:
            self._store.note_skipped(*skipped)
        self._flushed = time.monotonic()

    def set_aside(self, skipped: Skipped) -> None:
        """Count and keep what gave no reading; SkippedError where nothing may be."""
        self.tally.skipped.append(skipped)
        self._skipped.append(skipped)
        if self._fail_fast:
            raise SkippedError(f"{skipped.where}: {skipped.reason} (--fail-fast)")

    def is_new(self, article: Article) -> bool:
        """Whether the store lacks it as it is, and no other text has a better right to its id."""
        mine, best = self._rank(article), self._best.get(article.id)
        if best and best != mine:
            self.set_aside(Skipped(article.id, RIVAL))
        if best is None or best < mine:
            self._best[article.id] = mine
        elif best != mine:
            return False
        if best == mine or self._store.has(article.id, mine[1]):
            self.tally.unchanged += 1
            return False
        return True

    def _rank(self, article: Article) -> tuple[str, str]:
        """What decides between texts of one id."""
        return article.date or "", fingerprint(article, self._made_by)

    def _copied(self, article: Article) -> bool:
        """Whether the same text of the same day was read under another id: it need not be read again."""
        twin = self._store.same(content(article, self._made_by))
        if twin is None:
            return False
        self.tally.copied += 1
        self._keep(outcome(article, relabelled(twin, article)))
        if time.monotonic() - self._flushed > EVERY:
            self.flush()
            self._shown(self.tally)
        return True
