"""What is remembered of a word is what spaCy says of it in its sentence.  These tests run the model."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.language import Language
from spacy.tokens import Doc

from kg.annotate import forms
from kg.annotate.parse import load, plain

WORDS = st.sampled_from([
    "I", "you", "it", "There", "are", "is", "'s", "talks", "Let", "go", "gon", "na", "got", "ta", "y'", "all",
    "ai", "n't", "ca", "not", "Putin", "met", "meeting", "ministers", "that", "which", "those", "had", "did",
    "to", "better", "but", "left", "saw", "leaves", "Ukraine", "2,000", ".", ",", "  ", "\n", "’s", "é", "x1",
])  # fmt: skip


@pytest.fixture(scope="module")
def whole() -> Language:
    return plain()


def told(doc: Doc) -> list[tuple[str, ...]]:
    return [(t.text, t.tag_, t.dep_, t.pos_, str(t.morph), t.lemma_, t.ent_type_) for t in doc]


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=12))
def test_every_word_gets_what_the_whole_pipeline_gives(whole: Language, words: list[str]) -> None:
    text = " ".join(words)
    assert told(load()(text)) == told(whole(text))


@pytest.mark.parametrize(
    "text", ["There's talks.", "They're gon na meet.", "Let's go.", "He ai n't here.", "I got ta go."]
)
def test_patterns_of_several_words_are_matched_in_the_sentence(whole: Language, text: str) -> None:
    nlp = load()
    for _ in range(2):  # the second time from memory
        assert told(nlp(text)) == told(whole(text))


def test_lemmas_outlive_the_batch_that_brought_them(whole: Language) -> None:
    nlp, text = load(), "Zorgons frobnicated quuxes."
    for _ in range(2):
        with nlp.memory_zone():
            assert told(nlp(text)) == told(whole(text))


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = load()
    known = nlp.get_pipe(forms.NAME).known
    monkeypatch.setattr(forms, "KEPT", 0)
    first = told(nlp("Putin met Xi."))
    assert told(nlp("Xi met Putin.")) and ("Putin" in [t for t, *_ in first])
    assert len(known) <= 4


def test_other_pipelines_stay_as_they_are() -> None:
    bare = English()
    forms.remember(bare)
    assert bare.pipe_names == []
    ruled = English()
    ruled.add_pipe("attribute_ruler").add([[{"ENT_TYPE": "PERSON"}]], {"POS": "PROPN"})
    ruled.add_pipe("lemmatizer", config={"mode": "lookup"})
    forms.remember(ruled)  # an entity is no matter of the word alone
    assert ruled.pipe_names == ["attribute_ruler", "lemmatizer"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(WORDS, max_size=8).map(" ".join), max_size=6))
def test_a_batch_gets_what_each_text_gets(whole: Language, texts: list[str]) -> None:
    assert [told(doc) for doc in load().pipe(texts)] == [told(whole(text)) for text in texts]
