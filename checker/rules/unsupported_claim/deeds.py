"""A strong deed or a loaded word of the headline of which the body has nothing, in any words."""

from __future__ import annotations

import re

from ...context import Context
from ...english.words.deeds import deeds, loaded
from ...text import Span

# The body must be about the same thing, or the headline is about something else altogether.
ABOUT = 0.2
# Secret by name.
SECRETS = frozenset(
    """
        service agent police ballot vote gig venue show santa weapon ingredient recipe court garden life lover admirer
    """.split()
)
WIDE = re.compile(
    r"\b(?:nationwide|nationally|countrywide|worldwide|globally|across (?:the (?:country|nation|world)|Britain|America"
    r"|Europe))\b",
    re.IGNORECASE,
)
WIDELY = re.compile(
    r"\b(?:nation\w*|country|countries|countrywide|worldwide|world|glob\w+|national\w*|everywhere|international\w*"
    r"|states|Britain|UK|U\.S\.|America\w*|Europe\w*|cities|towns|regions|provinces|federal|industry)\b",
    re.IGNORECASE,
)


def absent_deed(context: Context) -> Span | None:
    """The headline's word for a deed that the body tells nothing of; ``None`` where there is none."""
    if context.headline.reason not in (None, "no-claim") or max(context.relevance, default=0.0) < ABOUT:
        return None
    text = context.document.text
    for token in context.headline.doc:
        lemma = token.lemma_.lower()
        span = Span(token.idx, token.idx + len(token))
        if context.headline.in_source(span) or any(child.dep_ == "neg" for child in token.children):
            continue
        if (token.pos_ == "VERB" and token.i > 0) or token.tag_ in ("VBN", "VBD"):
            kind = next((deed for deed in deeds() if lemma in deed.lemmas), None)
        elif (token.pos_ in ("ADJ", "ADV") or token.dep_ == "amod") and token.head.lemma_.lower() not in SECRETS:
            kind = next((deed for deed in loaded() if token.lower_ in deed.lemmas), None)
        else:
            kind = None
        if kind is not None and not kind.told.search(text):
            return span
    return None


def absent_extent(context: Context) -> Span | None:
    """The headline's "nationwide", of which the body has no word."""
    told = WIDE.search(context.headline.text)
    if told is None or context.headline.reason is not None or WIDELY.search(context.document.text):
        return None
    return Span(*told.span())
