"""Names as strings: their comparable form, their local name in an IRI, and how alike two are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import permutations
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from kg.ontology.tables import COUNTRIES, parts, rows
from kg.types import Kind

SAME = 0.8
"""From here on two names may be taken for one; below, down to ``POSSIBLE``, a person should look."""
POSSIBLE = 0.6

_EQUAL, _VARIANT, _INITIAL, _EDIT = 1.0, 0.92, 0.85, 0.75
"""What a pair of tokens counts; a name counts the product.  Two variants are still SAME, an edit never is:
tuned by hand so that *Johnson* and *Johnston* are left to a person."""
_MOST_TOKENS = 7
_SLUG_LENGTH = 60

_APOSTROPHES = re.compile("[’‘ʼʻ`´ʹʿʾ′＇‛]")
_LETTERS = re.compile(r"[A-Za-z]+(?: [A-Za-z]+)*")
_POSSESSIVE = re.compile(r"(?:'s)+$")
_INNER_POSSESSIVE = re.compile(r"(\w)'s?(?=\s)")
_SILENT = re.compile(r"[.'\N{MIDDLE DOT}]")
_NO_WORD = re.compile(r"[\W_]+")
_LEADING_THE = re.compile(r"^(?:the )+(?=.)")
_ROMAN = re.compile(r"(?!xi$)(?=[ivx])x?(?:ix|iv|v?i{0,3})")
"""Up to XVIII, without XI: that is a surname."""
_ABD = re.compile(r"\babd[aeou]l ?(?=\w)")
"""*Abdul Malik*, *Abdelmalek*."""
_PARTICLES = frozenset("al el bin ibn bint ben von van der den de da do dos del della di la le du e".split())


class _Person(NamedTuple):
    """A person's name in pieces."""

    tokens: tuple[str, ...]
    initials: tuple[str, ...]
    suffix: str
    """Generation: ``jr``, ``iii``."""


@lru_cache(maxsize=1 << 14)
def normalise(name: str) -> str:
    """The comparable form: no case, marks, hidden signs, punctuation, final possessive or leading *the*."""
    if _LETTERS.fullmatch(name) and name[:4].lower() != "the ":
        return name.lower()  # most names
    if not name.isascii():
        name = _plain(name)
    name = _POSSESSIVE.sub("", name.casefold().strip())
    words = _NO_WORD.sub(" ", _SILENT.sub("", name)).strip()
    return _LEADING_THE.sub("", words)


def slug(name: str) -> str:
    """A readable local name of ``a-z0-9_``, never empty; different names may share one."""
    ascii_only = re.sub(r"[^a-z0-9]+", " ", latin(normalise(name))).split()
    return _cut("_".join(ascii_only)) or "x"


def strip_titles(name: str) -> str:
    """The name without titles, ranks and offices around it: *U.S. President Donald Trump* -> *Donald Trump*.

    What would leave nothing is kept (*the President*).
    """
    words = name.split()
    titles = _titles()
    first, at = 0, 0
    while at < len(words) - 1:
        kind, width = _leading(titles, words, at)
        if not width or at + width >= len(words):
            break
        at += width
        first = at if kind == "title" else first
    last = len(words)
    while last - first > 1 and titles.get(_word(words[last - 1])) == "after":
        last -= 1
    return " ".join(words[first:last]).rstrip(",") if (first, last) != (0, len(words)) else name


def similarity(left: str, right: str, kind: Kind) -> float:
    """How surely two names can be of one bearer, 0 to 1; symmetric.

    Persons: every token of the shorter name has its own in the longer one, equal, as a variant (*Bill*,
    *Yuri*), as an initial or one letter off; generations (*Jr.*, *II*) and several initials agree.  A single
    word never reaches ``SAME`` against a longer name, nor do bare initials.  Anything else: the same words
    in any order, where a demonym is its country and an acronym is only possible.
    """
    if normalise(left) == normalise(right):
        return 1.0 if normalise(left) else 0.0
    return round(_persons(left, right) if kind is Kind.PERSON else _organisations(left, right), 2)


def latin(text: str) -> str:
    """Cyrillic, Greek and special Latin letters as plain Latin ones; lower case goes in."""
    return text if text.isascii() else text.translate(_letters())


def _plain(name: str) -> str:
    """No marks and no invisible signs, one apostrophe."""
    name = unicodedata.normalize("NFKD", _APOSTROPHES.sub("'", name))
    name = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in name if unicodedata.category(c)[0] not in "MC" or c.isspace())


def _cut(text: str) -> str:
    """No longer than a path can bear, and whole words where possible."""
    if len(text) <= _SLUG_LENGTH:
        return text
    return text[: text.rfind("_", 0, _SLUG_LENGTH + 1)] if "_" in text[:_SLUG_LENGTH] else text[:_SLUG_LENGTH]


def _word(word: str) -> str:
    return normalise(word.rstrip(","))


def _leading(titles: Mapping[str, str], words: Sequence[str], at: int) -> tuple[str, int]:
    """What kind of title begins there, and how many words it has; the longest one."""
    for width in (4, 3, 2, 1):
        kind = titles.get(" ".join(map(_word, words[at : at + width])), "")
        if kind in ("title", "before") and at + width <= len(words):
            return kind, width
    return "", 0


def _persons(left: str, right: str) -> float:
    a, b = _person(left), _person(right)
    if not a.tokens or not b.tokens or a.suffix != b.suffix or _clash(a.initials, b.initials):
        return 0.0
    short, long = sorted((a.tokens, b.tokens), key=lambda tokens: (len(tokens), tokens))
    score = _aligned(short, long)
    weak = len(short) == 1 < len(long) or all(len(token) == 1 for token in short)
    return min(score, POSSIBLE) if weak else score


@lru_cache(maxsize=1 << 14)
def _person(name: str) -> _Person:
    tokens = _ABD.sub("abd", latin(normalise(strip_titles(name)))).split()
    suffix = tokens.pop() if len(tokens) > 1 and _generation(tokens[-1]) else ""
    bare = [token for token in tokens if token not in _PARTICLES] or tokens
    initials = tuple(token for token in bare if len(token) == 1)
    full = _joined(bare) if len(bare) == len(initials) + 1 else bare
    return _Person(tuple(full[:_MOST_TOKENS]), initials, suffix)


def _joined(tokens: Sequence[str]) -> list[str]:
    """Initials before a lone surname as one token: *J. D. Vance* is *JD Vance*."""
    letters = "".join(token for token in tokens if len(token) == 1)
    return [letters, *(token for token in tokens if len(token) > 1)] if letters else list(tokens)


def _generation(token: str) -> bool:
    return token in ("jr", "sr", "junior", "senior") or _ROMAN.fullmatch(token) is not None


def _clash(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Both have initials, and not the same: *George H. W.*, *George W.*"""
    return bool(left and right) and left != right


def _aligned(short: tuple[str, ...], long: tuple[str, ...]) -> float:
    """The best product of token scores over all ways to give each token of the shorter name its own."""
    scores = [[_token(a, b) for b in long] for a in short]
    _surnames_in_full(scores, short, long)
    if any(max(row) == 0 for row in scores):
        return 0.0
    return max(_product(scores, order) for order in permutations(range(len(long)), len(short)))


def _surnames_in_full(scores: list[list[float]], short: tuple[str, ...], long: tuple[str, ...]) -> None:
    """An initial stands for no last word: *John C. Roe* is not *John Clarke*."""
    for i, a in enumerate(short):
        for j, b in enumerate(long):
            if (len(a) == 1 < len(b) and j == len(long) - 1) or (
                len(b) == 1 < len(a) and i == len(short) - 1
            ):
                scores[i][j] = 0.0


def _product(scores: Sequence[Sequence[float]], order: Sequence[int]) -> float:
    """Of one alignment; 0 unless some full word is surely the same, and all are where the order differs."""
    chosen = [row[column] for row, column in zip(scores, order, strict=True)]
    if list(order) != sorted(order) and min(chosen) < _EQUAL:
        return 0.0
    product = 1.0
    for score in chosen:
        product *= score
    return product if max(chosen) >= _VARIANT else 0.0


@lru_cache(maxsize=1 << 16)
def _token(left: str, right: str) -> float:
    """How alike two words of persons' names are."""
    if left == right:
        return _EQUAL
    if len(left) == 1 or len(right) == 1:
        return _INITIAL if left[0] == right[0] else 0.0
    if _nicknamed(left) & _nicknamed(right) or _spelt_alike(left, right):
        return _VARIANT
    return _EDIT if _slip(left, right) else 0.0


def _nicknamed(name: str) -> frozenset[str]:
    """The groups of names that it belongs to."""
    return _nicknames().get(name, frozenset())


def _slip(left: str, right: str) -> bool:
    """One letter off in a long word, and no feminine ending."""
    if min(len(left), len(right)) < 6 or left[0] != right[0] or left + "a" == right or right + "a" == left:
        return False
    return Levenshtein.distance(left, right, score_cutoff=1) <= 1


def _spelt_alike(left: str, right: str) -> bool:
    """Two transliterations of one word: the same consonants, and vowels that differ in one place at most."""
    if skeleton(left) != skeleton(right) or len(skeleton(left)) < 2:
        return False
    a, b = _vowels(left), _vowels(right)
    return a == b or (min(len(a), len(b)) > 2 and Levenshtein.distance(a, b, score_cutoff=1) <= 1)


_CONSONANTS = tuple(
    (re.compile(pattern), new)
    for pattern, new in (
        (r"^(?:[ij](?=[aeou])|y)", "y"),
        (r"kh|gh|q|c(?=[aoukrlt]|$)|ck", "k"),
        (r"x", "ks"),
        (r"zh|dj|dzh", "j"),
        (r"tch|tsch|ch|cz|cs", "c"),
        (r"sch|sh|sz", "s"),
        (r"dh", "d"),
        (r"th", "t"),
        (r"ph", "f"),
        (r"w", "v"),
        (r"(.)\1+", r"\1"),
        (r"(?<=.)[aeiouy]+", ""),
        (r"^[aeiou]+", "a"),
        (r"(?<=.)h$", ""),
    )
)


@lru_cache(maxsize=1 << 14)
def skeleton(word: str) -> str:
    """The consonants, whatever the system of transliteration: *Qadhafi* and *Khadafy* have one."""
    for pattern, new in _CONSONANTS:
        word = pattern.sub(new, word)
    return word


def _vowels(word: str) -> str:
    """One sign for each group of vowels: open, front or back, by its last."""
    groups = re.findall(r"[aeiouy]*([aeiouy])", re.sub("[ou]e", "u", word))
    return "".join("a" if last in "ae" else "i" if last in "iy" else "u" for last in groups)


def told_words(name: str) -> frozenset[str]:
    """The words that tell an organisation from others, whatever their order: *Iran's foreign ministry* and
    *Ministry of Foreign Affairs (Iran)* have the same."""
    return _words(_INNER_POSSESSIVE.sub(r"\1", name.replace("’", "'")))


def _organisations(left: str, right: str) -> float:
    a, b = _words(left), _words(right)
    if not a or not b:
        return 0.0
    if _acronym(left, right) or _acronym(right, left):
        return POSSIBLE
    if len(a) != len(b) or len(a) > _MOST_TOKENS:
        return 0.0
    rest_a, rest_b = sorted(a - b), sorted(b - a)
    if not rest_a:
        return 0.95
    countries = frozenset(_countries().values())
    if countries & {*rest_a, *rest_b} or len(rest_a) > 1:
        return 0.0
    long = min(len(rest_a[0]), len(rest_b[0])) > 4
    return _VARIANT if long and _spelt_alike(rest_a[0], rest_b[0]) else 0.0


@lru_cache(maxsize=1 << 14)
def _words(name: str) -> frozenset[str]:
    """The words that tell organisations apart: one spelling, countries for demonyms, no legal forms."""
    text = f" {latin(normalise(name))} "
    if not _long_countries_begin().isdisjoint(text.split()):
        for long, country in _long_countries():
            text = text.replace(long, country)
    spelling = _spelling()
    told = (spelling.get(word, word) for word in text.split())
    return frozenset(_countries().get(word, word) for word in told if word)


def acronym(short: str, long: str) -> bool:
    """Whether a name in capitals has the initials of a longer one: *SADC*."""
    return len(short) > 1 and _acronym(short, long)


def _acronym(short: str, long: str) -> bool:
    """The letters of the one begin the words of the other."""
    letters = short.replace(".", "")
    words = [word for word in normalise(long).split() if _spelling().get(word) != ""]
    return letters.isupper() and len(words) > 1 and letters.casefold() == "".join(word[0] for word in words)


def full_name(name: str, kind: Kind) -> str:
    """The comparable form of a name that says all: given name and surname without titles, or what a body is
    called, its country's words in any order; empty for a word alone."""
    if kind is Kind.PERSON:
        name = normalise(strip_titles(name))
        return name if " " in name else ""
    words = _words(name)
    if words & frozenset(_countries().values()) and len(words) > 1:
        return "+".join(sorted(words))
    return normalise(name) if " " in normalise(name) else ""


def keys(name: str, kind: Kind) -> frozenset[str]:
    """What two names that ``similarity`` finds alike have at least one of in common; few names share one."""
    return frozenset(_person_keys(name) if kind is Kind.PERSON else _body_keys(name))


def _person_keys(name: str) -> Iterator[str]:
    """The last word in any spelling; each word in any spelling with the first letter of each other word."""
    tokens = _person(name).tokens
    yield from _forms(tokens[-1]) if tokens else ()
    for i, token in enumerate(tokens):
        for form in _forms(token) if len(token) > 1 else ():
            yield from (f"{form} {first}" for j, x in enumerate(tokens) if j != i for first in _firsts(x))


def _forms(token: str) -> frozenset[str]:
    return _nicknamed(token) | {skeleton(token)}


def _firsts(token: str) -> frozenset[str]:
    return frozenset(form[:1] for form in (token, *_forms(token)))


def _body_keys(name: str) -> Iterator[str]:
    """The words in any spelling and order; the initials for an acronym."""
    words = _words(name) or {normalise(name)}
    yield "+".join(sorted(map(skeleton, words)))
    letters = name.replace(".", "")
    if letters.isupper():
        yield "=" + letters.casefold()
    long = [word for word in normalise(name).split() if _spelling().get(word) != ""]
    if len(long) > 1:
        yield "=" + "".join(word[0] for word in long)


@cache
def _letters() -> dict[int, str]:
    return {ord(letter): plain for letter, plain, _ in rows("letters.tsv", ("letter", "latin", "script"))}


@cache
def _titles() -> dict[str, str]:
    """What stands around names; demonyms only before a title."""
    table = rows("countries.tsv", COUNTRIES)
    before = {normalise(word): "before" for row in table for word in parts(row[3])}
    return before | {normalise(word): kind for word, kind in rows("titles.tsv", ("title", "position"))}


@cache
def _nicknames() -> dict[str, frozenset[str]]:
    """The groups of names that each name belongs to."""
    groups: dict[str, set[str]] = {}
    for name, forms in rows("nicknames.tsv", ("name", "forms")):
        for form in (name, *parts(forms)):
            groups.setdefault(normalise(form), set()).add(name)
    return {form: frozenset(names) for form, names in groups.items()}


@cache
def _spelling() -> dict[str, str]:
    """One spelling for words of organisations; empty: the word tells nothing."""
    return {row[0]: row[1] for row in rows("organisation_words.tsv", ("word", "as"))}


@cache
def _countries() -> dict[str, str]:
    """The key of the country for names and demonyms of one word."""
    return {word: key for word, key in _country_names() if " " not in word}


@cache
def _long_countries() -> tuple[tuple[str, str], ...]:
    """Names and demonyms of several words, in blanks, with the key of the country; longest first."""
    several = [(f" {word} ", f" {key} ") for word, key in _country_names() if " " in word]
    return tuple(sorted(several, key=lambda pair: (-len(pair[0]), pair)))


@cache
def _long_countries_begin() -> frozenset[str]:
    """The first words of these: few names have one."""
    return frozenset(long.split()[0] for long, _ in _long_countries())


def _country_names() -> Iterator[tuple[str, str]]:
    """What organisations call their country, with its key."""
    for key, _, _, adjectives, *_ in rows("countries.tsv", COUNTRIES):
        yield normalise(key.replace("_", " ")), key
        yield from ((normalise(word), key) for word in parts(adjectives))
    yield from (("russian federation", "russia"), ("united states of america", "united_states"))
