"""What is wrong with a query is told in words, at its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.query import QueryError, load, query
from kg.types import Graph

EMPTY = load(Graph())


@pytest.mark.parametrize(
    ("sparql", "told"),
    [
        ("SELCT ?x {}", "line 1, column 1: expected SELECT, ASK, CONSTRUCT or DESCRIBE, found 'SELCT'"),
        ("", "line 1, column 1: expected SELECT, ASK, CONSTRUCT or DESCRIBE, found none of them"),
        ("SELECT ?x { ?x foo:bar ?y }", "line 1, column 16: no prefix foo:; declare it with PREFIX"),
        ("SELECT ?x {\n ?x kg:met ?y }", "line 2, column 5: no prefix kg:; did you mean kg"),
        ("PREFIX a: <b:> SELECT ?x { ?x a:b 1 ; kgo:met }", "column 39: cannot read on from 'kgo:met'"),
        ("SELECT ?x { ?x ?p ?y ", "line 1, column 11: { is never closed"),
        ("SELECT ?x { ?x ?p ?y . } }", "line 1, column 26: } without its {"),
        ("SELECT ?x { ?x kgo:met 'abc }", "line 1, column 24: a string that does not end on its line"),
        ("SELECT ?x { ?x ?p 1 FILTER(STRLENG(?y) > 3) }", "column 28: no function STRLENG; did you mean STR"),
        ("SELECT ?x { ?x <rel> ?y }", "line 1, column 16: <rel> is no full IRI: expected one"),
        ("SELECT ?x { ?x ?p ?y . FILTER(?x = ) }", "line 1, column 24: cannot read on from 'FILTER(?x'"),
        ("SELECT ?x { ?x ?p ?y } ORDER ?x", "line 1, column 24: cannot read on from 'ORDER'"),
        ("SELECT ?x (COUNT(?y) AS ?n) { ?x ?p ?y }", "The SELECT contains a variable that is unbound"),
        ("SELECT * { ?x ?p ?y BIND(1 AS ?x) }", "is a variable set twice?"),
    ],
)  # fmt: skip
def test_a_fault_is_told_at_its_place(sparql: str, told: str) -> None:
    with pytest.raises(QueryError) as caught:
        query(EMPTY, sparql)
    assert told in str(caught.value)
    assert str(caught.value).endswith("^")


PIECES = st.lists(
    st.sampled_from(
        "SELECT ASK ?x ?y { } ( ) . ; , kgo:met foo:bar <a:b> <c> 'a' \"b FILTER BIND AS COUNT STRLEN FOO = "
        "1 ORDER BY LIMIT UNION OPTIONAL PREFIX x: # \n * a _:b".split(" ")
    ),
    max_size=12,
)


@given(PIECES)
def test_any_query_is_answered_or_its_fault_is_told(pieces: list[str]) -> None:
    sparql = " ".join(pieces)
    try:
        query(EMPTY, sparql)
    except QueryError as error:
        line, shown, mark = str(error).split("\n")
        assert line.startswith("line ")
        assert len(mark) <= len(shown) + 3
