"""A body read once: repaired, cut into sentences, indexed, and parsed as far as anybody asks.

It serves any number of headlines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from .english.counting import Counted, counted
from .english.dates import Date, find_dates
from .english.language import is_english
from .english.names import BodyNames
from .english.parser import parse_many
from .english.tree import Doc
from .english.truecase import body_spellings
from .evidence import SentenceIndex
from .once import LoadedOnce
from .segmentation import Document, segment, without
from .text import MappedText, repair


class Body:
    """What is known of one article's text.

    Whatever is worked out for one headline is kept for the next.

    Args:
        raw: the body as read.
        index: how evidence is chosen; another class than the default is for experiments.

    Attributes:
        raw: the body as read.
        repaired: the same with straight quotes and without markup, and the way back to ``raw``.
        document: its sentences; their spans are offsets of the repaired text.
    """

    def __init__(self, raw: str, index: type[SentenceIndex] = SentenceIndex) -> None:
        self.raw = raw
        self.repaired: MappedText = repair(raw)
        self.document: Document = segment(self.repaired.text)
        self._index = index
        self._docs: dict[int, Doc] = {}
        self._without: dict[str, Body] = {}

    def under(self, headline: str) -> Body:
        """The body as evidence for a repaired headline: without copies of the headline itself, which back nothing.

        The sentences are numbered as if the copies were not there.
        """
        document = without(self.document, headline)
        if document is self.document:
            return self
        return self._without.setdefault(headline.strip().lower(), self._with(document))

    def _with(self, document: Document) -> Body:
        other = object.__new__(Body)
        other.raw, other.repaired, other.document, other._index = self.raw, self.repaired, document, self._index
        other._docs, other._without = {}, {}
        return other

    @property
    def text(self) -> str:
        """The repaired text."""
        return self.repaired.text

    @LoadedOnce
    def index(self) -> SentenceIndex:
        """The terms of every sentence."""
        return self._index(self.document)

    @LoadedOnce
    def english(self) -> bool | None:
        """Is it English? ``None`` where it is too short to tell."""
        return is_english(self.text)

    @LoadedOnce
    def spellings(self) -> dict[str, Counter[str]]:
        """How its words are spelled, by their lower case."""
        return body_spellings(self.text)

    @LoadedOnce
    def names(self) -> BodyNames:
        """What its words answer about names."""
        subheadlines = " ".join(self.text[span.start : span.end] for span in self.document.subheadlines)
        told = "\n".join(sentence.text for sentence in self.document.sentences)
        return BodyNames(told, subheadlines)

    @LoadedOnce
    def counted(self) -> tuple[tuple[int, Counted], ...]:
        """Every quantity with what it counts, and the number of its sentence."""
        sentences = enumerate(self.document.sentences)
        return tuple((number, item) for number, sentence in sentences for item in counted(sentence.text))

    @LoadedOnce
    def dates(self) -> tuple[tuple[int, Date], ...]:
        """Every weekday, month, day and year, and the number of its sentence."""
        sentences = enumerate(self.document.sentences)
        return tuple((number, date) for number, sentence in sentences for date in find_dates(sentence.text))

    def doc(self, sentence: int) -> Doc:
        """The parse of one sentence."""
        if sentence not in self._docs:
            self.parse((sentence,))
        return self._docs[sentence]

    def parse(self, sentences: Iterable[int]) -> None:
        """Parse several sentences in one go; those that are parsed already cost nothing."""
        missing = [number for number in dict.fromkeys(sentences) if number not in self._docs]
        texts = [self.document.sentences[number].text for number in missing]
        self._docs.update(zip(missing, parse_many(texts), strict=True))
