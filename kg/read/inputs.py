"""What the user names -> sources: files, folders, patterns, archives, stdin."""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path
from typing import BinaryIO

from kg.read.packed import ZIP, members, opener, suffix, tell_left_out
from kg.read.source import EXPANSION, LIMIT, Source
from kg.types import Skipped

NOWHERE = "a link that leads nowhere"
OUTSIDE = "a link that leads out of the folder; name what it leads to as an input of its own"


@dataclass(frozen=True, slots=True)
class Inputs:
    """How names become sources: which suffixes a folder is searched for, and the stream behind ``-``."""

    suffixes: Collection[str]
    stdin: BinaryIO
    limit: int = LIMIT
    expansion: int = EXPANSION
    columns: Mapping[str, str] = field(default_factory=dict)

    def sources(self, given: str | Path) -> Iterator[Source | Skipped]:
        """The sources one argument stands for, in a fixed order."""
        name = str(given)
        if name == "-":
            yield Source("stdin", "", "", lambda: self.stdin, self.limit, self.expansion, self.columns)
            return
        found = exists(name)
        if isinstance(found, Skipped):
            yield found
        elif found:
            yield from self.path(Path(name))
        else:
            yield from self.pattern(name)

    def path(self, path: Path) -> Iterator[Source | Skipped]:
        """One file, or all in a folder or an archive."""
        if path.is_dir():
            yield from self.folder(path)
        elif path.suffix.lower() == ZIP:
            yield from members(self.file(path), self.suffixes)
        else:
            yield self.file(path)

    def pattern(self, name: str) -> Iterator[Source | Skipped]:
        """All that a glob matches, sorted."""
        if not glob.has_magic(name):
            yield Skipped(written(name), "no such file or folder")
            return
        found = matches(name)
        if not found:
            yield Skipped(written(name), "nothing matches this pattern")
        for match in found:
            yield from self.path(Path(match))

    def folder(self, root: Path) -> Iterator[Source | Skipped]:
        """The files below a folder that a reader exists for; others are counted in one log line."""
        others: Counter[str] = Counter()
        for found in walk(root):
            if isinstance(found, Skipped):
                yield found
            elif suffix(found.name) in self.suffixes or found.suffix.lower() == ZIP:
                yield from self.path(found)
            else:
                others[suffix(found.name) or "no suffix"] += 1
        tell_left_out(written(root), others)

    def file(self, path: Path) -> Source:
        """One file as a source."""
        start = opener(path, self.expansion)
        return Source(
            written(path), path.name, suffix(path.name), start, self.limit, self.expansion, self.columns
        )


def written(path: str | Path) -> str:
    """A path as valid text: bytes of a name that are no UTF-8 are shown as ``\\xff``."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


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


def matches(name: str) -> list[str]:
    """What a pattern matches, sorted; ``**`` enters neither links, which may loop, nor hidden folders."""
    parts = Path(name).parts
    if "**" not in parts:
        return sorted(glob.glob(name))
    base = Path(*takewhile(lambda part: not glob.has_magic(part), parts))
    rest = "/".join(parts[len(base.parts) :])
    found = (path for path in base.glob(rest) if path.is_file())
    return sorted(str(path) for path in found if not hidden(path.relative_to(base)))


def hidden(path: Path) -> bool:
    """Whether a part of a path begins with a full stop."""
    return any(part.startswith(".") for part in path.parts)


def walk(root: Path) -> Iterator[Path | Skipped]:
    """Regular files below a folder, sorted; hidden ones left out, each folder once, links kept inside."""
    inside, seen = os.path.realpath(root), set()
    todo = [root]
    while todo:
        path = todo.pop()
        try:
            if path is not root and path.is_symlink():
                require_inside(path, inside)
            if path.is_dir():
                if identity(path) not in seen:
                    seen.add(identity(path))
                    todo += sorted(visible(path), reverse=True)
            elif path.is_file():
                yield path
        except OSError as error:
            yield Skipped(written(path), error.strerror or str(error))


def visible(folder: Path) -> Iterator[Path]:
    """What lies in a folder and is not hidden."""
    return (entry for entry in folder.iterdir() if not entry.name.startswith("."))


def require_inside(link: Path, inside: str) -> None:
    """OSError with the reason when a link may not be followed."""
    try:
        target = os.path.realpath(link, strict=True)
    except OSError:
        raise OSError(NOWHERE) from None
    if not Path(target).is_relative_to(inside):
        raise OSError(OUTSIDE)


def identity(path: Path) -> tuple[int, int]:
    """What a folder is, whatever link led there."""
    status = path.stat()
    return status.st_dev, status.st_ino
