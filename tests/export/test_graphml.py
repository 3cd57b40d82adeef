from __future__ import annotations

import os
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kg.export import Options, export
from kg.export.clean import clean
from kg.export.network import network
from kg.export.networkx_graph import to_networkx
from kg.types import Actor, Evidence, Graph, Kind, Object, Statement, StatementKind, Target

NS = "{http://graphml.graphdrawing.org/xmlns}"
ALL = Options(all=True)
SCHEMAS = Path(os.environ.get("KG_SCHEMAS") or Path(__file__).parents[3] / "shared/data/schemas")


def written(graph: Graph, options: Options = Options()) -> bytes:  # noqa: B008 -- frozen
    out = StringIO()
    export(graph, out, "graphml", options)
    return out.getvalue().encode()


def read(data: bytes) -> nx.MultiDiGraph:
    return nx.read_graphml(BytesIO(data), force_multigraph=True)


def pair(name: str) -> Graph:
    """Two actors of that name, of whom one met the other."""
    actors = {id: Actor(id, name, Kind.PERSON, (name, name + "x")) for id in ("a", "b")}
    evidence = (Evidence("d", 0, 0, 1, name, "rule", 0.5),)
    met = Object(Target.ACTOR, "b", name)
    return Graph(
        {}, actors, (Statement("st-x", StatementKind.EVENT, "a", name, None, met, evidence=evidence),)
    )


def test_networkx_reads_all_nodes_edges_and_values(graph: Graph) -> None:
    found, wanted = read(written(graph, ALL)), to_networkx(graph, ALL)
    assert dict(found.nodes(data=True)) == {
        id: {name: clean(value) if isinstance(value, str) else value for name, value in data.items()}
        for id, data in wanted.nodes(data=True)
    }
    assert set(found.edges(keys=True)) == set(wanted.edges(keys=True))
    for source, target, key, data in found.edges(keys=True, data=True):
        own = dict(wanted.edges[source, target, key])
        own.pop("kind")
        assert data == own
    assert found.is_directed() and found.is_multigraph()


def test_parallel_edges_keep_their_kinds(graph: Graph) -> None:
    tree = etree.fromstring(written(graph, ALL))
    both = [e for e in tree.iter(NS + "edge") if (e.get("source"), e.get("target")) == ("russia", "ukraine")]
    assert sorted(e.get("label") for e in both) == ["claimed:attacked", "denied:attacked"]


def test_igraph_reads_it(graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / "graph.graphml"
    export(graph, path, options=ALL)
    shown = network(graph, ALL)
    found = igraph.Graph.Read_GraphML(str(path))
    assert found.is_directed()
    assert found.vs["id"] == [node.id for node in shown.nodes]
    assert found.es["label"] == [edge.label for edge in shown.edges]
    assert found.es["weight"] == [edge.weight for edge in shown.edges]


def test_keys_are_declared_once_with_simple_types(graph: Graph) -> None:
    tree = etree.fromstring(written(graph, ALL))
    keys: dict[str, Any] = {key.get("id"): key for key in tree.iter(NS + "key")}
    assert len(keys) == len(list(tree.iter(NS + "key")))
    for data in tree.iter(NS + "data"):
        assert keys[data.get("key")].get("for") == data.getparent().tag.removeprefix(NS)
    assert {key.get("attr.type") for key in keys.values()} <= {"boolean", "int", "double", "string"}
    named = {(key.get("for"), key.get("attr.name")) for key in keys.values()}
    assert {("node", "label"), ("edge", "label"), ("edge", "weight")} <= named
    assert not {name for _, name in named} & {"id", "size", "color", "x", "y", "timeset", "interval"}
    assert len(named) == len(keys)


def test_edge_ids_are_unique(graph: Graph) -> None:
    ids = [edge.get("id") for edge in etree.fromstring(written(graph, ALL)).iter(NS + "edge")]
    assert len(ids) == len(set(ids)) == len(network(graph, ALL).edges)


def test_by_the_letter_of_the_schema_when_asked(graph: Graph) -> None:
    strict = replace(ALL, xsd=True)
    assert {d["kind"] for *_, d in read(written(graph, strict)).edges(data=True)} >= {"met", "planned:met"}
    if not (SCHEMAS / "graphml.xsd").exists():
        pytest.skip(f"no GraphML schema in {SCHEMAS}; set KG_SCHEMAS to a folder with graphml.xsd")
    schema = etree.XMLSchema(etree.parse(str(SCHEMAS / "graphml.xsd")))
    schema.assertValid(etree.fromstring(written(graph, strict)))


@given(st.text(min_size=1))
def test_any_name_comes_back(name: str) -> None:
    found = read(written(pair(name)))
    # the one thing XML readers may do with text is to leave out what is only blanks
    assert found.nodes["a"].get("label", "") in (clean(name), "" if not clean(name).strip() else clean(name))
    assert len(found.edges) == 1


def test_an_empty_graph_is_a_document() -> None:
    assert len(read(written(Graph()))) == 0
