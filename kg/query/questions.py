"""The named questions of ``ontologies/queries``: SPARQL files with a title and parameters.

A file begins with its title as a comment, then may have lines of parameters::

    # Who met whom, when and where
    # param: since date 2025-12-01 first day of the meeting

A parameter has a name, a type (text, date, number), a default, and a remark; defaults of more words
stand in quotation marks.  Where the query says ``$since``, the value is put in as a literal.  The
default ``*`` leaves the variable open: anything will do.  So each file is a valid query as it stands.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kg.ontology.tables import ontologies
from kg.query.guard import QueryError

OPEN = "*"
_VARIABLE = re.compile(r"\$(\w+)")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})
_CHECK = "check-"


@dataclass(frozen=True, slots=True)
class Parameter:
    """What can be set in a question."""

    name: str
    type: str
    """text, date or number."""
    default: str
    """As written; ``*`` for anything."""
    comment: str


@dataclass(frozen=True, slots=True)
class Question:
    """A query with a name."""

    name: str
    title: str
    parameters: tuple[Parameter, ...]
    sparql: str
    """With the parameters as variables."""


def questions() -> list[Question]:
    """All named questions, sorted by name."""
    return [_read(name) for name in _names() if not name.startswith(_CHECK)]


def checks() -> list[Question]:
    """Queries that find what may not be: their answers are empty on every graph."""
    return [_read(name) for name in _names() if name.startswith(_CHECK)]


def question(name: str, **values: str | int | float | date) -> str:
    """The SPARQL of a question with its parameters put in, defaults where none is given.

    Raises ``QueryError`` for a name that there is not, and for a value that is not of its type.
    """
    if name not in _names():
        known = ", ".join(q.name for q in questions())
        raise QueryError(f"no question {name!r}: expected one of {known}")
    asked = _read(name)
    wrong = values.keys() - {p.name for p in asked.parameters}
    if wrong:
        known = ", ".join(p.name for p in asked.parameters) or "none"
        raise QueryError(f"{name}: no parameter {min(wrong)!r}: expected {known}")
    terms = {p.name: _literal(p, str(values.get(p.name, p.default))) for p in asked.parameters}
    return _filled(asked.sparql, terms)


def _filled(sparql: str, terms: Mapping[str, str]) -> str:
    """Comments keep their dollar signs: they may tell about the parameter."""
    lines = sparql.split("\n")
    return "\n".join(
        line if line.startswith("#") else _VARIABLE.sub(lambda m: terms.get(m[1], m[0]), line)
        for line in lines
    )


def _literal(parameter: Parameter, value: str) -> str:
    if value == OPEN:
        return f"${parameter.name}"
    try:
        return _MAKERS[parameter.type](value)
    except ValueError:
        raise QueryError(f"{parameter.name}: expected a {parameter.type}, got {value!r}") from None


def _text(value: str) -> str:
    safe = value.encode("utf-8", "replace").decode()
    return f'"{safe.translate(_ESCAPES)}"'


def _date(value: str) -> str:
    return f'"{date.fromisoformat(value).isoformat()}"^^xsd:date'


def _number(value: str) -> str:
    return str(int(value))


_MAKERS = {"text": _text, "date": _date, "number": _number}


def _names() -> list[str]:
    folder = ontologies().joinpath("queries")
    return sorted(f.name.removesuffix(".rq") for f in folder.iterdir() if f.name.endswith(".rq"))


def _read(name: str) -> Question:
    sparql = ontologies().joinpath("queries", f"{name}.rq").read_text(encoding="utf-8")
    title = sparql.split("\n", 1)[0].removeprefix("#").strip()
    return Question(name, title, tuple(_parameters(name, sparql)), sparql)


def _parameters(name: str, sparql: str) -> Iterator[Parameter]:
    for line in sparql.split("\n"):
        if line.startswith("# param:"):
            cells = shlex.split(line.removeprefix("# param:"))
            if len(cells) < 3 or cells[1] not in _MAKERS:
                raise ValueError(f"{name}.rq: expected name, type and default of a parameter in {line!r}")
            yield Parameter(cells[0], cells[1], cells[2], " ".join(cells[3:]))
