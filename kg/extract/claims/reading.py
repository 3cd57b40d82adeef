"""What a cue claims (a ``Reading``), and which cue a word is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.document import Document
from kg.extract.clauses import Clause
from kg.extract.contents import subtree
from kg.ontology import words as lexicon
from kg.ontology.words import ClaimKind, Cue
from kg.syntax import Word, child, childs, marked, prepositions

BESIDE = ("prt", "prep", "dative", "advmod", "acomp", "oprd", "dobj")
"""Labels under which the further words of a cue hang from its first."""
TARGETED = frozenset(
    {"demand", "accusation", "promise", "threat", "warning", "praise", "decree", "question", "naming"}
)
"""Kinds that do something to the one they are addressed to."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A cue with its content (word indices), the content's head and whom it is addressed to."""

    cue: Word
    kind: ClaimKind
    frame: str
    """How the content hangs on the cue: *that*, *quote*, *to*, *obj-prep:of* ..."""
    indices: frozenset[int]
    main: Word | None
    addressee: Word | None = None
    """Of the frames *according* and *signed*, who speaks."""
    cue_words: tuple[Word, ...] = ()
    whole: frozenset[int] = frozenset()
    """Words that the spans of the content cover beside its own: *[X] to go*, *[X for] Y*."""
    guess: bool = False
    """A quotation that only stands in the cue's sentence: it yields to any other cue."""


def cues_of(word: Word, pos: str) -> tuple[Cue, ...]:
    """Cues that begin with the word and whose further words are there."""
    known = [c for c in lexicon.cues().get(word.lemma, ()) if c.pos == pos]
    if not known:
        return ()
    there = {c.lower for c in childs(word, *BESIDE)} | {c.lemma for c in childs(word, "dobj", "acomp")}
    return tuple(c for c in known if set(c.words) <= there)


def taking(known: Iterable[Cue], *frames: str) -> Cue | None:
    """The first cue with one of these frames."""
    return next((c for c in known if any(c.takes(f) for f in frames)), None)


def taking_noun(known: Iterable[Cue], noun: Word) -> Cue | None:
    """The cue that takes this noun as its object."""
    return next((c for c in known if c.takes("obj", noun.lemma)), None)


# -- words of a content --------------------------------------------------------------------------------------


def under(word: Word) -> frozenset[int]:
    """Indices of a word and all below it."""
    return frozenset(subtree(word))


def unmarked(clause: Word) -> frozenset[int]:
    """The words of a clause but its conjunctions."""
    return under(clause) - {c.i for c in childs(clause, "mark")}


def outside(noun: Word | None, verb: Word) -> frozenset[int]:
    """The words of a noun phrase, if there is one; of *those accused of X*, without the relative clause."""
    if noun is None:
        return frozenset()
    words = under(noun)
    return words - under(verb) if verb.i in words else words


def top(doc: Document, indices: frozenset[int]) -> Word | None:
    """The first of the words that hangs from none of the others; None where there are none."""
    inside = (doc.words[i] for i in sorted(indices))
    return next((w for w in inside if w.root or w.head.i not in indices), None)


# -- words around a content ----------------------------------------------------------------------------------


def that_clause(noun: Word) -> Word | None:
    """The clause under a noun that says what it is: *a statement that X*."""
    inner = noun_clause(noun)
    return inner if inner is not None and marked(inner, "that") else None


def noun_clause(noun: Word) -> Word | None:
    """The clause under a noun."""
    return child(noun, "acl", "ccomp", "relcl")


def addressee(verb: Word, clause: Clause) -> Word | None:
    """*told reporters*, *said to reporters*; of a passive, who was told."""
    if clause.passive:
        return clause.patients[0] if clause.patients else None
    held = child(verb, "dobj", "dative")
    if held is not None and held.pos in ("NOUN", "PROPN", "PRON"):
        return held
    to = (noun for prep, noun in prepositions(verb) if prep.lower == "to" and prep.head is verb)
    return next((noun for noun in to if noun.pos != "VERB"), None)
