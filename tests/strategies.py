"""Random readings that hang together: mentions of few actors, claims that hold statements."""

from __future__ import annotations

from hypothesis import strategies as st

from kg.types import (
    Article,
    Content,
    Evidence,
    Kind,
    Mention,
    Modality,
    Occurrence,
    Phrase,
    Polarity,
    Predicate,
    Reading,
    StatementKind,
    Time,
)

PEOPLE = ("Ann Lee", "Tim Roe", "Ida Bo", "officials", "he", "vladimir_putin")
VERBS = (("meet", "met"), ("attack", "attacked"), ("wave at", None))
DAYS = (None, Time("2025-12-02", "2025-12-02", "day"), Time("2025-12-01", "2025-12-31", "month"))


def mention(name: str, start: int) -> Mention:
    """Named, unnamed, open or of the catalogue, by the name alone."""
    if name == "he":
        return Mention(name, start, start + 2, Kind.PERSON, open=True)
    if name == "officials":
        return Mention(name, start, start + 9, Kind.GROUP)
    if name == "vladimir_putin":
        return Mention("Putin", start, start + 5, Kind.PERSON, name="Putin", actor=name, country="RUS")
    return Mention(name, start, start + len(name), Kind.PERSON, name=name)


@st.composite
def occurrences(draw: st.DrawFn, article: str) -> tuple[Occurrence, ...]:
    """Up to six; each may stand in a claim before it, and a claim may hold any statement."""
    made: list[Occurrence] = []
    for number in range(draw(st.integers(0, 6))):
        claim = draw(st.booleans())
        lemma, relation = ("say", "said") if claim else draw(st.sampled_from(VERBS))
        other = mention(draw(st.sampled_from(PEOPLE)), 10 * number + 5)
        inner = draw(st.none() | st.integers(0, 6))
        obj: Mention | Phrase | Content = other
        if claim:
            obj = Content("some words", 0, 10, ((0, 10),), inner)
        elif draw(st.integers(0, 3)) == 0:
            obj = Phrase("a thing", 0, 7)
        claims = [o.number for o in made if o.kind is StatementKind.CLAIM]
        made.append(
            Occurrence(
                number,
                StatementKind.CLAIM if claim else StatementKind.EVENT,
                mention(draw(st.sampled_from(PEOPLE)), 10 * number),
                Predicate(lemma, 0, len(lemma), lemma, relation),
                obj,
                Evidence(article, 0, 10 * number, 10 * number + 8, "evidence", "rule", 0.5),
                polarity=draw(st.sampled_from(Polarity)),
                modality=draw(st.sampled_from((Modality.ACTUAL, Modality.PLANNED))),
                attribution=tuple(
                    draw(st.lists(st.sampled_from(claims), max_size=2, unique=True)) if claims else ()
                ),
                time=draw(st.sampled_from(DAYS)),
            )
        )
    return tuple(made)


@st.composite
def readings(draw: st.DrawFn, article: str) -> Reading:
    """What was read in one article."""
    return Reading(Article(article, "text", "2025-12-04"), draw(occurrences(article)))


def sets_of_readings() -> st.SearchStrategy[list[Reading]]:
    """Of up to four articles."""
    return st.integers(0, 4).flatmap(lambda n: st.tuples(*(readings(f"a{k}") for k in range(n))).map(list))
