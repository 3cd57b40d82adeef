"""Who is named where: the model's entities repaired by the catalogue, by nouns for people, and by a vote."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise

from kg.annotate.gazetteer import Match, matches
from kg.names import normalise, strip_titles
from kg.ontology import words as lexicon
from kg.ontology.catalogue import GOVERNING, Entry, body, catalogue, generic, institutional
from kg.syntax import Word, child
from kg.types import Kind

MODEL_KINDS = {
    "PERSON": Kind.PERSON,
    "ORG": Kind.ORGANIZATION,
    "GPE": Kind.PLACE,
    "NORP": Kind.GROUP,
    "LOC": Kind.PLACE,
    "FAC": Kind.PLACE,
    "EVENT": Kind.THING,
    "LAW": Kind.THING,
    "PRODUCT": Kind.THING,
    "WORK_OF_ART": Kind.THING,
}
PLACE_PREPOSITIONS = frozenset(
    "in at near inside outside around into to from across through over "
    "toward towards throughout within".split()
)
GOVERNMENT = frozenset({"government", "administration", "regime", "govt"})
"""Nouns that, with a country, are taken for the country."""


SCORE = re.compile(r"\d+([-–—:,]\d+)*,?")


@dataclass(slots=True, eq=False)
class Draft:
    """A mention in the making; ``first`` to ``last`` are word indices, inclusive."""

    first: int
    last: int
    head: int
    sort: str
    """name, nominal, demonym (an adjective standing for its country), pronoun."""
    kind: Kind
    name: str = ""
    entry: Entry | None = None
    country: str = ""
    sector: str = ""
    gender: str = ""
    plural: bool = False
    definite: bool = False
    role: str = ""
    referent: Draft | None = None
    """The draft it stands for, when it is not its own name."""
    named_by_class: bool = False
    """A name with a class noun or after *the*: surely no person's."""
    also: tuple[int, ...] = ()
    """Words outside that the parse hangs it from though they are no part of it (*6-4*)."""
    roles: set[tuple[str, str]] = field(default_factory=set)
    """(role, country) that the words beside the name tell."""
    rule: str = ""
    """Why it has its referent, or a nominal its entry: a row of ``who_rules.tsv``."""

    def stands_for(self, other: Draft, rule: str) -> None:
        """It means what another means."""
        self.referent, self.rule = other, rule

    def chain(self) -> Draft:
        """The draft at the end of its references."""
        seen = self
        for _ in range(20):
            if seen.referent is None:
                return seen
            seen = seen.referent
        return seen


def drafts(text: str, words: Sequence[Word]) -> list[Draft]:
    """Names, nominals, demonyms and pronouns, by head word; no two share a head."""
    named = list(_names(text, words))
    _vote(named)
    for d in named:
        d.also = tuple(_scores(d, words))
        d.named_by_class = _classed(d, words)
    taken = {i for d in named for i in (*range(d.first, d.last + 1), *d.also)}
    others = [d for w in words if w.i not in taken for d in _unnamed(w, words, taken)]
    found = sorted(named + others, key=lambda d: d.head)
    _settle(found, words)
    return found


def _settle(found: Sequence[Draft], words: Sequence[Word]) -> None:
    """*the Senate*, *police*: bodies that no word ties to a country belong to one that the article names."""
    told = [d.entry for d in found if d.entry is not None and _tells(d, d.entry)]
    codes = {e.country for e in told if e.country}
    countries = [c for c in map(country_entry, sorted(codes)) if c is not None]
    only = countries[0] if len(countries) == 1 else None
    foremost = only or country_entry(_foremost(told))
    home = codes | {d.entry.country for d in found if d.entry is not None and d.entry.kind is Kind.PERSON}
    names = {d.last: d for d in found if d.sort == "name"}
    inside = {i for d in names.values() for i in range(d.first, d.last + 1)}
    for d in found:
        if d.sort == "nominal":
            here = _located(d, found, words)
            its = only if child(words[d.head], "poss") else foremost
            _settle_nominal(d, its, names.get(_before(d.head, words)), here, words, inside)
        elif d.sort == "name" and d.kind is Kind.ORGANIZATION and (other := _told_otherwise(d, words)):
            d.entry = body(other.key, d.name)
            d.country = other.country if d.entry is not None else ""
        elif d.sort == "name" and d.kind is Kind.ORGANIZATION and _unsettled(d, home):
            before = _demonym(words[d.first - 1]) if d.first else None  # *British High Court judge*
            _settle_name(d, [before] if before is not None else countries)


def _foremost(told: Iterable[Entry]) -> str:
    """The country that an article is about: it, or its bodies, are told again and again beside others."""
    codes = Counter(e.country for e in told if e.kind is not Kind.PLACE)
    (first, times), (_, second) = (*codes.most_common(2), ("", 0), ("", 0))[:2]
    return first if times >= OFTEN * max(second, 1) else ""


OFTEN = 3
"""Times, and times as often as any other."""


def _of_state(entry: Entry) -> bool:
    """A body or a party of a country."""
    return entry.kind is Kind.ORGANIZATION and entry.sector in (*GOVERNING, "PTY")


def _tells(d: Draft, entry: Entry) -> bool:
    """It tells of its country; *the Labour Party* does not."""
    return entry.kind in PLACED or (_of_state(entry) and d.sort == "name" and not generic(d.name))


def _told_otherwise(d: Draft, words: Sequence[Word]) -> Entry | None:
    """*Jamaica's Labour Party* is not the Labour Party of the catalogue: whose it is."""
    own = d.entry.country if d.entry is not None else ""
    inside = range(d.first, d.last + 1)
    told = _country(words[d.head], inside) if own and words[d.head].i == d.head else None
    return told if told is not None and told.country and told.country != own else None


def _settle_nominal(
    d: Draft, only: Entry | None, name: Draft | None, here: bool, words: Sequence[Word], named: Set[int]
) -> None:
    head = words[d.head]
    own = name is not None and head.lemma in lexicon.their_own("noun")
    if name is not None and own and name.kind in (Kind.ORGANIZATION, Kind.GROUP):
        if not any(_some(c) and c.i not in named for c in head.children):
            d.stands_for(name, "their-own")  # *Hezbollah fighters*, *the Fatah party*
    elif only is not None and not d.role and d.entry is None and not d.country and d.sector in GOVERNING:
        if d.definite or here:
            d.entry, d.rule = body_of(head, only, words), "only-country"
        d.country = only.country


def _some(word: Word) -> bool:
    """It makes a body's people some of them: *two*, *wounded*, *other*; not *armed*, *special*."""
    told = word.dep == "amod" and word.lower not in lexicon.their_own("before")
    return told or word.dep == "nummod" or word.lower in SOME


def _before(i: int, words: Sequence[Word]) -> int:
    """The word before a noun and what only describes it: *Badr* of *Badr special forces*."""
    i -= 1
    while i > 0 and words[i].lower in lexicon.their_own("before"):
        i -= 1
    return i


def _located(d: Draft, found: Sequence[Draft], words: Sequence[Word]) -> bool:
    """*Police arrest ... in Lima*: the one body that needs no article, at a place that its sentence tells."""
    head = words[d.head]
    return (
        head.lemma == "police"
        and not any(c.i < head.i for c in head.children)
        and any(o.entry is not None and o.kind in PLACED and _within(words[o.head], head) for o in found)
    )


def _within(place: Word, head: Word) -> bool:
    return (
        place.sentence == head.sentence and place.dep == "pobj" and place.head.lower in ("in", "at", "near")
    )


def _unsettled(d: Draft, home: Set[str]) -> bool:
    """Several countries may have a body of that name, and nothing tells of the one it is taken for."""
    if d.entry is None:
        return not d.country
    return d.entry.country not in home and _of_state(d.entry)


def _settle_name(d: Draft, countries: Sequence[Entry]) -> None:
    """*the Labour Party*: of the only country named that has a body of that name."""
    held = [(c, e) for c in countries if (e := body(c.key, d.name)) is not None]
    if len(held) == 1:
        d.entry, d.country, d.rule = held[0][1], held[0][0].country, "only-country"
    elif len(countries) == 1 and d.entry is None and generic(d.name):
        d.country = countries[0].country


PLACED = (Kind.COUNTRY, Kind.PLACE)


def _classed(draft: Draft, words: Sequence[Word]) -> bool:
    """*the Fed*, *Harvard University*, *in Basra*: its words or those before show that it is no person."""
    last, before = words[draft.last].lower, words[draft.first - 1] if draft.first else None
    return (
        last in lexicon.groups()
        or last in institutional()
        or (
            before is not None
            and (before.lower == "the" or (before.lower in ("in", "at") and before.pos == "ADP"))
        )
    )


def _scores(draft: Draft, words: Sequence[Word]) -> Sequence[int]:
    """Figures behind a name that the parse takes for its head, and those between."""
    run, i = [], draft.last + 1
    while i < len(words) and (SCORE.fullmatch(words[i].text) or words[i].text == ","):
        run.append(i)
        i += 1
    return [k for k in run if words[k].text != ","] if words[draft.head].head.i in run else []


# -- names ---------------------------------------------------------------------------------------------------


def _names(text: str, words: Sequence[Word]) -> Iterator[Draft]:
    known = {m.first: m for m in matches(text, words)}
    model = {first: (last, label) for first, last, label in _entities(words)}
    for match in known.values():
        _part(match, model, words)
    model = _stretched(model, known, words)
    i = 0
    while i < len(words):
        draft = _name_at(i, known, model, words)
        if draft is None:
            i += 1
        else:
            yield draft
            i = draft.last + 1


def _part(match: Match, model: dict[int, tuple[int, str]], words: Sequence[Word]) -> None:
    """*mayor of Lyon Jean Petit*: a known name that the model joins with the person behind it."""
    entity, rest = model.get(match.first), match.last + 1
    if entity is None or entity[0] <= match.last or entity[0] - rest > 3:
        return
    capital = all(w.text[:1].isupper() or w.text[:3] in ("al-", "el-") for w in words[rest : entity[0] + 1])
    of = words[match.first - 1] if match.first > 1 else None
    if of is not None and of.lower == "the":
        of = words[of.i - 1]
    led = of is not None and of.lower in ("of", "for", "to") and _is_role(words[of.i - 1])
    given = catalogue().gender(words[rest].text) and not catalogue().gender(words[match.first].text)
    if capital and rest < entity[0] and (led or given):
        model[match.first] = (match.last, entity[1])
        model[rest] = (entity[0], "PERSON")


def _stretched(
    model: dict[int, tuple[int, str]], known: dict[int, Match], words: Sequence[Word]
) -> dict[int, tuple[int, str]]:
    """Entities with the capitalised words that the parse joins to them and that no other name has."""
    inside = {k for first, (last, _) in model.items() for k in range(first, last + 1)}
    surnames = {m.first for m in known.values() if _surname(m)}
    inside |= {k for m in known.values() for k in range(m.first, m.last + 1)} - surnames
    found: dict[int, tuple[int, str]] = {}
    for first, (last, label) in sorted(model.items()):
        begin, end = first, last
        while begin > 0 and begin - 1 not in inside and _joins(words[begin - 1], begin, last, words):
            begin -= 1
        while (
            label in ("PERSON", "ORG")
            and end + 1 < len(words)
            and end + 1 not in inside
            and words[end].dep in ("compound", "nmod")
            and _leads(words[end], words[end + 1])
            and not _opens_role(words[end + 1], words)
            and _plain_name(words[end + 1])
        ):
            end += 1
        inside.update(range(begin, end + 1))
        found[begin] = (end, label)
    return found


def _opens_role(word: Word, words: Sequence[Word]) -> bool:
    """*Prime* of *Prime Minister*."""
    return word.i + 1 < len(words) and f"{word.lower} {words[word.i + 1].lower}" in lexicon.roles()


def _leads(word: Word, after: Word) -> bool:
    """The word behind belongs to the same name: its head, or hanging from it too."""
    return (
        word.head is after or word.lower in PARTICLES or (word.head.i > after.i and after.head is word.head)
    )


def _surname(match: Match) -> bool:
    """A word that alone is somebody known; behind a first name it may be anybody's."""
    found = catalogue().find(match.name) if match.first == match.last else ()
    return bool(found) and all(e.kind is Kind.PERSON for e in found)


PARTICLES = frozenset("van von der den ter de da dos del della di la le al el bin ben ibn".split())
"""Words within names that no name ends in."""


def _joins(word: Word, first: int, last: int, words: Sequence[Word]) -> bool:
    """A capitalised compound right before a name, in its sentence, that is no title, role or demonym."""
    return (
        word.dep == "compound"
        and first <= word.head.i <= last
        and word.sentence == words[first].sentence
        and _plain_name(word)
        and words[first].text[:1].isupper()
    )


def _plain_name(word: Word) -> bool:
    return (
        word.pos == "PROPN"
        and word.tag != "NNPS"
        and not word.entity
        and word.text[:1].isupper()
        and word.text[-1:].isalpha()
        and not _is_role(word)
        and not _title(word)
        and not _demonym(word)
        and word.lower not in lexicon.groups()
    )


def _name_at(
    i: int, known: dict[int, Match], model: dict[int, tuple[int, str]], words: Sequence[Word]
) -> Draft | None:
    """The name that begins at a word: the catalogue's, unless the model's is longer and another."""
    match = known.get(i)
    entity = model.get(i)
    if match is not None:
        last = _extended(i, match.last, model, words)
        if entity and entity[0] > last and _longer(entity, match.last, known, words):
            last = entity[0]
        if last == match.last:
            return _catalogued(i, last, match, words)
        return _modelled(i, last, entity[1] if entity else "ORG", words)
    if entity:
        last, label = _whole(i, entity[0], known, model, words), entity[1]
        inner = next((k for k in range(i + 1, last + 1) if k in known and known[k].last >= last), None)
        if inner is not None and _loose(words[i:inner]):
            return None  # *the new Hamas*: wait for the name inside
        return _modelled(i, last, label, words)
    if words[i].pos == "PROPN" and words[i].text[:1].isupper() and words[i].tag != "NNPS":
        return _proper(i, words)
    return None


def _whole(
    first: int,
    last: int,
    known: Mapping[int, Match],
    model: Mapping[int, tuple[int, str]],
    words: Sequence[Word],
) -> int:
    """*Higher Regional Court of Bremen*: a body that only its place tells from others of that name."""
    behind = last + 2
    if behind >= len(words) or words[last + 1].lower != "of" or not generic(_joined(first, last, words)):
        return last
    if first == last or words[last].lower in lexicon.roles():
        return last
    place = model.get(behind)
    if behind in known:
        return known[behind].last
    return place[0] if place is not None and place[1] == "GPE" else last


def _entities(words: Sequence[Word]) -> Iterator[tuple[int, int, str]]:
    """The model's entities that can be names, trimmed of articles, possessives, titles and roles."""
    i = 0
    while i < len(words):
        label = words[i].entity
        if not label:
            i += 1
            continue
        last = i
        while last + 1 < len(words) and words[last + 1].entity == label and not words[last + 1].begins:
            last += 1
        if label in MODEL_KINDS:
            first, end = _trimmed(i, last, label, words)
            if first <= end and not _part_of_role(first, end, words):
                yield first, end, label
        i = last + 1


def _trimmed(first: int, last: int, label: str, words: Sequence[Word]) -> tuple[int, int]:
    while first <= last and (
        words[first].pos in ("DET", "PUNCT", "ADP", "PART") or words[first].lower == "the"
    ):
        first += 1
    while first <= last and (
        words[last].tag == "POS" or (words[last].pos in ("PUNCT", "SPACE") and words[last].text != ".")
    ):
        last -= 1
    while first < last and words[last].tag == "IN":
        last -= 1  # *wins the Grand Prix for McLaren*
    elected = next((k for k in range(first + 1, last) if words[k].lower == "as"), None)
    last = last if elected is None else elected - 1  # *elects Ann Lee as Speaker*
    while first < last and SCORE.fullmatch(words[last].text):
        last -= 1  # *beats Ann Lee 6-4*
    if label == "PERSON":
        while first < last and (_is_role(words[first]) or _title(words[first]) or _demonym(words[first])):
            first += 1
    return first, last


def _part_of_role(first: int, last: int, words: Sequence[Word]) -> bool:
    """*Defense* of *Defense Minister*, *State* of *Secretary of State*: words of an office are no name."""
    known = lexicon.roles()
    phrase = " ".join(w.lower for w in words[first : last + 1])
    after = words[last + 1] if last + 1 < len(words) else None
    if after is not None and (f"{phrase} {after.lower}" in known or f"{phrase} {after.lemma}" in known):
        return True
    before = " ".join(w.lower for w in words[max(first - 2, 0) : first])
    return f"{before} {phrase}" in known


def _is_role(word: Word) -> bool:
    return word.lower in lexicon.roles() or word.lemma in lexicon.roles()


def _title(word: Word) -> bool:
    return _titled(word.text)


@lru_cache(maxsize=1 << 12)
def _titled(word: str) -> bool:
    return not strip_titles(word + " X").startswith(word)


def _demonym(word: Word) -> Entry | None:
    return catalogue().demonym(word.text) if word.text[:1].isupper() else None


def _loose(words: Iterable[Word]) -> bool:
    """Words before a name that are no part of it."""
    return all(
        w.pos in ("DET", "ADP", "PUNCT", "ADJ", "NUM")
        or w.tag == "POS"
        or _is_role(w)
        or _title(w)
        or _demonym(w)
        for w in words
    )


def _longer(
    entity: tuple[int, str], known_last: int, known: Mapping[int, Match], words: Sequence[Word]
) -> bool:
    """The model's longer name is another name, not the known one with something after it."""
    rest = words[known_last + 1 : entity[0] + 1]
    second = known.get(known_last + 2)
    if rest[0].lower == "and" and second is not None and second.last == entity[0]:
        return False  # *Lufthansa and Ryanair*
    if rest[0].lower == "of" and _is_role(rest[-1]):
        return False  # *the Labour Party of President ...*
    return all(
        w.text[:1].isupper() or w.text in ("of", "for", "the", "-", "al", "and", "&") for w in rest
    ) and any(w.pos == "PROPN" for w in rest)


def _extended(first: int, last: int, model: Mapping[int, tuple[int, str]], words: Sequence[Word]) -> int:
    """*Kyiv Independent*, *Georgia Smith*: a known place that only begins a longer name."""
    end = last
    while (
        end + 1 < len(words)
        and words[end].dep in ("compound", "nmod")
        and words[end + 1].pos == "PROPN"
        and words[end + 1].text[:1].isupper()
        and words[end + 1].sentence == words[end].sentence
        and not _is_role(words[end + 1])
        and not _title(words[end + 1])
        and (words[end].head.i > end)
        and words[end + 1].entity == words[end].entity
        and not words[end + 1].begins
        and end + 1 not in model
    ):
        end += 1
    return end


def _catalogued(first: int, last: int, match: Match, words: Sequence[Word]) -> Draft | None:
    head, name = _head(first, last, words), match.name
    people = catalogue().demonym(name)
    if people is not None and not catalogue().find(name):
        if first == last:
            return None
        if head.tag in ("NNS", "NNPS"):
            return _people(first, last, head, people, name, words)
        return Draft(
            first, last, words[last].i, "demonym", Kind.COUNTRY, people.label, people, people.country
        )
    entry = match.entry or _sense(head, name)
    if entry is None:
        return None
    return Draft(
        first,
        last,
        head.i,
        "name",
        entry.kind,
        name,
        entry,
        entry.country,
        entry.sector,
        entry.gender,
        plural=entry.kind is Kind.GROUP or _many(words[last]) or _troop(entry, words[last]),
    )


def _troop(entry: Entry, last: Word) -> bool:
    """*the Houthis*: a body called by its people."""
    return entry.type == "ArmedGroup" and last.text.endswith("is") and last.text[:1].isupper()


def _sense(head: Word, name: str) -> Entry | None:
    """Which of the entries with this name the place in the sentence speaks for."""
    known = catalogue()
    place = _as_place(head)
    metonym = known.metonym(name)
    if metonym:
        return known.entries.get(metonym.place if place and metonym.place else metonym.actor)
    found = known.find(name)
    state = known.capital(name)
    if state and not place and _acts(head):
        return state
    if not found:
        return state
    actors = [e for e in found if e.kind is not Kind.PLACE]
    places = [e for e in found if e.kind is Kind.PLACE]
    return (
        (places or actors)[0]
        if place and not any(e.type == "Country" for e in actors)
        else (actors or places)[0]
    )


def _as_place(head: Word) -> bool:
    """*at the Kremlin*, *talks in Moscow*."""
    return (head.dep == "pobj" and head.head.lower in PLACE_PREPOSITIONS) or head.dep == "npadvmod"


def _acts(head: Word) -> bool:
    """*Moscow said*, *Moscow's forces*, *talks with Moscow*: the place stands for who governs there."""
    if head.dep in ("nsubj", "nsubjpass", "poss", "agent", "dobj"):
        return head.dep != "dobj" or head.head.lemma not in (
            "leave",
            "visit",
            "reach",
            "enter",
            "hit",
            "strike",
        )
    if head.dep != "pobj":
        return False
    prep, noun = head.head, head.head.head
    if prep.lower in ("on", "against", "for"):
        known = lexicon.relation_of_noun(noun.lower, noun.lemma)
        return known is None or known.relation.type != "ASSAULT"  # *pressure on Kyiv*, but *a strike on Kyiv*
    return prep.lower in ("with", "between", "by")


def _modelled(first: int, last: int, label: str, words: Sequence[Word]) -> Draft | None:
    """A name that only the model (or its capitals) tells."""
    text = _joined(first, last, words)
    head = _head(first, last, words)
    entity = _demonym(words[last]) if label == "NORP" or first == last else None
    if label == "NORP" or entity is not None:
        return _people(first, last, head, entity, text, words)
    if not any(w.text[:1].isupper() for w in words[first : last + 1]):
        return None
    kind = _kind(label, first, last, head, words)
    gender = _gender(first, words) if kind is Kind.PERSON else ""
    entry, country = _institution(first, last, head, text, words) if kind is Kind.ORGANIZATION else (None, "")
    return Draft(
        first,
        last,
        head.i,
        "name",
        kind,
        text,
        entry,
        country,
        _sector(words[last]),
        gender,
        plural=kind is Kind.ORGANIZATION and _many(words[last]),
    )


TITLED = {
    "mr": "m",
    "sir": "m",
    "lord": "m",
    "king": "m",
    "prince": "m",
    "brother": "m",
    "father": "m",
    "mrs": "f",
    "ms": "f",
    "miss": "f",
    "lady": "f",
    "dame": "f",
    "queen": "f",
    "princess": "f",
    "sister": "f",
}
"""Titles that tell whether a man or a woman has them."""


def _gender(first: int, words: Sequence[Word]) -> str:
    """By the title before a name or the first name."""
    title = words[first - 1].lower.rstrip(".") if first else ""
    return TITLED.get(title) or catalogue().gender(words[first].text)


def _many(last: Word) -> bool:
    """*Rapid Support Forces*, *the Houthis*: a body that *they* can stand for."""
    return (
        last.lower.endswith("s")
        and not last.lower.endswith(("ss", "us", "is"))
        and (last.tag == "NNPS" or last.lemma in lexicon.groups() or last.lower in lexicon.groups())
    )


def _people(
    first: int, last: int, head: Word, entry: Entry | None, text: str, words: Sequence[Word]
) -> Draft | None:
    """*Palestinians* are a group; *Palestinian* before a noun stands for the country."""
    if head.tag in ("JJ", "JJR", "JJS") or head.dep in ("amod", "compound", "nmod") or head.pos == "ADJ":
        return None
    after = words[last + 1] if last + 1 < len(words) else None
    plural = head.tag in ("NNS", "NNPS") or head.lower.endswith("s")
    if not plural and (
        head.dep == "npadvmod" or (after is not None and (after.text == "-" or after.pos in ("NOUN", "ADJ")))
    ):
        return None  # *Russian-backed*, *former and current Thai officials*
    counted = any(c.dep in ("nummod", "amod") for c in head.children)
    return Draft(
        first,
        last,
        head.i,
        "nominal" if counted else "name",
        Kind.GROUP if plural else Kind.PERSON,
        "" if counted else text,
        None,
        entry.country if entry else "",
        "",
        "",
        plural,
    )


def _institution(
    first: int, last: int, head: Word, text: str, words: Sequence[Word]
) -> tuple[Entry | None, str]:
    """The catalogue's body with that name in the country that the words around tell, and that country."""
    inside = next((e for w in words[first : last + 1] if (e := _demonym(w) or _state(w.text))), None)
    country = inside or _country(head)
    if country is None:
        return None, ""
    return (body(country.key, text) if " " in text or generic(text) else None), country.country


def _kind(label: str, first: int, last: int, head: Word, words: Sequence[Word]) -> Kind:
    """What the model says, unless the words inside or around it say otherwise."""
    kind = MODEL_KINDS[label]
    collective = lexicon.groups().get(words[last].lower)
    given = bool(catalogue().gender(words[first].text))
    if label != "PERSON" and first < last and words[first].lower in NOT_NAMES:
        return Kind.THING
    if not collective and first < last and any(w.text[:1].isdigit() for w in words[first : last + 1]):
        return Kind.THING  # *Resolution 1701*, *Mw 5.5*
    if collective and label not in ("PERSON", "WORK_OF_ART"):
        return (
            Kind.ORGANIZATION
            if label == "ORG" or collective.kind == "Organization"
            else Kind(collective.kind)
        )
    if first == last and given and label in ("ORG", "PRODUCT", "WORK_OF_ART") and words[first].pos == "PROPN":
        return Kind.PERSON
    if label in ("ORG", "PRODUCT", "WORK_OF_ART") and given and _like_a_person(first, last, words):
        return Kind.PERSON
    if label == "PERSON" and not given and head.dep == "pobj" and head.head.lower in ("in", "near", "at"):
        return Kind.PLACE
    if kind is not Kind.PLACE and not given and first == last and _taken(head):
        return Kind.PLACE
    return kind


NOT_NAMES = frozenset(
    {"typhoon", "hurricane", "cyclone", "storm", "operation", "flight", "hms", "uss", "mv", "ms"}
)
"""First words of names of storms, ships and the like."""


def _like_a_person(first: int, last: int, words: Sequence[Word]) -> bool:
    """Two or three capitalised words, none of them a class noun or a sign."""
    inside = words[first : last + 1]
    return 1 < len(inside) < 4 and all(
        w.pos == "PROPN" and w.text[:1].isupper() and not w.text.isupper() and w.lower not in institutional()
        for w in inside
    )


def _taken(head: Word) -> bool:
    """*captures X*: a place is captured, unless it is known for something else."""
    if head.dep != "dobj" or head.head.pos != "VERB":
        return False
    found = lexicon.relation_of_verb(head.head.lemma)
    return found is not None and found.relation.name == "occupied"


def _sector(last: Word) -> str:
    collective = lexicon.groups().get(last.lower)
    return collective.sector if collective else ""


def _proper(i: int, words: Sequence[Word]) -> Draft | None:
    """A run of proper nouns that the model overlooked; one alone counts only where it acts."""
    last = i
    while (
        last + 1 < len(words)
        and words[last + 1].pos == "PROPN"
        and words[last + 1].sentence == words[i].sentence
        and not words[last + 1].entity
        and words[last + 1].text[:1].isupper()
    ):
        last += 1
    if words[i].entity or (words[i + 1 : i + 2] and words[i + 1].text == "-"):
        return None  # a date, a sum: the model knows that it is no name
    first = i
    while first < last and (_is_role(words[first]) or _title(words[first]) or _demonym(words[first])):
        first += 1
    if _is_role(words[last]) or _demonym(words[last]) or words[first].lower in lexicon.groups() or first != i:
        return None
    head = _head(first, last, words)
    if first == last and (
        head.dep not in ("nsubj", "nsubjpass", "dobj", "pobj", "agent", "poss")
        or (words[i].text.isupper() and len(words[i].text) < 2)
    ):
        return None
    person = first < last and bool(catalogue().gender(words[first].text))
    kind = (
        Kind.PERSON
        if person or (first > 0 and _is_role(words[first - 1]))
        else _kind("ORG", first, last, head, words)
    )
    gender = catalogue().gender(words[first].text) if person else ""
    return Draft(
        first, last, head.i, "name", kind, _joined(first, last, words), None, "", _sector(words[last]), gender
    )


def _joined(first: int, last: int, words: Sequence[Word]) -> str:
    pieces: list[str] = []
    for w in words[first : last + 1]:
        if pieces and w.start > words[w.i - 1].end:
            pieces.append(" ")
        pieces.append(w.text)
    return "".join(pieces)


def _head(first: int, last: int, words: Sequence[Word]) -> Word:
    """The word of a stretch that its other words hang from."""
    return next((w for w in words[first : last + 1] if not first <= w.head.i <= last or w.root), words[last])


def _vote(named: list[Draft]) -> None:
    """One surface, one kind: full names weigh more, and a surname is what its full name is."""
    votes: dict[str, Counter[Kind]] = defaultdict(Counter)
    for d in named:
        if d.entry is None and d.name:
            votes[normalise(d.name)][d.kind] += 2 + d.name.count(" ") * 2
        if d.kind is Kind.PERSON and " " in d.name:
            votes[normalise(d.name.split()[-1])][d.kind] += 4
    for d in named:
        if d.entry is None and d.name and (found := votes.get(normalise(d.name))):
            d.kind = max(sorted(found), key=lambda k: found[k])


# -- words without a name ------------------------------------------------------------------------------------

PRONOUNS = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
    "they": "",
    "them": "",
    "their": "",
    "themselves": "",
    "it": "",
    "its": "",
    "itself": "",
}
THIRD_PLURAL = frozenset({"they", "them", "their", "themselves"})
NEUTER = frozenset({"it", "its", "itself"})
FIRST = frozenset("i me my myself we us our ourselves you your".split())


def _unnamed(word: Word, words: Sequence[Word], taken: set[int]) -> Iterator[Draft]:
    if word.lower in PRONOUNS and word.pos in ("PRON", "DET"):
        kind = (
            Kind.GROUP
            if word.lower in THIRD_PLURAL
            else Kind.ORGANIZATION
            if word.lower in NEUTER
            else Kind.PERSON
        )
        yield Draft(
            word.i, word.i, word.i, "pronoun", kind, gender=PRONOUNS[word.lower], plural=kind is Kind.GROUP
        )
    elif word.lower in FIRST and word.pos == "PRON":
        yield Draft(word.i, word.i, word.i, "pronoun", Kind.PERSON)
    elif word.pos in ("NOUN", "PROPN") and word.dep not in ("compound", "nmod", "npadvmod", "amod"):
        yield from _nominal(word, words)
    elif word.pos in ("ADJ", "PROPN", "NOUN") and (entry := _demonym(word)):
        yield Draft(word.i, word.i, word.i, "demonym", Kind.COUNTRY, entry.label, entry, entry.country)
    elif (
        word.pos in ("NUM", "DET", "PRON", "ADJ")
        and word.lower in ("two", "three", "both", "others", "many", "some")
        and word.dep in ("nsubj",)
    ):
        yield Draft(word.i, word.i, word.i, "pronoun", Kind.GROUP, plural=True)


def _nominal(word: Word, words: Sequence[Word]) -> Iterator[Draft]:
    """*two U.S. officials*, *the Kremlin leader*, *Israeli forces*: a noun for people or a body."""
    entry = _demonym(word)
    if entry:
        draft = _people(word.i, word.i, word, entry, word.text, words)
        if draft:
            yield draft
        elif word.pos != "NOUN":
            yield Draft(word.i, word.i, word.i, "demonym", Kind.COUNTRY, entry.label, entry, entry.country)
        return
    collective = lexicon.groups().get(word.lemma) or lexicon.groups().get(word.lower)
    if word.lower == "state" and child(word, "prep") is not None:
        return  # *a state of emergency*
    role = _role(word, words)
    if (not collective and not role) or (" of " in role and not role.startswith(word.lemma)):
        return
    plural = word.tag in ("NNS", "NNPS")
    kind = Kind.GROUP if plural else Kind(collective.kind) if collective and not role else Kind.PERSON
    sector = collective.sector if collective else lexicon.roles()[role].sector
    country = _country(word)
    first = _left(word)
    entry = body_of(word, country, words) if country and collective else None
    yield Draft(
        first,
        word.i,
        word.i,
        "nominal",
        kind,
        "",
        entry or (country if word.lemma in GOVERNMENT and not plural else None),
        country.country if country else "",
        sector,
        lexicon.roles()[role].gender if role else "",
        plural,
        _definite(word),
        role,
    )


def body_of(word: Word, country: Entry, words: Sequence[Word]) -> Entry | None:
    """The body of a country that a noun phrase names: *Iranian foreign ministry*, *troops of Mali*."""
    if any(c.dep == "nummod" or c.lower in SOME for c in word.children):
        return None  # *two soldiers* are not the army
    owner = child(word, "poss")
    start = owner.right + 1 if owner is not None and owner.i < word.i else _left(word)
    before = [w.lower for w in words[start : word.i] if not _of_country(w, country)]
    name = " ".join([*before, word.lower])
    for prep in word.children:
        if prep.dep == "prep" and prep.lower == "of" and prep.i == word.i + 1:
            object_ = child(prep, "pobj")
            if object_ is not None and not _of_country(object_, country):
                name = " ".join([name, "of", *(w.lower for w in words[object_.left : object_.i + 1])])
    return body(country.key, name)


SOME = frozenset(
    {"some", "many", "several", "few", "other", "more", "most", "a", "an", "any", "these", "those"}
)


def _of_country(word: Word, country: Entry) -> bool:
    """A word that only tells the country, or a sign."""
    return (
        word.tag == "POS"
        or word.pos in ("PUNCT", "DET", "SYM")
        or (word.text[:1].isupper() and _names_country(word, country))
    )


def _names_country(word: Word, country: Entry) -> bool:
    entry = _demonym(word)
    if entry is not None:
        return entry.key == country.key
    return any(word.text[:4] == piece[:4] for piece in country.label.split())  # *Korean* of *South Korean*


def _role(word: Word, words: Sequence[Word]) -> str:
    """The longest role that ends at a word: *foreign minister* rather than *minister*."""
    known = lexicon.roles()
    of = words[word.i + 1 : word.i + 3]
    if len(of) == 2 and of[0].lower == "of" and (name := f"{word.lemma} of {of[1].lower}") in known:
        return name  # *secretary of state*
    for size in (4, 3, 2):
        if word.i - size + 1 >= 0:
            name = " ".join([w.lower for w in words[word.i - size + 1 : word.i]] + [word.lemma])
            if name in known:
                return name
    return word.lemma if word.lemma in known else word.lower if word.lower in known else ""


def _definite(word: Word) -> bool:
    return any(c.dep == "poss" or c.lower in ("the", "this", "that") for c in word.children)


def _left(word: Word) -> int:
    """The first word of a noun phrase up to its head, without determiner and punctuation."""
    first = word.i
    for c in sorted(word.children, key=lambda w: -w.i):
        if (
            c.i < word.i
            and c.dep in ("amod", "compound", "nmod", "nummod", "poss", "quantmod")
            and c.right < first
        ):
            first = c.left
    return first


def _tail(word: Word) -> bool:
    """*Somalia* of *ISIS-Somalia*: part of another name."""
    return any(c.tag == "HYPH" and c.i == word.i - 1 for c in word.children)


def _country(word: Word, inside: Container[int] = ()) -> Entry | None:
    """The country a noun belongs to, by words outside its name: *Israeli forces*, *government of Ukraine*."""
    near = [c for c in word.children if c.dep in ("amod", "compound", "nmod", "poss") and c.i not in inside]
    of = child(word, "prep")
    near += [g for c in near for g in c.children if _of_name(g)]
    if of is not None and of.lower in ("of", "in", "from"):
        under = [c for c in of.children if c.dep == "pobj" and not _tail(c)]
        near += under + [g for c in under for g in c.children if _of_name(g) and g.dep != "amod"]
    near.sort(key=lambda c: c.i)
    for size in range(min(4, len(near)), 1, -1):
        for run in zip(*(near[k:] for k in range(size)), strict=False):
            if run[-1].i - run[0].i == size - 1 and run[0].text[:1].isupper() and run[-1].text[:1].isupper():
                name = _written(run)  # *South Korean*, *Papua New Guinea*, *Guinea-Bissau*
                entry = catalogue().demonym(name) or _state(name)
                if entry:
                    return entry
    for c in near:
        entry = _demonym(c) or _state(c.text)
        if entry is None and (metonym := catalogue().metonym(c.text)):
            body = catalogue().entries.get(metonym.actor)
            entry = country_entry(body.country) if body else None
        if entry is None and c.dep != "amod":
            entry = catalogue().capital(c.text)
        if entry:
            return entry
    return None


def _of_name(word: Word) -> bool:
    """It may be a part of the name of what it hangs from."""
    return word.dep in ("amod", "compound", "nmod") or word.text == "-"


def _written(run: Sequence[Word]) -> str:
    """Words in a row as the text has them."""
    gaps = [" " * (b.start - a.end) for a, b in pairwise(run)]
    return "".join(w.text + gap for w, gap in zip(run, [*gaps, ""], strict=True))


def _state(name: str) -> Entry | None:
    return next((e for e in catalogue().find(name) if e.kind is Kind.COUNTRY), None)


def country_entry(code: str) -> Entry | None:
    """The catalogue's country with an ISO alpha-3 code."""
    return _by_code().get(code)


@cache
def _by_code() -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for e in catalogue().entries.values():
        if e.type in ("Country", "Territory") and e.country:
            found.setdefault(e.country, e)
    return found
