"""The IRIs of everything: total, injective, and the same on every machine."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import quote

BASE = "https://kg.example.org/"
"""The default base; the ontology files are published under it."""

_BASE = re.compile(
    r"https?://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:[0-9]{1,5})?/([A-Za-z0-9_~-][A-Za-z0-9._~-]*/)*"
)

SPACES: Mapping[str, str] = MappingProxyType(
    {
        "kga": "actor/",
        "kgd": "document/",
        "kge": "evidence/",
        "kgl": "lemma/",
        "kgm": "model#",
        "kgo": "ontology#",
        "kgp": "publisher/",
        "kgs": "statement/",
        "kgx": "extractor/",
        "plover": "plover#",
    }
)
"""Our namespaces, below the base."""

STANDARD: Mapping[str, str] = MappingProxyType(
    {
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "https://schema.org/",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "wd": "http://www.wikidata.org/entity/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)
"""Namespaces of others that the data uses."""


@lru_cache(maxsize=100_000)
def local(key: str) -> str:
    """The key as the last part of an IRI: equal for equal keys only, and legal whatever the key.

    >>> local("vladimir_putin"), local("a b/ü")
    ('vladimir_putin', 'a%20b%2F%C3%BC')
    """
    if key in (".", ".."):  # a resolver would walk up
        return key.replace(".", "%2E")
    return quote(key, safe="", encoding="utf-8", errors="surrogatepass")


@dataclass(frozen=True, slots=True)
class Terms:
    """All IRIs under one base.

    Raises ``ValueError`` for a base that is not an http(s) address ending in a slash.
    """

    base: str = BASE

    def __post_init__(self) -> None:
        if not _BASE.fullmatch(self.base):
            raise ValueError(f"base IRI: expected http(s)://host/path/ ending in a slash, got {self.base!r}")

    def _in(self, space: str, key: str) -> str:
        return f"{self.base}{SPACES[space]}{local(key)}"

    def actor(self, key: str) -> str:
        """An actor, by ``Actor.id``."""
        return self._in("kga", key)

    def statement(self, key: str) -> str:
        """A statement or a content node, by its id."""
        return self._in("kgs", key)

    def evidence(self, key: str) -> str:
        """One place that supports a statement."""
        return self._in("kge", key)

    def document(self, key: str) -> str:
        """An article, by ``Article.id``."""
        return self._in("kgd", key)

    def publisher(self, name: str) -> str:
        """An outlet or agency, by its name as the article gives it."""
        return self._in("kgp", name)

    def extractor(self, name: str) -> str:
        """The program part that read something."""
        return self._in("kgx", name)

    def relation(self, name: str) -> str:
        """A relation or class of the ontology, by local name."""
        return self._in("kgo", name)

    def lemma(self, lemma: str) -> str:
        """The predicate of a lemma that the ontology has no relation for."""
        return self._in("kgl", lemma)

    def predicate(self, relation: str | None, lemma: str) -> str:
        """What joins subject and object: the relation where there is one, else the lemma."""
        return self.lemma(lemma) if relation is None else self.relation(relation)

    def model(self, name: str) -> str:
        """A term of the model vocabulary."""
        return self._in("kgm", name)

    def type(self, name: str, mode: str | None = None) -> str:
        """A PLOVER type, or a mode of it."""
        return self._in("plover", name if mode is None else f"{name}-{mode}")

    def prefixes(self) -> dict[str, str]:
        """Namespace IRIs by prefix, sorted: ours and those of others that the data uses."""
        ours = {prefix: self.base + path for prefix, path in SPACES.items()}
        return dict(sorted({**ours, **STANDARD}.items()))
