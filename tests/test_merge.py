"""Laws of the merged graph: it is a function of the set of readings, and no evidence is lost."""

from __future__ import annotations

import io
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.export import export
from kg.merge import statements
from kg.pipeline import graph
from kg.resolve import resolve
from kg.store import Store
from kg.types import Graph, Judgement, Modality, Polarity, Reading, Target

from .strategies import sets_of_readings

JUDGEMENTS = st.lists(
    st.sampled_from(
        [
            Judgement("same", "ann_lee_xsqgb6", "tim_roe_z2u4cd"),
            Judgement("same", "vladimir_putin", "ida_bo_aaaaaa"),
            Judgement("different", "ann_lee_xsqgb6", "tim_roe_z2u4cd"),
            Judgement("rename", "vladimir_putin", "V. Putin"),
            Judgement("apart", "vladimir_putin", "a0"),
        ]
    ),
    max_size=3,
)


def turtle(made: Graph) -> str:
    out = io.StringIO()
    export(made, out, "ttl")
    return out.getvalue()


@given(sets_of_readings(), st.randoms(use_true_random=False))
def test_order_does_not_matter(read: list[Reading], rng: random.Random) -> None:
    shuffled = list(read)
    rng.shuffle(shuffled)
    assert turtle(graph(shuffled)) == turtle(graph(read))


@given(sets_of_readings())
def test_reading_twice_is_reading_once(read: list[Reading]) -> None:
    assert graph(read + read) == graph(read)


@given(sets_of_readings(), sets_of_readings(), JUDGEMENTS, st.data())
def test_any_way_to_a_set_of_readings_and_judgements_gives_the_same_bytes(
    kept: list[Reading], others: list[Reading], judgements: list[Judgement], data: st.DataObject
) -> None:
    """Adding, removing, merging and splitting in any order equals building from scratch."""
    scratch = turtle(graph(kept, judgements))
    undone = [j for j in data.draw(JUDGEMENTS) if j not in judgements]
    steps = [("add", r) for r in others] + [("judge", j) for j in undone]
    steps = data.draw(st.permutations(steps))
    with Store.memory() as store:
        for what, item in steps:
            store.add(item) if what == "add" else store.judge(item)
        for reading in others:
            store.remove(reading.article.id)
        for judgement in undone:
            store.unjudge(judgement)
        for item in data.draw(st.permutations([*kept, *judgements])):
            store.add(item) if isinstance(item, Reading) else store.judge(item)
        assert turtle(graph(store.readings(), store.judgements())) == scratch


@given(sets_of_readings())
def test_no_evidence_is_lost(read: list[Reading]) -> None:
    """Every occurrence with a node on one side or a claim's content keeps its place in the graph."""
    made = graph(read)
    places = {(e.article, e.start, s.id) for s in made.statements for e in s.evidence}
    resolved = resolve(read)
    for reading in read:
        for number, statement in statements(reading, resolved).items():
            start = reading.occurrences[number].evidence.start
            assert (reading.article.id, start, statement.id) in places


@given(sets_of_readings())
def test_an_edge_is_positive_actual_and_somebodys_own_voice(read: list[Reading]) -> None:
    for s in graph(read).statements:
        own = [e for e in s.evidence if not e.within]
        told = s.polarity is Polarity.POSITIVE and s.modality is Modality.ACTUAL and bool(own)
        ends = s.subject is not None and s.object is not None and s.object.target is not Target.PHRASE
        assert s.edge == (told and ends)


@given(sets_of_readings())
def test_every_reference_leads_somewhere(read: list[Reading]) -> None:
    made = graph(read)
    ids = {s.id for s in made.statements}
    for s in made.statements:
        assert all(a is None or a in made.actors for a in (s.subject, s.recipient, s.place))
        if s.object and s.object.target is Target.ACTOR:
            assert s.object.id in made.actors
        if s.object and s.object.target is Target.STATEMENT:
            assert s.object.id in ids
        for e in s.evidence:
            assert set(e.within) <= ids
            assert set(e.speakers) <= set(made.actors)


def test_symmetric_pairs_are_one_statement() -> None:
    from kg.types import Article, Evidence, Occurrence, Predicate, StatementKind

    from .strategies import mention

    def met(number: int, a: str, b: str) -> Occurrence:
        evidence = Evidence("a", 0, number, number + 1, "x", "rule", 0.5)
        predicate = Predicate("met", 0, 3, "meet", "met", "CONSULT")
        return Occurrence(number, StatementKind.EVENT, mention(a, 0), predicate, mention(b, 9), evidence)

    made = graph([Reading(Article("a", "x"), (met(0, "Ann Lee", "Tim Roe"), met(1, "Tim Roe", "Ann Lee")))])
    assert len(made.statements) == 1
    assert made.statements[0].symmetric
    assert len(made.statements[0].evidence) == 2


@pytest.mark.parametrize("decision", ["same", "different"])
def test_a_merge_can_be_undone(decision: str) -> None:
    from kg.types import Article, Evidence, Occurrence, Predicate, StatementKind

    from .strategies import mention

    def seen(number: int, name: str) -> Occurrence:
        evidence = Evidence("a", 0, number, number + 1, "x", "rule", 0.5)
        predicate = Predicate("died", 0, 4, "die", "died")
        return Occurrence(number, StatementKind.EVENT, mention(name, 0), predicate, None, evidence)

    reading = Reading(Article("a", "x"), (seen(0, "Ann Lee"), seen(1, "Tim Roe")))
    before = graph([reading])
    left, right = sorted(before.actors)
    after = graph([reading], [Judgement(decision, left, right)])
    assert len(after.actors) == (1 if decision == "same" else 2)
    assert graph([reading], [Judgement("same", left, right), Judgement("different", left, right)]) == before
