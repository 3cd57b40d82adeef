"""What the command line says beside its data: notes, progress, summaries, errors; all of it on stderr."""

from __future__ import annotations

import json
import logging
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TextIO

if TYPE_CHECKING:
    from kg.types import Skipped

EVERY = 10.0
"""Seconds between two lines of progress where there is no terminal."""
COUNTING = "kg-counting"
"""Name of the thread that reads the inputs once more, to know how many articles there are."""
SHOWN = 20
"""Skipped inputs named one by one; more of them are counted by reason."""


@dataclass(slots=True)
class Tally:
    """What a run has done so far."""

    articles: int = 0
    unchanged: int = 0
    copied: int = 0
    """Of the articles, those whose text had been read under another id."""
    expected: int | None = None
    """Articles that there will be, as soon as that is known."""
    kinds: Counter[str] = field(default_factory=Counter)
    actors: int | None = None
    skipped: list[Skipped] = field(default_factory=list)
    written: list[str] = field(default_factory=list)

    def add(self, kinds: Mapping[str, int]) -> None:
        """Count an article that was read, with its statements by kind."""
        self.articles += 1
        self.kinds.update(kinds)

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


def event(kind: str, **told: object) -> None:
    """One line of JSON on stderr, for the programs that watch (``--log-json``)."""
    say(json.dumps({"event": kind, **told}))


@contextmanager
def notes(quiet: bool, as_json: bool = False) -> Iterator[None]:
    """Show what the library logs (*read as Windows-1252*) while this lasts."""
    log, handler = logging.getLogger("kg"), Notes(as_json)
    before = log.level
    log.addHandler(handler)
    log.setLevel(logging.ERROR if quiet else logging.INFO)
    try:
        yield
    finally:
        log.removeHandler(handler)
        log.setLevel(before)


class Notes(logging.Handler):
    """Log records as lines on today's stderr; those of the thread that only counts are told by another."""

    def __init__(self, as_json: bool = False) -> None:
        super().__init__()
        self._as_json = as_json

    def emit(self, record: logging.LogRecord) -> None:
        if record.threadName == COUNTING:
            return
        if self._as_json:
            event("note", message=record.getMessage())
        else:
            say(f"note: {printable(record.getMessage())}")


@contextmanager
def progress(quiet: bool, as_json: bool = False) -> Iterator[Progress]:
    """A moving bar on a terminal, a plain line every ten seconds elsewhere, nothing when quiet."""
    if quiet:
        yield lambda tally: None
    elif sys.stderr.isatty() and not as_json:
        with moving() as shown:
            yield shown
    else:
        yield Lines(as_json)


@contextmanager
def moving() -> Iterator[Progress]:
    """A bar, as soon as it is known how much there is to do, and the tally."""
    from rich.console import Console
    from rich.progress import BarColumn, SpinnerColumn, TextColumn
    from rich.progress import Progress as Bar

    start = time.monotonic()
    columns = (SpinnerColumn(), BarColumn(20), TextColumn("{task.description}"))
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading the language model ...", total=None)

        def shown(tally: Tally) -> None:
            words = line(tally, time.monotonic() - start)
            bar.update(task, description=words, total=tally.expected, completed=tally.articles)

        yield shown


class Lines:
    """A line of the tally at most every ``EVERY`` seconds."""

    def __init__(self, as_json: bool = False) -> None:
        self._as_json = as_json
        self._start = self._last = time.monotonic()

    def __call__(self, tally: Tally) -> None:
        now = time.monotonic()
        if now - self._last < EVERY:
            return
        self._last = now
        if self._as_json:
            event("progress", **counts(tally), **pace(tally, now - self._start))
        else:
            say(line(tally, now - self._start))


def pace(tally: Tally, seconds: float) -> dict[str, float]:
    """How fast it goes, and how long it will go on where that is known."""
    told = {"seconds": round(seconds, 1), "articles_per_second": round(tally.articles / max(seconds, 0.1), 1)}
    if tally.expected is not None and tally.articles:
        left = max(0, tally.expected - tally.articles) * seconds / tally.articles
        told["seconds_left"] = round(left, 1)
    return told


def line(tally: Tally, seconds: float) -> str:
    """The tally in one line."""
    paced = pace(tally, seconds)
    parts = [f"{tally.articles:,} articles", f"{tally.statements:,} statements"]
    parts += [f"{tally.unchanged:,} known already"] if tally.unchanged else []
    parts += [f"{len(tally.skipped):,} skipped"] if tally.skipped else []
    parts += [f"{paced['articles_per_second']:,.1f}/s", duration(seconds)]
    parts += [f"{duration(paced['seconds_left'])} left"] if "seconds_left" in paced else []
    return " · ".join(parts)


def duration(seconds: float) -> str:
    """*45 s*, *12 min 5 s*, *3 h 20 min*."""
    minutes, rest = divmod(round(seconds), 60)
    hours, left = divmod(minutes, 60)
    if hours:
        return f"{hours:,} h {left} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def counts(tally: Tally) -> dict[str, object]:
    """The tally for a program."""
    return {
        "articles": tally.articles, "unchanged": tally.unchanged, "copied": tally.copied,
        "statements": tally.statements, "kinds": dict(sorted(tally.kinds.items())),
        "skipped": len(tally.skipped), "expected": tally.expected,
    }  # fmt: skip


def summary(tally: Tally) -> str:
    """The closing table."""
    rows = [("articles", f"{tally.articles + tally.unchanged:,}")]
    if tally.unchanged:
        rows.append(("  known already", f"{tally.unchanged:,}"))
    if tally.copied:
        rows.append(("  same text as another", f"{tally.copied:,}"))
    rows.append(("new statements" if tally.unchanged else "statements", f"{tally.statements:,}"))
    rows += [(f"  {kind}s", f"{number:,}") for kind, number in sorted(tally.kinds.items()) if number]
    if tally.actors is not None:
        rows.append(("actors", f"{tally.actors:,}"))
    rows.append(("skipped", f"{len(tally.skipped):,}"))
    return "\n".join([*table(rows), *set_aside(tally.skipped), *(f"wrote {name}" for name in tally.written)])


def summary_events(tally: Tally) -> None:
    """What was skipped, then the closing table, for a program."""
    for item in tally.skipped:
        event("skipped", where=item.where, reason=item.reason)
    event("summary", **counts(tally), actors=tally.actors, wrote=tally.written)


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
