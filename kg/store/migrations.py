"""Graph files of older versions -> the present one: one step a version, all of them in one transaction.

A step changes tables that the version before it made; it is never edited once a version with it is out.
What it cannot know (whatever only the model could tell) it leaves empty, and the next build fills in.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from types import MappingProxyType

from kg.store.schema import VERSION

Step = Callable[[sqlite3.Connection], None]


def to_2(connection: sqlite3.Connection) -> None:
    """Articles know what their reading depends on, so that the same text need not be read twice.

    Which program read an older row is not written in it: '' matches nothing.
    """
    connection.execute("ALTER TABLE article ADD COLUMN content TEXT NOT NULL DEFAULT ''")
    connection.execute("CREATE INDEX article_content ON article (content)")


STEPS: Mapping[int, Step] = MappingProxyType({2: to_2})
"""What makes each version out of the one before it."""


def migrate(connection: sqlite3.Connection, version: int) -> None:
    """Bring tables from a version to the present one; the caller holds the transaction."""
    for target in range(version + 1, VERSION + 1):
        STEPS[target](connection)
    connection.execute(f"PRAGMA user_version = {VERSION}")
