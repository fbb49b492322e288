"""Quantities in English text: value, kind of unit, and how exact they claim to be.

Knows digits and words ("six", "3.5 million", "$4bn", "two-thirds", "half a dozen"), approximation ("about",
"more than", "up to", "hundreds of"), ranges ("10 to 15"), percent and percentage points, currencies and
the common measures. Leaves out what only looks like a quantity: dates, years, times, scores and names ("G20").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..text import Span
from .words.measures import CURRENCY, CURRENCY_WORDS, MEASURES, MONEY_OF

UNITS_WORDS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS_WORDS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALE_WORDS = {
    "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "trillion": 1_000_000_000_000,
    "m": 1_000_000, "mn": 1_000_000, "mln": 1_000_000, "mil": 1_000_000, "b": 1_000_000_000, "bn": 1_000_000_000, "bln": 1_000_000_000,
    "tn": 1_000_000_000_000, "trn": 1_000_000_000_000, "k": 1_000,
}  # fmt: skip
VAGUE = {
    "dozens": (24, 99), "scores": (40, 120), "hundreds": (200, 999), "thousands": (2_000, 999_999), "millions": (2e6, 999e6),
    "billions": (2e9, 999e9), "tens of thousands": (20_000, 999_999), "hundreds of thousands": (200_000, 999_999),
    "tens of millions": (20e6, 999e6), "hundreds of millions": (200e6, 999e6),
}  # fmt: skip
NUMERATORS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "nine": 9}
DENOMINATORS = {"third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
# "Injured a third on Tuesday" is no share; "rose by a third on Tuesday" is.
SHARE_BEFORE = re.compile(
    r"\b(?:by|about|around|nearly|almost|roughly|over|under|than|to|up|down|some|only|just|cuts?|lose[s]?|lost|fell"
    r"|falls?|rose|rises?|and)\s+$",
    re.IGNORECASE,
)
SHARE_AFTER = re.compile(
    r"\s+(?:of|the|its|their|his|her|less|more|fewer|higher|lower|cheaper|larger|smaller)\b|\s*$", re.IGNORECASE
)
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
# Longer rows of digits are keys and hashes, nobody's quantity, and too large for a float in the end.
LARGEST = 1e24
ALMOST = re.compile(r"\b(?:nearly|almost|just under|close to|approaching)\s*$", re.IGNORECASE)

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
# Units and scales that are written without a space: "100ft", "20km", "7mn".
_GLUED = "ft|km|kg|mph|kph|lbs?|mm|cm|hrs?|mins?|mn|mln|bln|tn|trn|pc|pct|in"
# What looks like a quantity and is none; blanked before quantities are looked for.
NOT_QUANTITY = re.compile(
    rf"""
    \b{MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}}\b)? | \b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}\b(?:\s+\d{{4}}\b)? | \b{MONTH}\s+\d{{4}}\b
    | \b\d{{1,2}}[:.]\d{{2}}\s?(?:am|pm|gmt|bst|est|edt|hrs)\b | \b\d{{1,2}}:\d{{2}}(?::\d{{2}})?\b | \b\d{{1,2}}\s?(?:am|pm|a\.m\.|p\.m\.)(?!\w)
    | \b\d{{4}}\s?(?:GMT|EST|EDT|BST|hrs)\b | \b\d{{4}}-\d{{2}}-\d{{2}}\b | \b\d{{1,2}}/\d{{1,2}}/\d{{2,4}}\b | \b(?:19|20)\d{{2}}[-/–]\d{{2,4}}\b
    | (?<![\d.,$£€])\b(?:1[5-9]|20)\d{{2}}s?\b(?![.,]?\d)(?!\s*(?:%|per\s?cent|pct|people|men|women|jobs|workers|dollars|euros|pounds|tonnes|troops|soldiers|homes|miles|km|dlrs|votes|mln|bln|points|staff|employees|cases|deaths|homes|houses|schools|shares))
    | (?<=\s)'?\d0s\b | (?<![\w'])'\d{{2}}\b(?![^']*'(?!\w))
    | \b\d+(?:st|nd|rd|th)\b | (?<![\d.,])\b\d{{1,3}}-\d{{1,3}}\b(?!\s*(?:%|per\s?cent|pct|year|day|week|month|mile|hour|minute|people|point))
    | \b[A-Za-z]+-?\d+[A-Za-z]*(?:/\d+)*\b(?<!\bUS\d) | \b(?!\d+(?:{_GLUED})\b)\d+[A-Z][A-Za-z]*\b(?<!\dM)(?<!\dK)(?<!\dB)(?<!\dBN) | \#\d+ | \bNo\.?\s?\d+\b | \bno\.\s?\d+\b
    | \b(?:Article|Section|Chapter|Formula|Route|Highway|Flight|Windows|Apollo|Boeing|Airbus|Channel|Radio|Page|Room|Level|Phase|Stage|Group|Type|Grade|Round|Week|Day|Part|Volume|Season|Episode|Bowl|Resolution|Directive|Rule|Line|Platform|Xbox|iPhone|iOS|Android|PlayStation|Nokia|Galaxy|Class|Act|Pier|Area|Gate|Interstate)\s+(?:\d+(?:\.\d+)*|one|two|three|four|five|six)\b
    | \b(?:one|two)\s+(?:of\s+the\s+(?:most|best|biggest|largest|first|world's|greatest|last|few)|another|day\b|time\b|thing\b)
    | \b(?:no\s+one|any\s?one|some\s?one|every\s?one|each\s+one|the\s+one|this\s+one|that\s+one|which\s+one|one's|one\s+by\s+one|one-off|another\s+one|number\s+one|number\s+two|day\s+one|square\s+one)\b
    | \b(?:second|third|fourth|fifth|half)[-\s](?:half|time|quarter|hand)\b | \bGrand\s+Slam\b | \bSix\s+Nations\b | \bBig\s+Four\b | \bG\s?-?\s?(?:7|8|20|77)\b | \b24/7\b | \b9/11\b | \b7/7\b
    | \b(?:four|five|six|seven|eight|nine)-figure\b | \b(?:\d{{1,2}}|seven|eight|nine|ten|eleven|twelve)-(?:wo)?m[ae]n\b | \blast\s+(?:four|eight|sixteen|32|16|8|4)\b(?=\s*$|\s+(?:of|in|at|with|after|as|and)\b|[.,;])
    | \b(?:first|second|third|fourth)\s+quarter\b | \b(?:Ocean's)\s+\w+\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
# "5 000" is one number where its second group can be none by itself; other spaces between groups are commas by now.
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:[ ]0\d{2})(?:[ ]\d{3})*(?![\d,])|\d+(?:\.\d+)?"
_WORD_NUMBER = "|".join([*UNITS_WORDS, *TENS_WORDS])
_SCALE = r"hundred|thousand|million|billion|trillion|mln|bln|trn|bn|mn|tn|mil|[mbk](?![\w'])"
NUMBER = re.compile(
    rf"""
    (?P<currency>US\$|[$£€¥₹])?\s?
    (?:
        (?P<digits>{_DIGITS})(?:\s?-?(?P<scale>{_SCALE})\b)?
      | (?P<vague>(?:(?:tens|hundreds)\s+of\s+(?:thousands|millions))|dozens|scores(?=\s+of)|hundreds|thousands|millions|billions)\b
      | (?P<dozen>(?:(?:half\s+a|a|two|three|four|several)\s+)?dozen)\b
      | (?P<fraction>\b(?:(?:one|a)[-\s](?:third|quarter|fifth|sixth|eighth|tenth)|(?:two|three|four|five|seven|nine)[-\s](?:thirds|quarters|fifths|sixths|eighths|tenths)|half)(?=\s+(?:of|the|its|their|a\b|all)|\s*$|\b\s+[a-z]))
      | (?P<inratio>\b(?P<rn>one|two|three|four|five|six|seven|eight|nine|\d+)\s+(?:in|out\s+of)\s+(?:every\s+)?(?P<rd>two|three|four|five|six|seven|eight|nine|ten|100|10|20)\b)
      | (?P<personratio>\bone\s+[a-z]+\s+in\s+(?:every\s+)?(?P<pd>two|three|four|five|six|seven|eight|nine|ten|100|10|20)\b(?=\s*[.,;]|\s*$|\s+(?:would|has|have|had|is|are|was|were|can|could|will|does|did|says?|said|wants?|thinks?|backs?|opposes?|supports?)\b))
      | (?P<words>\b(?:(?:{_WORD_NUMBER}|a(?=\s+(?:hundred|thousand|million|billion)\b))(?:[-\s]+(?:(?:(?<=hundred\s)|(?<=thousand\s)|(?<=million\s))and\s+)?(?:{_WORD_NUMBER}|hundred|thousand|million|billion|trillion|mln|bln|trn))*)\b)
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
UNIT_AFTER = re.compile(
    MONEY_OF
    + r"\s?-?(?P<unit>percentage\s+points?|%\s?-?points?|points?|basis\s+points|%|per\s?cent|percent|pct|°\s?[CF]?"
    r"|degrees?|"
    + "|".join(sorted((re.escape(word) for word in [*CURRENCY_WORDS, *MEASURES]), key=len, reverse=True))
    + r")(?![\w])",
    re.IGNORECASE,
)
RANGE_INSIDE = re.compile(r"\d\s*(?:-|–|—)\s*[$£€]?\d|\b(?:to|and)\b", re.IGNORECASE)
DIGIT_OR_WORD = re.compile(rf"\d[\d,.]*|\b(?:{_WORD_NUMBER})\b", re.IGNORECASE)
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
    """

    low: float
    high: float
    value: float
    unit: str
    span: Span
    text: str
    exact: bool


def find_quantities(text: str) -> list[Quantity]:
    """Every quantity of a text, in order."""
    blanked = NOT_QUANTITY.sub(lambda match: "\x00" * len(match.group()), text)
    found: list[Quantity] = []
    for match in NUMBER.finditer(blanked):
        quantity = _build(text, blanked, match)
        if quantity is not None:
            found.append(quantity)
    return _join_ranges(text, found)


def _build(text: str, blanked: str, match: re.Match[str]) -> Quantity | None:
    start, end = match.start(), match.end()
    while start < end and blanked[start].isspace():
        start += 1
    parsed = None if _inside_word(blanked, start) else _value(match)
    if parsed is None:
        return None
    value, low, high, unit, precise = parsed
    if match.group("currency"):
        unit = CURRENCY[match.group("currency").upper()]
    after = UNIT_AFTER.match(blanked, end)
    if after and not match.group("currency"):
        unit, factor = _unit(after.group("unit"), unit)
        value, low, high = value * factor, low * factor, high * factor
        end = after.end()
    elif after and after.group("unit").lower() in CURRENCY_WORDS:
        end = after.end()
    elif match.group("digits") and end < len(blanked) and (blanked[end].isalpha() or blanked[end] == "\x00"):
        return None
    digits = match.group("digits")
    # "Five per cent" is rounded as 5% is; of other things words count exactly.
    whole = "." not in digits and not match.group("scale") if digits else match.group("words") and unit == "percent"
    if whole and unit != "count" and unit not in ("length", "mass", "time", "speed") and high - low < 1:
        # "25%" is what writers make of 24.6% and, cutting off the rest, of 25.7%.
        low, high = value - 0.5, value + 0.99
    low, high, exact = _bounds(blanked[max(0, start - 30) : start], value, low, high, precise)
    if unit == "count" and value == 1 and not match.group("digits"):
        # "one" is a pronoun as often as a number.
        return None
    return Quantity(low, high, value, unit, Span(start, end), text[start:end], exact)


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


def _value(match: re.Match[str]) -> tuple[float, float, float, str, bool] | None:
    """value, low, high, unit, exact."""
    if match.group("digits"):
        digits = match.group("digits").replace(",", "").replace(" ", "")
        if not float(digits) < LARGEST:
            return None
        scale = SCALE_WORDS[match.group("scale").lower()] if match.group("scale") else 1
        value = float(digits) * scale
        low, high = _rounding(digits, scale)
        return value, low, high, "count", True
    if match.group("vague"):
        key = " ".join(match.group("vague").lower().split())
        low, high = VAGUE[key]
        return float(low), float(low), float(high), "count", False
    if match.group("dozen"):
        lead = match.group("dozen").lower().split()
        factor = 0.5 if "half" in lead else {"two": 2, "three": 3, "four": 4, "several": 3}.get(lead[0], 1)
        value = 12.0 * factor
        return value, value * 0.9, value * (1.1 if "several" not in lead else 3), "count", False
    if match.group("fraction"):
        share = _share(match)
        if share is None:
            return None
        return share, share - 4, share + 4, "percent", False
    if match.group("personratio"):
        value = 100.0 / _small(match.group("pd"))
        return value, value - 3, value + 3, "percent", False
    if match.group("inratio"):
        top, bottom = _small(match.group("rn")), _small(match.group("rd"))
        if not bottom or top > bottom:
            return None
        value = 100 * top / bottom
        return value, value - 3, value + 3, "percent", False
    value_or_none = words_to_number(match.group("words"))
    if value_or_none is None:
        return None
    low, high = _rounding(str(value_or_none), 1)
    return float(value_or_none), low, high, "count", True


def _share(match: re.Match[str]) -> float | None:
    """Percent of a fraction in words; ``None`` where "a third" is one more of something."""
    words = re.split(r"[-\s]+", match.group("fraction").lower())
    if len(words) < 2:
        return 50.0
    top, bottom = NUMERATORS[words[0]], DENOMINATORS[words[1].removesuffix("s")]
    text, start, end = match.string, match.start("fraction"), match.end("fraction")
    if (
        top == 1
        and "-" not in match.group("fraction")
        and not (SHARE_BEFORE.search(text[:start]) or SHARE_AFTER.match(text[end:]))
    ):
        return None
    return 100.0 * top / bottom if top < bottom else None


def _small(word: str) -> float:
    return float(word) if word.isdigit() else float(UNITS_WORDS.get(word.lower(), 0))


def _rounding(digits: str, scale: float) -> tuple[float, float]:
    """The values that a writer would round to these digits: 4.2 million covers 4.15 to 4.25 million."""
    value = float(digits) * scale
    if "." in digits:
        step = scale * 10 ** -len(digits.split(".")[1])
    elif scale > 1:
        step = float(scale)
    else:
        digits = digits.lstrip("0")
        zeros = len(digits) - len(digits.rstrip("0"))
        step = float(10**zeros) if zeros >= 2 else 1.0
    # A figure with many noughts may be exact: never take it for rounded by more than a twentieth.
    step = min(step, 0.1 * value) if scale == 1 and "." not in digits else step
    if step <= 1.0 and scale == 1 and "." not in digits:
        return value, value
    return value - step / 2, value + step / 2


def words_to_number(words: str) -> int | None:
    """``"two hundred and six"`` → 206; ``None`` where the words are no one number (``"two four"``)."""
    total, current, last = 0, 0, 10**18
    for word in re.split(r"[-\s]+", words.lower()):
        if word in ("and", ""):
            continue
        if word == "a":
            current = 1
        elif word in UNITS_WORDS:
            if (current % 10 and last < 100) or (current % 100 and UNITS_WORDS[word] >= 10):
                return None
            current += UNITS_WORDS[word]
            last = UNITS_WORDS[word]
        elif word in TENS_WORDS:
            if current % 100:
                return None
            current += TENS_WORDS[word]
        elif word == "hundred":
            current = max(current, 1) * 100
            if current > LARGEST:
                return None
        elif word in SCALE_WORDS:
            total += max(current, 1) * SCALE_WORDS[word]
            current = 0
    return total + current


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


def _join_ranges(text: str, found: list[Quantity]) -> list[Quantity]:
    """ "10 to 15" and "between 3 and 5" are one quantity."""
    joined: list[Quantity] = []
    for quantity in found:
        if joined:
            last = joined[-1]
            between = text[last.span.end : quantity.span.start]
            is_range = RANGE_JOIN.fullmatch(between) and (
                between.strip().lower() != "and" or re.search(r"\bbetween\s*$", text[: last.span.start], re.IGNORECASE)
            )
            same_unit = last.unit in (quantity.unit, "count")
            from_to = re.search(r"\bfrom\s*$", text[: last.span.start], re.IGNORECASE)
            if is_range and same_unit and not from_to and last.value < quantity.value:
                low = last.low
                if last.unit == "count" and quantity.unit != "count" and last.value:
                    factor = quantity.value / max(float(re.sub(r"[^\d.]", "", quantity.text) or 1), 1e-9)
                    low = last.low * (factor if quantity.unit in ("length", "mass", "time", "speed") else 1.0)
                span = Span(last.span.start, quantity.span.end)
                joined[-1] = Quantity(
                    low, quantity.high, quantity.value, quantity.unit, span, text[span.start : span.end], False
                )
                continue
        joined.append(quantity)
    return joined


def compatible(one: Quantity, other: Quantity) -> bool:
    """Can both be true of the same thing: same kind of unit, and values that rounding, "more than" or a range allow?"""
    if not same_kind(one.unit, other.unit):
        return False
    if is_range(one) and is_range(other):
        # Two ranges are one where both ends agree, not where they merely overlap.
        return _near(one.low, other.low) and _near(one.high, other.high)
    if one.unit == "percent" and one.exact and other.exact and not ("." in one.text or "." in other.text):
        # Rounding makes no whole per cent of another.
        return one.value == other.value
    if one.low <= other.high and other.low <= one.high:
        return True
    # Headlines round: two figures that agree to within one part in twenty are the same when either is round.
    larger = max(abs(one.value), abs(other.value))
    return (
        larger >= 20
        and abs(one.value - other.value) <= 0.05 * larger
        and (_is_round(one.value) or _is_round(other.value))
    )


def is_range(quantity: Quantity) -> bool:
    """Is it "10 to 15" or "between 3 and 5"?"""
    return len(RANGE_INSIDE.findall(quantity.text)) == 1 and len(DIGIT_OR_WORD.findall(quantity.text)) >= 2


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= 0.05 * max(abs(one), abs(other))


def same_kind(one: str, other: str) -> bool:
    """Are two units of one kind? Percent and percentage points are not; cents and dollars are left apart."""
    return one == other


def _is_round(value: float) -> bool:
    if value != int(value):
        return False
    digits = str(int(abs(value)))
    return len(digits.rstrip("0")) <= max(1, len(digits) - 1) and digits.endswith("0")
