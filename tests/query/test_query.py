from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.export import export
from kg.ontology.terms import Terms
from kg.query import Answer, QueryError, Term, check, load, query, render
from kg.query.guard import guard
from kg.types import Graph

LABELS = "SELECT ?label WHERE { ?x a kgo:Country ; rdfs:label ?label }"


def test_prefixes_are_known_and_rows_sorted(graph: Graph) -> None:
    assert query(graph, LABELS) == Answer("select", ("label",), ((Term("Russia"),), (Term("Ukraine"),)))


def test_order_by_is_kept(graph: Graph) -> None:
    assert query(graph, LABELS + " ORDER BY DESC(?label)").rows == (("Ukraine",), ("Russia",))
    inner = f"SELECT ?label WHERE {{ {{ {LABELS} ORDER BY DESC(?label) }} }}"
    assert query(graph, inner).rows == (("Russia",), ("Ukraine",))


def test_ask(graph: Graph) -> None:
    assert query(graph, "ASK { kga:steve_witkoff kgo:met kga:vladimir_putin }").true
    assert not query(graph, "ASK { kga:steve_witkoff kgo:met kga:rustem_umerov_aaaaaa }").true


def test_construct(graph: Graph) -> None:
    answer = query(graph, "CONSTRUCT { ?b kgo:met ?a } WHERE { ?a kgo:met ?b }")
    assert answer.variables == ("subject", "predicate", "object")
    assert len(answer.rows) == 2


def test_nothing_where_a_row_has_no_value(graph: Graph) -> None:
    answer = query(graph, "SELECT ?p WHERE { kgs:st-met a kgm:Event OPTIONAL { kgs:st-met kgm:none ?p } }")
    assert answer.rows == ((None,),)


@pytest.mark.parametrize("suffix", ["ttl", "nt"])
def test_files_answer_like_graphs(graph: Graph, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"graph.{suffix}"
    export(graph, path)
    assert query(path, LABELS) == query(graph, LABELS)


def test_rdf_xml_answers_too(graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / "graph.rdf"
    path.write_bytes(ox.serialize(iter(load(graph)), format=ox.RdfFormat.RDF_XML) or b"")
    assert query(path, LABELS) == query(graph, LABELS)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_doctype_is_refused(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "bomb.rdf"
    path.write_text('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>', encoding=encoding)
    with pytest.raises(ValueError, match="DOCTYPE is not read"):
        query(path, LABELS)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.ttl", "no turtle", r"a\.ttl: no Turtle"),
        ("a.doc", "", r"a\.doc: expected a file that ends in one of"),
    ],
)
def test_files_that_are_no_rdf_are_named(tmp_path: Path, name: str, text: str, expected: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(ValueError, match=expected):
        query(tmp_path / name, LABELS)


@pytest.mark.parametrize(
    ("sparql", "expected"),
    [
        ("SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } }", r"line 1, column 12: SERVICE would open"),
        ("SELECT * { service silent ?x { ?s ?p ?o } }", "SERVICE would open"),
        (
            "PREFIX : <http://x.example/>\nSELECT * { SERVICE:x { ?s ?p ?o } }",
            r"line 2, column 12: SERVICE would open",
        ),
        ("SELECT * { ?a ?b trueSERVICE <http://x.example/> { ?s ?p ?o } }", "SERVICE would open"),
        ("SELECT * { ?a ?b 1SERVICE <http://x.example/> { ?s ?p ?o } }", "SERVICE would open"),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "FROM would open"),
        (
            "SELECT *\n# note\nFROM NAMED <http://x.example/> { ?s ?p ?o }",
            "line 3, column 1: FROM would open",
        ),
        ("LOAD <http://x.example/>", "LOAD is an update"),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", "INSERT is an update"),
        ("DELETE WHERE { ?s ?p ?o }", "DELETE is an update"),
        ("CLEAR ALL", "CLEAR is an update"),
    ],
)
def test_what_reaches_out_or_changes_is_refused(graph: Graph, sparql: str, expected: str) -> None:
    with pytest.raises(QueryError, match=expected):
        query(graph, sparql)


@pytest.mark.parametrize(
    "sparql",
    [
        'SELECT * { ?service rdfs:label "SERVICE <x> { FROM" }',
        "SELECT * { ?s <http://x.example/SERVICE> ?from } # LOAD",
        "SELECT * { ?s kgo:service ?o ; kgo:from '''it's FROM \" here''' }",
        'SELECT * { ?s rdfs:label """a "quoted" SERVICE \\""" """ }',
        "SELECT * { ?s kgm:start ?n FILTER(?n<3 && ?n>1) }",
    ],
)
def test_the_same_words_elsewhere_are_no_harm(graph: Graph, sparql: str) -> None:
    query(graph, sparql)


@given(st.text(max_size=60))
def test_the_guard_takes_any_text(text: str) -> None:
    try:
        guard(text)
    except QueryError as error:
        assert str(error).startswith("line ")


def test_an_error_shows_its_place(graph: Graph) -> None:
    with pytest.raises(QueryError) as caught:
        query(graph, "SELECT *\nWHERE { ?s ?p }")
    first, line, mark = str(caught.value).split("\n")
    assert first.startswith("line 2, column ")
    assert line == "  WHERE { ?s ?p }"
    assert mark.endswith("^")
    assert len(str(caught.value)) < 500


def test_a_sound_graph_passes_the_checks(graph: Graph) -> None:
    assert check(graph) == ()


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("INSERT DATA { kga:ukraine kgo:met kga:russia }", "check-edge-untold"),
        ("INSERT DATA { kga:ukraine kgl:see kga:russia }", "check-edge-untold"),
        ("DELETE DATA { kga:vladimir_putin kgo:met kga:steve_witkoff }", "check-edge-missing"),
        ("DELETE DATA { kga:steve_witkoff kgo:hasRole kga:donald_trump }", "check-edge-missing"),
        (
            "DELETE { ?s kgm:modality ?m } WHERE { BIND(kgs:st-met AS ?s) ?s kgm:modality ?m }",
            "check-asserted",
        ),
        ("DELETE WHERE { ?e kgm:evidenceFor kgs:st-alone ; ?p ?o }", "check-evidence"),
        ("DELETE WHERE { kga:florida ?p ?o }", "check-nodes"),
        ("DELETE WHERE { kgs:ct-end-the-war ?p ?o }", "check-nodes"),
        ("INSERT DATA { [] rdfs:label 'x' }", "check-blank"),
    ],
)
def test_a_broken_graph_does_not(graph: Graph, change: str, found: str) -> None:
    store = load(graph)
    store.update(change, prefixes=Terms().prefixes())
    assert found in {problem.check for problem in check(store)}


def test_an_edge_of_a_denied_statement_would_be_found(graph: Graph) -> None:
    store = load(graph)
    denied = next(s for s in graph.statements if s.id == "st-denied")
    assert not denied.edge
    store.update("INSERT DATA { kga:russia kgo:attacked kga:ukraine }", prefixes=Terms().prefixes())
    assert [p.check for p in check(store)] == ["check-edge-untold"]


def test_a_table_fits_and_shortens(graph: Graph) -> None:
    sparql = "SELECT ?s ?label ?words { ?s rdfs:label ?label . ?c rdf:subject ?s ; kgm:objectText ?words }"
    table = render(query(graph, sparql), "table", width=60)
    assert all(len(line) <= 60 for line in table.split("\n"))
    assert "kga:donald_trump" in table
    assert "…" in table


def test_a_table_has_no_control_characters(graph: Graph) -> None:
    table = render(query(graph, "SELECT ?q { ?e kgm:quote ?q }"), "table")
    assert len(table.splitlines()) == 2 + len(query(graph, "SELECT ?q { ?e kgm:quote ?q }").rows)


def test_csv_tsv_and_json_as_the_w3c_has_them(graph: Graph) -> None:
    answer = query(
        graph, "SELECT ?x ?n ?t ?none { BIND(kgs:st-met AS ?x) ?x kgm:evidenceCount ?n . BIND('a\"b' AS ?t) }"
    )
    assert list(csv.reader(StringIO(render(answer, "csv")))) == [
        ["x", "n", "t", "none"],
        ["https://kg.example.org/statement/st-met", "2", 'a"b', ""],
    ]
    head, row = render(answer, "tsv").splitlines()
    assert head == "?x\t?n\t?t\t?none"
    assert row.split("\t") == [
        "<https://kg.example.org/statement/st-met>",
        '"2"^^<http://www.w3.org/2001/XMLSchema#integer>',
        '"a\\"b"',
        "",
    ]
    told = json.loads(render(answer, "json"))
    assert told["head"] == {"vars": ["x", "n", "t", "none"]}
    assert told["results"]["bindings"] == [
        {
            "x": {"type": "uri", "value": "https://kg.example.org/statement/st-met"},
            "n": {"type": "literal", "value": "2", "datatype": "http://www.w3.org/2001/XMLSchema#integer"},
            "t": {"type": "literal", "value": 'a"b'},
        }
    ]
    assert json.loads(render(query(graph, "ASK {}"), "json")) == {"head": {}, "boolean": True}


def test_an_unknown_rendering_is_named(graph: Graph) -> None:
    with pytest.raises(ValueError, match="expected one of table, csv, tsv, json, xml, ttl, nt, got 'xls'"):
        render(query(graph, LABELS), "xls")
