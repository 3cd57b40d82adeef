"""Dates of news: where they stand in a text, and which days they mean to somebody reading on a given day.

What depends on the story (*the next day*, *two days later*), on habit (*every Monday*) or on a length
(*for two days*) stays open: found, and resolved to nothing.  Seasons are those of the north.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from kg.ontology.tables import rows
from kg.types import Time

Span = tuple[date, date, str]
"""First day, last day, precision."""

_NEAR = timedelta(days=60)
"""A day without a year is open when the day on the other side of today is as near as this."""


@dataclass(frozen=True, slots=True)
class Expression:
    """Words that tell a time, their preposition included."""

    start: int
    end: int
    text: str


class _Now(NamedTuple):
    """From where a reader looks, and which way."""

    day: date
    future: bool


Meaning = Callable[[re.Match[str], _Now], Span | None]
Rule = tuple[str, str, Meaning | None]
"""What stands before it (a key of ``_BEFORE``), its pattern, and what it means (None: always open)."""


def expressions(text: str) -> Iterator[Expression]:
    """The dates and times told in a text, from left to right, those that stay open among them.

    >>> [e.text for e in expressions("They met on Tuesday evening, two days after May did in March 2019.")]
    ['on Tuesday evening', 'two days', 'in March 2019']
    """
    for match in _finder().finditer(text):
        if match.lastgroup != "name":
            yield Expression(match.start(), match.end(), match[0])


def resolve(expression: str, day: str | None, future: bool = False) -> Time | None:
    """The days an expression means in an article of that ISO day; None where the words leave it open.

    ``future``: the verb looks ahead (*is scheduled to*, *will*).  Without a day only what is the same
    on every day resolves.

    >>> resolve("on Tuesday", "2025-12-04")
    Time(start='2025-12-02', end='2025-12-02', precision='day', text='on Tuesday')
    """
    words = " ".join(expression.split())
    spans = {_resolve(words, now) for now in _views(day, future)}
    span = spans.pop()
    if span is None or spans:
        return None
    first, last, precision = span
    return Time(first.isoformat(), last.isoformat(), precision, expression)


def _views(day: str | None, future: bool) -> tuple[_Now, ...]:
    """The days to look from: without one two that agree on nothing but what is absolute."""
    try:
        return (_Now(date.fromisoformat((day or "")[:10]), future),)
    except ValueError:
        return _Now(date(1950, 6, 15), True), _Now(date(2051, 1, 3), False)


def _resolve(words: str, now: _Now) -> Span | None:
    for pattern, make in _rules():
        if match := pattern.fullmatch(words):
            return _made(make, match, now) if make and not _bounds(match) else None
    return None


def _point(words: str, now: _Now) -> Span | None:
    """An end of a range: no preposition, but a bare month or year is one."""
    for pattern, make in _points():
        if match := pattern.fullmatch(words):
            return _made(make, match, now)
    return None


def _made(make: Meaning, match: re.Match[str], now: _Now) -> Span | None:
    """What a rule makes of its words; a day no calendar has (*31 June*) is None."""
    try:
        span = make(match, now)
    except (ValueError, OverflowError):
        return None
    return span and _edge(span, match.groupdict().get("edge"))


def _bounds(match: re.Match[str]) -> bool:
    """The preposition says that it was before or after."""
    lead = match.groupdict().get("lead")
    return lead is not None and lead.lower() in _words("open lead")


def _edge(span: Span, edge: str | None) -> Span:
    """The first or last month of a year whose *start* or *end* is told; shorter times stay whole."""
    side = _words("edge").get((edge or "").lower())
    if not side or span[2] != "year":
        return span
    return _month_span(span[0].year, 12 if side == "last" else 1)


# Spans ---------------------------------------------------------------------------------------------


def _day_span(day: date) -> Span:
    return day, day, "day"


def _month_span(year: int, month: int, months: int = 1, precision: str = "month") -> Span:
    """Whole months; ``month`` may lie outside 1 to 12."""
    first, last = year * 12 + month - 1, year * 12 + month + months - 2
    day = monthrange(last // 12, last % 12 + 1)[1]
    return date(first // 12, first % 12 + 1, 1), date(last // 12, last % 12 + 1, day), precision


def _year_span(year: int) -> Span:
    return _month_span(year, 1, 12, "year")


def _week_span(day: date, shift: int = 0) -> Span:
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=shift)
    return monday, monday + timedelta(days=6), "week"


def _yearly(make: Callable[[int], Span], now: _Now) -> Iterator[Span]:
    """What comes back every year, from now on ahead or back, the one that holds today first."""
    year = now.day.year
    for number in range(year - 1, year + 9) if now.future else range(year + 1, year - 9, -1):
        try:
            span = make(number)
        except ValueError:  # 29 February
            continue
        if span[1] >= now.day if now.future else span[0] <= now.day:
            yield span


def _shifted(make: Callable[[int], Span], shift: int | None, now: _Now) -> Span | None:
    """*last*, *this*, *next* or plain: the yearly span meant."""
    if shift is None:
        return next(_yearly(make, now), None)
    if shift:
        ahead = _yearly(make, _Now(now.day, shift > 0))
        return next((s for s in ahead if not s[0] <= now.day <= s[1]), None)
    both = [next(_yearly(make, _Now(now.day, ahead)), None) for ahead in (False, True)]
    near = min((s for s in both if s), key=lambda s: max(s[0] - now.day, now.day - s[1]), default=None)
    if near and now.day.year not in (near[0].year, near[1].year):
        return both[True] if now.future else None
    return near


# What the words mean -------------------------------------------------------------------------------


def _shift(match: re.Match[str], group: str = "by") -> int | None:
    told = match.groupdict().get(group)
    return int(_words("shift")[told.lower()]) if told else None


def _year(match: re.Match[str], now: _Now) -> int | None:
    """The year told, in figures or as *last year*."""
    told = match.groupdict()
    if told.get("year"):
        return int(told["year"])
    shift = 0 if told.get("the") else _shift(match, "of")
    return None if shift is None else now.day.year + shift


def _number(word: str | None) -> int:
    if word is None:
        return 1
    return int(word) if word.isdecimal() else int(_words("number")[word.lower()])


def _month_number(match: re.Match[str]) -> int:
    name = match["month"].rstrip(".")
    return int(next(words[name] for kind in _MONTHS if name in (words := _words(kind))))


def _whole_date(match: re.Match[str], now: _Now) -> Span | None:
    return _day_span(date(int(match["year"]), int(match["m"]), int(match["d"])))


def _slashed(match: re.Match[str], now: _Now) -> Span | None:
    """Day and month in either order, where only one of them can be the month."""
    a, b = int(match["a"]), int(match["b"])
    day, month = (a, b) if a > 12 or a == b else (b, a)
    return _day_span(date(int(match["year"]), month, day)) if day > 12 or a == b else None


def _date(match: re.Match[str], now: _Now) -> Span | None:
    """A day of a month; without a year the weekday or today's nearness tells which year."""
    month, number = _month_number(match), int(re.sub(r"\D", "", match["d"]))
    if (year := _year(match, now)) is not None:
        return _day_span(date(year, month, number))
    if match["weekday"]:
        views = (now, _Now(now.day, not now.future))
        days = (next(_yearly_day(month, number, view), None) for view in views)
        return next((s for s in days if s and s[0].weekday() == _weekday_number(match["weekday"])), None)
    return _near_day(month, number, now)


def _yearly_day(month: int, number: int, now: _Now) -> Iterator[Span]:
    return _yearly(lambda year: _day_span(date(year, month, number)), now)


def _near_day(month: int, number: int, now: _Now) -> Span | None:
    """The day of this name on the side looked at, unless it is a byword or the other side's is close."""
    if f"{month:02}-{number:02}" in _words("known day"):
        return None
    other = next(_yearly_day(month, number, _Now(now.day, not now.future)), None)
    if other and timedelta(0) < abs(other[0] - now.day) <= _NEAR:
        return None
    return next(_yearly_day(month, number, now), None)


def _days(match: re.Match[str], now: _Now) -> Span | None:
    """*3 to 5 May*."""
    month, first, last = _month_number(match), int(match["first"]), int(match["last"])
    year = _year(match, now)
    end = _near_day(month, last, now) if year is None else _day_span(date(year, month, last))
    return (end[0].replace(day=first), end[1], "range") if end and first < last else None


def _range(match: re.Match[str], now: _Now) -> Span | None:
    """From one point to a later one; the first takes its year or week from the last."""
    end = _point(match["right"], now)
    start = end and _point(match["left"], _Now(end[1], False))
    if not start or not end or start[0] >= end[0]:
        return None
    return start[0], end[1], "range"


def _month(match: re.Match[str], now: _Now) -> Span | None:
    month, year = _month_number(match), _year(match, now)
    if year is not None:
        return _month_span(year, month)
    return _shifted(lambda number: _month_span(number, month), _shift(match), now)


def _weekday_number(name: str) -> int:
    word = name.rstrip(".")
    return int(_words("weekday").get(word) or _words("short weekday")[word])


def _weekday(match: re.Match[str], now: _Now) -> Span | None:
    """The latest one, or the next under a future verb, today's included.

    *Last* and *next* are open where one in this week and one in the neighbouring week could be meant.
    """
    number, shift, week = _weekday_number(match["weekday"]), _shift(match), _shift(match, "week")
    if week is not None:
        return _day_span(_week_span(now.day, week)[0] + timedelta(days=number))
    this = now.day + timedelta(days=number - now.day.weekday())
    if shift:
        return None if (this - now.day).days * shift > 0 else _day_span(this + timedelta(weeks=shift))
    if shift is None and this > now.day and not now.future:
        return _day_span(this - timedelta(weeks=1))
    return _day_span(this + timedelta(weeks=1) if this < now.day and now.future else this)


def _offset(match: re.Match[str], now: _Now) -> Span | None:
    return _day_span(now.day + timedelta(days=int(_words("offset")[match["offset"].lower()])))


def _overnight(match: re.Match[str], now: _Now) -> Span | None:
    """A night is two days: the one before and the one it ends in."""
    right = match.groupdict().get("right")
    morning = _point(right, now) if right else _day_span(now.day + timedelta(days=now.future))
    return morning and (morning[0] - timedelta(days=1), morning[1], "range")


def _weekend(match: re.Match[str], now: _Now) -> Span | None:
    """The latest or next one; *this weekend* early in a week is open, *next weekend* always."""
    shift, saturday = _shift(match), _week_span(now.day)[0] + timedelta(days=5)
    if shift == 1 or (shift == 0 and not now.future and now.day.weekday() < 4):
        return None
    back = shift == -1 or (shift is None and not now.future and now.day < saturday)
    saturday -= timedelta(weeks=back)
    return saturday, saturday + timedelta(days=1), "range"


def _period(match: re.Match[str], now: _Now) -> Span | None:
    """The calendar's week, month, quarter or year: this one or a neighbour."""
    shift, day = _shift(match) or 0, now.day
    match match["unit"].lower():
        case "week":
            return _week_span(day, shift)
        case "month":
            return _month_span(day.year, day.month + shift)
        case "quarter":
            return _month_span(day.year, (day.month - 1) // 3 * 3 + 1 + 3 * shift, 3, "quarter")
    return _year_span(day.year + shift)


def _moved(now: _Now, number: int, unit: str) -> Span:
    """So many units from today, as exactly as the unit is meant."""
    days = int(_words("unit")[unit.lower()])
    if days < 30:
        return _day_span(now.day + timedelta(days=number * days))
    if days == 30:
        return _month_span(now.day.year, now.day.month + number)
    if days == 365 and abs(number) == 1:
        return _month_span(now.day.year + number, now.day.month)
    return _year_span(now.day.year + number * (days // 365))


def _ago(match: re.Match[str], now: _Now) -> Span | None:
    return _moved(now, -_number(match["number"]), match["unit"])


def _ahead(match: re.Match[str], now: _Now) -> Span | None:
    return _moved(now, _number(match["number"]), match["unit"])


def _window(match: re.Match[str], now: _Now) -> Span | None:
    """*the past 24 hours*, *the next two weeks*: up to today, or from today on; open without a number."""
    if match["number"] is None and (match["plural"] or match["unit"].lower() == "day"):
        return None
    side = -1 if match["side"].lower() in ("past", "last") else 1
    number, days = _number(match["number"]), int(_words("unit")[match["unit"].lower()])
    if days >= 30:
        month = _month_span(now.day.year, now.day.month + side * number * (days // 30))[1]
        other = month.replace(day=min(month.day, now.day.day))
    else:
        other = now.day + side * timedelta(days=number * days or -(-number // 24))
    return min(other, now.day), max(other, now.day), "range"


def _part_of_year(match: re.Match[str], now: _Now) -> Span | None:
    """A quarter or a half."""
    told = match.groupdict()
    number = int(told.get("quarter") or _words("ordinal")[match["ordinal"].lower()])
    months = 6 if told.get("part", "").lower() == "half" else 3
    if number > 12 // months:
        return None
    precision, year = ("range" if months == 6 else "quarter"), _year(match, now)
    if year is not None:
        return _month_span(year, number * months - months + 1, months, precision)
    return _shifted(lambda y: _month_span(y, number * months - months + 1, months, precision), None, now)


def _season(match: re.Match[str], now: _Now) -> Span | None:
    """Three months; the winter of one year is open, for it may be either end's."""
    name = match["season"].lower()
    month, year = int(_words("season").get(name) or _words("clear season")[name]), _year(match, now)
    if year is None:
        return _shifted(lambda number: _month_span(number, month, 3, "season"), _shift(match), now)
    return None if month == 12 else _month_span(year, month, 3, "season")


def _decade(match: re.Match[str], now: _Now) -> Span | None:
    return _month_span(int(match["decade"]), 1, 120, "range")


def _bare_year(match: re.Match[str], now: _Now) -> Span | None:
    return _year_span(int(match["year"]))


def _years(match: re.Match[str], now: _Now) -> Span | None:
    """*2014 to 2022*, *2023-24*."""
    first, last = int(match["first"]), int(match["last"])
    last += first // 100 * 100 if last < 100 else 0
    return (date(first, 1, 1), date(last, 12, 31), "range") if first < last else None


def _holiday(match: re.Match[str], now: _Now) -> Span | None:
    words = _words("holiday") | _words("feast")
    month, day = map(int, words[match["holiday"].replace("’", "'")].split("-"))
    if (year := _year(match, now)) is not None:
        return _day_span(date(year, month, day))
    if (shift := _shift(match)) is None:
        return _near_day(month, day, now)
    return _shifted(lambda number: _day_span(date(number, month, day)), shift, now)


# The grammar ---------------------------------------------------------------------------------------
# Upper-case parts stand for one another, lower-case ones for the words of that kind; a space is white
# space within a paragraph; ~ takes the names off a part's groups, so that it may stand twice.

_MONTHS = ("clear month", "month", "strict month", "short month")

_PARTS = {
    "UNCOUNTED": r"(?!(?: |-)(?:<counted>)\b)",
    "DAY": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\w|[.,:]\d|%|-(?:year|day)|/)<UNCOUNTED>",
    "NUMERAL": r"(?!\w|[.,]\d|%|-[a-z])<UNCOUNTED>",
    "YEAR": r"(?:1\d|20)\d\d<NUMERAL>",
    "BAREYEAR": r"(?:1[89]|20)\d\d<NUMERAL>",
    "OFYEAR": r"(?:,?(?: of)? (?P<year><YEAR>)|,?(?: of)? (?P<of><shift>) year)",
    "OFTHEYEAR": r"(?:(?: of)? (?P<year><YEAR>)|(?: of)? (?P<of><shift>) year| (?P<the>of the year))",
    "FULLMONTH": r"(?-i:<clear month>|<month>|<strict month>)",
    "MONTH": r"(?:<FULLMONTH>|(?-i:<short month>)\b\.?)",
    "WEEKDAY": r"(?P<weekday>(?-i:<weekday>))(?:(?: at)? <part>)?",
    "ANYDAY": r"(?-i:(?P<weekday><weekday>|<short weekday>\b\.?))",
    "DAYMONTH": r"(?:<ANYDAY>,? )?(?:the )?(?P<d><DAY>)(?: of)? (?P<month><MONTH>)<OFYEAR>?",
    "MONTHDAY": r"(?:<ANYDAY>,? )?(?P<month><MONTH>) (?P<d><DAY>)<OFYEAR>?",
    "MONTHYEAR": r"(?P<month><MONTH>)<OFYEAR>",
    "POINT": r"(?:<DAYMONTH>|<MONTHDAY>|<MONTHYEAR>|<FULLMONTH>|<WEEKDAY>)\b",
    "TO": r"(?: (?:to|until|till|through|[-–—]) |[-–—])",
    "N": r"(?:<number>|\d{1,3})",
    "UNITS": r"(?:<unit>s|centuries|minutes)",
    "MANY": r"(?:(?:<vague>|<N>(?:(?: or | to |-)<N>)?)(?: and a half)?)",
    "LENGTH": r"(?:<MANY> (?:<UNITS>|<unit>|minute)|<UNITS>)\b",
    "SAME": r"(?:the )?(?:following|previous|preceding|ensuing|same)|the (?:next|other)",
    "SPAN": r"(?:day|night|morning|afternoon|evening|weekend|<season>|<unit>)",
    "MAY": r"(?:(?<=\bin\s)|(?<=\bsince\s)|(?<=\bduring\s)|(?<=\buntil\s)|(?<=\bearly\s)|(?<=\blate\s)"
    r"|(?<=\bmid-)|(?<=\bend\sof\s)|(?<=\bstart\sof\s)|(?<=\bmiddle\sof\s)|(?<=\bbeginning\sof\s))",
    "THE": r"(?:\A|(?<=\bthe\s)|(?<=\ba\s)|(?<=['’]s\s)|(?<=\bits\s)|(?<=\bhis\s)|(?<=\bher\s)"
    r"|(?<=\btheir\s))",
    "EDGE": r"(?:(?:the )?(?:very )?(?P<edge><edge>) of |(?:early|late|earlier|later) in )",
    "HEDGE": r"(?:(?:early|late|earlier|later|just) |(?:early|late|mid)[-–]|<EDGE>"
    r"|the (?:early |late )?(?:hours|<part>) of (?:the )?)",
    "LEAD": r"(?P<lead><lead>|<year lead>|<open lead>) ",
    "YEARLEAD": r"(?P<lead><year lead>|<open lead>) ",
}

_BEFORE = {
    "name": "",
    "alone": "",
    "free": "<LEAD>?<HEDGE>?",
    "year": "(?=<~YEARLEAD>|<~LEAD>?<~HEDGE>)<LEAD>?<HEDGE>?",
    "led": "(?=<~LEAD>|<~HEDGE>)<LEAD>?<HEDGE>?",
    "edge": "<LEAD>?<EDGE>",
}
"""What may or must stand before a pattern."""

_RULES: tuple[Rule, ...] = (
    ("name", r"(?-i:<name>)", None),
    ("alone", r"<LENGTH> ago (?:on )?(?:today|this week|<~POINT>)|<fuzzy> <LENGTH>(?: ago)?", None),
    ("alone", r"(?P<number><N>) (?P<unit><unit>)s? ago", _ago),
    ("alone", r"(?P<number><N>) (?P<unit><unit>)s? from now", _ahead),
    ("alone", r"in (?P<number><N>) (?P<unit><unit>)(?:s?['’]|['’]s) time", _ahead),
    ("alone", r"<LENGTH> from <~POINT>", None),
    ("alone", r"(?:for|in|within|after|over|during) (?:just |only )?(?:<fuzzy> )?<LENGTH>(?: ago)?", None),
    ("alone", r"<LENGTH> (?:ago|later|earlier|beforehand|afterwards?)", None),
    ("alone", r"<LENGTH>(?= (?:before|after|ahead|prior|since)\b)", None),
    (
        "alone",
        r"(?:for|in|within|over|during|throughout) the (?P<side>(?a:past|last|next|coming))"
        r" (?:(?P<number><N>) )?(?P<unit><unit>)(?P<plural>s)?(?! of\b)",
        _window,
    ),
    ("alone", r"overnight(?: from <~WEEKDAY>| <~WEEKDAY>)? (?:in)?to (?P<right><~WEEKDAY>)", _overnight),
    ("alone", r"overnight (?:on )?<~WEEKDAY>", None),
    ("alone", r"overnight", _overnight),
    ("alone", r"between (?P<left><~POINT>) and (?P<right><~POINT>)", _range),
    ("alone", r"between (?P<first><BAREYEAR>) and (?P<last><BAREYEAR>)", _years),
    ("alone", r"<THE>(?P<year><BAREYEAR>)(?= [a-z]|\Z)", _bare_year),
    ("free", r"(?:every|each) (?:other |single )?(?:<SPAN>|<weekday>|<FULLMONTH>|<LENGTH>)", None),
    ("free", r"(?:<SAME>|that) <SPAN>|(?:<SAME>) (?-i:<weekday>|<clear month>)", None),
    ("free", r"(?<=\bon\s)(?:that|one|a|any|another|some) (?-i:<weekday>)", None),
    ("free", r"(?:the )?(?:last|final) (?-i:<weekday>) (?:of|in) (?:<~POINT>|(?:the|each) <SPAN>)", None),
    ("free", r"the (?:<ordinal>|last|final|next) <SPAN>s?(?: of <~POINT>|(?= of\b))", None),
    ("free", r"(?:the )?<ordinal> (?-i:<weekday>)(?: (?:of|in) (?:<~POINT>|(?:the|each) <SPAN>))?", None),
    ("free", r"(?-i:<weekday>) (?:of )?(?:that|<SAME>) week", None),
    ("free", r"(?:recent|coming|(?:the )?(?:past|last|next|coming) <vague>) <UNITS>", None),
    ("free", r"(?:the )?<MONTH> <DAY> (?:terror(?:ist)? )?<deed>", None),
    ("free", r"the (?:<MONTH> <DAY>|<DAY> <MONTH>)(?!<~OFYEAR>)", None),
    ("free", r"(?P<year>\d{4})[-/](?P<m>\d\d)[-/](?P<d>\d\d)(?:T\d\d:[\d:.]+Z?)?", _whole_date),
    ("free", r"(?P<a>\d\d?)/(?P<b>\d\d?)/(?P<year>\d{4})", _slashed),
    ("free", r"(?P<d>\d\d?)\.(?P<m>\d\d?)\.(?P<year>\d{4})", _whole_date),
    ("free", r"(?P<left><~POINT>)<TO>(?P<right><~POINT>)", _range),
    ("free", r"(?P<first>\d\d?)(?:<TO>| and )(?P<last><DAY>) (?P<month><MONTH>)<OFYEAR>?", _days),
    ("free", r"(?P<month><MONTH>) (?P<first>\d\d?)(?:<TO>| and )(?P<last><DAY>)<OFYEAR>?", _days),
    ("free", r"<DAYMONTH>", _date),
    ("free", r"<MONTHDAY>", _date),
    ("free", r"<MONTHYEAR>", _month),
    ("free", r"(?P<by><shift>) (?P<month><FULLMONTH>)", _month),
    ("free", r"(?P<offset><offset>)(?: <part>)?", _offset),
    ("free", r"(?:(?P<by><shift>) )?<WEEKDAY>(?: (?:of )?(?P<week><shift>) week)?", _weekday),
    ("free", r"(?:the|(?P<by><shift>)) weekend", _weekend),
    ("free", r"(?<!\bthe\s)(?P<by><shift>) (?P<unit>(?a:week|month|quarter|year))", _period),
    ("free", r"(?:the )?(?P<ordinal><ordinal>)(?:-| )(?P<part>(?a:quarter))<OFTHEYEAR>?", _part_of_year),
    ("free", r"(?:the )?(?P<ordinal><ordinal>)(?:-| )(?P<part>(?a:half))<OFTHEYEAR>", _part_of_year),
    ("free", r"(?-i:Q)(?P<quarter>[1-4])<OFTHEYEAR>?", _part_of_year),
    ("free", r"(?:the )?(?:early |late |mid(?:-| ))?(?P<decade>(?:1[5-9]|20)[1-9]0)['’]?s", _decade),
    ("free", r"(?P<by><shift>) (?P<season><season>|<clear season>)(?! of\b)", _season),
    ("free", r"(?:the )?(?P<season><season>|<clear season>)<OFTHEYEAR>", _season),
    ("free", r"(?P<holiday>(?-i:<holiday>))<OFYEAR>?", _holiday),
    ("free", r"(?P<by><shift>) (?P<holiday>(?-i:<feast>))", _holiday),
    ("free", r"(?P<month>(?-i:<clear month>))", _month),
    ("year", r"(?P<first><BAREYEAR>)<TO>(?P<last><BAREYEAR>|\d\d)", _years),
    ("free", r"the year (?P<year><BAREYEAR>)", _bare_year),
    ("year", r"(?P<year><BAREYEAR>)", _bare_year),
    ("led", r"(?P<month>(?-i:<month>))", _month),
    ("led", r"<MAY>(?P<month>(?-i:<strict month>))(?!['’]s)", _month),
    ("led", r"(?:the )?(?P<season><season>)", _season),
    ("led", r"(?P<holiday>(?-i:<feast>))<OFYEAR>?(?! (?-i:[A-Z]))", _holiday),
    ("edge", r"the (?P<unit>(?a:week|month|quarter|year))", _period),
)
"""Of two patterns that fit at one place the earlier in this order of what stands before wins."""

_POINTS = (
    (r"<DAYMONTH>", _date),
    (r"<MONTHDAY>", _date),
    (r"(?P<month><MONTH>)<OFYEAR>?", _month),
    (r"<WEEKDAY>", _weekday),
)

_PLACE = re.compile(r"(?<!P)<(~?)([A-Za-z ]+)>")


@cache
def _words(kind: str) -> dict[str, str]:
    """The words of a kind and their values."""
    return {word: value for k, word, value in rows("calendar.tsv", ("kind", "word", "value")) if k == kind}


@cache
def _part(name: str) -> str:
    if name in _PARTS:
        return f"(?:{_expanded(_PARTS[name])})"
    words = sorted(_words(name), key=lambda word: (-len(word), word))
    told = (re.escape(word).replace("\\ ", " ").replace("'", "['’]") for word in words)
    return f"(?a:{'|'.join(told)})"  # ASCII: else the long s and the dotless i are cases of s and i


def _expanded(pattern: str) -> str:
    """A pattern with its parts put in."""
    return _PLACE.sub(lambda m: _nameless(_part(m[2])) if m[1] else _part(m[2]), pattern)


def _nameless(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


def _compiled(pattern: str) -> re.Pattern[str]:
    """White space runs over the end of a line, not of a paragraph."""
    return re.compile(pattern.replace(" ", r"(?:\n|[^\S\n]+\n?)"), re.IGNORECASE)


@cache
def _finder() -> re.Pattern[str]:
    """All rules in one pattern, names of no date as its group ``name``."""
    dates = "|".join(_branch(before) for before in _BEFORE if before != "name")
    return _compiled(rf"(?<![\w-])(?<!\d[.,:/])(?:(?P<name>{_branch('name')})|{dates})(?!\w|-\w)")


def _branch(before: str) -> str:
    """The patterns that go with one kind of words before them."""
    cores = "|".join(_expanded(core) for kind, core, _ in _RULES if kind == before)
    return _nameless(f"{_expanded(_BEFORE[before])}(?:{cores})")


@cache
def _rules() -> tuple[tuple[re.Pattern[str], Meaning | None], ...]:
    return tuple((_compiled(_expanded(f"{_BEFORE[kind]}(?:{core})")), make) for kind, core, make in _RULES)


@cache
def _points() -> tuple[tuple[re.Pattern[str], Meaning], ...]:
    return tuple((_compiled(_expanded(core)), make) for core, make in _POINTS)
