"""The whole program on one screen: articles in, a graph out.

read -> annotate -> extract -> (store) -> resolve -> merge -> export | query
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from kg.types import Article, Graph, Judgement, Mention, Occurrence, Reading, Skipped

if TYPE_CHECKING:
    from kg.resolve import Resolution

BASE = "https://kg.example.org/"


def readings(articles: Iterable[Article], model: str | None = None) -> Iterator[Reading | Skipped]:
    """What every article tells, in order; an article that cannot be read is skipped with the reason.

    Raises ``LookupError`` when the spaCy model is missing.
    """
    from kg.annotate import annotate
    from kg.extract import extract

    for doc in annotate(articles, model):
        if isinstance(doc, Skipped):
            yield doc
            continue
        try:
            yield Reading(doc.article, tuple(extract(doc)), doc.notes, doc.known)
        except Exception as error:  # one bad article never stops the others
            yield Skipped(doc.article.id, f"{type(error).__name__}: {error}")


def prepare(model: str | None = None) -> None:
    """Load what ``readings`` needs; raises ``LookupError`` when the spaCy model is missing."""
    from kg.annotate import load

    load(model)


def graph(read: Iterable[Reading], judgements: Iterable[Judgement] = ()) -> Graph:
    """The merged graph: a pure function of its arguments, whatever their order."""
    return graph_and_actors(read, judgements)[0]


def graph_and_actors(
    read: Iterable[Reading], judgements: Iterable[Judgement] = ()
) -> tuple[Graph, Resolution]:
    """The merged graph, with who was taken for whom."""
    from kg.merge import merge
    from kg.resolve import resolve

    kept = list({r.article.id: r for r in read}.values())
    resolved = resolve(kept, judgements)
    return merge(kept, resolved), resolved


def all_lines(
    read: Iterable[Reading], judgements: Iterable[Judgement] = (), base: str = BASE
) -> Iterator[dict[str, Any]]:
    """Readings in the line format, with the actors that all of them together make."""
    from kg.resolve import resolve

    kept = list(read)
    resolved = resolve(kept, judgements)
    for reading in kept:
        yield from _lines(reading, resolved, base)


def lines(reading: Reading, base: str = BASE) -> Iterator[dict[str, Any]]:
    """One reading in the line format, one dict an occurrence."""
    from kg.resolve import resolve

    return _lines(reading, resolve([reading]), base)


def _lines(reading: Reading, resolved: Resolution, base: str) -> Iterator[dict[str, Any]]:
    from kg.export.lines import lines as written
    from kg.merge import statements

    who = {
        o.number: {slot: resolved.actor(reading.article.id, m) for slot, m in _slots(o)}
        for o in reading.occurrences
    }
    return written(reading, who, statements(reading, resolved), base)


def _slots(o: Occurrence) -> Iterator[tuple[str, Mention | None]]:
    yield "subject", o.subject
    yield "object", o.object if isinstance(o.object, Mention) else None
    yield "recipient", o.recipient
    yield "place", o.place


def read_text(text: str, date: str | None = None, id: str = "text") -> Reading:
    """The reading of one text; ``date`` is the ISO day that *on Tuesday* is counted from."""
    done = next(readings([Article(id, text, date)]))
    if isinstance(done, Skipped):
        raise ValueError(done.reason)
    return done
