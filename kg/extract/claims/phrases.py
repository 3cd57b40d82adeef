"""What a verb claims without a finite clause: *hopes to win*, *called for X*, *called it a lie*."""

from __future__ import annotations

from collections.abc import Iterator

from kg.document import Document
from kg.extract.arguments import actor, acts
from kg.extract.claims.nouns import of_noun, uttered
from kg.extract.claims.reading import TARGETED, Reading, outside, taking, taking_noun, under, unmarked
from kg.extract.clauses import Clause, hearsay, leads_on
from kg.ontology import words as lexicon
from kg.ontology.words import Cue
from kg.syntax import Word, child, childs, infinitive, is_time, is_verb

# -- infinitives ---------------------------------------------------------------------------------------------


def infinitive_under(doc: Document, verb: Word, clause: Clause, known: tuple[Cue, ...]) -> Reading | None:
    """*hopes to win*, *urged X to go*, *is said to have left*, *denies going*."""
    inner = child(verb, "xcomp") or _set_apart(verb)
    if inner is None or not is_verb(inner):
        return None
    if not infinitive(inner):
        cue = taking(known, "ing") if inner.tag == "VBG" else None
        return Reading(verb, cue.kind, "ing", under(inner), inner) if cue else None
    if not clause.passive:
        return urged(verb, inner, child(verb, "dobj", "dative"), known)
    return _hearsay(verb, inner) or _was_urged(verb, inner, clause, known)


def _set_apart(verb: Word) -> Word | None:
    """*impose* of *threatened on Sunday to impose*: a time stands between."""
    if child(verb, "dobj", "ccomp") is not None:
        return None
    return next((c for c in childs(verb, "advcl") if infinitive(c) and leads_on(verb, c)), None)


def _hearsay(verb: Word, inner: Word) -> Reading | None:
    """*is said to have left*: told of the subject by nobody in particular."""
    cue = hearsay(verb)
    if cue is None:
        return None
    whole = outside(child(verb, "nsubjpass", "nsubj"), verb)
    return Reading(verb, cue.kind, "hearsay", under(inner), inner, whole=whole)


def _was_urged(verb: Word, inner: Word, clause: Clause, known: tuple[Cue, ...]) -> Reading | None:
    """*X was urged to go*."""
    cue = taking(known, "obj-to")
    who = clause.patients[0] if clause.patients else None
    return (
        Reading(verb, cue.kind, "obj-to", under(inner), inner, who, (), outside(who, verb)) if cue else None
    )


def urged(verb: Word, inner: Word, addressee: Word | None, known: tuple[Cue, ...]) -> Reading | None:
    """*urged X to do Y*: the content is what X is to do, and for a wish X's doing it."""
    if addressee is not None and addressee.dep == "dobj":
        known = tuple(c for c in known if not _through_preposition(verb, c))
    named = addressee is not None and addressee.dep == "dobj" and addressee.pos == "PROPN"
    to_whom = (
        ("obj-to",) if named else ("obj-to", "prep-to:for")
    )  # *called Roe to thank him* asks for nothing
    cue = taking(known, *to_whom) if addressee is not None else taking(known, "to")
    if cue is None and inner.dep == "advcl":
        cue = taking(known, "to")
    if cue is None:
        return None
    indices = unmarked(inner)
    if addressee is not None and cue.kind.name in TARGETED:
        indices -= under(addressee)
        return Reading(verb, cue.kind, "obj-to", indices, inner, addressee, whole=outside(addressee, verb))
    return Reading(verb, cue.kind, "obj-to" if addressee else "to", indices, inner)


def _through_preposition(verb: Word, cue: Cue) -> bool:
    """*call on*, where what is called on is no object: *called Roe on Tuesday to thank him*."""
    return any(p.lower in cue.words and child(p, "pobj") is not None for p in childs(verb, "prep"))


# -- noun phrases under prepositions -------------------------------------------------------------------------


def under_preposition(doc: Document, verb: Word, clause: Clause, known: tuple[Cue, ...]) -> Reading | None:
    """*called for X*, *accused X of Y*, *called on X to Y*, *described X as Y*, *referred to X as Y*."""
    for prep in (*childs(verb, "prep"), *_stray_as(verb, known)):
        inner = child(prep, "pcomp", "pobj", *(("amod", "acomp") if prep.lower == "as" else ()))
        found = _of_preposition(doc, verb, clause, known, prep, inner) if inner is not None else None
        if found is not None:
            return found
    return None


def _of_preposition(
    doc: Document, verb: Word, clause: Clause, known: tuple[Cue, ...], prep: Word, inner: Word
) -> Reading | None:
    return (
        _called_on(verb, prep, inner, known)
        or _referred_to(verb, prep, inner, known)
        or _accused_of(verb, prep, inner, clause, known)
        or _called_for(doc, verb, prep, inner, clause, known)
    )


def _called_on(verb: Word, prep: Word, inner: Word, known: tuple[Cue, ...]) -> Reading | None:
    """*called on X to Y*."""
    to, cue = child(verb, "xcomp", "advcl") or child(inner, "relcl", "acl"), None
    if to is not None and infinitive(to):
        cue = taking(known, f"prep-to:{prep.lower}")
    if to is None or cue is None or is_time(inner):
        return None  # *called him on Monday to ask*
    return Reading(verb, cue.kind, "prep-to", under(to), to, inner, (prep,), outside(inner, verb))


def _referred_to(verb: Word, prep: Word, inner: Word, known: tuple[Cue, ...]) -> Reading | None:
    """*referred to X as Y*."""
    for other in childs(verb, "prep") if prep.lower == "as" else ():
        who, cue = child(other, "pobj"), taking(known, f"prep-as:{other.lower}")
        if cue is not None and who is not None and other.i < prep.i:
            whole = outside(who, verb) | under(prep)
            return Reading(verb, cue.kind, "prep-as", under(inner), inner, who, (other,), whole)
    return None


def _accused_of(
    verb: Word, prep: Word, inner: Word, clause: Clause, known: tuple[Cue, ...]
) -> Reading | None:
    """*accused X of Y*, *described X as Y*."""
    frame = f"obj-prep:{prep.lower}"
    cue = taking(known, frame, *(("obj-as",) if prep.lower == "as" else ()))
    if cue is None or not clause.patients:
        return None
    held = clause.patients[0]
    return Reading(verb, cue.kind, frame, under(inner), inner, held, (), outside(held, verb) | under(prep))


def _called_for(
    doc: Document, verb: Word, prep: Word, inner: Word, clause: Clause, known: tuple[Cue, ...]
) -> Reading | None:
    """*called for X*, of no object; *was asked about X*."""
    frame, told = f"prep:{prep.lower}", clause.patients[0] if clause.patients else None
    cue = taking(known, frame) if told is None or clause.passive else None
    if cue is None or (prep.lower in ("on", "to", "with") and acts(actor(doc, inner))):
        return None
    return Reading(verb, cue.kind, frame, under(inner), inner, told if clause.passive else None, (prep,))


def _stray_as(verb: Word, known: tuple[Cue, ...]) -> Iterator[Word]:
    """*as* of *described the push as futile*, parsed as part of the object."""
    if taking(known, "obj-as") is not None:
        stray = (p for held in childs(verb, "dobj") for p in childs(held, "prep") if p.lower == "as")
        yield from (p for p in stray if not any(c.lower == "such" for c in p.children))


# -- objects -------------------------------------------------------------------------------------------------


def as_object(doc: Document, verb: Word, clause: Clause, known: tuple[Cue, ...]) -> Reading | None:
    """*announced a deal*, *called it a lie*."""
    held = child(verb, "nsubjpass") if clause.passive else child(verb, "dobj")
    return _called(verb, held, known) or _announced(doc, verb, held, clause, known)


def _called(verb: Word, held: Word | None, known: tuple[Cue, ...]) -> Reading | None:
    """*called it a lie*."""
    named = child(verb, "oprd") or _second(childs(verb, "dobj"))
    cue = taking(known, "obj-obj", "obj-as") if named is not None else None
    if named is None or cue is None:
        return None
    who = held if held is not None else child(verb, "nsubj")
    return Reading(verb, cue.kind, "obj-obj", under(named), named, who, (), outside(who, verb))


def _second(objects: list[Word]) -> Word | None:
    """*a fool* of *called him a fool*, parsed as another object."""
    return objects[1] if len(objects) == 2 and childs(objects[0], "conj") == [] else None


def _announced(
    doc: Document, verb: Word, held: Word | None, clause: Clause, known: tuple[Cue, ...]
) -> Reading | None:
    """*announced a deal*."""
    cue = taking_noun(known, held) if held is not None else None
    if held is None or cue is None or held.pos == "PRON" or acts(actor(doc, held)):
        return None
    if (clause.passive and not clause.agents) or (uttered(held) and of_noun(held) is not None):
        return None  # *voiced fears that ...*: the noun is the cue
    return Reading(verb, cue.kind, "obj", under(held), held)


def shown(doc: Document, verb: Word, clause: Clause, known: tuple[Cue, ...]) -> Reading | None:
    """*A poll shows Lee ahead*, *the survey put her at 40 percent*: all that a poll shows."""
    subject, held = child(verb, "nsubj"), child(verb, "dobj")
    if subject is None or held is None or "POLL" not in lexicon.noun_class(subject.lemma):
        return None
    if not any(c.kind.name == "evidence" for c in known):
        return None
    indices = frozenset(range(held.left, verb.right + 1))
    return Reading(verb, lexicon.claim_kinds()["evidence"], "obj", indices, held)
