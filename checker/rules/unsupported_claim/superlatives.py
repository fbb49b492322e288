"""Superlatives of the headline that the body knows nothing of: a record, the world's largest,
the first ever, unanimously.
"""

from __future__ import annotations

import re

from ...context import Context
from ...english.tree import Token
from ...text import Span

# Any of these in the body may be what is meant.
BEST = re.compile(
    r"\b(?:records?|all-time|ever|never|unprecedented|unrivalled|top|leading|lead|first|only|since|most|least|worst"
    r"|best|fewest|"
    r"biggest|largest|highest|lowest|greatest|longest|oldest|youngest|fastest|strongest|deadliest|no other|any other"
    r"|number one|historic)\b",
    re.IGNORECASE,
)
SUPERLATIVE = frozenset(
    """
        biggest largest highest lowest deadliest oldest youngest fastest longest tallest heaviest strongest worst best
    """.split()
)
# "Record" before these is a disc, a book or a firm.
DISCS = frozenset(
    "company label store shop deal producer player holder book keeper date sleeve executive industry".split()
)
UNANIMOUS = re.compile(
    r"\bunanim\w+|\b(?:all|every|nobody|no one|none|without|sole|only|single)\b|\b(\d+)-0\b|\b100 ?(?:%|per ?cent)"
    r"|\bnot one\b",
    re.IGNORECASE,
)


def unsupported_superlative(context: Context) -> Span | None:
    """The headline's words that nothing in the body has a word for; ``None`` where there are none."""
    for token in context.headline.doc:
        wanted = _wanted(token)
        if wanted is not None and not wanted.search(context.document.text):
            return Span(token.idx, token.idx + len(token))
    return None


def _wanted(token: Token) -> re.Pattern[str] | None:
    """What the body must have for a superlative; ``None`` for any other word."""
    lower = token.lower_
    if lower == "unanimously" or (lower == "unanimous" and token.dep_ == "amod"):
        return UNANIMOUS
    if lower == "record":
        told = token.dep_ in ("amod", "compound", "nmod") and token.head.i > token.i
        return BEST if told and token.head.lemma_.lower() not in DISCS else None
    # "The world's largest", "Europe's oldest": of all there are.
    owned = token.i >= 2 and token.nbor(-1).tag_ == "POS"
    return BEST if lower in SUPERLATIVE and owned else None
