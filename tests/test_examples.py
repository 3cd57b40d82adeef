"""Every example runs; what it prints stands in its README, which tests/test_documents.py compares.

These tests parse: they depend on the language model, but not on what exactly it reads.
"""

from __future__ import annotations

import io
import os
import random
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
import rdflib

from kg import pipeline
from kg.export import export
from kg.export.rdflib_graph import to_rdflib
from kg.query import check, load, query, question
from kg.query.questions import questions
from kg.read import read
from kg.store.codec import encode
from kg.types import Article, Content, Graph, Reading, Time

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
QUERIES = sorted(path.name for path in (EXAMPLES / "queries").glob("*.rq"))


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    """The readings of the examples and of the seed."""
    articles = [a for a in read([EXAMPLES / "articles", ROOT / "seeds"]) if isinstance(a, Article)]
    return [r for r in pipeline.readings(articles) if isinstance(r, Reading)]


@pytest.fixture(scope="module")
def graph(readings: list[Reading]) -> Graph:
    return pipeline.graph(readings)


@pytest.fixture(scope="module")
def rdf(graph: Graph) -> rdflib.Graph:
    return to_rdflib(graph)


def test_nothing_is_skipped(readings: list[Reading]) -> None:
    files = [*(EXAMPLES / "articles").iterdir(), *(ROOT / "seeds").iterdir()]
    assert len(readings) == len(files)
    assert all(r.occurrences for r in readings)


def test_script_without_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
    from printed import script

    told = script("examples/build_graph.py")
    assert told.startswith("4 articles, ")
    assert "2026-01-12  Joseph Wanyonyi and Sara Mengesha, Nairobi" in told


def refused(*args: object, **kwargs: object) -> None:
    raise AssertionError("a connection was asked for")


@pytest.mark.parametrize("name", QUERIES)
def test_query_finds_something_and_the_same_in_both_libraries(
    graph: Graph, rdf: rdflib.Graph, name: str
) -> None:
    sparql = (EXAMPLES / "queries" / name).read_text(encoding="utf-8")
    found = query(graph, sparql)
    assert found.rows
    theirs = rdf.query(sparql)
    assert sorted(map(written, found.rows)) == sorted(map(written, theirs))


def written(row: Any) -> tuple[str, ...]:
    return tuple("" if term is None else str(term) for term in row)


@pytest.mark.parametrize("asked", questions(), ids=lambda q: q.name)
def test_named_questions_answer_the_same_in_both_libraries(
    graph: Graph, rdf: rdflib.Graph, asked: Any
) -> None:
    sparql = question(asked.name)
    assert sorted(map(written, query(graph, sparql).rows)) == sorted(map(written, rdf.query(sparql)))


def test_checks_find_nothing(graph: Graph) -> None:
    assert not list(check(load(graph)))


def test_offsets_are_exact(readings: list[Reading]) -> None:
    """Whatever carries a text and offsets has the article's words at them."""
    seen = 0
    for reading in readings:
        text = reading.article.text
        for part in parts(reading.occurrences):
            if not hasattr(part, "text"):
                continue
            if isinstance(part, Time):
                assert part.text in text
            elif isinstance(part, Content):
                assert part.spans[0][0] <= part.start < part.end <= part.spans[-1][1]
                assert text[part.start : part.end].startswith(part.text.split()[0])
            else:
                assert text[part.start : part.end] == part.text
            seen += 1
    assert seen > 300


def parts(value: object) -> Iterator[Any]:
    """Every dataclass inside."""
    if isinstance(value, tuple):
        for item in value:
            yield from parts(item)
    elif is_dataclass(value):
        yield value
        for field in fields(value):
            yield from parts(getattr(value, field.name))


def test_processes_read_what_one_reads(readings: list[Reading]) -> None:
    """The workers of the program, with its model."""
    from kg.work import hired
    from kg.work.pool import Pool, worker

    outcomes = hired(lambda: Pool(2, worker(None), 60), [reading.article for reading in readings])
    there = {done.article.id: done.result.reading for several in outcomes for done in several}
    assert there == {reading.article.id: encode(reading) for reading in readings}


def turtle(graph: Graph) -> str:
    out = io.StringIO()
    export(graph, out, "ttl")
    return out.getvalue()


def test_another_order_of_articles_gives_the_same_bytes(readings: list[Reading], graph: Graph) -> None:
    shuffled = list(readings)
    random.Random(1).shuffle(shuffled)
    assert shuffled != readings
    assert turtle(pipeline.graph(shuffled)) == turtle(graph)


def test_another_hash_seed_gives_the_same_bytes(readings: list[Reading]) -> None:
    """One article through the whole program in a process of its own, under a fixed seed."""
    name = "2026-01-14-fisheries.txt"
    command = [
        sys.executable,
        "-m",
        "kg",
        "build",
        str(EXAMPLES / "articles" / name),
        "-o",
        "-",
        "--format",
        "ttl",
    ]
    environment = {**os.environ, "PYTHONHASHSEED": "1"}
    told = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, check=True).stdout
    alone = [r for r in readings if r.article.title == "Norway and EU sign fisheries accord"]
    assert told.decode() == turtle(pipeline.graph(alone))
