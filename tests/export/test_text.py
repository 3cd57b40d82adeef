"""What ``kg show`` prints, from hand-made lines."""

from __future__ import annotations

from typing import Any

import pytest

from kg.export.text import ANSI, show
from kg.types import Article, Reading

TEXT = "Ann Lee said Bo Ray will meet Cy Poe in Oslo. Dee Fox resigned."


def actor(text: str, label: str | None = None) -> dict[str, Any]:
    start = TEXT.find(text)
    return {"text": text, "start": start, "end": start + len(text), "label": label or text, "type": "Person"}


def line(number: int, subject: str | None, verb: str, target: Any, **more: Any) -> dict[str, Any]:
    start = TEXT.find(verb)
    sentence = (0, 45) if start < 45 else (46, len(TEXT))
    return {
        "id": f"a#{number}", "kind": "event", "object": target,
        "subject": actor(subject) if subject else None,
        "predicate": {"text": verb, "start": start, "end": start + len(verb), "lemma": verb, "type": None},
        "evidence": {"sentence": sentence[0], "start": sentence[0], "end": sentence[1]}, **more,
    }  # fmt: skip


MEET = line(
    2, "Bo Ray", "meet", actor("Cy Poe"), modality="planned", attribution=["a#1"], place=actor("Oslo"),
    time={"start": "2025-12-04", "end": "2025-12-04"},
)  # fmt: skip
CONTENT = {"statement": "a#2", "text": "Bo Ray will meet Cy Poe in Oslo"}
SAID = line(1, "Ann Lee", "said", CONTENT, kind="claim")
RESIGNED = line(3, "Dee Fox", "resigned", None, polarity="negative")
DECEMBER = {"start": "2025-12-01", "end": "2025-12-31"}
READING = Reading(Article("a", TEXT, "2025-12-01", "Talks", "AFP"), notes=("sentence of 900 words at 7",))


def test_page() -> None:
    assert show(READING, [RESIGNED, MEET, SAID]) == (
        "Talks\n"
        "a · 2025-12-01 · AFP\n"
        "\n"
        "0–45  Ann Lee said Bo Ray will meet Cy Poe in Oslo.\n"
        "    Ann Lee -said-> (Bo Ray will meet Cy Poe in Oslo)   claim\n"
        "    └ Bo Ray -meet-> Cy Poe [planned]   2025-12-04 · at Oslo · event\n"
        "\n"
        "46–63  Dee Fox resigned.\n"
        "    Dee Fox -resigned-> [not]   event\n"
        "\n"
        "left out: sentence of 900 words at 7\n"
        "\n"
        "3 statements: 2 events, 1 claim\n"
    )


def test_colours_change_nothing_but_colours() -> None:
    lines = [SAID, MEET, RESIGNED]
    painted = show(READING, lines, color=True)
    assert painted != show(READING, lines)
    assert ANSI.sub("", painted) == show(READING, lines)


def test_nothing_read() -> None:
    assert show(Reading(Article("a", TEXT)), []).endswith("\n\nno statements\n")


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (line(1, None, "meet", actor("Cy Poe")), "somebody -meet-> Cy Poe"),
        (line(1, "Bo Ray", "meet", {"text": "a friend", "start": 0, "end": 0}), "Bo Ray -meet-> “a friend”"),
        (line(1, "Bo Ray", "meet", actor("Cy"), recipient=actor("Ann Lee")), "-> Cy to Ann Lee"),
        (line(1, "Bo Ray", "meet", None, time=DECEMBER), "2025-12-01 to 2025-12-31"),
        (line(1, "Bo Ray", "meet", None, arguments=[{"role": "in", "text": "in Oslo"}]), "  in Oslo · event"),
        (line(1, "Bo Ray", "meet", None, attribution=["a#9"]), "  Bo Ray -meet->"),
        (line(1, "Bo Ray", "meet", actor("x", "Evil\x1b[2J\nname\u202e")), "-> Evil\ufffd[2J name\ufffd"),
    ],
)
def test_statement(line: dict[str, Any], shown: str) -> None:
    assert shown in show(READING, [line])


def test_narrow_page_puts_circumstances_below() -> None:
    assert "[planned]\n        2025-12-04 · at Oslo" in show(READING, [MEET], width=50)


def test_claims_that_stand_in_each_other_end() -> None:
    one, two = {**SAID, "attribution": ["a#2"]}, {**MEET, "attribution": ["a#1"]}
    assert "3 statements" in show(READING, [one, two, RESIGNED])
