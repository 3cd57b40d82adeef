"""The catalogue: the form of its files, and what each question answers."""

from __future__ import annotations

import re
import time
from collections import Counter
from pathlib import Path

import pytest

from kg.names import slug
from kg.ontology.catalogue import Catalogue, Entry, catalogue, load
from kg.ontology.tables import ontologies, rows
from kg.types import Kind

KNOWN = catalogue()
ENTRIES = tuple(KNOWN.entries.values())
FILES = (
    "actors places countries metonyms offices role_names given_names different titles nicknames letters "
    "organisation_words"
).split()
DAY = re.compile(r"\d{4}-\d\d-\d\d")

AMBIGUOUS = {
    "Georgia": {"georgia", "georgia_us_state"},
    "New York": {"new_york_city", "new_york_state"},
    "Kremlin": {"kremlin", "moscow_kremlin"},
    "White House": {"white_house", "white_house_building"},
    "Pentagon": {"united_states_department_of_defense", "pentagon"},
    "Buckingham Palace": {"buckingham_palace", "buckingham_palace_building"},
    "Élysée Palace": {"elysee_palace", "elysee_palace_building"},
    "Elysee Palace": {"elysee_palace", "elysee_palace_building"},
    "Zhongnanhai": {"zhongnanhai", "zhongnanhai_compound"},
}
"""All names that two rows share: each a body or country, and a place."""


def keys(found: tuple[Entry, ...]) -> list[str]:
    return [entry.key for entry in found]


def names(entry: Entry) -> tuple[str, ...]:
    return (entry.label, *entry.aliases)


@pytest.mark.parametrize("name", FILES)
def test_files_are_lines_of_cells(name: str) -> None:
    text = ontologies().joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    lines = text.split("\n")
    assert lines.pop() == "" and "\r" not in text
    assert {line.count("\t") for line in lines} == {lines[0].count("\t")}
    assert all(cell == cell.strip() for line in lines for cell in line.split("\t"))
    assert len(set(lines)) == len(lines)


def test_size() -> None:
    kinds = Counter(entry.kind for entry in ENTRIES)
    assert len(ENTRIES) > 2000 and kinds[Kind.PERSON] > 300 and kinds[Kind.COUNTRY] > 190
    assert kinds[Kind.ORGANIZATION] > 600 and kinds[Kind.PLACE] > 500


def test_keys_are_local_names() -> None:
    assert not [key for key in KNOWN.entries if key != slug(key)]
    assert all(entry.key == key for key, entry in KNOWN.entries.items())


def test_identifiers_belong_to_one_entry() -> None:
    ids = Counter(entry.wikidata for entry in ENTRIES if entry.wikidata)
    assert not [qid for qid in ids if not re.fullmatch(r"Q[1-9]\d*", qid)]
    assert not [qid for qid, count in ids.items() if count > 1]


def test_cells() -> None:
    for entry in ENTRIES:
        assert entry.label and entry.type and entry.source, entry
        assert re.fullmatch(r"[A-Z]{3}|", entry.country), entry
        assert re.fullmatch(r"[A-Z]{3}|", entry.sector), entry
        assert entry.gender in (("m", "f") if entry.kind is Kind.PERSON else ("",)), entry
        assert len(set(names(entry))) == len(names(entry)) and "" not in names(entry), entry


def test_countries_have_one_row_each() -> None:
    codes = {entry.country for entry in ENTRIES}
    states = [e for e in ENTRIES if e.kind is Kind.COUNTRY and e.type != "FormerState"]
    known = {entry.country: entry.key for entry in states}
    assert codes - {""} <= known.keys()
    assert len(known) == len(states)


def test_labels_are_not_shared() -> None:
    """Only a body and the place it sits in may have one label."""
    labels = Counter((entry.label, entry.kind is Kind.PLACE) for entry in ENTRIES)
    assert not [label for label, count in labels.items() if count > 1]


def test_ambiguous_names_are_known() -> None:
    owners: dict[str, set[str]] = {}
    for entry in ENTRIES:
        for name in names(entry):
            owners.setdefault(name, set()).add(entry.key)
    assert {name: found for name, found in owners.items() if len(found) > 1} == AMBIGUOUS


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Russia", ["russia"]),
        ("the Kremlin", ["kremlin", "moscow_kremlin"]),
        ("The White House", ["white_house", "white_house_building"]),
        ("Russia's", ["russia"]),
        ("Russia’s", ["russia"]),
        ("the U.S.", ["united_states"]),
        ("US", ["united_states"]),
        ("us", []),
        ("Us", []),
        ("WHO", ["world_health_organization"]),
        ("Who", []),
        ("IS", ["islamic_state"]),
        ("Is", []),
        ("AP", ["associated_press"]),
        ("HAMAS", ["hamas"]),
        ("hamas", []),
        ("IRAN", ["iran"]),
        ("Zelensky", ["volodymyr_zelenskyy"]),
        ("Volodymyr Zelenskiy", ["volodymyr_zelenskyy"]),
        ("Recep Tayyip Erdogan", ["recep_tayyip_erdogan"]),
        ("Viktor Orban", ["viktor_orban"]),
        ("Kim Jong-Un", ["kim_jong_un"]),
        ("al-shabaab", []),
        ("Al-shabaab", ["al_shabaab_militant_group"]),
        ("Houthi rebels", ["houthis"]),
        ("Russian military", ["russian_armed_forces"]),
        ("Ukraine's foreign ministry", ["ministry_of_foreign_affairs_ukraine"]),
        ("Côte d'Ivoire", ["ivory_coast"]),
        ("Cote d’Ivoire", ["ivory_coast"]),
        ("Türkiye", ["turkey"]),
        ("习近平", ["xi_jinping"]),
        ("Georgia", ["georgia", "georgia_us_state"]),
        ("Nobody In Particular", []),
        ("", []),
        ("the", []),
    ],
)
def test_find(name: str, expected: list[str]) -> None:
    assert keys(KNOWN.find(name)) == expected


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("Russian", "russia"),
        ("Russians", "russia"),
        ("U.S.", "united_states"),
        ("US", "united_states"),
        ("American", "united_states"),
        ("Briton", "united_kingdom"),
        ("Danes", "denmark"),
        ("Palestinian", "palestine"),
        ("Congolese", "democratic_republic_of_the_congo"),
        ("Dominican", "dominican_republic"),
        ("South Korean", "south_korea"),
        ("Nigerien", "niger"),
        ("russian", None),
        ("Russia", None),
        ("European", None),
        ("Korean", None),
        ("", None),
    ],
)
def test_demonym(word: str, key: str | None) -> None:
    entry = KNOWN.demonym(word)
    assert (entry and entry.key) == key


@pytest.mark.parametrize(
    ("city", "key"),
    [
        ("Moscow", "russia"),
        ("Kyiv", "ukraine"),
        ("Kiev", "ukraine"),
        ("Washington", "united_states"),
        ("Beijing", "china"),
        ("Paris", "france"),
        ("Donetsk", None),
        ("Geneva", None),
        ("moscow", None),
    ],
)
def test_capital(city: str, key: str | None) -> None:
    entry = KNOWN.capital(city)
    assert (entry and entry.key) == key


def test_every_capital_is_a_place_or_a_country() -> None:
    for city in KNOWN._capitals:
        assert KNOWN.find(city), city


@pytest.mark.parametrize(
    ("name", "actor", "place"),
    [
        ("the Kremlin", "kremlin", "moscow_kremlin"),
        ("White House", "white_house", "white_house_building"),
        ("the Pentagon", "united_states_department_of_defense", "pentagon"),
        ("Downing Street", "10_downing_street", "downing_street"),
        ("the Elysee", "elysee_palace", "elysee_palace_building"),
        ("State Department", "united_states_department_of_state", ""),
        ("Brussels", "european_union", "brussels"),
        ("the Vatican", "holy_see", ""),
        ("Foggy Bottom", "united_states_department_of_state", "foggy_bottom"),
    ],
)
def test_metonym(name: str, actor: str, place: str) -> None:
    metonym = KNOWN.metonym(name)
    assert metonym is not None and (metonym.actor, metonym.place) == (actor, place)


@pytest.mark.parametrize("name", ["kremlin", "Paris", "Gaza Strip", ""])
def test_no_metonym(name: str) -> None:
    assert KNOWN.metonym(name) is None


def test_metonyms_name_a_body_and_a_place() -> None:
    for metonym in KNOWN._metonyms.values():
        assert KNOWN.entries[metonym.actor].kind is not Kind.PLACE
        assert not metonym.place or KNOWN.entries[metonym.place].kind is Kind.PLACE


@pytest.mark.parametrize(
    ("name", "country", "sort"),
    [
        ("Gaza Strip", "PSE", "region"),
        ("Gaza", "PSE", "region"),
        ("the West Bank", "PSE", "region"),
        ("Pokrovsk", "UKR", "city"),
        ("Florida", "USA", "us_state"),
        ("Red Sea", "", "sea"),
        ("Europe", "", "continent"),
        ("El-Fasher", "SDN", "city"),
    ],
)
def test_place(name: str, country: str, sort: str) -> None:
    (entry,) = KNOWN.place(name)
    assert (entry.country, entry.type) == (country, sort)


def test_no_place() -> None:
    assert KNOWN.place("Hamas") == () and keys(KNOWN.place("Kremlin")) == ["moscow_kremlin"]


@pytest.mark.parametrize(
    ("role", "of", "day", "expected"),
    [
        ("president", "ukraine", "2025-12-04", ["volodymyr_zelenskyy"]),
        ("President", "ukraine", "2018-01-01", ["petro_poroshenko"]),
        ("president", "united_states", "2024-05-01", ["joe_biden"]),
        ("president", "united_states", "2025-05-01", ["donald_trump"]),
        ("president", "united_states", "2025-01-20", ["donald_trump", "joe_biden"]),
        ("president", "united_states", None, ["donald_trump"]),
        ("leader", "kremlin", "2025-12-04", ["vladimir_putin"]),
        ("leader", "russia", "2025-12-04", ["vladimir_putin"]),
        ("leader", "north_korea", "2025-12-04", ["kim_jong_un"]),
        ("leader", "germany", "2025-12-04", ["friedrich_merz"]),
        ("leader", "israel", "2025-12-04", ["benjamin_netanyahu"]),
        ("leader", "jordan", "2025-12-04", ["abdullah_ii"]),
        ("leader", "united_kingdom", "2025-12-04", ["keir_starmer"]),
        ("leader", "france", "2025-12-04", ["emmanuel_macron"]),
        ("premier", "japan", "2025-11-01", ["sanae_takaichi"]),
        ("defence minister", "ukraine", "2025-01-01", ["rustem_umerov"]),
        ("secretary of state", "united_states", "2025-06-01", ["marco_rubio"]),
        ("top diplomat", "european_union", "2025-06-01", ["kaja_kallas"]),
        ("secretary general", "nato", "2024-06-01", ["jens_stoltenberg"]),
        ("spokesman", "kremlin", "2025-12-04", ["dmitry_peskov"]),
        ("foreign minister", "kremlin", "2025-12-04", ["sergey_lavrov"]),
        ("foreign minister", "russia", "1990-01-01", []),
        ("harbour master", "russia", "2025-12-04", []),
        ("president", "no_such_key", None, []),
    ],
)
def test_holders(role: str, of: str, day: str | None, expected: list[str]) -> None:
    assert keys(KNOWN.holders(role, of, day)) == expected


def test_offices_are_dated_roles_of_persons() -> None:
    for key, offices in KNOWN._held.items():
        assert KNOWN.entries[key].kind is Kind.PERSON
        for office in offices:
            assert office.role == office.role.lower()
            assert all(day == "" or DAY.fullmatch(day) for day in (office.start, office.end)), office
            assert not office.end or office.start <= office.end, office
    assert [office.of for office in KNOWN.offices("steve_witkoff")] == ["united_states"]
    assert KNOWN.offices("russia") == ()


def test_names_of_offices_lead_to_offices() -> None:
    roles = {office.role for offices in KNOWN._held.values() for office in offices}
    assert [name for name in KNOWN._roles if not roles & set(KNOWN.roles(name))] == []


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Vladimir", "m"),
        ("Ursula", "f"),
        ("José", "m"),
        ("MARIA", "f"),
        ("Kim", ""),
        ("Andrea", ""),
        ("", ""),
    ],
)
def test_gender(name: str, gender: str) -> None:
    assert KNOWN.gender(name) == gender


def test_given_names() -> None:
    table = list(rows("given_names.tsv", ("name", "gender", "source")))
    assert len(table) > 600 and {row[1] for row in table} == {"m", "f"}


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("north_korea", "south_korea", True),
        ("south_korea", "north_korea", True),
        ("George Bush", "George W. Bush", True),
        ("shehbaz_sharif", "nawaz_sharif", True),
        ("republic_of_the_congo", "democratic_republic_of_the_congo", True),
        ("niger", "niger", False),
        ("donald_trump", "vladimir_putin", False),
    ],
)
def test_different(left: str, right: str, expected: bool) -> None:
    assert KNOWN.different(left, right) is expected


def test_loading_twice_gives_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    begin = time.perf_counter()
    again = load()
    with capsys.disabled():
        print(f"\ncatalogue loaded in {1000 * (time.perf_counter() - begin):.0f} ms")
    assert again == KNOWN and catalogue() is KNOWN


HEADERS = {
    "actors": "key label kind type country sector wikidata gender aliases source",
    "places": "key label country type wikidata aliases source",
    "countries": "key iso2 iso3 adjectives people capitals source",
    "metonyms": "alias actor place source",
    "offices": "person role of start end source",
    "role_names": "name roles",
    "given_names": "name gender source",
    "different": "left right source",
}


def small(folder: Path, **lines: str) -> Catalogue:
    for name, header in HEADERS.items():
        text = header.replace(" ", "\t") + "\n" + lines.get(name, "")
        folder.joinpath(f"{name}.tsv").write_text(text, encoding="utf-8")
    return load(folder)


def test_own_catalogue(tmp_path: Path) -> None:
    row = "mr_x\tMr X\tPerson\tPolitician\t\tGOV\t\tm\tX of Y;Xavier\tmine\n"
    own = small(tmp_path, actors="# a comment\n" + row)
    assert keys(own.find("Xavier")) == ["mr_x"] and own.find("Russia") == ()


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ({"actors": "a\tb\n"}, "actors.tsv:2: expected 10 cells, found 2"),
        ({"offices": "a\tpresident\tb\t\t\tmine\n"}, "offices.tsv: no actor has the key a"),
        ({"places": "a\tA\t\tcity\t\t\tmine\n" * 2}, "the key a is taken by A"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, lines: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        small(tmp_path, **lines)


def test_a_wrong_header_is_told(tmp_path: Path) -> None:
    small(tmp_path)
    tmp_path.joinpath("places.tsv").write_text("key\tname\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"places\.tsv: expected the columns key label"):
        load(tmp_path)
