"""Quantities: what is one, what is none, and which two can be the same."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.english.numerals import TENS_WORDS, UNITS_WORDS, words_to_number
from checker.english.quantities import Quantity, compatible, find_quantities, same_kind
from checker.english.words.measures import MEASURES
from checker.english.words.scales import SCALE_WORDS
from checker.text import repair

from ..hostile import TEXTS


def only(text: str) -> Quantity:
    """The one quantity of a text."""
    (found,) = find_quantities(text)
    return found


def bounds(text: str) -> tuple[float, float]:
    """Lowest and highest value that the one quantity of a text allows."""
    found = only(text)
    return found.low, found.high


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("six killed", 6, "count"),
        ("two hundred and six people", 206, "count"),
        ("a profit of $1.5bn", 1.5e9, "usd"),
        ("£285m", 285e6, "gbp"),
        ("500 mln dlrs", 500e6, "usd"),
        ("two mln dlrs", 2e6, "usd"),
        ("three bln shares", 3e9, "count"),
        ("47 mln U.S. dlrs", 47e6, "usd"),
        ("raised 100 million Australian dollars", 100e6, "usd"),
        ("20 million Hong Kong dollars", 20e6, "usd"),
        ("20 British soldiers", 20, "count"),
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
    [
        "on 12 May 2004",
        "at 10:30am",
        "in 1998",
        "in the 1990s",
        "the G20 summit",
        "beat them 3-1",
        "won 6-3, 7-5",
        "Covid-19",
        "Boeing 737",
        "no one knows",
        "one of the most",
        "the first quarter",
        "Ocean's Twelve",
        "the 18th month",
        "9/11",
        "Six Nations",
        "injured a third in the crash",
        "reaches last eight",
        "10-man Magpies",
        "at 1300 GMT",
        "A330/340",
        "re-five jobs",
    ],
)
def test_leaves_alone(text: str) -> None:
    assert find_quantities(text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [("€5 dollars", "€5 dollars"), ("$40 pounds", "$40 pounds"), ("$5 miles", "$5"), ("£5 percent", "£5")],
)
def test_behind_a_sign_of_currency_only_a_currency_belongs_to_it(text: str, told: str) -> None:
    (item,) = find_quantities(text)
    assert item.text == told


@pytest.mark.parametrize(("text", "values"), [("1.2.3 jobs", [1.2]), ("10,20 jobs", [10]), ("7/12 jobs", [7, 12])])
def test_what_stands_behind_a_point_is_no_number_of_its_own(text: str, values: list[float]) -> None:
    assert [item.value for item in find_quantities(text)] == values


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("nearly 2,000 jobs", "1,960 jobs"),
        ("2,000 jobs", "1,960 jobs"),
        ("half", "51%"),
        ("more than 3,000 people", "3,400 people"),
        ("four million", "4.2 million"),
        ("$3bn", "$3.02bn"),
        ("5%", "5.2%"),
        ("five percent", "5.1 percent"),
        ("two mln shares", "2,000,000 shares"),
        ("six", "6"),
        ("at least 12", "12"),
        ("up to 300", "280"),
        ("hundreds of people", "450 people"),
        ("ten", "between eight and 12"),
        ("10 miles", "16 km"),
    ],
)
def test_compatible(one: str, other: str) -> None:
    (first,), (second,) = find_quantities(one), find_quantities(other)
    assert compatible(first, second)
    assert compatible(second, first)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("six people", "four people"),
        ("5,000 jobs", "2,000 jobs"),
        ("40%", "14%"),
        ("5%", "5 percentage points"),
        ("$5m", "£5m"),
        ("£3m", "£1m"),
        ("100,000 votes", "120,000 votes"),
        ("more than 500", "400"),
        ("2.5%", "2.6%"),
        ("five percent", "six percent"),
        ("five people", "5.5 people"),
    ],
)
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


ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
# Of the International System and the definitions of 1959 (yard and pound) and of the Julian year, to four digits.
IN_BASE = {
    "km kilometre kilometres kilometer kilometers": 1000, "mile miles": 1609.344, "metre metres meter meters": 1, "mm millimetre millimetres": 0.001, "cm centimetre centimetres": 0.01, "foot feet ft": 0.3048,
    "inch inches": 0.0254, "kg kilogram kilograms kilos kilo": 1, "tonne tonnes ton tons": 1000, "lb lbs": 0.45359,
    "second seconds": 1, "minute minutes min mins": 60, "hour hours hr hrs": 3600, "day days": 24 * 3600, "week weeks": 7 * 24 * 3600,
    "month months": 365.25 / 12 * 24 * 3600, "year years yr": 365.25 * 24 * 3600, "mph": 1.609344, "kph km/h": 1,
    "fortnight fortnights": 14 * 24 * 3600, "decade decades": 10 * 365.25 * 24 * 3600, "century centuries": 100 * 365.25 * 24 * 3600,
}  # fmt: skip


def test_number_words_count_up() -> None:
    for number, word in enumerate(ONES.split()):
        assert words_to_number(word) == UNITS_WORDS[word] == number
    for number, word in enumerate(TENS.split(), start=2):
        assert words_to_number(word) == TENS_WORDS[word] == 10 * number
        assert words_to_number(f"{word}-three") == 10 * number + 3
    for power, word in ((2, "hundred"), (3, "thousand"), (6, "million"), (9, "billion"), (12, "trillion")):
        assert words_to_number(f"two {word}") == 2 * 10**power


@pytest.mark.parametrize(
    ("scales", "factor"),
    [("k thousand", 1e3), ("m mn mln mil million", 1e6), ("b bn bln billion", 1e9), ("tn trn trillion", 1e12)],
)
def test_scales_multiply(scales: str, factor: float) -> None:
    for scale in scales.split():
        assert only(f"$3.5 {scale}").value == pytest.approx(3.5 * factor)
    assert set(scales.split()) <= SCALE_WORDS.keys()


def test_measures_are_those_of_the_definitions() -> None:
    given_factors = {word: factor for words, factor in IN_BASE.items() for word in words.split()}
    assert given_factors.keys() == MEASURES.keys()
    for word, (_, factor) in MEASURES.items():
        assert factor == pytest.approx(given_factors[word], rel=2e-3), word
        found = only(f"8 {word}")
        assert found.value == pytest.approx(8 * factor)
        loose = word.startswith(("decade", "centur"))
        assert (found.low, found.high) == pytest.approx(
            (0.85 * found.value, 1.2 * found.value) if loose else (found.value,) * 2
        )
    assert {kind for kind, _ in MEASURES.values()} == {"length", "mass", "time", "speed"}


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("$5", "usd"),
        ("US$5", "usd"),
        ("£5", "gbp"),
        ("€5", "eur"),
        ("¥5", "jpy"),
        ("₹5", "inr"),
        ("5 dollars", "usd"),
        ("5 pounds", "gbp"),
        ("5 pounds sterling", "gbp"),
        ("5 euros", "eur"),
        ("5 yen", "jpy"),
        ("5 rupees", "inr"),
        ("5 yuan", "jpy"),
        ("5 roubles", "rub"),
        ("50 cents", "cent"),
        ("50 pence", "penny"),
        ("5%", "percent"),
        ("5 per cent", "percent"),
        ("5 percent", "percent"),
        ("5 pct", "percent"),
        ("5 points", "points"),
        ("5 percentage points", "points"),
        ("5% points", "points"),
        ("30 degrees", "degrees"),
        ("30°C", "degrees"),
        ("$5 dollars", "usd"),
        ("30 mph", "speed"),
        ("5 people", "count"),
    ],
)
def test_units(text: str, unit: str) -> None:
    assert only(text).unit == unit


def test_basis_points_are_hundredths_of_a_point() -> None:
    found = only("up 25 basis points")
    assert (found.value, found.unit) == (0.25, "points")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("6 people", 6, 6),
        ("six people", 6, 6),
        ("300 people", 285, 315),  # a tenth at most of what noughts may hide
        ("1,200 people", 1150, 1250),
        ("5,000 jobs", 4750, 5250),
        ("1,960 jobs", 1960, 1960),
        ("$3bn", 2.5e9, 3.5e9),
        ("$3.2bn", 3.15e9, 3.25e9),
        ("$250m", 249.5e6, 250.5e6),
        ("0.1%", 0.05, 0.15),
        ("5%", 4.5, 5.99),
        ("dozens of people", 24, 99),
        ("scores of people", 40, 120),
        ("hundreds of people", 200, 999),
        ("thousands of people", 2000, 999_999),
        ("millions of people", 2e6, 999e6),
        ("billions of dollars", 2e9, 999e9),
        ("tens of thousands of people", 20_000, 999_999),
        ("hundreds of thousands of people", 200_000, 999_999),
        ("tens of millions of people", 20e6, 999e6),
        ("hundreds of millions of people", 200e6, 999e6),
        ("a dozen people", 10.8, 13.2),
        ("half a dozen people", 5.4, 6.6),
        ("two dozen people", 21.6, 26.4),
        ("three dozen people", 32.4, 39.6),
        ("four dozen people", 43.2, 52.8),
        ("several dozen people", 32.4, 108),
        ("half of pupils", 46, 54),
        ("a third of pupils", 100 / 3 - 4, 100 / 3 + 4),
        ("one in four pupils", 22, 28),
        ("one pupil in five", 17, 23),
        ("three out of ten pupils", 27, 33),
    ],
)
def test_the_values_that_the_words_allow(text: str, low: float, high: float) -> None:
    assert bounds(text) == pytest.approx((low, high))


@pytest.mark.parametrize(
    ("lead", "low", "high", "exact"),
    [
        ("", 40, 40, True),
        ("almost ", 34, 40, False),
        ("nearly ", 34, 40, False),
        ("just under ", 34, 40, False),
        ("approaching ", 34, 40, False),
        ("more than ", 40, 54, False),
        ("at least ", 40, 54, False),
        ("in excess of ", 40, 54, False),
        ("fewer than ", 0, 40, False),
        ("at most ", 0, 40, False),
        ("up to ", 20, 40, False),
        ("about ", 35.2, 44.8, False),
        ("some ", 35.2, 44.8, False),
        ("an estimated ", 35.2, 44.8, False),
    ],
)
def test_what_stands_before_widens_the_values(lead: str, low: float, high: float, exact: bool) -> None:
    found = only(f"Police held {lead}40 men on Sunday")
    assert (found.low, found.high) == pytest.approx((low, high))
    assert found.value == 40
    assert found.exact is exact


def test_more_than_a_few_is_at_least_one_more() -> None:
    assert bounds("over 2 metres") == (2, 3)
    assert bounds("more than hundreds of people") == (200, 999)


def test_almost_reaches_down_to_six_sevenths() -> None:
    """A headline's "almost 2,000" is 1,750 and not 1,500."""
    assert compatible(only("almost 2,000 jobs"), only("1,751 jobs"))
    assert not compatible(only("almost 2,000 jobs"), only("1,501 jobs"))
    assert not compatible(only("almost 2,001 jobs"), only("2,223 jobs"))


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("10 to 15 people", 10, 15, "count"),
        ("between 3 and 5 people", 3, 5, "count"),
        ("10% to 15%", 9.5, 15.99, "percent"),
        ("10 to 15%", 10, 15.99, "percent"),
        ("2 to 3 km", 2000, 3000, "length"),
    ],
)
def test_a_range_is_one_quantity(text: str, low: float, high: float, unit: str) -> None:
    found = only(text)
    assert (found.low, found.high) == pytest.approx((low, high))
    assert (found.unit, found.exact, found.text) == (unit, False, text.removesuffix(" people").removeprefix("between "))


@pytest.mark.parametrize(
    "text",
    [
        "up from 10 to 15 people",
        "3 men and 5 women",
        "3 and 5 people",
        "15 to 10 votes",
        "10 people to 15 km",
        "5 km to 7%",
    ],
)
def test_two_quantities_are_no_range(text: str) -> None:
    assert len(find_quantities(text)) == 2


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a hundred and fifty people", 150),
        ("two million people", 2e6),
        ("(12 people)", 12),
        ("1,234,567 people", 1_234_567),
        ("1,234.5 points", 1234.5),
        ("a 40-strong crew", 40),
        ("2004 people", 2004),
        ("100-20 people", 100),
    ],
)
def test_value(text: str, value: float) -> None:
    assert find_quantities(text)[0].value == value


@pytest.mark.parametrize(
    "text",
    [
        "A4 paper",
        "the B52 bomber",
        "x_5",
        "12ab",
        "one of them",
        "seven in three people",
        "one in one people",
        "won a third on Friday",
        "Sub-5 runner",
    ],
)
def test_what_only_looks_like_one(text: str) -> None:
    assert find_quantities(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a third of pupils", 100 / 3),
        ("cut by a quarter", 25),
        ("a fifth less", 20),
        ("costs a tenth on Monday", None),
        ("one third", 100 / 3),
        ("one-eighth of it", 12.5),
        ("three quarters of it", 75),
        ("two-thirds", 200 / 3),
        ("seven tenths of it", 70),
        ("five fifths of it", None),
        ("won two thirds on Friday", 200 / 3),
        ("nine tenths of it", 90),
        ("five sixths of it", 500 / 6),
    ],
)
def test_fractions_in_words(text: str, value: float | None) -> None:
    assert [found.value for found in find_quantities(text)] == ([] if value is None else [pytest.approx(value)])


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("a thousand", 1000),
        ("nineteen hundred", 1900),
        ("twenty two", 22),
        ("twenty twenty", None),
        ("two twelve", None),
        ("twelve two", None),
        ("one hundred and two thousand and three", 102_003),
        ("thirty eleven", None),
        ("hundred", 100),
        ("million", 1_000_000),
    ],
)
def test_words_that_are_or_are_not_one_number(words: str, number: int | None) -> None:
    assert words_to_number(words) == number


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("20 people", "21 people", True),  # within one part in twenty, and twenty is round
        ("20 people", "22 people", False),
        ("101 people", "105 people", False),  # neither is round
        ("100 people", "105 people", True),
        ("100 people", "107 people", False),
        ("10 people", "11 people", False),  # small numbers are exact
        ("19 people", "18 people", False),
        ("10 people", "10.4 people", False),
        ("61 people", "60 people", True),
        ("13.5 points", "13.7 points", False),
        ("110 people", "113 people", True),
        ("111 people", "115 people", False),
        ("more than 40 people", "54 people", True),
        ("more than 40 people", "57 people", False),
        ("fewer than 40 people", "3 people", True),
        ("up to 41 people", "15 people", False),
    ],
)
def test_round_figures_stand_for_those_near_them(one: str, other: str, both: bool) -> None:
    assert compatible(only(one), only(other)) is both
    assert compatible(only(other), only(one)) is both


def test_percent_points_and_currencies_are_kinds_of_their_own() -> None:
    assert same_kind("percent", "percent")
    assert not same_kind("percent", "points")
    assert not same_kind("usd", "cent")


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


@pytest.mark.parametrize("space", ["\u00a0", "\u2007", "\u2009", "\u202f"])
def test_thousands_may_be_set_apart_by_a_space(space: str) -> None:
    text = repair(f"It will cut 5{space}000 jobs and 12{space}345{space}678 posts").text
    assert [found.value for found in find_quantities(text)] == [5000, 12345678]


def test_a_plain_space_joins_only_what_cannot_stand_alone() -> None:
    assert [found.value for found in find_quantities("cut 5 000 jobs in 12 050 places")] == [5000, 12050]
    assert [found.value for found in find_quantities("for 5 300 people sang")] == [5, 300]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("half a million homes", 5e5, "count"),
        ("half-a-million homes", 5e5, "count"),
        ("a half-million homes", 5e5, "count"),
        ("a quarter of a million people", 250e3, "count"),
        ("three-quarters of a million", 750e3, "count"),
        ("two thirds of a billion", 2e9 / 3, "count"),
        ("half a billion dollars", 5e8, "usd"),
        ("half a lakh people", 50e3, "count"),
        ("one and a half million", 1.5e6, "count"),
        ("two-and-a-half bn", 2.5e9, "count"),
        ("three and three-quarters million", 3.75e6, "count"),
        ("a million and a half people", 1.5e6, "count"),
        ("2½ million", 2.5e6, "count"),
        ("£½m", 5e5, "gbp"),
        ("2-1/2 pct", 2.5, "percent"),
        ("6 3/4 pct", 6.75, "percent"),
        ("two and a half percent", 2.5, "percent"),
        ("one and a quarter per cent", 1.25, "percent"),
        ("half a percent", 0.5, "percent"),
        ("a quarter of a percentage point", 0.25, "points"),
        ("a quarter-point cut", 0.25, "points"),
        ("two and a half years", 30 * 2629800, "time"),
        ("an hour and a half", 5400, "time"),
        ("two years and a half", 30 * 2629800, "time"),
        ("half an hour", 1800, "time"),
        ("three quarters of an hour", 2700, "time"),
        ("two years and six months", 30 * 2629800, "time"),
        ("1 hour 30 minutes", 5400, "time"),
        ("6 feet 2 inches", 6 * 0.3048 + 2 * 0.0254, "length"),
    ],
)
def test_parts_of_a_scale_and_of_a_measure(text: str, value: float, unit: str) -> None:
    found = only(text)
    assert (found.value, found.unit) == (pytest.approx(value), unit)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("shot two and a third fled", [2, 100 / 3]),
        ("two and a half of the town", [2, 50]),
        ("half the million homes", [50]),
        ("a third million", []),
        ("half a day's pay", [50]),
        ("two people and six months", [2, 6 * 2629800]),
        ("six months and two years", [6 * 2629800, 2 * 31557600]),
        ("five years and 12 men", [5 * 31557600, 12]),
    ],
)
def test_parts_of_something_else(text: str, values: list[float]) -> None:
    assert [found.value for found in find_quantities(text)] == [pytest.approx(value) for value in values]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("20 lakh people", 2e6),
        ("two lakhs", 2e5),
        ("3.5 crore", 35e6),
        ("500 cr", 5e9),
        ("1.5 lakh crore", 1.5e12),
        ("two lakh crore", 2e12),
        ("a thousand million", 1e9),
        ("2,50,000 people", 250_000),
        ("12,34,567 people", 1_234_567),
        ("two score people", 40),
        ("three score or more villagers", 60),
        ("five dozen eggs", 60),
        ("20 dozen eggs", 240),
        ("2 trln", 2e12),
    ],
)
def test_scales_of_other_places(text: str, value: float) -> None:
    assert only(text).value == pytest.approx(value)


@pytest.mark.parametrize("text", ["20 zillion people", "3 mrd people", "seven score parrots"])
def test_a_number_before_a_scale_that_is_not_known_is_none(text: str) -> None:
    assert find_quantities(text) == []


@pytest.mark.parametrize(
    ("text", "unit", "country"),
    [
        ("$5m", "usd", ""),
        ("US$5m", "usd", "us"),
        ("U.S.$5m", "usd", "us"),
        ("A$5m", "usd", "australian"),
        ("C$5m", "usd", "canadian"),
        ("HK$5m", "usd", "hongkong"),
        ("NZ$5m", "usd", "newzealand"),
        ("S$5m", "usd", "singapore"),
        ("5 million Aus dlrs", "usd", "australian"),
        ("5 million AUD", "usd", "australian"),
        ("USD 5m", "usd", "us"),
        ("R$5m", "brl", ""),
        ("5 million reais", "brl", ""),
        ("Rs 5 million", "inr", ""),
        ("Rs. 5 crore", "inr", ""),
        ("Rs5m", "inr", ""),
        ("5 million Pakistani rupees", "inr", "pakistani"),
        ("Dh5m", "aed", ""),
        ("Dhs 5m", "aed", ""),
        ("CHF 5m", "chf", "swiss"),
        ("SFr5m", "chf", "swiss"),
        ("5 million Belgian francs", "chf", "belgian"),
        ("£5m", "gbp", ""),
        ("5 million stg", "gbp", "british"),
        ("5 million Egyptian pounds", "gbp", "egyptian"),
    ],
)
def test_money_and_whose_it_is(text: str, unit: str, country: str) -> None:
    found = only(text)
    assert (found.unit, found.country, found.text, found.value >= 5e6) == (unit, country, text, True)


@pytest.mark.parametrize("text", ["RS 3", "the A330 jet", "TRY 30"])
def test_letters_that_are_no_money(text: str) -> None:
    assert all(found.unit == "count" for found in find_quantities(text))


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("$30m", "A$30 million", True),
        ("A$30m", "30 million Australian dollars", True),
        ("US$47 million", "47 million Canadian dollars", False),
        ("A$47m", "NZ$47m", False),
        ("Rs 20 million", "2 crore rupees", True),
        ("half a million", "500,000", True),
        ("half a million", "480,000", True),
        ("half a million", "1 million", False),
        ("half a billion dollars", "$1bn", False),
        ("2 million", "two and a half million", False),
        ("two and a half years", "30 months", True),
        ("two and a half years", "two years", False),
        ("an hour and a half", "90 minutes", True),
        ("two and a half percent", "2.5%", True),
        ("two and a half percent", "2%", False),
        ("half a point", "25 basis points", False),
        ("a quarter point", "25 basis points", True),
        ("half", "every second bus", True),
        ("a third", "every third bus", True),
        ("half", "every third bus", False),
    ],
)
def test_parts_and_money_compared(one: str, other: str, both: bool) -> None:
    assert compatible(only(one), only(other)) is both
    assert compatible(only(other), only(one)) is both


@pytest.mark.parametrize("text", ["Every second counts", "every third day", "every second of it", "every second month"])
def test_every_second_of_time_is_no_share(text: str) -> None:
    assert find_quantities(text) == []


@pytest.mark.parametrize("word", [word for word in SCALE_WORDS if len(word) > 1])
def test_every_scale_is_known_to_every_pattern(word: str) -> None:
    """A scale that one pattern lacked made "5 lacs" a bare five, and "3 milliard" an edit without its scale."""
    from checker.number_answers import SCALED, UNIT_BEHIND
    from checker.rewriting.numbers import SCALE

    assert only(f"5 {word}").value == 5 * SCALE_WORDS[word]
    assert SCALED.search(f"5 {word}")
    assert UNIT_BEHIND.match(f" {word} of it")
    assert SCALE.match(f" {word}") is not None
