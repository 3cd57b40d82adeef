"""Readings as JSON lines: one object an occurrence, the public line format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kg.types import Actor, Content, Mention, Occurrence, Phrase, Reading, Statement

Line = dict[str, Any]


def lines(
    reading: Reading,
    actors: Mapping[int, Mapping[str, Actor | None]],
    statements: Mapping[int, Statement],
    base: str,
) -> Iterator[Line]:
    """Lines of one reading, in text order.

    ``actors``: by occurrence number and by slot (subject, object, recipient, place); ``statements``: by
    occurrence number.
    """
    for o in reading.occurrences:
        yield _line(o, reading.article.id, actors[o.number], statements.get(o.number), base)


def _line(
    o: Occurrence, article: str, actors: Mapping[str, Actor | None], statement: Statement | None, base: str
) -> Line:
    p = o.predicate
    return {
        "id": f"{article}#{o.number}",
        "statement_id": statement.id if statement else None,
        "article": article,
        "kind": o.kind.value,
        "subject": _mention(o.subject, actors.get("subject"), base),
        "predicate": {
            "text": p.text,
            "start": p.start,
            "end": p.end,
            "lemma": p.lemma,
            "relation": p.relation,
            "type": p.type,
            "mode": p.mode,
        },
        "object": _object(o, article, actors.get("object"), base),
        "recipient": _mention(o.recipient, actors.get("recipient"), base),
        "arguments": [{"role": a.role, "text": a.text, "start": a.start, "end": a.end} for a in o.arguments],
        "polarity": o.polarity.value,
        "modality": o.modality.value,
        "attribution": [f"{article}#{n}" for n in o.attribution],
        "time": {"start": o.time.start, "end": o.time.end, "precision": o.time.precision, "text": o.time.text}
        if o.time
        else None,
        "place": _place(o.place, actors.get("place"), base),
        "evidence": {
            "sentence": o.evidence.sentence,
            "start": o.evidence.start,
            "end": o.evidence.end,
            "text": o.evidence.text,
        },
        "extractor": o.evidence.extractor,
        "confidence": o.evidence.confidence,
    }


def _mention(m: Mention | None, actor: Actor | None, base: str) -> Line | None:
    if m is None:
        return None
    return {
        "text": m.text,
        "start": m.start,
        "end": m.end,
        "label": actor.label if actor else None if m.open else m.text,
        "id": f"{base}actor/{actor.id}" if actor else None,
        "type": (actor.kind if actor else m.kind).value,
        "code": code(actor) if actor else None,
    }


def code(actor: Actor) -> str | None:
    """Country and sector as PLOVER writes them: ``USAGOV``."""
    return (actor.country or "") + (actor.sector or "") or None


def _object(o: Occurrence, article: str, actor: Actor | None, base: str) -> Line | None:
    obj = o.object
    if isinstance(obj, Content):
        inner = None if obj.statement is None else f"{article}#{obj.statement}"
        return {
            "statement": inner,
            "text": obj.text,
            "start": obj.start,
            "end": obj.end,
            "spans": [list(s) for s in obj.spans],
        }
    if isinstance(obj, Phrase):
        return {"text": obj.text, "start": obj.start, "end": obj.end}
    return _mention(obj, actor, base)


def _place(m: Mention | None, actor: Actor | None, base: str) -> Line | None:
    if m is None:
        return None
    return {
        "label": actor.label if actor else m.text,
        "text": m.text,
        "id": f"{base}actor/{actor.id}" if actor else None,
    }
