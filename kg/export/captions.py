"""Where names stand in a picture: beside or on their discs, the largest first, none over another."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kg.export.labels import short

MOST = 60
"""Names in one picture."""
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
    """Names for the largest discs, as many as have room."""
    ranked = sorted(named, key=lambda one: (-one[3], one))
    discs = [_square(x, y, radius) for _, x, y, radius in [*ranked, *unnamed]]
    taken: list[Box] = []
    found: list[Caption] = []
    for number, one in enumerate(ranked):
        if len(found) == MOST:
            break
        others = [disc for at, disc in enumerate(discs) if at != number]
        fit = _fit(one, taken, others, paper)
        if fit:
            found.append(fit)
            taken.append(_box(fit))
    return found


def width(text: str, size: float) -> float:
    """About as wide as a sans serif sets it."""
    ems = sum(0.3 if c in _NARROW else 0.86 if c in _WIDE else 0.68 if c.isupper() else 0.55 for c in text)
    return ems * size


def _fit(one: Named, taken: Iterable[Box], discs: Iterable[Box], paper: float) -> Caption | None:
    """The first place that covers no name, no disc and no edge of the paper."""
    taken, discs = list(taken), list(discs)
    for caption in _places(one):
        box = _box(caption)
        if box.left < 4 or box.right > paper - 4 or any(box.meets(other) for other in taken):
            continue
        if not any(box.meets(disc) for disc in discs):
            return caption
    return None


def _places(one: Named) -> Iterator[Caption]:
    """On the disc if it is large; right, left, below, above; then the corners."""
    name, x, y, radius = one
    text = short(name, ROOM)
    size = round(min(SMALL + 8 * radius / 40, LARGE), 1)
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


def _square(x: float, y: float, radius: float) -> Box:
    """The square in a disc with the same area, nearly: corners are free."""
    side = 0.85 * radius
    return Box(x - side, y - side, x + side, y + side)
