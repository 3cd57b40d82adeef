"""Whose claim it is."""

from __future__ import annotations

from dataclasses import replace

from kg.document import Document
from kg.extract.arguments import acts, core, party, sides
from kg.extract.claims.nouns import uttered
from kg.extract.claims.reading import Reading
from kg.extract.clauses import RELATIVE, antecedent, subject_of
from kg.extract.found import Context
from kg.syntax import Word, child, conjuncts, is_verb, passive, possessor, prepositions
from kg.types import Kind, Mention


def speakers(context: Context, r: Reading) -> tuple[Mention, ...]:
    """Everybody who makes a claim; nobody where nobody is told of."""
    doc = context.doc
    heads = (w for w in _heads(context, r) if w.i not in r.indices)
    words = [antecedent(w) for w in heads]
    found = tuple(m for w in words if (m := _speaker(doc, w)) is not None)
    if r.cue.lemma == "agree" and len(words) == 1 and (both := sides(doc, words[0])):
        return tuple(both)  # *Greek and Turkish officials agreed*: with each other
    if r.cue.pos == "NOUN" and uttered(r.cue):
        found = tuple(m for m in found if acts(m))  # *the delay raised concerns*: nobody's
    own = child(r.cue, "nsubj") if is_verb(r.cue) else None
    if own is None and is_verb(r.cue):
        found = tuple(m for m in found if not (m.open and m.text.lower() == "it"))  # *it is early to predict*
    if own is not None and own.lower in RELATIVE and own.tag in ("WP", "WDT") and len(found) == 1:
        return (_standing_for(own, found[0]),)
    return found


# -- head words ----------------------------------------------------------------------------------------------


def _heads(context: Context, r: Reading) -> tuple[Word, ...]:
    """The head words of the noun phrases that name who makes a claim."""
    if r.frame in ("according", "signed"):
        return _all(r.addressee)
    if is_verb(r.cue):
        if _dangling(r.cue):
            return ()
        clause = context.clauses[r.cue.i]
        return clause.patients if r.frame.startswith("adj") else clause.agents
    if r.cue.pos == "ADJ":
        return _all(subject_of(r.cue.head) if is_verb(r.cue.head) else None)
    return _all(_owner(r.cue))


def _all(word: Word | None) -> tuple[Word, ...]:
    """The word, if there is one, and what is coordinated with it."""
    return tuple(conjuncts(word)) if word is not None else ()


def _dangling(cue: Word) -> bool:
    """*were charged, alleging that ...*: who is charged does not allege it."""
    return cue.dep == "advcl" and cue.tag == "VBG" and passive(cue.head) and child(cue, "nsubj") is None


def _owner(noun: Word) -> Word | None:
    """Whose claim it is: *his claim*, *a call by X*, *the ministry made the claim*."""
    by = (n for p, n in prepositions(noun) if p.lower in ("by", "from"))
    owner = possessor(noun) or next(by, None)
    if owner is not None:
        return owner
    return subject_of(noun.head) if uttered(noun) else None


# -- mentions ------------------------------------------------------------------------------------------------


def _speaker(doc: Document, word: Word) -> Mention | None:
    """Who a head word stands for, however vaguely."""
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


def _standing_for(word: Word, mention: Mention) -> Mention:
    """*who* said it, for the one that *who* stands for."""
    nominal = mention.nominal if mention.name else mention.nominal or mention.text
    return replace(mention, text=word.text, start=word.start, end=word.end, nominal=nominal)
