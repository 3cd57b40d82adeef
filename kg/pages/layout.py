"""Answers as pages: what stands where, and how much of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import singledispatch

from kg.answers import (
    About,
    Comparison,
    Conflict,
    Corroboration,
    Diff,
    Overview,
    Path,
    Profile,
    Side,
    Source,
    Timeline,
    Told,
)
from kg.pages import words
from kg.pages.page import Line, Page, Quote, Section, Table


@dataclass(frozen=True, slots=True)
class Room:
    """How much is shown."""

    lines: int | None = 10
    """Of a section; None for all."""
    quotes: int = 1
    """Of a line."""


ROOM = Room()
BRACKETS = "Days in brackets are the article's: when it happened is not told."


@singledispatch
def page(answer: object, room: Room = ROOM) -> Page:
    """The page of an answer of ``kg.answers``; TypeError for anything else."""
    raise TypeError(f"expected an answer of kg.answers, got {type(answer).__name__}")


# somebody


@page.register
def _(answer: About, room: Room = ROOM) -> Page:
    who = answer.actor.label
    shelves = (
        ("Roles", answer.roles), (f"Roles of others with {who}", answer.around),
        ("Met and talked", answer.meetings), ("Said", answer.said),
        ("Accused and criticised", answer.accused), ("Did", answer.did),
        ("What others did", answer.undergone), (f"What others say of {who}", answer.others),
        ("Only claimed, planned, possible or denied", answer.unsure),
    )  # fmt: skip
    parts = tuple(section(heading, told, room) for heading, told in shelves if told)
    facts = [*facts_of(answer.actor)]
    if answer.links:
        facts.append("most with " + ", ".join(f"{link.who.label} ({link.articles})" for link in answer.links))
    return Page(who, (*facts, *note(parts)), parts)


def facts_of(who: Profile) -> list[str]:
    """What an actor is, and how much is told of it, in lines."""
    what = [who.type or who.kind, who.country, who.sector, who.wikidata, who.id]
    seen = f"{count(who.statements, 'statement')} in {count(who.articles, 'article')}"
    if who.first:
        seen += f", {who.first}" + (f" to {who.last}" if who.last != who.first else "")
    also = [f"also {', '.join(who.aliases[:8])}"] if who.aliases else []
    return [" · ".join(filter(None, what)), *also, seen]


@page.register
def _(answer: Timeline, room: Room = ROOM) -> Page:
    span = " ".join(
        filter(None, (answer.since and f"since {answer.since}", answer.until and f"until {answer.until}"))
    )
    parts = (section("", answer.told, room, last=True),) if answer.told else ()
    facts = (*filter(None, [span]), count(len(answer.told), "statement"), *note(parts))
    return Page(f"{answer.actor.label}: timeline", facts, parts)


# two


@page.register
def _(answer: Path, room: Room = ROOM) -> Page:
    few = replace(room, lines=room.lines and min(room.lines, 2))
    parts: list[Section] = []
    for chain in answer.chains:
        way = " – ".join([chain[0].left.label, *(hop.right.label for hop in chain)])
        shown = [section("", hop.told, few) for hop in chain]
        lines = tuple(line for part in shown for line in part.lines)
        parts.append(Section(way, lines, sum(part.more for part in shown)))
    basis = (
        "what articles assert"
        if answer.asserted
        else "all that is told, also what is only claimed or planned"
    )
    nothing = f"no chain of {basis} joins them"
    title = f"{answer.left.label} to {answer.right.label}"
    return Page(title, (f"chains of {basis}, the shortest first", *note(parts)), tuple(parts), nothing)


@page.register
def _(answer: Comparison, room: Room = ROOM) -> Page:
    left, right = answer.sides
    parts = (
        [conflict_section("One affirms, the other denies", answer.opposed, room)] if answer.opposed else []
    )
    shared = [told for told in left.said if told.content_id in answer.both]
    shared += [told for told in right.said if told.content_id in answer.both]
    parts += [section("Both say", shared, room)] if shared else []
    parts += [side_section(side, answer.topic, room) for side in answer.sides]
    title = f"{left.actor.label} and {right.actor.label} on {answer.topic}"
    numbers = tuple(f"{side.actor.label}: {count(len(side.said), 'claim')}" for side in answer.sides)
    return Page(title, (*numbers, *note(parts)), tuple(parts))


def side_section(side: Side, topic: str, room: Room) -> Section:
    """What one of the two says."""
    heading = f"{side.actor.label} on {topic}"
    if side.speakers:
        heading += f", also through {', '.join(party.label for party in side.speakers)}"
    return section(heading, side.said, room) if side.said else Section(heading, (), note="nothing found")


# many


def conflicts_page(found: Sequence[Conflict], room: Room = ROOM) -> Page:
    """Conflicts, each with both sides."""
    parts = (conflict_section("", found, room),) if found else ()
    return Page("What contradicts", (count(len(found), "conflict"), *note(parts)), parts)


def conflict_section(heading: str, found: Sequence[Conflict], room: Room) -> Section:
    """A line a conflict, with the words of both sides."""
    shown = found[: room.lines]
    lines = tuple(conflict_line(conflict, room) for conflict in shown)
    return Section(heading, lines, len(found) - len(shown))


def conflict_line(conflict: Conflict, room: Room) -> Line:
    """What is affirmed and denied, then the sides."""
    quotes = [
        words.quote(source, f"{who(source, denies)}")
        for denies, side in ((False, conflict.affirmed), (True, conflict.denied))
        for source in words.chosen_sources(side, max(room.quotes, 1))
    ]
    runs = tuple(run for run in words.words(conflict.told) if run[0] != "tag")
    more = len(conflict.affirmed) + len(conflict.denied) - len(quotes)
    return Line(words.when(conflict.told), runs, tuple(quotes), more)


def who(source: Source, denies: bool) -> str:
    """*Ukraine: it is so*, *Russia denies it*, *the article: it is not so*."""
    voice = source.voices[0] if source.voices else None
    name = "the article" if voice is None else voice.who.label if voice.who else words.NOBODY
    if voice is not None and voice.denies:
        return f"{name} denies it"
    return f"{name}: it is not so" if denies else f"{name}: it is so"


def corroborated_page(found: Sequence[Corroboration], room: Room = ROOM) -> Page:
    """Statements with their sources, the best proved first."""
    shown = found[: room.lines]
    lines = [corroboration_line(one, replace(room, quotes=max(2, room.quotes))) for one in shown]
    parts = (Section("", tuple(lines), len(found) - len(shown)),) if found else ()
    return Page("Told by independent sources", (count(len(found), "event"), *note(parts)), parts)


def corroboration_line(one: Corroboration, room: Room) -> Line:
    """A statement, with how many sources it has."""
    line = words.line(one.told, room.quotes)
    names = ", ".join(one.independent[:6]) + (" ..." if len(one.independent) > 6 else "")
    return replace(line, words=(*line.words, ("tag", f" [{len(one.independent)} sources: {names}]")))


@page.register
def _(answer: Diff, room: Room = ROOM) -> Page:
    facts = [
        f"{name}: {count(len(new), 'new', 'new')}, {count(len(gone), 'gone', 'gone')}"
        for name, new, gone in (
            ("articles", answer.articles_new, answer.articles_gone),
            ("actors", answer.actors_new, answer.actors_gone),
            ("statements", answer.new, answer.gone),
        )
    ]
    facts[-1] += f", {len(answer.changed):,} changed"
    parts: list[Section | Table] = []
    parts += [section("New", answer.new, room)] if answer.new else []
    parts += [section("Gone", answer.gone, room)] if answer.gone else []
    if answer.changed:
        shown = answer.changed[: room.lines]
        lines = [with_tags(words.line(change.new, room.quotes), change.what) for change in shown]
        parts.append(Section("Changed", tuple(lines), len(answer.changed) - len(shown)))
    if answer.actors_changed:
        rows = tuple((actor.id, actor.old, actor.new) for actor in answer.actors_changed)
        parts.append(Table("Actors that are described otherwise", ("id", "was", "is"), rows))
    return Page(
        "What changed", (*facts, *note(parts)), tuple(parts), "the two graphs hold the same statements"
    )


def with_tags(line: Line, tags: Iterable[str]) -> Line:
    """The line with further tags."""
    return replace(line, words=(*line.words, *(("tag", f" [{tag}]") for tag in tags)))


@page.register
def _(answer: Overview, room: Room = ROOM) -> Page:
    span = f", {answer.first} to {answer.last}" if answer.first else ""
    outlets = f" of {count(answer.outlets, 'outlet')}" if answer.outlets else ""
    facts = (
        f"{count(answer.articles, 'article')}{outlets}{span}",
        f"{count(answer.named, 'named actor')}, {count(answer.events, 'event')}, "
        f"{count(answer.claims, 'claim')}, {count(answer.roles, 'role')}; "
        f"{answer.asserted:,} of them are told as facts by an article in its own voice",
    )
    parts: list[Section | Table] = [actors_table(answer), speakers_table(answer)]
    told = (("Latest events between actors", answer.latest), ("Planned", answer.planned))
    proved = corroborated_page(answer.corroborated, room).parts
    parts += [
        replace(part, heading="Told by independent sources") for part in proved if isinstance(part, Section)
    ]
    if answer.conflicts:
        parts.append(conflict_section("What contradicts", answer.conflicts, room))
    parts += [section(heading, some, room) for heading, some in told if some]
    return Page("Report", (*facts, *note(parts)), tuple(part for part in parts if _filled(part)))


def _filled(part: Section | Table) -> bool:
    return bool(part.lines if isinstance(part, Section) else part.rows)


def actors_table(answer: Overview) -> Table:
    """Who is in most articles."""
    rows = tuple(
        (
            a.label,
            a.type or a.kind,
            a.country or "",
            f"{a.statements:,}",
            f"{a.articles:,}",
            a.first or "",
            a.last or "",
        )
        for a in answer.actors
    )
    columns = ("actor", "kind", "country", "statements", "articles", "first", "last")
    return Table("Most told of", columns, rows, frozenset({3, 4}))


def speakers_table(answer: Overview) -> Table:
    """Who is quoted most."""
    rows = tuple((s.who.label, f"{s.claims:,}", f"{s.articles:,}") for s in answer.speakers)
    return Table("Most quoted", ("speaker", "claims", "articles"), rows, frozenset({1, 2}))


# sections


def section(heading: str, told: Sequence[Told], room: Room, last: bool = False) -> Section:
    """The first of the statements, or the last of them, as lines."""
    shown = told if room.lines is None else told[-room.lines :] if last else told[: room.lines]
    lines = _once([words.line(one, room.quotes) for one in shown])
    return Section(heading, tuple(lines), len(told) - len(shown))


def _once(lines: Sequence[Line]) -> list[Line]:
    """Neighbours with the same quotes: only the last of them shows these."""
    following: list[tuple[Quote, ...]] = [*(line.quotes for line in lines[1:]), ()]
    return [
        replace(line, quotes=(), more=0) if line.quotes and line.quotes == after else line
        for line, after in zip(lines, following, strict=True)
    ]


def note(parts: Iterable[object]) -> list[str]:
    """What brackets mean, where there are some."""
    lines = (line for part in parts if isinstance(part, Section) for line in part.lines)
    return [BRACKETS] if any(line.when.startswith("(") for line in lines) else []


def count(number: int, noun: str, plural: str = "") -> str:
    """*1 article*, *2 articles*."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
