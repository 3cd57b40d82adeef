"""What the first lines of a text tell: header fields, a title, a dateline; and where the body begins."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.read.origin import calendar_day, outlet

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
DAY = re.compile(r"(?<!\d)(\d{4})-?(\d\d)-?(\d\d)(?!\d)")
AMERICAN = re.compile(rf"\b({MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b", re.IGNORECASE)
BRITISH = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+({MONTH}),?\s+(\d{{4}})\b", re.IGNORECASE)

DATE_WORD = re.compile(r"\s*date:?[ \t]+(\d{4}-\d\d-\d\d)[ \t]*[\r\n]*\s*", re.IGNORECASE)
FIELD = re.compile(
    r"[ \t]*(date|title|headline|source|publisher|url|link|id|author|byline|agency):"
    r"[ \t]+(\S.*?)[ \t]*(?:\r?\n|\Z)",
    re.IGNORECASE,
)
FENCE = re.compile(r"\s*---[ \t]*\r?\n")
HEADING = re.compile(r"\s*#{1,2}[ \t]+(\S.*?)[ \t]*\r?\n\s*")
HEADLINE = re.compile(r"\s*(\S[^\r\n]{9,148}[^\s.!?:;,”\"’…])[ \t]*\r?\n(?:[ \t]*\r?\n)+(?=\s*\S)")
DATELINE = re.compile(
    rf"""\s*
    (?P<place>[A-ZÀ-Þ][A-ZÀ-Þ.’'-]{{2,}}(?:[ /][A-ZÀ-Þ][A-ZÀ-Þ.’'-]*)*(?:,[ ][A-Z][A-Za-z. ]{{2,24}}?)?)?
    (?P<day>,?[ ]?{MONTH}[ ]\d{{1,2}}\.?(?:,?[ ]\d{{4}})?)?\.?,?
    [ ]*(?P<agency>[(/\[][A-Za-z][A-Za-z &./-]{{1,30}}?[)/\]])?\.?
    [ ]*(?P<dash>[-–—]{{1,2}}(?:[ ]+|(?=\S))|(?<=/\.)[ ])
    (?=[A-ZÀ-Þ“"‘'\[\d])""",
    re.VERBOSE,
)
NAME = r"[A-ZÀ-Þ][\w.’'-]*(?:[ \t]+(?:[A-ZÀ-Þ][\w.’'-]*|al|bin|da|de|del|der|di|du|el|la|van|von))+"
BYLINE = re.compile(
    rf"\s*By[ \t]+(?P<who>{NAME}(?:(?:,|,?[ \t]+and)[ \t]+{NAME})*)"
    r"(?:(?:,|[ \t]*[|/–—-])[ \t]*(?P<for>\w[\w .&’'-]*))?"
    r"[ \t]*\r?\n\s*(?=\S)"
)
KEYS = {"headline": "title", "publisher": "source", "link": "url", "byline": "author"}


@dataclass(frozen=True, slots=True)
class Head:
    """What was found before the body, and where that begins."""

    body: int = 0
    id: str | None = None
    date: str | None = None
    title: str | None = None
    source: str | None = None
    url: str | None = None
    author: str | None = None
    agency: str | None = None


def head(text: str, titles: bool = True) -> Head:
    """The head of a text; a headline is looked for only with ``titles``."""
    found = date_word(text, fields(text, Head()))
    if titles and found.title is None:
        found = headline(text, found)
    return dateline(text, date_word(text, byline(text, found)))


def fields(text: str, found: Head) -> Head:
    """``Date: ...`` lines and the like at the top, with or without a ``---`` fence around them."""
    fence = FENCE.match(text)
    at = fence.end() if fence else 0
    told: dict[str, str] = {}
    while match := FIELD.match(text, at):
        key = match[1].lower()
        told.setdefault(KEYS.get(key, key), match[2].strip("\"'"))
        at = match.end()
    closing = FENCE.match(text, at) if fence else None
    if not told or (fence and not closing):
        return found
    day = iso_day(told.pop("date", ""))
    return replace(found, body=past_blanks(text, closing.end() if closing else at), date=day, **told)


def date_word(text: str, found: Head) -> Head:
    """A leading ``date 2025-12-04``, on a line of its own or before the first sentence."""
    match = DATE_WORD.match(text, found.body)
    day = iso_day(match[1]) if match else None
    return replace(found, body=match.end(), date=found.date or day) if match and day else found


def headline(text: str, found: Head) -> Head:
    """A Markdown heading, or a first line without a full stop that stands alone."""
    match = HEADING.match(text, found.body) or HEADLINE.match(text, found.body)
    if not match or not text[match.end() :].strip():
        return found
    return replace(found, title=match[1], body=past_blanks(text, match.end()))


def byline(text: str, found: Head) -> Head:
    """``By Ann Lee and Tim Roe, AFP`` on a line of its own."""
    match = BYLINE.match(text, found.body)
    if not match or match["who"].endswith("."):
        return found
    agency = found.agency or outlet(match["for"] or "")
    return replace(found, body=match.end(), author=found.author or match["who"], agency=agency)


def dateline(text: str, found: Head) -> Head:
    """``MOSCOW (Reuters) -`` and its kin: skipped, and asked for the agency and a full date."""
    match = DATELINE.match(text, found.body)
    if not match or not sure(match):
        return found
    agency = outlet((match["agency"] or "").strip("()[]/"))
    day = iso_day(match["day"] or "")
    return replace(found, body=match.end(), date=found.date or day, agency=found.agency or agency)


def sure(match: re.Match[str]) -> bool:
    """A place with an agency, a day or a long dash makes a dateline; so does a known agency alone."""
    if match["agency"] and not match["place"]:
        return outlet(match["agency"].strip("()[]/")) is not None
    if not match["place"]:
        return False
    return bool(match["agency"] or match["day"]) or match["dash"].strip() in ("—", "–", "--")


def iso_day(words: str) -> str | None:
    """The first full date in words, as an ISO day; None when there is none in the calendar."""
    for pattern, order in ((DAY, (1, 2, 3)), (AMERICAN, (3, 1, 2)), (BRITISH, (3, 2, 1))):
        if match := pattern.search(words):
            year, month, day = (match[group] for group in order)
            return calendar_day(int(year), month_number(month), int(day))
    return None


def month_number(words: str) -> int:
    """1 to 12 from digits or a name."""
    return int(words) if words.isdigit() else MONTHS.index(words[:3].lower()) + 1


def past_blanks(text: str, at: int) -> int:
    """The next offset that holds no white space."""
    while at < len(text) and text[at].isspace():
        at += 1
    return at
