"""Whether a graph in RDF keeps the promises of the model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.ontology.tables import ontologies
from kg.ontology.terms import BASE, Terms
from kg.query.answer import Row, Term
from kg.query.questions import checks
from kg.query.run import load, query
from kg.types import Graph

if TYPE_CHECKING:
    import rdflib

_STATEMENT = "model#Statement"
SHACL = "shacl"
_SH = "http://www.w3.org/ns/shacl#"


@dataclass(frozen=True, slots=True)
class Problem:
    """A promise that is not kept, and where."""

    check: str
    """Name of the check, or ``shacl``."""
    title: str
    row: Row
    variables: tuple[str, ...] = ()
    """What the cells of the row are."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much was checked."""

    triples: int
    statements: int
    evidences: int


def check(source: Graph | Path | str | ox.Store, base: str = BASE) -> tuple[Problem, ...]:
    """Everything that the checks find; nothing on a sound graph.

    An edge needs a statement that tells it; a file of edges alone, the simple profile, is asked for no more
    than names.
    """
    store = source if isinstance(source, ox.Store) else load(source, base)
    known = Terms(base).prefixes()
    simple = not query(store, "ASK { ?s a kgm:Statement }", prefixed=known).true
    wanted = (asked for asked in checks() if not simple or asked.name in _WITHOUT_STATEMENTS)
    found = ((asked, query(store, asked.sparql, prefixed=known)) for asked in wanted)
    return tuple(
        Problem(asked.name, asked.title, row, answer.variables)
        for asked, answer in found
        for row in answer.rows
    )


_WITHOUT_STATEMENTS = ("check-blank",)


def size(store: ox.Store, base: str = BASE) -> Size:
    """How much a store holds."""
    known = Terms(base).prefixes()

    def count(type: str) -> int:
        sparql = f"SELECT (COUNT(*) AS ?n) {{ ?s a kgm:{type} }}"
        return int(query(store, sparql, prefixed=known).rows[0][0] or 0)

    return Size(len(store), count("Statement"), count("Evidence"))


def base_of(store: ox.Store, base: str = BASE) -> str:
    """The base that the statements of a store are under: the given one unless all are under another."""
    found: set[str] = set()
    for type in _types(store):
        if type.endswith(_STATEMENT):
            found.add(type.removesuffix(_STATEMENT))
    return base if base in found or not found else min(found)


def _types(store: ox.Store) -> Iterator[str]:
    rows = query(store, "SELECT DISTINCT ?type { ?s a ?type }").rows
    return (str(row[0]) for row in rows if row[0])


def shacl(data: rdflib.Graph, shapes: Path | None = None, base: str = BASE) -> tuple[Problem, ...]:
    """What the SHACL shapes of the model, or those of a file, find.

    Of ours without the constraints in SPARQL: ``check`` asks the same in one query, where SHACL asks anew
    for every node.

    Raises ``LookupError`` when pyshacl is not installed, ``ValueError`` for shapes that cannot be read.
    """
    if find_spec("pyshacl") is None:
        raise LookupError("SHACL needs pyshacl: pip install 'actorgraph[shacl]'")
    import pyshacl
    import rdflib

    text = (shapes or ontologies().joinpath("shapes.ttl")).read_text(encoding="utf-8")
    rules = rdflib.Graph()
    try:
        rules.parse(data=text if shapes else text.replace(BASE, base), format="turtle")
    except Exception as error:
        raise ValueError(f"{shapes}: no shapes in Turtle: {error}") from None
    if shapes is None:
        rules.remove((None, rdflib.URIRef(_SH + "sparql"), None))
    _, report, _ = pyshacl.validate(data, shacl_graph=rules, advanced=shapes is not None)
    return tuple(sorted(_results(report), key=lambda problem: [str(cell or "") for cell in problem.row]))


def _results(report: rdflib.Graph) -> Iterator[Problem]:
    """The results of a report of SHACL."""
    from rdflib import RDF, URIRef
    from rdflib.term import Node

    def cell(result: Node, name: str) -> Term | None:
        value = report.value(result, URIRef(_SH + name))
        return None if value is None else Term(str(value), iri=isinstance(value, URIRef))

    for result in report.subjects(RDF.type, URIRef(_SH + "ValidationResult")):
        names = ("focusNode", "resultPath", "value")
        row = tuple(cell(result, name) for name in names)
        title = cell(result, "resultMessage") or cell(result, "sourceConstraintComponent") or SHACL
        yield Problem(SHACL, title.replace(f"<{row[0]}>->", ""), row, names)
