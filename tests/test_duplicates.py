"""Texts that are nearly the same are found, whatever was done to them; different ones are not."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import duplicates
from kg.duplicates import families, shingles

RNG = random.Random(6)
VOCABULARY = [f"{RNG.choice('bdfgklmnprst')}{RNG.choice('aeiou')}{n}" for n in range(3000)]


def story(seed: int, words: int = 200) -> str:
    """Sentences of ten words, the same for equal seeds."""
    rng = random.Random(seed)
    said = [rng.choice(VOCABULARY) for _ in range(words)]
    return " ".join(" ".join(said[at : at + 10]).capitalize() + "." for at in range(0, words, 10))


def found(**texts: str) -> dict[str, str]:
    return families({id: shingles(text) for id, text in texts.items()})


def cut(text: str, kept: float) -> str:
    return text[: int(len(text) * kept)]


def replaced(text: str, every: int) -> str:
    return " ".join(f"other{n}" if n % every == 0 else word for n, word in enumerate(text.split()))


def shuffled(text: str) -> str:
    sentences = text.split(". ")
    random.Random(1).shuffle(sentences)
    return ". ".join(sentences)


@pytest.mark.parametrize(
    "edit",
    [
        lambda text: text,
        lambda text: f"LONDON (AFP) - {text} AFP contributed reporting.",
        lambda text: text.upper().replace(". ", ".\n\n"),
        lambda text: cut(text, 0.3),
        lambda text: f"{story(2)} {text} {story(3)}",
        lambda text: replaced(text, 12),
        shuffled,
    ],
    ids=("equal", "framed", "set otherwise", "cut", "within another", "edited", "shuffled"),
)
def test_copies(edit: Callable[[str], str]) -> None:
    assert found(b=story(1), a=edit(story(1)), c=story(4)) == {"a": "a", "b": "a"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (story(1), story(2)),
        (story(1), replaced(story(1), 3)),
        (story(1), f"{cut(story(1), 0.2)} {story(2)}"),
        (f"{story(1)} {story(3, 40)}", f"{story(2)} {story(3, 40)}"),
        ("One man left the room on Monday.", "One man left the room on Tuesday."),
        ("One man left the room on Monday.", f"{story(1)} One man left the room on Monday."),
        ("", ""),
        ("!", "?"),
    ],
    ids=("others", "rewritten", "quoted", "one footer", "short", "short within", "empty", "no words"),
)
def test_no_copies(one: str, other: str) -> None:
    assert found(a=one, b=other) == {}


def test_short_texts_are_copies_when_they_are_equal() -> None:
    assert found(a="Talks ended.", b="talks, ended", c="Talks began.") == {"a": "a", "b": "a"}


def test_a_chain_is_one_family() -> None:
    one, two, three = story(1), story(2), story(3, 100)
    assert set(found(a=one, b=f"{one} {two}", c=f"{two} {three}", d=three).values()) == {"a"}


def test_any_number_of_copies() -> None:
    """More than the window is wide, and with a footer that half of all articles have."""
    footer = story(9, 40)
    texts = {f"copy{n:03}": f"{story(1)} Paper {n}. {footer * (n % 2)}" for n in range(150)}
    others = {f"other{n:03}": f"{story(100 + n)} {footer}" for n in range(150)}
    assert found(**others, **texts) == dict.fromkeys(texts, "copy000")


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from([1.0, 0.6, 0.2])), max_size=8), st.randoms())
def test_the_order_does_not_matter_and_one_can_go(kinds: list[tuple[int, float]], rng: random.Random) -> None:
    texts = [(f"a{n}", shingles(cut(story(seed), kept))) for n, (seed, kept) in enumerate(kinds)]
    shuffled = list(texts)
    rng.shuffle(shuffled)
    assert families(dict(texts)) == families(dict(shuffled))
    for id, first in families(dict(texts)).items():
        assert kinds[int(id[1:])][0] == kinds[int(first[1:])][0] and first <= id
    assert families(dict(texts[1:])).keys() <= families(dict(texts)).keys()


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_a_copy_of_itself(text: str) -> None:
    expected = {"a": "a", "b": "a"} if len(shingles(text)) else {}
    assert found(a=text, b=text) == expected


def test_sorting_in_parts_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {f"a{n}": f"{story(n // 2)} {n}" for n in range(20)}
    whole = found(**texts)
    assert len(whole) == 20 and len(set(whole.values())) == 10
    monkeypatch.setattr(duplicates, "AT_ONCE", 300)
    assert found(**texts) == whole


def test_numbers_are_the_same_everywhere() -> None:
    """They are not kept, but the families of a build must not depend on the machine."""
    assert [int(n) for n in shingles("One man left the room.")] == [FIXED]


FIXED = 9649621197127062783
