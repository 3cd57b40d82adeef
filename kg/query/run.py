"""SPARQL over a graph, by Oxigraph: in memory, or in a cache beside the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import pyoxigraph as ox

from kg.export.ntriples import lines
from kg.export.rdf import blocks
from kg.ontology.terms import BASE, STANDARD, Terms
from kg.query.answer import Answer, Row, Term
from kg.query.cache import cached
from kg.query.faults import fault
from kg.query.guard import guard, ordered, placed
from kg.types import Graph

_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".n3": ox.RdfFormat.N3,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
}
_PREFIX = re.compile(rb"^\s*@?prefix\s+([\w.-]*):\s*<([^<>\"{}|^`\\\s]*)>", re.IGNORECASE | re.MULTILINE)
_HEAD = 1 << 16
"""Bytes at the beginning of a file in which its prefixes are looked for."""
_STRING = STANDARD["xsd"] + "string"


def load(source: Graph | Path | str, base: str = BASE) -> ox.Store:
    """A store in memory with the graph, or with the triples of a file (``.ttl``, ``.nt``, ``.rdf`` ...).

    Raises ``ValueError`` for a file that is no RDF; ``OSError`` as the disk does.
    """
    store = ox.Store()
    fill(store, source, base)
    return store


def fill(store: ox.Store, source: Graph | Path | str, base: str = BASE) -> None:
    """Put the graph, or the triples of a file, into a store."""
    if isinstance(source, Graph):
        text = StringIO()
        text.writelines(lines(blocks(source, base)))
        store.bulk_load(text.getvalue(), format=ox.RdfFormat.N_TRIPLES)
    else:
        _load_file(store, Path(source))


@contextmanager
def opened(path: Path, cache: bool = True) -> Iterator[ox.Store]:
    """A store with the triples of a file, by a cache beside it if that can be.

    Raises ``ValueError`` for a file that is no RDF; ``OSError`` as the disk does.
    """
    _format(path)
    if not cache:
        yield load(path)
        return
    with cached(path, "rdf", lambda store: fill(store, path)) as store:
        yield store if store is not None else load(path)


def prefixes(source: object, base: str = BASE) -> dict[str, str]:
    """Prefixes that need no declaration: ours, the usual ones, and those that a file declares itself."""
    known = Terms(base).prefixes()
    if isinstance(source, Path) and source.suffix.lower() in (".ttl", ".n3", ".trig"):
        with source.open("rb") as file:
            found = _PREFIX.findall(file.read(_HEAD))
        known.update((name.decode(), iri.decode("utf-8", "replace")) for name, iri in found)
    return known


def _format(path: Path) -> ox.RdfFormat:
    format = _FORMATS.get(path.suffix.lower())
    if format is None:
        known = " ".join(_FORMATS)
        raise ValueError(f"{path}: expected a file that ends in one of {known}")
    return format


def _load_file(store: ox.Store, path: Path) -> None:
    format = _format(path)
    with path.open("rb") as file:
        if format == ox.RdfFormat.RDF_XML:
            _refuse_doctype(file.read(), path)
            file.seek(0)
        try:
            store.bulk_load(file, format=format, base_iri=path.resolve().as_uri())
        except (SyntaxError, ValueError) as error:
            raise ValueError(f"{path}: no {format.name}: {error}") from None


def _refuse_doctype(data: bytes, path: Path) -> None:
    """A DOCTYPE can define entities that grow without bound, so none is read, in any encoding."""
    if b"<!DOCTYPE" in data.replace(b"\x00", b""):
        raise ValueError(f"{path}: XML with a DOCTYPE is not read")


def query(
    source: Graph | Path | str | ox.Store,
    sparql: str,
    base: str = BASE,
    prefixed: Mapping[str, str] | None = None,
) -> Answer:
    """The answer to a query; our prefixes and the usual ones need no declaration, nor those of a file.

    ``prefixed`` are the prefixes to use instead.  Without ORDER BY the rows are sorted.  Named graphs
    count as part of the whole.  Nothing outside the source is read.

    Raises ``QueryError`` for a query that is no SPARQL, changes something, or reaches outside.
    """
    guard(sparql)
    source = Path(source) if isinstance(source, str) else source
    store = source if isinstance(source, ox.Store) else load(source, base)
    known = dict(prefixes(source, base) if prefixed is None else prefixed)
    union = next(iter(store.named_graphs()), None) is not None
    try:
        found = store.query(sparql, prefixes=known, use_default_graph_as_union=union)
        return _answer(found, ordered(sparql))
    except SyntaxError as error:
        wrong = fault(sparql, str(error), known)
        raise placed(sparql, wrong.what, wrong.at) from None


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
