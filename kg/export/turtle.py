"""Canonical Turtle: sorted, prefixed, and one fact a line with its predicate.

Every fact ends in ``;`` and every subject in a full stop on a line of its own (Turtle allows both),
so that adding or removing a fact changes exactly one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TextIO

from kg.export.ntriples import quoted
from kg.export.options import Options
from kg.export.rdf import (
    BOOLEAN,
    DECIMAL,
    INTEGER,
    REIFIES,
    STRING,
    TYPE,
    Block,
    Literal,
    Object,
    blocks,
    simple_blocks,
    triple_term,
)
from kg.ontology.terms import Terms
from kg.types import Graph

_LOCAL = re.compile(
    r"(?:[A-Za-z0-9_]|%[0-9A-F]{2})(?:(?:[A-Za-z0-9_.-]|%[0-9A-F]{2})*(?:[A-Za-z0-9_-]|%[0-9A-F]{2}))?"
)
_BARE = {
    INTEGER: re.compile(r"[+-]?[0-9]+"),
    DECIMAL: re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    BOOLEAN: re.compile(r"true|false"),
}
"""Literals that Turtle reads as such without quotation marks."""


def write(graph: Graph, out: TextIO, options: Options) -> None:
    """The graph in the profile of the options."""
    told = simple_blocks if options.profile == "simple" else blocks
    prefixes = Terms(options.base).prefixes()
    out.writelines(lines(told(graph, options.base), prefixes, options.rdf12))


def lines(told: Iterator[Block], prefixes: Mapping[str, str], rdf12: bool = False) -> Iterator[str]:
    """The document, a fact a line; with ``rdf12`` statements have triple terms as well (Turtle 1.2)."""
    yield from directives(prefixes)
    yield from statements(told, Short(prefixes), rdf12)


def directives(prefixes: Mapping[str, str]) -> Iterator[str]:
    """What declares the prefixes."""
    for prefix, space in prefixes.items():
        yield f"@prefix {prefix}: <{space}> .\n"


def statements(told: Iterator[Block], short: Short, rdf12: bool = False) -> Iterator[str]:
    """Each subject with its facts."""
    for subject, facts in told:
        yield f"\n{short.name(subject)}\n"
        for predicate, value in facts:
            verb = "a" if predicate == TYPE else short.name(predicate)
            yield f"    {verb} {_term(value, short)} ;\n"
        term = triple_term(facts) if rdf12 else None
        if term is not None:
            yield f"    {short.name(REIFIES)} <<( {' '.join(_term(part, short) for part in term)} )>> ;\n"
        yield ".\n"


class Short(dict[str, str]):
    """Prefixes by namespace, and the names already made with them: most IRIs come many times."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        super().__init__({space: prefix for prefix, space in prefixes.items()})
        self.names: dict[str, str] = {}

    def name(self, iri: str) -> str:
        found = self.names.get(iri)
        if found is None:
            if len(self.names) > 100_000:
                self.names.clear()
            found = self.names[iri] = _name(iri, self)
        return found


def _term(value: Object, short: Short) -> str:
    if not isinstance(value, Literal):
        return short.name(value)
    if value.datatype == STRING:
        return quoted(value.text)
    if value.datatype in _BARE and _BARE[value.datatype].fullmatch(value.text):
        return value.text
    return f"{quoted(value.text)}^^{short.name(value.datatype)}"


def _name(iri: str, short: Mapping[str, str]) -> str:
    """A prefixed name where the grammar allows one."""
    cut = max(iri.rfind("/"), iri.rfind("#")) + 1
    prefix = short.get(iri[:cut])
    if prefix is not None and _LOCAL.fullmatch(iri, cut):
        return f"{prefix}:{iri[cut:]}"
    return f"<{iri}>"
