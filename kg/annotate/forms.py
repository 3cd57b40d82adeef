"""A word's part of speech, morphology and lemma, worked out once for each tag, dependency and form.

spaCy's attribute ruler matches some 180 patterns at every token, and its lemmatizer unpacks the morphology
of each: a seventh of the parse. All but a handful of the patterns look at one token, and the lemma follows
from what they set, so one token's answer holds wherever the same tag, dependency and form come again.
"""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import DEP, LEMMA, MORPH, ORTH, POS, TAG
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

RULER, LEMMATIZER, INDEX = "attribute_ruler", "lemmatizer", "lemma_index"
NAME = "kg_forms"
KEPT = 1 << 15
"""Words remembered: 15 MB, and as many as 5,000 short news items have."""
OF_THE_WORD = frozenset({"TAG", "DEP", "ORTH", "TEXT", "LOWER", "IS_SPACE"})
"""Attributes that tag, dependency and form decide."""

Key = tuple[int, int, int]
"""Tag, dependency and form, as keys of the vocabulary."""
Form = tuple[int, int, int, int, str]
"""Tag, dependency, part of speech and morphology, as keys of the vocabulary, and the lemma."""


class Forms:
    """Does what an attribute ruler and the lemmatizer behind it do, token for token."""

    def __init__(self, ruler: Any, lemmatizer: Any) -> None:
        self.ruler, self.lemmatizer, self.vocab = ruler, lemmatizer, ruler.vocab
        self.known: dict[Key, Form | None] = {}
        """``None`` for a word that may begin a longer pattern: only its sentence can tell."""
        self.longer = Matcher(self.vocab)
        for pattern in _patterns(ruler):
            if len(pattern) > 1:
                self.longer.add("longer", [pattern[:1]])

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Batch by batch, so that the two are asked once for what is new in many texts."""
        source = iter(docs)
        while batch := list(islice(source, batch_size)):
            keys = [_keys(doc) for doc in batch]
            if len(self.known) > KEPT:
                self.known.clear()
            if new := [key for key in dict.fromkeys(chain.from_iterable(keys)) if key not in self.known]:
                self._learn(new)
            yield from map(self._told, batch, keys)

    def _told(self, doc: Doc, keys: Iterable[Key]) -> Doc:
        """With the attributes of its words, all of which are known."""
        add = self.vocab.strings.add  # a lemma's string may have gone with the last batch
        rows = []
        for form in map(self.known.__getitem__, keys):
            if form is None:
                return self._ask(doc)
            rows.append((*form[:4], add(form[4])))
        return _set(doc, (TAG, DEP, POS, MORPH, LEMMA), rows) if rows else doc

    def _ask(self, doc: Doc) -> Doc:
        done: Doc = self.lemmatizer(self.ruler(doc))
        return done

    def _learn(self, keys: list[Key]) -> None:
        """Ask about many words at once; none of them may begin a longer pattern, or the next would matter."""
        doc = Doc(self.vocab, words=[self.vocab.strings[orth] for _, _, orth in keys])
        _set(doc, (TAG, DEP), [(tag, dep) for tag, dep, _ in keys])
        if opening := {keys[start] for _, start, _ in self.longer(doc, allow_missing=True)}:
            self.known.update(dict.fromkeys(opening))
            if rest := [key for key in keys if key not in opening]:
                self._learn(rest)
            return
        rows = self._ask(doc).to_array([TAG, DEP, POS, MORPH]).tolist()
        for key, (tag, dep, pos, morph), token in zip(keys, rows, doc, strict=True):
            self.known[key] = tag, dep, pos, morph, token.lemma_


def remember(nlp: Language) -> None:
    """Put :class:`Forms` in the place of the two, where the pipeline has them and their patterns allow it."""
    _quicken(nlp)
    names = nlp.pipe_names
    if RULER not in names or names[names.index(RULER) + 1 :][:1] != [LEMMATIZER]:
        return
    if all(token.keys() <= OF_THE_WORD for p in _patterns(nlp.get_pipe(RULER)) for token in p):
        nlp.add_pipe(NAME, before=RULER)
        nlp.remove_pipe(RULER)
        nlp.remove_pipe(LEMMATIZER)


def _quicken(nlp: Language) -> None:
    """The words that the lemmatizer looks for as sets: they are lists of up to 57,000."""
    if LEMMATIZER in nlp.pipe_names:
        lemmatizer: Any = nlp.get_pipe(LEMMATIZER)
        index = lemmatizer.lookups.get_table(INDEX, {})
        index.update({pos: frozenset(words) for pos, words in index.items()})


@Language.factory(NAME)
def _made(nlp: Language, name: str) -> Forms:
    return Forms(nlp.get_pipe(RULER), nlp.get_pipe(LEMMATIZER))


def _keys(doc: Doc) -> list[Key]:
    return [tuple(row) for row in doc.to_array([TAG, DEP, ORTH]).tolist()]


def _set(doc: Doc, attributes: Sequence[int], rows: Sequence[tuple[int, ...]]) -> Doc:
    keys: Any = np.array(rows, dtype="uint64")
    return doc.from_array(list(attributes), keys)


def _patterns(ruler: Any) -> Iterator[list[dict[str, Any]]]:
    for rule in ruler.patterns:
        yield from rule["patterns"]
