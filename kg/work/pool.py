"""Processes of this machine that read chunks; one that dies or is stuck is replaced, and its chunk told.

A thread holds each process, so the futures are the standard library's, and a thread does nothing but wait.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from kg.store.codec import CodecError, decode, encode
from kg.work.hands import LateError, LostError, WorkError, late, limit
from kg.work.outcome import Answer, Chunk

STARTS = 3
"""Processes that may end before they are ready, one after the other, until we give up."""
PATIENCE = 300.0
"""Seconds for a process to load its model."""


START = "import sys; sys.path.append(sys.argv[1]); from kg.work.worker import main; main(*sys.argv[2:])"


def worker(model: str | None) -> tuple[str, ...]:
    """The command of a process that reads with a model: by this very program, wherever one stands."""
    root = Path(__file__).resolve().parents[2]
    return (sys.executable, "-P", "-c", START, str(root), *([model] if model else []))


class Worker:
    """A process that has loaded its model."""

    def __init__(self, command: Sequence[str]) -> None:
        # In a session of its own: Ctrl-C is for the program, which ends its workers.
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
        )
        self._late = False

    def greeting(self) -> Answer:
        """Its first line: ready, or why not; LostError when it ends before."""
        try:
            return self._answer(PATIENCE)
        except (CodecError, ValueError, OSError):
            raise LostError(self._end()) from None

    def ask(self, chunk: Chunk, timeout: float) -> Answer:
        """A chunk's results; LostError when it dies over it, LateError when it takes too long."""
        pipe = self._process.stdin
        assert pipe is not None
        try:
            pipe.write(encode(chunk).encode() + b"\n")
            pipe.flush()
            return self._answer(limit(chunk, timeout))
        except (CodecError, ValueError, OSError):
            end = self._end()
            raise (LateError(late(timeout)) if self._late else LostError(end)) from None

    def _answer(self, seconds: float) -> Answer:
        """Its next line."""
        pipe = self._process.stdout
        assert pipe is not None
        watch = threading.Timer(seconds, self._too_late)
        watch.daemon = True
        watch.start()
        try:
            return decode(Answer, pipe.readline().decode())
        finally:
            watch.cancel()

    def _too_late(self) -> None:
        self._late = True
        self._process.kill()

    def _end(self) -> str:
        """Why it is gone, in words."""
        self.close()
        code = self._process.returncode
        if code >= 0:
            return f"the process that read it ended (exit code {code})"
        try:
            name = signal.Signals(-code).name
        except ValueError:
            name = f"signal {-code}"
        return f"the process that read it was killed ({name})"

    def close(self) -> None:
        """End it now."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                try:
                    pipe.close()
                except OSError:  # what was still buffered for a dead process
                    continue


class Pool:
    """So many workers, each started when there is something to do for it."""

    def __init__(self, jobs: int, command: Sequence[str], timeout: float) -> None:
        self.room = jobs + 1  # one in each process, and one to go on with while what comes back is stored
        self._command, self._timeout = tuple(command), timeout
        self._threads = ThreadPoolExecutor(jobs, "kg-worker")
        self._own = threading.local()
        self._alive: set[Worker] = set()
        self._lock = threading.Lock()
        self._closed = False

    def submit(self, chunk: Chunk) -> Future[Answer]:
        """Have a chunk read by the next process that is free."""
        return self._threads.submit(self._ask, chunk)

    def check(self) -> None:
        """Futures tell everything here."""

    def close(self) -> None:
        """End all processes, in the middle of their work if need be."""
        with self._lock:
            self._closed = True
            workers = list(self._alive)
        self._threads.shutdown(wait=False, cancel_futures=True)
        for one in workers:
            one.close()
        self._threads.shutdown()

    def _ask(self, chunk: Chunk) -> Answer:
        """The thread's own process answers, or is let go."""
        one: Worker | None = getattr(self._own, "worker", None)
        if one is None:
            one = self._own.worker = self._started()
        try:
            return one.ask(chunk, self._timeout)
        except LostError:
            self._own.worker = None
            self._alive.discard(one)
            raise

    def _started(self) -> Worker:
        """A process that is ready; WorkError when it cannot be."""
        why = ""
        for _ in range(STARTS):
            with self._lock:
                if self._closed:
                    raise LostError("the pool is closed")
                one = Worker(self._command)
                self._alive.add(one)
            try:
                greeting = one.greeting()
            except LostError as error:
                self._alive.discard(one)
                why = str(error)
                continue
            if greeting.error:
                raise WorkError(greeting.error)
            return one
        raise WorkError(f"no process to read with could be started: {why.replace(' that read it', '')}")
