"""How often a way of finding statements is right, as measured (``ontologies/confidence.tsv``)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kg.ontology.tables import rows


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
    return {pattern: float(share) for pattern, share in rows("confidence.tsv", ("pattern", "confidence"))}
