"""Codes of actors: country and sector from a phrase and a day."""

from __future__ import annotations

import doctest
import json

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from kg.cli import main
from kg.coding import Code, code, of_actor
from kg.ontology.catalogue import catalogue
from kg.ontology.sectors import sector_word, sectors
from kg.ontology.tables import rows
from kg.types import Actor, Kind


@pytest.mark.parametrize(
    ("phrase", "country", "sector"),
    [
        ("Kenya", "KEN", ""),
        ("the Kenyans", "KEN", ""),
        ("Kenyan lawmakers", "KEN", "LEG"),
        ("lawmakers from Kenya", "KEN", "LEG"),
        ("Kenya’s ambassador to Norway", "KEN", "GOV"),
        ("ambassador of Norway in Kenya", "NOR", "GOV"),
        ("Welsh farmers", "GBR", "AGR"),
        ("police in Guadalajara", "MEX", "COP"),
        ("Sindh police", "PAK", "COP"),
        ("a former Peruvian admiral", "PER", "ELI"),
        ("ex-mayor of Lima", "PER", "ELI"),
        ("former rebel leader", "", "REB"),
        ("leader of the nurses' union", "", "LAB"),
        ("Shiite militiamen", "", "UAF"),
        ("Hamas militants", "PSE", "REB"),
        ("masked gunmen", "", "UAF"),
        ("bishops", "", "REL"),
        ("opposition leader", "", "OPP"),
        ("director of the FBI", "USA", "COP"),
        ("president of the Bolivian miners' federation", "BOL", "LAB"),
        ("secretary-general of NATO", "IGO", ""),
        ("UNICEF", "UNO", ""),
        ("European Commission", "EUR", "GOV"),
        ("EU diplomats", "EUR", "GOV"),
        ("REUTERS", "GBR", "JRN"),
        ("NAIROBI", "KEN", "GOV"),
        ("Nairobi", "KEN", "GOV"),
        ("Mombasa", "KEN", "CVL"),
        ("President Mugabe", "ZWE", "GOV"),  # a surname under an office that one person has held
        ("President Smith", "", "GOV"),
        ("Chadian government troops", "TCD", "MIL"),
        ("UNICEF workers", "UNO", "LAB"),
        ("Basque nationals", "ESP", "CVL"),
        ("Soviet commanders", "RUS", "MIL"),
        ("Braizlian senator", "BRA", "LEG"),  # two letters in the wrong order
    ],
)
def test_phrases(phrase: str, country: str, sector: str) -> None:
    found = code(phrase)
    assert (found.country, found.sector) == (country, sector)


@pytest.mark.parametrize(
    "phrase", ["umbrella", "Michael Jordan", "Leon Hart", "Ana Valencia", "", "of", ", ,"]
)
def test_nothing_is_told(phrase: str) -> None:
    assert not code(phrase).known


@pytest.mark.parametrize(
    ("person", "day", "sector"),
    [
        ("Angela Merkel", "2010-06-01", "GOV"),
        ("Angela Merkel", "2023-06-01", "ELI"),
        ("Angela Merkel", None, "ELI"),
        ("Justin Trudeau", "2012-01-01", "PTY"),
        ("Jens Stoltenberg", "2010-01-01", "GOV"),
        ("Chancellor Angela Merkel", "2023-06-01", "GOV"),  # the phrase gives the office
    ],
)
def test_offices_are_held_on_days(person: str, day: str | None, sector: str) -> None:
    assert code(person, day).sector == sector


def test_a_second_sector() -> None:
    assert code("Dutch defence minister") == Code("NLD", "GOV", "MIL")


def test_context_tells_only_what_is_missing() -> None:
    assert code("the interior minister", None, "Chile").country == "CHL"
    assert code("the Peruvian interior minister", None, "Chile").country == "PER"
    assert code("umbrella", None, "Chile") == Code()


def test_actors_of_a_graph() -> None:
    merkel = Actor("angela_merkel", "Angela Merkel", Kind.PERSON)
    assert of_actor(merkel, "2010-06-01") == Code("DEU", "GOV", "", "angela_merkel")
    told = Actor("two_officials_abc", "two officials", Kind.GROUP, country="USA", named=False)
    assert of_actor(told, None) == Code("USA", "GOV")
    groups = Actor("rights_groups_abc", "three rights groups", Kind.GROUP, sector="BUS", named=False)
    assert of_actor(groups, None).sector == "SOC"
    assert of_actor(Actor("ann_oslo_abc", "Ann Oslo", Kind.PERSON), None) == Code()
    assert of_actor(Actor("united_nations", "United Nations", Kind.ORGANIZATION), None).country == "UNO"


@given(
    st.text()
    | st.lists(st.sampled_from("former president of , Kenya 's U.S. to in Oslo ex- (".split())).map(" ".join)
)
def test_any_text_has_codes_that_exist(phrase: str) -> None:
    found = code(phrase)
    known = {entry.country for entry in catalogue().entries.values()} | {"UNO", "EUR", "IGO", ""}
    assert found.country in known
    assert {found.sector, found.secondary} <= {*sectors(), ""}


def test_every_code_in_the_tables_is_a_sector() -> None:
    used = {entry.sector for entry in catalogue().entries.values()}
    used |= {
        cell
        for row in rows("sector_words.tsv", ("words", "sector", "secondary", "weight"))
        for cell in row[1:3]
    }
    used |= {row[2] for row in rows("actor_codes.tsv", ("key", "code", "sector"))}
    assert used <= {*sectors(), ""}
    for key, *_ in rows("actor_codes.tsv", ("key", "code", "sector")):
        assert key in catalogue().entries


def test_regions_are_in_countries_and_no_demonyms() -> None:
    countries = {e.country for e in catalogue().entries.values() if e.kind is Kind.COUNTRY}
    for word, country in rows("regions.tsv", ("word", "country")):
        assert country in countries, word
        assert catalogue().demonym(word) is None, word


def test_plurals() -> None:
    for plural, singular in (("policemen", "policeman"), ("agencies", "agency"), ("churches", "church")):
        assert sector_word(plural) == sector_word(singular) is not None


def test_command() -> None:
    done = CliRunner().invoke(main, ["actors", "code", "Angela Merkel", "umbrella", "--date", "2010-06-01"])
    assert done.output == "DEU\tGOV\t-\tangela_merkel\tAngela Merkel\n-\t-\t-\t-\tumbrella\n"
    lines = (
        CliRunner()
        .invoke(main, ["actors", "code", "--json", "-"], input="Nairobi police\n\n")
        .output.splitlines()
    )
    assert [json.loads(line) for line in lines] == [
        {"phrase": "Nairobi police", "country": "KEN", "sector": "COP", "secondary": "", "actor": ""}
    ]
    wrong = CliRunner().invoke(main, ["actors", "code", "Kenya", "--date", "yesterday"])
    assert wrong.exit_code == 2 and "expected a day like 2025-12-01" in wrong.output


def test_docstrings() -> None:
    import kg.coding
    import kg.export.jsonlines

    for module in (kg.coding, kg.export.jsonlines):
        done = doctest.testmod(module)
        assert done.attempted and not done.failed
