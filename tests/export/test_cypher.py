"""Cypher: a database that this project did not write runs the statements."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.export import Options, export
from kg.export.clean import clean
from kg.export.columns import EDGE, NODE
from kg.export.cypher import BATCH, statements
from kg.export.network import Node, network
from kg.types import Graph

kuzu = pytest.importorskip("kuzu", reason="pip install kuzu")
TYPES = {"string": "STRING", "int": "INT64", "boolean": "BOOLEAN"}
ENDS = re.compile("[\n\r\t\u2028]")
SPLIT = ";\n"


def written(graph: Graph, **options: Any) -> list[str]:
    out = StringIO()
    export(graph, out, "cypher", Options(**options))
    return [statement for statement in out.getvalue().split(SPLIT) if statement]


def loaded(told: list[str], folder: Path) -> Any:
    """A database that holds what the statements create; this one wants its tables declared before."""
    database = kuzu.Connection(kuzu.Database(str(folder / "db")))
    nodes = "".join(f", {c.name} {TYPES[c.type]}" for c in NODE if c.name != "kind")
    edges = "".join(f", {c.name} {TYPES[c.type]}" for c in EDGE)
    rest = [statement for statement in told if not statement.startswith("CREATE CONSTRAINT")]
    for statement in told[: len(told) - len(rest)]:
        label = re.search(r"n:(`.*?`)\)", statement)
        assert label
        database.execute(f"CREATE NODE TABLE {label[1]} (id STRING PRIMARY KEY, label STRING{nodes})")
    ends: dict[str, set[tuple[str, str]]] = {}
    for statement in rest:
        edge = re.search(
            r"MATCH \(a:(`[^`]*`) .*\(b:(`[^`]*`) .*\[r:(`[^`]*`) ", statement.rpartition("] AS row")[2]
        )
        if edge:
            ends.setdefault(edge[3], set()).add((edge[1], edge[2]))
    for kind, pairs in ends.items():
        between = ", ".join(f"FROM {a} TO {b}" for a, b in sorted(pairs))
        database.execute(f"CREATE REL TABLE {kind} ({between}, id STRING, label STRING, weight INT64{edges})")
    for statement in rest:
        database.execute(statement)
    return database


def answers(database: Any, query: str) -> list[list[Any]]:
    found = database.execute(query)
    rows = []
    while found.has_next():
        rows.append(found.get_next())
    return rows


def test_a_database_holds_the_network(graph: Graph, tmp_path: Path) -> None:
    shown = network(graph, Options(all=True))
    told = written(graph, all=True)
    database = loaded(told, tmp_path)
    nodes = answers(database, "MATCH (n) RETURN n.id, n.label, n.mentions, n.named, label(n)")
    assert {tuple(row) for row in nodes} == {
        (n.id, ENDS.sub(" ", clean(n.label)), n.mentions, n.named, n.kind) for n in shown.nodes
    }
    edges = answers(database, "MATCH (a)-[r]->(b) RETURN r.id, a.id, b.id, r.weight, label(r), r.first")
    assert {tuple(row) for row in edges} == {
        (e.id, e.source, e.target, e.weight, e.kind, e.first) for e in shown.edges
    }
    for statement in told:  # once more: everything is there already
        if not statement.startswith("CREATE CONSTRAINT"):
            database.execute(statement)
    assert answers(database, "MATCH ()-[r]->() RETURN count(*)") == [[len(shown.edges)]]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_nothing_in_a_text_ends_it(text: str) -> None:
    (_, told) = statements([Node("a", text + "'}) DETACH DELETE (n) //", "`K`")], [])
    row = told.split("\n")[1]
    assert "(n:```K``` {" in told
    assert re.fullmatch(r"\{id: 'a', label: '(?:[^'\\]|\\.)*', type: null, .*\}", row)


def test_large_graphs_come_in_batches() -> None:
    told = list(statements([Node(f"n{at:05}", "x", "Person") for at in range(2 * BATCH + 1)], []))
    assert [statement.count("{id: 'n") for statement in told] == [0, BATCH, BATCH, 1]
