"""Quotations that no word of saying takes: headed or signed by their speaker, or going on after a cue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.document import Document, Quotation
from kg.extract.claims.quotations import SIGNS, in_sentence, speech, word_after, word_before, words_of
from kg.extract.claims.reading import Reading, top
from kg.extract.contents import between
from kg.ontology import words as lexicon
from kg.syntax import Sentence, Word
from kg.types import Kind

LONGEST_HEADING = 7
"""Words of a speaker's name and the colon behind it."""
SHORTEST_SIGNED = 4
"""Words of a quotation that needs no cue but its speaker's name."""
CONTINUED = frozenset({"quote", "that", "obj-that", "signed"})
QUOTING = frozenset({"speech", "assertion", "evidence"})
"""Frames and kinds of claims whose content a quotation behind may continue."""


# -- with nothing but its speaker beside it ------------------------------------------------------------------


def headed(doc: Document) -> Iterator[Reading]:
    """*Lee: The war is over*, *Poll: Most want peace*: what a paragraph that begins with its speaker says."""
    for sentence in doc.sentences:
        mark = _colon(doc, sentence) if _opens(doc, sentence) else None
        if mark is None:
            continue
        speaker = doc.words[mark.i - 1]
        told = range(mark.i + 1, _last_of_paragraph(doc, sentence) + 1)
        if len(told) > 2 and _heads(doc, speaker) and _plain(doc, speaker, mark):
            yield _reading(doc, mark, frozenset(told), speaker)


def _colon(doc: Document, sentence: Sentence) -> Word | None:
    """The colon behind the first words of a sentence."""
    words = doc.words[sentence.first : sentence.first + LONGEST_HEADING]
    mark = next((w for w in words if w.text == ":"), None)
    return mark if mark is not None and mark.i > sentence.first else None


def signed(doc: Document) -> Iterator[Reading]:
    """*X: "..."* and *"..." -- X*: a quotation with nothing but its speaker beside it."""
    for q in doc.quotations:
        words = between(doc, q)
        mark = _mark(doc, words) if len(words) >= SHORTEST_SIGNED else None
        speaker = _beside_mark(doc, mark) if mark is not None else None
        if mark is not None and speaker is not None and _plain(doc, speaker, mark):
            yield _reading(doc, mark, frozenset(words), speaker)


def _reading(doc: Document, mark: Word, indices: frozenset[int], speaker: Word) -> Reading:
    head = doc.words[doc.names.get(speaker.i, speaker.i)]
    return Reading(mark, lexicon.claim_kinds()["speech"], "signed", indices, top(doc, indices), head)


def _mark(doc: Document, words: range) -> Word | None:
    """The colon before a quotation or the dash behind it."""
    before = word_before(doc, words)
    mark = before if before is not None and before.text == ":" else word_after(doc, words)
    return mark if mark is not None and mark.text in SIGNS else None


def _beside_mark(doc: Document, mark: Word) -> Word | None:
    """The word of a name before a colon, or behind a dash; a text may begin with either."""
    i = mark.i - 1 if mark.text == ":" else mark.i + 1
    return doc.words[i] if i in doc.names else None


def _plain(doc: Document, speaker: Word, mark: Word) -> bool:
    """No verb of saying between the paragraph's begin and the colon: that would be the cue."""
    first = doc.sentences[speaker.sentence].first
    return mark.text != ":" or not any(w.pos in ("VERB", "AUX") for w in doc.words[first : mark.i])


def _heads(doc: Document, word: Word) -> bool:
    """It can be a speaker: a name of somebody, a report, or the letter of a transcript."""
    if word.text in ("Q", "A") or "REPORT" in lexicon.noun_class(word.lemma):
        return True
    mention = doc.mention(doc.words[doc.names[word.i]]) if word.i in doc.names else None
    return mention is not None and mention.kind in (Kind.PERSON, Kind.ORGANIZATION)


def _opens(doc: Document, sentence: Sentence) -> bool:
    """The first of its paragraph."""
    return sentence.index == 0 or doc.sentences[sentence.index - 1].paragraph != sentence.paragraph


def _last_of_paragraph(doc: Document, sentence: Sentence) -> int:
    last = sentence.last
    for nxt in doc.sentences[sentence.index + 1 :]:
        if nxt.paragraph != sentence.paragraph:
            break
        last = nxt.last
    return last


# -- going on after a cue ------------------------------------------------------------------------------------


def continued(doc: Document, readings: dict[int, Reading]) -> Iterator[Reading]:
    """Quotations after a cue that no other cue outside them takes are its content too."""
    covered = {i for r in readings.values() if not doc.quoted(r.cue) for i in r.indices}
    for _, r in sorted(readings.items()):
        more: frozenset[int] = frozenset()
        spoken = r.frame == "quote" or (r.frame in CONTINUED and r.kind.name in QUOTING)
        if spoken and not doc.quoted(r.cue):
            more = _second_half(doc, r, covered) | _following(doc, r, covered)
        covered |= more
        yield replace(r, indices=r.indices | more) if more else r


def _second_half(doc: Document, r: Reading, covered: set[int]) -> frozenset[int]:
    """*Y* of *"X," he said, "Y"*."""
    later = [q for q in in_sentence(doc, r.cue) if q.start > r.cue.end and _touches(doc, q, r.cue)]
    return words_of(doc, (q for q in later if speech(doc, q) and covered.isdisjoint(between(doc, q))))


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
    start, end = doc.words[words[0]].start, doc.words[words[-1]].end
    marks = [q for q in doc.quotations if q.start <= end and q.end >= start]
    letters = (doc.words[i] for i in words if doc.words[i].text[:1].isalnum())
    return bool(marks) and all(any(q.start <= w.start < q.end for q in marks) for w in letters)


def _ends_quoted(doc: Document, sentence: Sentence) -> bool:
    last = doc.words[sentence.last]
    return any(q.end >= last.start and q.start < last.end for q in doc.quotations)
