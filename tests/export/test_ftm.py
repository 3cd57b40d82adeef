"""Actors as FollowTheMoney: what is written is read again as the same actors."""

from __future__ import annotations

import io
import json
from pathlib import Path

from kg.actors import import_pack
from kg.export import export
from kg.ontology.packs import Pack
from kg.types import Actor, Graph, Kind

ACTORS = (
    Actor("ann_lee_x", "Ann Lee", Kind.PERSON, ("A. Lee",), "NOR", "GOV", "Q900001"),
    Actor("bo_y", "Bo Shipping", Kind.ORGANIZATION, (), "DEU", "BUS", type="Company"),
    Actor("two_officials_z", "two officials", Kind.GROUP, named=False),
    Actor("oslo", "Oslo", Kind.PLACE, country="NOR"),
    Actor("norway", "Norway", Kind.COUNTRY, country="NOR", wikidata="Q20"),
)


def written() -> str:
    out = io.StringIO()
    export(Graph({}, {a.id: a for a in ACTORS}), out, "ftm")
    return out.getvalue()


def test_entities() -> None:
    found = {e["id"]: e for e in map(json.loads, written().splitlines())}
    assert list(found) == ["ann_lee_x", "bo_y", "norway"]
    assert found["ann_lee_x"]["schema"] == "Person"
    assert found["ann_lee_x"]["properties"] == {
        "name": ["Ann Lee"],
        "alias": ["A. Lee"],
        "nationality": ["no"],
        "wikidataId": ["Q900001"],
    }
    assert found["bo_y"]["schema"] == "Company"
    assert found["norway"]["schema"] == "PublicBody"


def test_it_comes_back_as_a_pack(tmp_path: Path) -> None:
    (tmp_path / "x.ftm").write_text(written(), encoding="utf-8")
    pack = Pack(import_pack(tmp_path / "x.ftm", tmp_path / "packs").path)
    (ann,) = pack.entries("A. Lee")
    assert (ann.label, ann.kind, ann.country, ann.wikidata) == ("Ann Lee", Kind.PERSON, "NOR", "Q900001")
    (norway,) = pack.entries("Norway")
    assert norway.key == "norway"
