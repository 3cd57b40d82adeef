"""Colour and size of nodes and edges: the same in Gephi and in the picture."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from kg.export.network import ASSERTED, CLAIM, Edge, Node
from kg.types import Kind

Colour = tuple[int, int, int]

COLOURS: Mapping[str, Colour] = MappingProxyType(
    {
        Kind.PERSON: (47, 106, 173),
        Kind.COUNTRY: (200, 70, 48),
        Kind.ORGANIZATION: (226, 150, 42),
        Kind.GROUP: (122, 90, 160),
        Kind.PLACE: (64, 140, 92),
        Kind.THING: (120, 104, 92),
        CLAIM: (190, 196, 202),
    }
)
"""By kind of node; told apart with the common kinds of colour blindness, and claims recede."""
SOLID: Colour = (150, 158, 166)
"""An asserted edge."""
FAINT: Colour = (206, 176, 140)
"""An edge that nobody asserts."""
SMALLEST, LARGEST = 4.0, 40.0
UNNAMED, SAID = 3.0, 2.0


def colour(kind: str) -> Colour:
    """The colour of a kind of node."""
    return COLOURS.get(kind, COLOURS[Kind.THING])


def edge_colour(edge: Edge) -> Colour:
    """The colour of an edge by its status."""
    return SOLID if edge.status == ASSERTED else FAINT


def sizes(nodes: Iterable[Node]) -> list[float]:
    """Radii: a named actor's disc has an area after its mentions, whatever nobody could name is small."""
    nodes = list(nodes)
    most = max((node.mentions for node in nodes if node.named), default=1) or 1
    return [_size(node, most) for node in nodes]


def _size(node: Node, most: int) -> float:
    if node.kind == CLAIM:
        return SAID
    if not node.named:
        return UNNAMED
    return round(max(SMALLEST, LARGEST * math.sqrt(node.mentions / max(most, 25))), 1)
