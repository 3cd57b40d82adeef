"""Where names stand in a picture: beside or on their discs, the largest first, none over another."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kg.export.labels import short

MOST, CERTAIN = 60, 25
"""Names in one picture, and how many of the largest discs have theirs whatever is around."""
ROOM = 38
"""Characters a name may have."""
SMALL, LARGE = 11.0, 19.0
"""Sizes of type."""
HALO = 3.5
_NARROW, _WIDE = frozenset("fijlrtI.,:;'’()|- "), frozenset("mwMW@%—")


class Caption(NamedTuple):
    """A name on the base line ``y``, which starts, ends or has its middle at ``x``."""

    text: str
    x: float
    y: float
    size: float
    anchor: str = "middle"


class Box(NamedTuple):
    """What a name or a disc covers."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two share some room."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


Named = tuple[str, float, float, float]
"""A name, and the middle and radius of its disc."""


def captions(named: Sequence[Named], unnamed: Iterable[Named], paper: float) -> list[Caption]:
    """Names for the largest discs, as many as have room; the very largest may hide specks around them."""
    ranked = sorted(named, key=lambda one: (-one[3], one))
    others = [*ranked, *unnamed]
    taken: list[Box] = []
    found: list[Caption] = []
    for rank, one in enumerate(ranked):
        fit = _fit(_places(one), [*taken, *_squares(others, one, 0)], paper)
        if fit is None and rank < CERTAIN:
            fit = _fit(_closest(one), [*taken, *_squares(others, one, one[3] / 2)], paper)
        if fit and len(found) < MOST:
            found.append(fit)
            taken.append(_box(fit))
    return found


def width(text: str, size: float) -> float:
    """At most as wide as a sans serif sets it: some are wider than Helvetica."""
    ems = sum(0.38 if c in _NARROW else 0.98 if c in _WIDE else 0.7 if c.isupper() else 0.61 for c in text)
    return ems * size


def _fit(places: Iterable[Caption], taken: Sequence[Box], paper: float) -> Caption | None:
    """The first place that covers nothing and stays on the paper."""
    for caption in places:
        box = _box(caption)
        if box.left >= 4 and box.right <= paper - 4 and not any(box.meets(other) for other in taken):
            return caption
    return None


def _closest(one: Named) -> Iterator[Caption]:
    """On the disc, whatever its size, or as usual."""
    name, x, y, radius = one
    yield Caption(short(name, ROOM), x, y + 0.35 * _size(radius), _size(radius))
    yield from _places(one)


def _size(radius: float) -> float:
    """The size of type beside a disc."""
    return round(min(SMALL + 8 * radius / 40, LARGE), 1)


def _places(one: Named) -> Iterator[Caption]:
    """On the disc if it is large; right, left, below, above; then the corners."""
    name, x, y, radius = one
    text = short(name, ROOM)
    size = _size(radius)
    half, drop = width(text, size) / 2, 0.35 * size
    if radius > 0.8 * half:
        yield Caption(text, x, y + drop, size)
    yield Caption(text, x + radius + 4, y + drop, size, "start")
    yield Caption(text, x - radius - 4, y + drop, size, "end")
    yield Caption(text, x, y + radius + 3 + 0.75 * size, size)
    yield Caption(text, x, y - radius - 3 - 0.15 * size, size)
    corner = radius * math.sqrt(0.5) + 2
    for right, anchor in ((corner, "start"), (-corner, "end")):
        for low in (1, -1):
            yield Caption(text, x + right, y + drop + low * (corner + 0.35 * size), size, anchor)


def _box(caption: Caption) -> Box:
    wide = width(caption.text, caption.size)
    left = caption.x - {"start": 0.0, "middle": wide / 2, "end": wide}[caption.anchor]
    return Box(left - 2, caption.y - 0.85 * caption.size, left + wide + 2, caption.y + 0.3 * caption.size)


def _squares(discs: Iterable[Named], own: Named, least: float) -> Iterator[Box]:
    """What the other discs cover that are at least so large; corners are free."""
    for disc in discs:
        if disc is not own and disc[3] >= least:
            _, x, y, radius = disc
            side = 0.85 * radius
            yield Box(x - side, y - side, x + side, y + side)
