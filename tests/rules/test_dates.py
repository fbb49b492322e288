"""Dates: what is one, which two agree, and which body date stands against the headline's."""

from __future__ import annotations

import pytest

from checker.english.dates import MONTHS, WEEKDAYS, find_dates

from .neutral import checks, context, found

REST = " The hall was full. Tea came at nine."


def dates(text: str) -> list[tuple[str, str, str]]:
    """Kind, value and words."""
    return [(date.kind, date.value, text[date.span.start : date.span.end].strip()) for date in find_dates(text)]


@pytest.mark.parametrize("day", WEEKDAYS)
def test_every_weekday(day: str) -> None:
    assert dates(f"It rained on {day.title()}.") == [("weekday", day, day.title())]


@pytest.mark.parametrize("month", MONTHS)
def test_every_month_in_full_and_short(month: str) -> None:
    assert dates(f"It rained in {month.title()} again.") == [("month", month, month.title())]
    short = month[:3].title()
    assert dates(f"It rained on 5 {short} again.") == [("day", f"5 {month}", f"5 {short}")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It rained on 12 June at noon", [("day", "12 june", "12 June")]),
        ("It rained on June 12 at noon", [("day", "12 june", "June 12")]),
        ("It rained on the 12th of June at noon", [("day", "12 june", "12th of June")]),
        ("It rained on Sept. 3 at noon", [("day", "3 september", "Sept. 3")]),
        ("It rained in June 2014", [("month", "june", "June"), ("year", "2014", "2014")]),
        ("It rained in 1998", [("year", "1998", "1998")]),
        ("It rained in 1698", []),
        ("It cost $1998", []),
        ("It made 1998 people happy", []),
        ("It rained on monday", []),
        ("Black Friday sales", []),
        ("The Sunday Times won", []),
        ("The march may end", []),
        ("Mrs May won", []),
        ("May won", []),
        ("It rained in May", [("month", "may", "May")]),
        ("It rained early March", [("month", "march", "March")]),
        ("It rained on 5 May", [("day", "5 may", "5 May")]),
        ("It rained in 112 June days", [("month", "june", "June")]),
        ("From Monday to Friday", [("weekday", "monday", "Monday"), ("weekday", "friday", "Friday")]),
        ("In 2011 on Monday", [("year", "2011", "2011"), ("weekday", "monday", "Monday")]),
    ],
)  # fmt: skip
def test_what_is_a_date(text: str, found: list[tuple[str, str, str]]) -> None:
    assert dates(text) == found


@pytest.mark.parametrize(
    ("headline", "body", "found"),
    [
        ("Rail strike begins on Friday", "The rail strike begins on Monday.", [("other-weekday", "Friday", 1)]),
        ("Rail strike begins in June", "The rail strike begins in July.", [("other-month", "June", 1)]),
        ("Rail strike begins on 5 June", "The rail strike begins on 6 June.", [("other-day", "5 June", 1)]),
        ("Rail strike began in 2011", "The rail strike began in 2014.", [("other-year", "2011", 1)]),
        ("Rail strike begins on Friday", "The rail strike begins on Monday. It ended on Friday last time.", []),
        ("Rail strike begins in June", "The rail strike begins on 6 June.", []),
        ("Rail strike begins on 6 June", "The rail strike begins in June.", []),
        ("Rail strike begins in June", "The rail strike begins on 6 July.", []),  # another kind of date
        ("Rail strike begins in June", "The rail strike begins in 2014.", []),
        ("Rail strike begins on Friday", "Tea was late on Monday.", []),
        ("Rail strike begins on Friday", "The strike of teachers on Monday will be long.", []),
    ],
)
def test_another_date(headline: str, body: str, found: list[tuple[str, str, int]]) -> None:
    assert checks("date-mismatch", headline, body + REST) == found


def test_one_term_in_common_is_not_the_same_event() -> None:
    assert checks("date-mismatch", "Strike on Friday", "A strike came on Monday." + REST) == []


def test_the_most_relevant_sentence_speaks_and_of_two_the_first() -> None:
    body = "The rail strike begins on Monday. The rail strike of drivers begins on Tuesday." + REST
    assert checks("date-mismatch", "Rail strike of drivers begins on Friday", body) == [("other-weekday", "Friday", 2)]
    body = "The rail strike begins on Monday. The rail strike begins on Tuesday." + REST
    assert checks("date-mismatch", "Rail strike begins on Friday", body) == [("other-weekday", "Friday", 1)]


def test_confidence_grows_with_relevance() -> None:
    headline, body = "Rail strike begins on Friday", "The rail strike begins on Monday." + REST
    (finding,) = found("date-mismatch", headline, body)
    assert 0.75 < finding.confidence == 0.5 + 0.5 * context(headline, body).relevance[0] < 0.95
