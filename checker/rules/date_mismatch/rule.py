"""``date-mismatch``: another day, month or year, or another time than the same deed has in the body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...context import Context
from ...english.dates import Date, find_dates
from ..base import Example, RawFinding, Rule, edit, quote
from .other_time import other_time

EVENT_RELEVANCE = 0.5
BEHIND = re.compile(
    r"\b(in|since|until|till|from|by|of|on|before|after|for)\s+(?:the\s+|early\s+|late\s+)?$", re.IGNORECASE
)


def check(context: Context) -> Iterator[RawFinding]:
    """One finding for each date of the headline that the sentence about the event contradicts."""
    for date in find_dates(context.headline.cased):
        if any(_agrees(date, other) for _, other in context.body.dates):
            continue
        rivals = [
            (number, other) for number, other in context.body.dates
            if other.kind == date.kind and _same_event(context, date, number, other)
        ]  # fmt: skip
        if not rivals:
            continue
        number, other = max(rivals, key=lambda pair: (context.relevance[pair[0]], -pair[0]))
        theirs = context.document.sentences[number].text[other.span.start : other.span.end]
        words = context.headline.text[date.span.start : date.span.end]
        yield RawFinding(
            "date-mismatch",
            "error",
            f"The headline says {quote(words)}; the body says {quote(theirs)}.",
            date.span,
            (number,),
            min(0.95, 0.5 + 0.5 * context.relevance[number]),
            f"Use the body's date ({theirs.strip()}), or correct the body.",
            edit(context, date.span, theirs),
            check=f"other-{date.kind}",
        )
    told = other_time(context)
    if told is not None:
        words = context.headline.text[told.span.start : told.span.end]
        yield RawFinding(
            "date-mismatch",
            "error",
            f"The headline says {quote(words)}; the body says {quote(told.words)} of the same.",
            told.span,
            (told.sentence,),
            0.8,
            f"Use the body's time ({told.words.strip()}), or correct the body.",
            check="other-time",
        )


def _same_event(context: Context, date: Date, number: int, other: Date) -> bool:
    """Is the other date of the headline's event?

    A year without its preposition is often a name's: "the 2020 election".
    """
    if date.kind == "year" and not (
        _before(context.headline.cased, date) and _before(context.document.sentences[number].text, other)
    ):
        return False
    if context.relevance[number] >= EVENT_RELEVANCE and len(context.shared(number)) >= 2:
        return True
    # One of the two parts is the same, and behind the same word: "until Nov. 1", "until Dec. 1".
    one, two = date.value.split(), other.value.split()
    near = date.kind == "day" and any(part in two for part in one)
    own, theirs = _before(context.headline.cased, date), _before(context.document.sentences[number].text, other)
    return near and bool(own) and own == theirs and bool(context.shared(number))


def _before(text: str, date: Date) -> str:
    """The preposition before a date, in lower case."""
    match = BEHIND.search(text[: date.span.start])
    return match.group(1).lower() if match else ""


def _agrees(one: Date, other: Date) -> bool:
    if one.kind == other.kind:
        return one.value == other.value
    kinds = {one.kind, other.kind}
    if kinds == {"month", "day"}:
        return one.value.split()[-1] == other.value.split()[-1]
    return False


RULE = Rule(
    id="date-mismatch",
    severity="error",
    says="otherwise",
    summary="Another day, month or year, or another time of the same deed.",
    explanation=(
        "Compares weekdays, months, days of a month and years. "
        "It speaks when the headline's date is nowhere in the body and the sentence about the same event has another "
        "date of the same kind. “Black Friday” and newspapers' names are no dates. "
        "Times told from the day of writing (today, last week, next month, within days) are bound to their deed, "
        "and it speaks when the body gives the same deed, with the same participants, "
        "only times that cannot be the headline's on hardly any day of a year. "
        "Where the article says when it was published, or has a date line, that day decides, and dates count too; "
        "a headline may be a day older or younger than its story."
    ),
    check=check,
    checks={
        "other-weekday": "Another day of the week.",
        "other-month": "Another month.",
        "other-day": "Another day of a month.",
        "other-year": "Another year.",
        "other-time": "Another time of the same deed, told from the day of writing: tomorrow for next month.",
    },
    failing=(
        Example(
            "Airport strike to begin on Friday",
            "Baggage handlers will begin a strike at the airport on Monday, their union said. "
            "Talks broke down last night.",
            "another weekday",
            check="other-weekday",
            words="Friday",
            evidence=1,
        ),
        Example(
            "New bridge to open in March",
            "The new bridge over the Tarn will open in September, the council said. Work began two years ago.",
            "another month",
            check="other-month",
            words="March",
            evidence=1,
        ),
        Example(
            "Museum roof collapsed in 2011, report says",
            "The museum's roof collapsed in 2014, the report says, after years of neglect. No one was hurt.",
            "another year",
            check="other-year",
            words="2011",
            evidence=1,
        ),
        Example(
            "Ferry strike to begin on 5 June",
            "The ferry strike will begin on 6 June, the dockers' union said on Wednesday. It is to last two days.",
            "another day of the month",
            check="other-day",
            words="5 June",
            evidence=1,
        ),
        Example(
            "Airport strike begins tomorrow",
            "Baggage handlers will begin a strike at the airport next month, their union said on Tuesday. "
            "Talks broke down last night.",
            "the same deed next month",
            check="other-time",
            words="tomorrow",
            evidence=1,
        ),
        Example(
            "Overton bypass vote delayed until next year",
            "The council of Overton met for three hours. Its vote on the bypass was put off until next month after a "
            "row over the cost.",
            "put off for less",
            check="other-time",
            words="next year",
            evidence=2,
        ),
        Example(
            "Harbour minister resigned yesterday",
            "The harbour minister resigned on 3 March last year over a loan that she had not declared. "
            "Her party has not named another.",
            "a year ago",
            check="other-time",
            words="yesterday",
            evidence=1,
        ),
    ),
    passing=(
        Example(
            "Airport strike to begin on Monday",
            "Baggage handlers will begin a strike at the airport on Monday, their union said. "
            "They last walked out on a Friday in May.",
            "the body has the day",
        ),
        Example(
            "Black Friday sales disappoint shops",
            "Sales disappointed most shops this year, a survey found on Tuesday. Many had hired extra staff.",
            "a name, not a date",
        ),
        Example(
            "Vaccine trial to start in June",
            "The trial of the vaccine will start on 12 June at three hospitals, the university said on Wednesday. "
            "It will last a year.",
            "a day in that month",
        ),
        Example(
            "Airport strike begins tomorrow",
            "Baggage handlers will begin a strike at the airport on Wednesday, their union said. "
            "Talks broke down last night.",
            "a weekday may be tomorrow",
            check="other-time",
        ),
        Example(
            "Airport strike begins tomorrow",
            "Baggage handlers begin a strike at the airport at midnight, their union said. "
            "Another strike will begin at the airport next month.",
            "another of its kind",
            check="other-time",
        ),
        Example(
            "Overton bypass vote delayed until next year",
            "The council's vote on the Overton bypass, set for 12 December, was put off until next month, "
            "its chairman said. Councillors had argued over the cost for three hours.",
            "next month may be in the next year",
            check="other-time",
        ),
    ),
)
