"""The words of a predicate: its span in the text and its lemma form."""

from __future__ import annotations

from collections.abc import Iterable

from kg.document import Document
from kg.syntax import Word
from kg.types import Phrase

BEFORE = frozenset({"aux", "auxpass", "neg", "advmod"})


def cue_span(doc: Document, head: Word, more: Iterable[Word] = ()) -> Phrase:
    """Auxiliaries, adverbs between, the head, its particle, and further words that stand next to it."""
    first = head.i
    for c in sorted(head.children, key=lambda w: -w.i):
        if c.dep in BEFORE and c.i == first - 1 and c.left == c.i:
            first = c.i
    last = head.i
    for c in sorted([*(c for c in head.children if c.dep == "prt"), *more], key=lambda w: w.i):
        if c.i - last <= 1 or (c.dep == "prt" and c.i - last <= 4):
            last = max(last, c.i)
    return doc.span(first, last)


def predicate_words(head: Word, more: Iterable[Word] = ()) -> str:
    """*call for*, *pull out of*: lemma, particle and prepositions."""
    prt = [c.lower for c in head.children if c.dep == "prt"]
    return " ".join([head.lemma, *prt, *(w.lower for w in more)])
