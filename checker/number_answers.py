"""Whether the body backs a number of the headline: one answer a number, whichever rule asks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from .context import Context
from .english.counting import CASUALTIES, CLASS_OF, INDEFINITE_PERSON, Counted, counted, is_age, with_counted
from .english.lookalikes import MONTH
from .english.numerals import WORD_NUMBER, words_to_number
from .english.quantities import Quantity, compatible, find_quantities, is_made_up, other_country
from .english.spelling import LETTERS_APOSTROPHE
from .english.terms import stem
from .english.words.money import KINDS, MONEY_WORDS
from .english.words.scales import LONG_PATTERN, SCALE_PATTERN
from .number_forms import in_another_form, is_rest
from .text import Span

SCALE_RELEVANCE = 0.25
SCALED = re.compile(
    rf"\b(?:{LONG_PATTERN})\b|\d\s?-?(?:{SCALE_PATTERN})\b",
    re.IGNORECASE,
)
DAY_OF_MONTH = re.compile(rf"\s{{1,3}}(?:of\s{{1,3}})?{MONTH}\b", re.IGNORECASE)
UNIT_BEHIND = re.compile(
    rf"\s?-?(?:per ?cent|percent|pct|{SCALE_PATTERN}|{MONEY_WORDS})\b|\s?%",
    re.IGNORECASE,
)
SHARE_OF = re.compile(
    r"\s+of\s+(?:(?:the|all|its|their|his|her|our|a|an)\s+)*(?:[\w-]+'s?\s+)*(?:(?:total|whole|entire|national"
    r"|domestic)\s+)*(?P<whole>[^\W\d_]{3,})\b(?!\s+[a-z]+\s+(?:is|are|was|were)\b)",
    re.IGNORECASE,
)
BARE = re.compile(rf"\d[\d.,]*\d|\d|(?:{WORD_NUMBER})(?:[-\s](?:{WORD_NUMBER})\b)?", re.IGNORECASE)
# "Two" is not the number of "two and a half years" or "twenty-two".
NOT_WHOLE = (
    r"(?!\s?[½¼¾⅓⅔]|[-\s]\d/\d|[-\s]and[-\s](?:a[-\s]|one[-\s])?half\b"
    r"|-(?:one|two|three|four|five|six|seven|eight|nine)\b)"
)
FIGURE = re.compile(r"\d[\d.,]*|[^\W\d_]+")
ONE = re.compile(r"\bone(?: (?:person|man|woman))?\b", re.IGNORECASE)


@dataclass(frozen=True)
class Answer:
    """What the body says to one number of the headline."""

    counted: Counted
    status: Literal["supported", "mismatch", "unsupported"]
    sentence: int | None = None
    other: Counted | None = None

    @property
    def worked_out(self) -> bool:
        """The body has the number in no sentence, but what it adds up to, or another form of it."""
        return self.status == "supported" and self.sentence is None


def answers(context: Context) -> tuple[Answer, ...]:
    """The body's answer to every quantity of the headline that can be judged; worked out once for an article."""
    if "numbers" not in context.memo:
        context.memo["numbers"] = tuple(_answers(context))
    found: tuple[Answer, ...] = context.memo["numbers"]
    return found


def answers_within(context: Context, span: Span) -> list[Answer]:
    """Those to the quantities of a part of the headline."""
    return [answer for answer in answers(context) if span.covers(answer.counted.quantity.span)]


def retold(context: Context, span: Span) -> bool:
    """Do these words have a number that the body backs in another form ("three in four" over "75%")?

    Models cannot reckon.
    """
    return any(
        answer.status == "supported" and (answer.sentence is None or not _in_figures(context, answer, answer.sentence))
        for answer in answers_within(context, span)
    )


def _in_figures(context: Context, answer: Answer, sentence: int) -> bool:
    told = answer.counted.quantity.span
    first = FIGURE.search(context.headline.text, told.start, told.end)
    if first is None:
        return True
    # "4" stands neither in "14%" nor in "3.4" or "4,000", "four" not in "fourteen"; it does in "£4bn".
    figure = first.group().rstrip(".,")
    behind = r"(?!\d|[.,]\d)" if figure[0].isdigit() else r"(?!\w)"
    text = context.document.sentences[sentence].text
    return re.search(rf"(?<!\w)(?<!\d[.,]){re.escape(figure)}{behind}", text, re.IGNORECASE) is not None


def _answers(context: Context) -> Iterator[Answer]:
    told = [item for item in counted(context.headline.cased) if not context.headline.in_source(item.quantity.span)]
    if not told:
        return
    for item in told:
        yield _answer(context, item, context.body.counted)


def _answer(context: Context, item: Counted, body: Sequence[tuple[int, Counted]]) -> Answer:
    quantity = item.quantity
    casualty = bool(item.classes & CASUALTIES) and quantity.unit == "count"
    fitting = [
        (number, other) for number, other in body if compatible(quantity, other.quantity) and not _chance(item, other)
    ]
    if casualty:
        fitting = [
            (number, other)
            for number, other in fitting
            if other.classes & item.classes
            or (_class_nearby(context, number, item.classes) and (not other.classes & CASUALTIES))
        ]
    if fitting:
        elsewhere = _share_of_another(context, item, fitting, body)
        if elsewhere is not None:
            return Answer(item, "mismatch", *elsewhere)
        best = max(fitting, key=lambda pair: (len(pair[1].nouns & item.nouns), context.relevance[pair[0]]))
        return Answer(item, "supported", best[0], best[1])
    if casualty and _one_alone(context, item):
        return Answer(item, "supported")
    if not casualty and _surface(context, quantity, body):
        return Answer(item, "supported")
    if quantity.unit in ("count", *KINDS) and _sums(context, item, body):
        return Answer(item, "supported")
    if in_another_form(context, quantity, body):
        return Answer(item, "supported")
    if quantity.high > 3 * quantity.low:
        # "Dozens", "hundreds": anything of that order will do, and nothing contradicts them exactly.
        near = [other for _, other in body if other.quantity.unit == quantity.unit]
        order = any(quantity.low / 2 <= other.quantity.value <= quantity.high * 2 for other in near)
        return Answer(item, "supported" if order else "unsupported")
    if is_age(context.headline.cased, quantity):
        # Of two ages in one article, nothing says whose is whose.
        return Answer(item, "unsupported")
    rivals = [(number, other) for number, other in body if _same_thing(context, item, number, other)]
    if rivals:
        number, other = max(rivals, key=lambda pair: (context.relevance[pair[0]], -pair[0]))
        return Answer(item, "mismatch", number, other)
    return Answer(item, "unsupported")


def _share_of_another(
    context: Context, item: Counted, fitting: Sequence[tuple[int, Counted]], body: Sequence[tuple[int, Counted]]
) -> tuple[int, Counted] | None:
    """ "19% of the nation's energy" over "19% of the electricity, but 8% of all the energy":
    the body's own share of the same whole.
    """
    whole = _whole(context.headline.cased, item.quantity)
    if item.quantity.unit != "percent" or whole is None:
        return None
    wholes = {_whole(context.document.sentences[number].text, other.quantity) for number, other in fitting}
    if None in wholes or whole in wholes:
        return None
    return next(
        (
            (number, other)
            for number, other in body
            if other.quantity.unit == "percent"
            and not compatible(item.quantity, other.quantity)
            and not is_rest(context.headline.text, item.quantity, other.quantity)
            and _whole(context.document.sentences[number].text, other.quantity) == whole
        ),
        None,
    )


def _whole(text: str, quantity: Quantity) -> str | None:
    """The stem of what a share is of: "19% of the country's electricity" has ``electric``."""
    match = SHARE_OF.match(text[quantity.span.end :])
    return stem(match.group("whole")) if match else None


def _chance(item: Counted, other: Counted) -> bool:
    """ "27 counts" lies within "more than two dozen people" by chance: an exact number,
    and a bound on something else.
    """
    own, bound = item.quantity, other.quantity
    if (
        not own.exact
        or bound.exact
        or own.value == bound.value
        or own.unit != "count"
        or bound.high <= 1.3 * bound.value
    ):
        return False
    return not (item.nouns & other.nouns or item.classes & other.classes)


def _one_alone(context: Context, item: Counted) -> bool:
    """ "1 dead" over "killing one woman", "one nurse hurt" over "wounded a nurse": one of that class,
    in a sentence that has no more of them.
    """
    if item.quantity.value != 1:
        return False
    for sentence in context.document.sentences:
        if any(other.classes & item.classes and other.quantity.value > 1 for other in counted(sentence.text)):
            continue
        found = [*INDEFINITE_PERSON.finditer(sentence.text), *ONE.finditer(sentence.text)]
        if any(_nearest_class(sentence.text, match) in item.classes for match in found):
            return True
    return False


def _class_nearby(context: Context, number: int, classes: frozenset[str]) -> bool:
    words = {word.lower() for word in LETTERS_APOSTROPHE.findall(context.document.sentences[number].text)}
    return any(CLASS_OF.get(word) in classes for word in words)


def _surface(context: Context, quantity: Quantity, body: Sequence[tuple[int, Counted]]) -> bool:
    """The figure stands in the body as written, or as an age, a rank or part of a name."""
    # A bare count may be a rank, an age or part of a name; with a unit or a scale the digits alone are another fact.
    bare = quantity.unit in ("count", "time") and not SCALED.search(quantity.text) and not is_made_up(quantity)
    figure = BARE.match(quantity.text) if bare else None
    if figure is not None:
        written = r"[-\s]".join(re.escape(word) for word in re.split(r"[-\s]", figure.group()))
        for found in re.finditer(
            rf"(?<![\w.,]){written}(?:st|nd|rd|th)?(?![\w]|[.,]\d){NOT_WHOLE}", context.document.text, re.IGNORECASE
        ):
            if not DAY_OF_MONTH.match(context.document.text[found.end() :]) and not _own_unit(
                context, found.end(), quantity
            ):
                return True
    # Tables and other short lines are no sentences, but their figures stand in the body.
    lines = (context.document.text[span.start : span.end] for span in context.document.subheadlines)
    if any(compatible(quantity, other) for line in lines for other in find_quantities(line)):
        return True
    return any(
        quantity.value in (other.quantity.value, _written(other.quantity))
        and {other.quantity.unit, quantity.unit} <= {"count", "time"}
        for _, other in body
    )


def _own_unit(context: Context, end: int, quantity: Quantity) -> bool:
    """Has the same figure in the body a unit or a scale, where the headline's has none?"""
    return quantity.unit == "count" and UNIT_BEHIND.match(context.document.text[end:]) is not None


def _written(quantity: Quantity) -> float | None:
    """The number in words before its unit: "eleven-year-old" has 11."""
    if is_made_up(quantity):
        return None
    words = LETTERS_APOSTROPHE.findall(quantity.text)
    return next((found for size in (2, 1) if (found := words_to_number(" ".join(words[:size])))), None)


def _sums(context: Context, item: Counted, body: Sequence[tuple[int, Counted]]) -> bool:
    """Is the number the sum of numbers that the body gives for the same thing?"""
    wanted = item.quantity
    parts: list[float] = []
    for number, other in body:
        same = other.classes & item.classes if item.classes else other.nouns & item.nouns
        # "Two friends have died", "four other tourists": the class stands further off.
        loose = item.classes & CASUALTIES and not other.classes and _class_nearby(context, number, item.classes)
        if other.quantity.unit == wanted.unit and (same or loose):
            parts.append(other.quantity.value)
    if item.classes & CASUALTIES:
        for sentence in context.document.sentences:
            if _class_nearby(context, sentence.index, item.classes):
                parts.extend(
                    1.0
                    for match in INDEFINITE_PERSON.finditer(sentence.text)
                    if _nearest_class(sentence.text, match) in item.classes
                )
    if wanted.unit in KINDS:
        # "500 mln dlrs of 13-week and 200 mln dlrs of 26-week notes":
        # amounts of one sentence add up whatever they are of.
        for sentence in context.document.sentences:
            amounts = [other.value for other in find_quantities(sentence.text) if other.unit == wanted.unit]
            if any(wanted.low <= one + two <= wanted.high for one, two in combinations(amounts[:6], 2)):
                return True
    parts = parts[:9]
    for size in range(2, min(len(parts), 4) + 1):
        for chosen in combinations(parts, size):
            if wanted.low <= sum(chosen) <= wanted.high:
                return True
    return len(parts) >= 2 and wanted.low <= sum(parts) <= wanted.high


def _nearest_class(text: str, person: re.Match[str]) -> str | None:
    """What happened to "a teenager": the nearest class word of the sentence."""
    found = [
        (min(abs(match.start() - person.end()), abs(person.start() - match.end())), CLASS_OF[match.group().lower()])
        for match in LETTERS_APOSTROPHE.finditer(text)
        if match.group().lower() in CLASS_OF
    ]
    return min(found, default=(0, None))[1]


def _same_thing(context: Context, item: Counted, number: int, other: Counted) -> bool:
    """Does the other number of the body claim to count the same thing in the same event?"""
    one, two = item.quantity, other.quantity
    if _other_scale(context, item, number, other):
        return True
    if one.unit != two.unit:
        return False
    if other_country(one, two) and one.low <= two.high and two.low <= one.high:
        return context.relevance[number] >= SCALE_RELEVANCE
    if one.unit == "time":
        # Many durations stand in one article: only "jailed for twelve years" against "jailed for seven".
        return item.verb is not None and item.verb == other.verb and context.relevance[number] >= 0.45
    shared = context.shared(number)
    if item.classes & CASUALTIES:
        if not other.classes & item.classes:
            return False
        # Earlier events and other places have their own tolls: ask for one more thing in common.
        others = shared - {"~kill", "~die"}
        return bool(others) or len(context.document.sentences) <= 6
    if item.classes:
        return bool(other.classes & item.classes) and context.relevance[number] >= 0.3
    if one.unit == "count":
        return bool(item.nouns & other.nouns) and context.relevance[number] >= 0.45
    # Money and percentages: the words round the number must agree, and the sentence must be about the claim.
    return (
        bool(item.nouns & other.nouns or not item.nouns - other.nouns or _alone(context, number, one))
        and context.relevance[number] >= 0.5
    )


def _other_scale(context: Context, item: Counted, number: int, other: Counted) -> bool:
    """The same figure on another scale: $2 billion and two trillion dollars, 16,000 and 1,600 stores,
    2 % and two percentage points?
    """
    one, two = item.quantity, other.quantity
    if {one.unit, two.unit} == {"percent", "points"}:
        return one.value == two.value and one.exact and two.exact and context.relevance[number] >= SCALE_RELEVANCE
    if one.unit != two.unit or one.unit == "time" or min(one.value, two.value) <= 0 or _mantissa(one) != _mantissa(two):
        return False
    if one.unit in ("count", "percent") and not (item.nouns & other.nouns and len(_mantissa(one)) >= 2):
        return False
    return one.value != two.value and (context.relevance[number] >= SCALE_RELEVANCE or bool(context.shared(number)))


def _mantissa(quantity: Quantity) -> str:
    """The figure without its noughts and point: of 1,600 and 1.6 million 16."""
    return f"{quantity.value:.6e}".split("e")[0].rstrip("0").replace(".", "")


def _alone(context: Context, number: int, quantity: Quantity) -> bool:
    """The sentence has one figure of this unit only."""
    return sum(other.unit == quantity.unit for other in find_quantities(context.document.sentences[number].text)) == 1


def number_span(context: Context, item: Counted) -> Span:
    """The words to underline: the number and the word that it counts."""
    return with_counted(context.headline.text, item.quantity, context.headline.doc)


def swapped_with(context: Context, one: Answer) -> Answer | None:
    """The second toll of "three dead, 12 hurt" over "twelve died and three were injured":
    each has the number of the other.
    """
    mine = one.counted.classes & CASUALTIES
    for two in answers(context):
        if one.other is None or two.other is None or one.sentence != two.sentence:
            continue
        theirs = two.counted.classes & CASUALTIES
        crossed = (
            one.counted.quantity.value == two.other.quantity.value
            and two.counted.quantity.value == one.other.quantity.value
        )
        if crossed and mine and theirs and not mine & theirs and one.status == two.status == "mismatch":
            return two
    return None
