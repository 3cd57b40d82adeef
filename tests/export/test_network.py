from __future__ import annotations

from dataclasses import replace

import pytest

from kg.export.network import CLAIM, Network, network
from kg.export.options import Options
from kg.types import Graph


def shown(graph: Graph, **asked: object) -> Network:
    return network(graph, Options(**asked))  # type: ignore[arg-type]


def kinds(found: Network) -> set[tuple[str, str, str]]:
    return {(edge.source, edge.kind, edge.target) for edge in found.edges}


def test_default_is_what_is_asserted_and_who_said_what(graph: Graph) -> None:
    assert kinds(shown(graph)) == {
        ("steve_witkoff", "met", "vladimir_putin"),
        ("steve_witkoff", "hasOffice", "donald_trump"),
        ("donald_trump", "frown at/on", "news_agency_x7k2qa"),
        ("donald_trump", "said", "st-believes"),
        ("two_us_officials_bbbbbb", "said", "st-planned"),
        ("ukraine", "accusedOf", "st-claimed"),
        ("russia", "said", "st-denied"),
        ("russia", "deniedThat", "st-claimed"),
    }


def test_without_claims_no_node_is_one(graph: Graph) -> None:
    found = shown(graph, claims=False)
    assert CLAIM not in {node.kind for node in found.nodes}
    assert kinds(found) == {key for key in kinds(shown(graph)) if not key[2].startswith("st-")}


def test_all_has_kinds_of_their_own(graph: Graph) -> None:
    more = kinds(shown(graph, all=True)) - kinds(shown(graph))
    assert ("rustem_umerov_aaaaaa", "planned:met", "steve_witkoff") in more
    assert {("russia", "claimed:attacked", "ukraine"), ("russia", "denied:attacked", "ukraine")} <= more
    assert all(":" in kind for _, kind, _ in more)


def test_an_edge_sums_its_statements(graph: Graph) -> None:
    (met,) = (statement for statement in graph.statements if statement.id == "st-met")
    again = replace(met, id="st-met-again", time=None, place=None, evidence=met.evidence[:1])
    twice = replace(graph, statements=(*graph.statements, again))
    (edge,) = (edge for edge in shown(twice).edges if edge.kind == "met")
    assert (edge.weight, edge.articles, edge.first, edge.last) == (3, 2, "2025-12-03", "2025-12-04")
    assert (edge.event_start, edge.event_end, edge.place) == ("2025-12-02", "2025-12-02", "Kremlin")
    assert edge.days == ("2025-12-02", "2025-12-04")
    single = [edge for edge in shown(twice, per_statement=True).edges if edge.kind == "met"]
    assert sorted(edge.id for edge in single) == ["st-met", "st-met-again"]


def test_ends_are_nodes_and_ids_are_unique(graph: Graph) -> None:
    for asked in ({}, {"all": True}, {"top": 3}, {"per_statement": True, "all": True}):
        found = shown(graph, **asked)
        ids = [node.id for node in found.nodes]
        assert ids == sorted(set(ids))
        assert len({edge.id for edge in found.edges}) == len(found.edges)
        assert {end for edge in found.edges for end in (edge.source, edge.target)} <= set(ids)
        assert all(edge.weight > 0 for edge in found.edges)


def test_days_are_sorted_and_those_of_a_node_are_its_edges(graph: Graph) -> None:
    found = shown(graph, all=True)
    for item in (*found.nodes, *found.edges):
        assert list(item.days) == sorted(set(item.days))
    for node in found.nodes:
        own = {day for e in found.edges if node.id in (e.source, e.target) for day in e.days}
        assert set(node.days) == own


def test_top_counts_actors_and_keeps_what_they_said(graph: Graph) -> None:
    found = shown(graph, top=3)
    assert [n.id for n in found.nodes if n.kind != CLAIM] == [
        "donald_trump",
        "steve_witkoff",
        "vladimir_putin",
    ]
    assert [node.id for node in found.nodes if node.kind == CLAIM] == ["st-believes"]
    assert [n.id for n in shown(graph, top=1, ego="Ukraine").nodes] == ["st-claimed", "ukraine"]
    assert shown(graph, top=100) == shown(graph)


def test_min_weight(graph: Graph) -> None:
    assert kinds(shown(graph, min_weight=2)) == {
        ("steve_witkoff", "met", "vladimir_putin"),
        ("steve_witkoff", "hasOffice", "donald_trump"),
    }


@pytest.mark.parametrize("name", ["Vladimir Putin", "vladimir_putin", "putin", "VLADIMIR  PUTIN"])
def test_ego_by_id_label_alias(graph: Graph, name: str) -> None:
    assert {node.id for node in shown(graph, ego=name).nodes} == {"vladimir_putin", "steve_witkoff"}


def test_an_unknown_ego_is_told_with_near_names(graph: Graph) -> None:
    with pytest.raises(ValueError, match=r"got 'Vladimir Puttin'; did you mean Vladimir Putin"):
        shown(graph, ego="Vladimir Puttin")


def test_since_and_until_take_when_it_happened_or_was_seen(graph: Graph) -> None:
    assert shown(graph, since="2025-12-05").edges == ()
    later = {edge.kind: edge for edge in shown(graph, since="2025-12-04").edges}
    assert "met" in later and later["met"].weight == 1  # seen on the 4th by one article
    assert kinds(shown(graph, until="2025-12-02")) == {("steve_witkoff", "met", "vladimir_putin")}


@pytest.mark.parametrize("day", ["yesterday", "2025-12", "2025-13-01", "20251201"])
def test_what_is_no_day_is_refused(graph: Graph, day: str) -> None:
    with pytest.raises(ValueError, match="since: expected a day like"):
        shown(graph, since=day)


def test_claims_have_a_short_label_and_all_their_words(graph: Graph) -> None:
    told = {node.id: node for node in shown(graph).nodes}["st-believes"]
    assert (told.kind, told.named, told.text) == (CLAIM, False, "he believes Putin wants to end the war")
    assert len(told.label) <= 60


def test_an_empty_graph_is_an_empty_network() -> None:
    assert shown(Graph()) == Network()


def test_cut_by_kind(graph: Graph) -> None:
    assert kinds(shown(graph, kinds=frozenset({"met"}))) == {("steve_witkoff", "met", "vladimir_putin")}
    assert kinds(shown(graph, kinds=frozenset({"CONSULT", "role"}))) == {
        ("steve_witkoff", "met", "vladimir_putin"),
        ("steve_witkoff", "hasOffice", "donald_trump"),
    }
    assert kinds(shown(graph, kinds=frozenset({"frown at/on"}))) == {
        ("donald_trump", "frown at/on", "news_agency_x7k2qa")
    }
    assert shown(graph, kinds=frozenset({"nothing"})) == Network()


def test_only_what_somebody_says(graph: Graph) -> None:
    only, without = kinds(shown(graph, only_claims=True)), kinds(shown(graph, claims=False))
    assert only | without == kinds(shown(graph)) and not only & without
    assert all(target.startswith("st-") for _, _, target in only)
    assert shown(graph, only_claims=True, claims=False) == Network()
