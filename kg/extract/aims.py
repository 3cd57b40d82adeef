"""Whom it is aimed at where no extractor told it: *promised to help Chad*, *bombed a bridge in Goma*.

>>> from kg.pipeline import read_text
>>> [(o.predicate.relation, o.recipient.text)
...  for o in read_text("Ann Lee threatened to invade Chad.").occurrences if o.kind == "claim"]
[('threatenedTo', 'Chad')]

A promise or a threat is aimed at whom the promised deed is done to, an agreement at who agrees, a demand at
who is to do it, a deed done to a thing at whose thing it is. By the relation of a claim or the type of a deed
``CLAIMS`` and ``DEEDS`` list the ways of finding it. Only a recipient is added: nothing more is asserted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.document import Document
from kg.extract.arguments import actor, actor_in, acts, core, inner_actor, names, same, within
from kg.extract.clauses import Clause, together
from kg.extract.found import Context, Found, events_by_word
from kg.extract.nominals import is_armed
from kg.ontology.words import noun_class
from kg.syntax import Word, child, childs, conjuncts, infinitive, inside, is_verb, marked, prepositions
from kg.types import Kind, Mention, Phrase, StatementKind

MEANS = frozenset({"founded", "deployed", "sent", "recruited"})
"""Relations whose object is a means or a product, and nobody the deed is done to."""
ASIDE = frozenset({"about", "at", "over", "for", "with", "against", "from", "of", "to", "toward", "towards"})
"""Prepositions of a verb of speech under which stands whom it is about or asked of."""
SENDING = frozenset({"send", "deploy", "dispatch", "contribute", "fly", "airlift"})
"""Verbs whose object helps others or fights them."""
POSSESSIVES = ("its ", "their ", "his ", "her ")


@dataclass(frozen=True, slots=True)
class Told:
    """All that is told: the claims, and the deeds by the index of the word that tells them."""

    context: Context
    claims: Sequence[Found]
    deeds: Mapping[int, Sequence[Found]]


Way = Callable[[Told, Found], Iterator[Mention]]
"""Whom a claim or a deed may be aimed at, the likeliest first."""


def aimed(context: Context, found: Iterable[tuple[str, Found]]) -> list[tuple[str, Found]]:
    """The same statements with whom they are aimed at, where that was told of nobody yet.

    What is aimed at several (*aid for Chad and Mali*) is one statement for each.
    """
    kept = list(found)
    deeds = events_by_word(f for _, f in kept)
    told = Told(context, [f for _, f in kept if f.kind is StatementKind.CLAIM], deeds)
    kept = [(name, _aimed(told, f) if f.kind is StatementKind.CLAIM else f) for name, f in kept]
    told = Told(context, [f for _, f in kept if f.kind is StatementKind.CLAIM], deeds)
    kept = [(name, _aimed(told, f) if f.kind is StatementKind.EVENT else f) for name, f in kept]
    heads = {m.start: i for i, m in context.doc.mentions.items()}
    return [(name, each) for name, f in kept for each in _spread(context.doc, heads, f)]


def _aimed(told: Told, f: Found) -> Found:
    if f.recipient is not None or f.subject is None or (isinstance(f.object, Mention) and acts(f.object)):
        return f
    aims = (m for way in _ways(f) for m in way(told, f))
    return replace(f, recipient=next((m for m in aims if _other(f, m)), None))


def _ways(f: Found) -> Sequence[Way]:
    if f.kind is StatementKind.EVENT:
        return DEEDS.get(f.predicate.type or "", ())
    if f.kind is not StatementKind.CLAIM or f.main < 0 or f.predicate.type in (None, "SAY", "INTEND"):
        return ()
    return CLAIMS.get(f.predicate.relation or "", ())


def _spread(doc: Document, heads: Mapping[int, int], f: Found) -> Iterator[Found]:
    """*aid for Chad and Mali*: the statement once for each of them."""
    at = heads.get(f.recipient.start) if f.recipient is not None else None
    if at is None or f.recipient is None:
        yield f
        return
    joined = [m for w in together(doc.words[at]) if (m := doc.mention(w)) is not None and _other(f, m)]
    yield from (replace(f, recipient=m) for m in (joined if f.recipient in joined else [f.recipient]))


def _agreed(told: Told, claim: Found) -> Iterator[Mention]:
    """*Chad and Mali agreed to meet*, *agreed with Mali to meet*: with each other."""
    cue = told.context.doc.words[claim.anchor]
    if cue.lemma != "agree":
        return
    yield from (c.subject for c in told.claims if c.anchor == claim.anchor and c.subject is not None)
    for prep, noun in prepositions(cue):
        if prep.lower == "with" and (found := actor(told.context.doc, core(noun))) is not None:
            yield found


def _other(f: Found, mention: Mention) -> bool:
    return acts(mention) and (f.subject is None or not same(f.subject, mention))


def _done_to(told: Told, claim: Found) -> Iterator[Mention]:
    """Whom the promised deed is done to, or whose the thing is that it is done to."""
    for deed in (*_deeds(told, claim), *_purposes(told, claim)):
        if not _as_means(deed):
            yield from (
                m for m in (deed.object, deed.recipient) if isinstance(m, Mention) and not _belongs(m)
            )


def _inside(told: Told, claim: Found) -> Iterator[Mention]:
    """*agreed to set up hospitals in Chad*: the nearest in the promised deed, names before others."""
    doc = told.context.doc
    if claim.predicate.relation == "demandedThat" and is_verb(doc.words[claim.main]):
        return  # *demanded to release prisoners* is not demanded of the prisoners
    main = doc.words[claim.main]
    own = names(main, claim.predicate.relation)  # *voiced his country's support*: his country gives it
    if main.pos in ("NOUN", "PROPN"):  # *lashed out at Chad*, *complained of raids by Chad*
        itself = actor(doc, core(main)) or (None if own else inner_actor(doc, main))
        yield from () if itself is None else (itself,)
    means = {o.start for d in _deeds(told, claim) if isinstance(o := d.object, Mention) and _as_means(d)}
    near = [m for m in within(doc, main) if not _belongs(m) and m.start not in means]
    near = [m for m in near if not (own and m.start < main.start)]
    yield from (m for m in near if m.name is not None)
    yield from near


def _as_means(deed: Found) -> bool:
    """*send doctors*, *found a school*: done with them, to others; not *send troops to Chad*."""
    held = deed.object
    place = isinstance(held, Mention) and held.name is not None and held.kind is not Kind.ORGANIZATION
    sent = deed.predicate.relation in MEANS or deed.predicate.lemma.split()[0] in SENDING
    return sent and not place


def _belongs(mention: Mention) -> bool:
    """*withdraw its troops*: a means that the speaker has; *their hostages* are none."""
    own = mention.name is None and mention.text.lower().startswith(POSSESSIVES)
    return own and (is_armed(mention) or mention.sector in (None, "GOV"))


def _blamed(told: Told, claim: Found) -> Iterator[Mention]:
    """*complained that Chad had lied*: who does what is complained of."""
    clause = told.context.clauses.get(claim.main)
    if clause is not None:
        yield from _agents(told.context, clause)


def _called_on(told: Told, f: Found) -> Iterator[Mention]:
    """*called X to convey support*, *met X to apologise*: who is called or met for it."""
    word = told.context.doc.words[f.anchor]
    if word.dep in ("advcl", "xcomp") and infinitive(word) and is_verb(word.head):
        yield from (m for w in childs(word.head, "dobj") for m in _someone(told, w))


def _beside_cue(told: Told, claim: Found) -> Iterator[Mention]:
    """*voiced solidarity on Monday with Chad*, *requested data from Chad*: under the verb itself."""
    doc = told.context.doc
    for prep, noun in prepositions(doc.words[claim.anchor]):
        told_to = prep.lower == "to" and claim.predicate.type == "ACCUSE"  # *complained to the UN about X*
        aside = prep.lower in ASIDE and not told_to
        if aside and (found := actor_in(doc, noun)) is not None:
            yield found


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


def _written_to(told: Told, claim: Found) -> Iterator[Mention]:
    """*sent a letter to X threatening to Y*: who is written to."""
    cue = told.context.doc.words[claim.anchor]
    above = cue.head
    if cue.dep == "acl" and above.dep == "pobj" and above.head.lower == "to":
        yield from _someone(told, above)
    if cue.dep == "advcl" and any("UTTERED" in noun_class(w.lemma) for w in childs(above, "dobj")):
        under = (above, *childs(above, "dobj"))
        yield from (
            m for w in under for p, n in prepositions(w) if p.lower == "to" for m in _someone(told, n)
        )
        yield from (m for w in childs(above, "dative") for m in _someone(told, w))


def _someone(told: Told, word: Word) -> Iterator[Mention]:
    found = actor(told.context.doc, core(word))
    if found is not None:
        yield found


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


def _required(told: Told, f: Found) -> Iterator[Mention]:
    """*will not end the strike until the government pays*: whose deed the refusal waits for."""
    verb = told.context.doc.words[f.anchor]
    for word in childs(verb, "advcl"):
        if word.i in told.context.clauses and marked(word, "until", "unless", "before"):
            yield from _agents(told.context, told.context.clauses[word.i])


def _protested(told: Told, f: Found) -> Iterator[Mention]:
    """*rallied to demand that X go*, *in protest against laws made by X*: whom they ask or blame."""
    verb = told.context.doc.words[f.anchor]
    for claim in told.claims:
        cue = told.context.doc.words[claim.anchor]
        if claim.recipient is not None and inside(cue, verb) and _own(f, claim):
            yield claim.recipient
    for prep, noun in prepositions(verb):
        before = actor(told.context.doc, core(noun)) if prep.lower in ("outside", "against") else None
        if before is not None and before.kind is not Kind.PLACE:
            yield before  # *staged a sit-in outside the ministry*
        if noun.lower == "protest" and prep.lower == "in":
            for under, held in prepositions(noun):
                found = actor_in(told.context.doc, held)
                if under.lower in ("of", "against", "at", "over") and found is not None:
                    yield found


def _in_thing(told: Told, f: Found) -> Iterator[Mention]:
    """*struck power lines that lead into Kabul*, *paid for food for families in Chad*."""
    doc = told.context.doc
    alone = f.predicate.type in ("SANCTION", "SUPPORT")  # *quit its pact with X*, *is in favor of X's bid*
    if isinstance(f.object, Phrase) or alone:
        apart = {o.start for d in told.deeds.get(f.anchor, ()) if isinstance(o := d.object, Mention)}
        if f.predicate.type not in LEAVING:
            apart |= {m.start for m in _from(told, f)}
        near = [m for m in within(doc, doc.words[f.anchor]) if not _belongs(m) and m.start not in apart]
        yield from (m for m in near if m.name is not None)
        yield from near if f.predicate.type in HARMING else ()


def _from(told: Told, f: Found) -> Iterator[Mention]:
    """*fired a missile from Chad*: where a deed comes from."""
    for prep, noun in prepositions(told.context.doc.words[f.anchor]):
        if prep.lower == "from":
            yield from _someone(told, noun)


LEAVING = frozenset({"RETREAT", "SANCTION", "COERCE", "REQUEST", "REJECT"})
"""Types of what is taken from, asked of or ended with somebody."""
HARMING = frozenset({"AID", "ASSAULT", "COERCE", "CONCEDE"})
"""Types of what is done to people who are not named as well."""


CLAIMS: Mapping[str, tuple[Way, ...]] = {
    "promisedTo": (_agreed, _done_to, _inside, _beside_cue),
    "threatenedTo": (_written_to, _done_to, _provoked, _inside),
    "intends": (_done_to, _inside),
    "readyTo": (_done_to, _inside),
    "warnedOf": (_done_to,),
    "demandedThat": (_written_to, _wanted_of, _inside, _beside_cue),
    "wants": (_inside, _beside_cue),
    "accusedOf": (_blamed, _inside, _beside_cue),
    "approved": (_agreed,),
    "signed": (_agreed,),
    "supports": (_called_on, _inside, _beside_cue),
    "apologized": (_called_on, _inside, _beside_cue),
    "voicedConcern": (_inside, _beside_cue),
}
"""By the relation of a claim, how whom it is aimed at is found, the surest first."""
TO_THINGS = (
    *("AGREE", "AID", "ASSAULT", "COERCE", "CONCEDE", "MOBILIZE"),
    *("REQUEST", "RETREAT", "SANCTION", "SUPPORT", "THREATEN"),
)
"""Types of deeds that are done to somebody through a thing."""
DEEDS: Mapping[str, tuple[Way, ...]] = {
    "REJECT": (_required, _in_thing),
    "PROTEST": (_protested,),
    **dict.fromkeys(TO_THINGS, (_in_thing,)),
}
"""The same by the type of an event whose object, if any, is a thing."""
