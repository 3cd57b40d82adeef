"""Catalogues that users bring: *packs*, each one file that is asked for the names a text may have.

A pack can have millions of names, so nothing of it is loaded beforehand.  A text's capitalised words are
looked up as first words of names; where one is, the words that follow are looked up with it.

Later packs override earlier ones; a name that a pack has for several actors tells nothing.
"""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import quote

from kg.digest import short_hash
from kg.names import normalise, slug
from kg.ontology.catalogue import SHORT, Entry, catalogue
from kg.types import Kind

SUFFIX = ".kgpack"
APPLICATION_ID = 0x6B67504B
"""``kgPK``."""
VERSION = 1
TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE actor (          -- rows of one key are one actor, the last one counts
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,        -- empty: made of label and source, see _entry
    label TEXT NOT NULL, kind TEXT NOT NULL, type TEXT NOT NULL,
    country TEXT NOT NULL, sector TEXT NOT NULL, wikidata TEXT NOT NULL, gender TEXT NOT NULL,
    source TEXT NOT NULL
);
CREATE TABLE name (comparable TEXT NOT NULL, spelling TEXT NOT NULL, actor INTEGER NOT NULL);
CREATE TABLE first (word TEXT PRIMARY KEY, longest INTEGER NOT NULL) WITHOUT ROWID;
"""
INDEXES = """
CREATE INDEX names ON name (comparable);
CREATE INDEX actors ON name (actor);
CREATE INDEX keys ON actor (key) WHERE key <> '';
INSERT INTO first
    SELECT substr(comparable, 1, instr(comparable || ' ', ' ') - 1),
           max(length(comparable) - length(replace(comparable, ' ', '')) + 1)
    FROM name GROUP BY 1;
"""
LONGEST = 12
"""Words; a longer name is found by ``show`` and in no text."""
AT_ONCE = 500
"""Values that one query asks for."""
_BATCH = 20_000
_PLAIN = re.compile(r"[A-Za-z]+(?: [A-Za-z]+)*")
_FIELDS = "actor.key, actor.label, actor.kind, type, country, sector, wikidata, gender, source"


class PackError(Exception):
    """A pack that cannot be used; ``str()`` is for the user."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name that a pack has, with whose it is."""

    spelling: str
    row: int
    entry: Entry


class Pack:
    """One file, open for reading."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            uri = f"file:{quote(os.path.abspath(path))}?mode=ro&immutable=1"
            self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
            if self._connection.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
                raise PackError(f"{path}: it is no pack; take it away, or import it (kg actors import)")
            self.meta: dict[str, str] = dict(self._connection.execute("SELECT key, value FROM meta"))
        except sqlite3.Error as error:
            raise PackError(f"{path}: the pack cannot be read: {error}") from error

    @property
    def name(self) -> str:
        return self.meta["name"]

    @property
    def own(self) -> bool:
        """A table written by hand: it also outweighs the catalogue that comes with the program."""
        return self.meta["own"] == "yes"

    def longest(self, words: Iterable[str]) -> dict[str, int]:
        """Which of some words begin names, with the number of words of the longest."""
        return {word: min(n, LONGEST) for word, n in self._asked("SELECT * FROM first WHERE word", words)}

    def named(self, names: Iterable[str]) -> dict[str, list[Named]]:
        """Names by their comparable form, with whose they are."""
        query = (
            f"SELECT comparable, spelling, id, {_FIELDS} FROM name JOIN actor ON id = actor WHERE comparable"
        )
        found: dict[str, list[Named]] = {}
        for comparable, spelling, number, *row in self._asked(query, names):
            found.setdefault(comparable, []).append(Named(spelling, number, _entry(row)))
        return found

    def entries(self, asked: str) -> list[Entry]:
        """The actors of a name or a key, with all their names."""
        words = asked.rpartition("_")[0].replace("_", " ")
        named = self.named({comparable(asked), comparable(words)})
        found = {n.row: n.entry for n in named.get(comparable(asked), [])}
        found |= {n.row: n.entry for n in named.get(comparable(words), []) if n.entry.key == asked}
        query = f"SELECT id, {_FIELDS} FROM actor WHERE key <> '' AND key = ?"
        found |= {number: _entry(row) for number, *row in self._connection.execute(query, (asked,))}
        return self._whole(found)

    def _whole(self, found: Mapping[int, Entry]) -> list[Entry]:
        """One entry a key, with the names of all its rows."""
        names: dict[int, list[str]] = {}
        for number, spelling in self._asked("SELECT actor, spelling FROM name WHERE actor", found):
            names.setdefault(number, []).append(spelling)
        by_key: dict[str, Entry] = {}
        for number, entry in sorted(found.items()):
            before = by_key[entry.key].aliases if entry.key in by_key else ()
            aliases = dict.fromkeys((*before, *names.get(number, ())))
            aliases.pop(entry.label, None)
            by_key[entry.key] = entry._replace(aliases=tuple(aliases))
        return list(by_key.values())

    def close(self) -> None:
        self._connection.close()

    def _asked(self, query: str, values: Iterable[object]) -> Iterator[tuple[Any, ...]]:
        rest = iter(values)
        while some := list(islice(rest, AT_ONCE)):
            marks = ", ".join("?" * len(some))
            yield from self._connection.execute(f"{query} IN ({marks})", some)


@dataclass(frozen=True, slots=True)
class Packs:
    """All packs that are in use, the latest first."""

    packs: Sequence[Pack] = ()

    @property
    def fingerprint(self) -> str:
        """Equal when the packs say the same; empty without any."""
        told = "\n".join(f"{p.name} {p.meta['digest']}" for p in self.packs)
        return hashlib.sha256(told.encode()).hexdigest()[:12] if self.packs else ""

    def longest(self, words: Sequence[str]) -> dict[str, int]:
        """Which of some words begin names, with the number of words of the longest."""
        found: dict[str, int] = {}
        for pack in self.packs:
            for word, longest in pack.longest(words).items():
                found[word] = max(longest, found.get(word, 0))
        return found

    def named(self, names: Sequence[str]) -> dict[str, tuple[Pack, list[Named]]]:
        """Names by their comparable form: what the latest pack that has them says."""
        found: dict[str, tuple[Pack, list[Named]]] = {}
        for pack in self.packs:
            for name, those in pack.named([name for name in names if name not in found]).items():
                found[name] = pack, those
        return found

    def entries(self, asked: str) -> Iterator[tuple[Pack, Entry]]:
        """Every actor of a name or a key, with its pack; the latest pack first."""
        for pack in self.packs:
            for entry in pack.entries(asked):
                yield pack, entry


def folder() -> Path:
    """Where the user's packs are: ``KG_PACKS``, else a folder of the user's data."""
    told = os.environ.get("KG_PACKS")
    if told:
        return Path(told)
    from platformdirs import user_data_path

    return user_data_path("kg", appauthor=False) / "packs"


def files(place: Path | None = None) -> list[Path]:
    """The files of packs, the earliest first."""
    place = place or folder()
    return sorted(place.glob(f"*{SUFFIX}")) if place.is_dir() else []


@lru_cache(maxsize=1)
def packs() -> Packs:
    """The user's packs; PackError when one cannot be read."""
    return Packs(tuple(Pack(path) for path in reversed(files())))


@lru_cache(maxsize=1 << 12)
def overriding(key: str) -> Entry | None:
    """What a table of the user's own says of an actor of the program's catalogue."""
    for pack in packs().packs:
        if pack.own and key in pack.meta["overrides"].split():
            return next((e for e in pack.entries(key) if e.key == key), None)
    return None


def write(path: Path, entries: Iterable[Entry], meta: Mapping[str, str]) -> tuple[int, int]:
    """A pack of some actors; how many actors and names it has."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -16000", "temp_store = FILE"):
            connection.execute(f"PRAGMA {pragma}")
        connection.executescript(TABLES)
        connection.execute("BEGIN")
        counts, overrides = _fill(connection, entries)
        connection.executescript(INDEXES)
        told = {
            **meta,
            "overrides": " ".join(sorted(overrides)),
            "actors": str(counts[0]),
            "names": str(counts[1]),
        }
        connection.executemany("INSERT INTO meta VALUES (?, ?)", sorted(told.items()))
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        return counts
    finally:
        connection.close()


def _fill(connection: sqlite3.Connection, entries: Iterable[Entry]) -> tuple[tuple[int, int], set[str]]:
    builtin = catalogue().entries
    overrides: set[str] = set()
    number = names = 0
    rest = iter(entries)
    while some := list(islice(rest, _BATCH)):
        actors = [
            (
                number + n,
                e.key,
                e.label,
                e.kind.value,
                e.type,
                e.country,
                e.sector,
                e.wikidata,
                e.gender,
                e.source,
            )
            for n, e in enumerate(some)
        ]
        spelt = [
            (comparable(name), name, number + n)
            for n, e in enumerate(some)
            for name in (dict.fromkeys((e.label, *e.aliases)) if e.aliases else (e.label,))
        ]
        connection.executemany(f"INSERT INTO actor VALUES ({', '.join('?' * 10)})", actors)
        connection.executemany("INSERT INTO name VALUES (?, ?, ?)", (row for row in spelt if row[0]))
        overrides |= {e.key for e in some if e.key in builtin}
        number, names = number + len(some), names + len(spelt)
    return (number, names), overrides


def comparable(name: str) -> str:
    """``normalise``, quickly for the plainest names."""
    if _PLAIN.fullmatch(name):
        name = name.lower()
        return name if name[:4] != "the " else normalise(name)
    return normalise.__wrapped__(name)


def tells(named: Named, words: str) -> bool:
    """Whether words of a text, alike to a name but for case and marks, are that name.

    An acronym and a single word are spelt as the pack spells them; a person is never known by one word.
    """
    if SHORT.fullmatch(named.spelling) or " " not in comparable(named.spelling):
        return words == named.spelling and named.entry.kind is not Kind.PERSON
    return True


def _entry(row: Sequence[Any]) -> Entry:
    key, label, kind, sort, country, sector, qid, gender, source = map(str, row)
    key = key or f"{slug(label)}_{short_hash(source, '' if source else kind + country)}"
    return Entry(key, label, Kind(kind), sort, country, sector, qid, gender, (), source)
