"""The columns of nodes and edges: the same in every format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Type = Literal["string", "int", "boolean"]


@dataclass(frozen=True, slots=True)
class Column:
    """An attribute of ``Node`` or ``Edge`` that is written under its own name."""

    name: str
    type: Type = "string"


NODE = (
    Column("kind"),
    Column("type"),
    Column("country"),
    Column("sector"),
    Column("wikidata"),
    Column("aliases"),
    Column("named", "boolean"),
    Column("mentions", "int"),
    Column("articles", "int"),
    Column("sources", "int"),
    Column("first"),
    Column("last"),
    Column("text"),
)
EDGE = (
    Column("predicate"),
    Column("status"),
    Column("type"),
    Column("polarity"),
    Column("modality"),
    Column("symmetric", "boolean"),
    Column("articles", "int"),
    Column("sources", "int"),
    Column("first"),
    Column("last"),
    Column("event_start"),
    Column("event_end"),
    Column("place"),
)
"""Beside id, source, target, kind, label and weight, which formats have their own place for."""
