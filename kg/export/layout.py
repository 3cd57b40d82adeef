"""Where to draw the nodes: communities apart, discs side by side, components packed around the largest.

What hangs on a single node (most claims do) is set around it like petals; the rest finds its place by
forces, first coarsely, then finely (Walshaw 2003, Hu 2005), with the long-range forces summed over a
pyramid of grids (Barnes & Hut 1986).  Only the basic operations and the square root, in a fixed order:
the same network gives the same numbers, without random numbers and without BLAS.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.export.network import Network
from kg.export.packing import pack, petals

Position = tuple[float, float]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

GAP = 3.0
"""Least distance between two discs."""
FEW = 80
"""Up to so many nodes, all pairs are summed: faster than any grid."""
COARSE = 40
"""Coarsening ends here."""
FILLED = 0.16
"""Share of the area that discs take before they are pushed apart; by looking at news graphs."""
GOLDEN = math.pi * (3 - math.sqrt(5))


@dataclass(frozen=True, slots=True)
class Links:
    """Undirected, simple, weighted."""

    a: Ints
    b: Ints
    w: Floats

    def among(self, members: Ints, count: int) -> Links:
        """Those inside a set of nodes, in the set's own numbering."""
        number = np.full(count, -1, np.int64)
        number[members] = np.arange(len(members))
        a, b = number[self.a], number[self.b]
        inside = (a >= 0) & (b >= 0)
        return Links(a[inside], b[inside], self.w[inside])

    def sums(self, values: Floats, count: int) -> Floats:
        """Sum of a symmetric quantity over each node's links."""
        return _sums(self.a, values, count) + _sums(self.b, values, count)

    def differences(self, values: Floats, count: int) -> Floats:
        """Sum of an antisymmetric quantity, as seen from ``a``."""
        return _sums(self.a, values, count) - _sums(self.b, values, count)


def layout(network: Network, radii: Sequence[float]) -> list[Position]:
    """A position for each node, in the unit of the radii, rounded to one decimal."""
    count = len(network.nodes)
    if count == 0:
        return []
    links = _links(network)
    size = np.asarray(radii, np.float64)
    points = np.zeros((count, 2))
    components = list(_components(links, count))
    for members in components:
        points[members] = _component(links.among(members, count), size[members])
    _arrange(points, size, components)
    return [(round(x, 1) + 0.0, round(y, 1) + 0.0) for x, y in points.tolist()]


def _links(network: Network) -> Links:
    """Who is joined with whom; ten meetings pull more than one, but not ten times as much."""
    number = {node.id: at for at, node in enumerate(network.nodes)}
    count = len(number)
    ends = np.array([(number[e.source], number[e.target]) for e in network.edges], np.int64).reshape(-1, 2)
    weights = np.array([e.weight for e in network.edges], np.float64)
    ends.sort(axis=1)
    proper = ends[:, 0] != ends[:, 1]
    keys, which = np.unique(ends[proper, 0] * count + ends[proper, 1], return_inverse=True)
    return Links(keys // count, keys % count, np.sqrt(_sums(which, weights[proper], len(keys))))


def _components(links: Links, count: int) -> Iterator[Ints]:
    """Nodes that hang together, the largest component first."""
    label = np.arange(count)
    while True:  # every node takes the least label around, then the label's own label
        low = np.minimum(label[links.a], label[links.b])
        fresh = label.copy()
        np.minimum.at(fresh, label[links.a], low)
        np.minimum.at(fresh, label[links.b], low)
        fresh = fresh[fresh]
        if np.array_equal(fresh, label):
            break
        label = fresh
    order = np.argsort(label, kind="stable")
    cuts = np.flatnonzero(np.diff(label[order])) + 1
    yield from sorted(np.split(order, cuts), key=lambda members: (-len(members), int(members[0])))


# one component


def _component(links: Links, size: Floats) -> Floats:
    """Positions of a connected graph around its middle."""
    count = len(size)
    degree = np.bincount(links.a, minlength=count) + np.bincount(links.b, minlength=count)
    host = np.full(count, -1, np.int64)
    for leaf, other in ((links.a, links.b), (links.b, links.a)):
        hanging = (degree[leaf] == 1) & (degree[other] > 1)
        host[leaf[hanging]] = other[hanging]
    core = np.flatnonzero(host < 0)
    around, reach = _petals(host, size)
    points = np.zeros((count, 2))
    points[core] = _core(links.among(core, count), reach[core])
    hung = host >= 0
    points[hung] = points[host[hung]] + around[hung]
    return points


def _petals(host: Ints, size: Floats) -> tuple[Floats, Floats]:
    """Where the leaves are, seen from their hosts, and how far each host with its leaves reaches."""
    around, reach = np.zeros((len(size), 2)), size.copy()
    leaves = np.flatnonzero(host >= 0)
    leaves = leaves[np.lexsort((leaves, size[leaves], host[leaves]))]
    for group in np.split(leaves, np.flatnonzero(np.diff(host[leaves])) + 1):
        if len(group):
            center = host[group[0]]
            spots, reach[center] = petals(float(size[center]), size[group].tolist(), GAP)
            around[group] = spots
    return around, reach


def _core(links: Links, reach: Floats) -> Floats:
    """Positions of the discs of a connected graph by forces, without overlaps."""
    count = len(reach)
    if count == 1:
        return np.zeros((1, 2))
    if count == 2:
        half = (reach[0] + reach[1] + 4 * GAP) / 2
        return np.array([(-half, 0.0), (half, 0.0)])
    points = _multilevel(links, 1 + links.sums(np.ones(len(links.w)), count))
    points -= _mean(points)
    spread = math.sqrt(_total(points * points) / count) or 1.0
    wanted = math.sqrt(_total((reach + GAP) ** 2) / FILLED / 2)
    return _apart(points * (wanted / spread), reach)


def _multilevel(links: Links, mass: Floats) -> Floats:
    """Positions by forces: those of a coarser graph, refined."""
    count = len(mass)
    coarse = _coarser(links, mass) if count > COARSE else None
    if coarse is None or coarse.max() + 1 > 0.9 * count:
        return _settle(_sunflower(count), links, mass, 150 if count <= COARSE else 250)
    fewer = int(coarse.max()) + 1
    points = _multilevel(_merged(links, coarse, fewer), _sums(coarse, mass, fewer))
    points = points[coarse] * math.sqrt(count / fewer) + 0.3 * _twist(count)
    return _settle(points, links, mass, 60)


def _coarser(links: Links, mass: Floats) -> Ints:
    """A group for each node: it joins the neighbour it is bound to most, groups staying small."""
    count = len(mass)
    neighbours: list[list[tuple[float, int]]] = [[] for _ in range(count)]
    heavy = mass.tolist()
    for a, b, w in zip(links.a.tolist(), links.b.tolist(), links.w.tolist(), strict=True):
        bond = -w / (heavy[a] * heavy[b])
        neighbours[a].append((bond, b))
        neighbours[b].append((bond, a))
    group, members = [-1] * count, [0] * count
    for node in sorted(range(count), key=lambda i: (heavy[i], i)):
        if group[node] >= 0:
            continue
        free = [pair for pair in neighbours[node] if group[pair[1]] < 0 or members[group[pair[1]]] < 4]
        group[node] = node
        if free:
            other = min(free, key=lambda pair: (group[pair[1]] >= 0, pair))[1]
            group[node] = group[other] if group[other] >= 0 else node
            if group[other] < 0:
                group[other] = node
                members[node] += 1
        members[group[node]] += 1
    return np.unique(np.array(group), return_inverse=True)[1].astype(np.int64)


def _merged(links: Links, coarse: Ints, count: int) -> Links:
    """The links between groups."""
    a, b = coarse[links.a], coarse[links.b]
    low, high = np.minimum(a, b), np.maximum(a, b)
    between = low != high
    keys, which = np.unique(low[between] * count + high[between], return_inverse=True)
    return Links(keys // count, keys % count, _sums(which, links.w[between], len(keys)))


def _sunflower(count: int) -> Floats:
    """Evenly over a disc, with one node a unit."""
    turns = range(count)
    return np.array([_polar(math.sqrt(i + 0.5), i * GOLDEN) for i in turns])


def _twist(count: int) -> Floats:
    """Small steps in all directions, or nodes of one group would stay together for ever."""
    return np.array([_polar(1.0, i * GOLDEN) for i in range(count)])


def _polar(radius: float, angle: float) -> Position:
    return radius * math.cos(angle), radius * math.sin(angle)


# forces


def _settle(points: Floats, links: Links, mass: Floats, steps: int) -> Floats:
    """Positions after so many steps, each shorter than the one before."""
    count = len(mass)
    repulsion = _all_pairs if count <= FEW else _pyramid
    w = links.w / (_total(links.w) / len(links.w))
    center = _mean(points)
    for step in range(steps):
        cool = 1.0 - step / steps
        span = points[links.a] - points[links.b]
        pull = w / np.sqrt(np.sqrt(span[:, 0] ** 2 + span[:, 1] ** 2) + 0.01)
        stiff = links.sums(pull, count) + 0.02 * mass
        force = repulsion(points, mass, step) - 0.02 * mass[:, None] * (points - center)
        for axis in (0, 1):
            force[:, axis] -= links.differences(pull * span[:, axis], count)
        move = 0.7 * force / stiff[:, None]
        length = np.sqrt(move[:, 0] ** 2 + move[:, 1] ** 2)
        longest = 4.0 * cool + 0.05
        points = points + move * (longest / np.maximum(length, longest))[:, None]
    return points


def _all_pairs(points: Floats, mass: Floats, step: int) -> Floats:
    """Repulsion of each node by all others."""
    span = points[:, None, :] - points[None, :, :]
    strength = mass[:, None] * mass[None, :] / (span[:, :, 0] ** 2 + span[:, :, 1] ** 2 + 0.01)
    return np.asarray((span * strength[:, :, None]).sum(axis=1), np.float64)


def _pyramid(points: Floats, mass: Floats, step: int) -> Floats:
    """Repulsion of each node: by near ones singly, by far ones in bunches, the farther the larger."""
    depth = max(3, math.ceil(math.log2(len(mass)) / 2))
    low, high = points.min(axis=0), points.max(axis=0)
    side = float((high - low).max()) * 1.25 + 1e-9
    shift = (step * 0.618034) % 1.0 * 0.2  # another grid each time, or its lines would show
    unit = (points - low) / side + shift
    field = np.zeros_like(points)
    for level in range(2, depth + 1):
        field += _bunches(points, mass, (unit * 2**level).astype(np.int64), level)
    cells = (unit * 2**depth).astype(np.int64)
    return field * mass[:, None] + _near(points, mass, cells)


_OFFSETS = np.array([(x, y) for x in range(-3, 4) for y in range(-3, 4) if max(abs(x), abs(y)) > 1])


def _bunches(points: Floats, mass: Floats, cells: Ints, level: int) -> Floats:
    """The field at each node of the cells that its cell's parent is next to and the cell is not."""
    width = 2**level + 8
    at = (cells[:, 0] + 4) * width + cells[:, 1] + 4
    weight = _sums(at, mass, width * width)
    some = np.flatnonzero(weight)
    middle = [_sums(at, mass * points[:, axis], width * width) for axis in (0, 1)]
    for values in middle:
        values[some] /= weight[some]
    odd = (some // width % 2, some % width % 2)
    others = some[None, :] + (_OFFSETS[:, 0] * width + _OFFSETS[:, 1])[:, None]
    heavy = weight[others]
    for axis in (0, 1):
        offset = _OFFSETS[:, axis][:, None]
        heavy[((offset == -3) & (odd[axis] == 0)[None, :]) | ((offset == 3) & (odd[axis] == 1)[None, :])] = 0
    x, y = (values[some][None, :] - values[others] for values in middle)
    heavy /= x * x + y * y + 0.01
    field = np.zeros((width * width, 2))
    field[some, 0], field[some, 1] = (x * heavy).sum(axis=0), (y * heavy).sum(axis=0)
    return np.asarray(field[at], np.float64)


def _near(points: Floats, mass: Floats, cells: Ints) -> Floats:
    """Repulsion by the nodes of the same cell and of those around it."""
    count = len(mass)
    a, b = _neighbours(cells)
    span = points[a] - points[b]
    strength = mass[a] * mass[b] / (span[:, 0] ** 2 + span[:, 1] ** 2 + 0.01)
    pairs = Links(a, b, strength)
    return np.stack([pairs.differences(strength * span[:, axis], count) for axis in (0, 1)], axis=1)


def _neighbours(cells: Ints) -> tuple[Ints, Ints]:
    """All pairs of nodes in the same cell or in cells that touch, each pair once."""
    width = int(cells[:, 1].max()) + 3
    order, ranked = _by_cell(cells, width)
    pairs = [_pairs(order, order, np.arange(1, len(order) + 1), np.searchsorted(ranked, ranked, "right"))]
    for offset in (1, width - 1, width, width + 1):
        first = np.searchsorted(ranked, ranked + offset, "left")
        pairs.append(_pairs(order, order, first, np.searchsorted(ranked, ranked + offset, "right")))
    return np.concatenate([a for a, _ in pairs]), np.concatenate([b for _, b in pairs])


def _around(cells: Ints, some: Ints, far: Ints) -> tuple[Ints, Ints]:
    """Pairs of each of some nodes with all nodes so many cells around it."""
    width = int(cells[:, 1].max()) + 1
    order, ranked = _by_cell(cells, width)
    rows = 2 * far + 1
    far, owners = np.repeat(far, rows), np.repeat(some, rows)
    row = cells[owners, 0] - far + np.arange(len(owners)) - np.repeat(np.cumsum(rows) - rows, rows)
    low = row * width + np.maximum(cells[owners, 1] - far, 0)
    high = row * width + np.minimum(cells[owners, 1] + far, width - 1)
    first, end = np.searchsorted(ranked, low, "left"), np.searchsorted(ranked, high, "right")
    return _pairs(owners, order, first, end)


def _by_cell(cells: Ints, width: int) -> tuple[Ints, Ints]:
    """The nodes cell by cell, row after row, and the number of the cell of each in that order."""
    key = cells[:, 0] * width + cells[:, 1]
    order = np.argsort(key, kind="stable")
    return order, key[order]


def _pairs(owners: Ints, order: Ints, first: Ints, end: Ints) -> tuple[Ints, Ints]:
    """Each owner with those that are from ``first`` to ``end`` in the order."""
    counts = np.maximum(end - first, 0)
    total = int(counts.sum())
    start = np.repeat(first - (np.cumsum(counts) - counts), counts)
    return np.repeat(owners, counts), order[start + np.arange(total)]


# discs


def _apart(points: Floats, reach: Floats) -> Floats:
    """Discs that overlap move away from each other until none does, or nearly."""
    grid = max(2 * (float(np.sort(reach)[int(0.95 * (len(reach) - 1))]) + GAP), 1.0)
    for _ in range(120):
        cells = ((points - points.min(axis=0)) / grid).astype(np.int64)
        a, b = _touching(points, reach, *_candidates(cells, reach, grid))
        if not len(a):
            break
        points = points + _push(points, reach, a, b)
    return points


def _candidates(cells: Ints, reach: Floats, grid: float) -> tuple[Ints, Ints]:
    """Pairs that may overlap: neighbours, and what is around a large disc and not larger."""
    is_large = 2 * (reach + GAP) > grid
    large = np.flatnonzero(is_large)
    a, b = _neighbours(cells)
    small = ~(is_large[a] | is_large[b])
    owners, others = _around(cells, large, np.ceil((2 * reach[large] + GAP) / grid).astype(np.int64))
    once = (reach[others] < reach[owners]) | ((reach[others] == reach[owners]) & (others > owners))
    return np.concatenate([a[small], owners[once]]), np.concatenate([b[small], others[once]])


def _touching(points: Floats, reach: Floats, a: Ints, b: Ints) -> tuple[Ints, Ints]:
    """Those pairs of discs that are too close."""
    span = points[a] - points[b]
    least = reach[a] + reach[b] + GAP
    close = span[:, 0] ** 2 + span[:, 1] ** 2 < (0.999 * least) ** 2
    return a[close], b[close]


def _push(points: Floats, reach: Floats, a: Ints, b: Ints) -> Floats:
    """The step of each disc away from those it overlaps; the larger one moves less."""
    count = len(reach)
    span = points[a] - points[b]
    length = np.sqrt(span[:, 0] ** 2 + span[:, 1] ** 2)
    span[length == 0] = (1.0, 0.5)
    lack = (reach[a] + reach[b] + GAP - length) / np.maximum(length, 1.0)
    share = reach[b] ** 2 / (reach[a] ** 2 + reach[b] ** 2)
    step = np.zeros((count, 2))
    for axis in (0, 1):
        push = 0.6 * lack * span[:, axis]
        step[:, axis] = _sums(a, push * share, count) - _sums(b, push * (1 - share), count)
    return step


def _arrange(points: Floats, size: Floats, components: Sequence[Ints]) -> None:
    """Move each component to its place around the first."""
    radii = []
    for members in components:
        inner = points[members]
        low = (inner - size[members][:, None]).min(axis=0)
        high = (inner + size[members][:, None]).max(axis=0)
        inner = inner - (low + high) / 2
        points[members] = inner
        radii.append(float((np.sqrt(inner[:, 0] ** 2 + inner[:, 1] ** 2) + size[members]).max()))
    first = components[0]
    for members, spot in zip(components, pack(points[first], size[first], radii, 4 * GAP), strict=True):
        points[members] += spot


def _sums(at: Ints, values: Floats, count: int) -> Floats:
    """For each of ``count`` places, the sum of the values that are there."""
    return np.asarray(np.bincount(at, values, count), np.float64)


def _mean(points: Floats) -> Floats:
    return np.array([_total(points[:, axis]) for axis in (0, 1)]) / len(points)


def _total(values: Floats) -> float:
    """The exact sum, which no order of adding can change."""
    return math.fsum(values.ravel().tolist())
