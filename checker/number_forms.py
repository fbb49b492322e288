"""Numbers that the body has in another form: the rest of a share, one more than the others, an age by year of birth."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .context import Context
from .english.counting import Counted, is_age
from .english.numerals import words_to_number
from .english.quantities import Quantity
from .english.words.measures import MEASURES

BIRTHDAY = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th) birthday")
LESS = re.compile(
    r"\b(?:cut|cuts|less|fewer|lower|lowers|down|off|falls?|fell|drops?|reduc\w+|loses?|slash\w*|shrinks?)\b",
    re.IGNORECASE,
)
NOT_ONE = re.compile(r"\b(?:no|nobody|no one|none|not one|without|zero|nil|never)\b", re.IGNORECASE)
OF_ALL = re.compile(
    r"(?<![\d.,])(?P<part>\d{1,9}(?:,\d{3})*)(?: [a-z]+)? (?:out )?of (?:(?:the|its|their|his|her|all"
    r"|some) )*(?P<whole>\d{1,9}(?:,\d{3})*)(?![\d%])"
)
BORN = re.compile(r"\bborn\b[^.;]{0,90}?\b((?:18|19|20)\d\d)\b")
YEAR = re.compile(r"\b(?:18|19|20)\d\d\b")
AND_BEFORE = re.compile(r"[^\W\d_]\s{1,3}(?:and|plus|along with)\s{1,3}$", re.IGNORECASE)
OTHERS = re.compile(r"\s+(?:other|others|more|further)\b", re.IGNORECASE)
ALL_BUT = re.compile(r"\ball but (?P<part>[\w-]+) of (?:(?:the|its|their|his|her) )?(?P<whole>\d[\d,]*)", re.IGNORECASE)
# "A year ago" and "$3 a day" are no durations.
ONE_MEASURE = re.compile(
    r"\b(?:for|of|after|within|in|over|last(?:s|ed)?|t(?:akes?|ook)|nearly|almost|about|around|than|gets?|got)"
    rf" (?:an?|one)[ -](?P<measure>{'|'.join(word for word in MEASURES if word.isalpha())})\b"
    r"(?! (?:ago|earlier|later|before|after)\b)",
    re.IGNORECASE,
)
NEGATED = re.compile(r"\b(?:not|never|without)\b|n['’]t\b", re.IGNORECASE)


def in_another_form(context: Context, quantity: Quantity, body: Sequence[tuple[int, Counted]]) -> bool:
    """Is it the rest of a share ("cuts salt by three quarters": a quarter of the salt), nil, or "two others",
    which nobody counts out?
    """
    headline = context.headline.text
    if quantity.unit == "count" and quantity.value == 0:
        return NOT_ONE.search(context.document.text) is not None
    if quantity.unit == "count" and quantity.value <= 3 and OTHERS.match(headline[quantity.span.end :]):
        return True
    if is_age(headline, quantity):
        # "Dies aged 92" over "on the eve of his 93rd birthday".
        birthday = BIRTHDAY.search(context.document.text)
        return (birthday is not None and int(birthday.group(1)) == quantity.value + 1) or _born_so_long_ago(
            context.document.text, quantity
        )
    if quantity.unit == "count":
        plus_one = (
            other.quantity.value + 1
            for number, other in body
            if other.quantity.unit == "count" and _and_one(context.document.sentences[number].text, other.quantity)
        )
        return any(quantity.low <= told <= quantity.high for told in (*_all_but(context.document.text), *plus_one))
    if quantity.unit in ("time", "length", "mass"):
        return any(quantity.low <= told <= quantity.high for told in _one_of_a_measure(context.document.text, quantity))
    if quantity.unit != "percent":
        return False
    if any(quantity.low <= share <= quantity.high for share in _shares(context.document.text)):
        return True
    return any(is_rest(headline, quantity, other.quantity) for _, other in body)


def is_rest(headline: str, quantity: Quantity, other: Quantity) -> bool:
    """ "32% not saving" over "68% save", "cut by 60%" over "40% of what it was": what is left of a share,
    in a headline that takes away or denies.
    """
    taken = LESS.search(headline) is not None or NEGATED.search(headline) is not None
    return taken and other.unit == "percent" and quantity.low <= 100 - other.value <= quantity.high


def _born_so_long_ago(text: str, quantity: Quantity) -> bool:
    """ "Dies aged 94" over "born in 1925": and a year of the body's 94 or 95 later."""
    born = BORN.search(text)
    if born is None:
        return False
    later = {int(year) - int(born.group(1)) for year in YEAR.findall(text)}
    return bool(later & {int(quantity.value), int(quantity.value) + 1})


def _all_but(text: str) -> Iterator[float]:
    """113 of "all but four of the 117"."""
    for match in ALL_BUT.finditer(text):
        part, whole = match.group("part"), float(match.group("whole").replace(",", ""))
        left = float(part) if part.isdigit() else words_to_number(part)
        if left is not None and left < whole:
            yield whole - left


def _one_of_a_measure(text: str, quantity: Quantity) -> Iterator[float]:
    """A year of "jailed for a year", which headlines have as 12 months."""
    for match in ONE_MEASURE.finditer(text):
        kind, value = MEASURES[match.group("measure").lower()]
        if kind == quantity.unit:
            yield value


def _and_one(text: str, quantity: Quantity) -> bool:
    """ "Harnby and 16 other towns": one more than the number."""
    return (
        OTHERS.match(text[quantity.span.end :]) is not None
        and AND_BEFORE.search(text[: quantity.span.start]) is not None
    )


def _shares(text: str) -> Iterator[float]:
    """Per cent that "40 of its 120 shops" are."""
    for match in OF_ALL.finditer(text):
        part, whole = (float(match.group(name).replace(",", "")) for name in ("part", "whole"))
        if 0 < part < whole:
            yield 100 * part / whole
