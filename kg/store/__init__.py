"""Readings <-> one SQLite file, the *graph file*; or a store in memory with the same behaviour.

A graph file keeps what was read, article by article; a text file beside it, what people decided.  The graph
itself is a pure function of these, so adding, removing and adding again in any order leaves the same graph.

What is added is one transaction with SQLite's rollback journal and full synchronisation: a killed
program or a lost disk leaves whole articles only, and at rest the graph is one file that can be copied.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import quote

from kg.store.codec import CodecError, decode, encode
from kg.store.errors import StoreError, StoreInUseError, explained
from kg.store.judgements import Judgements, beside
from kg.store.migrations import migrate
from kg.store.schema import APPLICATION_ID, TABLES, VERSION
from kg.types import Article, Judgement, Reading, Skipped

__all__ = ["Store", "StoreError", "StoreInUseError", "Written", "content", "fingerprint", "relabelled"]

PATIENCE = 5.0
"""Seconds that a writer waits for another one."""
BATCH = 200
"""Readings fetched at a time: a reader never keeps a writer waiting for longer than one batch."""


def fingerprint(article: Article, made_by: str = "") -> str:
    """Equal when the article and what read it (version, model) are equal: then nothing is to be done."""
    return hashlib.sha256(f"{made_by}\n{encode(article)}".encode()).hexdigest()


def content(article: Article, made_by: str = "") -> str:
    """Equal when the readings of two articles differ by the article alone, not by what is read in it."""
    return fingerprint(Article("", article.text, article.date, body=article.body), made_by)


@dataclass(frozen=True, slots=True)
class Written:
    """A reading as the file keeps it, with what its row tells beside it."""

    article: Article
    reading: str
    """``encode(Reading)``."""
    occurrences: int


def relabelled(reading: Reading, article: Article) -> Reading:
    """The reading of an article of the same ``content``."""
    moved = (replace(o, evidence=replace(o.evidence, article=article.id)) for o in reading.occurrences)
    return replace(reading, article=article, occurrences=tuple(moved))


class Store:
    """An open graph file; a context manager that closes it."""

    def __init__(self, connection: sqlite3.Connection, place: str, judgements: Path | None = None) -> None:
        self._connection = connection
        self._judgements = Judgements(judgements)
        self.place = place

    @classmethod
    def open(
        cls,
        path: str | Path,
        readonly: bool = False,
        patience: float = PATIENCE,
        *,
        judgements: str | Path | None = None,
    ) -> Store:
        """The graph file at a path, made if there is none; StoreError when it cannot be used.

        Judgements are in the file beside it (``news.judgements.tsv``) unless another one is named.
        """
        place = str(path)
        require_place(Path(path), readonly)
        mode = "rw" if readonly else "rwc"  # a reader, too, must be able to undo what a killed writer left
        with explained(place):
            uri = f"file:{quote(os.path.abspath(path))}?mode={mode}"
            connection = sqlite3.connect(uri, uri=True, timeout=patience, isolation_level=None)
        store = cls(connection, place, Path(judgements) if judgements else beside(Path(path)))
        try:
            store._prepare(readonly)
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def memory(cls, judgements: str | Path | None = None) -> Store:
        """An empty store that is gone when closed; a file of judgements stays."""
        kept = Path(judgements) if judgements else None
        store = cls(sqlite3.connect(":memory:", isolation_level=None), "memory", kept)
        store._prepare(readonly=False)
        return store

    def close(self) -> None:
        """Let go of the file; everything added is already in it."""
        self._connection.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Articles

    def add(self, reading: Reading, made_by: str = "") -> None:
        """Keep a reading, instead of an older one of the same article; durable when this returns."""
        self.add_all([Written(reading.article, encode(reading), len(reading.occurrences))], made_by)

    def add_all(self, several: Iterable[Written], made_by: str = "") -> None:
        """Keep readings, all of them or none; durable when this returns."""
        rows = [row(written, made_by) for written in several]
        with self._writing():
            self._connection.executemany(INSERT, rows)

    def remove(self, article_id: str) -> bool:
        """Forget an article; False when it was not there."""
        with self._writing():
            done = self._connection.execute("DELETE FROM article WHERE id = ?", (article_id,))
            return done.rowcount > 0

    def has(self, article_id: str, content_hash: str) -> bool:
        """Whether the article is kept with this ``fingerprint``."""
        query = "SELECT 1 FROM article WHERE id = ? AND fingerprint = ?"
        return bool(self._select(query, article_id, content_hash))

    def same(self, content_hash: str) -> Reading | None:
        """The reading of some article with this ``content``."""
        query = "SELECT id, reading FROM article WHERE content = ? ORDER BY id LIMIT 1"
        rows = self._select(query, content_hash)
        return self._decoded(*rows[0]) if rows else None

    def reading(self, article_id: str) -> Reading | None:
        """What was read in one article; None when it is not kept."""
        rows = self._select("SELECT id, reading FROM article WHERE id = ?", article_id)
        return self._decoded(*rows[0]) if rows else None

    def readings(self) -> Iterator[Reading]:
        """All readings, sorted by the article's id."""
        query = "SELECT id, reading FROM article WHERE id > ? ORDER BY id LIMIT ?"
        rows = self._select("SELECT id, reading FROM article ORDER BY id LIMIT ?", BATCH)
        while rows:
            for article_id, text in rows:
                yield self._decoded(article_id, text)
            rows = self._select(query, rows[-1][0], BATCH)

    def __len__(self) -> int:
        """Number of articles."""
        return int(self._select("SELECT count(*) FROM article")[0][0])

    def statements(self) -> int:
        """Number of occurrences in all articles."""
        return int(self._select("SELECT coalesce(sum(occurrences), 0) FROM article")[0][0])

    def articles(self) -> Iterator[tuple[str, str | None, int]]:
        """Id, date and number of occurrences of each article, sorted by id; nothing is decoded."""
        yield from self._select("SELECT id, date, occurrences FROM article ORDER BY id")

    # What people decided

    def judge(self, judgement: Judgement) -> None:
        """Keep a judgement; twice is once."""
        with self._writing():  # takes turns with others who write
            self._judgements.add(judgement)

    def unjudge(self, judgement: Judgement) -> bool:
        """Take a judgement back; False when it was not there."""
        with self._writing():
            return self._judgements.remove(judgement)

    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements, sorted."""
        return tuple(sorted(self.decided(), key=lambda j: (j.decision, j.left, j.right)))

    def decided(self) -> list[Judgement]:
        """All judgements in the order of their file: the latest comes last."""
        return self._judgements.all()

    # The build

    def note_skipped(self, *skipped: Skipped) -> None:
        """Remember what a build set aside."""
        rows = [(item.where, item.reason) for item in skipped]
        with self._writing():
            self._connection.executemany("INSERT OR REPLACE INTO skipped VALUES (?, ?)", rows)

    def forget_skipped(self) -> None:
        """A new build begins: what the last one set aside is told by this one again."""
        with self._writing():
            self._connection.execute("DELETE FROM skipped")

    def skipped(self) -> tuple[Skipped, ...]:
        """What the last build set aside, sorted by place."""
        return tuple(Skipped(*row) for row in self._select("SELECT place, reason FROM skipped ORDER BY 1"))

    @property
    def meta(self) -> dict[str, str]:
        """What is written of the file as a whole; a copy."""
        return dict(self._select("SELECT key, value FROM meta ORDER BY key"))

    def set_meta(self, key: str, value: str) -> None:
        """Write one fact of the file as a whole."""
        with self._writing():
            self._connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    # Inside

    def _select(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with explained(self.place):
            return self._connection.execute(query, values).fetchall()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction: all of it or nothing."""
        with explained(self.place):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def _decoded(self, article_id: str, text: str) -> Reading:
        try:
            return decode(Reading, text)
        except CodecError as error:
            raise StoreError(f"{self.place}: article {article_id}: {error}") from error

    def _prepare(self, readonly: bool) -> None:
        """Check what the file is; an empty one becomes a graph file, an older one one of today."""
        application, version = self._pragma("application_id"), self._pragma("user_version")
        empty = not self._select("SELECT 1 FROM sqlite_master LIMIT 1")
        if not (empty and application == 0 and not readonly):
            require_version(self.place, application, version)
        if readonly:
            self._renew_copy(version)
            self._select("PRAGMA query_only = ON")
            return
        self._select("PRAGMA journal_mode = DELETE")
        self._select("PRAGMA synchronous = FULL")
        self._create()
        self._renew()

    def _pragma(self, name: str) -> int:
        return int(self._select(f"PRAGMA {name}")[0][0])

    def _create(self) -> None:
        """Make the tables unless they are there."""
        if self._select("SELECT 1 FROM sqlite_master LIMIT 1"):
            return
        with self._writing():
            if self._select("SELECT 1 FROM sqlite_master LIMIT 1"):
                return  # another program was faster
            for statement in TABLES.split(";\n"):
                self._connection.execute(statement)
            self._connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            self._connection.execute(f"PRAGMA user_version = {VERSION}")

    def _renew(self) -> None:
        """Bring an older file to the present version, or leave it as it is."""
        if self._pragma("user_version") < VERSION:
            with self._writing():
                migrate(self._connection, self._pragma("user_version"))

    def _renew_copy(self, version: int) -> None:
        """Read an older file that may not be written from a copy in memory."""
        if version == VERSION:
            return
        with explained(self.place):
            copy = sqlite3.connect(":memory:", isolation_level=None)
            self._connection.backup(copy)
            self._connection.close()
            self._connection = copy
            migrate(copy, version)


COLUMNS = (
    "id", "fingerprint", "date", "title", "source", "url", "occurrences", "reading", "content",
)  # fmt: skip
INSERT = f"INSERT OR REPLACE INTO article ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"


def row(written: Written, made_by: str) -> tuple[object, ...]:
    """The values of ``COLUMNS`` for a reading."""
    article = written.article
    return (
        article.id, fingerprint(article, made_by), article.date, article.title, article.source,
        article.url, written.occurrences, written.reading, content(article, made_by),
    )  # fmt: skip


def require_place(path: Path, readonly: bool) -> None:
    """StoreError when no graph file can be there."""
    if path.is_dir():
        raise StoreError(f"{path}: expected a graph file, found a folder")
    if readonly and not path.exists():
        raise StoreError(f"{path}: no such graph file; make it with: kg build ARTICLES -o {path}")
    if not path.parent.is_dir():
        raise StoreError(f"{path}: there is no folder {path.parent}")


def require_version(place: str, application: int, version: int) -> None:
    """StoreError for a file of another program or of a newer version of this one."""
    if application != APPLICATION_ID:
        raise StoreError(f"{place}: it is no graph file of this program")
    if version > VERSION:
        found = f"format {version}, this one reads up to {VERSION}"
        raise StoreError(f"{place}: written by a newer version ({found}); update kg")
