"""Who says, believes, wants, intends, demands, denies, promises or threatens what.

>>> from kg.pipeline import read_text
>>> [(o.subject.text, o.predicate.relation, o.object.text)
...  for o in read_text("Ann Lee said that Tim Roe hopes to win.").occurrences if o.kind == "claim"]
[('Ann Lee', 'said', 'Tim Roe hopes to win'), ('Tim Roe', 'wants', 'to win')]

A cue (a row of ``cues.tsv``) and the words it claims are a ``Reading``. Each word is asked for one, in
``verbs`` or in ``nouns``; a verb tries its readers one after another: finite clauses (``said``), infinitives
and noun phrases (``phrases``), quotations beside it (``quotations``). Quotations that no word takes have a
speaker beside them or go on from the one before (``alone``). Then readings become ``statements``, one for
each of their ``speakers``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.document import Document
from kg.extract.claims.alone import continued, headed, signed
from kg.extract.claims.nouns import of_according, of_adjective, of_noun, of_poll
from kg.extract.claims.quotations import whole
from kg.extract.claims.reading import Reading
from kg.extract.claims.statements import statements
from kg.extract.claims.verbs import of_verb
from kg.extract.found import Context, Found
from kg.syntax import Word, ancestors

__all__ = ["claims"]


def claims(context: Context) -> Iterator[Found]:
    """Every claim, in text order, one per speaker; then the acts they perform on an addressee."""
    doc = context.doc
    readings = {r.cue.i: r for r in (*headed(doc), *signed(doc))}
    readings |= {w.i: whole(doc, r) for w in doc.words if (r := _of_word(context, w)) is not None}
    for r in _apart(doc, list(continued(doc, _certain(doc, readings)))):
        yield from statements(context, r)


def _of_word(context: Context, word: Word) -> Reading | None:
    """What a word claims, if it is a cue and has a complement that its frames allow."""
    if word.lower == "according":
        return of_according(word)
    if word.lower == "in" and word.dep == "prep":
        return of_poll(word)
    clause = context.clauses.get(word.i)
    if word.tag == "VBN" and clause is not None and clause.passive:
        felt = of_adjective(word)
        if felt is not None:
            return felt
    if word.pos == "VERB" and clause is not None:
        return of_verb(context.doc, word, clause)
    if word.pos == "NOUN":
        return of_noun(word)
    return of_adjective(word) if word.pos == "ADJ" else None


def _certain(doc: Document, readings: dict[int, Reading]) -> dict[int, Reading]:
    """Without the guesses at whose words another cue outside of quotations has."""
    taken = {i for r in readings.values() if not r.guess and not doc.quoted(r.cue) for i in r.indices}
    return {i: r for i, r in readings.items() if not r.guess or not r.indices & taken}


def _apart(doc: Document, readings: list[Reading]) -> Iterator[Reading]:
    """No two claims lie in each other: the inner one keeps within the content of the outer."""
    by_cue = {r.cue.i: r for r in readings}
    for r in readings:
        for i in sorted(r.indices & by_cue.keys()):
            other = by_cue[i]
            if i in r.indices and r.cue.i in other.indices and _inner(doc, r.cue, other.cue):
                r = replace(r, indices=r.indices & other.indices)
        yield r


def _inner(doc: Document, cue: Word, other: Word) -> bool:
    """A quoted cue lies in an unquoted one's content; else the one that hangs below."""
    quoted = doc.quoted(cue)
    return other in ancestors(cue) if quoted == doc.quoted(other) else quoted
