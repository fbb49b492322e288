"""Times told from the day of writing: today, next month, three weeks ago; and whether two can be of one deed.

Where the day of writing is not known, two times are told apart only if on hardly any day of a year both could be true.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from ..text import Span
from .dates import MONTHS, SHORT, WEEKDAYS, find_dates
from .numerals import UNITS_WORDS

Unit = Literal["day", "week", "month", "year", "weekday", "date", "unknown"]
Days = tuple[tuple[int, int], ...]
# A headline may be a day older or younger than its story.
SLACK = 1
# Tomorrow is in the next month on two days of thirty; nobody calls it so.
HARDLY_ANY = 0.1
# Any year: the share of its days is what counts.
SOME_YEAR = 2025
DAYS = {"today": (0, 0), "tonight": (0, 0), "tomorrow": (1, 1), "yesterday": (-1, -1), "overnight": (-1, 1)}
WHICH = {"last": -1, "this": 0, "next": 1, "coming": 1}
# Which part of a day, weekend or season is meant, in days from the day of writing; loosely,
# since habits differ and so do hemispheres.
LOOSE = {
    "night": ((-1, 0), (0, 0), (1, 1)),
    "morning": ((-1, -1), (0, 0), (1, 1)),
    "afternoon": ((-1, -1), (0, 0), (1, 1)),
    "evening": ((-1, -1), (0, 0), (1, 1)),
    "weekend": ((-13, -1), (-2, 6), (1, 13)),
    **dict.fromkeys(("spring", "summer", "autumn", "fall", "winter"), ((-550, -10), (-200, 200), (10, 550))),
}
LENGTH = {"hour": (0, 1), "day": (1, 1), "week": (7, 4), "month": (30, 17), "year": (365, 190)}
# How long "within weeks" may be, in days.
SOON = {"hour": 1, "day": 10, "week": 60, "month": 400, "year": 4000}
NUMBERS = {word: number for word, number in UNITS_WORDS.items() if 1 <= number <= 12} | {"a": 1, "an": 1}
RELATIVE = re.compile(
    r"\b(?:(?P<day>today|tonight|tomorrow|yesterday|overnight)"
    r"|(?P<which>last|this|next|coming)\s(?P<unit>night|morning|afternoon|evening|weekend|week|month|year|spring"
    r"|summer|autumn|fall|winter)"
    r"|(?P<long>an?|\d{1,3}|"
    + "|".join(word for word in NUMBERS if len(word) > 2)
    + r")\s(?P<past>hour|day|week|month|year)s?\sago"
    r"|within\s(?:the\s(?:next\s)?)?(?P<soon>hour|day|week|month|year)s"
    r"|in\sthe\s(?:coming|next\sfew)\s(?P<next>hour|day|week|month|year)s"
    r"|(?P<weekend>(?:at|over)\sthe\sweekend)"
    r"|(?P<clock>midnight|noon|\d{1,2}(?:[.:]\d{2})?\s?[ap]\.?m\b))(?!\w)",
    re.IGNORECASE,
)
# Other words that say when, by what nobody here can know: "the next day", "two weeks later".
UNKNOWN = re.compile(
    r"\b(?:(?:the|an?|that|this|his|her|its|their)\s(?:following|next|previous|same)\s(?:day|night|morning|week|month"
    r"|year)"
    r"|in\s(?:about\s|almost\s|nearly\s)?(?:an?|\d{1,3}|[a-z]{2,9}|a\sfew)\s(?:hour|day|week|month|year)s?"
    r"|(?:days?|weeks?|months?|years?|hours?)\s(?:later|earlier|before|after)|immediately|straight\saway|now|soon)\b",
    re.IGNORECASE,
)
# "Next week" behind these is no time of its own, or is another than it says: "a week tomorrow", "than last year",
# "over the last week".
SHIFTED = re.compile(
    r"\b(?:weeks?|months?|years?|day|than|with|to|the|past|previous|every|until\safter)\s$", re.IGNORECASE
)
BOUND = re.compile(
    r"\b(?P<word>until|till|to|since|from|by|before|after|past)\s(?:early\s|late\s|later\s|earlier\s|mid-?\s?"
    r"|the\send\sof\s|sometime\s|at\sleast\s)?$",
    re.IGNORECASE,
)
BEHIND = re.compile(r"^\s(?:and|or|but\sone|of)\b", re.IGNORECASE)
# "3 March last year", "in May next year": the year is what is sure.
OF_A_YEAR = re.compile(r"^,?\s(?:of\s)?(?P<which>last|this|next)\syear\b", re.IGNORECASE)
LONGEST_LOOK = 32
ISO = re.compile(r"^\s*(\d{4})-(\d{2})-(\d{2})(?!\d)")
DAY_FIRST = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\s([A-Z][a-z]{2,8})\.?,?\s((?:19|20)\d{2})\b")
MONTH_FIRST = re.compile(r"\b([A-Z][a-z]{2,8})\.?\s(\d{1,2})(?:st|nd|rd|th)?,\s((?:19|20)\d{2})\b")
# A date of its own line, or of a dateline: "OVERTON, 3 March 2024 -".
DATELINE = re.compile(
    r"^(?:[A-Z][A-Z .]{2,30},\s|(?:Published|Updated|Posted)(?:\son|:)?\s|(?:Mon|Tues|Wednes|Thurs|Fri|Satur"
    r"|Sun)day,?\s)?"
    r"(?P<date>[A-Za-z\d., ]{8,30}\d{4})\s*(?:$|\(|[-–—])",
    re.MULTILINE,
)
HEAD_OF_BODY = 300
# Another year is no article's, and its neighbours may be none at all.
YEARS = range(1800, 2200)
NOWHERE = Span(0, 0)


@dataclass(frozen=True)
class Time:
    """One time of a text.

    Attributes:
        unit: what ``first`` and ``last`` count; ``weekday`` and ``date`` go by their name,
            of ``unknown`` nobody can tell the days.
        first, last: from the day, week, month or year of writing; of a weekday the days among which it is.
        name: a weekday's number, or a date as "3 march", "march", "2019"; else ``""``.
        bound: the word before it that makes it an end or a beginning (``until``, ``since``), or ``""``.
        span: its words.
    """

    unit: Unit
    first: int = 0
    last: int = 0
    name: str = ""
    bound: str = ""
    span: Span = NOWHERE

    @property
    def outlook(self) -> Literal["past", "future"] | None:
        """Is it over, or still to come? ``None`` where it may be either."""
        if self.unit in ("date", "unknown"):
            return None
        return "future" if self.first > 0 else "past" if self.last < 0 else None


def find_times(text: str) -> list[Time]:
    """Every time of a text, in order; weekdays, months and years among them."""
    found: list[Time] = []
    taken: list[Span] = []
    for match in RELATIVE.finditer(text):
        span = Span(*match.span())
        # "USA Today" is a name.
        if match.group()[0].isupper() and text[: span.start].strip(" \"'"):
            continue
        found.append(_placed(_relative(match), text, span))
        taken.append(span)
    for day in find_dates(text):
        of_a_year = OF_A_YEAR.match(text[day.span.end : day.span.end + LONGEST_LOOK])
        if day.kind in ("day", "month") and of_a_year:
            continue
        if day.kind == "weekday":
            which = re.search(
                r"\b(last|this|next)\s$", text[max(0, day.span.start - 6) : day.span.start], re.IGNORECASE
            )
            first, last = {"last": (-13, -1), "next": (1, 13)}.get(which.group(1).lower() if which else "", (-7, 7))
            found.append(_placed(Time("weekday", first, last, str(WEEKDAYS.index(day.value))), text, day.span))
        else:
            found.append(_placed(Time("date", name=day.value), text, day.span))
    for match in UNKNOWN.finditer(text):
        span = Span(*match.span())
        if not any(span.overlaps(other) and span.start >= other.start for other in taken):
            found.append(Time("unknown", span=span))
    return sorted(found, key=lambda time: time.span)


def _relative(match: re.Match[str]) -> Time:
    part = {name: value.lower() for name, value in match.groupdict().items() if value}
    if "day" in part:
        return Time("day", *DAYS[part["day"]])
    if "which" in part:
        which, unit = WHICH[part["which"]], part["unit"]
        if unit in LOOSE:
            return Time("day", *LOOSE[unit][which + 1])
        return Time(unit, which, which)  # type: ignore[arg-type]
    if "past" in part:
        length, about = LENGTH[part["past"]]
        number = NUMBERS.get(part["long"]) or int(part["long"])
        return Time("day", -number * length - about, min(0, -number * length + about))
    if "weekend" in part:
        return Time("day", -8, 8)
    soon = part.get("soon") or part.get("next")
    return Time("day", 0, SOON[soon]) if soon else Time("day", -1, 1)


def _placed(time: Time, text: str, span: Span) -> Time:
    """The time where it stands, with its bound; one that its neighbours make another is unknown."""
    before, after = text[max(0, span.start - LONGEST_LOOK) : span.start], text[span.end : span.end + LONGEST_LOOK]
    bound = BOUND.search(before)
    word = bound.group("word").lower() if bound else ""
    if word in ("before", "after", "past") or (not bound and SHIFTED.search(before)) or BEHIND.match(after):
        return Time("unknown", span=span)
    return replace(time, bound="until" if word in ("to", "till") else word, span=span)


def can_agree(one: Time, other: Time, written: date | None = None, months: Iterable[int] = ()) -> bool | None:
    """Can two times of two texts be of one deed? ``None`` where nobody can tell.

    Args:
        written: the day of writing, where it is known.
        months: numbers of months that the texts name: else known only to be written in or beside one of them.
    """
    if "unknown" in (one.unit, other.unit) or one.bound != other.bound or one.bound in ("by", "since"):
        return None
    if written is not None:
        # "29 February" in another year: nobody can say which day is meant.
        known = _days(one, written) and _days(other, written)
        return _both_on(one, other, written) if known else None
    if "date" in (one.unit, other.unit):
        return None
    plain = (replace(one, span=NOWHERE), replace(other, span=NOWHERE))
    return _share(*plain, frozenset(months)) > HARDLY_ANY


@lru_cache(maxsize=512)
def _share(one: Time, other: Time, months: frozenset[int]) -> float:
    """The share of days of writing on which both can be true."""
    near = {(month + step - 1) % 12 + 1 for month in months for step in (-1, 0, 1)}
    start = date(SOME_YEAR, 1, 1)
    every = [start + timedelta(number) for number in range(365)]
    days = [day for day in every if not near or day.month in near]
    return sum(_both_on(one, other, day) for day in days) / len(days)


def _both_on(one: Time, other: Time, day: date) -> bool:
    """Can both be true of one day, where one is told on this day, and the other on it or on a day beside it?"""
    for step in range(-SLACK, SLACK + 1):
        beside = day + timedelta(step)
        if _meet(_days(one, day), _days(other, beside)) or _meet(_days(one, beside), _days(other, day)):
            return True
    return False


def _meet(own: Days, theirs: Days) -> bool:
    return any(first <= end and start <= last for first, last in own for start, end in theirs)


def _days(time: Time, day: date) -> Days:
    """First and last day (as ordinals) of what a time can mean that is told on a day;
    several where it may be one of several.
    """
    today = day.toordinal()
    if time.unit == "week":
        return (_week(time.first, day),)
    if time.unit == "month":
        return (_month(day.year, day.month + time.first),)
    if time.unit == "year":
        return (_year(day.year + time.first),)
    if time.unit == "weekday":
        within = range(today + time.first, today + time.last + 1)
        return tuple((number, number) for number in within if (number - 1) % 7 == int(time.name))
    if time.unit == "date":
        return _dates(time.name, day)
    return ((today + time.first, today + time.last),)


def _week(which: int, day: date) -> tuple[int, int]:
    """A week begins on Sunday or on Monday, and on a Sunday either is meant."""
    today, weekday = day.toordinal(), day.weekday()
    sunday = weekday == WEEKDAYS.index("sunday")
    if which == 0:
        return today - weekday - 1, today + (7 if sunday else 6 - weekday)
    if which < 0:
        return today - weekday - (7 if sunday else 8), today - (1 if sunday else weekday + 1)
    return today + max(1, 6 - weekday), today + 13 - weekday + (7 if sunday else 0)


def _month(year: int, month: int) -> tuple[int, int]:
    start = date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    following = date(start.year + start.month // 12, start.month % 12 + 1, 1)
    return start.toordinal(), following.toordinal() - 1


def _year(year: int) -> tuple[int, int]:
    return date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()


def _dates(name: str, day: date) -> Days:
    """A year; or this year's, last year's and next year's month or day."""
    if name.isdigit():
        return (_year(int(name)),)
    number, _, month = name.rpartition(" ")
    found = [_month(day.year + step, MONTHS.index(month) + 1) for step in (-1, 0, 1)]
    if not number:
        return tuple(found)
    return tuple((first + int(number) - 1,) * 2 for first, last in found if first + int(number) - 1 <= last)


def months_named(text: str) -> frozenset[int]:
    """Numbers of the months that a text names; Christmas and the New Year are of two."""
    found = {MONTHS.index(day.value.split()[-1]) + 1 for day in find_dates(text) if day.kind in ("day", "month")}
    if re.search(r"\bChristmas\b|\bNew Year\b", text):
        found |= {12, 1}
    return frozenset(found)


def day_of_writing(published: str | None, body: str) -> date | None:
    """The day that an article says it is of: its own field, else a date line at the head of its body;
    ``None`` where it says none.
    """
    for text in (published or "", *(match.group("date") for match in DATELINE.finditer(body[:HEAD_OF_BODY]))):
        found = _written_date(text)
        if found is not None:
            return found
    return None


def _written_date(text: str) -> date | None:
    iso, one, other = ISO.match(text), DAY_FIRST.search(text), MONTH_FIRST.search(text)
    if iso:
        year, month, day = map(int, iso.groups())
    elif one or other:
        day_word, name, year_word = one.groups() if one else [other.group(place) for place in (2, 1, 3)]  # type: ignore[union-attr]
        lower = name.lower()
        full = SHORT.get(lower, lower)
        if full not in MONTHS:
            return None
        year, month, day = int(year_word), MONTHS.index(full) + 1, int(day_word)
    else:
        return None
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if found.year in YEARS else None
