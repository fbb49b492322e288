"""How many of them: "40 of its 120 shops" and "some" for "all", "34% of" for "most", "12%" for "doubles",
and nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..context import Context
from ..english.quantities import find_quantities
from ..english.roles import verb_roles
from ..english.tree import Token
from ..rules.base import Edit, RawFinding
from ..rules.contradiction.quantifiers import not_all
from ..text import Span
from .numbers import in_digits
from .wording import span_of, token_at

# "Two of the five reactors at Lindau": a headline does without the article.
THE = re.compile(r"\bthe ", re.IGNORECASE)
NOBODY = re.compile(r"\b(?:no ?-?one|nobody)\b", re.IGNORECASE)
DOWN = re.compile(
    r"\b(?:fell|fall(?:s|en)?|drop(?:s|ped)?|declin\w+|down|decreas\w+|shrank|shrunk|less|lower(?:ed)?|reduc\w+|cut)\b",
    re.IGNORECASE,
)


def part_of_them(context: Context, finding: RawFinding) -> Iterator[list[Edit]]:
    """The body's count in place of "all", else "some"."""
    found = not_all(context)
    token = token_at(context, finding.span.start)
    if found is None or token is None:
        return
    text = context.headline.text
    told, part = text[finding.span.start : finding.span.end], found[2]
    noun = told.split()[-1]
    counted = re.match(r"\d[\d,]*|[A-Za-z]+", part)
    if (
        counted
        and part.lower().endswith(noun.lower())
        and re.search(r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|half)\b", part, re.IGNORECASE)
    ):
        yield [Edit(finding.span, THE.sub("", part[:1].lower() + part[1:]))]
    rest = text[token.idx + len(token) : finding.span.end]
    if token.lower_ != "all" or re.search(r"\d", rest):
        return
    owned = re.match(r"\s+(?:of\s+)?(?=(?:its|the|their|his|her)\b)", rest, re.IGNORECASE)
    if owned:
        yield [Edit(Span(token.idx, token.idx + len(token) + owned.end()), "some of ")]
    else:
        yield [Edit(span_of(token), "some")]


def share_of_them(context: Context, finding: RawFinding) -> Iterator[list[Edit]]:
    """The body's percentage in place of "most"."""
    token = token_at(context, finding.span.start)
    sentence = context.document.sentences[finding.sentences[0]].text
    share = next((item for item in find_quantities(sentence) if item.unit == "percent" and item.exact), None)
    if (
        token is None
        or share is None
        or share.value != int(share.value)
        or "of" in context.headline.text[token.idx + len(token) :].split()[:1]
    ):
        return
    yield [Edit(span_of(token), f"{in_digits(share.value)}% of")]


def by_so_much(context: Context, finding: RawFinding) -> Iterator[list[Edit]]:
    """ "Rises 12%" for "doubles", "raises profit by 12%" where somebody does it."""
    verb = token_at(context, finding.span.start)
    sentence = context.document.sentences[finding.sentences[0]].text
    share = next((item for item in find_quantities(sentence) if item.unit == "percent" and item.exact), None)
    if verb is None or verb.tag_ not in ("VBZ", "VBP") or share is None:
        return
    amount = f"{in_digits(share.value)}%"
    down = DOWN.search(sentence[max(0, share.span.start - 40) : share.span.start]) is not None
    target = verb_roles(verb)[1]
    plural = verb.tag_ == "VBP"
    if target is None:
        words = ("fall" if down else "rise") if plural else ("falls" if down else "rises")
        yield [Edit(span_of(verb), f"{words} {amount}")]
        return
    words = ("cut" if down else "increase") if plural else ("cuts" if down else "increases")
    end = target.idx + len(target)
    yield [Edit(span_of(verb), words), Edit(Span(end, end), f" by {amount}")]


def nobody(context: Context, finding: RawFinding) -> Iterator[list[Edit]]:
    """ "No one arrested over theft" for "Man arrested over theft", else "not arrested"."""
    verb = token_at(context, finding.span.start)
    if (
        verb is None
        or verb.tag_ not in ("VBN", "VBD")
        or any(child.dep_ in ("dobj", "aux", "neg") for child in verb.children)
    ):
        return
    subject = next(
        (child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass") and child.i < verb.i), None
    )
    subject = subject or (verb.head if verb.dep_ == "acl" else None)
    if subject is None:
        return
    said = context.document.sentences[finding.sentences[0]].text
    first = subject.left_edge
    if NOBODY.search(said) and first.i == 0 and not _named(subject, verb) and subject.tag_ == "NN":
        yield [Edit(Span(first.idx, verb.idx), "no one ")]
    yield [Edit(Span(verb.idx, verb.idx), "not ")]


def _named(subject: Token, verb: Token) -> bool:
    return any(token.pos_ == "PROPN" for token in subject.doc[: verb.i])
