"""Tab-separated files of ``ontologies/`` as rows."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Protocol

COUNTRIES = ("key", "iso2", "iso3", "adjectives", "people", "capitals", "source")
"""Columns of ``countries.tsv``, which more than one module reads."""


class Folder(Protocol):
    """What holds the files: ``importlib.resources.files(...)`` and ``pathlib.Path`` both do."""

    @property
    def name(self) -> str: ...

    def joinpath(self, *descendants: str) -> Folder: ...

    def iterdir(self) -> Iterator[Folder]: ...

    def read_text(self, encoding: str | None = None) -> str: ...


def ontologies() -> Folder:
    """The folder of data files: installed as ``kg.ontologies``, or beside ``kg`` in a source tree."""
    try:
        return files("kg.ontologies")
    except ModuleNotFoundError:  # ``python -m kg`` from a checkout whose package is not the installed one
        return Path(__file__).parent.parent.parent / "ontologies"


def rows(name: str, columns: tuple[str, ...], folder: Folder | None = None) -> Iterator[list[str]]:
    """The rows below the header of a file; comment lines (``#``) and empty lines are left out.

    ValueError when the header is not ``columns`` or a row has another number of cells.
    """
    text = (folder or ontologies()).joinpath(name).read_text(encoding="utf-8")
    told = ((number, line) for number, line in enumerate(text.split("\n"), 1) if line and line[0] != "#")
    _, first = next(told, (0, ""))
    if tuple(header := first.split("\t")) != columns:
        raise ValueError(f"{name}: expected the columns {' '.join(columns)}, found {' '.join(header)}")
    width = len(columns)
    for number, line in told:
        row = line.split("\t")
        if len(row) != width:
            raise ValueError(f"{name}:{number}: expected {width} cells, found {len(row)}")
        yield row


def parts(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several, separated by ``;``."""
    return tuple(cell.split(";")) if cell else ()
