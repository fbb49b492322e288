"""The body's words in place of the headline's: capitals as the headline has them."""

from __future__ import annotations

import pytest

from checker.rules.base import edit
from checker.text import Span

from .neutral import context

BODY = "The council met in Leeds on Monday. Tea came at nine."


@pytest.mark.parametrize(
    ("headline", "own", "replacement", "written"),
    [
        # It shouts; one capital letter alone does not.
        ("RAIL strike begins in Leeds", "RAIL", "road", "ROAD"),
        ("A dog bites man in Leeds", "A", "the", "The"),
        ("UK sells pool in Leeds", "UK", "us", "US"),
        # Inside it the body's first word of a sentence is small.
        ("Rail strike begins in seven towns", "seven", "Nine", "nine"),
        ("Rail strike begins on e-bike lane", "e-bike", "Bus", "bus"),
        # Names and what has capitals of its own keep theirs.
        ("Rail strike begins in seven towns", "seven", "McDonald", "McDonald"),
        ("Rail strike begins with pact", "pact", "EU pact", "EU pact"),
        ("Rail strike begins next week", "next week", "Monday next week", "Monday next week"),
        ("Rail strike begins next week", "next week", "May", "May"),
        # A capital where the headline has one.
        ("Seven towns are struck", "Seven", "nine", "Nine"),
        ("Mr Holm closes pool in Leeds", "Mr", "lord", "Lord"),
        ("Seven towns are struck", "Seven", "Nine", "Nine"),
        # A number in words that began its sentence stands for figures inside the headline, not in front.
        ("Strike hits 7 towns", "7", "Nine", "nine"),
        ("'7' die in Leeds", "7", "Nine", "nine"),
        ("7 die in Leeds", "7", "Nine", "Nine"),
        ("Strike hits 7 towns", "7", "Monday", "Monday"),
        ("Strike hits 7 towns", "7", "12", "12"),
    ],
)
def test_the_headline_decides_on_capitals(headline: str, own: str, replacement: str, written: str) -> None:
    found = context(headline, BODY)
    start = found.headline.text.index(own)
    span = Span(start, start + len(own))
    assert edit(found, span, f" {replacement} ") == (span, written)
