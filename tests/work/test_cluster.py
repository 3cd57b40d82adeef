"""A real scheduler and real workers of Dask on the loopback device; some of them are killed."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest

from kg import work
from kg.store import Store, StoreError
from kg.work.cluster import endpoint

from .processes import below, ended, graph, waited

pytest.importorskip("distributed", reason="Dask is not installed: pip install 'actorgraph[cluster]'")

BUILDER = (sys.executable, str(Path(__file__).with_name("builder.py")))
NUMBER = 400
RAN_BY = "import sys; from distributed.cli.{0} import main; sys.argv[0] = '{0}'; main()"


@contextmanager
def running(kind: str, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A program of Dask; with all it started, it is gone afterwards."""
    command = [sys.executable, "-c", RAN_BY.format(kind), "--host", "127.0.0.1", "--dashboard-address", ":0"]
    program = subprocess.Popen([*command, *arguments], stderr=subprocess.PIPE, text=True)
    try:
        yield program
    finally:
        ended(program)
        program.communicate()


@contextmanager
def scheduler() -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A scheduler and its address."""
    with running("dask_scheduler", "--port", "0") as program:
        yield program, told(program, r"Scheduler at:\s+tcp://(\S+)")


@contextmanager
def node(address: str, folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A machine: a nanny with one worker, which it replaces when it dies."""
    with running("dask_worker", address, "--nthreads", "1", "--local-directory", str(folder)) as program:
        told(program, r"(Starting established connection)")
        yield program


def told(program: subprocess.Popen[str], wanted: str) -> str:
    """What a program says of itself on stderr, which is read to its end thereafter."""
    assert program.stderr is not None
    for line in program.stderr:
        if found := re.search(wanted, line):
            return found[1]
    raise AssertionError(f"{program.args}: ended without saying {wanted}")


def build(path: Path, address: str) -> subprocess.Popen[str]:
    command = [*BUILDER, str(path), str(NUMBER), *([f"dask://{address}"] if address else [])]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def stored(path: Path) -> int:
    with suppress(StoreError), Store.open(path, readonly=True) as store:
        return len(store)
    return 0  # not made yet


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The graph as this machine builds it."""
    path = tmp_path_factory.mktemp("whole") / "whole.kg"
    with build(path, "") as done:
        assert done.wait() == 0
    return graph(path)


def test_a_worker_and_a_node_killed_and_an_article_that_kills(tmp_path: Path, whole: str) -> None:
    path = tmp_path / "a.kg"
    with ExitStack() as stack:
        _, address = stack.enter_context(scheduler())
        first, second = (stack.enter_context(node(address, tmp_path / name)) for name in "ab")
        with build(path, address) as going:
            assert waited(lambda: stored(path) > 50)
            for worker in below(first.pid, "spawn_main"):
                os.kill(worker, signal.SIGKILL)
            assert waited(lambda: stored(path) > 200)
            ended(second)
            printed, complaints = going.communicate(timeout=60)
        assert (going.returncode, printed) == (0, "0007: the process that read it was killed (SIGKILL)\n"), (
            complaints
        )
    assert graph(path) == whole
    assert stored(path) == NUMBER - 1


def test_the_scheduler_killed_and_another_one_goes_on(tmp_path: Path, whole: str) -> None:
    path = tmp_path / "a.kg"
    with scheduler() as (program, address), node(address, tmp_path / "a"):
        with build(path, address) as going:
            assert waited(lambda: stored(path) > 50)
            program.kill()
            _, complaints = going.communicate(timeout=60)
        assert going.returncode == 1
        assert f"stopped: dask://{address}: the Dask scheduler is gone; what was stored is safe" in complaints
    before = stored(path)
    assert 50 < before < NUMBER - 1
    with scheduler() as (_, address), node(address, tmp_path / "b"), build(path, address) as going:
        assert going.wait(timeout=60) == 0
    assert graph(path) == whole


def test_no_scheduler(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.work.cluster.PATIENCE", 0.3)
    with pytest.raises(work.WorkError, match=r"dask://127\.0\.0\.1:9: no Dask scheduler answers there"):
        list(work.crew(executor="dask://127.0.0.1:9")([]))


@pytest.mark.parametrize("address", ["127.0.0.1:8786", "tcp://127.0.0.1:8786", "dask://", "dask:///"])
def test_no_address(address: str) -> None:
    with pytest.raises(ValueError, match="expected dask://HOST:PORT"):
        endpoint(address)


def test_addresses() -> None:
    assert endpoint("dask://10.0.0.1:8786") == "tcp://10.0.0.1:8786"
    assert endpoint("dask+tls://cluster:8786/") == "tls://cluster:8786"
