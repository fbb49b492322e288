"""Body → paragraphs, sub-headlines and sentences, each with its span."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .english.spelling import HYPHENS
from .text import Span

MAX_SUBHEADLINE_WORDS = 14
TERMINAL = re.compile(r"""[.!?…:;,]["')\]*_]*$""")
CLOSED = re.compile(r"""[.!?…]["')\]*_]*$""")
BYLINE = re.compile(r"^(?:by|from|published|updated|photo|image|source|copyright|©)\b", re.IGNORECASE)
BULLET = re.compile(r"^(?:[-*•–—]|\d{1,2}[.)])\s+")
MARKDOWN_HEADING = re.compile(r"^#{1,6}\s+")
RULE_LINE = re.compile(r"^\W+$")
LINE = re.compile(r"[^\n]+")
MAX_SENTENCE = 1_500


@dataclass(frozen=True)
class Sentence:
    """One sentence of the body.

    Attributes:
        text: the sentence, line breaks inside it turned to spaces.
        span: where it stands in the repaired body.
        index: its number among the body's sentences, from 0.
        paragraph: the number of its paragraph, from 0.
        section: how many sub-headlines stand before it.
    """

    text: str
    span: Span
    index: int
    paragraph: int
    section: int = 0


@dataclass(frozen=True)
class Document:
    """A body cut up: sentences in order, and the short lines that are not sentences."""

    text: str
    sentences: tuple[Sentence, ...]
    subheadlines: tuple[Span, ...]
    paragraphs: int


def segment(body: str) -> Document:
    """Cut a repaired body into paragraphs and sentences.

    Sub-headlines, by-lines, bullets' marks and rules are no sentences; sub-headlines are kept apart.
    """
    sentences: list[Sentence] = []
    subheadlines: list[Span] = []
    blocks = list(_blocks(body))
    paragraph = 0
    for position, block in enumerate(blocks):
        text = body[block.start : block.end]
        if RULE_LINE.match(text):
            continue
        if _is_subheadline(text, first=position == 0, last=position == len(blocks) - 1):
            subheadlines.append(block)
            continue
        for span in sentence_spans(body, block):
            text = " ".join(body[span.start : span.end].split())
            sentences.append(Sentence(text, span, len(sentences), paragraph, len(subheadlines)))
        paragraph += 1
    if not sentences and subheadlines:
        # A body of one short line without a full stop is a sentence after all.
        for number, line in enumerate(subheadlines):
            for span in _cut_long(body, line):
                sentences.append(Sentence(" ".join(body[span.start : span.end].split()), span, len(sentences), number))
        return Document(body, tuple(sentences), (), len(subheadlines))
    return Document(body, tuple(sentences), tuple(subheadlines), paragraph)


def _blocks(body: str) -> Iterator[Span]:
    """Paragraph spans: lines joined where they are one hard-wrapped paragraph."""
    start: int | None = None
    end = 0
    previous = ""
    for match in LINE.finditer(body):
        line = match.group()
        content = line.strip()
        if not content:
            if start is not None:
                yield Span(start, end)
                start = None
            continue
        first = match.start() + len(line) - len(line.lstrip())
        last = match.start() + len(line.rstrip())
        blank_between = start is not None and body.count("\n", end, match.start()) > 1
        indented = len(line) - len(line.lstrip()) >= 2
        if start is not None and (blank_between or indented or _starts_paragraph(previous, content)):
            yield Span(start, end)
            start = None
        if start is None:
            start = first
        end, previous = last, content
    if start is not None:
        yield Span(start, end)


def _starts_paragraph(previous: str, line: str) -> bool:
    """Does ``line`` begin a paragraph, although no blank line stands before it?"""
    if BULLET.match(line) or MARKDOWN_HEADING.match(line) or MARKDOWN_HEADING.match(previous):
        return True
    # A wrapped line is about as long as its neighbours and breaks off mid-sentence;
    # a closed line, or a short line before a capital, ends a paragraph.
    if CLOSED.search(previous):
        return len(previous) > 100 or len(previous) < 50
    return len(previous) > 100 or (len(previous) < 45 and line[:1].isupper())


def _is_subheadline(text: str, *, first: bool, last: bool) -> bool:
    if "\n" in text:
        return False
    if MARKDOWN_HEADING.match(text):
        return True
    words = HYPHENS.findall(text)
    if not words or len(words) > MAX_SUBHEADLINE_WORDS or TERMINAL.search(text) or BULLET.match(text):
        return bool(BYLINE.match(text)) and len(words) <= 8
    return True


def sentence_spans(body: str, block: Span) -> Iterator[Span]:
    """Sentence spans inside one paragraph, trimmed; a run-on longer than an article's sentence is cut at spaces."""
    from nupunkt import sent_spans

    text = body[block.start : block.end]
    for start, end in _merge_broken(text, list(sent_spans(text.replace("\n", " ")))):
        piece = text[start:end]
        left = len(piece) - len(piece.lstrip())
        bullet = BULLET.match(piece[left:])
        if bullet:
            left += bullet.end()
        right = len(piece.rstrip())
        if right <= left or not HYPHENS.search(piece, left, right):
            continue
        yield from _cut_long(body, Span(block.start + start + left, block.start + start + right))


def _merge_broken(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join what was cut after an initial, an abbreviation or inside a quotation's attribution."""
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged:
            before, piece = text[merged[-1][0] : merged[-1][1]].rstrip(), text[start:end].strip()
            lower_start = piece[:1].islower() or piece[:1] in ",;)"
            if (lower_start or re.search(r"(?:^|\s)[A-Z]\.$", before)) and len(before) < MAX_SENTENCE:
                merged[-1] = (merged[-1][0], end)
                continue
        merged.append((start, end))
    return merged


def _cut_long(body: str, span: Span) -> Iterator[Span]:
    while span.end - span.start > MAX_SENTENCE:
        cut = body.rfind(" ", span.start + MAX_SENTENCE // 2, span.start + MAX_SENTENCE)
        if cut < 0:
            cut = span.start + MAX_SENTENCE
        yield Span(span.start, cut)
        start = cut
        while start < span.end and body[start].isspace():
            start += 1
        span = Span(start, span.end)
    if span.end > span.start:
        yield span
