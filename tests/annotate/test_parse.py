"""Offsets survive whatever is done to a text before it is parsed.  These tests run the model."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.annotate.parse import (
    LONGEST_PARAGRAPH,
    LONGEST_RUN,
    LONGEST_SENTENCE,
    SAME_LENGTH,
    Parse,
    load,
    normalise,
    paragraphs,
    parse,
)
from kg.types import Article

PIECES = st.sampled_from([
    "Ann Lee", "said", "met", "Putin", "“We go,”", "paranoia,”Clinton", '"', "“", "”",
    "’s", "don’t", "«", "»", "U.S.", " ", "\u00a0", "\t", "\n", "\n\n",
    "\r\n", ".", ",", "—", "x" * 130, "é", "🕊", "\x00", "\ufeff", "…", "(", ")", "3.5", "Kyiv-based",
])  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map(" ".join) | st.lists(PIECES, max_size=40).map("".join)


def one(text: str, body: int = 0) -> Parse:
    return next(parse([Article("a", text, body=body)], load()))


def plain(text: str) -> str:
    return text.translate(SAME_LENGTH)


@given(TEXTS, st.integers(0, 20))
@settings(max_examples=300)
def test_every_character_of_a_paragraph_is_the_articles(text: str, body: int) -> None:
    for p in paragraphs(Article("a", text, body=min(body, len(text)))):
        for place, character in enumerate(p.text):
            if place not in p.inserted and character != " ":
                assert plain(text[p.at(place)]) == character


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_every_word_is_the_articles(text: str) -> None:
    """``article.text[word.start:word.end]`` is the word, but for the shape of quotation marks and blanks.

    A word of nothing but blanks stands for what was cut out of a run.
    """
    parsed = one(text)
    for word in parsed.words:
        assert word.text.isspace() or plain(text[word.start : word.end]) == word.text


@given(TEXTS)
@settings(max_examples=40, deadline=None)
def test_words_and_sentences_are_in_order(text: str) -> None:
    parsed = one(text)
    assert [w.i for w in parsed.words] == list(range(len(parsed.words)))
    assert all(a.end <= b.start for a, b in zip(parsed.words, parsed.words[1:], strict=False))
    covered = [i for s in parsed.sentences for i in range(s.first, s.last + 1)]
    assert covered == list(range(len(parsed.words)))
    assert [s.index for s in parsed.sentences] == list(range(len(parsed.sentences)))
    assert all(
        a.paragraph <= b.paragraph for a, b in zip(parsed.sentences, parsed.sentences[1:], strict=False)
    )
    for s in parsed.sentences:
        own = parsed.words[s.first : s.last + 1]
        assert all(w.sentence == s.index and s.first <= w.head.i <= s.last for w in own)
        assert sum(w.root for w in own) >= 1


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("It was “paranoia,”Clinton said.", "Clinton"),
        ('It was "paranoia,"Clinton said.', "Clinton"),
        ("“Enough”he said.", "he"),
        ("“One,”Ann said. “Two,”Tim said. “Three,”Kim said.", "Kim"),
    ],
)
def test_a_word_glued_to_a_closing_quotation_mark_is_a_word(text: str, word: str) -> None:
    found = [w for w in one(text).words if w.text == word]
    assert len(found) == 1 and text[found[0].start : found[0].end] == word


@pytest.mark.parametrize("text", ['Use "a"b"c" here.', 'A 5"x3" board.', '"', '""', '""""'])
def test_marks_that_pair_with_nothing_do_no_harm(text: str) -> None:
    assert all(plain(text[w.start : w.end]) == w.text for w in one(text).words)


def test_lines_wrapped_at_a_column_are_one_paragraph() -> None:
    text = (
        "Ann Lee met Tim Roe in Oslo on Tuesday to discuss the war that has\n"
        "raged for three years between the two neighbours and has killed as\n"
        "many as forty thousand people."
    )
    parsed = one(text)
    assert len(parsed.sentences) == 1
    assert {w.text for w in parsed.words} >= {"has", "raged", "as", "many"}


def test_lines_that_end_as_sentences_do_are_paragraphs() -> None:
    assert [s.paragraph for s in one("Ann Lee met Tim Roe.\nHe left.\n\n  Rain fell.").sentences] == [0, 1, 2]


def test_blank_lines_are_no_paragraphs() -> None:
    assert [p.text.strip() for p in paragraphs(Article("a", "\n\n One.\n \n\u00a0\n\nTwo.\n\n"))] == [
        "One.",
        "Two.",
    ]


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\x00\x01", "\ufeff", "\u200b \u00a0"])
def test_nothing_gives_nothing(text: str) -> None:
    parsed = one(text)
    assert not parsed.words and not parsed.sentences and not parsed.notes


def test_what_stands_before_the_body_is_not_parsed() -> None:
    text = "date 2025-03-05 by Ann Lee\nTim Roe met Kim Poe."
    parsed = one(text, body=27)
    assert [w.text for w in parsed.words] == ["Tim", "Roe", "met", "Kim", "Poe", "."]
    assert parsed.words[0].start == 27


@pytest.mark.parametrize(
    "run", ["a" * 5_000, "=" * 5_000, "https://example.org/" + "a%20" * 2_000, "ab-" * 3_000]
)
def test_a_run_without_blanks_is_cut_and_what_follows_keeps_its_place(run: str) -> None:
    text = f"Ann met {run} and Tim left."
    parsed = one(text)
    assert max(len(w.text) for w in parsed.words if not w.text.isspace()) <= LONGEST_RUN
    left = [w for w in parsed.words if w.text == "left"]
    assert all(text[w.start : w.end] == "left" for w in left)


def test_normalising_keeps_the_length_but_for_blanks_put_in() -> None:
    made = normalise("“Go,”he said “now,”and left\u00a0it.", 7)
    assert len(made.text) == 31 + len(made.inserted) and len(made.inserted) == 2
    assert made.at(0) == 7 and made.at(len(made.text) - 1) == 7 + 30


@pytest.mark.parametrize(
    ("words", "note"),
    [
        (LONGEST_SENTENCE * 2, "words skipped at offset 0"),
        (20_000, "end skipped at offset 0"),
    ],
)
def test_a_sentence_too_long_is_left_out_with_a_note_and_the_rest_is_read(words: int, note: str) -> None:
    parsed = one("word " * words + "\nAnn Lee met Tim Roe.")
    assert [w.text for w in parsed.words][-6:] == ["Ann", "Lee", "met", "Tim", "Roe", "."]
    assert any(told.endswith(note) for told in parsed.notes)
    assert max(s.last - s.first + 1 for s in parsed.sentences) <= LONGEST_SENTENCE


def test_huge_paragraphs_are_cut_before_the_parser_refuses_them() -> None:
    text = "Ann Lee met Tim Roe. " * 60_000
    cut = list(paragraphs(Article("a", text)))
    assert len(text) > 1_000_000 and max(len(p.text) for p in cut) <= LONGEST_PARAGRAPH
    assert all(text[p.at(0) : p.at(0) + 5] == p.text[:5] for p in cut)


def test_articles_come_in_their_order_whatever_the_batch() -> None:
    articles = [
        Article(f"a{i}", f"Ann Lee met {name}.") for i, name in enumerate(["Tim Roe", "", "Kim Poe", "Putin"])
    ]
    small = [[w.text for w in p.words] for p in parse(articles, load(), batch=1)]
    large = [[w.text for w in p.words] for p in parse(articles, load(), batch=50)]
    assert small == large


def test_a_paragraph_that_comes_again_is_parsed_once_and_stands_where_it_stands() -> None:
    """Boilerplate between texts of their own; the words are those of texts that come alone."""

    class Counted:
        memory_zone, vocab = load().memory_zone, load().vocab

        def pipe(self, texts: Iterable[str], batch_size: int) -> Iterator[Any]:
            asked.extend(texts)
            return load().pipe(asked, batch_size=batch_size)

    asked: list[str] = []
    line = "Reporting by Ann Lee in Oslo."
    articles = [
        Article(f"{k}", f"The envoy met {who}.\n\n{line}\n\n{line}") for k, who in enumerate(("Bo", "Cy"))
    ]
    together = list(parse(articles, cast(Any, Counted())))
    assert sorted(asked) == sorted({"The envoy met Bo.", "The envoy met Cy.", line})
    for article, parsed in zip(articles, together, strict=True):
        (alone,) = parse([article], load())
        assert [(w.text, w.start, w.dep, w.sentence) for w in parsed.words] == [
            (w.text, w.start, w.dep, w.sentence) for w in alone.words
        ]
        assert [parsed.words[s.first].start for s in parsed.sentences] == [0, 19, 50]


def test_words_beyond_those_that_are_kept_are_forgotten_and_read_alike(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def told(parsed: Parse) -> list[tuple[str, str, str, str]]:
        return [(w.text, w.lemma, w.pos, w.dep) for w in parsed.words]

    articles = [Article(f"{k}", f"The quib{'abcdefgh'[k]}lers of Zorn{k}ia met Ann Lee.") for k in range(8)]
    monkeypatch.setattr(sys.modules[parse.__module__], "KNOWN_WORDS", 0)
    forgotten = list(parse(articles, load(), batch=2))
    assert "quibalers" not in load().vocab.strings
    monkeypatch.setattr(sys.modules[parse.__module__], "KNOWN_WORDS", 1 << 20)
    kept = list(parse(articles, load(), batch=2))
    assert "quibalers" in load().vocab.strings
    assert [told(parsed) for parsed in forgotten] == [told(parsed) for parsed in kept]


def test_a_missing_model_is_told_with_advice() -> None:
    with pytest.raises(LookupError, match=r"no_such_model.*install"):
        load("no_such_model")
