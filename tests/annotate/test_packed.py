"""Names of packs are found in texts, and change nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.actors import import_pack
from kg.ontology import packs
from kg.pipeline import graph, read_text
from kg.types import Actor, Kind, Mention, Reading

TABLE = """\
key,name,kind,country,aliases
,Umbrella Front,armed group,SYR,UF
,Zorbl Industries,company,DEU,ZORBL
,Radek Testowy,person,POL,Radek
donald_trump,Donald J. Trump,person,USA,
,Kremlin,organization,FRA,
,Twin Lake,organization,DEU,
,Twin Lake,organization,FRA,
"""


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A pack, in use."""
    (tmp_path / "mine.csv").write_text(TABLE, encoding="utf-8")
    import_pack(tmp_path / "mine.csv", tmp_path / "packs")
    monkeypatch.setenv("KG_PACKS", str(tmp_path / "packs"))
    forget_caches()
    yield tmp_path / "packs"
    forget_caches()


def forget_caches() -> None:
    packs.packs.cache_clear()
    packs.overriding.cache_clear()


def known(reading: Reading) -> dict[str, Actor]:
    return {actor.label: actor for actor in reading.known}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Umbrella Front met officials in Oslo.", {"Umbrella Front"}),
        ("UMBRELLA FRONT met officials in Oslo.", {"Umbrella Front"}),
        ("They saw an umbrella front.", set()),
        ("Zorbl met officials in Oslo.", set()),
        ("ZORBL met officials in Oslo.", {"Zorbl Industries"}),
        ("Radek met officials in Oslo.", set()),
        ("Radek Testowy met officials. Testowy then left Oslo.", {"Radek Testowy"}),
        ("Trump met officials in Oslo.", {"Donald J. Trump"}),
        ("The Kremlin met officials in Oslo.", set()),
        ("Twin Lake met officials in Oslo.", set()),
    ],
)
@pytest.mark.usefixtures("mine")
def test_names(text: str, expected: set[str]) -> None:
    assert set(known(read_text(text))) == expected


@pytest.mark.usefixtures("mine")
def test_the_reading_keeps_what_the_pack_tells() -> None:
    reading = read_text("The Umbrella Front met officials in Oslo.")
    packs.packs.cache_clear()
    front = known(reading)["Umbrella Front"]
    made = graph([reading]).actors[front.id]
    assert (made.label, made.kind, made.country, made.type) == (
        "Umbrella Front",
        Kind.ORGANIZATION,
        "SYR",
        "ArmedGroup",
    )


@pytest.mark.usefixtures("mine")
def test_a_surname_follows_the_full_name() -> None:
    reading = read_text("Radek Testowy met Ann Lee in Oslo. Testowy praised Norway.")
    subjects = {o.subject.actor for o in reading.occurrences if isinstance(o.subject, Mention)}
    assert subjects == {known(reading)["Radek Testowy"].id}


def test_without_packs_nothing_is_known_beforehand() -> None:
    assert read_text("The Umbrella Front met Trump in Oslo.").known == ()


def test_packs_are_part_of_what_made_a_reading(mine: Path) -> None:
    from kg.commands.shared import made_by

    with_it = made_by(None)
    for path in mine.iterdir():
        path.unlink()
    forget_caches()
    assert made_by(None) != with_it
    assert "packs" not in made_by(None)


def test_what_is_no_pack_is_named(mine: Path) -> None:
    (mine / "9999-bad.kgpack").write_bytes(b"hello")
    forget_caches()
    with pytest.raises(packs.PackError, match=r"9999-bad\.kgpack"):
        packs.packs()
