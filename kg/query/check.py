"""Whether a graph in RDF keeps the promises of the model."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.ontology.terms import BASE
from kg.query.answer import Row
from kg.query.questions import checks
from kg.query.run import load, query
from kg.types import Graph


@dataclass(frozen=True, slots=True)
class Problem:
    """A promise that is not kept, and where."""

    check: str
    title: str
    row: Row


def check(source: Graph | Path | str | ox.Store, base: str = BASE) -> tuple[Problem, ...]:
    """Everything that the checks find; nothing on a sound graph."""
    store = source if isinstance(source, ox.Store) else load(source, base)
    return tuple(
        Problem(asked.name, asked.title, row)
        for asked in checks()
        for row in query(store, asked.sparql, base).rows
    )
