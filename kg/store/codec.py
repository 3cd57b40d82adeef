"""Values of ``kg.types`` <-> JSON: one rule for all frozen dataclasses, so that a new field needs no code.

An object holds the fields that differ from their defaults; where a field may hold one of several
classes, ``"@"`` names the class.  ``decode(kind, encode(value)) == value`` for every value.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

CLASS = "@"
Decoder = Callable[[Any], Any]
T = TypeVar("T")


class CodecError(ValueError):
    """JSON that is not what this version writes."""


def encode(value: object) -> str:
    """A dataclass as one line of ASCII JSON, equal for equal values."""
    return json.dumps(plain(value), separators=(",", ":"), sort_keys=True)


def decode(kind: type[T], text: str) -> T:
    """The value of a class that ``encode`` wrote; CodecError when the text is something else."""
    try:
        return cast(T, decoder(cast(Any, kind))(json.loads(text)))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise CodecError(f"expected the JSON of a {kind.__name__}, found something else: {error!r}") from None


def plain(value: object) -> object:
    """A value in JSON's own types."""
    if is_dataclass(value) and not isinstance(value, type):
        usual = defaults(type(value))
        told = {name: getattr(value, name) for name in usual}
        filled = {name: plain(held) for name, held in told.items() if held != usual[name]}
        return {**filled, CLASS: type(value).__name__} if type(value) in chosen() else filled
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value


@cache
def defaults(kind: type[Any]) -> dict[str, object]:
    """Field names with their defaults; a required field has one that equals nothing."""
    return {item.name: default(item) for item in fields(kind)}


def default(item: Field[Any]) -> object:
    """What a field holds when nothing is said; a fresh object, unequal to all, where that is required."""
    return object() if item.default is MISSING else item.default


@cache
def chosen() -> frozenset[type[Any]]:
    """The classes that stand for one another in some field, and are therefore named."""
    from kg.types import Content, Mention, Phrase

    return frozenset({Mention, Phrase, Content})


@cache
def decoder(kind: Any) -> Decoder:
    """What turns JSON into a value of an annotation."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return union(tuple(a for a in arguments if a is not type(None)))
    if origin is tuple:
        return sequence(arguments)
    if is_dataclass(kind):
        return record(cast(type[Any], kind))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return scalar(kind)


def scalar(kind: Any) -> Decoder:
    """A string, number or truth value of exactly this class; whole numbers pass as floats."""

    def build(value: Any) -> Any:
        if kind is float and type(value) is int:
            return float(value)
        if type(value) is not kind:
            raise TypeError(f"expected {kind.__name__}, found {type(value).__name__}")
        return value

    return build


def sequence(arguments: tuple[Any, ...]) -> Decoder:
    """``tuple[X, ...]`` or ``tuple[X, Y]``."""
    if arguments[-1] is Ellipsis:
        each = decoder(arguments[0])
        return lambda value: tuple(each(item) for item in value)
    parts = tuple(decoder(argument) for argument in arguments)
    return lambda value: tuple(part(item) for part, item in zip(parts, value, strict=True))


def union(kinds: tuple[Any, ...]) -> Decoder:
    """One of several classes by its name, or None."""
    if len(kinds) == 1:
        only = decoder(kinds[0])
        return lambda value: None if value is None else only(value)
    by_name = {kind.__name__: decoder(kind) for kind in kinds}
    return lambda value: None if value is None else by_name[value[CLASS]](value)


def record(kind: type[Any]) -> Decoder:
    """A dataclass; fields that are absent take their defaults, unknown ones are an error."""
    hints = get_type_hints(kind)
    parts = {item.name: decoder(hints[item.name]) for item in fields(kind)}

    def build(value: dict[str, Any]) -> Any:
        return kind(**{name: parts[name](held) for name, held in value.items() if name != CLASS})

    return build
