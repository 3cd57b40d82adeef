from __future__ import annotations

from io import StringIO

import pyoxigraph as ox
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg.export import Options, export
from kg.export.ntriples import quoted
from kg.export.rdflib_graph import to_rdflib
from kg.types import Graph


def _ntriples(graph: Graph, options: Options = Options()) -> str:  # noqa: B008 -- frozen
    out = StringIO()
    export(graph, out, "nt", options)
    return out.getvalue()


def test_one_triple_a_line_whatever_ends_a_line(graph: Graph) -> None:
    text = _ntriples(graph)
    assert len(text.splitlines()) == len(set(text.splitlines())) == len(to_rdflib(graph))
    assert all(line.endswith(" .") for line in text.splitlines())


def test_the_same_as_an_rdflib_graph(graph: Graph) -> None:
    parsed = rdflib.Graph().parse(data=_ntriples(graph), format="nt")
    assert set(parsed) == set(to_rdflib(graph))


def test_simple_has_fewer(graph: Graph) -> None:
    assert len(_ntriples(graph, Options(profile="simple"))) < len(_ntriples(graph)) / 3


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_any_text_comes_back(text: str) -> None:
    line = f"<http://a/b> <http://a/c> {quoted(text)} ."
    (triple,) = ox.parse(line, format=ox.RdfFormat.N_TRIPLES)
    assert triple.object == ox.Literal(text)
    assert {str(o) for o in rdflib.Graph().parse(data=line, format="nt").objects()} == {text}
    assert len(line.splitlines()) == 1
