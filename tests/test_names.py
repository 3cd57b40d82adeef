"""Names: their comparable form, their local name, and how alike two are."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.names import POSSIBLE, SAME, normalise, similarity, skeleton, slug, strip_titles
from kg.types import Kind

PERSON, ORGANIZATION = Kind.PERSON, Kind.ORGANIZATION


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Vladimir Putin", "vladimir putin"),
        ("the Kremlin", "kremlin"),
        ("The Hague", "hague"),
        ("Trump’s", "trump"),
        ("Lord's Resistance Army", "lords resistance army"),
        ("Recep Tayyip Erdoğan", "recep tayyip erdogan"),
        ("U.S.", "us"),
        ("al-Assad", "al assad"),
        ("Côte d’Ivoire", "cote divoire"),
        ("Zel\u200bensky\u00a0", "zelensky"),
        ("\u202aPutin\u202c", "putin"),
        ("AT&T", "at t"),
        ("the", "the"),
        ("...", ""),
        ("", ""),
    ],
)
def test_normalise(name: str, expected: str) -> None:
    assert normalise(name) == expected


@given(st.text())
def test_normalise_is_idempotent(name: str) -> None:
    assert normalise(normalise(name)) == normalise(name)


@given(st.text(alphabet="aTthe sS'’.-_ éİıßşΣς\u200b\u0301"))
def test_normalise_is_idempotent_on_awkward_letters(name: str) -> None:
    assert normalise(normalise(name)) == normalise(name)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Vladimir Putin", "vladimir_putin"),
        ("Владимир Путин", "vladimir_putin"),
        ("Lech Wałęsa", "lech_walesa"),
        ("10 Downing Street", "10_downing_street"),
        ("习近平", "x"),
        ("", "x"),
        ("a" * 80, "a" * 60),
        ("word " * 30, "_".join(["word"] * 12)),
    ],
)
def test_slug(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(st.text())
def test_slug_is_a_local_name(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(?:_[a-z0-9]+)*", slug(name)) and len(slug(name)) <= 60
    assert slug(slug(name)) == slug(name)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("President Putin", "Putin"),
        ("U.S. President Donald Trump", "Donald Trump"),
        ("former Russian President Dmitry Medvedev", "Dmitry Medvedev"),
        ("Secretary of State Marco Rubio", "Marco Rubio"),
        ("Israeli Foreign Minister Gideon Sa'ar", "Gideon Sa'ar"),
        ("Gen. Mark Milley", "Mark Milley"),
        ("Sen. Ted Cruz", "Ted Cruz"),
        ("Dr Tedros", "Tedros"),
        ("Pope Leo XIV", "Leo XIV"),
        ("David Lammy MP", "David Lammy"),
        ("Kremlin spokesman Dmitry Peskov", "Dmitry Peskov"),
        ("Vladimir Putin", "Vladimir Putin"),
        ("President", "President"),
        ("the President", "the President"),
        ("Prime Minister", "Prime Minister"),
        ("Israel Katz", "Israel Katz"),
        ("French Montana", "French Montana"),
        ("", ""),
    ],
)
def test_strip_titles(name: str, expected: str) -> None:
    assert strip_titles(name) == expected


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Yuri Gagarin", "Yury Gagarin"),
        ("Андрей Сахаров", "Andrei Sakharov"),
        ("Mikhail Gorbachev", "Mikhail Sergeyevich Gorbachev"),
        ("Bob Dole", "Robert Dole"),
        ("J. K. Rowling", "JK Rowling"),
        ("Chancellor Angela Merkel", "Angela Merkel"),
        ("Nagy Imre", "Imre Nagy"),
        ("Abdul Karim Qasim", "Abdel-Karim Qassem"),
        ("John F. Kennedy", "John Kennedy"),
        ("Václav Havel", "Vaclav Havel"),
    ],
)
def test_same_person(left: str, right: str) -> None:
    assert similarity(left, right, PERSON) >= SAME


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("John Adams", "Samuel Adams"),
        ("Martin Luther King", "Martin Luther King Jr."),
        ("Louis XIV", "Louis XV"),
        ("John Q. Adams", "John A. Adams"),
        ("Mohammed Hassan", "Mahmoud Hassan"),
        ("Hassan Ali", "Hussein Ali"),
        ("Maria Rossi", "Mario Rossi"),
        ("Alan Thompson", "Alan Thomson"),
        ("Ivanov", "Ivan Ivanov"),
        ("Irina Petrova", "Irina Petrov"),
        ("Tony", "Anthony Eden"),
        ("", ""),
        ("Putin", ""),
    ],
)
def test_not_surely_the_same_person(left: str, right: str) -> None:
    assert similarity(left, right, PERSON) < SAME


def test_a_surname_alone_is_only_possible() -> None:
    assert similarity("Gorbachev", "Mikhail Gorbachev", PERSON) == POSSIBLE


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Polish Foreign Ministry", "Ministry of Foreign Affairs of Poland"),
        ("Ministry of Defence of South Korea", "South Korean Defense Ministry"),
        ("International Labour Organisation", "International Labor Organization"),
        ("Rosneft", "PJSC Rosneft"),
        ("Hizbullah", "Hezbollah"),
    ],
)
def test_same_organization(left: str, right: str) -> None:
    assert similarity(left, right, ORGANIZATION) >= SAME


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Polish Foreign Ministry", "Polish Finance Ministry"),
        ("Polish Foreign Ministry", "Portuguese Foreign Ministry"),
        ("World Bank", "World Bank Group"),
        ("Guinea", "Guyana"),
        ("Iraq", "Iran"),
        ("Austria", "Australia"),
        ("UEFA", "EFE"),
        ("", ""),
    ],
)
def test_other_organization(left: str, right: str) -> None:
    assert similarity(left, right, ORGANIZATION) < POSSIBLE


def test_an_acronym_is_only_possible() -> None:
    assert similarity("IMF", "International Monetary Fund", ORGANIZATION) == POSSIBLE


@given(st.text(max_size=30), st.text(max_size=30), st.sampled_from(Kind))
def test_similarity_is_symmetric_and_bounded(left: str, right: str, kind: Kind) -> None:
    score = similarity(left, right, kind)
    assert 0 <= score <= 1 and score == similarity(right, left, kind)


@given(st.text(alphabet="ABCabcI .'-", max_size=20), st.sampled_from(Kind))
def test_a_name_is_itself(name: str, kind: Kind) -> None:
    assert similarity(name, name, kind) == (1.0 if normalise(name) else 0.0)


@pytest.mark.parametrize(("left", "right"), [("qadhafi", "khadafy"), ("yuri", "iurii"), ("volkov", "wolkow")])
def test_skeletons_are_equal(left: str, right: str) -> None:
    assert skeleton(left) == skeleton(right)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", max_size=12))
def test_skeleton_is_total(word: str) -> None:
    assert len(skeleton(word)) <= 2 * len(word)
