"""Streaming writers against those of networkx, in one run: seconds, peak memory, their ratios.

    python benchmarks/export.py                     50,000 edges
    python benchmarks/export.py --edges 1000000     some minutes and gigabytes, networkx's share

Each writer runs in a process of its own over the same made-up nodes and edges, with the same columns.  What
it writes from stands ready before the clock starts: nodes and edges here, its graph for networkx.  Ours runs
once more over a generator, for the memory that writing takes; networkx can only write a graph that it holds.
The layout, which networkx has no like of in GEXF, is left out.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from kg.export.columns import EDGE, NODE
from kg.export.network import Edge, Node

T = TypeVar("T")
KINDS = ("met", "attacked", "said", "accused", "supports", "sanctioned")
"""So that many pairs have several edges."""


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--edges", type=int, default=50_000)
    options.add_argument("--one", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.one:
        print(json.dumps(measured(given.one, given.edges)))
        return
    print(f"{given.edges:,} edges, {_count(given.edges):,} nodes")
    for format in ("graphml", "gexf"):
        ours, streamed, theirs = (
            apart(f"{who}_{format}", given.edges) for who in ("kg", "stream", "networkx")
        )
        report(format, {**ours, "peak": streamed["peak"]}, theirs)


def report(format: str, ours: dict[str, float], theirs: dict[str, float]) -> None:
    """Three lines about a format."""
    for who, found in (("kg", ours), ("networkx", theirs)):
        told = f"{found['seconds']:8.2f} s {found['peak']:8.0f} MB, file {found['size']:.0f} MB"
        print(f"{format:8} {who:9} {told}")
    faster, smaller = (theirs[name] / max(ours[name], 0.001) for name in ("seconds", "peak"))
    print(f"{format:8} {'ratio':9} {faster:8.1f} x {smaller:8.1f} x")


def apart(one: str, edges: int) -> dict[str, float]:
    """What a process of its own measures."""
    command = [sys.executable, __file__, "--one", one, "--edges", str(edges)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(ran.stdout)
    return found


def measured(one: str, count: int) -> dict[str, float]:
    """Seconds, peak of the process in MB, size of the file in MB."""
    who, format = one.split("_")
    prepared = theirs(format, count) if who == "networkx" else ours(format, count, stream=who == "stream")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"graph.{format}"
        start = time.perf_counter()
        prepared(path)
        seconds = time.perf_counter() - start
        size = os.path.getsize(path)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1 << (20 if sys.platform == "darwin" else 10)
    )
    return {"seconds": seconds, "peak": peak, "size": size / 1e6}


def ours(format: str, count: int, stream: bool) -> Callable[[Path], None]:
    """The writer of the program, over what stands ready or comes as it is written."""
    from kg.export import gexf, graphml

    points, lines = (nodes, edges) if stream else (held(nodes(count)), held(edges(count)))
    looks = ((4.0, (float(at), -float(at))) for at in range(_count(count)))

    def write(path: Path) -> None:
        with path.open("w", encoding="utf-8", newline="") as out:
            if format == "gexf":
                out.writelines(gexf.document(points(count), lines(count), looks))
            else:
                out.writelines(graphml.document(points(count), lines(count)))

    return write


def held(made: Iterator[T]) -> Callable[[int], Iterable[T]]:
    """The same, made already."""
    ready = tuple(made)
    return lambda _: ready


def theirs(format: str, count: int) -> Callable[[Path], None]:
    """The writer of networkx, with the same columns as far as it can."""
    import networkx

    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for node in nodes(count):
        graph.add_node(node.id, label=node.label, **_data(node, [column.name for column in NODE]))
    for edge in edges(count):
        own = {"label": edge.label, "weight": edge.weight, **_data(edge, [column.name for column in EDGE])}
        graph.add_edge(edge.source, edge.target, key=edge.id, **own)
    write = networkx.write_gexf if format == "gexf" else networkx.write_graphml_xml
    return lambda path: write(graph, path)


def _data(item: Node | Edge, names: list[str]) -> dict[str, object]:
    found = {name: getattr(item, name) for name in names}
    return {name: value for name, value in found.items() if value not in (None, ())}


def _count(edges: int) -> int:
    """Nodes for so many edges."""
    return max(edges // 10, 2)


def nodes(edges: int) -> Iterator[Node]:
    for at in range(_count(edges)):
        yield Node(
            f"actor_{at}", f"Actor {at} & Sons", "Organization", "Company", "USA", "BUS",
            mentions=at % 90, articles=at % 30, first="2025-12-01", last="2025-12-04",
        )  # fmt: skip


def edges(count: int) -> Iterator[Edge]:
    total = _count(count)
    for at in range(count):
        kind = KINDS[at % len(KINDS)]
        source, target = f"actor_{at * 7919 % total}", f"actor_{at * 104729 // 6 % total}"
        yield Edge(
            f"ed-{at}", source, target, kind, kind, kind, "asserted", "CONSULT", weight=at % 9 + 1,
            articles=at % 5 + 1, first="2025-12-01", last="2025-12-04", event_start="2025-12-02",
            event_end="2025-12-02", days=("2025-12-02",),
        )  # fmt: skip


if __name__ == "__main__":
    main()
