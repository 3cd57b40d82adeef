"""How many independent sources stand behind articles: copies, one outlet and one agency count once."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kg.types import Graph


def independent(articles: Collection[str], graph: Graph) -> int:
    """The number of groups that common texts, outlets and agencies make of these articles.

    An article of which nothing is known, and whose text no other has, is a source of its own.
    """
    if len(articles) < 2:
        return len(articles)
    above: dict[str, str] = {}

    def root(mark: str) -> str:
        while (higher := above.setdefault(mark, mark)) != mark:
            above[mark] = mark = above[higher]
        return mark

    for article in articles:
        first, *others = map(root, marks(article, graph))
        for other in others:
            above[root(other)] = root(first)
    return sum(mark == root(mark) for mark in list(above))


def marks(article: str, graph: Graph) -> Iterator[str]:
    """What an article has in common with others of its source."""
    known = graph.articles.get(article)
    family = graph.copies.get(article)
    names = {name.casefold() for name in (known.source, known.agency) if name} if known else set()
    yield f"text {family}" if family else f"article {article}"
    yield from (f"outlet {name}" for name in names)
