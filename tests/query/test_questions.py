from __future__ import annotations

from importlib.resources import files

import pyshacl
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg.export.clean import clean
from kg.export.rdflib_graph import to_rdflib
from kg.query import QueryError, Question, load, query, question, questions
from kg.query.questions import checks
from kg.types import Actor, Graph, Kind

ASKED = [
    ("who-met", {}, {("2025-12-02", "Steve Witkoff", "Vladimir Putin", "Kremlin")}),
    ("who-met", {"who": "Putin"}, {("2025-12-02", "Steve Witkoff", "Vladimir Putin", "Kremlin")}),
    ("who-met", {"who": "Donald Trump"}, set()),
    ("who-met", {"until": "2025-12-01"}, set()),
    ("who-met", {"since": "2025-12-03"}, set()),
    ("planned", {}, {("2025-12-04", "Rustem Umerov", "Steve Witkoff", "Florida", "two U.S. officials")}),
    ("planned", {"since": "2025-12-05"}, set()),
    ("says-about", {}, {("Putin wants to end the war",), ("he believes Putin wants to end the war",)}),
    ("says-about", {"who": "Ukraine", "about": "Russia"}, {("Russia attacked it in November",)}),
    ("says-about", {"who": "Vladimir Putin", "about": "Donald Trump"}, set()),
    ("speakers", {}, {("Donald Trump", "1"), ("Russia", "2"), ("Ukraine", "1"), ("two U.S. officials", "1")}),
    ("speakers", {"least": 2}, {("Russia", "2")}),
    ("events", {}, {("2025-12", "CONSULT", "1")}),
    ("links", {"from": "Putin", "to": "Trump"}, {("Vladimir Putin", "Steve Witkoff", "Donald Trump")}),
    ("links", {}, set()),
    ("corroborated", {}, {("Steve Witkoff", "Vladimir Putin", "2")}),
    ("corroborated", {"least": 3}, set()),
    ("contradictions", {}, {("Russia", "Ukraine", "Ukraine", "Russia")}),
    ("roles", {"of": "Trump"}, {("Steve Witkoff", "special envoy", "Donald Trump")}),
    ("told-of", {"who": "Rustem Umerov"}, {("Rustem Umerov", "Steve Witkoff", "two U.S. officials")}),
]  # fmt: skip
SHOWN = {
    "who-met": ("day", "left", "right", "place"),
    "planned": ("day", "left", "right", "place", "announcer"),
    "says-about": ("words",),
    "speakers": ("speaker", "claims"),
    "events": ("month", "type", "events"),
    "links": ("left", "middle", "right"),
    "corroborated": ("subject", "object", "sources"),
    "contradictions": ("subject", "object", "affirms", "denies"),
    "roles": ("holder", "role", "principal"),
    "told-of": ("subject", "object", "speaker"),
}


@pytest.mark.parametrize(("name", "values", "expected"), ASKED)
def test_answers(graph: Graph, name: str, values: dict[str, str], expected: set[tuple[str, ...]]) -> None:
    answer = query(graph, question(name, **values))
    columns = [answer.variables.index(variable) for variable in SHOWN[name]]
    assert {tuple(row[i] for i in columns) for row in answer.rows} == expected


def test_every_question_is_asked_here() -> None:
    assert {q.name for q in questions()} == {name for name, _, _ in ASKED}


@pytest.mark.parametrize("asked", [*questions(), *checks()], ids=lambda q: q.name)
def test_rdflib_answers_the_same(graph: Graph, asked: Question) -> None:
    sparql = asked.sparql if asked in checks() else question(asked.name)
    theirs = [tuple(None if t is None else str(t) for t in row) for row in to_rdflib(graph).query(sparql)]  # type: ignore[union-attr]
    ours = [tuple(None if t is None else str(t) for t in row) for row in query(graph, sparql).rows]
    assert (ours if "ORDER BY" in sparql else sorted(ours, key=str)) == theirs


@pytest.mark.parametrize("asked", [*questions(), *checks()], ids=lambda q: q.name)
def test_a_file_is_a_query_as_it_stands(graph: Graph, asked: Question) -> None:
    assert asked.title
    assert all(parameter.comment for parameter in asked.parameters)
    query(graph, asked.sparql)


@given(st.text(max_size=30))
def test_a_value_is_never_more_than_a_literal(value: str) -> None:
    sparql = question("told-of", who=value)
    assert query(_EMPTY, sparql).rows == ()


@given(st.text(max_size=30).filter(lambda t: t != "*"))
def test_a_value_is_found_as_it_is(value: str) -> None:
    sparql = question("roles", who=value).split("?statement")[0] + "}"
    graph = Graph(actors={"x": Actor("x", value, Kind.PERSON)})
    assert bool(query(graph, sparql).rows) == (clean(value) == value)


_EMPTY = load(Graph())


@pytest.mark.parametrize(
    ("name", "values", "expected"),
    [
        ("nobody", {}, "no question 'nobody': expected one of contradictions, "),
        ("who-met", {"whom": "x"}, "who-met: no parameter 'whom': expected since, until, who"),
        ("who-met", {"since": "yesterday"}, "since: expected a date, got 'yesterday'"),
        ("speakers", {"least": "1) }"}, "least: expected a number"),
    ],
)
def test_wrong_values_are_named(name: str, values: dict[str, str], expected: str) -> None:
    with pytest.raises(QueryError, match=expected.replace(")", r"\)").replace("}", r"\}")):
        question(name, **values)


def test_the_shapes_hold(graph: Graph) -> None:
    shapes = rdflib.Graph().parse(
        data=files("kg.ontologies").joinpath("shapes.ttl").read_text(encoding="utf-8"), format="turtle"
    )
    conforms, _, told = pyshacl.validate(to_rdflib(graph), shacl_graph=shapes, advanced=True)
    assert conforms, told
    broken = to_rdflib(graph)
    broken.update("INSERT DATA { kga:ukraine kgo:met kga:russia } ;")
    conforms, _, told = pyshacl.validate(broken, shacl_graph=shapes, advanced=True)
    assert not conforms
    assert "no asserted statement tells" in told
