"""Files of every older version become files of today, with all that they held."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from kg.store import Store, StoreError, content, migrations
from kg.store.codec import encode
from kg.store.schema import APPLICATION_ID, TABLES, VERSION
from kg.types import Article, Reading, Skipped

FIRST = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE article (
    id TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, date TEXT, title TEXT, source TEXT, url TEXT,
    occurrences INTEGER NOT NULL, reading TEXT NOT NULL
);
CREATE TABLE skipped (place TEXT PRIMARY KEY, reason TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE judgement (
    decision TEXT NOT NULL, "left" TEXT NOT NULL, "right" TEXT NOT NULL,
    PRIMARY KEY (decision, "left", "right")
) WITHOUT ROWID;
PRAGMA application_id = {APPLICATION_ID};
PRAGMA user_version = 1;
"""
"""The tables of version 1, as it made them."""
READINGS = [Reading(Article(f"a{k}", f"Words {k}.", "2025-12-04")) for k in range(3)]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file of version 1 with a bit of everything."""
    path = tmp_path / "old.kg"
    with sqlite3.connect(path) as file:
        file.executescript(FIRST)
        for reading in READINGS:
            row = (reading.article.id, f"f{reading.article.id}", reading.article.date, encode(reading))
            file.execute("INSERT INTO article VALUES (?, ?, ?, NULL, NULL, NULL, 0, ?)", row)
        file.execute("INSERT INTO judgement VALUES ('same', 'a', 'b')")
        file.execute("INSERT INTO skipped VALUES ('x.txt', 'empty')")
        file.execute("INSERT INTO meta VALUES ('model', 'm')")
    file.close()
    return path


def holds_everything(store: Store) -> bool:
    return (
        list(store.readings()) == READINGS
        and store.has("a1", "fa1")
        and store._select("SELECT * FROM judgement") == [("same", "a", "b")]  # kept, though no longer used
        and store.skipped() == (Skipped("x.txt", "empty"),)
        and store.meta == {"model": "m"}
    )


def schema(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Columns of tables and indices."""
    with sqlite3.connect(path) as file:
        names = [
            name
            for (name,) in file.execute("SELECT name FROM sqlite_master WHERE sql IS NOT NULL ORDER BY 1")
        ]
        found = {
            name: file.execute(f"SELECT * FROM pragma_table_xinfo('{name}')").fetchall() for name in names
        }
    file.close()
    return found


def test_every_version_has_its_step() -> None:
    assert list(migrations.STEPS) == list(range(2, VERSION + 1))
    assert "CREATE TABLE article" in TABLES


def test_old_file_becomes_one_of_today(old: Path, tmp_path: Path) -> None:
    with Store.open(old) as store:
        assert store._pragma("user_version") == VERSION
        assert holds_everything(store)
        assert store.same(content(READINGS[0].article)) is None  # who read it is not known
        store.add(READINGS[0])
        assert store.same(content(READINGS[0].article)) == READINGS[0]
    Store.open(tmp_path / "new.kg").close()
    assert schema(old).items() >= schema(tmp_path / "new.kg").items()


def test_reading_an_old_file_leaves_it_as_it_is(old: Path) -> None:
    before = old.read_bytes()
    with Store.open(old, readonly=True) as store:
        assert holds_everything(store)
        assert store.same("none") is None
        with pytest.raises(StoreError, match="cannot be written"):
            store.remove("a1")
    assert old.read_bytes() == before


def test_a_step_that_fails_leaves_the_file_as_it_was(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(connection: sqlite3.Connection) -> None:
        migrations.to_2(connection)
        connection.execute("no SQL")

    monkeypatch.setattr(migrations, "STEPS", {**migrations.STEPS, 2: fails})
    with pytest.raises(StoreError, match="syntax error"):
        Store.open(old)
    monkeypatch.undo()
    with sqlite3.connect(old) as file:
        assert file.execute("PRAGMA user_version").fetchone() == (1,)
    file.close()
    with Store.open(old) as store:
        assert holds_everything(store)


def test_two_programs_open_an_old_file_at_once(old: Path) -> None:
    failed: list[Exception] = []
    ready = threading.Barrier(2)

    def opens() -> None:
        ready.wait()
        try:
            Store.open(old).close()
        except Exception as error:
            failed.append(error)

    both = [threading.Thread(target=opens) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert failed == []
    with Store.open(old) as store:
        assert holds_everything(store)
