"""Spans and repaired text whose every character knows where it stood in the text as read."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from difflib import SequenceMatcher
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
        "’": "'", "‘": "'", "ʼ": "'", "‛": "'", "′": "'", "`": "'", "´": "'",
        "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "″": '"',
        "\u00a0": " ", "\u2007": " ", "\u202f": " ", "\u2009": " ", "\u200a": " ", "\u2002": " ", "\u2003": " ", "\u3000": " ",
        "\u2010": "-", "\u2011": "-", "\u2212": "-",
        "\u0085": "\n", "\u2028": "\n", "\u2029": "\n", "\r": "\n", "\x0b": "\n", "\x0c": "\n", "\t": " ",
    }
)  # fmt: skip
HTML_TAG = re.compile(
    r"</?(?:p|br|div|span|a|b|i|em|strong|u|ul|ol|li|h[1-6]|blockquote|img|figure|figcaption|table|tr|td|th|sup|sub|small|hr|section|article|script|style)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
BREAKING_TAG = re.compile(r"</?(?:p|br|div|li|h[1-6]|blockquote|tr|hr|section|article|ul|ol)\b", re.IGNORECASE)
CHUNK = re.compile(r"[^\n]{1,300}(?:[ \n]+|$)|[^\n]{300}|\n+")
INVISIBLE = re.compile("[\u200b\u200c\u200e\u200f\u2060\ufeff\u00ad\x00-\x08\x0e-\x1f\x7f]")


def repair(raw: str) -> MappedText:
    """Undo mojibake, straighten quotes, drop HTML tags and invisible characters, keeping the map back.

    Args:
        raw: the text as read.

    Returns:
        The repaired text in NFC, with ASCII quotes and spaces, and its map to ``raw``.
    """
    builder = _Builder()
    repairs: list[str] = []
    if HTML_TAG.search(raw):
        repairs.append("HTML tags were ignored")
        position = 0
        for match in HTML_TAG.finditer(raw):
            _repair_plain(raw, position, match.start(), builder, repairs)
            builder.add("\n\n" if BREAKING_TAG.match(match.group()) else "", match.start(), match.end())
            position = match.end()
        _repair_plain(raw, position, len(raw), builder, repairs)
    else:
        _repair_plain(raw, 0, len(raw), builder, repairs)
    return builder.finish(len(raw), tuple(dict.fromkeys(repairs)))


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

    def _anchor(self, source: int) -> None:
        self.anchors.append(self.length)
        self.sources.append(source)

    def finish(self, source_length: int, repairs: tuple[str, ...]) -> MappedText:
        return MappedText("".join(self.parts), tuple(self.anchors), tuple(self.sources), source_length, repairs)


def _repair_plain(raw: str, start: int, end: int, builder: _Builder, repairs: list[str]) -> None:
    for match in CHUNK.finditer(raw, start, end):
        chunk = match.group()
        if chunk.isascii() and "&" not in chunk and not INVISIBLE.search(chunk) and "\r" not in chunk:
            builder.add(chunk.translate(QUOTES), match.start(), match.end())
            continue
        fixed = _fix(chunk, repairs)
        if len(fixed) == len(chunk):
            builder.add(fixed, match.start(), match.end())
            continue
        for _, i, j, k, n in SequenceMatcher(None, chunk, fixed, autojunk=False).get_opcodes():
            builder.add(fixed[k:n], match.start() + i, match.start() + j)


def _fix(chunk: str, repairs: list[str]) -> str:
    import ftfy

    config = ftfy.TextFixerConfig(
        unescape_html=True,
        uncurl_quotes=False,
        fix_line_breaks=False,
        normalization=None,
        max_decode_length=len(chunk) + 1,
    )
    fixed = ftfy.fix_text(chunk, config)
    if fixed != chunk and not chunk.isascii():
        repairs.append("broken character encoding (mojibake) was repaired")
    fixed = INVISIBLE.sub("", fixed.replace("\r\n", "\n"))
    return unicodedata.normalize("NFC", fixed).translate(QUOTES)
