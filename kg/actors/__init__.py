"""Files of actors -> packs: catalogues from elsewhere, for ``kg/ontology/packs.py`` to look names up in."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from kg.actors import ftm, petrarch, plain, wikidata
from kg.actors.linking import linked
from kg.actors.source import Lines, NotReadableError, begins
from kg.names import slug
from kg.ontology.catalogue import Entry
from kg.ontology.packs import SUFFIX, files, write
from kg.types import Skipped

__all__ = ["FORMATS", "Imported", "NotReadableError", "forget", "import_pack"]


@dataclass(frozen=True, slots=True)
class Format:
    """How a file of actors is read."""

    fits: Callable[[str], bool]
    """Whether a file with that beginning is of the format."""
    read: Callable[[Lines], Iterator[Entry | Skipped]]
    own: bool = False
    """A table that somebody writes by hand."""


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "ftm": Format(ftm.fits, ftm.read),
        "wikidata-json": Format(wikidata.fits_json, wikidata.read_json),
        "wikidata-csv": Format(wikidata.fits_csv, wikidata.read_csv),
        "petrarch": Format(petrarch.fits, petrarch.read),
        "csv": Format(plain.fits, plain.read, own=True),
    }
)
"""By name; the first that fits a file's beginning is taken."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    name: str
    path: Path
    format: str
    actors: int
    names: int
    skipped: tuple[Skipped, ...]
    """Rows that give no actor, with file and line; the first thousand."""
    bad: int
    """Their number."""


def import_pack(file: Path, folder: Path, name: str | None = None, format: str | None = None) -> Imported:
    """A file of actors as the latest pack of a folder, in place of an older one of its name.

    NotReadableError for a file of no known format, or one that has no actor at all.
    """
    name = slug(name or file.name.removesuffix(".gz").rsplit(".", 1)[0])
    chosen = format or _format(file)
    folder.mkdir(parents=True, exist_ok=True)
    older = files(folder)
    number = max((int(p.name[:4]) for p in older if p.name[:4].isdigit()), default=0) + 1
    target = folder / f"{number:04}-{name}{SUFFIX}"
    part = folder / f".{name}.{os.getpid()}.part"
    try:
        done = _imported(file, part, name, chosen)
        if not done.actors:
            raise NotReadableError(
                f"{file}: no actor in it, read as {chosen} (--format takes {', '.join(FORMATS)})"
                + (f"; {done.skipped[0].where}: {done.skipped[0].reason}" if done.skipped else "")
            )
        os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)
    for path in older:
        if path.name[5:] == f"{name}{SUFFIX}":
            path.unlink()
    return Imported(name, target, chosen, done.actors, done.names, done.skipped, done.bad)


def forget(name: str, folder: Path) -> bool:
    """Take a pack away; False when there is none of that name."""
    found = [path for path in files(folder) if path.name[5:] == f"{name}{SUFFIX}"]
    for path in found:
        path.unlink()
    return bool(found)


def _imported(file: Path, part: Path, name: str, format: str) -> Imported:
    kind, skipped, bad = FORMATS[format], list[Skipped](), 0

    def entries() -> Iterator[Entry]:
        nonlocal bad
        for item in kind.read(lines):
            if isinstance(item, Entry):
                yield linked(item, kind.own)
                continue
            bad += 1
            if len(skipped) < 1000:
                skipped.append(item)

    digest = hashlib.sha256(format.encode())
    meta = {"name": name, "format": format, "source": file.name, "own": "yes" if kind.own else "no"}
    with Lines.open(file, digest) as lines:
        actors, names = write(part, entries(), meta)
    _finish(part, digest.hexdigest())
    return Imported(name, part, format, actors, names, tuple(skipped), bad)


def _finish(part: Path, digest: str) -> None:
    """The digest is known when all is read."""
    import sqlite3

    connection = sqlite3.connect(part)
    with connection:
        connection.execute("INSERT INTO meta VALUES ('digest', ?)", (digest,))
    connection.close()


def _format(file: Path) -> str:
    start = begins(file)
    for name, format in FORMATS.items():
        if format.fits(start):
            return name
    known = ", ".join(FORMATS)
    raise NotReadableError(f"{file}: the format is not recognised; give --format out of {known}")
