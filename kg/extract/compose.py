"""What negation, time and a matrix verb make of an event's type (the table is ``composition.tsv``)."""

from __future__ import annotations

from kg.extract.clauses import Clause
from kg.ontology import words as lexicon
from kg.ontology.words import Relation
from kg.types import Modality, Polarity

KEEPS = frozenset({"same", "negated", "future", "undergo", "plan", "sign"})
"""Effects under which the deed is still the same deed."""

Typed = tuple[str | None, str | None, str | None, Modality, Polarity]
"""relation, type, mode, modality, polarity"""


def typed(relation: Relation | None, clause: Clause) -> Typed:
    """The relation's type as a coder would code the whole clause."""
    return composed(relation, clause.effect, clause.modality, clause.polarity)


def composed(relation: Relation | None, effect: str, modality: Modality, polarity: Polarity) -> Typed:
    """The same for any event."""
    if relation is None:
        return None, None, None, modality, polarity
    if modality is Modality.CONDITIONAL:
        return relation.name, None, None, modality, polarity
    if not effect and polarity is Polarity.NEGATIVE:
        effect = "negated"
    elif not effect and modality in (Modality.PLANNED, Modality.REQUIRED):
        effect = "future" if modality is Modality.PLANNED else ""
    if not effect or not relation.type:
        return relation.name, relation.type or None, relation.mode or None, modality, polarity
    made = lexicon.compose(effect, relation.type, relation.mode)
    told = (made.modality or modality) is Modality.ACTUAL and (made.polarity or polarity) is Polarity.POSITIVE
    name = None if told and effect not in KEEPS else relation.name  # who lifts sanctions has not sanctioned
    held = modality if modality is not Modality.ACTUAL else made.modality or modality
    return name, made.type or None, made.mode or None, held, made.polarity or polarity
