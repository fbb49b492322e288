"""The body's number in place of the headline's, written as the headline writes its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..context import Context
from ..english.numerals import HAS_PART, TENS_WORDS, UNITS_WORDS, VAGUE, words_to_number
from ..english.quantities import Quantity, other_country
from ..english.words.money import KINDS, SIGN
from ..english.words.scales import SCALE_PATTERN, SCALE_WORDS
from ..number_answers import answers, number_span, swapped_with
from ..rules.base import Edit, RawFinding
from ..text import Span

BOUND = re.compile(
    r"\b(?:at least|more than|fewer than|less than|as many as|up to|an estimated|about|around|roughly|approximately"
    r"|nearly|almost|over|some)\s+$",
    re.IGNORECASE,
)
CURRENCY = re.compile(rf"({SIGN})?\s?", re.IGNORECASE)
DIGITS = re.compile(r"\d[\d,]*+(?:\.\d++)?")
WORDS = re.compile(r"[a-z]+|[^a-z]+", re.IGNORECASE)
SCALE = re.compile(rf"(\s?-?)({SCALE_PATTERN})\b", re.IGNORECASE)
UNIT = re.compile(r"(?:[\s-]?(?:%|[a-z°][a-z° ]*+))?", re.IGNORECASE)
NUMBER_WORDS = frozenset((*UNITS_WORDS, *TENS_WORDS, "hundred", "and", "a"))
# How the two ways of writing a scale go together.
LETTERS = {10**6: "m", 10**9: "bn", 10**12: "tn", 1000: "k"}
SPELLED = {10**6: "million", 10**9: "billion", 10**12: "trillion", 1000: "thousand"}
IN_WORDS = {value: word for word, value in (UNITS_WORDS | TENS_WORDS).items()}
# Up to here a headline with numbers in words has another one in words too.
LARGEST_IN_WORDS = 12
PLURAL = re.compile(r"\s+(?:[a-z-]+\s+)?[a-z]+s\b", re.IGNORECASE)


class _Number(NamedTuple):
    """The parts of a quantity as it is written."""

    currency: str
    number: str
    gap: str
    scale: str
    unit: str

    @property
    def spelled(self) -> bool:
        return not self.number[:1].isdigit()


def other_number(context: Context, finding: RawFinding) -> Iterator[list[Edit]]:
    """The body's figure, with its "at least" and without the headline's own."""
    for answer in answers(context):
        if answer.status != "mismatch" or answer.other is None or answer.sentence is None:
            continue
        if number_span(context, answer.counted) != finding.span:
            continue
        own, other = answer.counted.quantity, answer.other.quantity
        sentence = context.document.sentences[answer.sentence].text
        theirs = BOUND.search(sentence[: other.span.start])
        figure = _figure(own, other, bounded=theirs is not None)
        if figure is None or not _agrees(context, own, other):
            return
        mine = BOUND.search(context.headline.text[: own.span.start])
        start = mine.start() if mine else own.span.start
        bound = theirs.group().strip().lower() + " " if theirs else ""
        yield [Edit(Span(start, own.span.end), bound + figure)]


def swapped_toll(context: Context, finding: RawFinding) -> Iterator[list[Edit]]:
    """Both numbers of "three dead, 12 hurt" changed about."""
    for answer in answers(context):
        second = swapped_with(context, answer)
        if second is None or number_span(context, answer.counted) != finding.span:
            continue
        edits = []
        for each in (answer, second):
            assert each.other is not None
            figure = _figure(each.counted.quantity, each.other.quantity, bounded=False)
            if figure is None or not _agrees(context, each.counted.quantity, each.other.quantity):
                return
            edits.append(Edit(each.counted.quantity.span, figure))
        yield edits


def in_digits(value: float) -> str:
    """A whole number with commas, another with its decimals."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}".rstrip("0")


def _figure(own: Quantity, other: Quantity, bounded: bool) -> str | None:
    """The other quantity as the headline's is written; ``None`` where it is a range, a share in words,
    or has another unit.
    """
    if other.text.lower() in VAGUE:
        return other.text.lower()
    if own.unit != other.unit or other_country(own, other):
        # "US$47 million" for "47 million Canadian dollars" changes nothing.
        return other.text if other.exact and {own.unit, other.unit} <= KINDS else None
    if HAS_PART.search(other.text) or HAS_PART.search(own.text):
        return other.text[:1].lower() + other.text[1:] if own.exact and other.exact else None
    if own.unit == "count" and own.value == int(own.value) and other.value != int(other.value):
        # People are counted, magnitudes are not.
        return None
    if not (other.exact or bounded) or not (own.exact or own.text.lower() not in VAGUE):
        return None
    mine, theirs = _parts(own.text), _parts(other.text)
    if mine is None or theirs is None or not _one_unit(mine, theirs):
        return None
    number = _number(mine, theirs)
    if number is None:
        return None
    scale = _scale(mine, theirs)
    unit = mine.unit if mine.unit or mine.currency else theirs.unit
    if mine.unit and not mine.unit.endswith(("s", "%", "cent", "pc")) and number != "1":
        return None
    return f"{mine.currency}{number}{scale}{unit}"


def _parts(text: str) -> _Number | None:
    """A quantity taken apart; ``None`` where it is written in another way."""
    text = text.strip()
    match = CURRENCY.match(text)
    assert match is not None
    currency, rest = match.group(1) or "", text[match.end() :]
    digits = DIGITS.match(rest)
    number = digits.group() if digits else _in_words(rest)
    rest = rest[len(number) :]
    scale = SCALE.match(rest)
    unit = rest[scale.end() :] if scale else rest
    if not number or UNIT.fullmatch(unit) is None:
        return None
    return _Number(currency, number, scale.group(1) if scale else "", scale.group(2) if scale else "", unit)


def _in_words(text: str) -> str:
    """The words of a number that a text begins with: "two hundred and six" of "two hundred and six days"."""
    size, taken = 0, 0
    for word in WORDS.findall(text):
        if word[:1].isalpha() and word.lower() not in NUMBER_WORDS:
            break
        taken += len(word)
        size = taken if word[:1].isalpha() else size
    return text[:size] if size and words_to_number(text[:size]) else ""


def _one_unit(mine: _Number, theirs: _Number) -> bool:
    """Sums of money and percentages may be written otherwise, years and miles may not."""
    if mine.currency or theirs.currency:
        return True
    one, two = (parts.unit.strip(" -").lower() for parts in (mine, theirs))
    percent = ("%", "percent", "per cent", "pct", "pc")
    return one == two or (one in percent and two in percent) or one.rstrip("s") == two.rstrip("s")


def _number(mine: _Number, theirs: _Number) -> str | None:
    if theirs.spelled:
        value = words_to_number(theirs.number)
        if value is None:
            return None
        if mine.spelled:
            return theirs.number.lower()
        if not mine.scale and value >= 10**6:
            return None
        return f"{value:,}"
    if mine.spelled and not theirs.scale and theirs.number.isdigit() and int(theirs.number) <= LARGEST_IN_WORDS:
        return IN_WORDS.get(int(theirs.number), theirs.number)
    return theirs.number


def _scale(mine: _Number, theirs: _Number) -> str:
    """ "m" where the headline has "bn", " million" where it has " billion"."""
    if not theirs.scale:
        return ""
    factor = SCALE_WORDS[theirs.scale.lower()]
    if not mine.scale:
        return theirs.gap + theirs.scale
    if SCALE_WORDS[mine.scale.lower()] == factor:
        return mine.gap + mine.scale
    letters = len(mine.scale) <= 3
    scale = (LETTERS if letters else SPELLED).get(factor)
    return theirs.gap + theirs.scale if scale is None else mine.gap + scale


def _agrees(context: Context, own: Quantity, other: Quantity) -> bool:
    """ "One man killed" is not mended by "four", nor "nine men" by "one"."""
    if (own.value == 1) == (other.value == 1):
        return True
    after = context.headline.text[own.span.end :]
    return own.unit in ("percent",) or not (PLURAL.match(after) or own.value == 1)
