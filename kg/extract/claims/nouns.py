"""What nouns and adjectives claim, and prepositions: *his claim that*, *eager to*, *according to*."""

from __future__ import annotations

from kg.extract.claims.reading import (
    TARGETED,
    Reading,
    cues_of,
    noun_clause,
    taking,
    taking_noun,
    that_clause,
    under,
    unmarked,
)
from kg.ontology import words as lexicon
from kg.ontology.words import Cue
from kg.syntax import Word, child, childs, infinitive, is_verb, possessor, prepositions

NO_SOURCE = frozenset(
    "term plan agreement law schedule rule constitution tradition treaty deal procedure custom".split()
)
"""*according to the terms*: nobody says it."""


def of_noun(noun: Word) -> Reading | None:
    """*his claim that ...*, *a call for ...*, *hopes of ...*."""
    known = cues_of(noun, "NOUN")
    inner = noun_clause(noun)
    if inner is not None:
        if that_clause(noun) and (cue := taking(known, "that")) and not _said_in(noun):
            return Reading(noun, cue.kind, "noun-that", unmarked(inner), inner, _told(noun))
        if infinitive(inner) and (cue := taking(known, "to")):
            return Reading(noun, cue.kind, "noun-to", under(inner), inner, _told(noun))
    for prep, held in prepositions(noun):
        if (possessor(noun) is not None or uttered(noun)) and (cue := taking(known, f"prep:{prep.lower}")):
            return Reading(noun, cue.kind, "noun-prep", under(held), held, _told(noun))
    return None


def _told(noun: Word) -> Word | None:
    """*a warning to X that ...*, *gave X a warning*: who is addressed."""
    given = child(noun.head, "dative") if uttered(noun) else None
    if given is not None and given.pos in ("NOUN", "PROPN", "PRON"):
        return given
    return next((held for prep, held in prepositions(noun) if prep.lower == "to"), None)


def _said_in(noun: Word) -> bool:
    """*said in a statement that*: the verb is the cue."""
    verb = noun.head.head if noun.dep == "pobj" else noun
    asked = any(c.kind.name in TARGETED for c in cues_of(noun, "NOUN"))  # *insisted on a demand that*
    return not asked and is_verb(verb) and taking(cues_of(verb, "VERB"), "that") is not None


def uttered(noun: Word) -> bool:
    """*voiced support for X*, *made a demand for X*: the subject of the verb is whose claim it is."""
    verb = noun.head
    return noun.dep == "dobj" and is_verb(verb) and lexicon.light(verb.lemma) == "same"


def of_adjective(word: Word) -> Reading | None:
    """*sure that ...*, *eager to ...*, and participles alike."""
    known = cues_of(word, "ADJ") or tuple(
        c for c in lexicon.cues().get(word.lower, ()) if c.pos == "ADJ" and not c.words
    )
    inner = child(word, "ccomp")
    if inner is not None and not infinitive(inner) and (cue := taking(known, "that")):
        return Reading(word, cue.kind, "adj-that", unmarked(inner), inner)
    inner = child(word, "xcomp")
    if inner is not None and infinitive(inner) and (cue := taking(known, "to")):
        return Reading(word, cue.kind, "adj-to", under(inner), inner)
    return _ready_for(word, tuple(c for c in known if c.kind.name == "readiness"))


def _ready_for(word: Word, known: tuple[Cue, ...]) -> Reading | None:
    """*committed to opening up*, *ready for talks*."""
    told = word.dep == "acomp" or child(word, "auxpass") is not None  # not *a budget prepared for the euro*
    for prep in childs(word, "prep") if known and told else ():
        inner, cue = child(prep, "pcomp", "pobj"), taking(known, f"prep:{prep.lower}")
        if inner is not None and cue is not None:
            return Reading(word, cue.kind, "adj-prep", under(inner), inner, None, (prep,))
    return None


# -- sources -------------------------------------------------------------------------------------------------


def of_according(word: Word) -> Reading | None:
    """*According to the ministry, X*."""
    to = child(word, "prep")
    source = child(to, "pobj") if to is not None else None
    if to is None or source is None or source.lemma in NO_SOURCE:
        return None
    return _evidence(word, source, (to,))


def of_poll(word: Word) -> Reading | None:
    """*In a poll this week, X*."""
    source = child(word, "pobj")
    if source is None or not is_verb(word.head) or taking_noun(cues_of(word, "PREP"), source) is None:
        return None
    return _evidence(word, source, ())


def _evidence(word: Word, source: Word, cue_words: tuple[Word, ...]) -> Reading:
    """What the clause around a preposition tells is what its noun shows."""
    around = word.head
    while not is_verb(around) and not around.root:
        around = around.head
    while not around.root and _carried_on(around, word):
        around = around.head
    kind = lexicon.claim_kinds()["evidence"]
    return Reading(word, kind, "according", under(around) - under(word), around, source, cue_words)


def _carried_on(verb: Word, word: Word) -> bool:
    """*X fell, wiping out Y, according to Z*: the source is that of the whole sentence."""
    if word.i < verb.head.i:
        return verb.dep in ("conj", "xcomp", "advcl")
    if verb.dep == "advcl":
        return verb.tag == "VBG"
    return verb.dep == "conj" and child(verb, "nsubj", "nsubjpass") is None
