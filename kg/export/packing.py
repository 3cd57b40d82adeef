"""Discs around a disc, and groups of discs around a group."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

SECTORS = 720
"""Directions for which the outline of what is packed is known."""


def petals(center: float, radii: Sequence[float], gap: float) -> tuple[list[tuple[float, float]], float]:
    """Spots for discs in rings around a disc, and how far the last ring reaches."""
    spots: list[tuple[float, float]] = []
    edge = center + gap
    for ring in _rings(edge, radii, gap):
        widest = max(ring)
        distance = edge + widest
        spare = 2 * math.pi - sum(_angle(radius, distance, gap) for radius in ring)
        angle = len(spots) * 2.399963
        for radius in ring:
            half = (_angle(radius, distance, gap) + spare / len(ring)) / 2
            angle += half
            spots.append((distance * math.cos(angle), distance * math.sin(angle)))
            angle += half
        edge = distance + widest + gap
    return spots, edge - gap


def _rings(edge: float, radii: Sequence[float], gap: float) -> Iterator[list[float]]:
    """As many discs a ring as there is room for; ``radii`` grow."""
    ring: list[float] = []
    for radius in radii:
        distance = edge + radius
        full = sum(_angle(other, distance, gap) for other in (*ring, radius)) > 2 * math.pi
        if ring and full:
            yield ring
            edge += 2 * max(ring) + gap
            ring = []
        ring.append(radius)
    if ring:
        yield ring


def _angle(radius: float, distance: float, gap: float) -> float:
    """The angle under which a disc is seen."""
    return 2 * math.asin(min((radius + gap / 2) / distance, 1.0))


def pack(
    points: NDArray[np.float64], size: NDArray[np.float64], radii: Sequence[float], gap: float
) -> list[tuple[float, float]]:
    """Centres for components, each where least sticks out; that of the first, whose discs are given, is 0."""
    outline = _outline(points, size)
    spots = [(0.0, 0.0)]
    order = sorted(range(1, len(radii)), key=lambda at: (-radii[at], at))
    spots += [_place(outline, radii[at] + gap / 2) for at in order]
    found = dict(zip([0, *order], spots, strict=True))
    return [found[at] for at in range(len(radii))]


def _outline(points: NDArray[np.float64], size: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far the discs reach in each direction."""
    outline = np.zeros(SECTORS)
    for (x, y), radius in zip(points.tolist(), size.tolist(), strict=True):
        distance = math.hypot(x, y)
        half = math.pi if distance <= radius else math.asin(radius / distance)
        _raise(outline, math.atan2(y, x), half, distance + radius)
    return outline


def _raise(outline: NDArray[np.float64], angle: float, half: float, to: float) -> None:
    """Nothing more has room below ``to`` in these directions."""
    sectors = _sectors(angle, half)
    outline[sectors] = np.maximum(outline[sectors], to)


def _sectors(angle: float, half: float) -> NDArray[np.int64]:
    """The directions that a window covers."""
    unit = SECTORS / (2 * math.pi)
    first, last = math.floor((angle - half) * unit), math.ceil((angle + half) * unit)
    return np.arange(first, min(last, first + SECTORS - 1) + 1) % SECTORS


def _place(outline: NDArray[np.float64], radius: float) -> tuple[float, float]:
    """Put a disc where it comes closest to the middle, and raise the outline there."""
    level = _level(outline, radius)
    width = _width(radius, level)
    at = int(_highest(outline, width).argmin())
    distance = level + radius
    angle = (at + (width - 1) / 2) * 2 * math.pi / SECTORS
    _raise(outline, angle, math.asin(min(radius / distance, 1.0)), distance + radius)
    return distance * math.cos(angle), distance * math.sin(angle)


def _level(outline: NDArray[np.float64], radius: float) -> float:
    """The least level on which a disc fits somewhere, or little more: the higher, the narrower it looks."""
    low, high = float(outline.min()), float(outline.max())
    while high - low > radius / 16:
        middle = (low + high) / 2
        if float(_highest(outline, _width(radius, middle)).min()) <= middle:
            high = middle
        else:
            low = middle
    return high


def _width(radius: float, level: float) -> int:
    """How many directions a disc on that level covers."""
    half = math.asin(min(radius / (level + radius), 1.0))
    return min(2 * math.ceil(half * SECTORS / (2 * math.pi)) + 1, SECTORS)


def _highest(outline: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    """For each direction, how high the outline is from there on, over so many of them."""
    highest, covered = outline, 1
    while covered < width:
        step = min(covered, width - covered)
        highest = np.maximum(highest, np.roll(highest, -step))
        covered += step
    return highest
