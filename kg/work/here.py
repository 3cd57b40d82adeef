"""Reading in this process: for few articles, and for ``--jobs 1``."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from types import FrameType

from kg.work.hands import LateError, late, limit
from kg.work.outcome import Answer, Chunk
from kg.work.worker import Pipeline, answer


class Here:
    """No hands but one's own: a chunk is read before ``submit`` returns."""

    room = 1

    def __init__(self, reads: Pipeline, timeout: float, prepare: Callable[[], object] = lambda: None) -> None:
        self._reads, self._timeout, self._prepare = reads, timeout, prepare

    def submit(self, chunk: Chunk) -> Future[Answer]:
        """Have a chunk read, now; whatever ``prepare`` raises."""
        self._prepare()
        future: Future[Answer] = Future()
        try:
            with deadline(limit(chunk, self._timeout)):
                future.set_result(answer(self._reads, chunk))
        except TooLate:
            future.set_exception(LateError(late(self._timeout)))
        return future

    def check(self) -> None:
        """Always there."""

    def close(self) -> None:
        """Nothing was begun."""


class TooLate(BaseException):  # nothing that catches errors of articles may catch it
    """The time for a chunk is over."""


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """TooLate after so many seconds: where the system can interrupt, and between two steps of Python."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def ring(number: int, frame: FrameType | None) -> None:
    """The time is over."""
    raise TooLate
