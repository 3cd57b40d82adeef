"""GraphML, as Gephi, networkx and igraph read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import TextIO

from kg.export.columns import EDGE, NODE, Column
from kg.export.markup import Rendered, attribute, content
from kg.export.network import Edge, Node, network
from kg.export.options import Options
from kg.types import Graph

_LABEL = Column("label")
_NODE = (_LABEL, *NODE)
_EDGE = (_LABEL, *EDGE)

_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns \
http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
_TAIL = "</graph>\n</graphml>\n"


def write(graph: Graph, out: TextIO, options: Options) -> None:
    """The graph as a GraphML document."""
    shown = network(graph, options)
    out.writelines(document(shown.nodes, shown.edges, options.xsd))


def document(nodes: Iterable[Node], edges: Iterable[Edge], xsd: bool = False) -> Iterator[str]:
    """Pieces of the document, of one element at least.

    An edge's kind is its ``label`` attribute, which Gephi needs to keep parallel edges apart and the
    XML schema does not know; with ``xsd`` it is a column.
    """
    yield _HEAD
    yield from (_key("node", column) for column in _NODE)
    yield from (_key("edge", column) for column in _EDGE)
    if xsd:
        yield _key("edge", Column("kind"))
    yield '<key id="edge_weight" for="edge" attr.name="weight" attr.type="double"/>\n'
    yield '<graph id="kg" edgedefault="directed">\n'
    yield from _nodes(nodes)
    yield from _edges(edges, xsd)
    yield _TAIL


def _key(owner: str, column: Column) -> str:
    """The declaration of a column."""
    return (
        f'<key id="{owner}_{column.name}" for="{owner}" '
        f'attr.name="{column.name}" attr.type="{column.type}"/>\n'
    )


def _cells(owner: str, columns: Iterable[Column]) -> list[Rendered]:
    """For each column, its values as elements."""
    return [_cell(f"{owner}_{column.name}") for column in columns]


def _cell(key: str) -> Rendered:
    return Rendered(lambda text: f'<data key="{key}">{content(text)}</data>')


def _nodes(nodes: Iterable[Node]) -> Iterator[str]:
    values = attrgetter(*(column.name for column in _NODE))
    cells = _cells("node", _NODE)
    for node in nodes:
        data = "".join([cell[value] for cell, value in zip(cells, values(node), strict=True)])
        yield f'<node id="{attribute(node.id)}">{data}</node>\n'


def _edges(edges: Iterable[Edge], xsd: bool) -> Iterator[str]:
    columns = (*_EDGE, Column("kind")) if xsd else _EDGE
    values = attrgetter(*(column.name for column in columns))
    cells = _cells("edge", columns)
    ids = Rendered(attribute)
    kinds = Rendered(lambda text: "" if xsd else f' label="{attribute(text)}"')
    for edge in edges:
        data = "".join([cell[value] for cell, value in zip(cells, values(edge), strict=True)])
        yield (
            f'<edge id="{attribute(edge.id)}" source="{ids[edge.source]}" target="{ids[edge.target]}"'
            f'{kinds[edge.kind]}>{data}<data key="edge_weight">{edge.weight}</data></edge>\n'
        )
