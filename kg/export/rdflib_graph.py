"""The graph as an ``rdflib.Graph``, for Python programs that want one."""

from __future__ import annotations

import rdflib

from kg.export.rdf import STRING, Iri, Object, triples
from kg.ontology.terms import BASE, Terms
from kg.types import Graph


def to_rdflib(graph: Graph, base: str = BASE) -> rdflib.Graph:
    """All four layers, with our prefixes bound; queries on it need no declarations."""
    found = rdflib.Graph(bind_namespaces="none")
    for prefix, space in Terms(base).prefixes().items():
        found.bind(prefix, space)
    terms: dict[Object, rdflib.URIRef | rdflib.Literal] = {}
    add = found.store.add
    for subject, predicate, value in triples(graph, base):
        add((_uri(subject, terms), _uri(predicate, terms), _term(value, terms)), found)
    return found


def _uri(iri: Iri, terms: dict[Object, rdflib.URIRef | rdflib.Literal]) -> rdflib.URIRef | rdflib.Literal:
    known = terms.get(iri)
    if known is None:
        known = terms[iri] = rdflib.URIRef(iri)
    return known


def _term(
    value: Object, terms: dict[Object, rdflib.URIRef | rdflib.Literal]
) -> rdflib.URIRef | rdflib.Literal:
    if isinstance(value, Iri):
        return _uri(value, terms)
    known = terms.get(value)
    if known is None:
        datatype = None if value.datatype == STRING else rdflib.URIRef(value.datatype)
        known = terms[value] = rdflib.Literal(value.text, datatype=datatype)
    return known
