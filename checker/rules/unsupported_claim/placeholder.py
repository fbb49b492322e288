"""Dummy text that a page was laid out with, and templates that nothing was filled into."""

from __future__ import annotations

import re

from ...context import Context
from ...text import Span

# What a page's parts are called, and how their dummies say that the text is still to come: "headline here",
# "standfirst to come".
PART = (
    r"(?:head(?:line|ing)|hed|title|splash|kicker|standfirst|strap(?:line)?|sub-?head(?:ing|line)?|deck|dek|caption"
    r"|teaser|text)"
)
PLACEHOLDER = re.compile(
    r"\b(?:lorem ipsum|dolor sit amet)\b"
    rf"|\b\d{{2,3}} ?pt (?:\w+ ){{0,2}}{PART}\b|\b{PART} \d{{2,3}} ?pt\b"
    rf"|\b{PART} (?:goes|to go|text) here\b"
    # Storms are heading here, too.
    r"|\b(?:headline|hed|kicker|standfirst|strap(?:line)?|caption) here\b"
    rf"|\b(?:insert|dummy|placeholder|sample) (?:a |the |your )?{PART}\b"
    r"|\b(?:enter|add|type|write|your) (?:a |the |your )?(?:headline|kicker|standfirst|strapline|sub-?head\w*"
    r"|caption)\b"
    rf"|\b{PART} (?:to come|tk|tbc|tba)\b"
    r"|\bTK ?TK\b|\bx{4,}\b"
    r"|\{\{[^{}\n]{0,60}\}\}|\$\{\w{1,40}\}|<%[^%\n]{0,60}%>|\[(?:headline|title|name|number|place|date)\]",
    re.IGNORECASE,
)
# A headline of these words alone.
ALONE = re.compile(rf"\W*(?:untitled|test(?: {PART})?|{PART}|new (?:article|post|story)|tk)\W*", re.IGNORECASE)


def placeholder(context: Context) -> Span | None:
    """Where the headline is dummy text that the body does not speak of."""
    title = context.headline.text
    found = ALONE.fullmatch(title) or PLACEHOLDER.search(title)
    if found is None or found.group().strip().lower() in context.document.text.lower():
        return None
    return Span(*found.span())
