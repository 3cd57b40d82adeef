"""Which actors may be one, and which are one without asking."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.names import SAME, keys, similarity
from kg.resolve.likeness import Profile, likenesses
from kg.types import Kind

PERSON, ORGANIZATION = Kind.PERSON, Kind.ORGANIZATION


def profile(name: str, kind: Kind = PERSON, **more: Any) -> Profile:
    return Profile(name.lower().replace(" ", "_"), kind, (name,), **more)


AIDE = frozenset({("aide", "ida_bo")})
IN_A, IN_B = frozenset({"a"}), frozenset({"b"})


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        (profile("Yuri Volkov", ties=AIDE), profile("Yury Volkov", ties=AIDE), "same"),
        (profile("Yuri Volkov"), profile("Yury Volkov"), "possible"),
        (profile("Yuri Volkov", country="RUS"), profile("Yury Volkov", country="RUS"), "possible"),
        (
            profile("Yuri Volkov", ties=AIDE, country="RUS"),
            profile("Yury Volkov", ties=AIDE, country="UKR"),
            "possible",
        ),
        (
            profile("Yuri Volkov", ties=AIDE, articles=IN_A),
            profile("Yury Volkov", ties=AIDE, articles=IN_A),
            "possible",
        ),
        (
            profile("Yuri Volkov", ties=AIDE, articles=IN_A),
            profile("Yury Volkov", ties=AIDE, articles=IN_B),
            "same",
        ),
        (profile("Volkov"), profile("Yuri Volkov"), "other"),
        (profile("Volkov", ties=AIDE), profile("Yuri Volkov", ties=AIDE), "possible"),
        (profile("Ann Lee", known=True), profile("Senator Ann Lee"), "same"),
        (profile("Ann Lee", known=True), profile("Senator Ann Lee", known=True), "other"),
        (profile("Ann Lee"), profile("Dr. Ann Lee", ORGANIZATION), "other"),
        (profile("George Bush", ties=AIDE), profile("George W. Bush", ties=AIDE), "other"),
        (profile("John C. Roe", ties=AIDE), profile("John Clarke", ties=AIDE), "other"),
        (profile("Ann Lee", ties=AIDE), profile("Ann Roe", ties=AIDE), "other"),
        (
            profile("Polish Foreign Ministry", ORGANIZATION),
            profile("Foreign Ministry of Poland", Kind.GROUP),
            "same",
        ),
        (profile("Liberty League", ORGANIZATION), profile("League for Liberty", ORGANIZATION), "possible"),
        (profile("Supreme Court", ORGANIZATION), profile("the Supreme Court", ORGANIZATION), "other"),
        (profile("SADF", ORGANIZATION), profile("South African Defence Fund", ORGANIZATION), "other"),
    ],
    ids=lambda value: getattr(value, "id", value),
)
def test_verdicts(left: Profile, right: Profile, verdict: str) -> None:
    for pair in ((left, right), (right, left)):
        found = likenesses(pair)
        assert verdict == ("other" if not found else "same" if found[0].same else "possible")


def test_the_order_of_actors_does_not_matter() -> None:
    many = [profile(f"Ann {x} Lee") for x in "ABC"] + [profile("Ann Lee"), profile("Anne Lee")]
    assert likenesses(many) == likenesses(many[::-1])


words = st.sampled_from(
    "Yuri Yury Iurii Bob Robert Ann Anna Mohammed Muhammad al-Sayed Volkov Wolkow J. D. W. Jr. Smith Smyth "
    "Polish Poland Foreign Ministry of the Defence Defense Fund Corp. PJSC SADF SDF".split()
)
names = st.lists(words, min_size=1, max_size=4).map(" ".join)


@given(names, names, st.sampled_from([PERSON, ORGANIZATION]))
def test_names_that_are_alike_share_a_key(left: str, right: str, kind: Kind) -> None:
    if similarity(left, right, kind) >= SAME:
        assert keys(left, kind) & keys(right, kind), (left, right)
