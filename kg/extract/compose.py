"""What negation, time, light and matrix verbs make of an event's type (the table is ``composition.tsv``).

They are read inside-out: of *refused to lift sanctions*, sanctions that are lifted are a concession, and a
concession refused is a rejection.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.clauses import Clause
from kg.ontology import words as lexicon
from kg.ontology.words import Composition, Relation
from kg.types import Modality, Polarity

KEEPS = frozenset({"same", "negated", "future", "undergo", "plan", "sign"})
"""Effects under which the deed is still the same deed."""

Typed = tuple[str | None, str | None, str | None, Modality, Polarity]
"""relation, type, mode, modality, polarity"""


def typed(relation: Relation | None, clause: Clause) -> Typed:
    """The relation's type as a coder would code the whole clause."""
    return composed(relation, clause.effects, clause.modality, clause.polarity)


def composed(
    relation: Relation | None, effects: Sequence[str], modality: Modality, polarity: Polarity
) -> Typed:
    """The same for any event; the effects are in order, the innermost first."""
    name = relation.name if relation is not None else None
    if modality is Modality.CONDITIONAL:
        return name, None, None, modality, polarity
    type_, mode = (relation.type, relation.mode) if relation is not None else ("", "")
    for effect in effects or _plain(modality, polarity):
        made = lexicon.compose(effect, type_, mode)
        if type_ and _undone(effect, made, made.type == type_):
            name = None
        if type_:
            modality = modality if modality is not Modality.ACTUAL else made.modality or modality
            polarity = made.polarity or polarity
        type_, mode = made.type, made.mode
    return name, type_ or None, mode or None, modality, polarity


def _plain(modality: Modality, polarity: Polarity) -> tuple[str, ...]:
    """What *no*, *never* or *upcoming* does to an event where no verb does anything to it."""
    if polarity is Polarity.NEGATIVE:
        return ("negated",)
    return ("future",) if modality is Modality.PLANNED else ()


def _undone(effect: str, made: Composition, same_type: bool) -> bool:
    """Who lifts sanctions has not sanctioned, who grants a request has not requested."""
    told = made.modality in (None, Modality.ACTUAL) and made.polarity in (None, Polarity.POSITIVE)
    return told and effect not in KEEPS and not (effect == "grant" and same_type)
