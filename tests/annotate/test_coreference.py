"""Who *he*, *Trump*, *the ministry* and *the Kremlin leader* are within an article (with the model)."""

from __future__ import annotations

from functools import cache

import pytest

from kg.annotate import annotate
from kg.document import Document
from kg.types import Article, Mention

NOBODY = None
CASES = [
    # text, words, which of them, who
    ("Ann Lee resigned. Lee had met Tim Roe.", "Lee", 2, "Ann Lee"),
    ("Lee resigned. Ann Lee had led the party.", "Lee", 1, "Ann Lee"),
    ("Ann Lee met Bob Lee. Bob Lee left. Lee was tired.", "Lee", 4, "Bob Lee"),
    ("Ann Lee met Tim Roe. She left.", "She", 1, "Ann Lee"),
    ("Ann Lee met Tim Roe. He left.", "He", 1, "Tim Roe"),
    ("Tim Roe said he was ill.", "he", 1, "Tim Roe"),
    ("Tim Roe met Paul Dane. Dane thanked him.", "him", 1, "Tim Roe"),
    ("Ann Lee hurt herself.", "herself", 1, "Ann Lee"),
    ("Paul Dane saw Tim Roe and his wife.", "his", 1, "Paul Dane|Tim Roe"),
    ("Paul Dane met him.", "him", 1, NOBODY),
    ("He left.", "He", 1, NOBODY),
    ("It was raining when Ann Lee left.", "It", 1, NOBODY),
    ("Ann Lee left. It was raining.", "It", 1, NOBODY),
    ("Ann Lee left. They stayed.", "They", 1, NOBODY),
    ("Hamas said it had freed a man.", "it", 1, "Hamas"),
    ("France said it would leave Mali.", "it", 1, "France"),
    ("Police said they had arrested a man.", "they", 1, "Police"),
    ("“He is a liar,” Tim Roe said.", "He", 1, NOBODY),
    ("Tim Roe said: “I am a liar.”", "I", 1, NOBODY),
    ("Vladimir Putin left. The Russian president was ill.", "Russian president", 1, "Vladimir Putin"),
    ("Vladimir Putin left. The Kremlin leader was ill.", "Kremlin leader", 1, "Vladimir Putin"),
    (
        "Kim Poe, the president of Palau, left. The Palauan president was ill.",
        "Palauan president",
        1,
        "Kim Poe",
    ),
    ("Kim Poe, the president of Palau, left. The president of Malta was ill.", "president", 2, "president"),
    ("Two presidents left. Putin was ill.", "Two presidents", 1, "Two presidents"),
    ("Rain fell on Monday. He slept.", "He", 1, NOBODY),
]


@cache
def documents() -> dict[str, Document]:
    texts = sorted({c[0] for c in CASES})
    articles = [Article(str(i), t, "2025-03-05") for i, t in enumerate(texts)]
    return {d.article.text: d for d in annotate(articles) if isinstance(d, Document)}


def at(text: str, words: str, nth: int) -> Mention | None:
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return next((m for m in documents()[text].mentions.values() if m.end == start + len(words)), None)


@pytest.mark.parametrize(("text", "words", "nth", "who"), CASES)
def test_stands_for(text: str, words: str, nth: int, who: str | None) -> None:
    found = at(text, words, nth)
    if who is NOBODY:
        assert found is None or found.open
    else:
        assert found is not None and not found.open
        assert (found.name or found.nominal) in who.split("|")


def test_what_stands_for_somebody_has_all_that_is_known_of_him() -> None:
    found = at("Vladimir Putin left. The Russian president was ill.", "Russian president", 1)
    assert found is not None and (found.actor, found.country) == ("vladimir_putin", "RUS")


def test_open_pronouns_have_no_name() -> None:
    for doc in documents().values():
        assert all(m.name is None and m.actor is None for m in doc.mentions.values() if m.open)
