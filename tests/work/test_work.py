"""Whoever reads, each article has one outcome; what kills or blocks its reader is set aside."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import closing
from pathlib import Path

import pytest

from kg import work
from kg.types import Article, Reading
from kg.work.hands import Hands, WorkError
from kg.work.here import Here
from kg.work.loop import run
from kg.work.outcome import LARGEST, MOST, Answer, Chunk, Outcome, chunks
from kg.work.pool import Pool, worker

from .processes import below

HERE = Path(__file__).parent
READER = (sys.executable, str(HERE / "reader.py"))


def articles(*texts: str) -> list[Article]:
    return [Article(f"a{k}", text) for k, text in enumerate(texts)]


def pool(jobs: int = 2, timeout: float = 30) -> closing[Pool]:
    return closing(Pool(jobs, READER, timeout))


def told(hands: Hands, given: list[Article]) -> dict[str, str]:
    """The reason of each article that was set aside, '' of each that was read; none may come twice."""
    done = [each for several in run(hands, given) for each in several]
    assert len({each.article.id for each in done}) == len(done)
    return {each.article.id: each.result.reason for each in done}


@pytest.fixture(scope="module")
def readings() -> Iterator[object]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(HERE))
        import reader

        yield reader.readings


def test_chunks_keep_articles_and_order_and_are_bounded() -> None:
    given = articles(*("x" * size for size in (1, LARGEST * 3, 5, *[10] * 200, LARGEST, 1)))
    made = list(chunks(given))
    assert [article for chunk in made for article in chunk.articles] == given
    for chunk in made:
        assert 1 <= len(chunk.articles) <= MOST
        assert len(chunk.articles) == 1 or sum(len(a.text) for a in chunk.articles) <= LARGEST
    assert list(chunks([])) == []


def test_a_pool_reads_what_one_process_reads(readings: work.Reads) -> None:
    given = articles(*(f"words {k}" for k in range(300)), "refused")
    with pool() as hands:
        there = {each.article.id: each.result for several in run(hands, given) for each in several}
    here = {each.article.id: each.result for several in run(Here(readings, 30), given) for each in several}
    assert there == here
    assert len(there) == 301
    assert there["a300"].reason == "ValueError: refused"


def test_poison_is_set_aside_and_the_rest_is_read() -> None:
    texts = [f"words {k}" for k in range(150)]
    texts[70] = "poison"
    with pool() as hands:
        done = told(hands, articles(*texts))
    assert done.pop("a70") == "the process that read it was killed (SIGKILL)"
    assert set(done.values()) == {""}
    assert len(done) == 149


def test_killed_once_is_read_again(tmp_path: Path) -> None:
    with pool(1) as hands:
        assert told(hands, articles("a", f"unlucky {tmp_path / 'x'}", f"unlucky {tmp_path / 'y'}", "b")) == {
            "a0": "", "a1": "", "a2": "", "a3": "",
        }  # fmt: skip


@pytest.mark.parametrize("hands", ["pool", "here"])
def test_stuck_is_set_aside_after_its_time(hands: str, readings: work.Reads) -> None:
    made: Hands = Pool(2, READER, 0.3) if hands == "pool" else Here(readings, 0.3)
    begun = time.monotonic()
    with closing(made):
        done = told(made, articles("a", "stuck", "b"))
    assert done == {"a0": "", "a1": "not read within 0.3 seconds (see --timeout)", "a2": ""}
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize("hands", ["pool", "here"])
def test_a_bug_in_the_middle_of_a_chunk_costs_its_article_alone(hands: str, readings: work.Reads) -> None:
    with closing(Pool(1, READER, 30) if hands == "pool" else Here(readings, 30)) as made:
        assert told(made, articles("a", "bug", "b")) == {"a0": "", "a1": "RuntimeError: a bug", "a2": ""}


def test_workers_killed_at_any_moment(tmp_path: Path) -> None:
    given = articles(*(f"slow {k}" for k in range(400)))
    killed = 0
    with pool() as hands:

        def kill() -> None:
            nonlocal killed
            for _ in range(6):
                time.sleep(0.13)
                for pid in below(os.getpid())[:1]:
                    os.kill(pid, signal.SIGKILL)
                    killed += 1

        killer = threading.Thread(target=kill)
        killer.start()
        done = told(hands, given)
        killer.join()
    assert killed >= 3
    assert done == {article.id: "" for article in given}
    assert below(os.getpid()) == []


def test_no_more_is_taken_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.work.loop.LOOK", 0.001)

    class Slow:
        """Hands that finish what they have whenever somebody looks after them."""

        room = 3

        def __init__(self) -> None:
            self.flying: list[tuple[Future[Answer], Chunk]] = []
            self.most = 0

        def submit(self, chunk: Chunk) -> Future[Answer]:
            self.flying.append((Future(), chunk))
            self.most = max(self.most, len(self.flying))
            return self.flying[-1][0]

        def check(self) -> None:
            for future, chunk in self.flying:
                results = tuple(work.outcome.result(Reading(article)) for article in chunk.articles)
                future.set_result(Answer(results))
            self.flying.clear()

        def close(self) -> None: ...

    taken = 0

    def source() -> Iterator[Article]:
        nonlocal taken
        for k in range(MOST * 20 + 1):
            taken += 1
            yield Article(f"{k}", "x")

    hands, done, ahead = Slow(), 0, 0
    for several in run(hands, source()):
        ahead = max(ahead, taken - done)
        done += len(several)
    assert done == MOST * 20 + 1
    assert hands.most == 3
    assert ahead <= MOST * 4 + 1


def test_few_articles_start_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[str] = []
    monkeypatch.setattr(work, "in_this_process", lambda model, timeout: started.append("here") or Echo())
    monkeypatch.setattr(
        work, "in_processes", lambda jobs, model, timeout: started.append(f"{jobs}") or Echo()
    )
    few = articles(*["x" * 100] * 50)
    many = articles(*["x" * 1000] * (work.FEW // 1000 + 1))
    for given, jobs, who in ((few, 3, "here"), (many, 3, "3"), (many, 1, "here"), ([], 3, "here")):
        assert [each.article for several in work.crew(jobs=jobs)(given) for each in several] == given
        assert started.pop() == who


class Echo:
    """Hands that read nothing."""

    room = 1

    def submit(self, chunk: Chunk) -> Future[Answer]:
        future: Future[Answer] = Future()
        future.set_result(Answer(tuple(work.outcome.result(Reading(article)) for article in chunk.articles)))
        return future

    def check(self) -> None: ...

    def close(self) -> None: ...


def test_a_worker_that_still_loads_its_model_ends_with_its_program() -> None:
    program = (
        "import time; from kg.work.worker import serve; serve(lambda articles: [], lambda: time.sleep(60))"
    )
    loading = [sys.executable, "-c", program]
    done = subprocess.run(loading, stdin=subprocess.DEVNULL, capture_output=True, timeout=30, check=True)
    assert (done.stdout, done.stderr) == (b"", b"")


def test_worker_that_cannot_start_is_an_error_and_nobodys_fault() -> None:
    failing = closing(Pool(2, (sys.executable, "-c", "raise SystemExit(7)"), 30))
    with failing as hands, pytest.raises(WorkError, match=r"could be started: .*exit code 7"):
        list(run(hands, articles("a")))


def test_missing_model_is_told_as_in_one_process() -> None:
    advice = "'no_such_model' is not installed: pip install it, or give --model"
    with closing(Pool(1, worker("no_such_model"), 30)) as hands, pytest.raises(WorkError, match=advice):
        list(run(hands, articles("a")))


def test_outcome_without_reading_has_nothing_to_store() -> None:
    with pytest.raises(ValueError, match="no reading: because"):
        _ = Outcome(Article("a", "x"), work.outcome.Result(reason="because")).written
