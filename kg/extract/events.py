"""Who did what to whom, told by a verb: active, passive, coordinated, planned, denied.

>>> from kg.pipeline import read_text
>>> [(o.subject.text, o.predicate.relation, o.object.text)
...  for o in read_text("Ann Lee met Tim Roe.").occurrences if o.kind == "event"]
[('Ann Lee', 'met', 'Tim Roe')]
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations, permutations

from kg.document import Document
from kg.extract.arguments import (
    actor,
    acts,
    beside,
    core,
    happening,
    inner_actor,
    named_by,
    phrase,
    same,
    sides,
    thing,
)
from kg.extract.clauses import Clause, takes_none, together
from kg.extract.compose import typed
from kg.extract.found import Context, Found
from kg.extract.nominals import FORCEFUL, doer, event_type, is_armed, is_event_noun, light
from kg.extract.predicates import cue_span, predicate_words
from kg.ontology import words as lexicon
from kg.ontology.words import Relation, VerbMatch
from kg.syntax import Word, child, childs, conjuncts, infinitive, is_time, prepositions
from kg.types import Kind, Mention, Phrase, Predicate, StatementKind

TOWARDS = (
    "with",
    "to",
    "against",
    "on",
    "into",
    "from",
    "at",
    "for",
    "over",
    "toward",
    "towards",
    "of",
    "about",
    "upon",
    "in",
    "between",
    "behind",
    "before",
    "around",
    "among",
    "along",
    "near",
    "onto",
)
"""Prepositions whose noun can be what a verb is done to, the likeliest first."""
OPEN_TO = frozenset({"with", "to", "against", "on", "into", "at", "toward", "towards"})
"""Those whose noun is a target even of a verb that the lexicon does not have."""
MEASURES = frozenset({"DATE", "TIME", "PERCENT", "ORDINAL", "CARDINAL"})
"""The model's labels of what is no object: *fell 4 %*, *starting September*."""
AMID = frozenset({"in", "during", "by", "after", "following", "from", "amid"})
SETTING = frozenset({"in", "at", "on", "near", "over"})
"""Before a place they tell where, not to whom."""


@dataclass(frozen=True, slots=True)
class Target:
    """What the verb is done to, and the words that the predicate takes along for it."""

    word: Word | None
    prep: Word | None = None
    noun: Word | None = None
    """The thing between: *sanctions* of *imposed sanctions on X*."""
    match: VerbMatch | None = None


def events(context: Context) -> Iterator[Found]:
    """Every event a verb tells, one per pair of participants."""
    folded = {w.i for c in context.clauses.values() for w in c.chain if not _acts_itself(context, c, w)}
    for i, clause in context.clauses.items():
        told = clause.verb.pos == "VERB" and not clause.copula
        if i not in context.spoken and i not in folded and (told or _with_noun(clause, "", "") is not None):
            yield from _events(context, clause)


def _acts_itself(context: Context, inner: Clause, matrix: Word) -> bool:
    """*elected X to serve*, *forced X to release Y*: the matrix verb does something to X as well."""
    clause = context.clauses.get(matrix.i)
    if clause is None or not (child(matrix, "dobj") is not None or clause.passive):
        return False
    return _match(clause, None, None) is not None


def _events(context: Context, clause: Clause) -> Iterator[Found]:
    doc = context.doc
    if _light(clause) or clause.verb.i in doc.names or _is_state(clause) or _enables(clause):
        return
    doers = clause.agents or (tuple(_behind(doc, clause)) if clause.passive else ())
    thrown_out = () if doers else tuple(_thrown_out_by(doc, clause))
    doers = doers or thrown_out
    forceful = _forceful(clause)
    subjects = [m for w in doers for n in named_by(doc, w) if (m := _agent(doc, n, forceful)) is not None]
    real = [s for s in subjects if acts(s)]
    if any(_each_other(w) for w in clause.patients):
        pairs = permutations(real, 2)
        match = _match(clause, None, None)
        yield from (_pair(doc, clause, a, b, match) for a, b in pairs)
        return
    targets = list(_targets(doc, clause))
    if thrown_out:
        targets = [Target(core(w), None, None, _match(clause, None, w)) for w in clause.patients]
    match = targets[0].match if targets else _match(clause, None, None)
    symmetric = match is not None and match.relation.symmetric
    swapped = match is not None and match.relation.name == "exchangedWith"  # *Chad and Mali swap prisoners*
    reached = not swapped and any(t.word is not None and acts(actor(doc, t.word)) for t in targets)
    both = sides(doc, doers[0]) if len(doers) == 1 else real
    if symmetric and not reached and len(both) > 1:
        yield from (_pair(doc, clause, a, b, match) for a, b in combinations(both, 2))
        return
    for target in targets or [Target(None, match=match)]:
        nobody: tuple[None] = (None,)
        for subject in real or subjects or nobody:
            found = _event(doc, clause, subject, target)
            if found is not None:
                yield found


def _is_state(clause: Clause) -> bool:
    """*remained calm*, not *remained on alert*, nor *stood up for X*."""
    bare = clause.verb.lemma in lexicon.states() and not clause.particle
    return bare and _with_noun(clause, "", "") is None


def _enables(clause: Clause) -> bool:
    """*signed a pact, allowing X to stay*: what was done allows it, not who did it."""
    apart = clause.verb.tag == "VBG" and clause.verb.dep in ("advcl", "acl")
    match = lexicon.relation_of_verb(clause.verb.lemma) if apart else None
    return match is not None and match.relation.name == "permitted"


def _each_other(word: Word) -> bool:
    return (word.lower == "other" and any(c.lower == "each" for c in word.children)) or (
        word.lower == "another" and any(c.lower == "one" for c in word.children)
    )


def _forceful(clause: Clause) -> bool:
    """What is done to somebody by force: *Russian warplanes* that attack are Russia."""
    match = _match(clause, None, clause.patients[0] if clause.patients else None)
    return match is not None and match.relation.type in FORCEFUL


def _agent(doc: Document, word: Word, forceful: bool) -> Mention | None:
    """Who does it: an actor, or who stands behind the event that does it (*Israeli strikes kill*)."""
    word = core(word)
    found = actor(doc, word)
    if found is not None:
        return found
    if is_event_noun(word) or forceful:
        behind = next(iter(doer(doc, word)), None) or (_owner(doc, word) if forceful else None)
        if behind is not None and (is_event_noun(word) or is_armed(behind)):
            return behind
    return thing(doc, word) if word.pos in ("NOUN", "PROPN") else None


def _thrown_out_by(doc: Document, clause: Clause) -> Iterator[Word]:
    """*was expelled from the Union*: who throws out is what one is thrown out of."""
    for prep, noun in prepositions(clause.verb) if clause.passive else ():
        match = _match(clause, prep, None, noun) if prep.lower == "from" else None
        found = actor(doc, core(noun))
        body = found is not None and acts(found) and found.kind in (Kind.ORGANIZATION, Kind.COUNTRY)
        if match is not None and match.relation.name == "expelled" and body:
            yield noun
            return


def _owner(doc: Document, thing: Word) -> Mention | None:
    """The army of *bulldozers of the army*."""
    held = (actor(doc, core(w)) for p, w in prepositions(thing) if p.lower == "of")
    return next((m for m in held if m is not None and acts(m)), None)


def _behind(doc: Document, clause: Clause) -> Iterator[Word]:
    """*killed in Israeli airstrikes*: the event that the victims of an unnamed agent are victims of."""
    last = conjuncts(clause.verb)[-1]
    near = [*prepositions(clause.verb), *(prepositions(last) if last is not clause.verb else ())]
    for prep, noun in near:
        violent = prep.lower in AMID and is_event_noun(noun) and event_type(noun) == "ASSAULT"
        if violent and any(True for _ in doer(doc, noun)):
            yield noun
            return


def _light(clause: Clause) -> bool:
    """*held talks*, *imposed sanctions*, *engaged in talks*: the noun is the event."""
    under = (noun for prep, noun in prepositions(clause.verb) if prep.head is clause.verb)
    return any(is_event_noun(_timed(w)) and bool(light(clause, w)) for w in (*clause.patients, *under))


def _timed(noun: Word) -> Word:
    """*talks* of *two hours of talks*."""
    return measured(noun) if is_time(noun) else noun


# -- to whom -------------------------------------------------------------------------------------------------


def _targets(doc: Document, clause: Clause) -> Iterator[Target]:
    verb = clause.verb
    if clause.copula or (verb.lemma in lexicon.states() and not clause.particle):  # *was on alert in Chad*
        yield Target(None, match=_with_noun(clause, "", ""))
        return
    given = child(verb, "dative")
    if given is not None and given.pos in ("PROPN", "NOUN", "PRON"):
        noun = clause.patients[0] if clause.patients else None
        yield from (Target(w, None, noun, _match(clause, None, noun)) for w in together(given))
        return
    held = [core(_noun(w)) for w in clause.patients]
    if given is not None and (to := child(given, "pobj")) is not None and acts(actor(doc, core(to))):
        noun = held[0] if held else None
        match = _match(clause, given, noun) or _match(clause, None, noun)
        yield from (Target(n, given, noun, match) for w in together(to) for n in named_by(doc, core(w)))
        return
    through = _through(doc, clause, held[0] if held and held[0].pos in ("NOUN", "NUM") else None)
    if through and _moved(through[0]):
        yield from through
        return
    if any(acts(actor(doc, n)) for w in held for n in named_by(doc, w)):
        given_to = through[0].match if through else None  # *turned a man over to Chad*
        yield from (
            Target(n, None, None, _match(clause, None, w) or given_to) for w in held for n in named_by(doc, w)
        )
        return
    if through:
        yield from through
    elif held:
        sent = _sent_at(clause, held[0])
        yield from (Target(w, None, None, sent or _reaching(clause, w)) for w in held)
    elif not clause.passive:
        yield from _at_things(doc, clause)


def _reaching(clause: Clause, thing: Word) -> VerbMatch | None:
    """What is done to a thing; *sent helicopters* into a bay gives nobody anything."""
    match = _match(clause, None, thing)
    if match is None or match.relation.name != "armed" or not match.frame.patients:
        return match
    near = (*prepositions(clause.verb), *prepositions(thing))
    given = any(p.lower in match.frame.patients for p, _ in near)
    return match if given else lexicon.relation_of_verb(clause.verb.lemma, clause.particle)


def _sent_at(clause: Clause, thing: Word) -> VerbMatch | None:
    """*fired rockets at a camp*: what is meant by verb, thing and preposition together."""
    for prep, noun in prepositions(clause.verb):
        match = _match(clause, prep, thing, noun)
        if match is not None and match.frame.object and prep.lower in match.frame.words:
            return match
    return None


def _at_things(doc: Document, clause: Clause) -> Iterator[Target]:
    """*hacked into the computers of the army*: somebody's thing under a preposition that the verb needs."""
    for prep, noun in prepositions(clause.verb):
        match = _match(clause, prep, None, noun) if inner_actor(doc, noun) is not None else None
        if match is not None and match.relation.type and match.reaches(prep.lower):
            yield from (Target(core(w), prep, None, match) for w in together(noun))
            return
        if match is not None and match.relation.type and match.frame.pobj:
            idiom = not match.frame.pobj.isupper()  # *came out in favor of X's bid*, not *agreed on a plan*
            yield Target(None, match=match) if idiom else Target(core(noun), prep, None, match)
            return


def _moved(target: Target) -> bool:
    """*withdraws troops from Lebanon*: done to the country, though troops are actors too."""
    of = target.prep is not None and target.prep.lower == "of"  # *summoned the ambassador of Chad*
    return target.match is not None and bool(target.match.frame.object) and not of


def _noun(word: Word) -> Word:
    """*law* of *signs a law banning X*, which the parse reads as a compound of the participle."""
    inner = child(word, "compound", "nmod") if word.tag == "VBG" else None
    return word if inner is None else inner


def _through(doc: Document, clause: Clause, noun: Word | None) -> list[Target]:
    """Actors under a preposition of the verb, or of the thing that it has for an object."""
    near = list(prepositions(clause.verb)) + (list(prepositions(noun)) if noun is not None else [])
    found = [
        (p, w)
        for p, w in near
        if p.dep != "agent" and acts(actor(doc, core(w))) and not _where(doc, p, w, clause, noun)
    ]
    found = [(p, w) for p, w in found if p.lower in TOWARDS]
    if not found:
        return []
    known = [
        (p, w, m) for p, w in found if (m := _match(clause, p, noun, w)) is not None and m.reaches(p.lower)
    ]
    if known:
        prep, word, match = known[0]
        return [Target(n, prep, noun, match) for w in together(word) for n in named_by(doc, core(w))]
    found = [(p, w) for p, w in found if p.lower in OPEN_TO and doc.words[p.i - 1].text != ","]
    if clause.passive or not found:
        return []
    prep, word = min(found, key=lambda x: (TOWARDS.index(x[0].lower), x[1].i))
    meant = _match(clause, prep, noun) or _with_noun(clause, clause.particle, "")  # *came to blows with X*
    return [Target(n, prep, noun, meant) for w in together(word) for n in named_by(doc, core(w))]


def _where(doc: Document, prep: Word, word: Word, clause: Clause, noun: Word | None) -> bool:
    mention = actor(doc, word)
    if mention is None or prep.lower not in SETTING:
        return False
    match = _match(clause, prep, noun, word)
    if match is not None and match.reaches(prep.lower):
        return False
    return prep.lower in ("in", "at", "near") or mention.kind is Kind.PLACE


def _match(
    clause: Clause, prep: Word | None, noun: Word | None, pobj: Word | None = None
) -> VerbMatch | None:
    """The relation of the verb with what stands beside it; the frame that needs most words wins."""
    name, obj = prep.lower if prep is not None else "", _named(measured(noun)) if noun is not None else ""
    held = measured(pobj).lemma if pobj is not None else ""
    for word in _beside(clause):
        found = lexicon.relation_of_verb(clause.verb.lemma, word, name, obj, held)
        if found is not None and (found.particle or not word):
            if prep is None and not found.frame.words and not found.frame.object:
                return _with_noun(clause, word, obj) or found
            return found
    return _with_noun(clause, "", obj) if prep is None else None


def _named(noun: Word) -> str:
    """The lemma, or *person* for the name of one."""
    return "person" if noun.pos == "PROPN" and noun.entity == "PERSON" else noun.lemma


def measured(noun: Word) -> Word:
    """*aid* of *5 million dollars in aid*, *medicine* of *two tons of medicine*."""
    if noun.pos == "NUM" or "MEASURE" in lexicon.noun_class(noun.lemma):
        return next(
            (w for prep, w in prepositions(noun) if prep.lower in ("in", "of") and w.pos == "NOUN"), noun
        )
    return noun


def _beside(clause: Clause) -> Iterator[str]:
    """The particle, the complement (*guilty* of *found guilty*), then the verb alone."""
    if clause.particle:
        yield clause.particle
    for c in clause.verb.children:
        if c.dep in ("acomp", "oprd", "advmod", "advcl", "xcomp", "ccomp") and c.i == clause.verb.i + 1:
            yield c.lower
        if c.dep == "advmod" and c.i == clause.verb.i - 1:  # *sexually abused*
            yield c.lower
    yield ""


def _with_noun(clause: Clause, word: str, obj: str) -> VerbMatch | None:
    """*took X into custody*: a noun under a preposition makes the meaning, the object stays the patient."""
    for prep, noun in prepositions(clause.verb):
        found = lexicon.relation_of_verb(clause.verb.lemma, word, prep.lower, obj, measured(noun).lemma)
        if found is not None and found.frame.pobj:
            return found
    return None


# -- the statement -------------------------------------------------------------------------------------------


def _event(doc: Document, clause: Clause, subject: Mention | None, target: Target) -> Found | None:
    obj = None
    if target.word is not None:
        obj = _object(doc, target.word)
        if obj is None or (isinstance(obj, Mention) and obj.open):
            return None
    if target.word is None and not _complete(clause, target):
        return None
    if subject is not None and not acts(subject) and _by_force(doc, clause, subject, target):
        subject = None  # *a roadside bombing killed a U.S. soldier*
    if (subject is not None and not acts(subject)) or (
        subject is None and not _known(doc, clause, obj, target)
    ):
        return None  # *two people were hurt*, *an explosion killed two*: nobody known on either side
    if not acts(subject) and not (isinstance(obj, Mention) and acts(obj)):
        return None
    if subject is not None and isinstance(obj, Mention) and same(subject, obj):
        return None
    if subject is not None and subject.kind is Kind.PLACE and _assault(target) and clause.verb.dep == "relcl":
        return None  # *the stabbing in Mannheim, which killed two*
    coded = target.match is not None and bool(target.match.relation.type)
    inner = None
    if coded and isinstance(obj, Phrase) and target.word is not None and target.match is not None:
        relation = target.match.relation
        inner = inner_actor(doc, target.word)
        if inner is None and not relation.symmetric and not happening(target.word):
            inner = beside(doc, clause.verb, relation.type)
    if inner is not None and subject is not None and same(subject, inner):
        inner = None
    return replace(
        _made(doc, clause, subject, obj, target, _pattern(clause, subject, target)), recipient=inner
    )


def _known(doc: Document, clause: Clause, obj: Mention | Phrase | None, target: Target) -> bool:
    """By nobody named, it is done to a name or, by force, to people of a country (*Iraqi civilians*)."""
    if not isinstance(obj, Mention) or obj.name is not None:
        return True
    return _assault(target) and bool(obj.country) and _violent(doc, clause, target)


HARMED = frozenset({"killed", "wounded", "destroyed"})
"""Relations that accidents and disasters bring about as well."""


def _violent(doc: Document, clause: Clause, target: Target) -> bool:
    """The sentence tells of force beside the harm: of a bombing, of people shot."""
    if target.match is not None and target.match.relation.name not in HARMED:
        return True
    words = doc.around(clause.verb)
    verbs = (lexicon.relation_of_verb(w.lemma) for w in words if w.pos == "VERB")
    forced = any(m.relation.type == "ASSAULT" and m.relation.name not in HARMED for m in verbs if m)
    return forced or any(is_event_noun(w) and event_type(w) == "ASSAULT" for w in words)


def _by_force(doc: Document, clause: Clause, subject: Mention, target: Target) -> bool:
    """The thing that does it is an attack."""
    heads = (
        w for w in doc.around(clause.verb) if subject.start <= w.start < subject.end and is_event_noun(w)
    )
    return _assault(target) and any(event_type(w) == "ASSAULT" for w in heads)


def _assault(target: Target) -> bool:
    return target.match is not None and target.match.relation.type == "ASSAULT"


def _object(doc: Document, word: Word) -> Mention | Phrase | None:
    """The actor, or the words of the thing; nothing for dates, sums and clauses."""
    mention = actor(doc, word)
    if mention is not None and mention.kind is not Kind.THING:
        return mention
    counted = word.entity in MEASURES and measured(word) is word  # *80 % of the debt* is some debt
    if counted or word.pos not in ("NOUN", "PROPN", "NUM", "ADJ"):
        return None
    return phrase(doc, word)


def _complete(clause: Clause, target: Target) -> bool:
    """It tells something without an object: a known event, and no clause in the object's place."""
    bare = f"{clause.verb.lemma} {clause.particle}".strip() in lexicon.intransitives()
    idiom = target.match is not None and (  # *went on strike*, *came out in favor*
        target.match.frame.text in lexicon.intransitives()
        or bool(target.match.frame.pobj and target.match.relation.type)
    )
    held = [c for c in childs(clause.verb, "ccomp", "xcomp", "dobj") if not (bare and infinitive(c))]
    return (bare or idiom or clause.passive) and not held  # *marched to demand X*


def _pattern(clause: Clause, subject: Mention | None, target: Target) -> str:
    voice = "passive" if clause.passive else "active"
    shape = (
        "alone"
        if target.word is None
        else "through"
        if target.noun is not None
        else "prep"
        if target.prep is not None
        else "object"
    )
    return f"event:{voice}:{shape}{'' if acts(subject) else ':agentless'}{':known' if target.match else ''}"


def _made(
    doc: Document,
    clause: Clause,
    subject: Mention | None,
    obj: Mention | Phrase | None,
    target: Target,
    pattern: str,
) -> Found:
    verb = clause.verb
    more = [target.prep] if target.prep is not None else []
    span = cue_span(doc, verb, more)
    lemma = verb.lemma
    if target.noun is not None and target.noun is not target.word:
        lemma = f"{predicate_words(verb)} {target.noun.lemma}"
    elif target.prep is not None and target.match is not None and target.match.reaches(target.prep.lower):
        lemma = predicate_words(verb, more)
    else:
        lemma = predicate_words(verb)
    if takes_none(verb):
        clause = clause.denied()
    known = _by_whom(subject, _peaceful(clause, target.match.relation)) if target.match else None
    relation, type_, mode, modality, polarity = typed(known, clause)
    return Found(
        StatementKind.EVENT,
        verb.i,
        subject,
        Predicate(span.text, span.start, span.end, lemma, relation, type_, mode),
        obj,
        pattern,
        None,
        (),
        polarity,
        modality,
    )


def _peaceful(clause: Clause, relation: Relation) -> Relation:
    """*sent soldiers to a peacekeeping force*, *peacekeepers arrived in X*: no show of force, but help."""
    sent = relation.name == "deployed" and any(_keeps_peace(c) for c in clause.verb.children)
    come = relation.name in ("visited", "entered") and any(_keeps_peace(w) for w in clause.agents)
    return lexicon.relations()["peacekept"] if sent or come else relation


def _by_whom(subject: Mention | None, relation: Relation) -> Relation:
    """A state that protests is not in the street; fishermen who blockade a port are no siege."""
    if subject is None:
        return relation
    state = subject.kind is Kind.COUNTRY or subject.sector == "GOV"
    if state and relation.name == "protested":
        return lexicon.relations()["condemned"]
    armed = is_armed(subject)
    if armed and relation.name == "obstructed":
        return lexicon.relations()["besieged"]
    crowd = subject.kind is Kind.GROUP and subject.name is None and not armed
    return lexicon.relations()["obstructed"] if crowd and relation.name == "besieged" else relation


JOINING = frozenset({"serve", "join", "participate"})


def _keeps_peace(word: Word) -> bool:
    """Peacekeepers are told of in its words, but not as whom something is done against."""
    aside = word.dep in ("relcl", "ccomp", "conj") or (word.dep == "advcl" and word.lemma not in JOINING)
    if word.lower == "against" or aside:
        return False
    return word.lower.startswith("peacekeep") or any(_keeps_peace(c) for c in word.children)


def _pair(doc: Document, clause: Clause, a: Mention, b: Mention, match: VerbMatch | None) -> Found:
    return _made(doc, clause, a, b, Target(None, match=match), f"event:pair{':known' if match else ''}")
