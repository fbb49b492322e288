"""``number-mismatch``: the body gives a different number for the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...context import Context
from ...english.counting import with_counted
from ...english.numerals import HAS_PART
from ...english.quantities import Quantity, other_country
from ...number_answers import Answer, answers, number_span, swapped_with
from ..base import Edit, Example, RawFinding, Rule, edit, quote
from .roles import other_role

# The words that make a number a bound belong to it: a suggestion must not drop them.
BOUND = re.compile(
    r"\b(?:more than|over|at least|up to|fewer than|less than|under|nearly|almost|about|around|some|as many as"
    r"|no more than)\s+$",
    re.IGNORECASE,
)


def check(context: Context) -> Iterator[RawFinding]:
    """One finding for each number of the headline that the body contradicts."""
    for answer in answers(context):
        if answer.status != "mismatch" or answer.other is None or answer.sentence is None:
            continue
        check, second = _check(context, answer)
        if second is not None and second.counted.quantity.span.start < answer.counted.quantity.span.start:
            # Told with the first of the two.
            continue
        span = number_span(context, answer.counted)
        words = context.headline.text[span.start : span.end]
        sentence = context.document.sentences[answer.sentence].text
        found = with_counted(sentence, answer.other.quantity, context.doc(answer.sentence))
        bound = BOUND.search(sentence[: found.start])
        theirs = sentence[found.start if bound is None else bound.start() : found.end]
        yield RawFinding(
            rule="number-mismatch",
            severity="error",
            message=f"The headline says {quote(words)}; the body says {quote(theirs)}."
            + _changed_about(context, words, second),
            span=span,
            sentences=(answer.sentence,),
            confidence=min(0.95, 0.6 + 0.4 * context.relevance[answer.sentence]),
            suggestion=f"Use the body's figure ({theirs}), or correct the body.",
            edit=None if second else _edit(context, answer.counted.quantity, sentence, answer.other.quantity),
            check=check,
        )
    other = other_role(context)
    if other is not None:
        words = context.headline.text[other.span.start : other.span.end]
        yield RawFinding(
            "number-mismatch",
            "warning",
            f"The headline has {quote(words)} as {other.told}; in the body it is {other.found}.",
            other.span,
            (other.sentence,),
            0.75,
            "Use the number of the thing that the headline speaks of.",
            check="other-role",
        )


def _check(context: Context, answer: Answer) -> tuple[str, Answer | None]:
    """The check that speaks, and the other toll of two that have changed places.

    Three of the checks are exact where models, which cannot reckon, find the words all there.
    """
    assert answer.other is not None
    own, other = answer.counted.quantity, answer.other.quantity
    if other_country(own, other):
        return "other-money", None
    if own.exact and other.exact and (HAS_PART.search(own.text) or HAS_PART.search(other.text)):
        return "other-part", None
    second = swapped_with(context, answer)
    return ("other-number" if second is None else "swapped-toll"), second


def _changed_about(context: Context, first: str, second: Answer | None) -> str:
    if second is None:
        return ""
    span = number_span(context, second.counted)
    other = context.headline.text[span.start : span.end]
    return f" The numbers of {quote(first)} and {quote(other)} have changed places."


def _edit(context: Context, own: Quantity, sentence: str, other: Quantity) -> Edit | None:
    """The body's figure in place of the headline's; none where either is a bound or a range,
    whose words stand outside it.
    """
    if not (own.exact and other.exact):
        return None
    return edit(context, own.span, sentence[other.span.start : other.span.end])


RULE = Rule(
    id="number-mismatch",
    severity="error",
    also="warning",
    says="otherwise",
    summary="The body gives a different number for the same thing.",
    explanation=(
        "Compares each quantity of the headline with the quantities of the body that count the same thing in a "
        "sentence about the same event. Rounding, “about”, “more than”, “up to”, ranges, words and digits, units, "
        "and sums of the body's own numbers are all accepted; percent and percentage points are different units. "
        "Dates, ages, scores and names with numbers are left alone. "
        "It is a warning where the body has the number, but wherever it has it of another thing: "
        "the turnout for the votes, what was asked for what was offered, what was forecast for what was measured."
    ),
    check=check,
    checks={
        "other-number": "A sentence about the same event counts the same thing and gives another number.",
        "other-part": "The number is told with a half or a quarter more or less: two years, two and a half.",
        "other-money": "The amount is in the dollars, pounds or the like of another country.",
        "swapped-toll": "Of two tolls (the dead and the injured) each has the number that the body gives the other.",
        "other-role": "The body has the number, but of another thing: turnout for votes, asked for offered, "
        "forecast for measured.",
    },
    failing=(
        Example(
            "Nine killed as coach overturns near Leeds",
            "Four people were killed when a coach overturned on a motorway near Leeds on Tuesday night, police said. "
            "Another eleven passengers were taken to hospital.",
            "nine killed against four killed",
            check="other-number",
            words="Nine killed",
            evidence=1,
        ),
        Example(
            "Ferrous Steel to cut 5,000 jobs",
            "Ferrous Steel said on Monday that it would cut 2,000 jobs at its two northern plants. "
            "Unions said that they would fight the plan.",
            "five thousand jobs against two thousand",
            check="other-number",
            words="5,000 jobs",
            evidence=1,
        ),
        Example(
            "Calder profit rises 40%",
            "Calder said its profit rose 14% in the first half, helped by lower fuel costs. "
            "The airline carried more passengers than a year ago.",
            "40% against 14%",
            check="other-number",
            words="40%",
            evidence=1,
        ),
        Example(
            "Lottery winner gives £3m to village school",
            "A retired plumber who won the lottery has given £1m to the school in his village. "
            "The school will build a new hall with the money.",
            "another sum of money for the same gift",
            check="other-number",
            words="£3m",
            evidence=1,
        ),
        Example(
            "Almost 2,000 jobs to go at Ferrous Steel",
            "Ferrous Steel said on Monday that it would cut 1,200 jobs at its two northern plants. "
            "Unions said that they would fight the plan.",
            "almost does not reach so far down",
            check="other-number",
            words="2,000 jobs",
            evidence=1,
        ),
        Example(
            "Holm jailed for twelve years",
            "The banker Ann Holm was jailed for seven years on Friday for fraud. She will appeal, her lawyer said.",
            "another sentence",
            check="other-number",
            words="twelve years",
            evidence=1,
        ),
        Example(
            "Half a million homes without power in Oster",
            "A storm left a million homes without power in Oster on Monday, the grid said. "
            "It hopes to mend the lines by Thursday.",
            "half a million against a million",
            check="other-part",
            words="Half a million homes",
            evidence=1,
        ),
        Example(
            "Holm jailed for two and a half years",
            "The banker Ann Holm was jailed for two years on Friday for fraud. She will appeal, her lawyer said.",
            "a half of a year too many",
            check="other-part",
            words="two and a half years",
            evidence=1,
        ),
        Example(
            "Ferrous Steel to pay US$47 million for mine",
            "Ferrous Steel said on Monday that it would pay 47 million Canadian dollars for a mine in the north. "
            "The deal needs the approval of the shareholders.",
            "the dollars of another country",
            check="other-money",
            words="US$47 million",
            evidence=1,
        ),
        Example(
            "Three dead, 12 hurt in Harwen bus crash",
            "Twelve people died and three were injured when a bus crashed near Harwen on Tuesday, police said. "
            "The road was closed.",
            "the dead and the injured changed about",
            check="swapped-toll",
            words="Three dead",
            evidence=1,
        ),
        Example(
            "Harwen bus drivers back strike with 67% of vote",
            "Drivers at Northway Buses in Harwen voted by 81% to 19% for a strike, on a turnout of 67%, "
            "their union said on Monday. The union is seeking a rise of 9%; the company has offered 5.2%.",
            "the turnout",
            check="other-role",
            words="67%",
            evidence=1,
        ),
    ),
    passing=(
        Example(
            "Six killed in ferry fire",
            "Four sailors were killed when fire swept through a ferry on Friday, the coastguard said. "
            "Two passengers died later in hospital.",
            "four and two are six",
        ),
        Example(
            "Nearly 2,000 jobs to go at Ferrous Steel",
            "Ferrous Steel said on Monday that it would cut 1,960 jobs at its two northern plants. "
            "Unions said that they would fight the plan.",
            "rounding",
        ),
        Example(
            "Two in three voters back new bridge",
            "A survey found that 66% of voters supported the plan for a new bridge over the river. "
            "The council will vote on it in May.",
            "a share in words is the percentage",
        ),
        Example(
            "Painter Ines Moll dies aged 92",
            "The painter Ines Moll has died at her home in Basel, two days before her birthday. "
            "Her husband died last year aged 91.",
            "another person's age",
        ),
        Example(
            "Twelve die in bus crash",
            "At least 12 people died when a bus left a mountain road on Sunday, officials said. "
            "A crash on the same road killed 30 people in 1998.",
            "the body has the number; the other toll is of another crash",
        ),
        Example(
            "Almost 2,000 jobs to go at Ferrous Steel",
            "Ferrous Steel said on Monday that it would cut 1,751 jobs at its two northern plants. "
            "Unions said that they would fight the plan.",
            "almost reaches down by an eighth",
            check="other-number",
        ),
        Example(
            "Hundreds flee river flood in Oster",
            "More than 400 people left their homes in Oster on Tuesday when the river burst its banks. "
            "No one was hurt, the mayor said.",
            "an order of magnitude",
            check="other-number",
        ),
        Example(
            "Storm leaves half a million without power in Oster",
            "A storm left 500,000 homes without power in Oster on Monday, the grid said. "
            "It hopes to mend the lines by Thursday.",
            "half a million in digits",
            check="other-part",
        ),
        Example(
            "Holm jailed for two and a half years",
            "The banker Ann Holm was jailed for 30 months on Friday for fraud. She will appeal, her lawyer said.",
            "the same time in another measure",
            check="other-part",
        ),
        Example(
            "Ferrous Steel to pay $47 million for mine",
            "Ferrous Steel said on Monday that it would pay C$47 million for a mine in the north. "
            "The deal needs the approval of the shareholders.",
            "a bare sign may be of any country",
            check="other-money",
        ),
        Example(
            "Three dead, 12 hurt in Harwen bus crash",
            "Three people died and twelve were injured when a bus crashed near Harwen on Tuesday, police said. "
            "The road was closed.",
            "each toll has its own number",
            check="swapped-toll",
        ),
        Example(
            "Harwen bus drivers back strike with 81% of vote",
            "Drivers at Northway Buses in Harwen voted by 81% to 19% for a strike, on a turnout of 67%, "
            "their union said on Monday. The union is seeking a rise of 9%; the company has offered 5.2%.",
            "the votes",
            check="other-role",
        ),
    ),
)
