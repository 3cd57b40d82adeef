"""Answers as people and programs read them."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Mapping
from io import StringIO

from kg.export.clean import clean
from kg.export.ntriples import quoted
from kg.ontology.terms import BASE, Terms
from kg.query.answer import Answer, Row, Term

_LOCAL = re.compile(r"(?:[\w-]|%[0-9A-F]{2})(?:[\w.-]|%[0-9A-F]{2})*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
_LEAST = 8
"""Columns of a table are never narrower than that."""


def render(
    answer: Answer,
    format: str = "table",
    width: int = 100,
    base: str = BASE,
    prefixes: Mapping[str, str] | None = None,
) -> str:
    """The answer as a table of that width, or as csv, tsv, json or xml as the W3C defines them.

    Triples, the answer to CONSTRUCT and DESCRIBE, also as ttl or nt; their xml is RDF/XML.  ``prefixes``
    shorten IRIs, by default ours under ``base`` and the usual ones.

    Raises ``ValueError`` for another format, and for ttl or nt of what are no triples.
    """
    known = Terms(base).prefixes() if prefixes is None else prefixes
    if format == "table":
        return _table(answer, width, known)
    if format in _RDF and answer.kind == "construct":
        return _triples(answer, format, known)
    if format in _W3C:
        return _W3C[format](answer)
    if format in _RDF:
        raise ValueError(f"{format}: expected a CONSTRUCT or DESCRIBE query, found {answer.kind.upper()}")
    raise ValueError(f"expected one of {', '.join(FORMATS)}, got {format!r}")


def _table(answer: Answer, width: int, known: Mapping[str, str]) -> str:
    """Columns as wide as they need, shortened together until they fit."""
    short = {space: prefix for prefix, space in known.items()}
    rows = [answer.variables, *([_shown(term, short) for term in row] for row in answer.rows)]
    widths = _fit([max(len(row[i]) for row in rows) for i in range(len(answer.variables))], width)
    lines = ["  ".join(_cell(text, w) for text, w in zip(row, widths, strict=True)).rstrip() for row in rows]
    rule = "  ".join("-" * w for w in widths)
    return "\n".join([lines[0], rule, *lines[1:]]) + "\n"


def _fit(widths: list[int], width: int) -> list[int]:
    """The widest columns give way first."""
    room = width - 2 * (len(widths) - 1)
    while sum(widths) > room and max(widths) > _LEAST:
        widest = max(widths)
        next_widest = max((w for w in widths if w < widest), default=_LEAST)
        tied = widths.count(widest)
        step = max(1, min(widest - max(next_widest, _LEAST), -(-(sum(widths) - room) // tied)))
        widths = [w - step if w == widest else w for w in widths]
    return widths


def _cell(text: str, width: int) -> str:
    return text.ljust(width) if len(text) <= width else f"{text[: width - 1]}…"


def _shown(term: Term | None, short: Mapping[str, str]) -> str:
    """On one line, and with nothing that a terminal would obey."""
    if term is None:
        return ""
    return _CONTROL.sub(" ", curie(term, short) if term.iri else term)


def curie(iri: str, short: Mapping[str, str]) -> str:
    """``kga:vladimir_putin`` for an IRI in one of the namespaces, else the IRI."""
    cut = max(iri.rfind("/"), iri.rfind("#")) + 1
    prefix = short.get(iri[:cut])
    return f"{prefix}:{iri[cut:]}" if prefix and _LOCAL.fullmatch(iri, cut) else iri


def _csv(answer: Answer) -> str:
    """https://www.w3.org/TR/sparql11-results-csv-tsv/#csv"""
    out = StringIO(newline="")
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(answer.variables)
    rows.writerows(["" if term is None else str(term) for term in row] for row in answer.rows)
    return out.getvalue()


def _tsv(answer: Answer) -> str:
    """https://www.w3.org/TR/sparql11-results-csv-tsv/#tsv"""
    head = "\t".join(f"?{name}" for name in answer.variables)
    return "\n".join([head, *("\t".join(map(_ntriples, row)) for row in answer.rows)]) + "\n"


def _ntriples(term: Term | None) -> str:
    if term is None:
        return ""
    if term.iri:
        return term if term.startswith("_:") else f"<{term}>"
    if term.language:
        return f"{quoted(term)}@{term.language}"
    return f"{quoted(term)}^^<{term.datatype}>" if term.datatype else quoted(term)


def _json(answer: Answer) -> str:
    """https://www.w3.org/TR/sparql11-results-json/"""
    if answer.kind == "ask":
        told: dict[str, object] = {"head": {}, "boolean": answer.true}
    else:
        bindings = [_bindings(answer.variables, row) for row in answer.rows]
        told = {"head": {"vars": answer.variables}, "results": {"bindings": bindings}}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _bindings(variables: tuple[str, ...], row: Row) -> dict[str, dict[str, str]]:
    return {name: _binding(term) for name, term in zip(variables, row, strict=True) if term is not None}


def _binding(term: Term) -> dict[str, str]:
    if term.iri:
        blank = term.startswith("_:")
        return {"type": "bnode", "value": term[2:]} if blank else {"type": "uri", "value": str(term)}
    told = {"type": "literal", "value": str(term)}
    if term.language:
        told["xml:lang"] = term.language
    if term.datatype:
        told["datatype"] = term.datatype
    return told


def _xml(answer: Answer) -> str:
    """https://www.w3.org/TR/rdf-sparql-XMLres/"""
    parts = ['<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n']
    if answer.kind == "ask":
        parts.append(f"<head/>\n<boolean>{answer.rows[0][0]}</boolean>\n")
    else:
        names = "".join(f"<variable name={_attribute(name)}/>" for name in answer.variables)
        parts.append(f"<head>{names}</head>\n<results>\n")
        parts += [_result(answer.variables, row) for row in answer.rows]
        parts.append("</results>\n")
    return "".join([*parts, "</sparql>\n"])


def _result(variables: tuple[str, ...], row: Row) -> str:
    bound = ((name, term) for name, term in zip(variables, row, strict=True) if term is not None)
    cells = "".join(f"<binding name={_attribute(name)}>{_element(term)}</binding>" for name, term in bound)
    return f"<result>{cells}</result>\n"


def _attribute(value: str) -> str:
    """In its quotation marks."""
    from xml.sax.saxutils import quoteattr  # brings what fetches pages along

    return quoteattr(value)


def _element(term: Term) -> str:
    from xml.sax.saxutils import escape

    words = escape(clean(term))
    if term.iri:
        return f"<bnode>{words[2:]}</bnode>" if term.startswith("_:") else f"<uri>{words}</uri>"
    language = f" xml:lang={_attribute(term.language)}" if term.language else ""
    datatype = f" datatype={_attribute(term.datatype)}" if term.datatype else ""
    return f"<literal{language}{datatype}>{words}</literal>"


def _triples(answer: Answer, format: str, known: Mapping[str, str]) -> str:
    """Triples in a format of RDF, in the order of the rows."""
    import pyoxigraph as ox

    formats = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "xml": ox.RdfFormat.RDF_XML}
    text = "".join(f"{_ntriples(s)} {_ntriples(p)} {_ntriples(o)} .\n" for s, p, o in answer.rows)
    triples = ox.parse(text, format=ox.RdfFormat.N_TRIPLES)
    used = {prefix: space for prefix, space in known.items() if f"<{space}" in text}
    written = ox.serialize((quad.triple for quad in triples), format=formats[format], prefixes=used)
    assert written is not None
    return written.decode()


_W3C: Mapping[str, Callable[[Answer], str]] = {"csv": _csv, "tsv": _tsv, "json": _json, "xml": _xml}
_RDF = ("ttl", "nt", "xml")
FORMATS = ("table", *_W3C, "ttl", "nt")
"""What an answer can be rendered as."""
