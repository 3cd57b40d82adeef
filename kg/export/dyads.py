"""Country dyads by month: how often, in which quad class, and how cooperative; a table for regressions.

A row is a source country, a target country, a month and a quad class.  Events between actors of one country
are rows too; what is done together counts in both directions.  An event without a country on either side, or
without any date, is in no row.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import permutations, product
from typing import TextIO

from kg.export.coded import Event, events
from kg.export.options import Options
from kg.types import Graph

COLUMNS = ("source", "target", "month", "quad_class", "events", "articles", "mean_score")
Cell = tuple[str, str, str, int]


def write(graph: Graph, out: TextIO, options: Options) -> None:
    """Header and rows, sorted."""
    table = csv.writer(out)
    table.writerow(COLUMNS)
    table.writerows(rows(events(graph, options)))


def rows(told: Iterable[Event]) -> Iterator[tuple[str | int, ...]]:
    """The rows: scores are means over events, to two decimals."""
    cells: dict[Cell, list[Event]] = defaultdict(list)
    for event in told:
        for source, target in _directions(event):
            if event.date is not None:
                cells[source, target, event.date[:7], event.scale.quad].append(event)
    for cell in sorted(cells):
        here = cells[cell]
        articles = {evidence.article for event in here for evidence in event.statement.evidence}
        score = sum(event.scale.score for event in here) / len(here)
        yield (*cell, len(here), len(articles), f"{score:.2f}")


def _directions(event: Event) -> Iterator[tuple[str, str]]:
    """Pairs of countries, from and to."""
    sources = [party.code.country for party in event.sources]
    targets = [party.code.country for party in event.targets]
    pairs = product(sources, targets) if targets else permutations(sources, 2)
    yield from dict.fromkeys((a, b) for a, b in pairs if a and b)
