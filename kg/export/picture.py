"""An SVG to print: the largest components of the network, labelled, without claims.

Discs are coloured by kind and sized by evidence; arrows are coloured by whether they tell of cooperation
or of conflict.  Any browser shows names and counts under the pointer.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TextIO

from kg.export.captions import HALO, Caption, captions, width
from kg.export.layout import Position, layout
from kg.export.looks import COLOURS, Colour, colour, sizes
from kg.export.markup import attribute
from kg.export.network import ASSERTED, Edge, Network, Node, network
from kg.export.options import Options
from kg.ontology.words import CONFLICTUAL, COOPERATIVE
from kg.types import Graph

TOP = 150
"""Actors shown unless the options ask for another number."""
MARGIN, HEAD, FOOT = 36.0, 84.0, 64.0
WIDTH, LEAST = 1200.0, 480.0
"""Of the drawing, and the least height of its field, in the unit of the radii."""
AIR = 8.0
"""Around each disc, for arrows and names."""
RIM = (42.0, 14.0)
"""Around each component, across and down."""
LARGEST_SCALE, SPECK = 1.6, 2.5
"""Few nodes are not drawn larger, nor many smaller."""
BEND = 0.14
"""How far a curve leaves the straight line, as a share of its length."""
INK, PALE = "#22262b", "#6b727a"
TONES: Mapping[str, Colour] = {
    "cooperation": (58, 134, 138),
    "conflict": (196, 64, 64),
    "other": (146, 152, 160),
}
"""Colours of arrows, in the order they are drawn from the top."""
TOLD = {"cooperation": "cooperation", "conflict": "conflict", "other": "roles, statements, other"}


@dataclass(frozen=True, slots=True)
class Disc:
    """A node on the paper."""

    node: Node
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Arrow:
    """All edges of one tone from one node to another."""

    source: Disc
    target: Disc
    tone: str
    weight: int
    words: str


def write(graph: Graph, out: TextIO, options: Options) -> None:
    """The graph as a picture; ``options.top`` is 150 unless it is given, and there are no claims."""
    whole = network(graph, replace(options, claims=False, top=None))
    shown = largest(whole, options.top or TOP)
    out.writelines(document(shown, heading(shown, whole, graph)))


def document(shown: Network, told: tuple[str, str]) -> Iterator[str]:
    """Pieces of the drawing, of one element at least."""
    discs, height = placed(shown)
    total = HEAD + height + FOOT
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {total:g}" width="{WIDTH:g}" '
        f'height="{total:g}" font-family="Helvetica, Arial, Liberation Sans, sans-serif">\n'
        f'<rect width="{WIDTH:g}" height="{total:g}" fill="#fff"/>\n'
    )
    yield _text(MARGIN, 42, 24, told[0], "700", INK)
    yield _text(MARGIN, 66, 14, told[1], "400", PALE)
    yield from _arrows(arrows(shown.edges, {disc.node.id: disc for disc in discs}))
    yield from _discs(discs)
    yield from _captions(_named(discs))
    yield from _legend({disc.node.kind for disc in discs}, HEAD + height + FOOT - 24)
    yield "</svg>\n"


# what is shown


def largest(whole: Network, count: int) -> Network:
    """So many nodes at most: the largest components, the first one cut to its best-proved part if need be."""
    kept: set[str] = set()
    for members in components(whole):
        if len(kept) + len(members) <= count:
            kept |= members
        elif not kept:
            return _among(whole, components(best(_among(whole, members), count))[0])
    return _among(whole, kept)


def components(whole: Network) -> list[set[str]]:
    """Ids of nodes that hang together, the largest component first, then by the first id."""
    label = {node.id: node.id for node in whole.nodes}

    def root(id: str) -> str:
        while label[id] != id:
            label[id] = label[label[id]]
            id = label[id]
        return id

    for edge in whole.edges:
        low, high = sorted((root(edge.source), root(edge.target)))
        label[high] = low
    members: dict[str, set[str]] = defaultdict(set)
    for id in label:
        members[root(id)].add(id)
    return [members[id] for id in sorted(members, key=lambda id: (-len(members[id]), id))]


def best(whole: Network, count: int) -> Network:
    """So many nodes: named ones first, then those with most evidence."""
    ranked = sorted(whole.nodes, key=lambda node: (not node.named, -node.mentions, node.id))
    return _among(whole, {node.id for node in ranked[:count]})


def _among(shown: Network, kept: Collection[str]) -> Network:
    """The nodes that are kept, and the edges between them; loops cannot be drawn."""
    edges = (e for e in shown.edges if e.source in kept and e.target in kept and e.source != e.target)
    return Network(tuple(node for node in shown.nodes if node.id in kept), tuple(edges))


def heading(shown: Network, whole: Network, graph: Graph) -> tuple[str, str]:
    """Title and subtitle: what is seen, out of what."""
    title = f"{_count(len(shown.nodes), 'actor')}, {_count(len(shown.edges), 'relation')}"
    source = f"The largest components of {_count(len(whole.nodes), 'linked actor')}"
    source += f" in {_count(len(graph.articles), 'article')}"
    days = sorted(article.date[:10] for article in graph.articles.values() if article.date)
    return title, f"{source}, {_span(days[0], days[-1])}" if days else source


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _span(first: str, last: str) -> str:
    """The period between two days, in words."""
    return _spelled(first) if first == last else f"{_spelled(first)} – {_spelled(last)}"


def _spelled(day: str) -> str:
    """The day as a newspaper writes it; anything else as it is."""
    months = "January February March April May June July August September October November December"
    try:
        told = date.fromisoformat(day)
    except ValueError:
        return day
    return f"{told.day} {months.split()[told.month - 1]} {told.year}"


# where


def placed(shown: Network) -> tuple[list[Disc], float]:
    """The discs on the paper, and the height of the field they take."""
    radii = dict(zip([node.id for node in shown.nodes], sizes(shown.nodes), strict=True))
    parts = [_part(_among(shown, members), radii) for members in components(shown)]
    square = math.sqrt(math.fsum(part.wide * part.high for part in parts))
    rows = list(_rows(parts, max([1.2 * square, *(part.wide for part in parts[:1])])))
    scale = min((WIDTH - 2 * MARGIN) / max([1.0, *map(_wide, rows)]), LARGEST_SCALE)
    top, discs = HEAD, list[Disc]()
    for row in rows:
        high = max(part.high for part in row)
        gap = (WIDTH - 2 * MARGIN - scale * _wide(row)) / len(row)
        left = MARGIN + gap / 2
        for part in row:
            discs += part.discs(left, top + scale * (high - part.high) / 2, scale)
            left += scale * part.wide + gap
        top += scale * high
    return discs, round(max(top - HEAD, LEAST), 1)


@dataclass(frozen=True, slots=True)
class Part:
    """A component in its own rectangle."""

    nodes: tuple[Node, ...]
    points: list[Position]
    radii: list[float]
    wide: float
    high: float

    def discs(self, left: float, top: float, scale: float) -> Iterator[Disc]:
        """Its nodes, with the rectangle at this corner."""
        for node, (x, y), radius in zip(self.nodes, self.points, self.radii, strict=True):
            r = max(scale * radius, SPECK)
            yield Disc(node, round(left + scale * x, 1), round(top + scale * y, 1), round(r, 1))


def _wide(row: Iterable[Part]) -> float:
    return math.fsum(part.wide for part in row)


def _part(component: Network, radii: Mapping[str, float]) -> Part:
    """The component laid out, its longer side across the paper, with a rim for names."""
    own = [radii[node.id] for node in component.nodes]
    points = _turned(layout(component, [radius + AIR for radius in own]))
    low = [min(p[axis] - r for p, r in zip(points, own, strict=True)) - RIM[axis] for axis in (0, 1)]
    high = [max(p[axis] + r for p, r in zip(points, own, strict=True)) + RIM[axis] for axis in (0, 1)]
    moved = [(x - low[0], y - low[1]) for x, y in points]
    return Part(component.nodes, moved, own, high[0] - low[0], high[1] - low[1])


def _rows(parts: Iterable[Part], wide: float) -> Iterator[list[Part]]:
    """The parts line by line: the first comes first, then the highest ones."""
    parts = list(parts)
    row: list[Part] = []
    for part in parts[:1] + sorted(parts[1:], key=lambda part: (-part.high, part.nodes[0].id)):
        if row and sum(other.wide for other in row) + part.wide > wide:
            yield row
            row = []
        row.append(part)
    if row:
        yield row


def _turned(points: Sequence[Position]) -> list[Position]:
    """The points around their middle, most spread along the first axis."""
    count = len(points)
    mean = [math.fsum(p[axis] for p in points) / count for axis in (0, 1)]
    moved = [(x - mean[0], y - mean[1]) for x, y in points]
    xx, yy, xy = (math.fsum(p[a] * p[b] for p in moved) for a, b in ((0, 0), (1, 1), (0, 1)))
    angle = math.atan2(2 * xy, xx - yy) / 2
    cos, sin = math.cos(angle), math.sin(angle)
    return [(x * cos + y * sin, y * cos - x * sin) for x, y in moved]


# arrows


def arrows(edges: Iterable[Edge], discs: Mapping[str, Disc]) -> list[Arrow]:
    """One arrow for all edges of a tone between two nodes; those that matter most come last, on top."""
    groups: dict[tuple[str, str, str], list[Edge]] = defaultdict(list)
    for edge in edges:
        groups[edge.source, edge.target, tone(edge)].append(edge)
    found = [
        Arrow(discs[source], discs[target], name, sum(e.weight for e in some), _told(some))
        for (source, target, name), some in groups.items()
    ]
    order = list(TONES)
    return sorted(found, key=lambda a: (-order.index(a.tone), a.weight, a.source.node.id, a.target.node.id))


def tone(edge: Edge) -> str:
    """Cooperation or conflict by the edge's PLOVER type, if it is asserted."""
    if edge.status == ASSERTED and edge.type in COOPERATIVE:
        return "cooperation"
    return "conflict" if edge.status == ASSERTED and edge.type in CONFLICTUAL else "other"


def _told(edges: Iterable[Edge]) -> str:
    """The edges' labels."""
    return ", ".join(sorted({edge.label for edge in edges}))


def _arrows(found: Iterable[Arrow]) -> Iterator[str]:
    """Curves that bend to the left of their way, so that there and back are two, and their heads."""
    yield '<g fill="none" stroke-linecap="round" stroke-opacity=".65">\n'
    for arrow in found:
        rgb = _hex(TONES[arrow.tone])
        stroke = round(min(0.9 + 0.5 * math.sqrt(arrow.weight), 4.0), 1)
        told = f"{arrow.source.node.label} → {arrow.target.node.label}: {arrow.words}"
        yield (
            f'<path d="{_curve(arrow, 3.5 + 1.5 * stroke)}" stroke="{rgb}" stroke-width="{stroke}">'
            f"<title>{attribute(told)}</title></path>\n"
        )
    yield "</g>\n"


def _curve(arrow: Arrow, head: float) -> str:
    """From rim to rim, with the two strokes of the head."""
    a, b = arrow.source, arrow.target
    dx, dy = b.x - a.x, b.y - a.y
    mx, my = (a.x + b.x) / 2 + BEND * dy, (a.y + b.y) / 2 - BEND * dx
    x1, y1 = _towards(a, mx, my, a.radius)
    x2, y2 = _towards(b, mx, my, b.radius + 1.5)
    path = f"M{x1:.1f} {y1:.1f}Q{mx:.1f} {my:.1f} {x2:.1f} {y2:.1f}"
    head = min(head, 0.6 * math.hypot(x2 - x1, y2 - y1))
    angle = math.atan2(my - b.y, mx - b.x)
    left, right = (_step(x2, y2, angle + turn, head) for turn in (0.42, -0.42))
    return f"{path}M{left[0]:.1f} {left[1]:.1f}L{x2:.1f} {y2:.1f} {right[0]:.1f} {right[1]:.1f}"


def _towards(disc: Disc, x: float, y: float, far: float) -> Position:
    """The point so far from the disc's middle in the direction of another."""
    return _step(disc.x, disc.y, math.atan2(y - disc.y, x - disc.x), far)


def _step(x: float, y: float, angle: float, far: float) -> Position:
    return x + far * math.cos(angle), y + far * math.sin(angle)


# the rest


def _discs(discs: Iterable[Disc]) -> Iterator[str]:
    """Large ones first, so that none hides another."""
    yield '<g stroke="#fff" stroke-width="1.2">\n'
    for disc in sorted(discs, key=lambda d: (-d.radius, d.node.id)):
        rgb = _hex(colour(disc.node.kind))
        told = f"{disc.node.label}: {_count(disc.node.mentions, 'sentence')}"
        yield (
            f'<circle cx="{disc.x}" cy="{disc.y}" r="{disc.radius}" fill="{rgb}">'
            f"<title>{attribute(told)}</title></circle>\n"
        )
    yield "</g>\n"


def _named(discs: Iterable[Disc]) -> list[Caption]:
    """Names for discs of those who have one."""
    groups: dict[bool, list[tuple[str, float, float, float]]] = {True: [], False: []}
    for disc in discs:
        groups[disc.node.named].append((disc.node.label, disc.x, disc.y, disc.radius))
    return captions(groups[True], groups[False], WIDTH)


def _captions(found: Iterable[Caption]) -> Iterator[str]:
    """The halos first: none may eat into another's letters."""
    found = list(found)
    yield f'<g fill="none" stroke="#fff" stroke-width="{HALO}" stroke-linejoin="round">\n'
    yield from (_caption(caption) for caption in found)
    yield f'</g>\n<g fill="{INK}">\n'
    yield from (_caption(caption) for caption in found)
    yield "</g>\n"


def _caption(caption: Caption) -> str:
    anchor = "" if caption.anchor == "start" else f' text-anchor="{caption.anchor}"'
    place = f'x="{caption.x:.1f}" y="{caption.y:.1f}" font-size="{caption.size:g}"{anchor}'
    return f"<text {place}>{attribute(caption.text)}</text>\n"


def _legend(kinds: Collection[str], y: float) -> Iterator[str]:
    """Kinds that are there, and the tones."""
    x = MARGIN
    for kind in (kind for kind in COLOURS if kind in kinds):
        yield f'<circle cx="{x + 6:.1f}" cy="{y - 4.5:.1f}" r="6" fill="{_hex(colour(kind))}"/>\n'
        yield _text(x + 18, y, 13, str(kind), "400", INK)
        x += 18 + width(str(kind), 13) + 20
    x += 16
    for tone, rgb in TONES.items():
        line = f"M{x:.1f} {y - 4.5:.1f}h26m-6 -4l6 4l-6 4"
        yield f'<path d="{line}" fill="none" stroke="{_hex(rgb)}" stroke-width="2"/>\n'
        yield _text(x + 33, y, 13, TOLD[tone], "400", INK)
        x += 33 + width(TOLD[tone], 13) + 20


def _hex(rgb: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*rgb)


def _text(x: float, y: float, size: int, text: str, weight: str, fill: str) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" font-weight="{weight}" fill="{fill}">'
        f"{attribute(text)}</text>\n"
    )
