"""What other catalogues call kinds, sectors and countries, in our words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from kg.ontology.catalogue import catalogue
from kg.ontology.tables import COUNTRIES, rows
from kg.types import Kind


class Term(NamedTuple):
    """Kind, finer type and sector; empty where the term tells nothing of it."""

    kind: str
    type: str
    sector: str


@cache
def terms(scheme: str) -> Mapping[str, Term]:
    """The terms of a scheme (ftm, cameo, plain) with what they mean."""
    table = rows("actor_terms.tsv", ("scheme", "term", "kind", "type", "sector"))
    return {term: Term(*rest) for told, term, *rest in table if told == scheme}


@lru_cache(maxsize=1 << 12)
def told(scheme: str, words: tuple[str, ...]) -> Term:
    """What several terms tell together; the first that tells a thing counts."""
    known = terms(scheme)
    found = [known[word] for word in words if word in known]
    return Term(*(next((value for term in found if (value := term[n])), "") for n in range(3)))


@lru_cache(maxsize=1 << 10)
def country(told: str) -> str:
    """The ISO 3166-1 alpha-3 code of a code or a name of a country; empty for what is none."""
    code = _codes().get(told.strip().upper(), "")
    if code:
        return code
    return next((e.country for e in catalogue().find(told.strip()) if e.kind is Kind.COUNTRY), "")


@cache
def _codes() -> Mapping[str, str]:
    """By two and by three letters."""
    table = list(rows("countries.tsv", COUNTRIES))
    return {row[1]: row[2] for row in table if row[1]} | {row[2]: row[2] for row in table}
