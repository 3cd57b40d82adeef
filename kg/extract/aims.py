"""Whom an act of speech is aimed at that is said to nobody: *promised to help Chad*, *demanded that Mali go*.

>>> from kg.pipeline import read_text
>>> [(o.predicate.relation, o.recipient.text)
...  for o in read_text("Ann Lee threatened to invade Chad.").occurrences if o.kind == "claim"]
[('threatenedTo', 'Chad')]

A promise or a threat is aimed at whom the promised deed is done to, an agreement at who agrees, a demand at
who is to do it. The act is
done by speaking, whatever becomes of the deed: only the claim gets a recipient, and nothing is asserted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.extract.arguments import actor, acts, core, same
from kg.extract.clauses import Clause
from kg.extract.found import Context, Found
from kg.syntax import child, conjuncts, infinitive, is_verb, marked, prepositions
from kg.types import Mention, Polarity

MEANS = frozenset({"founded", "deployed"})
"""Relations whose object is a means or a product, and nobody the deed is done to."""
SPOKEN = frozenset({"AGREE", "THREATEN"})
"""Types of deeds that are still to be done: saying that one will do them is the event."""
POSSESSIVES = ("its ", "their ", "his ", "her ")
Deeds = Mapping[int, list[Found]]
"""Events by the index of the word that tells them."""
Way = Callable[[Context, Found, Sequence[Found], Deeds], Iterator[Mention]]
"""(context, claim, all claims, events) -> whom it may be aimed at."""


def aimed(context: Context, claims: Sequence[Found], events: Iterable[Found]) -> Iterator[Found]:
    """The claims, with whom they are aimed at where that is told of nobody yet."""
    deeds: dict[int, list[Found]] = defaultdict(list)
    for event in events:
        deeds[event.anchor].append(event)
    for claim in claims:
        yield _aimed(context, claim, claims, deeds)


def _aimed(context: Context, claim: Found, claims: Sequence[Found], deeds: Deeds) -> Found:
    if claim.main < 0 or claim.subject is None:
        return claim
    claim = _meant(context, claim, deeds)
    if claim.recipient is not None or claim.predicate.type == "INTEND":
        return claim
    ways = WAYS.get(claim.predicate.relation or "", ())
    told = (m for way in ways for m in way(context, claim, claims, deeds))
    return replace(claim, recipient=next((m for m in told if _other(claim, m)), None))


def _meant(context: Context, claim: Found, deeds: Deeds) -> Found:
    """*is ready to send aid*, *plans to impose a ban*: who says so promises, or threatens."""
    if claim.predicate.relation != "intends" or claim.polarity is Polarity.NEGATIVE:
        return claim
    types = (d.predicate.type for d in _deeds(context, claim, deeds))
    told = next((t for t in types if t in SPOKEN), None)
    return claim if told is None else replace(claim, predicate=replace(claim.predicate, type=told))


def _agreed(context: Context, claim: Found, claims: Sequence[Found], deeds: Deeds) -> Iterator[Mention]:
    """*Chad and Mali agreed to meet*, *agreed with Mali to meet*: with each other."""
    cue = context.doc.words[claim.anchor]
    if cue.lemma != "agree":
        return
    yield from (c.subject for c in claims if c.anchor == claim.anchor and c.subject is not None)
    for prep, noun in prepositions(cue):
        if prep.lower == "with" and (found := actor(context.doc, core(noun))) is not None:
            yield found


def _other(claim: Found, mention: Mention) -> bool:
    return acts(mention) and claim.subject is not None and not same(claim.subject, mention)


def _done_to(context: Context, claim: Found, claims: Sequence[Found], deeds: Deeds) -> Iterator[Mention]:
    """Whom the promised deed is done to, or whose the thing is that it is done to."""
    for deed in (*_deeds(context, claim, deeds), *_purposes(context, claim, deeds)):
        if deed.predicate.relation not in MEANS:
            yield from (
                m for m in (deed.object, deed.recipient) if isinstance(m, Mention) and not _belongs(m)
            )


def _belongs(mention: Mention) -> bool:
    """*withdraw its troops*: a means that the speaker has."""
    return mention.name is None and mention.text.lower().startswith(POSSESSIVES)


def _deeds(context: Context, claim: Found, deeds: Deeds) -> Iterator[Found]:
    """What the speaker is to do."""
    for clause in _clauses(context, claim):
        yield from (d for d in deeds.get(clause.verb.i, ()) if _own(claim, d))


def _purposes(context: Context, claim: Found, deeds: Deeds) -> Iterator[Found]:
    """*to send doctors to help Chad*: what the speaker would do it for."""
    for i in sorted(claim.content):
        word = context.doc.words[i]
        if i in deeds and word.dep in ("advcl", "acl", "xcomp") and infinitive(word) and i != claim.main:
            yield from (d for d in deeds[i] if _own(claim, d))


def _own(claim: Found, deed: Found) -> bool:
    return deed.subject is not None and claim.subject is not None and same(deed.subject, claim.subject)


def _clauses(context: Context, claim: Found) -> Iterator[Clause]:
    """The content's main verb, what is coordinated with it, and the verbs that it only colours (*help*)."""
    main = context.doc.words[claim.main]
    joined = [w for w in conjuncts(main) if is_verb(w)]
    for verb in joined:
        if verb.i in context.clauses:
            yield context.clauses[verb.i]
    for i in sorted(claim.content):
        clause = context.clauses.get(i)
        if clause is not None and any(w in joined for w in clause.chain):
            yield clause


def _provoked(context: Context, claim: Found, claims: Sequence[Found], deeds: Deeds) -> Iterator[Mention]:
    """*threatened to strike unless Israel left*: whose deed the threatened one depends on."""
    for i in sorted(claim.content):
        clause = context.clauses.get(i)
        if clause is not None and marked(clause.verb, "if", "unless", "until"):
            yield from _agents(context, clause)


def _wanted_of(context: Context, claim: Found, claims: Sequence[Found], deeds: Deeds) -> Iterator[Mention]:
    """Who is to do what is demanded: *demanded that Mali go*, not *demanded to be heard*."""
    clause = context.clauses.get(claim.main)
    if clause is not None and child(clause.verb, "nsubj") is not None:
        yield from _agents(context, clause)


def _agents(context: Context, clause: Clause) -> Iterator[Mention]:
    for word in clause.agents:
        found = actor(context.doc, core(word))
        if found is not None:
            yield found


WAYS: Mapping[str, tuple[Way, ...]] = {
    "promisedTo": (_agreed, _done_to),
    "threatenedTo": (_done_to, _provoked),
    "intends": (_done_to,),
    "demandedThat": (_wanted_of,),
}
"""By the relation of a claim, how whom it is aimed at is found, the surest first."""
