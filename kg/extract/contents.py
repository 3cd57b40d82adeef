"""The words of a claim: which of them are its content, in how many pieces."""

from __future__ import annotations

from collections.abc import Iterable

from kg.document import Document, Quotation
from kg.syntax import Word
from kg.types import Content

EDGE = frozenset("\"'`“”‘’,.;:-–—")


def subtree(word: Word) -> range:
    """Indices of a word and all below it (subtrees are contiguous in a projective parse)."""
    return range(word.left, word.right + 1)


def clause_words(root: Word, without: Iterable[Word] = ()) -> frozenset[int]:
    """Indices of a clause's words, less its complementiser and the subtrees of ``without``."""
    found = set(subtree(root))
    for w in without:
        found -= set(subtree(w))
    that = next(
        (c for c in root.children if c.dep == "mark" and c.lower == "that" and c.i - root.left < 4), None
    )
    if that is not None:
        found -= set(range(root.left, that.i + 1))
    return frozenset(found)


def with_quotation(doc: Document, found: frozenset[int], cue: Word, taken: frozenset[int]) -> frozenset[int]:
    """Contents that touch a quotation take all of it, over sentence ends, up to the cue."""
    grown = set(found)
    for q in touching(doc, found):
        grown |= {i for i in between(doc, q) if i not in taken}
    grown.discard(cue.i)
    return frozenset(grown)


def touching(doc: Document, found: frozenset[int]) -> list[Quotation]:
    """Quotations with at least one of the words inside."""
    if not found or not doc.quotations:
        return []
    first, last = doc.words[min(found)].start, doc.words[max(found)].end
    return [
        q
        for q in doc.quotations
        if q.start < last and q.end > first and any(q.start <= doc.words[i].start < q.end for i in found)
    ]


def between(doc: Document, quotation: Quotation) -> range:
    """Indices of the words inside a quotation."""
    words = doc.words
    low, high = 0, len(words)
    while low < high:
        mid = (low + high) // 2
        if words[mid].start < quotation.inner_start:
            low = mid + 1
        else:
            high = mid
    last = low
    while last < len(words) and words[last].end <= quotation.inner_end:
        last += 1
    return range(low, last)


def content(doc: Document, indices: frozenset[int], whole: frozenset[int] = frozenset()) -> Content | None:
    """The pieces of the words, trimmed at their edges; None when nothing but signs is left.

    ``spans`` also cover ``whole`` and the complementiser (*that*), which are no part of the text.
    """
    bare, kept = _bare(doc, indices), _unjoined(doc, indices | whole)
    said = _pieces(doc, bare)
    if not said:
        return None
    start, end = said[0][0], said[-1][1]
    text = " ".join(doc.article.text[a:b] for a, b in said) if len(said) > 1 else doc.article.text[start:end]
    spans = said[:] if kept == bare else _pieces(doc, kept)
    before = doc.words[min(indices) - 1] if min(indices) else None
    if before is not None and before.lower == "that" and before.dep in ("mark", "nsubj", "dobj", "det"):
        spans[0] = (min(before.start, spans[0][0]), spans[0][1])
    return Content(text, start, end, tuple(spans))


def _pieces(doc: Document, indices: list[int]) -> list[tuple[int, int]]:
    return [s for run in _runs(doc, indices) if (s := _trim(doc, run)) is not None]


def _unjoined(doc: Document, indices: frozenset[int]) -> list[int]:
    """Without the signs at the edges and the *and* of *and that ...*."""
    kept = sorted(indices)
    words = doc.words
    while len(kept) > 2 and words[kept[0]].text != '"' and (_joins(doc, kept) or _sign(words[kept[0]])):
        kept.pop(0)
    while len(kept) > 2 and (words[kept[-1]].dep == "cc" or _sign(words[kept[-1]])):
        kept.pop()
    return kept


def _joins(doc: Document, kept: list[int]) -> bool:
    """*And* and *However,* lead over to what is said; *But* is said, and so is all in quotation marks."""
    word = doc.words[kept[0]]
    if word.dep == "cc":
        return word.lower == "and" and not doc.quoted(word) if word.text[:1].isupper() else True
    return _connects(doc, kept) and not doc.quoted(word)


def _sign(word: Word) -> bool:
    return word.text in EDGE


def _bare(doc: Document, indices: frozenset[int]) -> list[int]:
    """Without the conjunctions and connecting adverbs at the front either (*But X*, *However, X*)."""
    kept = _unjoined(doc, indices)
    words = doc.words
    while len(kept) > 2 and (words[kept[0]].dep == "cc" or _sign(words[kept[0]]) or _connects(doc, kept)):
        if words[kept[0]].text == '"':
            break
        kept.pop(0)
    return kept


def _connects(doc: Document, kept: list[int]) -> bool:
    """*However,* and *Meanwhile,* at the head of a content."""
    first, second = doc.words[kept[0]], doc.words[kept[1]]
    return first.dep == "advmod" and second.text == "," and first.text[:1].isupper()


def _runs(doc: Document, indices: list[int]) -> list[list[int]]:
    """Stretches without a gap; a gap of nothing but signs is none."""
    runs: list[list[int]] = []
    for i in indices:
        if (
            runs
            and all(doc.words[k].text in EDGE for k in range(runs[-1][-1] + 1, i))
            and i - runs[-1][-1] < 4
        ):
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs


def _trim(doc: Document, run: list[int]) -> tuple[int, int] | None:
    first, last = 0, len(run) - 1
    while first <= last and doc.words[run[first]].text in EDGE:
        first += 1
    while last >= first and doc.words[run[last]].text in EDGE:
        last -= 1
    return (doc.words[run[first]].start, doc.words[run[last]].end) if first <= last else None
