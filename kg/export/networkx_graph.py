"""The graph for networkx."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.export.columns import EDGE, NODE, Column
from kg.export.markup import plain
from kg.export.network import network
from kg.export.options import Options
from kg.types import Graph

if TYPE_CHECKING:
    import networkx


def to_networkx(graph: Graph, options: Options | None = None) -> networkx.MultiDiGraph[str]:
    """Nodes and edges with the columns the files have; an edge's key is its id.

    Empty columns are left out and aliases are joined, so that networkx's own writers take the graph.
    """
    import networkx

    shown = network(graph, options)
    result: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for node in shown.nodes:
        result.add_node(node.id, label=node.label, **_data(node, NODE))
    for edge in shown.edges:
        own = {"kind": edge.kind, "label": edge.label, "weight": edge.weight}
        result.add_edge(edge.source, edge.target, key=edge.id, **own, **_data(edge, EDGE))
    return result


def _data(item: object, columns: tuple[Column, ...]) -> dict[str, Any]:
    """Columns that hold something."""
    found = ((column.name, getattr(item, column.name)) for column in columns)
    held = ((name, value) for name, value in found if value not in (None, (), ""))
    return {name: plain(value) if isinstance(value, tuple) else value for name, value in held}
