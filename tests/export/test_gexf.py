from __future__ import annotations

import os
from datetime import date
from io import BytesIO, StringIO
from itertools import combinations
from math import isfinite
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kg.export import Options, export
from kg.export.clean import clean
from kg.export.network import network
from kg.types import Actor, Evidence, Graph, Kind, Object, Statement, StatementKind, Target

NS, VIZ = "{http://gexf.net/1.3}", "{http://gexf.net/1.3/viz}"
ALL = Options(all=True)
SCHEMAS = Path(os.environ.get("KG_SCHEMAS") or Path(__file__).parents[3] / "shared/data/schemas")


def written(graph: Graph, options: Options = Options()) -> bytes:  # noqa: B008 -- frozen
    out = StringIO()
    export(graph, out, "gexf", options)
    return out.getvalue().encode()


@pytest.fixture
def tree(graph: Graph) -> etree._Element:
    return etree.fromstring(written(graph, ALL))


def test_the_grammar_accepts_it(graph: Graph) -> None:
    if not (SCHEMAS / "gexf.rng").exists():
        pytest.skip(f"no GEXF 1.3 grammar in {SCHEMAS}; set KG_SCHEMAS to a folder with gexf.rng")
    grammar = etree.RelaxNG(etree.parse(str(SCHEMAS / "gexf.rng")))
    for options in (Options(), ALL, Options(claims=False), Options(per_statement=True)):
        grammar.assertValid(etree.fromstring(written(graph, options)))
    grammar.assertValid(etree.fromstring(written(Graph())))


def test_networkx_reads_all_nodes_and_edges(graph: Graph) -> None:
    shown = network(graph, ALL)
    found = nx.read_gexf(BytesIO(written(graph, ALL)), version="1.3")
    assert {id: data["label"] for id, data in found.nodes(data=True)} == {
        node.id: clean(node.label) for node in shown.nodes
    }
    read = {(s, t, d["id"], d["label"], d["weight"]) for s, t, d in found.edges(data=True)}
    assert read == {(e.source, e.target, e.id, e.label, float(e.weight)) for e in shown.edges}
    assert found.is_directed() and found.is_multigraph()


def test_edge_ids_are_unique_and_parallel_edges_have_kinds(tree: etree._Element) -> None:
    edges = list(tree.iter(NS + "edge"))
    assert len({edge.get("id") for edge in edges}) == len(edges)
    told = [(edge.get("source"), edge.get("target"), edge.get("kind")) for edge in edges]
    assert len(set(told)) == len(told)
    assert {"claimed:attacked", "denied:attacked", "planned:met"} <= {kind for *_, kind in told}
    assert all(float(edge.get("weight")) > 0 for edge in edges)


def test_only_declared_attributes_with_simple_types(tree: etree._Element) -> None:
    blocks = {block.get("class"): block for block in tree.iter(NS + "attributes")}
    assert sorted(blocks) == ["edge", "node"]
    for owner, block in blocks.items():
        declared = {a.get("id"): a.get("type") for a in block}
        assert set(declared.values()) <= {"boolean", "integer", "string"}
        assert [a.get("id") for a in block] == [a.get("title") for a in block]
        assert not set(declared) & {"id", "label", "weight", "size", "color", "x", "y", "timeset", "interval"}
        for value in tree.iter(NS + "attvalue"):
            holder = value.getparent().getparent()
            if holder.tag == NS + owner:
                _check(declared[value.get("for")], value.get("value"))


def _check(type: str, value: str) -> None:
    if type == "integer":
        int(value)
    if type == "boolean":
        assert value in ("true", "false")
    assert value


def test_spells_are_sorted_unique_days(tree: etree._Element) -> None:
    days = [[s.get("timestamp") for s in spells] for spells in tree.iter(NS + "spells")]
    assert days
    for some in days:
        assert some == sorted(set(some))
        assert all(date.fromisoformat(day).isoformat() == day for day in some)


def test_a_node_has_the_spells_of_its_edges(tree: etree._Element) -> None:
    def own(item: etree._Element) -> set[str]:
        return {spell.get("timestamp") for spell in item.iter(NS + "spell")}

    edges = list(tree.iter(NS + "edge"))
    for node in tree.iter(NS + "node"):
        touching = [e for e in edges if node.get("id") in (e.get("source"), e.get("target"))]
        assert own(node) == set().union(*map(own, touching))


def test_positions_are_finite_and_distinct_and_discs_apart(tree: etree._Element) -> None:
    discs = []
    for node in tree.iter(NS + "node"):
        spot, size = node.find(VIZ + "position"), node.find(VIZ + "size")
        discs.append((float(spot.get("x")), float(spot.get("y")), float(size.get("value"))))
    assert all(isfinite(value) for disc in discs for value in disc)
    for (x1, y1, r1), (x2, y2, r2) in combinations(discs, 2):
        assert (x1 - x2) ** 2 + (y1 - y2) ** 2 > (r1 + r2) ** 2


def test_colour_tells_the_kind_and_named_actors_are_largest(tree: etree._Element) -> None:
    colours: dict[str, set[tuple[str, ...]]] = {}
    sizes: dict[str, list[float]] = {"true": [], "false": []}
    for node in tree.iter(NS + "node"):
        data = {v.get("for"): v.get("value") for v in node.iter(NS + "attvalue")}
        colours.setdefault(data["kind"], set()).add(tuple(node.find(VIZ + "color").values()))
        sizes[data["named"]].append(float(node.find(VIZ + "size").get("value")))
    assert all(len(own) == 1 for own in colours.values())
    assert len(set().union(*colours.values())) == len(colours)
    assert min(sizes["true"]) > max(sizes["false"])


@given(st.text(min_size=1))
def test_any_name_comes_back(name: str) -> None:
    actors = {id: Actor(id, name, Kind.PERSON, (name + "x",)) for id in ("a", "b")}
    evidence = (Evidence("d", 0, 0, 1, name, "rule", 0.5),)
    met = Object(Target.ACTOR, "b", name)
    statement = Statement("st-x", StatementKind.EVENT, "a", name, None, met, evidence=evidence)
    tree = etree.fromstring(written(Graph({}, actors, (statement,))))
    assert [node.get("label") for node in tree.iter(NS + "node")] == [clean(name)] * 2
    assert [edge.get("kind") for edge in tree.iter(NS + "edge")] == [clean(name)]


def test_an_empty_graph_is_a_document() -> None:
    assert not list(etree.fromstring(written(Graph())).iter(NS + "node"))
