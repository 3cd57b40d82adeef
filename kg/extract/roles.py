"""What somebody is: office, membership, kinship, told beside the name, in an apposition, or by *is*.

>>> from kg.pipeline import read_text
>>> [(o.subject.text, o.predicate.lemma, o.object.text)
...  for o in read_text("French president Emmanuel Macron spoke.").occurrences if o.kind == "role"]
[('Emmanuel Macron', 'president', 'French')]
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.document import Document
from kg.extract.arguments import actor, acts
from kg.extract.clauses import Clause, colour
from kg.extract.found import Context, Found
from kg.ontology import words as lexicon
from kg.ontology.words import Role
from kg.syntax import Word, child, childs, conjuncts, prepositions
from kg.types import Kind, Mention, Modality, Polarity, Predicate, StatementKind

MODIFIERS = frozenset({"compound", "amod", "nmod"})
OWNERS = ("of", "for", "to", "at", "in", "with")


def roles(context: Context) -> Iterator[Found]:
    """Every role of a named person (or of a group that a noun presents as somebody's)."""
    doc = context.doc
    seen: set[tuple[int, int]] = set()
    for found in _all(context, doc):
        key = (found.subject.start if found.subject else -1, found.predicate.start)
        if key not in seen:
            seen.add(key)
            yield found


def _all(context: Context, doc: Document) -> Iterator[Found]:
    for word in doc.words:
        mention = doc.mentions.get(word.i)
        if (
            mention is not None
            and mention.kind is Kind.PERSON
            and mention.name
            and not mention.open
            and word.pos != "PRON"
        ):
            yield from _before(doc, word, mention)
            yield from _after(doc, word, mention)
    for clause in context.clauses.values():
        if clause.verb.lemma in ("be", "become", "remain") and clause.agents:
            yield from _copula(doc, clause)


def _first(doc: Document, head: Word) -> int:
    """The first word of the name that a word heads."""
    first = head.i
    while first > 0 and doc.names.get(first - 1) == head.i:
        first -= 1
    return first


def _before(doc: Document, head: Word, person: Mention) -> Iterator[Found]:
    """*Kremlin foreign policy adviser* before a name."""
    first = _first(doc, head)
    end = first - 1
    if end < 0 or doc.words[end].sentence != head.sentence or doc.names.get(head.i) != head.i:
        return
    role, start = _role_at(doc, end)
    if role is None or (doc.words[end].dep == "pobj" and start == end):
        return
    yield _made(
        doc,
        person,
        role,
        start,
        end,
        _owner_before(doc, start, head),
        Modality.ACTUAL,
        Polarity.POSITIVE,
        "role:before",
    )


def _role_at(doc: Document, end: int) -> tuple[Role | None, int]:
    """The role whose last word is at ``end``, with the modifiers that belong to it."""
    known = lexicon.roles()
    word = doc.words[end]
    role, start = None, end
    for size in (5, 4, 3, 2, 1):
        a = end - size + 1
        if a >= 0:
            plain = doc.span(a, end).text.lower()
            role = known.get(plain) or known.get(plain[: len(plain) - len(word.text)] + word.lemma)
            if role is not None and not any(i in doc.names for i in range(a, end + 1)):
                start = a
                break
            role = None
    if role is None:
        return None, end
    while start > 0 and _modifies(doc, doc.words[start - 1], start):
        start -= 1
    if start > 0 and doc.words[start - 1].text == "-" and start < end:
        start += 1  # *far-right security minister*: the hyphen's left half is no modifier of its own
    return role, start


def _modifies(doc: Document, word: Word, start: int) -> bool:
    """*foreign policy* of *foreign policy adviser*, and *former*; no name, no demonym, no article."""
    return (
        word.dep in MODIFIERS
        and word.pos in ("NOUN", "ADJ", "PROPN")
        and word.i not in doc.names
        and word.i not in doc.mentions
        and word.head.i >= start
        and word.sentence == doc.words[start].sentence
    )


def _owner_before(doc: Document, start: int, head: Word) -> Mention | None:
    """Whose: the name, demonym or possessor just before the role; shared over a coordination."""
    for i in range(start - 1, max(start - 6, -1), -1):
        word = doc.words[i]
        if word.sentence != head.sentence or (
            word.pos in ("VERB", "AUX", "PUNCT", "CCONJ", "DET") and word.text != "-"
        ):
            break
        owner = doc.mention(word)
        if owner is not None and not owner.open and (word.i in doc.names or word.i in doc.mentions):
            return owner if word.dep in (*MODIFIERS, "poss") or word.head.i >= start else None
    if head.dep == "conj" and child(head, "poss") is None and head.head is not head:
        top = head.head
        before = _first(doc, top) - 1
        role, begin = _role_at(doc, before) if before >= 0 else (None, 0)
        if role is not None:
            return _owner_before(doc, begin, top)
    owner_word = child(head, "poss")
    return doc.mention(owner_word) if owner_word is not None and acts(doc.mention(owner_word)) else None


def _after(doc: Document, head: Word, person: Mention) -> Iterator[Found]:
    """*, the president of X,* after a name, or before it with the name as apposition."""
    nouns = [w for a in childs(head, "appos") for w in conjuncts(a)]
    if head.dep == "appos" and not childs(head.head, "conj"):
        nouns.append(head.head)
    for noun in nouns:
        if noun.i in doc.names:
            continue
        role, start = _role_at(doc, noun.i)
        if role is not None:
            yield _made(
                doc,
                person,
                role,
                start,
                noun.i,
                _owner(doc, noun, start),
                Modality.ACTUAL,
                Polarity.POSITIVE,
                "role:appos",
            )


def _owner(doc: Document, noun: Word, start: int) -> Mention | None:
    """*of X*, *X's*, *X* before the role noun."""
    for prep, w in prepositions(noun):
        if prep.lower in OWNERS and acts(doc.mention(w)) and prep.i <= noun.i + 3:
            return doc.mention(w)
    for c in noun.children:
        if c.dep in ("poss", *MODIFIERS) and c.i < start and acts(doc.mention(c)):
            return doc.mention(c)
    return None


def _copula(doc: Document, clause: Clause) -> Iterator[Found]:
    noun = child(clause.verb, "attr")
    if noun is None or noun.i in doc.names:
        return
    modality, polarity, _, _ = colour(clause.verb)
    for word in clause.agents:
        person = actor(doc, word)
        if person is None or person.kind is not Kind.PERSON or person.open or not person.name:
            continue
        for n in conjuncts(noun):
            role, start = _role_at(doc, n.i)
            if role is not None:
                yield _made(
                    doc, person, role, start, n.i, _owner(doc, n, start), modality, polarity, "role:copula"
                )


def _made(
    doc: Document,
    person: Mention,
    role: Role,
    start: int,
    end: int,
    owner: Mention | None,
    modality: Modality,
    polarity: Polarity,
    pattern: str,
) -> Found:
    words = doc.span(start, end)
    family = lexicon.families()[role.family]
    lemma = " ".join(words.text.lower().split())
    status = lexicon.statuses().get(doc.words[start].lower, "")
    relation = family.relation if status != "former" else None
    if owner is not None and owner.start == person.start:
        owner = None
    return Found(
        StatementKind.ROLE,
        end,
        person,
        Predicate(words.text, words.start, words.end, lemma, relation, "ROLE", None),
        owner,
        pattern + ("" if owner else ":alone"),
        None,
        (),
        polarity,
        modality,
    )
