"""JSON-LD, TriG and RDF 1.2: the triples of N-Triples, whoever reads them."""

from __future__ import annotations

from collections.abc import Iterable
from io import StringIO

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg.export import Options, export
from kg.types import Actor, Graph, Kind

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
Triples = set[tuple[object, ...]]


def written(graph: Graph, format: str, options: Options = Options()) -> str:  # noqa: B008 -- frozen
    out = StringIO()
    export(graph, out, format, options)
    return out.getvalue()


def triples(found: Iterable[ox.Quad]) -> Triples:
    return {(quad.subject, quad.predicate, quad.object) for quad in found}


def meant(graph: Graph, options: Options = Options()) -> Triples:  # noqa: B008 -- frozen
    return triples(ox.parse(written(graph, "nt", options), format=ox.RdfFormat.N_TRIPLES))


FORMATS = [
    ("jsonld", ox.RdfFormat.JSON_LD),
    ("jsonld", ox.RdfFormat.STREAMING_JSON_LD),
    ("trig", ox.RdfFormat.TRIG),
]


@pytest.mark.parametrize(("name", "format"), FORMATS)
@pytest.mark.parametrize(
    "options", [Options(), Options(profile="simple"), Options(base="http://a.example/x/")]
)
def test_oxigraph_reads_the_same_triples(
    graph: Graph, name: str, format: ox.RdfFormat, options: Options
) -> None:
    assert triples(ox.parse(written(graph, name, options), format=format)) == meant(graph, options)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # of its own parsers
@pytest.mark.parametrize(("name", "format"), [("jsonld", "json-ld"), ("trig", "trig")])
def test_rdflib_reads_the_same_triples(graph: Graph, name: str, format: str) -> None:
    found = rdflib.Dataset(default_union=True)
    found.parse(data=written(graph, name), format=format)
    plain = rdflib.Graph().parse(data=written(graph, "nt"), format="nt")
    assert {(s, p, o) for s, p, o, _ in found.quads()} == set(plain)


@given(st.text(st.characters(exclude_categories=()), max_size=40))
def test_any_label_comes_back(label: str) -> None:
    graph = Graph(actors={"a": Actor("a", label, Kind.PERSON, (label + "x",))})
    for name, format in FORMATS:
        assert triples(ox.parse(written(graph, name), format=format)) == meant(graph)


def test_an_empty_graph_is_a_document() -> None:
    for name, format in FORMATS:
        assert list(ox.parse(written(Graph(), name), format=format)) == []


def test_layers_are_graphs(graph: Graph) -> None:
    quads = list(ox.parse(written(graph, "trig"), format=ox.RdfFormat.TRIG))
    named = {quad.graph_name.value.rpartition("/")[2] for quad in quads}  # type: ignore[union-attr]
    assert named == {"edges", "actors", "documents", "evidence", "statements"}
    edges = {(q.subject.value, q.predicate.value) for q in quads if str(q.graph_name).endswith("edges>")}  # type: ignore[union-attr]
    assert ("https://kg.example.org/actor/steve_witkoff", "https://kg.example.org/ontology#met") in edges
    assert all("/ontology#" in predicate or "/lemma/" in predicate for _, predicate in edges)


@pytest.mark.parametrize(("name", "format"), [("nt", ox.RdfFormat.N_TRIPLES), ("ttl", ox.RdfFormat.TURTLE)])
def test_triple_terms_come_on_top(graph: Graph, name: str, format: ox.RdfFormat) -> None:
    found = triples(ox.parse(written(graph, name, Options(rdf12=True)), format=format))
    assert meant(graph) < found
    reifies = ox.NamedNode(RDF + "reifies")
    more = found - meant(graph)
    assert {predicate for _, predicate, _ in more} == {reifies}
    ends = {
        (s, tuple(next(o for a, b, o in found if a == s and b == ox.NamedNode(RDF + end))
                  for end in ("subject", "predicate", "object")))
        for s, _, _ in more
    }  # fmt: skip
    assert {(s, (o.subject, o.predicate, o.object)) for s, _, o in more if isinstance(o, ox.Triple)} == ends
    whole = [s for s in graph.statements if s.subject and s.object and s.object.id]
    assert len(more) == len(whole)
    claimed = "https://kg.example.org/statement/st-claimed"
    assert any(s == ox.NamedNode(claimed) for s, _, _ in more)  # spoken of, and still no edge


def test_triple_terms_answer_queries(graph: Graph) -> None:
    store = ox.Store()
    store.load(written(graph, "ttl", Options(rdf12=True)).encode(), format=ox.RdfFormat.TURTLE)
    rows = store.query(f"""
        PREFIX kga: <https://kg.example.org/actor/> PREFIX kgo: <https://kg.example.org/ontology#>
        SELECT ?s {{ ?s <{RDF}reifies> <<( kga:russia kgo:attacked kga:ukraine )>> }}""")
    assert {row["s"].value.rpartition("/")[2] for row in rows} == {"st-claimed", "st-denied"}  # type: ignore[union-attr]
