"""Where dates stand, what they mean, and which words only look like dates.  2024-03-13 is a Wednesday."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.dates import expressions, resolve

DAY = "2024-03-13"
DAYS = st.dates(date(1950, 1, 1), date(2090, 1, 1))
WEEKDAYS = st.sampled_from("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
PIECES = st.sampled_from(
    "on in the last next this two a of between and from to Tuesday May March Dec. 31 2024 1990s week year "
    "ago before late overnight winter quarter first Christmas 's , . - – weekend 29 Feb. Q3 days 0 paſt "
    "thıs \n \n\n".split(" ")
)
TEXTS = st.lists(PIECES).map(" ".join) | st.text()

PAST = [
    ("on Wednesday", "2024-03-13", "2024-03-13", "day"),
    ("on Thursday", "2024-03-07", "2024-03-07", "day"),
    ("Tuesday evening", "2024-03-12", "2024-03-12", "day"),
    ("late on Friday", "2024-03-08", "2024-03-08", "day"),
    ("in the early hours of Monday", "2024-03-11", "2024-03-11", "day"),
    ("last Thursday", "2024-03-07", "2024-03-07", "day"),
    ("this Friday", "2024-03-15", "2024-03-15", "day"),
    ("next Monday", "2024-03-18", "2024-03-18", "day"),
    ("Tuesday last week", "2024-03-05", "2024-03-05", "day"),
    ("on Friday next week", "2024-03-22", "2024-03-22", "day"),
    ("today", "2024-03-13", "2024-03-13", "day"),
    ("yesterday morning", "2024-03-12", "2024-03-12", "day"),
    ("the day before yesterday", "2024-03-11", "2024-03-11", "day"),
    ("overnight", "2024-03-12", "2024-03-13", "range"),
    ("overnight into Monday", "2024-03-10", "2024-03-11", "range"),
    ("three days ago", "2024-03-10", "2024-03-10", "day"),
    ("two weeks ago", "2024-02-28", "2024-02-28", "day"),
    ("Five months ago", "2023-10-01", "2023-10-31", "month"),
    ("a year ago", "2023-03-01", "2023-03-31", "month"),
    ("20 years ago", "2004-01-01", "2004-12-31", "year"),
    ("two decades ago", "2004-01-01", "2004-12-31", "year"),
    ("in two weeks' time", "2024-03-27", "2024-03-27", "day"),
    ("ten days from now", "2024-03-23", "2024-03-23", "day"),
    ("in the past 48 hours", "2024-03-11", "2024-03-13", "range"),
    ("over the next three days", "2024-03-13", "2024-03-16", "range"),
    ("in the last month", "2024-02-13", "2024-03-13", "range"),
    ("over the past two years", "2022-03-13", "2024-03-13", "range"),
    ("earlier this week", "2024-03-11", "2024-03-17", "week"),
    ("by the end of next week", "2024-03-18", "2024-03-24", "week"),
    ("over the weekend", "2024-03-09", "2024-03-10", "range"),
    ("last month", "2024-02-01", "2024-02-29", "month"),
    ("later in the month", "2024-03-01", "2024-03-31", "month"),
    ("next quarter", "2024-04-01", "2024-06-30", "quarter"),
    ("early next year", "2025-01-01", "2025-12-31", "year"),
    ("at the start of the year", "2024-01-01", "2024-01-31", "month"),
    ("by the end of 2022", "2022-12-01", "2022-12-31", "month"),
    ("in March", "2024-03-01", "2024-03-31", "month"),
    ("in May", "2023-05-01", "2023-05-31", "month"),
    ("late April", "2023-04-01", "2023-04-30", "month"),
    ("mid-January", "2024-01-01", "2024-01-31", "month"),
    ("last March", "2023-03-01", "2023-03-31", "month"),
    ("in September last year", "2023-09-01", "2023-09-30", "month"),
    ("August 1968", "1968-08-01", "1968-08-31", "month"),
    ("on Jan. 9", "2024-01-09", "2024-01-09", "day"),
    ("on 9th of January", "2024-01-09", "2024-01-09", "day"),
    ("on Feb. 29", "2024-02-29", "2024-02-29", "day"),
    ("Monday, Oct. 23", "2023-10-23", "2023-10-23", "day"),
    ("on October 7, 2023", "2023-10-07", "2023-10-07", "day"),
    ("4 July 1776", "1776-07-04", "1776-07-04", "day"),
    ("2023-11-08", "2023-11-08", "2023-11-08", "day"),
    ("19.4.2023", "2023-04-19", "2023-04-19", "day"),
    ("4/19/2023", "2023-04-19", "2023-04-19", "day"),
    ("in the third quarter", "2023-07-01", "2023-09-30", "quarter"),
    ("Q1 2023", "2023-01-01", "2023-03-31", "quarter"),
    ("the fourth quarter of last year", "2023-10-01", "2023-12-31", "quarter"),
    ("in the second half of 2021", "2021-07-01", "2021-12-31", "range"),
    ("last autumn", "2023-09-01", "2023-11-30", "season"),
    ("this winter", "2023-12-01", "2024-02-29", "season"),
    ("in the spring of 1999", "1999-03-01", "1999-05-31", "season"),
    ("in the early 1980s", "1980-01-01", "1989-12-31", "range"),
    ("since 2008", "2008-01-01", "2008-12-31", "year"),
    ("1999", "1999-01-01", "1999-12-31", "year"),
    ("between 2003 and 2011", "2003-01-01", "2011-12-31", "range"),
    ("in 2021-22", "2021-01-01", "2022-12-31", "range"),
    ("between May and August 2022", "2022-05-01", "2022-08-31", "range"),
    ("from November to February", "2023-11-01", "2024-02-29", "range"),
    ("from 3 to 5 September", "2023-09-03", "2023-09-05", "range"),
    ("July 8-10, 2022", "2022-07-08", "2022-07-10", "range"),
    ("from 28 September to 2 October", "2023-09-28", "2023-10-02", "range"),
    ("Monday to Wednesday", "2024-03-11", "2024-03-13", "range"),
    ("on New Year’s Day", "2024-01-01", "2024-01-01", "day"),
    ("Christmas Day", "2023-12-25", "2023-12-25", "day"),
    ("last Christmas", "2023-12-25", "2023-12-25", "day"),
    ("Boxing Day 2004", "2004-12-26", "2004-12-26", "day"),
]

FUTURE = [
    ("on Wednesday", "2024-03-13", "2024-03-13"),
    ("on Tuesday", "2024-03-19", "2024-03-19"),
    ("in February", "2025-02-01", "2025-02-28"),
    ("in March", "2024-03-01", "2024-03-31"),
    ("on April 3", "2024-04-03", "2024-04-03"),
    ("at the weekend", "2024-03-16", "2024-03-17"),
    ("this weekend", "2024-03-16", "2024-03-17"),
    ("in the summer", "2024-06-01", "2024-08-31"),
    ("in the second quarter", "2024-04-01", "2024-06-30"),
    ("on Christmas Eve", "2024-12-24", "2024-12-24"),
    ("from Friday to Sunday", "2024-03-15", "2024-03-17"),
]

OPEN = [
    "for two days",
    "in two weeks",
    "after three months",
    "two days later",
    "years earlier",
    "several weeks ago",
    "more than two years ago",
    "nearly a decade ago",
    "a year ago today",
    "the next day",
    "the previous day",
    "the following year",
    "that day",
    "the same month",
    "the following Tuesday",
    "on that Friday",
    "every Monday",
    "each spring",
    "before Tuesday",
    "after last Friday",
    "until 2030",
    "ahead of March 20",
    "in recent days",
    "over the coming weeks",
    "in the last week of October",
    "the first Monday of May",
    "since October 7",
    "the Sept. 11 attacks",
    "the March 4",
    "last Monday",
    "next Friday",
    "next weekend",
    "03/04/2024",
    "2023-13-01",
    "on June 31",
    "winter 2022",
    "between 2014 and 2003",
    "on April 3",
    "week of March 4",
    "the anniversary of Feb. 24, 2022",
    "1066 years",
    "999 centuries ago",
]

ABSOLUTE = [
    "2023-11-08",
    "in 1975",
    "June 2023",
    "on 5 May 1945",
    "the 1960s",
    "Christmas Day 1991",
    "Q2 2022",
]

RELATIVE = [
    "on Tuesday",
    "today",
    "in June",
    "on 5 May",
    "last year",
    "two days ago",
    "Sunday, March 10",
    "rubbish",
]

FOUND = [
    ("They met on Tuesday evening and again earlier this week.", ["on Tuesday evening", "earlier this week"]),
    ("Theresa May said she may march on Sunday.", ["on Sunday"]),
    ("May's cabinet fell in May.", ["in May"]),
    ("Relatives died in May's flat.", []),
    ("In May 20 people were killed.", ["In May"]),
    ("They will March on Rome; the March on Washington.", []),
    ("Friday prayers, and Wednesday’s vote.", ["Friday", "Wednesday"]),
    ("The Sun wrote a second time: 2,025 people, 2024 candidates, in 1-2.", []),
    ("Flight MH17, Resolution 1701, Article 5, a 20-year deal, a 45-year-old.", []),
    ("A total of 2014 people fled in 2014 from camps.", ["in 2014"]),
    ("the 2014 annexation; its 2015 deal; prices rose to 2020 points", ["2014", "2015"]),
    ("The Mail on Sunday and USA Today reported it on Saturday.", ["on Saturday"]),
    ("The Good Friday Agreement of 1998.", ["of 1998"]),
    ("He spoke two days before Monday's talks.", ["two days", "before Monday"]),
    ("They met on\nTuesday. In\n\nMarch they left.", ["on\nTuesday"]),
    ("Shops close on Mondays.", []),
    ("He said that Monday's talks failed.", ["Monday"]),
    ("Kabul, in the fall of the city, in the year of war", []),
    ("Between March and June 2023, or from 3 to 5 May.", ["Between March and June 2023", "from 3 to 5 May"]),
    ("The last week of the war.", ["The last week"]),
    ("Talks on Nov. 28, 2023, and on 3 December.", ["on Nov. 28, 2023", "on 3 December"]),
    ("Christmas Island, at Christmas, on New Year's Eve", ["at Christmas", "on New Year's Eve"]),
]


@pytest.mark.parametrize(("words", "first", "last", "precision"), PAST)
def test_days_seen_from_a_wednesday(words: str, first: str, last: str, precision: str) -> None:
    time = resolve(words, DAY)
    assert time is not None
    assert (time.start, time.end, time.precision, time.text) == (first, last, precision, words)


@pytest.mark.parametrize(("words", "first", "last"), FUTURE)
def test_days_that_a_verb_looks_ahead_to(words: str, first: str, last: str) -> None:
    time = resolve(words, DAY, future=True)
    assert time is not None
    assert (time.start, time.end) == (first, last)


@pytest.mark.parametrize("words", OPEN)
def test_what_the_words_leave_open(words: str) -> None:
    assert resolve(words, DAY) is None


@pytest.mark.parametrize("words", ABSOLUTE)
def test_what_is_absolute_needs_no_day(words: str) -> None:
    assert resolve(words, None) == resolve(words, DAY) is not None


@pytest.mark.parametrize("words", RELATIVE)
def test_what_is_relative_needs_a_day(words: str) -> None:
    assert resolve(words, None) is None


@pytest.mark.parametrize(("text", "words"), FOUND)
def test_where_dates_stand(text: str, words: list[str]) -> None:
    assert [e.text for e in expressions(text)] == words


@pytest.mark.parametrize("words", [row[0] for row in PAST if row[0] != "1999"] + [row[0] for row in FUTURE])
def test_every_resolved_expression_is_found_whole(words: str) -> None:
    assert [e.text for e in expressions(f"He left {words}, she said.")] == [words]


def test_a_weekday_and_a_date_tell_the_year() -> None:
    time = resolve("Thursday, March 14", DAY)
    assert time is not None
    assert time.start == "2024-03-14"
    assert resolve("Friday, March 14", DAY) is None


def test_a_timestamp_is_a_day_and_nonsense_is_none() -> None:
    assert resolve("today", "2024-03-13T10:00:00Z") == resolve("today", DAY)
    assert resolve("today", "last week") is None


@settings(deadline=None)  # the first call compiles the patterns
@given(TEXTS, st.none() | DAYS.map(str), st.booleans())
def test_offsets_are_exact_and_days_in_order(text: str, day: str | None, future: bool) -> None:
    end = 0
    for e in expressions(text):
        assert end <= e.start < e.end
        assert text[e.start : e.end] == e.text
        end = e.end
        time = resolve(e.text, day, future)
        assert time is None or date.fromisoformat(time.start) <= date.fromisoformat(time.end)


@settings(deadline=None)  # the first call compiles the patterns
@given(TEXTS, st.text() | st.none())
def test_resolve_never_raises(words: str, day: str | None) -> None:
    resolve(words, day)


@settings(deadline=None)  # the first call compiles the patterns
@given(WEEKDAYS, DAYS, st.integers(-50, 50), st.booleans())
def test_weekdays_move_with_the_weeks(weekday: str, day: date, weeks: int, future: bool) -> None:
    here, there = (resolve(weekday, str(d), future) for d in (day, day + timedelta(weeks=weeks)))
    assert here is not None
    assert there is not None
    assert date.fromisoformat(here.start) + timedelta(weeks=weeks) == date.fromisoformat(there.start)


@settings(deadline=None)  # the first call compiles the patterns
@given(WEEKDAYS, DAYS)
def test_a_weekday_is_within_a_week_on_the_side_looked_at(weekday: str, day: date) -> None:
    past, future = (resolve(weekday, str(day), ahead) for ahead in (False, True))
    assert past is not None
    assert future is not None
    assert timedelta(0) <= day - date.fromisoformat(past.start) < timedelta(days=7)
    assert timedelta(0) <= date.fromisoformat(future.start) - day < timedelta(days=7)
    assert f"{date.fromisoformat(past.start):%A}" == weekday


@settings(deadline=None)  # the first call compiles the patterns
@given(DAYS, DAYS.map(str))
def test_a_full_date_is_itself_however_written(told: date, day: str) -> None:
    for form in ("{0:%Y-%m-%d}", "{0.day} {0:%B} {0.year}", "{0:%B} {0.day}, {0.year}"):
        time = resolve(form.format(told), day)
        assert time is not None
        assert time.start == time.end == told.isoformat()
