"""What can be wrong with a graph file, as one line that says what, where and what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


class StoreError(Exception):
    """A graph file that cannot be used as asked; ``str()`` is for the user."""


class StoreInUseError(StoreError):
    """Another program is writing to the file."""


ADVICE = {
    "SQLITE_FULL": "the disk is full; all stored before is safe: free some space and run the same again",
    "SQLITE_READONLY_ROLLBACK": "a killed program left work to undo, and the file cannot be written; "
    "copy it with its -journal to where you may write",
    "SQLITE_READONLY": "it cannot be written; see the permissions of the file and of its folder",
    "SQLITE_CANTOPEN": "it cannot be opened; see that its folder exists and may be written",
    "SQLITE_CORRUPT": "the file is damaged; take a backup, or build it anew",
    "SQLITE_NOTADB": "it is no graph file",
    "SQLITE_IOERR": "the disk could not be read or written",
    "SQLITE_TOOBIG": "an article is larger than the file can hold",
}


@contextmanager
def explained(place: str) -> Iterator[None]:
    """Errors of SQLite, and text it cannot hold, come out as StoreError."""
    try:
        yield
    except (sqlite3.Error, UnicodeError) as error:
        raise explanation(place, error) from error


def explanation(place: str, error: Exception) -> StoreError:
    """The StoreError for an error of SQLite."""
    name: str = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return StoreInUseError(f"{place}: another program is writing to it; try again when that has finished")
    advice = next((told for code, told in ADVICE.items() if name.startswith(code)), str(error))
    return StoreError(f"{place}: {advice}")
