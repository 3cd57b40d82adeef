"""What the first lines of a text tell, and where its body begins."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.read.header import Head, head, iso_day

BODY = "Talks began in the capital."


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (" date 2025-12-04 ", Head(date="2025-12-04")),
        ("Date: 2025-12-04\n", Head(date="2025-12-04")),
        ("MOSCOW (Reuters) - ", Head(agency="Reuters")),
        ("WASHINGTON, Dec 4 (AFP) — ", Head(agency="AFP")),
        ("BEIJING, Dec. 4 (Xinhua) -- ", Head(agency="Xinhua")),
        ("KYIV, Ukraine (AP) — ", Head(agency="AP")),
        ("GENEVA/NEW YORK, Oct. 3, 2024 (Reuters) - ", Head(date="2024-10-03", agency="Reuters")),
        ("MOSCOW, December 4. /TASS/. ", Head(agency="TASS")),
        ("JERUSALEM — ", Head()),
        ("(Reuters) - ", Head(agency="Reuters")),
        ("PARIS (Le Courrier) - ", Head()),
        ("Title: Talks begin\nDate: 4 December 2025\nSource: AFP\n\n",
         Head(date="2025-12-04", title="Talks begin", source="AFP")),
        ('---\ntitle: "Talks"\nurl: https://x.example/\n---\n', Head(title="Talks", url="https://x.example/")),
        ("# Talks begin\n\nMOSCOW (AFP) - ", Head(title="Talks begin", agency="AFP")),
        ("Ministers meet for talks\n\n", Head(title="Ministers meet for talks")),
        ("date 2025-12-04\nPARIS, Dec 4 (AFP) - ", Head(date="2025-12-04", agency="AFP")),
        ("By Ann Lee\n", Head(author="Ann Lee")),
        ("Talks begin in Oslo\n\nBy Ann Lee and Tim van Roe, AFP\n\nOSLO (AFP) - ",
         Head(title="Talks begin in Oslo", author="Ann Lee and Tim van Roe", agency="AFP")),
        ("Author: Ann Lee\nAgency: AFP\n\n", Head(author="Ann Lee", agency="AFP")),
    ],
)  # fmt: skip
def test_head(start: str, expected: Head) -> None:
    found = head(start + BODY)
    assert (start + BODY)[found.body :] == BODY
    assert replace(found, body=0) == expected


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "NATO - the alliance - said it would meet.",
        "NATO said it would meet.",
        "NATO — the alliance — said it would meet.",
        "EU-Russia talks began.",
        "U.S. President Ann Lee left.",
        "The talks ended.\n\nNobody came.",
        "Date of the talks: 2025-12-04 in Oslo.",
        "date 2025-13-04 is no day.",
        "---\nNothing here closes: the fence\n",
        "(Nobody knows) - The talks ended.",
        "By Monday the talks had ended.\nNobody came.",
        "By Ann Lee the talks were ended.\nNobody came.",
        "By Monday\nthe talks had ended.",
    ],
)
def test_no_head(text: str) -> None:
    assert head(text) == Head()


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2025-12-04-afp-talks.txt", "2025-12-04"), ("20251204.txt", "2025-12-04"),
        ("2025-02-30", None),
        ("2025-12-04T10:00:00Z", "2025-12-04"), ("Dec. 4, 2025", "2025-12-04"), ("4 Sept 2025", "2025-09-04"),
        ("article-123456789.txt", None), ("yesterday", None), ("", None), ("0000-01-01", None),
        ("Dec 4", None),
    ],
)  # fmt: skip
def test_iso_day(words: str, day: str | None) -> None:
    assert iso_day(words) == day


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("AbC (Reuters)-—\n#:date2025-12-04. /"), max_size=60))
def test_body_lies_within_the_text(text: str) -> None:
    assert 0 <= head(text).body <= len(text)
