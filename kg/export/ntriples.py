"""N-Triples: one triple a line, sorted; what stores load fastest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TextIO

from kg.export.options import Options
from kg.export.rdf import REIFIES, STRING, Block, Literal, Object, blocks, simple_blocks, triple_term
from kg.types import Graph

_ESCAPES = str.maketrans({'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
"""What some reader takes for the end of a line, or cannot take at all."""


def write(graph: Graph, out: TextIO, options: Options) -> None:
    """The graph in the profile of the options."""
    told = simple_blocks if options.profile == "simple" else blocks
    out.writelines(lines(told(graph, options.base), options.rdf12))


def lines(told: Iterator[Block], rdf12: bool = False) -> Iterator[str]:
    """The triples as lines, each with its line end; with ``rdf12`` triple terms as well (N-Triples 1.2)."""
    for subject, facts in told:
        for predicate, value in facts:
            yield f"<{subject}> <{predicate}> {term(value)} .\n"
        told_of = triple_term(facts) if rdf12 else None
        if told_of is not None:
            yield f"<{subject}> <{REIFIES}> <<( {' '.join(map(term, told_of))} )>> .\n"


def term(value: Object) -> str:
    """An IRI or a literal in N-Triples."""
    if not isinstance(value, Literal):
        return f"<{value}>"
    if value.datatype == STRING:
        return quoted(value.text)
    return f"{quoted(value.text)}^^<{value.datatype}>"


def quoted(text: str) -> str:
    """The text between quotation marks, on one line whatever is in it."""
    if text.isascii() and text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return f'"{_ODD.sub(_escape, text.translate(_ESCAPES))}"'


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04X}"
