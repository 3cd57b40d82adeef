"""Events told by a noun: *the Russian strike on Odesa*, *talks between A and B*, *imposed sanctions on X*.

>>> from kg.pipeline import read_text
>>> [(o.subject.text, o.predicate.lemma, o.object.text)
...  for o in read_text("Ann Lee held talks with Tim Roe.").occurrences if o.kind == "event"]
[('Ann Lee', 'hold talks', 'Tim Roe')]
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from kg.document import Document
from kg.extract.arguments import (
    NO_PARTY,
    actor,
    acts,
    beside,
    core,
    inner_actor,
    named_by,
    phrase,
    same,
    sides,
)
from kg.extract.clauses import SUBJECTS, Clause, none_of, together
from kg.extract.compose import composed
from kg.extract.found import Context, Found
from kg.extract.predicates import cue_span, predicate_words
from kg.ontology import words as lexicon
from kg.ontology.words import NounFrame
from kg.syntax import Word, child, childs, conjuncts, is_time, is_verb, particle, prepositions
from kg.types import Kind, Mention, Modality, Phrase, Polarity, Predicate, StatementKind


def is_event_noun(word: Word) -> bool:
    """It names something that is done."""
    return word.pos == "NOUN" and frame(word) is not None


def frame(word: Word) -> NounFrame | None:
    """What a noun names, with the word before it (*hunger strike*) or its *of* (*exchange of fire*) first."""
    for c in word.children:
        if c.dep in ("compound", "amod") and c.i == word.i - 1:
            known = lexicon.relation_of_noun(f"{c.lower} {word.lower}", f"{c.lower} {word.lemma}")
        elif c.dep == "prep" and c.lower == "of" and c.i == word.i + 1 and (held := child(c, "pobj")):
            known = lexicon.relation_of_noun(f"{word.lemma} of {held.lower}")
        else:
            continue
        if known:
            return known
    return lexicon.relation_of_noun(word.lower, word.lemma)


def event_type(word: Word) -> str:
    """PLOVER type of the event a noun names, or empty."""
    known = frame(word)
    return known.relation.type if known else ""


def nominals(context: Context) -> Iterator[Found]:
    """Every event noun with who did it and to whom, its light verb taken along."""
    for word in context.doc.words:
        known = frame(word) if word.pos == "NOUN" else None
        if known is not None and (word.i not in context.spoken or _is_answered(context, word, known)):
            yield from _nominal(context, word, known)


def _is_answered(context: Context, noun: Word, known: NounFrame) -> bool:
    """*refused a request to leave*: a claim of who asks, and a deed of who answers."""
    clause = _light(context, noun) if known.relation.type in ASKING else None
    return clause is not None and light(clause, _first(noun)) in ANSWERS


def _nominal(context: Context, noun: Word, known: NounFrame) -> Iterator[Found]:
    doc = context.doc
    clause = _light(context, noun)
    told = list(doer(doc, noun))
    agents = told or (_subjects(doc, clause, known) if clause is not None else [])
    meant = _meant(doc, noun, _kept(noun, known, clause), agents)
    if meant is not known and not told and clause is not None:
        agents = _subjects(doc, clause, meant)
    known = meant
    patients = list(_patients(doc, noun, known, clause)) or [(m, None) for m in _struck(doc, noun, known)]
    both = known.relation.symmetric
    effect = light(clause, _first(noun)) if clause is not None else ""
    if clause is not None and effect == "undergo" and not both:
        yield from _undergone(context, noun, known, clause)
        return
    if clause is not None and effect in ANSWERS and (told or known.relation.type in ASKING):
        yield from _answered(context, noun, known, clause, agents)
        return
    between = [m for m in _between(doc, noun, clause) if acts(m)]
    if between and agents and (not both or effect in ANSWERS):
        yield from (_made(context, noun, known, clause, a, b) for a in agents for b in between)
        return
    if between:
        yield from (_made(context, noun, known, clause, a, b) for a, b in combinations(between, 2))
        return
    if both and len(agents) > 1 and not patients:
        yield from (_made(context, noun, known, clause, a, b) for a, b in combinations(agents, 2))
        return
    above = None
    if not agents and patients and (both or noun.dep == "dobj"):
        above = _above(context, noun, both)
        agents = _subjects(doc, above) if above is not None else []
    if clause is None and not patients and noun.dep == "dobj" and known.relation.type in DECLARED:
        yield from _announced(context, noun, known)
    if clause is None and not (agents and patients):
        return
    if clause is not None and not patients:
        yield from (_thing(context, noun, known, clause, agent) for agent in agents)
        return
    if clause is not None and not agents and not clause.passive:
        return
    nobody: tuple[None] = (None,)
    for agent in agents or nobody:
        for patient, inner in patients or ((None, None),):
            if agent is not None and patient is not None and agent.start == patient.start:
                continue
            if agent is not None or isinstance(patient, Mention):
                found = _made(context, noun, known, clause, agent, patient, inner)
                owned = child(noun, "poss") is not None  # *their meeting* has taken place
                yield found if above is None or owned else _under(found, above)


def _kept(noun: Word, known: NounFrame, clause: Clause | None) -> NounFrame:
    """*violated the ceasefire agreement*: what is broken is the ceasefire, not the agreement to it."""
    if clause is None or light(clause, _first(noun)) != "violate":
        return known
    before = (lexicon.relation_of_noun(c.lower) for c in noun.children if c.dep == "compound")
    return next((k for k in before if k is not None and k.relation.type == "RETREAT"), known)


def _meant(doc: Document, noun: Word, known: NounFrame, told: list[Mention]) -> NounFrame:
    """*a strike by nurses* is no attack; *exercises with Chad* are held together."""
    if known.noun in DOUBLE and told and not any(is_armed(m) for m in told):
        return lexicon.relation_of_noun("general strike") or known
    near = (*prepositions(noun), *(prepositions(noun.head) if noun.dep == "dobj" else ()))
    shared = known.relation.name == "drilled" and (
        any(c.lower == "joint" for c in noun.children)
        or any(p.lower == "with" and acts(actor(doc, core(w))) for p, w in near)
    )
    return (lexicon.relation_of_noun("joint exercise") or known) if shared else known


def _under(found: Found, above: Clause) -> Found:
    """*failed to come to an agreement with X*: held as the verb is whose subject it takes."""
    modality = above.modality if found.modality is Modality.ACTUAL else found.modality
    negative = (above.polarity is Polarity.NEGATIVE) ^ (found.polarity is Polarity.NEGATIVE)
    return replace(found, modality=modality, polarity=Polarity.NEGATIVE if negative else Polarity.POSITIVE)


def _undergone(context: Context, noun: Word, known: NounFrame, clause: Clause) -> Iterator[Found]:
    """*faces charges*, *suffered an attack by X*: the subject is whom it is done to."""
    sources = list(doer(context.doc, noun)) or [
        m
        for p, w in prepositions(noun)
        if p.lower == "from" and acts(m := actor(context.doc, core(w))) and m is not None
    ]
    for victim in _subjects(context.doc, clause):
        nobody: tuple[None] = (None,)
        for source in sources or nobody:
            yield _made(context, noun, known, clause, source, victim)


ARMED = frozenset({"GOV", "MIL", "REB", "UAF", "COP", "SPY"})
"""Sectors whose hardware strikes for them."""
FORCEFUL = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
"""Types of what is done by force."""
ANSWERS = frozenset({"accept", "approve", "grant", "answer", "reject"})
"""Effects of verbs that answer what a noun asks, or what somebody else does."""
ASKING = frozenset({"REQUEST", "AGREE"})


def is_armed(mention: Mention) -> bool:
    """Its jets and missiles are taken for itself."""
    return mention.kind is Kind.COUNTRY or mention.sector in ARMED


def _answered(
    context: Context, noun: Word, known: NounFrame, clause: Clause, askers: list[Mention]
) -> Iterator[Found]:
    """*refused a request from X*: who answers does it, to whom has asked."""
    subjects = _subjects(context.doc, clause)
    for subject in subjects:
        asking = [m for m in askers if m.start != subject.start]
        if not asking:
            yield _thing(context, noun, known, clause, subject)
        for asker in asking:
            yield _made(context, noun, known, clause, subject, asker)
    if not subjects and clause.passive:
        yield from (_made(context, noun, known, clause, None, asker) for asker in askers)


ANNOUNCING = frozenset({"announcement", "decree", "intention", "promise"})
"""Kinds of claims whose speaker does what the noun tells: *announced sanctions on X*."""


DECLARED = frozenset({"SANCTION", "COERCE", "MOBILIZE", "RETREAT", "CONCEDE"})
"""Types of what is done by announcing it: a curfew, a truce, a mobilisation."""


def _announced(context: Context, noun: Word, known: NounFrame) -> Iterator[Found]:
    """*announced a mobilisation*: done by who announces it, to nobody in particular."""
    above = _above(context, noun, False)
    for agent in _subjects(context.doc, above) if above is not None and not above.passive else []:
        found = _made(context, noun, known, None, agent, phrase(context.doc, noun))
        made = lexicon.compose("announce", known.relation.type, known.relation.mode)
        yield replace(found, predicate=replace(found.predicate, type=made.type, mode=made.mode or None))


SEQUEL = frozenset({"before", "after", "during", "since", "until", "following", "amid", "despite"})
"""Prepositions before an event of its own: who does the verb's deed need not take part."""


def _above(context: Context, noun: Word, symmetric: bool) -> Clause | None:
    """Whose talks *talks with X* are: the subject's of the verb above; and who announces an act does it."""
    verb = noun.head
    while (
        verb.dep in ("pobj", "prep", "dobj", "conj", "compound")
        and not is_verb(verb)
        and verb.pos in ("NOUN", "ADP")
    ):
        if verb.lower in SEQUEL and event_type(noun) != "CONSULT":
            return None  # *arrested fans before a match against X*: others play
        verb = verb.head
    clause = context.clauses.get(verb.i)
    if clause is None:
        return None
    # sanctions are announced by who imposes them; deaths and crashes by whoever hears of them
    announced = event_type(noun) and any(
        c.anchor == verb.i
        and any(
            c.predicate.relation == k.relation for n, k in lexicon.claim_kinds().items() if n in ANNOUNCING
        )
        for c in context.claims
    )
    match = lexicon.relation_of_verb(clause.verb.lemma, clause.particle)
    against = match is not None and match.relation.type in ("ACCUSE", "REJECT", "THREATEN")
    plain = symmetric and not clause.passive and verb.i not in context.spoken and not against
    return clause if announced or plain else None


def doer(doc: Document, noun: Word) -> Iterator[Mention]:
    """*Israeli*, *Israel's*, *by Israel*: who stands behind the event a noun names."""
    for c in noun.children:
        if c.dep in ("poss", "amod", "compound", "nmod") and c.i < noun.i:
            for w in together(c):
                mention = doc.mention(w)
                if mention is not None and mention.kind is Kind.PLACE:
                    continue  # *their Moscow meetings*
                if acts(mention) and mention is not None:
                    yield mention
    known = frame(noun)
    agents = known.agents if known else ("by",)
    used = (x for v in childs(noun, "acl") if _uses(v) for x in prepositions(v) if x[0].dep == "agent")
    for prep, w in (*prepositions(noun), *used):
        if prep.lower in agents:
            for x in (n for y in conjuncts(w) for n in named_by(doc, y)):
                mention = actor(doc, x)
                if acts(mention) and mention is not None:
                    yield mention


def _uses(verb: Word) -> bool:
    """*missiles fired by X*, *a raid carried out by X*: who does it does what those do."""
    match = lexicon.relation_of_verb(verb.lemma, particle(verb), obj=verb.head.lemma)
    forceful = match is not None and match.relation.type in FORCEFUL
    return forceful or bool(lexicon.light(verb.lemma, particle(verb)))


def _between(doc: Document, noun: Word, clause: Clause | None) -> Iterator[Mention]:
    """*between A, B and C*, beside the noun or its light verb."""
    for prep, w in (*prepositions(noun), *(prepositions(clause.verb) if clause is not None else ())):
        if prep.lower in ("between", "among"):
            joined = conjuncts(w)
            if len(joined) == 1:  # *talks between A (...) and B*, where the parse joins B to the talks
                joined += [c for c in noun.children if c.dep == "conj" and c.i > w.i]
            for x in joined:
                mention = actor(doc, x)
                if mention is not None:
                    yield mention


def _patients(
    doc: Document, noun: Word, known: NounFrame, clause: Clause | None
) -> Iterator[tuple[Mention | Phrase, Mention | None]]:
    """To whom it is done, or to what, with who is told inside of that: *sanctions on Iranian firms*."""
    near = list(prepositions(noun)) + (list(prepositions(clause.verb)) if clause is not None else [])
    if " of " in known.noun:  # *a suspension of air links with X*
        near += [x for p, held in prepositions(noun) if p.lower == "of" for x in prepositions(held)]
    own = child(noun, "acl")
    if (
        clause is not None
        and own is not None
        and own is not clause.verb
        and own.tag == "VBN"
        and lexicon.light(own.lemma)
    ):
        near += prepositions(own)  # *lifted the ban imposed on X*
    for prep, w in near:
        if w.lower in NO_PARTY or is_time(w):
            continue
        if prep.lower in known.patients or prep.lower in _always(known):
            for x in (n for y in together(w) for n in named_by(doc, core(y))):
                mention = actor(doc, x)
                if acts(mention) and mention is not None:
                    yield mention, None
                elif (
                    mention is None and clause is None and frame(x) is None and (inner := inner_actor(doc, x))
                ):
                    yield inner, None
                elif (
                    mention is None
                    and x.pos in ("NOUN", "PROPN")
                    and (clause is not None or frame(x) is None)
                ):
                    yield phrase(doc, x), inner_actor(doc, x) if known.relation.type else None


def _always(known: NounFrame) -> tuple[str, ...]:
    """Prepositions before whom an event is done to, whatever its noun."""
    if known.relation.type == "ASSAULT":
        return ("against", "on")  # *a verdict on the flag* is no deed done to it
    return (*(("with",) if known.relation.symmetric else ()), *(("against",) if known.relation.type else ()))


def _struck(doc: Document, noun: Word, known: NounFrame) -> Iterator[Mention]:
    """*an airstrike in Sidon*: where force is used is what it is used on, if nothing else is told."""
    if known.relation.type != "ASSAULT":
        return
    for prep, w in prepositions(noun):
        mention = doc.mention(w)
        if (
            prep.lower in ("in", "at", "near", "across", "around")
            and mention is not None
            and mention.kind is Kind.PLACE
        ):
            yield mention
            return


def light(clause: Clause, noun: Word) -> str:
    """What the verb of a clause does to the event that a noun under it names, or empty.

    The noun is its object (*held talks*), stands under its preposition (*engaged in talks*), or under that of
    its adjective (*is guilty of murder*).
    """
    if noun.dep != "pobj" or clause.verb.head is noun:
        effect = lexicon.light(clause.verb.lemma, clause.particle)
        return "" if _whole(clause, noun) else "same" if effect and _done_so(clause, noun) else effect
    above, prep = noun.head.head, noun.head.lower
    word = above.lower if above.pos == "ADJ" else above.lemma
    effect = lexicon.light_verbs().get(f"{word} {prep}", "")
    return "" if effect and _fixed(above.lemma, prep, noun) else effect


def _whole(clause: Clause, noun: Word) -> bool:
    """*ended their strike* has a meaning of its own; *ended strikes on X* has that of its noun."""
    known = frame(noun)
    if known is None or known.noun not in DOUBLE or noun.lower != noun.lemma:
        return False
    if any(p.lower in known.patients for p, _ in (*prepositions(noun), *prepositions(clause.verb))):
        return False
    whole = lexicon.relation_of_verb(clause.verb.lemma, clause.particle, "", noun.lemma)
    return whole is not None and whole.frame.object == noun.lemma and whole.relation is not known.relation


def _done_so(clause: Clause, noun: Word) -> bool:
    """*offered an apology* has apologised: verb and noun together are a row of the deed."""
    whole = lexicon.relation_of_verb(clause.verb.lemma, clause.particle, "", noun.lemma)
    known = frame(noun)
    same = whole is not None and known is not None and whole.relation is known.relation
    return same and whole is not None and whole.frame.object == noun.lemma


DOUBLE = frozenset({"strike"})
"""Nouns that name two things: an attack and a stoppage."""


def _fixed(verb: str, prep: str, noun: Word) -> bool:
    """*went on strike* has a meaning of its own; *went on hunger strike* has that of its noun."""
    known, whole = frame(noun), lexicon.relation_of_verb(verb, "", prep, "", noun.lemma)
    return known is not None and " " not in known.noun and whole is not None and bool(whole.frame.pobj)


def _first(noun: Word) -> Word:
    """*talks* of *talks and meetings*, *round* of *a round of talks*."""
    while noun.dep == "conj" and noun.head.pos == "NOUN":
        noun = noun.head
    if (
        noun.dep == "pobj"
        and noun.head.lower == "of"
        and "MEASURE" in lexicon.noun_class(noun.head.head.lemma)
    ):
        return noun.head.head
    return noun


def _light(context: Context, noun: Word) -> Clause | None:
    """The clause whose light verb has the noun for an object."""
    top = _first(noun)
    for verb in _over(top):
        clause = context.clauses.get(verb.i)
        if clause is None or not is_verb(verb) or verb.i in context.spoken or not light(clause, top):
            continue
        if verb.head is not top or (clause.passive and top in clause.patients):
            return clause
    return None


def _over(noun: Word) -> Iterator[Word]:
    """The verbs that may be light verbs of a noun.

    *lifted sanctions imposed on X* is told of the lifting, *has sanctions placed on it* of the placing.
    """
    own = child(noun, "acl", "relcl")
    if noun.dep in ("dobj", "nsubjpass") and lexicon.light(noun.head.lemma) not in ("", "same"):
        yield noun.head
    if own is not None:
        yield own
    if noun.dep in ("dobj", "nsubjpass"):
        yield noun.head
    if noun.dep == "pobj" and noun.head.dep == "prep":
        above = noun.head.head
        yield above.head if above.pos == "ADJ" and above.dep == "acomp" else above


def _subjects(doc: Document, clause: Clause, known: NounFrame | None = None) -> list[Mention]:
    """Who does it; of *is engaged in talks*, whose parse is a passive, who is engaged.

    What is done together is done by both of *Greek and Turkish officials*, force by whose jets use it.
    """
    within = clause.passive and not clause.agents and lexicon.light(clause.verb.lemma) == ""
    doers = clause.patients if within else clause.agents
    relation = known.relation if known is not None else None
    if relation is not None and relation.symmetric and len(doers) == 1 and (pair := sides(doc, doers[0])):
        return pair
    found = [m for w in doers if (m := actor(doc, core(w))) is not None and acts(m)]
    if not found and relation is not None and relation.type == "ASSAULT":
        return [m for w in doers for m in doer(doc, w) if is_armed(m)]
    return found


def _made(
    context: Context,
    noun: Word,
    known: NounFrame,
    clause: Clause | None,
    agent: Mention | None,
    patient: Mention | Phrase | None,
    inner: Mention | None = None,
) -> Found:
    doc = context.doc
    modality, polarity, effects = _held(context, noun, clause)
    relation, type_, mode, modality, polarity = composed(known.relation, effects, modality, polarity)
    if clause is not None:
        span = cue_span(doc, clause.verb, [noun])
        lemma = f"{predicate_words(clause.verb)} {noun.lower if noun.tag == 'NNS' else noun.lemma}"
    else:
        span = doc.span(noun.i, noun.i)
        lemma = noun.lower if lexicon.relation_of_noun(noun.lower) else noun.lemma
    anchor = clause.verb.i if clause is not None else noun.i
    return Found(
        StatementKind.EVENT,
        anchor,
        agent,
        Predicate(span.text, span.start, span.end, lemma, relation, type_, mode),
        patient,
        f"event:{'light' if clause is not None else 'nominal'}{'' if patient is not None else ':alone'}",
        None if inner is None or (agent is not None and same(agent, inner)) else inner,
        (),
        polarity,
        modality,
    )


def _thing(context: Context, noun: Word, known: NounFrame, clause: Clause, agent: Mention) -> Found:
    """*signed a decree*: with nobody it is done to, the deed itself is the object."""
    doc = context.doc
    modality, polarity, effects = _held(context, noun, clause)
    relation, type_, mode, modality, polarity = composed(known.relation, effects, modality, polarity)
    span = cue_span(doc, clause.verb)
    predicate = Predicate(
        span.text, span.start, span.end, predicate_words(clause.verb), relation, type_, mode
    )
    inner = inner_actor(doc, noun) or beside(doc, clause.verb, type_ or "")
    return Found(
        StatementKind.EVENT,
        clause.verb.i,
        agent,
        predicate,
        phrase(doc, noun),
        "event:light:thing",
        None if inner is not None and inner.start == agent.start else inner,
        (),
        polarity,
        modality,
    )


TOPICS = frozenset({"on", "about", "for", "toward", "towards", "regarding", "concerning", "over"})
TALK = frozenset({"CONSULT", "REQUEST", "AGREE", "SUPPORT"})


def _topic(noun: Word) -> bool:
    """*talks on a ceasefire with X*, *a plan for an invasion*: spoken of, not done."""
    if noun.dep != "pobj" or noun.head.lower not in TOPICS:
        return False
    above = noun.head.head
    known = frame(above) if above.pos == "NOUN" else None
    return above.lower in ("plan", "plans", "proposal", "idea", "hope", "hopes", "prospect", "bid") or (
        known is not None and known.relation.type in TALK
    )


def _doubted(noun: Word) -> Modality | None:
    """*the stabbing allegedly by X*: an adverb at the noun or before its preposition."""
    beside = (noun, *childs(noun, "prep", "agent"))
    told = [lexicon.adverbs().get(c.lower) for w in beside for c in w.children if c.dep == "advmod"]
    return next((known[0] for known in told if known is not None and known[0] is not None), None)


def _held(context: Context, noun: Word, clause: Clause | None) -> tuple[Modality, Polarity, tuple[str, ...]]:
    """How a noun's event is held: by its light verb, by an adjective, by *no*, or as presupposed."""
    modality, negative = Modality.ACTUAL, False
    for c in noun.children:
        held, denied = lexicon.adjectives().get(c.lower, (None, None)) if c.dep == "amod" else (None, None)
        modality = held or modality
        negative |= denied is Polarity.NEGATIVE
    counted = clause is not None and noun.dep in SUBJECTS and noun.head == clause.verb
    negative |= not counted and none_of(noun)  # else its verb is denied
    modality = _doubted(noun) or modality
    if clause is None:
        above = context.clauses.get(noun.head.i) if noun.dep in ("dobj", "pobj") else None
        if above is not None and modality is Modality.ACTUAL:
            aspect = next((a for a in lexicon.aspects().get(above.verb.lemma, ()) if a.frame == "obj"), None)
            if aspect is not None and aspect.modality is not None:
                modality = aspect.modality
        if modality is Modality.ACTUAL and _topic(noun):
            modality = Modality.POSSIBLE
        return modality, Polarity.NEGATIVE if negative else Polarity.POSITIVE, ()
    effect = light(clause, _first(noun))
    effects = (() if effect == "same" else (effect,)) + clause.effects
    if negative and effects:
        effects = ("negated", *effects)
    negative ^= clause.polarity is Polarity.NEGATIVE
    if clause.modality is not Modality.ACTUAL:
        modality = clause.modality
    return modality, Polarity.NEGATIVE if negative else Polarity.POSITIVE, effects
