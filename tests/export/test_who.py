from __future__ import annotations

import pytest

from kg.export.who import AmbiguousActorError, UnknownActorError, near, who
from kg.types import Actor, Graph, Kind

GRAPH = Graph(
    actors={
        actor.id: actor
        for actor in (
            Actor("ann_lee", "Ann Lee", Kind.PERSON, ("Lee", "The Chair")),
            Actor("bo_lee", "Bo Lee", Kind.PERSON, ("Lee",)),
            Actor("carlos_vila_nova", "Carlos Vila Nova", Kind.PERSON),
            Actor("georgia", "Georgia", Kind.COUNTRY, country="GEO"),
            Actor("georgia_usa", "Georgia", Kind.PLACE, country="USA"),
            Actor("officials_a", "officials", Kind.GROUP, named=False),
            Actor("officials_b", "officials", Kind.GROUP, named=False),
            Actor("the_chair_c", "the chair", Kind.PERSON, named=False),
        )
    }
)


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("georgia", "georgia"),
        ("officials_b", "officials_b"),
        ("kga:officials_b", "officials_b"),
        ("ann lee", "ann_lee"),
        ("Vila Nova", "carlos_vila_nova"),
        ("THE CHAIR", "the_chair_c"),
    ],
)
def test_a_name_means_one(name: str, id: str) -> None:
    assert who(name, GRAPH) == id


@pytest.mark.parametrize("name", ["Georgia", "Lee", "officials"])
def test_a_name_of_several_is_refused_with_their_ids(name: str) -> None:
    with pytest.raises(AmbiguousActorError) as caught:
        who(name, GRAPH)
    assert len(str(caught.value).splitlines()) == 3


@pytest.mark.parametrize("name", ["", "Lee Nova", "Vila Novas"])
def test_nobodys_name_is_refused(name: str) -> None:
    with pytest.raises(UnknownActorError, match="expected the name or id of an actor"):
        who(name, GRAPH)


def test_a_part_of_a_name_is_none_where_it_must_be_whole() -> None:
    with pytest.raises(UnknownActorError):
        who("Vila Nova", GRAPH, whole=True)


def test_near_names() -> None:
    assert near("Ann Leee", GRAPH)[0] == "Ann Lee"
