"""Clause frames: a predicate with its logical subjects and objects, its modality and its polarity.

Passives are turned, subjects are inherited through conjunction, infinitives, participles and relative
clauses, and matrix verbs that only colour another (*failed to*, *is set to*) are folded into it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kg.document import Document
from kg.ontology import words as lexicon
from kg.ontology.words import Aspect, Cue
from kg.syntax import (
    Word,
    ancestors,
    child,
    childs,
    conjuncts,
    infinitive,
    is_time,
    is_verb,
    marked,
    particle,
    passive,
)
from kg.types import Modality, Polarity

RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
SUBJECT_CONTROL = frozenset({"promise", "vow", "threaten", "swear", "pledge", "offer", "agree", "use"})
NO_CLAUSE = frozenset({"aux", "auxpass", "amod", "compound", "nmod"})
"""*the occupied town*: a participle that only describes."""
HARM = frozenset({
    "kill", "injure", "wound", "damage", "destroy", "displace", "hurt", "leave", "affect", "disrupt",
    "devastate",
})  # fmt: skip
"""What the clause just before does when these follow it as a participle."""
FOLLOWING = frozenset({"succeed", "replace"})
"""What, as a participle, those do who are put in an office."""
CAUSES = frozenset({"due", "owing", "thanks"})
RANKS = frozenset({"first", "second", "third", "last", "latest", "only", "next"})
WOULD = frozenset({"would", "'d"})
DEEPEST = 12
GOING = frozenset({"go", "come", "travel", "fly", "return", "head"})
"""Verbs after which an infinitive tells what one is to do there."""
MAKING = frozenset({"same", "sign", "approve"})
"""Effects of verbs whose object is done by who does them: *sent a letter*, *signed a decree*."""
SHARING = frozenset({"join", "attend", "face", "participate", "take"})
"""Verbs whose subject has a part in what others made."""
"""Clauses one subject is inherited through at most."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One predicate; subject and object words are heads of noun phrases, coordination expanded."""

    verb: Word
    agents: tuple[Word, ...]
    patients: tuple[Word, ...]
    passive: bool
    particle: str
    polarity: Polarity
    modality: Modality
    effects: tuple[str, ...] = ()
    """What negation, time and matrix verbs make of it (keys of the composition table), inside-out."""
    chain: tuple[Word, ...] = ()
    """Words of the matrix verbs folded into it, outermost first."""
    copula: bool = False

    def denied(self) -> Clause:
        """The same, told not to be so; what was told not to be so, told to be."""
        negative = self.polarity is Polarity.NEGATIVE
        return replace(self, polarity=Polarity.POSITIVE if negative else Polarity.NEGATIVE)


def clauses(doc: Document) -> Mapping[int, Clause]:
    """All clauses of a document by the index of their verb."""
    return {w.i: clause(w) for w in doc.words if is_verb(w) and w.dep not in NO_CLAUSE}


def clause(verb: Word) -> Clause:
    """The frame of one verb."""
    turned = passive(verb)
    subject = _expanded(subject_of(verb))
    objects = tuple(o for d in childs(verb, "dobj") for o in _expanded(d))
    modality, polarity, effects, chain = colour(verb)
    if turned:
        return Clause(
            verb,
            tuple(agents(verb)),
            tuple(subject) or objects,
            True,
            particle(verb),
            polarity,
            modality,
            effects,
            chain,
        )
    patients = objects or tuple(_gap(verb)) or _raised(verb) or _shared_objects(verb)
    copula = verb.lemma == "be" and verb.pos == "AUX"
    return Clause(
        verb, tuple(subject), patients, False, particle(verb), polarity, modality, effects, chain, copula
    )


def agents(verb: Word) -> Iterator[Word]:
    """*by rebels and gangs* of a passive."""
    for by in verb.children:
        if by.dep == "agent" or (by.dep == "prep" and by.lower == "by"):
            for noun in childs(by, "pobj"):
                yield from _expanded(noun)


def _expanded(word: Word | None) -> tuple[Word, ...]:
    if word is None:
        return ()
    return tuple(antecedent(w) for w in together(word))


def together(word: Word) -> list[Word]:
    """The word and what is coordinated with it by a conjunction: *Kyiv, Ukraine* are not two."""
    joined = conjuncts(word)
    return joined if any(child(w, "cc") is not None for w in joined) else [word]


def antecedent(word: Word) -> Word:
    """The noun a relative pronoun stands for, or the word itself."""
    if word.lower in RELATIVE and word.tag in ("WDT", "WP", "WP$", "IN", "DT"):
        verb = word.head
        for _ in range(4):
            if verb.dep in ("relcl", "acl"):
                return verb.head
            if verb.dep not in ("conj", "ccomp", "xcomp", "prep", "pobj"):
                break
            verb = verb.head
    return word


def subject_of(verb: Word, depth: int = 0) -> Word | None:
    """The subject, its own or the one it shares; for a passive that is its patient."""
    own = child(verb, "nsubj", "nsubjpass", "csubj")
    if own is not None and own.dep != "csubj":
        return own
    if depth > DEEPEST or verb.root or own is not None:
        return None
    head = verb.head
    if verb.dep in ("acl", "relcl") and not is_verb(head):
        return _noun_subject(verb, head, depth)
    if verb.dep == "conj":
        return subject_of(head, depth + 1) if is_verb(head) or head.pos == "ADJ" else None
    if verb.dep in ("xcomp", "ccomp", "advcl", "dep"):
        return _shared(verb, head, depth)
    if verb.dep in ("acomp", "attr", "oprd") and is_verb(head):
        return subject_of(head, depth + 1)  # *due* of *is due to meet*
    if verb.dep == "pcomp":
        return _governor(head, depth)
    return None


def _noun_subject(verb: Word, noun: Word, depth: int) -> Word | None:
    """*rebels attacking*, *the town taken*; *a plan to attack* shares the subject that has the plan.

    What a text or a crowd does is done by who made it: *issued a statement condemning X*.
    """
    if not infinitive(verb):
        maker = _maker(noun, depth) if verb.tag == "VBG" else None
        return noun if maker is None else maker
    owner = child(noun, "poss")
    if owner is not None:
        return owner
    above = next((w for w in ancestors(noun, 6) if is_verb(w)), None)
    return subject_of(above, depth + 1) if above is not None else None


def _maker(noun: Word, depth: int) -> Word | None:
    """The subject of the verb that a text is the object of: *filed a lawsuit*, *passed a law*."""
    if noun.dep == "pobj" and noun.head.lower == "to":  # *sent a letter to X threatening Y*
        above = noun.head.head
        held = child(above, "dobj") if is_verb(above) else above
        return _maker(held, depth) if held is not None and held.dep == "dobj" else None
    verb = noun.head
    if noun.dep != "dobj" or not is_verb(verb) or "UTTERED" not in lexicon.noun_class(noun.lemma):
        return None
    match = lexicon.relation_of_verb(verb.lemma, particle(verb), "", noun.lemma)
    made = lexicon.light(verb.lemma, particle(verb)) in MAKING and verb.lemma not in SHARING
    made |= match is not None and match.relation.name in ("approved", "published")
    return subject_of(verb, depth + 1) if made else None


def _shared(verb: Word, head: Word, depth: int) -> Word | None:
    if verb.dep in ("ccomp", "advcl") and marked(verb, "that", "because"):
        return None
    if verb.dep == "xcomp":
        held = child(head, "dobj", "dative")
        phoned = held is not None and head.lemma == "call" and held.entity == "PERSON"
        if held is not None and head.lemma not in SUBJECT_CONTROL and _controls(head) and not phoned:
            return held  # *called Roe to thank him*: the caller thanks
    if verb.dep in ("ccomp", "advcl") and verb.tag not in ("VBG", "VBN", "VB"):
        return None
    if verb.dep == "advcl" and verb.lemma in FOLLOWING and (named := _put_in_office(head)) is not None:
        return named
    if verb.dep == "advcl" and _after_comma(verb):
        if verb.lemma in HARM and (lexicon.light(head.lemma, particle(head)) == "undergo" or _breaks(head)):
            return None  # *suffers an outage, leaving many in the dark*, *crashes, killing four*
        if verb.lemma in HARM and (nearest := _finite_before(verb)) is not None:
            head = nearest
        while head.dep == "xcomp":  # *ordered X to go, citing Y*: who cites is who ordered
            head = head.head
    return subject_of(head, depth + 1)


def _put_in_office(verb: Word) -> Word | None:
    """*appoints X as minister, succeeding Y*: X does."""
    placed = _tells(verb, "appointed", "elected", "named", "promoted")
    return child(verb, "dobj", "nsubjpass") if placed else None


def _breaks(verb: Word) -> bool:
    """*crashes*, *collapses*: what comes to harm itself harms nobody by its own deed."""
    return _tells(verb, "crashed", "collapsed")


def _tells(verb: Word, *relations: str) -> bool:
    """Whether the verb by itself tells one of these relations."""
    match = lexicon.relation_of_verb(verb.lemma, particle(verb))
    return match is not None and match.relation.name in relations


def _controls(verb: Word) -> bool:
    """*urged X to go*: X goes; of *beat X to win* the subject wins."""
    cued = any("obj-to" in c.frames for c in lexicon.cues().get(verb.lemma, ()))
    return cued or any(a.frame == "obj-to" for a in lexicon.aspects().get(verb.lemma, ()))


def _finite_before(verb: Word) -> Word | None:
    """*..., as a storm hits the coast, killing four*: the last finite verb before it."""
    top = verb.head
    found = None
    todo = [top]
    while todo:
        at = todo.pop()
        if (
            at.tag in ("VBZ", "VBD", "VBP")
            and at.i < verb.i
            and at.dep != "relcl"
            and (found is None or at.i > found.i)
        ):
            found = at
        todo += [c for c in at.children if c.dep in ("advcl", "ccomp", "conj", "xcomp") and c.i < verb.i]
    return found


def _after_comma(verb: Word) -> bool:
    """A participle set off by a comma belongs to the main clause."""
    return any(
        c.text == "," and c.i < verb.i
        for c in (*verb.head.children, *verb.head.head.children)
        if c.dep == "punct" and c.i > verb.head.i
    )


def _governor(prep: Word, depth: int) -> Word | None:
    """*accused X of killing*: X; *before leaving*: who leaves is who does the other thing."""
    above = prep.head
    if above.lower in CAUSES:
        return None  # *on alert due to approaching storms*: the storms approach
    if not is_verb(above):
        owner = child(above, "poss")
        return (
            owner if owner is not None else subject_of(above.head, depth + 1) if is_verb(above.head) else None
        )
    held = child(above, "dobj", "nsubjpass")
    return (
        held
        if held is not None and prep.lower in ("of", "for", "from", "into", "against", "as")
        else subject_of(above, depth + 1)
    )


def _shared_objects(verb: Word) -> tuple[Word, ...]:
    """*condemned and sanctioned Belarus*: the first verb has the object of the second."""
    after = next((c for c in verb.children if c.dep == "conj" and 0 < c.i - verb.i <= 3), None)
    if after is None or verb.lemma in lexicon.intransitives():  # *to rally and demand a deal*
        return ()
    if any(c.dep in ("ccomp", "xcomp", "prep", "nsubj") for c in verb.children if c.i > verb.i):
        return ()
    return tuple(o for d in childs(after, "dobj") for o in _expanded(d))


def _raised(verb: Word) -> tuple[Word, ...]:
    """*visitors* of *allows visitors to enter*: the parse makes them the infinitive's subject."""
    inner = child(verb, "ccomp")
    bare = inner is not None and inner.tag == "VB" and verb.lemma == "let"  # *let visitors enter*
    if inner is None or not (infinitive(inner) or bare):
        return ()
    return _expanded(child(inner, "nsubj"))


def _gap(verb: Word) -> Iterator[Word]:
    """The noun of *the town that rebels took*: the object of a relative clause that has none."""
    if verb.dep != "relcl" or verb.pos != "VERB":
        return
    own = child(verb, "nsubj")
    if own is not None and own.lower not in RELATIVE and not childs(verb, "ccomp", "xcomp", "prep"):
        yield verb.head


# -- modality and polarity -----------------------------------------------------------------------------------


def colour(verb: Word) -> tuple[Modality, Polarity, tuple[str, ...], tuple[Word, ...]]:
    """How the words around a verb hold it: its auxiliaries, its matrix verbs, and *if*."""
    chain: list[Word] = []
    modality, negative = _own(verb), _negated(verb)
    for c in verb.children:
        held, denied = lexicon.adverbs().get(c.lower, (None, None)) if c.dep == "advmod" else (None, None)
        if held is not None and modality is Modality.ACTUAL:
            modality = held
        negative ^= denied is Polarity.NEGATIVE
    negative ^= _not_gone(verb)
    effects = _plain_effects(negative, Modality.PLANNED if _backshifted(verb) else modality)
    at = verb
    for _ in range(6):
        found = _matrix(at)
        if found is None:
            break
        matrix, aspect = found
        chain.insert(0, matrix)
        if aspect.modality is not None and modality is Modality.ACTUAL:
            modality = aspect.modality
        outer = _own(matrix) if is_verb(matrix) else Modality.ACTUAL
        if outer is not Modality.ACTUAL and modality is Modality.ACTUAL:
            modality = outer
        denied_too = _negated(matrix) or takes_none(matrix)
        negative ^= (aspect.polarity is Polarity.NEGATIVE) ^ denied_too
        effects += ([aspect.effect] if aspect.effect else []) + _plain_effects(denied_too, outer)
        if aspect.polarity is Polarity.NEGATIVE and not aspect.effect:
            effects.append("negated")
        at = matrix
    if modality is Modality.ACTUAL and _aimed(at):
        modality = Modality.DESIRED
    if modality is Modality.ACTUAL and _kept_from(at):
        modality = Modality.POSSIBLE
    if modality is Modality.ACTUAL and _conditional(at):
        modality = Modality.CONDITIONAL
    return modality, Polarity.NEGATIVE if negative else Polarity.POSITIVE, tuple(effects), tuple(chain)


def _not_gone(verb: Word) -> bool:
    """*did not go to Rome to meet X*: nor meets."""
    return (
        verb.dep == "advcl"
        and infinitive(verb)
        and is_verb(verb.head)
        and verb.head.lemma in GOING
        and _negated(verb.head)
    )


def _plain_effects(negative: bool, modality: Modality) -> list[str]:
    """Of a verb's own words: *not* comes before *will*."""
    return (["negated"] if negative else []) + (["future"] if modality is Modality.PLANNED else [])


def _own(verb: Word) -> Modality:
    """Of its auxiliaries; a conjunct without any shares those of the verb before it."""
    at = verb
    for _ in range(5):
        for c in at.children:
            if c.dep == "aux" and c.lower in lexicon.modals():
                return lexicon.modals()[c.lower]
            if c.dep == "aux" and c.lemma in lexicon.modals() and c.tag == "MD":
                return lexicon.modals()[c.lemma]
        if (
            at.dep != "conj"
            or any(c.dep in ("aux", "auxpass", "nsubj", "nsubjpass") for c in at.children)
            or at.tag not in ("VB", "VBN")
        ):
            break
        at = at.head
    return _purpose(at if verb.tag == "VB" else verb)


def _backshifted(verb: Word) -> bool:
    """*said that it would attack (if attacked)*: it said *will*."""
    saying = verb.head
    if verb.dep != "ccomp" or saying.tag != "VBD" or not any(c.lower in WOULD for c in childs(verb, "aux")):
        return False
    return any(c.kind.type == "SAY" for c in lexicon.cues().get(saying.lemma, ()))


def _aimed(verb: Word) -> bool:
    """*assigned to guard*, *moved to dissolve*: an infinitive tells what is to be, not what was."""
    if verb.dep == "conj" and verb.tag == "VB" and verb.head.tag == "VB":
        return _aimed(verb.head)
    return verb.dep == "xcomp" and is_verb(verb.head) and infinitive(verb) and hearsay(verb.head) is None


ASKED = frozenset({"demand", "decree", "desire", "intention", "promise", "expectation"})
"""Kinds whose passive with an infinitive tells what is to be: *was told to leave*, *is expected to win*."""


def hearsay(verb: Word) -> Cue | None:
    """The cue of *is said to be*, *is believed to have left*: told of its subject by nobody in particular."""
    if not passive(verb) or verb.tag != "VBN":
        return None
    known = [c for c in lexicon.cues().get(verb.lemma, ()) if c.pos == "VERB" and not c.words]
    if any((c.takes("obj-to") or c.takes("to")) and c.kind.name in ASKED for c in known):
        return None
    return next((c for c in known if c.takes("that") and c.kind.type in ("SAY", "BELIEVE")), None)


def _kept_from(verb: Word) -> bool:
    """*blocks aircraft from landing*, *a ban on protesters from entering*: not told to have been done."""
    return verb.dep == "pcomp" and verb.head.lower == "from" and not is_verb(verb.head.head)


def _purpose(verb: Word) -> Modality:
    """*met to discuss*, *a bid to end*: wanted, not done."""
    if verb.dep not in ("advcl", "acl", "relcl") or not infinitive(verb):
        return Modality.ACTUAL
    if verb.dep == "advcl":
        return Modality.DESIRED
    return Modality.ACTUAL if _ranked(verb.head) else Modality.PLANNED


def _ranked(noun: Word) -> bool:
    """*the first to recognise*: has recognised."""
    return noun.lower in RANKS or any(
        c.lower in RANKS or (c.lower[:1].isdigit() and c.lower[-2:] in ("th", "st", "nd", "rd"))
        for c in noun.children
    )


def _negated(word: Word) -> bool:
    if any(
        c.dep == "neg" or (c.dep in ("advmod", "det", "preconj") and c.lower in lexicon.negators())
        for c in word.children
    ):
        return True
    if any(none_of(noun) for noun in childs(word, *SUBJECTS)) or _no_longer(word):
        return True
    return word.dep == "pcomp" and word.head.lower == "without"


def _no_longer(verb: Word) -> bool:
    return any(c.lower == "longer" and any(d.lower == "no" for d in c.children) for c in verb.children)


SUBJECTS = ("nsubj", "nsubjpass")


def none_of(noun: Word) -> bool:
    """*no talks*, *neither side*, *none of them*."""
    return noun.lower in lexicon.negators() or any(
        c.dep in ("det", "preconj") and c.lower in lexicon.negators() for c in noun.children
    )


def takes_none(verb: Word) -> bool:
    """*released no prisoners*, *made no attempt to go*; not *reported no losses*: the losses are none."""
    return any(none_of(noun) for noun in childs(verb, "dobj"))


def _conditional(verb: Word) -> bool:
    """*if it attacks*, and what would follow."""
    if _asked(verb):
        return False
    if _inverted(verb):
        return True
    if marked(verb, "until") and (_negated(verb.head) or _own(verb.head) is Modality.PLANNED):
        return True  # *will not go until X pays*
    above = verb.dep in ("xcomp", "conj") and marked(verb.head, "if", "unless")
    return above or marked(verb, "if", "unless")


def _inverted(verb: Word) -> bool:
    """*Had it attacked, ...*, *should it attack*."""
    subject = child(verb, *SUBJECTS)
    first = child(verb, "aux", "auxpass")
    turned = subject is not None and first is not None and first.i == verb.left and first.i < subject.i
    return turned and first is not None and first.lower in ("had", "should", "were") and verb.dep == "advcl"


def _asked(verb: Word) -> bool:
    """*asked him if it attacks*: no condition, but a question."""
    if verb.root or verb.dep not in ("ccomp", "advcl") or verb.i < verb.head.i:
        return False
    known = lexicon.cues().get(verb.head.lemma, ())
    return any(c.kind.name == "question" and (c.takes("wh") or c.takes("obj-wh")) for c in known)


def _matrix(verb: Word) -> tuple[Word, Aspect] | None:
    """The word that only colours this verb: *failed* of *failed to reach*; None when it has its own say."""
    head = verb.head
    if verb.root:
        return None
    if verb.dep in ("xcomp", "ccomp") and (is_verb(head) or head.pos in ("ADJ", "NOUN")):
        frame = "ing" if verb.tag == "VBG" else "to"
        object_between = child(head, "dobj") is not None
        return _aspect(head, ("obj-to",) if object_between else (frame,))
    if verb.dep == "advcl" and infinitive(verb) and is_verb(head) and leads_on(head, verb):
        found = _aspect(head, ("to",))  # *declined on Sunday to free X*
        return found if found is not None and found[1].effect else None
    if verb.dep == "pcomp" and head.head.lower == "short":  # *stopped short of leaving*
        return _aspect(head.head.head, ("ing",), "short", "of")
    if verb.dep == "pcomp" and is_verb(head.head):
        return _aspect(head.head, ("from-ing", "prep-ing", "ing"), head.lower)
    if verb.dep == "acl" and head.pos == "NOUN" and verb.tag == "VB":
        return _aspect(head, ("to",))
    if (
        verb.dep == "conj"
        and is_verb(head)
        and verb.tag == head.tag
        and verb.tag in ("VB", "VBG")
        and not childs(verb, "nsubj")
    ):
        return _matrix(head)
    return None


def leads_on(head: Word, verb: Word) -> bool:
    """Between a verb and its infinitive stands nothing but a time."""
    between = [c for c in head.children if head.i < c.i < verb.left]
    return all(c.dep in ("npadvmod", "advmod") or _timed(c) for c in between)


def _timed(prep: Word) -> bool:
    """*on Sunday*."""
    held = child(prep, "pobj")
    return prep.dep == "prep" and held is not None and is_time(held)


def _aspect(word: Word, frames: tuple[str, ...], *beside: str) -> tuple[Word, Aspect] | None:
    there = {c.lower for c in word.children if c.dep in ("prt", "prep", "acomp")} | set(beside)
    for aspect in lexicon.aspects().get(word.lemma, ()) or lexicon.aspects().get(word.lower, ()):
        if aspect.frame in frames and set(aspect.words) <= there:
            return word, aspect
    return None
