"""Independent sources: copies, one outlet and one agency count once."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from kg.export import export
from kg.export.network import network
from kg.export.sources import independent
from kg.pipeline import graph
from kg.types import Article, Evidence, Graph, Kind, Mention, Occurrence, Predicate, Reading, StatementKind

Known = tuple[str, str | None, str | None]


def made(articles: Sequence[Known], copies: dict[str, str] | None = None) -> Graph:
    known = {id: Article(id, "", source=source, agency=agency) for id, source, agency in articles}
    return Graph(known, copies=copies or {})


@pytest.mark.parametrize(
    ("articles", "copies", "number"),
    [
        ([("a", "BBC", None)], {}, 1),
        ([("a", "BBC", None), ("b", "BBC", None)], {}, 1),
        ([("a", "BBC", None), ("b", "CNN", None)], {}, 2),
        ([("a", "BBC", "AFP"), ("b", "CNN", "AFP")], {}, 1),
        ([("a", "BBC", "AFP"), ("b", "AFP", None)], {}, 1),
        ([("a", "BBC", "AFP"), ("b", "CNN", "AFP"), ("c", "CNN", None), ("d", "dpa", "dpa")], {}, 2),
        ([("a", None, None), ("b", None, None)], {}, 2),
        ([("a", None, None), ("b", None, None), ("c", None, None)], {"a": "a", "c": "a"}, 2),
        ([("a", "BBC", None), ("b", "CNN", None)], {"a": "a", "b": "a"}, 1),
        ([("b", "BBC", None), ("c", "CNN", None)], {"a": "a", "b": "a", "c": "a"}, 1),
        ([("a", "The Guardian", None), ("b", "the guardian", None)], {}, 1),
        ([], {}, 0),
    ],
)
def test_independent(articles: Sequence[Known], copies: dict[str, str], number: int) -> None:
    ids = {id for id, *_ in articles}
    assert independent(ids, made(articles, copies)) == number


def test_articles_that_the_graph_does_not_know() -> None:
    assert independent({"x", "y"}, Graph()) == 2


STORY = " ".join(f"word{n}" for n in range(40))


def reading(id: str, text: str, source: str | None = None, agency: str | None = None) -> Reading:
    """Ann Lee met Bo Ray, told twice in one article."""
    told = []
    for number in (0, 1):
        subject, other = (Mention(name, 0, 7, Kind.PERSON, name=name) for name in ("Ann Lee", "Bo Ray"))
        evidence = Evidence(id, number, number, 9, "Ann Lee met Bo Ray.", "events", 0.8)
        predicate = Predicate("met", 8, 11, "meet", "met", "CONSULT")
        told.append(Occurrence(number, StatementKind.EVENT, subject, predicate, other, evidence))
    return Reading(Article(id, text, "2025-12-04", source=source, agency=agency), tuple(told))


def test_three_figures(tmp_path: object) -> None:
    """Six pieces of evidence in three articles of two sources: two of them have one text."""
    read = [
        reading("a", f"{STORY} The Gazette.", "Gazette"),
        reading("b", f"{STORY} The Herald, with AFP.", "Herald", "AFP"),
        reading("c", "Something else altogether.", "Tribune"),
    ]
    shown = turtle(graph(read))
    assert "kgm:evidenceCount 6 ;" in shown and "kgm:articleCount 3 ;" in shown
    assert "kgm:sourceCount 2 ;" in shown
    assert "kgm:sameTextAs kgd:a ;" in shown and "kgm:agency kgp:AFP ;" in shown
    (edge,) = network(graph(read)).edges
    assert (edge.weight, edge.articles, edge.sources) == (6, 3, 2)
    assert {node.sources for node in network(graph(read)).nodes} == {2}
    assert "sameTextAs" not in turtle(graph([read[0], read[2]])), "taking the copy out takes the tie out"


def turtle(made: Graph) -> str:
    import io

    out = io.StringIO()
    export(made, out, "ttl")
    return out.getvalue()
