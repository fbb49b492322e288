"""Quantities in English text: value, kind of unit, and how exact they claim to be.

Knows digits and words ("six", "3.5 million", "$4bn", "two-thirds", "half a dozen"), approximation ("about",
"more than", "up to", "hundreds of"), ranges ("10 to 15"), percent and percentage points, currencies and
the common measures. Leaves out what only looks like a quantity: dates, years, times, scores and names ("G20").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ..text import Span
from .lookalikes import NOT_QUANTITY
from .numerals import HAS_PART, NUMBER, UNKNOWN_SCALE, WORD_NUMBER, value_of
from .words.measures import MEASURES
from .words.money import CURRENCY_WORDS, MONEY_OF, is_money, money_country, money_sign
from .words.scales import SCALE_PATTERN

APPROXIMATE = re.compile(
    r"(?:\b(?:about|around|approximately|nearly|almost|roughly|some|circa|close to|an estimated|estimated|as many as"
    r"|in the region of|near)|~)\s*$",
    re.IGNORECASE,
)
AT_LEAST = re.compile(
    r"(?:\b(?:more than|over|at least|above|upwards? of|no fewer than|no less than|exceeding|in excess of"
    r"|not less than|a minimum of|greater than)|>)\s*$",
    re.IGNORECASE,
)
AT_MOST = re.compile(
    r"(?:\b(?:less than|fewer than|under|below|up to|at most|no more than|a maximum of|not more than)|<)\s*$",
    re.IGNORECASE,
)
ALMOST = re.compile(r"\b(?:nearly|almost|just under|close to|approaching)\s*$", re.IGNORECASE)

UNIT_AFTER = re.compile(
    MONEY_OF
    + r"\s?-?(?P<unit>percentage\s+points?|%\s?-?points?|points?|basis\s+points|%|per\s?cent|percent|pct|°\s?[CF]?"
    r"|degrees?|"
    + "|".join(sorted((re.escape(word) for word in [*CURRENCY_WORDS, *MEASURES]), key=len, reverse=True))
    + r")(?![\w])",
    re.IGNORECASE,
)
# "Two decades" are what writers make of 18 and of 23 years.
ROUND_MEASURE = re.compile(r"decade|centur", re.IGNORECASE)
RANGE_INSIDE = re.compile(r"\d\s*(?:-|–|—)\s*[$£€]?\d|\b(?:to|and)\b", re.IGNORECASE)
DIGIT_OR_WORD = re.compile(rf"\d[\d,.]*|\b(?:{WORD_NUMBER})\b", re.IGNORECASE)
SCALED_PART = re.compile(rf"(?:{HAS_PART.pattern}).{{0,12}}\b(?:{SCALE_PATTERN})\b", re.IGNORECASE)
GLUED = re.compile(r"[^\W\d_]|\x00")
SUM_JOIN = re.compile(r"\s(?:and\s)?", re.IGNORECASE)
MEASURE_LAST = re.compile(r"(?<![^\W\d_])[a-z/]{1,12}$", re.IGNORECASE)
MEASURED = re.compile(rf"(?<![^\W\d_])(?:{'|'.join(re.escape(word) for word in MEASURES)})(?!\w)", re.IGNORECASE)
RANGE_JOIN = re.compile(r"\s*(?:-|–|—|to|and)\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Quantity:
    """A number with its unit as one text states it.

    Attributes:
        low, high: the values that the words allow, in the unit's base (percent, metres, kilograms, seconds;
            else as is).
        value: the number that is written.
        unit: ``count``, ``percent``, ``points``, a currency code, ``length``, ``mass``, ``time``,
            ``speed`` or ``degrees``.
        span: where it stands, unit and sign included.
        text: the words themselves.
        exact: no "about", "more than" or the like stands before it.
        country: whose dollars, pounds, rupees or francs they are ("A$": ``australian``); ``""`` where nothing says it.
    """

    low: float
    high: float
    value: float
    unit: str
    span: Span
    text: str
    exact: bool
    country: str = ""


def find_quantities(text: str) -> list[Quantity]:
    """Every quantity of a text, in order."""
    blanked = NOT_QUANTITY.sub(lambda match: "\x00" * len(match.group()), text)
    found: list[Quantity] = []
    for match in NUMBER.finditer(blanked):
        quantity = _build(text, blanked, match)
        if quantity is not None:
            found.append(quantity)
    return _join(text, found)


def _build(text: str, blanked: str, match: re.Match[str]) -> Quantity | None:
    start, end = match.start(), match.end()
    while start < end and blanked[start].isspace():
        start += 1
    parsed = None if _inside_word(blanked, start) else value_of(match)
    if parsed is None:
        return None
    value, low, high, unit, precise = parsed
    country = ""
    if match.group("currency"):
        unit, country = money_sign(match.group("currency"))
    after = UNIT_AFTER.match(blanked, end)
    if after and not _is_unit(after, value):
        after = None
    if after and after.group("unit").lower() in CURRENCY_WORDS:
        country = country or money_country(after.group("unit").lower(), after.group("of"))
    if after and not match.group("currency"):
        unit, factor = _unit(after.group("unit"), unit)
        least, most = (0.85, 1.2) if ROUND_MEASURE.match(after.group("unit")) else (1.0, 1.0)
        value, low, high = value * factor, low * factor * least, high * factor * most
        end = after.end()
    elif after and after.group("unit").lower() in CURRENCY_WORDS:
        end = after.end()
    elif UNKNOWN_SCALE.match(blanked, end) or (match.group("digits") and GLUED.match(blanked, end)):
        return None
    digits = match.group("digits")
    # "Five per cent" is rounded as 5% is; of other things words count exactly.
    whole = "." not in digits and not match.group("scale") if digits else match.group("words") and unit == "percent"
    rounded = unit not in ("count", "length", "mass", "time", "speed") and "basis" not in blanked[start:end].lower()
    if whole and rounded and high - low < 1:
        # "25%" is what writers make of 24.6% and, cutting off the rest, of 25.7%.
        low, high = value - 0.5, value + 0.99
    elif unit == "percent" and match.group("mixed"):
        low, high = value - 0.1, value + 0.1
    low, high, exact = _bounds(blanked[max(0, start - 30) : start], value, low, high, precise)
    if unit == "count" and value == 1 and not match.group("digits"):
        # "one" is a pronoun as often as a number.
        return None
    return Quantity(low, high, value, unit, Span(start, end), text[start:end], exact, country)


def _is_unit(after: re.Match[str], value: float) -> bool:
    """Is the word behind a number its unit? "Two crowns" and "ten real people" are no money."""
    word = after.group("unit").lower()
    joined = after.string[after.start("unit") - 1] == "-"
    return word not in CURRENCY_WORDS or is_money(word, after.group("of"), value, joined)


def _inside_word(blanked: str, start: int) -> bool:
    """Does what stands before the number belong to it: a letter, a digit with a point, a hyphen behind a word?"""
    before, further = blanked[start - 1 : start], blanked[start - 2 : start - 1] if start > 1 else ""
    return (
        before.isalnum()
        or (before != "" and before in "\x00_")
        or (before != "" and before in ".," and further.isdigit())
        or (before == "-" and further.isalnum())
    )


def _bounds(before: str, value: float, low: float, high: float, exact: bool) -> tuple[float, float, bool]:
    """Low, high and exactness of a number behind "almost", "more than", "up to", "about"."""
    if ALMOST.search(before):
        return low * 0.85, high, False
    if AT_LEAST.search(before):
        return value, max(high, value * 1.35, value + 1), False
    if AT_MOST.search(before):
        return (0.0 if "up to" not in before.lower() else value * 0.5), value, False
    if APPROXIMATE.search(before):
        return low * 0.88, high * 1.12, False
    return low, high, exact


def _unit(word: str, unit: str) -> tuple[str, float]:
    lower = " ".join(word.lower().split())
    if lower in ("%", "per cent", "percent", "pct"):
        return "percent", 1.0
    if "point" in lower:
        return ("points", 0.01) if lower.startswith("basis") else ("points", 1.0)
    if lower.startswith(("°", "degree")):
        return "degrees", 1.0
    if lower in CURRENCY_WORDS:
        return CURRENCY_WORDS[lower], 1.0
    if lower in MEASURES:
        return MEASURES[lower]
    return unit, 1.0


def _join(text: str, found: list[Quantity]) -> list[Quantity]:
    """ "10 to 15", "between 3 and 5" and "two years and six months" are one quantity."""
    joined: list[Quantity] = []
    for quantity in found:
        both = (_sum(text, joined[-1], quantity) or _range(text, joined[-1], quantity)) if joined else None
        if both is None:
            joined.append(quantity)
        else:
            joined[-1] = both
    return joined


def _range(text: str, last: Quantity, quantity: Quantity) -> Quantity | None:
    between, before = text[last.span.end : quantity.span.start], text[: last.span.start]
    if RANGE_JOIN.fullmatch(between) is None or last.unit not in (quantity.unit, "count"):
        return None
    if between.strip().lower() == "and" and not re.search(r"\bbetween\s*$", before, re.IGNORECASE):
        return None
    if last.value >= quantity.value or re.search(r"\bfrom\s*$", before, re.IGNORECASE):
        return None
    low = last.low * (_measure(quantity) if last.unit == "count" else 1.0)
    span = Span(last.span.start, quantity.span.end)
    return replace(quantity, low=low, span=span, text=text[span.start : span.end], exact=False)


def _sum(text: str, last: Quantity, quantity: Quantity) -> Quantity | None:
    """ "Two years and six months", "5ft 10in": a smaller measure behind a larger one of the same kind."""
    between = text[last.span.end : quantity.span.start]
    same = last.unit == quantity.unit in ("time", "length") and last.country == quantity.country
    if not (same and last.exact and quantity.exact and SUM_JOIN.fullmatch(between)):
        return None
    if not quantity.value < _measure(last) or _measure(last) <= _measure(quantity):
        return None
    span = Span(last.span.start, quantity.span.end)
    low, high, value = last.low + quantity.low, last.high + quantity.high, last.value + quantity.value
    return Quantity(low, high, value, last.unit, span, text[span.start : span.end], True)


def _measure(quantity: Quantity) -> float:
    """What one of its measure is in the base unit: 1000 of "3 km"; 1 of what has none."""
    word = MEASURE_LAST.search(quantity.text)
    return MEASURES[word.group().lower()][1] if word and word.group().lower() in MEASURES else 1.0


def compatible(one: Quantity, other: Quantity) -> bool:
    """Can both be true of the same thing: same kind of unit, and values that rounding, "more than" or a range allow?"""
    if not same_kind(one.unit, other.unit):
        return False
    if other_country(one, other):
        return False
    if is_range(one) and is_range(other):
        # Two ranges are one where both ends agree, not where they merely overlap.
        return _near(one.low, other.low) and _near(one.high, other.high)
    if one.unit == "percent" and one.exact and other.exact and not ("." in one.text or "." in other.text):
        # Rounding makes no whole per cent of another.
        return one.value == other.value
    one, other = _beside_a_part(one, other), _beside_a_part(other, one)
    if one.low <= other.high and other.low <= one.high:
        return True
    # Headlines round: two figures that agree to within one part in twenty are the same when either is round.
    larger = max(abs(one.value), abs(other.value))
    return (
        larger >= 20
        and abs(one.value - other.value) <= 0.05 * larger
        and (_is_round(one.value) or _is_round(other.value))
    )


def _beside_a_part(quantity: Quantity, other: Quantity) -> Quantity:
    """Who writes "half a million" or "two and a half billion" rounds to halves: "1m" and "$2bn" are within a tenth."""
    if not (quantity.exact and SCALED_PART.search(other.text)):
        return quantity
    return replace(quantity, low=max(quantity.low, 0.9 * quantity.value), high=min(quantity.high, 1.1 * quantity.value))


def other_country(one: Quantity, other: Quantity) -> bool:
    """Are they dollars, or the like, of two countries? A bare "$" may be of any."""
    return one.unit == other.unit and bool(one.country and other.country) and one.country != other.country


def is_range(quantity: Quantity) -> bool:
    """Is it "10 to 15" or "between 3 and 5"?"""
    return len(RANGE_INSIDE.findall(quantity.text)) == 1 and len(DIGIT_OR_WORD.findall(quantity.text)) >= 2


def is_made_up(quantity: Quantity) -> bool:
    """Is it told with a part ("two and a half years") or in two measures ("two years and six months")?"""
    return HAS_PART.search(quantity.text) is not None or len(MEASURED.findall(quantity.text)) > 1


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= 0.05 * max(abs(one), abs(other))


def same_kind(one: str, other: str) -> bool:
    """Are two units of one kind? Percent and percentage points are not; cents and dollars are left apart."""
    return one == other


def _is_round(value: float) -> bool:
    if value != int(value):
        return False
    return str(int(abs(value))).endswith("0")
