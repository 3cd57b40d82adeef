"""How often a way of finding statements is right, as measured (``ontologies/confidence.tsv``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from kg.ontology.tables import rows


def confidence(pattern: str) -> float:
    """Share of statements of a pattern that were right, smoothed; of its longest known prefix else."""
    return share(_measured(), pattern)


def share(table: Mapping[str, float], pattern: str) -> float:
    """What the table has for a pattern, or else for its longest prefix."""
    return next(table[p] for p in prefixes(pattern) if p in table)


def prefixes(pattern: str) -> Iterator[str]:
    """``a:b``, ``a`` and the empty one."""
    while pattern:
        yield pattern
        pattern = pattern.rpartition(":")[0]
    yield ""


@cache
def _measured() -> Mapping[str, float]:
    return {pattern: float(share) for pattern, share in rows("confidence.tsv", ("pattern", "confidence"))}
