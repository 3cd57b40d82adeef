"""One article's statements for people: the words, and beneath them who did what to whom and who said so.

``show`` takes the lines of the line format, so it shows exactly what ``kg extract`` prints.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.types import Article, Reading

Line = Mapping[str, Any]

CONTENT = 72, 24
"""Most and fewest characters shown of a claim's content: what it states stands below it."""
MARGIN = 4
UNSEEN = "somebody"
ANSI = re.compile(r"\x1b\[[0-9;]*m")
STYLES = {"name": "1", "event": "32", "claim": "36", "role": "35", "flag": "33", "quiet": "2", "title": "1;4"}


@dataclass(frozen=True, slots=True)
class Paint:
    """Colours for a terminal, or nothing at all."""

    on: bool

    def __call__(self, style: str, words: str) -> str:
        """The words in a style of ``STYLES``."""
        return f"\x1b[{STYLES[style]}m{words}\x1b[0m" if self.on and words else words


@dataclass(frozen=True, slots=True)
class Tree:
    """The lines of one article, each below the claim it stands in."""

    roots: Sequence[Line]
    below: Mapping[str, Sequence[Line]]
    by_id: Mapping[str, Line]


def show(reading: Reading, lines: Iterable[Line], color: bool = False, width: int = 100) -> str:
    """The article's head, its statements sentence by sentence, what was left out, and a count."""
    paint, told = Paint(color), list(lines)
    parts = [heading(reading.article, paint)]
    parts += ["\n".join(block) for block in blocks(reading.article, tree(told), paint, width)]
    parts += ["\n".join(paint("flag", f"left out: {safe(note)}") for note in reading.notes)]
    parts += [paint("quiet", count(told))]
    return "\n\n".join(part for part in parts if part) + "\n"


def heading(article: Article, paint: Paint) -> str:
    """Title, id, day and source."""
    facts = [article.id, article.date or "no date: relative times stay open", article.source or ""]
    day = [fact for fact in facts if fact and not (fact == article.date and article.id.startswith(fact))]
    below = paint("quiet", " · ".join(safe(fact) for fact in day))
    return f"{paint('title', safe(article.title))}\n{below}" if article.title else below


def tree(lines: Sequence[Line]) -> Tree:
    """Each line below its innermost claim, if that is shown; in the order of the text."""
    by_id = {line["id"]: line for line in lines}
    below: dict[str, list[Line]] = defaultdict(list)
    roots: list[Line] = []
    for line in sorted(lines, key=order):
        above = claim_around(line, by_id)
        (below[above] if above else roots).append(line)
    return Tree(roots, below, by_id)


def claim_around(line: Line, by_id: Mapping[str, Line]) -> str | None:
    """The id of the innermost shown claim; None in the article's own voice."""
    outer = (claim for claim in line.get("attribution") or () if claim in by_id and claim != line["id"])
    return next(outer, None)


def order(line: Line) -> tuple[int, int, str]:
    """Where a line's words stand."""
    return line["evidence"]["sentence"], line["predicate"]["start"], line["id"]


def blocks(article: Article, tree: Tree, paint: Paint, width: int) -> Iterator[list[str]]:
    """A block a sentence: its words, then the statements read in it."""
    groups: dict[int, list[Line]] = defaultdict(list)
    for line in tree.roots:
        groups[line["evidence"]["sentence"]].append(line)
    for _, group in sorted(groups.items()):
        start = min(line["evidence"]["start"] for line in group)
        end = max(line["evidence"]["end"] for line in group)
        block = list(quoted(article.text, start, end, paint, width, ""))
        for line in group:
            block += branch(article, tree, line, paint, width, " " * MARGIN, frozenset())
        yield block


def branch(
    article: Article, tree: Tree, line: Line, paint: Paint, width: int, indent: str, above: frozenset[str]
) -> Iterator[str]:
    """A statement and, indented below it, what stands within it."""
    yield from statement(line, paint, width, indent)
    room = max(40, width - visible(indent) - 2)
    below = [inner for inner in tree.below.get(line["id"], ()) if inner["id"] not in above]
    for number, inner in enumerate(below, 1):
        last = number == len(below)
        if inner["evidence"]["sentence"] != line["evidence"]["sentence"]:
            place = inner["evidence"]
            yield from quoted(article.text, place["start"], place["end"], paint, width, indent + "│ ")
        rest = list(branch(article, tree, inner, paint, room, "", above | {line["id"]}))
        yield f"{indent}{paint('quiet', '└ ' if last else '├ ')}{rest[0]}"
        guide = "  " if last else paint("quiet", "│ ")
        yield from (f"{indent}{guide}{text}" for text in rest[1:])


def statement(line: Line, paint: Paint, width: int, indent: str) -> Iterator[str]:
    """``actor -predicate-> actor`` with its circumstances; these go below when the line is full."""
    details = " · ".join(circumstances(line))
    spare = width - len(details) - 3
    words = indent + fitted(line, paint, spare - visible(indent))
    if visible(words) <= spare:
        yield f"{words}   {paint('quiet', details)}"
    else:
        yield words
        yield f"{indent}    {paint('quiet', details)}"


def fitted(line: Line, paint: Paint, room: int) -> str:
    """The statement, its content shortened as far as that helps to keep it within ``room``."""
    most, fewest = CONTENT
    whole = " ".join(filter(None, (triple(line, paint, most), flags(line, paint))))
    over = visible(whole) - room
    if over <= 0:
        return whole
    least = max(fewest, most - over)
    shorter = " ".join(filter(None, (triple(line, paint, least), flags(line, paint))))
    return shorter if visible(shorter) <= room else whole


def triple(line: Line, paint: Paint, most: int) -> str:
    """Subject, predicate, object, recipient; contents and phrases in at most so many characters."""
    verb = line["predicate"]
    name = verb["text"] if line["kind"] == "role" else verb.get("relation") or verb["lemma"]
    subject = paint("name", label(line["subject"])) if line["subject"] else paint("quiet", UNSEEN)
    arrow = paint(line["kind"] if line["kind"] in STYLES else "event", f"-{safe(name)}->")
    told = [subject, arrow, target(line["object"], paint, most)]
    if line.get("recipient"):
        told += [paint("quiet", "to"), paint("name", label(line["recipient"]))]
    return " ".join(filter(None, told))


def target(value: Mapping[str, Any] | None, paint: Paint, most: int) -> str:
    """An actor by name, a claim's content in brackets, other words in quotation marks."""
    if value is None:
        return ""
    if "statement" in value or "spans" in value:
        return f"({shortened(value['text'], most)})"
    if "label" in value or "type" in value:
        return paint("name", label(value))
    return f"“{shortened(value['text'], most)}”"


def label(actor: Mapping[str, Any]) -> str:
    """What an actor is called."""
    return safe(actor.get("label") or actor["text"])


def flags(line: Line, paint: Paint) -> str:
    """What keeps a statement from being a fact: *not*, *planned* ..."""
    found = ["not"] if line.get("polarity") == "negative" else []
    found += [line["modality"]] if line.get("modality", "actual") != "actual" else []
    return " ".join(paint("flag", f"[{flag}]") for flag in found)


def circumstances(line: Line) -> Iterator[str]:
    """When, where, with what, and the type."""
    if line.get("time"):
        yield period(line["time"])
    if line.get("place"):
        yield f"at {label(line['place'])}"
    known = (line.get("time"), line.get("place"))
    told = [safe(value["text"]) for value in known if value and value.get("text")]
    for argument in line.get("arguments") or ():
        words = f"{argument['role']} {without(safe(argument['text']), argument['role'])}"
        if not any(part in words for part in told):
            yield shortened(words, CONTENT[0] // 2)
    kind = line["predicate"].get("type") or line["kind"]
    mode = line["predicate"].get("mode")
    yield f"{kind}/{mode}" if mode else kind


def without(text: str, role: str) -> str:
    """An argument's words without the preposition that is its role."""
    return text[len(role) + 1 :] if text.lower().startswith(role.lower() + " ") else text


def period(time: Mapping[str, Any]) -> str:
    """One day, or the first and last."""
    return str(time["start"]) if time["start"] == time["end"] else f"{time['start']} to {time['end']}"


def quoted(text: str, start: int, end: int, paint: Paint, width: int, indent: str) -> Iterator[str]:
    """The words of the article with their offsets, wrapped."""
    room = max(20, width - visible(indent))
    for row in textwrap.wrap(f"{start}–{end}  {safe(text[start:end])}", room):
        yield indent + paint("quiet", row)


def count(lines: Sequence[Line]) -> str:
    """How many statements of which kind were read."""
    if not lines:
        return "no statements"
    kinds = [(sum(line["kind"] == kind for line in lines), kind) for kind in ("event", "claim", "role")]
    told = ", ".join(f"{number} {kind}{'' if number == 1 else 's'}" for number, kind in kinds if number)
    return f"{len(lines)} statement{'' if len(lines) == 1 else 's'}: {told}"


def shortened(text: str, room: int) -> str:
    """The first words, as many as fit."""
    return textwrap.shorten(safe(text), room, placeholder=" …") or safe(text)[: room - 1] + "…"


def safe(text: str) -> str:
    """One line without signs that steer a terminal or turn the direction of writing."""
    line = " ".join(text.split())
    return "".join("\ufffd" if unicodedata.category(sign) in ("Cc", "Cf", "Cs") else sign for sign in line)


def visible(text: str) -> int:
    """Columns a string takes, colours not counted."""
    return len(ANSI.sub("", text))
