"""The one loop over chunks: bounded work under way, outcomes as they come, what kills a worker set aside."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait

from kg.types import Article
from kg.work.hands import Hands, LateError, LostError, WorkError
from kg.work.outcome import Answer, Chunk, Outcome, Result, chunks

TRIES = 2
"""Times that an article is read alone before it is held to be what kills its worker."""
LOOK = 2.0
"""Seconds between two looks at whether the hands are still there."""


def run(hands: Hands, articles: Iterable[Article]) -> Iterator[Sequence[Outcome]]:
    """One outcome for each article, in the order in which they come; all that are there at a time together.

    While they are taken (and stored) nothing new is begun, so no more than ``hands.room`` chunks are ever
    read and not yet stored.
    """
    source = chunks(articles)
    again: deque[Chunk] = deque()
    lost: Counter[Article] = Counter()
    flying: dict[Future[Answer], Chunk] = {}
    while True:
        while len(flying) < hands.room and (chunk := again.popleft() if again else next(source, None)):
            flying[hands.submit(chunk)] = chunk
        if not flying:
            return
        done, _ = wait(flying, LOOK, FIRST_COMPLETED)
        several: list[Outcome] = []
        ended: WorkError | None = None
        for future in done:
            chunk = flying.pop(future)
            try:
                several += outcomes(chunk, future.result())
            except WorkError as error:
                ended = error  # what others have read is kept first
            except LostError as error:
                if len(chunk.articles) > 1:
                    again.extend(chunk.alone())
                    continue
                (article,) = chunk.articles
                lost[article] += 1
                if isinstance(error, LateError) or lost[article] == TRIES:
                    several.append(Outcome(article, Result(reason=str(error))))
                else:
                    again.append(chunk)
        if several:
            yield several
        if ended:
            raise ended
        hands.check()


def outcomes(chunk: Chunk, answer: Answer) -> list[Outcome]:
    """The outcome of each article; LostError when the whole chunk failed."""
    if answer.error:
        raise LostError(answer.error)
    return [Outcome(*each) for each in zip(chunk.articles, answer.results, strict=True)]
