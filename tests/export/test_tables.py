from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import igraph
from hypothesis import given
from hypothesis import strategies as st

from kg.export import Options, beside, export
from kg.export.clean import clean
from kg.export.network import network
from kg.export.tables import _cell
from kg.types import Graph


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_edges_and_beside_them_nodes(graph: Graph, tmp_path: Path) -> None:
    export(graph, tmp_path / "graph.csv")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["graph.csv", "graph.nodes.csv"]
    shown = network(graph)
    edges, nodes = rows(tmp_path / "graph.csv"), rows(tmp_path / "graph.nodes.csv")
    assert [row["id"] for row in edges] == [edge.id for edge in shown.edges]
    assert [row["id"] for row in nodes] == [node.id for node in shown.nodes]
    labels = {row["id"]: row["label"] for row in nodes}
    for row in edges:
        assert (row["source_label"], row["target_label"]) == (labels[row["source"]], labels[row["target"]])
        assert int(row["weight"]) > 0


def test_values_are_those_of_the_network(graph: Graph, tmp_path: Path) -> None:
    export(graph, tmp_path / "graph.csv", options=Options(all=True))
    nodes = {row["id"]: row for row in rows(tmp_path / "graph.nodes.csv")}
    trump = nodes["donald_trump"]
    assert (trump["aliases"], trump["named"], trump["country"]) == ("Trump|Donald J. Trump", "true", "USA")
    (met,) = (row for row in rows(tmp_path / "graph.csv") if row["kind"] == "met")
    assert (met["symmetric"], met["weight"], met["event_start"]) == ("true", "2", "2025-12-02")


def test_igraph_builds_the_network_from_the_pair(graph: Graph, tmp_path: Path) -> None:
    export(graph, tmp_path / "graph.csv")
    nodes, edges = rows(tmp_path / "graph.nodes.csv"), rows(tmp_path / "graph.csv")
    found = igraph.Graph.DictList(nodes, edges, directed=True, vertex_name_attr="id")
    shown = network(graph)
    assert set(found.vs["id"]) == {node.id for node in shown.nodes}
    assert [
        (e["id"], found.vs[e.source]["id"], found.vs[e.target]["id"], int(e["weight"])) for e in found.es
    ] == [(edge.id, edge.source, edge.target, edge.weight) for edge in shown.edges]


def test_a_stream_gets_the_edges(graph: Graph) -> None:
    out = StringIO()
    export(graph, out, "csv")
    assert out.getvalue().startswith("id,source,target,kind,label,weight,predicate")
    assert out.getvalue().endswith("\r\n")


def test_what_stands_beside() -> None:
    assert beside("a/b.csv", "csv") == Path("a/b.nodes.csv")
    assert beside("table", "CSV") == Path("table.nodes")
    assert beside("b.gexf", "gexf") is None
    assert beside("/dev/null", "csv") is None


@given(st.text())
def test_text_comes_back_and_never_as_a_formula(text: str) -> None:
    out = StringIO(newline="")
    csv.writer(out).writerow([_cell(text), "end"])
    ((told, end),) = csv.reader(StringIO(out.getvalue(), newline=""))
    assert end == "end"
    assert told in (clean(text), "'" + clean(text))
    assert not told.startswith(("=", "+", "-", "@", "\t"))
