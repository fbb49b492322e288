"""House style: words put into a headline as its own writer would, in its case, with its apostrophes and articles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..context import Context
from ..english.parser import is_common_word, is_dictionary_noun
from ..english.spelling import APOSTROPHES
from ..english.tree import Token
from ..english.truecase import DAYS_MONTHS, case_style
from ..rules.base import Edit
from ..text import Span

# What many houses keep small in Title Case.
SMALL = frozenset("a an the and or but nor of in on at to by for from as with via per over".split())
ARTICLE = re.compile(r"\b(an?) $", re.IGNORECASE)
# Said with a vowel: "an 80% rise", "an hour", "an MP"; and those that only look so: "a one-day strike", "a union".
VOWEL = re.compile(r"[aeiou]|8|11(?!\d)|18(?!\d)|hour|honest|heir|[FHLMNRSX](?![a-z])(?:[A-Z]|\b)")
CONSONANT = re.compile(r"one\b|once|uni[^nm]|us[eau]|eu|[U](?![a-z])(?:[A-Z]|\b)")
SENTENCE_START = re.compile(r"(?:^|[.!?:]['\"]?\s)[^\w£$€]*$")
LETTER = re.compile(r"[^\W\d_]")


def token_at(context: Context, start: int) -> Token | None:
    """The word of the headline that begins at a place."""
    return next((token for token in context.headline.doc if token.idx == start), None)


def span_of(first: Token, last: Token | None = None) -> Span:
    """From the first letter of one word to the last of another, or of its own."""
    end = last or first
    return Span(first.idx, end.idx + len(end))


def running(context: Context, text: str) -> str:
    """Words of the headline as they are written inside a sentence: names keep their capitals,
    others lose the one of a start.
    """
    first = APOSTROPHES.match(text)
    if first is None or not first.group()[0].isupper() or first.group()[1:] != first.group()[1:].lower():
        return text
    word = first.group().removesuffix("'s")
    known = context.body.spellings.get(word.lower())
    common = is_common_word(word.lower()) or is_dictionary_noun(word.lower())
    lower = known.most_common(1)[0][0][0].islower() if known else common and word.lower() not in DAYS_MONTHS
    return text[:1].lower() + text[1:] if lower else text


def dressed(context: Context, edits: Sequence[Edit]) -> Iterator[Edit]:
    """The same changes in the headline's case, with the article that the new words need."""
    text = context.headline.text
    style = case_style(text)
    for span, words in edits:
        own = text[span.start : span.end]
        replacement = _in_case(context, style, span, words)
        article = ARTICLE.search(text[: span.start])
        if article and own and replacement:
            wanted = "an" if _vowel(replacement) else "a"
            if wanted != article.group(1).lower() and _vowel(own) != _vowel(replacement):
                span = Span(article.start(), span.end)
                replacement = f"{_like(wanted, article.group(1))} {replacement}"
        yield Edit(span, replacement)


def _in_case(context: Context, style: str, span: Span, words: str) -> str:
    text = context.headline.text
    own = text[span.start : span.end]
    if style == "upper" and not any(letter.islower() for letter in own):
        return words.upper()
    if style == "lower":
        return words.lower()
    if style == "title":
        small = not _capital_articles(text)
        words = APOSTROPHES.sub(lambda match: _titled(match, small), words)
    first = LETTER.search(words)
    if not words or first is None or first.start() > 1:
        return words
    at_start = SENTENCE_START.search(text[: span.start]) is not None
    if at_start and (not span.start or not own[:1].isalpha() or own[:1].isupper()):
        return words[: first.start()] + words[first.start() :][:1].upper() + words[first.start() + 1 :]
    return words


def _titled(match: re.Match[str], small: bool) -> str:
    word = match.group()
    if small and word in SMALL and match.start() > 0:
        return word
    # "'s" of a name, "m" of "£3m".
    joined = match.start() > 0 and match.string[match.start() - 1] not in " -(\"'“‘"
    return word if joined else word[:1].upper() + word[1:]


def _capital_articles(text: str) -> bool:
    """Does a headline in Title Case write "Of" and "In" too?"""
    found = [match.group() for match in APOSTROPHES.finditer(text, 1) if match.group().lower() in SMALL]
    return any(word[0].isupper() for word in found[1:] or found)


def _vowel(words: str) -> bool:
    start = words.lstrip("'\"£$€")
    lower = start if start[:2].isupper() or not start[1:2].isalpha() else start.lower()
    return bool(VOWEL.match(lower)) and not CONSONANT.match(lower)


def _like(word: str, pattern: str) -> str:
    return word.capitalize() if pattern[:1].isupper() else word


def with_marks(raw_headline: str, raw_body: str, words: str) -> str:
    """Straight apostrophes and quotation marks as the headline has its own, or else the body: curly or straight."""
    marks = "‘’“”"
    curly = any(mark in raw_headline for mark in marks)
    straight = "'" in raw_headline or '"' in raw_headline
    if straight or not (
        curly or sum(raw_body.count(mark) for mark in marks) > raw_body.count("'") + raw_body.count('"')
    ):
        return words
    words = re.sub(r"(?<![\w.,!?])\"", "“", words).replace('"', "”")
    return re.sub(r"(?<![\w.,!?])'(?=\w)", "‘", words).replace("'", "’")
