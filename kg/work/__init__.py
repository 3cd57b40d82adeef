"""Who does the reading: this process, a pool of processes, or a cluster; the outcomes are the same.

``crew`` picks one.  Few or short articles are read here: a pool costs seconds to start.  Only articles
and encoded readings cross processes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from itertools import chain

from kg.types import Article
from kg.work.hands import Hands, LostError, WorkError
from kg.work.loop import run
from kg.work.outcome import Outcome

__all__ = ["Hands", "LostError", "Outcome", "Reads", "WorkError", "crew", "processors"]

Reads = Callable[[Iterable[Article]], Iterator[Sequence[Outcome]]]
"""Articles -> one outcome each, in any order, as many at a time as were read together."""

FEW = 200_000
"""Characters that one process reads while a pool would still be starting (five to ten seconds)."""
TIMEOUT = 120.0
"""Seconds for one article: an article of a million characters takes one."""


def processors() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def crew(
    model: str | None = None, jobs: int | None = None, executor: str | None = None, timeout: float = TIMEOUT
) -> Reads:
    """What reads articles with a model, in so many processes, or on a cluster (``dask://HOST:PORT``).

    ``jobs`` None means all processors.  ``timeout`` are seconds for one article.
    """
    if executor:
        return partial(hired, partial(in_cluster, executor, model, timeout))
    jobs = jobs or processors()
    if jobs == 1:
        return partial(hired, partial(in_this_process, model, timeout))
    return partial(fitting, model, jobs, timeout)


def fitting(
    model: str | None, jobs: int, timeout: float, articles: Iterable[Article]
) -> Iterator[Sequence[Outcome]]:
    """Few articles here, many in a pool."""
    source = iter(articles)
    first, size = [], 0
    for article in source:
        first.append(article)
        size += len(article.text)
        if size > FEW:
            return (yield from hired(partial(in_processes, jobs, model, timeout), chain(first, source)))
    yield from hired(partial(in_this_process, model, timeout), first)


def hired(hire: Callable[[], Hands], articles: Iterable[Article]) -> Iterator[Sequence[Outcome]]:
    """Outcomes from hands that are let go at the end, whatever the end is."""
    with closing(hire()) as hands:
        yield from run(hands, articles)


def in_this_process(model: str | None, timeout: float) -> Hands:
    """This process."""
    from kg import pipeline
    from kg.work.here import Here

    return Here(partial(pipeline.readings, model=model), timeout, partial(pipeline.prepare, model))


def in_processes(jobs: int, model: str | None, timeout: float) -> Hands:
    """Processes of this machine."""
    from kg.work.pool import Pool, worker

    return Pool(jobs, worker(model), timeout)


def in_cluster(address: str, model: str | None, timeout: float) -> Hands:
    """The machines behind a Dask scheduler."""
    from kg.work.cluster import Cluster

    return Cluster(address, model, timeout)
