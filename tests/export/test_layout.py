from __future__ import annotations

import subprocess
import sys
from itertools import combinations
from math import atan2, hypot, isfinite, pi

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.export.layout import GAP, Position, _candidates, _touching, layout
from kg.export.network import Edge, Network, Node


def net(count: int, links: list[tuple[int, int]]) -> Network:
    nodes = tuple(Node(f"n{i:04}", str(i), "Person") for i in range(count))
    edges = tuple(
        Edge(f"e{at}", nodes[a].id, nodes[b].id, "met", "met", "met", "asserted")
        for at, (a, b) in enumerate(links)
    )
    return Network(nodes, edges)


def grid(side: int) -> Network:
    at = [(x, y) for x in range(side) for y in range(side)]
    links = [(x * side + y, x * side + y + 1) for x, y in at if y + 1 < side]
    return net(side * side, links + [(x * side + y, (x + 1) * side + y) for x, y in at if x + 1 < side])


def apart(points: list[Position], radii: list[float], least: float) -> bool:
    pairs = combinations(zip(points, radii, strict=True), 2)
    return all(hypot(p[0] - q[0], p[1] - q[1]) > least * (r + s) for (p, r), (q, s) in pairs)


def test_nothing_is_nowhere() -> None:
    assert layout(Network(), []) == []


@pytest.mark.parametrize(
    "shown", [net(1, []), net(7, []), net(2, [(0, 1)]), net(2, [(0, 0), (0, 1), (1, 0)]), grid(3), grid(12)]
)
def test_discs_do_not_overlap(shown: Network) -> None:
    radii = [4.0 + at % 5 for at in range(len(shown.nodes))]
    points = layout(shown, radii)
    assert len(points) == len(shown.nodes)
    assert apart(points, radii, 1.0)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 30), st.data())
def test_any_network_has_finite_distinct_places(count: int, data: st.DataObject) -> None:
    ends = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1))
    shown = net(count, data.draw(st.lists(ends, max_size=60)))
    radii = data.draw(st.lists(st.floats(1, 40), min_size=count, max_size=count))
    points = layout(shown, radii)
    assert all(isfinite(value) for point in points for value in point)
    assert len(set(points)) == count
    assert points == layout(shown, radii)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 500), st.floats(0, 500), st.floats(1, 200)), min_size=2, max_size=40))
def test_the_grid_finds_every_overlap_once(discs: list[tuple[float, float, float]]) -> None:
    points, reach = np.array(discs)[:, :2], np.array(discs)[:, 2]
    for grid in (2 * (float(np.median(reach)) + GAP), 2 * (float(reach.max()) + GAP)):
        cells = ((points - points.min(axis=0)) / grid).astype(np.int64)
        found = _touching(points, reach, *_candidates(cells, reach, grid))
        every = _touching(points, reach, *np.triu_indices(len(discs), 1))
        assert sorted(map(sorted, np.transpose(found).tolist())) == np.transpose(every).tolist()


def test_neighbours_are_near() -> None:
    shown = grid(10)
    points = dict(zip((n.id for n in shown.nodes), layout(shown, [4.0] * 100), strict=True))

    def far(a: str, b: str) -> float:
        return hypot(points[a][0] - points[b][0], points[a][1] - points[b][1])

    linked = [far(edge.source, edge.target) for edge in shown.edges]
    every = [far(a, b) for a, b in combinations(points, 2)]
    assert sum(linked) / len(linked) < sum(every) / len(every) / 3


def test_small_components_gather_around_the_largest() -> None:
    star = [(0, at) for at in range(1, 9)] + [(at, at + 8) for at in range(1, 9)]
    count = 17 + 2 * 150
    shown = net(count, star + [(at, at + 1) for at in range(17, count, 2)])
    radii = [20.0] + [4.0] * (count - 1)
    points = layout(shown, radii)
    assert apart(points, radii, 1.0)
    across = [max(p[axis] for p in points) - min(p[axis] for p in points) for axis in (0, 1)]
    assert max(across) < 1.4 * min(across)
    pairs = 150 * 3.14 * 20**2
    assert across[0] * across[1] < 6 * pairs, "a disc, not queues"


def test_small_components_gather_on_all_sides() -> None:
    shown = net(9 + 2 * 400, [(0, at) for at in range(1, 9)] + [(at, at + 1) for at in range(9, 809, 2)])
    points = layout(shown, [4.0] * len(shown.nodes))
    middle = [sum(p[axis] for p in points) / len(points) for axis in (0, 1)]
    reach = [0.0] * 12
    for x, y in points:
        side = int((atan2(y - middle[1], x - middle[0]) / pi + 1) * 6) % 12
        reach[side] = max(reach[side], hypot(x - middle[0], y - middle[1]))
    assert max(reach) < 1.25 * min(reach), "no side is left empty"


SCRIPT = """
import runpy, sys
from io import StringIO
from kg.export import FORMATS, Options
graph = runpy.run_path(sys.argv[1])["make_graph"]()
for format in ("gexf", "graphml", "csv", "svg"):
    out = StringIO()
    FORMATS[format](graph, out, Options(all=True))
    sys.stdout.buffer.write(out.getvalue().encode())
"""


def test_the_same_bytes_under_any_hash_seed(request: pytest.FixtureRequest) -> None:
    fixture = str(request.config.rootpath / "tests" / "conftest.py")
    runs = [
        subprocess.run(
            [sys.executable, "-c", SCRIPT, fixture],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(request.config.rootpath)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1] and b"<svg" in runs[0]
