"""What a number stands for, where two things of one affair have numbers: turnout and votes, asked and offered,
forecast and measured.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ...context import Context
from ...english.quantities import compatible
from ...english.words.certainty import HEDGE_WORDS
from ...number_answers import answers
from ...text import Span


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


# What the words near a number make of it.
ROLES = {
    "the turnout": _words(r"turn(?:ed)?[- ]?out"),
    "the votes": _words(
        r"votes?|voted|voting|in favou?r|back(?:s|ed|ing)?|support(?:s|ed)?|approv(?:e|es|ed)|majority|share"
    ),
    "what was asked for": _words(
        r"demand(?:s|ed|ing)?|seek(?:s|ing)?|sought|claim(?:s|ed|ing)?|ask(?:s|ed|ing)? for|want(?:s|ed)?|call(?:s|ed"
        r"|ing)? for|aim(?:s|ed|ing)? (?:for|at)|target(?:s|ed|ing)?|goal"
    ),
    "what was offered": _words(r"offer(?:s|ed|ing)?"),
    "what was agreed": _words(
        r"accept(?:s|ed)?|agree(?:s|d)?|win|wins|won|award(?:s|ed)?|secur(?:e|es|ed)|gets?|got|deal|settle(?:s|d)?"
    ),
    "what was tried": _words(r"tried|ever (?:used|taken|smoked|drunk)|experimented"),
    "what is done daily": _words(r"daily|every day|each day|regularly"),
    "what was forecast": _words(
        r"forecast(?:s|ers|ing)?|warn(?:s|ed|ing)? of|predict(?:s|ed|ion|ions)?|project(?:ed|ion|ions)|feared"
    ),
}
# As the headline has it, as the body has it: no two of one thing.
OTHERS = (
    ("the votes", "the turnout"),
    ("the turnout", "the votes"),
    ("what was offered", "what was asked for"),
    ("what was agreed", "what was asked for"),
    ("what was asked for", "what was offered"),
    ("what is done daily", "what was tried"),
)
CLAUSE = re.compile(r"[,;:()—–]|\s(?:and|but|while|whereas|after|against)\s|\son a\b", re.IGNORECASE)
FINITE = frozenset(("VBZ", "VBD", "VBP"))
MEASURED, FORECAST = "what was measured", "what was forecast"


class Role(NamedTuple):
    """The number's place in the headline, the sentence that has it as another thing, and what it is there."""

    span: Span
    sentence: int
    told: str
    found: str


def other_role(context: Context) -> Role | None:
    """A number of the headline that the body has, but of another thing wherever it has it."""
    if context.headline.reason not in (None, "no-claim"):
        return None
    named = _roles(context.headline.text)
    for answer in answers(context):
        quantity = answer.counted.quantity
        if answer.status != "supported" or answer.sentence is None:
            continue
        told = named or ({MEASURED} if _is_measured(context, quantity.span) else set())
        having = [
            (number, _roles(_clause(context.document.sentences[number].text, other.quantity.span)))
            for number, other in context.body.counted
            if compatible(quantity, other.quantity)
        ]
        for mine in told:
            theirs = {FORECAST} if mine == MEASURED else {other for one, other in OTHERS if one == mine}
            if having and all(roles & theirs and mine not in roles and not told & roles for _, roles in having):
                number, roles = having[0]
                return Role(quantity.span, number, mine, next(iter(sorted(roles & theirs))))
    return None


def _roles(text: str) -> set[str]:
    return {name for name, pattern in ROLES.items() if pattern.search(text)}


def _clause(text: str, span: Span) -> str:
    """The clause in which a number stands."""
    marks = list(_marks(text))
    start = max((end for _, end in marks if end <= span.start), default=0)
    stop = min((begin for begin, _ in marks if begin >= span.end), default=len(text))
    # "On a turnout of 67%" keeps its own words.
    return text[start:stop]


def _marks(text: str) -> Iterator[tuple[int, int]]:
    for found in CLAUSE.finditer(text):
        # A comma inside a number is none.
        if not (text[found.start() - 1 : found.start()].isdigit() and text[found.end() : found.end() + 1].isdigit()):
            yield found.span()


def _is_measured(context: Context, span: Span) -> bool:
    """Does a finite verb of the headline state the number flat: "winds of 100mph batter coast"?"""
    if HEDGE_WORDS.search(context.headline.text):
        return False
    token = next((token for token in context.headline.doc if span.start <= token.idx < span.end), None)
    for _ in range(5):
        if token is None or token.head is token:
            break
        token = token.head
        if token.pos_ == "VERB":
            break
    return (
        token is not None
        and token.tag_ in FINITE
        and not any(child.dep_ == "aux" and child.lower_ in ("to", "will") for child in token.children)
    )
