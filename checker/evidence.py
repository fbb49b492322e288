"""Claims × sentences → ranked evidence: single sentences first, windows of neighbours where one is not enough."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from .english.terms import terms, terms_without_figures
from .english.words.stance import disputes
from .once import LoadedOnce
from .segmentation import Document
from .text import Span

# All sentences of a short body are read; of a longer one, those that share most with the claim, and the first ones.
SHORT_BODY = 12
TOP_SENTENCES = 6
LEAD_SENTENCES = 2
TOP_WINDOWS = 2
# Around a sentence that shares less with the claim, neighbours add nothing.
WINDOW_RELEVANCE = 0.15
# A passage that stands for the whole body: short enough for one look of the model.
PASSAGE_WORDS = 100
PASSAGE_RELEVANT = 8
PASSAGE_DISPUTING = 2


@dataclass(frozen=True)
class Evidence:
    """One sentence, or a window of two or three neighbours, chosen for a claim.

    Attributes:
        text: the premise that the NLI model is given.
        span: where it stands in the repaired body.
        sentences: indices of its sentences.
        relevance: 0 to 1, the share of the claim's (rarity-weighted) terms that it contains.
    """

    text: str
    span: Span
    sentences: tuple[int, ...]
    relevance: float


class SentenceIndex:
    """The terms of every sentence of one body, for ranking."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.terms = [terms(sentence.text) for sentence in document.sentences]
        frequency = Counter(word for found in self.terms for word in found)
        count = max(len(self.terms), 1)
        self.weights = {word: math.log(1 + count / (0.5 + seen)) for word, seen in frequency.items()}
        self.missing_weight = math.log(1 + count / 0.5)

    @LoadedOnce
    def disputing(self) -> list[int]:
        """The sentences that call some story made up, denied or untrue."""
        return [sentence.index for sentence in self.document.sentences if disputes(sentence.text)]

    def relevance(self, claim_terms: frozenset[str], sentence_terms: frozenset[str]) -> float:
        """Rarity-weighted share of the claim's terms found in ``sentence_terms``."""
        total = self._weight(claim_terms)
        return self._weight(claim_terms & sentence_terms) / total if total else 0.0

    def _weight(self, words: frozenset[str]) -> float:
        # The exact sum: a set's order differs from one process to the next, and ties in relevance must not.
        return math.fsum(self.weights.get(word, self.missing_weight) for word in words)

    def score(self, claim: str) -> list[Evidence]:
        """Every sentence with its relevance for a claim, in the body's order."""
        wanted = terms_without_figures(claim)
        return [
            Evidence(sentence.text, sentence.span, (sentence.index,), self.relevance(wanted, found))
            for sentence, found in zip(self.document.sentences, self.terms, strict=True)
        ]

    def single(self, claim: str) -> list[Evidence]:
        """Single sentences for a claim, most relevant first."""
        ranked = sorted(self.score(claim), key=lambda item: (-item.relevance, item.sentences))
        if len(ranked) <= SHORT_BODY:
            return ranked
        # Deep in a long body, a sentence that shares no term with the claim is not about it.
        chosen = [item for item in ranked[:TOP_SENTENCES] if item.relevance > 0]
        lead = [item for item in ranked[len(chosen) :] if item.sentences[0] < LEAD_SENTENCES]
        return chosen + lead

    def windows(self, claim: str, seeds: Sequence[Evidence]) -> list[Evidence]:
        """Windows of three neighbouring sentences around the best single ones, of two where there is no third."""
        wanted = terms_without_figures(claim)
        sentences = self.document.sentences
        count = len(sentences)
        groups: dict[tuple[int, ...], None] = {}
        for seed in [item for item in seeds if item.relevance >= WINDOW_RELEVANCE][:TOP_WINDOWS]:
            index = seed.sentences[0]
            around = (
                tuple(range(first, last + 1))
                for first, last in ((index - 1, index + 1), (index, index + 1), (index - 1, index))
                # A sub-headline ends a train of thought, and is no evidence itself.
                if first >= 0 and last < count and sentences[first].section == sentences[last].section
            )
            if (widest := next(around, None)) is not None:
                groups[widest] = None
        return [self.join(group, wanted) for group in groups]

    def join(self, group: tuple[int, ...], wanted: frozenset[str]) -> Evidence:
        """The window of the given neighbouring sentences."""
        parts = [self.document.sentences[index] for index in group]
        found = frozenset().union(*(self.terms[index] for index in group))
        span = Span(parts[0].span.start, parts[-1].span.end)
        return Evidence(" ".join(part.text for part in parts), span, group, self.relevance(wanted, found))

    def passage(self, claim: str, most_words: int = PASSAGE_WORDS) -> str:
        """The sentences that say most of what the body makes of a claim, in the body's order; ``""`` for an empty body.

        Those most relevant to it, the first, and those that dispute a story, which often share no word with it.

        Args:
            claim: what the sentences are to bear on.
            most_words: of all of them together; the first is always taken.
        """
        ranked = [
            item.sentences[0] for item in sorted(self.score(claim), key=lambda item: (-item.relevance, item.sentences))
        ]
        rank = {number: place for place, number in enumerate(ranked)}
        near = sorted(self.disputing, key=rank.__getitem__)[:PASSAGE_DISPUTING]
        first = [0] if ranked else []
        most = PASSAGE_RELEVANT * most_words // PASSAGE_WORDS
        wanted = dict.fromkeys([*ranked[:2], *first, *near, *ranked[2:most]])
        chosen: list[int] = []
        room = most_words
        for number in wanted:
            words = len(self.document.sentences[number].text.split())
            if not chosen or words <= room:
                chosen.append(number)
                room -= words
        return " ".join(self.document.sentences[number].text for number in sorted(chosen))
