"""What the loop needs of whoever reads chunks, and how reading can fail."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Protocol

from kg.work.outcome import Answer, Chunk


class WorkError(RuntimeError):
    """Reading cannot go on at all; ``str()`` is for the user."""


class LostError(RuntimeError):
    """Whoever read a chunk is gone without an answer; ``str()`` is the reason a person reads."""


class LateError(LostError):
    """A chunk took longer than it may; another try would, too."""


def limit(chunk: Chunk, timeout: float) -> float:
    """Seconds for a chunk: those of one article, and little for each other, to see early what is stuck."""
    return timeout + min(timeout, 1.0) * (len(chunk.articles) - 1)


def late(timeout: float) -> str:
    """The reason for an article that took longer."""
    return f"not read within {timeout:g} seconds (see --timeout)"


class Hands(Protocol):
    """Processes that read chunks: a pool of this machine or a cluster."""

    room: int
    """Chunks that may be under way at a time, so that nobody waits and memory stays flat."""

    def submit(self, chunk: Chunk) -> Future[Answer]:
        """Have a chunk read; the future fails with LostError, or with WorkError when nothing can be read."""
        ...

    def check(self) -> None:
        """WorkError when the hands are gone and no future will tell."""
        ...

    def close(self) -> None:
        """End all that was begun."""
        ...
