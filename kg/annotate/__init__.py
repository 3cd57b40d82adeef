"""Article -> Document: the parse, the names, the quotations, and who is who within the article.

The only stage that loads a model.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.annotate.coreference import resolve_within
from kg.annotate.explain import Explanation, explained
from kg.annotate.mentions import Draft, drafts
from kg.annotate.parse import Parse, load, parse
from kg.annotate.quotes import quotations
from kg.annotate.titles import note_roles
from kg.document import Document, Quotation
from kg.ontology import words as lexicon
from kg.ontology.catalogue import catalogue
from kg.ontology.packs import overriding
from kg.syntax import Word
from kg.types import Actor, Article, Kind, Mention, Skipped

__all__ = ["annotate", "explanations", "load"]

PLAIN = frozenset({"det", "amod", "compound", "nmod", "poss", "nummod", "case", "punct"})
"""What may stand in the noun phrase by which people are told."""
LONGEST_OWNER = 6
"""Words of it at most."""


def annotate(articles: Iterable[Article], model: str | None = None) -> Iterator[Document | Skipped]:
    """Documents in the order of the articles; ``LookupError`` when the model is missing."""
    for parsed in parse(articles, load(model)):
        try:
            yield _document(parsed)
        except Exception as error:  # one bad article never stops the others
            yield Skipped(parsed.article.id, f"{type(error).__name__}: {error}")


def explanations(article: Article, model: str | None = None) -> list[Explanation]:
    """Who every mention of an article is taken for, and why, in text order."""
    return [explained(d, p, article) for p in parse([article], load(model)) for d in _resolved(p)[0]]


def _resolved(parsed: Parse) -> tuple[list[Draft], Sequence[Quotation]]:
    """All mentions with whom they stand for, and the quotations."""
    article, words = parsed.article, parsed.words
    found = drafts(article.text, words)
    note_roles(found, words)
    quoted = quotations(article.text, article.body)
    resolve_within(found, words, quoted, article.date)
    return found, quoted


def _document(parsed: Parse) -> Document:
    article, words = parsed.article, parsed.words
    found, quoted = _resolved(parsed)
    return Document(
        article,
        words,
        parsed.sentences,
        quoted,
        {d.head: _mention(d, article, parsed) for d in found},
        {i: d.head for d in found if d.sort == "name" for i in (*range(d.first, d.last + 1), *d.also)},
        parsed.notes,
        tuple(_known(found)),
    )


def _known(found: Iterable[Draft]) -> Iterator[Actor]:
    """The actors meant that are not, or not so, in the catalogue of the program."""
    ours = catalogue().entries
    entries = {d.entry.key: d.entry for draft in found if (d := draft.chain()).entry is not None}
    for key, entry in sorted(entries.items()):
        told = overriding(key) or entry
        if told is not ours.get(key):
            named = (told.country or None, told.sector or None, told.wikidata or None)
            yield Actor(key, told.label, told.kind, (), *named, type=told.type or None)


def _mention(draft: Draft, article: Article, parsed: Parse) -> Mention:
    end = draft.chain()
    words = parsed.words
    start, stop = words[draft.first].start, words[_last(draft, words)].end
    return Mention(
        article.text[start:stop],
        start,
        stop,
        end.entry.kind if end.entry else end.kind,
        name=end.name or None,
        nominal=None if end.name else article.text[words[end.first].start : words[_last(end, words)].end],
        actor=end.entry.key if end.entry else None,
        country=end.country or None,
        sector=end.sector or None,
        open=end.sort == "pronoun",
    )


def _last(draft: Draft, words: Sequence[Word]) -> int:
    """The last word of a mention; people are told by whose they are: *relatives of striking miners*."""
    if draft.sort != "nominal" or draft.kind is not Kind.GROUP or draft.entry is not None:
        return draft.last
    after = next((c for c in words[draft.head].children if c.i == draft.last + 1 and c.dep == "prep"), None)
    placed = words[draft.head].dep in ("nsubj", "nsubjpass")  # *expels workers from Chad*: not whose they are
    if after is None or after.lower not in (("of", "from") if placed else ("of",)):
        return draft.last
    held = [c for c in after.children if c.dep == "pobj"]
    plain = held and all(c.dep in PLAIN for c in held[0].children) and held[0].i - after.i <= LONGEST_OWNER
    people = held and (held[0].tag in ("NNP", "NNPS") or held[0].lemma in lexicon.groups())
    return held[0].i if plain and people else draft.last
