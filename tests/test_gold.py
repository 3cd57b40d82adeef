"""The gold: invented sentences with the statements that must, and must not, come out of them.

The notation is told at the heads of ``tests/gold/*.tsv``.  A row that fails today says so in its last column
and must go on failing until that is emptied (``python tests/gold/review.py --clear`` does it and
raises the floors).
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))

from gold.notation import HERE, Read, Row, all_rows, failures, labels, read_all, shares, slots, written

from kg.types import Mention

LEAST = {"events": 130, "claims": 110, "roles": 60, "who": 50, "when_where": 25, "chains": 100}
NO_NAME = re.compile(
    r"(?:(?:last|next|this|early|late|mid)[ -])?(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
    r"|(?:january|february|march|april|june|july|august|september|october|november|december)(?: \d+)?"
    r"|today|yesterday|tomorrow"
    r"|\d[\d,.]*|he|she|it|they|them|him|her|his|their|its|who|which|that|i|we|you|us|me|there|nobody|everyone|what",
    re.IGNORECASE,
)


def _params() -> list[object]:
    return [
        pytest.param(
            row, id=row.id, marks=[pytest.mark.xfail(reason=row.xfail, strict=True)] if row.xfail else []
        )
        for row in all_rows()
    ]


@pytest.fixture(scope="session")
def read() -> Mapping[str, Read]:
    """All gold texts, read in one batch."""
    return read_all()


@pytest.mark.parametrize("row", _params())
def test_row(row: Row, read: Mapping[str, Read]) -> None:
    got = read[row.id]
    failed = failures(row, got)
    came = "\n".join(written(o, got.reading) for o in got.reading.occurrences)
    assert not failed, f"{row.text}\n-- fails:\n" + "\n".join(failed) + f"\n-- came out:\n{came}"


def test_there_are_rows_enough_and_negatives_in_a_third_of_them() -> None:
    for name, least in LEAST.items():
        own = [r for r in all_rows() if r.id.startswith(f"{name}-")]
        assert len(own) >= least
        assert sum(any(c.forbidden for c in r.checks) for r in own) * 3 >= len(own), name


def test_texts_are_told_once() -> None:
    texts = [row.text for row in all_rows()]
    assert len(texts) == len(set(texts))


def test_shares_are_at_their_floors(read: Mapping[str, Read]) -> None:
    """Found and absent may only rise: raise the floors with ``review.py --clear``."""
    floors = json.loads((HERE / "floors.json").read_text("utf-8"))
    for name, found in shares().items():
        for key, share in found.items():
            assert share >= floors[name][key], (name, key)


def test_no_node_is_a_date_a_number_or_a_pronoun(read: Mapping[str, Read]) -> None:
    wrong = {
        f"{key}: {m.name or m.nominal or m.text}"
        for key, got in read.items()
        for o in got.reading.occurrences
        for m in slots(o)
        if not m.open and m.actor is None and NO_NAME.fullmatch(m.name or m.nominal or m.text)
    }
    assert not wrong


def test_nobody_does_anything_to_himself(read: Mapping[str, Read]) -> None:
    wrong = [
        f"{key}: {written(o, got.reading)}"
        for key, got in read.items()
        for o in got.reading.occurrences
        if o.kind == "event"
        and o.subject is not None
        and isinstance(o.object, Mention)
        and labels(o.subject) == labels(o.object)
        and o.subject.name is not None
    ]
    assert not wrong


def test_claims_do_not_hold_themselves(read: Mapping[str, Read]) -> None:
    """Attribution points at claims of the same reading, is no circle and has the innermost first."""
    for key, got in read.items():
        by_number = {o.number: o for o in got.reading.occurrences}
        for o in got.reading.occurrences:
            assert o.number not in o.attribution, key
            assert all(by_number[n].kind == "claim" for n in o.attribution), key
            assert not any(o.number in by_number[n].attribution for n in o.attribution), key
            sizes = [sum(b - a for a, b in by_number[n].object.spans) for n in o.attribution]  # type: ignore[union-attr]
            assert sizes == sorted(sizes), key
