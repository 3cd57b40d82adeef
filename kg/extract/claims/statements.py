"""A reading as statements: the claim of each speaker, and what it does to whom it is addressed to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.document import Document
from kg.extract.arguments import actor, actor_in, acts, core, inner_actor, names, same
from kg.extract.claims.quotations import quoted_no
from kg.extract.claims.reading import TARGETED, Reading, under
from kg.extract.claims.speakers import speakers
from kg.extract.clauses import antecedent, colour
from kg.extract.contents import content
from kg.extract.found import Context, Found
from kg.extract.predicates import cue_span, predicate_words
from kg.ontology import words as lexicon
from kg.ontology.words import VerbMatch
from kg.syntax import Word, conjuncts, is_verb, marked, particle, passive, prepositions
from kg.types import Mention, Modality, Polarity, Predicate, StatementKind

HOLDS = {
    "demand": Modality.REQUIRED,
    "decree": Modality.PLANNED,
    "desire": Modality.DESIRED,
    "intention": Modality.PLANNED,
    "readiness": Modality.PLANNED,
    "promise": Modality.PLANNED,
    "threat": Modality.PLANNED,
    "warning": Modality.POSSIBLE,
    "expectation": Modality.POSSIBLE,
    "question": Modality.POSSIBLE,
}
"""How a kind of claim holds a content that has no finite verb of its own."""
SPEAKERLESS = frozenset({"that", "quote", "noun-that", "hearsay"})
"""Frames whose claim counts though nobody is named (*it was reported that*)."""
FINITE = frozenset({"that", "quote", "noun-that", "adj-that", "signed", "hearsay"})
"""Frames whose content has a modality of its own."""


JUDGED = frozenset({"praise", "accusation"})
"""Kinds that, said of a thing (*condemned Iran's raid as a crime*), are said of whose thing it is."""


def statements(context: Context, r: Reading) -> Iterator[Found]:
    """The claim of each speaker, each followed by the act on the addressee; none without content."""
    addressee = _addressee(context.doc, r)
    claim = _claim(context.doc, r, addressee)
    if claim is None:
        return
    said_by = speakers(context, r)
    if not said_by and not _counts_alone(r, addressee):
        return
    for subject in said_by or (None,):
        told = claim.recipient
        to_oneself = told is not None and subject is not None and same(subject, told)
        yield replace(claim, subject=subject, recipient=None if to_oneself else told)
        if subject is not None and addressee is not None and _done_to(r, subject, addressee):
            yield _act(r, claim, subject, addressee)


# -- the claim -----------------------------------------------------------------------------------------------


def _claim(doc: Document, r: Reading, addressee: Mention | None) -> Found | None:
    """The claim, by nobody yet; None where nothing but signs is said."""
    indices = r.indices - {r.cue.i}
    said = content(doc, indices | _named(r), r.whole)
    if said is None:
        return None
    modality, polarity = _held(r.cue)
    predicate = _composed(r.cue, _predicate(doc, r))
    return Found(
        StatementKind.CLAIM,
        r.cue.i,
        None,
        predicate,
        said,
        f"claim:{r.frame}",
        _told(doc, r, addressee, predicate),
        polarity=Polarity.POSITIVE if quoted_no(doc, r.cue) else polarity,
        modality=modality,
        content=indices,
        main=r.main.i if r.main is not None else -1,
        holds=_holds(r),
    )


def _named(r: Reading) -> frozenset[int]:
    """*him* of *called him a liar*: the content of a naming tells who is named."""
    if r.kind.name != "naming" or r.addressee is None or r.addressee.i < r.cue.i:
        return frozenset()
    return under(r.addressee)


def _predicate(doc: Document, r: Reading) -> Predicate:
    span = cue_span(doc, r.cue, r.cue_words)
    relation, type_, mode = _meaning(r)
    lemma = predicate_words(r.cue, r.cue_words)
    return Predicate(span.text, span.start, span.end, lemma, relation, type_, mode)


NO_DEED = frozenset({"SAY", "BELIEVE", "INTEND"})
"""Types of claims that are nothing done to anybody."""


def _composed(cue: Word, predicate: Predicate) -> Predicate:
    """*refused to promise help* is a refusal: the type with what colours the cue."""
    if not is_verb(cue) or predicate.type in NO_DEED or predicate.type is None or _would_like(cue):
        return predicate
    modality, _, effects, _ = colour(cue)
    type_, mode = predicate.type, predicate.mode or ""
    if modality is Modality.CONDITIONAL:
        return replace(predicate, type=None, mode=None)
    for effect in effects:
        made = lexicon.compose(effect, type_, mode)
        type_, mode = made.type, made.mode
    return replace(predicate, type=type_ or None, mode=mode or None)


def _meaning(r: Reading) -> tuple[str, str, str | None]:
    """Relation, type and mode: the kind's, or those of a deed that the verb does to a thing (*rejected*)."""
    match = _deed_of_a_thing(r)
    if match is not None:
        return match.relation.name, match.relation.type, match.relation.mode or None
    if r.frame == "obj" and r.kind.name in ("demand", "desire") and r.main is not None:
        done = _what_is_asked(lexicon.light(r.cue.lemma), r.main)
        if done is not None:
            return r.kind.relation, *done
    return r.kind.relation, r.kind.type, None


def _what_is_asked(effect: str, noun: Word) -> tuple[str, str | None] | None:
    """Type and mode of asking for an event: who orders an arrest has it done, who proposes talks agrees."""
    asked = lexicon.relation_of_noun(noun.lower, noun.lemma)
    if asked is None or not asked.relation.type:
        return None
    if effect == "same":
        return asked.relation.type, asked.relation.mode or None
    made = lexicon.compose(effect, asked.relation.type)
    if effect == "demand":
        return made.type, made.mode or None
    return ("AGREE", None) if effect == "plan" and made.type == "AGREE" else None


def _deed_of_a_thing(r: Reading) -> VerbMatch | None:
    """*rejected an appeal*, *pledged its support*, *agreed to a plan*: what the verb does to the thing."""
    if not _of_a_thing(r) or r.cue.pos != "VERB" or r.main is None:
        return None
    prep = _preposition(r)
    obj, pobj = ("", r.main.lemma) if prep else (r.main.lemma, "")
    match = lexicon.relation_of_verb(r.cue.lemma, particle(r.cue), prep, obj, pobj)
    if match is None or not match.relation.type:
        return None
    needed = (obj and match.frame.object == obj) or bool(match.frame.pobj)
    by_kind = {"SAY": True, "INTEND": needed, "AGREE": needed and match.relation.type == "SUPPORT"}
    return match if by_kind.get(r.kind.type, False) else None


def _preposition(r: Reading) -> str:
    """*on* of *called on*."""
    return r.cue_words[0].lower if r.cue_words else ""


def _of_a_thing(r: Reading) -> bool:
    """*rejected an appeal*: the content is a noun phrase."""
    return r.frame == "obj" or r.frame.startswith("prep:")


def _held(cue: Word) -> tuple[Modality, Polarity]:
    """How the cue itself is told: *may have said*, *is not sure*."""
    if is_verb(cue):
        modality, polarity, _, _ = colour(cue)
        return Modality.ACTUAL if _would_like(cue) else modality, polarity
    if cue.pos == "ADJ" and is_verb(cue.head):
        modality, polarity, _, _ = colour(cue.head)
        return modality, polarity
    return Modality.ACTUAL, Polarity.POSITIVE


def _would_like(cue: Word) -> bool:
    """*would like* is how one says *wants*."""
    would = any(c.lower in ("would", "'d") for c in cue.children if c.dep == "aux")
    return would and cue.lemma in ("like", "prefer", "love")


def _holds(r: Reading) -> Modality:
    """A finite content has its own modality, unless it is wished for, demanded (*that he go*) or asked."""
    if r.main is not None and marked(r.main, "whether"):
        return Modality.POSSIBLE
    wished = r.kind.name in ("desire", "expectation", "question") or (
        r.main is not None and r.main.tag == "VB"
    )
    return Modality.ACTUAL if r.frame in FINITE and not wished else HOLDS.get(r.kind.name, Modality.ACTUAL)


# -- whom it is addressed to ---------------------------------------------------------------------------------


def _addressee(doc: Document, r: Reading) -> Mention | None:
    if r.addressee is None or r.frame in ("according", "signed"):
        return None
    return actor(doc, core(antecedent(r.addressee)))


def _told(doc: Document, r: Reading, addressee: Mention | None, predicate: Predicate) -> Mention | None:
    """Who is told; of a deed done to a thing (*rejected an appeal by X*), whose thing it is."""
    if addressee is not None and r.kind.name != "naming" and not r.frame.endswith(":as"):
        return addressee
    if addressee is None and r.addressee is not None and r.kind.name in JUDGED:
        return inner_actor(doc, r.addressee)
    deed = _of_a_thing(r) and predicate.type not in NO_DEED
    if deed and (own := _own_patient(doc, r, predicate)) is not None:
        return own
    if deed and r.main is not None and names(r.main, predicate.relation):
        return None  # *voiced his country's support*: his country gives it
    return inner_actor(doc, r.main) if deed and r.main is not None and not _mutual(r.main) else None


def _own_patient(doc: Document, r: Reading, predicate: Predicate) -> Mention | None:
    """*voiced her country's solidarity with and support for Chad*: what is voiced is done to Chad."""
    for noun in conjuncts(r.main) if r.main is not None else ():
        known = lexicon.relation_of_noun(noun.lower, noun.lemma)
        if known is None or not names(noun, predicate.relation):
            continue
        held = (w for p, w in prepositions(noun) if p.lower in known.patients)
        found = next((m for w in held if (m := actor_in(doc, w)) is not None), None)
        if found is not None:
            return found
    return None


def _mutual(noun: Word) -> bool:
    """*criticised the deal between Chad and Mali*: neither of the two alone is criticised."""
    return any(p.lower == "between" for p, _ in prepositions(noun))


def _counts_alone(r: Reading, addressee: Mention | None) -> bool:
    """*it was reported that*, *asked about X, she ...*: a claim, though nobody is named."""
    if r.frame in SPEAKERLESS:
        return True
    return r.kind.name == "question" and is_verb(r.cue) and passive(r.cue) and acts(addressee)


# -- the act -------------------------------------------------------------------------------------------------


def _done_to(r: Reading, subject: Mention, addressee: Mention) -> bool:
    """The claim is also something done to whom it is addressed to; *called it a crime* is not."""
    named = r.kind.name != "naming" or addressee.text.lower() not in ("it", "this", "that")
    if r.kind.name == "demand" and r.main is not None and is_verb(r.main) and passive(r.main):
        return False  # *ordered him released* orders others
    return r.kind.name in TARGETED and acts(addressee) and named and not same(subject, addressee)


def _act(r: Reading, claim: Found, subject: Mention, addressee: Mention) -> Found:
    """What the claim does to whom it is addressed to: *urged* Rwanda, *asked* the minister."""
    return Found(
        StatementKind.EVENT,
        claim.anchor,
        subject,
        _deed(r, claim.predicate),
        addressee,
        f"act:{r.frame}",
        polarity=claim.polarity,
        modality=claim.modality,
    )


def _deed(r: Reading, predicate: Predicate) -> Predicate:
    """The predicate of the claim as something done."""
    if r.kind.name == "question":
        return predicate
    match = lexicon.relation_of_verb(r.cue.lemma, prep=_preposition(r))
    if match is None:
        return replace(predicate, relation=None)
    relation = match.relation
    return replace(
        predicate, type=relation.type or predicate.type, relation=relation.name, mode=relation.mode or None
    )
