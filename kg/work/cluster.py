"""Other machines that read chunks: those behind a Dask scheduler.

A Dask worker reads by a pool of one process of its own, as this machine does, so an article that kills or
blocks its reader costs that process and never the worker.  What Dask adds is that machines come and go.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager, suppress
from typing import Any

from kg.store.codec import decode, encode
from kg.work.hands import LostError, WorkError
from kg.work.outcome import Answer, Chunk
from kg.work.pool import Pool, worker

SCHEMES = {"dask": "tcp", "dask+tls": "tls"}
PATIENCE = 10
"""Seconds to reach the scheduler."""
OFTEN = 2.0
"""Seconds between two looks at how many machines there are."""
_own = threading.local()


class Cluster:
    """The workers behind one scheduler; ``command`` starts another reader than that of the program."""

    def __init__(
        self, address: str, model: str | None, timeout: float, command: Sequence[str] | None = None
    ) -> None:
        self._address, self._told = address, (model, timeout, command)
        distributed = library()
        try:
            self._client: Any = distributed.Client(endpoint(address), timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            raise WorkError(f"{address}: no Dask scheduler answers there: {error}") from error
        self._executor = self._client.get_executor(pure=False)
        self.room, self._looked = 2, 0.0
        self.check()

    def submit(self, chunk: Chunk) -> Future[Answer]:
        """Have a chunk read by any of the machines."""
        answered: Future[Answer] = Future()
        with self._there():
            asked = self._executor.submit(read, encode(chunk), version(), *self._told)
            asked.add_done_callback(lambda done: self._settle(done, answered))
        return answered

    def check(self) -> None:
        """WorkError when the scheduler is gone; else ``room`` follows the threads that there are."""
        now = time.monotonic()
        if self._client.status != "running":  # it may come back, but it will have forgotten us
            raise WorkError(self._gone())
        if now - self._looked < OFTEN:
            return
        with self._there():
            threads: int = sum(self._client.nthreads().values())
        self.room, self._looked = 2 * max(1, threads), now

    @contextmanager
    def _there(self) -> Iterator[None]:
        """What goes wrong while we talk with the scheduler is that it is gone."""
        try:
            yield
        except Exception as error:
            raise WorkError(self._gone()) from error

    def close(self) -> None:
        """Take back what is not read yet."""
        with suppress(Exception):  # of a cluster that is gone
            self._client.close(timeout=1)

    def _settle(self, asked: Future[str], answered: Future[Answer]) -> None:
        """An answer of Dask, in our words."""
        try:
            answered.set_result(decode(Answer, asked.result()))
        except WorkError as error:
            answered.set_exception(error)
        except CancelledError:
            answered.set_exception(WorkError(self._gone()))
        except Exception as error:  # KilledWorker, or whatever came over the wire
            answered.set_exception(LostError(f"{type(error).__name__}: {error}"))

    def _gone(self) -> str:
        return f"{self._address}: the Dask scheduler is gone; what was stored is safe, run the same again"


def library() -> Any:
    """Dask's ``distributed``; LookupError with advice when it is not installed."""
    try:
        import distributed
    except ImportError as error:
        raise LookupError("--executor dask://... needs Dask: pip install 'actorgraph[cluster]'") from error
    for name in ("distributed", "distributed.client", "tornado"):  # we say in one line what they say in forty
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return distributed


def endpoint(address: str) -> str:
    """The address as Dask writes it; ValueError when it is none."""
    scheme, found, place = address.partition("://")
    if not found or scheme not in SCHEMES or not place.strip("/"):
        raise ValueError(f"--executor {address}: expected dask://HOST:PORT (or dask+tls://HOST:PORT)")
    return f"{SCHEMES[scheme]}://{place.rstrip('/')}"


def version() -> str:
    """Of kg and of its packs: machines with others would read other things."""
    from importlib.metadata import version

    from kg.ontology.packs import packs

    return " ".join(filter(None, ["kg", version("actorgraph"), packs().fingerprint]))


def read(chunk: str, wanted: str, model: str | None, timeout: float, command: Sequence[str] | None) -> str:
    """What a Dask worker does: the chunk's answer, from a process that this thread keeps."""
    if version() != wanted:
        raise WorkError(f"a machine of the cluster has {version()}, this one {wanted}")
    asked = (tuple(command or worker(model)), timeout)
    if getattr(_own, "asked", None) != asked:
        _own.asked, _own.pool = asked, Pool(1, *asked)
    return encode(answer(_own.pool, decode(Chunk, chunk)))


def answer(pool: Pool, chunk: Chunk) -> Answer:
    """The chunk's results, lost articles among them."""
    from kg.work.loop import run

    results = {done.article: done.result for several in run(pool, chunk.articles) for done in several}
    return Answer(tuple(results[article] for article in chunk.articles))
