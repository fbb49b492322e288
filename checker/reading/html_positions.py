"""Where a page's headline stands in its source, for reports that point into the file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from itertools import islice
from typing import NamedTuple

from ..origin import Jumps, Position, position
from .json_positions import ESCAPE

# Where what a headline was read from begins, and what it ends with. No more of either is looked at:
# a page may hold anything.
META = r"<meta\b(?=[^<>]{{0,2000}}?\b(?:property|name)\s{{0,9}}=\s{{0,9}}[\"']?{}\b)"
TAG_END = re.compile(r">")
PATTERNS = {
    "json-ld": (re.compile(r'"headline"\s{0,99}:\s{0,99}"', re.IGNORECASE), re.compile(r'(?<!\\)"')),
    "og:title": (re.compile(META.format("og:title"), re.IGNORECASE), TAG_END),
    "twitter:title": (re.compile(META.format("twitter:title"), re.IGNORECASE), TAG_END),
    "h1": (re.compile(r"<h1\b[^<>]{0,2000}>", re.IGNORECASE), re.compile(r"</h1", re.IGNORECASE)),
    "title": (re.compile(r"<title\b[^<>]{0,2000}>", re.IGNORECASE), re.compile(r"</title", re.IGNORECASE)),
    "description": (re.compile(META.format("(?:og:)?description"), re.IGNORECASE), TAG_END),
}
MOST_PLACES, LONGEST = 50, 10_000
ENTITY = r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
PARTS = {
    "json-ld": re.compile(rf"{ESCAPE.pattern}|{ENTITY}|\s+|.", re.DOTALL),
    "h1": re.compile(rf"<[^<>]{{0,500}}>|{ENTITY}|\s+|.", re.DOTALL),
}
OTHER_PARTS = re.compile(rf"{ENTITY}|\s+|.", re.DOTALL)
# What the source would write otherwise.
RESERVED = '<>&"\\'


class Found(NamedTuple):
    """Where a headline stands.

    Attributes:
        start: its first character.
        jumps: where it goes on behind entities, tags and line ends.
    """

    start: Position
    jumps: Jumps


class _Letter(NamedTuple):
    value: str
    start: int
    end: int


def headline_at(text: str, source: str, headline: str) -> Found | None:
    """Where a headline stands that was read from a page.

    Args:
        text: the page's source.
        source: where on the page it was found, or several places with commas: the first counts.
        headline: as read.

    Returns:
        ``None`` where it cannot be told: it was given, or the source writes it in a way that only a browser reads.
    """
    first = source.partition(",")[0]
    if first not in PATTERNS or not headline:
        return None
    opening, closing = PATTERNS[first]
    for begin in islice(opening.finditer(text), MOST_PLACES):
        end = closing.search(text, begin.end(), begin.end() + LONGEST)
        if end is None:
            continue
        letters = list(_letters(text, begin.end(), end.start(), PARTS.get(first, OTHER_PARTS)))
        at = "".join(letter.value for letter in letters).find(headline)
        if at >= 0:
            return _found(text, letters[at : at + len(headline)])
    return None


def _letters(text: str, start: int, end: int, parts: re.Pattern[str]) -> Iterator[_Letter]:
    """The characters that a piece of the source stands for, white space as one blank."""
    blank = False
    for part in parts.finditer(text, start, end):
        raw = part.group()
        value = " " if raw.isspace() else _value(raw)
        for letter in value:
            if not (blank and letter == " "):
                yield _Letter(letter, *part.span())
            blank = letter == " "


def _value(raw: str) -> str:
    if len(raw) == 1:
        return raw
    if raw[0] == "<":
        return ""
    if raw[0] == "\\":
        try:
            return str(json.loads(f'"{raw}"'))
        except ValueError:
            return raw
    return unescape(raw)


def _found(text: str, letters: list[_Letter]) -> Found:
    jumps = []
    for number, (before, after) in enumerate(zip(letters, [*letters[1:], None], strict=True), 1):
        at = before.end if after is None else after.start
        if at != before.start + 1:
            jumps.append((number, position(text, at)))
    return Found(position(text, letters[0].start), tuple(jumps))
