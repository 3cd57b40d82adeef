"""Which stretches of a text stand in quotation marks.

Quotations never overlap: what is quoted inside one belongs to it.  Scare quotes are quotations too;
how long one must be to count as speech is the caller's to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.document import Quotation

__all__ = ["Quotation", "quotations"]


class _Mark(NamedTuple):
    start: int
    end: int
    opens: bool | None
    """None: its neighbours do not tell."""
    family: str
    doubtful: bool = False
    """Perhaps an inch sign or an apostrophe: it closes only if no better mark does."""


_DOUBLE = re.compile(r"[“”„‟\"«»]|``|(?<!')''(?!')")
_SINGLE = re.compile(r"[‘’]")
_FAMILY = {"«": "guillemets", "»": "guillemets"}
_OPENING, _CLOSING = frozenset(("“", "„", "‟", "«", "``")), frozenset(("”", "»"))
_BEFORE = frozenset("([{-–—/‘'’“„«")
"""Beside white space, what may stand before an opening mark."""
_AFTER = frozenset(".,;:!?…)]}-–—/'’”»")
"""Beside white space, what may stand after a closing one."""

_INCHES = re.compile(r"(?<![\d.,])\d{1,2}(?:\.\d)?\Z|\d['′’]\d{1,2}\Z")
_ELIDED = re.compile(r"\d0s\b|(?:em|tis|twas|til|cause|n)\b", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?:s|\win)’\s+[a-z]")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_LINE = re.compile(r"\n\s*")
_WRAPPED = 100
"""Where no line is longer and blank lines stand between, lines are wrapped: a guess at layout."""


def quotations(text: str, start: int = 0) -> tuple[Quotation, ...]:
    """The quotations from ``start`` on, in order and apart from one another.

    >>> [(q.start, q.end, q.open) for q in quotations("He called it “useful.” “We go on.")]
    [(13, 22, False), (23, 33, True)]
    """
    return tuple(q for q in _quotations(text, start) if q.inner_start < q.inner_end)


def _quotations(text: str, start: int) -> Iterator[Quotation]:
    left: _Mark | None = None
    end = start
    for first, last in _paragraphs(text, start):
        marks = _marks(text, first, last)
        if left and _continues(left, marks, first):
            yield _open(text, left, end)
        elif left and marks and _closes(left, marks[0]):
            yield _closed(text, left, marks.pop(0))
        pairs, left = _paired(marks)
        yield from (_closed(text, *pair) for pair in pairs)
        end = last
    if left:
        yield _open(text, left, end)


def _continues(left: _Mark, marks: Sequence[_Mark], first: int) -> bool:
    """The paragraph opens anew what the one before it left open."""
    if not marks or marks[0].start != first:
        return False
    return marks[0].opens is not False and marks[0].family == left.family


def _closes(left: _Mark, mark: _Mark) -> bool:
    """The mark closes what the paragraph before left open."""
    return mark.opens is False and mark.family == left.family and not mark.doubtful


def _closed(text: str, left: _Mark, right: _Mark) -> Quotation:
    inner = _trimmed(text, left.end, right.start)
    return Quotation(left.start, right.end, *inner)


def _open(text: str, left: _Mark, end: int) -> Quotation:
    inner = _trimmed(text, left.end, end)
    return Quotation(left.start, inner[1], *inner, open=True)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the white space at its ends."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return start, max(start, end - len(words) + len(words.rstrip()))


def _paragraphs(text: str, start: int) -> Iterator[tuple[int, int]]:
    """First and last offset of paragraphs: lines, or in wrapped text what blank lines part."""
    body = text[start:]
    wrapped = _BLANK_LINE.search(body) and max(map(len, body.split("\n"))) <= _WRAPPED
    first = start + len(body) - len(body.lstrip())
    for gap in (_BLANK_LINE if wrapped else _LINE).finditer(text, first):
        yield first, gap.start()
        first = gap.end()
    if first < len(text):
        yield first, len(text)


def _marks(text: str, first: int, last: int) -> list[_Mark]:
    """The double marks of a paragraph; the single ones where it has no double."""
    double = [_double(text, match) for match in _DOUBLE.finditer(text, first, last)]
    return double or [mark for match in _SINGLE.finditer(text, first, last) if (mark := _single(text, match))]


def _double(text: str, match: re.Match[str]) -> _Mark:
    inches = match[0] in "\"”''" and bool(_INCHES.search(text, max(0, match.start() - 6), match.start()))
    return _Mark(match.start(), match.end(), _opens(text, match), _FAMILY.get(match[0], "double"), inches)


def _neighbours(text: str, match: re.Match[str]) -> tuple[str, str]:
    """The characters around a mark, empty at the ends of the text."""
    return text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]


def _opens(text: str, match: re.Match[str]) -> bool | None:
    """What neighbours and shape tell; a curly mark set the wrong way round follows its neighbours."""
    before, after = _neighbours(text, match)
    opens = not before.strip() or before in _BEFORE
    closes = not after.strip() or after in _AFTER
    if match[0] in _OPENING:
        return opens or not closes or match[0] in "«``"
    if match[0] in _CLOSING:
        return opens and not closes and match[0] != "»"
    return None if opens == closes else opens


def _single(text: str, match: re.Match[str]) -> _Mark | None:
    """A single curly mark that is no apostrophe, as far as its neighbours tell."""
    before, after = _neighbours(text, match)
    if match[0] == "‘":
        opens = not before.isalnum() and bool(after.strip()) and not _ELIDED.match(text, match.end())
        return _Mark(match.start(), match.end(), True, "single") if opens else None
    if after.isalnum() or not before.strip():
        return None
    doubtful = bool(_POSSESSIVE.match(text, match.start() - 1) or _POSSESSIVE.match(text, match.start() - 3))
    return _Mark(match.start(), match.end(), False, "single", doubtful)


def _paired(marks: Sequence[_Mark]) -> tuple[list[tuple[_Mark, _Mark]], _Mark | None]:
    """Opening with closing marks, and the last opening one that nothing closes.

    An opening mark inside a quotation begins one within it if two closing ones follow; if not, the
    first was never closed, and is left out rather than stretched over what may be nobody's words.
    """
    pairs: list[tuple[_Mark, _Mark]] = []
    left, depth = None, 0
    for number, mark in enumerate(marks):
        rest = marks[number + 1 : number + 3]
        if left is None:
            left, depth = (mark, 1) if mark.opens is not False and not mark.doubtful else (None, 0)
        elif mark.family != left.family or (mark.doubtful and rest and rest[0].opens is False):
            continue
        elif mark.opens:
            left, depth = (left, depth + 1) if [m.opens for m in rest] == [False, False] else (mark, 1)
        elif depth > 1:
            depth -= 1
        else:
            pairs.append((left, mark))
            left = None
    return pairs, left
