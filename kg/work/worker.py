"""A process that reads chunks: a line of JSON in, a line of JSON out, until the input ends.

Its first line says that the model is there, or why not.  Whatever it prints else goes to stderr, and it
ends at once when the program that started it is gone.
"""

from __future__ import annotations

import os
import queue
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import BinaryIO

from kg.store.codec import decode, encode
from kg.types import Article, Reading, Skipped
from kg.work.outcome import Answer, Chunk, result

Pipeline = Callable[[Iterable[Article]], Iterator[Reading | Skipped]]


def main(model: str | None = None) -> None:
    """Serve the pipeline with a model."""
    from kg import pipeline

    serve(partial(pipeline.readings, model=model), partial(pipeline.prepare, model))


def serve(reads: Pipeline, prepare: Callable[[], object] = lambda: None) -> None:
    """Answer every chunk that comes in."""
    out = protocol()
    waiting: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=listen, args=(waiting,), daemon=True).start()
    try:
        prepare()
    except Exception as error:
        say(out, Answer(error=str(error)))
        return
    say(out, Answer())
    while True:
        say(out, answer(reads, decode(Chunk, waiting.get().decode())))


def protocol() -> BinaryIO:
    """The pipe for answers; what libraries print must not get into it."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return out


def listen(waiting: queue.SimpleQueue[bytes]) -> None:
    """Take lines as they come; without anybody to answer there is nothing left to do."""
    for line in sys.stdin.buffer:
        waiting.put(line)
    os._exit(0)


def answer(reads: Pipeline, chunk: Chunk) -> Answer:
    """The results of a chunk; a failure that no article has to itself is the chunk's."""
    try:
        results = tuple(map(result, reads(chunk.articles)))
    except Exception as error:
        return Answer(error=f"{type(error).__name__}: {error}")
    if len(results) != len(chunk.articles):
        return Answer(error=f"{len(results)} results for {len(chunk.articles)} articles")
    return Answer(results)


def say(out: BinaryIO, told: Answer) -> None:
    """One line; the end when nobody takes it."""
    try:
        out.write(encode(told).encode() + b"\n")
        out.flush()
    except BrokenPipeError:
        os._exit(0)
