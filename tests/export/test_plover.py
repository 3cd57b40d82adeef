"""PLOVER records and the table of dyads: which statements are events, and what is said of them."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from kg.export import Options, export
from kg.export.coded import scales
from kg.export.dyads import COLUMNS
from kg.types import Actor, Graph, Kind, Modality, Object, Polarity, Statement, Target, Time


def records(graph: Graph, **options: Any) -> dict[str, dict[str, Any]]:
    out = StringIO()
    export(graph, out, "plover.jsonl", Options(**options))
    return {told["id"]: told for told in map(json.loads, out.getvalue().splitlines())}


def dyads(graph: Graph, **options: Any) -> list[tuple[str, ...]]:
    out = StringIO(newline="")
    export(graph, out, "dyads.csv", Options(**options))
    header, *rows = csv.reader(StringIO(out.getvalue(), newline=""))
    assert tuple(header) == COLUMNS
    return [tuple(row) for row in rows]


def changed(graph: Graph, id: str, **changes: Any) -> Graph:
    return replace(
        graph, statements=tuple(replace(s, **changes) if s.id == id else s for s in graph.statements)
    )


def test_what_the_articles_assert_are_records(graph: Graph) -> None:
    assert set(records(graph)) == {"st-met", "st-accused"}


def test_a_meeting_has_two_sources(graph: Graph) -> None:
    met = records(graph)["st-met"]
    assert [(a["code"], a["sector"], a["identifier_id"]) for a in met["source"]] == [
        ("USA", "GOV", "steve_witkoff"), ("RUS", "GOV", "Q7747"),
    ]  # fmt: skip
    assert met["recipient"] == [] and met["event"] == ["CONSULT"] and met["mode"] == ["visit"]
    assert (met["date"], met["date_told"], met["quad_code"], met["event_scale"]) == (
        "2025-12-02",
        True,
        1,
        4.0,
    )
    assert met["event_loc"] == {"name": "Kremlin", "cc3": "RUS"} and met["articles"] == 2
    assert met["text"].startswith("Witkoff met") and met["text_info"] == {
        "sequence": 1,
        "start": 303,
        "end": 352,
    }
    assert met["cite_info"]["publication"] == "AFP"


def test_a_claim_is_an_event_of_its_own_without_a_made_up_date(graph: Graph) -> None:
    accused = records(graph)["st-accused"]
    assert accused["source"][0]["code"] == "UKR" and accused["event"] == ["ACCUSE"]
    assert (accused["date"], accused["date_told"]) == ("2025-12-04", False)
    assert "st-accused" not in records(graph, claims=False)
    assert set(records(graph, only_claims=True)) == {"st-accused"}


def test_all_has_what_did_not_happen_or_is_only_claimed_and_says_so(graph: Graph) -> None:
    told = records(graph, all=True)
    assert set(told) == {"st-met", "st-accused", "st-planned", "st-claimed", "st-alone"}
    assert told["st-claimed"]["attributed_to"] == ["Ukraine"]
    assert (told["st-claimed"]["date"], told["st-claimed"]["enddate"]) == ("2025-11-01", "2025-11-30")
    assert told["st-alone"]["context"] == ["hypothetical"] and told["st-alone"]["date"] is None
    assert "context" not in told["st-planned"]  # to agree on a meeting is done, whatever becomes of it


@pytest.mark.parametrize(
    ("changes", "contexts"),
    [
        ({"modality": Modality.PLANNED}, ["future"]),
        ({"modality": Modality.DESIRED}, ["hypothetical"]),
        ({"polarity": Polarity.NEGATIVE}, ["negation"]),
        ({"modality": Modality.PLANNED, "type": "THREATEN"}, None),
        ({"polarity": Polarity.NEGATIVE, "type": "REJECT"}, None),
    ],
)
def test_contexts(graph: Graph, changes: dict[str, Any], contexts: list[str] | None) -> None:
    other = changed(graph, "st-met", **changes)
    assert records(other, all=True)["st-met"].get("context") == contexts
    assert ("st-met" in records(other)) == (contexts is None)


def test_an_act_that_a_claim_is_counts_once(graph: Graph) -> None:
    claim = next(s for s in graph.statements if s.id == "st-accused")
    act = replace(
        claim, id="st-act", kind=graph.statements[1].kind, object=Object(Target.ACTOR, "russia", "Russia")
    )
    assert act.kind.value == "event"
    both = records(replace(graph, statements=(act, *graph.statements)))
    assert set(both) == {"st-met", "st-act"} and both["st-act"]["recipient"][0]["code"] == "RUS"


def test_roles_tell_the_codes_of_persons_nobody_knows(graph: Graph) -> None:
    ann, body = Actor("ann_xyz", "Ann Sa", Kind.PERSON), Object(Target.ACTOR, "ukraine", "Ukraine")
    role = next(s for s in graph.statements if s.id == "st-role")
    role = replace(role, id="st-ann", subject="ann_xyz", lemma="judge", object=body)
    told = changed(graph, "st-accused", subject="ann_xyz")
    told = replace(told, actors={**told.actors, "ann_xyz": ann}, statements=(*told.statements, role))
    assert records(told)["st-accused"]["source"][0] == {
        "code": "UKR", "sector": "JUD", "actor_text": "Ann Sa",
        "identifier_id": "ann_xyz", "identifier_text": "Ann Sa",
    }  # fmt: skip


def test_dyads_count_by_month_both_ways(graph: Graph) -> None:
    assert dyads(graph) == [
        ("RUS", "USA", "2025-12", "1", "1", "2", "4.00"), ("USA", "RUS", "2025-12", "1", "1", "2", "4.00"),
    ]  # fmt: skip
    with_claims = dyads(graph, all=True)
    assert ("RUS", "UKR", "2025-11", "4", "1", "1", "-9.00") in with_claims
    assert [row[:2] for row in with_claims if row[2] == "2025-12"] == [
        ("RUS", "USA"), ("UKR", "USA"), ("USA", "RUS"), ("USA", "UKR"),
    ]  # fmt: skip


def test_scores_are_means(graph: Graph) -> None:
    met = next(s for s in graph.statements if s.id == "st-met")
    more: tuple[Statement, ...] = (
        replace(met, id="st-phoned", mode="phone", time=Time("2025-12-30", "2025-12-30", "day")),
    )
    rows = dyads(replace(graph, statements=graph.statements + more))
    assert rows[0] == ("RUS", "USA", "2025-12", "1", "2", "2", "2.75")


def test_periods_and_kinds_cut(graph: Graph) -> None:
    assert set(records(graph, until="2025-11-30", all=True)) == {"st-claimed"}
    assert set(records(graph, kinds=frozenset({"met"}))) == {"st-met"}
    assert set(records(graph, kinds=frozenset({"ACCUSE"}))) == {"st-accused"}


def test_file_names_tell_the_format(graph: Graph, tmp_path: Path) -> None:
    for name in ("a.plover.jsonl", "a.b.dyads.csv"):
        export(graph, tmp_path / name)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.b.dyads.csv", "a.plover.jsonl"]


def test_types_and_modes_have_scales() -> None:
    assert len([name for name in scales() if name.isupper() and "-" not in name]) == 16
    assert scales()["CONSULT-visit"].score == 4.0 and scales()["SANCTION"].quad == 4
    assert all(-10 <= scale.score <= 10 and scale.quad in (1, 2, 3, 4) for scale in scales().values())
