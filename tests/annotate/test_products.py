"""Matrix products by numpy give the same readings, in one thread, and leave other pipelines as they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model

from kg.annotate.parse import load, parse, plain
from kg.annotate.products import by_numpy, one_thread
from kg.types import Article

threadpoolctl = pytest.importorskip("threadpoolctl")
TEXTS = [
    "The envoy of Chad told reporters in Oslo on Monday that talks with the rebels had failed.",
    "Chad's army, which had held the border town since March, withdrew after the ceasefire.",
    "Yes.",
    "Ministers from Peru, Laos and Mali will sign the treaty that the parliaments approved last week.",
]


def layers(nlp: Language) -> Iterator[Model[Any, Any]]:
    for _, component in nlp.pipeline:
        if isinstance(model := getattr(component, "model", None), Model):
            yield from model.walk()


def told(docs: Iterator[Doc]) -> list[list[tuple[str, ...]]]:
    return [[(t.text, t.tag_, t.dep_, t.pos_, t.ent_type_, str(t.head.i)) for t in doc] for doc in docs]


def openblas() -> bool:
    return "openblas" in np.show_config(mode="dicts")["Build Dependencies"]["blas"]["name"]


def test_the_same_is_read() -> None:
    assert told(load().pipe(TEXTS)) == told(plain().pipe(TEXTS))


@pytest.mark.skipif(not openblas(), reason="numpy has no OpenBLAS here")
def test_only_the_pipeline_that_is_asked_for_is_changed() -> None:
    other, changed = plain(), plain()
    by_numpy(changed)
    assert {layer.ops.use_blis for layer in layers(changed)} == {False}
    assert {layer.ops.use_blis for layer in layers(other)} == {True}


def test_the_parse_runs_in_one_thread_and_others_have_theirs_again() -> None:
    def threads() -> set[int]:
        return {lib["num_threads"] for lib in threadpoolctl.threadpool_info() if lib["user_api"] == "blas"}

    before = threads()
    parsing = parse([Article(f"{k}", text) for k, text in enumerate(TEXTS)], load())
    next(parsing)
    assert threads() <= {1}
    list(parsing)
    assert threads() == before
    with one_thread():
        assert threads() <= {1}
