"""Inputs made to hurt: each is read or named with its reason, fast; none opens or writes anything else."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.read import read
from kg.types import Article, Skipped

from .traps import MB, READ, TRAPS, WORDS, Trap, put

SECONDS = 10
"""Of processor time, far from what an input that blows up would take; ``benchmarks/hostile.py`` tells the
figures of a quiet machine, all below one."""


EVENTS = ("open", "socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.mkdir")


class Guard:
    """What is opened, written or called while it is on."""

    def __init__(self) -> None:
        self.on = False
        self.seen: list[tuple[str, str, str]] = []

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.on and event in EVENTS:
            self.seen.append((event, *(str(argument) for argument in (*arguments, "", "")[:2])))


GUARD = Guard()
sys.addaudithook(GUARD)


@pytest.fixture
def guard() -> Iterator[list[tuple[str, str, str]]]:
    GUARD.seen = []
    yield GUARD.seen
    GUARD.on = False


def test_nothing_is_imported_late(tmp_path: Path) -> None:
    """The libraries open their own files once, here, so that the guard below sees only what inputs do."""
    for trap in (
        TRAPS["an open script"],
        TRAPS["a PDF cut off"],
        TRAPS["a record that lies about its length"],
    ):
        assert list(read([trap.lay(tmp_path)]))
    (tmp_path / "a.md").write_text(WORDS * 100)  # long enough to ask which language it is in
    (tmp_path / "a.json").write_text(json.dumps([{"id": "a", "text": WORDS}]))
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.txt", WORDS)
    for name in ("a.md", "a.json", "a.zip"):
        assert list(read([tmp_path / name]))


@pytest.mark.parametrize("trap", TRAPS.values(), ids=TRAPS.keys())
def test_trap(trap: Trap, tmp_path: Path, guard: list[tuple[str, str, str]]) -> None:
    good = tmp_path / "z.txt"
    good.write_text(WORDS)
    path = trap.lay(tmp_path)
    start = time.process_time()
    GUARD.on = True
    *found, last = read([path, good])
    GUARD.on = False
    assert time.process_time() - start < SECONDS
    assert isinstance(last, Article) and last.text == WORDS, "one bad file stops no other"
    told = [READ if isinstance(item, Article) else item.reason for item in found]
    assert any(words.startswith(trap.told) for words in told) or not (told or trap.told), told
    for item in found:
        where = item.id if isinstance(item, Article) else item.where
        where.encode()
    here = os.path.realpath(tmp_path)
    strangers = [s for s in guard if s[0] != "open" or (s[2] != "r" and s[2] != "rb")]
    outside = [s for s in guard if s[0] == "open" and here not in os.path.realpath(s[1])]
    assert not strangers and not outside


class Touched(io.FileIO):
    """A file that somebody else writes to when its first bytes have been read."""

    def read(self, size: int = -1) -> bytes:  # type: ignore[override]
        first = not self.tell()
        data = super().read(size)
        if first:
            os.utime(self.name, ns=(1, 1))
        return data


@pytest.mark.parametrize(
    ("name", "content", "kept"),
    [
        ("a.txt", WORDS, 0),
        ("a.html", f"<p>{WORDS}</p>", 0),
        ("a.txt.gz", gzip.compress(WORDS.encode()), 0),
        ("a.jsonl", f'{{"text": "{WORDS}"}}\n', 1),
        ("a.json", f'{{"text": "{WORDS}"}}\n', 1),
        ("a.csv", f"text\n{WORDS}\n", 1),
        ("a.rss", f"<rss><item><description>{WORDS}</description></item></rss>", 1),
    ],
)
def test_a_file_that_changes_is_told(
    name: str, content: str | bytes, kept: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read of its lines stands; a text of which only a part may be there does not."""
    path = tmp_path / name
    put(path, content)
    monkeypatch.setattr("io.FileIO", Touched)
    *found, last = read([path])
    assert last == Skipped(str(path), "changed while it was being read; run the same again")
    assert [item.text for item in found if isinstance(item, Article)] == [WORDS] * kept


def test_a_short_limit_is_kept_by_every_format(tmp_path: Path) -> None:
    for suffix in ("txt", "md", "html", "jsonl", "json", "csv", "rss", "pdf"):
        path = tmp_path / f"a.{suffix}"
        start = {"rss": "<rss><item><description>", "json": '["', "jsonl": '"', "csv": '"'}.get(suffix, "")
        path.write_text(start + "x" * 5000 + "</description></item>" * (suffix == "rss"))
        reasons = [item.reason for item in read([path], limit=1000) if isinstance(item, Skipped)]
        assert "limit of 1,000" in reasons[0], suffix


def test_expansion_is_an_option(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(f'{{"text": "{WORDS * 50}"}}\n'.encode() * 300))
    assert len([item for item in read([path], expansion=1000) if isinstance(item, Article)]) == 300
    assert isinstance(list(read([path], expansion=10))[-1], Skipped)


def test_fifty_readings_leave_nothing_open(tmp_path: Path) -> None:
    names = (
        "a bomb in a zip",
        "a billion laughs",
        "gzip cut off",
        "names that lead out of a zip",
        "an encrypted zip",
    )
    paths = [TRAPS[name].lay(tmp_path) for name in names]
    before = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
    for _ in range(50):
        assert list(read(paths))
    assert not before or len(os.listdir("/proc/self/fd")) == before


def test_one_line_of_many_megabytes_is_never_whole_in_memory() -> None:
    class Endless(io.RawIOBase):
        """100 MB of one sign."""

        left = 100 * MB

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: object) -> int:
            view = memoryview(buffer)  # type: ignore[arg-type]
            size = min(len(view), self.left)
            view[:size] = b"x" * size
            self.left -= size
            return size

    import tracemalloc

    tracemalloc.start()
    stream = io.BufferedReader(Endless())
    found = list(read(["-"], stream, input_format="jsonl", limit=MB))  # type: ignore[arg-type]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(found) == 1 and peak < 10 * MB
