"""GEXF 1.3 with colours, sizes, positions and a time line: Gephi's first view is a picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import attrgetter
from typing import TextIO

from kg.export.columns import EDGE, NODE, Column
from kg.export.layout import Position, layout
from kg.export.looks import Colour, colour, edge_colour, sizes
from kg.export.markup import MEMORY, Rendered, attribute
from kg.export.network import Edge, Network, Node, network
from kg.export.options import Options
from kg.types import Graph

_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
<meta>
<creator>kg</creator>
<description>Who did what to whom, and who said so</description>
</meta>
<graph defaultedgetype="directed" idtype="string" mode="dynamic" timeformat="date" \
timerepresentation="timestamp">
"""
_TAIL = "</graph>\n</gexf>\n"
_TYPES = {"string": "string", "int": "integer", "boolean": "boolean"}

Look = tuple[float, Position]
"""Size and position of a node."""


def write(graph: Graph, out: TextIO, options: Options) -> None:
    """The graph as a GEXF document."""
    shown = network(graph, options)
    out.writelines(document(shown.nodes, shown.edges, looks(shown)))


def looks(network: Network) -> list[Look]:
    """Size and position of each node."""
    radii = sizes(network.nodes)
    return list(zip(radii, layout(network, radii), strict=True))


def document(nodes: Iterable[Node], edges: Iterable[Edge], looks: Iterable[Look]) -> Iterator[str]:
    """Pieces of the document, of one element at least."""
    yield _HEAD
    yield from _declarations("node", NODE)
    yield from _declarations("edge", EDGE)
    yield "<nodes>\n"
    yield from _nodes(nodes, looks)
    yield "</nodes>\n<edges>\n"
    yield from _edges(edges)
    yield "</edges>\n"
    yield _TAIL


def _declarations(owner: str, columns: Iterable[Column]) -> Iterator[str]:
    """The one block of attributes that a class may have."""
    yield f'<attributes class="{owner}" mode="static">\n'
    for column in columns:
        name = column.name
        yield f'<attribute id="{name}" title="{name}" type="{_TYPES[column.type]}"/>\n'
    yield "</attributes>\n"


def _cells(columns: Iterable[Column]) -> list[Rendered]:
    """For each column, its values as elements."""
    return [_cell(column.name) for column in columns]


def _cell(name: str) -> Rendered:
    return Rendered(lambda text: f'<attvalue for="{name}" value="{attribute(text)}"/>')


@lru_cache(maxsize=MEMORY)
def _spells(days: tuple[str, ...]) -> str:
    """The days as points in time."""
    if not days:
        return ""
    return "<spells>" + "".join([f'<spell timestamp="{day}"/>' for day in days]) + "</spells>"


def _tint(rgb: Colour) -> str:
    return '<viz:color r="{}" g="{}" b="{}"/>'.format(*rgb)


def _nodes(nodes: Iterable[Node], looks: Iterable[Look]) -> Iterator[str]:
    values = attrgetter(*(column.name for column in NODE))
    cells = _cells(NODE)
    for node, (size, (x, y)) in zip(nodes, looks, strict=True):
        data = "".join([cell[value] for cell, value in zip(cells, values(node), strict=True)])
        yield (
            f'<node id="{attribute(node.id)}" label="{attribute(node.label)}"><attvalues>{data}</attvalues>'
            f"{_spells(node.days)}{_tint(colour(node.kind))}"
            f'<viz:position x="{x}" y="{y}" z="0.0"/><viz:size value="{size}"/></node>\n'
        )


def _edges(edges: Iterable[Edge]) -> Iterator[str]:
    values = attrgetter(*(column.name for column in EDGE))
    cells = _cells(EDGE)
    ids, words = Rendered(attribute), Rendered(attribute)
    colours: dict[str, str] = {}
    for edge in edges:
        data = "".join([cell[value] for cell, value in zip(cells, values(edge), strict=True)])
        tint = colours.get(edge.status) or colours.setdefault(edge.status, _tint(edge_colour(edge)))
        yield (
            f'<edge id="{attribute(edge.id)}" source="{ids[edge.source]}" target="{ids[edge.target]}" '
            f'kind="{words[edge.kind]}" label="{words[edge.label]}" weight="{edge.weight}">'
            f"<attvalues>{data}</attvalues>{_spells(edge.days)}{tint}</edge>\n"
        )
