"""A statement in words: who did what to whom, when, and who says so."""

from __future__ import annotations

from collections.abc import Iterator

from kg.answers.told import Party, Source, Told, Voice
from kg.export.labels import short
from kg.pages.page import Line, Quote, Run
from kg.types import Modality, Polarity, StatementKind, Time

NOBODY = "somebody"
SAID = 240
"""Characters shown of what somebody says; all of it stands in the quote."""
_SINGLE = str.maketrans("“”", "‘’")
_ADDRESSING = frozenset({"asked", "told", "urged", "warned", "threatened", "promised", "ordered", "assured"})
"""Verbs whose addressee follows them."""


def line(told: Told, quotes: int = 1) -> Line:
    """The statement with at most so many of its sources, those with different words first."""
    chosen = chosen_sources(told.sources, quotes)
    return Line(when(told), words(told), tuple(map(quote, chosen)), len(told.sources) - len(chosen))


def chosen_sources(sources: tuple[Source, ...], most: int) -> tuple[Source, ...]:
    """The first of each wording, as many as are wanted."""
    first: dict[str, Source] = {}
    for source in sources:
        first.setdefault(source.quote, source)
    return tuple(first.values())[:most]


def quote(source: Source, voice: str = "") -> Quote:
    """The sentence and where it stands."""
    day = source.date or ""
    named = source.article if source.article.startswith(day) else f"{source.article}, {day}"
    place = ", ".join(filter(None, (source.outlet, named)))
    url = source.url if source.url and source.url.startswith(("http://", "https://")) else None
    return Quote(source.quote, place, url, voice)


def when(told: Told) -> str:
    """When it happened; in brackets the article's day where that is not told; empty without either."""
    if told.time:
        return period(told.time)
    return f"({told.seen})" if told.seen else ""


def period(time: Time) -> str:
    """A day, a month or a year as such; else the first and last day.

    >>> period(Time("2025-11-01", "2025-11-30", "month")), period(Time("2025-11-28", "2025-12-04", "week"))
    ('2025-11', '2025-11-28–12-04')
    """
    if time.start == time.end:
        return time.start
    if time.precision in ("month", "year"):
        return time.start[: 7 if time.precision == "month" else 4]
    shared = next((n for n in (8, 5) if time.start[:n] == time.end[:n]), 0)
    return f"{time.start}–{time.end[shared:]}"


def words(told: Told) -> tuple[Run, ...]:
    """The statement in runs of styled words, its flags and speakers last."""
    told_as = {StatementKind.ROLE: _role, StatementKind.CLAIM: _claim}.get(told.kind, _event)
    runs = [*told_as(told)]
    if told.place:
        runs.append(("quiet", f" · {told.place.label}"))
    runs += [("tag", f" [{tag}]") for tag in tags(told)]
    return tuple(runs)


def text(told: Told) -> str:
    """The statement in plain words."""
    return "".join(words for _, words in words(told))


def tags(told: Told) -> Iterator[str]:
    """What keeps a statement from being a fact: *not*, *planned*, *says Ukraine*."""
    if told.polarity is Polarity.NEGATIVE:
        yield "not"
    if told.modality is not Modality.ACTUAL:
        yield told.modality.value
    yield from dict.fromkeys(map(voiced, told.voices))


def voiced(voice: Voice) -> str:
    """*says Ukraine*, *denied by Russia*, *demanded by Trump*."""
    who = voice.who.label if voice.who else NOBODY
    if voice.denies:
        return f"denied by {who}"
    return f"says {who}" if voice.speech else f"{who} {_bare(voice.verb)}"


def _bare(verb: str) -> str:
    """*demanded* for *demanded that*."""
    return verb.removesuffix(" that").removesuffix(" to").removesuffix(" of")


def _inside(content: str) -> str:
    """What is said, ready for quotation marks around it: those around all of it go, others become single."""
    words = content.strip()
    marks = words[:1] + words[-1:]
    if marks in ("“”", '""') and not set(words[1:-1]) & set(marks):
        words = words[1:-1]
    return words.translate(_SINGLE)


def _name(party: Party | None) -> Run:
    return ("name", party.label) if party else ("quiet", NOBODY)


def _event(told: Told) -> Iterator[Run]:
    """*A met B*; *B: killed* where nobody is told to have done it."""
    if told.subject is None and told.object is not None and told.object.id and told.verb.endswith("ed"):
        yield _name(told.object)
        yield "verb", f": {told.verb}"
        return
    yield _name(told.subject)
    yield "verb", f" {told.verb}"
    if told.object is not None:
        yield ("name" if told.object.id else "plain"), f" {told.object.label}"
    if told.recipient is not None:
        yield "quiet", f" ({told.recipient.label})"


def _role(told: Told) -> Iterator[Run]:
    """*Witkoff: special envoy, Trump*."""
    yield _name(told.subject)
    yield "verb", f": {told.verb}"
    if told.object is not None:
        yield "name", f", {told.object.label}"


def _claim(told: Told) -> Iterator[Run]:
    """*Ukraine accused Russia of: “...”*."""
    yield _name(told.subject)
    verb = told.verb.removesuffix(" that").removesuffix(" to")
    to = told.recipient
    if to is None:
        yield "verb", f" {verb}"
    elif verb.endswith(" of"):
        yield "verb", f" {verb.removesuffix(' of')}"
        yield "name", f" {to.label}"
        yield "verb", " of"
    else:
        yield "verb", f" {verb}" if verb in _ADDRESSING else f" {verb}, to"
        yield "name", f" {to.label}"
    if told.content:
        yield "said", f": “{short(_inside(told.content), SAID)}”"
    elif told.object is not None:
        yield ("name" if told.object.id else "plain"), f" {told.object.label}"
