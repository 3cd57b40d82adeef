from __future__ import annotations

from functools import cache
from importlib.resources import files

import pytest
import rdflib
from rdflib import RDF, RDFS, SKOS

from kg.export.rdflib_graph import to_rdflib
from kg.ontology import words
from kg.ontology.publish import relations_turtle
from kg.ontology.terms import Terms
from kg.types import Graph

TERMS = Terms()
FILES = ("kgm", "kgo", "plover", "shapes")


@cache
def _read(name: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=_text(name), format="turtle")


def _text(name: str) -> str:
    return files("kg.ontologies").joinpath(f"{name}.ttl").read_text(encoding="utf-8")


def _uri(iri: str) -> rdflib.URIRef:
    return rdflib.URIRef(iri)


def test_the_ontology_of_relations_is_up_to_date() -> None:
    assert _text("kgo") == relations_turtle(), "run python -m kg.ontology.publish"


@pytest.mark.parametrize("name", ["kgm", "kgo"])
def test_every_term_has_one_label_and_one_comment(name: str) -> None:
    graph, space = _read(name), TERMS.prefixes()[name]
    terms = {s for s in graph.subjects() if str(s).startswith(space)}
    assert terms
    for term in terms:
        assert len(list(graph.objects(term, RDFS.label))) == 1, term
        assert len(list(graph.objects(term, RDFS.comment))) == 1, term


def test_every_concept_has_a_label_a_notation_and_a_definition() -> None:
    graph = _read("plover")
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        for fact in (SKOS.prefLabel, SKOS.notation, SKOS.definition, SKOS.inScheme):
            assert list(graph.objects(concept, fact)), (concept, fact)


def test_sixteen_types_of_events_in_four_quads() -> None:
    graph = _read("plover")
    tops = set(graph.subjects(SKOS.topConceptOf, _uri(TERMS.base + "plover")))
    quads = [int(str(graph.value(t, _uri(TERMS.model("quadClass"))))) for t in tops]
    assert sorted((q, quads.count(q)) for q in set(quads)) == [(1, 4), (2, 3), (3, 4), (4, 5)]
    assert graph.value(_uri(TERMS.type("SANCTION")), _uri(TERMS.model("quadClass"))) == rdflib.Literal(4)


def test_modes_have_their_types_quad_and_no_name_of_another() -> None:
    graph = _read("plover")
    quad, score = (_uri(TERMS.model(name)) for name in ("quadClass", "score"))
    for mode, above in graph.subject_objects(SKOS.broader):
        assert graph.value(mode, quad) == graph.value(above, quad), mode
        names = {
            str(o)
            for s in graph.subjects(SKOS.broader, above)
            if s != mode
            for o in graph.objects(s, SKOS.altLabel)
        }
        assert not names & {str(o) for o in graph.objects(mode, SKOS.altLabel)}, mode
        assert graph.value(mode, score) is not None, mode


def test_contexts_and_whether_it_happened() -> None:
    graph = _read("plover")
    tops = [str(t) for t in graph.subjects(SKOS.topConceptOf, _uri(TERMS.base + "plover/contexts"))]
    assert sum("#context-" in top for top in tops) == 37
    assert {t.rpartition("-")[2] for t in tops if "#auxiliary-" in t} == {
        "historical", "future", "hypothetical", "negation",
    }  # fmt: skip


def test_cameo_roots_lead_to_types() -> None:
    graph = _read("plover")
    roots = {str(o) for o in graph.objects(None, SKOS.notation) if str(o).isdigit()}
    assert roots == {f"{root:02}" for root in range(2, 21)}  # 01, plain statements, is no event


def test_types_and_modes_of_the_tables_are_concepts() -> None:
    concepts = set(_read("plover").subjects(RDF.type, SKOS.Concept))
    relations, claims = words.relations().values(), words.claim_kinds().values()
    coded = {TERMS.type(r.type) for r in (*relations, *claims) if r.type}
    coded |= {TERMS.type(r.type, r.mode) for r in relations if r.type and r.mode}
    assert {str(c) for c in coded} <= {str(c) for c in concepts}


def test_all_roles_are_one_relation() -> None:
    graph = _read("kgo")
    for family in words.families().values():
        if family.relation != "hasRole":
            above = set(graph.objects(_uri(TERMS.relation(family.relation)), RDFS.subPropertyOf))
            assert _uri(TERMS.relation("hasRole")) in above


def test_the_data_uses_only_terms_that_are_defined(graph: Graph) -> None:
    known = set(_read("kgm").subjects())
    used = {term for triple in to_rdflib(graph) for term in triple}
    space = TERMS.prefixes()["kgm"]
    assert {t for t in used if isinstance(t, rdflib.URIRef) and t.startswith(space)} <= known
