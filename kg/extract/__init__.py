"""Document -> occurrences: what the article tells, line by line.

An extractor is a function ``Context -> Iterator[Found]`` and one row of ``EXTRACTORS``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.document import Document
from kg.extract.aims import aimed
from kg.extract.arguments import Times, arguments, place
from kg.extract.claims import claims
from kg.extract.clauses import clauses
from kg.extract.confidence import confidence
from kg.extract.deeds import coded, kind_of
from kg.extract.events import events
from kg.extract.found import Context, Extractor, Found
from kg.extract.nominals import nominals
from kg.extract.roles import roles
from kg.ontology import words as lexicon
from kg.syntax import Word, ancestors, childs, conjuncts, is_time, passive, prepositions
from kg.types import Content, Evidence, Mention, Modality, Occurrence, Phrase, StatementKind, Time

__all__ = ["EXTRACTORS", "extract"]

EXTRACTORS: tuple[tuple[str, Extractor], ...] = (
    ("events", events),
    ("nominals", nominals),
    ("roles", roles),
)
"""Beside claims, which come first: the others need to know what is only said."""


def extract(doc: Document) -> Iterator[Occurrence]:
    """The occurrences of a document, numbered in text order, each inside the claims around it."""
    context = Context(doc, clauses(doc))
    spoken = tuple(claims(context))
    anchors = frozenset(f.anchor for f in spoken)
    context = replace(context, claims=spoken, spoken=anchors)
    found = [("claims", f) for f in spoken]
    for name, extractor in EXTRACTORS:
        found += [(name, f) for f in extractor(context)]
    yield from _occurrences(doc, aimed(context, coded(context, _ordered(found))))


def _ordered(found: Sequence[tuple[str, Found]]) -> list[tuple[str, Found]]:
    """In text order; the same statement found twice in one place counts once."""
    seen: set[object] = set()
    kept = []
    for name, f in sorted(found, key=lambda x: _key(x[1])):
        key = (f.kind, _at(f.subject), f.predicate.start, f.predicate.lemma, _at(f.object))
        if key not in seen:
            seen.add(key)
            kept.append((name, f))
    return kept


def _key(f: Found) -> tuple[object, ...]:
    return (
        f.anchor,
        f.kind.value,
        f.predicate.start,
        _at(f.subject),
        _at(f.object),
        f.predicate.lemma,
        f.pattern,
    )


def _at(x: Mention | Phrase | Content | None) -> int:
    return x.start if x is not None else -1


def _occurrences(doc: Document, found: list[tuple[str, Found]]) -> Iterator[Occurrence]:
    times = Times(doc)
    around = [_around(doc, f, found) for _, f in found]
    for number, (name, f) in enumerate(found):
        yield _occurrence(doc, number, name, f, around[number], found, around, times)


PRESUPPOSED = ("role:before", "role:appos")
"""*said that French president Emmanuel Macron lied*: that he is president is the article's own word."""


def _around(doc: Document, f: Found, found: list[tuple[str, Found]]) -> tuple[int, ...]:
    """Numbers of the claims whose content holds the predicate, the smallest content first.

    Claims of several speakers share their content: each is named.
    """
    if f.pattern.startswith(PRESUPPOSED) and not doc.quoted(doc.words[f.anchor]):
        return ()
    holders = [
        (len(c.content), n)
        for n, (_, c) in enumerate(found)
        if f.anchor in c.content and c.anchor != f.anchor
    ]
    return tuple(n for _, n in sorted(holders))


def _occurrence(
    doc: Document,
    number: int,
    name: str,
    f: Found,
    within: tuple[int, ...],
    found: list[tuple[str, Found]],
    around: list[tuple[int, ...]],
    times: Times,
) -> Occurrence:
    word = doc.words[f.anchor]
    modality = f.modality
    if within and modality in (Modality.ACTUAL, Modality.DESIRED) and f.kind is not StatementKind.ROLE:
        modality = _inherited(f, found[within[0]][1])
    if not within and modality is Modality.ACTUAL and f.kind is not StatementKind.ROLE and _supposed(word):
        modality = Modality.POSSIBLE
    obj = f.object
    if isinstance(obj, Content):
        obj = replace(obj, statement=_main(number, f, found, around))
    sentence = doc.sentences[word.sentence]
    span = doc.span(sentence.first, sentence.last)
    used = frozenset((_at(f.subject), _at(f.object)))
    return Occurrence(
        number,
        f.kind,
        _speaking(doc, f.subject, within, found),
        f.predicate,
        _speaking(doc, obj, within, found) if isinstance(obj, Mention) else obj,
        Evidence(
            doc.article.id, sentence.index, span.start, span.end, span.text, f.pattern, confidence(f.pattern)
        ),
        _speaking(doc, f.recipient, within, found),
        () if f.kind is not StatementKind.EVENT else tuple(arguments(doc, word, used)),
        f.polarity,
        modality,
        within,
        None
        if f.kind is StatementKind.ROLE
        else _when(doc, times.of((*_dated_object(doc, f, word), word), modality, f.content), modality),
        f.place or (place(doc, word) if f.kind is StatementKind.EVENT else None),
    )


def _dated_object(doc: Document, f: Found, verb: Word) -> Iterator[Word]:
    """*B* of *bombed A on Monday and B on Tuesday*: its day is its own."""
    for first in childs(verb, "dobj"):
        for head in conjuncts(first)[1:]:
            mention = doc.mentions.get(head.i)
            if mention is f.object and any(is_time(n) for _, n in prepositions(head)):
                yield head


def _when(doc: Document, time: Time | None, modality: Modality) -> Time | None:
    """What is told as done is not done after the article's day: *announces a rise by 2027*."""
    late = time is not None and doc.article.date is not None and time.start > doc.article.date
    return None if late and modality is Modality.ACTUAL else time


FACTIVE = frozenset(
    {"fact", "so", "such", "ensure", "mean", "reality", "way", "extent", "time", "day", "moment"}
)
"""Heads of *that*-clauses that leave it a fact."""


def _told_to(verb: Word) -> bool:
    """*is believed to have fled*, *was ordered to leave*, where nobody is named who believes or orders."""
    return passive(verb) and any(cue.takes("obj-to") for cue in lexicon.cues().get(verb.lemma, ()))


CHARGING = frozenset({"ACCUSE", "SANCTION", "COERCE", "REJECT"})


def _charge(prep: Word) -> bool:
    """*fined X for abusing Y*, *talk of X leaving*: the deed is what is charged or spoken of."""
    above = prep.head
    if above.pos == "NOUN":
        return above.lemma in lexicon.cues() and prep.lower in ("of", "about", "for")
    match = lexicon.relation_of_verb(above.lemma)
    return (
        prep.lower in ("for", "over", "of", "with", "on")
        and match is not None
        and match.relation.type in CHARGING
    )


def _supposed(word: Word) -> bool:
    """Inside *whether ...*, or inside a *that*-clause whose holder no claim was found for."""
    for at in (word, *ancestors(word)):
        marks = {c.lower for c in at.children if c.dep == "mark"}
        if "whether" in marks:
            return True
        if (
            "that" in marks
            and at.dep in ("ccomp", "acl", "advcl")
            and at.head.lower not in FACTIVE
            and at.head.lemma not in FACTIVE
        ):
            return True
        if at.dep == "ccomp" and at.head.dep == "pcomp":
            return True
        if (at.dep == "pcomp" and _charge(at.head)) or (at.dep == "xcomp" and _told_to(at.head)):
            return True
    return False


WISHED = frozenset({"desire", "intention", "readiness", "demand"})
"""Kinds of claims whose whole content is wished for."""


def _inherited(f: Found, claim: Found) -> Modality:
    """What is wanted, vowed or demanded is not told as done, unless its own verb is finite."""
    if claim.main == f.anchor and claim.holds is not Modality.ACTUAL:
        return claim.holds
    if f.modality is not Modality.ACTUAL:
        return f.modality
    kind = kind_of(claim)
    return claim.holds if kind is not None and kind.name in WISHED else f.modality


def _main(number: int, f: Found, found: list[tuple[str, Found]], around: list[tuple[int, ...]]) -> int | None:
    """The number of the content's main statement: that of its head word, if one was found there."""
    inside = [n for n, w in enumerate(around) if number in w and found[n][1].anchor == f.main]
    claims_first = sorted(inside, key=lambda n: (found[n][1].kind is not StatementKind.CLAIM, n))
    return claims_first[0] if claims_first else None


def _speaking(
    doc: Document, mention: Mention | None, within: tuple[int, ...], found: list[tuple[str, Found]]
) -> Mention | None:
    """*I* and *me* inside a quotation are who speaks it: of quotations in one another, the innermost."""
    if mention is None or not mention.open or mention.text.lower() not in ("i", "me", "my") or not within:
        return mention
    quoting = (found[n][1] for n in within if _in_marks(doc, found[n][1]))
    speaker = next(quoting, found[within[-1]][1]).subject
    if speaker is None or speaker.open:
        return mention
    return replace(
        mention,
        kind=speaker.kind,
        name=speaker.name,
        actor=speaker.actor,
        country=speaker.country,
        open=speaker.open,
    )


def _in_marks(doc: Document, claim: Found) -> bool:
    """Its content begins with a quotation mark."""
    before = claim.object.start if isinstance(claim.object, Content) else 0
    return doc.article.text[max(0, before - 1) : before] in ("'", '"', "‘", "“", "«", "„")
