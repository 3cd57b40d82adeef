"""Which country and which sector: the codes of an actor from a phrase and a day.

>>> code("French foreign minister")
Code(country='FRA', sector='GOV', secondary='', actor='')
>>> code("protesters in Nairobi")
Code(country='KEN', sector='OPP', secondary='', actor='')
>>> code("Angela Merkel", "2010-06-01").sector, code("Angela Merkel", "2023-06-01").sector
('GOV', 'ELI')

No parse is needed: names come from the catalogue, other words from the tables of sectors, roles and groups.
What stands before the first preposition is asked first, what follows it only for what is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kg.names import normalise
from kg.ontology.catalogue import Entry, Office, catalogue
from kg.ontology.sectors import (
    AT_LAST,
    STATE,
    TELLS,
    UNLESS_NAMED,
    SectorWord,
    actor_code,
    region,
    sector_word,
)
from kg.ontology.words import roles, statuses
from kg.types import Actor, Kind

__all__ = ["Code", "code", "of_actor", "of_entry"]

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|\w[\w.]*(?:-\w+)*|'s\b|[,;:()]")
_ARTICLE = re.compile(r"^(?:the|an?) (?=\S)", re.IGNORECASE)
_INSIDE = frozenset({"of", "in", "at", "from", "across", "for", "inside", "throughout", "around", "within"})
"""Prepositions whose noun tells where an actor belongs."""
_OUTSIDE = frozenset({"to", "against", "with", "by", "on", "near", "under", "who", "which", "whose", "that"})
_BREAKS = frozenset({",", ";", ":", "(", ")"})
_NO_NAME = _INSIDE | _OUTSIDE | _BREAKS | {"'s"}
_LONGEST = 8
"""Most tokens that are looked up together."""
_SHORT = 5
"""Capitals up to this length are an acronym, and a name below it has too many neighbours to be a slip."""


@dataclass(frozen=True, slots=True)
class Code:
    """The codes of an actor; empty where nothing tells them."""

    country: str = ""
    """ISO 3166-1 alpha-3, or UNO, EUR, IGO for bodies whose members are states."""
    sector: str = ""
    """A sector of ``sectors.tsv`` (GOV, MIL, ...); empty for a country as such."""
    secondary: str = ""
    """A second sector: MIL of a minister of defence."""
    actor: str = ""
    """Key of the catalogue entry, where the phrase is its name."""

    @property
    def known(self) -> bool:
        """Anything is told of it."""
        return bool(self.country or self.sector)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the phrase that tells something: a name, a country, or words of a sector."""

    entry: Entry | None = None
    country: str = ""
    word: SectorWord | None = None
    part: int = 0
    """Which part of the phrase it stands in: 0 before the first preposition, 1 after it ..."""
    inside: bool = True
    """It tells where the actor belongs: it does not stand under *to* or *against*."""

    @property
    def person(self) -> bool:
        return self.entry is not None and self.entry.kind is Kind.PERSON


@lru_cache(maxsize=1 << 14)
def code(phrase: str, day: str | None = None, context: str = "") -> Code:
    """The codes of whoever a phrase names.

    ``day`` (ISO) decides who held which office; without it, who holds it now counts.  ``context`` are
    words around, whose country is taken where the phrase tells none.
    """
    phrase = _plain(phrase)
    whole = _named(phrase, day)
    if whole is not None:
        return _whole(whole, phrase, day)
    pieces = list(_pieces(phrase, day))
    found = replace(_sector(pieces, day), country=_country(pieces))
    if _former(phrase) and found.sector in STATE:
        found = replace(found, sector="ELI", secondary="")
    if found.known and not found.country and context:
        return replace(found, country=_country(_pieces(_plain(context), day)))
    return found


def of_actor(actor: Actor, day: str | None) -> Code:
    """The codes of an actor of a graph: the catalogue's, else what its words and the articles tell.

    Of who is never named the words tell more than the last of them, by which articles are read; the name
    of a person whom the catalogue does not know tells nothing.
    """
    entry = catalogue().entries.get(actor.id)
    if entry is not None:
        return of_entry(entry, day)
    words = Code() if actor.named and actor.kind is Kind.PERSON else code(actor.label, day)
    first, then = (actor.sector, words.sector) if actor.named else (words.sector, actor.sector)
    return Code(actor.country or words.country, first or then or "", words.secondary)


def of_entry(entry: Entry, day: str | None) -> Code:
    """The codes of an actor or a place of the catalogue on a day."""
    if entry.kind is Kind.PERSON:
        return _person(entry, day)
    if entry.kind is Kind.PLACE:
        return Code(entry.country, _place(entry), "", entry.key)
    own, sector = actor_code(entry.key)
    if own or entry.sector == "IGO":
        return Code(own or "IGO", sector, "", entry.key)
    return Code(entry.country, entry.sector, "", entry.key)


# entries


def _person(entry: Entry, day: str | None) -> Code:
    """By the office held on that day; who held one of the state before is of the elite."""
    offices = catalogue().offices(entry.key)
    held = [_office(office, entry) for office in offices if office.on(day)]
    if held:
        return min(held, key=lambda told: (told.sector != "GOV", not told.secondary))
    own = replace(
        _own(entry), country=entry.country or next((_office(o, entry).country for o in offices), "")
    )
    ended = [office for office in offices if office.end and (day is None or office.end < day)]
    if any(_office(office, entry).sector in STATE for office in ended):
        return replace(own, sector="ELI")
    if offices and not ended and entry.type == "Politician":
        return replace(own, sector="PTY")
    return own


def _own(entry: Entry) -> Code:
    return Code(entry.country, "" if entry.sector == "IGO" else entry.sector, "", entry.key)


def _office(office: Office, entry: Entry) -> Code:
    """The codes of an office's holder."""
    body = catalogue().entries[office.of]
    role = sector_word(office.role) or SectorWord("GOV")
    if body.kind is Kind.COUNTRY:
        return Code(body.country, role.sector, role.secondary, entry.key)
    of = of_entry(body, None)
    return Code(of.country or entry.country, of.sector or "GOV", role.secondary, entry.key)


def _place(entry: Entry) -> str:
    """A capital stands for its government, a city for its people."""
    if catalogue().capital(entry.label) is not None:
        return "GOV"
    return "CVL" if entry.type == "city" else ""


def _whole(entry: Entry, phrase: str, day: str | None) -> Code:
    """The codes of a name that is all of the phrase; its last word tells what the catalogue does not."""
    found = of_entry(entry, day)
    if entry.kind is Kind.GROUP and not found.sector:
        word = sector_word(phrase.split()[-1].lower())
        return replace(found, sector=word.sector if word else "")
    return found


# the phrase


def _plain(phrase: str) -> str:
    """Straight apostrophes, single blanks, no article; *ex-president* is an *ex president*."""
    phrase = " ".join(phrase.replace("’", "'").replace(" - ", "-").split())
    phrase = _ARTICLE.sub("", phrase)
    return re.sub(r"\b(ex|then)-(?=\w)", r"\1 ", phrase, flags=re.IGNORECASE)


def _former(phrase: str) -> bool:
    """*former* and the like, before whatever was held."""
    return any(statuses().get(word) == "former" for word in phrase.lower().split()[:3])


def _named(text: str, day: str | None) -> Entry | None:
    """Who has that name: an office holder of that day, else the first, actors before places."""
    shouted = text.isupper() and len(text) > _SHORT
    found = catalogue().find(text) or (catalogue().find(text.title()) if shouted else ())
    if all(entry.type == "building" for entry in found):
        metonym = catalogue().metonym(text)
        found = (catalogue().entries[metonym.actor],) if metonym is not None else found
    held = (e for e in found if any(office.on(day) for office in catalogue().offices(e.key)))
    return next(held, found[0] if found else None)


def _pieces(phrase: str, day: str | None) -> Iterator[_Piece]:
    """What tells something, from left to right, the longest name or words first."""
    tokens = list(_TOKEN.finditer(phrase))
    at, part, inside = 0, 0, True
    while at < len(tokens):
        lower = tokens[at].group().lower()
        if lower in _INSIDE or lower in _OUTSIDE or lower in _BREAKS:
            part, inside = part + 1, lower in _INSIDE
        length, piece = _longest(tokens, at, day)
        if piece is not None:
            yield replace(piece, part=part, inside=inside)
        at += length


def _longest(tokens: Sequence[re.Match[str]], at: int, day: str | None) -> tuple[int, _Piece | None]:
    """How many tokens from here tell something together, and what."""
    if tokens[at].group().lower() in _NO_NAME:
        return 1, None
    for length in range(min(_LONGEST, len(tokens) - at), 0, -1):
        text = _text(tokens, at, length)
        piece = _told(text, day)
        if piece is not None and not (
            piece.entry is not None and _of_a_name(piece.entry, tokens, at, length)
        ):
            return length, piece
    return 1, _holder(tokens, at, day) or _slip(tokens[at].group())


def _text(tokens: Sequence[re.Match[str]], at: int, length: int) -> str:
    return tokens[at].string[tokens[at].start() : tokens[at + length - 1].end()]


def _told(text: str, day: str | None) -> _Piece | None:
    """What a name or words tell; words of a role go before a name that is spelled like them."""
    lower = text.lower()
    word = sector_word(lower)
    if word is not None and (text.islower() or lower in roles()):
        return _Piece(word=word)
    people = catalogue().demonym(text)
    if people is not None:
        return _Piece(country=people.country)
    entry = _named(text, day)
    if entry is not None:
        return _Piece(entry=entry, country=of_entry(entry, day).country)
    if region(text):
        return _Piece(country=region(text))
    return _Piece(word=word) if word is not None else None


def _of_a_name(entry: Entry, tokens: Sequence[re.Match[str]], at: int, length: int) -> bool:
    """*Jordan* in *Michael Jordan*, *Leon* in *Leon Brown*: part of a person's name and no place."""
    if entry.kind not in (Kind.PLACE, Kind.COUNTRY):
        return False
    before = tokens[at - 1].group() if at else ""
    after = tokens[at + length].group() if at + length < len(tokens) else ""
    given = catalogue().gender
    if before[:1].isupper() and not before.isupper() and (given(before) or entry.kind is Kind.PLACE):
        return bool(given(before)) or _told(before, None) is None
    return bool(
        length == 1 and after[:1].isupper() and _told(after, None) is None and given(tokens[at].group())
    )


def _holder(tokens: Sequence[re.Match[str]], at: int, day: str | None) -> _Piece | None:
    """*Rousseff* in *President Rousseff*: the one who holds that office on the day, or else has held it."""
    for length in range(min(_LONGEST, at), 0, -1):
        role = _text(tokens, at - length, length).lower()
        surname = normalise(tokens[at].group())
        found = [e for name in catalogue().roles(role) for e in _surnames().get((name, surname), ())]
        held = [e for e in found if any(o.on(day) and o.role == role for o in catalogue().offices(e.key))]
        best = held or found
        if best:
            return _Piece(entry=best[0], country=of_entry(best[0], day).country) if len(best) == 1 else None
    return None


@lru_cache(maxsize=1)
def _surnames() -> Mapping[tuple[str, str], tuple[Entry, ...]]:
    """Who has held an office, by its role and the last word of the name."""
    found: dict[tuple[str, str], dict[str, Entry]] = {}
    for entry in catalogue().entries.values():
        for office in catalogue().offices(entry.key):
            found.setdefault((office.role, normalise(entry.label).split()[-1]), {})[entry.key] = entry
    return {key: tuple(entries.values()) for key, entries in found.items()}


def _slip(word: str) -> _Piece | None:
    """A country or a city whose name has two letters in the wrong order."""
    if len(word) < _SHORT or not word[:1].isupper():
        return None
    for i in range(1, len(word) - 1):
        swapped = word[:i] + word[i + 1] + word[i] + word[i + 2 :]
        people = catalogue().demonym(swapped)
        place = next((e for e in catalogue().find(swapped) if e.kind in (Kind.PLACE, Kind.COUNTRY)), people)
        if place is not None and swapped != word:
            return _Piece(country=place.country)
    return None


# what the pieces tell


def _country(pieces: Iterable[_Piece]) -> str:
    """The first country told; a person's own comes last."""
    told = [piece for piece in pieces if piece.inside and piece.country]
    return min(told, key=lambda piece: piece.person, default=_Piece()).country


def _sector(pieces: Sequence[_Piece], day: str | None) -> Code:
    """The sector that the last word before the first preposition tells, else the last of the next part."""
    order = list(reversed(pieces))
    order.sort(key=lambda piece: piece.part)
    head = [piece for piece in order if piece.part == 0]
    rest = [piece for piece in order if piece.part > 0 and piece.inside]
    beside = [piece for piece in order if not piece.inside]
    bodies = [p for p in (*head, *rest) if p.entry is not None and not p.person]
    people = [piece for piece in (*head, *rest) if piece.person]
    main, named = _word(head, UNLESS_NAMED), _names(bodies, day)
    governing = named is not None and named.sector == "GOV"  # *forces* of a government are no ministry
    ways = (
        main if main is not None and (main.weight >= TELLS or governing) else None,
        named,
        main,
        _word(rest, UNLESS_NAMED),
        _word(head, AT_LAST),
        _word(rest, AT_LAST),
        _names(people, day),
        _word(beside, AT_LAST),
    )
    return next((Code("", way.sector, way.secondary) for way in ways if way is not None), Code())


def _word(pieces: Iterable[_Piece], weight: int) -> SectorWord | None:
    """The first words of that weight or more."""
    words = (piece.word for piece in pieces if piece.word is not None and piece.word.sector)
    return next((word for word in words if word.weight >= weight), None)


def _names(pieces: Iterable[_Piece], day: str | None) -> Code | None:
    """The codes of the first name that has a sector; a place has none beside other words."""
    names = (p.entry for p in pieces if p.entry is not None and p.entry.kind is not Kind.PLACE)
    return next((found for found in (of_entry(name, day) for name in names) if found.sector), None)
