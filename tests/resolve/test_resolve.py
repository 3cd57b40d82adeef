"""Who becomes a node, under which id."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.resolve import identity, resolve
from kg.types import Article, Evidence, Kind, Mention, Occurrence, Predicate, Reading, StatementKind


def person(text: str, name: str | None = None, **more: object) -> Mention:
    return Mention(text, 0, len(text), Kind.PERSON, name, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("mention", "starts"),
    [
        (person("he", open=True), None),
        (person("Putin", "Vladimir Putin", actor="vladimir_putin"), "vladimir_putin"),
        (person("Ann", "Ann Lee"), "ann_lee_"),
        (person("it", nominal="the ministry"), "ministry_"),
        (Mention("storm", 0, 5, Kind.THING), None),
    ],
)
def test_identity(mention: Mention, starts: str | None) -> None:
    key = identity("a", mention)
    assert key is None if starts is None else key is not None and key.startswith(starts)


def test_the_unnamed_stay_in_their_article() -> None:
    crowd = Mention("officials", 0, 9, Kind.GROUP)
    assert identity("a", crowd) != identity("b", crowd)
    assert identity("a", person("Lee", "Ann Lee")) == identity("b", person("Ann Lee", "Ann Lee"))


def test_kinds_do_not_split_a_name() -> None:
    wobbling = [
        Mention("Ann Lee", 0, 7, kind, "Ann Lee") for kind in (Kind.PERSON, Kind.ORGANIZATION, Kind.PERSON)
    ]
    occurrences = tuple(
        Occurrence(
            n,
            StatementKind.EVENT,
            m,
            Predicate("x", 0, 1, "x"),
            None,
            Evidence("a", 0, 0, 1, "x", "rule", 0.5),
        )
        for n, m in enumerate(wobbling)
    )
    (actor,) = resolve([Reading(Article("a", "x"), occurrences)]).actors.values()
    assert actor.kind is Kind.PERSON


@given(st.text(min_size=1))
def test_every_name_has_an_id(name: str) -> None:
    key = identity("a", person(name, name))
    assert key
    assert key.isascii()
