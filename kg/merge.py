"""Readings -> graph: occurrences of equal identity become one statement with all their evidence.

Identity is subject, relation (or lemma), object, recipient, polarity, modality, time, and the place
where there is no object.  The graph depends on the set of readings only, not on their order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from kg.digest import base32
from kg.duplicates import families, shingles
from kg.names import normalise
from kg.ontology.words import relations
from kg.types import (
    Actor,
    Content,
    Evidence,
    Graph,
    Mention,
    Object,
    Occurrence,
    Phrase,
    Reading,
    Statement,
    Target,
)


class Resolved(Protocol):
    """Who every mention is (made by ``resolve``)."""

    @property
    def actors(self) -> Mapping[str, Actor]: ...

    def id(self, article: str, mention: Mention | None) -> str | None: ...


def merge(readings: Iterable[Reading], resolved: Resolved) -> Graph:
    """The graph of all readings; actors that no statement needs are left out."""
    groups: dict[str, list[Statement]] = defaultdict(list)
    articles, texts = {}, {}
    for reading in readings:
        article = reading.article
        articles[article.id] = replace(article, text="")
        texts[article.id] = shingles(article.text[article.body :])
        for statement in statements(reading, resolved).values():
            groups[statement.id].append(statement)
    merged = tuple(_one(groups[key]) for key in sorted(groups))
    used = {a for s in merged for a in _actors(s)}
    actors = {k: a for k, a in sorted(resolved.actors.items()) if k in used}
    return Graph(dict(sorted(articles.items())), actors, merged, families(texts))


def statements(reading: Reading, resolved: Resolved) -> dict[int, Statement]:
    """The statement of every occurrence that has one, by the occurrence's number."""
    by_number = {o.number: o for o in reading.occurrences}
    ids: dict[int, Statement | None] = {}
    for o in reading.occurrences:
        _statement(o, by_number, reading.article.id, resolved, ids, frozenset())
    whole = {n: s for n, s in ids.items() if s is not None}
    return {n: _supported(by_number[n], s, whole) for n, s in sorted(whole.items())}


def _statement(
    o: Occurrence,
    by_number: Mapping[int, Occurrence],
    article: str,
    resolved: Resolved,
    ids: dict[int, Statement | None],
    above: frozenset[int],
) -> Statement | None:
    """Made once; a content that leads back to its own claim counts as words."""
    if o.number not in ids:
        obj = o.object
        inner = None
        if (
            isinstance(obj, Content)
            and obj.statement is not None
            and obj.statement in by_number
            and obj.statement not in above | {o.number}
        ):
            inner = _statement(
                by_number[obj.statement], by_number, article, resolved, ids, above | {o.number}
            )
        ids[o.number] = _made(o, article, resolved, inner)
    return ids[o.number]


def _made(o: Occurrence, article: str, resolved: Resolved, inner: Statement | None) -> Statement | None:
    subject = resolved.id(article, o.subject)
    obj = _object(o.object, article, resolved, inner)
    if subject is None and (obj is None or obj.target is Target.PHRASE):
        return None
    relation = relations().get(o.predicate.relation or "")
    symmetric = relation is not None and relation.symmetric
    if symmetric and subject and obj and obj.target is Target.ACTOR and obj.id < subject:
        subject, obj = obj.id, Object(Target.ACTOR, subject, resolved.actors[subject].label)
    recipient, place = resolved.id(article, o.recipient), resolved.id(article, o.place)
    return Statement(
        _identity(o, subject, obj, recipient, place),
        o.kind,
        subject,
        o.predicate.lemma,
        o.predicate.relation,
        obj,
        recipient,
        o.predicate.type,
        o.predicate.mode,
        o.polarity,
        o.modality,
        o.time,
        place,
        symmetric,
    )


def _object(
    obj: Mention | Phrase | Content | None, article: str, resolved: Resolved, inner: Statement | None
) -> Object | None:
    if isinstance(obj, Mention):
        key = resolved.id(article, obj)
        return (
            Object(Target.ACTOR, key, resolved.actors[key].label)
            if key
            else Object(Target.PHRASE, "", obj.text)
        )
    if isinstance(obj, Phrase):
        return Object(Target.PHRASE, "", obj.text)
    if isinstance(obj, Content):
        if inner is not None:
            return Object(Target.STATEMENT, inner.id, obj.text)
        return Object(Target.WORDS, "ct-" + digest(normalise(obj.text)), obj.text)
    return None


def _identity(
    o: Occurrence, subject: str | None, obj: Object | None, recipient: str | None, place: str | None
) -> str:
    """The id of the statement that an occurrence makes of these."""
    what = (obj.target, obj.id or normalise(obj.text)) if obj else ("", "")
    time = (o.time.start, o.time.end) if o.time else ("", "")
    where = place or "" if obj is None else ""
    predicate = f"kgo:{o.predicate.relation}" if o.predicate.relation else f"kgl:{o.predicate.lemma}"
    return "st-" + digest(
        subject or "", predicate, *what, recipient or "", o.polarity, o.modality, *time, where
    )


def digest(*parts: str) -> str:
    """The first 16 base32 characters of a sha256 over the parts."""
    return base32("\x1f".join(parts).encode("utf-8", "replace"))


def _supported(o: Occurrence, s: Statement, whole: Mapping[int, Statement]) -> Statement:
    """With its evidence, inside the claims around it."""
    within = tuple(whole[n].id for n in o.attribution if n in whole)
    speakers = tuple(who for n in o.attribution if n in whole and (who := whole[n].subject) is not None)
    evidence = replace(o.evidence, within=within, speakers=speakers, cue=o.predicate.text)
    return replace(s, evidence=(evidence,))


def _one(group: Sequence[Statement]) -> Statement:
    """One statement of equal ones: all evidence, and the values that most of them have."""
    if len(group) == 1:
        return group[0]
    evidence = sorted({e for s in group for e in s.evidence}, key=_order)
    texts = Counter(s.object.text for s in group if s.object)
    first = min(group, key=lambda s: _values(s, group))
    obj = replace(first.object, text=min(texts, key=lambda t: (-texts[t], t))) if first.object else None
    return replace(first, object=obj, evidence=tuple(evidence))


def _values(s: Statement, group: Sequence[Statement]) -> tuple[int, str]:
    """Orders statements by how common their further values are, then by these values."""
    mine = (
        s.kind.value,
        s.lemma,
        s.type or "",
        s.mode or "",
        s.place or "",
        s.time.precision + s.time.text if s.time else "",
    )
    return -sum(t.lemma == s.lemma and t.type == s.type for t in group), repr(mine)


def _order(e: Evidence) -> tuple[str, int, int, str, tuple[str, ...], str, float]:
    return e.article, e.start, e.end, e.cue, e.within, e.extractor, e.confidence


def _actors(s: Statement) -> Iterator[str]:
    for key in (s.subject, s.recipient, s.place):
        if key:
            yield key
    if s.object and s.object.target is Target.ACTOR:
        yield s.object.id
    for e in s.evidence:
        yield from e.speakers
