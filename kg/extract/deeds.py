"""What claims are as deeds: *plans to visit X* is an agreement to come, *says that X must go* a request.

>>> from kg.pipeline import read_text
>>> [(o.predicate.type, o.recipient.text if o.recipient else None)
...  for o in read_text("Ann Lee plans to visit Chad.").occurrences if o.kind == "claim"]
[('AGREE', 'Chad')]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from kg.extract.arguments import actor, acts, same
from kg.extract.found import Context, Found, events_by_word
from kg.ontology import words as lexicon
from kg.ontology.words import ClaimKind
from kg.syntax import Word
from kg.types import Mention, Modality, StatementKind

MEANT = {"intention": "plan", "readiness": "willing", "promise": "promise"}
"""Kinds that are the deed that is meant, and what they make of one that has no verb (*plans for a visit*)."""
AHEAD = frozenset({"AGREE", "CONCEDE", "THREATEN", "REJECT", "REQUEST", "ACCUSE"})
"""Types of what lies ahead or is only said."""
OUGHT = frozenset({"must", "should", "ought"})
"""Modal verbs with which one says what another is to do."""


def coded(context: Context, found: Iterable[tuple[str, Found]]) -> list[tuple[str, Found]]:
    """The same statements; claims that are deeds have the type of the deed."""
    kept = list(found)
    events = events_by_word(f for _, f in kept)
    return [(name, _coded(context, f, events)) for name, f in kept]


def kind_of(claim: Found) -> ClaimKind | None:
    """The kind of a claim, by the relation it is stored under; None for a deed done to a thing."""
    return _kinds().get(claim.predicate.relation or "")


@cache
def _kinds() -> Mapping[str, ClaimKind]:
    return {kind.relation: kind for kind in lexicon.claim_kinds().values()}


def _coded(context: Context, f: Found, events: Mapping[int, Sequence[Found]]) -> Found:
    kind = kind_of(f) if f.kind is StatementKind.CLAIM and f.main >= 0 else None
    if kind is None or f.subject is None:
        return f
    if f.pattern.startswith("claim:noun") and _told_of(context.doc.words[f.anchor], events):
        return (
            replace(f, predicate=replace(f.predicate, type=None, mode=None)) if kind.type == "REQUEST" else f
        )
    if kind.name in MEANT:
        return _as_meant(f, kind, [e for i in _meant(context, f) for e in events.get(i, ()) if _his(f, e)])
    if kind.type == "SAY" and (ought := _ought(context, f)) is not None:
        whom = actor(context.doc, ought)
        return _as(f, "REQUEST", "change", whom if acts(whom) else None)
    return f


def _as(f: Found, type_: str, mode: str | None, whom: Mention | None) -> Found:
    to_oneself = whom is not None and f.subject is not None and same(f.subject, whom)
    recipient = f.recipient or (None if to_oneself else whom)
    return replace(f, predicate=replace(f.predicate, type=type_, mode=mode or None), recipient=recipient)


def _told_of(noun: Word, events: Mapping[int, Sequence[Found]]) -> bool:
    """*refused a request to leave*: the request is what is refused, not another deed."""
    above = noun.head.head if noun.dep == "pobj" else noun.head
    return noun.dep in ("dobj", "nsubjpass", "pobj") and any(
        e.predicate.type is not None for e in events.get(above.i, ())
    )


# -- what is meant -------------------------------------------------------------------------------------------


def _meant(context: Context, claim: Found) -> Iterator[int]:
    """The content's main verb, and the verbs that it only colours: *shell* of *plans to resume shelling*."""
    yield claim.main
    main = context.doc.words[claim.main]
    chained = (i for i in sorted(claim.content) if i in context.clauses and main in context.clauses[i].chain)
    yield from chained


def _his(claim: Found, event: Found) -> bool:
    """What the claim means is done by whose claim it is, not by somebody whom he promises it of."""
    if claim.pattern in ("claim:that", "claim:quote", "claim:obj-to", "claim:noun-that", "claim:adj-that"):
        return event.subject is not None and same(event.subject, claim.subject or event.subject)
    return True


def _as_meant(f: Found, kind: ClaimKind, meant: Sequence[Found]) -> Found:
    for event in () if _weighed(f.predicate.lemma) else meant:
        type_, mode = event.predicate.type, event.predicate.mode
        if event.modality is Modality.ACTUAL:
            made = lexicon.compose(MEANT[kind.name], type_ or "", mode or "")
            type_, mode = made.type, made.mode
        if type_ in AHEAD:
            return _as(f, type_, mode, None)
    return f


def _weighed(lemma: str) -> bool:
    """*is considering a visit*: nothing is decided."""
    return any(a.effect == "possible" and a.frame == "ing" for a in lexicon.aspects().get(lemma, ()))


# -- what others are to do -----------------------------------------------------------------------------------


def _ought(context: Context, f: Found) -> Word | None:
    """*Chad* of *said that Chad must go*, who is not who says so."""
    verb = context.doc.words[f.main]
    clause = context.clauses.get(f.main)
    if clause is None or not any(c.dep == "aux" and c.lower in OUGHT for c in verb.children):
        return None
    subject = next(iter(clause.patients if clause.passive else clause.agents), None)
    if subject is None or subject.lower in ("i", "we", "there", "this", "that"):
        return None
    who = actor(context.doc, subject)
    if subject.lower == "it" and not acts(who):
        return None
    if who is not None and f.subject is not None and same(who, f.subject):
        return None
    return subject if acts(who) or "must" in {c.lower for c in verb.children} else None
