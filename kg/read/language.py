"""Whether a text is English: by letters, then by the small words that every sentence needs."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

from kg.ontology.tables import parts, rows

ENGLISH = "English"
WORD = re.compile(r"[^\W\d_]+")
SAMPLE = 20_000
"""Characters looked at."""
ENOUGH = 40
"""Words below which nothing is said: a headline or a list of names is no proof."""
FEW = 0.10
"""English news has 0.3 to 0.5 of its words in the list, other languages below 0.05."""
MANY = 0.15
"""Share of the other language's small words that makes it sure."""


def foreign(text: str) -> str | None:
    """What a text is if it is surely not English (``German``, ``Cyrillic script``); else None."""
    words = Counter(WORD.findall(text[:SAMPLE].lower()))
    return other_script(words) or other_language(words)


def other_script(words: Counter[str]) -> str | None:
    """The script of a text that is mostly not in Latin letters."""
    letters: Counter[str] = Counter()
    for word, number in words.items():
        letters[script(word[0])] += number * len(word)
    if letters.total() < 2 * ENOUGH or 2 * letters["Latin"] > letters.total():
        return None
    commonest, _ = max(letters.items(), key=lambda item: (item[1], item[0]))
    return None if commonest == "Latin" else f"{commonest} script"


def script(letter: str) -> str:
    """``Latin``, ``Cyrillic``, ``Arabic``, ``Cjk`` ...: the first word of the letter's Unicode name."""
    return unicodedata.name(letter, "Unknown").split()[0].capitalize()


def other_language(words: Counter[str]) -> str | None:
    """The language of which a Latin text has many small words, when it has few English ones."""
    total = words.total()
    if total < ENOUGH:
        return None
    share = {name: sum(words[word] for word in small) / total for name, small in small_words().items()}
    english = share.pop(ENGLISH)
    most, name = max((value, name) for name, value in share.items())
    return name if english < FEW and most > MANY else None


@cache
def small_words() -> dict[str, tuple[str, ...]]:
    """The commonest words by language."""
    return {name: parts(words) for name, words in rows("languages.tsv", ("language", "words"))}
