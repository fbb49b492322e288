"""Spans and repaired text whose every character knows where it stood in the text as read."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open range of code points, ``text[start:end]``."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """True when the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """True when ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True)
class MappedText:
    """Repaired text and the map from its offsets to those of the text as read.

    Attributes:
        text: what the pipeline works on.
        anchors: positions in ``text`` where the shift changes, ascending, starting with 0.
        sources: for each anchor, the position in the text as read.
        source_length: code points of the text as read.
        repairs: what was repaired, in words; empty when nothing was.
    """

    text: str
    anchors: tuple[int, ...]
    sources: tuple[int, ...]
    source_length: int
    repairs: tuple[str, ...] = ()

    def to_source(self, span: Span) -> Span:
        """The span of the text as read that ``span`` of the repaired text came from."""
        return Span(self._position(span.start), self._end(span.end))

    def _position(self, offset: int) -> int:
        index = bisect_right(self.anchors, offset) - 1
        position = self.sources[index] + offset - self.anchors[index]
        following = self.sources[index + 1] if index + 1 < len(self.sources) else self.source_length
        return min(position, following)

    def _end(self, offset: int) -> int:
        # The end is one past the last character: map that character, so that what
        # was dropped after it stays outside, then take in what it was made from.
        if offset <= 0:
            return 0
        index = bisect_right(self.anchors, offset - 1) - 1
        following = self.sources[index + 1] if index + 1 < len(self.sources) else self.source_length
        if index + 1 < len(self.anchors) and offset == self.anchors[index + 1]:
            return following
        return min(self.sources[index] + offset - self.anchors[index], following)


# One for one, so that they never move an offset.
QUOTES = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "‛": "'",
        "′": "'",
        "`": "'",
        "´": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "‟": '"',
        "«": '"',
        "»": '"',
        "″": '"',
        "\u00a0": " ",
        "\u2007": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\u200a": " ",
        "\u2002": " ",
        "\u2003": " ",
        "\u3000": " ",
        "\u2010": "-",
        "\u2011": "-",
        "\u2212": "-",
        "\u0085": "\n",
        "\u2028": "\n",
        "\u2029": "\n",
        "\r": "\n",
        "\x0b": "\n",
        "\x0c": "\n",
        "\t": " ",
    }
)
# Letters of mathematics and full-width letters and digits, one for one.
QUOTES |= {
    code: plain
    for code in (*range(0x1D400, 0x1D800), *range(0xFF01, 0xFF5F))
    if len(plain := unicodedata.normalize("NFKC", chr(code))) == 1
}
# Letters of other alphabets that look like Latin ones; read as those where a word mixes the two.
_ALIKE = dict(
    zip(
        map(ord, "АВЕЅІЈКМНОРСТХУаеѕіјорсхуԁһΑΒΕΖΗΙΚΜΝΟΡΤΥΧον"),
        "ABESIJKMHOPCTXYaesijopcxydhABEZHIKMNOPTYXov",
        strict=True,
    )
)
_ALIKE_LETTERS = "".join(map(chr, _ALIKE))
MIXED = re.compile(rf"[A-Za-z{_ALIKE_LETTERS}]++")
# "5 000" with a space that does not break is one number; a comma, one for one, keeps it so.
GROUP_SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f"), ",")
GROUPED = re.compile("(?<![\\d.,])\\d{1,3}(?:[\u00a0\u2007\u2009\u202f]\\d{3})++(?!\\d)")
# Code points that show nothing: controls but ESC, zero widths, marks of direction, tags;
# and the joiner of zero width, but between emoji.
_UNSEEN = (
    "\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f"
)
_JOINER = "\u200d(?![\u2190-\U0001faff])"
# What may stand before a C1 code that is no code but the end of a letter in a broken encoding (Latin-1, Windows-1252).
_BROKEN = (
    "[\x80-\xac\xae-\xff\u0152-\u0178\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026"
    "\u2030\u2039\u203a\u20ac\u2122]"
)
# Dropped before encodings are repaired, which needs soft hyphens and C1 codes behind other broken characters.
NOISE = re.compile(
    r"""
    (?P<tag></?(?:(?P<breaking>p|br|div|li|h[1-6]|blockquote|tr|hr|section|article|ul|ol)
        |span|a|b|i|em|strong|u|img|figure|figcaption|table|td|th|sup|sub|small|script|style)\b[^<>]{0,2000}>)
    # Terminals' control sequences (ECMA-48): colours and moves, strings such as OSC, strings without an end,
    # others; then those with a picture of ESC, and what is left of a colour where ESC was lost.
    | (?P<escape>
        \x1b\[[0-?]{0,64}[ -/]{0,8}[@-~] | (?<!BROKEN)\x9b[0-?]{1,64}[A-Za-z]
        | (?:\x1b[\]PX^_]|(?<!BROKEN)[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c\n]{0,1000}(?:\x07|\x1b\\|\x9c)
        | \x1b[\]PX^_]\d{0,9};? | \x1b[ -/]{0,8}[0-~]
        | (?:\u241b|\^\[)\[[0-?]{0,64}[@-~] | \[\d{1,3}(?:;\d{1,3}){0,9}m(?![^\[\]\x1b\n]{0,200}\])
    )
    | [UNSEEN]+ | \x1b | \r(?=\n) | JOINER | (?<=[\x00-\x7f])\xad+
    """.replace("UNSEEN", _UNSEEN)
    .replace("JOINER", _JOINER)
    .replace("BROKEN", _BROKEN),
    re.IGNORECASE | re.VERBOSE,
)
UNSEEN = re.compile(f"[{_UNSEEN}\x1b\xad\x80-\x84\x86-\x9f]+|{_JOINER}")
CHUNK = re.compile(r"[^\n]{1,300}(?:[ \n]+|$)|[^\n]{300}|\n+")
C1 = re.compile("[\x80-\x84\x86-\x9f]")
ENTITY = re.compile(r"&#?[0-9A-Za-z]{1,32};")
# Letters that must agree behind a repair, and how far behind it they are looked for.
SURE = 2
FAR = 64

# Pictures among the words: emoji, but stars and ticks, which rate and vote; with what joins and colours them;
# and what stands for broken letters.
_PICTURE = "[\U0001f000-\U0001faff\u2600-\u2604\u2607-\u2712\u2719-\u27bf\u2b00-\u2bff\ufffd]"
PICTURES = re.compile(
    rf"(?<! ) *(?:{_PICTURE}[\ufe0e\ufe0f\u200d]*)(?: *{_PICTURE}[\ufe0e\ufe0f\u200d]*)* *(?P<mark>(?=[.,;:!?)\]]))?"
)


def without_pictures(mapping: MappedText) -> MappedText:
    """The text without emoji, which a parser takes for parts of the names that they stand beside;
    between two words a space is left.
    """
    text = mapping.text
    builder, place = _Builder(), 0
    for match in PICTURES.finditer(text):
        builder.add_mapped(text[place : match.start()], mapping, place, match.start())
        place = match.end()
        if match.start() and place < len(text) and match.group("mark") is None:
            span = mapping.to_source(Span(*match.span()))
            builder.add(" ", span.start, span.end)
    if not place:
        return mapping
    builder.add_mapped(text[place:], mapping, place, len(text))
    return builder.finish(mapping.source_length, mapping.repairs)


def repair(raw: str) -> MappedText:
    """Undo mojibake, straighten quotes, drop HTML tags, terminals' control sequences and what shows nothing,
    keeping the map back.

    Takes time in proportion to the text, whatever is in it.

    Args:
        raw: the text as read.

    Returns:
        The repaired text in NFC, with ASCII quotes and spaces, and its map to ``raw``.
    """
    repairs: dict[str, None] = {}
    clean = _without_noise(GROUPED.sub(_with_commas, raw), repairs)
    builder = _Builder()
    for match in CHUNK.finditer(clean.text):
        chunk = match.group()
        if chunk.isascii() and not ENTITY.search(chunk):
            builder.add_mapped(chunk.translate(QUOTES), clean, match.start(), match.end())
            continue
        chunk = MIXED.sub(_as_latin, chunk)
        fixed = _fix(chunk, repairs)
        for i, j, k, n in _aligned(chunk, fixed):
            _add_seen(builder, fixed[k:n].translate(QUOTES), clean, match.start() + i, match.start() + j)
    return builder.finish(len(raw), tuple(repairs))


def _as_latin(match: re.Match[str]) -> str:
    word = match.group()
    # A word of the other alphabet alone stays as it is.
    return word if word.isascii() or not any(letter.isascii() for letter in word) else word.translate(_ALIKE)


def _with_commas(match: re.Match[str]) -> str:
    return match.group().translate(GROUP_SPACES)


def _without_noise(raw: str, repairs: dict[str, None]) -> MappedText:
    builder = _Builder()
    position = 0
    for match in NOISE.finditer(raw):
        builder.add(raw[position : match.start()], position, match.start())
        position = match.end()
        if match.group("tag"):
            repairs["HTML tags were ignored"] = None
            builder.add("\n\n" if match.group("breaking") else "", match.start(), position)
        elif match.group("escape"):
            repairs["a terminal's control sequences were ignored"] = None
    builder.add(raw[position:], position, len(raw))
    return builder.finish(len(raw), ())


def _add_seen(builder: _Builder, text: str, source: MappedText, start: int, end: int) -> None:
    """Append a repaired piece without what shows nothing in it."""
    if not UNSEEN.search(text):
        builder.add_mapped(text, source, start, end)
    elif len(text) != end - start:
        builder.add_mapped(UNSEEN.sub("", text), source, start, end)
    else:
        position = 0
        for match in [*UNSEEN.finditer(text), None]:
            last = match.start() if match else len(text)
            builder.add_mapped(text[position:last], source, start + position, start + last)
            position = match.end() if match else last


def _aligned(before: str, after: str) -> Iterator[tuple[int, int, int, int]]:
    """Ranges ``before[i:j]`` that became ``after[k:n]``, in order: equal ones,
    and between them the least that brings both in step again.
    """
    if len(before) == len(after):
        yield 0, len(before), 0, len(after)
        return
    i = k = 0
    while i < len(before) or k < len(after):
        start, begin = i, k
        while i < len(before) and k < len(after) and before[i] == after[k]:
            i, k = i + 1, k + 1
        if i > start:
            yield start, i, begin, k
        if i < len(before) or k < len(after):
            start, begin = i, k
            i, k = _in_step(before, after, i, k)
            yield start, i, begin, k


def _in_step(before: str, after: str, i: int, k: int) -> tuple[int, int]:
    for distance in range(1, FAR):
        for left_out in range(max(0, distance - len(after) + k), min(distance, len(before) - i) + 1):
            j, n = i + left_out, k + distance - left_out
            if before[j : j + SURE] == after[n : n + SURE]:
                return j, n
    return len(before), len(after)


class _Builder:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.anchors: list[int] = [0]
        self.sources: list[int] = [0]

    def add(self, text: str, start: int, end: int) -> None:
        """Append ``text`` made from ``raw[start:end]``; equal lengths map one to one."""
        if not text:
            return
        if self.length == self.anchors[-1]:
            self.sources[-1] = start
        elif start - self.sources[-1] != self.length - self.anchors[-1]:
            self._anchor(start)
        self.parts.append(text)
        self.length += len(text)
        if len(text) != end - start:
            self._anchor(end)

    def add_mapped(self, text: str, source: MappedText, start: int, end: int) -> None:
        """Append ``text`` made from ``source.text[start:end]``, which in turn was made from another text."""
        if len(text) != end - start:
            span = source.to_source(Span(start, end))
            self.add(text, span.start, span.end)
            return
        index = bisect_right(source.anchors, start) - 1
        position = start
        while position < end:
            index += 1
            last = min(end, source.anchors[index]) if index < len(source.anchors) else end
            found = source.sources[index - 1] + position - source.anchors[index - 1]
            self.add(text[position - start : last - start], found, found + last - position)
            position = last

    def _anchor(self, source: int) -> None:
        self.anchors.append(self.length)
        self.sources.append(source)

    def finish(self, source_length: int, repairs: tuple[str, ...]) -> MappedText:
        return MappedText("".join(self.parts), tuple(self.anchors), tuple(self.sources), source_length, repairs)


def _fix(chunk: str, repairs: dict[str, None]) -> str:
    import ftfy

    config = ftfy.TextFixerConfig(
        unescape_html=True,
        uncurl_quotes=False,
        fix_line_breaks=False,
        normalization=None,
        max_decode_length=len(chunk) + 1,
    )
    fixed = ftfy.fix_text(chunk, config)
    if fixed != chunk and (C1.search(chunk) or ftfy.fix_encoding(chunk, config) != chunk):
        repairs["broken character encoding (mojibake) was repaired"] = None
    return unicodedata.normalize("NFC", fixed)
