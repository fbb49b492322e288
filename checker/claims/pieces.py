"""A headline cut at colons, semicolons and dashes: claims, who says so, topics and kickers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ..english.parser import parse
from ..english.spelling import ALPHANUMERIC
from ..english.words.attribution import HEADLINE_REPORTING, SOURCE_NOUNS
from ..text import Span
from .verbs import has_finite_verb, has_verb

SEPARATOR = re.compile(
    r"(?P<colon>:\s+|:(?=['\"]))|(?P<semicolon>;\s+)|(?P<dash>(?<!\s)\s+[-–—|]{1,2}\s+|(?:(?<!\s)\s+)?—\s*)"
    r"|(?P<ellipsis>\.\.\.\s+|…\s+)"
)
KICKERS = frozenset(
    """
    breaking exclusive live video watch update updated analysis opinion comment editorial review column
    explainer letters letter listen podcast photos pictures gallery interview profile obituary factbox timeline
    revealed report special quiz poll recap preview
    """.split()
)
KICKER_PHRASES = frozenset(("dvd review", "film review", "book review", "in pictures", "market report"))
# Words and the spaces between them are never given back, and a run of spaces is begun once: so it takes linear time.
TRAILING_SOURCE = re.compile(
    r"(?:,\s*+|(?<!\s)\s++[-–]\s++)(?P<source>(?:[\w.'&-]++\s++){1,5}?)(?P<verb>says?|said|claims?|warns?|reports?"
    r"|finds?|shows?|suggests?|told|hears?|believes?|insists?|admits?|tells\s++\w++)\s*+$"
    r"|(?:,\s*+|(?<!\s)\s++)(?P<verb2>says?|said|claims?|warns?|according to"
    r"|as told to)\s++(?P<source2>[\w.'&-]++(?:\s++[\w.'&-]++){0,5}+\s*+)$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Piece:
    """A part of a headline between two cuts, and what it is."""

    span: Span
    role: Literal["claim", "source", "topic", "kicker"]


def shifted(piece: Piece, offset: int) -> Piece:
    """The piece of a sentence in the headline that the sentence begins at ``offset`` of."""
    return Piece(Span(piece.span.start + offset, piece.span.end + offset), piece.role)


def pieces_of(text: str) -> Iterator[Piece]:
    """Cut at colons, semicolons and dashes; tell sources, topics and kickers from claims."""
    cuts: list[tuple[int, int, str]] = []
    for match in SEPARATOR.finditer(text):
        if inside_quotes(text, match.start()):
            continue
        cuts.append((match.start(), match.end(), match.lastgroup or ""))
    starts = [0, *[cut[1] for cut in cuts]]
    ends = [*[cut[0] for cut in cuts], len(text)]
    seps = [*[cut[2] for cut in cuts], ""]
    count = len(starts)
    for index, (start, end) in enumerate(zip(starts, ends, strict=True)):
        span = _trim(text, Span(start, end))
        if span.end <= span.start:
            continue
        content = text[span.start : span.end]
        last = index == count - 1
        if not last and content.lower().strip("'\"") in KICKERS | KICKER_PHRASES:
            yield Piece(span, "kicker")
        elif count > 1 and (
            (not last and seps[index] == "colon" and _is_source(content))
            or (last and seps[index - 1] in ("dash", "colon") and _is_source(content, strict=True))
        ):
            yield Piece(span, "source")
        elif count > 1 and not has_verb(content):
            yield Piece(span, "topic")
        else:
            yield from _without_trailing_source(text, span)


def _without_trailing_source(text: str, span: Span) -> Iterator[Piece]:
    content = text[span.start : span.end]
    match = TRAILING_SOURCE.search(content)
    if match and match.start() > 0:
        group = "source" if match.group("source") else "source2"
        source = _trim(text, Span(span.start + match.start(group), span.start + match.end(group)))
        head = _trim(text, Span(span.start, span.start + match.start()))
        if has_verb(text[head.start : head.end]) and len(ALPHANUMERIC.findall(text[head.start : head.end])) >= 2:
            yield Piece(head, "claim")
            yield Piece(source, "source")
            return
    yield Piece(span, "claim")


def _is_source(content: str, strict: bool = False) -> bool:
    """Can these few words be somebody who speaks: a person, an office, a study?"""
    words = ALPHANUMERIC.findall(content)
    if not words or len(words) > 5:
        return False
    if (
        re.search(r"\b(?:according to|" + "|".join(HEADLINE_REPORTING) + r")\s*$", content, re.IGNORECASE)
        and len(words) > 1
    ):
        return True
    last = words[-1].lower()
    if last in SOURCE_NOUNS and not has_finite_verb(content):
        return True
    doc = parse(content)
    if any(ent.label_ == "PERSON" and ent.end == len(doc) for ent in doc.ents):
        return True
    return (
        not strict
        and len(words) <= 2
        and all(token.pos_ == "PROPN" for token in doc if token.is_alpha)
        and any(ent.label_ in ("ORG", "PERSON") for ent in doc.ents)
    )


def _trim(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start] in " ,;":
        start += 1
    while end > start and text[end - 1] in " ,;":
        end -= 1
    return Span(start, end)


def inside_quotes(text: str, position: int) -> bool:
    """Does the position stand between quotation marks?"""
    before = text[:position]
    double = before.count('"') % 2 == 1
    opened = len(re.findall(r"(?<!\w)'(?=\w)", before))
    closed = len(re.findall(r"(?<=[\w.!?,])'(?!\w)", before))
    return double or (opened > closed and "'" in text[position:])
