"""One headline over one body as the rules see it: claims with their evidence and what the model said of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from .article import Article
from .body import Body
from .claims import Claim, Headline
from .english.numerals import TENS_WORDS, UNITS_WORDS
from .english.terms import stem, terms_without_figures
from .english.tree import Doc
from .english.words.scales import SCALE_WORDS
from .evidence import Evidence, SentenceIndex
from .nli import PassageReading, Prediction
from .once import LoadedOnce
from .segmentation import Document
from .text import Span
from .thresholds import Thresholds

# One sentence is too little to complain of what is missing.
MIN_SENTENCES = 2
NUMBER_WORDS = frozenset(stem(word) for word in (*UNITS_WORDS, *TENS_WORDS, *SCALE_WORDS))


@dataclass(frozen=True)
class JudgedClaim:
    """A claim with its evidence and what the NLI model said of each piece, best evidence first.

    ``settled`` is how surely the passage that stands for the body entails the whole headline, where that settles it;
    0 elsewhere.
    """

    claim: Claim
    evidence: tuple[Evidence, ...] = ()
    predictions: tuple[Prediction, ...] = ()
    settled: float = 0.0

    @LoadedOnce
    def entailment(self) -> float:
        """The strongest entailment of any evidence, the passage's where that settles it; 0 without evidence."""
        return max(self.settled, *(prediction.entailment for prediction in self.predictions), 0.0)

    @LoadedOnce
    def backing(self) -> float:
        """The strongest entailment, where a window's is worth no more than what its own sentences leave of it.

        A window of two or three sentences that entails what one of them contradicts has overruled it:
        its entailment less the highest contradiction of its own single sentences counts.
        """
        against = {
            item.sentences[0]: prediction.contradiction
            for item, prediction in zip(self.evidence, self.predictions, strict=True)
            if len(item.sentences) == 1
        }
        return max(
            self.settled,
            *(
                prediction.entailment
                - (max(against.get(number, 0.0) for number in item.sentences) if len(item.sentences) > 1 else 0.0)
                for item, prediction in zip(self.evidence, self.predictions, strict=True)
            ),
            0.0,
        )

    @LoadedOnce
    def best(self) -> int | None:
        """Index of the evidence that entails most."""
        return max(range(len(self.predictions)), key=lambda index: self.predictions[index].entailment, default=None)

    def support(self, relevance: float) -> float:
        """The strongest entailment among evidence at least this relevant."""
        return max(
            self.settled,
            *(
                prediction.entailment
                for item, prediction in zip(self.evidence, self.predictions, strict=True)
                if item.relevance >= relevance
            ),
            0.0,
        )

    def contradiction(self, relevance: float) -> tuple[float, int | None]:
        """The strongest contradiction among single sentences at least this relevant, and its index."""
        found = [
            (prediction.contradiction, index)
            for index, (item, prediction) in enumerate(zip(self.evidence, self.predictions, strict=True))
            if item.relevance >= relevance and len(item.sentences) == 1
        ]
        return max(found, default=(0.0, None), key=lambda pair: pair[0])

    @property
    def relevance(self) -> float:
        """The highest relevance of any single sentence."""
        return max((item.relevance for item in self.evidence if len(item.sentences) == 1), default=0.0)


@dataclass
class Context:
    """One headline over one body as the rules see it. Offsets are those of the repaired headline and body.

    ``reading`` is what the model said of the body's most telling passage and the whole headline, where it was asked;
    ``parts`` are the sentences of a headline that has several, each as a headline of its own,
    where the score needs them; ``known_names`` are names that the body need not mention, each as its words;
    ``memo`` keeps what several rules need, such as the body's answers to the headline's numbers.
    """

    article: Article
    headline: Headline
    body: Body
    judged: Sequence[JudgedClaim]
    thresholds: Thresholds = field(default_factory=Thresholds)
    reading: PassageReading | None = None
    parts: Sequence[Context] = ()
    known_names: Sequence[frozenset[str]] = ()
    memo: dict[str, Any] = field(default_factory=dict, repr=False)

    @property
    def document(self) -> Document:
        """The body's sentences."""
        return self.body.document

    @property
    def index(self) -> SentenceIndex:
        """The terms of the body's sentences."""
        return self.body.index

    @property
    def one_sentence(self) -> bool:
        """Has the body one sentence only, so that what it leaves out cannot be held against the headline?"""
        return len(self.document.sentences) < MIN_SENTENCES

    def doc(self, sentence: int) -> Doc:
        """The parse of one body sentence."""
        return self.body.doc(sentence)

    def docs(self, sentences: Iterable[int]) -> list[tuple[int, Doc]]:
        """The parses of several body sentences with their numbers, made in one go."""
        numbers = list(sentences)
        self.body.parse(numbers)
        return [(number, self.body.doc(number)) for number in numbers]

    @LoadedOnce
    def headline_terms(self) -> frozenset[str]:
        """Terms of the whole headline, in true case; figures left out, since a wrong one must not hide the event."""
        return terms_without_figures(self.headline.cased) - NUMBER_WORDS

    @LoadedOnce
    def relevance(self) -> tuple[float, ...]:
        """Of every body sentence: the share of the headline's terms that it has."""
        return tuple(self.index.relevance(self.headline_terms, found) for found in self.index.terms)

    @LoadedOnce
    def ranked(self) -> tuple[int, ...]:
        """Sentence numbers, most relevant first; at most twenty, so that parsing stays cheap."""
        order = sorted(range(len(self.relevance)), key=lambda number: (-self.relevance[number], number))
        return tuple(order[:20])

    def shared(self, sentence: int) -> frozenset[str]:
        """Terms that the sentence and the headline have in common."""
        return self.headline_terms & self.index.terms[sentence]

    def claim_at(self, span: Span) -> JudgedClaim | None:
        """The smallest claim whose span holds ``span``; the whole headline where no part does."""
        holding = [judged for judged in self.judged if judged.claim.span.covers(span)]
        return min(holding, key=lambda judged: judged.claim.span.end - judged.claim.span.start, default=None)
