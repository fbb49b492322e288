"""Quantities: what is one, what is none, and which two can be the same."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.quantities import compatible, find_quantities, words_to_number

from .hostile import TEXTS


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("six killed", 6, "count"),
        ("two hundred and six people", 206, "count"),
        ("a profit of $1.5bn", 1.5e9, "usd"),
        ("£285m", 285e6, "gbp"),
        ("500 mln dlrs", 500e6, "usd"),
        ("85 million euros", 85e6, "eur"),
        ("0.1% growth", 0.1, "percent"),
        ("14 per cent", 14, "percent"),
        ("half of pupils", 50, "percent"),
        ("two in three voters", 200 / 3, "percent"),
        ("a dozen arrests", 12, "count"),
        ("2.5 percentage points", 2.5, "points"),
        ("10 to 15 miles", 15 * 1609.34, "length"),
        ("a 50-year-old", 50 * 31557600.0, "time"),
        ("twenty-five men", 25, "count"),
        ("1,960 jobs", 1960, "count"),
        ("rose by two fifths", 40, "percent"),
        ("three-eighths of voters", 37.5, "percent"),
        ("fell by a third on Monday", 100 / 3, "percent"),
    ],
)
def test_finds(text: str, value: float, unit: str) -> None:
    (found,) = find_quantities(text)
    assert found.value == pytest.approx(value)
    assert found.unit == unit
    assert text[found.span.start : found.span.end] == found.text


@pytest.mark.parametrize(
    "text",
    ["on 12 May 2004", "at 10:30am", "in 1998", "in the 1990s", "the G20 summit", "beat them 3-1", "won 6-3, 7-5", "Covid-19", "Boeing 737",
     "no one knows", "one of the most", "the first quarter", "Ocean's Twelve", "the 18th month", "9/11", "Six Nations", "injured a third in the crash", "reaches last eight", "10-man Magpies", "at 1300 GMT", "A330/340"],
)  # fmt: skip
def test_leaves_alone(text: str) -> None:
    assert find_quantities(text) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("nearly 2,000 jobs", "1,960 jobs"), ("2,000 jobs", "1,960 jobs"), ("half", "51%"), ("more than 3,000 people", "3,400 people"), ("four million", "4.2 million"),
        ("$3bn", "$3.02bn"),
        ("5%", "5.2%"), ("six", "6"), ("at least 12", "12"), ("up to 300", "280"), ("hundreds of people", "450 people"), ("ten", "between eight and 12"),
        ("10 miles", "16 km"),
    ],
)  # fmt: skip
def test_compatible(one: str, other: str) -> None:
    (first,), (second,) = find_quantities(one), find_quantities(other)
    assert compatible(first, second)
    assert compatible(second, first)


@pytest.mark.parametrize(
    ("one", "other"),
    [("six people", "four people"), ("5,000 jobs", "2,000 jobs"), ("40%", "14%"), ("5%", "5 percentage points"), ("$5m", "£5m"), ("£3m", "£1m"), ("100,000 votes", "120,000 votes"), ("more than 500", "400"), ("2.5%", "2.6%")],
)  # fmt: skip
def test_incompatible(one: str, other: str) -> None:
    (first,), (second,) = find_quantities(one), find_quantities(other)
    assert not compatible(first, second)


@given(st.integers(min_value=2, max_value=999_999))
def test_digits_with_and_without_commas_agree(number: int) -> None:
    if 1500 <= number <= 2099:
        return  # bare four-digit numbers there are years
    (plain,) = find_quantities(f"{number} people")
    (commas,) = find_quantities(f"{number:,} people")
    assert plain.value == commas.value == number
    assert compatible(plain, commas)


@given(st.text(max_size=80))
def test_spans_hold_their_text(text: str) -> None:
    for found in find_quantities(text):
        assert text[found.span.start : found.span.end] == found.text
        assert found.low <= found.high


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("six", 6),
        ("twenty-one", 21),
        ("a hundred", 100),
        ("three thousand two hundred", 3200),
        ("two million", 2_000_000),
        ("two four", None),
    ],
)
def test_words_to_number(words: str, number: int | None) -> None:
    assert words_to_number(words) == number


@pytest.mark.parametrize(
    "number",
    [
        "9" * 400,
        "9" * 5000,
        "0" * 400,
        "1" + ",000" * 200,
        "0." + "0" * 400 + "1",
        "hundred " * 400,
        "seven hundred million billion trillion " * 40,
        "$" + "9" * 350 + "bn",
        "1e999",
        "one in " + "9" * 400,
        "9" * 400 + " in 10",
        "from " + "9" * 400 + " to " + "8" * 401,
        "٣" * 400,
    ],
    ids=lambda number: f"{number[:12]}{len(number)}",
)
def test_numbers_too_large_to_mean_anything_are_none(number: str) -> None:
    for text in (f"It counted {number} people.", f"{number}% of {number} people", number):
        for quantity in find_quantities(text):
            assert all(map(math.isfinite, (quantity.low, quantity.high, quantity.value)))
            assert compatible(quantity, quantity)


def test_large_numbers_are_still_numbers() -> None:
    assert [
        quantity.value for quantity in find_quantities("The debt is $36 trillion, 36,218,605,313,449 dollars.")
    ] == [
        36e12,
        36_218_605_313_449,
    ]


@given(TEXTS)
def test_any_text_has_finite_quantities(text: str) -> None:
    for quantity in find_quantities(text):
        assert math.isfinite(quantity.value)
