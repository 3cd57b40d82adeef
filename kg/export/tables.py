"""A pair of CSV tables as Gephi, pandas and spreadsheets read them.

``graph.csv`` holds the edges and stands alone: it carries its ends' labels.  ``graph.nodes.csv``, which
``kg.export.export`` puts beside it, holds the nodes; a stream gets the edges only.  UTF-8, header, CRLF
as in RFC 4180.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import TextIO

from kg.export.clean import clean
from kg.export.columns import EDGE, NODE
from kg.export.markup import Value, plain
from kg.export.network import Edge, Node, network
from kg.export.options import Options
from kg.types import Graph

_NODE = ("id", "label", *(column.name for column in NODE))
_EDGE = ("id", "source", "target", "kind", "label", "weight", *(column.name for column in EDGE))


def write(graph: Graph, out: TextIO, options: Options) -> None:
    """The table of edges."""
    shown = network(graph, options)
    csv.writer(out).writerows(edges(shown.nodes, shown.edges))


def write_nodes(graph: Graph, out: TextIO, options: Options) -> None:
    """The table of nodes."""
    csv.writer(out).writerows(nodes(network(graph, options).nodes))


def nodes(nodes: Iterable[Node]) -> Iterator[list[str]]:
    """Header and rows of the table of nodes."""
    yield list(_NODE)
    values = attrgetter(*_NODE)
    for node in nodes:
        yield [_cell(value) for value in values(node)]


def edges(nodes: Iterable[Node], edges: Iterable[Edge]) -> Iterator[list[str]]:
    """Header and rows of the table of edges."""
    yield [*_EDGE, "source_label", "target_label"]
    labels = {node.id: node.label for node in nodes}
    values = attrgetter(*_EDGE)
    for edge in edges:
        yield [_cell(value) for value in (*values(edge), labels[edge.source], labels[edge.target])]


def _cell(value: Value) -> str:
    """A value as a spreadsheet may see it: text that would be run as a formula gets an apostrophe."""
    text = clean(plain(value))
    return "'" + text if text.startswith(("=", "+", "-", "@", "\t")) else text
