"""What the user names -> sources: files, folders, patterns, stdin."""

from __future__ import annotations

import glob
import gzip
import logging
import os
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from kg.read.source import LIMIT, Source
from kg.types import Skipped

log = logging.getLogger("kg.read")


@dataclass(frozen=True, slots=True)
class Inputs:
    """How names become sources: which suffixes a folder is searched for, and the stream behind ``-``."""

    suffixes: Collection[str]
    stdin: BinaryIO
    limit: int = LIMIT

    def sources(self, given: str | Path) -> Iterator[Source | Skipped]:
        """The sources one argument stands for, in a fixed order."""
        name = str(given)
        if name == "-":
            yield Source("stdin", "", "", lambda: self.stdin, self.limit)
            return
        found = exists(name)
        if isinstance(found, Skipped):
            yield found
        elif found:
            yield from self.path(Path(name))
        else:
            yield from self.pattern(name)

    def path(self, path: Path) -> Iterator[Source | Skipped]:
        """One file, or all in a folder."""
        if path.is_dir():
            yield from self.folder(path)
        else:
            yield self.file(path)

    def pattern(self, name: str) -> Iterator[Source | Skipped]:
        """All that a glob matches, sorted."""
        if not glob.has_magic(name):
            yield Skipped(name, "no such file or folder")
            return
        matches = sorted(glob.glob(name, recursive=True))
        if not matches:
            yield Skipped(name, "nothing matches this pattern")
        for match in matches:
            yield from self.path(Path(match))

    def folder(self, root: Path) -> Iterator[Source | Skipped]:
        """The files below a folder that a reader exists for; others are counted in one log line."""
        ignored: Counter[str] = Counter()
        for found in walk(root):
            if isinstance(found, Skipped):
                yield found
            elif suffix(found) in self.suffixes:
                yield self.file(found)
            else:
                ignored[suffix(found) or "no suffix"] += 1
        if ignored:
            kinds = ", ".join(f"{number} {kind}" for kind, number in sorted(ignored.items()))
            log.info("%s: left out files that are no articles by their names: %s", root, kinds)

    def file(self, path: Path) -> Source:
        """One file as a source."""
        opener = unzipped if path.suffix.lower() == ".gz" else plain
        return Source(str(path), path.name, suffix(path), lambda: opener(path), self.limit)


def exists(name: str) -> bool | Skipped:
    """Whether there is such a path; a name that no file can have is told as skipped."""
    try:
        os.stat(name)
    except FileNotFoundError:
        return False
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return False if glob.has_magic(name) else Skipped(repr(name)[1:-1], reason)
    return True


def walk(root: Path, above: frozenset[tuple[int, int]] = frozenset()) -> Iterator[Path | Skipped]:
    """Regular files below a folder, sorted; hidden ones left out, links that lead back not followed."""
    try:
        here = identity(root)
        entries = sorted(root.iterdir())
    except OSError as error:
        yield Skipped(str(root), error.strerror or "cannot be listed")
        return
    if here in above:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from walk(entry, above | {here})
        elif entry.is_file():
            yield entry
        elif entry.is_symlink():
            yield Skipped(str(entry), "a link that leads nowhere")


def identity(path: Path) -> tuple[int, int]:
    """What a folder is, whatever link led there."""
    status = path.stat()
    return status.st_dev, status.st_ino


def suffix(path: Path) -> str:
    """Lower case suffix, ``.gz`` taken off."""
    lower = path.suffix.lower()
    return Path(path.stem).suffix.lower() if lower == ".gz" else lower


def plain(path: Path) -> BinaryIO:
    """A file's bytes."""
    return path.open("rb")


def unzipped(path: Path) -> BinaryIO:
    """The bytes packed in a ``.gz`` file."""
    return cast(BinaryIO, gzip.open(path, "rb"))
