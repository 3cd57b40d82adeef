"""Names that a graph in RDF knows, for those who asked for one that it does not."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

import pyoxigraph as ox

from kg.query.questions import OPEN, Question, Value, literal
from kg.query.run import query


def unknown(
    store: ox.Store, asked: Question, values: Mapping[str, Value], prefixed: Mapping[str, str]
) -> list[str]:
    """For each name in the question that nobody has, a line that says so, with names like it."""
    names = [str(values[p.name]) for p in asked.parameters if p.type == "name" and p.name in values]
    return [
        _hint(store, name, prefixed) for name in names if name != OPEN and not _known(store, name, prefixed)
    ]


def _known(store: ox.Store, name: str, prefixed: Mapping[str, str]) -> bool:
    return query(store, f"ASK {{ ?x rdfs:label|skos:altLabel {literal(name)} }}", prefixed=prefixed).true


def _hint(store: ox.Store, name: str, prefixed: Mapping[str, str]) -> str:
    sparql = "SELECT DISTINCT ?name { ?x kgm:named true ; rdfs:label|skos:altLabel ?name }"
    rows = query(store, sparql, prefixed=prefixed).rows
    names = {str(row[0]).casefold(): str(row[0]) for row in rows}
    near = [names[one] for one in get_close_matches(name.casefold(), list(names), n=3, cutoff=0.7)]
    more = f"; did you mean {' or '.join(near)}?" if near else ""
    return f"nobody is called {name!r} in this graph{more}"
