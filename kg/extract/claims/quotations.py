"""Quotations beside a cue: which of them it says, whatever the parse hangs where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.document import Document, Quotation
from kg.extract.claims.reading import Reading, addressee, taking, top
from kg.extract.clauses import Clause
from kg.extract.contents import between, subtree, touching
from kg.ontology.words import Cue
from kg.syntax import Word, child, childs
from kg.types import Polarity

SHORTEST_QUOTATION = 2
"""Words a quotation needs to be a content on its own; fewer are a word in inverted commas."""
LONGEST_TITLE = 8
"""Words of the name of a programme or a book."""
SIGNS = frozenset({":", "-", "--", "—", "–", "―"})
"""Between a speaker and a quotation that has no other cue."""
EDGE_QUOTES = frozenset({'"', "''", "``", "'"})


# -- readers of a verb ---------------------------------------------------------------------------------------


def introduced(doc: Document, verb: Word, clause: Clause, known: tuple[Cue, ...]) -> Reading | None:
    """*told reporters: "..."*: the quotation after a colon is the content, whatever the parse says."""
    cue = taking(known, "quote", "that")
    colon = next(
        (c for c in doc.words[verb.i + 1 : verb.i + 9] if c.text == ":" and c.sentence == verb.sentence), None
    )
    if cue is None or colon is None:
        return None
    quote = next((q for q in doc.quotations if 0 <= q.start - colon.end <= 2), None)
    indices = words_of(doc, [quote] if quote is not None else [])
    return _quoting(doc, verb, clause, cue, indices) if indices else None


def closed(doc: Document, verb: Word, clause: Clause, known: tuple[Cue, ...]) -> Reading | None:
    """*"X," she said about Y*: the quotation right before subject and cue goes before all else."""
    cue, near = taking(known, "quote"), said_before(doc, verb)
    if cue is None or not clause.agents or _denied(doc, verb, clause) or not near:
        return None
    return _quoting(doc, verb, clause, cue, words_of(doc, near))


def around(doc: Document, verb: Word, clause: Clause, known: tuple[Cue, ...]) -> Reading | None:
    """A guess: a quotation in the sentence that the parse did not hang on the cue."""
    cue = taking(known, "quote")
    if cue is None or not clause.agents or _denied(doc, verb, clause):
        return None
    outside = [q for q in _near(doc, verb) if not q.start <= verb.start < q.end]
    said = [q for q in outside if speech(doc, q) or (_ended(doc, q) and 0 < q.start - verb.end < 4)]
    indices = words_of(doc, said) - own_words(verb, verb)
    return replace(_quoting(doc, verb, clause, cue, indices), guess=True) if indices else None


def _quoting(doc: Document, verb: Word, clause: Clause, cue: Cue, indices: frozenset[int]) -> Reading:
    """The verb with these quoted words as its content."""
    return Reading(verb, cue.kind, "quote", indices, top(doc, indices), addressee(verb, clause))


def _denied(doc: Document, verb: Word, clause: Clause) -> bool:
    """*did not respond*; the *not* of *"Absolutely not," he said* is another's."""
    return clause.polarity is Polarity.NEGATIVE and not quoted_no(doc, verb)


def quoted_no(doc: Document, verb: Word) -> bool:
    """All that negates the verb stands in a quotation, and the verb does not."""
    denied = childs(verb, "neg")
    return bool(denied) and all(map(doc.quoted, denied)) and not doc.quoted(verb)


# -- where a quotation stands --------------------------------------------------------------------------------


def in_sentence(doc: Document, word: Word) -> Iterator[Quotation]:
    """Quotations that reach into the word's sentence."""
    sentence = doc.sentences[word.sentence]
    start, end = doc.words[sentence.first].start, doc.words[sentence.last].end
    return (q for q in doc.quotations if q.start < end and q.end > start)


def _just_before(doc: Document, verb: Word) -> Iterator[Quotation]:
    """*"Who knows?" she asked*: the parse makes the question a sentence of its own."""
    sentence = doc.sentences[verb.sentence]
    first = doc.words[sentence.first]
    if sentence.index and doc.sentences[sentence.index - 1].paragraph != sentence.paragraph:
        return
    if child(verb, "ccomp", "xcomp", "dobj") is None and verb.i - first.i < 8:
        yield from (q for q in doc.quotations if 0 <= first.start - q.end <= 2)


def _near(doc: Document, verb: Word) -> Iterator[Quotation]:
    yield from in_sentence(doc, verb)
    yield from _just_before(doc, verb)


def said_before(doc: Document, verb: Word) -> list[Quotation]:
    """The quotation that ends where subject and cue begin, with its comma or full stop inside."""
    subject = child(verb, "nsubj")
    first = doc.words[min(verb.i, subject.left if subject is not None else verb.i)]
    return [q for q in _near(doc, verb) if 0 <= first.start - q.end <= 2 and _ended(doc, q)]


def opened(doc: Document, verb: Word) -> bool:
    """The sentence begins with the quotation right before speaker and cue."""
    first = doc.sentences[verb.sentence].first
    near = said_before(doc, verb) if child(verb, "nsubj") is not None else []
    return any(between(doc, q)[0] - first < 2 and speech(doc, q) for q in near)


def word_before(doc: Document, words: range) -> Word | None:
    """The word before a quotation's, over its mark."""
    i = words[0] - 1
    while i >= 0 and doc.words[i].text in EDGE_QUOTES:
        i -= 1
    return doc.words[i] if i >= 0 else None


def word_after(doc: Document, words: range) -> Word | None:
    """The word after a quotation's, over its mark."""
    i = words[-1] + 1
    while i < len(doc.words) and doc.words[i].text in EDGE_QUOTES:
        i += 1
    return doc.words[i] if i < len(doc.words) else None


# -- what a quotation is -------------------------------------------------------------------------------------


def speech(doc: Document, quotation: Quotation) -> bool:
    """Long enough to be a content on its own, and no title."""
    return len(between(doc, quotation)) > SHORTEST_QUOTATION and not _titled(doc, quotation)


def _titled(doc: Document, quotation: Quotation) -> bool:
    """*on "Meet the Press"*: the name of a programme or a book, not what was said."""
    words = [doc.words[i] for i in between(doc, quotation)]
    small = [w for w in words if w.text[:1].isalpha() and not w.text[:1].isupper()]
    return all(w.pos in ("ADP", "DET", "CCONJ", "PART") for w in small) and len(words) <= LONGEST_TITLE


def _ended(doc: Document, quotation: Quotation) -> bool:
    """Its last sign ends what is said (*"... ,"*): words in inverted commas have none."""
    return doc.article.text[quotation.inner_end - 1 : quotation.inner_end] in tuple(",.!?…")


# -- words inside and outside --------------------------------------------------------------------------------


def words_of(doc: Document, quotations: Iterable[Quotation]) -> frozenset[int]:
    """Indices of all words inside the quotations."""
    return frozenset(i for q in quotations for i in between(doc, q))


def own_words(verb: Word, inner: Word) -> frozenset[int]:
    """The cue's own words, beside the clause it says: a quotation never takes them."""
    beside = childs(verb, "nsubj", "dobj", "dative", "aux", "prep", "npadvmod")
    return frozenset({verb.i, *(i for c in beside if c is not inner for i in subtree(c))})


def whole(doc: Document, r: Reading) -> Reading:
    """A content that takes words of a quotation takes the quotation, unless the cue is quoted too."""
    quoted = [q for q in touching(doc, r.indices) if not q.start <= r.cue.start < q.end]
    verb = r.cue.pos == "VERB"
    if verb and r.frame == "quote":  # *"If so," he said, "we go"*
        quoted = sorted({*quoted, *said_before(doc, r.cue)}, key=lambda q: q.start)
    more = words_of(doc, quoted)
    indices = r.indices | (more - own_words(r.cue, r.main or r.cue) if verb else more)
    ended = [q for q in quoted if _ended(doc, q)] if r.frame == "quote" else []
    return replace(r, indices=_spoken(doc, indices, r.cue, ended) if ended else indices)


def _spoken(doc: Document, indices: frozenset[int], cue: Word, ended: list[Quotation]) -> frozenset[int]:
    """Without what stands behind a quotation that has ended, and before its colon or dash."""
    first, last = ended[0], ended[-1]
    direct = doc.quoted(next((doc.words[i] for i in sorted(indices) if doc.words[i].text[:1].isalnum()), cue))
    kept = {i for i in indices if not direct or doc.words[i].start < last.end or doc.quoted(doc.words[i])}
    before = word_before(doc, between(doc, first))
    if first.end <= cue.start and before is not None and before.text in SIGNS:
        kept = {i for i in kept if i > before.i}
    return frozenset(kept)


def said_behind(doc: Document, indices: frozenset[int], verb: Word) -> frozenset[int]:
    """*In Oslo, he said, "X"*: where all behind the cue is quoted, nothing unquoted before it is said.

    The subject of what is quoted is (*The town, he said, "is lost"*).
    """
    behind = [doc.words[i] for i in indices if i > verb.i and doc.words[i].text[:1].isalnum()]
    if not behind or not all(map(doc.quoted, behind)):
        return indices
    subjects = [c for w in behind for c in childs(w, "nsubj", "nsubjpass") if c.i < verb.i]
    kept = {i for s in subjects for i in subtree(s)}
    return frozenset(i for i in indices if i > verb.i or i in kept or doc.quoted(doc.words[i]))
