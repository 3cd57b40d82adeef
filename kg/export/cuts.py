"""Which statements an export shows: the cuts of the command line that concern statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from kg.export.options import Options
from kg.types import Graph, Statement, Target

CONTENT = (Target.STATEMENT, Target.WORDS)
"""Objects that are what somebody says."""


def cut(graph: Graph, options: Options) -> Iterator[Statement]:
    """The statements of the period and of the kinds asked for.

    Raises ``ValueError`` when a day is none.
    """
    _require_days(options)
    for statement in _period(graph.statements, days_of(graph), options):
        if _kind(statement, options) and _claim(statement, options):
            yield statement


def days_of(graph: Graph) -> dict[str, str]:
    """ISO days of the articles that have one, by id."""
    return {id: day for id, article in graph.articles.items() if (day := day_of(article.date))}


def day_of(text: str | None) -> str | None:
    """The ISO day a date begins with; None for what is no date."""
    try:
        return date.fromisoformat((text or "")[:10]).isoformat()
    except ValueError:
        return None


def _require_days(options: Options) -> None:
    """An error for what would compare with days as text and silently cut wrongly."""
    for name, asked in (("since", options.since), ("until", options.until)):
        if asked is not None and day_of(asked) != asked:
            raise ValueError(f"{name}: expected a day like 2025-12-01, got {asked!r}")


def _period(
    statements: Iterable[Statement], dates: Mapping[str, str], options: Options
) -> Iterator[Statement]:
    """Statements with the evidence that was seen in the period, or all of it if they happened then."""
    if options.since is None and options.until is None:
        yield from statements
        return
    since, until = options.since or "0000-00-00", options.until or "9999-12-31"  # never holds ""
    for statement in statements:
        time = statement.time
        if time and time.start <= until and time.end >= since:
            yield statement
            continue
        seen = tuple(e for e in statement.evidence if since <= dates.get(e.article, "") <= until)
        if seen:
            yield replace(statement, evidence=seen)


def _kind(statement: Statement, options: Options) -> bool:
    """Of a relation, a lemma, a PLOVER type or a kind of statement that is asked for."""
    if not options.kinds:
        return True
    own = {statement.relation, statement.lemma, statement.type, statement.kind.value}
    return not own.isdisjoint(options.kinds)


def _claim(statement: Statement, options: Options) -> bool:
    """A claim, or none, where only those are asked for."""
    claim = statement.object is not None and statement.object.target in CONTENT
    return options.claims if claim else not options.only_claims
