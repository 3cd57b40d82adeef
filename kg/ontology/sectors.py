"""Sectors: which part of a society an actor belongs to, and the words that tell it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from kg.ontology.tables import rows
from kg.ontology.words import groups, roles

STATE = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "SPY"})
"""Sectors of those who hold a state's power; who held it once is of the elite."""
TELLS, UNLESS_NAMED, AT_LAST = 3, 2, 1
"""Weights of words: they tell the sector; unless a body is named beside them; where nothing else does."""


@dataclass(frozen=True, slots=True)
class SectorWord:
    """Words that tell a sector."""

    sector: str
    """Empty: they name an actor of no one sector (*secretary-general*)."""
    secondary: str = ""
    weight: int = TELLS


@cache
def sectors() -> Mapping[str, tuple[str, str]]:
    """Label and definition by code (GOV, MIL, ...)."""
    columns = ("sector", "label", "definition")
    return MappingProxyType({code: (label, said) for code, label, said in rows("sectors.tsv", columns)})


@cache
def sector_word(words: str) -> SectorWord | None:
    """What words (lower case) tell of the sector of whom they name, in the plural too."""
    known = _sector_words()
    return next((known[form] for form in _singulars(words) if form in known), None)


@cache
def actor_code(key: str) -> tuple[str, str]:
    """The code in place of a country's, and the sector, of a body that no country has; empty elsewhere."""
    return _actor_codes().get(key, ("", ""))


@cache
def region(word: str) -> str:
    """ISO code of the country in which the adjective or the people of a part of it is at home, or empty."""
    known = _regions()
    return next((known[form] for form in _singulars(word) if form in known), "")


@cache
def _sector_words() -> Mapping[str, SectorWord]:
    """Of the tables, the one about sectors goes before roles, and those before groups."""
    found = {noun: _word(group.sector) for noun, group in groups().items()}
    for name, role in roles().items():
        found[name] = _word(role.sector) if role.sector else found.get(name, SectorWord("", weight=AT_LAST))
    columns = ("words", "sector", "secondary", "weight")
    for words, sector, secondary, weight in rows("sector_words.tsv", columns):
        found[words] = SectorWord(sector, secondary, int(weight))
    return found


def _word(sector: str) -> SectorWord:
    return SectorWord(sector, weight=AT_LAST if sector == "UNK" else TELLS)


@cache
def _actor_codes() -> Mapping[str, tuple[str, str]]:
    columns = ("key", "code", "sector")
    return {key: (code, sector) for key, code, sector in rows("actor_codes.tsv", columns)}


@cache
def _regions() -> Mapping[str, str]:
    return {row[0]: row[1] for row in rows("regions.tsv", ("word", "country"))}


def _singulars(words: str) -> tuple[str, ...]:
    """The words as they are, and what they may be the plural of."""
    cut = ((words[: -len(plural)] + singular) for plural, singular in _PLURALS if words.endswith(plural))
    return (words, *cut)


_PLURALS = (("ies", "y"), ("men", "man"), ("children", "child"), ("es", ""), ("s", ""))
