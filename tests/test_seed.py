"""The seed article tells what its reader would say it tells, and nothing that it does not."""

from __future__ import annotations

import re
import sys
from functools import cache
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))

from gold.notation import Read, holds, pattern, slots, written

from kg.annotate import annotate
from kg.document import Document
from kg.extract import extract
from kg.pipeline import graph
from kg.read import read as read_files
from kg.types import Article, Graph, Reading, Target

SEED = Path(__file__).resolve().parents[1] / "seeds" / "2025-12-04-afp-witkoff-putin.txt"

THERE = [
    'Donald Trump -said-> [Donald Trump -believes-> [Vladimir Putin -wants-> "to end..."]] t=2025-12-03',
    "Steve Witkoff -met-> Vladimir Putin @Kremlin|Moscow Kremlin t=2025-12-02",
    "Jared Kushner -met-> Vladimir Putin @Kremlin|Moscow Kremlin t=2025-12-02",
    "Steve Witkoff -special envoy-> Donald Trump role",
    "Jared Kushner -son-in-law-> Donald Trump role",
    "Yuri Ushakov|Yury Ushakov -foreign policy adviser-> Kremlin|Russia role",
    "Volodymyr Zelensky -president-> Ukraine role",
    "Donald Trump -president-> United States role",
    "Rustem Umerov -negotiator|top negotiator-> Ukraine role",
    "Steve Witkoff -met-> Rustem Umerov planned @Florida t=2025-12-04 in(two U.S. officials)",
    "Jared Kushner -met-> Rustem Umerov planned @Florida t=2025-12-04 in(two U.S. officials)",
    "two U.S. officials -said-> * to(AFP|Agence France-Presse)",
    'Vladimir Putin -*-> [Russia -intends-> "to take full control of the Donbas region"]',
    "Russia -*-> 0 planned not in(Vladimir Putin)",
    'Yuri Ushakov|Yury Ushakov -said-> "the sides were unable to find..." to(journalists)',
    'Donald Trump -said-> [Vladimir Putin -wants-> "to end the war"] to(reporters)',
    'Donald Trump -said-> [Donald Trump -believes-> "Ukrainian President...should have agreed..."]',
    'Kremlin|Russia -said-> "the Russian military’s recent gains..." t=2025-12-01..2025-12-07',
    'Volodymyr Zelensky -said-> "The world now clearly feels...pressure on Russia" t=2025-12-03',
]
ABSENT = [
    "Vladimir Putin -wants-> *",
    "Donald Trump -believes-> *",
    "Donald Trump -believes-> \"...peace talks in Moscow this week failed to produce a breakthrough\" any",
    "Steve Witkoff -met-> Rustem Umerov",
    "Steve Witkoff -met-> Rustem Umerov any t=2025-12-02",
    "Steve Witkoff -*-> Jared Kushner any",
    "Steve Witkoff -son-in-law-> * any",
    "Jared Kushner -special envoy-> * any",
    "Donald Trump -met-> Vladimir Putin any",
    "Volodymyr Zelensky -agreedWith-> * any event t=2025-02-01..2025-02-28",
    "Russia -*-> 0 planned in(Vladimir Putin)",
    "Russia -occupied-> *",
    "journalists -said-> * any",
    "reporters -said-> * any",
    "AFP -said-> * any",
]  # fmt: skip
NEVER_NODES = [
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Thursday in a follow-up",
    "February",
    "this week",
    "he",
    "He",
    "I",
    "they",
    "it",
    "that",
    "two",
]


@cache
def seed() -> Read:
    (article,) = read_files([SEED])
    assert isinstance(article, Article)
    (doc,) = annotate([article])
    assert isinstance(doc, Document)
    return Read(doc, Reading(doc.article, tuple(extract(doc)), doc.notes))


@cache
def merged() -> Graph:
    return graph([seed().reading])


def test_the_article_is_afps_of_that_day() -> None:
    article = seed().doc.article
    assert (article.date, article.source) == ("2025-12-04", "AFP")
    assert article.text[article.body :].startswith("U.S. President")


@pytest.mark.parametrize("source", THERE)
def test_there(source: str) -> None:
    came = "\n".join(written(o, seed().reading) for o in seed().reading.occurrences)
    assert holds(pattern(source), seed()), came


@pytest.mark.parametrize("source", ABSENT)
def test_absent(source: str) -> None:
    assert not holds(pattern(source), seed())


@pytest.mark.parametrize("name", NEVER_NODES)
def test_no_node(name: str) -> None:
    labels = {a.label for a in merged().actors.values()}
    assert name not in labels
    assert not any(
        m.text == name and not m.open and m.name is None and m.nominal == name
        for o in seed().reading.occurrences
        for m in slots(o)
    )


def test_no_label_is_a_date() -> None:
    dates = re.compile(
        r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|december|\d{4}", re.IGNORECASE
    )
    assert not [a.label for a in merged().actors.values() if dates.search(a.label)]


def test_what_is_only_said_is_no_edge() -> None:
    """Of the wishes, beliefs, plans and denials inside claims, none is an edge between two actors."""
    edges = {
        (s.subject, s.relation, s.object.id) for s in merged().statements if s.edge and s.object is not None
    }
    assert ("steve_witkoff", "met", "vladimir_putin") in edges or (
        "vladimir_putin",
        "met",
        "steve_witkoff",
    ) in edges
    assert not [e for e in edges if "umerov" in f"{e[0]} {e[2]}" and e[1] == "met"]
    assert not [e for e in edges if e[0] == "vladimir_putin" and e[1] == "wants"]
    assert not [
        e for e in edges if e[0] == "russia" and e[1] in ("withdrewFrom", "occupied", "intends", "seized")
    ]


def test_what_somebody_said_is_an_edge_to_its_content() -> None:
    said = [s for s in merged().statements if s.subject == "donald_trump" and s.relation == "said" and s.edge]
    assert said and all(
        s.object is not None and s.object.target in (Target.STATEMENT, Target.WORDS) for s in said
    )


def test_nobody_is_two() -> None:
    labels = [a.label for a in merged().actors.values()]
    for surname in ("Trump", "Putin", "Witkoff", "Kushner", "Ushakov", "Zelensky", "Umerov"):
        assert sum(surname in label for label in labels) <= 1, surname
