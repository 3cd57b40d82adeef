"""The examples in the extractors' docstrings come out as written."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import kg.extract

MODULES = sorted(m.name for m in pkgutil.walk_packages(kg.extract.__path__, "kg.extract."))
WITH_EXAMPLES = {"kg.extract.claims", "kg.extract.events", "kg.extract.nominals", "kg.extract.roles"}


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    failed, tried = doctest.testmod(importlib.import_module(name))
    assert not failed
    assert tried or name not in WITH_EXAMPLES, f"{name} shows no example"
