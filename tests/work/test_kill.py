"""Builds that are killed: nothing lost or doubled, nobody left behind, and the same graph in the end."""

from __future__ import annotations

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
pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")


def started(path: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*BUILDER, str(path), str(NUMBER)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def test_killed_again_and_again_and_then_finished(tmp_path: Path) -> None:
    """Six kills at random moments, each followed by the same command again."""
    moments = random.Random(6)
    path, whole, kills, kept = tmp_path / "killed.kg", tmp_path / "whole.kg", 0, 0
    for _ in range(6):
        with started(path) as build:
            time.sleep(moments.uniform(0.3, 0.75))
            build.kill()
            kills += build.wait() == -signal.SIGKILL
        with Store.open(path) as store:
            assert store._select("PRAGMA integrity_check") == [("ok",)]
            assert kept <= len(store) <= NUMBER  # nothing stored is lost
            kept = len(store)
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
