"""The named questions: SPARQL files with a title and parameters, ours and those of a folder of the user's.

A file begins with its title as a comment, then may have lines of parameters::

    # Who met whom, when and where
    # param: since date 2025-12-01 first day of the meeting

A parameter has a name, a type (name, text, date, number), a default, and a remark; defaults of more words
stand in quotation marks.  Where the query says ``$since``, the value is put in as a literal.  The
default ``*`` leaves the variable open: anything will do.  So each file is a valid query as it stands.
A ``name`` is somebody's; where its default is not ``*`` it is an example.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kg.ontology.tables import Folder, ontologies
from kg.query.guard import QueryError

OPEN = "*"
Value = str | int | float | date
_VARIABLE = re.compile(r"\$(\w+)")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})
_CHECK = "check-"


@dataclass(frozen=True, slots=True)
class Parameter:
    """What can be set in a question."""

    name: str
    type: str
    """name, text, date or number."""
    default: str
    """As written; ``*`` for anything."""
    comment: str

    @property
    def example(self) -> bool:
        """Whether the default is nobody that a user would mean."""
        return self.type == "name" and self.default != OPEN


@dataclass(frozen=True, slots=True)
class Question:
    """A query with a name."""

    name: str
    title: str
    parameters: tuple[Parameter, ...]
    sparql: str
    """With the parameters as variables."""

    def filled(self, values: Mapping[str, Value]) -> str:
        """The SPARQL with the parameters put in, defaults where none is given.

        Raises ``QueryError`` for a parameter that there is not, and for a value that is not of its type.
        """
        wrong = values.keys() - {p.name for p in self.parameters}
        if wrong:
            known = ", ".join(p.name for p in self.parameters) or "none"
            raise QueryError(f"{self.name}: no parameter {min(wrong)!r}: expected {known}")
        terms = {p.name: _literal(p, str(values.get(p.name, p.default))) for p in self.parameters}
        return _filled(self.sparql, terms)


def questions(folder: Path | None = None) -> list[Question]:
    """All named questions, sorted by name; those of the folder (``*.rq``) instead of ours of the same name.

    Raises ``QueryError`` for a file whose parameters cannot be read, ``OSError`` for a folder that cannot.
    """
    files = {name: file for name, file in _files(None).items() if not name.startswith(_CHECK)}
    files.update(_files(folder) if folder else {})
    return [_read(name, files[name]) for name in sorted(files)]


def checks() -> list[Question]:
    """Queries that find what may not be: their answers are empty on every graph."""
    return [_read(name, file) for name, file in _files(None).items() if name.startswith(_CHECK)]


def find(name: str, folder: Path | None = None) -> Question:
    """The question of that name; QueryError when there is none."""
    known = {question.name: question for question in questions(folder)}
    if name not in known:
        raise QueryError(f"no question {name!r}: expected one of {', '.join(known)}")
    return known[name]


def question(name: str, **values: Value) -> str:
    """The SPARQL of one of our questions with its parameters put in, defaults where none is given.

    Raises ``QueryError`` for a name that there is not, and for a value that is not of its type.
    """
    return find(name).filled(values)


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


def literal(value: str) -> str:
    """A string of SPARQL that is that text, whatever is in it."""
    safe = value.encode("utf-8", "replace").decode()
    return f'"{safe.translate(_ESCAPES)}"'


def _date(value: str) -> str:
    return f'"{date.fromisoformat(value).isoformat()}"^^xsd:date'


def _number(value: str) -> str:
    return str(int(value))


_MAKERS = {"name": literal, "text": literal, "date": _date, "number": _number}


def _files(folder: Path | None) -> dict[str, Folder]:
    """The queries of a folder, by default ours, by name."""
    place: Folder = folder if folder else ontologies().joinpath("queries")
    found = sorted((f for f in place.iterdir() if f.name.endswith(".rq")), key=lambda f: f.name)
    return {file.name.removesuffix(".rq"): file for file in found}


def _read(name: str, file: Folder) -> Question:
    sparql = file.read_text(encoding="utf-8")
    first = sparql.split("\n", 1)[0]
    title = first.removeprefix("#").strip() if first.startswith("#") else name
    return Question(name, title, tuple(_parameters(str(file), sparql)), sparql)


def _parameters(place: str, sparql: str) -> Iterator[Parameter]:
    for number, line in enumerate(sparql.split("\n"), 1):
        if line.startswith("# param:"):
            cells = _cells(line)
            if len(cells) < 3 or cells[1] not in _MAKERS or not cells[0].isidentifier():
                types = ", ".join(_MAKERS)
                told = f"expected name, type ({types}) and default of a parameter in {line!r}"
                raise QueryError(f"{place}:{number}: {told}")
            yield Parameter(cells[0], cells[1], cells[2], " ".join(cells[3:]))


def _cells(line: str) -> list[str]:
    try:
        return shlex.split(line.removeprefix("# param:"))
    except ValueError:  # an open quotation mark
        return []
