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
        told_of = "".join(
            [
                f"    {'a' if predicate == TYPE else short.name(predicate)} {short.term(value)} ;\n"
                for predicate, value in facts
            ]
        )
        term = triple_term(facts) if rdf12 else None
        if term is not None:
            words = " ".join(short.term(part) for part in term)
            told_of += f"    {short.name(REIFIES)} <<( {words} )>> ;\n"
        yield f"\n{short.name(subject)}\n{told_of}.\n"


class Short:
    """Names and literals as Turtle writes them, each made once: most IRIs and figures come many times."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._spaces = {space: prefix for prefix, space in prefixes.items()}
        self._made: dict[Object | str, str] = {}

    def name(self, iri: str) -> str:
        """An IRI."""
        return self._made.get(iri) or self._kept(iri, _name(iri, self._spaces))

    def term(self, value: Object) -> str:
        """An IRI or a literal."""
        if isinstance(value, Literal) and value.datatype == STRING:
            return quoted(value.text)  # sentences: nobody has them twice
        return self._made.get(value) or self._kept(value, self._term(value))

    def _term(self, value: Object) -> str:
        if not isinstance(value, Literal):
            return _name(value, self._spaces)
        if value.datatype in _BARE and _BARE[value.datatype].fullmatch(value.text):
            return value.text
        return f"{quoted(value.text)}^^{self.name(value.datatype)}"

    def _kept(self, value: Object | str, written: str) -> str:
        if len(self._made) > 100_000:
            self._made.clear()
        self._made[value] = written
        return written


def _name(iri: str, spaces: Mapping[str, str]) -> str:
    """A prefixed name where the grammar allows one."""
    cut = max(iri.rfind("/"), iri.rfind("#")) + 1
    prefix = spaces.get(iri[:cut])
    if prefix is not None and _LOCAL.fullmatch(iri, cut):
        return f"{prefix}:{iri[cut:]}"
    return f"<{iri}>"
