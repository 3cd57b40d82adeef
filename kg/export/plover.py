"""Events as PLOVER 2 records: one JSON object a line, with the field names of its manual.

A record is a merged statement, however many articles tell of it.  ``source`` and ``recipient`` are lists of
actors; what is done together (a meeting) has both sides as sources and no recipient, as the manual has it.
``date`` is when it happened, where the text tells, else when it was first written of (``date_told`` says
which).  ``text`` is the first sentence that tells of it, ``text_info`` and ``cite_info`` say where it stands.
"""

from __future__ import annotations

from typing import Any, TextIO

from kg.export.clean import clean
from kg.export.coded import Event, Party, events
from kg.export.jsonlines import line
from kg.export.options import Options
from kg.types import Article, Graph


def write(graph: Graph, out: TextIO, options: Options) -> None:
    """A line an event."""
    for event in events(graph, options):
        out.write(line(record(event, graph)) + "\n")


def record(event: Event, graph: Graph) -> dict[str, Any]:
    """The fields of an event, without those that hold nothing."""
    statement, evidence = event.statement, event.evidence
    place = graph.actors.get(statement.place or "")
    told = {
        "id": statement.id,
        "date": event.date,
        "enddate": event.until,
        "date_told": event.dated,
        "source": [_party(party) for party in event.sources],
        "recipient": [_party(party) for party in event.targets],
        "event": [event.type],
        "mode": [statement.mode] if statement.mode else [],
        "context": list(event.contexts),
        "quad_code": event.scale.quad,
        "event_scale": event.scale.score,
        "event_text": [clean(evidence.cue)] if evidence.cue else [],
        "event_loc": {"name": clean(place.label), "cc3": place.country} if place else None,
        "attributed_to": [clean(graph.actors[s].label) for s in evidence.speakers if s in graph.actors]
        if event.claimed
        else [],
        "text": clean(evidence.text),
        "text_info": {"sequence": evidence.sentence, "start": evidence.start, "end": evidence.end},
        "cite_info": _cited(graph.articles.get(evidence.article)),
        "articles": len({e.article for e in statement.evidence}),
        "coder": "kg",
    }
    kept = ("date", "recipient")
    return {name: value for name, value in told.items() if name in kept or value not in (None, [], {})}


def _party(party: Party) -> dict[str, str]:
    """An actor object: country code, sectors (three or six letters), name, and Wikidata's id or ours."""
    actor, code = party.actor, party.code
    fields = {
        "code": code.country,
        "sector": code.sector + code.secondary,
        "actor_text": clean(actor.label),
        "identifier_id": actor.wikidata or actor.id,
        "identifier_text": clean(actor.label) if actor.named else "",
    }
    return {name: value for name, value in fields.items() if value}


def _cited(article: Article | None) -> dict[str, str]:
    if article is None:
        return {}
    fields = {
        "citation": article.id,
        "url": article.url,
        "title": article.title,
        "publication": article.source,
        "language": article.language,
        "codebook": "PLOVER 2",
    }
    return {name: clean(value) for name, value in fields.items() if value}
