"""Answers in the formats of the W3C, read by others; foreign files, and their prefixes."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.query import Result

from kg.export.rdflib_graph import to_rdflib
from kg.query import load, opened, prefixes, query, render
from kg.types import Graph

SELECT = (
    "SELECT ?s ?n ?q ?none { ?s kgm:evidenceFor ?x ; kgm:quote ?q ; kgm:confidence ?n "
    "OPTIONAL { ?s kgm:no ?none } }"
)
CONSTRUCT = "CONSTRUCT WHERE { ?s rdfs:label ?label ; kgm:named ?named ; kgo:met ?whom }"


@pytest.mark.parametrize("format", ["xml", "json"])
@pytest.mark.parametrize("sparql", [SELECT, "ASK { ?s ?p ?o }", "SELECT ?x {}"])
def test_rdflib_reads_the_results(graph: Graph, sparql: str, format: str) -> None:
    answer = query(graph, sparql)
    read = Result.parse(source=_stream(render(answer, format)), format=format)
    if answer.kind == "ask":
        assert read.askAnswer is True
        return
    rows = [[None if t is None else t.n3() for t in row] for row in read]
    theirs = to_rdflib(graph).query(sparql)
    expected = sorted([None if t is None else t.n3() for t in row] for row in theirs)  # type: ignore[union-attr]
    assert sorted(rows) == expected


def _stream(text: str) -> object:
    from io import BytesIO

    return BytesIO(text.encode("utf-8", "replace"))


@pytest.mark.parametrize(("format", "theirs"), [("ttl", "turtle"), ("nt", "nt"), ("xml", "xml")])
def test_rdflib_reads_the_triples(graph: Graph, format: str, theirs: str) -> None:
    read = rdflib.Graph().parse(data=render(query(graph, CONSTRUCT), format), format=theirs)
    assert set(read) == set(to_rdflib(graph).query(CONSTRUCT))
    assert len(read) == 6


def test_turtle_has_the_prefixes_it_needs(graph: Graph) -> None:
    text = render(query(graph, CONSTRUCT), "ttl")
    assert "@prefix kgo:" in text and "kga:steve_witkoff" in text
    assert "@prefix owl:" not in text


def test_describe(graph: Graph) -> None:
    assert "kga:florida" in render(query(graph, "DESCRIBE kga:florida"), "ttl")


@pytest.mark.parametrize("format", ["ttl", "nt"])
def test_rows_are_no_triples(graph: Graph, format: str) -> None:
    with pytest.raises(ValueError, match=f"{format}: expected a CONSTRUCT or DESCRIBE query, found SELECT"):
        render(query(graph, SELECT), format)


TURTLE = """@prefix ex: <http://ex.example/> .
PREFIX schema: <http://schema.org/>
ex:a schema:name "A" ; ex:b [ ex:c 1 ] .
"""


def test_the_prefixes_of_a_file_are_known(tmp_path: Path) -> None:
    path = tmp_path / "theirs.ttl"
    path.write_text(TURTLE)
    assert query(path, "SELECT ?n { ex:a schema:name ?n }").rows == (("A",),)
    assert query(str(path), "ASK { ex:a ex:b/ex:c 1 }").true
    assert prefixes(path)["schema"] == "http://schema.org/"


@pytest.mark.parametrize("suffix", ["ttl", "nt", "nq", "trig", "jsonld", "rdf", "n3"])
def test_files_of_every_format(tmp_path: Path, suffix: str) -> None:
    store = ox.Store()
    store.load(TURTLE, format=ox.RdfFormat.TURTLE)
    path = tmp_path / f"theirs.{suffix}"
    format = ox.RdfFormat.from_extension(suffix)
    assert format
    path.write_bytes(ox.serialize((q.triple for q in store), format=format) or b"")
    with opened(path) as found:
        assert query(found, "SELECT ?n { ?s <http://schema.org/name> ?n }").rows == (("A",),)


def test_named_graphs_count(tmp_path: Path) -> None:
    path = tmp_path / "x.trig"
    path.write_text("<a:g> { <a:a> <a:b> <a:c> } <a:d> <a:b> <a:e> .")
    assert len(query(path, "SELECT * { ?s ?p ?o }").rows) == 2
    assert query(path, "SELECT ?g { GRAPH ?g { ?s ?p ?o } }").rows == (("a:g",),)


def test_a_graph_and_its_store_answer_alike(graph: Graph) -> None:
    assert query(load(graph), SELECT) == query(graph, SELECT)
