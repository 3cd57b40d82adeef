"""Names of the user's packs found in a text: only what the text has is looked up, however large the packs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.names import normalise
from kg.ontology.catalogue import Entry, catalogue, generic
from kg.ontology.packs import Named, Pack, Packs, packs, tells
from kg.syntax import Word
from kg.types import Kind

PARTICLES = frozenset("al el bin ibn ben von van de da der".split())
"""Words in lower case that names begin with."""
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Known:
    """A name of a pack at words first to last, inclusive."""

    first: int
    last: int
    name: str
    entry: Entry


def known(text: str, words: Sequence[Word]) -> Mapping[int, Known]:
    """The longest name of a pack that begins at a word, by that word's index."""
    asked = packs()
    if not asked.packs:
        return {}
    spans = dict(_spans(text, words, asked))
    said = asked.named(sorted(set(spans.values())))
    entries: dict[str, Entry] = {}
    found: dict[int, Known] = {}
    for (first, last), name in spans.items():
        if name in said:
            told = text[words[first].start : words[last].end]
            entry = _one(told, *said[name])
            if entry is not None:
                entry = entries.setdefault(entry.key, catalogue().entries.get(entry.key, entry))
                found[first] = Known(first, last, told, entry)
    return found


def _spans(text: str, words: Sequence[Word], asked: Packs) -> Iterator[tuple[Span, str]]:
    """Stretches that may be names, made comparable; of those that begin together the longest is last."""
    starts = {word.i: _first(word) for word in words if _begins(word)}
    longest = asked.longest(sorted(set(starts.values())))
    for i, first in starts.items():
        proper = False
        for last in range(i, len(words)):
            word = words[last]
            if word.sentence != words[i].sentence:
                break
            proper = proper or word.pos == "PROPN"
            name = normalise(text[words[i].start : word.end])
            if name.count(" ") >= longest.get(first, 0):
                break
            if proper and word.tag != "POS" and (word.text[-1:].isalnum() or word.text[-1:] == "."):
                yield (i, last), name


def _begins(word: Word) -> bool:
    """A name may begin here."""
    return word.pos != "PUNCT" and (word.text[:1].isupper() or word.text.lower() in PARTICLES)


def _first(word: Word) -> str:
    return normalise(word.text).partition(" ")[0]


def _one(words: str, pack: Pack, named: Sequence[Named]) -> Entry | None:
    """The only actor of a pack that the words name, unless our own catalogue tells better who it is."""
    entries = {n.entry.key: n.entry for n in named if tells(n, words)}
    if len(entries) != 1 or generic(words):
        return None
    (entry,) = entries.values()
    return None if _ours(words, pack.own) else entry


def _ours(words: str, own: bool) -> bool:
    """Names of countries and places have senses that only ours knows; others a table may override."""
    known = catalogue()
    if known.metonym(words) or known.demonym(words) or known.capital(words):
        return True
    found = known.find(words)
    return any(not own or e.kind in (Kind.COUNTRY, Kind.PLACE) for e in found)
