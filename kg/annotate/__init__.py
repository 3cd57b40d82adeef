"""Article -> Document: the parse, the names, the quotations, and who is who within the article.

The only stage that loads a model.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.annotate.coreference import resolve_within
from kg.annotate.mentions import Draft, drafts
from kg.annotate.parse import Parse, load, parse
from kg.annotate.quotes import quotations
from kg.annotate.titles import note_roles
from kg.document import Document
from kg.types import Article, Mention, Skipped

__all__ = ["annotate", "load"]


def annotate(articles: Iterable[Article], model: str | None = None) -> Iterator[Document | Skipped]:
    """Documents in the order of the articles; ``LookupError`` when the model is missing."""
    for parsed in parse(articles, load(model)):
        try:
            yield _document(parsed)
        except Exception as error:  # one bad article never stops the others
            yield Skipped(parsed.article.id, f"{type(error).__name__}: {error}")


def _document(parsed: Parse) -> Document:
    article, words = parsed.article, parsed.words
    found = drafts(article.text, words)
    note_roles(found, words)
    quoted = quotations(article.text, article.body)
    resolve_within(found, words, quoted, article.date)
    return Document(
        article,
        words,
        parsed.sentences,
        quoted,
        {d.head: _mention(d, article, parsed) for d in found},
        {i: d.head for d in found if d.sort == "name" for i in (*range(d.first, d.last + 1), *d.also)},
        parsed.notes,
    )


def _mention(draft: Draft, article: Article, parsed: Parse) -> Mention:
    end = draft.chain()
    words = parsed.words
    start, stop = parsed.words[draft.first].start, parsed.words[draft.last].end
    return Mention(
        article.text[start:stop],
        start,
        stop,
        end.entry.kind if end.entry else end.kind,
        name=end.name or None,
        nominal=None if end.name else article.text[words[end.first].start : words[end.last].end],
        actor=end.entry.key if end.entry else None,
        country=end.country or None,
        sector=end.sector or None,
        open=end.sort == "pronoun",
    )
