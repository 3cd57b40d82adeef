"""Who says, believes, wants, intends, demands, denies, promises or threatens what.

>>> from kg.pipeline import read_text
>>> [(o.subject.text, o.predicate.relation, o.object.text)
...  for o in read_text("Ann Lee said that Tim Roe hopes to win.").occurrences if o.kind == "claim"]
[('Ann Lee', 'said', 'Tim Roe hopes to win'), ('Tim Roe', 'wants', 'to win')]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.document import Document, Quotation
from kg.extract.arguments import actor, acts, core, inner_actor, party, same
from kg.extract.clauses import RELATIVE, Clause, antecedent, colour, hearsay, subject_of
from kg.extract.contents import between, clause_words, content, subtree, touching, with_quotation
from kg.extract.found import Context, Found
from kg.extract.predicates import cue_span, predicate_words
from kg.ontology import words as lexicon
from kg.ontology.words import ClaimKind, Cue
from kg.syntax import (
    Sentence,
    Word,
    ancestors,
    child,
    childs,
    conjuncts,
    infinitive,
    is_verb,
    passive,
    possessor,
    prepositions,
)
from kg.types import Kind, Mention, Modality, Polarity, Predicate, StatementKind

HOLDS = {
    "demand": Modality.REQUIRED,
    "decree": Modality.PLANNED,
    "desire": Modality.DESIRED,
    "intention": Modality.PLANNED,
    "promise": Modality.PLANNED,
    "threat": Modality.PLANNED,
    "warning": Modality.POSSIBLE,
    "expectation": Modality.POSSIBLE,
    "question": Modality.POSSIBLE,
}
"""How a kind of claim holds a content that has no finite verb of its own."""
TARGETED = frozenset(
    {"demand", "accusation", "promise", "threat", "warning", "praise", "decree", "question", "naming"}
)
"""Kinds that do something to the one they are addressed to."""
NO_SOURCE = frozenset(
    "term plan agreement law schedule rule constitution tradition treaty deal procedure custom".split()
)
"""*according to the terms*: nobody says it."""
SPEAKERLESS = frozenset({"that", "quote", "noun-that", "hearsay"})
"""Frames whose claim counts though nobody is named (*it was reported that*)."""
WH = frozenset({"whether", "if", "what", "why", "how", "when", "where", "who", "which"})
SHORTEST_QUOTATION = 2
"""Words a quotation needs to be a content on its own; fewer are a word in inverted commas."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A cue with its content (word indices), the content's head and whom it is addressed to."""

    cue: Word
    kind: ClaimKind
    frame: str
    indices: frozenset[int]
    main: Word | None
    addressee: Word | None = None
    cue_words: tuple[Word, ...] = ()
    whole: frozenset[int] = frozenset()
    """Words that the spans of the content cover beside its own: *[X] to go*, *[X for] Y*."""
    guess: bool = False
    """A quotation that only stands in the cue's sentence: it yields to any other cue."""


def claims(context: Context) -> Iterator[Found]:
    """Every claim, in text order, one per speaker; then the acts they perform on an addressee."""
    doc = context.doc
    readings = {r.cue.i: r for r in (*_headed(doc), *_signed(doc))}
    readings |= {r.cue.i: _whole(doc, r) for w in doc.words if (r := reading(context, w)) is not None}
    readings = _certain(doc, readings)
    for r in _apart(doc, list(_continued(doc, readings))):
        yield from _found(context, r)


def _certain(doc: Document, readings: dict[int, Reading]) -> dict[int, Reading]:
    """Without the guesses at whose words another cue outside of quotations has."""
    taken = {i for r in readings.values() if not r.guess and not doc.quoted(r.cue) for i in r.indices}
    return {i: r for i, r in readings.items() if not r.guess or not r.indices & taken}


def _apart(doc: Document, readings: list[Reading]) -> Iterator[Reading]:
    """No two claims lie in each other: the inner one keeps within the content of the outer."""
    for r in readings:
        for other in readings:
            if other.cue.i in r.indices and r.cue.i in other.indices and _inner(doc, r.cue, other.cue):
                r = replace(r, indices=r.indices & other.indices)
        yield r


def _inner(doc: Document, cue: Word, other: Word) -> bool:
    """A quoted cue lies in an unquoted one's content; else the one that hangs below."""
    quoted = doc.quoted(cue)
    return other in ancestors(cue) if quoted == doc.quoted(other) else quoted


def reading(context: Context, word: Word) -> Reading | None:
    """What a word claims, if it is a cue and has a complement that its frames allow."""
    if word.lower == "according":
        return _according(context.doc, word)
    if word.lower == "in" and word.dep == "prep":
        return _in_a_poll(context.doc, word)
    if word.tag == "VBN" and word.i in context.clauses and context.clauses[word.i].passive:
        felt = _adjective(word)
        if felt is not None:
            return felt
    if word.pos == "VERB" and word.i in context.clauses:
        return _verb(context.doc, word, context.clauses[word.i])
    if word.pos == "NOUN":
        return _noun(word)
    if word.pos == "ADJ":
        return _adjective(word)
    return None


# -- verbs ---------------------------------------------------------------------------------------------------


def _verb(doc: Document, verb: Word, clause: Clause) -> Reading | None:
    known = _cues(verb, "VERB")
    for read in READERS:
        found = read(doc, verb, clause, known)
        if found is not None:
            return found
    return None


def _introduced(doc: Document, verb: Word, clause: Clause, known: tuple[Cue, ...]) -> Reading | None:
    """*told reporters: "..."*: the quotation after a colon is the content, whatever the parse says."""
    cue = _taking(known, "quote", "that")
    colon = next(
        (c for c in doc.words[verb.i + 1 : verb.i + 9] if c.text == ":" and c.sentence == verb.sentence), None
    )
    if cue is None or colon is None:
        return None
    quote = next((q for q in doc.quotations if 0 <= q.start - colon.end <= 2), None)
    if quote is None:
        return None
    indices = frozenset(between(doc, quote))
    main = _top(doc, indices)
    return Reading(verb, cue.kind, "quote", indices, main, _addressee(verb, clause)) if indices else None


def _top(doc: Document, indices: frozenset[int]) -> Word | None:
    """The first of the words that hangs from none of the others; None where there are none."""
    inside = (doc.words[i] for i in sorted(indices))
    return next((w for w in inside if w.root or w.head.i not in indices), None)


def _cues(word: Word, pos: str) -> tuple[Cue, ...]:
    """Cues that begin with the word and whose further words are there."""
    there = {
        c.lower
        for c in word.children
        if c.dep in ("prt", "prep", "dative", "advmod", "acomp", "oprd", "dobj")
    }
    there |= {c.lemma for c in word.children if c.dep in ("dobj", "acomp")}
    return tuple(c for c in lexicon.cues().get(word.lemma, ()) if c.pos == pos and set(c.words) <= there)


def _taking(known: Iterable[Cue], *frames: str) -> Cue | None:
    return next((c for c in known if any(c.takes(f) for f in frames)), None)


def _clause_content(doc: Document, verb: Word, clause: Clause, known: tuple[Cue, ...]) -> Reading | None:
    """*said (that) ...*, *asked whether ...*, *urged X to ...* parsed as a clause, *told X that ...*."""
    inner = _complement(doc, verb) or _for_to(verb) or _whether(verb, known)
    if inner is None:
        return None
    if inner.i < verb.i and child(verb, "mark", "xcomp", "nsubjpass") is not None:
        return None  # *..., weeks after he began to serve*, *X fled, arson is suspected*
    if inner.i < verb.i and child(verb, "dobj") and any(c.lower == ";" for c in verb.children):
        return None  # *Norway published the notes; France denies it*
    if not is_finite(inner) and _no_clause(verb, inner):
        return None
    if infinitive(inner):
        return _urged(doc, verb, inner, child(inner, "nsubj"), known)
    wh = any(c.lower in WH and c.i <= inner.i for c in (*inner.children, doc.words[inner.left]))
    cue = _taking(known, "wh") if wh else None
    cue = cue or _taking(known, "that", "quote", "obj-that")
    quoted = bool(touching(doc, frozenset({inner.i})))
    if cue is None and not _backs_off(doc, verb, inner, clause):
        return None
    if wh and cue is not None and cue.kind.name in ("knowledge", "belief") and _to_find_out(verb):
        return None
    kind = cue.kind if cue else lexicon.claim_kinds()["assertion"]
    indices = clause_words(inner, childs(verb, "agent"))
    for other in childs(verb, "conj", "ccomp", "dep"):
        if other.i > inner.i and any(c.dep == "mark" and c.lower == "that" for c in other.children):
            indices |= frozenset(subtree(other))  # *said it is late, and that nobody came*
    indices = indices | _before(verb, inner)
    indices = with_quotation(doc, indices, verb, _own(verb, inner)) if quoted else indices
    indices = indices - {i for s in childs(verb, "nsubj", "dobj", "dative") for i in subtree(s)}
    indices = _after(doc, indices, verb)
    named = child(verb, "dobj") if not is_verb(inner) and _taking(known, "obj-obj") else None
    whole = _outside(named, verb) if named is not None else frozenset()
    frame = "quote" if quoted else "that"
    return Reading(verb, kind, frame, indices, inner, _addressee(verb, clause), whole=whole)


def _after(doc: Document, indices: frozenset[int], verb: Word) -> frozenset[int]:
    """*In Oslo, he said, "X"*: where all behind the cue is quoted, nothing unquoted before it is said.

    The subject of what is quoted is (*The town, he said, "is lost"*).
    """
    behind = [doc.words[i] for i in indices if i > verb.i and doc.words[i].text[:1].isalnum()]
    if not behind or not all(map(doc.quoted, behind)):
        return indices
    subjects = [c for w in behind for c in childs(w, "nsubj", "nsubjpass") if c.i < verb.i]
    kept = {i for s in subjects for i in subtree(s)}
    return frozenset(i for i in indices if i > verb.i or i in kept or doc.quoted(doc.words[i]))


def _before(verb: Word, inner: Word) -> frozenset[int]:
    """*He did not stay but left at once, she said*: all that stands before speaker and cue is said."""
    subject = child(verb, "nsubj")
    if subject is None or not inner.i < subject.i < verb.i:
        return frozenset()
    early = [c for c in verb.children if c.i < subject.left and c.dep != "advmod"]
    return frozenset(i for c in early for i in subtree(c))


def _no_clause(verb: Word, inner: Word) -> bool:
    """*denied this, citing X*, *a series of talks focused on Chad*: a participle, parsed as a clause."""
    if inner.tag == "VBG":
        return any(c.lower in ("this", "that", "it") and c.dep in ("nsubj", "det") for c in inner.children)
    return inner.tag == "VBN" and inner.i > verb.i and child(inner, "mark", "nsubj", "advmod") is None


def is_finite(verb: Word) -> bool:
    """It has an auxiliary, or a form that needs none."""
    return verb.tag in ("VBD", "VBZ", "VBP") or child(verb, "aux", "auxpass") is not None


def _trailing(doc: Document, verb: Word, clause: Clause, known: tuple[Cue, ...]) -> Reading | None:
    """*As they met, a shell fell, police said*: all before speaker and cue, however it was parsed."""
    cue, subject = _taking(known, "that", "quote"), child(verb, "nsubj")
    if cue is None or subject is None or subject.lower in RELATIVE or verb.dep == "relcl":
        return None
    if child(verb, "ccomp", "xcomp", "dobj", "mark", "cc") is not None:
        return None
    sentence = doc.sentences[verb.sentence]
    start = min(subject.left, verb.i)
    told = range(sentence.first, start - 1)
    if len(told) < 4 or doc.words[start - 1].text != "," or abs(subject.i - verb.i) > 3:
        return None
    if sentence.last - max(verb.i, subject.i) > LONGEST_TAIL or not any(is_verb(doc.words[i]) for i in told):
        return None
    indices = frozenset(told)
    return Reading(verb, cue.kind, "that", indices, _top(doc, indices), _addressee(verb, clause))


LONGEST_TAIL = 6
"""Words that may follow a trailing cue (*police said on Monday.*)."""


def _to_find_out(verb: Word) -> bool:
    """*came to see whether ...*: nobody is told to know it."""
    return infinitive(verb) and verb.dep in ("advcl", "acl", "xcomp")


def _complement(doc: Document, verb: Word) -> Word | None:
    """The clause said; of two, the later, unless the first is quoted (*it was clear: the firm said X*)."""
    found = [c for c in childs(verb, "ccomp") if not (_set_off(doc, c) and _says(c))]
    return next((c for c in found[:-1] if doc.quoted(c)), found[-1]) if found else None


def _for_to(verb: Word) -> Word | None:
    """*lift* of *vowed for the Union to lift sanctions*."""
    return next(
        (
            c
            for c in verb.children
            if c.dep == "advcl"
            and infinitive(c)
            and any(m.dep == "mark" and m.lower == "for" for m in c.children)
        ),
        None,
    )


def _whole(doc: Document, r: Reading) -> Reading:
    """A content that takes words of a quotation takes the quotation, unless the cue is quoted too."""
    quoted = [q for q in touching(doc, r.indices) if not q.start <= r.cue.start < q.end]
    more = {i for q in quoted for i in between(doc, q)}
    if r.cue.pos == "VERB":
        more -= _own(r.cue, r.main or r.cue)
    return replace(r, indices=r.indices | more) if more - r.indices else r


def _whether(verb: Word, known: tuple[Cue, ...]) -> Word | None:
    """*wins* of *asked him if he wins*: the parse takes it for a condition."""
    if _taking(known, "wh", "obj-wh") is None:
        return None
    later = [c for c in childs(verb, "advcl") if c.i > verb.i]
    return next(
        (c for c in later if any(m.dep == "mark" and m.lower in ("if", "whether") for m in c.children)), None
    )


def _own(verb: Word, inner: Word) -> frozenset[int]:
    """The cue's own words: a quotation never takes them."""
    return frozenset(
        {verb.i}
        | {
            i
            for c in verb.children
            if c is not inner and c.dep in ("nsubj", "dobj", "dative", "aux", "prep", "npadvmod")
            for i in subtree(c)
        }
    )


def _backs_off(doc: Document, verb: Word, inner: Word, clause: Clause) -> bool:
    """Any verb with *that* and an actor as subject claims something."""
    that = any(c.dep == "mark" and c.lower == "that" for c in inner.children)
    before = doc.words[inner.left - 1] if inner.left else verb
    if child(verb, "dobj") is not None or (before.lemma in lexicon.cues() and before.pos == "NOUN"):
        return False  # *returned him after assurances that ...*
    return that and any(acts(actor(doc, a)) for a in clause.agents) and not lexicon.aspects().get(verb.lemma)


def _addressee(verb: Word, clause: Clause) -> Word | None:
    """*told reporters*, *said to reporters*; of a passive, who was told."""
    if clause.passive:
        return clause.patients[0] if clause.patients else None
    held = child(verb, "dobj", "dative")
    if held is not None and held.pos in ("NOUN", "PROPN", "PRON"):
        return held
    to = (noun for prep, noun in prepositions(verb) if prep.lower == "to" and prep.head is verb)
    return next((noun for noun in to if noun.pos != "VERB"), None)


def _urged(
    doc: Document, verb: Word, inner: Word, addressee: Word | None, known: tuple[Cue, ...]
) -> Reading | None:
    """*urged X to do Y*: the content is what X is to do, and for a wish X's doing it."""
    cue = _taking(known, "obj-to", "prep-to:for") if addressee is not None else _taking(known, "to")
    if cue is None and inner.dep == "advcl":
        cue = _taking(known, "to")
    if cue is None:
        return None
    indices = frozenset(subtree(inner)) - {c.i for c in childs(inner, "mark")}
    if addressee is not None and cue.kind.name in TARGETED:
        indices -= frozenset(subtree(addressee))
        return Reading(verb, cue.kind, "obj-to", indices, inner, addressee, whole=_outside(addressee, verb))
    return Reading(verb, cue.kind, "obj-to" if addressee else "to", indices, inner)


def _outside(noun: Word, verb: Word) -> frozenset[int]:
    """The words of a noun phrase; of *those accused of X*, without the relative clause."""
    words = frozenset(subtree(noun))
    return words - frozenset(subtree(verb)) if verb.i in words else words


def _infinitive(doc: Document, verb: Word, clause: Clause, known: tuple[Cue, ...]) -> Reading | None:
    inner = child(verb, "xcomp")
    if inner is None or not is_verb(inner):
        return None
    if not infinitive(inner):
        cue = _taking(known, "ing") if inner.tag == "VBG" else None
        return Reading(verb, cue.kind, "ing", frozenset(subtree(inner)), inner) if cue else None
    if clause.passive and (told := hearsay(verb)) is not None:
        subject = child(verb, "nsubjpass", "nsubj")
        whole = _outside(subject, verb) if subject is not None else frozenset()
        return Reading(verb, told.kind, "hearsay", frozenset(subtree(inner)), inner, whole=whole)
    if clause.passive:
        cue = _taking(known, "obj-to")
        who = clause.patients[0] if clause.patients else None
        whole = _outside(who, verb) if who is not None else frozenset()
        return (
            Reading(verb, cue.kind, "obj-to", frozenset(subtree(inner)), inner, who, (), whole)
            if cue
            else None
        )
    return _urged(doc, verb, inner, child(verb, "dobj", "dative"), known)


def _parenthetical(doc: Document, verb: Word, clause: Clause, known: tuple[Cue, ...]) -> Reading | None:
    """*X, he said, Y*: the clause around the cue is the content."""
    if (
        verb.dep not in ("parataxis", "ccomp", "advcl", "conj", "dep")
        or child(verb, "ccomp", "xcomp", "dobj") is not None
    ):
        return None
    cue = _taking(known, "quote", "that")
    as_told = _as_told(doc, verb, clause, known)
    if (
        cue is None
        or not clause.agents
        or (verb.dep in ("advcl", "conj", "ccomp", "dep") and not as_told and not _set_off(doc, verb))
        or verb.tag == "VBG"
    ):
        return None
    around = verb.head
    indices = frozenset(subtree(around)) - frozenset(subtree(verb))
    indices = with_quotation(doc, indices, verb, frozenset(subtree(verb)))
    return Reading(verb, cue.kind, "quote", _after(doc, indices, verb), around)


def _as_told(doc: Document, verb: Word, clause: Clause, known: tuple[Cue, ...]) -> bool:
    """*as experts have pointed out*: somebody, a verb of saying, and nothing said but the clause around."""
    marked = any(c.dep == "mark" and c.lower == "as" for c in verb.children) and not clause.passive
    return marked and _taking(known, "that") is not None and all(acts(actor(doc, a)) for a in clause.agents)


def _says(verb: Word) -> bool:
    """A subject and a cue, and nothing said: *, an official said on Monday*."""
    cue = _taking(_cues(verb, "VERB"), "that", "quote")
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


def _prepositional(doc: Document, verb: Word, clause: Clause, known: tuple[Cue, ...]) -> Reading | None:
    """*called for X*, *accused X of Y*, *called on X to Y*, *described X as Y*, *referred to X as Y*."""
    held = clause.patients[0] if clause.patients else None
    for prep in (*childs(verb, "prep"), *_stray_as(verb, known)):
        name = prep.lower
        inner = child(prep, "pcomp", "pobj", *(("amod", "acomp") if name == "as" else ()))
        if inner is None:
            continue
        to = child(verb, "xcomp", "advcl") or child(inner, "relcl", "acl")
        if to is not None and infinitive(to) and (cue := _taking(known, f"prep-to:{name}")):
            whole = _outside(inner, verb)
            return Reading(verb, cue.kind, "prep-to", frozenset(subtree(to)), to, inner, (prep,), whole)
        named = _named_as(verb, prep, known)
        if named is not None:
            cue, other, who = named
            whole = _outside(who, verb) | frozenset(subtree(prep))
            return Reading(verb, cue.kind, "prep-as", frozenset(subtree(inner)), inner, who, (other,), whole)
        if held is not None and (cue := _taking(known, f"obj-prep:{name}", *_as(name))):
            whole = _outside(held, verb) | frozenset(subtree(prep))
            frame = f"obj-prep:{name}"
            return Reading(verb, cue.kind, frame, frozenset(subtree(inner)), inner, held, (), whole)
        cue = _taking(known, f"prep:{name}") if held is None or clause.passive else None
        if cue and not (acts(actor(doc, inner)) and name in ("on", "to", "with")):
            told = held if clause.passive else None
            return Reading(verb, cue.kind, f"prep:{name}", frozenset(subtree(inner)), inner, told, (prep,))
    return None


def _as(name: str) -> tuple[str, ...]:
    return ("obj-as",) if name == "as" else ()


def _stray_as(verb: Word, known: tuple[Cue, ...]) -> list[Word]:
    """*as* of *described the push as futile*, parsed as part of the object."""
    if _taking(known, "obj-as") is None:
        return []
    stray = [p for held in childs(verb, "dobj") for p in childs(held, "prep") if p.lower == "as"]
    return [p for p in stray if not any(c.lower == "such" for c in p.children)]


def _named_as(verb: Word, prep: Word, known: tuple[Cue, ...]) -> tuple[Cue, Word, Word] | None:
    """Cue, first preposition and noun of *refers to X as Y*."""
    if prep.lower != "as":
        return None
    for other in childs(verb, "prep"):
        who, cue = child(other, "pobj"), _taking(known, f"prep-as:{other.lower}")
        if cue is not None and who is not None and other.i < prep.i:
            return cue, other, who
    return None


def _object(doc: Document, verb: Word, clause: Clause, known: tuple[Cue, ...]) -> Reading | None:
    """*announced a deal*, *called it a lie*."""
    held = child(verb, "nsubjpass") if clause.passive else child(verb, "dobj")
    named = child(verb, "oprd") or _second(childs(verb, "dobj"))
    if named is not None and (cue := _taking(known, "obj-obj", "obj-as")):
        who = held if held is not None else child(verb, "nsubj")
        whole = _outside(who, verb) if who is not None else frozenset()
        return Reading(verb, cue.kind, "obj-obj", frozenset(subtree(named)), named, who, (), whole)
    cue = _taking_noun(known, held) if held is not None else None
    if held is None or cue is None:
        return None
    if acts(actor(doc, held)) or held.pos == "PRON":
        return None
    if (clause.passive and not clause.agents) or (_uttered(held) and _noun(held) is not None):
        return None  # *voiced fears that ...*: the noun is the cue
    return Reading(verb, cue.kind, "obj", frozenset(subtree(held)), held)


def _shown(doc: Document, verb: Word, clause: Clause, known: tuple[Cue, ...]) -> Reading | None:
    """*A poll shows Lee ahead*, *the survey put her at 40 percent*: all that a poll shows."""
    subject, held = child(verb, "nsubj"), child(verb, "dobj")
    if subject is None or held is None or not lexicon.noun_class(subject.lemma) & {"POLL"}:
        return None
    if not any(c.kind.name == "evidence" for c in known):
        return None
    indices = frozenset(range(held.left, verb.right + 1))
    return Reading(verb, lexicon.claim_kinds()["evidence"], "obj", indices, held)


def _second(objects: list[Word]) -> Word | None:
    """*a fool* of *called him a fool*, parsed as another object."""
    return objects[1] if len(objects) == 2 and childs(objects[0], "conj") == [] else None


def _closed(doc: Document, verb: Word, clause: Clause, known: tuple[Cue, ...]) -> Reading | None:
    """*"X," she said about Y*: the quotation right before subject and cue goes before all else."""
    subject = child(verb, "nsubj")
    first = doc.words[min(verb.i, subject.left if subject is not None else verb.i)]
    near = [q for q in _in_sentence(doc, verb) if 0 <= first.start - q.end <= 2]
    return _of_quotations(doc, verb, clause, known, near, shortest=1)


def _quoted(doc: Document, verb: Word, clause: Clause, known: tuple[Cue, ...]) -> Reading | None:
    """A quotation in the sentence that the parse did not hang on the cue."""
    near = [*_in_sentence(doc, verb), *_just_before(doc, verb)]
    found = _of_quotations(doc, verb, clause, known, near)
    return replace(found, guess=True) if found is not None else None


def _of_quotations(
    doc: Document,
    verb: Word,
    clause: Clause,
    known: tuple[Cue, ...],
    near: Iterable[Quotation],
    shortest: int = SHORTEST_QUOTATION + 1,
) -> Reading | None:
    cue = _taking(known, "quote")
    if cue is None or not clause.agents or clause.polarity is Polarity.NEGATIVE:
        return None
    said = [q for q in near if not q.start <= verb.start < q.end and _speech(doc, q, shortest)]
    indices = frozenset(i for q in said for i in between(doc, q)) - _own(verb, verb)
    if not indices:
        return None
    return Reading(verb, cue.kind, "quote", indices, _top(doc, indices), _addressee(verb, clause))


def _speech(doc: Document, quotation: Quotation, shortest: int = SHORTEST_QUOTATION + 1) -> bool:
    """Long enough to be a content on its own, and no title."""
    return len(between(doc, quotation)) >= shortest and not _titled(doc, quotation)


def _just_before(doc: Document, verb: Word) -> Iterator[Quotation]:
    """*"Who knows?" she asked*: the parse makes the question a sentence of its own."""
    sentence = doc.sentences[verb.sentence]
    first = doc.words[sentence.first]
    if sentence.index and doc.sentences[sentence.index - 1].paragraph != sentence.paragraph:
        return
    if child(verb, "ccomp", "xcomp", "dobj") is None and verb.i - first.i < 8:
        yield from (q for q in doc.quotations if 0 <= first.start - q.end <= 2)


def _in_sentence(doc: Document, word: Word) -> Iterator[Quotation]:
    sentence = doc.sentences[word.sentence]
    start, end = doc.words[sentence.first].start, doc.words[sentence.last].end
    return (q for q in doc.quotations if q.start < end and q.end > start)


def _in_a_statement(doc: Document, verb: Word, clause: Clause, known: tuple[Cue, ...]) -> Reading | None:
    """*said in a statement that X*: the parse hangs the clause on the noun."""
    cue = _taking(known, "that")
    inner = next((c for _, noun in prepositions(verb) if (c := _that_clause(noun)) is not None), None)
    if cue is None or inner is None or not clause.agents:
        return None
    return Reading(verb, cue.kind, "that", _unmarked(inner), inner, _addressee(verb, clause))


def _that_clause(noun: Word) -> Word | None:
    """The clause under a noun that says what it is: *a statement that X*."""
    inner = child(noun, "acl", "ccomp", "relcl")
    marked = inner is not None and any(c.dep == "mark" and c.lower == "that" for c in inner.children)
    return inner if marked else None


READERS = (
    _introduced,
    _clause_content,
    _infinitive,
    _parenthetical,
    _closed,
    _in_a_statement,
    _shown,
    _prepositional,
    _object,
    _trailing,
    _quoted,
)
"""Ways to find a verb's content, the surest first."""


# -- nouns, adjectives, according to -------------------------------------------------------------------------


def _noun(noun: Word) -> Reading | None:
    """*his claim that ...*, *a call for ...*, *hopes of ...*."""
    known = _cues(noun, "NOUN")
    inner = child(noun, "acl", "ccomp", "relcl")
    if inner is not None:
        if _that_clause(noun) and (cue := _taking(known, "that")) and not _said_in(noun):
            return Reading(noun, cue.kind, "noun-that", _unmarked(inner), inner)
        if infinitive(inner) and (cue := _taking(known, "to")):
            return Reading(noun, cue.kind, "noun-to", frozenset(subtree(inner)), inner)
    for prep, held in prepositions(noun):
        if (possessor(noun) is not None or _uttered(noun)) and (cue := _taking(known, f"prep:{prep.lower}")):
            return Reading(noun, cue.kind, "noun-prep", frozenset(subtree(held)), held)
    return None


def _said_in(noun: Word) -> bool:
    """*said in a statement that*: the verb is the cue."""
    verb = noun.head.head if noun.dep == "pobj" else noun
    return is_verb(verb) and _taking(_cues(verb, "VERB"), "that") is not None


def _uttered(noun: Word) -> bool:
    """*voiced support for X*, *made a demand for X*: the subject of the verb is whose claim it is."""
    verb = noun.head
    if noun.dep != "dobj" or not is_verb(verb):
        return False
    return lexicon.light(verb.lemma) == "same"


def _unmarked(clause: Word) -> frozenset[int]:
    """The words of a clause but its conjunctions."""
    return frozenset(subtree(clause)) - {c.i for c in childs(clause, "mark")}


def _adjective(word: Word) -> Reading | None:
    known = _cues(word, "ADJ") or tuple(
        c for c in lexicon.cues().get(word.lower, ()) if c.pos == "ADJ" and not c.words
    )
    inner = child(word, "ccomp")
    if inner is not None and not infinitive(inner) and (cue := _taking(known, "that")):
        return Reading(word, cue.kind, "adj-that", _unmarked(inner), inner)
    inner = child(word, "xcomp")
    if inner is not None and infinitive(inner) and (cue := _taking(known, "to")):
        return Reading(word, cue.kind, "adj-to", frozenset(subtree(inner)), inner)
    return None


def _according(doc: Document, word: Word) -> Reading | None:
    """*According to the ministry, X*."""
    to = child(word, "prep")
    source = child(to, "pobj") if to is not None else None
    if to is None or source is None or source.lemma in NO_SOURCE:
        return None
    return _evidence(word, source, (to,))


def _in_a_poll(doc: Document, word: Word) -> Reading | None:
    """*In a poll this week, X*."""
    source = child(word, "pobj")
    if source is None or not is_verb(word.head) or _taking_noun(_cues(word, "PREP"), source) is None:
        return None
    return _evidence(word, source, ())


def _taking_noun(known: tuple[Cue, ...], noun: Word) -> Cue | None:
    """The cue that takes this noun as its object."""
    return next((c for c in known if c.takes("obj", noun.lemma)), None)


def _evidence(word: Word, source: Word, cue_words: tuple[Word, ...]) -> Reading:
    """What the clause around a preposition tells is what its noun shows."""
    around = word.head
    while not is_verb(around) and not around.root:
        around = around.head
    top = around
    while not top.root and _carried_on(top, word):
        top = top.head
    indices = frozenset(subtree(top)) - frozenset(subtree(word))
    kind = lexicon.claim_kinds()["evidence"]
    return Reading(word, kind, "according", indices, top, source, cue_words)


def _carried_on(verb: Word, word: Word) -> bool:
    """*X fell, wiping out Y, according to Z*: the source is that of the whole sentence."""
    if word.i < verb.head.i:
        return verb.dep in ("conj", "xcomp", "advcl")
    if verb.dep == "advcl":
        return verb.tag == "VBG"
    return verb.dep == "conj" and child(verb, "nsubj", "nsubjpass") is None


# -- quotations that go on -----------------------------------------------------------------------------------


def _continued(doc: Document, readings: dict[int, Reading]) -> Iterator[Reading]:
    """Quotations after a cue that no other cue outside them takes are its content too."""
    covered = {i for r in readings.values() if not doc.quoted(r.cue) for i in r.indices}
    for _, r in sorted(readings.items()):
        more: frozenset[int] = frozenset()
        spoken = r.frame == "quote" or (r.frame in CONTINUED and r.kind.name in QUOTING)
        if spoken and not doc.quoted(r.cue):
            more = _beside(doc, r, covered) | _following(doc, r, covered)
        covered |= more
        yield replace(r, indices=r.indices | more) if more else r


CONTINUED = frozenset({"quote", "that", "obj-that", "signed"})
QUOTING = frozenset({"speech", "assertion", "evidence"})


def _beside(doc: Document, r: Reading, covered: set[int]) -> frozenset[int]:
    """The second half of *"X," he said, "Y"*."""
    found: set[int] = set()
    for q in _in_sentence(doc, r.cue):
        words = set(between(doc, q))
        if q.start > r.cue.end and _speech(doc, q) and not words & covered and _touches(doc, q, r.cue):
            found |= words
    return frozenset(found)


def _titled(doc: Document, quotation: Quotation) -> bool:
    """*on "Meet the Press"*: the name of a programme or a book, not what was said."""
    words = [doc.words[i] for i in between(doc, quotation)]
    small = [w for w in words if w.text[:1].isalpha() and not w.text[:1].isupper()]
    return all(w.pos in ("ADP", "DET", "CCONJ", "PART") for w in small) and len(words) < 9


def _touches(doc: Document, quotation: Quotation, cue: Word) -> bool:
    """Nothing but the speaker and signs between the cue and the quotation."""
    between_them = [w for w in doc.words[cue.i + 1 : cue.i + 12] if w.end <= quotation.start]
    return not any(w.pos in ("VERB", "SCONJ") for w in between_them) and len(between_them) < 11


def _following(doc: Document, r: Reading, covered: set[int]) -> frozenset[int]:
    """Whole sentences of quotation after the cue's, in its paragraph and in those that only quote."""
    sentence = doc.sentences[r.cue.sentence]
    found: set[int] = set()
    for nxt in doc.sentences[sentence.index + 1 :]:
        words = range(nxt.first, nxt.last + 1)
        if nxt.paragraph > sentence.paragraph + 1 or not _all_quoted(doc, words) or covered & set(words):
            break
        if nxt.paragraph != sentence.paragraph and not (_ends_quoted(doc, sentence) or r.frame == "quote"):
            break
        found |= set(words)
        sentence = nxt
    return frozenset(found)


def _all_quoted(doc: Document, words: range) -> bool:
    """Nothing but signs stands outside quotation marks."""
    marks = [
        q
        for q in doc.quotations
        if q.start <= doc.words[words[-1]].end and q.end >= doc.words[words[0]].start
    ]
    return bool(marks) and all(
        any(q.start <= doc.words[i].start < q.end for q in marks)
        for i in words
        if doc.words[i].text[:1].isalnum()
    )


def _ends_quoted(doc: Document, sentence: Sentence) -> bool:
    last = doc.words[sentence.last]
    return any(q.end >= last.start and q.start < last.end for q in doc.quotations)


def _signed(doc: Document) -> Iterator[Reading]:
    """*X: "..."* and *"..." -- X*: a quotation with nothing but its speaker beside it."""
    kind = lexicon.claim_kinds()["speech"]
    for q in doc.quotations:
        words = between(doc, q)
        if len(words) < 4:
            continue
        before, after = _word_before(doc, words), _word_after(doc, words)
        mark = before if before is not None and before.text == ":" else after
        if mark is None or mark.text not in SIGNS:
            continue
        speaker = (
            doc.words[mark.i - 1]
            if mark.text == ":"
            else doc.words[mark.i + 1]
            if mark.i + 1 < len(doc.words)
            else None
        )
        if speaker is None or speaker.i not in doc.names or not _plain(doc, speaker, mark):
            continue
        indices = frozenset(words)
        head = doc.words[doc.names[speaker.i]]
        yield Reading(mark, kind, "signed", indices, _top(doc, indices), head)


def _headed(doc: Document) -> Iterator[Reading]:
    """*Lee: The war is over*, *Poll: Most want peace*: what a paragraph that begins with its speaker says."""
    kind = lexicon.claim_kinds()["speech"]
    for sentence in doc.sentences:
        opens = sentence.index == 0 or doc.sentences[sentence.index - 1].paragraph != sentence.paragraph
        words = doc.words[sentence.first : sentence.first + LONGEST_HEADING] if opens else []
        mark = next((w for w in words if w.text == ":"), None)
        if mark is None or mark.i == sentence.first or not _plain(doc, doc.words[mark.i - 1], mark):
            continue
        speaker = doc.words[mark.i - 1]
        told = range(mark.i + 1, _last_of_paragraph(doc, sentence) + 1)
        if len(told) > 2 and _heads(doc, speaker):
            indices = frozenset(told)
            head = doc.words[doc.names.get(speaker.i, speaker.i)]
            yield Reading(mark, kind, "signed", indices, _top(doc, indices), head)


LONGEST_HEADING = 7
"""Words of a speaker's name and the colon behind it."""


def _heads(doc: Document, word: Word) -> bool:
    """It can be a speaker: a name of somebody, a report, or the letter of a transcript."""
    if word.text in ("Q", "A") or "REPORT" in lexicon.noun_class(word.lemma):
        return True
    mention = doc.mention(doc.words[doc.names[word.i]]) if word.i in doc.names else None
    return mention is not None and mention.kind in (Kind.PERSON, Kind.ORGANIZATION)


def _last_of_paragraph(doc: Document, sentence: Sentence) -> int:
    last = sentence.last
    for nxt in doc.sentences[sentence.index + 1 :]:
        if nxt.paragraph != sentence.paragraph:
            break
        last = nxt.last
    return last


SIGNS = frozenset({":", "-", "--", "—", "–", "―"})


def _plain(doc: Document, speaker: Word, mark: Word) -> bool:
    """No verb of saying between the paragraph's begin and the colon: that would be the cue."""
    first = doc.sentences[speaker.sentence].first
    return mark.text != ":" or not any(w.pos in ("VERB", "AUX") for w in doc.words[first : mark.i])


def _word_before(doc: Document, words: range) -> Word | None:
    i = words[0] - 1
    while i >= 0 and doc.words[i].text in EDGE_QUOTES:
        i -= 1
    return doc.words[i] if i >= 0 else None


def _word_after(doc: Document, words: range) -> Word | None:
    i = words[-1] + 1
    while i < len(doc.words) and doc.words[i].text in EDGE_QUOTES:
        i += 1
    return doc.words[i] if i < len(doc.words) else None


EDGE_QUOTES = frozenset({'"', "''", "``", "'"})


# -- statements ----------------------------------------------------------------------------------------------


def _mutual(noun: Word) -> bool:
    """*criticised the deal between Chad and Mali*: neither of the two alone is criticised."""
    return any(p.lower == "between" for p, _ in prepositions(noun))


def _found(context: Context, r: Reading) -> Iterator[Found]:
    doc = context.doc
    indices = r.indices - {r.cue.i}
    words = indices
    if r.kind.name == "naming" and r.addressee is not None and r.addressee.i > r.cue.i:
        words |= frozenset(subtree(r.addressee))  # *called [him a liar]*
    said = content(doc, words, r.whole)
    if said is None:
        return
    modality, polarity = _held(r.cue)
    span = cue_span(doc, r.cue, r.cue_words)
    relation, type_, mode = _meaning(r)
    lemma = predicate_words(r.cue, r.cue_words)
    predicate = Predicate(span.text, span.start, span.end, lemma, relation, type_, mode)
    addressee = (
        actor(doc, antecedent(r.addressee))
        if r.addressee is not None and r.frame not in ("according", "signed")
        else None
    )
    told = addressee if r.kind.name != "naming" and not r.frame.endswith(":as") else None
    if told is None and _of_a_thing(r) and r.main is not None and type_ not in ("SAY", "BELIEVE", "INTEND"):
        told = None if _mutual(r.main) else inner_actor(doc, r.main)
    speakers = _speakers(context, r)
    if not speakers and not _counts_alone(r, addressee):
        return
    for subject in speakers or (None,):
        yield Found(
            StatementKind.CLAIM,
            r.cue.i,
            subject,
            predicate,
            said,
            f"claim:{r.frame}",
            None if told is not None and subject is not None and same(subject, told) else told,
            (),
            polarity,
            modality,
            content=indices,
            main=r.main.i if r.main is not None else -1,
            holds=_holds(r),
        )
        if subject is not None and addressee is not None and _done_to(r, subject, addressee):
            yield Found(
                StatementKind.EVENT,
                r.cue.i,
                subject,
                _act(r, predicate),
                addressee,
                f"act:{r.frame}",
                None,
                (),
                polarity,
                modality,
            )


def _done_to(r: Reading, subject: Mention, addressee: Mention) -> bool:
    """The claim is also something done to whom it is addressed to; *called it a crime* is not."""
    named = r.kind.name != "naming" or addressee.text.lower() not in ("it", "this", "that")
    return r.kind.name in TARGETED and acts(addressee) and named and not same(subject, addressee)


def _act(r: Reading, predicate: Predicate) -> Predicate:
    """What the claim does to whom it is addressed to: *urged* Rwanda, *asked* the minister."""
    if r.kind.name == "question":
        return predicate
    match = lexicon.relation_of_verb(r.cue.lemma, prep=r.cue_words[0].lower if r.cue_words else "")
    if match is None:
        return replace(predicate, relation=None)
    return replace(
        predicate,
        type=match.relation.type or predicate.type,
        relation=match.relation.name,
        mode=match.relation.mode or None,
    )


def _counts_alone(r: Reading, addressee: Mention | None) -> bool:
    """*it was reported that*, *asked about X, she ...*: a claim, though nobody is named."""
    if r.frame in SPEAKERLESS:
        return True
    return r.kind.name == "question" and is_verb(r.cue) and passive(r.cue) and acts(addressee)


def _holds(r: Reading) -> Modality:
    """A finite content has its own modality, unless it is wished for, demanded (*that he go*) or asked."""
    if r.main is not None and any(c.dep == "mark" and c.lower == "whether" for c in r.main.children):
        return Modality.POSSIBLE
    finite = r.frame in ("that", "quote", "noun-that", "adj-that", "signed", "hearsay")
    if (
        finite
        and r.kind.name not in ("desire", "expectation", "question")
        and (r.main is None or r.main.tag != "VB")
    ):
        return Modality.ACTUAL
    return HOLDS.get(r.kind.name, Modality.ACTUAL)


def _of_a_thing(r: Reading) -> bool:
    """*rejected an appeal*: the content is a noun phrase."""
    return r.frame == "obj" or r.frame.startswith("prep:")


def _meaning(r: Reading) -> tuple[str, str, str | None]:
    """Relation, type and mode: the kind's, or those of a deed that the verb does to a thing (*rejected*)."""
    if _of_a_thing(r) and r.kind.type == "SAY" and r.cue.pos == "VERB":
        prep = r.cue_words[0].lower if r.cue_words else ""
        obj = r.main.lemma if r.main is not None and not prep else ""
        match = lexicon.relation_of_verb(r.cue.lemma, "", prep, obj)
        if match is not None and match.relation.type:
            return match.relation.name, match.relation.type, match.relation.mode or None
    return r.kind.relation, r.kind.type, None


def _held(cue: Word) -> tuple[Modality, Polarity]:
    if is_verb(cue):
        modality, polarity, _, _ = colour(cue)
        if any(c.lower in ("would", "'d") for c in cue.children if c.dep == "aux") and cue.lemma in (
            "like",
            "prefer",
            "love",
        ):
            modality = Modality.ACTUAL  # *would like* is how one says *wants*
        return modality, polarity
    if cue.pos == "ADJ" and is_verb(cue.head):
        modality, polarity, _, _ = colour(cue.head)
        return modality, polarity
    return Modality.ACTUAL, Polarity.POSITIVE


def _speakers(context: Context, r: Reading) -> tuple[Mention, ...]:
    doc = context.doc
    if r.frame in ("according", "signed"):
        words = tuple(conjuncts(r.addressee)) if r.addressee is not None else ()
    elif is_verb(r.cue) and _dangling(r.cue):
        return ()
    elif is_verb(r.cue):
        clause = context.clauses[r.cue.i]
        words = clause.patients if r.frame.startswith("adj") else clause.agents
    elif r.cue.pos == "ADJ":
        subject = subject_of(r.cue.head) if is_verb(r.cue.head) else None
        words = tuple(conjuncts(subject)) if subject is not None else ()
    else:
        words = _owners(r.cue)
    found = tuple(
        m for w in words if w.i not in r.indices and (m := _speaker(doc, antecedent(w))) is not None
    )
    if r.cue.pos == "NOUN" and _uttered(r.cue):
        found = tuple(m for m in found if acts(m))  # *the delay raised concerns*: nobody's
    own = child(r.cue, "nsubj") if is_verb(r.cue) else None
    if own is not None and own.lower in RELATIVE and own.tag in ("WP", "WDT") and len(found) == 1:
        return (_standing_for(own, found[0]),)
    return found


def _standing_for(word: Word, mention: Mention) -> Mention:
    """*who* said it, for the one that *who* stands for."""
    nominal = mention.nominal if mention.name else mention.nominal or mention.text
    return replace(mention, text=word.text, start=word.start, end=word.end, nominal=nominal)


def _dangling(cue: Word) -> bool:
    """*were charged, alleging that ...*: who is charged does not allege it."""
    return cue.dep == "advcl" and cue.tag == "VBG" and passive(cue.head) and child(cue, "nsubj") is None


def _owners(noun: Word) -> tuple[Word, ...]:
    """Whose claim it is: *his claim*, *the ministry made the claim*, *a call by X*."""
    owner = possessor(noun)
    if owner is not None:
        return tuple(conjuncts(owner))
    by = next((n for p, n in prepositions(noun) if p.lower in ("by", "from")), None)
    if by is not None:
        return tuple(conjuncts(by))
    subject = subject_of(noun.head) if _uttered(noun) else None
    return tuple(conjuncts(subject)) if subject is not None else ()


def _speaker(doc: Document, word: Word) -> Mention | None:
    measured = core(word)
    found = doc.mention(measured)
    if found is None:
        return party(doc, measured) or _some(doc, word)
    return found if measured is word or found.name else _part(doc, word, found)


def _part(doc: Document, word: Word, whole: Mention) -> Mention:
    """*half of the voters*: who speaks is no more than that half."""
    start = doc.words[word.left].start
    text = doc.article.text[start : whole.end]
    return replace(whole, text=text, start=start, nominal=text) if start < whole.start else whole


def _some(doc: Document, word: Word) -> Mention | None:
    """*several*, *those surveyed*, *one in four voters*: somebody, though nobody is named."""
    if word.tag not in ("DT", "CD", "JJ", "JJS", "PDT") or word.lower in ("that", "this", "it"):
        return None
    words = doc.span(word.left, word.right if word.right - word.left < 8 else word.i)
    return Mention(words.text, words.start, words.end, Kind.GROUP, nominal=words.text)
