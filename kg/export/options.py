"""What a user can ask of an export; each writer heeds what its format can show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.ontology.terms import BASE

Profile = Literal["full", "simple"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The defaults give what the articles assert, and who said what."""

    base: str = BASE
    """Where all IRIs begin."""
    profile: Profile = "full"
    """Turtle and N-Triples: all four layers, or actors, labels and edges with claims as literals."""
    rdf12: bool = False
    """Turtle and N-Triples: each statement between two nodes as a triple term of RDF 1.2 as well."""
    claims: bool = True
    """Graph formats and events: show what somebody says, demands, threatens ..."""
    only_claims: bool = False
    """Graph formats and events: show nothing else."""
    kinds: frozenset[str] = frozenset()
    """Keep statements of these relations, lemmas, PLOVER types, or event, claim, role; empty: all."""
    all: bool = False
    """Graph formats and events: also what is planned, possible, denied or only claimed."""
    top: int | None = None
    """Keep that many actors with most evidence."""
    min_weight: int = 1
    """Keep edges with at least that many evidences."""
    ego: str | None = None
    """Keep one actor (id or label) and its neighbours."""
    since: str | None = None
    """Keep what is seen or happened on this ISO day or later."""
    until: str | None = None
    """Keep what is seen or happened on this ISO day or earlier."""
    per_statement: bool = False
    """Graph formats: one edge a statement, not one a (subject, predicate, object)."""
    xsd: bool = False
    """GraphML: strictly as its XML schema has it, at the price of Gephi's edge kinds."""
