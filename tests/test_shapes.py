"""What the program writes for the seed and the examples passes its own shapes and cross-checks."""

from __future__ import annotations

from pathlib import Path

import pyshacl
import pytest
import rdflib

from kg.export.rdflib_graph import to_rdflib
from kg.ontology.tables import ontologies
from kg.pipeline import graph, readings
from kg.query import check
from kg.read import read
from kg.types import Article, Graph, Reading

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def made() -> Graph:
    """The graph of every article that comes with the project."""
    articles = [
        a
        for a in read([ROOT / "seeds", *sorted((ROOT / "examples").rglob("*.txt"))])
        if isinstance(a, Article)
    ]
    assert len(articles) >= 4
    return graph(r for r in readings(articles) if isinstance(r, Reading))


def test_shapes(made: Graph) -> None:
    shapes = rdflib.Graph().parse(
        data=ontologies().joinpath("shapes.ttl").read_text("utf-8"), format="turtle"
    )
    conforms, _, told = pyshacl.validate(to_rdflib(made), shacl_graph=shapes, advanced=True)
    assert conforms, told


def test_cross_checks(made: Graph) -> None:
    assert list(check(made)) == []


def test_no_blank_nodes(made: Graph) -> None:
    assert not any(isinstance(t, rdflib.BNode) for triple in to_rdflib(made) for t in triple)
