"""The model's matrix products by numpy's OpenBLAS, in one thread.

Products of matrices are a third of the parse.  thinc, below spaCy, gives them to BLIS, which on some
processors takes twice the time of the OpenBLAS that numpy brings.  That one would share each product out
among all processors, which costs more than products of this size take.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np
from thinc.api import Model, NumpyOps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language


def by_numpy(nlp: Language) -> None:
    """Have a pipeline's products done by numpy, where numpy has OpenBLAS and thinc would take BLIS."""
    if "openblas" not in np.show_config(mode="dicts")["Build Dependencies"]["blas"]["name"]:
        return
    if _libraries() is None:
        return
    ops = NumpyOps(use_blis=False)
    for layer in _layers(nlp):
        if type(layer.ops) is NumpyOps:
            layer.ops = ops


def one_thread() -> AbstractContextManager[object]:
    """Where products are done in the thread that asks for them."""
    libraries = _libraries()
    limited: AbstractContextManager[object] = (
        libraries.limit(limits=1, user_api="blas") if libraries else nullcontext()
    )
    return limited


@cache
def _libraries() -> Any:
    """What sets the threads of libraries; None in an installation that was updated without it."""
    if find_spec("threadpoolctl") is None:
        return None
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def _layers(nlp: Language) -> Iterator[Model[Any, Any]]:
    for _, component in nlp.pipeline:
        if isinstance(model := getattr(component, "model", None), Model):
            yield from model.walk()
