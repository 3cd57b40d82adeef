"""The finite clause that a verb says: under it, around it, before it, or under a noun beside it."""

from __future__ import annotations

from kg.document import Document
from kg.extract.arguments import actor, acts
from kg.extract.claims.phrases import urged
from kg.extract.claims.quotations import opened, own_words, said_behind
from kg.extract.claims.reading import (
    TARGETED,
    Reading,
    addressee,
    cues_of,
    outside,
    taking,
    that_clause,
    top,
    under,
    unmarked,
)
from kg.extract.clauses import RELATIVE, Clause
from kg.extract.contents import clause_words, subtree, touching, with_quotation
from kg.ontology import words as lexicon
from kg.ontology.words import ClaimKind, Cue
from kg.syntax import Word, child, childs, infinitive, is_verb, marked, prepositions

WH = frozenset({"whether", "if", "what", "why", "how", "when", "where", "who", "which"})
SHORTEST_TOLD = 4
"""Words that a trailing cue needs before it."""
LONGEST_TAIL = 6
"""Words that may follow a trailing cue (*police said on Monday.*)."""


# -- the clause under the verb -------------------------------------------------------------------------------


def clause_under(doc: Document, verb: Word, clause: Clause, known: tuple[Cue, ...]) -> Reading | None:
    """*said (that) ...*, *asked whether ...*, *urged X to ...* parsed as a clause, *told X that ...*."""
    inner = _complement(doc, verb) or _for_to(verb) or _whether(verb, known)
    if inner is None:
        return _shown(verb, known)
    if _not_said(doc, verb, inner):
        return None
    if infinitive(inner):
        return urged(verb, inner, child(inner, "nsubj"), known)
    kind = _kind(doc, verb, inner, clause, known)
    if kind is None:
        return None
    frame = "quote" if touching(doc, frozenset({inner.i})) else "that"
    named = child(verb, "dobj") if not is_verb(inner) and taking(known, "obj-obj") else None
    words = _words_said(doc, verb, inner, frame)
    return Reading(verb, kind, frame, words, inner, addressee(verb, clause), whole=outside(named, verb))


def _shown(verb: Word, known: tuple[Cue, ...]) -> Reading | None:
    """*shows [soldiers leaving the town]*, of which the parse makes soldiers who leave."""
    cue, shown = taking(known, "obj-ing"), child(verb, "dobj")
    inner = child(shown, "acl") if cue is not None and shown is not None else None
    if cue is None or shown is None or inner is None or inner.tag != "VBG":
        return None
    return Reading(verb, cue.kind, "that", under(shown), inner)


def _complement(doc: Document, verb: Word) -> Word | None:
    """The clause said; of two, the later, unless the first is quoted (*it was clear: the firm said X*)."""
    found = [c for c in childs(verb, "ccomp") if not (_set_off(doc, c) and _says(c))]
    return next((c for c in found[:-1] if doc.quoted(c)), found[-1]) if found else None


def _for_to(verb: Word) -> Word | None:
    """*lift* of *vowed for the Union to lift sanctions*."""
    return next((c for c in childs(verb, "advcl") if infinitive(c) and marked(c, "for")), None)


def _whether(verb: Word, known: tuple[Cue, ...]) -> Word | None:
    """*wins* of *asked him if he wins*: the parse takes it for a condition."""
    if taking(known, "wh", "obj-wh") is None:
        return None
    return next((c for c in childs(verb, "advcl") if c.i > verb.i and marked(c, "if", "whether")), None)


def _not_said(doc: Document, verb: Word, inner: Word) -> bool:
    """The parse hangs the clause on the verb, but the verb does not say it."""
    if inner.i < verb.i and child(verb, "mark", "xcomp", "nsubjpass") is not None:
        return True  # *..., weeks after he began to serve*, *X fled, arson is suspected*
    if inner.i < verb.i and child(verb, "dobj") and any(c.lower == ";" for c in verb.children):
        return True  # *Norway published the notes; France denies it*
    if not _finite(inner) and _no_clause(verb, inner):
        return True
    # *"X," said Lee, who founded Y*: nothing behind is said
    return inner.i > verb.i and not doc.quoted(inner) and opened(doc, verb)


def _finite(verb: Word) -> bool:
    """It has an auxiliary, or a form that needs none."""
    return verb.tag in ("VBD", "VBZ", "VBP") or child(verb, "aux", "auxpass") is not None


def _no_clause(verb: Word, inner: Word) -> bool:
    """*denied this, citing X*, *a series of talks focused on Chad*: a participle, parsed as a clause."""
    if inner.tag == "VBG":
        return any(c.lower in ("this", "that", "it") and c.dep in ("nsubj", "det") for c in inner.children)
    return inner.tag == "VBN" and inner.i > verb.i and child(inner, "mark", "nsubj", "advmod") is None


def _kind(doc: Document, verb: Word, inner: Word, clause: Clause, known: tuple[Cue, ...]) -> ClaimKind | None:
    """Of the cue that takes such a clause; any other verb may assert it; None when nothing is claimed."""
    told = _noun_said(verb, inner)
    if told is not None:
        return told.kind
    if verb.lemma == "insist" and _to_be_done(inner):
        return lexicon.claim_kinds()["demand"]
    asks = any(c.lower in WH and c.i <= inner.i for c in (*inner.children, doc.words[inner.left]))
    cue = (taking(known, "wh") if asks else None) or taking(known, "that", "quote", "obj-that")
    if cue is None:
        return lexicon.claim_kinds()["assertion"] if _backs_off(doc, verb, inner, clause) else None
    return None if asks and cue.kind.name in ("knowledge", "belief") and _to_find_out(verb) else cue.kind


def _to_be_done(inner: Word) -> bool:
    """*that the government call talks*: a bare verb after a singular subject is wanted, not told."""
    subject = child(inner, "nsubj")
    bare = inner.tag in ("VB", "VBP") and child(inner, "aux") is None
    return marked(inner, "that") and bare and subject is not None and subject.tag in ("NN", "NNP")


def _noun_said(verb: Word, inner: Word) -> Cue | None:
    """*demand* of *reiterated its demand that X go*, whose clause the parse hangs on the verb."""
    held = (*childs(verb, "dobj"), *(noun for _, noun in prepositions(verb)))
    nouns = [w for w in held if w.pos == "NOUN" and verb.i < w.i < inner.left and marked(inner, "that")]
    found = (taking(cues_of(w, "NOUN"), "that") for w in nouns)
    return next((cue for cue in found if cue is not None and cue.kind.name in TARGETED), None)


def _backs_off(doc: Document, verb: Word, inner: Word, clause: Clause) -> bool:
    """Any verb with *that* and an actor as subject claims something."""
    before = doc.words[inner.left - 1] if inner.left else verb
    if child(verb, "dobj") is not None or (before.lemma in lexicon.cues() and before.pos == "NOUN"):
        return False  # *returned him after assurances that ...*
    return (
        marked(inner, "that")
        and any(acts(actor(doc, a)) for a in clause.agents)
        and not lexicon.aspects().get(verb.lemma)
    )


def _to_find_out(verb: Word) -> bool:
    """*came to see whether ...*: nobody is told to know it."""
    return infinitive(verb) and verb.dep in ("advcl", "acl", "xcomp")


def _words_said(doc: Document, verb: Word, inner: Word, frame: str) -> frozenset[int]:
    """The clause, what stands before and goes on behind it, less whoever says it to whom."""
    indices = clause_words(inner, childs(verb, "agent"))
    for other in childs(verb, "conj", "ccomp", "dep"):
        if other.i > inner.i and marked(other, "that"):
            indices |= under(other)  # *said it is late, and that nobody came*
    indices |= _before(verb, inner)
    if frame == "quote":
        indices = with_quotation(doc, indices, verb, own_words(verb, inner))
    indices -= {i for s in childs(verb, "nsubj", "dobj", "dative") for i in subtree(s)}
    return said_behind(doc, indices, verb)


def _before(verb: Word, inner: Word) -> frozenset[int]:
    """*He did not stay but left at once, she said*: all that stands before speaker and cue is said."""
    subject = child(verb, "nsubj")
    inserted = subject is not None and subject.i < verb.i < inner.i and _comma_behind(verb)
    if subject is None or not (inserted or inner.i < subject.i < verb.i):
        return frozenset()
    early = [c for c in verb.children if c.i < subject.left and c.dep != "advmod"]
    return frozenset(i for c in early for i in subtree(c))


def _comma_behind(verb: Word) -> bool:
    """*, she said,*: put into what is said."""
    return any(c.text == "," and c.i == verb.i + 1 for c in verb.children)


# -- the clause around the verb ------------------------------------------------------------------------------


def clause_around(doc: Document, verb: Word, clause: Clause, known: tuple[Cue, ...]) -> Reading | None:
    """*X, he said, Y*: the clause around the cue is the content."""
    cue = taking(known, "quote", "that")
    if cue is None or not clause.agents or verb.tag == "VBG":
        return None
    if child(verb, "ccomp", "xcomp", "dobj") is not None or not _put_in(doc, verb, clause, known):
        return None
    indices = with_quotation(doc, under(verb.head) - under(verb), verb, under(verb))
    return Reading(verb, cue.kind, "quote", said_behind(doc, indices, verb), verb.head)


def _put_in(doc: Document, verb: Word, clause: Clause, known: tuple[Cue, ...]) -> bool:
    """The verb hangs from what it says."""
    if verb.dep in ("advcl", "conj", "ccomp", "dep"):
        return _as_told(doc, verb, clause, known) or _set_off(doc, verb)
    return verb.dep == "parataxis"


def _as_told(doc: Document, verb: Word, clause: Clause, known: tuple[Cue, ...]) -> bool:
    """*as experts have pointed out*: somebody, a verb of saying, and nothing said but the clause around."""
    told = marked(verb, "as") and not clause.passive and taking(known, "that") is not None
    return told and all(acts(actor(doc, a)) for a in clause.agents)


def _says(verb: Word) -> bool:
    """A subject and a cue, and nothing said: *, an official said on Monday*."""
    cue = taking(cues_of(verb, "VERB"), "that", "quote")
    return (
        cue is not None and child(verb, "ccomp", "xcomp", "dobj") is None and child(verb, "nsubj") is not None
    )


def _set_off(doc: Document, verb: Word) -> bool:
    """Between signs, and nothing but subject and cue: *, two officials told AFP.*"""
    before = doc.words[verb.left - 1] if verb.left else None
    return (
        before is not None
        and before.text in (",", '"', "—", "-")
        and verb.right - verb.left < 12
        and child(verb, "mark") is None
    )


# -- clauses that the parse hangs elsewhere ------------------------------------------------------------------


def in_a_statement(doc: Document, verb: Word, clause: Clause, known: tuple[Cue, ...]) -> Reading | None:
    """*said in a statement that X*: the parse hangs the clause on the noun."""
    cue = taking(known, "that")
    nouns = [n for _, n in prepositions(verb) if all(c.kind.name not in TARGETED for c in cues_of(n, "NOUN"))]
    inner = next((c for noun in nouns if (c := that_clause(noun)) is not None), None)
    if cue is None or inner is None or not clause.agents:
        return None
    return Reading(verb, cue.kind, "that", unmarked(inner), inner, addressee(verb, clause))


def trailing(doc: Document, verb: Word, clause: Clause, known: tuple[Cue, ...]) -> Reading | None:
    """*As they met, a shell fell, police said*: all before speaker and cue, however it was parsed."""
    cue, subject = taking(known, "that", "quote"), child(verb, "nsubj")
    if cue is None or subject is None or subject.lower in RELATIVE or verb.dep == "relcl":
        return None
    if child(verb, "ccomp", "xcomp", "dobj", "mark", "cc") is not None:
        return None
    told = _told_before(doc, verb, subject)
    if not told:
        return None
    indices = frozenset(told)
    return Reading(verb, cue.kind, "that", indices, top(doc, indices), addressee(verb, clause))


def _told_before(doc: Document, verb: Word, subject: Word) -> range:
    """All of the sentence before the comma of *, police said.*; empty where no verb or much else is."""
    sentence = doc.sentences[verb.sentence]
    comma = min(subject.left, verb.i) - 1
    told = range(sentence.first, comma)
    if len(told) < SHORTEST_TOLD or doc.words[comma].text != "," or abs(subject.i - verb.i) > 3:
        return range(0)
    tail = sentence.last - max(verb.i, subject.i)
    return told if tail <= LONGEST_TAIL and any(is_verb(doc.words[i]) for i in told) else range(0)
