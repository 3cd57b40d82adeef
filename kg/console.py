"""What the command line says beside its data: notes, progress, summaries, errors; all of it on stderr."""

from __future__ import annotations

import logging
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TextIO

if TYPE_CHECKING:
    from kg.types import Reading, Skipped

EVERY = 10.0
"""Seconds between two lines of progress where there is no terminal."""
SHOWN = 20
"""Skipped inputs named one by one; more of them are counted by reason."""


@dataclass(slots=True)
class Tally:
    """What a run has done so far."""

    articles: int = 0
    unchanged: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    actors: int | None = None
    skipped: list[Skipped] = field(default_factory=list)
    written: list[str] = field(default_factory=list)

    def add(self, reading: Reading) -> None:
        """Count an article that was read."""
        self.articles += 1
        self.kinds.update(occurrence.kind.value for occurrence in reading.occurrences)

    @property
    def statements(self) -> int:
        """Statements read, all kinds together."""
        return self.kinds.total()


class Progress(Protocol):
    """Shows a tally while work goes on."""

    def __call__(self, tally: Tally) -> None: ...


def color(stream: TextIO) -> bool:
    """Whether colours are wanted: on a terminal, unless NO_COLOR is set."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def say(words: str) -> None:
    """One line for the person at the keyboard; never data."""
    print(words, file=sys.stderr, flush=True)


@contextmanager
def notes(quiet: bool) -> Iterator[None]:
    """Show what the library logs (*read as Windows-1252*) while this lasts."""
    log, handler = logging.getLogger("kg"), Notes()
    before = log.level
    log.addHandler(handler)
    log.setLevel(logging.ERROR if quiet else logging.INFO)
    try:
        yield
    finally:
        log.removeHandler(handler)
        log.setLevel(before)


class Notes(logging.Handler):
    """Log records as lines on today's stderr."""

    def emit(self, record: logging.LogRecord) -> None:
        say(f"note: {printable(record.getMessage())}")


@contextmanager
def progress(quiet: bool) -> Iterator[Progress]:
    """A moving line on a terminal, a plain one every ten seconds elsewhere, nothing when quiet."""
    if quiet:
        yield lambda tally: None
    elif sys.stderr.isatty():
        with moving() as shown:
            yield shown
    else:
        yield Lines()


@contextmanager
def moving() -> Iterator[Progress]:
    """A spinner with the tally."""
    from rich.console import Console

    start = time.monotonic()
    with Console(stderr=True).status("reading the language model ...") as status:
        yield lambda tally: status.update(line(tally, time.monotonic() - start))


class Lines:
    """A line of the tally at most every ``EVERY`` seconds."""

    def __init__(self) -> None:
        self._start = self._last = time.monotonic()

    def __call__(self, tally: Tally) -> None:
        now = time.monotonic()
        if now - self._last >= EVERY:
            self._last = now
            say(line(tally, now - self._start))


def line(tally: Tally, seconds: float) -> str:
    """The tally in one line."""
    parts = [f"{tally.articles:,} articles", f"{tally.statements:,} statements"]
    parts += [f"{tally.unchanged:,} known already"] if tally.unchanged else []
    parts += [f"{len(tally.skipped):,} skipped"] if tally.skipped else []
    return f"{' · '.join(parts)} · {seconds:.0f} s"


def summary(tally: Tally) -> str:
    """The closing table."""
    rows = [("articles", f"{tally.articles + tally.unchanged:,}")]
    if tally.unchanged:
        rows.append(("  known already", f"{tally.unchanged:,}"))
    rows.append(("new statements" if tally.unchanged else "statements", f"{tally.statements:,}"))
    rows += [(f"  {kind}s", f"{number:,}") for kind, number in sorted(tally.kinds.items()) if number]
    if tally.actors is not None:
        rows.append(("actors", f"{tally.actors:,}"))
    rows.append(("skipped", f"{len(tally.skipped):,}"))
    return "\n".join([*table(rows), *set_aside(tally.skipped), *(f"wrote {name}" for name in tally.written)])


def set_aside(skipped: Sequence[Skipped]) -> Iterator[str]:
    """What was skipped and why: each one, or counts by reason when they are many."""
    if len(skipped) <= SHOWN:
        yield from (f"  {printable(item.where)}: {printable(item.reason)}" for item in skipped)
        return
    reasons = Counter(item.reason for item in skipped)
    example = {item.reason: item.where for item in reversed(skipped)}
    for reason, number in sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))[:SHOWN]:
        yield f"  {number:,} x {printable(reason)} (first: {printable(example[reason])})"
    if len(reasons) > SHOWN:
        yield f"  and {len(reasons) - SHOWN:,} other reasons"


def table(rows: Iterable[tuple[str, str]]) -> list[str]:
    """Two columns, the second aligned to the right."""
    rows = list(rows)
    left, right = (max((len(row[side]) for row in rows), default=0) for side in (0, 1))
    return [f"{name:<{left}}  {value:>{right}}" for name, value in rows]


def printable(words: str) -> str:
    """One line, with signs that steer a terminal shown instead of obeyed."""
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in words)
