"""SPARQL over a graph, by Oxigraph in memory."""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import StringIO
from pathlib import Path

import pyoxigraph as ox

from kg.export.ntriples import lines
from kg.export.rdf import blocks
from kg.ontology.terms import BASE, STANDARD, Terms
from kg.query.answer import Answer, Row, Term
from kg.query.guard import QueryError, guard, ordered, place
from kg.types import Graph

_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
}
_AT = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_STRING = STANDARD["xsd"] + "string"
_SHOWN = 300
"""Characters of a parser's message: it may list every sign that it would have liked."""


def load(source: Graph | Path | str, base: str = BASE) -> ox.Store:
    """A store with the graph, or with the triples of a file (``.ttl``, ``.nt``, ``.rdf``).

    Raises ``ValueError`` for a file that is no RDF; ``OSError`` as the disk does.
    """
    store = ox.Store()
    if isinstance(source, Graph):
        text = StringIO()
        text.writelines(lines(blocks(source, base)))
        store.bulk_load(text.getvalue(), format=ox.RdfFormat.N_TRIPLES)
    else:
        _load_file(store, Path(source))
    return store


def _load_file(store: ox.Store, path: Path) -> None:
    format = _FORMATS.get(path.suffix.lower())
    if format is None:
        known = " ".join(_FORMATS)
        raise ValueError(f"{path}: expected a file that ends in one of {known}")
    data = path.read_bytes()
    if format == ox.RdfFormat.RDF_XML:
        _refuse_doctype(data, path)
    try:
        store.bulk_load(data, format=format)
    except SyntaxError as error:
        raise ValueError(f"{path}: no {format.name}: {error}") from None


def _refuse_doctype(data: bytes, path: Path) -> None:
    """A DOCTYPE can define entities that grow without bound, so none is read, in any encoding."""
    if b"<!DOCTYPE" in data.replace(b"\x00", b""):
        raise ValueError(f"{path}: XML with a DOCTYPE is not read")


def query(source: Graph | Path | str | ox.Store, sparql: str, base: str = BASE) -> Answer:
    """The answer to a query; our prefixes and the usual ones need no declaration.

    Without ORDER BY the rows are sorted.  Nothing outside the source is read.

    Raises ``QueryError`` for a query that is no SPARQL, changes something, or reaches outside.
    """
    guard(sparql)
    store = source if isinstance(source, ox.Store) else load(source, base)
    try:
        found = store.query(sparql, prefixes=Terms(base).prefixes())
        return _answer(found, ordered(sparql))
    except SyntaxError as error:
        raise QueryError(_placed(sparql, str(error))) from None


def _answer(found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, in_order: bool) -> Answer:
    if isinstance(found, ox.QueryBoolean):
        return Answer("ask", ("answer",), ((Term("true" if found else "false", datatype=_XSD_BOOLEAN),),))
    if isinstance(found, ox.QuerySolutions):
        names = tuple(variable.value for variable in found.variables)
        rows: Iterable[Row] = (tuple(_term(value) for value in solution) for solution in found)
        return Answer("select", names, tuple(rows) if in_order else _sorted(rows))
    triples = {(_term(t.subject), _term(t.predicate), _term(t.object)) for t in found}
    return Answer("construct", ("subject", "predicate", "object"), _sorted(triples))


_XSD_BOOLEAN = STANDARD["xsd"] + "boolean"


def _sorted(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(sorted(rows, key=lambda row: [_key(term) for term in row]))


def _key(term: Term | None) -> tuple[bool, bool, str, str]:
    """Nothing first, then literals, then IRIs."""
    if term is None:
        return False, False, "", ""
    return True, term.iri, str(term), term.datatype or term.language or ""


def _term(value: object) -> Term | None:
    if value is None:
        return None
    if isinstance(value, ox.Literal):
        datatype = None if value.language or value.datatype.value == _STRING else value.datatype.value
        return Term(value.value, datatype=datatype, language=value.language)
    if isinstance(value, ox.NamedNode):
        return Term(value.value, iri=True)
    return Term(str(value), iri=True)  # a blank node of a file of somebody else's


def _placed(sparql: str, message: str) -> str:
    found = _AT.fullmatch(message)
    if not found:
        return message
    line, column, what = int(found[1]), int(found[2]), " ".join(found[3].split())
    short = what if len(what) <= _SHOWN else f"{what[:_SHOWN]} ..."
    return f"line {line}, column {column}: {short}{place(sparql, line, column)}"
