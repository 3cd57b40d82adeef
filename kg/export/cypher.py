"""Cypher statements that build the graph in Neo4j, Memgraph and other property-graph databases.

Nodes have their kind as label, edges their kind as type, both the columns of the tables.  Run twice, the
file changes nothing: nodes and edges are merged by id.  Values stand in literals and never in code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from operator import attrgetter
from typing import TextIO, TypeVar

from kg.export.clean import clean
from kg.export.columns import EDGE, NODE
from kg.export.markup import Value, plain
from kg.export.network import Edge, Node, network
from kg.export.options import Options
from kg.types import Graph

BATCH = 500
"""Rows a statement: large enough to be fast, small enough for a parser."""
_NODE = ("label", *(column.name for column in NODE if column.name != "kind"))
_EDGE = ("label", "weight", *(column.name for column in EDGE))
_SPECIAL = re.compile(r"[\\']")
_ENDS = re.compile(r"[\n\r\t\x0b\x0c\x85\u2028\u2029]")
T = TypeVar("T")


def write(graph: Graph, out: TextIO, options: Options) -> None:
    """Constraints, nodes and edges; a statement ends in a semicolon and a line end."""
    shown = network(graph, options)
    out.writelines(statements(shown.nodes, shown.edges))


def statements(nodes: Sequence[Node], edges: Sequence[Edge]) -> Iterator[str]:
    """The statements in the order in which they must run."""
    kinds = {node.id: node.kind for node in nodes}
    for kind in sorted(set(kinds.values())):
        yield f"CREATE CONSTRAINT IF NOT EXISTS FOR (n:{_name(kind)}) REQUIRE n.id IS UNIQUE;\n"
    for kind, some in groupby(sorted(nodes, key=attrgetter("kind", "id")), attrgetter("kind")):
        for rows in _batches(_row(node, ("id", *_NODE)) for node in some):
            yield f"{_unwind(rows)}MERGE (n:{_name(kind)} {{id: row.id}}) SET {_set('n', _NODE)};\n"

    def ends(edge: Edge) -> tuple[str, str, str]:
        return kinds[edge.source], edge.kind, kinds[edge.target]

    for (source, kind, target), group in groupby(sorted(edges, key=lambda e: (*ends(e), e.id)), ends):
        for rows in _batches(_row(edge, ("id", "source", "target", *_EDGE)) for edge in group):
            yield (
                f"{_unwind(rows)}MATCH (a:{_name(source)} {{id: row.source}}), "
                f"(b:{_name(target)} {{id: row.target}}) "
                f"MERGE (a)-[r:{_name(kind)} {{id: row.id}}]->(b) SET {_set('r', _EDGE)};\n"
            )


def _batches(rows: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(rows)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _unwind(rows: Iterable[str]) -> str:
    return "UNWIND [\n" + ",\n".join(rows) + "\n] AS row "


def _set(variable: str, names: Iterable[str]) -> str:
    return ", ".join(f"{variable}.{name} = row.{name}" for name in names)


def _row(item: Node | Edge, names: Sequence[str]) -> str:
    """A map with all columns, null where there is nothing."""
    return "{" + ", ".join(f"{name}: {_literal(getattr(item, name))}" for name in names) + "}"


def _literal(value: Value) -> str:
    text = plain(value)
    if isinstance(value, int):
        return text
    return _string(text) if text else "null"


def _string(text: str) -> str:
    """A literal on one line: databases do not agree on how to write the end of one."""
    line = _ENDS.sub(" ", clean(text))
    return "'" + _SPECIAL.sub(r"\\\g<0>", line) + "'"


def _name(name: str) -> str:
    """A label or a type in backticks, which nothing inside can close."""
    return "`" + clean(name).replace("`", "``") + "`"
