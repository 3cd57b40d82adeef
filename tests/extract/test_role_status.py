"""Roles that are held, were held, will be held, and whose they are.  Runs the model, in one batch."""

from __future__ import annotations

from functools import cache

import pytest

from kg.pipeline import readings
from kg.types import Article, Mention, Occurrence, Reading

HELD = [
    # text, person, lemma, relation, owners
    ("Chilean president Rosa Diaz spoke.", "Rosa Diaz", "president", "hasOffice", {"chile"}),
    ("Former Chilean president Rosa Diaz spoke.", "Rosa Diaz", "former president", None, {"chile"}),
    ("President-elect Rosa Diaz spoke.", "Rosa Diaz", "president-elect", None, set()),
    ("A former Norwegian soldier, Tim Roe, was arrested.", "Tim Roe", "former soldier", None, {"norway"}),
    ("Acting president Tim Roe resigned.", "Tim Roe", "acting president", "hasOffice", set()),
    ("The late Chadian president Tim Roe ruled for years.", "Tim Roe", "late president", None, {"chad"}),
    ("Norwegian player Tim Roe won.", "Tim Roe", "player", "hasNationality", {"norway"}),
    (
        "Finland's ambassador to Japan, Ann Lee, resigned.",
        "Ann Lee",
        "ambassador",
        "hasOffice",
        {"finland", "japan"},
    ),
    ("The mayor of Warsaw Jan Nowak spoke.", "Jan Nowak", "mayor", "hasOffice", {"warsaw"}),
    ("Ann Lee was sworn in as prime minister of Nepal.", "Ann Lee", "prime minister", "hasOffice", {"nepal"}),
    ("Ann Lee was elected president of Kenya.", "Ann Lee", "president", "hasOffice", {"kenya"}),
    ("Tim Roe resigned as chairman of the African Union.", "Tim Roe", "chairman", None, {"african_union"}),
    ("King Omar Deeb of Jordan spoke.", "Omar Deeb", "king", "hasRank", {"jordan"}),
]
NOT = [
    ("The court convicts Ann Lee.", "Ann Lee"),
    ("The envoy counts Ann Lee among friends.", "Ann Lee"),
    ("Ann Lee met the president of Togo.", "Ann Lee"),
]


@cache
def read() -> dict[str, Reading]:
    texts = [c[0] for c in HELD] + [c[0] for c in NOT]
    got = list(readings(Article(t, t, "2025-03-05") for t in texts))
    return {r.article.id: r for r in got if isinstance(r, Reading)}


def roles(text: str, person: str) -> list[Occurrence]:
    found = read()[text].occurrences
    return [o for o in found if o.kind == "role" and o.subject is not None and o.subject.text == person]


@pytest.mark.parametrize(("text", "person", "lemma", "relation", "owners"), HELD)
def test_role(text: str, person: str, lemma: str, relation: str | None, owners: set[str]) -> None:
    found = roles(text, person)
    assert {(o.predicate.lemma, o.predicate.relation) for o in found} == {(lemma, relation)}
    assert {o.object.actor for o in found if isinstance(o.object, Mention)} == owners


@pytest.mark.parametrize(("text", "person"), NOT)
def test_no_role(text: str, person: str) -> None:
    assert not roles(text, person)
