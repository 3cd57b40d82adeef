"""Whom an act of speech is aimed at that is said to nobody: *promised to help Chad*, *demanded that Mali go*.

>>> from kg.pipeline import read_text
>>> [(o.predicate.relation, o.recipient.text)
...  for o in read_text("Ann Lee threatened to invade Chad.").occurrences if o.kind == "claim"]
[('threatenedTo', 'Chad')]

A promise or a threat is aimed at whom the promised deed is done to, an agreement at who agrees, a demand at
who is to do it. The act is done by speaking, whatever becomes of the deed: only the claim gets a
recipient, and nothing is asserted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extract.arguments import actor, acts, core, same
from kg.extract.clauses import Clause
from kg.extract.found import Context, Found, events_by_word
from kg.syntax import child, conjuncts, infinitive, is_verb, marked, prepositions
from kg.types import Mention, StatementKind

MEANS = frozenset({"founded", "deployed"})
"""Relations whose object is a means or a product, and nobody the deed is done to."""
POSSESSIVES = ("its ", "their ", "his ", "her ")


@dataclass(frozen=True, slots=True)
class Told:
    """All that is told: the claims, and the deeds by the index of the word that tells them."""

    context: Context
    claims: Sequence[Found]
    deeds: Mapping[int, Sequence[Found]]


Way = Callable[[Told, Found], Iterator[Mention]]
"""Whom a claim may be aimed at."""


def aimed(context: Context, found: Iterable[tuple[str, Found]]) -> list[tuple[str, Found]]:
    """The same statements; claims have whom they are aimed at where that is told of nobody yet."""
    kept = list(found)
    claims = [f for _, f in kept if f.kind is StatementKind.CLAIM]
    told = Told(context, claims, events_by_word(f for _, f in kept))
    return [(name, _aimed(told, f) if f.kind is StatementKind.CLAIM else f) for name, f in kept]


def _aimed(told: Told, claim: Found) -> Found:
    if claim.recipient is not None or claim.main < 0 or claim.subject is None:
        return claim
    ways = WAYS.get(claim.predicate.relation or "", ()) if claim.predicate.type != "INTEND" else ()
    aims = (m for way in ways for m in way(told, claim))
    return replace(claim, recipient=next((m for m in aims if _other(claim, m)), None))


def _agreed(told: Told, claim: Found) -> Iterator[Mention]:
    """*Chad and Mali agreed to meet*, *agreed with Mali to meet*: with each other."""
    cue = told.context.doc.words[claim.anchor]
    if cue.lemma != "agree":
        return
    yield from (c.subject for c in told.claims if c.anchor == claim.anchor and c.subject is not None)
    for prep, noun in prepositions(cue):
        if prep.lower == "with" and (found := actor(told.context.doc, core(noun))) is not None:
            yield found


def _other(claim: Found, mention: Mention) -> bool:
    return acts(mention) and claim.subject is not None and not same(claim.subject, mention)


def _done_to(told: Told, claim: Found) -> Iterator[Mention]:
    """Whom the promised deed is done to, or whose the thing is that it is done to."""
    for deed in (*_deeds(told, claim), *_purposes(told, claim)):
        if deed.predicate.relation not in MEANS:
            yield from (
                m for m in (deed.object, deed.recipient) if isinstance(m, Mention) and not _belongs(m)
            )


def _belongs(mention: Mention) -> bool:
    """*withdraw its troops*: a means that the speaker has."""
    return mention.name is None and mention.text.lower().startswith(POSSESSIVES)


def _deeds(told: Told, claim: Found) -> Iterator[Found]:
    """What the speaker is to do."""
    for clause in _clauses(told, claim):
        yield from (d for d in told.deeds.get(clause.verb.i, ()) if _own(claim, d))


def _purposes(told: Told, claim: Found) -> Iterator[Found]:
    """*to send doctors to help Chad*: what the speaker would do it for."""
    for i in sorted(claim.content):
        word = told.context.doc.words[i]
        if i in told.deeds and word.dep in ("advcl", "acl", "xcomp") and infinitive(word) and i != claim.main:
            yield from (d for d in told.deeds[i] if _own(claim, d))


def _own(claim: Found, deed: Found) -> bool:
    return deed.subject is not None and claim.subject is not None and same(deed.subject, claim.subject)


def _clauses(told: Told, claim: Found) -> Iterator[Clause]:
    """The content's main verb, what is coordinated with it, and the verbs that it only colours (*help*)."""
    main = told.context.doc.words[claim.main]
    joined = [w for w in conjuncts(main) if is_verb(w)]
    for verb in joined:
        if verb.i in told.context.clauses:
            yield told.context.clauses[verb.i]
    for i in sorted(claim.content):
        clause = told.context.clauses.get(i)
        if clause is not None and any(w in joined for w in clause.chain):
            yield clause


def _provoked(told: Told, claim: Found) -> Iterator[Mention]:
    """*threatened to strike unless Israel left*: whose deed the threatened one depends on."""
    for i in sorted(claim.content):
        clause = told.context.clauses.get(i)
        if clause is not None and marked(clause.verb, "if", "unless", "until"):
            yield from _agents(told.context, clause)


def _wanted_of(told: Told, claim: Found) -> Iterator[Mention]:
    """Who is to do what is demanded: *demanded that Mali go*, not *demanded to be heard*."""
    clause = told.context.clauses.get(claim.main)
    if clause is not None and child(clause.verb, "nsubj") is not None:
        yield from _agents(told.context, clause)


def _agents(context: Context, clause: Clause) -> Iterator[Mention]:
    for word in clause.agents:
        found = actor(context.doc, core(word))
        if found is not None:
            yield found


WAYS: Mapping[str, tuple[Way, ...]] = {
    "promisedTo": (_agreed, _done_to),
    "threatenedTo": (_done_to, _provoked),
    "intends": (_done_to,),
    "readyTo": (_done_to,),
    "demandedThat": (_wanted_of,),
}
"""By the relation of a claim, how whom it is aimed at is found, the surest first."""
