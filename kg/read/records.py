"""A record (an object of JSON, a row of a table) -> one article."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kg.ontology.tables import parts, rows
from kg.read.article import Told, article
from kg.read.decode import valid
from kg.read.header import iso_day
from kg.read.markup import words
from kg.read.source import UnreadableError
from kg.types import Article

Record = Mapping[str, object]
Columns = Mapping[str, str]
KINDS = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}


def record(value: object, columns: Columns) -> Article:
    """The article of a record; UnreadableError when it has none."""
    if not isinstance(value, dict):
        raise UnreadableError(f'expected an object with "{names("text", columns)[0]}", found {kind(value)}')
    return article(text_of(value, columns), told_by(value, columns), titles=False)


def text_of(value: Record, columns: Columns) -> str:
    """The words of a record, or those in its markup; UnreadableError when it has neither."""
    name, text = first_held(value, names("text", columns))
    _, markup = first_held(value, names("html", columns))
    if isinstance(text, str) and (text.strip() or not isinstance(markup, str)):
        return valid(text)
    if isinstance(markup, str):
        return words(valid(markup))
    found = "no such field" if name is None else kind(text)
    raise UnreadableError(f'expected words in "{name or names("text", columns)[0]}", found {found}')


def told_by(value: Record, columns: Columns) -> Told:
    """What a record tells of its text."""

    def told(field: str) -> str | None:
        return first(value, *names(field, columns))

    return Told(
        id=told("id"),
        date=iso_day(told("date") or ""),
        title=told("title"),
        source=told("source"),
        url=told("url"),
        language=told("language"),
        author=told("author"),
        agency=told("agency"),
    )


def names(field: str, columns: Columns) -> tuple[str, ...]:
    """Where a field is looked for: where the user says, else under its usual names."""
    return (columns[field],) if field in columns else fields()[field]


@cache
def fields() -> dict[str, tuple[str, ...]]:
    """The usual names of each field."""
    return {field: parts(told) for field, told in rows("fields.tsv", ("field", "names"))}


def first(record: Record, *names: str) -> str | None:
    """The first of these fields that holds words or a whole number, as valid text."""
    for name in names:
        told = said(held(record, name))
        if told.strip():
            return valid(told) if name == "id" else valid(told).strip()
    return None


def first_held(record: Record, names: tuple[str, ...]) -> tuple[str | None, object]:
    """The first of these fields that is there, and what it holds."""
    return next(
        ((name, value) for name in names if (value := held(record, name)) is not ABSENT), (None, None)
    )


ABSENT = object()


def held(record: Record, name: str) -> object:
    """What a field holds; ``source.name`` reaches into the object in ``source``."""
    if name in record:
        return record[name]
    outer, dot, inner = name.partition(".")
    within = record.get(outer) if dot else None
    return held(within, inner) if isinstance(within, dict) else ABSENT


def said(value: object) -> str:
    """A value in words: an object's name, a list's members; empty for anything else."""
    if isinstance(value, dict):
        return said(value.get("name")) if not isinstance(value.get("name"), dict | list) else ""
    if isinstance(value, list):
        return ", ".join(filter(None, (said(item) for item in value if not isinstance(item, list))))
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else ""


def kind(value: object) -> str:
    """What a JSON value is called."""
    return KINDS.get(type(value), "a number")
