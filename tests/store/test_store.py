"""What is added stays, what is removed is gone, and nothing breaks the file."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.store import Store, StoreError, StoreInUseError, fingerprint
from kg.store.schema import VERSION
from kg.types import Article, Judgement, Reading, Skipped


def reading(article_id: str, text: str = "Some words.") -> Reading:
    return Reading(Article(article_id, text, "2025-12-04"), notes=("nothing",))


@pytest.fixture(params=["file", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "a.kg") if request.param == "file" else Store.memory() as store:
        yield store


def test_readings_come_back_sorted(store: Store) -> None:
    for number in range(450, 0, -1):
        store.add(reading(f"{number:03}"))
    assert [item.article.id for item in store.readings()] == [f"{number:03}" for number in range(1, 451)]
    assert len(store) == 450
    assert store.reading("007") == reading("007")
    assert store.reading("none") is None


def test_add_replaces(store: Store) -> None:
    store.add(reading("a", "Old."))
    store.add(reading("a", "New."))
    assert list(store.readings()) == [reading("a", "New.")]


def test_has_knows_text_and_maker(store: Store) -> None:
    store.add(reading("a"), made_by="kg 1")
    article = reading("a").article
    assert store.has("a", fingerprint(article, "kg 1"))
    assert not store.has("a", fingerprint(article, "kg 2"))
    assert not store.has("a", fingerprint(reading("a", "Other.").article, "kg 1"))
    assert not store.has("b", fingerprint(article, "kg 1"))


def test_remove(store: Store) -> None:
    store.add(reading("a"))
    assert store.remove("a")
    assert not store.remove("a")
    assert not list(store.readings())


def test_empty_id_is_an_id(store: Store) -> None:
    store.add(reading(""))
    store.add(reading("\0"))
    assert [item.article.id for item in store.readings()] == ["", "\0"]


def test_judgements(store: Store) -> None:
    first, second = Judgement("same", "b", "a"), Judgement("different", "a", "b")
    for judgement in (first, second, first):
        store.judge(judgement)
    assert store.judgements() == (second, first)
    assert store.unjudge(first)
    assert not store.unjudge(first)
    assert store.judgements() == (second,)


def test_skipped_and_meta(store: Store) -> None:
    store.note_skipped(Skipped("b.txt", "empty"))
    store.note_skipped(Skipped("a.txt", "binary"))
    store.note_skipped(Skipped("a.txt", "empty"))
    assert store.skipped() == (Skipped("a.txt", "empty"), Skipped("b.txt", "empty"))
    store.forget_skipped()
    assert store.skipped() == ()
    store.set_meta("model", "x")
    assert store.meta == {"model": "x"}


ids = st.sampled_from("abc")
steps = st.lists(st.tuples(st.booleans(), ids, st.text(max_size=5)), max_size=12)


@settings(deadline=None, max_examples=50)
@given(steps)
def test_any_sequence_equals_building_from_scratch(steps: list[tuple[bool, str, str]]) -> None:
    left: dict[str, Reading] = {}
    with Store.memory() as lived, Store.memory() as fresh:
        for adds, article_id, text in steps:
            if adds:
                left[article_id] = reading(article_id, text)
                lived.add(left[article_id])
            else:
                assert lived.remove(article_id) == (left.pop(article_id, None) is not None)
        for item in reversed(left.values()):
            fresh.add(item)
        assert list(lived.readings()) == list(fresh.readings())
        assert list(lived.articles()) == list(fresh.articles())


def test_file_is_known_by_its_header(tmp_path: Path) -> None:
    Store.open(tmp_path / "a.kg").close()
    header = (tmp_path / "a.kg").read_bytes()[:100]
    assert (header[68:72], header[60:64]) == (b"kgGR", VERSION.to_bytes(4))
    assert [path.name for path in tmp_path.iterdir()] == ["a.kg"]


def test_names_that_look_like_addresses(tmp_path: Path) -> None:
    for name in ("a?mode=ro.kg", "b%20#.kg", "ü “x”.kg"):
        with Store.open(tmp_path / name) as store:
            store.add(reading("a"))
        assert (tmp_path / name).is_file()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"just text, long enough to be no database at all", "it is no graph file"),
        (b"SQLite format 3\0" + b"\xff" * 200, "it is no graph file"),
    ],
)
def test_not_a_graph_file(tmp_path: Path, data: bytes, told: str) -> None:
    path = tmp_path / "a.kg"
    path.write_bytes(data)
    with pytest.raises(StoreError, match=told):
        Store.open(path)
    assert path.read_bytes() == data


def test_other_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.kg"
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("CREATE TABLE t (x)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="no graph file of this program"):
        Store.open(path)
    assert path.read_bytes() == before


def test_newer_version(tmp_path: Path) -> None:
    path = tmp_path / "a.kg"
    Store.open(path).close()
    with sqlite3.connect(path) as newer:
        newer.execute("PRAGMA user_version = 99")
    newer.close()
    with pytest.raises(StoreError, match=r"written by a newer version .format 99, .* update kg"):
        Store.open(path)


def test_places_where_no_file_can_be(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="found a folder"):
        Store.open(tmp_path)
    with pytest.raises(StoreError, match="there is no folder"):
        Store.open(tmp_path / "no" / "a.kg")
    with pytest.raises(StoreError, match="no such graph file; make it with"):
        Store.open(tmp_path / "a.kg", readonly=True)
    with pytest.raises(StoreError):
        Store.open("/dev/null")


def test_readonly_does_not_write(tmp_path: Path) -> None:
    path = tmp_path / "a.kg"
    with Store.open(path) as store:
        store.add(reading("a"))
    before = path.read_bytes()
    with Store.open(path, readonly=True) as store:
        assert len(store) == 1
        with pytest.raises(StoreError, match="cannot be written"):
            store.add(reading("b"))
    assert path.read_bytes() == before


def test_two_writers(tmp_path: Path) -> None:
    path = tmp_path / "a.kg"
    with Store.open(path) as first, Store.open(path, patience=0.05) as second:
        second.add(reading("b"))
        with first._writing():
            with pytest.raises(StoreInUseError, match="another program is writing"):
                second.add(reading("c"))
            assert [item.article.id for item in second.readings()] == ["b"]
        second.add(reading("c"))
        assert len(first) == 2


def test_a_reader_does_not_stop_a_writer(tmp_path: Path) -> None:
    path = tmp_path / "a.kg"
    with Store.open(path, patience=0.05) as writer, Store.open(path, readonly=True) as reader:
        for number in range(300):
            writer.add(reading(f"{number:03}"))
        found = reader.readings()
        next(found)
        writer.add(reading("999"))
        assert len(list(found)) == 300


def test_full_disk_keeps_what_was_stored(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.kg") as store:
        store.add(reading("a"))
        store._select(f"PRAGMA max_page_count = {store._pragma('page_count')}")
        with pytest.raises(StoreError, match="the disk is full; all stored before is safe"):
            store.add(reading("b", "x" * 100_000))
        assert list(store.readings()) == [reading("a")]


BUILD = textwrap.dedent(
    """
    import resource, sys
    from kg.store import Store, StoreError
    from kg.types import Article, Reading
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
    with Store.open(sys.argv[1]) as store:
        for number in range(100):
            try:
                store.add(Reading(Article(f"{number:03}", "words " * 1000)))
            except StoreError as error:
                sys.exit(str(error))
            print(number, flush=True)
    """
)


@pytest.mark.skipif(sys.platform == "win32", reason="no such limits here")
def test_no_more_room_for_a_file_keeps_what_was_stored(tmp_path: Path) -> None:
    path = tmp_path / "a.kg"
    done = subprocess.run(
        [sys.executable, "-c", BUILD, str(path)], capture_output=True, text=True, check=False
    )
    acknowledged = len(done.stdout.splitlines())
    assert 5 < acknowledged < 100
    assert done.returncode == 1
    assert done.stderr == f"{path}: the disk could not be read or written\n"
    with Store.open(path) as store:
        assert [item.article.id for item in store.readings()] == [f"{k:03}" for k in range(acknowledged)]
        store.add(reading("later"))


def filled(path: Path, number: int = 200) -> int:
    """A file of that many readings; how many bytes it has."""
    with Store.open(path) as store:
        for k in range(number):
            store.add(reading(f"{k:03}", f"{k} " * 200))
    return path.stat().st_size


@pytest.mark.parametrize("harm", ["overwritten", "cut"])
def test_damaged_file_is_told_and_left_alone(tmp_path: Path, harm: str) -> None:
    path = tmp_path / "a.kg"
    size = filled(path)
    with path.open("r+b") as file:
        if harm == "cut":
            file.truncate(size // 2)
        else:
            file.seek(size // 3)
            file.write(b"\xff" * (size // 3))
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"a\.kg: the file is damaged; take a backup"):  # noqa: SIM117
        with Store.open(path) as store:
            list(store.readings())
    assert path.read_bytes() == before


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="no folder here that nobody may write to")
def test_folder_that_may_not_be_written_to() -> None:
    with pytest.raises(StoreError, match="see that its folder exists and may be written"):
        Store.open("/proc/a.kg")


def test_reader_undoes_what_a_killed_writer_left(tmp_path: Path) -> None:
    """The file is copied in the middle of a transaction, with its journal."""
    path, copy = tmp_path / "a.kg", tmp_path / "copy.kg"
    filled(path, 30)
    with Store.open(path) as store:
        store._select("PRAGMA cache_size = 2")  # so that it writes before it commits
        with pytest.raises(KeyboardInterrupt), store._writing():
            store._connection.execute("DELETE FROM article WHERE id < '020'")
            copy.write_bytes(path.read_bytes())
            journal = path.with_name("a.kg-journal").read_bytes()
            path.with_name("copy.kg-journal").write_bytes(journal)
            raise KeyboardInterrupt
    assert copy.read_bytes() != path.read_bytes()
    with Store.open(copy, readonly=True) as store:
        assert len(list(store.readings())) == 30


def test_damaged_reading_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.kg"
    with Store.open(path) as store:
        store.add(reading("a"))
        with store._writing():
            store._select("UPDATE article SET reading = '[]'")
        with pytest.raises(StoreError, match=r"a\.kg: article a: expected the JSON of a Reading"):
            list(store.readings())


def test_text_that_cannot_be_stored_is_an_error_of_its_own() -> None:
    with Store.memory() as store, pytest.raises(StoreError):
        store.add(reading("\ud800"))


ENDLESS = textwrap.dedent(
    """
    import sys
    from kg.store import Store
    from kg.types import Article, Reading
    with Store.open(sys.argv[1]) as store:
        for number in range(10**9):
            store.add(Reading(Article(f"{number:09}", "words " * 3000)))
            print(number, flush=True)
    """
)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
@pytest.mark.parametrize("after", [1, 7, 23])
def test_killed_writer_loses_nothing_it_acknowledged(tmp_path: Path, after: int) -> None:
    path = tmp_path / "a.kg"
    with subprocess.Popen([sys.executable, "-c", ENDLESS, str(path)], stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        for _ in range(after):
            writer.stdout.readline()
        os.kill(writer.pid, signal.SIGKILL)
        acknowledged = after + len(writer.stdout.readlines())
    with Store.open(path) as store:
        stored = [item.article.id for item in store.readings()]
        assert store._select("PRAGMA integrity_check") == [("ok",)]
    assert stored == [f"{number:09}" for number in range(len(stored))]
    assert acknowledged <= len(stored) <= acknowledged + 1
