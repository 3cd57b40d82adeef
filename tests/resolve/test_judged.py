"""What people decide: merged everywhere, and taken back without a trace."""

from __future__ import annotations

import io

import pytest

from kg.export import FORMATS, export
from kg.pipeline import graph
from kg.resolve import Resolution, resolve
from kg.resolve.deciding import Change, apart, merging, parting, renaming, splitting
from kg.resolve.find import NotOneError, find
from kg.types import (
    Actor,
    Article,
    Evidence,
    Judgement,
    Kind,
    Mention,
    Occurrence,
    Predicate,
    Reading,
    StatementKind,
)


def reading(article: str, *pairs: tuple[str, str]) -> Reading:
    """Persons who met."""
    met = Predicate("met", 0, 3, "meet", "met")
    proof = Evidence(article, 0, 0, 3, "met", "events", 0.8)
    people = [[Mention(name, 0, len(name), Kind.PERSON, name) for name in pair] for pair in pairs]
    found = [Occurrence(n, StatementKind.EVENT, a, met, b, proof) for n, (a, b) in enumerate(people)]
    return Reading(Article(article, "met"), tuple(found))


READINGS = [
    reading("a", ("Ann Lee", "Ida Bo"), ("Ann Lee", "Tim Roe")),
    reading("b", ("Anna B. Lee", "Ida Bo")),
    reading("c", ("Ann Lee", "Max Im")),
]


class Desk:
    """A person deciding, with the judgements kept so far."""

    def __init__(self) -> None:
        self.kept: list[Judgement] = []

    @property
    def who(self) -> Resolution:
        return resolve(READINGS, self.kept)

    def do(self, change: Change) -> None:
        self.kept = [j for j in self.kept if j not in change.drop] + list(change.add)

    def merge(self, left: str, right: str) -> None:
        who = self.who
        self.do(merging(find(left, who.actors, "x"), find(right, who.actors, "x"), who, self.kept))

    def split(self, name: str) -> None:
        who = self.who
        self.do(splitting(find(name, who.actors, "x"), who, self.kept))


def exported(judgements: list[Judgement], format: str) -> str:
    out = io.StringIO()
    export(graph(READINGS, judgements), out, format)
    return out.getvalue()


CODED = {"plover.jsonl", "dyads.csv"}
"""They tell of countries and coded events, which the readings here have none of."""


@pytest.mark.parametrize("format", sorted({*FORMATS} - CODED))
def test_merged_is_one_node_and_split_is_what_it_was(format: str) -> None:
    desk, before = Desk(), exported([], format)
    desk.merge("Ann Lee", "Anna B. Lee")
    merged = exported(desk.kept, format)
    gone = find("Anna B. Lee", resolve(READINGS).actors, "x").id
    ids = (gone, gone.replace("_", "-"))
    assert any(id in before for id in ids) or format in ("svg", "csv")
    assert not any(id in merged for id in ids)
    assert merged != before
    desk.split("Ann Lee")
    assert desk.kept == []
    assert exported(desk.kept, format) == before


def test_the_other_name_becomes_an_alias() -> None:
    desk = Desk()
    desk.merge("Ann Lee", "Anna B. Lee")
    assert "Anna B. Lee" in find("Ann Lee", desk.who.actors, "x").aliases
    assert find("Anna B. Lee", desk.who.actors, "x") == find("Ann Lee", desk.who.actors, "x")


def test_an_article_can_mean_somebody_else() -> None:
    desk = Desk()
    ann = find("Ann Lee", desk.who.actors, "x")
    before = exported([], "ttl")
    desk.do(apart(ann, "c", {ann.id}, desk.who))
    made = graph(READINGS, desk.kept)
    others = [a.id for a in made.actors.values() if a.label == "Ann Lee"]
    assert len(others) == 2
    met = {s.subject: s.object.id for s in made.statements if s.object and s.object.text == "Max Im"}
    assert next(iter(met)) != ann.id
    desk.merge(*others)
    assert desk.kept == []
    assert exported(desk.kept, "ttl") == before


def test_never_one_outweighs_one() -> None:
    desk = Desk()
    a, b = (find(name, desk.who.actors, "x") for name in ("Ann Lee", "Anna B. Lee"))
    desk.do(parting(a, b, desk.who, desk.kept))
    assert [j.decision for j in desk.kept] == ["different"]
    assert graph(READINGS, [*desk.kept, Judgement("same", a.id, b.id)]) == graph(READINGS)
    desk.merge("Ann Lee", "Anna B. Lee")
    assert [j.decision for j in desk.kept] == ["same"]


def test_what_a_rule_merged_is_split_by_judgement() -> None:
    pair = [
        reading("a", ("Foreign Minister Ann Lee", "Ida Bo")),
        reading("b", ("Minister Ann Lee", "Ida Bo")),
    ]
    who = resolve(pair)
    assert len(who.ruled) == 1
    (merged,) = [a for a in who.actors.values() if "Lee" in a.label]
    change = splitting(merged, who, [])
    assert [j.decision for j in change.add] == ["different"]
    assert len([a for a in resolve(pair, change.add).actors.values() if "Lee" in a.label]) == 2


def test_rename_and_back() -> None:
    desk = Desk()
    ann = find("Ann Lee", desk.who.actors, "x")
    desk.do(renaming(ann, "A. Lee", desk.who, desk.kept))
    desk.do(renaming(desk.who.actors[ann.id], "Lee", desk.who, desk.kept))
    assert desk.who.actors[ann.id].label == "Lee"
    assert len(desk.kept) == 1
    desk.do(renaming(desk.who.actors[ann.id], "", desk.who, desk.kept))
    assert desk.kept == []


def test_ambiguity_lists_candidates() -> None:
    actors = resolve([reading("a", ("Ann Lee", "Ida Bo"))], ()).actors
    ann = find("Ann Lee", actors, "x")
    twins = {
        **actors,
        "twin": find("Ida Bo", actors, "x").__class__("twin", "Ann Lee", Kind.PERSON, country="USA"),
    }
    with pytest.raises(
        NotOneError, match=rf"x: 2 actors are called 'ann lee'; give an id: {ann.id} = .*; twin = "
    ):
        find("ann lee", twins, "x")
    assert find("twin", twins, "x").country == "USA"
    with pytest.raises(NotOneError, match=r"no actor has the name or id 'Ann Le'; did you mean ann_lee"):
        find("Ann Le", actors, "x")


def test_one_identifier_is_one_actor() -> None:
    """Two packs have a person under keys of their own."""
    names = {"ann_1": "Ann Lee", "ann_2": "A. M. Lee"}
    readings = []
    for key, name in names.items():
        told = Actor(key, name, Kind.PERSON, wikidata="Q900001")
        mention = Mention(name, 0, len(name), Kind.PERSON, name, actor=key)
        proof = Evidence(key, 0, 0, 3, "met", "events", 0.8)
        met = Occurrence(0, StatementKind.EVENT, mention, Predicate("met", 0, 3, "meet", "met"), None, proof)
        readings.append(Reading(Article(key, "met"), (met,), known=(told,)))
    assert list(resolve(readings).actors) == ["ann_1"]
    apart = resolve(readings, [Judgement("different", "ann_1", "ann_2")])
    assert list(apart.actors) == ["ann_1", "ann_2"]
