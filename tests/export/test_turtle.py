from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg.export import Options, export
from kg.export.clean import clean
from kg.export.rdf import decimal, triples
from kg.export.rdflib_graph import to_rdflib
from kg.types import Actor, Article, Evidence, Graph, Kind, Object, Statement, StatementKind, Target

ANY = st.text(st.characters(exclude_categories=()), max_size=40)


def _turtle(graph: Graph, options: Options = Options()) -> str:  # noqa: B008 -- frozen
    out = StringIO()
    export(graph, out, "ttl", options)
    return out.getvalue()


def _rdflib(text: str, format: str = "turtle") -> set[tuple[str, ...]]:
    return {tuple(term.n3() for term in triple) for triple in rdflib.Graph().parse(data=text, format=format)}


def _facts(text: str, subject: str) -> set[str]:
    """The lines of a subject, without their ends."""
    block = text.split(f"\n{subject}\n", 1)[1].split("\n.\n", 1)[0]
    return {line.strip(" ;") for line in block.splitlines()}


def test_both_libraries_read_what_was_meant(graph: Graph) -> None:
    text = _turtle(graph)
    meant = {tuple(term.n3() for term in triple) for triple in to_rdflib(graph)}
    assert _rdflib(text) == meant
    assert len(meant) == len(list(triples(graph)))
    out = StringIO()
    export(graph, out, "nt")
    theirs = set(ox.parse(text, format=ox.RdfFormat.TURTLE))
    assert theirs == set(ox.parse(out.getvalue(), format=ox.RdfFormat.N_TRIPLES))
    assert len(theirs) == len(meant)


def test_no_blank_nodes(graph: Graph) -> None:
    assert not any(isinstance(term, rdflib.BNode) for triple in to_rdflib(graph) for term in triple)


def test_oxigraph_keeps_every_literal_as_written(graph: Graph) -> None:
    store = ox.Store()
    store.load(_turtle(graph), format=ox.RdfFormat.TURTLE)
    kept = {(q.subject.value, q.predicate.value, q.object.value) for q in store}  # type: ignore[union-attr]
    assert kept == {(s, p, o if isinstance(o, str) else o.text) for s, p, o in triples(graph)}


def test_an_edge_exactly_when_the_statement_says_so(graph: Graph) -> None:
    edges = {line for actor in graph.actors for line in _facts(_turtle(graph), f"kga:{actor}")
             if line.startswith(("kgo:", "kgl:"))}  # fmt: skip
    assert edges == {
        "kgo:met kga:vladimir_putin",
        "kgo:met kga:steve_witkoff",
        "kgo:said kgs:st-planned",
        "kgo:said kgs:st-believes",
        "kgo:said kgs:st-denied",
        "kgo:accusedOf kgs:st-claimed",
        "kgo:deniedThat kgs:st-claimed",
        "kgo:hasOffice kga:donald_trump",
        "kgo:hasRole kga:donald_trump",
        "kgl:frown%20at%2Fon kga:news_agency_x7k2qa",
    }


def test_a_claim_points_to_a_node_and_a_phrase_is_a_literal(graph: Graph) -> None:
    text = _turtle(graph)
    assert "rdf:object kgs:ct-end-the-war" in _facts(text, "kgs:st-wants")
    assert _facts(text, "kgs:ct-end-the-war") == {"a kgm:Content", 'kgm:words "to end the war"'}
    signed = _facts(text, "kgs:st-signed")
    assert any(line.startswith("kgm:objectText ") for line in signed)
    assert not any(line.startswith("rdf:object") for line in signed)


def test_a_statement_without_agent_has_no_subject(graph: Graph) -> None:
    assert not any(line.startswith("rdf:subject") for line in _facts(_turtle(graph), "kgs:st-killed"))


def test_evidence_names_the_claims_around_it(graph: Graph) -> None:
    text = _turtle(graph)
    inner = next(b for b in text.split("\n\n") if "kgm:evidenceFor kgs:st-wants ;" in b)
    assert {"kgm:within kgs:st-believes", "kgm:within kgs:st-said", "kgm:innermost kgs:st-believes"} <= {
        line.strip(" ;") for line in inner.splitlines()
    }
    assert "kgm:attributedTo kga:donald_trump ;" in inner
    assert "kgm:depth 2 ;" in inner


def test_counts_and_days(graph: Graph) -> None:
    assert {
        "kgm:evidenceCount 2",
        "kgm:articleCount 2",
        'kgm:firstSeen "2025-12-03"^^xsd:date',
        'kgm:lastSeen "2025-12-04"^^xsd:date',
        'kgm:eventTime "2025-12-02"',
        "kgm:mode plover:CONSULT-visit",
    } <= _facts(_turtle(graph), "kgs:st-met")
    assert 'kgm:eventTime "2025-11-01/2025-11-30"' in _facts(_turtle(graph), "kgs:st-claimed")


def test_only_real_identifiers_of_wikidata(graph: Graph) -> None:
    text = _turtle(graph)
    assert "owl:sameAs wd:Q7747" in _facts(text, "kga:vladimir_putin")
    assert not any("sameAs" in line for line in _facts(text, "kga:news_agency_x7k2qa"))


def test_simple_has_words_for_claims_and_nothing_below_the_actors(graph: Graph) -> None:
    text = _turtle(graph, Options(profile="simple"))
    assert 'kgo:said "he believes Putin wants to end the war"' in _facts(text, "kga:donald_trump")
    assert "kgo:met kga:vladimir_putin" in _facts(text, "kga:steve_witkoff")
    assert "kgs:" not in text.split("@prefix xsd", 1)[1]
    assert _rdflib(text)


def test_subjects_and_facts_are_sorted_and_one_a_line(graph: Graph) -> None:
    told = [(s, p) for s, p, _ in triples(graph)]
    assert [s for s, _ in told] == sorted(s for s, _ in told)
    facts = [line for line in _turtle(graph).split("\n") if line.startswith("    ")]
    assert len(facts) == len(told)
    assert all(line.endswith(" ;") for line in facts)


def test_one_more_fact_is_one_more_line(graph: Graph) -> None:
    putin = graph.actors["vladimir_putin"]
    more = replace(
        graph, actors={**graph.actors, putin.id: replace(putin, aliases=("Putin", "Vladimir V. Putin"))}
    )
    before, after = _turtle(graph).split("\n"), _turtle(more).split("\n")
    after.remove('    skos:altLabel "Vladimir V. Putin" ;')
    assert before == after


def test_another_base_moves_everything(graph: Graph) -> None:
    text = _turtle(graph, Options(base="https://news.example/g/"))
    assert "kg.example.org" not in text
    assert "kga:vladimir_putin" in text


def test_the_order_of_actors_and_statements_makes_no_difference(graph: Graph) -> None:
    turned = Graph(
        dict(reversed(graph.articles.items())),
        dict(reversed(graph.actors.items())),
        tuple(reversed(graph.statements)),
    )
    assert _turtle(turned) == _turtle(graph)


@pytest.mark.parametrize("format", ["ttl", "nt"])
def test_bytes_do_not_depend_on_the_hash_seed(format: str) -> None:
    program = (
        "import sys, runpy\n"
        "from kg.export import export\n"
        f"graph = runpy.run_path({str(Path(__file__).parent.parent / 'conftest.py')!r})['make_graph']()\n"
        f"export(graph, sys.stdout, {format!r})\n"
    )
    root = Path(__file__).parents[2]
    texts = [
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert texts[0] == texts[1]
    assert len(texts[0]) > 1000


@given(ANY)
def test_any_text_comes_back_clean(text: str) -> None:
    evidence = Evidence("a", 0, 0, 1, text, "events", 0.5)
    phrase = Object(Target.PHRASE, "", text)
    graph = Graph(
        {"a": Article("a", text, title=text, url=text, source=text)},
        {"x": Actor("x", text, Kind.PERSON, (text + "!",))},
        (Statement("st-x", StatementKind.EVENT, "x", text, None, phrase, evidence=(evidence,)),),
    )
    turtle = _turtle(graph)
    found = {str(o) for o in rdflib.Graph().parse(data=turtle, format="turtle").objects()}
    assert {clean(text), clean(text + "!")} <= found
    theirs = {t.object.value for t in ox.parse(turtle, format=ox.RdfFormat.TURTLE)}  # type: ignore[union-attr]
    assert {clean(text), clean(text + "!")} <= theirs


@given(ANY)
def test_clean_is_done_after_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("value", "digits"),
    [(0.9, "0.9"), (0.904, "0.9"), (1.0, "1"), (0.0, "0"), (-0.001, "0"), (0.55, "0.55"), (100.0, "100")],
)
def test_decimals_have_one_form(value: float, digits: str) -> None:
    assert decimal(value).text == digits


def test_a_file_is_replaced_whole_or_not_at_all(
    graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "graph.ttl"
    export(graph, path)
    good = path.read_bytes()
    assert good == _turtle(graph).encode()

    def full(*_: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        export(Graph(), path)
    assert path.read_bytes() == good
    assert [p.name for p in tmp_path.iterdir()] == ["graph.ttl"]


def test_an_unknown_format_is_named(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"expected a format out of ttl, nt.*got 'doc'"):
        export(graph, tmp_path / "graph.doc")
