"""A graph in the formats other tools read: one file a format, and the table of them."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TextIO

from kg.export.options import Options
from kg.types import Graph

__all__ = ["FORMATS", "Options", "Writer", "beside", "export", "replaced", "suffix"]

Writer = Callable[[Graph, TextIO, Options], None]


def _writer(module: str, function: str = "write") -> Writer:
    """``kg.export.<module>.<function>``, imported when it is first called: formats are independent."""

    def write(graph: Graph, out: TextIO, options: Options) -> None:
        getattr(import_module(f"kg.export.{module}"), function)(graph, out, options)

    return write


FORMATS: Mapping[str, Writer] = MappingProxyType(
    {
        "ttl": _writer("turtle"),
        "nt": _writer("ntriples"),
        "jsonld": _writer("jsonld"),
        "trig": _writer("trig"),
        "csv": _writer("tables"),
        "graphml": _writer("graphml"),
        "gexf": _writer("gexf"),
        "svg": _writer("picture"),
        "cypher": _writer("cypher"),
        "ftm": _writer("ftm"),
        "ftm.jsonl": _writer("ftm"),
        "plover.jsonl": _writer("plover"),
        "dyads.csv": _writer("dyads"),
    }
)
"""Writers by file suffix, without the first dot."""
_BESIDE: Mapping[str, tuple[str, Writer]] = MappingProxyType(
    {"csv": ("nodes", _writer("tables", "write_nodes"))}
)
"""What a format puts into a second file, and the word its name gets: ``graph.nodes.csv``."""

_DEFAULT = Options()


def export(
    graph: Graph, target: str | Path | TextIO, format: str | None = None, options: Options = _DEFAULT
) -> None:
    """Write the graph to a file, whole or not at all, or to an open stream.

    A table of nodes goes into a second file, see ``beside``.

    The format is a key of ``FORMATS``, by default the file's suffix.  An existing file stays as it
    was until the new one is complete and on the disk.

    Raises ``ValueError`` for a format that is not in the table, ``OSError`` as the disk does.
    """
    if not isinstance(target, str | Path):
        _named(format, "a stream")(graph, target, options)
        return
    path = Path(target)
    format = format or suffix(path)
    writer = _named(format, str(path))
    replaced(path, lambda out: writer(graph, out, options))
    second = beside(path, format)
    if second is not None:
        nodes = _BESIDE[format.lower()][1]
        replaced(second, lambda out: nodes(graph, out, options))


def suffix(path: str | Path) -> str:
    """The format that a file name ends in, the longest that is known; else whatever it ends in.

    >>> suffix("news.plover.jsonl"), suffix("news.jsonl"), suffix("news.v2.ttl"), suffix("news")
    ('plover.jsonl', 'jsonl', 'ttl', '')
    """
    suffixes = Path(path).suffixes
    two = "".join(suffixes[-2:]).lower().removeprefix(".")
    return two if two in FORMATS else "".join(suffixes[-1:]).lower().removeprefix(".")


def beside(path: str | Path, format: str) -> Path | None:
    """The second file a format needs: ``graph.nodes.csv`` beside ``graph.csv``; none beside a pipe."""
    path = Path(path)
    if format.lower() not in _BESIDE or (path.exists() and not path.is_file()):
        return None
    return path.with_name(f"{path.stem}.{_BESIDE[format.lower()][0]}{path.suffix}")


def _named(format: str | None, where: str) -> Writer:
    """The writer of a format."""
    try:
        return FORMATS[(format or "").lower()]
    except KeyError:
        known = ", ".join(FORMATS)
        raise ValueError(f"{where}: expected a format out of {known}, got {format or 'none'!r}") from None


def replaced(path: Path, fill: Callable[[TextIO], None]) -> None:
    """Write beside the file, then put the result in its place: a full disk costs nothing."""
    path = path.resolve()
    if path.exists() and not stat.S_ISREG(path.stat().st_mode):
        with path.open("w", encoding="utf-8", newline="") as out:  # /dev/null, a pipe
            fill(out)
        return
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("w", encoding="utf-8", newline="") as out:
            fill(out)
            out.flush()
            os.fsync(out.fileno())
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
