"""Names of the catalogue and of packs found in a text: the longest at every place.

Ours count in their very spelling.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.annotate.packed import known
from kg.ontology.catalogue import Entry, catalogue
from kg.syntax import Word

PIECE = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Match:
    """A name of the catalogue at words first to last, inclusive."""

    first: int
    last: int
    name: str
    entry: Entry | None = None
    """Whose it is, where a pack tells."""


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    """All names by their first piece of letters, the longest first."""
    known = catalogue()
    names = {n for e in known.entries.values() for n in (e.label, *e.aliases)}
    names |= set(known.metonym_names()) | {d for d in known.demonyms() if " " in d or "-" in d}
    index: dict[str, set[str]] = {}
    for name in names:
        bare = name.removeprefix("the ").removeprefix("The ")
        piece = PIECE.match(bare)
        if piece and not bare.islower():
            index.setdefault(piece[0], set()).add(bare)
    return {k: tuple(sorted(v, key=lambda n: (-len(n), n))) for k, v in index.items()}


@cache
def _articled() -> frozenset[str]:
    """*Independent* of *The Independent*: one word that is the name with its article only."""
    known = {n for e in catalogue().entries.values() for n in (e.label, *e.aliases)}
    bare = {n[4:] for n in known if n.startswith("The ") and " " not in n[4:]}
    return frozenset(bare - known)


def _with_article(words: Sequence[Word], found: Match) -> bool:
    return found.first > 0 and words[found.first - 1].lower == "the"


def matches(text: str, words: Sequence[Word]) -> Iterator[Match]:
    """Names from left to right, none overlapping."""
    names, packed = _names(), known(text, words)
    ends = {w.end: w.i for w in words}
    after = -1
    for word in words:
        if word.i <= after:
            continue
        found = _longest(text, word, names, ends)
        other = packed.get(word.i)
        if other is not None and (found is None or other.last >= found.last):
            found = Match(other.first, other.last, other.name, other.entry)
        if found is not None and not (found.name in _articled() and not _with_article(words, found)):
            yield found
            after = found.last


def _longest(
    text: str, word: Word, names: Mapping[str, tuple[str, ...]], ends: Mapping[int, int]
) -> Match | None:
    """The longest name of the catalogue that begins at a word."""
    piece = PIECE.match(word.text)
    known = names.get(piece[0]) if piece else None
    if known is None:
        return None
    here = text[word.start : word.start + len(known[0])].replace("’", "'")
    for name in known:
        if here.startswith(name):
            last = _last(text, word.start + len(name), ends)
            if last is not None:
                return Match(word.i, last, name)
    return None


def _last(text: str, end: int, ends: Mapping[int, int]) -> int | None:
    """The index of the word that ends at a place of the text, or with the full stop behind it."""
    if end in ends:
        return ends[end]
    return ends.get(end + 1) if text[end : end + 1] == "." else None
