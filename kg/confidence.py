"""Leaving out what was read with little confidence, and whatever hangs on it."""

from __future__ import annotations

from dataclasses import replace

from kg.types import Content, Occurrence, Reading


def confident(reading: Reading, least: float | None) -> Reading:
    """The reading without occurrences below ``least``, if that is given.

    What stands within a claim that is left out goes with it: kept alone it would be told as a fact.
    """
    if not least:
        return reading
    low = {o.number for o in reading.occurrences if o.evidence.confidence < least}
    gone = low | {o.number for o in reading.occurrences if low & set(o.attribution)}
    kept = tuple(detached(o, gone) for o in reading.occurrences if o.number not in gone)
    return replace(reading, occurrences=kept)


def detached(occurrence: Occurrence, gone: set[int]) -> Occurrence:
    """The occurrence, its content no longer naming a statement that is gone."""
    content = occurrence.object
    if isinstance(content, Content) and content.statement in gone:
        return replace(occurrence, object=replace(content, statement=None))
    return occurrence
