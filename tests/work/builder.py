"""A build whose workers need no model, for tests that kill it.

    python builder.py STORE ARTICLES [dask://HOST:PORT]

Article 0007 kills whoever reads it; what is skipped is printed.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from kg import building, work
from kg.store import Store
from kg.types import Article
from kg.work import outcome
from kg.work.hands import Hands
from kg.work.pool import Pool

READER = (sys.executable, str(Path(__file__).with_name("reader.py")))
outcome.LARGEST = 1  # as if the articles were long: each is a chunk


def articles(number: int) -> list[Article]:
    """Short, all different, a few milliseconds each."""
    made = [Article(f"{k:04}", f"slow article {k}", "2025-12-04") for k in range(number)]
    made[7] = Article("0007", "poison")
    return made


def hands(address: str) -> Hands:
    """Two processes here, or a cluster."""
    if not address:
        return Pool(2, READER, 60)
    from kg.work.cluster import Cluster

    return Cluster(address, None, 60, READER)


def main(path: str, number: str, address: str = "") -> None:
    """Build."""
    with Store.open(path) as store:
        reads = partial(work.hired, partial(hands, address))
        done = building.build(store, articles(int(number)), reads, "test", lambda tally: None)
    for item in done.skipped:
        print(f"{item.where}: {item.reason}")


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except work.WorkError as error:
        sys.exit(f"stopped: {error}")
