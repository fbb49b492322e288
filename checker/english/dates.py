"""Weekdays, months, days of a month and years of a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ..text import Span

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
