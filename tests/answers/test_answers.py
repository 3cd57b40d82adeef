"""What each answer holds of the small graph that has one of everything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import pipeline
from kg.answers import (
    Bar,
    Source,
    Told,
    about,
    compare,
    conflicts,
    corroborated,
    diff,
    independent,
    overview,
    path,
    timeline,
)
from kg.answers.told import index, recent_first, without_echoes
from kg.types import (
    Actor,
    Article,
    Evidence,
    Graph,
    Kind,
    Modality,
    Object,
    Polarity,
    Reading,
    Statement,
    StatementKind,
    Target,
    Time,
)

from ..strategies import sets_of_readings


def ids(told: tuple[Told, ...]) -> list[str]:
    return [one.id for one in told]


# about


def test_about_puts_each_statement_on_its_shelf(graph: Graph) -> None:
    found = about(graph, "Witkoff")
    assert (found.actor.id, found.actor.articles, found.actor.first) == ("steve_witkoff", 3, "2025-12-03")
    assert (ids(found.roles), ids(found.meetings), ids(found.unsure)) == (
        ["st-role"],
        ["st-met"],
        ["st-planned"],
    )
    assert [(link.who.label, link.articles) for link in found.links] == [
        ("Vladimir Putin", 2),
        ("Rustem Umerov", 1),
    ]


def test_about_tells_claims_from_facts(graph: Graph) -> None:
    russia = about(graph, "Russia")
    assert ids(russia.said) == ["st-denies", "st-russia-said"]
    assert set(ids(russia.unsure)) == {"st-claimed", "st-denied"}
    assert ids(russia.others) == ["st-accused"]
    assert not russia.did and not russia.undergone


def test_about_knows_roles_around_somebody(graph: Graph) -> None:
    assert ids(about(graph, "donald_trump").around) == ["st-role"]


def test_about_within_a_period(graph: Graph) -> None:
    assert ids(about(graph, "Steve Witkoff", since="2025-12-03").meetings) == []
    assert ids(about(graph, "Steve Witkoff", until="2025-12-02").meetings) == ["st-met"]
    with pytest.raises(ValueError, match="since: expected a day like 2025-12-01, got 'May'"):
        about(graph, "Steve Witkoff", since="May")


@pytest.mark.parametrize("answer", [about, timeline, lambda g, name: path(g, name, "Russia")])
def test_nobody_is_told_with_names_like_it(graph: Graph, answer: Callable[[Graph, str], object]) -> None:
    with pytest.raises(ValueError, match="got 'Vladimir Puttin'; did you mean Vladimir Putin"):
        answer(graph, "Vladimir Puttin")


@settings(deadline=None, max_examples=40)
@given(sets_of_readings())
def test_every_statement_of_an_actor_is_told_once(read: list[Reading]) -> None:
    graph = pipeline.graph(read)
    known = index(graph)
    for actor in graph.actors:
        found = about(graph, actor)
        shelves = (
            found.roles, found.around, found.meetings, found.said, found.accused, found.did, found.undergone,
            found.unsure,
        )  # fmt: skip
        own = {one.id for one in without_echoes(known.about(actor))}
        shown = [one.id for shelf in shelves for one in shelf]
        others = {one.id for one in found.others}
        assert len(shown) == len(set(shown))
        assert own - others <= set(shown) <= own


# timeline


def test_timeline_is_in_the_order_of_days(graph: Graph) -> None:
    found = timeline(graph, "putin").told
    assert ids(found) == ["st-alone", "st-met", "st-wants"]
    assert [one.day for one in found] == ["", "2025-12-02", "2025-12-04"]
    roles = timeline(graph, "Steve Witkoff", kinds=(StatementKind.ROLE,)).told
    assert ids(roles) == ["st-role"]


# path


def test_path_goes_over_what_is_asserted(graph: Graph) -> None:
    found = path(graph, "Putin", "Trump")
    assert [[hop.right.label for hop in chain] for chain in found.chains] == [
        ["Steve Witkoff", "Donald Trump"]
    ]
    assert [ids(hop.told) for hop in found.chains[0]] == [["st-met"], ["st-role"]]
    assert path(graph, "Rustem Umerov", "Vladimir Putin").chains == ()
    wider = path(graph, "Rustem Umerov", "Vladimir Putin", asserted=False).chains
    assert [hop.left.label for hop in wider[0]] == ["Rustem Umerov", "Steve Witkoff"]


def test_path_needs_two(graph: Graph) -> None:
    with pytest.raises(ValueError, match="expected two actors, got Vladimir Putin twice"):
        path(graph, "Putin", "vladimir_putin")


def test_chains_hang_together(graph: Graph) -> None:
    for chain in path(graph, "Ukraine", "Donald Trump", asserted=False).chains:
        for left, right in pairwise(chain):
            assert left.right == right.left
        assert all({hop.left.id, hop.right.id} <= set(one.parties()) for hop in chain for one in hop.told)


# compare


def test_compare_finds_claims_about_an_actor_and_about_words(graph: Graph) -> None:
    found = compare(graph, "Russia", "Ukraine", "Ukraine")
    assert [ids(side.said) for side in found.sides] == [["st-denies", "st-russia-said"], ["st-accused"]]
    assert found.both == ("st-claimed",)
    assert [c.told.id for c in found.opposed] == ["st-claimed"]
    words = compare(graph, "Donald Trump", "Russia", "end war")
    assert [ids(side.said) for side in words.sides] == [["st-said"], []]
    assert words.actor is None
    assert compare(graph, "Donald Trump", "Russia", "officials").actor is None, "a part of a name is a word"


def test_a_country_speaks_through_its_government(graph: Graph) -> None:
    donald, steve = compare(graph, "donald_trump", "Russia", "war").sides
    assert (steve.speakers, ids(steve.said)) == ((), [])
    usa = Actor("usa", "United States", Kind.COUNTRY, country="USA")
    wider = replace(graph, actors={**graph.actors, "usa": usa})
    country = compare(wider, "usa", "Russia", "war").sides[0]
    assert [party.label for party in country.speakers] == ["Donald Trump"]
    assert country.said == donald.said


# conflicts


def test_conflicts_have_both_sides(graph: Graph) -> None:
    (found,) = conflicts(graph)
    assert found.told.id == "st-claimed"
    assert [v.who.label for s in found.affirmed for v in s.voices[:1] if v.who] == ["Ukraine"]
    assert len(found.denied) == 1


def test_conflicts_of_somebody_in_a_period(graph: Graph) -> None:
    assert conflicts(graph, actor="Donald Trump") == ()
    assert len(conflicts(graph, actor="Ukraine", since="2025-12-04")) == 1
    assert conflicts(graph, since="2025-12-05") == ()


def statement(id: str, day: str | None = None, seen: str = "2025-03-01", **values: object) -> Statement:
    """*Ann attacked Bo*, in an article of its own."""
    evidence = Evidence(f"a-{id}", 0, 0, 5, f"Words of {id}.", "events", 0.9)
    time = Time(day, day, "day") if day else None
    obj = Object(Target.ACTOR, "bo", "Bo")
    made = Statement(
        id,
        StatementKind.EVENT,
        "ann",
        "attack",
        "attacked",
        obj,
        type="ASSAULT",
        time=time,
        evidence=(evidence,),
    )
    return replace(made, **values)


def graph_of(*statements: Statement, **days: str) -> Graph:
    articles = {
        f"a-{s.id}": Article(f"a-{s.id}", "", days.get(s.id, "2025-03-01"), source=s.id) for s in statements
    }
    actors = {id: Actor(id, id.title(), Kind.PERSON) for id in ("ann", "bo", "kyiv", "oslo")}
    return Graph(articles, actors, tuple(sorted(statements, key=lambda s: s.id)))


@pytest.mark.parametrize(
    ("day", "other", "seen", "conflict"),
    [
        ("2025-03-01", "2025-03-01", "2025-03-01", True),
        ("2025-03-01", "2025-03-02", "2025-03-01", False),
        (None, None, "2025-03-03", True),
        (None, None, "2025-04-01", False),
        ("2025-03-01", None, "2025-03-02", True),
    ],
)
def test_a_negation_conflicts_when_the_times_can_be_the_same(
    day: str | None, other: str | None, seen: str, conflict: bool
) -> None:
    graph = graph_of(statement("yes", day), statement("no", other, polarity=Polarity.NEGATIVE), no=seen)
    assert bool(conflicts(graph)) is conflict


def test_what_is_planned_does_not_conflict_with_what_did_not_happen() -> None:
    planned = statement("yes", modality=Modality.PLANNED)
    assert conflicts(graph_of(planned, statement("no", polarity=Polarity.NEGATIVE))) == ()


# corroborated


def test_corroborated_counts_outlets(graph: Graph) -> None:
    (found,) = corroborated(graph)
    assert (found.told.id, found.independent) == ("st-met", ("AFP", "Reuters"))
    assert corroborated(graph, least=3) == ()
    assert corroborated(graph, actor="Donald Trump") == ()
    assert corroborated(graph, kinds=[StatementKind.ROLE]) == (), "one was copied from the other"


@pytest.mark.parametrize(
    ("left", "right", "days", "together"),
    [
        ("2025-03-01", "2025-03-01", {}, True),
        ("2025-03-01", "2025-03-02", {}, False),
        (None, None, {"b": "2025-03-04"}, True),
        (None, None, {"b": "2025-03-05"}, False),
        ("2025-03-01", None, {"b": "2025-03-04"}, True),
        ("2025-03-01", None, {"b": "2025-02-28"}, False),
        ("2025-03-01", None, {"b": "2025-03-20"}, False),
    ],
)
def test_reports_are_of_one_event_when_their_days_are_near(
    left: str | None, right: str | None, days: dict[str, str], together: bool
) -> None:
    found = corroborated(graph_of(statement("a", left), statement("b", right), **days))
    assert [one.independent for one in found] == ([("a", "b")] if together else [])


def test_reports_at_two_places_are_of_two_events() -> None:
    assert corroborated(graph_of(statement("a", place="kyiv"), statement("b", place="oslo"))) == ()
    assert corroborated(graph_of(statement("a", place="kyiv"), statement("b")))


def test_a_role_lasts() -> None:
    graph = graph_of(*(statement(id, kind=StatementKind.ROLE) for id in "ab"), b="2025-11-11")
    assert [one.independent for one in corroborated(graph, kinds=[StatementKind.ROLE])] == [("a", "b")]


def test_a_year_does_not_gather_what_happened_in_it() -> None:
    year = statement("a", time=Time("2025-01-01", "2025-12-31", "year"))
    assert corroborated(graph_of(year, statement("b", "2025-03-01"), statement("c"))) != ()
    found = corroborated(graph_of(year, statement("b", "2025-03-01"), statement("c")))
    assert [one.independent for one in found] == [("b", "c")]


def source(article: str, outlet: str | None, quote: str) -> Source:
    return Source(article, None, outlet, None, None, quote, 0, 1, 1.0, "", ())


def test_copies_are_one_source() -> None:
    assert independent([source("1", "AP", "They met."), source("2", "BBC", "“They met”")]) == ("AP",)
    assert independent([source("1", "AP", "They met."), source("2", "AP", "They spoke.")]) == ("AP",)
    assert independent([source("1", None, "They met."), source("2", None, "They spoke.")]) == ("1", "2")


SOURCES = st.lists(
    st.builds(source, st.sampled_from("1234"), st.sampled_from(["AP", "BBC", None]), st.sampled_from("abcd")),
    max_size=6,
)


@given(SOURCES, st.randoms())
def test_the_order_of_sources_does_not_matter(sources: list[Source], random: object) -> None:
    shuffled = list(sources)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert independent(shuffled) == independent(sources) == independent([*sources, *sources])
    assert len(independent(sources)) <= len({one.quote for one in sources})


# diff


def test_diff_tells_new_gone_and_changed(graph: Graph) -> None:
    met = next(s for s in graph.statements if s.id == "st-met")
    kept = tuple(s for s in graph.statements if s.id not in ("st-met", "st-role"))
    smaller = replace(graph, statements=(*kept, replace(met, evidence=met.evidence[:1], place=None)))
    found = diff(graph, smaller)
    assert (ids(found.new), ids(found.gone)) == ([], ["st-role"])
    assert [(c.new.id, c.what) for c in found.changed] == [
        ("st-met", ("gone: 1 source in 1 article", "place: kremlin, now none"))
    ]
    assert ids(diff(smaller, graph).new) == ["st-role"]


def test_diff_tells_what_became_a_fact(graph: Graph) -> None:
    claimed = next(s for s in graph.statements if s.id == "st-claimed")
    own = replace(claimed, evidence=(*claimed.evidence, Evidence("afp-1", 9, 1, 2, "It did.", "events", 0.9)))
    others = tuple(s for s in graph.statements if s.id != "st-claimed")
    (change,) = diff(graph, replace(graph, statements=(*others, own))).changed
    assert change.what == ("now told as a fact", "new: 1 source in 1 article")
    surer = replace(claimed, evidence=tuple(replace(e, confidence=0.1) for e in claimed.evidence))
    (change,) = diff(graph, replace(graph, statements=(*others, surer))).changed
    assert change.what == ("1 source read otherwise",)


def test_diff_tells_actors(graph: Graph) -> None:
    actors = {k: a for k, a in graph.actors.items() if k != "florida"}
    actors["russia"] = replace(actors["russia"], label="Russian Federation")
    found = diff(graph, replace(graph, actors=actors))
    assert [party.label for party in found.actors_gone] == ["Florida"]
    assert [(a.id, a.new.split(",")[0]) for a in found.actors_changed] == [("russia", "Russian Federation")]


@settings(deadline=None, max_examples=40)
@given(sets_of_readings(), sets_of_readings())
def test_diff_is_empty_of_itself_and_turns_around(one: list[Reading], other: list[Reading]) -> None:
    left, right = pipeline.graph(one), pipeline.graph(other)
    assert diff(left, left).same
    there, back = diff(left, right), diff(right, left)
    assert (ids(there.new), ids(there.gone)) == (ids(back.gone), ids(back.new))
    assert {c.new.id for c in there.changed} == {c.new.id for c in back.changed}


# overview


def test_overview_counts(graph: Graph) -> None:
    found = overview(graph)
    assert (found.articles, found.outlets, found.first, found.last) == (3, 2, "2025-12-03", "2025-12-04")
    assert found.events + found.claims + found.roles == len(graph.statements)
    assert found.asserted == sum(s.asserted for s in graph.statements)
    assert ids(found.latest) == ["st-met", "st-frowned"]
    assert ids(found.planned) == ["st-planned"]
    assert sum(bar.cooperation + bar.conflict + bar.other for bar in found.bars) > 0
    assert overview(graph, since="2030-01-01").events == 0


def test_bars_have_no_gaps() -> None:
    def barred(*days: str) -> tuple[Bar, ...]:
        told = {f"s{n}": statement(f"s{n}", day) for n, day in enumerate(days)}
        return overview(graph_of(*told.values(), **dict(zip(told, days, strict=True)))).bars

    found = barred("2025-01-01", "2025-01-04")
    assert [(bar.first, bar.conflict) for bar in found] == [
        ("2025-01-01", 1), ("2025-01-02", 0), ("2025-01-03", 0), ("2025-01-04", 1),
    ]  # fmt: skip
    year = barred("2024-01-15", "2025-12-31")
    assert (len(year), year[0].first, year[-1].last) == (24, "2024-01-01", "2025-12-31")
    weeks = barred("2025-01-01", "2025-05-01")
    assert all(bar.first < bar.last for bar in weeks) and len(weeks) == 18


def test_bars_leave_out_what_was_long_before() -> None:
    old = overview(graph_of(statement("a", "2004-07-01"), statement("b", "2025-03-01"))).bars
    assert [(bar.first, bar.conflict) for bar in old] == [("2025-03-01", 1)]


@settings(deadline=None, max_examples=40)
@given(sets_of_readings())
def test_recent_first_keeps_all(read: list[Reading]) -> None:
    known = index(pipeline.graph(read))
    told = [known.tell(s) for s in known.graph.statements]
    assert sorted(ids(recent_first(told))) == sorted(one.id for one in told)
