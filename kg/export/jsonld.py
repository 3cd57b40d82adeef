"""JSON-LD 1.1: a node a line under one context, which readers can stream."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TextIO

from kg.export.jsonlines import line
from kg.export.options import Options
from kg.export.rdf import BOOLEAN, INTEGER, STRING, TYPE, Block, Literal, Object, blocks, simple_blocks
from kg.export.turtle import Short
from kg.ontology.terms import Terms
from kg.types import Graph


def write(graph: Graph, out: TextIO, options: Options) -> None:
    """The graph in the profile of the options."""
    told = simple_blocks if options.profile == "simple" else blocks
    out.writelines(document(told(graph, options.base), Terms(options.base).prefixes()))


def document(told: Iterator[Block], prefixes: dict[str, str]) -> Iterator[str]:
    """The document, a node a line."""
    short = Short(prefixes)
    yield '{"@context": ' + line(prefixes) + ',\n"@graph": [\n'
    before = ""
    for block in told:
        yield before + line(node(block, short))
        before = ",\n"
    yield "\n]}\n"


def node(block: Block, short: Short) -> dict[str, Any]:
    """A subject with its facts by predicate; types go first, for readers that stream."""
    types = [_value(value, short)["@id"] for predicate, value in block.facts if predicate == TYPE]
    found: dict[str, Any] = {**({"@type": types} if types else {}), "@id": _name(block.subject, short)}
    for predicate, value in block.facts:
        if predicate != TYPE:
            found.setdefault(_name(predicate, short), []).append(_value(value, short))
    return found


def _value(value: Object, short: Short) -> Any:
    """JSON's own values where JSON-LD reads them as the same literal."""
    if not isinstance(value, Literal):
        return {"@id": _name(value, short)}
    if value.datatype == STRING:
        return value.text
    if value.datatype == BOOLEAN:
        return value.text == "true"
    if value.datatype == INTEGER:
        return int(value.text)
    return {"@type": _name(value.datatype, short), "@value": value.text}


def _name(iri: str, short: Short) -> str:
    """A compact IRI, or all of it."""
    return short.name(iri).strip("<>")
