"""A worker that needs no model; words in an article tell it what to do (run as a program by the tests).

*poison* kills it, *unlucky PATH* kills it unless that file is there, *stuck* never ends, *bug* raises, *slow*
takes a few milliseconds.  A file named by ``KG_TEST_READ`` gets a line with the id of each article read.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.types import Article, Evidence, Kind, Mention, Occurrence, Predicate, Reading, Skipped, StatementKind
from kg.work.worker import serve

READ = os.environ.get("KG_TEST_READ", "")


def readings(articles: Iterable[Article]) -> Iterator[Reading | Skipped]:
    """A statement for each article, or what its words ask for."""
    for article in articles:
        words = article.text.split()
        if "poison" in words:
            die()
        elif "unlucky" in words:
            once(Path(words[-1]))
        elif "stuck" in words:
            time.sleep(3600)
        elif "bug" in words:
            raise RuntimeError("a bug")
        elif "refused" in words:
            yield Skipped(article.id, "ValueError: refused")
            continue
        elif "slow" in words:
            time.sleep(0.004)
        note(article)
        yield Reading(article, (occurrence(article),))


def occurrence(article: Article) -> Occurrence:
    """Ann Lee met somebody who is named like the article."""
    other = f"Bo {article.id}"
    return Occurrence(
        0,
        StatementKind.EVENT,
        Mention("Ann Lee", 0, 7, Kind.PERSON, name="Ann Lee"),
        Predicate("met", 0, 3, "meet", "met", "CONSULT"),
        Mention(other, 0, len(other), Kind.PERSON, name=other),
        Evidence(article.id, 0, 0, len(article.text), article.text, "events", 0.8),
    )


def note(article: Article) -> None:
    """Tell that it was read, whatever becomes of us."""
    if READ:
        with Path(READ).open("a") as out:
            out.write(f"{article.id}\n")


def once(mark: Path) -> None:
    """Die the first time."""
    if not mark.exists():
        mark.touch()
        die()


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    serve(readings)
