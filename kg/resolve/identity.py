"""The id that a mention has by its words, before any actors are merged."""

from __future__ import annotations

from collections.abc import Container
from functools import lru_cache

from kg.digest import short_hash
from kg.names import normalise, slug
from kg.ontology.catalogue import generic
from kg.types import Kind, Mention


def identity(article: str, mention: Mention) -> str | None:
    """The id that the words of a mention give it."""
    if mention.open:
        return None
    if mention.actor is not None:
        return mention.actor
    if mention.kind is Kind.THING:
        return None
    if (
        mention.name is not None
        and mention.country
        and mention.kind is Kind.ORGANIZATION
        and generic(mention.name)
    ):
        return f"{slug(mention.name)}_{short_hash(normalise(mention.name), mention.country)}"
    if mention.name is not None:
        return named(mention.name)
    words = mention.nominal or mention.text
    return f"{slug(words)}_{short_hash(article, normalise(words))}"


@lru_cache(maxsize=1 << 14)
def named(name: str) -> str:
    """The id of whoever has a name that says who it is."""
    return f"{slug(name)}_{short_hash(normalise(name))}"


def before(article: str, mention: Mention, apart: Container[tuple[str, str]] = ()) -> str | None:
    """The id a mention has before actors are merged; ``apart`` are ids that mean another in an article."""
    own = identity(article, mention)
    return elsewhere(own, article) if own and (own, article) in apart else own


def elsewhere(key: str, article: str) -> str:
    """The id of whom an article means when it does not mean the actor of that id."""
    return f"{key}_{short_hash(key, article)}"
