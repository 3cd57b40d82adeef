from __future__ import annotations

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg.ontology.terms import BASE, SPACES, Terms, local

ANY = st.text(st.characters(exclude_categories=()), max_size=20)
BASES = st.from_regex(
    r"https?://[a-z]{1,9}(\.[a-z]{2,5})?(:[0-9]{2,4})?/([a-z0-9_~-]{1,9}/){0,2}", fullmatch=True
)


@given(ANY, BASES)
def test_any_key_makes_an_iri_that_both_libraries_keep(key: str, base: str) -> None:
    iri = Terms(base).actor(key)
    line = f"<{iri}> <{Terms(base).lemma(key)}> <{Terms(base).document(key)}> ."
    theirs = next(iter(ox.parse(line, format=ox.RdfFormat.N_TRIPLES)))
    assert theirs.subject.value == iri
    assert {str(s) for s in rdflib.Graph().parse(data=line, format="nt").subjects()} == {iri}
    turtle = next(iter(ox.parse(line, format=ox.RdfFormat.TURTLE, base_iri="http://other.example/a/b")))
    assert turtle.subject.value == iri


@given(ANY, ANY)
def test_two_keys_are_two_iris(left: str, right: str) -> None:
    assert (local(left) == local(right)) == (left == right)


@given(ANY)
def test_namespaces_never_overlap(key: str) -> None:
    terms = Terms()
    minted = [f(key) for f in (terms.actor, terms.statement, terms.evidence, terms.document, terms.lemma)]
    minted += [f(key) for f in (terms.relation, terms.model, terms.type, terms.publisher, terms.extractor)]
    assert len(set(minted)) == len(minted) == len(SPACES)


@pytest.mark.parametrize(
    ("key", "made"),
    [
        ("vladimir_putin", "vladimir_putin"),
        ("2026-03-04-17#4", "2026-03-04-17%234"),
        ("https://a.b/c?d", "https%3A%2F%2Fa.b%2Fc%3Fd"),
        ("javascript:alert(1)", "javascript%3Aalert%281%29"),
        ("a\n<b> \ud800", "a%0A%3Cb%3E%20%ED%A0%80"),
        ("..", "%2E%2E"),
        (".", "%2E"),
        ("%2E", "%252E"),
        ("", ""),
    ],
)
def test_keys_stay_readable_where_they_can(key: str, made: str) -> None:
    assert local(key) == made


@pytest.mark.parametrize(
    "base",
    ["", "kg", "https://kg.example.org", "https://a b/", "javascript:alert(1)/", "file:///etc/", "https://x/#",
     "https://x/../", "https://x/a?b/", "https://x/<y>/", "https://x/\n"],
)  # fmt: skip
def test_a_base_is_an_address_that_ends_in_a_slash(base: str) -> None:
    with pytest.raises(ValueError, match="expected http"):
        Terms(base)


def test_a_predicate_is_the_relation_else_the_lemma() -> None:
    terms = Terms()
    assert terms.predicate("met", "meet") == f"{BASE}ontology#met"
    assert terms.predicate(None, "frown at") == f"{BASE}lemma/frown%20at"


def test_a_mode_belongs_to_its_type() -> None:
    assert Terms().type("CONSULT", "visit") == f"{BASE}plover#CONSULT-visit"
