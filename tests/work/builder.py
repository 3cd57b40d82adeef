"""``python builder.py STORE ARTICLES``: a build with two workers without a model, for tests that kill it."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from kg import building, work
from kg.store import Store
from kg.types import Article
from kg.work import outcome
from kg.work.pool import Pool

READER = (sys.executable, str(Path(__file__).with_name("reader.py")))
outcome.MOST = 8
building.EVERY = 0.05


def articles(number: int) -> list[Article]:
    """Short, all different, a few milliseconds each."""
    return [Article(f"{k:04}", f"slow article {k}", "2025-12-04") for k in range(number)]


def main(path: str, number: str) -> None:
    """Build, two processes; silent."""
    reads = partial(work.hired, lambda: Pool(2, READER, 60))
    with Store.open(path) as store:
        building.build(store, articles(int(number)), reads, "test", lambda tally: None)


if __name__ == "__main__":
    main(*sys.argv[1:])
