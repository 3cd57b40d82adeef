"""Values of kg.types survive JSON, whatever they hold."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.store.codec import CodecError, decode, encode
from kg.types import (
    Article,
    Content,
    Evidence,
    Kind,
    Mention,
    Occurrence,
    Phrase,
    Predicate,
    Reading,
    StatementKind,
)

floats = st.floats(allow_nan=False)
st.register_type_strategy(float, floats)


@settings(
    deadline=None, max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
@given(st.from_type(Reading))
def test_round_trip(reading: Reading) -> None:
    assert decode(Reading, encode(reading)) == reading


@pytest.mark.parametrize(
    "target", [None, Phrase("x", 1, 2), Mention("x", 1, 2, Kind.PLACE), Content("x", 1, 2, ((1, 2),), 0)]
)
def test_object_keeps_its_class(target: Mention | Phrase | Content | None) -> None:
    predicate, evidence = Predicate("said", 0, 4, "say"), Evidence("a", 0, 0, 4, "said", "claims", 1)
    occurrence = Occurrence(1, StatementKind.CLAIM, None, predicate, target, evidence)
    again = decode(Occurrence, encode(occurrence))
    assert again == occurrence
    assert type(again.object) is type(target)


def test_defaults_are_left_out() -> None:
    assert encode(Article("a", "text")) == '{"id":"a","text":"text"}'


@pytest.mark.parametrize(
    "text",
    ["", "[]", "3", "{}", '{"id":"a"}', '{"id":1,"text":"x"}', '{"id":"a","text":"x","new":1}', "[" * 99_999],
    ids=range(8),
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(CodecError, match="expected the JSON of a Article"):
        decode(Article, text)
