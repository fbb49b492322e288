"""Times told from the day of writing: what is one, what days it means, and which two can be of one deed."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.english.dates import MONTHS, WEEKDAYS
from checker.english.times import Time, can_agree, day_of_writing, find_times, months_named


def told(text: str) -> list[tuple[str, str, int, int]]:
    """Words, unit, first and last of each time."""
    return [(text[time.span.start : time.span.end], time.unit, time.first, time.last) for time in find_times(text)]


def only(text: str) -> Time:
    (time,) = find_times(text)
    return time


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It rains today", [("today", "day", 0, 0)]),
        ("Tomorrow's rain", [("Tomorrow", "day", 1, 1)]),
        ("It rained yesterday", [("yesterday", "day", -1, -1)]),
        ("Rain tonight", [("tonight", "day", 0, 0)]),
        ("Rain overnight", [("overnight", "day", -1, 1)]),
        ("It rained last night", [("last night", "day", -1, 0)]),
        ("It rains this evening", [("this evening", "day", 0, 0)]),
        ("It rains this week", [("this week", "week", 0, 0)]),
        ("It rained last month", [("last month", "month", -1, -1)]),
        ("Next year's rain", [("Next year", "year", 1, 1)]),
        ("Rain in the coming weeks", [("in the coming weeks", "day", 0, 60)]),
        ("Rain within days", [("within days", "day", 0, 10)]),
        ("Rain within the next few months", []),
        ("It rains this summer", [("this summer", "day", -200, 200)]),
        ("It rained last winter", [("last winter", "day", -550, -10)]),
        ("It rained at the weekend", [("at the weekend", "day", -8, 8)]),
        ("It rained three weeks ago", [("three weeks ago", "day", -25, -17)]),
        ("It rained a year ago", [("a year ago", "day", -555, -175)]),
        ("It rained an hour ago", [("an hour ago", "day", -1, 0)]),
        ("It rains at midnight", [("midnight", "day", -1, 1)]),
        ("It rains at 8.30am", [("8.30am", "day", -1, 1)]),
        ("It rained on Friday", [("Friday", "weekday", -7, 7)]),
        ("It rained last Friday", [("Friday", "weekday", -13, -1)]),
        ("It rains next Friday", [("Friday", "weekday", 1, 13)]),
        ("It rained in June", [("June", "date", 0, 0)]),
        ("It rained on 3 March last year", [("last year", "year", -1, -1)]),
        ("It rained on 3 March, last year", [("last year", "year", -1, -1)]),
        ("It rained in March 2019", [("March", "date", 0, 0), ("2019", "date", 0, 0)]),
        ("It rained the following week", [("the following week", "unknown", 0, 0)]),
        ("It rained two days later", [("days later", "unknown", 0, 0)]),
        ("It rains in three weeks", [("in three weeks", "unknown", 0, 0)]),
        ("He read USA Today", []),
        ('"Tomorrow it rains"', [("Tomorrow", "day", 1, 1)]),
        ("The rain of the century", []),
        ("It rains every week", []),
    ],
)
def test_what_is_a_time(text: str, found: list[tuple[str, str, int, int]]) -> None:
    assert told(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Rain a week tomorrow",
        "It rained the day before yesterday",
        "More rain than last year",
        "Rain compared with last year",
        "Rain after next month",
        "It rained over the last month",
        "It rains every next month",
        "Rain today and tomorrow's",
        "The last week of June",
        "It rains next week but one",
    ],
)
def test_what_its_neighbours_make_another_time_is_unknown(text: str) -> None:
    assert find_times(text)[0].unit == "unknown"


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("Put off until next year", "until"),
        ("Put off to next year", "until"),
        ("Put off till early next year", "until"),
        ("Shut from next year", "from"),
        ("Done by the end of next year", "by"),
        ("Shut since last year", "since"),
        ("Shut next year", ""),
    ],
)
def test_the_word_before_makes_it_an_end_or_a_beginning(text: str, bound: str) -> None:
    assert only(text).bound == bound


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("tomorrow", "next month"),
        ("today", "next month"),
        ("yesterday", "last month"),
        ("tomorrow", "next year"),
        ("next week", "next year"),
        ("next month", "next year"),
        ("last month", "last year"),
        ("this week", "last year"),
        ("on Friday", "next year"),
        ("within days", "next year"),
        ("yesterday", "three weeks ago"),
        ("last night", "a year ago"),
        ("next summer", "tomorrow"),
        ("last summer", "yesterday"),
        ("this month", "next month"),
        ("this year", "next year"),
        ("until next month", "until next year"),
        ("from tomorrow", "from next month"),
        ("at midnight", "next month"),
    ],
)
def test_two_that_hardly_any_day_makes_one(one: str, other: str) -> None:
    assert can_agree(only(f"It rains {one}"), only(f"It rains {other}")) is False


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("today", "tomorrow"),
        ("today", "yesterday"),
        ("today", "tonight"),
        ("tomorrow", "on Tuesday"),
        ("yesterday", "last week"),
        ("tomorrow", "next week"),
        ("today", "this week"),
        ("on Friday", "this week"),
        ("on Friday", "next week"),
        ("this week", "this month"),
        ("next week", "next month"),
        ("this week", "next month"),
        ("next week", "this month"),
        ("overnight", "last night"),
        ("within days", "next week"),
        ("within weeks", "next month"),
        ("this summer", "next month"),
        ("this summer", "last month"),
        ("last summer", "last year"),
        ("a month ago", "last month"),
        ("on Friday", "next month"),
    ],
)
def test_two_that_may_be_one(one: str, other: str) -> None:
    assert can_agree(only(f"It rains {one}"), only(f"It rains {other}")) is True


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("tomorrow", "the following week"),
        ("tomorrow", "in March"),
        ("tomorrow", "on 3 March"),
        ("tomorrow", "in 2019"),
        ("tomorrow", "until next year"),
        ("from tomorrow", "until next year"),
        ("by tomorrow", "by next year"),
        ("since yesterday", "since last year"),
    ],
)
def test_two_of_which_nobody_can_tell(one: str, other: str) -> None:
    assert can_agree(only(f"It rains {one}"), only(f"It rains {other}")) is None


def test_the_months_of_a_text_are_when_it_may_be_written() -> None:
    one, other = only("It rains next month"), only("It rains next year")
    assert can_agree(one, other, months=[6]) is False
    assert can_agree(one, other, months=[12]) is True
    assert can_agree(one, other, months=[1]) is True, "an article of December may name January"
    assert months_named("It rained on 3 March and in June of 2014.") == {3, 6}
    assert months_named("It rained at Christmas.") == {12, 1}


@pytest.mark.parametrize(
    ("one", "other", "written", "agree"),
    [
        ("tomorrow", "next month", "2024-06-30", True),
        ("tomorrow", "next month", "2024-06-12", False),
        ("next month", "next year", "2024-12-12", True),
        ("next month", "next year", "2024-06-12", False),
        ("tomorrow", "next week", "2024-06-16", True),  # a Sunday
        ("tomorrow", "next week", "2024-06-11", False),
        ("today", "on Saturday", "2024-06-12", False),  # a Wednesday
        ("today", "on Thursday", "2024-06-12", True),
        ("tomorrow", "on Thursday", "2024-06-12", True),
        ("yesterday", "last week", "2024-06-10", True),  # a Monday
        ("yesterday", "last week", "2024-06-13", False),
        ("yesterday", "on 11 June", "2024-06-12", True),
        ("yesterday", "on 11 May", "2024-06-12", False),
        ("yesterday", "in June", "2024-06-12", True),
        ("last month", "in May", "2024-06-12", True),
        ("last month", "in March", "2024-06-12", False),
        ("last month", "in December", "2024-01-12", True),
        ("yesterday", "on 29 February", "2023-03-01", False),
        ("last year", "in 2023", "2024-06-12", True),
        ("last year", "in 2022", "2024-06-12", False),
        ("this week", "on Friday", "2024-06-12", True),
        ("this week", "in two years", "2024-06-12", None),
    ],
)
def test_the_day_of_writing_decides(one: str, other: str, written: str, agree: bool | None) -> None:
    assert can_agree(only(f"It rains {one}"), only(f"It rains {other}"), date.fromisoformat(written)) is agree


@pytest.mark.parametrize(
    ("published", "body", "found"),
    [
        ("2024-03-05", "", date(2024, 3, 5)),
        ("2024-03-05T10:00:00Z", "", date(2024, 3, 5)),
        ("5 March 2024", "", date(2024, 3, 5)),
        ("Tue, 05 Mar 2024 10:00:00 GMT", "", date(2024, 3, 5)),
        ("March 5, 2024", "", date(2024, 3, 5)),
        ("2024-02-30", "", None),
        ("20240305", "", None),
        ("0001-01-01", "", None),
        ("9999-12-31", "", None),
        ("5 Brumaire 2024", "", None),
        ("yesterday", "", None),
        (None, "OVERTON, 5 March 2024 (Wire) - It rained.", date(2024, 3, 5)),
        (None, "Tuesday, 5 March 2024\nIt rained.", date(2024, 3, 5)),
        (None, "Published: March 5, 2024\n\nIt rained.", date(2024, 3, 5)),
        (None, "It rained on 5 March 2024 in Overton.", None),
        (None, "It rained.\n" * 40 + "5 March 2024\n", None),
        ("soon", "5 March 2024\nIt rained.", date(2024, 3, 5)),
    ],
)
def test_the_day_that_an_article_says_it_is_of(published: str | None, body: str, found: date | None) -> None:
    assert day_of_writing(published, body) == found


FIRST, LAST = date(2023, 1, 1), date(2026, 12, 31)
DAYS = st.dates(FIRST, LAST)


def descriptions(event: date, written: date) -> list[Time]:
    """What somebody who writes on a day may call another, by the calendar."""
    apart = (event - written).days
    months = (event.year - written.year) * 12 + event.month - written.month
    weeks = (event - timedelta(event.weekday()) - written + timedelta(written.weekday())).days // 7
    found = [Time("date", name=f"{event.day} {MONTHS[event.month - 1]}"), Time("date", name=str(event.year))]
    if abs(apart) > 180:
        found = found[1:]
    if abs(apart) <= 1:
        found.append(Time("day", apart, apart))
    if abs(apart) <= 6:
        found.append(Time("weekday", -7, 7, str(event.weekday())))
    found += [Time("week", weeks, weeks)] if abs(weeks) <= 1 else []
    found += [Time("month", months, months)] if abs(months) <= 1 else []
    found += [Time("year", event.year - written.year, event.year - written.year)] if abs(months) <= 12 else []
    return found


@given(DAYS, st.integers(-400, 400), st.integers(-1, 1))
def test_two_true_descriptions_of_a_day_agree(written: date, apart: int, later: int) -> None:
    event = written + timedelta(apart)
    for one in descriptions(event, written):
        for other in descriptions(event, written + timedelta(later)):
            assert can_agree(one, other, written), (one, other)


RELATIVE = [
    Time(unit, step, step) for unit in ("day", "week", "month", "year") for step in (-1, 0, 1)  # type: ignore[arg-type]
] + [Time("weekday", -7, 7, str(number)) for number in range(7)]  # fmt: skip


def test_without_a_day_of_writing_only_what_is_rare_is_told_apart() -> None:
    apart = [{*pair} for pair in combinations(RELATIVE, 2) if can_agree(*pair) is False]
    days = [date(2025, 1, 1) + timedelta(number) for number in range(0, 365, 5)]
    called = [[{*descriptions(day + timedelta(step), day)} for step in range(-62, 63)] for day in days]
    assert len(apart) > 20
    for pair in apart:
        assert sum(any(pair <= names for names in each) for each in called) <= 0.1 * len(days)


@given(DAYS, st.integers(-700, 700), st.integers(-700, 700))
def test_single_days_agree_where_they_are_a_day_apart_at_most(written: date, one: int, other: int) -> None:
    assert can_agree(Time("day", one, one), Time("day", other, other), written) is (abs(one - other) <= 1)


TIMES = st.sampled_from(
    [
        *RELATIVE,
        Time("day", 0, 10),
        Time("day", -550, -10),
        *(Time("date", name=name) for name in ("3 march", "29 february", "june", "2024")),
    ]
)


@given(TIMES, TIMES, st.none() | DAYS)
def test_agreeing_is_mutual(one: Time, other: Time, written: date | None) -> None:
    assert can_agree(one, other, written) == can_agree(other, one, written)
    if written is not None:
        assert can_agree(one, one, written) is not False


def test_a_day_that_the_year_lacks_is_not_told_apart() -> None:
    leap = Time("date", name="29 february")
    assert can_agree(leap, Time("day", 0, 0), date(2026, 6, 1)) is None
    assert can_agree(leap, Time("day", 0, 0), date(2028, 6, 1)) is False


def test_outlook() -> None:
    words = ("tomorrow", "yesterday", "today", "on Friday", "next Friday")
    assert [only(f"It rains {word}").outlook for word in words] == ["future", "past", None, None, "future"]
    assert len(WEEKDAYS) == 7
