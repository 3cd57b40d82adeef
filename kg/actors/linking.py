"""Whom of a foreign catalogue our own knows already: then the key, the label and the rest are ours."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kg.ontology.catalogue import Entry, catalogue
from kg.ontology.packs import comparable
from kg.types import Kind


def linked(entry: Entry, own: bool) -> Entry:
    """The entry under our key, when we know the same actor by its identifier, or by its full name and kind.

    A table of the user's own that uses one of our keys says what it wants, and we fill the gaps.
    """
    if own and entry.key in catalogue().entries:
        return _filled(entry, catalogue().entries[entry.key])
    ours = _by_identifier().get(entry.wikidata) or _by_name(entry)
    if ours is None or own:
        return entry if ours is None else _filled(entry._replace(key=ours.key), ours)
    return ours._replace(aliases=(entry.label, *entry.aliases), source=entry.source)


def _filled(entry: Entry, ours: Entry) -> Entry:
    gaps = {name: getattr(ours, name) for name in ("type", "country", "sector", "wikidata", "gender")}
    return entry._replace(**{name: value for name, value in gaps.items() if not getattr(entry, name)})


def _by_name(entry: Entry) -> Entry | None:
    """The only actor of ours with that label, of the same kind, and no other by country or identifier."""
    found = _labels().get(comparable(entry.label))
    if found is None or found.kind is not entry.kind:
        return None
    other = (found.country and entry.country and found.country != entry.country) or (
        found.wikidata and entry.wikidata
    )
    return None if other else found


@cache
def _by_identifier() -> Mapping[str, Entry]:
    return {e.wikidata: e for e in catalogue().entries.values() if e.wikidata}


@cache
def _labels() -> Mapping[str, Entry]:
    """Actors by labels and aliases of several words that only one has."""
    found: dict[str, Entry | None] = {}
    for entry in catalogue().entries.values():
        if entry.kind is not Kind.PLACE:
            for name in {
                comparable(n) for n in (entry.label, *entry.aliases) if n == entry.label or " " in n
            }:
                found[name] = None if name in found and found[name] is not entry else entry
    return {name: entry for name, entry in found.items() if entry is not None}
