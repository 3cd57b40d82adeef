"""Who is named where, and as what.  These tests run the model, on all texts in one batch."""

from __future__ import annotations

from functools import cache

import pytest

from kg.annotate import annotate
from kg.document import Document
from kg.types import Article, Kind, Mention

CASES = [
    # text, words, kind, label; kind None: no mention there
    ("Ann Lee met Tim Roe.", "Ann Lee", Kind.PERSON, "Ann Lee"),
    ("President Ann Lee met Tim Roe.", "Ann Lee", Kind.PERSON, "Ann Lee"),
    ("Gen. Omar Deeb fled.", "Omar Deeb", Kind.PERSON, "Omar Deeb"),
    ("Trump met Ann Lee.", "Trump", Kind.PERSON, "Trump"),
    ("Trump's envoy met Ann Lee.", "Trump", Kind.PERSON, "Trump"),
    ("France met the envoy.", "France", Kind.COUNTRY, "France"),
    ("NATO condemned Serbia.", "NATO", Kind.ORGANIZATION, "NATO"),
    ("The United Nations condemned Serbia.", "United Nations", Kind.ORGANIZATION, "United Nations"),
    ("The Security Council met in Geneva.", "Geneva", Kind.PLACE, "Geneva"),
    ("The Kyiv Independent reported the news.", "Kyiv Independent", Kind.ORGANIZATION, "Kyiv Independent"),
    ("Hamas freed a man.", "Hamas", Kind.ORGANIZATION, "Hamas"),
    ("Rebels attacked the town.", "Rebels", Kind.GROUP, None),
    ("Two U.S. officials left.", "Two U.S. officials", Kind.GROUP, None),
    ("Palestinian fighters entered the town.", "Palestinian fighters", Kind.GROUP, None),
    ("Israeli forces entered the town.", "Israeli forces", Kind.ORGANIZATION, "Israeli forces"),
    ("Palestinians marched.", "Palestinians", Kind.GROUP, "Palestinians"),
    ("The foreign minister of Peru left.", "foreign minister", Kind.PERSON, None),
    ("Russia's military struck the town.", "Russia's military", Kind.ORGANIZATION, "Russia's military"),
    ("He left on Monday.", "Monday", None, None),
    ("They left in March 2024.", "March", None, None),
    ("It cost $12 million.", "million", None, None),
    ("A state of emergency was declared.", "state", None, None),
    ("The plan failed.", "plan", None, None),
    ("The talks failed.", "talks", None, None),
    ("Some 40 percent voted.", "percent", None, None),
    ("The war ended in June.", "war", None, None),
    ("On Thursday the ceasefire collapsed.", "Thursday", None, None),
]
COUNTRIES = [
    ("Israeli forces entered the town.", "Israeli forces", "ISR"),
    ("Russia's military struck the town.", "Russia's military", "RUS"),
    ("The government of Ukraine fell.", "government", "UKR"),
    ("The foreign minister of Peru left.", "foreign minister", "PER"),
    ("The Kremlin leader left.", "Kremlin leader", "RUS"),
    ("Tehran rejected it.", "Tehran", "IRN"),
    ("Rebels attacked the town.", "Rebels", None),
]
AWKWARD = (
    "“He’s a liar,”Trump said of U.S. Sen. Ann O’Neil (D-Ohio). Mr. Roe, 54, and the Kyiv Independent’s "
    "Kim Poe-Hadi met Saudi Crown Prince Mohammed bin Salman at the Kremlin’s gates.\n\n"
    "The E.U., al-Qaeda’s foes and two Guinea-Bissau officials left. They hailed it."
)


@cache
def documents() -> dict[str, Document]:
    texts = sorted({c[0] for c in CASES} | {c[0] for c in COUNTRIES} | {AWKWARD})
    articles = [Article(str(i), t, "2025-03-05") for i, t in enumerate(texts)]
    return {d.article.text: d for d in annotate(articles) if isinstance(d, Document)}


def at(text: str, words: str) -> Mention | None:
    start = text.index(words)
    return next(
        (m for m in documents()[text].mentions.values() if (m.start, m.end) == (start, start + len(words))),
        None,
    )


@pytest.mark.parametrize(("text", "words", "kind", "label"), CASES)
def test_kind_and_name(text: str, words: str, kind: Kind | None, label: str | None) -> None:
    found = at(text, words)
    assert (found.kind if found else None) == kind
    if found is not None:
        assert found.name == label


@pytest.mark.parametrize(("text", "words", "country"), COUNTRIES)
def test_country(text: str, words: str, country: str | None) -> None:
    found = at(text, words)
    assert found is not None and found.country == country


def test_the_unnamed_keep_their_words() -> None:
    rebels = at("Rebels attacked the town.", "Rebels")
    assert rebels is not None and rebels.name is None and rebels.nominal == "Rebels" and not rebels.open


def test_a_mention_is_the_articles_words() -> None:
    for text, doc in documents().items():
        for head, m in doc.mentions.items():
            assert text[m.start : m.end] == m.text
            assert m.start <= doc.words[head].start and doc.words[head].end <= m.end


def test_names_do_not_overlap_and_each_word_knows_its_own() -> None:
    for doc in documents().values():
        for i, head in doc.names.items():
            m = doc.mentions[head]
            assert m.start <= doc.words[i].start and doc.words[i].end <= m.end
            assert doc.mention(doc.words[i]) is m


def test_titles_are_no_part_of_names() -> None:
    names = {m.name for m in documents()[AWKWARD].mentions.values()}
    assert not {n for n in names if n and n.split()[0] in ("Sen.", "Mr.", "Crown", "Prince")}
    assert {"Mohammed bin Salman", "Trump", "Roe", "Kim Poe-Hadi", "Kyiv Independent"} <= names


def test_names_are_found_in_the_text() -> None:
    """But for the shape of apostrophes; only demonyms stand for a name of the catalogue's."""
    for text, doc in documents().items():
        straight = text.replace("’", "'")
        demonyms = {m.name for m in doc.mentions.values() if m.kind is Kind.COUNTRY}
        assert not [
            m for m in doc.mentions.values() if m.name and m.name not in straight and m.name not in demonyms
        ]
