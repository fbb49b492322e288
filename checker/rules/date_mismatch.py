"""``date-mismatch``: another day, month or year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ..text import Span
from .base import Context, Example, RawFinding, Rule, quote

Kind = Literal["weekday", "month", "day", "year"]
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
MONTHS = """
    january february march april may june july august september october november december
    """.split()
SHORT = {month[:3]: month for month in MONTHS} | {"sept": "september"}
WEEKDAY = re.compile(
    r"\b(" + "|".join(WEEKDAYS) + r")\b(?!\s+(?:Times|Mail|Telegraph|Mirror|Express|Night|Post|Herald|Tribune))",
    re.IGNORECASE,
)
MONTH = re.compile(
    r"\b(January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
)
DAY_OF_MONTH = re.compile(r"^\.?\s+(\d{1,2})(?:st|nd|rd|th)?\b(?!\d|:)|(?<!\d)(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?$")
YEAR = re.compile(
    r"(?<![\d.,$£€-])\b(1[89]\d{2}|20\d{2})\b(?![.,]?\d|-\d|\s*(?:people|men|women|jobs|%|per\s?cent|tonnes|troops|homes|miles|points|workers))"
)
NOT_A_DATE = re.compile(r"\b(?:black|good|ash|palm|easter|super|bloody|cyber|sunday\s+best)\s+$", re.IGNORECASE)
EVENT_RELEVANCE = 0.5


@dataclass(frozen=True)
class Date:
    """One date word of a text: a weekday, a month, a day of a month, or a year."""

    kind: Kind
    value: str
    span: Span


def find_dates(text: str) -> list[Date]:
    """Every weekday, month (with its day) and year of a text."""
    found = [
        Date("weekday", match.group(1).lower(), Span(*match.span()))
        for match in WEEKDAY.finditer(text)
        if match.group(1)[0].isupper() and not NOT_A_DATE.search(text[: match.start()])
    ]
    for match in MONTH.finditer(text):
        word = match.group(1).lower()
        name = SHORT.get(word, word)
        after = DAY_OF_MONTH.search(text[match.end(1) : match.end(1) + 6])
        before = DAY_OF_MONTH.search(text[max(0, match.start() - 10) : match.start()])
        day = (after.group(1) if after else None) or (before.group(2) if before else None)
        if (
            name in ("march", "may")
            and not day
            and not re.search(
                r"\b(?:in|of|by|since|until|last|next|from|this|early|late|mid)[\s-]+$",
                text[: match.start()],
                re.IGNORECASE,
            )
        ):
            continue
        if day:
            start = (
                match.start() if after and after.group(1) else match.start() - (len(before.group(0)) if before else 0)
            )
            end = match.end(1) + (after.end() if after and after.group(1) else 0)
            found.append(Date("day", f"{int(day)} {name}", Span(start, end)))
        else:
            found.append(Date("month", name, Span(match.start(), match.end(1))))
    found.extend(Date("year", match.group(1), Span(*match.span(1))) for match in YEAR.finditer(text))
    return sorted(found, key=lambda date: date.span)


def check(context: Context) -> Iterator[RawFinding]:
    """One finding for each date of the headline that the sentence about the event contradicts."""
    body = [
        (number, date)
        for number, sentence in enumerate(context.document.sentences)
        for date in find_dates(sentence.text)
    ]
    for date in find_dates(context.headline.cased):
        if any(_agrees(date, other) for _, other in body):
            continue
        rivals = [
            (number, other) for number, other in body
            if other.kind == date.kind and context.relevance[number] >= EVENT_RELEVANCE and len(context.shared(number)) >= 2
        ]  # fmt: skip
        if not rivals:
            continue
        number, other = max(rivals, key=lambda pair: (context.relevance[pair[0]], -pair[0]))
        theirs = context.document.sentences[number].text[other.span.start : other.span.end]
        words = context.headline.text[date.span.start : date.span.end]
        yield RawFinding(
            "date-mismatch", "error", f"The headline says {quote(words)}; the body says {quote(theirs)}.", date.span, (number,),
            min(0.95, 0.5 + 0.5 * context.relevance[number]), f"Use the body's date ({theirs.strip()}), or correct the body.",
            check=f"other-{date.kind}",
        )  # fmt: skip


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
    summary="Another day, month or year.",
    explanation=(
        "Compares weekdays, months, days of a month and years. It speaks when the headline's date is nowhere in the body and the sentence "
        "about the same event has another date of the same kind. “Black Friday” and newspapers' names are no dates."
    ),
    check=check,
    checks={
        "other-weekday": "Another day of the week.",
        "other-month": "Another month.",
        "other-day": "Another day of a month.",
        "other-year": "Another year.",
    },
    failing=(
        Example(
            "Airport strike to begin on Friday",
            "Baggage handlers will begin a strike at the airport on Monday, their union said. Talks broke down last night.",
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
    ),
    passing=(
        Example(
            "Airport strike to begin on Monday",
            "Baggage handlers will begin a strike at the airport on Monday, their union said. They last walked out on a Friday in May.",
            "the body has the day",
        ),
        Example(
            "Black Friday sales disappoint shops",
            "Sales disappointed most shops this year, a survey found on Tuesday. Many had hired extra staff.",
            "a name, not a date",
        ),
        Example(
            "Vaccine trial to start in June",
            "The trial of the vaccine will start on 12 June at three hospitals, the university said on Wednesday. It will last a year.",
            "a day in that month",
        ),
    ),
)
