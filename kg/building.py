"""Articles -> a store, as far as they are not in it yet: what ``kg build`` does, without the talking."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from kg.console import Progress, Tally
from kg.store import Store, fingerprint
from kg.types import Article, Reading, Skipped

Reads = Callable[[Iterable[Article]], Iterator[Reading | Skipped]]
"""The pipeline's first half: articles to readings."""

RIVAL = "two texts with this id in one run: one was kept, by the later date, else by its hash"


def build(
    store: Store, found: Iterable[Article | Skipped], reads: Reads, made_by: str, shown: Progress
) -> Tally:
    """Read the articles that the store does not hold as they are; what was set aside is kept there, too."""
    tally = Tally()
    store.forget_skipped()
    todo = wanted(store, found, made_by, tally)
    for first in todo:  # only now: a build with nothing to read need not load a model
        read_all(store, reads(chain([first], todo)), made_by, tally, shown)
    return tally


def read_all(
    store: Store, results: Iterable[Reading | Skipped], made_by: str, tally: Tally, shown: Progress
) -> None:
    """Keep what is read, as it comes."""
    for result in results:
        if isinstance(result, Skipped):
            set_aside(store, tally, result)
        else:
            store.add(result, made_by)
            tally.add(result)
        shown(tally)


def wanted(store: Store, found: Iterable[Article | Skipped], made_by: str, tally: Tally) -> Iterator[Article]:
    """The articles still to be read; what need not or cannot be goes into the tally.

    Of two texts with one id in one run the later date wins, then the greater hash: never the order of
    the files, or the graph would depend on it.
    """
    seen: dict[str, tuple[str, str]] = {}
    for article in found:
        if isinstance(article, Skipped):
            set_aside(store, tally, article)
            continue
        key = fingerprint(article, made_by)
        mine, best = (article.date or "", key), seen.get(article.id)
        if best and best != mine:
            set_aside(store, tally, Skipped(article.id, RIVAL))
        if best is None or best < mine:
            seen[article.id] = mine
        if best == mine or (seen[article.id] == mine and store.has(article.id, key)):
            tally.unchanged += 1
        elif seen[article.id] == mine:
            yield article


def set_aside(store: Store, tally: Tally, skipped: Skipped) -> None:
    """Count and keep what gave no reading."""
    tally.skipped.append(skipped)
    store.note_skipped(skipped)
