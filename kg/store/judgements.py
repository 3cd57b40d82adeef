"""What people decided about actors, in a text file beside the graph file: one decision a row.

The file is made for ``git diff``: tab-separated, a new decision is a new last line, and a remark says in
names what the ids mean.  What counts is the set of its rows; their order tells only which came last.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from kg.store.errors import StoreError
from kg.types import Judgement

COLUMNS = ("decision", "left", "right", "remark")
DECISIONS = ("same", "different", "rename", "apart")
SUFFIX = ".judgements.tsv"


_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_ESCAPED = {escaped: sign for sign, escaped in _ESCAPES.items()}


def beside(graph: Path) -> Path:
    """Where the judgements of a graph file are: ``news.judgements.tsv`` for ``news.kg``."""
    return graph.with_name(graph.stem + SUFFIX)


class Judgements:
    """The decisions in a file, or in memory when there is none; twice is once."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._kept: list[Judgement] = []

    def all(self) -> list[Judgement]:
        """In the order of the file; StoreError tells the line that is wrong."""
        if self.path is not None:
            self._kept = list(_read(self.path))
        return list(self._kept)

    def add(self, judgement: Judgement) -> None:
        kept = self.all()
        if judgement not in kept:
            self._write([*kept, judgement])

    def remove(self, judgement: Judgement) -> bool:
        """False when it was not there."""
        kept = self.all()
        if judgement not in kept:
            return False
        self._write([j for j in kept if j != judgement])
        return True

    def _write(self, judgements: list[Judgement]) -> None:
        self._kept = judgements
        if self.path is not None:
            _replace(self.path, judgements)


def _read(path: Path) -> Iterable[Judgement]:
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except FileNotFoundError:
        return
    except (OSError, UnicodeError) as error:
        raise StoreError(f"{path}: the judgements cannot be read: {error}") from error
    seen = set()
    for number, line in enumerate((line.rstrip("\r") for line in lines), 1):
        if not line.strip() or line.startswith("#") or line.split("\t")[0] == COLUMNS[0]:
            continue
        judgement = _judgement(f"{path}:{number}", line.split("\t"))
        if judgement not in seen:
            seen.add(judgement)
            yield judgement


def _judgement(place: str, cells: list[str]) -> Judgement:
    if len(cells) not in (3, 4):
        raise StoreError(
            f"{place}: expected {', '.join(COLUMNS)}, separated by tabs; found {len(cells)} cells"
        )
    if cells[0] not in DECISIONS:
        raise StoreError(f"{place}: expected one of {', '.join(DECISIONS)}, found {cells[0]!r}")
    if not all(cells[1:3]):
        raise StoreError(f"{place}: {cells[0]} needs two values, one is empty")
    return Judgement(*(_unescaped(cell) for cell in cells))


def _replace(path: Path, judgements: Iterable[Judgement]) -> None:
    """The whole file anew, then in its place: a full disk costs nothing."""
    rows = ["\t".join(COLUMNS)]
    rows += ["\t".join(map(_escaped, (j.decision, j.left, j.right, j.remark))) for j in judgements]
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as out:
            out.write("\n".join(rows) + "\n")
            out.flush()
            os.fsync(out.fileno())
        os.replace(part, path)
    except (OSError, UnicodeError) as error:
        raise StoreError(f"{path}: the judgements cannot be written: {error}") from error
    finally:
        part.unlink(missing_ok=True)


def _escaped(cell: str) -> str:
    return re.sub(r"[\\\t\n\r]", lambda sign: _ESCAPES[sign[0]], cell)


def _unescaped(cell: str) -> str:
    return re.sub(r"\\[\\tnr]", lambda pair: _ESCAPED[pair[0]], cell)
