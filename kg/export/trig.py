"""TriG: the layers as named graphs, so that a store can load, count or drop each alone.

``graph/edges`` holds what the articles assert, an edge a triple; ``graph/actors``, ``graph/documents``,
``graph/evidence`` and ``graph/statements`` hold the rest.  Together they are what Turtle has in one graph.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TextIO

from kg.export.options import Options
from kg.export.rdf import Block, blocks, simple_blocks
from kg.export.turtle import Short, directives, statements
from kg.ontology.terms import SPACES, Terms
from kg.types import Graph

_GRAPHS = {
    "kga": "actors", "kgd": "documents", "kgp": "documents", "kge": "evidence", "kgx": "evidence",
    "kgs": "statements",
}  # fmt: skip
"""The graph of a subject by its namespace."""


def write(graph: Graph, out: TextIO, options: Options) -> None:
    """The graph in the profile of the options."""
    told = simple_blocks if options.profile == "simple" else blocks
    prefixes = Terms(options.base).prefixes()
    short = Short(prefixes)
    out.writelines(directives(prefixes))
    out.writelines(
        _graph("edges", _parts(told(graph, options.base), options.base, True), short, options.base)
    )
    for name, part in groupby(
        _parts(told(graph, options.base), options.base, False), _Place(options.base).graph
    ):
        out.writelines(_graph(name, part, short, options.base))


class _Place:
    """Where subjects go under one base."""

    def __init__(self, base: str) -> None:
        self._names = {base + SPACES[prefix]: name for prefix, name in _GRAPHS.items()}

    def graph(self, block: Block) -> str:
        return self._names[block.subject[: block.subject.rfind("/") + 1]]


def _graph(name: str, told: Iterator[Block], short: Short, base: str) -> Iterator[str]:
    """A named graph; none where there is nothing to tell."""
    first = next(told, None)
    if first is None:
        return
    yield f"\n<{base}graph/{name}> {{\n"
    yield from statements(_chain(first, told), short)
    yield "\n}\n"


def _chain(first: Block, rest: Iterator[Block]) -> Iterator[Block]:
    yield first
    yield from rest


def _parts(told: Iterator[Block], base: str, edges: bool) -> Iterator[Block]:
    """Of each subject its edges, or all else."""
    actors, relations = base + SPACES["kga"], (base + SPACES["kgo"], base + SPACES["kgl"])
    for block in told:
        own = block.subject.startswith(actors)
        facts = [fact for fact in block.facts if (own and fact[0].startswith(relations)) == edges]
        if facts:
            yield Block(block.subject, facts)
