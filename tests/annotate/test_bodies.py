"""Names' extents and kinds, and the bodies of countries.  Runs the model, on all texts in one batch."""

from __future__ import annotations

from functools import cache

import pytest

from kg.annotate import annotate
from kg.document import Document
from kg.resolve import identity
from kg.types import Article, Kind, Mention

LINKED = [
    # text, words, key; None: no entry
    (
        "The Iranian foreign ministry summoned Ann Lee.",
        "Iranian foreign ministry",
        "ministry_of_foreign_affairs_iran",
    ),
    (
        "Iran's foreign ministry summoned Ann Lee.",
        "Iran's foreign ministry",
        "ministry_of_foreign_affairs_iran",
    ),
    (
        "The South Korean defence ministry denied it.",
        "South Korean defence ministry",
        "ministry_of_national_defense_south_korea",
    ),
    ("Rwandan troops left.", "Rwandan troops", "rwanda_defence_force"),
    ("Two Rwandan soldiers left.", "Two Rwandan soldiers", None),
    ("Some Rwandan soldiers left.", "Rwandan soldiers", None),
    ("In the Philippines, the Senate met.", "Senate", "senate_of_the_philippines"),
    ("Hezbollah fighters left.", "Hezbollah fighters", "hezbollah"),
    ("Suspected Hezbollah fighters left.", "Suspected Hezbollah fighters", None),
    ("Bissau-Guinean rebels left.", "Bissau-Guinean", "guinea_bissau"),
    ("Russian-backed rebels left.", "Russian", "russia"),
    ("Peru protested. Ann Lee left the country.", "country", "peru"),
    ("Peru and Chile met. Ann Lee left the country.", "country", None),
    ("Peru said its army was ready.", "its army", "peruvian_army"),
]
KINDS = [
    ("The National Health Institute met.", "National Health Institute", Kind.ORGANIZATION),
    ("The Farmers' Historical Society met.", "Historical Society", Kind.ORGANIZATION),
    ("Jan Kowalski defeats Tim Roe 6-4.", "Tim Roe", Kind.PERSON),
]


@cache
def documents() -> dict[str, Document]:
    texts = [c[0] for c in LINKED] + [c[0] for c in KINDS] + [t for t, _ in COURTS]
    docs = annotate(Article(t, t, "2025-03-05") for t in dict.fromkeys(texts))
    return {d.article.text: d for d in docs if isinstance(d, Document)}


def at(text: str, words: str) -> Mention:
    return next(m for m in documents()[text].mentions.values() if m.text.endswith(words))


@pytest.mark.parametrize(("text", "words", "key"), LINKED)
def test_linked(text: str, words: str, key: str | None) -> None:
    assert at(text, words).actor == key


@pytest.mark.parametrize(("text", "words", "kind"), KINDS)
def test_kind(text: str, words: str, kind: Kind) -> None:
    assert at(text, words).kind is kind


COURTS = [
    ("Uganda's Electoral Commission met.", "Electoral Commission"),
    ("Kenya's Electoral Commission met.", "Electoral Commission"),
]


def test_bodies_of_one_name_in_two_countries_are_two() -> None:
    ids = {identity(text, at(text, words)) for text, words in COURTS}
    assert len(ids) == 2


def test_acronym_is_its_long_name() -> None:
    doc = next(iter(annotate([Article("a", "The Lake Fishing Union (LFU) met. LFU said it was ready.")])))
    assert isinstance(doc, Document)
    assert {m.name for m in doc.mentions.values() if m.text == "LFU"} == {"Lake Fishing Union"}
