"""What graphology, the library of Gephi Lite and of the page, reads out of GEXF and GraphML."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from kg.export import Options, export
from kg.export.clean import clean
from kg.export.looks import colour, sizes
from kg.export.network import network
from kg.types import Graph

HERE = Path(__file__).parent
PACKAGES = Path(__file__).parents[2] / "kg/view/web"
ALL = Options(all=True)


def read(graph: Graph, format: str, folder: Path) -> dict[str, Any]:
    """The file written and read again; the test is skipped where node or the packages are missing."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("no node here, which runs graphology")
    if not (PACKAGES / "node_modules/graphology-gexf").exists():
        pytest.skip("no graphology here: npm ci --prefix kg/view/web")
    path = folder / f"graph.{format}"
    export(graph, path, format, ALL)
    command = [node, str(HERE / "graphology.mjs"), str(PACKAGES), str(path)]
    ran = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    return dict(json.loads(ran.stdout))


def plain(text: str, format: str) -> str:
    """The text as graphology has it in node, where its parser takes U+2028 for the end of a line."""
    return clean(text).replace("\u2028", " " if format == "gexf" else "\n")


@pytest.mark.parametrize("format", ["gexf", "graphml"])
def test_all_nodes_and_edges_come_back(graph: Graph, format: str, tmp_path: Path) -> None:
    shown, found = network(graph, ALL), read(graph, format, tmp_path)
    nodes = {node["key"]: node["attributes"] for node in found["nodes"]}
    assert {id: row["label"] for id, row in nodes.items()} == {
        n.id: plain(n.label, format) for n in shown.nodes
    }
    assert [nodes[node.id]["kind"] for node in shown.nodes] == [node.kind for node in shown.nodes]
    assert [nodes[node.id]["named"] for node in shown.nodes] == [node.named for node in shown.nodes]
    edges = {edge["key"]: edge for edge in found["edges"]}
    assert len(edges) == len(found["edges"]) == len(shown.edges)
    for edge in shown.edges:
        row = edges[edge.id]
        assert (row["source"], row["target"]) == (edge.source, edge.target)
        told = row["attributes"]
        assert (told["label"], told["weight"]) == (plain(edge.label, format), edge.weight)
        assert (told["predicate"], told["status"]) == (plain(edge.predicate, format), edge.status)
        assert told.get("first") == edge.first and told["articles"] == edge.articles


def test_parallel_edges_and_kinds_come_back(graph: Graph, tmp_path: Path) -> None:
    found = read(graph, "gexf", tmp_path)
    pairs = [(edge["source"], edge["target"]) for edge in found["edges"]]
    assert found["options"]["multi"] and len(set(pairs)) < len(pairs)
    assert {"met", "planned:met", "claimed:attacked", "denied:attacked"} <= {
        edge["attributes"]["kind"] for edge in found["edges"]
    }


def test_gexf_comes_as_a_picture(graph: Graph, tmp_path: Path) -> None:
    shown, found = network(graph, ALL), read(graph, "gexf", tmp_path)
    nodes = {node["key"]: node["attributes"] for node in found["nodes"]}
    for node, radius in zip(shown.nodes, sizes(shown.nodes), strict=True):
        row = nodes[node.id]
        assert row["color"] == "rgb({},{},{})".format(*colour(node.kind))
        assert row["size"] == radius
    assert len({(row["x"], row["y"]) for row in nodes.values()}) == len(nodes)
