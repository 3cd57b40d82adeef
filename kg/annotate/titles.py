"""Roles told beside a name, so that *the president* later finds who has it."""

from __future__ import annotations

from collections.abc import Sequence

from kg.annotate.mentions import Draft, _country, _role
from kg.ontology.words import roles
from kg.syntax import Word
from kg.types import Kind


def note_roles(found: Sequence[Draft], words: Sequence[Word]) -> None:
    """Add (role, country) to every person whose noun phrase, apposition or copula tells it."""
    by_head = {d.head: d for d in found}
    for draft in found:
        if draft.sort == "name" and draft.entry is None and draft.kind in (Kind.ORGANIZATION, Kind.PLACE):
            _person_by_role(draft, words, by_head)
        if draft.kind is Kind.PERSON and draft.sort == "name":
            _before(draft, words)
    by_last = {d.last: d for d in found if d.sort == "name"}
    for draft in found:
        if draft.kind is Kind.PERSON and draft.sort == "name" and draft.first:
            _behind_its_noun(draft, by_last, by_head, words)
    for word in words:
        if word.dep == "appos" and (pair := _pair(word, by_head)):
            person, noun = pair
            role = _role(noun, words)
            if role:
                _tell(person, role, noun)


def _person_by_role(draft: Draft, words: Sequence[Word], by_head: dict[int, Draft]) -> None:
    """The model's *organisation* that is *leader of the RSF*, or comes after *president*, is a person."""
    after = [c for c in words[draft.head].children if c.dep == "appos" and c.i not in by_head]
    after += [
        c for c in words[draft.head].children if c.dep == "appos" and c.i in by_head and by_head[c.i].role
    ]
    before = words[draft.first - 1] if draft.first else None
    personal = [c for c in after if (r := _role(c, words)) and _personal(r) and c.tag == "NN"]
    if personal or (before is not None and before.tag == "NN" and _personal(_role(before, words))):
        draft.kind = Kind.PERSON


def _personal(role: str) -> bool:
    """Only persons have it."""
    known = roles().get(role)
    return known is not None and known.family in ("office", "kinship", "rank", "candidacy")


def _before(draft: Draft, words: Sequence[Word]) -> None:
    """*Russian president* before *Vladimir Putin*."""
    noun = words[draft.first - 1] if draft.first else None
    if noun is not None and noun.sentence == words[draft.head].sentence and (role := _role(noun, words)):
        entry = _country(noun) or _country(words[draft.head])
        draft.roles.add((role, entry.country if entry else ""))
        draft.gender = draft.gender or _gender(role)


def _behind_its_noun(
    person: Draft, by_last: dict[int, Draft], by_head: dict[int, Draft], words: Sequence[Word]
) -> None:
    """*mayor of Lyon* right before a name, or *president* that the parse takes for the head of the name."""
    at = person.first - 1
    inner = by_last.get(at)
    if inner is not None:
        at = inner.first - 1
        at -= at > 0 and words[at].pos == "DET"
        if at < 1 or words[at].lower not in ("of", "for", "to", "at"):
            return
        at -= 1
    noun = by_head.get(at)
    if (
        noun is None
        or noun.sort != "nominal"
        or noun.plural
        or not noun.role
        or (words[at].tag != "NN" and inner is None)
    ):
        return
    if words[at].sentence == words[person.head].sentence and noun.referent is None and noun is not person:
        noun.referent = person
        _tell(person, noun.role, words[at])
        if inner is not None and inner.entry is not None and inner.entry.country:
            person.roles.add((noun.role, inner.entry.country))


def _pair(word: Word, by_head: dict[int, Draft]) -> tuple[Draft, Word] | None:
    """(named person, noun) of an apposition, in whichever order they stand."""
    a, b = by_head.get(word.i), by_head.get(word.head.i)
    if b is not None and b.sort == "name" and b.kind is Kind.PERSON and (a is None or a.sort == "nominal"):
        if a is not None:
            a.referent = b
        return b, word
    if (
        a is not None
        and a.sort == "name"
        and a.kind is Kind.PERSON
        and b is not None
        and b.sort == "nominal"
        and not b.plural
    ):
        b.referent = a
        return a, word.head
    return None


def _tell(person: Draft, role: str, noun: Word) -> None:
    entry = _country(noun)
    person.roles.add((role, entry.country if entry else ""))
    person.gender = person.gender or _gender(role)


def _gender(role: str) -> str:
    return roles()[role].gender if role in roles() else ""
