"""A small graph that has one of everything, built by hand."""

from __future__ import annotations

import os

import pytest

from kg.types import (
    Actor,
    Article,
    Evidence,
    Graph,
    Kind,
    Modality,
    Object,
    Polarity,
    Statement,
    StatementKind,
    Target,
    Time,
)

os.environ["KG_PACKS"] = os.devnull  # tests do not depend on the packs of whoever runs them

HOSTILE = "He said \"no\" \\ 'never'\r\n\tand\x00 </node>]]> \u2028 é e\u0301 \ud800 🕊 @prefix . <x>"
"""Quotes, line ends, control characters, a lone surrogate, both ways to write é."""

_ARTICLES = (
    Article("afp-1", "Text.", date="2025-12-04", title="Envoys in Moscow", source="AFP"),
    Article(
        "wire 2/ü", "Text.", date="2025-12-03", title=HOSTILE, source="Reuters", url="javascript:alert(1)"
    ),
    Article("undated", "Text."),
)

_ACTORS = (
    Actor("donald_trump", "Donald Trump", Kind.PERSON, ("Trump", "Donald J. Trump"), "USA", "GOV", "Q22686"),
    Actor("florida", "Florida", Kind.PLACE, country="USA"),
    Actor("jared_kushner", "Jared Kushner", Kind.PERSON, country="USA"),
    Actor("kremlin", "Kremlin", Kind.PLACE, country="RUS"),
    Actor("news_agency_x7k2qa", HOSTILE, Kind.ORGANIZATION, (HOSTILE + "!",), wikidata="Q1> <http://x"),
    Actor("russia", "Russia", Kind.COUNTRY, country="RUS", sector="GOV", wikidata="Q159", type="Country"),
    Actor("rustem_umerov_aaaaaa", "Rustem Umerov", Kind.PERSON, country="UKR"),
    Actor("steve_witkoff", "Steve Witkoff", Kind.PERSON, country="USA", sector="GOV"),
    Actor("two_us_officials_bbbbbb", "two U.S. officials", Kind.GROUP, country="USA", named=False),
    Actor("ukraine", "Ukraine", Kind.COUNTRY, country="UKR", wikidata="Q212"),
    Actor("vladimir_putin", "Vladimir Putin", Kind.PERSON, ("Putin",), "RUS", "GOV", "Q7747"),
)


def _evidence(
    article: str,
    start: int,
    text: str = "Words.",
    within: tuple[str, ...] = (),
    speakers: tuple[str, ...] = (),
    confidence: float = 0.9,
) -> Evidence:
    return Evidence(article, 1, start, start + len(text), text, "events", confidence, within, speakers, "cue")


def _actor(key: str) -> Object:
    return Object(Target.ACTOR, key, key)


def _day(day: str) -> Time:
    return Time(day, day, "day", "that day")


_MET = Statement(
    "st-met",
    StatementKind.EVENT,
    "steve_witkoff",
    "meet",
    "met",
    _actor("vladimir_putin"),
    type="CONSULT",
    mode="visit",
    time=_day("2025-12-02"),
    place="kremlin",
    symmetric=True,
    evidence=(
        _evidence("afp-1", 303, "Witkoff met with Putin at the Kremlin on Tuesday.", confidence=0.904),
        _evidence("wire 2/ü", 10, HOSTILE, confidence=1.0),
    ),
)
_PLANNED = Statement(
    "st-planned",
    StatementKind.EVENT,
    "rustem_umerov_aaaaaa",
    "meet",
    "met",
    _actor("steve_witkoff"),
    type="AGREE",
    modality=Modality.PLANNED,
    time=_day("2025-12-04"),
    place="florida",
    symmetric=True,
    evidence=(
        _evidence(
            "afp-1", 600, "Witkoff is scheduled to meet Umerov.", ("st-told",), ("two_us_officials_bbbbbb",)
        ),
    ),
)
_TOLD = Statement(
    "st-told",
    StatementKind.CLAIM,
    "two_us_officials_bbbbbb",
    "tell",
    "said",
    Object(Target.STATEMENT, "st-planned", "Witkoff is scheduled to meet Umerov"),
    recipient="news_agency_x7k2qa",
    type="SAY",
    evidence=(_evidence("afp-1", 601),),
)
_SAID = Statement(
    "st-said",
    StatementKind.CLAIM,
    "donald_trump",
    "say",
    "said",
    Object(Target.STATEMENT, "st-believes", "he believes Putin wants to end the war"),
    type="SAY",
    time=_day("2025-12-03"),
    evidence=(_evidence("afp-1", 0, "Trump said Wednesday that he believes ..."),),
)
_BELIEVES = Statement(
    "st-believes",
    StatementKind.CLAIM,
    "donald_trump",
    "believe",
    "believes",
    Object(Target.STATEMENT, "st-wants", "Putin wants to end the war"),
    type="BELIEVE",
    evidence=(_evidence("afp-1", 20, within=("st-said",), speakers=("donald_trump",)),),
)
_WANTS = Statement(
    "st-wants",
    StatementKind.CLAIM,
    "vladimir_putin",
    "want",
    "wants",
    Object(Target.WORDS, "ct-end-the-war", "to end the war"),
    type="INTEND",
    evidence=(
        _evidence("afp-1", 30, within=("st-believes", "st-said"), speakers=("donald_trump", "donald_trump")),
    ),
)
_CLAIMED = Statement(
    "st-claimed",
    StatementKind.EVENT,
    "russia",
    "attack",
    "attacked",
    _actor("ukraine"),
    type="ASSAULT",
    time=Time("2025-11-01", "2025-11-30", "month", "in November"),
    evidence=(_evidence("afp-1", 700, within=("st-accused",), speakers=("ukraine",), confidence=0.5),),
)
_DENIED = Statement(
    "st-denied",
    StatementKind.EVENT,
    "russia",
    "attack",
    "attacked",
    _actor("ukraine"),
    polarity=Polarity.NEGATIVE,
    evidence=(_evidence("undated", 5, within=("st-russia-said",), speakers=("russia",)),),
)
_ACCUSED = Statement(
    "st-accused",
    StatementKind.CLAIM,
    "ukraine",
    "accuse",
    "accusedOf",
    Object(Target.STATEMENT, "st-claimed", "Russia attacked it in November"),
    type="ACCUSE",
    evidence=(_evidence("afp-1", 690),),
)
_RUSSIA_SAID = Statement(
    "st-russia-said",
    StatementKind.CLAIM,
    "russia",
    "say",
    "said",
    Object(Target.STATEMENT, "st-denied", "it did not attack Ukraine"),
    type="SAY",
    evidence=(_evidence("undated", 0),),
)
_DENIES = Statement(
    "st-denies",
    StatementKind.CLAIM,
    "russia",
    "deny",
    "deniedThat",
    Object(Target.STATEMENT, "st-claimed", "attacking Ukraine"),
    type="SAY",
    evidence=(_evidence("undated", 200, "Russia denied attacking Ukraine."),),
)
_ROLE = Statement(
    "st-role",
    StatementKind.ROLE,
    "steve_witkoff",
    "special envoy",
    "hasOffice",
    _actor("donald_trump"),
    type="ROLE",
    evidence=(_evidence("afp-1", 290), _evidence("undated", 40)),
)
_SIGNED = Statement(
    "st-signed",
    StatementKind.EVENT,
    "donald_trump",
    "sign",
    None,
    Object(Target.PHRASE, "", HOSTILE),
    evidence=(_evidence("undated", 90),),
)
_FROWNED = Statement(
    "st-frowned",
    StatementKind.EVENT,
    "donald_trump",
    "frown at/on",
    None,
    _actor("news_agency_x7k2qa"),
    evidence=(_evidence("undated", 120),),
)
_KILLED = Statement(
    "st-killed",
    StatementKind.EVENT,
    None,
    "kill",
    "killed",
    _actor("two_us_officials_bbbbbb"),
    type="ASSAULT",
    evidence=(_evidence("undated", 150),),
)
_ALONE = Statement(
    "st-alone",
    StatementKind.EVENT,
    "vladimir_putin",
    "resign",
    "resignedFrom",
    None,
    type="RETREAT",
    modality=Modality.POSSIBLE,
    evidence=(_evidence("undated", 180),),
)
_STATEMENTS = (
    _ACCUSED, _ALONE, _BELIEVES, _CLAIMED, _DENIED, _DENIES, _FROWNED, _KILLED, _MET,
    _PLANNED, _ROLE, _RUSSIA_SAID, _SAID, _SIGNED, _TOLD, _WANTS,
)  # fmt: skip


def make_graph() -> Graph:
    """An event of two articles, a planned meeting and nested claims, a denial, a role, a hostile label ..."""
    return Graph(
        {a.id: a for a in sorted(_ARTICLES, key=lambda a: a.id)},
        {a.id: a for a in sorted(_ACTORS, key=lambda a: a.id)},
        tuple(sorted(_STATEMENTS, key=lambda s: s.id)),
    )


@pytest.fixture
def graph() -> Graph:
    """The graph of this module."""
    return make_graph()
