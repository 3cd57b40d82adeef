"""The gold rows and their notation, told at the heads of the files: parsed, and matched against readings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.annotate import annotate
from kg.document import Document
from kg.extract import extract
from kg.ontology.catalogue import catalogue
from kg.ontology.words import relations
from kg.types import Article, Content, Mention, Modality, Occurrence, Phrase, Polarity, Reading

HERE = Path(__file__).parent
FILES = ("events", "claims", "roles", "who", "when_where", "chains")
COLUMNS = ("topic", "date", "text", "statements", "xfail")
MODALITIES = frozenset(m.value for m in Modality)
KINDS = frozenset({"event", "claim", "role"})

ARROW = re.compile(r"^(?P<subject>.+?) -(?P<predicate>[^>]+)-> (?P<rest>.+)$", re.DOTALL)
MARK = re.compile(
    r"^(?P<before>.+) (?:(?P<word>planned|possible|desired|required|conditional|not|any|event|claim|role)"
    r"|@(?P<place>[^@\]\"]+)|t=(?P<time>[\d.\-]+|\?)|type=(?P<type>[A-Z]+|\?)|to\((?P<to>[^()]*)\)|in\((?P<within>[^()]*)\))$",
    re.DOTALL,
)
DETERMINER = re.compile(r"^(?:the|a|an|its|their|his|her|this|that|these|those)\s+", re.IGNORECASE)
QUOTES = re.compile(r"[\"“”„«»‘’']")


@dataclass(frozen=True, slots=True)
class Statement:
    """A pattern of one occurrence; unmarked it is actual, positive and the article's own voice."""

    subject: str
    predicate: str
    object: str | Statement
    polarity: str | None = "positive"
    modality: str | None = "actual"
    within: tuple[str, ...] | None = ()
    """Speakers, innermost first; ``("*",)`` is somebody, None is anybody or nobody."""
    recipient: str | None = None
    place: str | None = None
    time: str | None = None
    type: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """Somebody of this name stands in some statement."""

    name: str


@dataclass(frozen=True, slots=True)
class Referent:
    """The mention at the n-th place with these words stands for somebody, or (``?``) for nobody known."""

    words: str
    nth: int
    who: str


@dataclass(frozen=True, slots=True)
class Sort:
    """The mention at the n-th place with these words is of a kind."""

    words: str
    nth: int
    kind: str


Pattern = Statement | Node | Referent | Sort


@dataclass(frozen=True, slots=True)
class Check:
    """One part of a cell: a pattern that must, or must not, be there."""

    source: str
    forbidden: bool
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class Row:
    """A text with what must and must not come out of it."""

    id: str
    topic: str
    date: str | None
    text: str
    checks: tuple[Check, ...]
    xfail: str


@dataclass(frozen=True, slots=True)
class Read:
    """What the program made of a row's text."""

    doc: Document
    reading: Reading


# -- files ---------------------------------------------------------------------------------------------------


def rows(name: str) -> Iterator[Row]:
    """The rows of one file; ids are topic and number, so that a new row renames no other topic's."""
    counts: dict[str, int] = {}
    for number, line in enumerate((HERE / f"{name}.tsv").read_text("utf-8").splitlines(), 1):
        if not line or line.startswith("#") or line == "\t".join(COLUMNS):
            continue
        cells = line.split("\t")
        if len(cells) not in (4, 5):
            raise ValueError(
                f"{name}.tsv:{number}: expected 4 or 5 cells ({', '.join(COLUMNS)}), got {len(cells)}"
            )
        topic, date, text, statements, xfail = (*cells, "")[:5]
        counts[topic] = counts.get(topic, 0) + 1
        try:
            checks = tuple(check(part) for part in statements.split(" ; ") if part.strip())
        except ValueError as error:
            raise ValueError(f"{name}.tsv:{number}: {error}") from None
        key = f"{name}-{topic.replace(' ', '_')}-{counts[topic]}"
        yield Row(key, topic, date or None, text.replace("\\n", "\n"), checks, xfail)


@cache
def all_rows() -> tuple[Row, ...]:
    """The rows of all files."""
    return tuple(row for name in FILES for row in rows(name))


@cache
def read_all() -> Mapping[str, Read]:
    """All texts, annotated and extracted in one batch, by row id."""
    articles = [Article(row.id, row.text, row.date) for row in all_rows()]
    docs = [d for d in annotate(articles) if isinstance(d, Document)]
    return {d.article.id: Read(d, Reading(d.article, tuple(extract(d)), d.notes)) for d in docs}


# -- parsing -------------------------------------------------------------------------------------------------


def check(source: str) -> Check:
    """``!`` before a pattern forbids it."""
    plain = source.strip()
    return Check(plain, plain.startswith("!"), pattern(plain.removeprefix("!").strip()))


def pattern(text: str) -> Pattern:
    """One pattern; raises ``ValueError`` with what was expected."""
    if text.startswith("(") and text.endswith(")"):
        return Node(text[1:-1])
    if ARROW.match(text):
        return statement(text)
    for sign, made in ((" = ", Referent), (" : ", Sort)):
        left, found, right = text.partition(sign)
        if found:
            words, _, nth = left.partition("#")
            return made(words, int(nth or 1), right)
    raise ValueError(f"expected 'A -relation-> B', '(Node)', 'words = who' or 'words : Kind', got {text!r}")


def statement(text: str) -> Statement:
    """``A -relation-> B`` with marks behind; the object may be a statement in brackets."""
    parts = ARROW.match(text)
    if parts is None:
        raise ValueError(f"expected 'A -relation-> B', got {text!r}")
    rest, marks = _marks(parts["rest"])
    inner = statement(rest[1:-1]) if rest.startswith("[") and rest.endswith("]") else rest
    return Statement(parts["subject"].strip(), parts["predicate"].strip(), inner, **marks)  # type: ignore[arg-type]


def _marks(rest: str) -> tuple[str, dict[str, object]]:
    marks: dict[str, object] = {}
    while found := MARK.match(rest):
        rest = found["before"]
        marks.update(_mark(found))
    return rest.strip(), marks


def _mark(found: re.Match[str]) -> dict[str, object]:
    word = found["word"]
    if word == "any":
        return {"polarity": None, "modality": None, "within": None}
    if word == "not":
        return {"polarity": "negative"}
    if word in MODALITIES:
        return {"modality": word}
    if word in KINDS:
        return {"kind": word}
    if found["within"] is not None:
        return {
            "within": None
            if found["within"] == "?"
            else tuple(p.strip() for p in found["within"].split("<") if p.strip())
        }
    named = {"place": "place", "time": "time", "type": "type", "to": "recipient"}
    return {field: found[group] for group, field in named.items() if found[group] is not None}


# -- matching ------------------------------------------------------------------------------------------------


def holds(wanted: Pattern, read: Read) -> bool:
    """Whether the pattern is there."""
    match wanted:
        case Statement():
            return any(_statement(wanted, o, read.reading) for o in read.reading.occurrences)
        case Node(name):
            return any(_named(name, m) for o in read.reading.occurrences for m in slots(o) if not m.open)
        case Referent(words, nth, who):
            return _refers(who, mention_at(read.doc, words, nth))
        case Sort(words, nth, kind):
            found = mention_at(read.doc, words, nth)
            return found is not None and found.kind.value == kind


def slots(o: Occurrence) -> Iterator[Mention]:
    """All mentions of an occurrence."""
    yield from (m for m in (o.subject, o.object, o.recipient, o.place) if isinstance(m, Mention))


def _statement(p: Statement, o: Occurrence, reading: Reading, nested: bool = False) -> bool:
    return (
        _predicate(p.predicate, o)
        and _colour(p, o)
        and (p.kind is None or p.kind == o.kind.value)
        and (p.recipient is None or _slot(p.recipient, o.recipient))
        and (p.place is None or _slot("0" if p.place == "?" else p.place, o.place))
        and (p.time is None or p.time == when(o))
        and (p.type is None or p.type == (o.predicate.type or "?"))
        and (nested or _within(p.within, o, reading))
        and (_sides(p.subject, p.object, o.subject, o.object, reading) or _reversed(p, o, reading))
    )


def _predicate(wanted: str, o: Occurrence) -> bool:
    names = {
        o.predicate.relation,
        o.predicate.lemma,
        o.predicate.lemma.split()[0],
        " ".join(o.predicate.text.split()),
    }
    return wanted == "*" or any(w.strip() in names for w in wanted.split("|"))


def _colour(p: Statement, o: Occurrence) -> bool:
    return p.polarity in (None, o.polarity.value) and p.modality in (None, o.modality.value)


def _within(wanted: Sequence[str] | None, o: Occurrence, reading: Reading) -> bool:
    """The speakers wanted stand around, innermost first; others of the same words may stand between."""
    if wanted is None:
        return True
    by_number = {x.number: x for x in reading.occurrences}
    around = iter([by_number[n].subject for n in o.attribution])
    if not wanted:
        return not o.attribution
    return bool(o.attribution) and all(any(_slot(w, s) for s in around) for w in wanted)


def _sides(
    subject: str,
    obj: str | Statement,
    s: Mention | None,
    o: Mention | Phrase | Content | None,
    reading: Reading,
) -> bool:
    if not _slot(subject, s):
        return False
    if not isinstance(obj, Statement):
        return _slot(obj, o)
    number = o.statement if isinstance(o, Content) else None
    return any(_statement(obj, x, reading, nested=True) for x in reading.occurrences if x.number == number)


def _reversed(p: Statement, o: Occurrence, reading: Reading) -> bool:
    known = relations().get(o.predicate.relation or "")
    return known is not None and known.symmetric and isinstance(o.object, Mention) and _sides(
        p.subject, p.object, o.object, o.subject, reading
    )  # fmt: skip


def _slot(wanted: str, held: Mention | Phrase | Content | None) -> bool:
    return any(_fills(w.strip(), held) for w in wanted.split("|"))


def _fills(wanted: str, held: Mention | Phrase | Content | None) -> bool:
    if wanted == "*":
        return True
    if wanted == "0":
        return held is None
    if wanted.startswith('"'):
        return isinstance(held, (Phrase, Content)) and _worded(wanted.strip('"'), held.text)
    return isinstance(held, Mention) and _named(wanted, held)


def _worded(wanted: str, text: str) -> bool:
    """Equal words; ``...`` stands for any."""
    pieces = (re.escape(_plain(p)) for p in wanted.split("..."))
    return re.fullmatch(".*".join(pieces), _plain(text), re.IGNORECASE | re.DOTALL) is not None


def _plain(text: str) -> str:
    return DETERMINER.sub("", " ".join(QUOTES.sub("", text).split()).strip(" .,;:!?"))


def _named(wanted: str, mention: Mention) -> bool:
    return _bare(wanted) in {_bare(n) for n in labels(mention)}


def _bare(name: str) -> str:
    return DETERMINER.sub("", name).casefold()


def labels(mention: Mention) -> tuple[str, ...]:
    """What the mention's referent is called: the catalogue's label, its name, or its words."""
    entry = catalogue().entries.get(mention.actor or "")
    found = (entry.label if entry else None, mention.name)
    named = tuple(n for n in found if n)
    return named or (mention.nominal or mention.text,)


def mention_at(doc: Document, words: str, nth: int) -> Mention | None:
    """The mention that the n-th place with these words is: its very words, or the shortest around them."""
    places = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", doc.article.text)]
    if nth > len(places):
        raise ValueError(f"{words!r} stands {len(places)} times in {doc.article.text!r}, not {nth}")
    start, end = places[nth - 1], places[nth - 1] + len(words)
    around = [m for m in doc.mentions.values() if m.start <= start and m.end >= end]
    around += [m for m in doc.mentions.values() if m.start >= start and m.end == end]
    return min(around, key=lambda m: (abs(m.end - m.start - len(words)), m.start), default=None)


def _refers(who: str, found: Mention | None) -> bool:
    wanted = [w.strip() for w in who.split("|")]
    if found is None or found.open:
        return "?" in wanted
    return any(_bare(w) == _bare(labels(found)[0]) for w in wanted)


def when(o: Occurrence) -> str:
    """``2025-03-02``, ``2025-03-01..2025-03-31`` or ``?``."""
    if o.time is None:
        return "?"
    return o.time.start if o.time.start == o.time.end else f"{o.time.start}..{o.time.end}"


# -- what came out -------------------------------------------------------------------------------------------


def written(o: Occurrence, reading: Reading) -> str:
    """The occurrence in the notation."""
    by_number = {x.number: x for x in reading.occurrences}
    marks = [] if o.modality is Modality.ACTUAL else [o.modality.value]
    marks += ["not"] if o.polarity is Polarity.NEGATIVE else []
    marks += [f"to({_side(o.recipient)})"] if o.recipient else []
    marks += [f"@{_side(o.place)}"] if o.place else []
    marks += [f"t={when(o)}"] if o.time else []
    marks += (
        ["in(" + " < ".join(_side(by_number[n].subject) for n in o.attribution) + ")"]
        if o.attribution
        else []
    )
    main = (
        f"#{o.object.statement}" if isinstance(o.object, Content) and o.object.statement is not None else ""
    )
    name = o.predicate.relation or o.predicate.lemma
    lemma = f" ({o.predicate.lemma})" if name != o.predicate.lemma else ""
    sides = f"{_side(o.subject)} -{name}->{lemma} {_side(o.object)}{main}"
    return " ".join([f"{o.number} {o.kind.value}: {sides}", *marks])


def _side(held: Mention | Phrase | Content | None) -> str:
    if held is None:
        return "0"
    if isinstance(held, Mention):
        return "=".join(dict.fromkeys(labels(held))) + ("?" if held.open else "")
    return f'"{held.text}"'


def failures(row: Row, read: Read) -> list[str]:
    """The checks that do not hold."""
    return [c.source for c in row.checks if holds(c.pattern, read) is c.forbidden]


def shares() -> dict[str, dict[str, float]]:
    """By file: the share of expected patterns found and of forbidden ones absent."""
    return {name: _shares(name) for name in FILES}


def _shares(name: str) -> dict[str, float]:
    checks = [(c, holds(c.pattern, read_all()[r.id])) for r in rows(name) for c in r.checks]
    found = [there for c, there in checks if not c.forbidden]
    absent = [not there for c, there in checks if c.forbidden]
    return {"found": sum(found) / len(found), "absent": sum(absent) / len(absent)}
