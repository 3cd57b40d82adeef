"""Whose a quotation is that stands alone."""

from __future__ import annotations

import pytest

from kg.pipeline import read_text

CASES = [
    ('Ann Lee: "We will all go there now."', {("Ann Lee", "We will all go there now")}),
    ('"We will all go there now." -- Ann Lee', {("Ann Lee", "We will all go there now")}),
    ("Ann Lee: The war is over now.", {("Ann Lee", "The war is over now")}),
    ('"We will all go there now."', set()),
    (': "We will all go there now"\n\nIn the town was Ann Lee', set()),
]
"""Text, and (speaker, content) of each claim. The last begins with the colon: nobody stands before it."""


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_signed_and_headed(text: str, expected: set[tuple[str, str]]) -> None:
    told = [o for o in read_text(text).occurrences if o.kind == "claim"]
    assert {(o.subject.text if o.subject else "", o.object.text) for o in told if o.object} == expected
