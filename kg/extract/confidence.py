"""How often a way of finding statements is right, as measured (``ontologies/confidence.tsv``)."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


def confidence(pattern: str) -> float:
    """Share of statements of a pattern that were right, smoothed; of its longest known prefix else."""
    table = _measured()
    while pattern:
        if pattern in table:
            return table[pattern]
        pattern = pattern.rpartition(":")[0]
    return table[""]


@cache
def _measured() -> Mapping[str, float]:
    with files("kg.ontologies").joinpath("confidence.tsv").open(encoding="utf-8") as lines:
        rows = csv.DictReader((x for x in lines if not x.startswith("#")), delimiter="\t")
        return {r["pattern"]: float(r["confidence"]) for r in rows}
