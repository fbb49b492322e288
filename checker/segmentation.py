"""Body → paragraphs, sub-headlines and sentences, each with its span."""

from __future__ import annotations

import operator
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .english.spelling import ALPHANUMERIC, HYPHENS
from .english.words.abbreviations import ABBREVIATIONS
from .text import Span

MAX_SUBHEADLINE_WORDS = 14
TERMINAL = re.compile(r"""[.!?…:;,]["')\]*_]*$""")
CLOSED = re.compile(r"""[.!?…]["')\]*_]*$""")
BYLINE = re.compile(r"^(?:by|from|published|updated|photo|image|source|copyright|©)\b", re.IGNORECASE)
BULLET = re.compile(r"^(?:[-*•–—]|\d{1,2}[.)])\s+")
MARKDOWN_HEADING = re.compile(r"^#{1,6}\s+")
RULE_LINE = re.compile(r"^\W+$")
# What a page carries beside the story: notes of correction, embargoes, links to other stories,
# captions with their credit.
ASIDE = re.compile(
    r"""
    ^\W{0,3}(?:
        (?:corrections?|clarifications?|editor'?s'?\ note)\b\s*[:.–—-]
        | (?:an\ earlier\ version|a\ previous\ version)\ of\ th(?:is|e)\ (?:article|story|report|headline)\b
        | this\ (?:article|story|report|headline|post)\ (?:was|has\ been)\ (?:amended|corrected|updated)\b
        | (?:strictly\ )?(?:embargo(?:ed)?\b|not\ for\ (?:publication|release)\b|for\ immediate\ release\b)
        | (?:read\ (?:more|also|next)|also\ read|see\ also|related(?:\ (?:stories|articles|story|article))?
            |more\ on\ this(?:\ story)?|recommended|watch|listen|sign\ up|subscribe)\s*[:|–—]
        | (?:read\ more|sign\ up\ (?:for|to)\ our|click\ here|follow\ us\ on|advertisement$)
    )
    | (?:photographs?|photos?|pictures?|image|credit)\s?(?::|/|\ by\ )\s?[^.:]{2,60}\.?$
    """,
    re.IGNORECASE | re.VERBOSE,
)
MOST_ASIDE_WORDS = 60
# nupunkt takes many a plain word for an abbreviation ("next month.", "in New York.") and reads on.
MISSED_END = re.compile(r"""\b([A-Za-z]{2,40})\.["'”’)\]]{0,3}\s{1,3}(?=["'“‘(\[]{0,3}[A-Z])""")
LINE = re.compile(r"[^\n]+")
MAX_SENTENCE = 1_500
# A copy of the headline stands at the head of a body, and what follows in one sentence with it is a sentence too.
COPIES_WITHIN = 2
FEWEST_COPIED = 4
FEWEST_BEHIND = 8


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

    Sub-headlines, by-lines, bullets' marks, rules and what stands beside the story (:data:`ASIDE`) are
    no sentences; sub-headlines are kept apart.
    """
    sentences: list[Sentence] = []
    subheadlines: list[Span] = []
    blocks = list(_blocks(body))
    told = [block for block in blocks if not _is_aside(body[block.start : block.end])]
    blocks = told or blocks
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


def _is_aside(text: str) -> bool:
    return ASIDE.search(text) is not None and len(text.split()) <= MOST_ASIDE_WORDS


def without(document: Document, told: str) -> Document:
    """The document without sentences and sub-headlines that only repeat a text, such as the headline;
    itself where there are none.
    """
    wanted = _plain(told)
    kept = [_behind(document, sentence, wanted) for sentence in document.sentences if _plain(sentence.text) != wanted]
    lines = [span for span in document.subheadlines if _plain(document.text[span.start : span.end]) != wanted]
    same = len(kept) == len(document.sentences) and all(map(operator.is_, kept, document.sentences))
    if not kept or (same and len(lines) == len(document.subheadlines)):
        return document
    numbered = tuple(replace(sentence, index=number) for number, sentence in enumerate(kept))
    return Document(document.text, numbered, tuple(lines), document.paragraphs)


def _behind(document: Document, sentence: Sentence, told: str) -> Sentence:
    """What stands behind a copy of the headline that no full stop sets off: "Rep.

    Holm resigns from Congress The representative resigned on …".
    """
    words = told.split()
    if sentence.index >= COPIES_WITHIN or len(words) < FEWEST_COPIED:
        return sentence
    raw = document.text[sentence.span.start : sentence.span.end]
    found = list(ALPHANUMERIC.finditer(raw))
    if [match.group().lower() for match in found[: len(words)]] != words or len(found) < len(words) + FEWEST_BEHIND:
        return sentence
    cut = found[len(words)].start()
    if not raw[cut].isupper():
        return sentence
    return replace(sentence, text=" ".join(raw[cut:].split()), span=Span(sentence.span.start + cut, sentence.span.end))


def _plain(text: str) -> str:
    return " ".join(ALPHANUMERIC.findall(text.lower()))


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
    for start, end in _cut_missed(text, _merge_broken(text, list(sent_spans(text.replace("\n", " "))))):
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


def _cut_missed(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Cut where a word that is no abbreviation ends a sentence and a capital follows."""
    for start, end in spans:
        for match in MISSED_END.finditer(text, start, end):
            if match.group(1).lower() not in ABBREVIATIONS and match.end() < end:
                yield start, match.end()
                start = match.end()
        yield start, end


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
