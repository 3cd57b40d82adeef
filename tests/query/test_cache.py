"""The store beside a file: made once, never stale, never in the way."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.query import opened
from kg.query.cache import cached, folder_of

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.fixture(autouse=True)
def least(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small files count as large."""
    monkeypatch.setattr("kg.query.cache.LEAST", 0)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "x.nt"
    path.write_text("<a:a> <a:b> <a:c> .\n")
    return path


def count(path: Path, cache: bool = True) -> int:
    with opened(path, cache) as store:
        return len(store)


def stores(path: Path) -> list[str]:
    return sorted(folder.name for folder in folder_of(path).iterdir())


def test_the_second_question_reads_no_rdf(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert count(file) == 1
    (name,) = stores(file)
    monkeypatch.setattr("kg.query.run.fill", refused)
    assert count(file) == 1
    assert stores(file) == [name]


def refused(*args: object) -> None:
    raise AssertionError("the file was read again")


def test_another_content_is_another_store_and_the_old_one_goes(file: Path) -> None:
    count(file)
    before = stores(file)
    file.write_text("<a:a> <a:b> <a:c>, <a:d> .\n".replace(", <a:d> .", " .\n<a:a> <a:b> <a:d> ."))
    assert count(file) == 2
    assert len(stores(file)) == 1 and stores(file) != before


def test_what_somebody_reads_is_not_removed(file: Path) -> None:
    with opened(file) as store:
        file.write_text("")
        assert count(file) == 0
        assert len(stores(file)) == 2
        assert len(list(store)) == 1
    file.write_text("<a:a> <a:b> <a:e> .\n")
    count(file)
    assert len(stores(file)) == 1


def test_variants_stand_side_by_side(file: Path) -> None:
    for variant in ("a", "b", "a"):
        with cached(file, "test", lambda store: None, variant) as store:
            assert store is not None
    assert len(stores(file)) == 2
    with cached(file, "newer program", lambda store: None) as store:
        assert len(stores(file)) == 1


@pytest.mark.parametrize(("file_mode", "folder_mode"), [(0o600, 0o700), (0o644, 0o755), (0o640, 0o750)])
def test_who_may_read_the_file_may_read_the_store(file: Path, file_mode: int, folder_mode: int) -> None:
    file.chmod(file_mode)
    count(file)
    assert (folder_of(file) / stores(file)[0]).stat().st_mode & 0o777 == folder_mode


def test_leftovers_of_a_killed_program_go(file: Path) -> None:
    (folder_of(file) / "part-old").mkdir(parents=True)
    count(file)
    assert "part-old" not in stores(file)


def test_without_a_cache_nothing_is_written(file: Path) -> None:
    assert count(file, cache=False) == 1
    assert not folder_of(file).exists()


def test_small_files_have_none(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.query.cache.LEAST", 1000)
    assert count(file) == 1
    assert not folder_of(file).exists()


def in_the_way(file: Path) -> None:
    folder_of(file).write_text("a file")


def damaged(file: Path) -> None:
    count(file)
    for part in (folder_of(file) / stores(file)[0]).iterdir():
        part.write_bytes(b"x")


def read_only(file: Path) -> None:
    folder_of(file).mkdir()
    folder_of(file).chmod(0o500)


@pytest.mark.parametrize("trouble", [in_the_way, damaged, read_only])
def test_where_there_can_be_none_the_answer_is_the_same(file: Path, trouble: Callable[[Path], None]) -> None:
    trouble(file)
    assert count(file) == 1
    assert count(file) == 1


def test_a_file_that_changes_while_it_is_read_is_not_kept(file: Path) -> None:
    def fill(store: ox.Store) -> None:
        store.bulk_load(path=str(file), format=ox.RdfFormat.N_TRIPLES)
        file.write_text("")

    with cached(file, "test", fill) as store:
        assert store is None
    assert stores(file) == []


def test_a_file_that_is_no_rdf_is_named_and_leaves_nothing(file: Path) -> None:
    file.write_text("no triples")
    with pytest.raises(ValueError, match=r"x\.nt: no N-Triples"):
        count(file)
    assert stores(file) == []


def test_an_error_of_the_reader_is_its_own(file: Path) -> None:
    with pytest.raises(OSError, match="theirs"), opened(file):
        raise OSError("theirs")


def test_many_processes_at_once_make_one(file: Path) -> None:
    code = (
        "import sys; from pathlib import Path; import kg.query.cache as c; from kg.query import opened\n"
        "c.LEAST = 0\n"
        "with opened(Path(sys.argv[1])) as s: print(len(s))"
    )
    command = [sys.executable, "-c", code, str(file)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ}) for _ in range(4)]
    assert [process.communicate()[0] for process in running] == [b"1\n"] * 4
    assert len(stores(file)) == 1
