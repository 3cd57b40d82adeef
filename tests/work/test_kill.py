"""Builds that are killed: nothing lost or doubled, nobody left behind, and the same graph in the end."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.store import Store

from .processes import alive, below, graph, waited

BUILDER = (sys.executable, str(Path(__file__).with_name("builder.py")))
NUMBER = 400
IN_HAND = 2 + 1
"""Articles that two processes can have read and that are not stored yet."""
pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")


def started(path: Path, read: Path | None = None) -> subprocess.Popen[bytes]:
    """A build; ``read`` gets the id of each article read, whether it is stored or not."""
    environment = {**os.environ, "KG_TEST_READ": str(read or "")}
    command = [*BUILDER, str(path), str(NUMBER)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def test_killed_again_and_again_and_then_finished(tmp_path: Path) -> None:
    """Eight kills at random moments, each followed by the same command again."""
    moments = random.Random(6)
    path, whole, read = tmp_path / "killed.kg", tmp_path / "whole.kg", tmp_path / "read"
    kills, kept = 0, set[str]()
    for _ in range(8):
        with started(path, read) as build:
            time.sleep(moments.uniform(0.3, 0.75))
            build.kill()
            kills += build.wait() == -signal.SIGKILL
        with Store.open(path) as store:
            assert store._select("PRAGMA integrity_check") == [("ok",)]
            stored = {id for id, *_ in store.articles()}
        assert kept <= stored  # nothing stored is lost
        done = read.read_text().split() if read.exists() else []
        assert len(set(done) - stored) <= IN_HAND
        kept = stored
        print(f"kill {kills}: {len(stored)} stored, {len(set(done) - stored)} read and not stored")
    assert kills >= 2
    for each in (path, whole):
        with started(each) as build:
            assert build.wait() == 0
    with Store.open(path) as store:
        assert [id for id, *_ in store.articles()] == [f"{k:04}" for k in range(NUMBER) if k != 7]
    assert graph(path) == graph(whole)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_worker_outlives_its_build(tmp_path: Path, how: signal.Signals) -> None:
    with started(tmp_path / "a.kg") as build:
        workers = waited(lambda: below(build.pid) if len(below(build.pid)) == 2 else [])
        time.sleep(0.3)
        build.send_signal(how)
        assert build.wait() != 0
    assert len(workers) == 2
    assert waited(lambda: not any(map(alive, workers)))
