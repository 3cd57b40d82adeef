"""An annotated article: words, sentences, quotations, and who is mentioned where.

What ``annotate`` makes and ``extract`` reads; it belongs to neither stage.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.syntax import Sentence, Word
from kg.types import Actor, Article, Mention, Phrase


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks: outer and inner offsets of the article."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    open: bool = False
    """The closing mark is missing: it runs to the end of its paragraph."""


@dataclass(frozen=True, slots=True)
class Document:
    """One article with everything ``extract`` may ask about it."""

    article: Article
    words: Sequence[Word]
    sentences: Sequence[Sentence]
    quotations: Sequence[Quotation]
    mentions: Mapping[int, Mention]
    """By the index of the mention's head word."""
    names: Mapping[int, int]
    """Index of every word inside a name -> index of that name's head word."""
    notes: tuple[str, ...] = ()
    known: tuple[Actor, ...] = ()
    """Mentioned actors that the user's packs tell of."""

    def mention(self, word: Word) -> Mention | None:
        """Who a word stands for: the mention it heads or, inside a name, that name."""
        return self.mentions.get(self.names.get(word.i, word.i))

    def around(self, word: Word) -> Sequence[Word]:
        """The words of the sentence in which a word stands."""
        sentence = self.sentences[word.sentence]
        return self.words[sentence.first : sentence.last + 1]

    def quoted(self, word: Word) -> bool:
        """Whether a word stands in quotation marks."""
        return any(q.start <= word.start < q.end for q in self.quotations)

    def span(self, first: int, last: int) -> Phrase:
        """The words from first to last (indices, inclusive) with their article offsets."""
        start, end = self.words[first].start, self.words[last].end
        return Phrase(self.article.text[start:end], start, end)

    def cover(self, words: Iterable[Word]) -> Phrase:
        """The span from the earliest of the words to the latest."""
        indices = [w.i for w in words]
        return self.span(min(indices), max(indices))
