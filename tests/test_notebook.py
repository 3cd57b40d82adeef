"""The notebook runs, and what it keeps is what it prints."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("examples/*.ipynb"))


def test_there_is_one() -> None:
    assert NOTEBOOKS


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_is_up_to_date(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
    from notebook import executed

    kept = nbformat.read(ROOT / name, as_version=4)
    assert executed(ROOT / name) == kept, f"run python docs/notebook.py {name}"
    assert all(cell.outputs for cell in kept.cells if cell.cell_type == "code")
