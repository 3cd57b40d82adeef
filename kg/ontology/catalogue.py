"""The actors and places known beforehand: who they are, what they are called, which office they hold.

The files are described by their headers; ``source`` columns say where a row comes from.  Whatever a
lookup finds comes in a fixed order: actors before places, and each in the order of its file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial
from types import MappingProxyType
from typing import NamedTuple

from kg.names import normalise, told_words
from kg.ontology.tables import COUNTRIES, Folder, parts, rows
from kg.types import Kind

ACTORS = ("key", "label", "kind", "type", "country", "sector", "wikidata", "gender", "aliases", "source")
PLACES = ("key", "label", "country", "type", "wikidata", "aliases", "source")
METONYMS = ("alias", "actor", "place", "source")
OFFICES = ("person", "role", "of", "start", "end", "source")
ROLES = ("name", "roles")
GIVEN_NAMES = ("name", "gender", "source")
DIFFERENT = ("left", "right", "source")

Index = Mapping[str, tuple[str, ...]]
"""Keys by name."""

SHORT = re.compile(r"(?:[A-Z]\.?){1,4}")
_TOKEN = re.compile(r"\w+|[^\w\s]")


class Entry(NamedTuple):
    """An actor or a place of the catalogue; a tuple, for thousands are made whenever a command begins."""

    key: str
    label: str
    """The title of its article in the English Wikipedia, where it has one."""
    kind: Kind
    type: str = ""
    """Finer than the kind: Country, Ministry, ArmedGroup, city ..."""
    country: str = ""
    """ISO 3166-1 alpha-3."""
    sector: str = ""
    """PLOVER sector (GOV, MIL, REB ...)."""
    wikidata: str = ""
    gender: str = ""
    """``m`` or ``f``, for persons."""
    aliases: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Metonym:
    """A name of a building or a city that also stands for who sits there."""

    alias: str
    actor: str
    """Key of the body."""
    place: str = ""
    """Key of the place; empty where nobody goes there."""


@dataclass(frozen=True, slots=True)
class Office:
    """Who held which office, and when."""

    person: str
    role: str
    """In lower case: *prime minister*."""
    of: str
    """Key of the country or the organisation."""
    start: str = ""
    """ISO day; empty where unknown."""
    end: str = ""
    """ISO day, still in office; empty while it lasts."""

    def on(self, day: str | None) -> bool:
        """It was held on that day; without a day: it is still held."""
        if day is None:
            return not self.end
        return (not self.start or self.start <= day) and (not self.end or day <= self.end)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything known beforehand; immutable, and asked through its methods."""

    entries: Mapping[str, Entry]
    """By key."""
    _exact: Callable[[], Index] = field(repr=False, compare=False)
    """By the very spelling; made when the first name is asked for, as the next."""
    _folded: Callable[[], Index] = field(repr=False, compare=False)
    """By comparable name."""
    _demonyms: Mapping[str, str] = field(repr=False)
    _capitals: Mapping[str, str] = field(repr=False)
    _metonyms: Mapping[str, Metonym] = field(repr=False)
    _offices: Mapping[str, tuple[Office, ...]] = field(repr=False)
    """By key of the body."""
    _held: Mapping[str, tuple[Office, ...]] = field(repr=False)
    """By key of the person."""
    _roles: Mapping[str, tuple[str, ...]] = field(repr=False)
    _genders: Mapping[str, str] = field(repr=False)
    _different: frozenset[tuple[str, str]] = field(repr=False)

    def find(self, name: str) -> tuple[Entry, ...]:
        """All actors and places of that name or alias.

        The very spelling comes first.  Otherwise case, marks and signs make no difference, but the name
        must have a capital or no cases at all, and short acronyms (US, WHO, IS) are never spelled otherwise.
        """
        bare = _bare(name)
        found = self._exact().get(bare)
        if found is None:
            found = self._folded().get(normalise(name), ()) if _capital(bare) else ()
        return tuple(self.entries[key] for key in found)

    def place(self, name: str) -> tuple[Entry, ...]:
        """The places of that name or alias."""
        return tuple(entry for entry in self.find(name) if entry.kind is Kind.PLACE)

    def demonym(self, word: str) -> Entry | None:
        """The country of an adjective or of its people: *Russian*, *Russians*, *U.S.*"""
        return self.entries.get(self._demonyms.get(_bare(word), ""))

    def capital(self, name: str) -> Entry | None:
        """The country of which that is the capital."""
        return self.entries.get(self._capitals.get(_bare(name), ""))

    def metonym(self, name: str) -> Metonym | None:
        """The body that a building or a city stands for, with the place."""
        return self._metonyms.get(_bare(name))

    def metonym_names(self) -> tuple[str, ...]:
        """All names that have a metonym's two senses, as their rows spell them."""
        return tuple(m.alias for m in self._metonyms.values())

    def demonyms(self) -> tuple[str, ...]:
        """All words for countries' things and people."""
        return tuple(self._demonyms)

    def holders(self, role: str, of: str, day: str | None) -> tuple[Entry, ...]:
        """Who held an office on an ISO day; without a day, who holds it with no end known.

        ``of`` is a key; a body of a government that has no such office is taken for its country.
        Several ways to name an office count as one (*premier*, *prime minister*); one that stands for
        several (*leader*) is taken for the first of them that anybody held.  On the day of a change there
        are two holders, the new one first.
        """
        for body in self._bodies(of):
            for name in self.roles(role):
                held = [o for o in self._offices.get(body, ()) if o.role == name and o.on(day)]
                if held:
                    return tuple(self.entries[p] for p in dict.fromkeys(o.person for o in reversed(held)))
        return ()

    def offices(self, key: str) -> tuple[Office, ...]:
        """The offices that a person has held, oldest first."""
        return self._held.get(key, ())

    def roles(self, role: str) -> tuple[str, ...]:
        """The names that the catalogue has for an office, best first."""
        return self._roles.get(role.casefold(), (role.casefold(),))

    def gender(self, given_name: str) -> str:
        """``m``, ``f``, or empty: unknown, or a name for both."""
        return self._genders.get(normalise(given_name), "")

    def different(self, left: str, right: str) -> bool:
        """Two keys, or two names, that must never be taken for one."""
        pair = sorted((_comparable(left), _comparable(right)))
        return (pair[0], pair[1]) in self._different

    def _bodies(self, key: str) -> Iterable[str]:
        yield key
        entry = self.entries.get(key)
        if entry is not None and entry.sector == "GOV" and entry.country:
            yield from (k for k in self._capitals.values() if self.entries[k].country == entry.country)


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """The catalogue that comes with the program."""
    return load()


BODIES = ("words", "also")
GOVERNING = frozenset({"GOV", "LEG", "MIL", "JUD", "COP", "SPY"})
"""Sectors of the bodies of a country that news name by country and class noun."""


def body(country: str, words: str) -> Entry | None:
    """The body of a country (by its key) that a class noun names: *iran*, *foreign ministry*."""
    return _body(country, words.casefold())


@lru_cache(maxsize=1 << 12)
def _body(country: str, words: str) -> Entry | None:
    known = _known_bodies()
    for name in (words, *_other_words().get(told_words(words), ())):
        found = known.get(told_words(name) | {country})
        if found is not None:
            return found
    return None


@lru_cache(maxsize=1)
def _other_words() -> Mapping[frozenset[str], tuple[str, ...]]:
    return {told_words(words): parts(also) for words, also in rows("bodies.tsv", BODIES)}


FORMER_STATE = "FormerState"
"""Type of states that are no more: their country is that of today, which has the bodies."""


@lru_cache(maxsize=1)
def _known_bodies() -> Mapping[frozenset[str], Entry]:
    """Bodies of countries by the words of each of their names with the country's key; the first has it."""
    found: dict[frozenset[str], Entry] = {}
    entries = catalogue().entries.values()
    states = {
        e.country: frozenset({e.key}) for e in entries if e.kind is Kind.COUNTRY and e.type != FORMER_STATE
    }
    for entry in entries:
        if (
            entry.sector in (*GOVERNING, "PTY")
            and entry.kind is Kind.ORGANIZATION
            and entry.country in states
        ):
            for name in (entry.label, *entry.aliases):
                found.setdefault(told_words(name) | states[entry.country], entry)
    return found


def generic(name: str) -> bool:
    """Words that many countries call a body by: *Supreme Court*, *Electoral Commission*."""
    return all(word in institutional() for word in normalise(name).split())


@lru_cache(maxsize=1)
def institutional() -> frozenset[str]:
    """Words of the names of bodies that tell no country from another: *supreme*, *court*, *electoral*."""
    return frozenset(word for (word,) in rows("institution_words.tsv", ("word",)))


def load(folder: Folder | None = None) -> Catalogue:
    """The catalogue of a folder with the same files; ValueError tells the file and line that is wrong."""
    entries = _entries(folder)
    offices = sorted((Office(*row[:5]) for row in rows("offices.tsv", OFFICES, folder)), key=_start)
    demonyms, capitals = _countries(folder)
    _check(entries, offices)
    return Catalogue(
        entries=MappingProxyType(entries),
        _exact=cache(partial(_index, entries)),
        _folded=cache(partial(_folded_index, entries)),
        _demonyms=demonyms,
        _capitals=capitals,
        _metonyms={_bare(row[0]): Metonym(*row[:3]) for row in rows("metonyms.tsv", METONYMS, folder)},
        _offices=_grouped((office.of, office) for office in offices),
        _held=_grouped((office.person, office) for office in offices),
        _roles={name: parts(roles) for name, roles in rows("role_names.tsv", ROLES, folder)},
        _genders={normalise(n): g for n, g, _ in rows("given_names.tsv", GIVEN_NAMES, folder)},
        _different=frozenset(_pairs(folder)),
    )


def _entries(folder: Folder | None) -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    for entry in (*_actors(folder), *_places(folder)):
        if entry.key in entries:
            raise ValueError(f"{entry.label}: the key {entry.key} is taken by {entries[entry.key].label}")
        entries[entry.key] = entry
    return entries


def _actors(folder: Folder | None) -> Iterator[Entry]:
    kinds = {kind.value: kind for kind in Kind}
    for key, label, kind, sort, country, sector, qid, gender, also, source in rows(
        "actors.tsv", ACTORS, folder
    ):
        yield Entry(
            key,
            label,
            kinds.get(kind) or Kind(kind),
            sort,
            country,
            sector,
            qid,
            gender,
            parts(also) if also else (),
            source,
        )


def _places(folder: Folder | None) -> Iterator[Entry]:
    for key, label, country, sort, qid, aliases, source in rows("places.tsv", PLACES, folder):
        yield Entry(key, label, Kind.PLACE, sort, country, "", qid, "", parts(aliases), source)


def _check(entries: Mapping[str, Entry], offices: Iterable[Office]) -> None:
    """Offices name persons and bodies that exist."""
    for office in offices:
        for key in (office.person, office.of):
            if key not in entries:
                raise ValueError(f"offices.tsv: no actor has the key {key}")


def _index(entries: Mapping[str, Entry]) -> dict[str, tuple[str, ...]]:
    """Keys by the very spelling of every name."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in entries.values():
        own = (entry.key,)
        for name in (entry.label, *entry.aliases):
            bare = _spelling(name)
            others = found.setdefault(bare, own)
            if entry.key not in others:
                found[bare] = others + own
    return found


def _folded_index(entries: Mapping[str, Entry]) -> dict[str, tuple[str, ...]]:
    """Keys by the comparable form of every name that is no short acronym."""
    found: dict[str, dict[str, None]] = {}
    for entry in entries.values():
        for name in (entry.label, *entry.aliases):
            if not SHORT.fullmatch(name):
                found.setdefault(normalise(name), {})[entry.key] = None
    return {name: tuple(keys) for name, keys in found.items()}


def _capital(name: str) -> bool:
    """Some word begins with a capital, or the script has none."""
    return any(word[:1].isupper() for word in _TOKEN.findall(name)) or name.lower() == name.upper()


def _spelling(name: str) -> str:
    """The very spelling without a leading article, a possessive and typographic apostrophes."""
    name = " ".join(name.replace("’", "'").split())
    name = name[:-2] if name.endswith("'s") else name
    return name[4:] if name[:4] in ("the ", "The ") else name


_bare = lru_cache(maxsize=1 << 14)(_spelling)


def _comparable(name: str) -> str:
    return normalise(name.replace("_", " "))


def _countries(folder: Folder | None) -> tuple[dict[str, str], dict[str, str]]:
    """Keys by demonym and by capital; where two countries share one, the first has it."""
    demonyms: dict[str, str] = {}
    capitals: dict[str, str] = {}
    for key, _, _, adjectives, people, cities, _ in rows("countries.tsv", COUNTRIES, folder):
        for word in (*parts(adjectives), *parts(people)):
            demonyms.setdefault(word, key)
        for city in parts(cities):
            capitals.setdefault(_bare(city), key)
    return demonyms, capitals


def _start(office: Office) -> tuple[str, str]:
    return office.start, office.person


def _pairs(folder: Folder | None) -> Iterable[tuple[str, str]]:
    for left, right, _ in rows("different.tsv", DIFFERENT, folder):
        pair = sorted((_comparable(left), _comparable(right)))
        yield pair[0], pair[1]


def _grouped(pairs: Iterable[tuple[str, Office]]) -> dict[str, tuple[Office, ...]]:
    groups: dict[str, list[Office]] = {}
    for key, office in pairs:
        groups.setdefault(key, []).append(office)
    return {key: tuple(group) for key, group in groups.items()}
