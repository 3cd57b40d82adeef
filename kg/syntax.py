"""Words of a parsed article and the questions extractors ask about them.

``Word`` is a plain value tree made once from the parse: spaCy's tokens are made anew on every access,
cannot be compared by identity, and carry offsets of the normalised paragraph, not of the article.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

CLAUSES = frozenset(
    {"ROOT", "ccomp", "xcomp", "advcl", "relcl", "acl", "conj", "parataxis", "pcomp", "csubj"}
)


@dataclass(slots=True, eq=False)
class Word:
    """One token: ``start`` and ``end`` are offsets of the article, ``i`` its place in the document."""

    i: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    start: int
    end: int
    entity: str
    """The model's entity label, or empty."""
    begins: bool
    """Whether an entity begins here."""
    sentence: int
    lower: str
    head: Word = field(init=False, repr=False)
    children: list[Word] = field(default_factory=list, repr=False)
    left: int = 0
    """Index of the first word of its subtree."""
    right: int = 0
    """Index of the last word of its subtree."""

    @property
    def root(self) -> bool:
        return self.head is self

    def __repr__(self) -> str:
        return f"{self.text}/{self.i}"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of words, first to last, inclusive; ``paragraph`` counts from zero."""

    index: int
    first: int
    last: int
    paragraph: int


def link(words: Sequence[Word], heads: Sequence[int]) -> None:
    """Set heads, children and subtree edges; ``heads[k]`` is the place in ``words`` of the k-th head.

    Every ancestor's left edge is the first word that comes up to it, going from left to right, and its right
    edge the first that comes from the other side.
    """
    for word, head in zip(words, heads, strict=True):
        word.head = words[head]
        word.left = word.right = word.i
        if words[head] is not word:
            words[head].children.append(word)
    for word in words:
        above = word.head
        while word.i < above.left:
            above.left, above = word.i, above.head
    for word in reversed(words):
        above = word.head
        while word.i > above.right:
            above.right, above = word.i, above.head


def child(word: Word, *deps: str) -> Word | None:
    """The first child with one of these labels."""
    for c in word.children:
        if c.dep in deps:
            return c
    return None


def childs(word: Word, *deps: str) -> list[Word]:
    """All children with one of these labels."""
    return [c for c in word.children if c.dep in deps]


def marked(clause: Word, *conjunctions: str) -> bool:
    """One of these conjunctions opens the clause."""
    return any(c.dep == "mark" and c.lower in conjunctions for c in clause.children)


def ancestors(word: Word, limit: int = 50) -> Iterator[Word]:
    """Its head, that one's head ... up to the root, at most ``limit``."""
    for _ in range(limit):
        if word.root:
            return
        word = word.head
        yield word


def inside(word: Word, top: Word) -> bool:
    """Whether ``word`` is in the subtree of ``top``."""
    return word is top or any(a is top for a in ancestors(word))


def conjuncts(word: Word) -> list[Word]:
    """The word and everything coordinated with it below (*A, B and C* from A)."""
    found, todo = [word], [word]
    while todo:
        for c in todo.pop().children:
            if c.dep == "conj" and len(found) < 40:
                found.append(c)
                todo.append(c)
    return sorted(found, key=lambda w: w.i)


def is_verb(word: Word) -> bool:
    """A verb in the role of a predicate (*be* as a full verb included)."""
    if word.dep == "prep":
        return False  # *following*, *including*
    return word.pos == "VERB" or (word.pos == "AUX" and word.dep in CLAUSES)


def is_time(word: Word) -> bool:
    """The head of an expression of time: a date, an hour, a duration."""
    return word.entity in ("DATE", "TIME")


def passive(verb: Word) -> bool:
    """*was killed*, *the man killed*, *asked about it*, and *arrested and killed* under one auxiliary."""
    if any(c.dep in ("auxpass", "nsubjpass", "agent") for c in verb.children):
        return True
    if verb.tag == "VBD" and verb.dep == "conj" and verb.lower.endswith("ed"):
        if _own_participants(verb) and not (verb.head.dep == "acl" and child(verb, "nsubj", "aux") is None):
            return False
        return verb.head.tag == "VBN" and is_verb(verb.head) and passive(verb.head)
    if verb.tag != "VBN":
        return False
    if verb.dep in ("acl", "amod"):
        return not any(c.dep == "aux" and c.lemma == "have" for c in verb.children)
    if verb.dep == "advcl":  # *Asked about it, he ...*
        return not _own_participants(verb)
    shares = verb.dep == "conj" and not any(c.dep in ("aux", "nsubj") for c in verb.children)
    return shares and is_verb(verb.head) and verb.head.tag == "VBN" and passive(verb.head)


def _own_participants(verb: Word) -> bool:
    return any(c.dep in ("nsubj", "dobj", "aux") for c in verb.children)


def infinitive(verb: Word) -> bool:
    """*to meet*."""
    return any(c.dep == "aux" and c.lower == "to" for c in verb.children)


def particle(verb: Word) -> str:
    """*out* of *pull out*."""
    prt = child(verb, "prt")
    return prt.lower if prt else ""


def prepositions(word: Word) -> Iterator[tuple[Word, Word]]:
    """(preposition, its noun) below a word; chains like *out of X* give their last link."""
    for prep in word.children:
        if prep.lower == "according":
            continue  # who says so takes no part
        if prep.dep in ("prep", "agent", "dative") and prep.pos in ("ADP", "SCONJ", "ADV", "VERB"):
            yield from _objects(prep, prep)


def _objects(first: Word, prep: Word) -> Iterator[tuple[Word, Word]]:
    for c in prep.children:
        if c.dep == "pobj":
            yield first, c
        elif c.dep in ("prep", "pcomp") and c.pos in ("ADP", "SCONJ") and c.i - first.i < 4:
            yield from _objects(c, c)


def words_between(words: Sequence[Word], first: int, last: int) -> Iterator[Word]:
    return (words[i] for i in range(first, last + 1))


def determined(word: Word) -> str:
    """The determiner or number before a noun, lower case, or empty."""
    return next((c.lower for c in word.children if c.dep in ("det", "nummod") and c.i < word.i), "")


def possessor(word: Word) -> Word | None:
    """*Trump* of *Trump's envoy*."""
    return child(word, "poss")
