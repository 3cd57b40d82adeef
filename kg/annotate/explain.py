"""Why a mention is taken for somebody: the chain of words that it stands for, and the rule of each step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.annotate.mentions import Draft
from kg.annotate.parse import Parse
from kg.ontology.catalogue import Entry, catalogue
from kg.types import Article


@dataclass(frozen=True, slots=True)
class Step:
    """Words, and the rule by which the words before stand for them."""

    text: str
    start: int
    end: int
    rule: str = ""
    """Empty for the words asked about."""
    detail: str = ""
    """*leader, RUS*: what the rule looked for."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """From a mention to whom it means."""

    steps: tuple[Step, ...]
    """At least the mention itself."""
    rule: str = ""
    """Why the last words mean an actor of the catalogue; empty when they do not."""
    detail: str = ""
    entry: Entry | None = None
    open: bool = False
    """A pronoun nobody could be found for."""


def explained(draft: Draft, parsed: Parse, article: Article) -> Explanation:
    """The chain of a mention."""
    chain = list(_chain(draft))
    end = chain[-1]
    steps = tuple(
        Step(*_place(d, parsed, article), *(("", "") if before is None else (before.rule, _detail(before))))
        for before, d in zip([None, *chain], chain, strict=False)
    )
    if end.entry is None:
        return Explanation(steps, open=end.sort == "pronoun")
    return Explanation(steps, _known_by(end, end.entry), _detail(end), end.entry)


def _chain(draft: Draft) -> Iterator[Draft]:
    for _ in range(20):
        yield draft
        if draft.referent is None:
            return
        draft = draft.referent


def _place(d: Draft, parsed: Parse, article: Article) -> tuple[str, int, int]:
    start, end = parsed.words[d.first].start, parsed.words[d.last].end
    return article.text[start:end], start, end


def _detail(d: Draft) -> str:
    return ", ".join(filter(None, (d.role, d.country))) if d.sort == "nominal" else ""


def _known_by(d: Draft, entry: Entry) -> str:
    """Why words mean that entry: as the catalogue's tables tell it, unless a rule noted it."""
    known = catalogue()
    metonym = known.metonym(d.name)
    if d.sort == "demonym":
        return "demonym"
    if d.rule:
        return d.rule
    if d.sort == "nominal":
        return "body"
    if metonym is not None and entry.key in (metonym.actor, metonym.place):
        return "metonym"
    if any(e.key == entry.key for e in known.find(d.name)):
        return "catalogue"
    capital = known.capital(d.name)
    if capital is not None and capital.key == entry.key:
        return "capital"
    return "pack" if entry.key not in known.entries else "body"
